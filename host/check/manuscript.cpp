// SPDX-License-Identifier: Apache-2.0
#include "check/manuscript.hpp"

#include "check/placeholder.hpp"
#include "check/reports.hpp"

#include <array>
#include <utility>

namespace lectern::host {
namespace {

void check_placeholders(const Manuscript& manuscript, Reports& reports) {
  for (const Paragraph& paragraph : manuscript.paragraphs) {
    for (auto found = find_placeholder(paragraph.text); found; found = find_placeholder(paragraph.text, found->end))
      reports.add(Severity::warning, "placeholder", paragraph, *found,
                  message("a value is still to be filled in: {}",
                          paragraph.text.substr(found->begin, found->end - found->begin)),
                  message("write the real value, or take the sentence out"));
  }
}

void check_characters(const Manuscript& manuscript, Reports& reports) {
  for (const Paragraph& paragraph : manuscript.paragraphs) {
    for (const OddCharacter& odd : paragraph.odd) {
      const TextCheck check{TextFault::control_character, 0, odd.fault, odd.point};
      reports.add(Severity::warning, "character", Place{manuscript.source, odd.line, odd.column, odd.length},
                  describe(check), cure_of(check));
    }
  }
}

void check_comments(const Manuscript& manuscript, Findings& findings) {
  if (manuscript.open_comments == 0) return;
  findings.note("comments-open", Place{manuscript.source, 0, 0, 0},
                message("comments that nobody has closed: {}", std::to_string(manuscript.open_comments)),
                message("answer and close them in Word, or delete them"));
}

// ---- Numbers of headings and points (GB/T 9704-2012 7.3.3, rules S01, S02 and S07) ----

constexpr std::size_t kLevels = 4;
/// From this level on points may be numbered anew behind a paragraph: each list has its own numbers.
constexpr unsigned kPoints = 3;

class NumberCheck {
 public:
  NumberCheck(const Manuscript& manuscript, Reports& reports) : manuscript_(manuscript), reports_(reports) {}

  void run() {
    for (const Paragraph& paragraph : manuscript_.paragraphs) {
      if (paragraph.kind == ParagraphKind::cell || paragraph.kind == ParagraphKind::box) continue;
      if (const auto numeral = typed_numeral(paragraph.text)) {
        look(paragraph, *numeral);
      } else {
        after_text_ = true;
      }
    }
    close(1);
  }

 private:
  /// The numbers of one level since the last heading above it.
  struct Run {
    std::size_t last = 0;  ///< 0: there was none
    std::size_t parts = 0;
    const Paragraph* first = nullptr;  ///< where it began, and nothing came behind it yet
    TypedNumeral first_numeral = {};
    bool is_misplaced = false;  ///< said already
  };

  void look(const Paragraph& paragraph, const TypedNumeral& numeral) {
    if (!numeral.is_sure) return perhaps(numeral);
    const bool follows_text = std::exchange(after_text_, false);
    close(numeral.level + 1);
    Run& run = run_of(numeral.level);
    const bool is_new_list = numeral.level >= kPoints && numeral.number == 1 && follows_text;
    if (is_new_list) run = {};
    if (run.last == 0) {
      look_at_first(paragraph, numeral, run);
    } else if (numeral.number == run.last) {
      report("numbering-repeat", paragraph, numeral,
             message("the number {} stands here a second time", written(paragraph, numeral)),
             message("number the parts anew from here on"));
    } else if (numeral.number < run.last) {
      report("numbering-repeat", paragraph, numeral,
             message("the number {} stands behind {}", written(paragraph, numeral), as(numeral, run.last)),
             message("put the parts in order, and number them anew"));
    } else if (numeral.number != run.last + 1) {
      report("numbering-gap", paragraph, numeral,
             message("the number {} follows {}: {} is missing", written(paragraph, numeral), as(numeral, run.last),
                     as(numeral, run.last + 1)),
             message("number the parts anew, or bring back the part that is missing"));
    }
    run.last = numeral.number;
    ++run.parts;
  }

  /// 2.35个 is the second point where there is a first, and 1.35个 may be one; else it is a figure.
  void perhaps(const TypedNumeral& numeral) {
    Run& run = run_of(numeral.level);
    if (numeral.number == run.last + 1) {
      close(numeral.level + 1);
      run.last = numeral.number;
      ++run.parts;
    }
    after_text_ = true;
  }

  void look_at_first(const Paragraph& paragraph, const TypedNumeral& numeral, Run& run) {
    run.first = &paragraph;
    run.first_numeral = numeral;
    if (numeral.number != 1) {
      report("numbering-gap", paragraph, numeral,
             message("the first number here is {}: {} is missing", written(paragraph, numeral), as(numeral, 1)),
             message("number the parts anew, or bring back the part that is missing"));
      run.first = nullptr;
    }
    if (paragraph.kind != ParagraphKind::heading) return;
    // With two levels only, 1. may follow 一、 at once; not where other parts beside it have （一）.
    if (numeral.level == kPoints) stray_ = {&paragraph, numeral};
    if (numeral.level == 2 && stray_.paragraph != nullptr)
      report("numbering-level", *stray_.paragraph, stray_.numeral,
             message("the number {} stands beside {}, which is of a higher level",
                     written(*stray_.paragraph, stray_.numeral), written(paragraph, numeral)),
             message("the levels are, from above: {}", "一、（一）1.（1）"));
    if (numeral.level == 4 && run_of(kPoints).last == 0)
      report("numbering-level", paragraph, numeral,
             message("the number {} stands under no {}", written(paragraph, numeral), "1."),
             message("the levels are, from above: {}", "一、（一）1.（1）"));
  }

  /// Ends the runs of these levels and those below.
  void close(unsigned from) {
    for (unsigned level = from; level <= kLevels; ++level) {
      Run& run = run_of(level);
      const bool is_alone = run.parts == 1 && run.first != nullptr && run.first->kind == ParagraphKind::heading;
      if (is_alone)
        report("numbering-alone", *run.first, run.first_numeral,
               message("the number {} has no second beside it", written(*run.first, run.first_numeral)),
               message("a part that is alone has no number"));
      run = {};
    }
    if (from <= 2) stray_ = {};
  }

  Run& run_of(unsigned level) { return runs_[level - 1]; }

  static std::string written(const Paragraph& paragraph, const TypedNumeral& numeral) {
    return paragraph.text.substr(0, numeral.length);
  }

  /// Another number, written as numeral() writes it.
  static std::string as(const TypedNumeral& numeral, std::size_t number) {
    Block block;
    block.level = numeral.level;
    block.number = number;
    return host::numeral(block);
  }

  void report(std::string_view code, const Paragraph& paragraph, const TypedNumeral& numeral, Message what,
              Message hint) {
    reports_.add(Severity::warning, code, paragraph, {0, numeral.length}, std::move(what), std::move(hint));
  }

  struct Stray {
    const Paragraph* paragraph = nullptr;
    TypedNumeral numeral = {};
  };

  const Manuscript& manuscript_;
  Reports& reports_;
  std::array<Run, kLevels> runs_;
  Stray stray_;  ///< a heading 1. under 一、 without a （一） between them
  bool after_text_ = false;
};

}  // namespace

Findings check_manuscript(const Manuscript& manuscript) {
  Findings findings;
  Reports reports(manuscript, findings);
  check_comments(manuscript, findings);
  check_characters(manuscript, reports);
  check_placeholders(manuscript, reports);
  NumberCheck(manuscript, reports).run();
  reports.finish();
  return findings;
}

}  // namespace lectern::host
