// SPDX-License-Identifier: Apache-2.0
#include "manuscript/numeral.hpp"

#include "document/speech.hpp"

#include <gtest/gtest.h>

#include <string>

namespace lectern::host {
namespace {

TEST(TypedNumeral, ReadsAllThatASpeechWrites) {
  for (unsigned level = 1; level <= 4; ++level) {
    for (std::size_t number = 1; number <= 99; ++number) {
      Block block;
      block.level = level;
      block.number = number;
      const std::string written = numeral(block);
      const auto read = typed_numeral(written + "提高");
      ASSERT_TRUE(read) << written;
      EXPECT_EQ(read->level(), level) << written;
      EXPECT_EQ(read->number, number) << written;
      EXPECT_EQ(read->length, written.size()) << written;
      EXPECT_TRUE(read->is_sure) << written;
    }
  }
}

TEST(TypedNumeral, ReadsHowOthersTypeIt) {
  for (const char* text : {"(三)甲", "（三)甲", "（ 三 ）甲", "㈢甲", "三）甲"})
    EXPECT_EQ(typed_numeral(text)->level(), 2U) << text;
  for (const char* text : {"3、甲", "3．甲", "3.甲", "３、甲", "3 . 甲", "⒊甲"})
    EXPECT_EQ(typed_numeral(text)->level(), 3U) << text;
  EXPECT_EQ(typed_numeral("三，甲")->level(), 1U);
  EXPECT_EQ(typed_numeral("(3)甲")->level(), 4U);
}

TEST(TypedNumeral, TakesNoOtherNumberForOne) {
  for (const char* text : {"一是甲", "2026.3.6", "100.甲", "0.甲", "（2026年3月6日）", "第一，甲", "", "三", "（三",
                           "十五五", "第一章程", "第一部分工作"})
    EXPECT_FALSE(typed_numeral(text)) << text;
}

TEST(TypedNumeral, KnowsFormsOutsideTheStandard) {
  EXPECT_EQ(typed_numeral("2）甲")->form, NumeralForm::digits_half_open);
  EXPECT_EQ(typed_numeral("②甲")->form, NumeralForm::circled);
  EXPECT_EQ(typed_numeral("第二章　总则")->form, NumeralForm::chapter);
  for (const char* text : {"2）甲", "②甲", "第二部分：甲"}) {
    EXPECT_EQ(typed_numeral(text)->level(), 0U) << text;
    EXPECT_EQ(typed_numeral(text)->number, 2U) << text;
  }
}

TEST(TypedNumeral, EndsBeforeTheBlankBehindIt) {
  EXPECT_EQ(typed_numeral("（ 三 ） 甲")->length, std::string("（ 三 ）").size());
  EXPECT_EQ(typed_numeral("３． 甲")->length, std::string("３．").size());
}

TEST(TypedNumeral, IsNotSureOfWhatMayBeSomethingElse) {
  for (const char* text : {"2.35个道班", "一、二等奖", "二、三年来的回顾", "3、4月份", "3 月", "一 提高", "3，甲"}) {
    ASSERT_TRUE(typed_numeral(text)) << text;
    EXPECT_FALSE(typed_numeral(text)->is_sure) << text;
  }
}

}  // namespace
}  // namespace lectern::host
