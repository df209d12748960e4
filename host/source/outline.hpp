// SPDX-License-Identifier: Apache-2.0
//
// Where the entries of a file stand, seen without parsing it: for readers that want a few of many.
#pragma once

#include "source/info.hpp"

#include <string_view>
#include <vector>

namespace lectern::host {

/// The lines of an entry: `key … {`, what is indented in it, and `}`.
struct Entry {
  Lines opening;  ///< up to the first indented line
  Lines closing;
  Lines whole;
};

/// The entries that begin with this key, in a file laid out as ours are: what is not indented by two spaces is a comment,
/// a brace, an empty line, or begins an entry. Empty for a file of another layout, which is to be read whole.
std::vector<Entry> outline(std::string_view text, std::string_view key);

inline std::string_view text_of(std::string_view text, const Lines& lines) {
  return text.substr(lines.begin, lines.end - lines.begin);
}

/// The first word, without quotation marks.
std::string_view first_word(std::string_view text);

/// The first word behind a key that begins a line of the entry; empty where there is none.
std::string_view word_of(std::string_view entry, std::string_view key);

}  // namespace lectern::host
