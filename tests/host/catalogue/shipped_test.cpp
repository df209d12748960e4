// SPDX-License-Identifier: Apache-2.0
#include "catalogue/shipped.hpp"

#include "memory_files.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

/// The list is what `sha256sum` gives for these bytes.
constexpr const char* kList =
    "5694d08a2e53ffcae0c3103e5ad6f6076abd960eb1f8a56577040bc1028f702b  court/court.so\n"
    "0886b051075687c18a9ae5075383feb8400fbe4328c6e4bd45b77b30f1e73b54  court/passages/why.info\n"
    "0a660c94dbd94f42a9a4cef6c7bbbffd1d74f72eb1d833693dd14b2542d46b89  court/plugin.info\n";

class WhatShipped : public testing::Test {
 protected:
  WhatShipped() {
    files.put("shipped.sha256", kList);
    put("court.so", "code");
    put("passages/why.info", "passage");
    put("plugin.info", "id court");
    manifest.id = "court";
    manifest.library = "court.so";
    manifest.folder = "elsewhere/court";
  }

  void put(const std::string& name, const std::string& content) { files.put("elsewhere/court/" + name, content); }
  Shipped shipped() const { return Shipped::read(files, "shipped.sha256"); }
  bool has_code() const { return shipped().has_code_of(files, manifest); }
  std::string difference() const { return shipped().first_difference(files, manifest).value_or(""); }

  MemoryFiles files;
  Manifest manifest;
};

TEST_F(WhatShipped, IsKnownWhereverItLies) {
  EXPECT_TRUE(shipped().has("court"));
  EXPECT_TRUE(has_code());
  EXPECT_EQ(difference(), "");
}

TEST_F(WhatShipped, IsNothingElse) {
  EXPECT_FALSE(shipped().has("cour"));
  EXPECT_FALSE(shipped().has("court-archive"));
  EXPECT_FALSE(shipped().has(""));
  manifest.id = "harbour";
  EXPECT_FALSE(has_code());
  EXPECT_NE(difference(), "");
}

TEST_F(WhatShipped, HasItsOwnCodeAndNoOther) {
  put("court.so", "other code");
  EXPECT_FALSE(has_code());
  EXPECT_EQ(difference(), "court.so");
  put("court.so", "code");
  manifest.library = "plugin.info";  // the hash of another file is not that of its library
  put("plugin.info", "code");
  EXPECT_FALSE(has_code());
  manifest.library.clear();
  EXPECT_FALSE(has_code());
}

TEST_F(WhatShipped, HasNoOtherLibraryBesideIt) {
  put("libhelper.so.1", "more code");
  EXPECT_FALSE(has_code());
  EXPECT_EQ(difference(), "libhelper.so.1");
}

TEST_F(WhatShipped, HasItsOwnTextsAndNoOthers) {
  put("passages/why.info", "another passage");
  EXPECT_EQ(difference(), "passages/why.info");
  EXPECT_TRUE(has_code());
  put("passages/why.info", "passage");
  put("passages/more.info", "one more");
  EXPECT_EQ(difference(), "passages/more.info");
}

TEST_F(WhatShipped, LacksNone) {
  manifest.folder = "short";
  files.put("short/plugin.info", "id court");
  files.put("short/court.so", "code");
  EXPECT_EQ(difference(), "passages/why.info");
}

TEST_F(WhatShipped, IsNothingWhereTheListCannotBeRead) {
  EXPECT_FALSE(Shipped::read(files, "absent").has("court"));
  EXPECT_FALSE(Shipped().has("court"));
  for (const char* list : {"x\n", "court/court.so\n", "  court/court.so\n", "\n"}) {
    files.put("shipped.sha256", std::string(kList) + list);
    EXPECT_FALSE(shipped().has("court")) << list;
  }
}

}  // namespace
}  // namespace lectern::host
