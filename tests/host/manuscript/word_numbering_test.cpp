// SPDX-License-Identifier: Apache-2.0
//
// Numbers that Word gives paragraphs itself, and parts beside the document.
#include "word_scene.hpp"

#include "check/manuscript.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

std::string level(unsigned number, const std::string& inner) {
  return fmt::format("<w:lvl w:ilvl=\"{}\">{}</w:lvl>", number, inner);
}
std::string value(const std::string& name, const std::string& text) {
  return fmt::format("<w:{} w:val=\"{}\"/>", name, text);
}
std::string format(const std::string& name, const std::string& text) {
  return value("start", "1") + value("numFmt", name) + value("lvlText", text);
}
std::string definition(unsigned number, const std::string& inner) {
  return fmt::format("<w:abstractNum w:abstractNumId=\"{}\">{}</w:abstractNum>", number, inner);
}
std::string list(unsigned number, unsigned of, const std::string& inner = {}) {
  return fmt::format("<w:num w:numId=\"{}\">{}{}</w:num>", number, value("abstractNumId", std::to_string(of)), inner);
}
std::string numbered(unsigned list, unsigned level, const std::string& text, const std::string& more = {}) {
  return fmt::format("<w:p><w:pPr><w:numPr>{}{}</w:numPr>{}</w:pPr>{}</w:p>", value("ilvl", std::to_string(level)),
                     value("numId", std::to_string(list)), more, text.empty() ? "" : run(text));
}

/// 一、 with （一） below it, and 1. below that.
std::string usual() {
  return definition(0, level(0, format("chineseCountingThousand", "%1、")) +
                           level(1, format("chineseCounting", "（%2）")) + level(2, format("decimal", "%3.")));
}

class WordNumbering : public testing::Test, public WordScene {
 protected:
  Texts numbered_paragraphs(const std::string& lists, const std::string& body, const std::string& known_styles = {}) {
    WordParts parts{
        document(body), known_styles, {}, {}, "<w:numbering xmlns:w=\"w\">" + lists + "</w:numbering>", {}, {}};
    return paragraphs_of(std::move(parts));
  }
};

TEST_F(WordNumbering, AreCountedByLevel) {
  EXPECT_EQ(numbered_paragraphs(usual() + list(7, 0),
                                numbered(7, 0, "认识") + paragraph(run("正文。")) + numbered(7, 1, "学习") +
                                    numbered(7, 2, "读书。") + numbered(7, 2, "听课。") + numbered(7, 1, "作风") +
                                    numbered(7, 2, "守时。") + numbered(7, 0, "落实") + numbered(7, 1, "责任")),
            (Texts{"heading 1: 一、认识", "正文。", "heading 2: （一）学习", "1.读书。", "2.听课。",
                   "heading 2: （二）作风", "1.守时。", "heading 1: 二、落实", "heading 2: （一）责任"}));
}

TEST_F(WordNumbering, GoOnInListsOfOneDefinitionUnlessTheyStartAnew) {
  EXPECT_EQ(numbered_paragraphs(
                usual() + list(1, 0) + list(2, 0) +
                    list(3, 0, "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>"),
                numbered(1, 0, "甲。") + numbered(2, 0, "乙。") + numbered(3, 0, "丙。") + numbered(3, 0, "丁。")),
            (Texts{"一、甲。", "二、乙。", "一、丙。", "二、丁。"}));
}

TEST_F(WordNumbering, BeginWhereTheyAreToldTo) {
  EXPECT_EQ(numbered_paragraphs(
                definition(0, level(0, value("start", "3") + value("numFmt", "decimal") + value("lvlText", "%1."))) +
                    list(1, 0),
                numbered(1, 0, "甲。") + numbered(1, 0, "乙。")),
            (Texts{"3.甲。", "4.乙。"}));
}

TEST_F(WordNumbering, AreCountedWhereTheParagraphIsEmpty) {
  EXPECT_EQ(
      numbered_paragraphs(usual() + list(1, 0), numbered(1, 0, "甲。") + numbered(1, 0, "") + numbered(1, 0, "乙。")),
      (Texts{"一、甲。", "三、乙。"}));
}

TEST_F(WordNumbering, AreNotThoseOfDeletedParagraphs) {
  EXPECT_EQ(numbered_paragraphs(usual() + list(1, 0), numbered(1, 0, "甲。") +
                                                          numbered(1, 0, "", "<w:rPr><w:del w:id=\"1\"/></w:rPr>") +
                                                          numbered(1, 0, "乙。")),
            (Texts{"一、甲。", "二、乙。"}));
}

TEST_F(WordNumbering, RunOnWhereALevelNeverStartsAnew) {
  const std::string lists = definition(
      0, level(0, format("chineseCounting", "%1、")) + level(1, format("decimal", "%2.") + value("lvlRestart", "0")));
  EXPECT_EQ(numbered_paragraphs(lists + list(1, 0), numbered(1, 0, "甲。") + numbered(1, 1, "子。") +
                                                        numbered(1, 0, "乙。") + numbered(1, 1, "丑。")),
            (Texts{"一、甲。", "1.子。", "二、乙。", "2.丑。"}));
}

TEST_F(WordNumbering, AreWrittenInTheFormatOfTheirLevel) {
  const auto second = [&](const std::string& name, const std::string& text = "%1、") {
    const Texts read = numbered_paragraphs(definition(0, level(0, format(name, text))) + list(1, 0),
                                           numbered(1, 0, "甲。") + numbered(1, 0, "乙。"));
    return read.at(1);
  };
  EXPECT_EQ(second("chineseLegalSimplified"), "贰、乙。");
  EXPECT_EQ(second("ideographTraditional"), "乙、乙。");
  EXPECT_EQ(second("decimalEnclosedParen", "%1"), "(2)乙。");
  EXPECT_EQ(second("decimalEnclosedCircleChinese", "%1"), "② 乙。");
  EXPECT_EQ(second("upperRoman", "%1."), "II.乙。");
  EXPECT_EQ(second("lowerLetter", "%1)"), "b)乙。");
  EXPECT_EQ(second("japaneseCounting", "第%1章"), "第二章 乙。");
  EXPECT_EQ(second("bullet", "·"), "乙。");
  EXPECT_EQ(second("none", "%1"), "乙。");
  EXPECT_EQ(second("hebrew1"), "乙。");
}

TEST_F(WordNumbering, ShowTheLevelsAboveInDigitsWhereTheyAreLegal) {
  const std::string lists = definition(
      0, level(0, format("chineseCounting", "第%1章")) + level(1, format("decimal", "%1.%2") + "<w:isLgl/>"));
  EXPECT_EQ(numbered_paragraphs(lists + list(1, 0), numbered(1, 0, "甲") + numbered(1, 1, "乙。")),
            (Texts{"第一章 甲", "1.1 乙。"}));
}

TEST_F(WordNumbering, ComeFromStylesToo) {
  const std::string known = styles(
      "<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:pPr><w:outlineLvl w:val=\"0\"/><w:numPr><w:numId "
      "w:val=\"1\"/></w:numPr></w:pPr>"
      "</w:style><w:style w:type=\"paragraph\" w:styleId=\"b\"><w:basedOn w:val=\"a\"/><w:pPr><w:outlineLvl "
      "w:val=\"1\"/><w:numPr>"
      "<w:ilvl w:val=\"1\"/></w:numPr></w:pPr></w:style>");
  const auto styled = [](const std::string& style, const std::string& text, const std::string& more = {}) {
    return "<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/>" + more + "</w:pPr>" + run(text) + "</w:p>";
  };
  EXPECT_EQ(
      numbered_paragraphs(usual() + list(1, 0),
                          styled("a", "认识") + styled("b", "学习") +
                              styled("a", "结语", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>") + styled("a", "落实"),
                          known),
      (Texts{"heading 1: 一、认识", "heading 2: （一）学习", "heading 1: 结语", "heading 1: 二、落实"}));
}

TEST_F(WordNumbering, FindTheLevelThatAListKeepsForAStyle) {
  const std::string known = styles(
      "<w:style w:type=\"paragraph\" w:styleId=\"b\"><w:pPr><w:numPr><w:numId "
      "w:val=\"1\"/></w:numPr></w:pPr></w:style>");
  const std::string lists = definition(
      0, level(0, format("decimal", "%1.")) + level(1, format("chineseCounting", "（%2）") + value("pStyle", "b")));
  EXPECT_EQ(numbered_paragraphs(lists + list(1, 0),
                                "<w:p><w:pPr><w:pStyle w:val=\"b\"/></w:pPr>" + run("甲。") + "</w:p>", known),
            (Texts{"（一）甲。"}));
}

TEST_F(WordNumbering, OfAnUnknownListAreNone) {
  EXPECT_EQ(numbered_paragraphs(usual() + list(1, 5),
                                numbered(1, 0, "甲。") + numbered(9, 0, "乙。") + numbered(1, 40, "丙。")),
            (Texts{"甲。", "乙。", "丙。"}));
}

TEST_F(WordNumbering, AreHeldAgainstThoseThatWereTyped) {
  const auto told_of = [&](const std::string& typed) {
    const auto manuscript = read({document(numbered(1, 0, "认识") + numbered(1, 0, "落实") + paragraph(run(typed))),
                                  {},
                                  {},
                                  {},
                                  "<w:numbering xmlns:w=\"w\">" + usual() + list(1, 0) + "</w:numbering>",
                                  {},
                                  {}});
    return told(check_manuscript(*manuscript));
  };
  EXPECT_EQ(told_of("三、领导"), Told{});
  EXPECT_EQ(told_of("四、领导"), (Told{"warning numbering-gap x.docx:3:1"}));
}

// ---- Parts beside the document ----

TEST_F(WordNumbering, StandBesideNotesAndMargins) {
  const std::string footer = "<w:ftr xmlns:w=\"w\">" + paragraph(run("××局办公室")) + "</w:ftr>";
  EXPECT_EQ(
      paragraphs_of(
          {document(paragraph(run("甲"))),
           {},
           {},
           {},
           {},
           {"<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\" w:id=\"-1\">" +
            paragraph("<w:r><w:separator/></w:r>") + "</w:footnote><w:footnote w:id=\"1\">" +
            paragraph("<w:r><w:footnoteRef/></w:r>" + run("一、见年报。")) + "</w:footnote></w:footnotes>"},
           {footer, footer,
            "<w:hdr xmlns:w=\"w\"><w:tbl><w:tr><w:tc>" + paragraph(run("送审稿")) + "</w:tc></w:tr></w:tbl></w:hdr>"}}),
      (Texts{"甲", "note: 一、见年报。", "margin: ××局办公室", "margin: 送审稿"}));
}

}  // namespace
}  // namespace lectern::host
