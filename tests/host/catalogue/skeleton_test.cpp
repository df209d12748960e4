// SPDX-License-Identifier: Apache-2.0
#include "catalogue/skeleton.hpp"

#include "scene.hpp"

namespace lectern::host {
namespace {

class Skeletons : public testing::Test {
 protected:
  Skeletons() {
    scene.define_slots(
        "slot title { name 标题 }\nslot reason { name 意义 }\nslot call { name 号召 }\nslot heading.why { name 标题 "
        "}\n");
  }

  Told faults(const std::string& file) {
    scene.findings = {};
    const Node node = scene.read(file, "s.info");
    const auto made = read_skeleton(node, scene.slots, scene.findings);
    EXPECT_EQ(made.has_value(), scene.findings.errors() == 0) << file;
    return told(scene.findings);
  }

  /// The slot of a skeleton that uses one, set down as in "reason 3-4".
  std::string use(const std::string& options) {
    scene.findings = {};
    scene.define_skeleton(fmt::format("skeleton s {{ slot reason {{ {} }} }}\n", options));
    EXPECT_EQ(told(scene.findings), Told{}) << options;
    const auto& slot = std::get<SlotUse>(scene.skeleton.body.parts.at(0).value);
    return fmt::format("{} {}-{}", scene.slots[slot.slot].id, slot.least, slot.most);
  }

  Scene scene;
};

TEST_F(Skeletons, KeepTheOrderOfTheirSlotsAndSections) {
  scene.define_skeleton(
      "skeleton kickoff { name 动员大会 slot title { as title }\nsection why { heading heading.why slot reason { as "
      "sections takes 3-4 } }\n"
      "slot call { } }\n");
  EXPECT_EQ(told(scene.findings), Told{});
  EXPECT_EQ(scene.skeleton.occasion, "kickoff");
  EXPECT_EQ(scene.skeleton.name, "动员大会");
  const std::vector<SectionPart>& parts = scene.skeleton.body.parts;
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(std::get<SlotUse>(parts[0].value).layout, Layout::title);
  const auto& why = std::get<Section>(parts[1].value);
  EXPECT_EQ(why.id, "why");
  EXPECT_EQ(scene.slots[why.heading.slot].id, "heading.why");
  EXPECT_EQ(std::get<SlotUse>(why.parts.at(0).value).layout, Layout::sections);
  EXPECT_EQ(scene.slots[std::get<SlotUse>(parts[2].value).slot].id, "call");
}

TEST_F(Skeletons, TakeOneParagraphUnlessTheySayOtherwise) {
  EXPECT_EQ(use(""), "reason 1-1");
  EXPECT_EQ(std::get<SlotUse>(scene.skeleton.body.parts.at(0).value).layout, Layout::paragraph);
}

TEST_F(Skeletons, TakeANumberOfPassages) {
  EXPECT_EQ(use("takes 3"), "reason 3-3");
  EXPECT_EQ(use("takes 0-1"), "reason 0-1");
  EXPECT_EQ(use("takes 3-4"), "reason 3-4");
  EXPECT_EQ(use("takes 1-20"), "reason 1-20");
}

TEST_F(Skeletons, ReportNumbersThatAreNone) {
  for (const char* takes : {"0", "4-3", "x", "1-", "-1", "1-2-3", "21", "0-0", "1.5", "\"1 - 2\""})
    EXPECT_EQ(faults(fmt::format("skeleton s {{ slot reason {{\ntakes {} }} }}\n", takes)).size(), 1U) << takes;
  EXPECT_EQ(faults("skeleton s { slot reason {\ntakes 4-3 } }\n"), (Told{"value-type s.info:2:7"}));
}

TEST_F(Skeletons, KnowEveryLayout) {
  for (const char* layout : {"paragraph", "sections", "title", "headline", "date", "speaker", "salutation", "greeting"})
    EXPECT_EQ(faults(fmt::format("skeleton s {{ slot reason {{ as {} }} }}\n", layout)), Told{}) << layout;
  EXPECT_EQ(faults("skeleton s { slot reason { as tilte } }\n"), (Told{"value-type s.info:1:31"}));
  EXPECT_EQ(hints(scene.findings), "did you mean 'title'?\n");
}

TEST_F(Skeletons, UseKnownSlotsOnly) {
  EXPECT_EQ(faults("skeleton s { slot raeson { } }\n"), (Told{"slot-unknown s.info:1:19"}));
  EXPECT_EQ(faults("skeleton s { section a { heading heading.hwy } }\n"), (Told{"slot-unknown s.info:1:34"}));
}

TEST_F(Skeletons, GiveEverySectionAHeading) {
  EXPECT_EQ(faults("skeleton s { section a { slot reason { } } }\n"), (Told{"key-missing s.info:1:14"}));
}

TEST_F(Skeletons, NestThreeSectionsAndNoMore) {
  EXPECT_EQ(faults("skeleton s { section a { heading heading.why section b { heading heading.why\n"
                   "section c { heading heading.why slot reason { } } } } }\n"),
            Told{});
  EXPECT_EQ(faults("skeleton s { section a { heading heading.why section b { heading heading.why\n"
                   "section c { heading heading.why\nsection d { heading heading.why } } } } }\n"),
            (Told{"section-depth s.info:3:1"}));
}

TEST_F(Skeletons, PutNoParagraphsBehindTheNumberedSectionsOfASection) {
  EXPECT_EQ(faults("skeleton s { section a { heading heading.why slot reason { as sections }\nslot call { } } }\n"),
            (Told{"paragraph-after-section s.info:2:1"}));
  EXPECT_EQ(
      faults("skeleton s { section a { heading heading.why section b { heading heading.why }\nslot call { } } }\n"),
      (Told{"paragraph-after-section s.info:2:1"}));
  EXPECT_EQ(faults("skeleton s { section a { heading heading.why slot call { } slot reason { as sections } } }\n"),
            Told{});
}

TEST_F(Skeletons, LetTheSpeechGoOnBehindItsParts) {
  EXPECT_EQ(faults("skeleton s { section a { heading heading.why } slot call { } }\n"), Told{});
}

TEST_F(Skeletons, HaveNoUnknownKeys) {
  EXPECT_EQ(faults("skeleton s { slto reason { } }\n"), (Told{"key-unknown s.info:1:14"}));
  EXPECT_EQ(faults("skeleton s { heading heading.why }\n"), (Told{"key-unknown s.info:1:14"}));
  EXPECT_EQ(faults("skeleton s { slot reason { min 1 } }\n"), (Told{"key-unknown s.info:1:28"}));
  EXPECT_EQ(faults("skeleton s { section a { heading heading.why name 甲 } }\n"), (Told{"key-unknown s.info:1:46"}));
}

TEST_F(Skeletons, AreOneAFile) {
  EXPECT_EQ(faults(""), (Told{"key-missing s.info"}));
  EXPECT_EQ(faults("skeleton a { }\nskeleton b { }\n"), (Told{"key-repeated s.info:2:1"}));
}

}  // namespace
}  // namespace lectern::host
