// SPDX-License-Identifier: Apache-2.0
//
// A unit that does not exist, with a value for every fact there is.
#include "inspect/trials.hpp"

#include "profile/derive.hpp"

#include <array>

namespace lectern::host {
namespace {

constexpr std::size_t kRows = 3;

std::string plain_value(const ValueSpec& spec, std::size_t row) {
  constexpr std::array<std::string_view, kRows> kStems = {"甲", "乙", "丙"};
  const std::string number = std::to_string(row + 1);
  switch (spec.type) {
    case Type::text:
      return spec.label + std::string(kStems[row % kRows]);
    case Type::integer:
      return number + "2";
    case Type::decimal:
      return number + "2.6";
    case Type::rate:
      return number + "6.8";
    case Type::date:
    case Type::time:
      return "2025-0" + number + "-15";
    case Type::year:
      return "202" + number;
    case Type::choice:
      return spec.choices.empty() ? std::string() : spec.choices[row % spec.choices.size()].id;
    case Type::list:
    case Type::table:
      return {};
  }
  return {};
}

Fact sample_fact(const FactSpec& spec) {
  Fact fact;
  if (!has_rows(spec.spec.type)) {
    fact.value = sample_value(spec.spec, spec.example, 0);
    return fact;
  }
  for (std::size_t i = 0; i < kRows; ++i) {
    Row& row = fact.rows.emplace_back();
    for (const Column& column : spec.columns) row.cells.push_back(sample_value(column.spec, {}, i));
  }
  return fact;
}

}  // namespace

Value sample_value(const ValueSpec& spec, std::string_view example, std::size_t row) {
  Value value;
  const bool serves = !example.empty() && !type_fault(example, spec);
  value.text = serves ? std::string(example) : plain_value(spec, row);
  if (!spec.units.empty()) value.unit = spec.units.front();
  value.evidence.as_of = "2025-12-31";
  return value;
}

const Facts& Trials::samples() {
  if (samples_) return *samples_;
  const Schema& schema = subject_.schema;
  Facts facts;
  for (FactId id = 0; id < schema.size(); ++id) {
    if (schema[id].maker == Maker::nobody && schema[id].default_text.empty()) facts.set(id, sample_fact(schema[id]));
  }
  const auto set = [&](FactId id, std::string_view text) {
    Fact fact;
    fact.value.text = text;
    facts.set(id, fact);
  };
  set(Schema::kOccasion, "kickoff");
  set(Schema::kSector, subject_.manifest().sector);
  if (const auto date = schema.find("meeting.date")) set(*date, "2026-03-06");
  Findings none;
  apply_defaults(subject_.vocabulary(), {parse_date("2026-03-06")}, facts, none);
  samples_ = std::move(facts);
  return *samples_;
}

}  // namespace lectern::host
