// SPDX-License-Identifier: Apache-2.0
#include "manuscript/plain.hpp"

#include "document/speech.hpp"
#include "word_scene.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

class Plain : public testing::Test {
 protected:
  const std::vector<Paragraph>& read(const std::string& bytes, const std::string& name = "x.txt",
                                     std::optional<ManuscriptFormat> format = std::nullopt) {
    findings_ = {};
    manuscript_ = read_manuscript(name, bytes, format, Modules("/nowhere"), sources_, findings_).value_or(Manuscript{});
    return manuscript_.paragraphs;
  }

  Texts texts(const std::string& bytes, const std::string& name = "x.txt") {
    Texts out;
    for (const Paragraph& paragraph : read(bytes, name)) {
      const std::string kind = paragraph.kind == ParagraphKind::text ? "" : std::string(name_of(paragraph.kind)) + " ";
      out.push_back(paragraph.level == 0 ? kind + paragraph.text
                                         : fmt::format("{}{} {}", kind, paragraph.level, paragraph.text));
    }
    return out;
  }

  Manuscript manuscript_;
  Findings findings_;
  Sources sources_;
};

// ---- Plain text ----

TEST_F(Plain, ReadsALineAsAParagraph) {
  EXPECT_EQ(texts("标题\n\n同志们：\r\n　　今天开会。\n"), (Texts{"标题", "同志们：", "今天开会。"}));
}

TEST_F(Plain, EndsLinesAtCarriageReturnsToo) {
  for (const char* name : {"x.txt", "x.md"}) {
    EXPECT_EQ(texts("甲\r\r乙\r\n\r\n丙", name), (Texts{"甲", "乙", "丙"})) << name;
    EXPECT_EQ(where(manuscript_.place(manuscript_.paragraphs[2], 0, 3)), fmt::format("{}:5:1", name));
  }
}

TEST_F(Plain, TakesLevelsFromNumbers) {
  EXPECT_EQ(
      texts("一、提高认识\n（一）收税\n(二)办税\n1.征收\n（1）核算\n一是核算。\n1.征收，由股室负责。\n12.6亿元\n"),
      (Texts{"heading 1 一、提高认识", "heading 2 （一）收税", "heading 2 (二)办税", "heading 3 1.征收",
             "heading 4 （1）核算", "一是核算。", "1.征收，由股室负责。", "12.6亿元"}));
}

TEST_F(Plain, AcceptsAByteOrderMark) {
  EXPECT_EQ(texts("\xEF\xBB\xBF同志们"), (Texts{"同志们"}));
  EXPECT_EQ(told(findings_), Told{});
}

TEST_F(Plain, ConvertsWhatNotepadWritesAndSaysSo) {
  EXPECT_EQ(texts("\xCD\xAC\xD6\xBE\xC3\xC7"), (Texts{"同志们"}));
  EXPECT_EQ(told(findings_), (Told{"note encoding-converted x.txt"}));
  EXPECT_EQ(texts(std::string("\xFF\xFE\x0C\x54\xD7\x5F\xEC\x4E", 8)), (Texts{"同志们"}));
  EXPECT_EQ(told(findings_), (Told{"note encoding-converted x.txt"}));
  EXPECT_EQ(texts("\x81\x30\x81\x30"), Texts{}) << "U+0080, a control character, in four bytes of GB18030";
}

TEST_F(Plain, RefusesOtherEncodingsAndBytes) {
  EXPECT_EQ(texts("\xFF\xFF\xFF"), Texts{});
  EXPECT_EQ(told(findings_), (Told{"encoding x.txt"}));
  EXPECT_EQ(texts(std::string("a\0b", 3)), Texts{});
  EXPECT_EQ(told(findings_), (Told{"manuscript-format x.txt"}));
}

TEST_F(Plain, AsksForAFormatWhereTheNameSaysNone) {
  EXPECT_EQ(texts("同志们", "x"), Texts{});
  EXPECT_EQ(told(findings_), (Told{"manuscript-format x"}));
  EXPECT_EQ(texts("同志们", "x.odt"), Texts{});
  EXPECT_EQ(told(findings_), (Told{"manuscript-format x.odt"}));
  EXPECT_EQ(read("同志们", "-", ManuscriptFormat::txt).size(), 1U);
  EXPECT_EQ(texts("同志们", "X.TXT"), (Texts{"同志们"}));
}

TEST_F(Plain, RefusesWhatIsTooLarge) {
  EXPECT_EQ(texts(std::string(kMostTextBytes + 1, 'a')), Texts{});
  EXPECT_EQ(told(findings_), (Told{"manuscript-too-large x.txt"}));
  std::string lines;
  for (std::size_t i = 0; i <= kMostParagraphs; ++i) lines += "a\n";
  EXPECT_EQ(texts(lines), Texts{});
  EXPECT_EQ(told(findings_), (Told{"manuscript-too-large x.txt"}));
}

TEST_F(Plain, RefusesAParagraphLongerThanSpeeches) {
  for (const char* name : {"x.txt", "x.md"}) {
    EXPECT_EQ(texts(std::string(kMostParagraphBytes + 1, 'a'), name), Texts{});
    EXPECT_EQ(told(findings_), (Told{fmt::format("manuscript-too-large {}", name)}));
  }
}

TEST_F(Plain, SaysThatAFileIsEmpty) {
  EXPECT_EQ(texts(" \n　\n"), Texts{});
  EXPECT_EQ(told(findings_), (Told{"warning manuscript-empty x.txt"}));
}

TEST_F(Plain, PointsToTheLineBehindIndentAndInvisibleCharacters) {
  read("甲\n　　乙\u200b丙丁\n");
  const Place place = manuscript_.place(manuscript_.paragraphs[1], 3, 6);
  EXPECT_EQ(where(place), "x.txt:2:13");
  EXPECT_EQ(pointed_at(place), "丙");
}

// ---- Markdown ----

TEST_F(Plain, ReadsMarkdownHeadings) {
  EXPECT_EQ(texts("# 标题\n\n## 一、认识\n\n### （一）收税\n\n# 二、外来\n\n正文\n", "x.md"),
            (Texts{"title 标题", "heading 1 一、认识", "heading 2 （一）收税", "heading 1 二、外来", "正文"}));
}

TEST_F(Plain, ReadsMarkdownAsItIsShown) {
  EXPECT_EQ(texts("1\\. 一条\n\n**粗**和*斜*，`码`，[网](http://x \"y\")，&lt;&amp;\n接着\nword\nnext  "
                  "\n末\n\n---\n<!-- 注 -->\n",
                  "x.md"),
            (Texts{"1. 一条", "粗和斜，码，网，<&接着word next\n末"}));
}

TEST_F(Plain, WritesTheNumbersOfMarkdownListsOut) {
  EXPECT_EQ(texts("2. 乙\n   1. 内\n   1. 内\n3. 丙\n\n- 点\n", "x.md"), (Texts{"2.乙", "1.内", "2.内", "3.丙", "点"}));
}

TEST_F(Plain, RefusesMarkdownThatWouldTakeLong) {
  std::string images;
  for (int i = 0; i < 1000; ++i) images += "![[]()";
  EXPECT_EQ(texts(images, "x.md").size(), 1U);
  texts(images + "![[]()\n", "x.md");
  EXPECT_EQ(told(findings_), Told{"manuscript-images x.md:1:1"});
  EXPECT_EQ(texts(images + "\n\n" + images, "x.md").size(), 2U) << "an empty line ends a paragraph";

  std::string marks;
  for (int i = 0; i < 50; ++i) marks += i % 2 == 0 ? "> " : "- ";
  EXPECT_EQ(texts(marks + "甲\n", "x.md"), Texts{"甲"});
  texts("甲\n\n" + marks + "1. 乙\n", "x.md");
  EXPECT_EQ(told(findings_), Told{"manuscript-nesting x.md:3:1"});
  texts("- 甲\n" + std::string(120, ' ') + "- 乙\n", "x.md");
  EXPECT_EQ(told(findings_), Told{"manuscript-nesting x.md:2:1"});
  EXPECT_EQ(texts(std::string(200, '-') + "\n" + std::string(200, ' ') + "甲\n", "x.md").size(), 1U);
}

TEST_F(Plain, PointsIntoMarkdown) {
  read("# 题\n\n前**粗**后&lt;\n接\\*尾\n", "x.md");
  ASSERT_EQ(manuscript_.paragraphs.size(), 2U);
  const Paragraph& paragraph = manuscript_.paragraphs[1];
  ASSERT_EQ(paragraph.text, "前粗后<接*尾");
  EXPECT_EQ(pointed_at(manuscript_.place(paragraph, 3, 6)), "粗");
  EXPECT_EQ(pointed_at(manuscript_.place(paragraph, 6, 9)), "后");
  const Place last = manuscript_.place(paragraph, paragraph.text.size() - 3, paragraph.text.size());
  EXPECT_EQ(where(last), "x.md:4:6");
  EXPECT_EQ(pointed_at(last), "尾");
}

// ---- Numerals ----

TEST(TypedNumeral, ReadsAllThatASpeechWrites) {
  for (unsigned level = 1; level <= 4; ++level) {
    for (std::size_t number = 1; number <= 99; ++number) {
      Block block;
      block.level = level;
      block.number = number;
      const std::string written = numeral(block);
      const auto read = typed_numeral(written + "提高");
      ASSERT_TRUE(read) << written;
      EXPECT_EQ(read->level, level) << written;
      EXPECT_EQ(read->number, number) << written;
      EXPECT_EQ(read->length, written.size()) << written;
      EXPECT_TRUE(read->is_sure) << written;
    }
  }
}

TEST(TypedNumeral, ReadsHowOthersTypeIt) {
  for (const char* text : {"(三)甲", "（三)甲"}) EXPECT_EQ(typed_numeral(text)->level, 2U) << text;
  for (const char* text : {"3、甲", "3．甲", "3.甲"}) EXPECT_EQ(typed_numeral(text)->level, 3U) << text;
  EXPECT_EQ(typed_numeral("三，甲")->level, 1U);
  EXPECT_EQ(typed_numeral("(3)甲")->level, 4U);
}

TEST(TypedNumeral, TakesNoOtherNumberForOne) {
  for (const char* text : {"一是甲", "2026.3.6", "100.甲", "0.甲", "一、二等奖", "（2026年3月6日）", "第一，甲", "",
                           "三", "（三", "十五五"})
    EXPECT_FALSE(typed_numeral(text)) << text;
}

TEST(TypedNumeral, IsNotSureOfAPointThatBeginsWithAFigure) { EXPECT_FALSE(typed_numeral("2.35个道班")->is_sure); }

}  // namespace
}  // namespace lectern::host
