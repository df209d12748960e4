// SPDX-License-Identifier: Apache-2.0
#include "manuscript/wrapped.hpp"

#include "manuscript/normal.hpp"
#include "manuscript/numeral.hpp"

#include <algorithm>

namespace lectern::host {
namespace {

/// In cells of a terminal: an ideograph takes two.
struct Line {
  std::size_t width = 0;  ///< 0: there is nothing in it
  std::size_t indent = 0;
  bool begins_list = false;    ///< with a number or the mark of a list
  bool ends_sentence = false;  ///< or what leads to a list
};

/// How far behind the others a full line may end: a mark that may not begin a line takes a character along, and a word or
/// number that may not be broken some more.
constexpr std::size_t kRagged = 8;
/// And how far beyond: a mark that hangs.
constexpr std::size_t kHanging = 2;
constexpr std::size_t kNarrowest = 24;
constexpr std::size_t kWidest = 160;

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    width += byte < 0x80 ? 1 : byte >= 0xe2 ? 2 : byte >= 0xc0 ? 1 : 0;
  }
  return width;
}

bool ends_sentence(std::string_view text) {
  constexpr std::string_view kEnds[] = {"。", "！", "？", "：", "；", "…", "”", "」", ".", "!", "?", ":", ";", "\""};
  return std::any_of(std::begin(kEnds), std::end(kEnds), [text](std::string_view end) { return text.ends_with(end); });
}

bool begins_list(std::string_view text) {
  constexpr std::string_view kMarks[] = {"- ", "* ", "+ ", "· ", "•", "—", "#", ">", "|", "附", "第"};
  if (std::any_of(std::begin(kMarks), std::end(kMarks),
                  [text](std::string_view mark) { return text.starts_with(mark); }))
    return true;
  const auto numeral = typed_numeral(text);
  return numeral && numeral->is_sure;
}

Line look_at(std::string_view text) {
  constexpr std::string_view kWideSpace = "\u3000";
  Line line;
  std::size_t begin = 0;
  for (;;) {
    const std::string_view rest = text.substr(begin);
    if (rest.starts_with(kWideSpace)) {
      begin += kWideSpace.size();
    } else if (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t')) {
      ++begin;
    } else {
      break;
    }
  }
  const std::string_view indent = text.substr(0, begin);
  text.remove_prefix(begin);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  while (text.ends_with(kWideSpace)) text.remove_suffix(kWideSpace.size());
  if (text.empty()) return line;
  line.indent = width_of(indent);
  line.width = width_of(text) + line.indent;
  line.begins_list = begins_list(text);
  line.ends_sentence = ends_sentence(text);
  return line;
}

/// Whether the second line may go on with the paragraph of the first. Where first lines are indented and others are not, an
/// indent begins a paragraph; where all are, another indent does.
bool may_go_on(const Line& line, const Line& next, bool indents_first) {
  if (line.width == 0 || next.width == 0 || next.begins_list) return false;
  return indents_first ? next.indent == 0 : next.indent == line.indent;
}

bool indents_first_lines(const std::vector<Line>& lines) {
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].width != 0 && lines[i + 1].width != 0 && lines[i].indent != 0 && lines[i + 1].indent == 0) return true;
  }
  return false;
}

bool is_full(const Line& line, std::size_t width) {
  return line.width + kRagged >= width && line.width <= width + kHanging;
}

/// The width at which the text is broken; 0 where it is not.
std::size_t width_of_text(const std::vector<Line>& lines, bool indents_first) {
  std::vector<std::size_t> open;  // widths of lines that end in the midst of a sentence
  for (const Line& line : lines) {
    if (line.width != 0 && !line.ends_sentence) open.push_back(line.width);
  }
  if (open.empty()) return 0;
  // A few lines may be longer: an address, or a heading that was not broken.
  const std::size_t widest = open.size() - 1 - open.size() / 20;
  std::nth_element(open.begin(), open.begin() + static_cast<std::ptrdiff_t>(widest), open.end());
  const std::size_t width = open[widest];
  const auto wider =
      std::count_if(lines.begin(), lines.end(), [width](const Line& line) { return line.width > width + kHanging; });
  const bool is_broken_there = static_cast<std::size_t>(wider) <= lines.size() / 20;
  if (width < kNarrowest || width > kWidest || !is_broken_there) return 0;
  constexpr std::size_t kFewest = 3;
  std::size_t broken = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const bool is_open = is_full(lines[i], width) && !lines[i].ends_sentence;
    if (is_open && may_go_on(lines[i], lines[i + 1], indents_first)) ++broken;
  }
  return broken >= kFewest && 2 * broken > open.size() ? width : 0;
}

}  // namespace

std::vector<bool> wrapped_lines(std::span<const std::string_view> lines) {
  std::vector<bool> goes_on(lines.size());
  std::vector<Line> looked;
  looked.reserve(lines.size());
  for (const std::string_view line : lines) looked.push_back(look_at(line));
  const bool indents_first = indents_first_lines(looked);
  const std::size_t width = width_of_text(looked, indents_first);
  if (width == 0) return goes_on;
  // Where neither indents nor empty lines tell paragraphs apart, the end of a sentence at the end of a line does.
  constexpr std::ptrdiff_t kFew = 2;
  const auto empty = std::count_if(looked.begin(), looked.end(), [](const Line& line) { return line.width == 0; });
  const bool tells_apart = indents_first || empty > kFew;
  for (std::size_t i = 0; i + 1 < looked.size(); ++i) {
    goes_on[i + 1] = is_full(looked[i], width) && may_go_on(looked[i], looked[i + 1], indents_first) &&
                     (tells_apart || !looked[i].ends_sentence);
  }
  return goes_on;
}

}  // namespace lectern::host
