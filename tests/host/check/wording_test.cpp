// SPDX-License-Identifier: Apache-2.0
//
// Words that the sector does not say of itself, or that do not suit the speaker.
#include "check/check.hpp"

#include "small_installation.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

class CheckingWording : public testing::Test {
 protected:
  CheckingWording() {
    avoid("avoid 执法 { say 司法 except 行政执法 note 法院不是执法机关 }");
    installation.files.put("data/skeletons/kickoff.info", "skeleton kickoff { slot call { takes 1-9 } }\n");
  }

  void avoid(const std::string& terms) {
    installation.files.put(
        "plugins/tax/plugin.info",
        "id court name 法院 version 2.0.1 sector tax prefix court prefix speaker\nterms { " + terms +
            " }\nfacts { fact court.work { type text label 工作 } fact court.tasks { type list label 任务 "
            "}\nfact speaker.rank { type choice label 身份 choice head { label 主要负责人 } choice deputy "
            "{ label 分管负责人 } choice superior { label 上级 } choice pledging { label 表态单位 } choice "
            "host { label 主持人 } } }\n");
    installation.files.put("plugins/tax/passages/why.info", "");
  }

  /// What is found in a speech of this one passage.
  Told found(const std::string& passage, const std::string& profile = {}) {
    installation.files.put("data/common/passages/all.info", "passage first { slot title text 一 }\n\n" + passage);
    draft_ = installation.draft("sector tax\noccasion kickoff\n" + profile);
    EXPECT_EQ(draft_->reached, Draft::Stage::speech);
    EXPECT_EQ(told(draft_->findings), Told{});
    findings = check_wording(*draft_);
    return told(findings);
  }
  Told found_text(const std::string& text, const std::string& rank) {
    return found("passage a { slot call text \"" + text + "\" }\n", "speaker { rank " + rank + " }\n");
  }
  static Told said(const std::string& place) { return {"warning term-avoided data/common/passages/all.info:" + place}; }
  static Told unsuited() { return {"warning register data/common/passages/all.info:3:29"}; }

  SmallInstallation installation;
  Findings findings;

 private:
  std::unique_ptr<Draft> draft_;
};

TEST_F(CheckingWording, FindsAWordTheSectorDoesNotUseWhereItIsWritten) {
  EXPECT_EQ(found("passage a\n{\n  slot call\n  text \"公正执法，为民。\"\n}\n"), said("6:15"));
  EXPECT_EQ(messages(findings), "passage 'common/a' says '执法', which 法院 does not say of itself\n");
  EXPECT_EQ(hints(findings), "say: 司法 (法院不是执法机关)\n");
}

TEST_F(CheckingWording, PassesOverTheWordsThatHoldIt) {
  EXPECT_EQ(found("passage a { slot call text \"支持行政执法。\" }\n"), Told{});
  EXPECT_EQ(found("passage a { slot call text \"支持行政执法，公正执法。\" }\n"), said("3:56"));
  avoid("own 执法办案 avoid 执法");
  EXPECT_EQ(found("passage a { slot call text \"抓好执法办案。\" }\n"), Told{});
  EXPECT_EQ(found("passage a { slot call text \"抓好执法。\" }\n"), said("3:35"));
  EXPECT_EQ(hints(findings), "put it in other words\n");
}

TEST_F(CheckingWording, PointsToTheProfileWhereItsTextHasTheWord) {
  const std::string passage = "passage a { slot call text \"做好{court.work}。{court.tasks}。\" }\n";
  EXPECT_EQ(found(passage, "court { work \"规范执法\" tasks { item 甲 item 严格执法 } }\n"),
            (Told{"warning term-avoided unit.info:3:21", "warning term-avoided unit.info:3:57"}));
  EXPECT_EQ(messages(findings).substr(0, 16), "the profile says");
  EXPECT_EQ(found("passage a { slot call text 甲 }\n", "court { work 规范执法 }\n"), Told{});
}

TEST_F(CheckingWording, ReportsAPlaceOnceHoweverOftenItIsSaid) {
  EXPECT_EQ(found("passage a { slot call text \"{court.work}，{court.work}\" }\n", "court { work 执法 }\n"),
            (Told{"warning term-avoided unit.info:3:14"}));
}

TEST_F(CheckingWording, FindsWordsMadeOfTextAndFacts) {
  EXPECT_EQ(found("passage a { slot call text \"{court.work}法为民\" }\n", "court { work 公正执 }\n"), said("3:1"));
  EXPECT_EQ(found("passage a { slot call text \"{court.work}执法\" }\n", "court { work 行政 }\n"), Told{});
}

TEST_F(CheckingWording, LeavesPledgesToThoseWhoPledge) {
  for (const char* rank : {"head", "deputy", "host"}) EXPECT_EQ(found_text("拥护这个决定。", rank), unsuited()) << rank;
  for (const char* rank : {"superior", "pledging"}) EXPECT_EQ(found_text("拥护这个决定。", rank), Told{}) << rank;
  EXPECT_EQ(found_text("要让群众真心拥护，拥护党的领导。", "head"), Told{});
}

TEST_F(CheckingWording, LeavesDemandsToTheHead) {
  for (const char* rank : {"deputy", "pledging"}) {
    EXPECT_EQ(found_text("提三点要求。", rank), unsuited()) << rank;
    EXPECT_EQ(found_text("提出以下几点具体的要求。", rank), unsuited()) << rank;
    EXPECT_EQ(found_text("提要求。", rank), unsuited()) << rank;
    EXPECT_EQ(messages(findings).find("passage 'common/a' says '提要求'"), 0U);
  }
  for (const char* rank : {"head", "superior", "host"}) EXPECT_EQ(found_text("提三点要求。", rank), Told{}) << rank;
  for (const char* text :
       {"落实会上提出的要求。", "局长提了三点要求。", "提高服务要求。", "提三点希望，落实要求。", "这是前提要求。"})
    EXPECT_EQ(found_text(text, "deputy"), Told{}) << text;
}

TEST_F(CheckingWording, AsksForNoRankThatIsNotGiven) {
  EXPECT_EQ(found("passage a { slot call text \"拥护决定，提三点要求。\" }\n"), Told{});
}

}  // namespace
}  // namespace lectern::host
