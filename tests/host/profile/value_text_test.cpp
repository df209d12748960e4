// SPDX-License-Identifier: Apache-2.0
#include "profile/value_text.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

std::string_view half_width(std::string_view text) {
  const auto found = half_width_mark(text);
  return found ? found->half : std::string_view();
}

TEST(ValueText, HasNoStraightQuotationMarks) {
  EXPECT_EQ(half_width("县局\"三楼\"会议室"), "\"");
  EXPECT_EQ(half_width("县局“三楼”会议室"), "");
}

TEST(ValueText, HasFullWidthMarksBesideChineseCharacters) {
  EXPECT_EQ(half_width("抓服务,抓作风"), ",");
  EXPECT_EQ(half_width("测评体系(2024年版)"), "(");
  EXPECT_EQ(half_width("时间:9点"), ":");
  EXPECT_EQ(half_width("抓服务，抓作风"), "");
  EXPECT_EQ(half_width("会议定于9:30开始，发放3,000份"), "") << "of figures they are a part";
  EXPECT_EQ(half_width("A&B, Inc."), "");
}

TEST(ValueText, IsMoreThanANumber) {
  for (const char* number : {"3", "12.6", "十二", "二〇二六"}) EXPECT_TRUE(is_bare_number(number)) << number;
  for (const char* text : {"3月", "第三", "G318", "", "三月", "-"}) EXPECT_FALSE(is_bare_number(text)) << text;
}

}  // namespace
}  // namespace lectern::host
