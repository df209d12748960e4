// SPDX-License-Identifier: Apache-2.0
#include "modules/pdf_lines.hpp"

#include <gtest/gtest.h>

namespace lectern::pdf {
namespace {

/// The text with a bar wherever a line may begin.
std::string barred(std::string_view text) {
  const std::vector<bool> begins = line_begins(text);
  std::string out;
  std::size_t character = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_first_byte = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    if (is_first_byte && begins.at(character++)) out += '|';
    out += text[at];
  }
  return out;
}

TEST(PdfLines, KeepMarksWithWhatTheyBelongTo) {
  EXPECT_EQ(barred("要快，要好。对吗？"), "要|快，|要|好。|对|吗？");
  EXPECT_EQ(barred("读《条例》（试行）、【备注】"), "读|《条|例》|（试|行）、|【备|注】");
  EXPECT_EQ(barred("尼加·买提"), "尼|加·|买|提");
}

TEST(PdfLines, LetChineseQuotationMarksTellTheirSide) {
  EXPECT_EQ(barred("实现“十五五”规划"), "实|现|“十|五|五”|规|划");
  EXPECT_EQ(barred("他说：“‘快’字当头。”好"), "他|说：|“‘快’|字|当|头。”|好");
  EXPECT_EQ(barred("it’s"), "it’s");
}

TEST(PdfLines, KeepDashesAndEllipsesWhole) {
  EXPECT_EQ(barred("路——远"), "路|——|远");
  EXPECT_EQ(barred("等……了"), "等……|了");
}

TEST(PdfLines, KeepANumberWithItsUnit) {
  EXPECT_EQ(barred("达12.6亿元整"), "达|12.6亿元|整");
  EXPECT_EQ(barred("有300多户人"), "有|300多户|人");
  EXPECT_EQ(barred("于2026年3月6日起"), "于|2026年|3月|6日|起");
  EXPECT_EQ(barred("占98.6%的"), "占|98.6%|的");
  EXPECT_EQ(barred("一万元"), "一|万|元");
}

TEST(PdfLines, KeepLatinWordsWhole) { EXPECT_EQ(barred("用DeepSeek和5G网"), "用|DeepSeek|和|5G|网"); }

/// Characters of the same width; a line may begin with any but those in `stuck`.
std::vector<Cell> cells(std::size_t count, double width, const std::vector<std::size_t>& stuck = {}) {
  std::vector<Cell> out(count, Cell{U'字', width, true, false});
  for (const std::size_t at : stuck) out[at].may_begin = false;
  return out;
}

std::vector<std::size_t> lengths(const std::vector<Line>& lines) {
  std::vector<std::size_t> out;
  for (const Line& line : lines) out.push_back(line.to - line.from);
  return out;
}

using Lengths = std::vector<std::size_t>;

TEST(PdfLines, AreFilledToTheLastCell) {
  EXPECT_EQ(lengths(fill_lines(cells(60, 15.75), 26 * 15.75, 28 * 15.75, Alignment::justified)), (Lengths{26, 28, 6}));
}

TEST(PdfLines, TakeTheCharacterBeforeAClosingMarkAlong) {
  EXPECT_EQ(lengths(fill_lines(cells(30, 10, {10}), 100, 100, Alignment::justified)), (Lengths{9, 10, 10, 1}));
}

TEST(PdfLines, AreSpreadToTheMarginButTheLast) {
  const auto lines = fill_lines(cells(25, 10), 105, 105, Alignment::justified);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_NEAR(lines[0].stretch, 5.0 / 9, 1e-9);
  EXPECT_EQ(lines[2].stretch, 0);
  EXPECT_EQ(fill_lines(cells(25, 10), 105, 105, Alignment::centred)[0].stretch, 0);
}

TEST(PdfLines, AreNotSpreadInsideNumbers) {
  std::vector<Cell> text = cells(8, 10);
  for (const std::size_t at : {2U, 3U, 4U}) text[at].character = U'7';
  const auto lines = fill_lines(text, 72, 72, Alignment::justified);
  EXPECT_EQ(lines[0].to, 7U);
  EXPECT_NEAR(lines[0].stretch, 2.0 / 4, 1e-9);  // six gaps, two of them between digits
}

TEST(PdfLines, EndWhereTheTextSaysSo) {
  std::vector<Cell> text = cells(6, 10);
  text[1].ends_line = true;
  const auto lines = fill_lines(text, 100, 100, Alignment::justified);
  EXPECT_EQ(lengths(lines), (Lengths{2, 4}));
  EXPECT_EQ(lines[0].stretch, 0);
}

TEST(PdfLines, BreakAnywhereWhatDoesNotFitOtherwise) {
  std::vector<Cell> text = cells(7, 10);
  for (Cell& cell : text) cell.may_begin = false;
  EXPECT_EQ(lengths(fill_lines(text, 30, 30, Alignment::justified)), (Lengths{3, 3, 1}));
  EXPECT_EQ(lengths(fill_lines(text, 5, 5, Alignment::justified)), (Lengths{1, 1, 1, 1, 1, 1, 1}));
}

TEST(PdfLines, LetSpacesHangBehindTheMargin) {
  std::vector<Cell> text = cells(6, 10);
  text[3].character = U' ';
  const auto lines = fill_lines(text, 32, 32, Alignment::justified);
  EXPECT_EQ(lengths(lines), (Lengths{4, 2}));
  EXPECT_EQ(lines[0].width, 30);
  EXPECT_NEAR(lines[0].stretch, 1, 1e-9);
}

}  // namespace
}  // namespace lectern::pdf
