// SPDX-License-Identifier: Apache-2.0
#include "inspect/figures.hpp"

#include <algorithm>

namespace lectern::host {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_latin(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// 12345 and its like, 110 to 119, 120, 122.
bool is_dialled(std::string_view figure) {
  const bool digits = std::all_of(figure.begin(), figure.end(), &is_digit);
  if (!digits) return false;
  if (figure.size() == 5) return figure.starts_with("12");
  return figure.size() == 3 && (figure.starts_with("11") || figure == "120" || figure == "122");
}

bool is_named(std::string_view text, std::size_t from, std::size_t to) {
  constexpr std::string_view kDot = "·";
  const bool dotted = text.substr(to).starts_with(kDot) || text.substr(0, from).ends_with(kDot);
  const bool worded = (from > 0 && is_latin(text[from - 1])) || (to < text.size() && is_latin(text[to]));
  return dotted || worded || is_dialled(text.substr(from, to - from));
}

/// Past braces that name a fact; `{{` is a character.
std::size_t behind_braces(std::string_view text, std::size_t at) {
  if (text.substr(at).starts_with("{{")) return at + 2;
  const std::size_t end = text.find('}', at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

}  // namespace

std::vector<OwnFigure> own_figures(std::string_view text) {
  constexpr std::string_view kOpen = "《";
  constexpr std::string_view kClose = "》";
  std::vector<OwnFigure> out;
  bool in_title = false;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '{') {
      at = behind_braces(text, at);
      continue;
    }
    if (text.substr(at).starts_with(kOpen)) in_title = true;
    if (text.substr(at).starts_with(kClose)) in_title = false;
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() &&
           (is_digit(text[end]) || (text[end] == '.' && end + 1 < text.size() && is_digit(text[end + 1]))))
      ++end;
    if (!in_title && !is_named(text, at, end)) out.push_back({text.substr(at, end - at), at});
    at = end;
  }
  return out;
}

std::string plain_number(std::string_view number) {
  constexpr std::size_t kMostPlaces = 3;  // that a rate is rounded to: see Decimal::share
  const bool negative = number.starts_with('-');
  if (negative) number.remove_prefix(1);
  while (number.size() > 1 && number[0] == '0' && number[1] != '.') number.remove_prefix(1);
  const std::size_t point = number.find('.');
  if (point != std::string_view::npos && number.size() - point - 1 > kMostPlaces) {
    while (number.ends_with('0')) number.remove_suffix(1);
    if (number.ends_with('.')) number.remove_suffix(1);
  }
  const bool zero = number.find_first_not_of("0.") == std::string_view::npos;
  return (negative && !zero ? "-" : "") + std::string(number);
}

}  // namespace lectern::host
