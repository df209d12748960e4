// SPDX-License-Identifier: Apache-2.0
//
// The form in which text is looked at, however it was typed. All checks of manuscripts look at this form, none of them knows
// full width from half width.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

/// A part of a text, in bytes.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A text in its normal form, with the way back to where each part of it stands in the original:
/// - Letters, digits and marks that have a half-width form are in it: 12.6% for １２．６％, (一) for （一） and ㈠, 1. for ⒈.
///   A full-width comma between half-width digits stays: it separates clauses, not thousands.
/// - Blanks stand only between two characters of half width: 12.6亿元 for 12.6 亿元, 3月6日 for 3 月 6 日.
/// - A zero among Chinese digits is 〇, whatever was typed for it: 二〇〇九 for 二○○九, 二OO九 and 二00九.
/// - Radicals and compatibility characters are the characters they look like; a multiplication sign is ×, a dot in a name ·.
/// Line breaks stay. Takes time in proportion to the text.
class NormalText {
 public:
  explicit NormalText(std::string_view original);

  std::string_view text() const { return text_; }

  /// Where a part of the normal form stands in the original, without blanks around it.
  Stretch original(Stretch normal) const;

 private:
  friend class Normalizer;

  /// From this byte of the normal form on, the original goes on at that one.
  struct Step {
    std::size_t normal = 0;
    std::size_t original = 0;
  };

  std::string text_;
  std::vector<Step> steps_;
};

}  // namespace lectern::host
