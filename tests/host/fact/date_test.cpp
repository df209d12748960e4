// SPDX-License-Identifier: Apache-2.0
#include "fact/date.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace lectern::host {
namespace {

constexpr Date day(int year, unsigned month, unsigned of_month) {
  return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{of_month}};
}

TEST(Date, IsReadFromItsIsoForm) {
  EXPECT_EQ(parse_date("2026-03-06"), day(2026, 3, 6));
  EXPECT_EQ(parse_date("1900-01-01"), day(1900, 1, 1));
  EXPECT_EQ(parse_date("2199-12-31"), day(2199, 12, 31));
}

TEST(Date, HasNoOtherForm) {
  for (const char* text :
       {"", "2026-3-6", "2026/03/06", "2026-03-06 ", " 2026-03-06", "20260306", "26-03-06", "2026-03", "2026年3月6日",
        "2026-03-0x", "2026-0x-06", "202x-03-06", "2026-03--6", "+026-03-06"})
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
}

TEST(Date, IsADayThatExists) {
  for (const char* text :
       {"2026-00-10", "2026-13-10", "2026-01-00", "2026-01-32", "2026-04-31", "1899-12-31", "2200-01-01"})
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
}

TEST(Date, KnowsLeapDays) {
  EXPECT_TRUE(parse_date("2024-02-29"));
  EXPECT_TRUE(parse_date("2000-02-29"));
  EXPECT_FALSE(parse_date("2026-02-29"));
  EXPECT_FALSE(parse_date("2100-02-29"));
  EXPECT_FALSE(parse_date("2024-02-30"));
}

TEST(Date, GivesItsPartsAndItsIsoFormBack) {
  const Date date = day(2026, 3, 6);
  EXPECT_EQ(year_of(date), 2026);
  EXPECT_EQ(month_of(date), 3U);
  EXPECT_EQ(day_of(date), 6U);
  EXPECT_EQ(iso(date), "2026-03-06");
  EXPECT_EQ(iso(day(2026, 12, 31)), "2026-12-31");
}

TEST(Date, KnowsTheLastDayOfEachMonth) {
  for (const char* last : {"2026-01-31", "2026-02-28", "2024-02-29", "2026-04-30", "2026-12-31"})
    EXPECT_TRUE(is_last_of_month(*parse_date(last))) << last;
  for (const char* other : {"2026-01-30", "2024-02-28", "2026-04-29", "2026-12-01"})
    EXPECT_FALSE(is_last_of_month(*parse_date(other))) << other;
}

TEST(Date, CountsWholeDays) {
  EXPECT_EQ(days_between(day(2026, 3, 6), day(2026, 12, 31)), 300);  // 25 + 30+31+30+31+31+30+31+30 + 31
  EXPECT_EQ(days_between(day(2026, 3, 6), day(2026, 3, 6)), 0);
  EXPECT_EQ(days_between(day(2026, 3, 6), day(2026, 3, 5)), -1);
  EXPECT_EQ(days_between(day(2024, 2, 28), day(2024, 3, 1)), 2);
  EXPECT_EQ(days_between(day(2025, 2, 28), day(2025, 3, 1)), 1);
}

TEST(Year, HasFourDigitsFrom1900To2199) {
  EXPECT_EQ(parse_year("2021"), 2021);
  EXPECT_EQ(parse_year("1900"), 1900);
  EXPECT_EQ(parse_year("2199"), 2199);
  for (const char* text : {"", "1899", "2200", "21", "02021", "二〇二一", "2021年", "-202", "20.1"})
    EXPECT_EQ(parse_year(text), std::nullopt) << text;
}

TEST(HanziNumber, SaysAWholeNumberAsItIsSpoken) {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"0", "零"},
      {"1", "一"},
      {"2", "二"},
      {"9", "九"},
      {"10", "十"},
      {"11", "十一"},
      {"12", "十二"},
      {"20", "二十"},
      {"21", "二十一"},
      {"99", "九十九"},
      {"100", "一百"},
      {"101", "一百零一"},
      {"110", "一百一十"},
      {"111", "一百一十一"},
      {"200", "二百"},
      {"1000", "一千"},
      {"1001", "一千零一"},
      {"1010", "一千零一十"},
      {"1100", "一千一百"},
      {"2026", "二千零二十六"},
      {"9999", "九千九百九十九"},
      {"10000", "一万"},
      {"10001", "一万零一"},
      {"10010", "一万零一十"},
      {"10100", "一万零一百"},
      {"11000", "一万一千"},
      {"18642", "一万八千六百四十二"},
      {"100000", "十万"},
      {"100001", "十万零一"},
      {"120000", "十二万"},
      {"1000000", "一百万"},
      {"1010000", "一百零一万"},
      {"10000000", "一千万"},
      {"10010000", "一千零一万"},
      {"100000000", "一亿"},
      {"100000001", "一亿零一"},
      {"100001000", "一亿零一千"},
      {"100010000", "一亿零一万"},
      {"110000000", "一亿一千万"},
      {"1000000000", "十亿"},
      {"1000000000000", "一万亿"},
      {"1000000000001", "一万亿零一"},
      {"1000100000000", "一万零一亿"},
      {"1200000000000", "一万二千亿"},
      {"9999999999999999", "九千九百九十九万九千九百九十九亿九千九百九十九万九千九百九十九"},
  };
  for (const auto& [digits, spoken] : cases) EXPECT_EQ(hanzi_number(digits), spoken) << digits;
}

TEST(HanziNumber, TakesNoNoticeOfLeadingZeros) {
  EXPECT_EQ(hanzi_number("007"), "七");
  EXPECT_EQ(hanzi_number("0000"), "零");
  EXPECT_EQ(hanzi_number("010"), "十");
}

TEST(HanziNumber, IsEmptyForAnythingElse) {
  for (const char* text : {"", "-1", "1.5", "1 000", "1e3", "一", "10000000000000000"})
    EXPECT_EQ(hanzi_number(text), "");
}

TEST(HanziDigits, AreReadOneByOneWithARoundZero) {
  EXPECT_EQ(hanzi_digits("2026"), "二〇二六");
  EXPECT_EQ(hanzi_digits("1900"), "一九〇〇");
  EXPECT_EQ(hanzi_digits("20x6"), "");
}

}  // namespace
}  // namespace lectern::host
