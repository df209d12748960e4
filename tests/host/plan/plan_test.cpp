// SPDX-License-Identifier: Apache-2.0
//
// Which passages speak, in which order, and why the others do not.
#include "plan/plan.hpp"

#include "scene.hpp"

namespace lectern::host {
namespace {

class PlanOf : public testing::Test {
 protected:
  PlanOf() {
    scene.define_slots(
        "slot opening { name 开场 } slot reason { name 意义 } slot gaps { name 差距 } slot call { name 号召 }\n"
        "slot heading.why { name 标题 } slot heading.what { name 标题 }\n");
    scene.declare(
        "fact unit.name { type text label 名称 }\nfact unit.x { type text label 甲 }\nfact unit.y { type text label 乙 "
        "}\n"
        "fact gaps { type table label 差距 column text { type text label 问题 } column owner { type text label 股室 } "
        "}\n");
    scene.give("unit { name 云岭局 }\n");
    EXPECT_EQ(told(scene.findings), Told{});
  }

  void make() {
    EXPECT_EQ(told(scene.findings), Told{});
    plan = scene.planned();
  }

  /// A plan of one slot, `reason`, that takes so many.
  void make_reason(const std::string& takes) {
    scene.define_skeleton(fmt::format("skeleton s {{ slot reason {{ takes {} }} }}\n", takes));
    make();
  }

  /// The slots of the plan in their order, each with those who speak: "opening a; reason b c".
  std::string speakers() const {
    std::string out;
    for_each_slot(plan.body, [&](const PlannedSlot& slot) {
      out += (out.empty() ? "" : "; ") + scene.slots[slot.use.slot].id;
      for (const Chosen& chosen : slot.chosen) out += " " + chosen.passage->id + (chosen.missing.empty() ? "" : "?");
    });
    return out;
  }

  /// Why the others of a slot do not speak: "b outranked".
  std::vector<std::string> refused(const std::string& slot_id) const {
    struct Name {
      std::string operator()(const ConditionFails& why) const { return "condition " + why.condition->text; }
      std::string operator()(const FactsMissing& why) const {
        std::string out = "missing";
        for (const FactId fact : why.facts) out += " " + schema[fact].key;
        return out;
      }
      std::string operator()(const Outranked& why) const { return fmt::format("outranked {}", why.most); }
      std::string operator()(const TooLong& /*why*/) const { return "too long"; }
      std::string operator()(const NoHeading& /*why*/) const { return "no heading"; }
      std::string operator()(const NoTime& /*why*/) const { return "no time"; }
      std::string operator()(const Forbidden& /*why*/) const { return "forbidden"; }
      std::string operator()(const Covered& /*why*/) const { return "covered"; }
      std::string operator()(const NotProposed& /*why*/) const { return "proposal"; }
      const Schema& schema;
    };
    std::vector<std::string> out;
    for_each_slot(plan.body, [&](const PlannedSlot& slot) {
      if (scene.slots[slot.use.slot].id != slot_id) return;
      for (const Refused& refusal : slot.refused)
        out.push_back(refusal.passage->id + " " + std::visit(Name{scene.schema}, refusal.reason));
    });
    return out;
  }
  using Reasons = std::vector<std::string>;

  Scene scene;
  Plan plan;
};

TEST_F(PlanOf, KeepsSkeletonOrderWhateverThePriorities) {
  scene.speak(
      "passage o { slot opening priority 10 text 一 } passage c { slot call priority 90 text 一 } passage r { slot "
      "reason text 一 }\n");
  scene.define_skeleton("skeleton s { slot opening { } slot reason { } slot call { } }\n");
  make();
  EXPECT_EQ(speakers(), "opening o; reason r; call c");
}

TEST_F(PlanOf, TakesHigherPrioritiesFirst) {
  scene.speak(
      "passage low { slot reason priority 40 text 一 } passage high { slot reason priority 60 text 一 } passage mid { "
      "slot reason text 一 }\n");
  make_reason("2");
  EXPECT_EQ(speakers(), "reason high mid");
  EXPECT_EQ(refused("reason"), Reasons{"low outranked 2"});
}

TEST_F(PlanOf, BreaksTiesByBundleAndThenById) {
  scene.speak("passage a { slot reason text 一 } passage d { slot reason text 一 }\n", "y");
  scene.speak("passage c { slot reason text 一 } passage b { slot reason text 一 }\n", "x");
  make_reason("4");
  EXPECT_EQ(speakers(), "reason b c a d");
}

TEST_F(PlanOf, DoesNotDependOnTheOrderInWhichBundlesAreRead) {
  scene.speak("passage b { slot reason text 一 } passage c { slot reason text 一 }\n", "x");
  scene.speak("passage d { slot reason text 一 } passage a { slot reason text 一 }\n", "y");
  make_reason("4");
  EXPECT_EQ(speakers(), "reason b c a d");
}

TEST_F(PlanOf, TakesNoMoreThanTheSlotTakes) {
  scene.speak(
      "passage a { slot reason text 一 } passage b { slot reason text 一 } passage c { slot reason text 一 }\n");
  make_reason("0-1");
  EXPECT_EQ(plan.body.parts.size(), 1U);
  EXPECT_EQ(refused("reason").size(), 2U);
  make_reason("1-2");
  EXPECT_EQ(refused("reason").size(), 1U);
  make_reason("3-4");
  EXPECT_EQ(speakers(), "reason a b c");
}

TEST_F(PlanOf, LeavesOutAPassageThatIsTooLong) {
  const std::string value(8000, 'x');
  scene.give("unit { name 云岭局 x " + value + " }\n");
  std::string many;
  for (int i = 0; i < 40; ++i) many += "{unit.x}";
  scene.speak("passage long { slot reason priority 90 text \"" + many +
              "\" }\npassage short { slot reason text 一 }\n");
  make_reason("1-2");
  EXPECT_EQ(speakers(), "reason short");
  EXPECT_EQ(refused("reason"), Reasons{"long too long"});
}

TEST_F(PlanOf, CountsTheRowsOfAPassage) {
  std::string rows;
  for (int i = 0; i < 1000; ++i) rows += "item { text " + std::string(400, 'x') + " }\n";
  scene.give("gaps {\n" + rows + "}\n");
  scene.speak("passage long { slot reason each gaps text \"{items}\" item \"{.text}\" }\n");
  make_reason("1");
  EXPECT_EQ(refused("reason"), Reasons{"long too long"});
}

TEST_F(PlanOf, EndsWhereASpeechWouldBeTooLong) {
  scene.give("unit { name 云岭局 x " + std::string(2667, 'x') + " }\n");
  std::string passages;
  for (int i = 10; i < 30; ++i)
    passages += fmt::format(
        "passage p{} {{ slot reason text \"{{unit.x}}{{unit.x}}{{unit.x}}{{unit.x}}{{unit.x}}{{unit.x}}"
        "{{unit.x}}\" }}\n",
        i);
  scene.speak(passages);
  scene.define_skeleton("skeleton s { slot reason { takes 1-20 } }\n");
  make();
  EXPECT_EQ(refused("reason").size(), 2U) << "18 times 18,669 characters are a megabyte";
  for (const std::string& reason : refused("reason")) EXPECT_TRUE(reason.ends_with("too long")) << reason;
}

TEST_F(PlanOf, LeavesOutPassagesWhoseConditionFails) {
  scene.speak(
      "passage a { slot reason when { unit.x given unit.name 云岭局 } text 一 } passage b { slot reason text 一 }\n");
  make_reason("2");
  EXPECT_EQ(speakers(), "reason b");
  EXPECT_EQ(refused("reason"), Reasons{"a condition unit.x given"});
}

TEST_F(PlanOf, LetsAPassageWithMissingFactsGiveWay) {
  scene.speak(
      "passage rich { slot reason priority 90 text \"{unit.x}{unit.y}\" } passage plain { slot reason priority 10 text "
      "一 }\n");
  make_reason("1");
  EXPECT_EQ(speakers(), "reason plain");
  EXPECT_EQ(refused("reason"), Reasons{"rich missing unit.x unit.y"});
}

TEST_F(PlanOf, TakesAPassageWithMissingFactsOnlyWhereNobodyHasAll) {
  scene.speak("passage a { slot reason priority 60 text \"{unit.x}\" } passage b { slot reason text \"{unit.y}\" }\n");
  make_reason("1-2");
  EXPECT_EQ(speakers(), "reason a?");
  EXPECT_EQ(refused("reason"), Reasons{"b missing unit.y"});
}

TEST_F(PlanOf, DoesWithoutAPassageRatherThanWithMissingFacts) {
  scene.speak("passage a { slot reason text \"{unit.x}\" }\n");
  make_reason("0-1");
  EXPECT_EQ(speakers(), "reason");
}

TEST_F(PlanOf, FillsUpWithMissingFactsToTheLeastNumberOnly) {
  scene.speak(
      "passage a { slot reason priority 90 text \"{unit.x}\" } passage b { slot reason priority 80 text \"{unit.x}\" "
      "}\n"
      "passage c { slot reason priority 20 text 一 }\n");
  make_reason("2-4");
  EXPECT_EQ(speakers(), "reason a? c");
  EXPECT_EQ(refused("reason"), Reasons{"b missing unit.x"});
}

TEST_F(PlanOf, DoesNotMissFactsOfOptionalGroups) {
  scene.speak("passage a { slot reason text \"一[{unit.x}]\" }\n");
  make_reason("1");
  EXPECT_EQ(speakers(), "reason a");
}

TEST_F(PlanOf, MissesATableWithoutRowsOrWithARowThatNoItemSuits) {
  const std::string walks =
      "passage a { slot gaps priority 90 each gaps text \"{items}\" item \"{.text}由{.owner}办\" item \"{.text}\" }\n"
      "passage b { slot gaps text 一 }\n";
  scene.speak(walks);
  scene.define_skeleton("skeleton s { slot gaps { } }\n");
  make();
  EXPECT_EQ(refused("gaps"), Reasons{"a missing gaps"});
  scene.give("gaps { item { text 甲 owner 乙 } item { text 丙 } }\n");
  make();
  EXPECT_EQ(speakers(), "gaps a");
  scene.give("gaps { item { text 甲 } item { owner 乙 } }\n");
  make();
  EXPECT_EQ(refused("gaps"), Reasons{"a missing gaps"});
}

TEST_F(PlanOf, WantsAHeadingWhereASlotIsLaidOutAsSections) {
  scene.speak("passage a { slot reason priority 90 text 一 } passage b { slot reason heading 甲 text 一 }\n");
  scene.define_skeleton("skeleton s { slot reason { as sections takes 1-2 } }\n");
  make();
  EXPECT_EQ(speakers(), "reason b");
  EXPECT_EQ(refused("reason"), Reasons{"a no heading"});
}

TEST_F(PlanOf, MissesTheFactsOfAHeadingToo) {
  scene.speak("passage a { slot reason heading \"{unit.x}\" text \"{unit.y}\" }\n");
  scene.define_skeleton("skeleton s { slot reason { as sections } }\n");
  make();
  const auto& slot = std::get<PlannedSlot>(plan.body.parts.at(0).value);
  EXPECT_EQ(slot.chosen.at(0).missing, (std::vector<FactId>{scene.id("unit.y"), scene.id("unit.x")}));
}

TEST_F(PlanOf, VisitsTheHeadingOfASectionBeforeItsSlots) {
  scene.speak(
      "passage h { slot heading.why text 一 } passage r { slot reason text 一 } passage c { slot call text 一 }\n");
  scene.define_skeleton("skeleton s { section why { heading heading.why slot reason { } } slot call { } }\n");
  make();
  EXPECT_EQ(speakers(), "heading.why h; reason r; call c");
}

TEST_F(PlanOf, LeavesOutASectionInWhichNobodySpeaks) {
  scene.speak(
      "passage h { slot heading.why text 一 } passage w { slot heading.what text 一 } passage c { slot call text 一 "
      "}\n");
  scene.define_skeleton(
      "skeleton s { section why { heading heading.why slot reason { takes 0-1 } section deep { heading heading.what "
      "slot gaps { takes 0-1 } } }\n"
      "section what { heading heading.what slot call { } } }\n");
  make();
  EXPECT_EQ(speakers(), "heading.what w; call c");
  EXPECT_EQ(count_sections(plan.body), 1U);
}

TEST_F(PlanOf, KeepsASectionForWhatSpeaksDeepInside) {
  scene.speak("passage h { slot heading.why text 一 } passage g { slot gaps text 一 }\n");
  scene.define_skeleton(
      "skeleton s { section why { heading heading.why slot reason { takes 0-1 } section deep { heading heading.why "
      "slot gaps { } } } }\n");
  make();
  EXPECT_EQ(speakers(), "heading.why h; reason; heading.why h; gaps g");
}

TEST_F(PlanOf, KeepsEmptySlotsSoThatTheyCanBeExplained) {
  scene.speak("passage a { slot reason when { unit.x given } text 一 } passage c { slot call text 一 }\n");
  scene.define_skeleton("skeleton s { slot reason { takes 0-1 } slot call { } }\n");
  make();
  EXPECT_EQ(speakers(), "reason; call c");
  EXPECT_EQ(refused("reason"), Reasons{"a condition unit.x given"});
}

TEST_F(PlanOf, CountsTheNumberedSectionsOfAPart) {
  scene.speak(
      "passage a { slot reason heading 甲 text 一 } passage b { slot reason heading 乙 text 一 } passage o { slot "
      "opening text 一 }\n"
      "passage h { slot heading.why text 一 } passage g { slot gaps text 一 }\n");
  scene.define_skeleton(
      "skeleton s { slot opening { } section why { heading heading.why slot opening { } slot reason { as sections "
      "takes 1-3 }\n"
      "section deep { heading heading.why slot gaps { } } } section more { heading heading.why slot gaps { } } }\n");
  make();
  EXPECT_EQ(count_sections(plan.body), 2U);
  EXPECT_EQ(count_sections(std::get<PlannedSection>(plan.body.parts.at(1).value)), 3U);
}

}  // namespace
}  // namespace lectern::host
