// SPDX-License-Identifier: Apache-2.0
//
// How rare characters are read. The table is made from Unihan when the program is built: see readings.py.
#pragma once

#include <cstddef>
#include <string_view>

namespace lectern::host {

/// The usual reading of a character outside the 3,500 common ones (通用规范汉字表, level 1); empty for the common ones and
/// for what Unihan has no reading of.
std::string_view reading_of(char32_t character);

/// Calls `visit(at, bytes, reading)` for every rare character of the text, with its place in bytes.
template <typename Visit>
void for_each_rare(std::string_view text, const Visit& visit) {
  for (std::size_t at = 0; at < text.size();) {
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (at + bytes > text.size()) return;
    char32_t character = bytes == 1 ? first : first & (0x7FU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i)
      character = character << 6U | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    if (const std::string_view reading = reading_of(character); !reading.empty()) visit(at, bytes, reading);
    at += bytes;
  }
}

}  // namespace lectern::host
