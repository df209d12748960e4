// SPDX-License-Identifier: Apache-2.0
//
// Brackets that hold a place for a value, and what is said of values inside them.
#pragma once

#include "check/placeholder.hpp"

#include <string_view>

namespace lectern::host {

/// Where the slot ends that begins with the bracket here; 0 where it is none. The text is in its normal form.
std::size_t slot_end(std::string_view text, std::size_t at, Braces braces);

/// Whether the character names what is counted, an office or a rank: what comes behind a number or a name that is left open,
/// as in X年, X局.
bool is_counted_or_named(std::string_view character);

}  // namespace lectern::host
