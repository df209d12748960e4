// SPDX-License-Identifier: Apache-2.0
#include "profile/value_text.hpp"

#include "source/source.hpp"

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

bool is_chinese(std::string_view character) { return character.size() >= 3; }

}  // namespace

std::optional<HalfWidthMark> half_width_mark(std::string_view text) {
  constexpr std::array<HalfWidthMark, 8> kMarks = {
      {{"\"", "“”"}, {",", "，"}, {";", "；"}, {":", "："}, {"?", "？"}, {"!", "！"}, {"(", "（"}, {")", "）"}}};
  std::string_view before;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = character_at(text, at);
    const std::string_view behind = character_at(text, at + character.size());
    const auto* const mark =
        std::find_if(kMarks.begin(), kMarks.end(), [&](const HalfWidthMark& known) { return known.half == character; });
    if (mark != kMarks.end() && (mark->half == "\"" || is_chinese(before) || is_chinese(behind))) return *mark;
    before = character;
    at += character.size();
  }
  return std::nullopt;
}

bool is_bare_number(std::string_view text) {
  constexpr std::string_view kChinese = "〇零一二两三四五六七八九十百千万亿";
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = character_at(text, at);
    const bool is_digit = character.size() == 1 && (character == "." || (character >= "0" && character <= "9"));
    if (!is_digit && !(is_chinese(character) && kChinese.find(character) != std::string_view::npos)) return false;
    at += character.size();
  }
  return !text.empty();
}

}  // namespace lectern::host
