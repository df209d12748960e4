// SPDX-License-Identifier: Apache-2.0
//
// A template as a reader of rules sees it: its own words, with a mark where a fact will stand.
#pragma once

#include "catalogue/passage.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

/// Stands for a fact: U+FFFC, which no text holds.
inline constexpr std::string_view kFactMark = "\uFFFC";

class PassageText {
 public:
  PassageText(const Template& form, const Place& passage);

  const std::string& text() const { return text_; }
  /// Where these bytes of text() were written: the place in the file, or of the passage where they stand nowhere as
  /// they are.
  Place place(std::size_t begin, std::size_t size) const;

 private:
  struct Piece {
    std::size_t begin = 0;
    std::string_view written;
  };
  std::string text_;
  std::vector<Piece> pieces_;
  Place passage_;
};

}  // namespace lectern::host
