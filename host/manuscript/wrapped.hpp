// SPDX-License-Identifier: Apache-2.0
//
// Plain text that a program broke into lines of one width.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace lectern::host {

/// For each line, whether it goes on with the paragraph of the line before it. Nowhere where the text is not wrapped: where
/// lines that end in the midst of a sentence differ in width.
std::vector<bool> wrapped_lines(std::span<const std::string_view> lines);

}  // namespace lectern::host
