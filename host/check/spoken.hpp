// SPDX-License-Identifier: Apache-2.0
//
// Numbers in Chinese numerals. All texts are in their normal form.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lectern::host {

/// The digit that a character stands for: 〇 and 零 to 九, 两.
std::optional<unsigned> han_digit(std::string_view character);

/// Whether numerals consist of it: digits, 十 百 千 and the point.
bool is_han_numeral(std::string_view character);

/// How many zeros it adds: 4 for 万, 8 for 亿.
std::size_t places_of(std::string_view character);

/// The value of a numeral that is spoken: 十二点六 is 12.6. Nothing where it is none, such as 十四五.
std::optional<std::string> spoken_number(std::string_view text);

/// Digit by digit: 二〇二六. Nothing where there is any other character.
std::optional<std::string> digit_by_digit(std::string_view text);

/// A small count at the beginning of a text, in digits or numerals: 三点, 12个, 两条.
struct SmallCount {
  std::size_t number = 0;  ///< 0: there is none
  std::size_t length = 0;
};
SmallCount small_count(std::string_view text);

}  // namespace lectern::host
