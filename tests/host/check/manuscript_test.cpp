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

}  // namespace
}  // namespace lectern::host
