// SPDX-License-Identifier: Apache-2.0
#include "modules/pdf_lines.hpp"

#include <pango/pango.h>

#include <algorithm>
#include <string>

namespace lectern::pdf {
namespace {

constexpr double kTolerance = 0.01;  // points: sums of widths are not exact

bool is_in(char32_t character, std::u32string_view set) { return set.find(character) != std::u32string_view::npos; }

bool is_digit(char32_t character) { return character >= U'0' && character <= U'9'; }

bool is_hanzi(char32_t character) {
  return character == U'〇' || (character >= 0x3400 && character <= 0x9FFF) || character >= 0x20000;
}

/// 5.1 of GB/T 15834-2011: closing marks, dashes between numbers, 间隔号 and 分隔号 begin no line; opening ones end none.
constexpr std::u32string_view kNotFirst = U"，。、；：？！”’）》】〉」』〕］｝·～／%‰℃°";
constexpr std::u32string_view kNotLast = U"“‘（《【〈「『〔［｛／￥";
constexpr std::u32string_view kTwoCells = U"—…";  // 破折号 and 省略号 are two of these, one mark
constexpr std::u32string_view kOpeningQuotes = U"“‘";
constexpr std::u32string_view kClosingQuotes = U"”’";
/// Between a number and its unit: 12.6亿元, 300多户.
constexpr std::u32string_view kMagnitudes = U"十百千万亿多余";

/// UAX #14 keeps quotation marks with both neighbours, since elsewhere they do not tell which side is theirs. Chinese ones
/// do.
bool is_outside_of_quotes(char32_t before, char32_t after) {
  if (is_in(after, kOpeningQuotes)) return is_hanzi(before) || is_in(before, kNotFirst);
  return is_in(before, kClosingQuotes) && is_hanzi(after);
}

/// Whether what stands before `at` is a number that wants its unit.
bool is_behind_number(std::u32string_view text, std::size_t at) {
  while (at > 0 && is_in(text[at - 1], kMagnitudes)) --at;
  return at > 0 && is_digit(text[at - 1]);
}

bool may_begin(std::u32string_view text, std::size_t at, bool by_pango) {
  const char32_t before = text[at - 1];
  const char32_t after = text[at];
  if (is_in(after, kNotFirst) || is_in(before, kNotLast)) return false;
  if (before == after && is_in(after, kTwoCells)) return false;
  if (is_hanzi(after) && is_behind_number(text, at)) return false;
  return by_pango || is_outside_of_quotes(before, after);
}

/// Where a line ends without the spaces there.
std::size_t end_of_ink(const std::vector<Cell>& cells, const Line& line) {
  std::size_t end = line.to;
  while (end > line.from && cells[end - 1].character == U' ') --end;
  return end;
}

/// Where the line that begins at `from` ends.
Line take_line(const std::vector<Cell>& cells, std::size_t from, double room) {
  Line line{from, from, 0, 0};
  Line whole = line;  // up to the last place where a line may end
  while (line.to < cells.size()) {
    const Cell& cell = cells[line.to];
    if (line.to > from && cell.may_begin) whole = line;
    const bool fits = line.width + cell.width <= room + kTolerance || cell.character == U' ';
    if (!fits && line.to > from) return whole.to > from ? whole : line;
    line.width += cell.width;
    ++line.to;
    if (cell.ends_line) return line;
  }
  return line;
}

}  // namespace

bool is_western(char32_t character) { return character < 0x250 && !is_in(character, U"·°×÷±"); }

bool has_gap(const Cell& before, const Cell& after) {
  return !is_western(before.character) || !is_western(after.character) || before.character == U' ';
}

std::vector<bool> line_begins(std::string_view text) {
  const auto bytes = static_cast<int>(text.size());
  glong count = 0;
  gunichar* const characters = g_utf8_to_ucs4_fast(text.data(), bytes, &count);
  const std::u32string wide(characters, characters + count);
  g_free(characters);
  std::vector<PangoLogAttr> found(wide.size() + 1);
  pango_get_log_attrs(text.data(), bytes, -1, pango_language_from_string("zh-cn"), found.data(),
                      static_cast<int>(found.size()));
  std::vector<bool> begins(wide.size(), false);
  for (std::size_t i = 1; i < wide.size(); ++i) begins[i] = may_begin(wide, i, found[i].is_line_break != 0);
  return begins;
}

std::vector<Line> fill_lines(const std::vector<Cell>& cells, double first_width, double width, Alignment alignment) {
  std::vector<Line> lines;
  for (std::size_t from = 0; from < cells.size(); from = lines.back().to) {
    const double room = lines.empty() ? first_width : width;
    Line line = take_line(cells, from, room);
    const std::size_t end = end_of_ink(cells, line);
    for (std::size_t i = end; i < line.to; ++i) line.width -= cells[i].width;
    std::size_t gaps = 0;
    for (std::size_t i = line.from; i + 1 < end; ++i) gaps += has_gap(cells[i], cells[i + 1]) ? 1U : 0U;
    const bool ends_itself = line.to == cells.size() || cells[line.to - 1].ends_line;
    if (alignment == Alignment::justified && !ends_itself && gaps > 0)
      line.stretch = (room - line.width) / static_cast<double>(gaps);
    lines.push_back(line);
  }
  return lines;
}

}  // namespace lectern::pdf
