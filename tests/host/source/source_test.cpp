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
