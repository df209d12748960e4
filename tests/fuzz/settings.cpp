// SPDX-License-Identifier: Apache-2.0
//
// The settings of --set, a line each (\r stands for a line feed), over a small profile: each is heard or refused.
#include "properties.hpp"
#include "sample.hpp"
#include "sections.hpp"

#include <algorithm>

namespace {

constexpr const char* kProfile = "sector tax-bureau\noccasion kickoff\nunit { name \"云岭县税务局\" }\n";

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lectern;
  std::vector<std::string> settings = test::split_lines(test::text_of(data, size));
  for (std::string& setting : settings) std::replace(setting.begin(), setting.end(), '\r', '\n');
  host::MemoryFiles files;
  files.put("/p/profile.info", kProfile);
  host::Sources sources;
  host::Findings findings;
  const std::optional<host::Layers> layers = host::read_layers(files, "/p/profile.info", settings, sources, findings);
  if (!layers) test::require(findings.errors() > 0, "settings that give no layers give an error");
  if (layers) {
    test::require(layers->size() == (settings.empty() ? 1U : 2U), "settings are one layer");
    const host::Schema& schema = test::sample_draft().schema;
    const host::Profile profile = host::type_profile(*layers, schema, findings);
    for (const std::string& setting : settings) {
      if (findings.errors() != 0) break;
      const std::size_t equals = setting.find('=');
      const auto fact = schema.find(setting.substr(0, equals));
      test::require(fact.has_value(), "a setting without an error names a fact");
      const host::Fact& given = profile.facts[*fact];
      test::require(given.value.text == (host::has_rows(schema[*fact].spec.type) ? "" : setting.substr(equals + 1)),
                    "a setting without an error sets its fact");
    }
  }
  test::check_findings(findings);
  return 0;
}
