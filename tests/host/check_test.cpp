// SPDX-License-Identifier: Apache-2.0
#include "check/check.hpp"

#include "small_installation.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

class Checking : public testing::Test {
 protected:
  /// What is found in the draft of a profile.
  Told found(const std::string& profile, const std::vector<std::string>& settings = {}) {
    draft_ = installation.draft(profile, {{}, settings, 0, 0});
    EXPECT_EQ(draft_->reached, Draft::Stage::speech);
    findings = told_apart(check(*draft_));
    return told(findings);
  }

  /// But for what is not said: OwnMaterial looks at that.
  static Findings told_apart(const Findings& all) {
    Findings kept;
    for (const Diagnostic& diagnostic : all.all()) {
      if (diagnostic.code != "unsaid") kept.add(diagnostic);
    }
    return kept;
  }

  SmallInstallation installation;
  Findings findings;

 private:
  std::unique_ptr<Draft> draft_;
};

TEST_F(Checking, FindsNothingInACompleteDraft) { EXPECT_EQ(found(SmallInstallation::kComplete), Told{}); }

TEST_F(Checking, NamesMissingFactsAndHowToGiveThem) {
  EXPECT_EQ(found("sector tax\noccasion kickoff\nmeeting { date 2026-03-06 }\n"),
            (Told{"warning fact-missing unit.info", "warning fact-missing unit.info"}));
  EXPECT_NE(messages(findings).find("单位全称 (unit.name)"), std::string::npos);
  EXPECT_NE(hints(findings).find("unit { name \"云岭局\" }"), std::string::npos);
  EXPECT_NE(hints(findings).find("tax { revenue \"12.6\" }"), std::string::npos);
}

TEST_F(Checking, PointsToTheEmptyValueOfAMissingFact) {
  EXPECT_EQ(found(SmallInstallation::kComplete, {"unit.name="}), (Told{"warning fact-missing --set:1:1"}));
}

TEST_F(Checking, NamesTheCellsThatARowLacks) {
  installation.files.put(
      "data/common/passages/more.info",
      "passage strict { slot call priority 90 each gaps text \"{items}\" item \"{.text}{.owner}\" }\n");
  installation.files.put("data/skeletons/kickoff.info", "skeleton kickoff { slot call { takes 2 } }\n");
  EXPECT_EQ(found(SmallInstallation::kComplete), (Told{"warning cell-missing unit.info:6:51"}));
  EXPECT_NE(messages(findings).find("股室 (owner) in row 2 of 存在差距 (gaps)"), std::string::npos);
}

TEST_F(Checking, TellsAFactWithoutItsDayFromAMissingOne) {
  installation.files.put("data/common/passages/more.info",
                         "passage strict { slot call priority 90 text \"{unit.staff:period}\" }\n");
  installation.files.put("data/skeletons/kickoff.info", "skeleton kickoff { slot call { takes 2 } }\n");
  EXPECT_EQ(found(SmallInstallation::kComplete), (Told{"warning fact-incomplete unit.info:3:54"}));
  EXPECT_NE(hints(findings).find("as_of"), std::string::npos);
}

TEST_F(Checking, NamesReferencesThatWereNotInForce) {
  EXPECT_EQ(found(SmallInstallation::kComplete, {"meeting.date=2020-03-06"}),
            (Told{"warning reference-missing unit.info"}));
  EXPECT_NE(messages(findings).find("ref.plenum"), std::string::npos);
}

TEST_F(Checking, NamesSlotsInWhichOneTooFewSpeaks) {
  installation.files.put("data/skeletons/kickoff.info", "skeleton kickoff { slot call { takes 2 } }\n");
  EXPECT_EQ(found(SmallInstallation::kComplete), (Told{"warning slot-short unit.info"}));
}

TEST_F(Checking, NamesSlotsInWhichTooFewSpeak) {
  installation.files.put("data/skeletons/kickoff.info",
                         "skeleton kickoff { slot call { takes 3 } slot speaker { takes 0-1 } }\n");
  EXPECT_EQ(found(SmallInstallation::kComplete), (Told{"warning slot-short unit.info"}));
  EXPECT_NE(messages(findings).find("'call' (号召) has 1 passages, and wants 3"), std::string::npos);
}

TEST_F(Checking, NamesValuesThatArePlaceholdersThemselves) {
  for (const char* value : {"×县税务局", "XX局", "xx局", "某某局", "□□局", "待填"}) {
    EXPECT_EQ(found(SmallInstallation::kComplete, {fmt::format("unit.name={}", value)}),
              (Told{"warning value-placeholder --set:1:11"}))
        << value;
  }
  EXPECT_EQ(
      found("sector tax\noccasion kickoff\nunit { name 甲 staff 1 }\nmeeting { date 2026-03-06 }\ntax { revenue 1 }\n"
            "gaps { item { text 甲 owner ×股 } }\n"),
      (Told{"warning value-placeholder unit.info:6:30"}));
}

TEST_F(Checking, LeavesPlaceholdersInSourcesAlone) {
  EXPECT_EQ(found(std::string(SmallInstallation::kComplete) + "honours { source ×文明委〔2021〕3号 item 甲 }\n"),
            Told{});
}

TEST(HowToGive, ShowsTheNestingOfTheKey) {
  FactSpec spec;
  spec.key = "tax.hall.windows";
  spec.spec.type = Type::integer;
  spec.example = "14";
  EXPECT_EQ(how_to_give(spec), "tax { hall { windows \"14\" } }");
  spec.key = "occasion";
  EXPECT_EQ(how_to_give(spec), "occasion \"14\"");
}

TEST(HowToGive, ShowsItemsAndColumns) {
  FactSpec spec;
  spec.key = "keywords";
  spec.spec.type = Type::list;
  EXPECT_EQ(how_to_give(spec), "keywords { item \"…\" }");
  spec.key = "honours";
  spec.spec.type = Type::table;
  spec.columns = {{"year", {}}, {"title", {}}};
  EXPECT_EQ(how_to_give(spec), "honours { item { year \"…\" title \"…\" } }");
}

TEST_F(Checking, NamesWhatIsForbiddenWhereASlotIsShort) {
  EXPECT_EQ(found(std::string(SmallInstallation::kComplete) + "passages {\nforbid common/call }\n"),
            (Told{"warning slot-short unit.info:8:1"}));
  EXPECT_EQ(hints(findings), "the profile forbids common/call\n");
}

TEST_F(Checking, NamesTheFactsOnWhichPassagesOfAShortSlotWait) {
  installation.files.put("data/skeletons/kickoff.info", "skeleton kickoff { slot gaps { } }\n");
  installation.files.put(
      "data/common/passages/all.info",
      "passage a { slot gaps when { unit.staff \">5\" unit.name given } text 一 }\npassage b { slot gaps "
      "when { unit.staff \"<6\" } text 一 }\npassage c { slot gaps when { unit.name 甲 } text 一 }\n");
  EXPECT_EQ(found("sector tax\noccasion kickoff\nunit { name 乙 }\n"), (Told{"warning slot-short unit.info"}));
  EXPECT_EQ(hints(findings), "add what passages wait for, for example: unit { staff \"…\" }\n");
}

TEST_F(Checking, SaysHowShortTheSpeechCanBe) {
  installation.files.put("data/common/passages/more.info",
                         "passage long { slot call priority 90 text \"" + std::string(400, 'x') + "\" }\n");
  const auto draft = installation.draft(SmallInstallation::kComplete, {{}, {}, 0, 2});
  const Findings found = told_apart(check(*draft));
  EXPECT_EQ(told(found), (Told{"warning minutes-too-few"}));
  EXPECT_EQ(messages(found),
            fmt::format("2 minutes are too few: the shortest this speech can be is {} characters, about 3 "
                        "minutes\n",
                        draft->speech.statistics.characters));
  EXPECT_TRUE(hints(found).starts_with("write: --minutes 3\n"));
}

}  // namespace
}  // namespace lectern::host
