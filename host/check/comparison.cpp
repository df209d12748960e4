// SPDX-License-Identifier: Apache-2.0
#include "check/manuscript.hpp"

#include "check/known_figures.hpp"
#include "check/lines.hpp"
#include "check/reports.hpp"
#include "check/terms.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace lectern::host {
namespace {

// ---- Deadlines that have passed ----

/// Whether the words behind a day make it a deadline: 6月底前, 3月20日以前. Not 3月6日前后, 2月前往.
std::size_t deadline_behind(std::string_view behind) {
  constexpr std::array<std::string_view, 10> kWords = {"底以前", "底之前", "底前", "上旬前", "中旬前",
                                                       "下旬前", "末前",   "以前", "之前",   "前"};
  constexpr std::string_view kOther = "后夕往来期列";
  for (const std::string_view word : kWords) {
    if (!behind.starts_with(word)) continue;
    const std::string_view next = behind.substr(word.size(), 3);
    return next.size() == 3 && kOther.find(next) != std::string_view::npos ? 0 : word.size();
  }
  return 0;
}

/// What is told as done was no task any more: 已于1月底前完成.
bool is_told_as_done(std::string_view sentence) {
  constexpr std::array<std::string_view, 9> kDone = {"已",   "完成了", "曾",   "当时", "当年",
                                                     "原定", "原计划", "如期", "按期"};
  return std::any_of(kDone.begin(), kDone.end(),
                     [sentence](std::string_view word) { return sentence.find(word) != std::string_view::npos; });
}

/// The year that is meant where none is said; nothing where that is open. 去年12月底前 tells what was; in December 1月 is that
/// of the next year.
std::optional<int> year_meant(const Calendar& said, std::string_view before, Date speech) {
  constexpr std::array<std::string_view, 5> kPast = {"去年", "上年", "前年", "当年", "同年"};
  constexpr std::array<std::string_view, 4> kNext = {"明年", "次年", "来年", "翌年"};
  constexpr unsigned kHalf = 6;  // months
  const auto ends = [before](std::string_view word) { return before.ends_with(word); };
  if (said.year != 0) return said.year;
  if (std::any_of(kPast.begin(), kPast.end(), ends) || before.ends_with("后年")) return std::nullopt;
  if (std::any_of(kNext.begin(), kNext.end(), ends)) return year_of(speech) + 1;
  if (said.month != 0 && said.month + kHalf < month_of(speech)) return std::nullopt;
  return year_of(speech);
}

/// The last day that is meant: of a month or a year its last.
std::optional<Date> last_day(const Calendar& said, int in_year) {
  const std::chrono::year year(in_year);
  const std::chrono::month month(said.month != 0 ? said.month : 12);
  const Date date = said.day != 0 ? Date(year, month, std::chrono::day(said.day))
                                  : Date(std::chrono::year_month_day_last(year, std::chrono::month_day_last(month)));
  return date.ok() ? std::optional<Date>(date) : std::nullopt;
}

/// As far as a sentence reaches: a text may have no end of one.
std::string_view sentence_around(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::string_view kEnd = "。";
  constexpr std::size_t kFarthest = 600;  // bytes
  const std::size_t near = begin - std::min(kFarthest, begin);
  const std::size_t before = text.substr(near, begin - near).rfind(kEnd);
  const std::size_t from = before == std::string_view::npos ? near : near + before + kEnd.size();
  const std::size_t size = text.substr(end, kFarthest).find(kEnd);
  return text.substr(from, end - from + std::min(size, kFarthest));
}

// ---- The file against the draft ----

class Comparison {
 public:
  Comparison(const Manuscript& manuscript, const Draft& draft, Findings& findings)
      : lines_(lines_of(manuscript)),
        draft_(draft),
        known_(draft),
        terms_(draft.bundles),
        reports_(manuscript, findings) {}

  void run() {
    for (const Line& line : lines_) {
      const ParagraphKind kind = line.paragraph->kind;
      // Of a box or margin the figures are of other matters: a page, a file's number.
      if (kind != ParagraphKind::box && kind != ParagraphKind::margin) check_figures(line);
      terms_.find(line.text(), [&](std::size_t at, const TermRule& rule) { report_term(line, at, rule); });
    }
  }

 private:
  void check_figures(const Line& line) {
    const auto& numeral = line.paragraph->numeral;
    const std::string_view number = std::string_view(line.paragraph->text).substr(0, numeral ? numeral->length : 0);
    const std::size_t from = NormalText(number).text().size();
    for (Figure& figure : figures_in(line.text().substr(from), known_.units())) {
      figure.begin += from;
      figure.end += from;
      check_deadline(line, figure);
      const bool is_number_of_part = figure.begin == from && figure.unit.empty() && !figure.date;  // 1.1 总则
      if (!figure.is_rough && !is_number_of_part && !known_.holds(figure)) report_figure(line, figure);
    }
  }

  void report_figure(const Line& line, const Figure& figure) {
    constexpr std::string_view kCode = "figure-unknown";
    if (reports_.is_full(kCode)) return reports_.count(Severity::warning, kCode);
    const Stretch where = line.normal.original({figure.begin, figure.end});
    const std::string_view said = std::string_view(line.paragraph->text).substr(where.begin, where.end - where.begin);
    const Statement* near = known_.nearest(figure, line.text().substr(0, figure.begin));
    if (near == nullptr)
      return reports_.add(Severity::warning, kCode, *line.paragraph, where,
                          message("the figure {} is neither in the profile nor in a passage", said),
                          message("check it, and give it in the profile with its source"));
    const FactSpec& spec = draft_.schema[near->fact];
    reports_.add(Severity::warning, kCode, *line.paragraph, where,
                 message("the figure {} is not in the profile, where {} ({}) says {}", said, spec.spec.label, spec.key,
                         near->text),
                 message("correct the one that is wrong; a new figure goes into the profile with its source"));
  }

  void check_deadline(const Line& line, const Figure& figure) {
    if (!figure.date || !draft_.day.date) return;
    const std::string_view text = line.text();
    const std::size_t length = deadline_behind(text.substr(figure.end));
    if (length == 0) return;
    const std::size_t end = figure.end + length;
    const auto year = year_meant(*figure.date, text.substr(0, figure.begin), *draft_.day.date);
    const auto last = year ? last_day(*figure.date, *year) : std::nullopt;
    if (!last || *last >= *draft_.day.date || is_told_as_done(sentence_around(text, figure.begin, end))) return;
    const Stretch where = line.normal.original({figure.begin, end});
    reports_.add(Severity::warning, "deadline-past", *line.paragraph, where,
                 message("'{}' is before the speech on {}",
                         line.paragraph->text.substr(where.begin, where.end - where.begin), iso(*draft_.day.date)),
                 message("correct one of them, or say that it is done"));
  }

  void report_term(const Line& line, std::size_t at, const TermRule& rule) {
    const std::string& term = rule.avoided->term;
    reports_.add(Severity::warning, "term-avoided", *line.paragraph, line.normal.original({at, at + term.size()}),
                 message("'{}' is a word that {} does not say of itself", term, rule.bundle->name),
                 what_to_say(*rule.avoided));
  }

  std::vector<Line> lines_;
  const Draft& draft_;
  KnownFigures known_;
  AvoidedTerms terms_;
  Reports reports_;
};

}  // namespace

Findings check_manuscript(const Manuscript& manuscript, const Draft& draft) {
  Findings findings;
  Comparison(manuscript, draft, findings).run();
  return findings;
}

}  // namespace lectern::host
