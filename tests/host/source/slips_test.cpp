// SPDX-License-Identifier: Apache-2.0
//
// What the hand slips on in a file, and where it is told.
#include "source/info.hpp"

#include "told.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

/// "x.info:1:6 “ type quotation marks …": where, what stands there, and what to do.
std::vector<std::string> slips(const std::string& text) {
  const Source source{"x.info", text};
  Findings findings;
  std::vector<std::string> out;
  if (read_info(source, findings)) return out;
  for (const Diagnostic& diagnostic : findings.all()) {
    EXPECT_EQ(diagnostic.code, "info-format");
    out.push_back(fmt::format("{} {}", where(diagnostic.place), pointed_at(diagnostic.place)));
  }
  return out;
}
using Slips = std::vector<std::string>;

std::string said(const std::string& text) {
  const Source source{"x.info", text};
  Findings findings;
  EXPECT_FALSE(read_info(source, findings)) << text;
  return messages(findings) + hints(findings);
}

TEST(Slips, QuotationMarksAreTypedWithTheEnglishInputMethod) {
  EXPECT_EQ(slips("name “张建国”\n"), Slips{"x.info:1:6 “"});
  EXPECT_EQ(slips("name ”张建国“\n"), Slips{"x.info:1:6 ”"});
  EXPECT_EQ(slips("name ＂张建国＂\n"), Slips{"x.info:1:6 ＂"});
  EXPECT_EQ(slips("unit { name “张 建国” }\nname ‘李’\n"), (Slips{"x.info:1:13 “", "x.info:2:6 ‘"})) << "one a line";
  EXPECT_EQ(slips("name“张建国”\n"), Slips{"x.info:1:5 “"});
  EXPECT_EQ(said("name “张建国”\n"),
            "'“' is no quotation mark of this format\ntype quotation marks with the English input method: \"...\"\n");
}

TEST(Slips, QuotationMarksInsideAValueAreItsOwn) {
  EXPECT_EQ(slips("title “双优”单位\ntitle 县级“双优”单位\ntitle \"“双优”\"\n"), Slips{});
}

TEST(Slips, BracesAreTypedWithTheEnglishInputMethod) {
  EXPECT_EQ(slips("unit ｛\n  name 甲\n｝\n"), (Slips{"x.info:1:6 ｛", "x.info:3:1 ｝"}));
  EXPECT_EQ(slips("unit ｛\n  name 甲\n}\n"), Slips{"x.info:1:6 ｛"}) << "not the brace that the parser misses";
  EXPECT_EQ(slips("unit { name 甲｝\n"), Slips{"x.info:1:16 ｝"});
}

TEST(Slips, NothingStandsBetweenAKeyAndItsValue) {
  EXPECT_EQ(slips("name：甲\n"), Slips{"x.info:1:5 ："});
  EXPECT_EQ(slips("name：\"甲\"\n"), Slips{"x.info:1:5 ："});
  EXPECT_EQ(slips("name ：甲\n"), Slips{"x.info:1:6 ："});
  EXPECT_EQ(slips("name = 甲\n"), Slips{"x.info:1:6 ="});
  EXPECT_EQ(slips("name＝甲\n"), Slips{"x.info:1:5 ＝"});
  EXPECT_EQ(slips("name　甲\n"), Slips{"x.info:1:5 　"});
  EXPECT_EQ(slips("motto 一分耕耘：一分收获\nname 李　明\n"), Slips{}) << "of a value, these are a part";
}

TEST(Slips, SemicolonsAreTypedWithTheEnglishInputMethod) {
  EXPECT_EQ(slips("；一句说明\nname 甲\n"), Slips{"x.info:1:1 ；"});
  EXPECT_EQ(slips("name 甲 ；说明\n"), Slips{"x.info:1:10 ；"});
}

TEST(Slips, QuotationMarksAndBracesStandApart) {
  EXPECT_EQ(slips("name\"甲\"\n"), Slips{"x.info:1:5 \""});
  EXPECT_EQ(slips("name 甲\"\n"), Slips{"x.info:1:9 \""});
  EXPECT_EQ(slips("title \"县级\"双优\"单位\"\n"), Slips{"x.info:1:21 \""});
  EXPECT_EQ(slips("unit{ name 甲 }\n"), Slips{"x.info:1:5 {"});
  EXPECT_EQ(slips("unit { name 甲}\n"), Slips{"x.info:1:16 }"});
  EXPECT_EQ(slips("text 在{unit.name}动员\n"), Slips{}) << "a template";
}

TEST(Slips, TextsInQuotationMarksAndCommentsAreLeftAlone) {
  EXPECT_EQ(slips("a \"“：｛＝；\" ; name “x” ｛\n\"“键”\" 1\nb \"x\" \\\n  \"“y” ｛\"\n"), Slips{});
}

// ---- A block without its closing brace ----

TEST(Unclosed, IsToldWhereItWasOpenedByTheIndentation) {
  EXPECT_EQ(slips("unit\n{\n  name 甲\n\nspeaker\n{\n  name 乙\n}\n"), Slips{"x.info:1:1 unit"});
  EXPECT_EQ(slips("unit { name 甲\nspeaker { name 乙 }\n"), Slips{"x.info:1:1 unit"});
  EXPECT_EQ(slips("honours\n{\n  item { year 2019\n  item { year 2020 }\n}\nunit { name 甲 }\n"),
            Slips{"x.info:3:3 item"});
  EXPECT_EQ(slips("tax {\n  revenue 12.6 {\n    unit 亿元\n}\nunit { name 甲 }\n"), Slips{"x.info:2:3 revenue"});
  EXPECT_EQ(slips("facts {\n  fact a.b {\n    type text\n  fact a.c { type text }\n}\n"), Slips{"x.info:2:3 fact"});
  const std::string text = said("unit { name 甲\nspeaker { name 乙 }\n");
  EXPECT_EQ(text, "the block 'unit' is not closed\nadd the missing } before line 2, to judge by the indentation\n");
}

TEST(Unclosed, IsTheLastOneWhereIndentationDoesNotTell) {
  EXPECT_EQ(slips("unit {\nname 甲\nspeaker {\nname 乙\n}\n"), Slips{"x.info:1:1 unit"});
  EXPECT_EQ(slips("unit {\nname 甲\nspeaker {\nname 乙\n"), Slips{"x.info:3:1 speaker"});
  EXPECT_EQ(said("unit {\nname 甲\n"),
            "the block 'unit' is not closed\nadd the missing }; of the blocks open at the end, this is the last\n");
}

TEST(Unclosed, MayGoOnInLinesThatAreIndented) {
  EXPECT_EQ(slips("choice a { label 甲\n           word 乙 }\nfact { x 1\n       y 2\n"), Slips{"x.info:3:1 fact"});
}

TEST(Unclosed, IsNamedWithItsValue) {
  EXPECT_NE(said("passage reason.x\n{\n  text \"甲\" \\\n    \"乙\"\n").find("'passage reason.x'"), std::string::npos);
}

}  // namespace
}  // namespace lectern::host
