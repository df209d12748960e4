// SPDX-License-Identifier: Apache-2.0
#include "check/known_figures.hpp"

#include "manuscript/normal.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace lectern::host {
namespace {

/// The units of the schema and what is commonly counted, without 万 and 亿, which belong to the number.
std::vector<std::string> units_of(const Schema& schema) {
  std::set<std::string> units = {"元", "户",   "人", "名", "个",     "家",       "项",      "条", "件", "次",
                                 "份", "公里", "天", "年", "日",     "小时",     "分钟",    "所", "处", "台",
                                 "辆", "级",   "届", "岁", "人次",   "户次",     "位",      "场", "期", "批",
                                 "起", "宗",   "吨", "亩", "平方米", "平方公里", "个百分点"};
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

Calendar calendar_of(Date date) { return {year_of(date), month_of(date), day_of(date)}; }

bool is_comparable(const Figure& one, const Figure& other) {
  return one.date.has_value() == other.date.has_value() && is_same_unit(one, other);
}

std::size_t common_end(std::string_view one, std::string_view other) {
  std::size_t same = 0;
  while (same < one.size() && same < other.size() && one[one.size() - 1 - same] == other[other.size() - 1 - same])
    ++same;
  return same;
}

}  // namespace

KnownFigures::KnownFigures(const Draft& draft) : draft_(draft), units_(units_of(draft.schema)) {
  add_facts();
  add_references();
  add_passages();
  for_each_block(draft.speech, [this](const Block& block) { add_block(block); });
  if (draft.day.date) add_date(calendar_of(*draft.day.date));
}

bool KnownFigures::holds(const Figure& figure) const {
  // Years that everybody may name: of the Party, the state, the reform, and of its goals.
  constexpr std::array<int, 6> kCommonYears = {1921, 1949, 1978, 2035, 2049, 2050};
  if (figure.date && figure.date->month == 0 &&
      std::find(kCommonYears.begin(), kCommonYears.end(), figure.date->year) != kCommonYears.end())
    return true;
  if (figure.date) return dates_.contains(*figure.date);
  const auto [begin, end] = numbers_.equal_range(figure.value);
  return std::any_of(begin, end, [&](const auto& known) { return is_same_unit(known.second, figure); });
}

const Statement* KnownFigures::nearest(const Figure& figure, std::string_view before) const {
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

const Statement* KnownFigures::nearest_value(const Figure& figure) const {
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

void KnownFigures::add_text(std::string_view text) {
  for (Figure& figure : figures_in(NormalText(text).text(), units_)) add(std::move(figure));
}

void KnownFigures::add(Figure figure) {
  if (figure.date) return add_date(*figure.date);
  std::string value = figure.value;
  numbers_.emplace(std::move(value), std::move(figure));
}

/// Who may say the day may say its month and its year.
void KnownFigures::add_date(const Calendar& date) {
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
void KnownFigures::add_value(FactId id, const ValueSpec& spec, const Value& value) {
  const bool has_unit = !value.unit.empty() || spec.type == Type::rate;
  for (const std::string_view name : ways_of(spec)) {
    const auto way = way_named(name, spec);
    std::string text;
    const bool lacks_unit = way && (way->way == Way::bare || way->way == Way::ordinal);
    if (!way || (lacks_unit && has_unit) || !write(text, value, spec, way->way, way->word, draft_.day)) continue;
    add_text(text);
    if (way->way == Way::plain) {
      for (const Figure& figure : figures_in(NormalText(text).text(), units_))
        statements_.push_back({id, figure, text, {}});
    }
  }
  add_text(value.evidence.source);
  if (const auto as_of = parse_date(value.evidence.as_of)) add_date(calendar_of(*as_of));
}

void KnownFigures::add_facts() {
  for (FactId id = 0; id < draft_.schema.size(); ++id) {
    const Fact& fact = draft_.facts[id];
    const FactSpec& spec = draft_.schema[id];
    if (!has_rows(spec.spec.type)) add_value(id, spec.spec, fact.value);
    if (!fact.rows.empty()) add({0, 0, std::to_string(fact.rows.size()), {}, std::nullopt, false});
    for (const Row& row : fact.rows) {
      for (std::size_t i = 0; i < row.cells.size(); ++i) add_value(id, spec.columns[i].spec, row.cells[i]);
    }
  }
}

void KnownFigures::add_references() {
  if (!draft_.day.date) return;
  for (const std::string_view name : draft_.common.references.names()) {
    if (const Reference* found = draft_.common.references.in_force(name, *draft_.day.date)) add_text(found->term);
  }
}

/// As they would be with the profile's facts, whether they speak or not.
void KnownFigures::add_passages() {
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
      for (const auto* texts : {&passage.items, &passage.firsts, &passage.lasts, &passage.onlys}) add_all(*texts, row);
    }
  }
}

/// The speech itself, where a number of one fact and the text behind it make a figure together.
void KnownFigures::add_block(const Block& block) {
  constexpr std::size_t kFarthest = 60;  // bytes: what stands before a figure is compared no further
  const NormalText normal(block.text);
  const std::string_view text = normal.text();
  for (Figure& figure : figures_in(text, units_)) {
    const std::size_t at = normal.original({figure.begin, figure.end}).begin;
    const auto span = std::find_if(block.spans.begin(), block.spans.end(), [at](const Span& found) {
      return !found.missing && found.begin <= at && at < found.end;
    });
    if (span != block.spans.end()) {
      const std::size_t from = figure.begin - std::min(figure.begin, kFarthest);
      statements_.push_back({span->fact, figure, std::string(text.substr(figure.begin, figure.end - figure.begin)),
                             std::string(text.substr(from, figure.begin - from))});
    }
    add(std::move(figure));
  }
}

}  // namespace lectern::host
