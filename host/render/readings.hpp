// SPDX-License-Identifier: Apache-2.0
//
// How characters are read that a speaker may not know: rare ones, by a table made from Unihan when the program is built
// (readings.py); surnames that are read in a way of their own; and what the profile says of its own names.
#pragma once

#include "draft.hpp"
#include "render/page.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lectern::host {

/// The usual reading of a character outside the 3,500 common ones (通用规范汉字表, level 1); empty for the common ones and
/// for what Unihan has no reading of.
std::string_view reading_of(char32_t character);

/// A character of a text, as byte offsets, and its reading.
struct Ruby {
  std::size_t at = 0;
  std::size_t bytes = 0;
  std::string_view reading;
};

/// The readings of a draft. What it gives points into it and into static tables.
class Readings {
 public:
  /// Warns of a row of `readings` that has not one syllable for each character.
  Readings(const Draft& draft, Findings& findings);

  /// In the order of the text.
  std::vector<Ruby> in(const Run& run) const;

 private:
  struct Given {
    std::string text;
    std::vector<std::string> syllables;
  };

  const Draft& draft_;
  std::vector<Given> given_;
};

/// The surnames of a text that names persons, each with its post before it or not, where they are read in another way than
/// the character is elsewhere: 副局长查盖、单晓.
std::vector<Ruby> surnames_in(std::string_view persons);

}  // namespace lectern::host
