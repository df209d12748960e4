// SPDX-License-Identifier: Apache-2.0
#include "manuscript/paragraphs.hpp"

#include <utf8proc.h>
#include "fact/date.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

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

/// On a line of its own a heading has no mark at its end, and is short enough for two lines (GB/T 15834-2011 B.4).
bool stands_alone(std::string_view text) {
  constexpr std::array<std::string_view, 11> kEnds = {"。", "；", "：", "，", "！", "？", ";", ":", ",", "!", "?"};
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

namespace {

/// The numbers that paragraphs begin with, of each form separately.
class NumeralFinder {
 public:
  explicit NumeralFinder(std::vector<Paragraph>& paragraphs) : paragraphs_(paragraphs) {}

  void run() {
    look_ahead();
    std::array<std::size_t, kNumeralForms> last{};
    for (Paragraph& paragraph : paragraphs_) {
      if (!paragraph.numeral) continue;
      const TypedNumeral& numeral = *paragraph.numeral;
      if (!numeral.is_sure && !is_accepted(paragraph, last)) {
        paragraph.numeral.reset();
        continue;
      }
      end_lists_below(numeral.form, last);
      last[index_of(numeral.form)] = numeral.number;
    }
  }

 private:
  static std::size_t index_of(NumeralForm form) { return static_cast<std::size_t>(form); }

  static void end_lists_below(NumeralForm form, std::array<std::size_t, kNumeralForms>& numbers) {
    for (std::size_t other = 0; other < kNumeralForms; ++other) {
      if (is_above(form, static_cast<NumeralForm>(other))) numbers[other] = 0;
    }
  }

  /// What follows each that is not sure, in the same list.
  void look_ahead() {
    std::array<std::size_t, kNumeralForms> next{};
    for (auto paragraph = paragraphs_.rbegin(); paragraph != paragraphs_.rend(); ++paragraph) {
      paragraph->numeral.reset();
      const bool may_be = paragraph->kind == ParagraphKind::text || paragraph->kind == ParagraphKind::heading;
      if (may_be) paragraph->numeral = typed_numeral(paragraph->text);
      if (!paragraph->numeral) continue;
      const TypedNumeral& numeral = *paragraph->numeral;
      if (!numeral.is_sure) next_.emplace(&*paragraph, next[index_of(numeral.form)]);
      end_lists_below(numeral.form, next);
      next[index_of(numeral.form)] = numeral.number;
    }
  }

  /// It goes on where a list has come to, and does not take the place of the one that follows.
  bool is_accepted(const Paragraph& paragraph, const std::array<std::size_t, kNumeralForms>& last) const {
    const TypedNumeral& numeral = *paragraph.numeral;
    const std::size_t next = next_.find(&paragraph)->second;
    if (numeral.number == 1) return next == 2;
    return numeral.number == last[index_of(numeral.form)] + 1 && next != numeral.number;
  }

  std::vector<Paragraph>& paragraphs_;
  std::unordered_map<const Paragraph*, std::size_t> next_;
};

}  // namespace

void find_numerals(std::vector<Paragraph>& paragraphs) { NumeralFinder(paragraphs).run(); }

void find_headings(std::vector<Paragraph>& paragraphs) {
  std::array<bool, kNumeralForms> is_marked{};
  for (const Paragraph& paragraph : paragraphs) {
    if (paragraph.kind == ParagraphKind::heading && paragraph.numeral)
      is_marked[static_cast<std::size_t>(paragraph.numeral->form)] = true;
  }
  for (Paragraph& paragraph : paragraphs) {
    if (paragraph.kind != ParagraphKind::text || !paragraph.numeral || !stands_alone(paragraph.text)) continue;
    const TypedNumeral& numeral = *paragraph.numeral;
    const bool is_empty = numeral.length == paragraph.text.size();
    if (numeral.level() == 0 || is_empty || is_marked[static_cast<std::size_t>(numeral.form)]) continue;
    paragraph.kind = ParagraphKind::heading;
    paragraph.level = numeral.level();
  }
}

}  // namespace lectern::host
