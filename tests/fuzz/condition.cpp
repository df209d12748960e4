// SPDX-License-Identifier: Apache-2.0
//
// A `when` block: read with the real schema, then asked of the sample's facts and of none.
#include "catalogue/condition.hpp"

#include "properties.hpp"
#include "sample.hpp"

namespace lectern::test {
namespace {

void check_condition(const host::Condition& condition, const host::Schema& schema, const host::Facts& facts) {
  using Test = host::Condition::Test;
  const host::Fact& fact = facts[condition.fact];
  const auto has = [&](const host::Row& row) { return row.cells[*condition.column].given(); };
  const bool given = condition.column ? std::any_of(fact.rows.begin(), fact.rows.end(), has) : fact.given();
  const bool holds = host::holds(condition, schema, facts);
  if (condition.test == Test::given) require(holds == given, "given means given");
  if (condition.test == Test::missing) require(holds != given, "missing means not given");
  if (condition.test == Test::compares) require(given || !holds, "a missing fact compares with nothing");
  if (condition.test == Test::one_of) {
    require(!condition.values.empty(), "a condition names a value");
    require(given || !holds, "a missing fact is none of the values");
  }
  const bool is_single = !condition.column || fact.rows.size() == 1;  // of several rows one is less, and one is not
  if (condition.test != Test::compares || condition.comparisons.size() != 1 || !given || !is_single) return;
  host::Condition negated = condition;
  using Relation = host::Condition::Relation;
  constexpr std::array<std::pair<Relation, Relation>, 6> kOpposites = {{{Relation::less, Relation::at_least},
                                                                        {Relation::at_least, Relation::less},
                                                                        {Relation::greater, Relation::at_most},
                                                                        {Relation::at_most, Relation::greater},
                                                                        {Relation::equal, Relation::unequal},
                                                                        {Relation::unequal, Relation::equal}}};
  for (const auto& [relation, opposite] : kOpposites) {
    if (relation == condition.comparisons[0].relation) negated.comparisons[0].relation = opposite;
  }
  require(host::holds(negated, schema, facts) != holds, "of two opposite comparisons one holds");
}

}  // namespace
}  // namespace lectern::test

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lectern;
  const host::Source source{"input.info", std::string(test::text_of(data, size))};
  host::Findings findings;
  const std::optional<host::Node> when = host::read_info(source, findings);
  if (!when) return 0;
  host::Schema& schema = test::fresh_schema();
  const host::Vocabulary vocabulary{schema, test::sample_references()};
  const std::vector<host::Condition> conditions = host::read_conditions(*when, vocabulary, findings);
  test::check_findings(findings);
  test::require(findings.errors() > 0 || conditions.size() == when->children.size(),
                "a condition is read, or there is an error");
  if (findings.errors() != 0) return 0;
  const host::Facts& facts = test::facts_of(schema);
  for (const host::Condition& condition : conditions) {
    test::check_condition(condition, schema, facts);
    test::check_condition(condition, schema, host::Facts());
  }
  return 0;
}
