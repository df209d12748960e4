// SPDX-License-Identifier: Apache-2.0
//
// A plugin.info: its manifest, its place beside others in the catalogue, its facts and their defaults.
#include "catalogue/bundle.hpp"

#include "profile/derive.hpp"
#include "properties.hpp"
#include "sample.hpp"

#include <algorithm>
#include <map>

namespace lectern::test {
namespace {

void check_candidate(const host::Candidate& candidate) {
  const host::Manifest& manifest = candidate.manifest;
  require((candidate.state == host::State::broken) == (candidate.findings.errors() > 0),
          "a manifest is broken when it has errors");
  require(candidate.state == host::State::available || !candidate.reason.empty(), "a bundle that is not used says why");
  if (candidate.state == host::State::broken) return;
  require(!manifest.id.empty() && !manifest.name.empty() && !manifest.sector.empty(), "a manifest says who it is");
  require(host::parse_version(host::to_string(manifest.version)) == manifest.version,
          "a version reads as it is written");
  require(manifest.library.find('/') == std::string::npos, "a library is in the bundle's own folder");
}

void check_schema(const host::Schema& schema) {
  for (host::FactId id = 0; id < schema.size(); ++id) {
    const host::FactSpec& spec = schema[id];
    require(schema.find(spec.key) == id, "a fact is found by its key");
    require((spec.spec.type == host::Type::table)
                ? !spec.columns.empty()
                : spec.columns.size() == (spec.spec.type == host::Type::list ? 1U : 0U),
            "a table has columns, a list has one, nothing else has any");
    for (const host::Column& column : spec.columns)
      require(!host::has_rows(column.spec.type), "a column holds single values");
  }
}

/// A catalogue with this bundle in two folders, beside the real one.
void check_catalogue(const host::MemoryFiles& files) {
  host::Sources sources;
  const host::Catalogue catalogue =
      host::find_bundles(files, {{"/a", {}}, {sample_paths().plugins, {}}, {"/b", {}}}, sources);
  std::map<std::string, int> available;
  for (const host::Candidate& candidate : catalogue.candidates) {
    check_candidate(candidate);
    if (candidate.state == host::State::available) ++available[candidate.manifest.id];
  }
  for (const auto& [id, count] : available) require(count == 1, "of several bundles with one id one is available");
  for (const std::string& sector : catalogue.sectors())
    require(!catalogue.for_sector(sector).empty(), "a sector that is named has a bundle");
}

}  // namespace
}  // namespace lectern::test

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lectern;
  const host::Draft& sample = test::sample_draft();
  host::MemoryFiles files;
  for (const char* folder : {"/a/fuzz", "/b/fuzz"})
    files.put((std::filesystem::path(folder) / host::kManifestName).string(), std::string(test::text_of(data, size)));
  for (const std::string& name : test::sample_files().list(test::sample_paths().bundle)) {
    const auto path = test::sample_paths().bundle / name;
    files.put(path.string(), test::sample_files().read(path, host::kMostFileBytes).text);
  }
  test::check_catalogue(files);
  host::Sources sources;
  const host::Candidate candidate = host::read_manifest(files, "/a/fuzz", sources);
  test::check_candidate(candidate);
  test::check_findings(candidate.findings);
  host::Findings findings;
  host::Schema schema;
  const host::Manifest& manifest = candidate.manifest;
  host::read_facts(manifest.facts, manifest.id, manifest.prefixes, schema, findings);
  test::check_schema(schema);
  host::Facts facts;
  const host::Vocabulary vocabulary{schema, test::sample_references()};
  host::apply_defaults(vocabulary, sample.day, facts, findings);
  test::check_findings(findings);
  if (findings.errors() != 0) return 0;
  for (host::FactId id = 0; id < schema.size(); ++id)
    test::require(!facts[id].value.given() || !host::type_fault(facts[id].value.text, schema[id].spec),
                  "a default is of its fact's type");
  return 0;
}
