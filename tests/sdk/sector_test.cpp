// SPDX-License-Identifier: Apache-2.0
//
// What holds for the code of every sector; built with each of them.
#include "sector.hpp"

#include <fstream>
#include <set>
#include <sstream>

namespace lectern {

SectorTest& SectorTest::contribute() {
  host.forget();
  EXPECT_EQ(host.run(), LECTERN_OK);
  return *this;
}

std::string SectorTest::reports() {
  std::string out;
  for (const Report& report : contribute().host.reported) {
    EXPECT_NE(report.severity, Report::Severity::error) << report.code;
    for (const std::string& text : {report.message, report.message_zh, report.hint, report.hint_zh})
      EXPECT_FALSE(text.empty()) << report.code;
    if (report.severity == Report::Severity::note) out += "note ";
    out += report.code + " " + report.key + "\n";
  }
  return out;
}

void SectorTest::expect_derives_what_is_declared() {
  std::set<std::string> declared;
  std::ifstream manifest(LECTERN_TEST_MANIFEST);
  std::string fact;  // a choice says `derived yes` in a line of its own
  for (std::string line; std::getline(manifest, line);) {
    std::istringstream words(line);
    std::string word;
    std::string key;
    if (words >> word >> key && word == "fact") fact = key;
    if (!fact.empty() && line.find("derived yes") != std::string::npos) declared.insert(fact);
  }
  ASSERT_FALSE(declared.empty());
  std::set<std::string> derived;
  contribute();
  for (const FakeHost::Derived& entry : host.derived) {
    EXPECT_TRUE(derived.insert(entry.key).second) << entry.key << " twice";
    EXPECT_FALSE(entry.from.empty()) << entry.key;
  }
  EXPECT_EQ(derived, declared);
}

namespace {

TEST_F(SectorTest, SaysNothingOfAnEmptyProfile) {
  contribute();
  EXPECT_TRUE(host.derived.empty());
  EXPECT_TRUE(host.reported.empty());
  EXPECT_TRUE(host.offered.empty());
}

TEST_F(SectorTest, IsWhatItsPluginInfoSays) {
  std::ifstream manifest(LECTERN_TEST_MANIFEST);
  std::string id;
  std::string version;
  for (std::string key, value; manifest >> key;) {
    if (key == "id" && id.empty()) manifest >> id;
    if (key == "version" && version.empty()) manifest >> version;
  }
  EXPECT_EQ(lectern_plugin_v1.id, id);
  EXPECT_EQ(lectern_plugin_v1.version, version);
  EXPECT_EQ(lectern_plugin_v1.size, sizeof(lectern_plugin));
}

}  // namespace
}  // namespace lectern
