// SPDX-License-Identifier: Apache-2.0
//
// A profile of several files that inherit from one another: layers, then typing by the real schema.
#include "profile/derive.hpp"
#include "properties.hpp"
#include "sample.hpp"
#include "sections.hpp"

#include <algorithm>

namespace lectern::test {
namespace {

void check_value(const host::Value& value, const host::ValueSpec& spec) {
  check_place(value.place, Length::open);
  if (!value.given()) return;
  require(is_utf8(value.text), "a value is UTF-8");
  require(!host::type_fault(value.text, spec), "a value is of its fact's type");
  require(value.unit.empty() ? spec.units.empty()
                             : std::find(spec.units.begin(), spec.units.end(), value.unit) != spec.units.end(),
          "a value's unit is one of its fact's");
  require(value.evidence.as_of.empty() || host::parse_date(value.evidence.as_of), "as_of is a day");
}

void check_facts(const host::Schema& schema, const host::Facts& facts) {
  for (host::FactId id = 0; id < schema.size(); ++id) {
    const host::FactSpec& spec = schema[id];
    const host::Fact& fact = facts[id];
    require(host::has_rows(spec.spec.type) ? !fact.value.given() : fact.rows.empty(),
            "a single value has no rows, a list or table no value");
    if (!host::has_rows(spec.spec.type)) check_value(fact.value, spec.spec);
    for (const host::Row& row : fact.rows) {
      require(row.cells.size() == spec.columns.size(), "a row has a cell for every column");
      check_place(row.place, Length::open);
      for (std::size_t i = 0; i < row.cells.size(); ++i) check_value(row.cells[i], spec.columns[i].spec);
    }
  }
}

void check_profile(const host::Profile& profile, const host::Schema& schema) {
  for (const host::Mention& mention : profile.mentions) {
    require(mention.fact < schema.size(), "a mention names a fact");
    check_place(mention.place, Length::open);
  }
  for (const host::Option& option : profile.options) check_place(option.place, Length::open);
  check_facts(schema, profile.facts);
}

}  // namespace
}  // namespace lectern::test

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lectern;
  host::MemoryFiles files;
  for (const test::NamedText& file : test::split_sections(test::text_of(data, size)))
    files.put(
        (std::filesystem::path("/p") / (file.name.empty() ? "profile.info" : file.name)).lexically_normal().string(),
        std::string(file.text));
  host::Sources sources;
  host::Findings findings;
  const std::optional<host::Layers> layers = host::read_layers(files, "/p/profile.info", {}, sources, findings);
  if (!layers) test::require(findings.errors() > 0, "a profile that gives no layers gives an error");
  if (layers) {
    test::require(!layers->empty() && layers->size() <= 16, "a profile has one to 16 layers");
    host::Schema& schema = test::fresh_schema();
    const host::Profile profile = host::type_profile(*layers, schema, findings);
    test::check_profile(profile, schema);
    host::Facts facts = profile.facts;
    const host::Vocabulary vocabulary{schema, test::sample_references()};
    host::apply_defaults(vocabulary, test::sample_draft().day, facts, findings);
  }
  test::check_findings(findings);
  return 0;
}
