// SPDX-License-Identifier: Apache-2.0
//
// How every reader asks a node for its keys: what nobody asked for is an error.
#pragma once

#include "source/info.hpp"

#include <string_view>
#include <vector>

namespace lectern::host {

/// Reports what stands in the braces of a key that has a value alone.
void refuse_children(const Node& node, Findings& findings);

/// Strict access to the children of a node: each key is asked for once, finish() reports those nobody asked for.
class Fields {
 public:
  Fields(const Node& node, Findings& findings) : node_(node), findings_(findings) {}

  /// The child with this key, if any. More than one is an error.
  const Node* one(std::string_view key);
  /// All children with this key, in the order of the file.
  std::vector<const Node*> many(std::string_view key);
  /// The value of the child with this key; empty and an error where it is missing, empty or has children.
  std::string_view required(std::string_view key);
  /// The value of the child with this key; empty where there is none, an error where it has children.
  std::string_view optional(std::string_view key);
  /// A whole number within bounds, or `otherwise` where the key is absent.
  int number(std::string_view key, int least, int most, int otherwise);
  /// Whether the key is there, and says "yes"; another value is an error.
  bool yes(std::string_view key);
  /// Reports unknown keys, with the nearest known one.
  void finish();

 private:
  const Node& node_;
  Findings& findings_;
  std::vector<std::string_view> asked_;
};

}  // namespace lectern::host
