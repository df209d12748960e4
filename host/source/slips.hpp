// SPDX-License-Identifier: Apache-2.0
//
// Slips of the hand in INFO files: what a text means that the parser takes for something else, or turns down elsewhere.
#pragma once

#include "source/info.hpp"

#include <string_view>
#include <vector>

namespace lectern::host {

/// Whether a key or value without quotation marks is worth a look by report_slips(): cheap, for every word of a file.
bool is_suspicious_key(std::string_view word);
bool is_suspicious_value(std::string_view word);

/// Reports marks typed with the Chinese input method, and quotation marks and braces inside a word, one a line. False
/// where there are none.
bool report_slips(const Source& source, const std::vector<Lines>& parts, Findings& findings);

/// Reports the block that has no closing brace, where it was opened. Which one it is, indentation tells; where that does
/// not help, the last of those still open at the end.
void report_unclosed(const Source& source, const std::vector<Lines>& parts, Findings& findings);

}  // namespace lectern::host
