// SPDX-License-Identifier: Apache-2.0
#include "manuscript/normal.hpp"

#include <gtest/gtest.h>

#include <string>

namespace lectern::host {
namespace {

std::string normal(const std::string& text) { return std::string(NormalText(text).text()); }

/// What stands in the original where the normal form has this.
std::string behind(const std::string& text, const std::string& part) {
  const NormalText form(text);
  const std::size_t begin = form.text().find(part);
  if (begin == std::string_view::npos) return "not there";
  const Stretch found = form.original({begin, begin + part.size()});
  return text.substr(found.begin, found.end - found.begin);
}

TEST(NormalText, HasLettersDigitsAndMarksInHalfWidth) {
  EXPECT_EQ(normal("１５．６％，ＸＸ（一）：；！？＿"), "15.6%,XX(一):;!?_");
  EXPECT_EQ(normal("㈠甲⒈乙⑴丙"), "(一)甲1.乙(1)丙");
  EXPECT_EQ(normal("﹙一﹚﹪"), "(一)%");
  EXPECT_EQ(normal("｡､"), "。、");
  EXPECT_EQ(normal("①甲"), "①甲") << "1 would be one number with a figure behind it";
}

TEST(NormalText, KeepsACommaBetweenNumbersApartFromThatInsideANumber) {
  EXPECT_EQ(normal("１２，６００"), "12,600");
  EXPECT_EQ(normal("12,600"), "12,600");
  EXPECT_EQ(normal("第3，200户"), "第3，200户");
}

TEST(NormalText, HasBlanksOnlyBetweenTwoOfHalfWidth) {
  EXPECT_EQ(normal("收入 12.6 亿元，增长 6.8 %"), "收入12.6亿元,增长6.8%");
  EXPECT_EQ(normal("2026 年 3 月 6 日"), "2026年3月6日");
  EXPECT_EQ(normal("　　同 志\u00a0们\u2003好　"), "同志们好");
  EXPECT_EQ(normal("iPhone  15 Pro"), "iPhone 15 Pro");
  EXPECT_EQ(normal("7 × 24 小时"), "7×24小时");
  EXPECT_EQ(normal("( 1 ) 甲"), "(1)甲");
  EXPECT_EQ(normal("甲\n 乙"), "甲\n乙");
}

TEST(NormalText, HasOneZeroAmongChineseDigits) {
  for (const char* text : {"二〇〇九年", "二○○九年", "二OO九年", "二oo九年", "二00九年", "二００九年", "二◯◯九年"})
    EXPECT_EQ(normal(text), "二〇〇九年") << text;
  EXPECT_EQ(normal("二○二○年"), "二〇二〇年");
  for (const char* text : {"○○县", "一个OK", "十00", "二○楼"}) EXPECT_EQ(normal(text), text) << text;
}

TEST(NormalText, HasOneCharacterForWhatLooksAlike) {
  EXPECT_EQ(normal("⼀是⾦"), "一是金");
  EXPECT_EQ(normal("5・31、3–5、3〜5、7✖24"), "5·31、3-5、3~5、7×24");
}

TEST(NormalText, KnowsWhereItStandsInTheOriginal) {
  EXPECT_EQ(behind("收入１５．６ 亿元，", "15.6亿元"), "１５．６ 亿元");
  EXPECT_EQ(behind("收入 12.6 亿元 ，", "12.6"), "12.6");
  EXPECT_EQ(behind("收入 12.6 亿元 ，", "亿元"), "亿元");
  EXPECT_EQ(behind("　　二○○九 年，", "二〇〇九"), "二○○九");
  EXPECT_EQ(behind("㈠ 甲", "(一)"), "㈠");
  EXPECT_EQ(behind("a b", "b"), "b");
  EXPECT_EQ(behind("甲　 乙", "甲"), "甲");
}

TEST(NormalText, ChangesNothingInItsOwnForm) {
  for (const char* text : {"１５．６ 亿元", "㈠ 甲 乙", "二○○九 年", "a  b ％", "第3，200户", "", " ", "\xff\xfe甲"})
    EXPECT_EQ(normal(normal(text)), normal(text)) << text;
}

TEST(NormalText, OfNothingIsNothing) {
  const NormalText empty("");
  EXPECT_EQ(empty.original({0, 0}).begin, 0U);
  EXPECT_EQ(NormalText("　").text(), "");
}

}  // namespace
}  // namespace lectern::host
