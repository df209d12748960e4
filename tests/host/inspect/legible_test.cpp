// SPDX-License-Identifier: Apache-2.0
#include "inspect/legible.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

TEST(Legible, LeavesTextAsItIs) { EXPECT_EQ(legible("去年办了{bad.count}件。"), "去年办了{bad.count}件。"); }

TEST(Legible, ShowsWhatCannotBeSeenAsAReplacement) {
  EXPECT_EQ(legible("a\x1b[31mb\xff\xc4\r"), "a\uFFFD[31mb\uFFFD\uFFFD\uFFFD");
}

TEST(Legible, BeginsNoNewLineInAMessage) {
  EXPECT_EQ(legible("one\nerror: two"), "one\\nerror: two");
  EXPECT_EQ(legible_lines("one\ntwo\x07"), "one\ntwo\uFFFD");
}

TEST(Legible, CutsBetweenCharacters) {
  EXPECT_EQ(legible("一二三", 7), "一二…");
  EXPECT_EQ(legible("一二三", 9), "一二三");
}

}  // namespace
}  // namespace lectern::host
