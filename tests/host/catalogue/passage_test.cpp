// SPDX-License-Identifier: Apache-2.0
#include "catalogue/passage.hpp"

#include "scene.hpp"

#include <algorithm>

namespace lectern::host {
namespace {

class PassagesOf : public testing::Test {
 protected:
  PassagesOf() {
    scene.define_slots("slot reason { name 意义 }\nslot gaps { name 差距 }\nslot host { name 主持 }\n");
    scene.declare(
        "fact unit.name { type text label 名称 }\nfact gaps { type table label 差距 column text { type text label 问题 "
        "} }\n");
    EXPECT_EQ(told(scene.findings), Told{});
  }

  /// What is wrong with a file of passages, x.info.
  Told faults(const std::string& file) {
    scene.findings = {};
    scene.passages.clear();
    scene.speak(file, "x");
    return told(scene.findings);
  }

  std::vector<std::string> ids() const {
    std::vector<std::string> out;
    for (const Passage& passage : scene.passages) out.push_back(passage.id);
    return out;
  }
  using Ids = std::vector<std::string>;

  Scene scene;
};

TEST_F(PassagesOf, AFileHoldAllTheyMayCarry) {
  EXPECT_EQ(faults("passage a { slot reason when { unit.name given } priority 60 heading 甲 heading 乙\n"
                   "text 一 text 二 text \"{unit.name}三\" short 四 }\n"),
            Told{});
  ASSERT_EQ(scene.passages.size(), 1U);
  const Passage& passage = scene.passages[0];
  EXPECT_EQ(passage.id, "a");
  EXPECT_EQ(scene.slots[passage.slot].id, "reason");
  EXPECT_EQ(scene.slots[passage.slot].name, "意义");
  EXPECT_EQ(passage.priority, 60);
  EXPECT_EQ(passage.conditions.size(), 1U);
  EXPECT_EQ(passage.headings.size(), 2U);
  EXPECT_EQ(passage.texts.size(), 3U);
  EXPECT_EQ(passage.shorts.size(), 1U);
  EXPECT_EQ(passage.provider->id, "x");
  EXPECT_EQ(where(passage.place), "x.info:1:1");
}

TEST_F(PassagesOf, AFileHavePriorityFiftyUnlessTheySayOtherwise) {
  faults("passage a { slot reason text 一 }\n");
  EXPECT_EQ(scene.passages.at(0).priority, 50);
}

TEST_F(PassagesOf, AFileWalkATable) {
  EXPECT_EQ(faults("passage a { slot gaps each gaps text \"有：{items}\" item \"{.text}。\" item 丙 }\n"), Told{});
  EXPECT_EQ(scene.passages.at(0).walked, scene.id("gaps"));
  EXPECT_EQ(scene.passages.at(0).items.size(), 2U);
}

TEST_F(PassagesOf, AFileMustHaveIdSlotAndText) {
  EXPECT_EQ(faults("passage { slot reason text 一 }\n"), (Told{"value-missing x.info:1:1"}));
  EXPECT_EQ(faults("passage a { text 一 }\n"), (Told{"key-missing x.info:1:1"}));
  EXPECT_EQ(faults("passage a { slot reason }\n"), (Told{"key-missing x.info:1:1"}));
  EXPECT_EQ(faults("passage a { slot reason text \"\" }\n"), (Told{"value-missing x.info:1:25"}));
}

TEST_F(PassagesOf, AFileMustNameKnownSlots) {
  EXPECT_EQ(faults("passage a { slot raeson text 一 }\n"), (Told{"slot-unknown x.info:1:18"}));
  EXPECT_EQ(hints(scene.findings), "did you mean 'reason'?\n");
}

TEST_F(PassagesOf, AFileHaveAPriorityFromNoughtToAHundred) {
  EXPECT_EQ(faults("passage a { slot reason priority 101 text 一 }\n"), (Told{"value-type x.info:1:34"}));
  EXPECT_EQ(faults("passage a { slot reason priority 100 text 一 } passage b { slot reason priority 0 text 一 }\n"),
            Told{});
}

TEST_F(PassagesOf, AFileHaveNoUnknownKeys) {
  EXPECT_EQ(faults("passage a { slot reason txet 一 text 二 }\n"), (Told{"key-unknown x.info:1:25"}));
  EXPECT_EQ(faults("pasage a { slot reason text 二 }\n"), (Told{"key-unknown x.info:1:1"}));
}

TEST_F(PassagesOf, AFileWalkOnlyWhatHasRows) {
  EXPECT_EQ(faults("passage a { slot gaps each unit.name text \"{items}\" item \"{.text}\" }\n"),
            (Told{"each-unknown x.info:1:28"}));
  EXPECT_EQ(faults("passage a { slot gaps each gap text \"{items}\" item \"{.text}\" }\n"),
            (Told{"each-unknown x.info:1:28"}));
  EXPECT_EQ(hints(scene.findings), "did you mean 'gaps'?\n");
}

TEST_F(PassagesOf, AFileHaveEachAndItemTogether) {
  EXPECT_EQ(faults("passage a { slot gaps each gaps text \"{items}\" }\n"), (Told{"each-items x.info:1:1"}));
  EXPECT_EQ(faults("passage a { slot gaps text 一 item 二 }\n"), (Told{"each-items x.info:1:1"}));
  EXPECT_EQ(faults("passage a { slot gaps each gaps text \"{items}\" first 一 }\n"), (Told{"each-items x.info:1:1"}));
  for (const char* form : {"first", "last", "only"})
    EXPECT_EQ(faults(fmt::format("passage a {{ slot gaps text 一 {} 二 }}\n", form)), (Told{"each-items x.info:1:1"}));
  EXPECT_EQ(faults("passage a { slot gaps text 一 { priority 3 } }\n"), (Told{"key-unknown x.info:1:34"}));
}

TEST_F(PassagesOf, AFileHoldItemsInEveryTextThatWalks) {
  EXPECT_EQ(faults("passage a { slot gaps each gaps text \"{items}\" text 一 item 二 }\n"),
            (Told{"each-items x.info:1:1"}));
  EXPECT_EQ(faults("passage a { slot gaps each gaps text \"{items}\" short 一 item 二 }\n"),
            (Told{"each-items x.info:1:1"}));
}

TEST_F(PassagesOf, AFileHoldNoItemsInHeadingsAndItems) {
  EXPECT_EQ(faults("passage a { slot gaps each gaps heading \"{items}\" text \"{items}\" item 一 }\n"),
            (Told{"template x.info:1:42"}));
  EXPECT_EQ(faults("passage a { slot gaps each gaps text \"{items}\" item \"{items}\" }\n"),
            (Told{"template x.info:1:54"}));
}

TEST_F(PassagesOf, AFileHaveOneIdEach) {
  EXPECT_EQ(faults("passage a { slot reason text 一 }\npassage a { slot gaps text 二 }\n"),
            (Told{"id-repeated x.info:2:1"}));
  EXPECT_EQ(ids(), Ids{"a"});
}

TEST_F(PassagesOf, TwoBundlesMayShareAnId) {
  scene.speak("passage a { slot reason text 一 }\n", "x");
  scene.speak("passage a { slot reason text 二 }\n", "y");
  EXPECT_EQ(told(scene.findings), Told{});
  EXPECT_EQ(ids(), (Ids{"a", "a"}));
}

TEST_F(PassagesOf, AFileAreLeftOutAloneWhenTheyAreFaulty) {
  EXPECT_EQ(faults("passage a { slot reason text \"{unit.nmae}\" }\npassage b { slot reason text 二 }\n"),
            (Told{"template x.info:1:31"}));
  EXPECT_EQ(ids(), Ids{"b"});
}

TEST_F(PassagesOf, TheSameSlotAreRankedByPriorityThenBundleThenId) {
  scene.speak(
      "passage b { slot reason text 一 } passage a { slot reason text 一 } passage c { slot reason priority 60 text 一 "
      "}\n",
      "y");
  scene.speak(
      "passage z { slot reason text 一 } passage g { slot gaps priority 90 text 一 } passage w { slot reason priority "
      "40 text 一 }\n",
      "x");
  EXPECT_EQ(told(scene.findings), Told{});
  EXPECT_EQ(ids(), (Ids{"c", "z", "a", "b", "w", "g"}));
}

TEST_F(PassagesOf, CodeAreCheckedLikeThoseOfFiles) {
  scene.providers.push_back({"x", "1.0.0", "tax"});
  const auto offer = [this](const Offer& offered) {
    add_offer(offered, scene.providers.back(), Place{}, scene.slots, scene.vocabulary(), scene.passages,
              scene.findings);
  };
  offer({"a", "reason", 70, {"甲"}, {"{unit.name}"}, {"短"}});
  EXPECT_EQ(told(scene.findings), Told{});
  ASSERT_EQ(ids(), Ids{"a"});
  EXPECT_EQ(scene.passages[0].priority, 70);
  EXPECT_EQ(scene.passages[0].shorts.size(), 1U);
  offer({"a", "reason", 50, {}, {"一"}, {}});
  offer({"b", "raeson", 50, {}, {"一"}, {}});
  offer({"c", "reason", 101, {}, {"一"}, {}});
  offer({"d", "reason", 50, {}, {}, {}});
  offer({"e", "reason", 50, {}, {"{x.y}"}, {}});
  offer({"", "reason", 50, {}, {"一"}, {}});
  offer({"f", "reason", 50, {}, {"{items}"}, {}});
  EXPECT_EQ(told(scene.findings), (Told{"id-repeated", "slot-unknown", "value-type", "key-missing", "template",
                                        "value-missing", "template"}));
  EXPECT_EQ(ids(), Ids{"a"});
}

TEST_F(PassagesOf, CodeMayWalkATableAndHaveConditions) {
  scene.providers.push_back({"x", "1.0.0", "tax"});
  Offer offered{"a", "reason", 70, {}, {"{items}"}, {}};
  offered.each = "gaps";
  offered.items = {"{.text}"};
  offered.firsts = {"先是{.text}"};
  offered.lasts = {"末是{.text}"};
  offered.onlys = {"只有{.text}"};
  offered.when = {{"unit.name", "given"}, {"gaps", ">=2"}};
  offered.rows = {{"text", "given"}};
  offered.styles = {"vivid"};
  offered.covers = "窗口|大厅";
  offered.proposes = "每月一评";
  const auto offer = [this](const Offer& given) {
    add_offer(given, scene.providers.back(), Place{}, scene.slots, scene.vocabulary(), scene.passages, scene.findings);
  };
  offer(offered);
  EXPECT_EQ(told(scene.findings), Told{});
  ASSERT_EQ(ids(), Ids{"a"});
  const Passage& made = scene.passages[0];
  EXPECT_EQ(made.walked, scene.id("gaps"));
  EXPECT_EQ(made.items.size() + made.firsts.size() + made.lasts.size() + made.onlys.size(), 4U);
  EXPECT_EQ(made.conditions.size(), 2U);
  EXPECT_EQ(made.filters.size(), 1U);
  EXPECT_EQ(made.styles, std::vector<Style>{Style::vivid});
  EXPECT_EQ(made.covers, (std::vector<std::string>{"窗口", "大厅"}));
  EXPECT_EQ(made.proposes, "每月一评");

  offered.id = "b";
  offered.when = {{"unit.nmae", "given"}, {"unit.name", ""}};
  offer(offered);
  offered.id = "c";
  offered.when = {};
  offered.items = {};
  offer(offered);
  offered.id = "d";
  offered.each = "unit.name";
  offer(offered);
  offer({"e", "", 50, {}, {"一"}, {}});
  EXPECT_EQ(told(scene.findings), (Told{"condition", "value-missing", "each-items", "each-unknown", "key-missing"}));
  EXPECT_EQ(ids(), Ids{"a"});
}

TEST(Slots, HaveAnIdOnceAndAName) {
  Scene scene;
  scene.define_slots("slot a { name 甲 }\nslot a { name 乙 }\nslot b { }\nslot c { name 丙 as x }\n");
  EXPECT_EQ(told(scene.findings),
            (Told{"id-repeated slots.info:2:1", "key-missing slots.info:3:1", "key-unknown slots.info:4:19"}));
  EXPECT_EQ(scene.slots.find("a"), 0U);
  EXPECT_FALSE(scene.slots.find("d"));
}

}  // namespace
}  // namespace lectern::host
