// SPDX-License-Identifier: Apache-2.0
#include "check/punctuation.hpp"

#include "source/source.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace lectern::host {
namespace {

// These look at the original: its width is what they are about.

bool is_ideograph(std::string_view character) {
  return character.size() == 3 && character.front() >= '\xe4' && character.front() <= '\xe9';
}

bool is_letter_or_digit(std::string_view character) {
  const char c = character.empty() ? ' ' : character.front();
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// A character and its neighbours, blanks left out.
struct Neighbours {
  std::string_view before;
  std::string_view character;
  std::string_view behind;
};

/// Calls `visit(neighbours, at)` for each character but blanks.
template <typename Visit>
void for_each_character(std::string_view text, const Visit& visit) {
  const auto is_blank = [](std::string_view character) {
    return character == " " || character == "\t" || character == "\u3000";
  };
  const auto next_from = [&](std::size_t at) {
    while (is_blank(character_at(text, at))) at += character_at(text, at).size();
    return at;
  };
  std::string_view before;
  for (std::size_t at = next_from(0); at < text.size();) {
    const std::string_view character = character_at(text, at);
    const std::size_t behind = next_from(at + character.size());
    visit(Neighbours{before, character, character_at(text, behind)}, at);
    before = character;
    at = behind;
  }
}

struct Mark {
  std::string_view half;
  std::string_view full;
};
constexpr std::array<Mark, 8> kMarks = {
    {{",", "，"}, {";", "；"}, {":", "："}, {"!", "！"}, {"?", "？"}, {".", "。"}, {"(", "（"}, {")", "）"}}};

/// What should be there instead of this mark; empty where it is right, or may be: 10:30, http:, 3.5, Word (97).
std::string_view full_width(const Neighbours& around) {
  const auto* const mark =
      std::find_if(kMarks.begin(), kMarks.end(), [&](const Mark& known) { return known.half == around.character; });
  if (mark == kMarks.end()) return {};
  const bool has_before = is_ideograph(around.before);
  const bool has_behind = is_ideograph(around.behind);
  if (around.character == ".")
    return has_before && (has_behind || around.behind.empty()) ? mark->full : std::string_view();
  const bool is_inside = is_letter_or_digit(around.before) && is_letter_or_digit(around.behind);
  return (has_before || has_behind) && !is_inside ? mark->full : std::string_view();
}

/// Marks of a kind in a paragraph: the first is shown.
struct Found {
  std::optional<Stretch> first;
  std::string_view instead;
  std::size_t count = 0;

  void add(Stretch where, std::string_view right) {
    if (!first) {
      first = where;
      instead = right;
    }
    ++count;
  }
};

// ---- Marks that come in pairs ----

struct Pair {
  std::array<std::string_view, 2> open;
  std::array<std::string_view, 2> close;
};
/// ‘’ is left out: ’ is an apostrophe too.
constexpr std::array<Pair, 6> kPairs = {{{{"“", "“"}, {"”", "”"}},
                                         {{"（", "("}, {"）", ")"}},
                                         {{"《", "《"}, {"》", "》"}},
                                         {{"【", "【"}, {"】", "】"}},
                                         {{"〔", "〔"}, {"〕", "〕"}},
                                         {{"「", "「"}, {"」", "」"}}}};

bool is_one_of(std::string_view character, const std::array<std::string_view, 2>& marks) {
  return character == marks[0] || character == marks[1];
}

/// Follows the pairs of one kind through the text. What is quoted may go on in the next paragraphs.
class PairCheck {
 public:
  PairCheck(const Pair& pair, Reports& reports) : pair_(pair), reports_(reports) {}

  void look(const Line& line, std::size_t number) {
    const std::string_view text = line.paragraph->text;
    std::vector<Stretch> open;
    for_each_character(text, [&](const Neighbours& around, std::size_t at) {
      const Stretch here{at, at + around.character.size()};
      if (is_one_of(around.character, pair_.open)) {
        if (at == 0) pending_.reset();  // a quotation that goes on is opened again
        open.push_back(here);
      } else if (is_one_of(around.character, pair_.close)) {
        if (!open.empty()) {
          open.pop_back();
        } else if (pending_) {
          pending_.reset();
        } else if (!is_list_mark(text, here.end)) {
          report(line, here);
        }
      }
    });
    settle(number);
    if (!open.empty()) pending_ = Pending{&line, open.front(), number};
  }

  void finish() {
    if (pending_) report(*pending_->line, pending_->where);
    pending_.reset();
  }

 private:
  struct Pending {
    const Line* line;
    Stretch where;
    std::size_t number;
  };

  /// A quotation of several paragraphs ends within these.
  void settle(std::size_t number) {
    constexpr std::size_t kFarthest = 10;
    if (pending_ && number > pending_->number + kFarthest) finish();
  }

  /// 1) and 一) begin points.
  bool is_list_mark(std::string_view text, std::size_t end) const {
    const std::string_view mark = text.substr(0, end);
    if (!mark.ends_with(')') && !mark.ends_with("）")) return false;
    const std::string_view before =
        mark.substr(0, mark.size() - (mark.back() == ')' ? 1 : std::string_view("）").size()));
    const auto numeral = typed_numeral(text);
    return (numeral && numeral->length == end) ||
           (!before.empty() && is_letter_or_digit(before.substr(before.size() - 1)));
  }

  void report(const Line& line, Stretch where) {
    reports_.add(
        Severity::note, "punctuation-unpaired", *line.paragraph, where,
        message("the mark {} has no counterpart", line.paragraph->text.substr(where.begin, where.end - where.begin)),
        message("write both marks, or none"));
  }

  const Pair& pair_;
  Reports& reports_;
  std::optional<Pending> pending_;
};

void check_widths(const Line& line, Reports& reports) {
  Found half;
  Found quotes;
  const auto& numeral = line.paragraph->numeral;
  const std::size_t from = numeral ? numeral->length : 0;
  const bool is_bracketed = numeral && (numeral->level() == 2 || numeral->level() == 4);  // P02: （一）, not (一)
  for_each_character(line.paragraph->text, [&](const Neighbours& around, std::size_t at) {
    const Stretch here{at, at + around.character.size()};
    const bool is_chinese = is_ideograph(around.before) || is_ideograph(around.behind);
    if (around.character == "\"" && is_chinese) return quotes.add(here, "“”");
    const std::string_view right = full_width(around);
    if (!right.empty() && (at >= from || is_bracketed)) half.add(here, right);
  });
  if (half.first)
    reports.add(Severity::note, "punctuation-half-width", *line.paragraph, *half.first,
                message("marks of half width among Chinese characters: {}", std::to_string(half.count)),
                message("write {} here", half.instead));
  if (quotes.first)
    reports.add(Severity::note, "punctuation-quotes", *line.paragraph, *quotes.first,
                message("straight quotation marks among Chinese characters: {}", std::to_string(quotes.count)),
                message("write {} here", quotes.instead));
}

}  // namespace

void check_punctuation(const std::vector<Line>& lines, Reports& reports) {
  for (const Line& line : lines) check_widths(line, reports);
  for (const Pair& pair : kPairs) {
    PairCheck check(pair, reports);
    for (std::size_t i = 0; i < lines.size(); ++i) check.look(lines[i], i);
    check.finish();
  }
}

}  // namespace lectern::host
