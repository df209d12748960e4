// SPDX-License-Identifier: Apache-2.0
//
// Numbers that are part of a name or set phrase: nobody has to vouch for them. What is listed here will be data one day.
#pragma once

#include <cstddef>
#include <string_view>

namespace lectern::host {

/// A number as it stands in a text in its normal form.
struct NumberPlace {
  std::string_view text;
  std::size_t begin = 0;
  std::size_t end = 0;     ///< behind 万 and 亿, before its unit
  std::string_view value;  ///< in plain digits
};

bool is_part_of_name(const NumberPlace& number);

}  // namespace lectern::host
