// SPDX-License-Identifier: Apache-2.0
//
// What the checked code gave or printed, fit to be shown: it may be any bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lectern::host {

/// Bytes of what the host itself finds, with words of the code in it.
inline constexpr std::size_t kLongestFinding = 2000;

/// In one line, cut off behind `most_bytes`: what is not UTF-8 or cannot be seen is shown as a replacement character.
std::string legible(std::string_view text, std::size_t most_bytes = 300);

/// The same, but for its lines.
std::string legible_lines(std::string_view text);

}  // namespace lectern::host
