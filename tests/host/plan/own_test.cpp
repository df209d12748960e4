// SPDX-License-Identifier: Apache-2.0
//
// The unit's own material: it is said first, whole, and told where it is not.
#include "document/speech.hpp"
#include "plan/plan.hpp"

#include "scene.hpp"

namespace lectern::host {
namespace {

class OwnMaterial : public testing::Test {
 protected:
  OwnMaterial() {
    scene.define_slots(
        "slot reason { name 意义 } slot measure { name 举措 } slot call { name 号召 } slot other { name 其他 } slot "
        "heading.a { name 标题 }\n");
    scene.declare(
        "fact meeting.date { type date silent yes label 日期 }\nfact unit.x { type text label 甲 }\nfact unit.y { type "
        "text label 乙 }\n"
        "fact gaps { type table own yes label 举措 column kind { type choice label 类 choice item { label 举措 } "
        "choice "
        "rule { label 规矩 } } }\n");
  }

  /// The speech, a line a block, with numerals.
  std::string spoken() {
    EXPECT_EQ(told(scene.findings), Told{});
    plan = scene.planned();
    const Speech speech = make_speech(plan, scene.context());
    std::string out;
    for (const Block& block : speech.blocks) out += numeral(block) + block.text + "\n";
    return out;
  }

  /// What stays unsaid: "unit.y gaps[2].who".
  std::string unsaid() const {
    std::string out;
    for (const Said& said : plan.unsaid) {
      const FactSpec& spec = scene.schema[said.fact];
      out += (out.empty() ? "" : " ") + spec.key;
      if (said.row != 0) out += fmt::format("[{}].{}", said.row, spec.columns[said.column].name);
    }
    return out;
  }

  Scene scene;
  Plan plan;
};

constexpr const char* kOwn =
    "passage own { slot measure priority 99 each gaps { kind item } text \"{items:sections}\" "
    "item \"{.heading:clause}\\n{.text:sentence}\" item \"{.text:sentence}\" }\n";

TEST_F(OwnMaterial, BecomesSectionsBeforeThoseOfPlugins) {
  scene.speak(std::string(kOwn) + "passage other { slot measure heading 别的 text 别的话。 }\n");
  scene.define_skeleton("skeleton s { slot measure { as sections takes 3 } }\n");
  scene.give("gaps { item { heading 抓班子 text 带好头 } item { text 练本领。 text 比技能 } }\n");
  EXPECT_EQ(spoken(), "一、抓班子\n带好头。\n二、练本领。\n比技能。\n三、别的\n别的话。\n");
  EXPECT_EQ(unsaid(), "");
}

TEST_F(OwnMaterial, LeavesNoRoomForOthersWhereItFillsTheSlot) {
  scene.speak(std::string(kOwn) + "passage other { slot measure heading 别的 text 别的话。 }\n");
  scene.define_skeleton("skeleton s { slot measure { as sections takes 1-2 } }\n");
  scene.give("gaps { item { heading 春 text 甲 } item { heading 夏 text 乙 } item { heading 秋 text 丙 } }\n");
  EXPECT_EQ(spoken(), "一、春\n甲。\n二、夏\n乙。\n三、秋\n丙。\n");
  EXPECT_TRUE(short_slots(plan.body).empty());
}

TEST_F(OwnMaterial, MakesAPassageOnTheSameMatterGiveWay) {
  scene.speak(std::string(kOwn) +
              "passage same { slot measure covers \"执法|裁量\" heading 规范执法 text 甲。 }\n"
              "passage other { slot measure covers 服务 heading 改进服务 text 乙。 }\n");
  scene.define_skeleton("skeleton s { slot measure { as sections takes 0-4 } }\n");
  scene.give("gaps { item { heading 严格执法 text 丁 } }\n");
  EXPECT_EQ(spoken(), "一、严格执法\n丁。\n二、改进服务\n乙。\n");
}

TEST_F(OwnMaterial, IsWalkedByKind) {
  scene.speak(std::string(kOwn) +
              "passage rules { slot call each gaps { kind rule } text \"定了规矩。{items:joined}\" item "
              "\"{.text:sentence}[由{.who}管。][{.by:by}办完。]\" }\n");
  scene.define_skeleton("skeleton s { slot measure { as sections takes 0-2 } slot call { takes 0-1 } }\n");
  scene.give(
      "meeting { date 2026-03-06 }\n"
      "gaps { item { kind rule text 每月一会 who 办公室 by 2026-06-30 } item { text 练本领 } item { kind rule text "
      "有事就报 by "
      "尽快 } }\n");
  EXPECT_EQ(spoken(), "练本领。\n定了规矩。每月一会。由办公室管。6月底前办完。有事就报。尽快办完。\n");
}

TEST_F(OwnMaterial, IsNotSaidWhereItIsForReferenceOnly) {
  scene.speak(kOwn);
  scene.define_skeleton("skeleton s { slot measure { as sections takes 0-2 } }\n");
  scene.give("gaps { item { text 甲 } item { reference_only yes text 乙 } }\n");
  EXPECT_EQ(spoken(), "甲。\n");
  EXPECT_EQ(unsaid(), "");
}

TEST_F(OwnMaterial, IsToldColumnByColumnWhereItIsNotSaid) {
  scene.speak(kOwn);
  scene.define_skeleton("skeleton s { slot measure { as sections takes 0-2 } }\n");
  scene.give("unit { x 春 }\ngaps { item { text 甲 who 办公室 } item { kind rule text 乙 } }\n");
  spoken();
  EXPECT_EQ(unsaid(), "unit.x gaps[1].who gaps[2].text");
}

TEST_F(OwnMaterial, DecidesWhichWordingSpeaks) {
  scene.speak("passage a { slot call text 无事实。 text \"有{unit.x}。\" text \"有{unit.x}，也有{unit.y}。\" }\n");
  scene.define_skeleton("skeleton s { slot call { } }\n");
  EXPECT_EQ(spoken(), "无事实。\n");
  scene.give("unit { x 春 }\n");
  EXPECT_EQ(spoken(), "有春。\n");
  scene.give("unit { x 春 y 夏 }\n");
  EXPECT_EQ(spoken(), "有春，也有夏。\n");
}

TEST_F(OwnMaterial, RaisesThePassageThatSaysMoreOfIt) {
  scene.speak("passage a { slot call priority 52 text 空话。 } passage b { slot call text \"有{unit.x}。\" }\n");
  scene.define_skeleton("skeleton s { slot call { takes 1 } }\n");
  EXPECT_EQ(spoken(), "空话。\n");
  scene.give("unit { x 春 }\n");
  EXPECT_EQ(spoken(), "空话。\n") << "two steps are not more than two";
  scene.give("unit { x 春 y 夏 }\n");
  scene.speak("passage c { slot call text \"有{unit.x}和{unit.y}。\" }\n");
  EXPECT_EQ(spoken(), "有春和夏。\n");
}

TEST_F(OwnMaterial, LetsMorePassagesSpeakWhereElseItStaysUnsaid) {
  scene.speak(
      "passage a { slot call priority 60 text \"有{unit.x}。\" } passage b { slot call text \"有{unit.y}。\" }\n"
      "passage c { slot call text 空话。 }\n");
  scene.define_skeleton("skeleton s { minutes 1-2 slot call { takes 1 more 1 } }\n");
  scene.give("unit { x 春 y 夏 }\n");
  EXPECT_EQ(spoken(), "有春。\n有夏。\n");
}

TEST_F(OwnMaterial, SaysAFigureOrADayOnceWhereTheTextHasIt) {
  scene.speak(
      "passage own { slot call each gaps text \"{items:joined}\" item \"{.text:clause}[，{.figure}][，{.by:done}]。\" "
      "}\n");
  scene.define_skeleton("skeleton s { slot call { } }\n");
  scene.give(
      "meeting { date 2026-03-06 }\n"
      "gaps { item { text 从14份减到9份 figure 9份 } item { text 4月底前理清 by 2026-04-30 } item { text 6月15日开始 "
      "by "
      "2026-06-15 } item { text 减下来 figure 9份 by 2026-04-30 } }\n");
  EXPECT_EQ(spoken(), "从14份减到9份。4月底前理清。6月15日开始。减下来，9份，4月底前完成。\n");
  EXPECT_EQ(unsaid(), "");
}

TEST_F(OwnMaterial, SaysAHeadingOnceOverSeveralRows) {
  scene.speak(
      "passage own { slot call each gaps text \"{items:joined}\" item \"[{.heading:changed}：]{.text:clause}。\" }\n");
  scene.define_skeleton("skeleton s { slot call { } }\n");
  scene.give(
      "gaps { item { heading 窗口 text 甲 } item { heading 窗口 text 乙 } item { heading 内务 text 丙 } item { heading "
      "窗口 text 丁 } }\n");
  EXPECT_EQ(spoken(), "窗口：甲。乙。内务：丙。窗口：丁。\n");
}

TEST_F(OwnMaterial, FillsAShortSpeechUpToItsUsualLength) {
  const std::string words(200, 'x');
  scene.speak(std::string(kOwn) + "passage a { slot measure priority 60 heading 甲 text " + words +
              " } passage b { slot measure priority 50 heading 乙 text " + words +
              " } passage c { slot measure priority 40 heading 丙 text " + words + " }\n");
  scene.give("gaps { item { heading 春 text 短 } item { heading 夏 text 短 } }\n");
  scene.define_skeleton("skeleton s { minutes 2-9 slot measure { as sections takes 0-4 } }\n");
  EXPECT_EQ(spoken().find(words) != std::string::npos, true);
  std::vector<std::string> ids;
  for_each_slot(plan.body, [&](const PlannedSlot& slot) {
    for (const Chosen& chosen : slot.chosen) ids.push_back(chosen.passage->id);
  });
  EXPECT_EQ(ids, (std::vector<std::string>{"own", "a", "b"})) << "two minutes are 360 characters";

  scene.give("gaps { item { heading 春 text 短 } item { heading 夏 text 短 } item { heading 秋 text 短 } }\n");
  EXPECT_EQ(spoken().find(words), std::string::npos) << "who has brought three has filled the section";
}

TEST_F(OwnMaterial, TakesThePlaceOfFillers) {
  const std::string words(300, 'x');
  scene.speak("passage filler { slot call priority 60 text " + words +
              " } passage other { slot other priority 40 text \"" + words +
              "{unit.x}\" } passage word { slot other priority 50 text 。 }\n");
  scene.give("unit { x 春 }\n");
  scene.define_skeleton("skeleton s { minutes 1-3 slot call { takes 0-1 } slot other { takes 0-1 more 1 } }\n");
  EXPECT_EQ(spoken().find("春") != std::string::npos, true);
  EXPECT_EQ(unsaid(), "");
}

TEST_F(OwnMaterial, ProposesOnlyWhatTheProfileAllows) {
  scene.speak(
      "passage a { slot call priority 60 proposes 每周一会 text 每周开会。 } passage b { slot call text 开会。 }\n");
  scene.define_skeleton("skeleton s { slot call { takes 1 } }\n");
  EXPECT_EQ(spoken(), "开会。\n");
  scene.proposals = 1;
  EXPECT_EQ(spoken(), "每周开会。\n");
}

TEST_F(OwnMaterial, SpeaksInTheSpeakersStyle) {
  scene.speak("passage a { slot call text 平。 text 活。 { style vivid } text 重。 { style formal } }\n");
  scene.define_skeleton("skeleton s { slot call { } }\n");
  EXPECT_EQ(spoken(), "平。\n");
  scene.style = Style::vivid;
  EXPECT_EQ(spoken(), "活。\n");
  scene.style = Style::formal;
  EXPECT_EQ(spoken(), "重。\n");
}

}  // namespace
}  // namespace lectern::host
