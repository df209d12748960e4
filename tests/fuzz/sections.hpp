// SPDX-License-Identifier: Apache-2.0
//
// Inputs that stand for several files: a line `==== NAME` begins each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lectern::test {

struct NamedText {
  std::string_view name;
  std::string_view text;
};

/// What comes before the first such line has the name "".
inline std::vector<NamedText> split_sections(std::string_view input) {
  constexpr std::string_view kMark = "==== ";
  std::vector<NamedText> out = {{{}, input}};
  for (std::size_t at = 0; at < input.size();) {
    const std::size_t end = input.find('\n', at);
    const std::size_t next = end == std::string_view::npos ? input.size() : end + 1;
    if (input.substr(at).starts_with(kMark)) {
      const auto* const here = input.data() + at;
      out.back().text = out.back().text.substr(0, static_cast<std::size_t>(here - out.back().text.data()));
      out.push_back({input.substr(at, end - at).substr(kMark.size()), input.substr(next)});
    }
    at = next;
  }
  return out;
}

/// The lines of a text, without empty ones.
inline std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end != 0) out.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace lectern::test
