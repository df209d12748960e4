// SPDX-License-Identifier: Apache-2.0
#include "manuscript/paragraphs.hpp"

#include "fact/date.hpp"

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

constexpr std::string_view kWideSpace = "\u3000";

/// What stands for a character that is read: itself, something plainer, or nothing.
std::string_view seen(const Characters::Step& step) {
  constexpr std::int32_t kLineSeparator = 0x2028;
  constexpr std::int32_t kParagraphSeparator = 0x2029;
  switch (step.fault) {
    case CharacterFault::none:
    case CharacterFault::private_use:
    case CharacterFault::unassigned:
      return step.bytes;
    case CharacterFault::space:
      return step.point == kLineSeparator || step.point == kParagraphSeparator ? "\n" : " ";
    case CharacterFault::control:
    case CharacterFault::format:
    case CharacterFault::filler:
    case CharacterFault::selector:
      return {};
  }
  return {};
}

/// Spaces are told apart by nobody; and of the other ones only so many are kept.
bool is_told(const Characters::Step& step, const Paragraph& paragraph) {
  constexpr std::size_t kMost = 100;
  return step.fault != CharacterFault::none && step.fault != CharacterFault::space && step.point != '\r' &&
         paragraph.odd.size() < kMost;
}

/// The last character of a text; 0 where it is empty.
std::int32_t last_of(std::string_view text) {
  std::size_t begin = text.size();
  while (begin != 0 && (static_cast<unsigned char>(text[--begin]) & 0xC0U) == 0x80U) continue;
  Characters last(text.substr(begin));
  Characters::Step step;
  return last.next(step) ? step.point : 0;
}

/// A space or an indent.
std::size_t space_at_start(std::string_view text) {
  if (text.starts_with(kWideSpace)) return kWideSpace.size();
  return !text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\n') ? 1 : 0;
}

std::size_t space_at_end(std::string_view text) {
  if (text.ends_with(kWideSpace)) return kWideSpace.size();
  return !text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\n') ? 1 : 0;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

template <std::size_t N>
std::size_t one_of(std::string_view text, const std::array<std::string_view, N>& marks) {
  for (const std::string_view mark : marks) {
    if (text.starts_with(mark)) return mark.size();
  }
  return 0;
}

constexpr std::array<std::string_view, 10> kHanDigits = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};

struct Count {
  std::size_t number = 0;  ///< 0: there is none
  std::size_t length = 0;
  bool hanzi = false;
};

Count hanzi_count(std::string_view text) {
  constexpr std::size_t kMost = 99;
  std::size_t length = 0;
  while (const std::size_t digit = one_of(text.substr(length), kHanDigits)) length += digit;
  for (std::size_t number = 1; length != 0 && number <= kMost; ++number) {
    if (hanzi_number(std::to_string(number)) == text.substr(0, length)) return {number, length, true};
  }
  return {};
}

Count digit_count(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_digit(text[length])) ++length;
  if (length == 0 || length > 2 || text.front() == '0') return {};
  return {std::stoul(std::string(text.substr(0, length))), length, false};
}

Count count_at_start(std::string_view text) {
  const Count hanzi = hanzi_count(text);
  return hanzi.number != 0 ? hanzi : digit_count(text);
}

std::optional<TypedNumeral> in_brackets(std::string_view text) {
  constexpr std::array<std::string_view, 2> kOpen = {"（", "("};
  constexpr std::array<std::string_view, 2> kClose = {"）", ")"};
  const std::size_t open = one_of(text, kOpen);
  if (open == 0) return std::nullopt;
  const Count count = count_at_start(text.substr(open));
  const std::size_t close = count.number == 0 ? 0 : one_of(text.substr(open + count.length), kClose);
  if (close == 0) return std::nullopt;
  return TypedNumeral{count.hanzi ? 2U : 4U, count.number, open + count.length + close, true};
}

/// On a line of its own a heading has no mark at its end, and is short enough for two lines (GB/T 15834-2011 B.4).
bool stands_alone(std::string_view text) {
  constexpr std::array<std::string_view, 6> kEnds = {"。", "；", "：", "，", "！", "？"};
  constexpr std::size_t kLongest = 56 * kWideSpace.size();  // two lines of 28 characters
  return text.size() <= kLongest &&
         std::none_of(kEnds.begin(), kEnds.end(), [text](std::string_view end) { return text.ends_with(end); });
}

}  // namespace

void report_too_many(const Place& file, Findings& findings) {
  findings.error("manuscript-too-large", file,
                 message("there are more than {} paragraphs", std::to_string(kMostParagraphs)),
                 message("a speech has some sixty paragraphs: check that this is the right file"));
}

void report_too_long(const Place& file, Findings& findings) {
  findings.error("manuscript-too-large", file,
                 message("a paragraph is longer than {} KiB", std::to_string(kMostParagraphBytes / 1024)),
                 message("a speech has some sixty paragraphs: check that this is the right file"));
}

bool within_limits(const std::vector<Paragraph>& paragraphs, const Place& file, Findings& findings) {
  if (paragraphs.size() > kMostParagraphs) {
    report_too_many(file, findings);
    return false;
  }
  const bool fits = std::all_of(paragraphs.begin(), paragraphs.end(), [](const Paragraph& paragraph) {
    return paragraph.text.size() <= kMostParagraphBytes;
  });
  if (!fits) report_too_long(file, findings);
  return fits;
}

bool append_seen(Paragraph& paragraph, std::string_view text, std::uint32_t line, std::uint32_t column) {
  const std::size_t before = paragraph.text.size();
  const std::size_t pieces = paragraph.pieces.size();
  const std::size_t odd = paragraph.odd.size();
  bool runs_on = false;
  Characters characters(text, last_of(paragraph.text));
  for (Characters::Step step; characters.next(step);) {
    if (step.point < 0) {
      paragraph.text.resize(before);
      paragraph.pieces.resize(pieces);
      paragraph.odd.resize(odd);
      return false;
    }
    const std::string_view shown = seen(step);
    const std::uint32_t at = column + static_cast<std::uint32_t>(step.at);
    if (is_told(step, paragraph))
      paragraph.odd.push_back({step.point, step.fault, line, at, static_cast<std::uint32_t>(step.bytes.size())});
    if (!runs_on && !shown.empty()) paragraph.pieces.push_back({paragraph.text.size(), line, at});
    paragraph.text += shown;
    runs_on = shown.size() == step.bytes.size();
  }
  return true;
}

bool trim(Paragraph& paragraph) {
  std::string& text = paragraph.text;
  while (const std::size_t space = space_at_end(text)) text.resize(text.size() - space);
  std::size_t begin = 0;
  while (const std::size_t space = space_at_start(std::string_view(text).substr(begin))) begin += space;
  text.erase(0, begin);
  for (Piece& piece : paragraph.pieces) {
    const std::size_t cut = std::min(begin, piece.begin);
    // A piece that lay in the indent begins where the text does; only the last of these counts.
    piece.column += cut == piece.begin ? static_cast<std::uint32_t>(begin - piece.begin) : 0;
    piece.begin -= cut;
  }
  return !text.empty();
}

void find_headings(std::vector<Paragraph>& paragraphs) {
  for (Paragraph& paragraph : paragraphs) {
    if (paragraph.kind != ParagraphKind::text || !stands_alone(paragraph.text)) continue;
    const auto numeral = typed_numeral(paragraph.text);
    if (!numeral || !numeral->is_sure || numeral->length == paragraph.text.size()) continue;
    paragraph.kind = ParagraphKind::heading;
    paragraph.level = numeral->level;
  }
}

std::optional<TypedNumeral> typed_numeral(std::string_view text) {
  constexpr std::array<std::string_view, 4> kBehindHanzi = {"、", "，", ".", "．"};
  constexpr std::array<std::string_view, 3> kBehindDigits = {".", "．", "、"};
  if (const auto numeral = in_brackets(text)) return numeral;
  const Count count = count_at_start(text);
  if (count.number == 0) return std::nullopt;
  const std::string_view behind = text.substr(count.length);
  const std::size_t mark = count.hanzi ? one_of(behind, kBehindHanzi) : one_of(behind, kBehindDigits);
  if (mark == 0) return std::nullopt;
  const std::string_view rest = behind.substr(mark);
  if (count.hanzi && count_at_start(rest).number != 0) return std::nullopt;  // 一、二等奖
  const bool is_sure = count.hanzi || rest.empty() || !is_digit(rest.front());
  return TypedNumeral{count.hanzi ? 1U : 3U, count.number, count.length + mark, is_sure};
}

}  // namespace lectern::host
