// SPDX-License-Identifier: Apache-2.0
#include "inspect/legible.hpp"

#include "source/source.hpp"

namespace lectern::host {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";
constexpr std::string_view kCut = "…";

bool can_be_shown(std::string_view character) {
  return character != "\r" && check_text(character).fault == TextFault::none;
}

}  // namespace

std::string legible_lines(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = character_at(text, at);
    out += can_be_shown(character) ? character : kReplacement;
    at += character.size();
  }
  return out;
}

std::string legible(std::string_view text, std::size_t most_bytes) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size() && at + character_at(text, at).size() <= most_bytes) {
    const std::string_view character = character_at(text, at);
    out += character == "\n" ? "\\n" : can_be_shown(character) ? character : kReplacement;
    at += character.size();
  }
  if (at != text.size()) out += kCut;
  return out;
}

}  // namespace lectern::host
