// SPDX-License-Identifier: Apache-2.0
#include "check/spoken.hpp"

#include "fact/date.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

TEST(SpokenNumber, ReadsWhatIsSpoken) {
  EXPECT_EQ(spoken_number("十二"), "12");
  EXPECT_EQ(spoken_number("九千九百九十九"), "9999");
  EXPECT_EQ(spoken_number("一百零八"), "108");
  EXPECT_EQ(spoken_number("零点五"), "0.5");
  for (const char* text : {"", "十四五", "百", "点五", "一点", "一二", "十百", "甲"})
    EXPECT_FALSE(spoken_number(text)) << text;
}

TEST(SpokenNumber, IsTheOppositeOfWriting) {
  for (unsigned number = 0; number < 10'000; number += 7) {
    const std::string digits = std::to_string(number);
    EXPECT_EQ(spoken_number(hanzi_number(digits)), digits);
  }
}

TEST(SmallCount, IsReadInDigitsAndNumerals) {
  for (const char* text : {"12个", "十二个"}) EXPECT_EQ(small_count(text).number, 12U) << text;
  EXPECT_EQ(small_count("两点").number, 2U);
  EXPECT_EQ(small_count("三点意见").length, 3U);
  for (const char* text : {"", "个", "123个", "一二个", "十四五", "百个"})
    EXPECT_EQ(small_count(text).number, 0U) << text;
}

}  // namespace
}  // namespace lectern::host
