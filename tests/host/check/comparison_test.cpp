// SPDX-License-Identifier: Apache-2.0
#include "check/manuscript.hpp"

#include "small_installation.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

class Comparing : public testing::Test {
 protected:
  Comparing() {
    installation_.files.put(
        "plugins/tax/plugin.info",
        "id tax-bureau name 税务局 version 2.0.1 sector tax prefix tax\n"
        "terms { own 顾客服务 avoid 顾客 { say 纳税人 } }\n"
        "facts { fact tax.revenue { type decimal label 全年税费收入 unit \"亿元|万元\" example 12.6 }\n"
        "fact tax.growth { type rate label 增幅 } }\n");
    installation_.files.put(
        "plugins/tax/passages/more.info",
        "passage other { slot reason priority 1 heading 意义 text 组织24小时服务，干满八百八十八天。 }\n");
  }

  /// What is found in a plain text beside a draft of a complete profile.
  Told found(const std::string& text) {
    Request request;
    request.all_passages = true;
    draft_ = installation_.draft(std::string(SmallInstallation::kComplete) + "honours { source 〔2021〕7号 item 甲 }\n",
                                 request);
    EXPECT_EQ(draft_->reached, Draft::Stage::speech);
    Findings reading;
    const auto manuscript =
        read_manuscript("x.txt", text, ManuscriptFormat::txt, Modules("/nowhere"), sources_, reading);
    findings_ = check_manuscript(*manuscript, *draft_);
    return told(findings_);
  }

  Findings findings_;

 private:
  SmallInstallation installation_;
  std::unique_ptr<Draft> draft_;
  Sources sources_;
};

TEST_F(Comparing, FindsNothingInTheSpeechItself) {
  EXPECT_EQ(found("在云岭县税务局动员大会上的讲话\n（2026年3月6日）\n同志们：\n一、提高认识\n"
                  "云岭局现有168人。组织收入12.6亿元。1.排队偏长。\n"),
            Told{});
}

TEST_F(Comparing, KnowsFiguresInOtherWords) {
  EXPECT_EQ(found("组织收入126000万元，十二点六亿元，一百六十八人，2026年3月，3月6日，2025年底，〔2021〕7号。\n"),
            Told{});
}

TEST_F(Comparing, KnowsFiguresOfReferencesAndOfAllPassages) {
  EXPECT_EQ(found("党的二十届四中全会。24小时服务，八百八十八天。\n"), Told{});
}

TEST_F(Comparing, FindsFiguresThatNobodyGave) {
  EXPECT_EQ(found("1.共有77个窗口，2019年5月设立。\n"),
            (Told{"warning figure-unknown x.txt:1:9", "warning figure-unknown x.txt:1:23"}));
  EXPECT_EQ(messages(findings_),
            "the figure 77个 is neither in the profile nor in a passage\n"
            "the figure 2019年5月 is neither in the profile nor in a passage\n");
}

TEST_F(Comparing, NamesTheFactThatIsMeantByTheWordsBeforeIt) {
  EXPECT_EQ(found("组织收入99亿元。\n"), (Told{"warning figure-unknown x.txt:1:13"}));
  EXPECT_EQ(messages(findings_),
            "the figure 99亿元 is not in the profile, where 全年税费收入 (tax.revenue) says 12.6亿元\n");
  EXPECT_EQ(pointed_at(findings_.all()[0].place), "99亿元");
}

TEST_F(Comparing, NamesTheFactWhoseValueIsNear) {
  EXPECT_EQ(found("全局干部职工170人。\n"), (Told{"warning figure-unknown x.txt:1:19"}));
  EXPECT_EQ(messages(findings_), "the figure 170人 is not in the profile, where 在职人数 (unit.staff) says 168人\n");
  found("人均12.7万元。\n");
  EXPECT_NE(messages(findings_).find("neither"), std::string::npos) << "126,000 times as much is not near";
}

TEST_F(Comparing, TellsFiguresOfAnotherUnitApart) {
  EXPECT_EQ(found("共有168户。\n"), (Told{"warning figure-unknown x.txt:1:7"}));
}

TEST_F(Comparing, FindsWordsThatTheSectorAvoids) {
  EXPECT_EQ(found("顾客满意，顾客服务。\n"), (Told{"warning term-avoided x.txt:1:1"}));
  EXPECT_EQ(hints(findings_), "say: 纳税人\n");
}

TEST_F(Comparing, FindsDeadlinesThatHavePassed) {
  EXPECT_EQ(found("2026年2月底前完成。\n"),
            (Told{"warning deadline-past x.txt:1:1", "warning figure-unknown x.txt:1:1"}));
  EXPECT_EQ(pointed_at(findings_.all()[0].place), "2026年2月底前");
  EXPECT_EQ(found("3月6日前完成。3月前完成。\n"), Told{}) << "the day itself has not passed, nor has the month";
  EXPECT_EQ(found("3月5日以前完成。\n"), (Told{"warning deadline-past x.txt:1:1", "warning figure-unknown x.txt:1:1"}));
}

TEST_F(Comparing, LetsWhatIsDoneHavePassed) {
  EXPECT_EQ(found("已于2026年2月底前完成。\n"), (Told{"warning figure-unknown x.txt:1:7"}));
}

TEST_F(Comparing, StopsListingWhereTheFileIsOfAnotherProfile) {
  std::string text;
  for (int i = 0; i < 130; ++i) text += fmt::format("有{}户。\n", 5000 + i);
  const Told all = found(text);
  ASSERT_EQ(all.size(), 101U);
  EXPECT_EQ(all.back(), "note findings-more x.txt");
  EXPECT_NE(messages(findings_).find("30 more findings of the kind 'figure-unknown'"), std::string::npos);
}

TEST_F(Comparing, KnowsFiguresHoweverTheyAreTyped) {
  EXPECT_EQ(found("组织收入 12.6 亿元，１２．６亿元，十二亿六千万元，12亿6000万元，168 名职工。\n"), Told{});
  EXPECT_EQ(found("二〇二六年三月六日，二○二六年，2026.3.6。\n"), Told{});
  EXPECT_EQ(found("组织收入１５．６亿元。\n"), (Told{"warning figure-unknown x.txt:1:13"}));
  EXPECT_EQ(pointed_at(findings_.all()[0].place), "１５．６亿元");
}

TEST_F(Comparing, LooksForFiguresBehindTheNumberOfAPoint) {
  EXPECT_EQ(found("1.甲。\n2.35个道班。\n"), (Told{"warning figure-unknown x.txt:2:3"}));
}

TEST_F(Comparing, LeavesRoughFiguresAndNamesAlone) {
  EXPECT_EQ(found("近200人，300多户，上世纪九十年代，五十六个民族，12345热线，第3次会议，《2031年计划》。\n"), Told{});
}

TEST_F(Comparing, ReadsDeadlinesInChineseNumerals) {
  EXPECT_EQ(found("请于二〇二六年一月九日前完成。\n"),
            (Told{"warning deadline-past x.txt:1:7", "warning figure-unknown x.txt:1:7"}));
  EXPECT_EQ(found("请于１月９日前完成。\n").front(), "warning deadline-past x.txt:1:7");
}

TEST_F(Comparing, LeavesDeadlinesOfOtherYearsAlone) {
  for (const char* text : {"去年1月底前完成。", "明年1月底前完成。", "次年2月底前完成。", "3月6日前后。", "2月前往。",
                           "当年2月底前完成。"}) {
    for (const std::string& finding : found(std::string(text) + "\n"))
      EXPECT_EQ(finding.find("deadline-past"), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace lectern::host
