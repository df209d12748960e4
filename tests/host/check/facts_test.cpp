// SPDX-License-Identifier: Apache-2.0
//
// What the facts alone tell.
#include "check/check.hpp"

#include "small_installation.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

class CheckingFacts : public testing::Test {
 protected:
  CheckingFacts() {
    installation.files.put(
        "data/common/plugin.info",
        "id common name 通用 version 1.2.0 sector any prefix unit prefix meeting prefix gaps prefix honours prefix "
        "stages "
        "prefix campaign\n"
        "facts {\n"
        "fact unit.name { type text label 单位全称 }\nfact unit.short { type text label 单位简称 default "
        "\"{unit.name}\" }\n"
        "fact unit.staff { type integer label 在职人数 unit 人 }\nfact meeting.date { type date label 讲话日期 }\n"
        "fact campaign.object { type choice label 创建对象 default unit choice unit { label 文明单位 } choice city { "
        "label "
        "文明城市 } choice campus { label 文明校园 } }\n"
        "fact campaign.deadline { type date label 期限 }\n"
        "fact gaps { type table label 差距 column text { type text label 差距 } column measure { type text label 措施 "
        "} "
        "column owner { type text label 股室 } column who { type text label 部门 } column by { type time label 期限 } "
        "column state { type text label "
        "进展 "
        "} }\n"
        "fact stages { type table label 阶段 column name { type text label 名称 } column end { type date label 截止 } "
        "}\n"
        "fact honours { type list label 荣誉 }\n}\n");
  }

  /// The sector's bundle with these lines in its plugin.info.
  void declare(const std::string& lines) {
    installation.files.put("plugins/tax/plugin.info",
                           "id tax-bureau name 税务局 version 2.0.1 sector tax prefix tax\n" + lines +
                               "\nfacts { fact tax.revenue { type decimal label 收入 unit 亿元 } }\n");
  }

  /// What check_facts() and check_gaps() find, in the profile as it stands before a draft.
  Told found(const std::string& profile, const std::string& date = "2026-03-06") {
    draft_ = installation.draft(kHead + profile, {{}, {"meeting.date=" + date}, 0, 0});
    EXPECT_EQ(draft_->reached, Draft::Stage::speech);
    EXPECT_EQ(told(draft_->findings), Told{});
    findings = check_facts(*draft_);
    findings.add(check_gaps(*draft_));
    return told(findings);
  }

  static constexpr const char* kHead = "sector tax\noccasion kickoff\nunit { name 云岭局 staff 1 }\n";
  SmallInstallation installation;
  Findings findings;

 private:
  std::unique_ptr<Draft> draft_;
};

TEST_F(CheckingFacts, AllowsEveryObjectWhereTheSectorNamesNone) {
  EXPECT_EQ(found("campaign { object city }\n"), Told{});
}

TEST_F(CheckingFacts, NamesWhatTheSectorMayApplyForInstead) {
  declare("object unit object campus { from 2027-01-01 }");
  EXPECT_EQ(found("campaign { object unit }\n"), Told{});
  EXPECT_EQ(found("campaign { object city }\n"), (Told{"object-not-allowed unit.info:4:19"}));
  EXPECT_EQ(messages(findings), "税务局 does not apply for 文明城市 (city)\n");
  EXPECT_EQ(hints(findings), "it may apply for: 文明单位 (unit)\n");
}

TEST_F(CheckingFacts, HoldsAnObjectAgainstTheDayOfTheSpeech) {
  declare("object campus { from 2015-07-27 to 2020-01-01 } object unit { from 2025-01-01 }");
  EXPECT_EQ(found("campaign { object campus }\n", "2019-12-31"), Told{});
  EXPECT_EQ(found("campaign { object campus }\n", "2020-01-01"), (Told{"object-not-allowed unit.info:4:19"}));
  EXPECT_EQ(messages(findings),
            "税务局 does not apply for 文明校园 (campus) on this day, but: 2015-07-27 – 2019-12-31\n");
  EXPECT_EQ(hints(findings), "on this day there is nothing it may apply for\n");
}

TEST_F(CheckingFacts, AsksAllBundlesOfTheSectorAndNoneOfTheOthers) {
  declare("object unit");
  installation.files.put("plugins/more/plugin.info", "id more name 补充 version 1.0.0 sector tax object city\n");
  installation.files.put("plugins/any/plugin.info", "id any-bundle name 节日 version 1.0.0 sector any\n");
  EXPECT_EQ(found("campaign { object city }\n"), Told{});
  EXPECT_EQ(found("campaign { object campus }\n"), (Told{"object-not-allowed unit.info:4:19"}));
  EXPECT_EQ(hints(findings), "it may apply for: 文明城市 (city), 文明单位 (unit)\n");
  installation.files.put("plugins/more/plugin.info", "id more name 补充 version 1.0.0 sector tax\n");
  EXPECT_EQ(found("campaign { object campus }\n"), Told{});
}

TEST_F(CheckingFacts, ChecksADefaultToo) {
  declare("object city");
  EXPECT_EQ(found("").at(0).substr(0, 18), "object-not-allowed");
}

TEST_F(CheckingFacts, RefusesAnObjectThereIsNot) {
  declare("object cty");
  const auto draft = installation.draft(kHead);
  EXPECT_EQ(told(draft->findings), (Told{"object-unknown plugins/tax/plugin.info:2:8"}));
  EXPECT_EQ(hints(draft->findings), "did you mean 'city'?\n");
}

TEST_F(CheckingFacts, OffersNoObjectThereIsNot) {
  declare("object hospital");
  const auto draft = installation.draft(std::string(kHead) + "campaign { object city }\n");
  EXPECT_EQ(told(draft->findings), (Told{"object-unknown plugins/tax/plugin.info:2:8"}));
  EXPECT_EQ(told(check_facts(*draft)), Told{});
}

TEST_F(CheckingFacts, FindsADeadlineThatIsSaidAndHasPassed) {
  installation.files.put("plugins/tax/plugin.info",
                         "id tax-bureau name 税务局 version 2.0.1 sector tax prefix tax\n"
                         "facts { fact tax.due { type date label 期限 } fact tax.other { type date label 期限 } }\n");
  installation.files.put(
      "plugins/tax/passages/why.info",
      "passage due { slot opening priority 90 text \"{tax.due:by}改完，从{tax.other:month}开始。\" }\n");
  const std::string days = "tax { due 2026-06-30 other 2026-01-31 }\n";
  EXPECT_EQ(found(days, "2026-06-30"), Told{});
  EXPECT_EQ(found(days, "2026-07-01"), (Told{"warning deadline-past unit.info:4:11"}));
  EXPECT_EQ(messages(findings), "tax.due is 2026-06-30, before the speech on 2026-07-01\n");
}

TEST_F(CheckingFacts, ListsWhatGapsLack) {
  EXPECT_EQ(found("gaps {\nitem { text 甲 measure 乙 who 丙 by 2026-06-30 }\nitem { text 甲 }\n"
                  "item { measure 乙 who 丙 by 2026-06-30 } }\n"),
            (Told{"warning gap-incomplete unit.info:6:1", "warning gap-incomplete unit.info:7:1"}));
  EXPECT_EQ(messages(findings), "gaps[2] lacks 措施 (measure), 部门 (who), 期限 (by)\ngaps[3] lacks 差距 (text)\n");
  EXPECT_EQ(hints(findings), "add: measure ... who ... by ...\nadd: text ...\n");
}

TEST_F(CheckingFacts, HoldsDeadlinesOfGapsAgainstTheSpeechAndTheCampaign) {
  const std::string rest = " measure 乙 who 丙 } }\n";
  const std::string campaign = "campaign { deadline 2026-12-31 }\n";
  EXPECT_EQ(found(campaign + "gaps { item { text 甲 by 2026-03-06" + rest), Told{});
  EXPECT_EQ(found(campaign + "gaps { item { text 甲 by 2026-12-31" + rest), Told{});
  EXPECT_EQ(found(campaign + "gaps { item { text 甲 by 2026-03-05" + rest),
            (Told{"warning deadline-past unit.info:5:27"}));
  EXPECT_EQ(messages(findings), "gaps[1].by is 2026-03-05, before the speech on 2026-03-06\n");
  EXPECT_EQ(found(campaign + "gaps { item { text 甲 by 2027-01-01" + rest),
            (Told{"warning deadline-late unit.info:5:27"}));
  EXPECT_NE(messages(findings).find("2026-12-31 (campaign.deadline)"), std::string::npos);
}

TEST_F(CheckingFacts, LetsADeadlinePassWhereItsStateIsTold) {
  EXPECT_EQ(found("gaps { item { text 甲 measure 乙 who 丙 by 2026-03-05 state 已经办结 } }\n"), Told{});
}

TEST_F(CheckingFacts, FindsACampaignThatIsOver) {
  EXPECT_EQ(found("campaign { deadline 2026-03-05 }\n"), (Told{"warning deadline-past unit.info:4:21"}));
}

TEST_F(CheckingFacts, FindsStagesOutOfOrderAndBeyondTheCampaign) {
  EXPECT_EQ(found("campaign { deadline 2026-12-31 }\nstages {\nitem { name 甲 end 2026-03-01 }\nitem { name 乙 end "
                  "2026-03-01 }\nitem { name 丙 end 2026-02-28 }\nitem { name 丁 end 2027-01-01 } }\n"),
            (Told{"warning stage-order unit.info:8:21", "warning deadline-late unit.info:9:21"}));
  EXPECT_NE(messages(findings).find("stages[3].end is 2026-02-28, before the end of the stage above it on 2026-03-01"),
            std::string::npos);
}

}  // namespace
}  // namespace lectern::host
