// SPDX-License-Identifier: Apache-2.0
#include "inspect/golden.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

TEST(Difference, IsNothingBetweenEqualTexts) { EXPECT_EQ(difference("甲\n乙\n", "甲\n乙\n"), ""); }

TEST(Difference, ShowsChangedLinesAlone) { EXPECT_EQ(difference("甲\n乙\n丙\n", "甲\n丁\n丙\n"), "- 乙\n+ 丁\n"); }

TEST(Difference, ShowsLinesThatCameAndWent) {
  EXPECT_EQ(difference("甲\n丙\n", "甲\n乙\n丙\n"), "+ 乙\n");
  EXPECT_EQ(difference("甲\n乙\n丙\n", "乙\n丙\n"), "- 甲\n");
  EXPECT_EQ(difference("", "甲\n"), "+ 甲\n");
}

TEST(Difference, IsNoneInTheEndOfTheLastLine) { EXPECT_EQ(difference("甲\n乙", "甲\n乙\n"), ""); }

}  // namespace
}  // namespace lectern::host
