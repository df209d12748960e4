// SPDX-License-Identifier: Apache-2.0
//
// How single values are written. The speech of these tests is given on 6 March 2026.
#include "fact/writing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace lectern::host {
namespace {

const SpeechDay today{parse_date("2026-03-06")};

Value value_of(std::string text, std::string unit = {}, std::string as_of = {}) {
  Value value;
  value.text = std::move(text);
  value.unit = std::move(unit);
  value.evidence.as_of = std::move(as_of);
  return value;
}

/// The value written in the way of this name; "no such way", or "missing" where it cannot be written.
std::string written(const Value& value, const ValueSpec& spec, std::string_view how, const SpeechDay& day = today) {
  const auto way = how.empty() ? NamedWay{} : way_named(how, spec);
  if (!way) return "no such way";
  std::string out;
  const bool done = write(out, value, spec, way->way, way->word, day);
  EXPECT_EQ(done, can_write(value, way->way, day));
  return done ? out : "missing" + out;
}

std::string written(const Value& value, Type type, std::string_view how, const SpeechDay& day = today) {
  ValueSpec spec;
  spec.type = type;
  return written(value, spec, how, day);
}

TEST(WritingText, IsAsGivenOrQuoted) {
  EXPECT_EQ(written(value_of("云岭税暖"), Type::text, ""), "云岭税暖");
  EXPECT_EQ(written(value_of("云岭税暖"), Type::text, "quoted"), "“云岭税暖”");
}

TEST(WritingText, DoesNotReadTheValueAsATemplate) { EXPECT_EQ(written(value_of("{x}[y]"), Type::text, ""), "{x}[y]"); }

TEST(WritingNumbers, CarryTheirUnit) {
  EXPECT_EQ(written(value_of("18642", "户"), Type::integer, ""), "18642户");
  EXPECT_EQ(written(value_of("12.6", "亿元"), Type::decimal, ""), "12.6亿元");
  EXPECT_EQ(written(value_of("3"), Type::integer, ""), "3");
}

TEST(WritingNumbers, LeaveTheirUnitOutWhenBare) {
  EXPECT_EQ(written(value_of("18642", "户"), Type::integer, "bare"), "18642");
  EXPECT_EQ(written(value_of("12.60", "亿元"), Type::decimal, "bare"), "12.60");
}

TEST(WritingNumbers, AreChineseInHanzi) {
  EXPECT_EQ(written(value_of("12"), Type::integer, "hanzi"), "十二");
  EXPECT_EQ(written(value_of("4", "个"), Type::integer, "hanzi"), "四个");
}

TEST(WritingNumbers, SayLiangForABareTwoOnly) {
  EXPECT_EQ(written(value_of("2", "户"), Type::integer, "hanzi"), "两户");
  EXPECT_EQ(written(value_of("2"), Type::integer, "hanzi"), "两");
  EXPECT_EQ(written(value_of("12"), Type::integer, "hanzi"), "十二");
  EXPECT_EQ(written(value_of("20"), Type::integer, "hanzi"), "二十");
  EXPECT_EQ(written(value_of("2"), Type::integer, "ordinal"), "第二");
  EXPECT_EQ(written(value_of("2", "户"), Type::integer, ""), "2户");
}

TEST(WritingNumbers, CountInOrderWithoutUnit) {
  EXPECT_EQ(written(value_of("3", "个"), Type::integer, "ordinal"), "第三");
}

TEST(WritingDecimals, HaveNoChineseNumerals) {
  EXPECT_EQ(written(value_of("12.6", "亿元"), Type::decimal, "hanzi"), "no such way");
  EXPECT_EQ(written(value_of("12.6", "亿元"), Type::decimal, "ordinal"), "no such way");
}

TEST(WritingRates, AreInPerCent) {
  EXPECT_EQ(written(value_of("98.6"), Type::rate, ""), "98.6%");
  EXPECT_EQ(written(value_of("-1.2"), Type::rate, ""), "-1.2%");
  EXPECT_EQ(written(value_of("98.6"), Type::rate, "bare"), "98.6");
}

TEST(WritingRates, MayBeSpokenOut) {
  EXPECT_EQ(written(value_of("98.6"), Type::rate, "spoken"), "百分之九十八点六");
  EXPECT_EQ(written(value_of("10"), Type::rate, "spoken"), "百分之十");
  EXPECT_EQ(written(value_of("0.05"), Type::rate, "spoken"), "百分之零点零五");
  EXPECT_EQ(written(value_of("-1.2"), Type::rate, "spoken"), "负百分之一点二");
}

TEST(WritingRates, MayBePoints) { EXPECT_EQ(written(value_of("2.3"), Type::rate, "points"), "2.3个百分点"); }

TEST(WritingRates, SayWhichWayTheyWent) {
  EXPECT_EQ(written(value_of("6.8"), Type::rate, "change"), "增长6.8%");
  EXPECT_EQ(written(value_of("-1.2"), Type::rate, "change"), "下降1.2%");
  EXPECT_EQ(written(value_of("0.1"), Type::rate, "change"), "增长0.1%");
  EXPECT_EQ(written(value_of("100"), Type::rate, "change"), "增长100%");
}

TEST(WritingRates, StayLevelAtZeroHoweverItIsWritten) {
  for (const char* zero : {"0", "0.0", "-0", "-0.00"})
    EXPECT_EQ(written(value_of(zero), Type::rate, "change"), "持平") << zero;
  EXPECT_EQ(written(value_of("0.0"), Type::rate, ""), "0.0%");
}

TEST(WritingDates, HaveNoLeadingZeros) {
  const Value date = value_of("2026-03-06");
  EXPECT_EQ(written(date, Type::date, ""), "2026年3月6日");
  EXPECT_EQ(written(date, Type::date, "year"), "2026年");
  EXPECT_EQ(written(date, Type::date, "month"), "3月");
  EXPECT_EQ(written(date, Type::date, "month_day"), "3月6日");
  EXPECT_EQ(written(date, Type::date, "year_month"), "2026年3月");
}

TEST(WritingDates, AreDigitByDigitOnlyInTheYearInHanzi) {
  EXPECT_EQ(written(value_of("2026-03-06"), Type::date, "hanzi"), "二〇二六年三月六日");
  EXPECT_EQ(written(value_of("2010-12-31"), Type::date, "hanzi"), "二〇一〇年十二月三十一日");
  EXPECT_EQ(written(value_of("2026-10-20"), Type::date, "hanzi"), "二〇二六年十月二十日");
}

TEST(WritingDeadlines, SayTheEndOfAMonthAsSuch) {
  EXPECT_EQ(written(value_of("2026-06-30"), Type::date, "by"), "6月底前");
  EXPECT_EQ(written(value_of("2026-06-15"), Type::date, "by"), "6月15日前");
  EXPECT_EQ(written(value_of("2026-06-15"), Type::date, "done"), "6月15日前完成");
  EXPECT_EQ(written(value_of("2026-06-15"), Type::time, "done"), "6月15日前完成");
  EXPECT_EQ(written(value_of("6月中旬"), Type::time, "done"), "6月中旬完成");
  EXPECT_EQ(written(value_of("5月起"), Type::time, "done"), "5月起") << "what has begun is not done";
  EXPECT_EQ(written(value_of("2026-02-28"), Type::date, "by"), "2月底前");
  EXPECT_EQ(written(value_of("2026-12-30"), Type::date, "by"), "12月30日前");
}

TEST(WritingDeadlines, SayTheEndOfTheSpeechsYearAsSuch) {
  EXPECT_EQ(written(value_of("2026-12-31"), Type::date, "by"), "今年年底前");
}

TEST(WritingDeadlines, NameAnotherYear) {
  EXPECT_EQ(written(value_of("2027-06-15"), Type::date, "by"), "2027年6月15日前");
  EXPECT_EQ(written(value_of("2028-02-29"), Type::date, "by"), "2028年2月底前");
  EXPECT_EQ(written(value_of("2028-02-28"), Type::date, "by"), "2028年2月28日前");
  EXPECT_EQ(written(value_of("2027-12-31"), Type::date, "by"), "2027年12月底前");
  EXPECT_EQ(written(value_of("2028-12-31"), Type::date, "by"), "2028年12月底前");
  EXPECT_EQ(written(value_of("2025-12-31"), Type::date, "by"), "2025年12月底前");
}

TEST(WritingDates, CountDaysAndYearsFromTheSpeech) {
  EXPECT_EQ(written(value_of("2026-12-31"), Type::date, "days_left"), "300");
  EXPECT_EQ(written(value_of("2026-03-07"), Type::date, "days_left"), "1");
  EXPECT_EQ(written(value_of("2018-07-20"), Type::date, "years_since"), "8");
}

TEST(WritingDates, CannotCountWithoutTheDayOfTheSpeech) {
  for (const char* how : {"by", "days_left", "years_since", "relative"})
    EXPECT_EQ(written(value_of("2026-06-30"), Type::date, how, SpeechDay{}), "missing") << how;
  EXPECT_EQ(written(value_of("2026-06-30"), Type::date, "", SpeechDay{}), "2026年6月30日");
}

TEST(WritingYears, AreWithNianBareOrInHanzi) {
  EXPECT_EQ(written(value_of("2021"), Type::year, ""), "2021年");
  EXPECT_EQ(written(value_of("2021"), Type::year, "bare"), "2021");
  EXPECT_EQ(written(value_of("2021"), Type::year, "hanzi"), "二〇二一年");
  EXPECT_EQ(written(value_of("2019"), Type::year, "years_since"), "7");
}

TEST(WritingYears, ThisAndLastYearAreSaidSo) {
  EXPECT_EQ(written(value_of("2026"), Type::year, "relative"), "今年");
  EXPECT_EQ(written(value_of("2025"), Type::year, "relative"), "去年");
  EXPECT_EQ(written(value_of("2024"), Type::year, "relative"), "2024年");
  EXPECT_EQ(written(value_of("2028"), Type::year, "relative"), "2028年");
  EXPECT_EQ(written(value_of("2025-01-31"), Type::date, "relative"), "去年");
}

TEST(WritingPeriods, AreTheYearTheValueBelongsTo) {
  EXPECT_EQ(written(value_of("12.6", "亿元", "2026-02-28"), Type::decimal, "period"), "今年");
  EXPECT_EQ(written(value_of("12.6", "亿元", "2025-12-31"), Type::decimal, "period"), "去年");
  EXPECT_EQ(written(value_of("12.6", "亿元", "2023-12-31"), Type::decimal, "period"), "2023年");
}

TEST(WritingPeriods, SayUntilWhenAValueHolds) {
  EXPECT_EQ(written(value_of("168", "人", "2025-12-31"), Type::integer, "as_of"), "2025年12月底");
  EXPECT_EQ(written(value_of("168", "人", "2025-12-30"), Type::integer, "as_of"), "2025年12月30日");
  EXPECT_EQ(written(value_of("168", "人", "2026-03-06"), Type::integer, "as_of"), "3月6日");
  EXPECT_EQ(written(value_of("168", "人", "2026-02-28"), Type::integer, "as_of"), "2月底");
  EXPECT_EQ(written(value_of("168", "人", "2024-02-28"), Type::integer, "as_of"), "2024年2月28日");
}

TEST(WritingPeriods, AreMissingWithoutTheDayOfTheValueOrOfTheSpeech) {
  for (const char* how : {"period", "as_of"}) {
    EXPECT_EQ(written(value_of("168", "人"), Type::integer, how), "missing") << how;
    EXPECT_EQ(written(value_of("168", "人", "2025-12-31"), Type::integer, how, SpeechDay{}), "missing") << how;
  }
}

TEST(Writing, CannotWriteWhatIsNotGiven) {
  for (const Type type : {Type::text, Type::integer, Type::decimal, Type::rate, Type::date, Type::year, Type::choice})
    EXPECT_EQ(written(value_of("", "户", "2025-12-31"), type, ""), "missing");
}

TEST(WritingChoices, SayTheirLabelOrAnotherOfTheirWords) {
  ValueSpec rank;
  rank.type = Type::choice;
  rank.choices = {{"head", {{"label", "主要负责人"}, {"verb", "提"}}},
                  {"deputy", {{"label", "分管负责人"}, {"verb", "讲"}}}};
  EXPECT_EQ(written(value_of("deputy"), rank, ""), "分管负责人");
  EXPECT_EQ(written(value_of("deputy"), rank, "verb"), "讲");
  EXPECT_EQ(written(value_of("head"), rank, "verb"), "提");
  EXPECT_EQ(written(value_of("head"), rank, "noun"), "no such way");
}

TEST(WritingChoices, HaveOnlyWordsThatAllOfThemHave) {
  ValueSpec rank;
  rank.type = Type::choice;
  rank.choices = {{"head", {{"label", "主要负责人"}, {"verb", "提"}}}, {"deputy", {{"label", "分管负责人"}}}};
  EXPECT_EQ(written(value_of("head"), rank, "verb"), "no such way");
}

TEST(Ways, SuitTheirTypesOnly) {
  const std::initializer_list<std::pair<const char*, Type>> wrong = {
      {"bare", Type::text},      {"count", Type::text},   {"quoted", Type::integer}, {"spoken", Type::decimal},
      {"change", Type::integer}, {"by", Type::year},      {"days_left", Type::year}, {"year", Type::year},
      {"bare", Type::date},      {"and", Type::table},    {"first", Type::table},    {"quoted", Type::table},
      {"period", Type::list},    {"as_of", Type::table},  {"hanzi", Type::rate},     {"points", Type::decimal},
      {"month", Type::year},     {"nonsense", Type::text}};
  for (const auto& [how, type] : wrong) EXPECT_EQ(written(value_of("1"), type, how), "no such way") << how;
}

TEST(Ways, AreListedForAType) {
  ValueSpec rate;
  rate.type = Type::rate;
  const auto names = ways_of(rate);
  for (const char* how : {"bare", "spoken", "points", "change", "period", "as_of"})
    EXPECT_NE(std::find(names.begin(), names.end(), how), names.end()) << how;
  EXPECT_EQ(std::find(names.begin(), names.end(), "quoted"), names.end());
}

}  // namespace
}  // namespace lectern::host
