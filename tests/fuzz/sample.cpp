// SPDX-License-Identifier: Apache-2.0
#include "sample.hpp"

#include "properties.hpp"

#include <dlfcn.h>

#include <fstream>
#include <iterator>

namespace lectern::test {
namespace {

/// Keeps the plugin's code in memory for good. Rationale: libFuzzer goes on reading the coverage counters of every module
/// it has seen, also those of a library that is unloaded.
void keep_loaded(const std::filesystem::path& library) {
  require(dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL) != nullptr, "the tax bureau's library is built and loads");
}

/// Puts every data file below the folder of the disk.
void put_folder(const std::filesystem::path& folder, host::MemoryFiles& files) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".info") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    files.put(entry.path().string(), {std::istreambuf_iterator<char>(file), {}});
  }
}

}  // namespace

const SamplePaths& sample_paths() {
  static const SamplePaths paths = [] {
    const std::filesystem::path data = LECTERN_PROFILES;
    const std::filesystem::path plugins = LECTERN_BUNDLES;
    return SamplePaths{data, plugins, plugins / "tax_bureau", data / "units" / "yunling-tax-2026.info"};
  }();
  return paths;
}

const host::MemoryFiles& sample_files() {
  static const host::MemoryFiles files = [] {
    keep_loaded(sample_paths().bundle / "tax_bureau.so");
    host::MemoryFiles made;
    put_folder(sample_paths().data, made);
    put_folder(sample_paths().bundle, made);
    return made;
  }();
  return files;
}

const host::Draft& sample_draft() {
  static const std::unique_ptr<host::Draft> draft = [] {
    const host::Installation installation{sample_files(), sample_paths().data, {{sample_paths().plugins, {}}}};
    auto made = host::draft(installation, {sample_paths().profile, {}, 0, 0, false, host::Isolation::none});
    require(made->reached == host::Draft::Stage::speech, "the sample profile drafts");
    return made;
  }();
  return *draft;
}

host::Schema& fresh_schema() {
  static host::Schema schema;  // copied only when needed: it costs more than reading most inputs does
  if (schema.size() != sample_draft().schema.size()) schema = sample_draft().schema;
  return schema;
}

const host::Facts& facts_of(const host::Schema& schema) {
  static host::Facts facts;
  if (schema.size() == sample_draft().schema.size()) return sample_draft().facts;
  facts = sample_draft().facts;
  host::resolve_references(schema, sample_references(), sample_draft().day.date, facts);
  return facts;
}

const host::Slots& sample_slots() { return sample_draft().common.slots; }
const host::References& sample_references() { return sample_draft().common.references; }

const char* untranslated(const char* english) { return english; }

}  // namespace lectern::test
