// SPDX-License-Identifier: Apache-2.0
#include "check/numbering.hpp"

#include "document/speech.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace lectern::host {
namespace {

std::size_t index_of(NumeralForm form) { return static_cast<std::size_t>(form); }

/// Another number, written as numeral() writes it.
std::string written(const TypedNumeral& like, std::size_t number) {
  if (like.form == NumeralForm::digits_half_open) return std::to_string(number) + ")";
  if (like.level() == 0) return std::to_string(number);
  Block block;
  block.level = like.level();
  block.number = number;
  return numeral(block);
}

/// Where another text begins whose numbers are its own: what is attached, or a further title.
bool begins_anew(const Line& line) {
  constexpr std::size_t kLongest = 60;  // bytes: 附件3：, and twenty characters
  constexpr std::array<std::string_view, 3> kWords = {"附件", "附:", "附录"};
  if (line.paragraph->kind == ParagraphKind::title) return true;
  const std::string_view text = line.text();
  return text.size() <= kLongest &&
         std::any_of(kWords.begin(), kWords.end(), [text](std::string_view word) { return text.starts_with(word); });
}

bool is_numbered_here(ParagraphKind kind) {
  return is_spoken(kind) && kind != ParagraphKind::cell && kind != ParagraphKind::quote;
}

/// Points may be numbered anew behind a paragraph: each list has its own numbers. Parts (一、 and （一）) are not.
bool is_point(NumeralForm form) { return form >= NumeralForm::digits; }

class NumberCheck {
 public:
  NumberCheck(const std::vector<Line>& lines, Reports& reports) : lines_(lines), reports_(reports) {}

  std::vector<NumberedList> run() {
    look_ahead();
    for (at_ = 0; at_ < lines_.size(); ++at_) {
      const Line& line = lines_[at_];
      if (!is_numbered_here(line.paragraph->kind)) continue;
      if (begins_anew(line)) begin_anew();
      inside_before_ = std::exchange(inside_, {});
      const auto& numeral = line.paragraph->numeral;
      if (numeral) look(*numeral);
      after_text_ = !numeral;
      look_inside(line);
    }
    close_from(0);
    std::stable_sort(lists_.begin(), lists_.end(),
                     [](const NumberedList& one, const NumberedList& other) { return one.first < other.first; });
    return std::move(lists_);
  }

 private:
  /// A list that is open.
  struct Open {
    NumberedList list;
    std::size_t last = 0;  ///< its last number
    const Paragraph* first = nullptr;
  };

  /// For each number, the one that follows in the same list; 0 where there is none.
  void look_ahead() {
    next_.assign(lines_.size(), 0);
    std::array<std::size_t, kNumeralForms> next{};
    for (std::size_t at = lines_.size(); at-- != 0;) {
      const Paragraph& paragraph = *lines_[at].paragraph;
      if (!is_numbered_here(paragraph.kind)) continue;
      if (paragraph.numeral) {
        const NumeralForm form = paragraph.numeral->form;
        next_[at] = next[index_of(form)];
        for (std::size_t other = 0; other < kNumeralForms; ++other) {
          if (is_above(form, static_cast<NumeralForm>(other))) next[other] = 0;
        }
        next[index_of(form)] = paragraph.numeral->number;
      }
      if (begins_anew(lines_[at])) next = {};
    }
  }

  void begin_anew() {
    close_from(0);
    ended_ = {};
  }

  void look(const TypedNumeral& numeral) {
    if (is_above(numeral.form, NumeralForm::hanzi_brackets)) stray_ = {};
    const auto above = std::find_if(open_.begin(), open_.end(),
                                    [&](const Open& open) { return is_above(numeral.form, open.list.form); });
    close_from(static_cast<std::size_t>(above - open_.begin()));
    const auto found =
        std::find_if(open_.begin(), open_.end(), [&](const Open& open) { return open.list.form == numeral.form; });
    if (found == open_.end()) return begin(numeral);
    const auto place = static_cast<std::size_t>(found - open_.begin());
    close_from(place + 1);
    if (numeral.number == found->last + 1) return go_on(*found, numeral.number);
    if (numeral.number == 1 && is_new_list(*found, numeral)) {
      close_from(place);
      return begin(numeral);
    }
    if (goes_on_inside(numeral)) return go_on(*found, numeral.number);
    fault(*found, numeral);
  }

  static void go_on(Open& open, std::size_t number) {
    open.last = number;
    ++open.list.items;
  }

  void begin(const TypedNumeral& numeral) {
    const Paragraph& paragraph = *lines_[at_].paragraph;
    Open open;
    open.list = {numeral.form, at_, at_, 1, numeral.number == 1};
    open.last = numeral.number;
    if (numeral.number == 1) {
      open.first = &paragraph;
    } else if (is_list_without_beginning(numeral)) {
      report("numbering-gap", numeral,
             message("the first number here is {}: {} is missing", typed(numeral), written(numeral, 1)),
             message("number the parts anew, or bring back the part that is missing"));
    }
    open_.push_back(open);
    if (numeral.is_sure && paragraph.kind == ParagraphKind::heading && numeral.number == 1) look_at_level(numeral);
  }

  /// Whether a list of the same form begins. Parts that are counted from 1 a second time are another text's where they go on
  /// from there; alone, the number is wrong.
  bool is_new_list(const Open& open, const TypedNumeral& numeral) const {
    if (is_point(numeral.form) && after_text_) return true;
    return next_[at_] == 2 && open.last > 1;
  }

  /// A single number may be anything: (4) at the beginning of a line. A book's chapter may be its text.
  bool is_list_without_beginning(const TypedNumeral& numeral) const {
    if (goes_on_inside(numeral) || ended_[index_of(numeral.form)] + 1 == numeral.number) return false;
    const bool is_part = numeral.level() == 1 || numeral.level() == 2;
    const bool is_second = numeral.form == NumeralForm::digits && numeral.number == 2;
    return numeral.form != NumeralForm::chapter && (is_part || is_second || next_[at_] == numeral.number + 1);
  }

  /// Whether its list begins in the midst of the line before: 附件：1.名单.
  bool goes_on_inside(const TypedNumeral& numeral) const {
    return numeral.number != 1 && inside_before_[index_of(numeral.form)] == numeral.number - 1;
  }

  /// Where the number behind shows which was meant, it is reported once.
  void fault(Open& open, const TypedNumeral& numeral) {
    const bool was_whole = std::exchange(open.list.is_whole, false);
    if (numeral.form == NumeralForm::chapter && (!was_whole || numeral.number < open.last + 2)) {
      // The heads of pages repeat the chapter's number.
    } else if (numeral.number == open.last) {
      report("numbering-repeat", numeral, message("the number {} stands here a second time", typed(numeral)),
             message("number the parts anew from here on"));
    } else if (numeral.number < open.last) {
      report("numbering-repeat", numeral,
             message("the number {} stands behind {}", typed(numeral), written(numeral, open.last)),
             message("put the parts in order, and number them anew"));
    } else {
      report("numbering-gap", numeral,
             message("the number {} follows {}: {} is missing", typed(numeral), written(numeral, open.last),
                     written(numeral, open.last + 1)),
             message("number the parts anew, or bring back the part that is missing"));
    }
    go_on(open, next_[at_] == open.last + 2 ? open.last + 1 : numeral.number);
  }

  /// With two levels only, 1. may follow 一、 at once; not where other parts beside it have （一）.
  void look_at_level(const TypedNumeral& numeral) {
    const auto is_open = [this](NumeralForm form) {
      return std::any_of(open_.begin(), open_.end(), [form](const Open& open) { return open.list.form == form; });
    };
    if (numeral.form == NumeralForm::digits) stray_ = {&lines_[at_], numeral};
    if (numeral.form == NumeralForm::hanzi_brackets && stray_.line != nullptr) {
      const TypedNumeral& stray = stray_.numeral;
      reports_.add(Severity::warning, "numbering-level", *stray_.line->paragraph, {0, stray.length},
                   message("the number {} stands beside {}, which is of a higher level",
                           stray_.line->paragraph->text.substr(0, stray.length), typed(numeral)),
                   message("the levels are, from above: {}", "一、（一）1.（1）"));
      stray_ = {};
    }
    if (numeral.form == NumeralForm::digits_brackets && !is_open(NumeralForm::digits))
      report("numbering-level", numeral, message("the number {} stands under no {}", typed(numeral), "1."),
             message("the levels are, from above: {}", "一、（一）1.（1）"));
  }

  /// Numbers in the midst of a paragraph, at the beginning of a sentence: they are counted, and never at fault.
  void look_inside(const Line& line) {
    constexpr std::array<std::string_view, 6> kBefore = {"。", "\n", ";", ":", "!", "?"};
    constexpr std::string_view kFirstBytes = "\xe3\n;:!?";
    const std::string_view text = line.text();
    for (std::size_t at = text.find_first_of(kFirstBytes); at != std::string_view::npos;
         at = text.find_first_of(kFirstBytes, at + 1)) {
      const auto* const mark = std::find_if(kBefore.begin(), kBefore.end(),
                                            [&](std::string_view known) { return text.substr(at).starts_with(known); });
      if (mark == kBefore.end()) continue;
      const auto numeral = typed_numeral(text.substr(at + mark->size()));
      if (numeral && numeral->is_sure) count_inside(*numeral, line);
    }
  }

  void count_inside(const TypedNumeral& numeral, const Line& line) {
    std::size_t& inside = inside_[index_of(numeral.form)];
    const auto open =
        std::find_if(open_.begin(), open_.end(), [&](const Open& list) { return list.list.form == numeral.form; });
    if (numeral.number == 1 && open == open_.end() && begins_anew(line)) {  // 附件：1.名单
      open_.push_back({{numeral.form, at_, at_, 1, true}, 1, nullptr});
    } else if (numeral.number == 1 || (inside != 0 && numeral.number == inside + 1)) {
      inside = numeral.number;
    } else if (open != open_.end() && numeral.number == open->last + 1) {
      go_on(*open, numeral.number);
    }
  }

  /// Closes the lists from this place on.
  void close_from(std::size_t place) {
    while (open_.size() > place) {
      Open& open = open_.back();
      open.list.end = at_;
      if (open.list.items == 1) report_alone(open);
      ended_[index_of(open.list.form)] = open.last;
      if (open.list.form <= NumeralForm::hanzi_brackets) stray_ = {};
      lists_.push_back(open.list);
      open_.pop_back();
    }
  }

  void report_alone(const Open& open) {
    if (open.first == nullptr || open.first->kind != ParagraphKind::heading) return;
    const TypedNumeral& numeral = *open.first->numeral;
    if (!numeral.is_sure || numeral.level() == 0) return;
    reports_.add(Severity::warning, "numbering-alone", *open.first, {0, numeral.length},
                 message("the number {} has no second beside it", open.first->text.substr(0, numeral.length)),
                 message("a part that is alone has no number"));
  }

  std::string typed(const TypedNumeral& numeral) const { return lines_[at_].paragraph->text.substr(0, numeral.length); }

  void report(std::string_view code, const TypedNumeral& numeral, Message what, Message hint) {
    reports_.add(Severity::warning, code, *lines_[at_].paragraph, {0, numeral.length}, std::move(what),
                 std::move(hint));
  }

  struct Stray {
    const Line* line = nullptr;
    TypedNumeral numeral;
  };

  const std::vector<Line>& lines_;
  Reports& reports_;
  std::size_t at_ = 0;  ///< the line that is looked at
  std::vector<std::size_t> next_;
  std::vector<Open> open_;  ///< the outermost first
  std::array<std::size_t, kNumeralForms>
      ended_{};  ///< with which number the last list of each form ended: numbers may run on
  std::array<std::size_t, kNumeralForms> inside_{};  ///< how far lists have come that begin in the midst of this line
  std::array<std::size_t, kNumeralForms> inside_before_{};  ///< and of the line before it
  std::vector<NumberedList> lists_;
  Stray stray_;  ///< a heading 1. under 一、 without a （一） between them
  bool after_text_ = false;
};

}  // namespace

std::vector<NumberedList> check_numbering(const std::vector<Line>& lines, Reports& reports) {
  return NumberCheck(lines, reports).run();
}

}  // namespace lectern::host
