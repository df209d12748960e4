// SPDX-License-Identifier: Apache-2.0
#include "check/spoken.hpp"

#include "source/source.hpp"

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

constexpr std::array<std::string_view, 10> kDigits = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

std::uint64_t rank_of(std::string_view character) {
  if (character == "十") return 10;
  if (character == "百") return 100;
  if (character == "千") return 1000;
  return 0;
}

/// 一百六十八: a number below ten thousand, in falling ranks. Nothing for 十四五, which is none.
std::optional<std::uint64_t> below_ten_thousand(std::string_view text) {
  std::uint64_t sum = 0;
  std::uint64_t last_rank = 10'000;
  bool has_digit = false;
  unsigned digit = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = character_at(text, at);
    at += character.size();
    if (const std::uint64_t rank = rank_of(character); rank != 0) {
      const bool leads = sum == 0 && !has_digit && rank == 10;  // 十二
      if (rank >= last_rank || (!has_digit && !leads) || (has_digit && digit == 0)) return std::nullopt;
      sum += (has_digit ? digit : 1) * rank;
      last_rank = rank;
      has_digit = false;
      digit = 0;
    } else if (const auto found = han_digit(character)) {
      if (digit != 0) return std::nullopt;
      has_digit = true;
      digit = *found;
    } else {
      return std::nullopt;
    }
  }
  return sum + digit;
}

}  // namespace

std::optional<unsigned> han_digit(std::string_view character) {
  if (character == "〇") return 0;
  if (character == "两") return 2;
  const auto* const found = std::find(kDigits.begin(), kDigits.end(), character);
  if (found == kDigits.end()) return std::nullopt;
  return static_cast<unsigned>(found - kDigits.begin());
}

bool is_han_numeral(std::string_view character) {
  return rank_of(character) != 0 || character == "点" || han_digit(character).has_value();
}

std::size_t places_of(std::string_view character) {
  if (character == "万") return 4;
  if (character == "亿") return 8;
  return 0;
}

std::optional<std::string> digit_by_digit(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = character_at(text, at);
    const auto digit = han_digit(character);
    if (!digit) return std::nullopt;
    out += static_cast<char>('0' + *digit);
    at += character.size();
  }
  return out;
}

std::optional<std::string> spoken_number(std::string_view text) {
  constexpr std::string_view kPoint = "点";
  const std::size_t point = text.find(kPoint);
  const auto whole = below_ten_thousand(text.substr(0, point));
  if (!whole || point == 0 || text.empty()) return std::nullopt;
  std::string out = std::to_string(*whole);
  if (point == std::string_view::npos) return out;
  const auto part = digit_by_digit(text.substr(point + kPoint.size()));
  if (!part || part->empty()) return std::nullopt;
  return out + "." + *part;
}

SmallCount small_count(std::string_view text) {
  constexpr std::size_t kMost = 99;
  constexpr std::size_t kLongestDigits = 2;
  constexpr std::size_t kLongestHan = 9;  // bytes of 九十九
  std::size_t length = 0;
  while (length < text.size() && length <= kLongestDigits && text[length] >= '0' && text[length] <= '9') ++length;
  if (length > kLongestDigits) return {};
  if (length != 0) return {std::stoul(std::string(text.substr(0, length))), length};
  for (std::string_view next = character_at(text, 0); is_han_numeral(next) && next != "点" && length <= kLongestHan;
       next = character_at(text, length))
    length += next.size();
  const auto number = length == 0 || length > kLongestHan ? std::nullopt : below_ten_thousand(text.substr(0, length));
  return number && *number <= kMost ? SmallCount{static_cast<std::size_t>(*number), length} : SmallCount{};
}

}  // namespace lectern::host
