// SPDX-License-Identifier: Apache-2.0
#include "check/placeholder.hpp"

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

constexpr std::array<std::string_view, 12> kMarks = {"×",    "XX",     "xx", "ＸＸ", "某某", "□",
                                                     "待填", "待补充", "__", "＿",   "TODO", "FIXME"};

/// 有待补充完善, 亟待填补: these wait for something else.
constexpr std::array<std::string_view, 5> kWaiting = {"有", "亟", "急", "期", "等"};

bool is_digit(std::string_view text, std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; }

bool is_letter(std::string_view text, std::size_t at) {
  return at < text.size() && ((text[at] >= 'a' && text[at] <= 'z') || (text[at] >= 'A' && text[at] <= 'Z'));
}

/// The mark, and where it is repeated, all of it: ××××, XXX, ______.
std::size_t end_of(std::string_view text, std::size_t begin, std::string_view mark) {
  const std::string_view unit = mark == "XX" || mark == "xx" || mark == "__" ? mark.substr(1) : mark;
  std::size_t end = begin + mark.size();
  while (text.substr(end).starts_with(unit)) end += unit.size();
  return end;
}

/// Whether it is no other thing: 3×4, a word of letters, something that is to be done.
bool is_meant(std::string_view text, Stretch found) {
  if (text.substr(found.begin).starts_with("待"))
    return std::none_of(kWaiting.begin(), kWaiting.end(),
                        [&](std::string_view word) { return text.substr(0, found.begin).ends_with(word); });
  const bool has_before = found.begin != 0;
  if (has_before && is_digit(text, found.begin - 1) && is_digit(text, found.end) && text[found.begin] != '_')
    return text[found.begin] == 'X' || text[found.begin] == 'x';
  const bool letters = is_letter(text, found.begin);
  return !letters || !((has_before && is_letter(text, found.begin - 1)) || is_letter(text, found.end));
}

/// The brackets that belong to it: 【待填：…】.
Stretch with_brackets(std::string_view text, Stretch found) {
  constexpr std::string_view kOpen = "【";
  constexpr std::string_view kClose = "】";
  constexpr std::size_t kFarthest = 120;  // bytes: a label has some forty
  if (!text.substr(0, found.begin).ends_with(kOpen)) return found;
  const std::size_t close = text.find(kClose, found.end);
  if (close == std::string_view::npos || close - found.end > kFarthest) return found;
  return {found.begin - kOpen.size(), close + kClose.size()};
}

}  // namespace

std::optional<Stretch> find_placeholder(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    const auto* const mark =
        std::find_if(kMarks.begin(), kMarks.end(), [rest](std::string_view known) { return rest.starts_with(known); });
    if (mark == kMarks.end()) continue;
    const Stretch found{at, end_of(text, at, *mark)};
    if (is_meant(text, found)) return with_brackets(text, found);
    at = found.end - 1;
  }
  return std::nullopt;
}

}  // namespace lectern::host
