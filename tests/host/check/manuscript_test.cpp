// SPDX-License-Identifier: Apache-2.0
#include "check/manuscript.hpp"

#include "told.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

class ManuscriptCheck : public testing::Test {
 protected:
  /// What is found in a plain text.
  Told found(const std::string& text) {
    Findings reading;
    const auto manuscript =
        read_manuscript("x.txt", text, ManuscriptFormat::txt, Modules("/nowhere"), sources_, reading);
    EXPECT_TRUE(manuscript);
    findings_ = check_manuscript(*manuscript);
    return told(findings_);
  }

  Findings findings_;

 private:
  Sources sources_;
};

TEST_F(ManuscriptCheck, FindsPlaceholders) {
  EXPECT_EQ(found("甲\n　　乙××【待填：数】\n"),
            (Told{"warning placeholder x.txt:2:10", "warning placeholder x.txt:2:14"}));
  EXPECT_EQ(pointed_at(findings_.all()[1].place), "【待填：数】");
}

TEST_F(ManuscriptCheck, NamesCharactersNobodySeesAndWhereTheyStand) {
  EXPECT_EQ(found("甲乙\u202E丙\n葛\U000E0100城a\uFE0F\n\uE000\u00A0\n"),
            (Told{"warning character x.txt:1:7", "warning character x.txt:2:12", "warning character x.txt:3:1"}));
  EXPECT_EQ(messages(findings_),
            "U+202E is an invisible formatting character\n"
            "U+FE0F is a variation selector, and follows no Chinese character\n"
            "U+E000 is a private-use character: every computer shows something else\n");
  EXPECT_EQ(pointed_at(findings_.all()[0].place), "\u202E");
}

TEST_F(ManuscriptCheck, NotesOpenComments) {
  const Source source{"x.docx", "甲\n"};
  Manuscript manuscript{&source, {}, 2};
  EXPECT_EQ(told(check_manuscript(manuscript)), (Told{"note comments-open x.docx"}));
  manuscript.open_comments = 0;
  EXPECT_EQ(told(check_manuscript(manuscript)), Told{});
}

// ---- Numbers ----

TEST_F(ManuscriptCheck, AcceptsNumbersInOrder) {
  EXPECT_EQ(found("一、甲\n（一）甲\n1.甲\n（1）甲\n（2）乙\n2.乙\n（二）乙\n1.甲\n2.乙\n二、乙\n（一）丙\n（二）丁\n"),
            Told{});
  EXPECT_EQ(found("一、甲\n1.甲\n2.乙\n二、乙\n"), Told{}) << "with two levels 1. may follow 一、";
  EXPECT_EQ(found("（一）甲\n（二）乙\n"), Told{}) << "a single part above has no number";
}

TEST_F(ManuscriptCheck, FindsNumbersThatAreMissing) {
  EXPECT_EQ(found("一、甲\n三、丙\n"), (Told{"warning numbering-gap x.txt:2:1"}));
  EXPECT_EQ(messages(findings_), "the number 三、 follows 一、: 二、 is missing\n");
  EXPECT_EQ(found("一、甲\n（二）乙\n（三）丙\n二、丁\n"), (Told{"warning numbering-gap x.txt:2:1"}));
  EXPECT_EQ(messages(findings_), "the first number here is （二）: （一） is missing\n");
}

TEST_F(ManuscriptCheck, FindsNumbersThatAreRepeated) {
  EXPECT_EQ(found("一、甲\n二、乙\n二、丙\n三、丁\n"), (Told{"warning numbering-repeat x.txt:3:1"}));
  EXPECT_EQ(found("一、甲\n二、乙\n正文。\n一、丙\n"), (Told{"warning numbering-repeat x.txt:4:1"}));
}

TEST_F(ManuscriptCheck, LetsEachListHaveItsOwnNumbers) {
  EXPECT_EQ(found("前言。\n1.甲。\n2.乙。\n下文。\n1.丙。\n2.丁。\n"), Told{});
  EXPECT_EQ(found("1.甲。\n2.乙。\n1.丙。\n"), (Told{"warning numbering-repeat x.txt:3:1"}));
}

TEST_F(ManuscriptCheck, FindsPartsThatAreNumberedAlone) {
  EXPECT_EQ(found("一、甲\n正文。\n"), (Told{"warning numbering-alone x.txt:1:1"}));
  EXPECT_EQ(found("1.甲，由股室负责。\n"), Told{}) << "not a heading";
}

TEST_F(ManuscriptCheck, FindsLevelsOutOfPlace) {
  EXPECT_EQ(found("一、甲\n1.丙\n2.丁\n（一）乙\n（二）戊\n二、己\n"), (Told{"warning numbering-level x.txt:2:1"}));
  EXPECT_EQ(found("一、甲\n（1）丙\n（2）丁\n二、己\n"), (Told{"warning numbering-level x.txt:2:1"}));
}

TEST_F(ManuscriptCheck, CountsPointsThatBeginWithAFigure) {
  EXPECT_EQ(found("1.甲。\n2.35个道班改造。\n3.丙。\n12.6亿元收入。\n"), Told{});
  EXPECT_EQ(found("1.14个乡镇。\n2.乙。\n"), Told{});
}

TEST_F(ManuscriptCheck, CountsHeadingsThatBeginWithANumeral) {
  EXPECT_EQ(found("一、提高认识\n二、三年来的创建回顾\n三、狠抓落实\n"), Told{});
  EXPECT_EQ(found("一、二等奖名单\n一、提高认识\n二、狠抓落实\n"), Told{});
  EXPECT_EQ(found("一、十年来的变化\n二、五年规划\n四、加强领导\n"), (Told{"warning numbering-gap x.txt:3:1"}));
}

TEST_F(ManuscriptCheck, AcceptsNumbersThatRunThroughSections) {
  EXPECT_EQ(found("（一）甲\n1、问。\n2、问。\n（二）乙\n3、问。\n4、问。\n"), Told{});
  EXPECT_EQ(found("（一）甲\n1、问。\n2、问。\n（二）乙\n4、问。\n5、问。\n"),
            (Told{"warning numbering-gap x.txt:5:1"}));
}

TEST_F(ManuscriptCheck, AcceptsASecondTextWithNumbersOfItsOwn) {
  EXPECT_EQ(found("一、甲\n二、乙\n正文。\n一、丙\n二、丁\n三、戊\n"), Told{});
  EXPECT_EQ(found("一、甲\n二、乙\n附件1：\n一、丙\n二、丁\n"), Told{});
  EXPECT_EQ(found("一、甲\n一、乙\n二、丙\n"), (Told{"warning numbering-repeat x.txt:2:1"}));
}

TEST_F(ManuscriptCheck, CountsAListOfAttachments) {
  EXPECT_EQ(found("正文。\n附件：1.名单\n　　　2.方案\n　　　3.表\n"), Told{});
  EXPECT_EQ(found("正文。\n附件：1.名单\n　　　3.表\n"), (Told{"warning numbering-gap x.txt:3:10"}));
}

TEST_F(ManuscriptCheck, CountsNumbersInTheMidstOfAParagraph) {
  EXPECT_EQ(found("（一）抓学习。（二）抓作风。\n（三）抓服务。\n"), Told{});
  EXPECT_EQ(found("1.甲：（1）子；（2）丑。\n2.乙。\n"), Told{});
  EXPECT_EQ(found("1.甲：1.子；2.丑；3.寅。\n2.乙。\n"), Told{});
}

TEST_F(ManuscriptCheck, ReportsANumberThatIsMistypedOnce) {
  EXPECT_EQ(found("1、甲。\n2、乙。\n8、丙。\n4、丁。\n5、戊。\n"), (Told{"warning numbering-gap x.txt:3:1"}));
  EXPECT_EQ(found("4、甲。\n5、乙。\n2、丙。\n7、丁。\n"),
            (Told{"warning numbering-gap x.txt:1:1", "warning numbering-repeat x.txt:3:1"}));
}

TEST_F(ManuscriptCheck, CountsOtherFormsBesideTheFour) {
  EXPECT_EQ(found("1.甲。\n2.乙：\n1)子。\n2)丑。\n3.丙。\n"), Told{});
  EXPECT_EQ(found("1)甲：\n（1）子。\n（2）丑。\n2)乙。\n"), Told{});
  EXPECT_EQ(found("1.甲。\n①子。\n③丑。\n"), (Told{"warning numbering-gap x.txt:3:1"}));
  EXPECT_EQ(found("第一章　甲\n一、子\n二、丑\n第二章　乙\n一、寅\n二、卯\n第四章　丙\n"),
            (Told{"warning numbering-gap x.txt:7:1"}));
}

TEST_F(ManuscriptCheck, ReadsNumbersInWhateverWidth) {
  EXPECT_EQ(found("（ 一 ） 甲\n（二）乙\n㈢丙\n"), Told{});
  EXPECT_EQ(found("(一)甲\n（二）乙\n"), (Told{"note punctuation-half-width x.txt:1:1"}));
  EXPECT_EQ(found("１．甲。\n3.乙。\n"), (Told{"warning numbering-gap x.txt:2:1"}));
}

// ---- Ordinals in running text ----

TEST_F(ManuscriptCheck, FindsOrdinalsThatAreMissing) {
  EXPECT_EQ(found("一是抓学习。二是抓作风。四是抓服务。\n"), (Told{"warning numbering-gap x.txt:1:37"}));
  EXPECT_EQ(messages(findings_), "the number 四是 follows 二是: 三是 is missing\n");
  EXPECT_EQ(found("第一，提高认识。\n第三，加强领导。\n"), (Told{"warning numbering-gap x.txt:2:1"}));
  EXPECT_EQ(found("一要学，三要做。\n"), (Told{"warning numbering-gap x.txt:1:13"}));
  EXPECT_EQ(found("强化措施，二是完善机制，三是抓好落实。\n"), (Told{"warning numbering-gap x.txt:1:16"}));
  EXPECT_EQ(found("一是学。二是做。二是查。三是改。\n"), (Told{"warning numbering-repeat x.txt:1:25"}));
}

TEST_F(ManuscriptCheck, AcceptsOrdinalsInOrder) {
  for (const char* text :
       {"一是抓学习，二是抓作风；三是抓服务。", "一是学：第一，读书；第二，听课。二是做。三是改。",
        "一要学。二是做。三要改。", "首先，学。第二，做。第三，改。", "第一，学。其次，做。第三，改。",
        "一方面是学，二是做，三是改。", "第一、第三产业", "产量全市第一，销量第三，", "一是一，二是二",
        "做到“三要”三不要", "一是学。二者并重。三是改。", "一是学；一是做。"})
    EXPECT_EQ(found(std::string(text) + "\n"), Told{}) << text;
  EXPECT_EQ(found("一是学。\n（1）甲。\n（2）乙。\n二是做。\n三是改。\n"), Told{});
}

// ---- Counts that are announced ----

TEST_F(ManuscriptCheck, HoldsAnnouncedCountsAgainstWhatFollows) {
  EXPECT_EQ(found("下面，我讲三点意见。\n一、提高认识\n正文。\n二、狠抓落实\n正文。\n"),
            (Told{"warning announced-count x.txt:1:16"}));
  EXPECT_EQ(messages(findings_), "'三点意见' is announced, and 2 follow\n");
  EXPECT_EQ(found("我提四点要求：一是学，二是做，三是改。\n"), (Told{"warning announced-count x.txt:1:7"}));
  EXPECT_EQ(found("一、做好五个方面的工作\n（一）甲\n（二）乙\n二、丙\n"),
            (Told{"warning announced-count x.txt:1:13"}));
  EXPECT_EQ(found("要抓好以下三项工作：\n1.甲。\n2.乙。\n3.丙。\n4.丁。\n"),
            (Told{"warning announced-count x.txt:1:16"}));
  EXPECT_EQ(found("我讲３点意见，供大家参考。\n一、甲\n二、乙\n"), (Told{"warning announced-count x.txt:1:7"}));
  EXPECT_EQ(found("我讲三点意见。不当之处，请批评指正。\n一、甲\n二、乙\n"),
            (Told{"warning announced-count x.txt:1:7"}));
  EXPECT_EQ(found("（一）强化措施。从三个方面入手。\n1.甲。\n2.乙。\n（二）丁。\n"),
            (Told{"warning announced-count x.txt:1:28"}));
  EXPECT_EQ(found("一、处理好四个关系\n正文引入。\n（一）甲\n（二）乙\n（三）丙\n二、丁\n"),
            (Told{"warning announced-count x.txt:1:16"}));
}

TEST_F(ManuscriptCheck, AcceptsCountsThatAreRightOrOfSomethingElse) {
  for (const char* text :
       {"下面，我讲两点意见。\n一、甲\n二、乙\n", "我讲几点意见。\n一、甲\n二、乙\n",
        "刚才，张局长讲了三点意见。\n一、甲\n二、乙\n", "去年完成了三项任务。\n一、甲\n二、乙\n",
        "全县五个乡镇的做法是：一是学，二是做。\n", "我讲三点意见：一是学，二是做，再就是改。\n",
        "我讲三点意见。\n一、甲\n二、乙\n第三、丙\n", "以上三点意见，请抓好落实。\n一、甲\n二、乙\n",
        "我讲三点意见。正文先说一段话。\n正文。\n一、甲\n二、乙\n", "一、今年的三项任务\n（一）甲\n（二）乙\n二、丙\n",
        "第三个方面：一是学，二是做。\n", "要做到：一是学，二是做。\n"})
    EXPECT_EQ(found(text), Told{}) << text;
}

// ---- Marks ----

TEST_F(ManuscriptCheck, NotesMarksOfHalfWidth) {
  EXPECT_EQ(found("要做到\"两手抓\",不放松。\n"),
            (Told{"note punctuation-half-width x.txt:1:21", "note punctuation-quotes x.txt:1:10"}));
  EXPECT_EQ(hints(findings_), "write ， here\nwrite “” here\n");
  EXPECT_EQ(found("召开大会.\n(甲乙)\n"),
            (Told{"note punctuation-half-width x.txt:1:13", "note punctuation-half-width x.txt:2:1"}));
  for (const char* text :
       {"10:30开会", "增长3.5个百分点", "见http://x.cn", "1.甲乙。", "Word (97)", "A,B两类", "说：“好。”"})
    EXPECT_EQ(found(std::string(text) + "\n"), Told{}) << text;
}

TEST_F(ManuscriptCheck, NotesMarksWithoutACounterpart) {
  EXPECT_EQ(found("“争创活动要（坚持下去。\n"),
            (Told{"note punctuation-unpaired x.txt:1:1", "note punctuation-unpaired x.txt:1:19"}));
  EXPECT_EQ(found("活动”要坚持，印发通知》。\n"),
            (Told{"note punctuation-unpaired x.txt:1:7", "note punctuation-unpaired x.txt:1:34"}));
  for (const char* text :
       {"“甲。\n“乙。”\n", "“甲。\n乙。”\n", "1）甲\n2）乙\n", "“甲‘乙’（丙）”\n", "《〈甲〉乙》\n", "说“甲“乙”丙”\n"})
    EXPECT_EQ(found(text), Told{}) << text;
}

}  // namespace
}  // namespace lectern::host
