// SPDX-License-Identifier: Apache-2.0
#include "check/figures.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace lectern::host {
namespace {

const std::vector<std::string> kUnits = {"元", "户", "人", "人次", "个", "个百分点", "年", "月"};

/// "12.6亿元=1260000000 元" for each figure; a date as year-month-day, 0 for what is not said.
std::vector<std::string> figures(const std::string& text) {
  std::vector<std::string> out;
  for (const Figure& figure : figures_in(text, kUnits)) {
    const std::string said = text.substr(figure.begin, figure.end - figure.begin);
    out.push_back(figure.date
                      ? fmt::format("{}={}-{}-{}", said, figure.date->year, figure.date->month, figure.date->day)
                      : fmt::format("{}={} {}", said, figure.value, figure.unit));
  }
  return out;
}

using Said = std::vector<std::string>;

TEST(Figures, AreReadWithTheirUnits) {
  EXPECT_EQ(figures("收入12.6亿元，18642户，6.8%，2.3个百分点，46820人次，共18,642"),
            (Said{"12.6亿元=1260000000 元", "18642户=18642 户", "6.8%=6.8 %", "2.3个百分点=2.3 个百分点",
                  "46820人次=46820 人次", "18,642=18642 "}));
  EXPECT_EQ(figures("28.40万人和0.50"), (Said{"28.40万人=284000 人", "0.50=0.5 "}));
}

TEST(Figures, AreDaysMonthsAndYears) {
  EXPECT_EQ(figures("2026年3月6日，2025年12月底，2026年，6月30日前，3月"),
            (Said{"2026年3月6日=2026-3-6", "2025年12月=2025-12-0", "2026年=2026-0-0", "6月30日=0-6-30", "3月=0-3-0"}));
  EXPECT_EQ(figures("2026年12个，13月"), (Said{"2026年=2026-0-0", "12个=12 个", "13月=13 月"}));
  EXPECT_EQ(figures("二〇二六年"), (Said{"二〇二六年=2026-0-0"}));
}

TEST(Figures, AreChineseNumeralsWithAUnit) {
  EXPECT_EQ(figures("百分之九十八点六，百分之百，一百六十八人，十二点六亿元，两千零五户"),
            (Said{"百分之九十八点六=98.6 %", "百分之百=100 %", "一百六十八人=168 人", "十二点六亿元=1260000000 元",
                  "两千零五户=2005 户"}));
}

TEST(Figures, AreNotEveryNumeral) {
  EXPECT_EQ(figures("一心一意，十分，三点要求，千家万户，十五五，第十二人，几十人，一个，G20，A4纸"), Said{});
}

TEST(Figures, MeanTheSameInOtherWords) {
  const auto one = [](const std::string& text) { return figures_in(text, kUnits).at(0); };
  EXPECT_TRUE(is_same(one("12.6亿元"), one("126000万元")));
  EXPECT_TRUE(is_same(one("12.6亿元"), one("十二点六亿元")));
  EXPECT_TRUE(is_same(one("98.6%"), one("百分之九十八点六")));
  EXPECT_TRUE(is_same(one("14个"), one("14户")));
  EXPECT_FALSE(is_same(one("14户"), one("14人")));
  EXPECT_FALSE(is_same(one("12.6亿元"), one("12.8亿元")));
  EXPECT_FALSE(is_same(one("3月"), one("3个")));
}

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

}  // namespace
}  // namespace lectern::host
