// SPDX-License-Identifier: Apache-2.0
#include "render/readings.hpp"

#include <algorithm>
#include <cstdint>

namespace lectern::host {
namespace {

/// A character, and its reading in `kSyllables`.
struct Reading {
  std::uint32_t character;
  std::uint16_t syllable;
};

#include "readings.inc"  // kSyllables, and kReadings in the order of characters

}  // namespace

std::string_view reading_of(char32_t character) {
  const auto* const end = kReadings + sizeof kReadings / sizeof *kReadings;
  const auto* const found = std::lower_bound(
      kReadings, end, character, [](const Reading& reading, char32_t wanted) { return reading.character < wanted; });
  return found == end || found->character != character ? std::string_view()
                                                       : std::string_view(kSyllables[found->syllable]);
}

}  // namespace lectern::host
