// SPDX-License-Identifier: Apache-2.0
#include "source/characters.hpp"

#include <gtest/gtest.h>
#include <utf8proc.h>

namespace lectern::host {
namespace {

std::string utf8(std::int32_t point) {
  utf8proc_uint8_t bytes[4];
  const utf8proc_ssize_t size = utf8proc_encode_char(point, bytes);
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

TEST(Character, IsRefusedByItsCategory) {
  struct Case {
    std::int32_t point;
    CharacterFault fault;
  };
  constexpr Case kCases[] = {{0x00, CharacterFault::control},
                             {0x1B, CharacterFault::control},
                             {0x7F, CharacterFault::control},
                             {0x9B, CharacterFault::control},
                             {0xAD, CharacterFault::format},
                             {0x200B, CharacterFault::format},
                             {0x200D, CharacterFault::format},
                             {0x202E, CharacterFault::format},
                             {0x2060, CharacterFault::format},
                             {0x2066, CharacterFault::format},
                             {0x2069, CharacterFault::format},
                             {0xFEFF, CharacterFault::format},
                             {0xFFF9, CharacterFault::format},
                             {0xE0001, CharacterFault::format},
                             {0xE0041, CharacterFault::format},
                             {0xA0, CharacterFault::space},
                             {0x2003, CharacterFault::space},
                             {0x2028, CharacterFault::space},
                             {0x202F, CharacterFault::space},
                             {0x115F, CharacterFault::filler},
                             {0x1160, CharacterFault::filler},
                             {0x3164, CharacterFault::filler},
                             {0xFFA0, CharacterFault::filler},
                             {0x2800, CharacterFault::filler},
                             {0x034F, CharacterFault::filler},
                             {0x180B, CharacterFault::filler},
                             {0xFFFC, CharacterFault::filler},
                             {0xE000, CharacterFault::private_use},
                             {0xF8FF, CharacterFault::private_use},
                             {0xF0000, CharacterFault::private_use},
                             {0x10FFFD, CharacterFault::private_use},
                             {0xFFFE, CharacterFault::unassigned},
                             {0xFFFF, CharacterFault::unassigned},
                             {0xFDD0, CharacterFault::unassigned},
                             {0x1FFFE, CharacterFault::unassigned},
                             {0x10FFFF, CharacterFault::unassigned},
                             {0x0378, CharacterFault::unassigned},
                             {0xFF00, CharacterFault::unassigned},
                             {0x3040, CharacterFault::unassigned},
                             {0xFE0F, CharacterFault::selector},
                             {0xE0100, CharacterFault::selector},
                             {' ', CharacterFault::none},
                             {'\n', CharacterFault::none},
                             {'\t', CharacterFault::none},
                             {0x3000, CharacterFault::none},
                             {0x4E00, CharacterFault::none},
                             {0x20BB7, CharacterFault::none},
                             {0x2EBF0, CharacterFault::none},
                             {0x31350, CharacterFault::none},
                             {0x301, CharacterFault::none},
                             {0x1F600, CharacterFault::none},
                             {0xFFFD, CharacterFault::none}};
  for (const Case& known : kCases) EXPECT_EQ(fault_of(known.point, 0), known.fault) << code_point(known.point);
}

TEST(Character, ThatSelectsAVariantFollowsAChineseOne) {
  for (const std::int32_t selector : {0xFE00, 0xFE0F, 0xE0100, 0xE01EF}) {
    for (const std::int32_t chinese : {0x3007, 0x3400, 0x845B, 0xFA10, 0x20BB7})
      EXPECT_EQ(fault_of(selector, chinese), CharacterFault::none);
    for (const std::int32_t other : {0, int{'a'}, 0x3001, 0x2764, selector})
      EXPECT_EQ(fault_of(selector, other), CharacterFault::selector);
  }
  EXPECT_EQ(check_text("葛\U000E0100城").fault, TextFault::none);
  EXPECT_EQ(check_text("a葛\uFE00").fault, TextFault::none);
  EXPECT_EQ(check_text("葛a\uFE00").offset, 4U);
  EXPECT_EQ(check_text("葛\uFE00\uFE00").offset, 6U);
}

TEST(CheckText, FindsEveryCharacterThatIsRefusedWhereverItStands) {
  for (std::int32_t point = 1; point <= 0x10FFFF; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    const CharacterFault fault = fault_of(point, '.');
    const TextCheck check = check_text("好." + utf8(point) + "好a");
    ASSERT_EQ(check.why, fault) << code_point(point);
    ASSERT_EQ(check.fault == TextFault::none, fault == CharacterFault::none);
    if (fault == CharacterFault::none) continue;
    ASSERT_EQ(check.point, point);
    ASSERT_EQ(check.offset, 4U);
  }
}

TEST(CheckText, FindsTheFirstFaultyByte) {
  EXPECT_EQ(check_text("好\n\t\r\n ok").fault, TextFault::none);
  const TextCheck control = check_text("好\x01\xFF");
  EXPECT_EQ(control.fault, TextFault::control_character);
  EXPECT_EQ(control.offset, 3U);
  EXPECT_EQ(control.point, 1);
  const TextCheck broken = check_text("好a\xFF\x01");
  EXPECT_EQ(broken.fault, TextFault::not_utf8);
  EXPECT_EQ(broken.offset, 4U);
}

TEST(CheckText, TakesACarriageReturnForALineEndOnly) {
  EXPECT_EQ(check_text("a\rb").offset, 1U);
  EXPECT_EQ(check_text("a\r").offset, 1U);
}

TEST(CheckText, KnowsTextsOfOneLine) {
  EXPECT_EQ(check_text("a\nb", TextKind::line).offset, 1U);
  EXPECT_EQ(check_text("a\tb", TextKind::paragraphs).offset, 1U);
  EXPECT_EQ(check_text("a\r\nb", TextKind::paragraphs).offset, 1U);
  EXPECT_EQ(check_text("a\nb", TextKind::paragraphs).fault, TextFault::none);
  EXPECT_EQ(check_text("\x01\n", TextKind::line).point, 1);
}

TEST(Visible, ShowsInOneLineWhatCannotBeSeen) {
  EXPECT_EQ(visible("甲\n乙\t丙\r"), "甲\\n乙\\t丙\\r");
  EXPECT_EQ(visible("\x1b[31m\u009b\u202e\uFFFE"), "<U+001B>[31m<U+009B><U+202E><U+FFFE>");
  EXPECT_EQ(visible("\xC3("), "<0xC3>(");
  EXPECT_EQ(visible("葛\U000E0100 \"<U+0007>\""), "葛\U000E0100 \"<U+0007>\"");
}

TEST(Printable, KeepsLinesAndNothingThatActs) {
  EXPECT_EQ(printable("甲\n\t乙"), "甲\n\t乙");
  EXPECT_EQ(printable("a\x1b[0m\uFFFF\xFF\r."), "a\uFFFD[0m\uFFFD\uFFFD\uFFFD.");
}

}  // namespace
}  // namespace lectern::host
