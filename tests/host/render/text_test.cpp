// SPDX-License-Identifier: Apache-2.0
//
// Plain text and Markdown.
#include "render/render.hpp"

#include "small_installation.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

TEST(Formats, AreFoundByTheirName) {
  for (const char* name : {"txt", "md", "html", "json"}) {
    ASSERT_NE(format_named(formats(), name), nullptr) << name;
    EXPECT_EQ(format_named(formats(), name)->name, name);
  }
  EXPECT_EQ(format_named(formats(), "doc"), nullptr);
  EXPECT_EQ(format_named(formats(), ""), nullptr);
  for (const Format& format : formats()) EXPECT_NE(names_of(formats()).find(format.name), std::string::npos);
}

TEST(PlainText, IndentsParagraphsAndHeadingsByTwoCharacters) {
  SmallInstallation installation;
  const std::string text = write_text(*installation.draft(SmallInstallation::kComplete), kEnglish);
  EXPECT_NE(text.find("\n　　一、提高认识\n　　（一）收入的需要\n　　组织收入12.6亿元。\n"), std::string::npos);
}

TEST(PlainText, SetsTheHeadApartAndTheSalutationAtTheMargin) {
  SmallInstallation installation;
  installation.files.put(
      "data/slots.info",
      "slot title { name 标题 } slot salutation { name 称谓 } slot greeting { name 问候 } slot call { name 号召 }\n");
  installation.files.put("data/skeletons/kickoff.info",
                         "skeleton kickoff { slot title { as title } slot salutation { as salutation } slot greeting { "
                         "as greeting } slot call { } }\n");
  installation.files.put("data/common/passages/all.info",
                         "passage t { slot title text 讲话 } passage s { slot salutation text 同志们： } passage g { "
                         "slot greeting text 大家好！ } passage c { slot call text 开始吧！ }\n");
  installation.files.put("plugins/tax/passages/why.info", "");
  EXPECT_EQ(write_text(*installation.draft(SmallInstallation::kComplete), kEnglish),
            "讲话\n\n同志们：\n　　大家好！\n　　开始吧！\n");
}

TEST(PlainText, LeavesCharactersAsTheyAre) {
  SmallInstallation installation;
  const auto draft = installation.draft(SmallInstallation::kComplete, {{}, {"unit.short=*a*_b_<c>&\"d\""}, 0, 0});
  EXPECT_NE(write_text(*draft, kEnglish).find("*a*_b_<c>&\"d\"现有"), std::string::npos);
}

TEST(Markdown, HasHeadingsOfTheirLevelAndParagraphs) {
  SmallInstallation installation;
  EXPECT_EQ(
      write_markdown(*installation.draft(SmallInstallation::kComplete), kEnglish),
      "# 在云岭县税务局动员大会上的讲话\n\n（2026年3月6日）\n\n同志们：\n\n"
      "学习党的二十届四中全会精神，讲两点。\n\n## 一、提高认识\n\n### （一）收入的需要\n\n组织收入12.6亿元。\n\n"
      "### （二）发展的需要\n\n云岭局现有168人。\n\n## 二、落实责任\n\n有两条：\n\n1\\.排队偏长，由一分局负责。\n\n"
      "2\\.答复偏慢。\n\n开始吧！\n");
}

TEST(Markdown, EscapesItsMarksInTheText) {
  SmallInstallation installation;
  const auto draft = installation.draft(SmallInstallation::kComplete, {{}, {"unit.short=\\`*_[]<>#|~"}, 0, 0});
  EXPECT_NE(write_markdown(*draft, kEnglish).find("\\\\\\`\\*\\_\\[\\]\\<\\>\\#\\|\\~现有"), std::string::npos);
}

TEST(Markdown, OfASpeechWithoutWordsIsEmpty) {
  const Draft silent;
  EXPECT_EQ(write_markdown(silent, kEnglish), "");
  EXPECT_EQ(write_text(silent, kEnglish), "\n");
}

}  // namespace
}  // namespace lectern::host
