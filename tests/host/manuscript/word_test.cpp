// SPDX-License-Identifier: Apache-2.0
#include "manuscript/word.hpp"

#include "word_scene.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

class Word : public testing::Test, public WordScene {};

TEST_F(Word, JoinsRunsThatAreSplitInsideAWord) {
  EXPECT_EQ(paragraphs(
                "<w:p w:rsidR=\"00A1\"><w:r w:rsidRPr=\"00B2\"><w:t>创建</w:t></w:r><w:proofErr w:type=\"spellStart\"/>"
                "<w:r><w:lastRenderedPageBreak/><w:t xml:space=\"preserve\">文明 </w:t></w:r>"
                "<w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/><w:bookmarkEnd w:id=\"0\"/>"
                "<w:proofErr w:type=\"spellEnd\"/><w:r><w:t>单位</w:t></w:r></w:p>"),
            (Texts{"创建文明 单位"}));
}

TEST_F(Word, KeepsARunThatIsASpace) {
  EXPECT_EQ(paragraphs(paragraph(run("局长") + "<w:r><w:t xml:space=\"preserve\"> </w:t></w:r>" + run("李明"))),
            (Texts{"局长 李明"}));
}

TEST_F(Word, LeavesOutEmptyParagraphsAndIndents) {
  EXPECT_EQ(paragraphs("<w:p/>" + paragraph(run("　　同志们： ")) + paragraph(run("　"))), (Texts{"同志们："}));
}

TEST_F(Word, DoesNotDependOnPrefixes) {
  EXPECT_EQ(paragraphs_of({"<x:document xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><x:body><x:p><x:r>"
                           "<x:t>严格</x:t></x:r></x:p></x:body></x:document>",
                           {},
                           {},
                           {}}),
            (Texts{"严格"}));
}

TEST_F(Word, ReadsUtf16) {
  const std::string utf8 = document(paragraph(run("a")));
  std::string utf16 = "\xFF\xFE";
  for (const char c : utf8.substr(utf8.find("?>") + 2)) utf16 += {c, '\0'};
  EXPECT_EQ(paragraphs_of({utf16, {}, {}, {}}), (Texts{"a"}));
}

TEST_F(Word, WritesBreaksTabsAndSymbolsAsCharacters) {
  EXPECT_EQ(paragraphs(paragraph(
                "<w:r><w:t>收税</w:t><w:br/><w:t>办事</w:t><w:tab/><w:t>一</w:t><w:noBreakHyphen/><w:t>二</w:t>"
                "<w:softHyphen/><w:br w:type=\"page\"/><w:cr/><w:t>三</w:t>"
                "<w:sym w:font=\"宋体\" w:char=\"2022\"/><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r>")),
            (Texts{"收税\n办事\t一-二\n三•\uFFFD"}));
}

TEST_F(Word, DropsWhatCannotBeSeen) {
  EXPECT_EQ(paragraphs(paragraph(run("同\u200b志\u00ad们\u00a0好\ufeff"))), (Texts{"同志们 好"}));
}

TEST_F(Word, LeavesHiddenTextOut) {
  EXPECT_EQ(paragraphs(paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>"
                                 "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>明</w:t></w:r>")),
            (Texts{"明"}));
}

TEST_F(Word, ReadsRubyWithoutItsReading) {
  EXPECT_EQ(paragraphs(paragraph("<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>yín</w:t></w:r></w:rt><w:rubyBase><w:r>"
                                 "<w:t>鄞</w:t></w:r></w:rubyBase></w:ruby></w:r>" +
                                 run("州"))),
            (Texts{"鄞州"}));
}

TEST_F(Word, ShowsTheResultOfAField) {
  const auto mark = [](const std::string& type) { return "<w:r><w:fldChar w:fldCharType=\"" + type + "\"/></w:r>"; };
  EXPECT_EQ(paragraphs(paragraph(run("共") + mark("begin") + "<w:r><w:instrText> IF </w:instrText></w:r>" +
                                 mark("begin") + "<w:r><w:instrText> PAGE </w:instrText></w:r>" + mark("separate") +
                                 run("1") + mark("end") + mark("separate") + run("12") + mark("end") + run("页"))),
            (Texts{"共12页"}));
  EXPECT_EQ(paragraphs(paragraph("<w:fldSimple w:instr=\"DATE\">" + run("3月6日") + "</w:fldSimple>")),
            (Texts{"3月6日"}));
}

TEST_F(Word, LosesNoParagraphToAFieldThatIsNotClosed) {
  EXPECT_EQ(paragraphs(paragraph("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>" + run("一")) + paragraph(run("二"))),
            (Texts{"二"}));
}

TEST_F(Word, IgnoresTheMarksOfNotes) {
  EXPECT_EQ(paragraphs(paragraph(run("据统计") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" + run("，增长"))),
            (Texts{"据统计，增长"}));
}

TEST_F(Word, LooksIntoLinksTagsAndControls) {
  EXPECT_EQ(paragraphs("<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>" +
                       paragraph("<w:hyperlink r:id=\"rId1\">" + run("网") + "</w:hyperlink><w:smartTag>" + run("址") +
                                 "</w:smartTag><w:sdt><w:sdtContent>" + run("栏") + "</w:sdtContent></w:sdt>") +
                       "</w:sdtContent></w:sdt>"),
            (Texts{"网址栏"}));
}

// ---- Tracked changes, accepted ----

TEST_F(Word, AcceptsInsertionsAndDeletions) {
  EXPECT_EQ(paragraphs(paragraph(run("税收") +
                                 "<w:del w:id=\"1\"><w:r><w:delText>12.6</w:delText></w:r></w:del><w:ins "
                                 "w:id=\"2\"><w:r><w:t>12.8</w:t></w:r></w:ins>" +
                                 run("亿元"))),
            (Texts{"税收12.8亿元"}));
}

TEST_F(Word, AcceptsMoves) {
  EXPECT_EQ(paragraphs(paragraph("<w:moveFromRangeStart w:id=\"1\" w:name=\"m\"/><w:moveFrom w:id=\"2\">" + run("乙") +
                                 "</w:moveFrom><w:moveFromRangeEnd w:id=\"1\"/>" + run("甲") + "<w:moveTo w:id=\"3\">" +
                                 run("乙") + "</w:moveTo>")),
            (Texts{"甲乙"}));
}

TEST_F(Word, JoinsParagraphsWhoseMarkIsDeleted) {
  const std::string deleted = "<w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>";
  EXPECT_EQ(paragraphs(paragraph(deleted + run("前")) + paragraph(run("后")) + paragraph(run("末"))),
            (Texts{"前后", "末"}));
  EXPECT_EQ(paragraphs(paragraph(deleted + run("末"))), (Texts{"末"}));
}

TEST_F(Word, TakesTheStyleOfTheMarkThatStays) {
  EXPECT_EQ(
      paragraphs(paragraph("<w:pPr><w:outlineLvl w:val=\"0\"/><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>" + run("前")) +
                 paragraph(run("后。"))),
      (Texts{"前后。"}));
}

TEST_F(Word, LeavesDeletedRowsOut) {
  EXPECT_EQ(paragraphs("<w:tbl><w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr><w:tc>" + paragraph(run("删")) +
                       "</w:tc></w:tr><w:tr><w:tc>" + paragraph(run("留")) + "</w:tc></w:tr></w:tbl>"),
            (Texts{"cell: 留"}));
}

// ---- Levels ----

TEST_F(Word, TakesLevelsFromTheParagraphItsStyleOrWhatThatIsBasedOn) {
  const std::string known = styles(
      "<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:name w:val=\"自定\"/><w:pPr><w:outlineLvl "
      "w:val=\"1\"/></w:pPr></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"b\"><w:name w:val=\"再定\"/><w:basedOn w:val=\"a\"/></w:style>");
  EXPECT_EQ(paragraphs("<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>" + run("甲") + "</w:p>" +
                           "<w:p><w:pPr><w:pStyle w:val=\"b\"/></w:pPr>" + run("乙") + "</w:p>" +
                           "<w:p><w:pPr><w:pStyle w:val=\"b\"/><w:outlineLvl w:val=\"2\"/></w:pPr>" + run("丙") +
                           "</w:p>" + "<w:p><w:pPr><w:pStyle w:val=\"absent\"/></w:pPr>" + run("丁") + "</w:p>",
                       known),
            (Texts{"heading 1: 甲", "heading 2: 乙", "heading 3: 丙", "丁"}));
}

TEST_F(Word, LetsAParagraphBeBodyTextWhateverItsStyle) {
  const std::string known =
      styles("<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>");
  EXPECT_EQ(paragraphs("<w:p><w:pPr><w:pStyle w:val=\"1\"/><w:outlineLvl w:val=\"9\"/></w:pPr>" + run("甲") + "</w:p>",
                       known),
            (Texts{"甲"}));
}

TEST_F(Word, KnowsTheNamesOfBuiltInStyles) {
  for (const char* name : {"heading 2", "Heading 2", "标题 2", "Heading2"}) {
    EXPECT_EQ(paragraphs("<w:p><w:pPr><w:pStyle w:val=\"3\"/></w:pPr>" + run("甲") + "</w:p>",
                         styles(fmt::format(
                             "<w:style w:type=\"paragraph\" w:styleId=\"3\"><w:name w:val=\"{}\"/></w:style>", name))),
              (Texts{"heading 2: 甲"}))
        << name;
  }
  for (const char* name : {"Title", "标题"}) {
    EXPECT_EQ(paragraphs("<w:p><w:pPr><w:pStyle w:val=\"T\"/></w:pPr>" + run("甲") + "</w:p>",
                         styles(fmt::format("<w:style w:type=\"paragraph\" w:styleId=\"T\"><w:name w:val=\"{}\"/>"
                                            "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>",
                                            name))),
              (Texts{"title: 甲"}))
        << name;
  }
}

TEST_F(Word, GivesParagraphsWithoutAStyleTheDefaultOne) {
  EXPECT_EQ(paragraphs(paragraph(run("甲")),
                       styles("<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a-style-whose-id-is-long\">"
                              "<w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr></w:style>")),
            (Texts{"heading 3: 甲"}));
}

TEST_F(Word, EndsACircleOfStyles) {
  EXPECT_EQ(paragraphs("<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr>" + run("甲") + "</w:p>",
                       styles("<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style>"
                              "<w:style w:type=\"paragraph\" w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style>")),
            (Texts{"甲"}));
}

TEST_F(Word, FindsHeadingsByTheirNumbersWhereNobodyStyledThem) {
  EXPECT_EQ(paragraphs(paragraph(run("一、提高认识")) + paragraph(run("（二）落实责任")) +
                       paragraph(run("1.修路，由养护科负责。"))),
            (Texts{"heading 1: 一、提高认识", "heading 2: （二）落实责任", "1.修路，由养护科负责。"}));
}

TEST_F(Word, LeavesTheTableOfContentsOut) {
  EXPECT_EQ(paragraphs("<w:p><w:pPr><w:pStyle w:val=\"TOC1\"/></w:pPr>" + run("一、提高认识") + "</w:p>" +
                           paragraph(run("正文")),
                       styles("<w:style w:type=\"paragraph\" w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/></w:style>")),
            (Texts{"正文"}));
}

// ---- Tables, boxes, alternatives ----

TEST_F(Word, MarksTheCellsOfTables) {
  EXPECT_EQ(paragraphs(paragraph(run("前")) + "<w:tbl><w:tr><w:tc>" + paragraph(run("甲")) +
                       "</w:tc><w:tc><w:tbl><w:tr><w:tc>" + paragraph(run("乙")) +
                       "</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>" + paragraph(run("后"))),
            (Texts{"前", "cell: 甲", "cell: 乙", "后"}));
}

TEST_F(Word, PutsTextBoxesBehindTheirParagraphAndReadsThemOnce) {
  const std::string box = "<w:txbxContent>" + paragraph(run("3分钟")) + "</w:txbxContent>";
  EXPECT_EQ(
      paragraphs(paragraph(run("前") +
                           "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline>"
                           "<a:t>画</a:t><wps:txbx>" +
                           box + "</wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>" +
                           box + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>" + run("后")) +
                 paragraph(run("末"))),
      (Texts{"前后", "box: 3分钟", "末"}));
}

TEST_F(Word, ReadsTheFallbackWhereThereIsNoChoice) {
  EXPECT_EQ(paragraphs(paragraph(
                "<w:r><mc:AlternateContent><mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>")),
            (Texts{"旧"}));
}

TEST_F(Word, MarksFramesAsBoxes) {
  EXPECT_EQ(paragraphs("<w:p><w:pPr><w:framePr w:w=\"600\"/></w:pPr>" + run("密级") + "</w:p>"), (Texts{"box: 密级"}));
}

// ---- Ids and comments ----

TEST_F(Word, TakesTheIdOfTheBookmarkAroundTheText) {
  const auto read_back =
      read({document("<w:bookmarkStart w:id=\"1\" w:name=\"lectern_0a\"/>" + paragraph(run("甲")) +
                     "<w:bookmarkEnd w:id=\"1\"/>" +
                     paragraph("<w:r><w:t>前</w:t></w:r><w:bookmarkStart w:id=\"2\" w:name=\"lectern_0b\"/>" +
                               run("乙") + "<w:bookmarkEnd w:id=\"2\"/>") +
                     paragraph("<w:bookmarkStart w:id=\"3\" w:name=\"_Toc1\"/>" + run("丙") +
                               "<w:bookmarkEnd w:id=\"3\"/>")),
            {},
            {},
            {}});
  ASSERT_TRUE(read_back);
  ASSERT_EQ(read_back->paragraphs.size(), 3U);
  EXPECT_EQ(read_back->paragraphs[0].id, "lectern_0a");
  EXPECT_EQ(read_back->paragraphs[1].id, "lectern_0b");
  EXPECT_EQ(read_back->paragraphs[2].id, "");
}

TEST_F(Word, CountsThreadsOfCommentsThatAreOpen) {
  const std::string comments =
      "<w:comments xmlns:w=\"w\"><w:comment w:id=\"0\"><w:p w14:paraId=\"A\"/></w:comment><w:comment w:id=\"1\"><w:p "
      "w14:paraId=\"X\"/><w:p w14:paraId=\"B\"/></w:comment><w:comment w:id=\"2\"><w:p "
      "w14:paraId=\"C\"/></w:comment></w:comments>";
  const std::string extended =
      "<w15:commentsEx><w15:commentEx w15:paraId=\"B\" w15:done=\"1\"/><w15:commentEx w15:paraId=\"C\" "
      "w15:paraIdParent=\"A\" w15:done=\"0\"/></w15:commentsEx>";
  EXPECT_EQ(read({document(""), {}, comments, {}})->open_comments, 3U);
  EXPECT_EQ(read({document(""), {}, comments, extended})->open_comments, 1U);
}

TEST_F(Word, PointsToTheParagraphByItsNumber) {
  const auto read_back =
      read({document("<w:p/>" + paragraph(run("甲")) + paragraph(run("　　乙") + "<w:r><w:br/></w:r>" + run("丙"))),
            {},
            {},
            {}});
  ASSERT_TRUE(read_back);
  const Place place = read_back->place(read_back->paragraphs[1], 4, 7);
  EXPECT_EQ(where(place), "x.docx:2:5");
  EXPECT_EQ(pointed_at(place), "丙");
  EXPECT_EQ(place.source->lines, Source::Lines::paragraphs);
}

// ---- What is refused ----

TEST_F(Word, RefusesXmlThatBreaksOff) {
  EXPECT_EQ(paragraphs_of({"<w:document><w:body><w:p>", {}, {}, {}}), (Texts{"not read"}));
  EXPECT_EQ(told(findings), (Told{"manuscript-damaged x.docx"}));
}

TEST_F(Word, RefusesADocumentType) {
  EXPECT_EQ(
      paragraphs_of(
          {"<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + document(paragraph(run("&a;"))), {}, {}, {}}),
      (Texts{"not read"}));
  EXPECT_EQ(told(findings), (Told{"manuscript-unsafe x.docx"}));
}

TEST_F(Word, RefusesWhatIsNestedWithoutEnd) {
  std::string deep;
  constexpr int kLevels = 100'000;
  for (int i = 0; i < kLevels; ++i) deep += "<w:sdt>";
  for (int i = 0; i < kLevels; ++i) deep += "</w:sdt>";
  EXPECT_EQ(paragraphs(deep), (Texts{"not read"}));
  EXPECT_EQ(told(findings), (Told{"manuscript-unsafe x.docx"}));
}

TEST_F(Word, RefusesMoreParagraphsThanAnyReportHas) {
  std::string many;
  for (std::size_t i = 0; i <= kMostParagraphs; ++i) many += "<w:p><w:r><w:t>一</w:t></w:r></w:p>";
  EXPECT_EQ(paragraphs(many), (Texts{"not read"}));
  EXPECT_EQ(told(findings), (Told{"manuscript-too-large x.docx"}));
}

TEST_F(Word, RefusesAParagraphLongerThanSpeeches) {
  EXPECT_EQ(paragraphs(paragraph(run(std::string(kMostParagraphBytes, 'a')))).size(), 1U);
  EXPECT_EQ(told(findings), Told{});
  EXPECT_EQ(paragraphs(paragraph(run(std::string(kMostParagraphBytes + 1, 'a')))), (Texts{"not read"}));
  EXPECT_EQ(told(findings), (Told{"manuscript-too-large x.docx"}));
}

TEST_F(Word, RefusesTextThatIsNotUtf8) {
  EXPECT_EQ(paragraphs(paragraph(run("\xD0\xC2"))), (Texts{"not read"}));
  EXPECT_EQ(told(findings), (Told{"manuscript-damaged x.docx"}));
}

TEST_F(Word, RefusesOtherDocuments) {
  EXPECT_EQ(paragraphs_of({"<x:workbook xmlns:x=\"x\"><x:sheets/></x:workbook>", {}, {}, {}}), (Texts{"not read"}));
  EXPECT_EQ(told(findings), (Told{"manuscript-format x.docx"}));
}

}  // namespace
}  // namespace lectern::host
