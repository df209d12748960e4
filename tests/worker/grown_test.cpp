// SPDX-License-Identifier: Apache-2.0
//
// A host of a minor to come before the plugins that releases left: all of this is built with a header in which every
// structure and the table of functions has grown. tests/fixtures has the reverse.
#include "inspect/recorder.hpp"
#include "plugin/sized.hpp"
#include "plugin/worker.hpp"

#include "memory_files.hpp"

#include <gtest/gtest.h>

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <fstream>
#include <iterator>
#include <memory>

namespace lectern::test {
namespace {

static_assert(sizeof(lectern_fact) > LECTERN_FACT_SIZE_1_0);
static_assert(sizeof(lectern_passage) > LECTERN_PASSAGE_SIZE_1_0);
static_assert(sizeof(lectern_report) > LECTERN_REPORT_SIZE_1_0);
static_assert(sizeof(lectern_host) > LECTERN_HOST_SIZE_1_0);
static_assert(sizeof(lectern_plugin) > LECTERN_PLUGIN_SIZE_1_0);
static_assert(LECTERN_ABI_MINOR > 0);

constexpr host::Tongue kEnglish{[](const char* english) { return english; }, host::Message::Language::english};

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What a kept plugin is given for a speech.
struct Stage {
  host::Sources sources;
  host::Findings findings;  ///< of reading all this
  host::MemoryFiles files;
  host::Slots slots;
  host::References references;
  host::Schema schema;
  host::Manifest manifest;
  host::Provider provider;
  host::Facts facts;
  std::vector<host::Option> options;
  host::Vocabulary vocabulary{schema, references};

  explicit Stage(const std::filesystem::path& bundle) {
    const std::filesystem::path profiles = LECTERN_TEST_PROFILES;
    slots = host::Slots::read(*info("slots.info", read(profiles / "slots.info")), findings);
    references = host::References::open(sources.add("references.info", read(profiles / "references.info")), findings);
    declare("common", {"fixture"}, R"(fact fixture.count { type integer  unit "件"  label "件数" }
                                      fact fixture.steps { type list  label "步骤" })");
    files.put((bundle / "plugin.info").string(), read(bundle / "plugin.info"));
    manifest = host::read_manifest(files, bundle, sources).manifest;
    host::read_facts(manifest.facts, manifest.id, manifest.prefixes, schema, findings);
    provider = {manifest.id, to_string(manifest.version), manifest.sector};
    options = {{manifest.id, "voice", "clear", {}}};
    host::Fact count;
    count.value = {"12", "件", {"", "2025-12-31", ""}, {}};
    facts.set(*schema.find("fixture.count"), count);
    host::Fact steps;
    for (const char* step : {"听", "改"}) steps.rows.push_back({{host::Value{step, "", {}, {}}}, {}});
    facts.set(*schema.find("fixture.steps"), steps);
    EXPECT_EQ(findings.errors(), 0U);
  }

  std::optional<host::Node> info(const std::string& name, std::string text) {
    return host::read_info(sources.add(name, std::move(text)), findings);
  }
  void declare(const std::string& id, const std::vector<std::string>& prefixes, const std::string& declared) {
    host::read_facts(*info(id, declared), id, prefixes, schema, findings);
  }
  host::BorderInputs inputs() const {
    return {manifest, provider, slots, vocabulary, facts, options, {host::parse_date("2026-03-06")}, true};
  }
};

std::vector<std::string> told(const host::Findings& findings) {
  std::vector<std::string> out;
  for (const host::Diagnostic& found : findings.all()) out.push_back(found.code + ": " + kEnglish(found.message));
  return out;
}

class Grown : public testing::TestWithParam<std::string> {
 protected:
  Grown() : stage_(std::make_unique<Stage>(std::filesystem::path(LECTERN_TEST_RELEASED) / GetParam() / "released")) {}

  void expect_kept(const host::Contribution& contribution, const host::Findings& findings) const {
    EXPECT_EQ(told(findings),
              (std::vector<std::string>{"released/started: this was said before there was a speech",
                                        "released/log: said in create",
                                        "plugin-key: plugin 'released' asks for 'fixture.cuont', which is no fact",
                                        "released/kept: all promises are kept, unless something else was reported",
                                        "released/row: all promises are kept, unless something else was reported",
                                        "released/log: said in contribute"}));
    EXPECT_FALSE(contribution.failed);
    ASSERT_EQ(contribution.passages.size(), 1U);
    const host::Passage& passage = contribution.passages[0];
    EXPECT_EQ(passage.texts.size(), 2U);
    EXPECT_EQ(passage.conditions.size(), 2U);
    EXPECT_TRUE(passage.walked && passage.items.size() == 1 && passage.onlys.size() == 1);
    ASSERT_EQ(contribution.derived.size(), 2U);
    EXPECT_EQ(contribution.derived[0].value, "24");
    EXPECT_EQ(contribution.derived[1].rows, (std::vector<std::vector<std::string>>{{"上半年", "5"}, {"下半年", "7"}}));
  }

  std::unique_ptr<Stage> stage_;
};

TEST_P(Grown, HostRunsAKeptPluginInItsProcess) {
  host::Findings findings;
  const auto library = host::Library::load(stage_->manifest, findings);
  ASSERT_TRUE(library) << testing::PrintToString(told(findings));
  expect_kept(host::contribute(library->entry(), stage_->inputs(), findings), findings);
}

TEST_P(Grown, HostRunsAKeptPluginInAWorker) {
  host::Findings findings;
  host::Worker worker({LECTERN_TEST_WORKER, std::chrono::seconds{30}}, library_path(stage_->manifest));
  ASSERT_EQ(load(worker, stage_->manifest, findings), host::Loaded::fine) << testing::PrintToString(told(findings));
  expect_kept(contribute(worker, stage_->inputs(), findings), findings);
}

TEST_P(Grown, HostChecksAKeptPlugin) {
  host::Findings findings;
  const auto library = host::Library::load(stage_->manifest, findings);
  ASSERT_TRUE(library) << testing::PrintToString(told(findings));
  for (const host::HostForm form : {host::HostForm::ours, host::HostForm::oldest, host::HostForm::newer}) {
    host::Scenario scenario;
    scenario.facts = &stage_->facts;
    scenario.form = form;
    const host::Outcome outcome = host::record(library->entry(), stage_->inputs(), scenario, kEnglish);
    EXPECT_TRUE(outcome.created);
    EXPECT_EQ(outcome.status, LECTERN_OK);
    EXPECT_TRUE(outcome.findings.empty());
  }
}

INSTANTIATE_TEST_SUITE_P(Releases, Grown, testing::ValuesIn([] {
                           std::vector<std::string> releases;
                           for (const auto& entry : std::filesystem::directory_iterator(LECTERN_TEST_RELEASED)) {
                             if (entry.is_directory()) releases.push_back(entry.path().filename().string());
                           }
                           return releases;
                         }()),
                         [](const testing::TestParamInfo<std::string>& release) {
                           std::string name = "Release" + release.param;
                           std::replace(name.begin(), name.end(), '.', '_');
                           return name;
                         });

/// Memory that ends where the structure of an older side does.
template <typename T>
class Edge {
 public:
  explicit Edge(std::size_t size) : page_(static_cast<std::size_t>(sysconf(_SC_PAGESIZE))), size_(size) {
    base_ =
        static_cast<std::byte*>(mmap(nullptr, 2 * page_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    mprotect(base_ + page_, page_, PROT_NONE);
  }
  Edge(const Edge&) = delete;
  Edge& operator=(const Edge&) = delete;
  Edge(Edge&&) = delete;
  Edge& operator=(Edge&&) = delete;
  ~Edge() { munmap(base_, 2 * page_); }

  T* put(const T& full) {
    std::memcpy(base_ + page_ - size_, &full, size_);
    return get();
  }
  T* get() { return reinterpret_cast<T*>(base_ + page_ - size_); }

 private:
  std::size_t page_;
  std::size_t size_;
  std::byte* base_;
};

TEST(Sized, NothingIsReadBehindAnOlderStructure) {
  lectern_report full{};
  full.size = LECTERN_REPORT_SIZE_1_0;
  full.row_number = 3;
  full.later = {"x", 1};
  Edge<lectern_report> edge(LECTERN_REPORT_SIZE_1_0);
  const auto copy = host::sized_copy(edge.put(full));
  ASSERT_TRUE(copy);
  EXPECT_EQ(copy->row_number, 3U);
  EXPECT_EQ(copy->later.size, 0U);
  EXPECT_EQ(copy->later.data, nullptr);
}

TEST(Sized, NothingIsWrittenBehindAnOlderStructure) {
  lectern_fact full{};
  full.size = LECTERN_FACT_SIZE_1_0;
  Edge<lectern_fact> edge(LECTERN_FACT_SIZE_1_0);
  lectern_fact* out = edge.put(full);
  ASSERT_TRUE(host::can_take(out));
  full.rows = 7;
  full.later = {"x", 1};
  EXPECT_EQ(host::give(full, LECTERN_MISSING, out), LECTERN_MISSING);
  EXPECT_EQ(out->size, LECTERN_FACT_SIZE_1_0);
  EXPECT_EQ(out->rows, 7U);
}

TEST(Sized, KnowsASizeFromMemoryNobodyFilledIn) {
  EXPECT_FALSE(host::is_size_of<lectern_fact>(0));
  EXPECT_FALSE(host::is_size_of<lectern_fact>(LECTERN_FACT_SIZE_1_0 - 1));
  EXPECT_TRUE(host::is_size_of<lectern_fact>(LECTERN_FACT_SIZE_1_0));
  EXPECT_TRUE(host::is_size_of<lectern_fact>(sizeof(lectern_fact) + 64));
  EXPECT_FALSE(host::is_size_of<lectern_fact>(0x5a5a5a5a)) << "nobody filled it in";
}

}  // namespace
}  // namespace lectern::test
