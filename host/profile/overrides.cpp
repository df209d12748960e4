// SPDX-License-Identifier: Apache-2.0
#include "profile/overrides.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

namespace lectern::host {
namespace {

using Kind = Override::Kind;

struct NamedKind {
  std::string_view name;
  Kind kind;
};
constexpr std::array<NamedKind, 7> kKinds = {{{"passage", Kind::passage},
                                              {"replace", Kind::replace},
                                              {"forbid", Kind::forbid},
                                              {"pin", Kind::pin},
                                              {"order", Kind::order},
                                              {"restore", Kind::restore},
                                              {"approve", Kind::approve}}};

const NamedKind* kind_named(std::string_view name) {
  const auto* found =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const NamedKind& kind) { return kind.name == name; });
  return found == kKinds.end() ? nullptr : found;
}

/// Whether the later word leaves nothing of the earlier. What replaces a passage may be pinned as well.
bool takes_back(Kind later, Kind earlier) {
  switch (later) {
    case Kind::passage:
      return earlier != Kind::order;
    case Kind::forbid:
    case Kind::restore:
      return earlier != Kind::order && earlier != Kind::passage;
    case Kind::replace:
      return earlier == Kind::replace || earlier == Kind::forbid || earlier == Kind::restore;
    case Kind::pin:
      return earlier == Kind::pin || earlier == Kind::forbid || earlier == Kind::restore;
    case Kind::order:
      return earlier == Kind::order;
    case Kind::approve:
      return earlier == Kind::approve || earlier == Kind::forbid;
  }
  return false;
}

/// Whether one layer may say both of one passage.
bool agree(Kind a, Kind b) {
  const auto both = [&](Kind x, Kind y) { return (a == x && b == y) || (a == y && b == x); };
  if (both(Kind::approve, Kind::replace) || both(Kind::approve, Kind::pin)) return true;
  return a == Kind::order || b == Kind::order ? a != b
                                              : both(Kind::replace, Kind::pin) || both(Kind::passage, Kind::pin);
}

}  // namespace

void merge_overrides(const Node& block, std::vector<Override>& overrides, Findings& findings) {
  std::vector<Override> layer;
  std::unordered_map<std::string, std::vector<std::size_t>> said;  // of each subject: at most a few, as they must agree
  for (const Node& child : block.children) {
    const NamedKind* known = kind_named(child.key);
    if (known == nullptr) {
      std::vector<std::string_view> names;
      for (const NamedKind& kind : kKinds) names.push_back(kind.name);
      Message hint = did_you_mean(child.key, names);
      if (hint.empty()) hint = message("it may be: {}", fmt::format("{}", fmt::join(names, ", ")));
      findings.error("key-unknown", child.place, message("unknown key '{}' in '{}'", child.key, block.key),
                     std::move(hint));
      continue;
    }
    if (child.value.empty()) {
      findings.error("value-missing", child.place, message("'{}' has no value", child.key),
                     known->kind == Kind::order     ? message("write: order SLOT {{ item BUNDLE/ID }}")
                     : known->kind == Kind::passage ? message("write: passage ID {{ ... }}")
                                                    : message("write: {} BUNDLE/ID", child.key));
      continue;
    }
    Override made{known->kind, std::string(child.value), child};
    if (known->kind == Kind::passage) made.subject = fmt::format("{}/{}", kProfileBundle, child.value);
    std::vector<std::size_t>& others = said[made.subject];
    const auto clash = std::find_if(others.begin(), others.end(),
                                    [&](std::size_t other) { return !agree(layer[other].kind, made.kind); });
    if (clash != others.end()) {
      const Override& first = layer[*clash];
      findings.error("key-repeated", child.place,
                     first.kind == made.kind ? message("'{}' stands here a second time", name_of(child))
                                             : message("'{}' contradicts '{}'", name_of(child), name_of(first.node)),
                     message("keep one of them; the first is in line {}", std::to_string(first.node.place.line)));
      continue;
    }
    others.push_back(layer.size());
    layer.push_back(std::move(made));
  }
  std::erase_if(overrides, [&](const Override& below) {
    const auto above = said.find(below.subject);
    return above != said.end() && std::any_of(above->second.begin(), above->second.end(), [&](std::size_t later) {
             return takes_back(layer[later].kind, below.kind);
           });
  });
  for (Override& made : layer) overrides.push_back(std::move(made));
}

}  // namespace lectern::host
