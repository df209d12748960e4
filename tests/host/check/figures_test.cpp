// SPDX-License-Identifier: Apache-2.0
#include "check/figures.hpp"

#include "manuscript/normal.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace lectern::host {
namespace {

const std::vector<std::string> kUnits = {"元", "户", "人", "人次", "个", "个百分点", "年",
                                         "月", "家", "天", "小时", "届", "日"};

/// "12.6亿元=1260000000 元" for each figure; a date as year-month-day, 0 for what is not said. One that is not exact begins with ~.
std::vector<std::string> figures(const std::string& text) {
  std::vector<std::string> out;
  const NormalText normal(text);
  for (const Figure& figure : figures_in(normal.text(), kUnits)) {
    const Stretch where = normal.original({figure.begin, figure.end});
    const std::string said = (figure.is_rough ? "~" : "") + text.substr(where.begin, where.end - where.begin);
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
  EXPECT_EQ(
      figures("百分之九十八点六，百分之百，一百六十八人，十二点六亿元，两千零五户"),
      (Said{"百分之九十八点六=98.6 %", "一百六十八人=168 人", "十二点六亿元=1260000000 元", "两千零五户=2005 户"}));
}

TEST(Figures, AreReadInWhateverWidthAndWithBlanks) {
  EXPECT_EQ(figures("收入１５．６亿元，１２，６００户，98.6 ％"),
            (Said{"１５．６亿元=1560000000 元", "１２，６００户=12600 户", "98.6 ％=98.6 %"}));
  EXPECT_EQ(figures("收入 12.6 亿元，12.6 个亿，百分之98.6"),
            (Said{"12.6 亿元=1260000000 元", "12.6 个亿=1260000000 ", "百分之98.6=98.6 %"}));
  EXPECT_EQ(figures("第一类有13，200户"), (Said{"13=13 ", "200户=200 户"}));
}

TEST(Figures, AreCompound) {
  EXPECT_EQ(figures("二十八万四千人，十二亿六千万元，一点二亿元，一万亿元"),
            (Said{"二十八万四千人=284000 人", "十二亿六千万元=1260000000 元", "一点二亿元=120000000 元",
                  "一万亿元=1000000000000 元"}));
  EXPECT_EQ(figures("12亿6000万元，3万5千人，3千5百户，5千万元"),
            (Said{"12亿6000万元=1260000000 元", "3万5千人=35000 人", "3千5百户=3500 户", "5千万元=50000000 元"}));
  EXPECT_EQ(figures("三万五人，千家万户，亿万人民，万无一失"), Said{});
}

TEST(Figures, AreDatesInOtherForms) {
  EXPECT_EQ(figures("二〇二六年一月九日，二○二六年三月，一月二十日，十二月底，二零二六年"),
            (Said{"二〇二六年一月九日=2026-1-9", "二○二六年三月=2026-3-0", "一月二十日=0-1-20", "十二月=0-12-0",
                  "二零二六年=2026-0-0"}));
  EXPECT_EQ(figures("2026.3.6，2026-03-06，2026/3/6，2026-03，26年3月6日，98年6月"),
            (Said{"2026.3.6=2026-3-6", "2026-03-06=2026-3-6", "2026/3/6=2026-3-6", "2026-03=2026-3-0",
                  "26年3月6日=2026-3-6", "98年6月=1998-6-0"}));
  EXPECT_EQ(figures("一月一次，三月学雷锋，2025.12万元，2009-2013年"),
            (Said{"2025.12万元=20251200 元", "2009=2009-0-0", "2013年=2013-0-0"}));
}

TEST(Figures, OfARangeHaveOneUnit) {
  EXPECT_EQ(figures("5～10万元，60%—65%，3至5家"),
            (Said{"5=50000 元", "10万元=100000 元", "60%=60 %", "65%=65 %", "3=3 家", "5家=5 家"}));
}

TEST(Figures, MayBeRough) {
  EXPECT_EQ(figures("300多户，3000余人，近5年，约20家，30家左右，98%以上，12亿多元"),
            (Said{"~300多户=300 户", "~3000余人=3000 人", "~5年=5 年", "~20家=20 家", "~30家=30 家", "~98%=98 %",
                  "~12亿多元=1200000000 元"}));
  EXPECT_EQ(figures("签约12家，附近5家"), (Said{"12家=12 家", "5家=5 家"}));
}

TEST(Figures, AreNotEveryNumeral) {
  EXPECT_EQ(figures("一心一意，十分，三点要求，千家万户，十五五，第十二人，一个，G20，A4纸"), Said{});
  for (const Figure& figure : figures_in("几十人，十几人，二十几人", kUnits)) EXPECT_TRUE(figure.is_rough);
}

TEST(Figures, AreNoNamesAndSetPhrases) {
  for (const char* text : {"实现“两个一百年”奋斗目标",
                           "上世纪九十年代以来",
                           "80年代末",
                           "五十六个民族",
                           "56个民族",
                           "十四亿人民",
                           "14亿多人民",
                           "做到百分之百",
                           "确保100%",
                           "一年三百六十五天",
                           "365天",
                           "按7×24小时",
                           "24小时值守",
                           "12345热线",
                           "拨打12366、110",
                           "二十届四中全会",
                           "20届4中全会",
                           "党的20大",
                           "第3次会议",
                           "第12届",
                           "21世纪",
                           "“5·31”讲话",
                           "“3.15”晚会",
                           "5G网络",
                           "4A级",
                           "V2.0版",
                           "2.0版",
                           "5+2",
                           "白加黑",
                           "〔2026〕3号",
                           "(2026)3号",
                           "《2026年工作要点》",
                           "附件1",
                           "9:30",
                           "3:1",
                           "2/3",
                           "1.组织到位；2.责任到位",
                           "(1)组织；(2)责任",
                           "3点意见",
                           "5个方面",
                           "4个意识",
                           "2个维护",
                           "5位一体",
                           "8项规定",
                           "3季度",
                           "80后",
                           "90后",
                           "12个月",
                           "360度",
                           "13800138000",
                           "“十二项举措”",
                           "三十六计"})
    EXPECT_EQ(figures(text), Said{}) << text;
}

TEST(Figures, AreWhatIsCountedUnderTheSameNumbers) {
  EXPECT_EQ(figures("12345件，120户，365人，24家，办结率100%"),
            (Said{"12345=12345 ", "120户=120 户", "365人=365 人", "24家=24 家", "100%=100 %"}));
}

TEST(Figures, MeanTheSameInOtherWords) {
  const auto one = [](const std::string& text) { return figures_in(NormalText(text).text(), kUnits).at(0); };
  EXPECT_TRUE(is_same(one("12.6亿元"), one("126000万元")));
  EXPECT_TRUE(is_same(one("12.6亿元"), one("十二点六亿元")));
  EXPECT_TRUE(is_same(one("98.6%"), one("百分之九十八点六")));
  EXPECT_TRUE(is_same(one("14个"), one("14户")));
  EXPECT_TRUE(is_same(one("14户"), one("14家")));
  EXPECT_TRUE(is_same(one("12.6亿元"), one("十二亿六千万元")));
  EXPECT_TRUE(is_same(one("２０２６年３月６日"), one("二〇二六年三月六日")));
  EXPECT_FALSE(is_same(one("14户"), one("14人")));
  EXPECT_FALSE(is_same(one("12.6亿元"), one("12.8亿元")));
  EXPECT_FALSE(is_same(one("3月"), one("3个")));
}

}  // namespace
}  // namespace lectern::host
