// SPDX-License-Identifier: Apache-2.0
#include "source/outline.hpp"

#include <algorithm>

namespace lectern::host {
namespace {

constexpr std::string_view kIndent = "  ";

}  // namespace

std::vector<Entry> outline(std::string_view text, std::string_view key) {
  std::vector<Entry> found;
  const auto is_open = [&] { return !found.empty() && found.back().closing.end == 0; };
  bool in_opening = false;
  std::uint32_t number = 1;
  for (std::size_t at = 0, next = 0; at < text.size(); at = next, ++number) {
    next = std::min(text.find('\n', at), text.size() - 1) + 1;
    const std::string_view line = text.substr(at, next - at);
    const bool begins = line.starts_with(key) && line.substr(key.size()).starts_with(' ');
    if (begins) {
      if (is_open()) return {};
      found.push_back({{at, next, number}, {}, {at, next, number}});
      in_opening = true;
    } else if (line.front() == '{') {
      if (!in_opening || found.back().opening.first + 1 != number) return {};
      found.back().opening.end = next;
    } else if (line.front() == '}') {
      if (!is_open()) return {};
      found.back().closing = {at, next, number};
      found.back().whole.end = next;
    } else if (line.starts_with(kIndent)) {
      if (!is_open()) return {};
      in_opening = false;
    } else if (line.front() != ';' && line.front() != '\n') {
      return {};
    }
  }
  if (is_open()) return {};
  return found;
}

std::string_view first_word(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \""), text.size()));
  return text.substr(0, text.find_first_of(" \"{}\n"));
}

std::string_view word_of(std::string_view entry, std::string_view key) {
  for (std::size_t at = entry.find(key); at != std::string_view::npos; at = entry.find(key, at + 1)) {
    const std::size_t end = at + key.size();
    if (entry.substr(0, at).ends_with("\n  ") && entry.substr(end).starts_with(' '))
      return first_word(entry.substr(end));
  }
  return {};
}

}  // namespace lectern::host
