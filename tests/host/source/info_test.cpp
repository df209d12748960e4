// SPDX-License-Identifier: Apache-2.0
#include "source/info.hpp"

#include "memory_files.hpp"
#include "told.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

/// A tree and what was found while it was read.
struct Read {
  Source source;
  Findings findings;
  std::optional<Node> node;

  explicit Read(std::string text) : source{"x.info", std::move(text)} { node = read_info(source, findings); }
};

Told faults(const std::string& text) {
  Read read(text);
  EXPECT_FALSE(read.node) << text;
  return told(read.findings);
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

TEST(Info, ReadsKeysValuesAndBlocksInTheirOrder) {
  const Read read("unit\n{\n  name \"云岭县税务局\"\n  staff 168 { as_of 2025-12-31 }\n}\nempty \"\"\nbare\n");
  ASSERT_TRUE(read.node);
  const std::vector<Node>& top = read.node->children;
  ASSERT_EQ(top.size(), 3U);
  EXPECT_EQ(top[0].key, "unit");
  EXPECT_FALSE(top[0].has_value);
  ASSERT_EQ(top[0].children.size(), 2U);
  EXPECT_EQ(top[0].children[0].value, "云岭县税务局");
  EXPECT_EQ(top[0].children[1].value, "168");
  EXPECT_EQ(top[0].children[1].children[0].key, "as_of");
  EXPECT_EQ(top[1].key, "empty");
  EXPECT_EQ(top[2].key, "bare");
}

TEST(Info, PointsIntoTheSourceWhereTheTextStandsThereAsItIs) {
  const Read read("a 一 b \"二 三\"\nc \"四\\\"五\"\nd \"六\" \\\n  \"七\"\n\"e f\" 八\\\\\n");
  ASSERT_TRUE(read.node);
  const auto is_inside = [&](std::string_view text) {
    return text.data() >= read.source.text.data() && text.data() < read.source.text.data() + read.source.text.size();
  };
  const std::vector<Node>& top = read.node->children;
  ASSERT_EQ(top.size(), 5U);
  EXPECT_EQ(top[1].value, "二 三");
  EXPECT_EQ(top[2].value, "四\"五");
  EXPECT_EQ(top[3].value, "六七");
  EXPECT_EQ(top[4].key, "e f");
  EXPECT_EQ(top[4].value, "八\\");
  EXPECT_TRUE(is_inside(top[0].value) && is_inside(top[1].value) && is_inside(top[4].key));
  EXPECT_FALSE(is_inside(top[2].value) || is_inside(top[3].value) || is_inside(top[4].value));
}

TEST(Info, ReadsSomeLinesOfASource) {
  Sources sources;
  Findings findings;
  const Source& source = sources.add("x.info", "a {\nb 1\n  c 2\n} \xFF\n");
  const std::optional<Node> node = read_info(source, {Lines{4, 14, 2}}, findings);
  ASSERT_TRUE(node);
  ASSERT_EQ(node->children.size(), 2U);
  EXPECT_EQ(where(node->children[0].place), "x.info:2:1");
  EXPECT_EQ(where(node->children[1].value_place()), "x.info:3:5");
}

TEST(Info, TellsAnEmptyValueFromNone) {
  const Read read("a \"\"\nb\nc { }\n");
  ASSERT_TRUE(read.node);
  EXPECT_TRUE(read.node->children[0].has_value);
  EXPECT_FALSE(read.node->children[1].has_value);
  EXPECT_FALSE(read.node->children[2].has_value);
}

TEST(Info, ReadsAnEmptyFileAsNothing) {
  for (const char* text : {"", "\n", "; only a comment", "\r\n\r\n"}) {
    const Read read(text);
    ASSERT_TRUE(read.node) << text;
    EXPECT_TRUE(read.node->children.empty()) << text;
  }
}

TEST(Info, EndsALineAtASemicolonOutsideQuotesOnly) {
  const Read read("a b ; c d\ne \"f; g\" ; h\n");
  ASSERT_TRUE(read.node);
  ASSERT_EQ(read.node->children.size(), 2U);
  EXPECT_EQ(read.node->children[0].value, "b");
  EXPECT_EQ(read.node->children[1].value, "f; g");
}

TEST(Info, KeepsBracesInsideQuotes) {
  const Read read("text \"去年{tax.revenue}}\"\n");
  ASSERT_TRUE(read.node);
  EXPECT_EQ(read.node->children[0].value, "去年{tax.revenue}}");
}

TEST(Info, ExpandsTheThreeEscapes) {
  const Read read(R"(text "1\"2\\3\n4")");
  ASSERT_TRUE(read.node);
  EXPECT_EQ(read.node->children[0].value, "1\"2\\3\n4");
}

TEST(Info, JoinsAContinuedTextWithoutASpace) {
  const Read read("text \"第一\" \\\n     \"第二\" \\\n     \"第三\"\nnext 1\n");
  ASSERT_TRUE(read.node);
  EXPECT_EQ(read.node->children[0].value, "第一第二第三");
  EXPECT_EQ(read.node->children[1].key, "next");
}

TEST(Info, ReadsWindowsLineEnds) {
  const Read read("a 1\r\nb { c 2 }\r\n");
  ASSERT_TRUE(read.node);
  EXPECT_EQ(read.node->children[0].value, "1");
  EXPECT_EQ(read.node->children[1].children[0].value, "2");
}

TEST(Info, NamesAFileInUtf16) {
  const std::string marked("\xFF\xFEs\0e\0c\0t\0o\0r\0", 14);
  for (const std::string& text : {marked, marked.substr(2), std::string("\xFE\xFF\0s\0e\0c", 8)}) {
    Read read(text);
    EXPECT_FALSE(read.node);
    EXPECT_EQ(told(read.findings), Told{"not-utf8 x.info"});
    EXPECT_EQ(messages(read.findings), "the file is in UTF-16\n");
  }
  EXPECT_EQ(faults("name \xBC\xD7\n"), Told{"not-utf8 x.info:1:6"});
}

TEST(Info, KeepsATextThatGoesOnOverManyLinesWhole) {
  std::string text = "a \"0\" \\\n";
  std::string whole = "0";
  for (int i = 1; i < 2000; ++i) {
    text += fmt::format("  \"{}\" \\\n", i);
    whole += std::to_string(i);
  }
  const Read read(text + "  \"\\\"\"\nb \"x\"\n");
  ASSERT_TRUE(read.node);
  EXPECT_EQ(read.node->children[0].value, whole + "\"");
  EXPECT_EQ(read.node->children[1].value, "x");
  EXPECT_EQ(where(read.node->children[1].place), "x.info:2002:1");
}

TEST(Info, FindsItsPlaceAgainBehindAKeyWithEscapes) {
  const Read read("\"a\\\"b\" 1  c 2\n");
  ASSERT_TRUE(read.node);
  EXPECT_EQ(where(read.node->children[1].value_place()), "x.info:1:13");
}

TEST(Info, ReportsATextWithoutClosingQuotationMark) {
  EXPECT_EQ(faults("a 1\nb \"open\nc 2\n"), (Told{"info-format x.info:2:1"}));
}

TEST(Info, ReportsAClosingBraceTooMany) { EXPECT_EQ(faults("a { b 1 }\n}\n"), (Told{"info-format x.info:2:1"})); }

TEST(Info, ReportsABlockThatStaysOpenAtTheEnd) { EXPECT_EQ(faults("a {\nb {\n}"), (Told{"info-format x.info:1:1"})); }

TEST(Info, ReportsABraceWithoutKey) {
  EXPECT_EQ(faults("a 1\nb 2 { } { }\n"), (Told{"info-format x.info:2:1"}));
  EXPECT_EQ(faults("{ a 1 }\n"), (Told{"info-format x.info:1:1"}));
}

TEST(Info, ReportsAContinuationThatDoesNotGoOn) {
  EXPECT_EQ(faults("a \"x\" \\\nb 1\n"), (Told{"info-format x.info:2:1"}));
}

TEST(Info, ReportsWordsBehindAContinuationMark) {
  EXPECT_EQ(faults("a \"x\" \\ \"y\"\n"), (Told{"info-format x.info:1:1"}));
}

TEST(Info, ReportsAContinuedKey) { EXPECT_EQ(faults("\"a\" \\\n\"b\" 1\n"), (Told{"info-format x.info:1:1"})); }

TEST(Info, ReportsAnUnknownEscape) { EXPECT_EQ(faults("a \"x\\qy\"\n"), (Told{"info-format x.info:1:1"})); }

TEST(Info, ReportsAnEscapeThatMakesAControlCharacter) {
  for (const char* escape : {"\\0", "\\a", "\\b", "\\f", "\\r", "\\t", "\\v", "\t"}) {
    EXPECT_EQ(faults(fmt::format("a 1\nb \"x{}y\"\n", escape)), (Told{"character x.info:2:1"})) << escape;
  }
}

TEST(Info, TakesLineEndsInTextsOfPassagesAlone) {
  EXPECT_TRUE(Read("text \"a\\nb\"\nitem \"a\\nb\"\n").node);
  EXPECT_EQ(faults("x {\n name \"a\\nb\"\n}\npassage \"a\\nb\"\n"),
            (Told{"value-type x.info:2:8", "value-type x.info:4:10"}));
  EXPECT_EQ(faults("\"a\\nb\" 1\n"), (Told{"value-type x.info:1:8"}));
}

TEST(Info, NamesTheCharacterThatIsRefused) {
  const Read read("a 1\nb \"云\u2067岭\"");
  EXPECT_EQ(english(read.findings.all().at(0).message), "U+2067 is an invisible formatting character");
  EXPECT_EQ(pointed_at(read.findings.all()[0].place), "\xE2");
}

TEST(Info, SaysWhatToDoAboutEachFaultOfTheFormat) {
  for (const char* text : {"b \"open", "}", "a {", "{", "\"a\" \\\n", "a \"\\q\"", "a \"x\" \\\nb"}) {
    const Read read(text);
    ASSERT_EQ(read.findings.all().size(), 1U) << text;
    EXPECT_FALSE(read.findings.all()[0].hint.empty()) << text;
  }
}

TEST(Info, RefusesIncludes) {
  EXPECT_EQ(faults("a 1\n#include \"/etc/passwd\"\n"), (Told{"info-format x.info:2:1"}));
  EXPECT_EQ(faults("a {\n \t#include \"b\"\n}\n"), (Told{"info-format x.info:2:3"}));
}

TEST(Info, TakesAHashInsideALineAsText) {
  const Read read("a #1\nb \"#include\"\n");
  ASSERT_TRUE(read.node);
  EXPECT_EQ(read.node->children[0].value, "#1");
  EXPECT_EQ(read.node->children[1].value, "#include");
}

TEST(Info, ReportsGbkWhereItBegins) {
  EXPECT_EQ(faults("a 1\nname \"\xB5\xA5\xCE\xBB\"\n"), (Told{"not-utf8 x.info:2:7"}));
}

TEST(Info, ReportsOtherIllFormedUtf8) {
  for (const char* text : {"\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE4\xBA", "\xFF"})
    EXPECT_EQ(faults(text), (Told{"not-utf8 x.info:1:1"}));
}

TEST(Info, ReportsControlCharacters) {
  for (const char* text : {"\x01", "\x0B", "\x0C", "\x1B", "\x7F", "\xC2\x85"})
    EXPECT_EQ(faults("ab" + std::string(text)), (Told{"character x.info:1:3"}));
  EXPECT_EQ(faults(std::string("ab\0c", 4)), (Told{"character x.info:1:3"}));
}

TEST(Info, ReportsCharactersThatNobodySees) {
  // No-break space, soft hyphen, zero-width space, non-joiner and joiner, marks of direction, word joiner, BOM.
  for (const char* text : {"\u00A0", "\u00AD", "\u200B", "\u200C", "\u200D", "\u200E", "\u200F", "\u2028", "\u2029",
                           "\u202A", "\u202E", "\u2060", "\uFEFF"})
    EXPECT_EQ(faults(fmt::format("a 1\nb \"云{}岭\"", text)), (Told{"character x.info:2:7"}));
}

TEST(Info, TakesTheCharactersOfChineseText) {
  const Read read("a \"《“〔〕”》—…　㈠①𠮷é\"\n");
  ASSERT_TRUE(read.node) << english(read.findings.all()[0].message);
}

TEST(Info, NestsSixtyFourLevelsAndNoMore) {
  EXPECT_TRUE(Read(repeated("k {\n", 63) + "k 1\n" + repeated("}\n", 63)).node);
  EXPECT_EQ(faults(repeated("k {\n", 64) + "k 1\n" + repeated("}\n", 64)), (Told{"info-limit x.info:65:1"}));
}

TEST(Info, SurvivesAHundredThousandLevels) {
  EXPECT_EQ(faults(repeated("k { ", 100'000)), (Told{"info-limit x.info:1:1"}));
}

TEST(Info, HoldsFiftyThousandKeysAndNoMore) {
  EXPECT_TRUE(Read(repeated("k 1\n", 50'000)).node);
  EXPECT_EQ(faults(repeated("k 1\n", 50'001)), (Told{"info-limit x.info:50001:1"}));
}

TEST(Info, CountsTheKeysOfEachFileByItself) {
  EXPECT_TRUE(Read(repeated("k 1\n", 40'000)).node);
  EXPECT_TRUE(Read(repeated("k 1\n", 40'000)).node);
}

TEST(InfoFile, IsKeptUnderItsPath) {
  const MemoryFiles files{{"profiles/x.info", "a 1\n"}};
  Sources sources;
  Findings findings;
  const auto node = read_info_file(files, "profiles/x.info", sources, findings);
  ASSERT_TRUE(node);
  EXPECT_EQ(where(node->children[0].place), "profiles/x.info:1:1");
}

TEST(InfoFile, MayBeginWithNotepadsMark) {
  const MemoryFiles files{{"x.info", "\xEF\xBB\xBFname 云岭\n"}, {"y.info", "a \xEF\xBB\xBF\n"}};
  Sources sources;
  Findings findings;
  const auto node = read_info_file(files, "x.info", sources, findings);
  ASSERT_TRUE(node);
  EXPECT_EQ(node->children[0].key, "name");
  EXPECT_EQ(node->children[0].place.column, 0U);
  EXPECT_FALSE(read_info_file(files, "y.info", sources, findings));
  EXPECT_EQ(told(findings), (Told{"character y.info:1:3"}));
}

TEST(InfoFile, ThatCannotBeReadIsNamed) {
  MemoryFiles files{{"locked.info", "a 1"}, {"large.info", repeated("; 1234567\n", 104'858)}};
  files.lock("locked.info");
  Sources sources;
  Findings findings;
  for (const char* name : {"absent.info", "locked.info", "large.info"})
    EXPECT_FALSE(read_info_file(files, name, sources, findings));
  EXPECT_EQ(told(findings),
            (Told{"file-missing absent.info", "file-unreadable locked.info", "file-too-large large.info"}));
}

TEST(InfoFile, MayHoldAMebibyte) {
  const MemoryFiles files{{"x.info", ";" + std::string(1024 * 1024 - 1, '-')}};
  Sources sources;
  Findings findings;
  EXPECT_TRUE(read_info_file(files, "x.info", sources, findings));
}

}  // namespace
}  // namespace lectern::host
