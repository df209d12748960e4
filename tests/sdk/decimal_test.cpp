// SPDX-License-Identifier: Apache-2.0
//
// Every figure here was worked out by hand.
#include <lectern/decimal.hpp>

#include <gtest/gtest.h>

namespace lectern {
namespace {

Decimal number(std::string_view text) { return Decimal::parse(text).value(); }

std::string share(std::string_view part, std::string_view whole, unsigned places = 1) {
  const auto made = Decimal::share(number(part), number(whole), places);
  return made ? made->str() : "-";
}

std::string growth(std::string_view now, std::string_view before, unsigned places = 1) {
  const auto made = Decimal::growth(number(now), number(before), places);
  return made ? made->str() : "-";
}

TEST(Decimal, ReadsWhatAnOfficeWrites) {
  EXPECT_EQ(number("12").str(), "12");
  EXPECT_EQ(number("12.6").str(), "12.6");
  EXPECT_EQ(number("-0.35").str(), "-0.35");
  EXPECT_EQ(number("0").str(), "0");
  EXPECT_EQ(number("0.50").str(), "0.50");
  EXPECT_EQ(number("100.0").str(), "100.0");
}

TEST(Decimal, ReadsNothingElse) {
  for (const std::string_view text : {"",      "-",   ".",   "12.",   ".5",   "-.5",      "+1",   "--1", "1-",  "1e3",
                                      "1,234", "12 ", " 12", "1.2.3", "0x10", "12.6亿元", "１２", "一",  "nan", "12,6"})
    EXPECT_FALSE(Decimal::parse(text)) << text;
  EXPECT_FALSE(Decimal::parse(std::string_view("1\0", 2)));
}

TEST(Decimal, ReadsUpToFifteenDigitsNineOfThemPlaces) {
  EXPECT_EQ(number("999999999999999").str(), "999999999999999");
  EXPECT_EQ(number("-999999999999999").str(), "-999999999999999");
  EXPECT_EQ(number("123456.123456789").str(), "123456.123456789");
  EXPECT_FALSE(Decimal::parse("1000000000000000"));
  EXPECT_FALSE(Decimal::parse("123456.1234567890"));
  EXPECT_FALSE(Decimal::parse("0.0000000001"));
}

TEST(Decimal, WritesThePlacesItHas) {
  EXPECT_EQ(Decimal(126, 1).str(), "12.6");
  EXPECT_EQ(Decimal(5, 3).str(), "0.005");
  EXPECT_EQ(Decimal(-5, 2).str(), "-0.05");
  EXPECT_EQ(Decimal(0, 1).str(), "0.0");
  EXPECT_EQ(Decimal().str(), "0");
  EXPECT_EQ(Decimal(INT64_MAX, 0).str(), "9223372036854775807");
  EXPECT_EQ(Decimal(INT64_MIN, 0).str(), "-9223372036854775808");
}

TEST(Decimal, ComparesValuesNotDigits) {
  EXPECT_EQ(number("12.6"), number("12.60"));
  EXPECT_NE(number("12.6"), number("12.61"));
  EXPECT_LT(number("9"), number("12.6"));
  EXPECT_LT(number("-12.6"), number("-12.59"));
  EXPECT_GT(number("0.1"), number("0.09"));
  EXPECT_LE(number("1.0"), number("1"));
  EXPECT_GE(number("1"), number("1.000"));
  EXPECT_TRUE(number("0.00").is_zero());
  EXPECT_FALSE(number("-0.0").is_negative());
  EXPECT_TRUE(number("-0.1").is_negative());
}

TEST(Decimal, AddsAndSubtractsExactly) {
  EXPECT_EQ((number("12.6") - number("11.8")).str(), "0.8");
  EXPECT_EQ((number("12.6") + number("0.45")).str(), "13.05");
  EXPECT_EQ((number("9") - number("14")).str(), "-5");
  EXPECT_EQ((number("0.1") + number("0.2")).str(), "0.3");
  EXPECT_EQ((number("999999999999999") - number("-999999999999999")).str(), "1999999999999998");
}

TEST(Decimal, Turns亿元Into万元) {
  EXPECT_EQ(number("12.6") * 10000, number("126000"));
  EXPECT_EQ(number("1.32") * 10000, number("13200"));
  EXPECT_GT(number("12.6") * 10000, number("125999.9"));
  EXPECT_EQ((number("-0.00005") * 10000).str(), "-0.50000");
}

TEST(Decimal, SharesRoundHalfUp) {
  EXPECT_EQ(share("8.1", "12.6"), "64.3");  // 64.2857…
  EXPECT_EQ(share("1", "3"), "33.3");
  EXPECT_EQ(share("2", "3"), "66.7");
  EXPECT_EQ(share("1", "8"), "12.5");
  EXPECT_EQ(share("1", "8", 0), "13");  // 12.5
  EXPECT_EQ(share("4.045", "100", 2), "4.05");
  EXPECT_EQ(share("4.0449", "100", 2), "4.04");
  EXPECT_EQ(share("405", "10000"), "4.1");  // 4.05, which no double holds
  EXPECT_EQ(share("12.6", "12.60"), "100.0");
  EXPECT_EQ(share("0", "12.6"), "0.0");
}

TEST(Decimal, RoundsNegativeHalvesAwayFromZero) {
  EXPECT_EQ(share("-405", "10000"), "-4.1");
  EXPECT_EQ(share("405", "-10000"), "-4.1");
  EXPECT_EQ(share("-405", "-10000"), "4.1");
  EXPECT_EQ(share("-404", "10000"), "-4.0");
  EXPECT_EQ(share("-1", "8", 0), "-13");
  EXPECT_EQ(share("-4", "10000"), "0.0");  // no -0.0
}

TEST(Decimal, GrowthIsOfTheEarlierFigure) {
  EXPECT_EQ(growth("12.6", "11.8"), "6.8");    // 0.8 ÷ 11.8 = 6.7796…
  EXPECT_EQ(growth("11.8", "12.6"), "-6.3");   // -6.3492…
  EXPECT_EQ(growth("18642", "17356"), "7.4");  // 7.4095…
  EXPECT_EQ(growth("12.6", "12.6"), "0.0");
  EXPECT_EQ(growth("25.2", "12.6"), "100.0");
  EXPECT_EQ(growth("0", "12.6"), "-100.0");
  EXPECT_EQ(growth("104.05", "100"), "4.1");
  EXPECT_EQ(growth("95.95", "100"), "-4.1");
}

TEST(Decimal, WhatHasNoRateHasNone) {
  EXPECT_EQ(share("1", "0"), "-");
  EXPECT_EQ(share("0", "0.00"), "-");
  EXPECT_EQ(growth("1", "0"), "-");
  EXPECT_EQ(growth("1", "-1"), "-");
}

// Under the sanitizers an overflow ends the test.
TEST(Decimal, DoesNotOverflowAtItsLimits) {
  EXPECT_EQ(share("999999999999999", "0.000000001", 3), "99999999999999900000000000.000");
  EXPECT_EQ(share("0.000000001", "999999999999999", 3), "0.000");
  EXPECT_EQ(growth("999999999999999", "999999999999998", 3), "0.000");
  EXPECT_EQ(growth("-999999999999999", "0.000000001", 3), "-99999999999999900000000100.000");
  const Decimal most = number("999999999999999") * 999999999;
  EXPECT_EQ(most.str(), "999999998999999000000001");
  EXPECT_EQ(Decimal::share(most, number("0.000000001"), 3)->str(), "99999999899999900000000100000000000.000");
  EXPECT_EQ(Decimal::share(most, most, 3)->str(), "100.000");
}

}  // namespace
}  // namespace lectern
