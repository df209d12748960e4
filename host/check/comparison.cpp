// SPDX-License-Identifier: Apache-2.0
#include "check/manuscript.hpp"

#include "check/figures.hpp"
#include "check/reports.hpp"
#include "check/terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <unordered_map>

namespace lectern::host {
namespace {

// ---- Figures that nobody vouches for ----

/// The units of the schema and what is commonly counted, without 万 and 亿, which belong to the number.
std::vector<std::string> units_of(const Schema& schema) {
  std::set<std::string> units = {"元", "户", "人",   "名",   "个", "家", "项", "条", "件", "次", "份", "公里",    "天",
                                 "年", "日", "小时", "分钟", "所", "处", "台", "辆", "级", "届", "岁", "个百分点"};
  const auto add = [&units](const ValueSpec& spec) {
    for (std::string_view unit : spec.units) {
      while (unit.starts_with("万") || unit.starts_with("亿")) unit.remove_prefix(std::string_view("万").size());
      if (!unit.empty()) units.emplace(unit);
    }
  };
  for (FactId id = 0; id < schema.size(); ++id) {
    add(schema[id].spec);
    for (const Column& column : schema[id].columns) add(column.spec);
  }
  return {units.begin(), units.end()};
}

/// What a fact says, as a figure, and behind which words it stands in the draft.
struct Statement {
  FactId fact = 0;
  Figure figure;
  std::string text;
  std::string_view before;
};

/// All figures that the profile's facts, the references and the passages hold.
class KnownFigures {
 public:
  explicit KnownFigures(const Draft& draft) : draft_(draft), units_(units_of(draft.schema)) {
    add_facts();
    add_references();
    add_passages();
    for_each_block(draft.speech, [this](const Block& block) { add_block(block); });
    if (draft.day.date) add_date(calendar_of(*draft.day.date));
  }

  const std::vector<std::string>& units() const { return units_; }

  bool holds(const Figure& figure) const {
    if (figure.date) return dates_.contains(*figure.date);
    const auto [begin, end] = numbers_.equal_range(figure.value);
    return std::any_of(begin, end, [&](const auto& known) { return is_same_unit(known.second, figure); });
  }

  /// The fact that may be meant: one that stands behind the same words in the draft, else one of the same kind whose value
  /// differs by little. Null where there is none.
  const Statement* nearest(const Figure& figure, std::string_view before) const {
    constexpr std::size_t kWords = 6;  // bytes: two characters
    const Statement* best = nullptr;
    std::size_t longest = kWords - 1;
    for (const Statement& statement : statements_) {
      if (!is_comparable(statement.figure, figure)) continue;
      const std::size_t same = common_end(statement.before, before);
      if (same <= longest) continue;
      longest = same;
      best = &statement;
    }
    return best != nullptr ? best : nearest_value(figure);
  }

 private:
  static Calendar calendar_of(Date date) { return {year_of(date), month_of(date), day_of(date)}; }

  static bool is_comparable(const Figure& one, const Figure& other) {
    return one.date.has_value() == other.date.has_value() && is_same_unit(one, other);
  }

  static std::size_t common_end(std::string_view one, std::string_view other) {
    std::size_t same = 0;
    while (same < one.size() && same < other.size() && one[one.size() - 1 - same] == other[other.size() - 1 - same])
      ++same;
    return same;
  }

  const Statement* nearest_value(const Figure& figure) const {
    constexpr double kNear = 0.1;
    if (figure.date || figure.unit.empty()) return nullptr;
    const double value = std::strtod(figure.value.c_str(), nullptr);
    const Statement* best = nullptr;
    double smallest = kNear;
    for (const Statement& statement : statements_) {
      if (statement.figure.date || statement.figure.unit != figure.unit || value == 0) continue;
      const double other = std::strtod(statement.figure.value.c_str(), nullptr);
      const double apart = std::abs(other - value) / value;
      if (apart >= smallest) continue;
      smallest = apart;
      best = &statement;
    }
    return best;
  }

  void add_text(std::string_view text) {
    for (Figure& figure : figures_in(text, units_)) add(std::move(figure));
  }

  void add(Figure figure) {
    if (figure.date) return add_date(*figure.date);
    std::string value = figure.value;
    numbers_.emplace(std::move(value), std::move(figure));
  }

  /// Who may say the day may say its month and its year.
  void add_date(const Calendar& date) {
    dates_.insert(date);
    if (date.day != 0) {
      add_date({date.year, date.month, 0});
      if (date.year != 0) add_date({0, date.month, date.day});
    } else if (date.year != 0 && date.month != 0) {
      add_date({date.year, 0, 0});
      add_date({0, date.month, 0});
    }
    // In the year of the speech nobody says the year.
    if (date.year == 0 && draft_.day.date) dates_.insert({year_of(*draft_.day.date), date.month, date.day});
  }

  /// In every way in which it can be written. Without its unit only where it has none: 168人 does not vouch for 168户.
  void add_value(FactId id, const ValueSpec& spec, const Value& value) {
    const bool has_unit = !value.unit.empty() || spec.type == Type::rate;
    for (const std::string_view name : ways_of(spec)) {
      const auto way = way_named(name, spec);
      std::string text;
      const bool lacks_unit = way && (way->way == Way::bare || way->way == Way::ordinal);
      if (!way || (lacks_unit && has_unit) || !write(text, value, spec, way->way, way->word, draft_.day)) continue;
      add_text(text);
      if (way->way == Way::plain) {
        for (const Figure& figure : figures_in(text, units_)) statements_.push_back({id, figure, text, {}});
      }
    }
    add_text(value.evidence.source);
    if (const auto as_of = parse_date(value.evidence.as_of)) add_date(calendar_of(*as_of));
  }

  void add_facts() {
    for (FactId id = 0; id < draft_.schema.size(); ++id) {
      const Fact& fact = draft_.facts[id];
      const FactSpec& spec = draft_.schema[id];
      if (!has_rows(spec.spec.type)) add_value(id, spec.spec, fact.value);
      if (!fact.rows.empty()) add({0, 0, std::to_string(fact.rows.size()), {}, std::nullopt});
      for (const Row& row : fact.rows) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) add_value(id, spec.columns[i].spec, row.cells[i]);
      }
    }
  }

  void add_references() {
    if (!draft_.day.date) return;
    for (const std::string_view name : draft_.common.references.names()) {
      if (const Reference* found = draft_.common.references.in_force(name, *draft_.day.date)) add_text(found->term);
    }
  }

  /// As they would be with the profile's facts, whether they speak or not.
  void add_passages() {
    const FillContext context = draft_.context();
    const auto add_all = [&](const std::vector<Template>& texts, std::optional<std::size_t> row) {
      for (const Template& text : texts) {
        Filled filled;
        fill(text, context, row, filled);
        add_text(filled.text);
      }
    };
    for (const Passage& passage : draft_.passages) {
      for (const auto* texts : {&passage.headings, &passage.texts, &passage.shorts}) add_all(*texts, std::nullopt);
      for (const std::size_t row : rows_of(passage, draft_.schema, draft_.facts)) {
        for (const auto* texts : {&passage.items, &passage.firsts, &passage.lasts, &passage.onlys})
          add_all(*texts, row);
      }
    }
  }

  /// The speech itself, where a number of one fact and the text behind it make a figure together.
  void add_block(const Block& block) {
    for (Figure& figure : figures_in(block.text, units_)) {
      const auto span = std::find_if(block.spans.begin(), block.spans.end(), [&](const Span& found) {
        return !found.missing && found.begin <= figure.begin && figure.begin < found.end;
      });
      if (span != block.spans.end())
        statements_.push_back({span->fact, figure, block.text.substr(figure.begin, figure.end - figure.begin),
                               std::string_view(block.text).substr(0, figure.begin)});
      add(std::move(figure));
    }
  }

  const Draft& draft_;
  std::vector<std::string> units_;
  std::unordered_multimap<std::string, Figure> numbers_;
  std::set<Calendar> dates_;
  std::vector<Statement> statements_;
};

// ---- Deadlines that have passed ----

/// Whether the words behind a day make it a deadline: 6月底前, 3月20日以前.
std::size_t deadline_behind(std::string_view behind) {
  constexpr std::array<std::string_view, 6> kWords = {"底以前", "底之前", "底前", "以前", "之前", "前"};
  for (const std::string_view word : kWords) {
    if (behind.starts_with(word)) return word.size();
  }
  return 0;
}

/// What is told as done was no task any more: 已于1月底前完成.
bool is_told_as_done(std::string_view sentence) {
  constexpr std::array<std::string_view, 4> kDone = {"已", "完成了", "曾", "当时"};
  return std::any_of(kDone.begin(), kDone.end(),
                     [sentence](std::string_view word) { return sentence.find(word) != std::string_view::npos; });
}

/// The last day that is meant: of a month or a year its last.
std::optional<Date> last_day(const Calendar& said, Date speech) {
  const std::chrono::year year(said.year != 0 ? said.year : year_of(speech));
  const std::chrono::month month(said.month != 0 ? said.month : 12);
  const Date date = said.day != 0 ? Date(year, month, std::chrono::day(said.day))
                                  : Date(std::chrono::year_month_day_last(year, std::chrono::month_day_last(month)));
  return date.ok() ? std::optional<Date>(date) : std::nullopt;
}

std::string_view sentence_around(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::string_view kEnd = "。";
  const std::size_t before = text.substr(0, begin).rfind(kEnd);
  const std::size_t from = before == std::string_view::npos ? 0 : before + kEnd.size();
  return text.substr(from, std::min(text.find(kEnd, end), text.size()) - from);
}

// ---- The file against the draft ----

class Comparison {
 public:
  Comparison(const Manuscript& manuscript, const Draft& draft, Findings& findings)
      : manuscript_(manuscript), draft_(draft), known_(draft), terms_(draft.bundles), reports_(manuscript, findings) {}

  void run() {
    for (const Paragraph& paragraph : manuscript_.paragraphs) {
      if (paragraph.kind == ParagraphKind::box) continue;
      check_figures(paragraph);
      terms_.find(paragraph.text, [&](std::size_t at, const TermRule& rule) { report_term(paragraph, at, rule); });
    }
  }

 private:
  void check_figures(const Paragraph& paragraph) {
    const auto numeral = typed_numeral(paragraph.text);
    const std::size_t from = numeral && numeral->is_sure ? numeral->length : 0;
    for (const Figure& figure : figures_in(paragraph.text, known_.units())) {
      if (figure.begin < from) continue;
      check_deadline(paragraph, figure);
      // A point that begins with a figure: 2.35个.
      if (numeral && !numeral->is_sure && figure.begin == 0) continue;
      if (!known_.holds(figure)) report_figure(paragraph, figure);
    }
  }

  void report_figure(const Paragraph& paragraph, const Figure& figure) {
    constexpr std::string_view kCode = "figure-unknown";
    if (reports_.is_full(kCode)) return reports_.count(Severity::warning, kCode);
    const std::string_view text = paragraph.text;
    const std::string_view said = text.substr(figure.begin, figure.end - figure.begin);
    const Stretch where{figure.begin, figure.end};
    const Statement* near = known_.nearest(figure, text.substr(0, figure.begin));
    if (near == nullptr)
      return reports_.add(Severity::warning, kCode, paragraph, where,
                          message("the figure {} is neither in the profile nor in a passage", said),
                          message("check it, and give it in the profile with its source"));
    const FactSpec& spec = draft_.schema[near->fact];
    reports_.add(Severity::warning, kCode, paragraph, where,
                 message("the figure {} is not in the profile, where {} ({}) says {}", said, spec.spec.label, spec.key,
                         near->text),
                 message("correct the one that is wrong; a new figure goes into the profile with its source"));
  }

  void check_deadline(const Paragraph& paragraph, const Figure& figure) {
    if (!figure.date || !draft_.day.date) return;
    const std::string_view text = paragraph.text;
    const std::size_t length = deadline_behind(text.substr(figure.end));
    if (length == 0) return;
    const std::size_t end = figure.end + length;
    const auto last = last_day(*figure.date, *draft_.day.date);
    if (!last || *last >= *draft_.day.date || is_told_as_done(sentence_around(text, figure.begin, end))) return;
    reports_.add(Severity::warning, "deadline-past", paragraph, {figure.begin, end},
                 message("'{}' is before the speech on {}", text.substr(figure.begin, end - figure.begin),
                         iso(*draft_.day.date)),
                 message("correct one of them, or say that it is done"));
  }

  void report_term(const Paragraph& paragraph, std::size_t at, const TermRule& rule) {
    const std::string& term = rule.avoided->term;
    reports_.add(Severity::warning, "term-avoided", paragraph, {at, at + term.size()},
                 message("'{}' is a word that {} does not say of itself", term, rule.bundle->name),
                 what_to_say(*rule.avoided));
  }

  const Manuscript& manuscript_;
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
