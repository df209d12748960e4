// SPDX-License-Identifier: Apache-2.0
//
// How a plan becomes paragraphs and numbered headings.
#include "document/speech.hpp"

#include "scene.hpp"

namespace lectern::host {
namespace {

class SpeechOf : public testing::Test {
 protected:
  SpeechOf() {
    scene.define_slots(
        "slot headline { name 正题 } slot title { name 标题 } slot date { name 日期 } slot speaker { name 讲话人 }\n"
        "slot salutation { name 称谓 } slot greeting { name 问候 } slot opening { name 开场 } slot reason { name 意义 "
        "}\n"
        "slot measure { name 措施 } slot call { name 号召 } slot heading.why { name 标题 } slot heading.what { name "
        "标题 }\n"
        "slot heading.deep { name 标题 } slot detail { name 细节 }\n");
    scene.declare(
        "fact unit.name { type text label 单位名称 }\nfact unit.x { type text label 甲方 }\nfact unit.y { type text "
        "label 乙方 }\n");
    scene.give("unit { name 云岭局 }\n");
  }

  void make(const std::string& skeleton, const std::string& passages) {
    scene.define_skeleton("skeleton s {\n" + skeleton + "\n}\n");
    scene.passages.clear();
    scene.speak(passages);
    EXPECT_EQ(told(scene.findings), Told{});
    plan_ = scene.planned();
    speech = make_speech(plan_, scene.context());
  }

  /// One line a block: "1 一、甲" for a heading of level 1, the text alone for a paragraph.
  std::vector<std::string> lines() const { return lines(speech.blocks); }
  static std::vector<std::string> lines(const std::vector<Block>& blocks) {
    std::vector<std::string> out;
    for (const Block& block : blocks)
      out.push_back((block.level == 0 ? "" : fmt::format("{} ", block.level)) + numeral(block) + block.text);
    return out;
  }
  using Lines = std::vector<std::string>;

  Scene scene;
  Speech speech;

 private:
  Plan plan_;
};

TEST_F(SpeechOf, NumbersItsPartsAndTheirSections) {
  make(
      "section why { heading heading.why slot reason { as sections takes 1-3 } } section what { heading heading.what "
      "slot measure { as sections takes 1-3 } } slot call { }",
      "passage h1 { slot heading.why text 为什么 } passage h2 { slot heading.what text 抓什么 }\n"
      "passage a { slot reason heading 甲 text 甲文 } passage b { slot reason heading 乙 text 乙文 }\n"
      "passage c { slot measure heading 丙 text 丙文 } passage d { slot measure heading 丁 text 丁文 } passage e { "
      "slot call text 号召 }\n");
  EXPECT_EQ(lines(), (Lines{"1 一、为什么", "2 （一）甲", "甲文", "2 （二）乙", "乙文", "1 二、抓什么", "2 （一）丙",
                            "丙文", "2 （二）丁", "丁文", "号召"}));
}

TEST_F(SpeechOf, CountsSectionsOfASlotAndOfTheSkeletonTogether) {
  make(
      "section why { heading heading.why slot opening { } slot reason { as sections takes 1-3 }\n"
      "section deep { heading heading.deep slot detail { } } } section what { heading heading.what slot call { } }",
      "passage h1 { slot heading.why text 为什么 } passage h2 { slot heading.what text 抓什么 } passage h3 { slot "
      "heading.deep text 深处 }\n"
      "passage o { slot opening text 先说 } passage a { slot reason heading 甲 text 甲文 } passage d { slot detail "
      "text 细节 } passage e { slot call text 号召 }\n");
  EXPECT_EQ(lines(),
            (Lines{"1 一、为什么", "先说", "2 （一）甲", "甲文", "2 （二）深处", "细节", "1 二、抓什么", "号召"}));
}

TEST_F(SpeechOf, DoesNotNumberASectionThatStandsAlone) {
  make("section why { heading heading.why slot reason { as sections takes 1-3 } }",
       "passage h1 { slot heading.why text 为什么 } passage a { slot reason heading 甲 text 甲文 }\n");
  EXPECT_EQ(lines(), (Lines{"1 为什么", "2 甲", "甲文"}));
}

TEST_F(SpeechOf, ClosesTheGapOfASectionLeftOut) {
  make(
      "section why { heading heading.why slot reason { takes 0-1 } } section what { heading heading.what slot call { } "
      "} section deep { heading heading.deep slot detail { } }",
      "passage h1 { slot heading.why text 为什么 } passage h2 { slot heading.what text 抓什么 } passage h3 { slot "
      "heading.deep text 深处 }\n"
      "passage e { slot call text 号召 } passage d { slot detail text 细节 }\n");
  EXPECT_EQ(lines(), (Lines{"1 一、抓什么", "号召", "1 二、深处", "细节"}));
}

TEST_F(SpeechOf, NumbersThreeLevels) {
  make(
      "section why { heading heading.why section what { heading heading.what slot reason { as sections takes 2 } } "
      "section deep { heading heading.deep slot detail { } } }\n"
      "section last { heading heading.why slot call { } }",
      "passage h1 { slot heading.why text 甲 } passage h2 { slot heading.what text 乙 } passage h3 { slot heading.deep "
      "text 丙 }\n"
      "passage a { slot reason heading 子 text 子文 } passage b { slot reason heading 丑 text 丑文 } passage d { slot "
      "detail text 细节 } passage c { slot call text 号召 }\n");
  EXPECT_EQ(lines(), (Lines{"1 一、甲", "2 （一）乙", "3 1.子", "子文", "3 2.丑", "丑文", "2 （二）丙", "细节",
                            "1 二、甲", "号召"}));
}

TEST_F(SpeechOf, AnnouncesHowManyPartsAndPointsThereAre) {
  make(
      "slot opening { } section why { heading heading.why slot detail { } slot reason { as sections takes 1-3 } } "
      "section what { heading heading.what slot call { } }",
      "passage o { slot opening text \"讲{count.parts:hanzi}个问题\" } passage h1 { slot heading.why text 为什么 } "
      "passage h2 { slot heading.what text 抓什么 }\n"
      "passage d { slot detail text \"有{count.points:hanzi}条，共{count.parts}个\" } passage e { slot call text "
      "\"{count.points}\" }\n"
      "passage a { slot reason heading 甲 text \"{count.points}之一\" } passage b { slot reason heading 乙 text 乙文 } "
      "passage c { slot reason heading 丙 text 丙文 }\n");
  EXPECT_EQ(lines(), (Lines{"讲两个问题", "1 一、为什么", "有三条，共2个", "2 （一）甲", "3之一", "2 （二）乙", "乙文",
                            "2 （三）丙", "丙文", "1 二、抓什么", "0"}));
}

TEST_F(SpeechOf, AnnouncesThePartsAgainBehindThem) {
  make(
      "section why { heading heading.why slot reason { as sections takes 1-3 } } section what { heading heading.what "
      "slot detail { } } slot call { }",
      "passage h1 { slot heading.why text 为什么 } passage h2 { slot heading.what text 抓什么 } passage d { slot "
      "detail "
      "text 细节 }\n"
      "passage a { slot reason heading 甲 text 甲文 } passage b { slot reason heading 乙 text 乙文 } passage c { slot "
      "reason "
      "heading 丙 text 丙文 }\n"
      "passage e { slot call text \"以上{count.points:hanzi}条\" }\n");
  EXPECT_EQ(lines().back(), "以上两条");
}

TEST_F(SpeechOf, BeginsAParagraphAtEachLineBreak) {
  make("slot opening { }", "passage o { slot opening text \"甲\\n{unit.name}乙\\n\\n丙\\n\" }\n");
  EXPECT_EQ(lines(), (Lines{"甲", "云岭局乙", "丙"}));
}

TEST_F(SpeechOf, KnowsWhereEachFactStandsInItsParagraph) {
  make("slot opening { }", "passage o { slot opening text \"甲{unit.name}\\n乙{unit.name}丙{unit.x}\" }\n");
  ASSERT_EQ(speech.blocks.size(), 2U);
  const Block& first = speech.blocks[0];
  const Block& second = speech.blocks[1];
  ASSERT_EQ(first.spans.size(), 1U);
  EXPECT_EQ(first.text.substr(first.spans[0].begin, first.spans[0].end - first.spans[0].begin), "云岭局");
  ASSERT_EQ(second.spans.size(), 2U);
  EXPECT_EQ(second.spans[0].begin, 3U);
  EXPECT_EQ(second.spans[0].end, 12U);
  EXPECT_EQ(second.spans[1].begin, 15U);
  EXPECT_EQ(second.text.substr(15), "【待填：甲方】");
  EXPECT_EQ(second.spans[1].end, second.text.size());
  EXPECT_TRUE(second.spans[1].missing);
}

TEST_F(SpeechOf, KnowsThePassageOfEachBlock) {
  make("section why { heading heading.why slot reason { as sections } }",
       "passage h1 { slot heading.why text 为什么 } passage a { slot reason heading 甲 text \"子\\n丑\" }\n");
  ASSERT_EQ(speech.blocks.size(), 4U);
  EXPECT_EQ(speech.blocks[0].passage->id, "h1");
  EXPECT_EQ(speech.blocks[0].kind, BlockKind::heading);
  for (std::size_t i = 1; i < 4; ++i) {
    EXPECT_EQ(speech.blocks[i].passage->id, "a");
    EXPECT_EQ(scene.slots[speech.blocks[i].slot].id, "reason");
  }
  EXPECT_EQ(speech.blocks[1].kind, BlockKind::heading);
  EXPECT_EQ(speech.blocks[2].kind, BlockKind::paragraph);
}

TEST_F(SpeechOf, PutsTheHeadWhereItBelongs) {
  make(
      "slot title { as title } slot date { as date } slot speaker { as speaker } slot salutation { as salutation } "
      "slot greeting { as greeting } slot opening { }",
      "passage t { slot title text \"在{unit.name}的讲话\" } passage d { slot date text 日期 } passage s { slot "
      "speaker text 李明 }\n"
      "passage l { slot salutation text 同志们： } passage g { slot greeting text 大家好 } passage o { slot opening "
      "text 开场 }\n");
  EXPECT_EQ(lines(speech.title), Lines{"在云岭局的讲话"});
  EXPECT_EQ(lines(speech.date), Lines{"日期"});
  EXPECT_EQ(lines(speech.speaker), Lines{"李明"});
  EXPECT_EQ(lines(speech.salutation), (Lines{"同志们：", "大家好"}));
  EXPECT_EQ(lines(), Lines{"开场"});
  std::string order;
  for_each_block(speech, [&order](const Block& block) { order += block.passage->id; });
  EXPECT_EQ(order, "tdslgo");
}

TEST_F(SpeechOf, SetsTheTitleUnderAHeadlineOffByADash) {
  make("slot headline { as headline } slot title { as title }",
       "passage h { slot headline text 凝心聚力 } passage t { slot title text \"在{unit.name}的讲话\" }\n");
  EXPECT_EQ(lines(speech.title), (Lines{"凝心聚力", "——在云岭局的讲话"}));
  const Span& span = speech.title[1].spans.at(0);
  EXPECT_EQ(speech.title[1].text.substr(span.begin, span.end - span.begin), "云岭局");
}

TEST_F(SpeechOf, NamesEachMissingFactOnceAndWhoWantsItFirst) {
  make("slot opening { } section why { heading heading.why slot detail { } }",
       "passage o { slot opening text \"{unit.x}{unit.x}\" } passage h1 { slot heading.why text \"{unit.y}\" } passage "
       "d { slot detail text \"{unit.x}[{unit.y}]\" }\n");
  ASSERT_EQ(speech.missing.size(), 2U);
  EXPECT_EQ(speech.missing[0].fact, scene.id("unit.x"));
  EXPECT_EQ(speech.missing[0].passage->id, "o");
  EXPECT_EQ(speech.missing[1].fact, scene.id("unit.y"));
  EXPECT_EQ(speech.missing[1].passage->id, "h1");
  EXPECT_EQ(lines(), (Lines{"【待填：甲方】【待填：甲方】", "1 【待填：乙方】", "【待填：甲方】"}));
}

TEST_F(SpeechOf, CountsItsCharactersParagraphsAndMinutes) {
  make(
      "slot title { as title } slot salutation { as salutation } slot opening { } section why { heading heading.why "
      "slot detail { } } section what { heading heading.what slot call { } }",
      "passage t { slot title text 标题不算 } passage l { slot salutation text 同志们： } passage o { slot opening "
      "text \"十个字\\n再来\" }\n"
      "passage h1 { slot heading.why text 甲 } passage d { slot detail text 乙 } passage h2 { slot heading.what text "
      "丙 } passage c { slot call text 丁 }\n");
  // 同志们： 4, 十个字 3, 再来 2, 一、甲 3, 乙 1, 二、丙 3, 丁 1
  EXPECT_EQ(speech.statistics.characters, 17U);
  EXPECT_EQ(speech.statistics.paragraphs, 4U);
  EXPECT_EQ(speech.statistics.from_sector, 0U);
  EXPECT_EQ(speech.statistics.minutes, 1U);
}

TEST_F(SpeechOf, RoundsItsMinutesUp) {
  std::string text;
  for (int i = 0; i < 180; ++i) text += "字";
  make("slot opening { }", fmt::format("passage o {{ slot opening text {} }}\n", text));
  EXPECT_EQ(speech.statistics.minutes, 1U);
  make("slot opening { }", fmt::format("passage o {{ slot opening text {}字 }}\n", text));
  EXPECT_EQ(speech.statistics.minutes, 2U);
}

TEST_F(SpeechOf, CountsTheParagraphsOfTheSector) {
  scene.define_skeleton("skeleton s { slot opening { } slot call { } }\n");
  scene.speak("passage o { slot opening text \"甲\\n乙\" }\n", "tax-bureau", "tax");
  scene.speak("passage c { slot call text 丙 }\n", "common", "any");
  const Plan plan = scene.planned();
  speech = make_speech(plan, scene.context());
  EXPECT_EQ(speech.statistics.paragraphs, 3U);
  EXPECT_EQ(speech.statistics.from_sector, 2U);
}

TEST(Numerals, FollowTheLevel) {
  Block block;
  block.number = 11;
  for (const auto& [level, expected] : {std::pair{1U, "十一、"}, {2U, "（十一）"}, {3U, "11."}, {4U, "（11）"}}) {
    block.level = level;
    EXPECT_EQ(numeral(block), expected);
  }
  block.number = 0;
  EXPECT_EQ(numeral(block), "");
}

}  // namespace
}  // namespace lectern::host
