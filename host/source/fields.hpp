// SPDX-License-Identifier: Apache-2.0
//
// How every reader asks a node for its keys: what nobody asked for is an error.
#pragma once

#include "source/info.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace lectern::host {

/// Reports what stands in the braces of a key that has a value alone.
void refuse_children(const Node& node, Findings& findings);

/// Reports a key that is not known: with the nearest one, or as what belongs to the value before it, or with `otherwise`.
/// `nearest` is asked only where it is needed.
void report_unknown(const Node& node, Message what, const std::function<Message()>& nearest, const Message& otherwise,
                    Findings& findings);

/// Leaves off what is more than `most`, and says so: for what is looked through again and again.
template <typename Element>
void keep_first(std::vector<Element>& elements, std::size_t most, std::string_view key, const Place& place,
                Findings& findings) {
  if (elements.size() <= most) return;
  findings.error("too-many", place, message("'{}' stands here more than {} times", key, std::to_string(most)),
                 message("leave out what is not needed"));
  elements.erase(elements.begin() + static_cast<std::ptrdiff_t>(most), elements.end());
}

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
