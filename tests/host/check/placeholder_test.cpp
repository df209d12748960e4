// SPDX-License-Identifier: Apache-2.0
#include "check/placeholder.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

namespace lectern::host {
namespace {

/// All that is found, as it stands in the text.
std::vector<std::string> placeholders(const std::string& text, Braces braces = Braces::are_slots) {
  std::vector<std::string> out;
  for (const Stretch& found : placeholders_in(NormalText(text), braces))
    out.push_back(text.substr(found.begin, found.end - found.begin));
  return out;
}

std::string first(const std::string& text) {
  const auto all = placeholders(text);
  return all.empty() ? "" : all.front();
}

using Said = std::vector<std::string>;

TEST(Placeholder, IsFoundWithAllThatBelongsToIt) {
  EXPECT_EQ(first("收入【待填：全年组织税费收入】。"), "【待填：全年组织税费收入】");
  EXPECT_EQ(first("在【××县】调研"), "【××县】");
  EXPECT_EQ(first("××××同志"), "××××");
  EXPECT_EQ(first("XXX局"), "XXX");
  EXPECT_EQ(first("20xx年"), "xx");
  EXPECT_EQ(first("____年__月"), "____");
  EXPECT_EQ(first("数据待补充"), "待补充");
  EXPECT_EQ(first("（待填）"), "（待填）");
  EXPECT_EQ(first("□□□"), "□□□");
  EXPECT_EQ(first("ＸＸ局"), "ＸＸ");
  EXPECT_EQ(first("＿＿＿"), "＿＿＿");
}

TEST(Placeholder, MayBeOneLetterBeforeWhatIsCountedOrNamed) {
  EXPECT_EQ(placeholders("本区X年申报，第X次会议已经研究，由X股负责"), (Said{"X", "X", "X"}));
  EXPECT_EQ(placeholders("x月x日，Ｘ局长，增长X%，20_年，第_次，20X6年，×局"),
            (Said{"x", "x", "Ｘ", "X", "_", "_", "X", "×"}));
}

TEST(Placeholder, IsASlotInBrackets) {
  EXPECT_EQ(first("【待补】"), "【待补】");
  EXPECT_EQ(first("今天会议的主要任务是【目的一句】。"), "【目的一句】");
  for (const char* slot : {"【待定】", "【待核】", "【 待 补 】", "【此处写目的】", "（待定）", "（此处填单位名称）",
                           "[待补充]", "〔待填〕", "【】", "（　　）", "（）", "{{单位}}", "{{ name }}", "${name}",
                           "{unit.name}", "{单位名称}", "«单位»", "<单位名称>", "[单位名称]"})
    EXPECT_EQ(first(std::string("由") + slot + "负责"), slot[0] == '$' ? "${name}" : slot) << slot;
}

TEST(Placeholder, IsADayLeftBlank) {
  EXPECT_EQ(first("2026年　月　日"), "年　月　日");
  EXPECT_EQ(first("2026年3月  日"), "月  日");
  EXPECT_EQ(first("2026 年 3 月 6 日"), "");
  EXPECT_EQ(first("年月日"), "");
}

TEST(Placeholder, IsARowOfCirclesOrStars) {
  EXPECT_EQ(first("在○○县"), "○○");
  EXPECT_EQ(first("在△△局"), "△△");
  EXPECT_EQ(first("在**局的领导下"), "**");
  EXPECT_EQ(first("第??次"), "??");
  EXPECT_EQ(first("单击此处输入文字"), "单击此处");
}

TEST(Placeholder, IsNoOtherWord) {
  for (const char* text : {"3×4米",
                           "3 × 4 米",
                           "XXL码",
                           "maxxi",
                           "有待填补",
                           "亟待补充",
                           "snake_case",
                           "",
                           "X光",
                           "X射线",
                           "X轴",
                           "Model X",
                           "XP系统",
                           "3x4",
                           "【编者按】今天",
                           "【案例】某局",
                           "研究表明【1】",
                           "[1]",
                           "〔2026〕3号",
                           "（笑声）",
                           "main()",
                           "接待定点单位",
                           "优待定量",
                           "二〇〇九年",
                           "二○○九年",
                           "〇〇后",
                           "张某某",
                           "某些",
                           "**重点**内容",
                           "真的吗??",
                           "A×B",
                           "- [ ] 任务",
                           "{\"a\": 1}",
                           "f(x) {return}",
                           "×",
                           "a__b",
                           "开展【党员先锋岗】活动"})
    EXPECT_EQ(first(text), "") << text;
}

TEST(Placeholder, OfAPassageIsNotInBraces) {
  EXPECT_EQ(placeholders("{unit.name}有{{12}}人，××", Braces::are_facts), (Said{"××"}));
}

TEST(Placeholder, IsFoundBehindAnother) { EXPECT_EQ(placeholders("××县××局【待补】"), (Said{"××", "××", "【待补】"})); }

}  // namespace
}  // namespace lectern::host
