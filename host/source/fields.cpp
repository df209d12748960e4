// SPDX-License-Identifier: Apache-2.0
#include "source/fields.hpp"

#include <algorithm>
#include <charconv>

namespace lectern::host {

const Node* Fields::one(std::string_view key) {
  asked_.push_back(key);
  const Node* found = nullptr;
  for (const Node& child : node_.children) {
    if (child.key != key) continue;
    if (found == nullptr) {
      found = &child;
    } else {
      findings_.error("key-repeated", child.place, message("'{}' stands here a second time", key),
                      message("keep one of them; the first is in line {}", std::to_string(found->place.line)));
    }
  }
  return found;
}

std::vector<const Node*> Fields::many(std::string_view key) {
  asked_.push_back(key);
  std::vector<const Node*> found;
  for (const Node& child : node_.children) {
    if (child.key == key) found.push_back(&child);
  }
  return found;
}

void refuse_children(const Node& node, Findings& findings) {
  for (const Node& child : node.children)
    findings.error("key-unknown", child.place, message("unknown key '{}' in '{}'", child.key, node.key),
                   message("'{}' has a value and nothing in braces", node.key));
}

namespace {

/// Keys are of plain letters, and have a value.
bool belongs_to_value_before(const Node& node) {
  const bool is_plain =
      std::none_of(node.key.begin(), node.key.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const bool is_bare = !node.has_value && node.children.empty();
  return node.follows_bare_value && (!is_plain || is_bare);
}

}  // namespace

void report_unknown(const Node& node, Message what, const std::function<Message()>& nearest, const Message& otherwise,
                    Findings& findings) {
  constexpr std::string_view kCode = "key-unknown";
  constexpr std::string_view kUnquoted = "value-unquoted";
  if (findings.is_full(kCode, node.place.source)) return findings.count(Severity::error, kCode, node.place.source);
  Message hint = nearest();
  if (hint.empty() && belongs_to_value_before(node)) {
    const Diagnostic* last = findings.all().empty() ? nullptr : &findings.all().back();
    const bool is_told = last != nullptr && last->code == kUnquoted && last->place.source == node.place.source &&
                         last->place.line == node.place.line;
    if (is_told) return;  // a further word of the same value
    return findings.error(kUnquoted, node.place,
                          message("the value before '{}' has no quotation marks, so it ends at the space", node.key),
                          message("put the whole value in quotation marks"));
  }
  findings.error(kCode, node.place, std::move(what), hint.empty() ? otherwise : std::move(hint));
}

std::string_view Fields::required(std::string_view key) {
  const Node* found = one(key);
  if (found == nullptr) {
    const std::string lacking = name_of(node_);
    findings_.error("key-missing", node_.place,
                    lacking.empty() ? message("the file lacks the key '{}'", key)
                                    : message("'{}' lacks the key '{}'", lacking, key),
                    message("add: {} ...", key));
    return {};
  }
  if (found->value.empty()) {
    findings_.error("value-missing", found->place, message("'{}' has no value", key),
                    message("write: {} \"...\"", key));
  }
  refuse_children(*found, findings_);
  return found->value;
}

std::string_view Fields::optional(std::string_view key) {
  const Node* found = one(key);
  if (found == nullptr) return {};
  refuse_children(*found, findings_);
  return found->value;
}

int Fields::number(std::string_view key, int least, int most, int otherwise) {
  const Node* found = one(key);
  if (found == nullptr) return otherwise;
  refuse_children(*found, findings_);
  int value = 0;
  const char* end = found->value.data() + found->value.size();
  const auto [stop, fault] = std::from_chars(found->value.data(), end, value);
  if (fault != std::errc() || stop != end || value < least || value > most) {
    findings_.error(
        "value-type", found->value_place(),
        message("'{}' must be a whole number from {} to {}", key, std::to_string(least), std::to_string(most)));
    return otherwise;
  }
  return value;
}

bool Fields::yes(std::string_view key) {
  const Node* found = one(key);
  if (found == nullptr) return false;
  refuse_children(*found, findings_);
  if (found->value != "yes")
    findings_.error("value-type", found->value_place(), message("'{}' must be '{}'", key, "yes"),
                    message("leave it out where it does not hold"));
  return found->value == "yes";
}

void Fields::finish() {
  for (const Node& child : node_.children) {
    if (std::find(asked_.begin(), asked_.end(), child.key) != asked_.end()) continue;
    report_unknown(
        child, message("unknown key '{}'", child.key), [&] { return did_you_mean(child.key, asked_); }, {}, findings_);
  }
}

}  // namespace lectern::host
