// SPDX-License-Identifier: Apache-2.0
//
// Data files in PropertyTree's INFO format, read strictly, with the place of every key. The only user of PropertyTree.
#pragma once

#include "source/diagnostic.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

/// A key with its value and what stands in its braces. Points into the Source it was read from, texts included.
struct Node {
  std::string_view key;
  std::string_view value;
  bool has_value = false;  ///< `key ""` has one, `key` and `key { }` have none
  /// It follows, in its line, a value without quotation marks: perhaps it belongs to that.
  bool follows_bare_value = false;
  std::vector<Node> children;
  Place place;           ///< of the key
  std::uint32_t at = 0;  ///< column of the value, or of the key where there is none

  Place value_place() const;
};

/// "key value", or "key" where there is no value: how messages name a block.
std::string name_of(const Node& node);

/// Where the value of the child with this key stands; the node's own place when there is none.
inline Place place_of(const Node& node, std::string_view key) {
  for (const Node& child : node.children) {
    if (child.key == key) return child.value_place();
  }
  return node.place;
}

/// Reads a whole source. Nothing, and at least one error, when it is no valid UTF-8, holds control characters or
/// `#include`, breaks the format, nests deeper than 64 levels or holds more than 50,000 keys.
/// Rationale for the limits: PropertyTree's own tree dies of a stack overflow at 100,000 levels, and `#include` would
/// read any file of the machine.
std::optional<Node> read_info(const Source& source, Findings& findings);

/// Whole lines of a source: their bytes, and the number of the first.
struct Lines {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t first = 1;
};

/// Reads these lines only, in the order of the source; together they must be well formed.
std::optional<Node> read_info(const Source& source, const std::vector<Lines>& parts, Findings& findings);

/// False, and an error, where a file could not be read. `right_one`: the hint where it is larger than `most_bytes`.
bool is_read(Files::Outcome outcome, const Place& file, std::size_t most_bytes, Message right_one, Findings& findings);

/// Keeps a file in `sources`, under its path, and with this label where one is given. Null, and an error, where it cannot be
/// read.
const Source* read_source(const Files& files, const std::filesystem::path& path, Sources& sources, Findings& findings,
                          std::string label = {});

/// read_source() and then read_info().
std::optional<Node> read_info_file(const Files& files, const std::filesystem::path& path, Sources& sources,
                                   Findings& findings, std::string label = {});

}  // namespace lectern::host
