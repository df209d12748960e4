// SPDX-License-Identifier: Apache-2.0
//
// What becomes of passages a profile speaks of.
#include "catalogue/overrides.hpp"

#include "small_installation.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

class Overridden : public testing::Test {
 protected:
  Overridden() {
    installation.files.put("data/skeletons/kickoff.info",
                           "skeleton kickoff { slot opening { takes 1-2 } slot call { } }\n");
    installation.files.put("data/common/passages/all.info",
                           "passage a { slot opening priority 60 text 甲 short 短 }\n"
                           "passage b { slot opening text 乙 }\npassage c { slot opening priority 40 text 丙 }\n"
                           "passage d { slot call when { unit.name missing } heading 题 text 丁 }\n");
    installation.files.put("plugins/tax/passages/why.info", "");
  }

  /// The speech's paragraphs with this block in the profile.
  std::vector<std::string> speech(const std::string& block, const std::string& more = {}) {
    made =
        installation.draft("sector tax\noccasion kickoff\nunit { staff 7 }\n" + more + "passages {\n" + block + " }\n",
                           {{}, {}, seed, minutes});
    std::vector<std::string> out;
    for (const Block& found : made->speech.blocks) out.push_back(found.text);
    return out;
  }
  using Lines = std::vector<std::string>;

  Told faults(const std::string& block) {
    speech(block);
    return told(made->findings);
  }

  std::string plan() const { return plan_text(*made, kEnglish); }

  SmallInstallation installation;
  std::unique_ptr<Draft> made;
  std::uint64_t seed = 0;
  std::size_t minutes = 0;
};

TEST_F(Overridden, GetPassagesOfTheProfile) {
  EXPECT_EQ(speech("passage own { slot opening priority 90 text \"我们{unit.staff}。\" }"),
            (Lines{"我们7人。", "甲", "丁"}));
  EXPECT_EQ(told(made->findings), Told{});
  EXPECT_NE(plan().find("+ profile/own  wording 1 of 1, priority 90; added by unit.info:5\n"), std::string::npos);
  EXPECT_EQ(made->speech.statistics.from_sector, 0U);
}

TEST_F(Overridden, GetOtherTexts) {
  EXPECT_EQ(speech("replace common/a { text 新 }"), (Lines{"新", "乙", "丁"}));
  EXPECT_NE(plan().find("+ common/a  wording 1 of 1, priority 60; replaced by unit.info:5\n"), std::string::npos);
  EXPECT_TRUE(made->speech.blocks[0].passage->shorts.empty());
  EXPECT_EQ(speech("replace common/c { priority 99 }"), (Lines{"丙", "甲", "丁"}));
  EXPECT_EQ(speech("replace common/d { when { unit.name given } }"), (Lines{"甲", "乙"}));
  EXPECT_EQ(speech("replace common/b { text \"{items}\" item \"{.text}。\" each gaps }", "gaps { item { text 子 } }\n"),
            (Lines{"甲", "子。", "丁"}));
  EXPECT_EQ(told(made->findings), Told{});
}

TEST_F(Overridden, KeepTheirTextsWhereOnlyOtherPartsAreReplaced) {
  speech("replace common/a { short 更短 } replace common/d { heading 新题 }");
  EXPECT_EQ(told(made->findings), Told{});
  const Passage& a = *made->speech.blocks[0].passage;
  EXPECT_EQ(a.texts.size(), 1U);
  EXPECT_EQ(a.shorts.at(0).segments.at(0).text, "更短");
  const Passage& d = *made->speech.blocks[2].passage;
  EXPECT_EQ(d.headings.at(0).segments.at(0).text, "新题");
}

TEST_F(Overridden, DoNotSpeakWhereTheyAreForbidden) {
  EXPECT_EQ(speech("forbid common/a"), (Lines{"乙", "丙", "丁"}));
  EXPECT_NE(plan().find("- common/a  forbidden by unit.info:5\n"), std::string::npos);
}

TEST_F(Overridden, TakeTheWordingThatIsPinned) {
  installation.files.put("data/common/passages/all.info",
                         "passage a { slot opening text 一 text 二 text \"{unit.staff}\" text \"{unit.name}\" }\n");
  for (seed = 0; seed < 8; ++seed) EXPECT_EQ(speech("pin common/a { wording 3 }").at(0), "7人");
  EXPECT_NE(plan().find("+ common/a  wording 3 of 4, priority 50; pinned by unit.info:5\n"), std::string::npos);
  EXPECT_EQ(speech("pin common/a { wording 4 }").at(0), "【待填：单位全称】");
  EXPECT_EQ(made->speech.missing.size(), 1U);
}

TEST_F(Overridden, AreNotShortenedWhereTheyArePinned) {
  installation.files.put("data/common/passages/all.info",
                         fmt::format("passage a {{ slot opening text \"{}\" short 短 }}\n", std::string(900, 'x')));
  minutes = 1;
  EXPECT_EQ(speech("").at(0), "短");
  EXPECT_EQ(speech("pin common/a { wording 1 }").at(0).size(), 900U);
}

TEST_F(Overridden, SpeakInTheOrderThatIsGiven) {
  EXPECT_EQ(speech("order opening { item common/c item common/b }"), (Lines{"丙", "乙", "丁"}));
  EXPECT_NE(plan().find("+ common/c  wording 1 of 1, priority 40; put in order by unit.info:5\n"), std::string::npos);
  EXPECT_EQ(speech("order opening { item common/b }"), (Lines{"乙", "甲", "丁"}));
  EXPECT_EQ(speech("order opening { item profile/x item common/c } passage x { slot opening text 新 priority 0 }"),
            (Lines{"新", "丙", "丁"}));
}

TEST_F(Overridden, MayBeReplacedAndPinned) {
  EXPECT_EQ(speech("pin common/a { wording 2 } replace common/a { text 一 text 二 }"), (Lines{"二", "乙", "丁"}));
  EXPECT_EQ(faults("pin common/a { wording 3 } replace common/a { text 一 text 二 }"),
            (Told{"wording-unknown unit.info:5:24"}));
}

TEST_F(Overridden, AreNamedWithTheirBundle) {
  EXPECT_EQ(faults("forbid a"), (Told{"passage-unknown unit.info:5:8"}));
  EXPECT_EQ(hints(made->findings), "did you mean 'common/a'?\n");
  faults("forbid tax-bureau/a");
  EXPECT_EQ(hints(made->findings), "did you mean 'common/a'?\n");
  installation.files.put("data/common/passages/all.info", "passage opening.unit { slot opening text 一 }\n");
  faults("forbid common/opening.unt");
  EXPECT_EQ(hints(made->findings), "did you mean 'common/opening.unit'?\n");
  faults("forbid common/zzzzzzzz");
  EXPECT_EQ(hints(made->findings), "'lectern plan PROFILE' shows the passages with their names\n");
}

TEST_F(Overridden, OfABundleThatDoesNotSpeakHereArePassedOver) {
  installation.files.put("plugins/court/plugin.info", "id court name 法院 version 1.0.0 sector court\n");
  EXPECT_EQ(faults("forbid court/a pin court/b { wording 1 } order opening { item court/c }"), Told{});
  EXPECT_EQ(faults("forbid court"), (Told{"passage-unknown unit.info:5:8"}));
}

TEST_F(Overridden, AreCheckedLikeThoseOfFiles) {
  EXPECT_EQ(faults("passage x { slot opning text 新 }\npin profile/x { wording 1 }"),
            (Told{"slot-unknown unit.info:5:18"}));
  EXPECT_EQ(faults("passage x { slot opening text \"{unit.nam}\" }"), (Told{"template unit.info:5:32"}));
  EXPECT_EQ(faults("replace common/a { text \"{unit.nam}\" }"), (Told{"template unit.info:5:26"}));
  EXPECT_EQ(faults("replace common/a { slot call text 新 }"), (Told{"key-unknown unit.info:5:20"}));
  EXPECT_EQ(faults("replace common/a { }"), (Told{"value-missing unit.info:5:1"}));
  EXPECT_EQ(faults("replace common/a { item 新 each gaps }"), (Told{"each-items unit.info:5:1"}));
  EXPECT_EQ(faults("forbid common/a { text 一 }"), (Told{"key-unknown unit.info:5:19"}));
  EXPECT_EQ(faults("pin common/a { }"), (Told{"key-missing unit.info:5:1"}));
  EXPECT_EQ(faults("pin common/a { wording 0 }"), (Told{"value-type unit.info:5:24"}));
  EXPECT_EQ(faults("pin common/a { wording 2 }"), (Told{"wording-unknown unit.info:5:24"}));
  EXPECT_EQ(faults("order opning { }"), (Told{"slot-unknown unit.info:5:7"}));
  EXPECT_EQ(faults("order opening { item common/d item common/a item common/a }"),
            (Told{"slot-mismatch unit.info:5:22", "id-repeated unit.info:5:50"}));
  EXPECT_EQ(speech("replace common/a { text \"{unit.nam}\" }").at(0), "甲");
}

TEST_F(Overridden, AreInheritedLayerByLayer) {
  installation.files.put("base.info", "passages {\nforbid common/a\npassage own { slot call priority 90 text 基 } }\n");
  EXPECT_EQ(speech("", "inherit base.info\n"), (Lines{"乙", "丙", "基"}));
  EXPECT_NE(plan().find("added by base.info:3"), std::string::npos);
  EXPECT_EQ(speech("restore common/a passage own { slot call priority 90 text 新 }", "inherit base.info\n"),
            (Lines{"甲", "乙", "新"}));
}

}  // namespace
}  // namespace lectern::host
