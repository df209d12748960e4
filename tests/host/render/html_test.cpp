// SPDX-License-Identifier: Apache-2.0
#include "render/render.hpp"

#include "small_installation.hpp"

#include <gtest/gtest.h>

#include <regex>

namespace lectern::host {
namespace {

class Html : public testing::Test {
 protected:
  std::string page(const std::string& profile, const std::vector<std::string>& settings = {}) {
    return write_html(*installation.draft(profile, {{}, settings, 0, 0}), kEnglish);
  }

  /// The text between the tags of <main>.
  static std::string words(const std::string& page) {
    const std::size_t begin = page.find("<main>");
    const std::string main = page.substr(begin, page.find("</main>") - begin);
    return std::regex_replace(main, std::regex("<[^>]*>"), "");
  }

  /// The opening tag before this text.
  static std::string tag_before(const std::string& page, const std::string& text) {
    const std::size_t end = page.find(">" + text);
    EXPECT_NE(end, std::string::npos) << text;
    if (end == std::string::npos) return {};
    const std::size_t begin = page.rfind('<', end);
    return page.substr(begin, end + 1 - begin);
  }

  SmallInstallation installation;
};

TEST_F(Html, SaysWhatThePlainTextSays) {
  std::string text = words(page(SmallInstallation::kComplete));
  std::erase(text, '\n');
  EXPECT_EQ(text,
            "在云岭县税务局动员大会上的讲话（2026年3月6日）同志们：学习党的二十届四中全会精神，讲两点。一、提高认识（一"
            "）收入的需要"
            "组织收入12.6亿元。（二）发展的需要云岭局现有168人。二、落实责任有两条：1.排队偏长，由一分局负责。2."
            "答复偏慢。开始吧！");
}

TEST_F(Html, EscapesTextTitlesAndAttributes) {
  const std::string out = page(SmallInstallation::kComplete, {"unit.name=<b>&\"税务局\""});
  EXPECT_NE(out.find("<title>在&lt;b&gt;&amp;&quot;税务局&quot;动员大会上的讲话</title>"), std::string::npos);
  EXPECT_NE(words(out).find("在&lt;b&gt;&amp;&quot;税务局&quot;动员大会"), std::string::npos);
  EXPECT_EQ(out.find("<b>"), std::string::npos);
  const std::string sourced = page(
      "sector tax\noccasion kickoff\nunit { name 甲 staff 9 { source \"<\\\"年报\\\">\" } }\nmeeting { date 2026-03-06 "
      "}\n");
  EXPECT_NE(tag_before(sourced, "9人<").find("&lt;&quot;年报&quot;&gt;"), std::string::npos);
}

TEST_F(Html, HoldsTheOriginOfEachFact) {
  const std::string tag = tag_before(page(SmallInstallation::kComplete), "12.6亿元<");
  EXPECT_NE(tag.find("class=\"fact\""), std::string::npos);
  for (const char* part : {"全年税费收入 (tax.revenue)", "unit.info:5", "年报", "2025-12-31", "王芳"})
    EXPECT_NE(tag.find(part), std::string::npos) << part;
}

TEST_F(Html, HoldsTheOriginOfEachCell) {
  const std::string tag = tag_before(page(SmallInstallation::kComplete), "一分局<");
  EXPECT_NE(tag.find("unit.info:6"), std::string::npos);
}

TEST_F(Html, MarksWhatIsMissing) {
  const std::string out = page("sector tax\noccasion kickoff\nmeeting { date 2026-03-06 }\n");
  const std::string tag = tag_before(out, "【待填：全年税费收入】<");
  EXPECT_NE(tag.find("missing"), std::string::npos);
  EXPECT_NE(tag.find("tax.revenue"), std::string::npos);
}

TEST_F(Html, NamesThePassageOfEachBlock) {
  const std::string out = page(SmallInstallation::kComplete);
  EXPECT_EQ(tag_before(out, "（一）收入的需要").substr(0, 3), "<h3");
  EXPECT_EQ(tag_before(out, "一、提高认识").substr(0, 3), "<h2");
  const std::string tag = tag_before(out, "组织收入");
  EXPECT_NE(tag.find("data-passage=\"tax-bureau/revenue\""), std::string::npos);
  EXPECT_NE(tag.find("data-version=\"2.0.1\""), std::string::npos);
  EXPECT_NE(tag.find("data-slot=\"reason\""), std::string::npos);
  EXPECT_NE(tag.find("data-wording=\"1\""), std::string::npos);
}

TEST_F(Html, RunsNoScriptAndLoadsNothing) {
  const std::string out = page(SmallInstallation::kComplete);
  for (const char* word : {"<script", "http:", "https:", "@import", "url("})
    EXPECT_EQ(out.find(word), std::string::npos) << word;
}

TEST_F(Html, SaysWhichTextIsTheProfiles) {
  const std::string made =
      page(std::string(SmallInstallation::kComplete) + "passages {\nreplace common/call { text 新 } }\n");
  EXPECT_NE(tag_before(made, "新").find(" data-profile=\"unit.info:8\""), std::string::npos);
  EXPECT_EQ(tag_before(made, "排队偏长").find("data-profile"), std::string::npos);
}

}  // namespace
}  // namespace lectern::host
