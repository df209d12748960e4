// SPDX-License-Identifier: Apache-2.0
//
// Where the reader says that a key or value stands. Columns count bytes from 0, a Chinese character is three.
#include "source/info.hpp"

#include "told.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

class Places : public testing::Test {
 protected:
  const Node& read(std::string text) {
    const Source& source = sources_.add("x.info", std::move(text));
    std::optional<Node> node = read_info(source, findings_);
    EXPECT_TRUE(node) << source.text;
    root_ = node ? std::move(*node) : Node{};
    return root_;
  }

 private:
  Sources sources_;
  Findings findings_;
  Node root_;
};

TEST_F(Places, OfKeysAndValuesOnLinesOfTheirOwn) {
  const Node& root = read("; 税务局\nunit\n{\n  name  \"云岭\"\n  staff 168\n}\n");
  const Node& unit = root.children.at(0);
  EXPECT_EQ(where(unit.place), "x.info:2:1");
  EXPECT_EQ(pointed_at(unit.place), "unit");
  EXPECT_EQ(where(unit.children.at(0).place), "x.info:4:3");
  EXPECT_EQ(where(unit.children.at(0).value_place()), "x.info:4:10");
  EXPECT_EQ(pointed_at(unit.children.at(0).value_place()), "云岭");
  EXPECT_EQ(where(unit.children.at(1).place), "x.info:5:3");
  EXPECT_EQ(where(unit.children.at(1).value_place()), "x.info:5:9");
  EXPECT_EQ(pointed_at(unit.children.at(1).value_place()), "168");
}

TEST_F(Places, OfSeveralKeysOnOneLine) {
  const Node& root = read("unit { name \"云岭\"  self 我局 } meeting { date 2026-03-06 }\n");
  const Node& unit = root.children.at(0);
  const Node& meeting = root.children.at(1);
  EXPECT_EQ(where(unit.place), "x.info:1:1");
  EXPECT_EQ(where(unit.children.at(0).place), "x.info:1:8");
  EXPECT_EQ(where(unit.children.at(0).value_place()), "x.info:1:14");
  EXPECT_EQ(where(unit.children.at(1).place), "x.info:1:23");
  EXPECT_EQ(where(unit.children.at(1).value_place()), "x.info:1:28");
  EXPECT_EQ(where(meeting.place), "x.info:1:37");
  EXPECT_EQ(where(meeting.children.at(0).place), "x.info:1:47");
  EXPECT_EQ(where(meeting.children.at(0).value_place()), "x.info:1:52");
}

TEST_F(Places, OfAKeyWhoseNameStandsInTheValueBefore) {
  const Node& root = read("a \"b c\" b \"a\" c 1\n");
  EXPECT_EQ(where(root.children.at(1).place), "x.info:1:9");
  EXPECT_EQ(where(root.children.at(1).value_place()), "x.info:1:12");
  EXPECT_EQ(where(root.children.at(2).place), "x.info:1:15");
}

TEST_F(Places, OfAKeyWhoseNameStandsInALongValueBefore) {
  const Node& root = read("a \"一二三四五六七八 note 九\" note 1\n");
  EXPECT_EQ(where(root.children.at(1).place), "x.info:1:39");
  EXPECT_EQ(where(root.children.at(1).value_place()), "x.info:1:44");
}

TEST_F(Places, OfAKeyBehindAValueWithEscapes) {
  const Node& root = read("a \"x\\\"b\" b 1\n");
  EXPECT_EQ(where(root.children.at(0).value_place()), "x.info:1:4");
  EXPECT_EQ(where(root.children.at(1).place), "x.info:1:10");
}

TEST_F(Places, OfRepeatedKeysAreTheirOwn) {
  const Node& root = read("item a item a\nitem a\n");
  EXPECT_EQ(where(root.children.at(0).place), "x.info:1:1");
  EXPECT_EQ(where(root.children.at(0).value_place()), "x.info:1:6");
  EXPECT_EQ(where(root.children.at(1).place), "x.info:1:8");
  EXPECT_EQ(where(root.children.at(1).value_place()), "x.info:1:13");
  EXPECT_EQ(where(root.children.at(2).place), "x.info:2:1");
}

TEST_F(Places, OfAKeyThatEqualsItsValue) {
  const Node& root = read("host host host host\n");
  EXPECT_EQ(where(root.children.at(0).value_place()), "x.info:1:6");
  EXPECT_EQ(where(root.children.at(1).place), "x.info:1:11");
  EXPECT_EQ(where(root.children.at(1).value_place()), "x.info:1:16");
}

TEST_F(Places, OfAContinuedTextAreWhereItBegins) {
  const Node& root = read("heading 1\n  text \"第一段的开头在这里，还要长\" \\\n       \"第二段\"\nnext 2\n");
  const Node& text = root.children.at(1);
  EXPECT_EQ(where(text.place), "x.info:2:3");
  EXPECT_EQ(where(text.value_place()), "x.info:2:9");
  EXPECT_EQ(where(root.children.at(2).place), "x.info:4:1");
  EXPECT_EQ(where(root.children.at(2).value_place()), "x.info:4:6");
}

TEST_F(Places, OfAContinuedTextWithAShortBeginning) {
  const Node& root = read("text \"一\" \\\n  \"二\"\n");
  EXPECT_EQ(where(root.children.at(0).value_place()), "x.info:1:7");
}

TEST_F(Places, OfAKeyOnTheLineWhereAContinuedTextEnds) {
  const Node& root = read("text \"一\" \\\n  \"二\" next 2\n");
  EXPECT_EQ(where(root.children.at(1).place), "x.info:2:9");
  EXPECT_EQ(where(root.children.at(1).value_place()), "x.info:2:14");
}

TEST_F(Places, OfAKeyWhoseNameStandsInTheContinuationBefore) {
  const Node& root = read("text \"一\" \\\n  \"说 next 话\" next 2\n");
  EXPECT_EQ(where(root.children.at(1).place), "x.info:2:18");
}

TEST_F(Places, OfATextWithLineBreaksInIt) {
  const Node& root = read("text \"一\\n二\" next 2\n");
  EXPECT_EQ(where(root.children.at(0).value_place()), "x.info:1:7");
  EXPECT_EQ(where(root.children.at(1).place), "x.info:1:17");
}

TEST_F(Places, OfWhatHasNoValueIsItsKey) {
  const Node& root = read("  unit { }\n  flag\n");
  EXPECT_EQ(where(root.children.at(0).value_place()), "x.info:1:3");
  EXPECT_EQ(pointed_at(root.children.at(0).value_place()), "unit");
  EXPECT_EQ(where(root.children.at(1).value_place()), "x.info:2:3");
}

TEST_F(Places, AreRightWithWindowsLineEndsAndTabs) {
  const Node& root = read("a 1\r\n\tb\t2\r\n");
  EXPECT_EQ(where(root.children.at(1).place), "x.info:2:2");
  EXPECT_EQ(where(root.children.at(1).value_place()), "x.info:2:4");
}

TEST_F(Places, AreRightBehindAKeyInQuotationMarks) {
  const Node& root = read("\"k\"v w\nw \"x\"\n\"k\"\"y\"\n");
  EXPECT_EQ(where(root.children.at(0).value_place()), "x.info:1:4");
  EXPECT_EQ(where(root.children.at(1).place), "x.info:1:6");
  EXPECT_EQ(where(root.children.at(2).place), "x.info:2:1");
  EXPECT_EQ(where(root.children.at(2).value_place()), "x.info:2:4");
  EXPECT_EQ(where(root.children.at(3).value_place()), "x.info:3:5");
}

TEST_F(Places, OfTheWholeTreeIsTheFile) { EXPECT_EQ(where(read("a 1\n").place), "x.info"); }

}  // namespace
}  // namespace lectern::host
