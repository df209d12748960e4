// SPDX-License-Identifier: Apache-2.0
//
// Speeches that may not take long.
#include "scene.hpp"

namespace lectern::host {
namespace {

/// So many characters.
std::string of(std::size_t characters) {
  std::string out;
  for (std::size_t i = 0; i < characters; ++i) out += "字";
  return out;
}

class Fitting : public testing::Test {
 protected:
  Fitting() {
    scene.define_slots("slot title { name 标题 } slot reason { name 意义 } slot call { name 号召 }\n");
    scene.declare(
        "fact unit.x { type text label 甲 }\nfact gaps { type table label 差距 column text { type text label 问题 } "
        "}\n");
    scene.define_skeleton("skeleton s { slot reason { takes 1-2 } slot call { takes 0-1 } }\n");
  }

  /// Who speaks, in how many characters, once the plan is fitted to so many: "a:100 b:20!"; ! marks a short form.
  std::string fitted(std::size_t characters) {
    EXPECT_EQ(told(scene.findings), Told{});
    plan = scene.planned();
    fit(plan, scene.context(), characters, Cut::any);
    return speakers();
  }

  std::string speakers() const {
    std::string out;
    for_each_slot(plan.body, [&](const PlannedSlot& slot) {
      for (const Chosen& chosen : slot.chosen) {
        Filled filled;
        fill(*chosen.text, scene.context(), std::nullopt, filled);
        out += fmt::format("{}{}:{}{}", out.empty() ? "" : " ", chosen.passage->id, count_characters(filled.text),
                           chosen.is_short ? "!" : "");
      }
    });
    return out;
  }

  void speak(const std::string& file) { scene.speak(file); }

  Scene scene;
  Plan plan;
};

TEST_F(Fitting, LeavesASpeechThatFitsAsItIs) {
  speak(fmt::format("passage a {{ slot reason text {} short {} }}\n", of(100), of(10)));
  EXPECT_EQ(fitted(100), "a:100");
  EXPECT_EQ(fitted(1000), "a:100");
  EXPECT_EQ(fitted(99), "a:10!");
}

TEST_F(Fitting, ShortensTheLowestPriorityFirstAndNoMoreThanItMust) {
  speak(
      fmt::format("passage a {{ slot reason priority 60 text {0} short {1} }} passage b {{ slot reason priority 40 "
                  "text {0} short {1} }}\n"
                  "passage c {{ slot call priority 50 text {0} short {1} }}\n",
                  of(100), of(20)));
  EXPECT_EQ(fitted(300), "a:100 b:100 c:100");
  EXPECT_EQ(fitted(299), "a:100 b:20! c:100");
  EXPECT_EQ(fitted(220), "a:100 b:20! c:100");
  EXPECT_EQ(fitted(219), "a:100 b:20! c:20!");
  EXPECT_EQ(fitted(139), "a:20! b:20! c:20!");
}

TEST_F(Fitting, DropsWhatASlotCanDoWithoutOnceAllIsShort) {
  speak(
      fmt::format("passage a {{ slot reason priority 60 text {0} short {1} }} passage b {{ slot reason priority 40 "
                  "text {0} short {1} }}\n"
                  "passage c {{ slot call priority 50 text {0} short {1} }}\n",
                  of(100), of(20)));
  EXPECT_EQ(fitted(60), "a:20! b:20! c:20!");
  EXPECT_EQ(fitted(59), "a:20! c:20!");
  EXPECT_EQ(fitted(39), "a:20!");
}

TEST_F(Fitting, NeverGoesBelowTheLeastNumberOfASlot) {
  speak(
      fmt::format("passage a {{ slot reason text {0} }} passage b {{ slot reason priority 40 text {0} }}\n", of(100)));
  EXPECT_EQ(fitted(0), "a:100");
}

TEST_F(Fitting, SaysThatThereWasNoTime) {
  speak(fmt::format("passage a {{ slot reason text {0} }} passage c {{ slot call text {0} }}\n", of(100)));
  EXPECT_EQ(fitted(100), "a:100");
  const auto& call = std::get<PlannedSlot>(plan.body.parts.at(1).value);
  ASSERT_EQ(call.refused.size(), 1U);
  EXPECT_EQ(call.refused[0].passage->id, "c");
  EXPECT_TRUE(std::holds_alternative<NoTime>(call.refused[0].reason));
}

TEST_F(Fitting, CountsHeadingsWithTheirNumeralsAndNotTheTitle) {
  scene.define_slots("slot title { name 标题 } slot reason { name 意义 } slot heading.a { name 标题 }\n");
  scene.define_skeleton(
      "skeleton s { slot title { as title } section a { heading heading.a slot reason { as sections takes 1-2 } } }\n");
  speak(
      fmt::format("passage t {{ slot title text {0} }} passage h {{ slot heading.a text {1} }}\n"
                  "passage a {{ slot reason heading {1} text {0} short {2} }}\n",
                  of(100), of(8), of(20)));
  EXPECT_EQ(fitted(120), "t:100 h:8 a:100");
  EXPECT_EQ(fitted(119), "t:100 h:8 a:20!");
}

TEST_F(Fitting, SaysWhetherItCameThatFar) {
  speak(fmt::format("passage a {{ slot reason text {} short {} }}\n", of(400), of(200)));
  EXPECT_EQ(scene.planned(0, 0).unreached_minutes, 0U);
  EXPECT_EQ(scene.planned(0, 2).unreached_minutes, 0U);
  EXPECT_EQ(scene.planned(0, 1).unreached_minutes, 1U);
}

TEST_F(Fitting, NeverDropsATitle) {
  scene.define_skeleton("skeleton s { slot title { as title takes 0-1 } slot reason { takes 0-1 } }\n");
  speak(fmt::format("passage t {{ slot title priority 0 text {0} }} passage a {{ slot reason text {0} }}\n", of(10)));
  EXPECT_EQ(fitted(0), "t:10");
}

TEST_F(Fitting, TakesTheShortestOfTheShortFormsThatHaveTheirFacts) {
  speak(fmt::format("passage a {{ slot reason text {} short {} short {} short {} short \"{{unit.x}}\" }}\n", of(100),
                    of(60), of(40), of(50)));
  EXPECT_EQ(fitted(99), "a:40!");
  EXPECT_EQ(std::get<PlannedSlot>(plan.body.parts.at(0).value).chosen.at(0).wording, 1U);
}

TEST_F(Fitting, DoesNotTakeAShortFormThatIsLonger) {
  speak(fmt::format("passage a {{ slot reason text {} short {} }}\n", of(100), of(100)));
  EXPECT_EQ(fitted(10), "a:100");
}

TEST_F(Fitting, CountsTheRowsOfATable) {
  scene.give(fmt::format("gaps {{ item {{ text {0} }} item {{ text {0} }} }}\n", of(50)));
  speak(fmt::format(
      "passage a {{ slot reason each gaps text \"{}{{items}}\" short \"{{items}}\" item \"{{.text}}\" }}\n", of(20)));
  EXPECT_EQ(fitted(120), "a:20");
  EXPECT_EQ(fitted(119), "a:0!");
}

TEST_F(Fitting, MissesNothingAnymoreOnceTheShortFormNeedsNothing) {
  speak(fmt::format("passage a {{ slot reason text \"{{unit.x}}{}\" short {} }}\n", of(100), of(10)));
  EXPECT_EQ(fitted(50), "a:10!");
  EXPECT_TRUE(std::get<PlannedSlot>(plan.body.parts.at(0).value).chosen.at(0).missing.empty());
  EXPECT_TRUE(make_speech(plan, scene.context()).missing.empty());
}

TEST_F(Fitting, StillMissesWhatTheHeadingNeeds) {
  scene.define_skeleton("skeleton s { slot reason { as sections } }\n");
  speak(fmt::format("passage a {{ slot reason heading \"{{unit.x}}\" text {} short {} }}\n", of(100), of(10)));
  EXPECT_EQ(fitted(50), "a:10!");
  EXPECT_EQ(make_speech(plan, scene.context()).missing.size(), 1U);
}

TEST_F(Fitting, FollowsTheMinutesASpeechMayTake) {
  speak(fmt::format("passage a {{ slot reason text {} short {} }}\n", of(181), of(10)));
  plan = scene.planned(0, 2);
  EXPECT_EQ(speakers(), "a:181");
  plan = scene.planned(0, 1);
  EXPECT_EQ(speakers(), "a:10!");
  plan = scene.planned(0, 0);
  EXPECT_EQ(speakers(), "a:181");
}

TEST_F(Fitting, DropsASectionThatIsLeftEmpty) {
  scene.define_slots("slot title { name 标题 } slot reason { name 意义 } slot call { name 号召 }\n");
  scene.define_skeleton("skeleton s { slot reason { } section last { heading title slot call { takes 0-1 } } }\n");
  speak(fmt::format(
      "passage a {{ slot reason text {0} }} passage t {{ slot title text 题 }} passage c {{ slot call text {0} }}\n",
      of(150)));
  plan = scene.planned(0, 1);
  EXPECT_EQ(speakers(), "a:150");
}

TEST(Characters, AreCountedNotBytes) {
  EXPECT_EQ(count_characters(""), 0U);
  EXPECT_EQ(count_characters("abc"), 3U);
  EXPECT_EQ(count_characters("第三，𠮷é"), 5U);
}

}  // namespace
}  // namespace lectern::host
