// SPDX-License-Identifier: Apache-2.0
#include "source/outline.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

constexpr std::string_view kText =
    "; a comment\n"
    "\n"
    "entry one\n{\n  kind plain\n  note \"a { b\"\n}\n"
    "; between\n"
    "entry \"two\" {\n  kind   \"other\"\n    kind deeper\n}\n";

TEST(Outline, FindsTheLinesOfEveryBlock) {
  const std::vector<Entry> entries = outline(kText, "entry");
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(text_of(kText, entries[0].opening), "entry one\n{\n");
  EXPECT_EQ(text_of(kText, entries[0].closing), "}\n");
  EXPECT_EQ(text_of(kText, entries[0].whole), "entry one\n{\n  kind plain\n  note \"a { b\"\n}\n");
  EXPECT_EQ(entries[0].whole.first, 3U);
  EXPECT_EQ(entries[0].closing.first, 7U);
  EXPECT_EQ(text_of(kText, entries[1].opening), "entry \"two\" {\n");
  EXPECT_EQ(entries[1].whole.first, 9U);
  EXPECT_EQ(entries[1].whole.end, kText.size());
}

TEST(Outline, FindsNothingInAFileOfAnotherLayout) {
  for (const char* text : {
           "",
           "entry one { kind plain }\n",       // no closing line
           "entry one\n{\n  kind plain }\n",   // nor here
           "entry one\n{\nkind plain\n}\n",    // not indented
           "entry one\n{\n}\n}\n",             // closed twice
           "entry one\n{\nentry two\n{\n}\n",  // not closed
           "entry one\n\n{\n}\n",              // a line between
           "{\n}\n",                           // nothing before the brace
           "entry one\n{\n}\nother 1\n",       // another key
           "entries one\n{\n}\n",              // a longer key
           "entry one\r\n{\r\n}\r\n\r\n",      // an empty line of Windows
           "  kind plain\n",                   // indented, and in no entry
       })
    EXPECT_TRUE(outline(text, "entry").empty()) << text;
}

TEST(Outline, ReadsAFileWithoutALastLineEnd) {
  const std::string_view text = "entry one\n{\n}";
  const std::vector<Entry> entries = outline(text, "entry");
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(text_of(text, entries[0].closing), "}");
}

TEST(Outline, FindsTheWordBehindAKeyThatBeginsALine) {
  const std::vector<Entry> entries = outline(kText, "entry");
  EXPECT_EQ(word_of(text_of(kText, entries.at(0).whole), "kind"), "plain");
  EXPECT_EQ(word_of(text_of(kText, entries.at(1).whole), "kind"), "other");
  EXPECT_EQ(word_of("entry one\n{\n  note \"from 3 to 5\"\n}\n", "to"), "");
  EXPECT_EQ(word_of("entry one\n{\n  kinds a\n  kind b\n}\n", "kind"), "b");
  EXPECT_EQ(first_word("  \"two\" {"), "two");
  EXPECT_EQ(first_word(""), "");
}

}  // namespace
}  // namespace lectern::host
