// SPDX-License-Identifier: Apache-2.0
//
// What is odd about the text of a value: it stands in a sentence as it is.
#pragma once

#include <optional>
#include <string_view>

namespace lectern::host {

/// A mark as it is typed in English, and as it stands in a Chinese text.
struct HalfWidthMark {
  std::string_view half;
  std::string_view full;
};

/// The first straight quotation mark, or other half-width mark beside a Chinese character: 3,000 and 9:30 are right.
std::optional<HalfWidthMark> half_width_mark(std::string_view text);

/// 3, 12.6, 十二: something is missing then, 月 or 号 or whatever it is a number of.
bool is_bare_number(std::string_view text);

}  // namespace lectern::host
