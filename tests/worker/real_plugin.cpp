// SPDX-License-Identifier: Apache-2.0
#include "real_plugin.hpp"

#include "memory_files.hpp"

#include <unistd.h>

#include <fstream>
#include <iterator>

namespace lectern::test {
namespace {

const std::filesystem::path kData = LECTERN_TEST_PROFILES;
const std::filesystem::path kPlugins = LECTERN_TEST_BUNDLES;

const host::MemoryFiles& files() {
  static const host::MemoryFiles made = [] {
    host::MemoryFiles read;
    for (const std::filesystem::path& folder : {kData, kPlugins / "tax_bureau"}) {
      for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".info") continue;
        std::ifstream file(entry.path(), std::ios::binary);
        read.put(entry.path().string(), {std::istreambuf_iterator<char>(file), {}});
      }
    }
    return read;
  }();
  return made;
}

}  // namespace

RealPlugin::RealPlugin()
    : draft_(host::check_profile({files(), kData, {{kPlugins, {}}}},
                                 {kData / "units" / "yunling-tax-2026.info", {}, 0, 0})),
      manifest_(*draft_->catalogue.find("tax-bureau")),
      provider_{manifest_.id, to_string(manifest_.version), manifest_.sector},
      vocabulary_{draft_->schema, draft_->common.references},
      scratch_(std::filesystem::path(LECTERN_TEST_SCRATCH) / std::to_string(getpid())) {
  EXPECT_EQ(draft_->reached, host::Draft::Stage::profile);
  std::filesystem::create_directories(scratch_);
}

RealPlugin::~RealPlugin() {
  std::error_code ignored;
  std::filesystem::remove_all(scratch_, ignored);
}

host::BorderInputs RealPlugin::inputs() const {
  return {manifest_, provider_, draft_->common.slots, vocabulary_, draft_->facts, draft_->profile.options, draft_->day};
}

std::vector<std::string> RealPlugin::told(const host::Contribution& contribution) {
  std::vector<std::string> out;
  for (const host::Derivation& derived : contribution.derived)
    out.push_back(std::to_string(derived.fact) + " " + derived.value);
  for (const host::Passage& passage : contribution.passages) out.push_back(name_of(passage));
  return out;
}

std::vector<std::string> RealPlugin::told(const host::Findings& findings) {
  std::vector<std::string> out;
  for (const host::Diagnostic& found : findings.all())
    out.push_back(found.code + ": " +
                  found.message.text([](const char* english) { return english; }, host::Message::Language::english));
  return out;
}

std::vector<std::string> RealPlugin::told_here() const {
  host::Findings findings;
  const auto here = host::Library::load(manifest_, findings);
  EXPECT_TRUE(here.has_value());
  if (!here) return {};
  std::vector<std::string> out = told(host::contribute(here->entry(), inputs(), findings));
  EXPECT_FALSE(out.empty());
  return out;
}

}  // namespace lectern::test
