// SPDX-License-Identifier: Apache-2.0
#include "check/placeholder.hpp"

#include <gtest/gtest.h>

#include <string>

namespace lectern::host {
namespace {

std::string first(const std::string& text) {
  const auto found = find_placeholder(text);
  return found ? text.substr(found->begin, found->end - found->begin) : "";
}

TEST(Placeholder, IsFoundWithAllThatBelongsToIt) {
  EXPECT_EQ(first("收入【待填：全年组织税费收入】。"), "【待填：全年组织税费收入】");
  EXPECT_EQ(first("××××同志"), "××××");
  EXPECT_EQ(first("XXX局"), "XXX");
  EXPECT_EQ(first("20xx年"), "xx");
  EXPECT_EQ(first("____年__月"), "____");
  EXPECT_EQ(first("数据待补充"), "待补充");
  EXPECT_EQ(first("（待填）"), "待填");
  EXPECT_EQ(first("□□□"), "□□□");
}

TEST(Placeholder, IsNoOtherWord) {
  for (const char* text : {"3×4米", "XXL码", "maxxi", "有待填补", "亟待补充", "snake_case", ""})
    EXPECT_EQ(first(text), "") << text;
}

TEST(Placeholder, IsFoundBehindAnother) {
  const std::string text = "××县××局";
  const auto one = find_placeholder(text);
  ASSERT_TRUE(one);
  const auto two = find_placeholder(text, one->end);
  ASSERT_TRUE(two);
  EXPECT_EQ(two->begin, text.rfind("××"));
  EXPECT_FALSE(find_placeholder(text, two->end));
}

}  // namespace
}  // namespace lectern::host
