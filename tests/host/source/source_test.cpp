// SPDX-License-Identifier: Apache-2.0
#include "source/source.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

TEST(Source, GivesALineByItsNumberFromOne) {
  const Source source{"x.info", "first\n\nthird"};
  EXPECT_EQ(source.line(1), "first");
  EXPECT_EQ(source.line(2), "");
  EXPECT_EQ(source.line(3), "third");
}

TEST(Source, HasNothingBeforeTheFirstAndBeyondTheLastLine) {
  const Source source{"x.info", "only\n"};
  EXPECT_EQ(source.line(0), "");
  EXPECT_EQ(source.line(2), "");
  EXPECT_EQ(source.line(3), "");
  EXPECT_EQ(source.line(4000000000), "");
}

TEST(Source, LeavesTheCarriageReturnOfWindowsOut) {
  const Source source{"x.info", "first\r\nsecond\r\n"};
  EXPECT_EQ(source.line(1), "first");
  EXPECT_EQ(source.line(2), "second");
}

TEST(Place, ReadsAsFileAndLine) {
  const Source source{"profiles/x.info", "a\nb\n"};
  EXPECT_EQ(to_string(Place{&source, 2, 0, 1}), "profiles/x.info:2");
}

TEST(Place, OfAWholeSourceIsItsName) {
  const Source source{"profiles/x.info", ""};
  EXPECT_EQ(to_string(Place{&source, 0, 0, 0}), "profiles/x.info");
}

TEST(Place, IsCalledByTheLabelOfItsSource) {
  Sources sources({{"/opt/share/profiles", "lectern:profiles/"}, {"plugins/./mine", ""}});
  const auto label = [&](const std::string& path) { return to_string(Place{&sources.add(path, ""), 3, 0, 0}); };
  EXPECT_EQ(label("/opt/share/profiles/common/plugin.info"), "lectern:profiles/common/plugin.info:3");
  EXPECT_EQ(label("plugins/mine/passages/../a.info"), "a.info:3");
  EXPECT_EQ(label("/opt/share/profiles2/a.info"), "/opt/share/profiles2/a.info:3");
  EXPECT_EQ(to_string(Place{&sources.add_labelled("/home/li/x.info", "", "x.info"), 1, 0, 0}), "x.info:1");
}

TEST(Place, ShowsWhatAFileNameHides) {
  const Source source{"a\nb\x1b.info", ""};
  EXPECT_EQ(to_string(Place{&source, 1, 0, 0}), "a\\nb<U+001B>.info:1");
}

TEST(Place, OfNothingInParticularIsEmpty) { EXPECT_EQ(to_string(Place{}), ""); }

TEST(Sources, KeepTheirAddressWhileOthersAreAdded) {
  Sources sources;
  const Source& first = sources.add("first", "1");
  const Source* address = &first;
  for (int i = 0; i < 1000; ++i) sources.add("more", "2");
  EXPECT_EQ(&first, address);
  EXPECT_EQ(first.name, "first");
  EXPECT_EQ(first.text, "1");
}

}  // namespace
}  // namespace lectern::host
