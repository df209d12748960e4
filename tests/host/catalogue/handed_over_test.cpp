// SPDX-License-Identifier: Apache-2.0
//
// Bundles that are handed over: what is packed is read again, and archives that others packed.
#include "catalogue/bundle_files.hpp"
#include "modules/modules.hpp"

#include "memory_files.hpp"
#include "told.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

const char* const kManifest = "id notice name 通知 version 1.2.0 sector any library \"notice.so\"\n";

class HandingOver : public testing::Test {
 protected:
  HandingOver() : zip_(Modules(LECTERN_TEST_MODULES).zip(none_)) {}

  /// An archive with these entries as they are.
  std::string archive(const std::vector<BundleFile>& given) const {
    std::vector<lectern_entry> entries;
    for (const BundleFile& file : given)
      entries.push_back({file.name.c_str(), file.content.data(), file.content.size()});
    std::string bytes;
    const auto append = [](void* to, const char* data, std::size_t size) {
      static_cast<std::string*>(to)->append(data, size);
    };
    EXPECT_EQ(zip_->pack(entries.data(), entries.size(), kTime, append, &bytes), 1);
    return bytes;
  }

  std::string pack(const std::vector<BundleFile>& given, const std::string& folder) const {
    return pack_bundle(given, folder, kTime, *zip_).value_or("");
  }

  /// The names of the files that are read from it.
  Told read(const std::string& bytes) {
    HandedOver bundle("notice.zip");
    findings = {};
    if (!read_bundle(bytes, *zip_, bundle, findings)) return {};
    return names(bundle);
  }

  static Told names(const HandedOver& bundle) {
    Told out;
    for (const BundleFile& file : bundle.of_bundle("notice.so")) out.push_back(file.name);
    return out;
  }

  static constexpr std::int64_t kTime = 1'772'755'200;
  const std::vector<BundleFile> files{
      {"libhelper.so.1", "help"}, {"notice.so", "code"}, {"passages/why.info", "x"}, {"plugin.info", kManifest}};
  const Told all{"libhelper.so.1", "notice.so", "passages/why.info", "plugin.info"};
  Findings findings;

 private:
  Findings none_;
  const lectern_zip_v1* zip_;
};

TEST_F(HandingOver, GivesWhatWasPacked) { EXPECT_EQ(read(pack(files, "notice")), all); }

TEST_F(HandingOver, PacksTheSameBytesEveryTime) { EXPECT_EQ(pack(files, "notice"), pack(files, "notice")); }

TEST_F(HandingOver, TakesABundleAnyFoldersDown) {
  for (const char* folder : {"", "notice/", "download/notice/", "a/b/c/"}) {
    std::vector<BundleFile> below = files;
    for (BundleFile& file : below) file.name.insert(0, folder);
    below.push_back({"__MACOSX/._plugin.info", "x"});
    EXPECT_EQ(read(archive(below)), all) << folder;
    EXPECT_EQ(told(findings), Told()) << folder;
  }
}

TEST_F(HandingOver, TakesOneBundle) {
  EXPECT_EQ(read(archive({{"a/plugin.info", kManifest}, {"b/plugin.info", kManifest}})), Told());
  EXPECT_EQ(told(findings), Told{"bundle-several"});
  EXPECT_EQ(read(archive({{"plugin.info", kManifest}, {"build/plugins/a/plugin.info", kManifest}})), Told());
  EXPECT_EQ(told(findings), Told{"bundle-several"});
  EXPECT_EQ(read(archive({{"notice/plugin.inf", kManifest}})), Told());
  EXPECT_EQ(told(findings), Told{"bundle-missing"});
}

TEST_F(HandingOver, SaysWhenFoldersAreSeparatedByBackslashes) {
  EXPECT_EQ(read(archive({{"notice\\plugin.info", kManifest}, {"notice\\passages\\why.info", "x"}})), Told());
  EXPECT_EQ(told(findings), Told{"archive-backslash"});
  EXPECT_NE(messages(findings).find("'notice\\plugin.info'"), std::string::npos) << messages(findings);
  EXPECT_EQ(read(archive({{"..\\plugin.info", kManifest}})), Told());
  EXPECT_EQ(told(findings), Told{"archive-backslash"});
  EXPECT_EQ(read(archive({{"../plugin.info", kManifest}})), Told());
  EXPECT_EQ(told(findings), Told{"archive-entry"});
}

TEST_F(HandingOver, TakesOfAFolderWhatTheHostReads) {
  MemoryFiles disk;
  for (const BundleFile& file : files) disk.put("build/notice/" + file.name, file.content);
  for (const char* other : {"README.md", "notice.cpp", "passages/notes.txt", "passages/deep/why.info", "lib/other.so"})
    disk.put(std::string("build/notice/") + other, "");
  HandedOver bundle("build/notice");
  EXPECT_TRUE(read_bundle(disk, bundle, findings));
  EXPECT_EQ(names(bundle), all);
}

TEST(LibraryNames, EndInTheirVersion) {
  for (const char* name : {"a.so", "libharbour.so", "libx.so.1", "libx.so.1.22.3", "lib-2.0.so"})
    EXPECT_TRUE(is_library_name(name)) << name;
  for (const char* name :
       {"", ".so", "so", "a.soo", "a.so.", "a.so.x", "a.so.1x", "lib/a.so", "a.so1", "1", "1.2", "a.so.info"})
    EXPECT_FALSE(is_library_name(name)) << name;
}

TEST(BundleFiles, AreLibrariesOnlyWhereThereIsCode) {
  EXPECT_TRUE(is_of_bundle("libhelper.so.1", "notice.so"));
  EXPECT_FALSE(is_of_bundle("libhelper.so.1", ""));
  EXPECT_TRUE(is_of_bundle("odd-name", "odd-name"));
}

}  // namespace
}  // namespace lectern::host
