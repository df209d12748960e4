// SPDX-License-Identifier: Apache-2.0
#include "inspect/figures.hpp"

#include <gtest/gtest.h>

#include <string>

namespace lectern::host {
namespace {

/// The figures of the text, joined by spaces.
std::string figures(std::string_view text) {
  std::string out;
  for (const OwnFigure& figure : own_figures(text)) {
    EXPECT_EQ(text.substr(figure.at, figure.text.size()), figure.text);
    out.append(out.empty() ? "" : " ").append(figure.text);
  }
  return out;
}

TEST(Figures, AreWhatStandsOutsideBraces) {
  EXPECT_EQ(figures("去年办了12件，增长6.8%。"), "12 6.8");
  EXPECT_EQ(figures("去年办了{bad.count2}，{bad.rate:points}。"), "");
  EXPECT_EQ(figures("{{12}}件"), "12");
  EXPECT_EQ(figures("没有数字。"), "");
}

TEST(Figures, EndBeforeAFullStop) { EXPECT_EQ(figures("共3."), "3"); }

TEST(Figures, AreNoneInNames) {
  EXPECT_EQ(figures("学习《2025年工作要点》，办好5件事。"), "5");
  EXPECT_EQ(figures("“3·15”活动，“12·4”活动"), "");
  EXPECT_EQ(figures("拨打12345、110、120和12366"), "");
  EXPECT_EQ(figures("A4纸、5G网络"), "");
}

TEST(Figures, AreNotDialledWhereTheyAreLonger) {
  EXPECT_EQ(figures("12345件、123456件、111人、1100人"), "123456 1100");
}

TEST(Figures, AreWrittenPlainly) {
  for (const std::string_view plain : {"0", "12", "-3.5", "6.0", "0.05", "6.125", "0.0001", "-0.5", "100"})
    EXPECT_EQ(plain_number(plain), plain);
  EXPECT_EQ(plain_number("-0"), "0");
  EXPECT_EQ(plain_number("-0.0"), "0.0");
  EXPECT_EQ(plain_number("00012"), "12");
  EXPECT_EQ(plain_number("-007.5"), "-7.5");
  EXPECT_EQ(plain_number("6.200000"), "6.2");
  EXPECT_EQ(plain_number("5.0000"), "5");
}

TEST(Figures, SurviveBracesThatAreNotClosed) { EXPECT_EQ(figures("办了12件，{bad.count"), "12"); }

}  // namespace
}  // namespace lectern::host
