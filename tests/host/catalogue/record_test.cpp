// SPDX-License-Identifier: Apache-2.0
#include "catalogue/record.hpp"

#include "memory_files.hpp"
#include "told.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

class Record : public testing::Test {
 protected:
  Record() {
    manifest.id = "notice";
    manifest.library = "notice.so";
    manifest.folder = "plugins/notice";
    manifest.recorded = true;
    for (const BundleFile& file : added) files.put("plugins/notice/" + file.name, file.content);
    files.put("plugins/notice/files.xxh128", write_record(added));
  }

  /// The messages of what was changed.
  std::vector<std::string> changes() const {
    Findings findings;
    check_record(files, manifest, findings);
    std::vector<std::string> out;
    for (const Diagnostic& diagnostic : findings.all()) {
      EXPECT_EQ(diagnostic.code, "bundle-changed");
      EXPECT_EQ(diagnostic.severity, Severity::warning);
      EXPECT_FALSE(diagnostic.hint.empty());
      out.push_back(diagnostic.message.text([](const char* text) { return text; }, Message::Language::english));
    }
    return out;
  }
  using Changes = std::vector<std::string>;

  const std::vector<BundleFile> added{{"notice.so",
                                       "\x7f"
                                       "ELF"},
                                      {"passages/why.info", "passage x"},
                                      {"plugin.info", "id notice"}};
  MemoryFiles files;
  Manifest manifest;
};

/// The values are those that `xxh128sum` gives for these bytes.
TEST_F(Record, IsWhatXxh128sumWrites) {
  EXPECT_EQ(write_record({{"a", ""}, {"b/c d", "lectern"}}),
            "99aa06d3014798d86001c324468d497f  a\n85e08e34ca36297c249d77a89efe000e  b/c d\n");
}

TEST_F(Record, HasNothingToSayOfWhatIsAsItWas) { EXPECT_EQ(changes(), Changes()); }

TEST_F(Record, HasNothingToSayOfABundleThatHasNone) {
  manifest.recorded = false;
  files.put("plugins/notice/plugin.info", "id other");
  EXPECT_EQ(changes(), Changes());
}

TEST_F(Record, TellsAChangedFile) {
  files.put("plugins/notice/notice.so",
            "\x7f"
            "ELf");
  EXPECT_EQ(changes(), Changes{"plugin 'notice': the file 'notice.so' is not as it was installed"});
}

TEST_F(Record, TellsAFileThatCannotBeRead) {
  files.lock("plugins/notice/passages/why.info");
  EXPECT_EQ(changes(), Changes{"plugin 'notice': the file 'passages/why.info' was installed, and is gone"});
}

TEST_F(Record, TellsAFileThatJoinedAndIsRead) {
  files.put("plugins/notice/passages/more.info", "passage y");
  EXPECT_EQ(changes(), Changes{"plugin 'notice': the file 'passages/more.info' was not installed with it"});
}

TEST_F(Record, LeavesAloneWhatTheHostDoesNotRead) {
  files.put("plugins/notice/notes.txt", "mine");
  files.put("plugins/notice/passages/why.info.bak", "mine");
  files.put("plugins/notice/passages/old/why.info", "mine");
  EXPECT_EQ(changes(), Changes());
}

TEST_F(Record, ThatIsNoneIsTold) {
  const std::string hash(32, '0');
  for (const std::string& text : {std::string("mine\n"), hash + "\n", hash + "  \n", hash + " plugin.info\n",
                                  "\n" + write_record(added), hash + "  pl\x01ug\n", hash + "  \xff\n"}) {
    files.put("plugins/notice/files.xxh128", text);
    ASSERT_EQ(changes().size(), 1U) << text;
    EXPECT_NE(changes()[0].find("cannot be read"), std::string::npos) << changes()[0];
  }
}

TEST(BundleFiles, AreThoseTheHostReads) {
  for (const char* name : {"plugin.info", "harbour.so", "libother.so.2", "passages/why.info", "passages/.info"})
    EXPECT_TRUE(is_of_bundle(name, "harbour.so")) << name;
  for (const char* name : {"", "README.md", "harbour.cpp", "passages", "passages/", "passages/why.txt",
                           "passagesx/why.info", "passages/x/why.info", "x/plugin.info", "files.xxh128"})
    EXPECT_FALSE(is_of_bundle(name, "harbour.so")) << name;
  EXPECT_FALSE(is_of_bundle("", ""));
}

}  // namespace
}  // namespace lectern::host
