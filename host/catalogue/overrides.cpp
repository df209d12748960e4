// SPDX-License-Identifier: Apache-2.0
#include "catalogue/overrides.hpp"

#include "source/fields.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace lectern::host {
namespace {

using Kind = Override::Kind;

class Applying {
 public:
  Applying(const OverrideInputs& inputs, std::vector<Passage>& passages, std::deque<Wishes>& wishes, Findings& findings)
      : inputs_(inputs), passages_(passages), wishes_(wishes), findings_(findings) {}

  void run() {
    for (const Override& override : inputs_.overrides) {
      if (override.kind == Kind::passage) add(override.node);
    }
    said_.resize(passages_.size());
    for (std::size_t i = 0; i < passages_.size(); ++i) by_name_.emplace(name_of(passages_[i]), i);
    for (const Override& override : inputs_.overrides) {
      Passage* passage = override.kind == Kind::replace ? find(override.subject, override.node) : nullptr;
      if (passage != nullptr) replace(override.node, *passage);
    }
    for (const Override& override : inputs_.overrides) apply(override);  // which wordings there are is known now
  }

 private:
  void add(const Node& node) {
    if (!read_passage(node, inputs_.own, inputs_.slots, inputs_.vocabulary, passages_, findings_)) {
      faulty_.emplace(node.value);
      return;
    }
    said_.resize(passages_.size());
    wishes(passages_.back()).added = node.place;
  }

  void apply(const Override& override) {
    const Node& node = override.node;
    switch (override.kind) {
      case Kind::passage:
      case Kind::replace:
        return;
      case Kind::forbid:
        if (Passage* passage = find(override.subject, node)) wishes(*passage).forbidden = node.place;
        return finish(Fields(node, findings_));
      case Kind::pin:
        return pin(override);
      case Kind::order:
        return order(node);
      case Kind::approve:
        return approve(override);
      case Kind::restore:
        find(override.subject, node);
        return finish(Fields(node, findings_));
    }
  }

  static void finish(Fields fields) { fields.finish(); }

  Wishes& wishes(Passage& passage) {
    Wishes*& said = said_[static_cast<std::size_t>(&passage - passages_.data())];
    if (said == nullptr) said = &wishes_.emplace_back();
    passage.wishes = said;
    return *said;
  }

  void replace(const Node& node, Passage& passage) {
    if (replace_parts(node, inputs_.slots, inputs_.vocabulary, passage, findings_))
      wishes(passage).replaced = node.place;
  }

  void pin(const Override& override) {
    constexpr int kMostWordings = 1'000;
    Fields fields(override.node, findings_);
    Passage* passage = find(override.subject, override.node);
    fields.required("wording");
    const int wording = fields.number("wording", 1, kMostWordings, 0);
    fields.finish();
    if (passage == nullptr || wording == 0) return;
    const std::size_t count = passage->texts.size();
    if (static_cast<std::size_t>(wording) > count) {
      findings_.error("wording-unknown", place_of(override.node, "wording"),
                      message("passage '{}' has no wording {}", override.subject, std::to_string(wording)),
                      message("it has {}: 'lectern plan' shows which is taken", std::to_string(count)));
      return;
    }
    Wishes& said = wishes(*passage);
    said.pinned = override.node.place;
    said.wording = static_cast<std::size_t>(wording) - 1;
  }

  /// `approve BUNDLE/ID { by "李明" }`
  void approve(const Override& override) {
    Fields fields(override.node, findings_);
    Passage* passage = find(override.subject, override.node);
    const std::string_view by = fields.required("by");
    fields.finish();
    if (passage == nullptr) return;
    if (passage->proposes.empty())
      findings_.warning("without-effect", override.node.value_place(),
                        message("passage '{}' proposes nothing, so there is nothing to approve", override.subject),
                        message("leave it out"));
    Wishes& said = wishes(*passage);
    said.approved = override.node.place;
    said.approved_by = by;
  }

  void order(const Node& node) {
    Fields fields(node, findings_);
    const std::vector<const Node*> items = fields.many("item");
    fields.finish();
    const auto slot = inputs_.slots.find(node.value);
    if (!slot) {
      findings_.error("slot-unknown", node.value_place(), message("there is no slot '{}'", node.value),
                      did_you_mean(node.value, inputs_.slots.ids()));
      return;
    }
    std::size_t rank = 0;
    for (const Node* item : items) {
      Passage* passage = find(std::string(item->value), *item);
      if (passage == nullptr) continue;
      Wishes& said = wishes(*passage);
      if (passage->slot != *slot) {
        findings_.error("slot-mismatch", item->value_place(),
                        message("passage '{}' is for the slot '{}', not '{}'", item->value,
                                inputs_.slots[passage->slot].id, node.value),
                        message("order it there"));
      } else if (said.ordered.source != nullptr) {
        findings_.error("id-repeated", item->value_place(), message("'{}' stands here a second time", item->value),
                        message("keep one of them"));
      } else {
        said.ordered = item->place;
        said.rank = rank++;
      }
    }
  }

  /// The passage of that name. Null where there is none: an error, unless a bundle that does not speak here has it, or
  /// the passage has errors of its own.
  Passage* find(const std::string& name, const Node& node) {
    if (const auto known = by_name_.find(name); known != by_name_.end()) return &passages_[known->second];
    const std::string_view bundle = std::string_view(name).substr(0, name.find('/'));
    const std::string_view id =
        bundle.size() == name.size() ? std::string_view() : std::string_view(name).substr(bundle.size() + 1);
    if (!id.empty() && std::find(inputs_.away.begin(), inputs_.away.end(), bundle) != inputs_.away.end())
      return nullptr;
    if (bundle == kProfileBundle && faulty_.contains(std::string(id))) return nullptr;
    findings_.error("passage-unknown", node.value_place(), message("there is no passage '{}'", name),
                    [&] { return nearest(name, id); });
    return nullptr;
  }

  /// First what lacks only its bundle, or has a wrong one.
  Message nearest(std::string_view name, std::string_view id) {
    const std::string_view wanted = id.empty() ? name : id;
    if (sorted_.empty()) {
      for (const auto& [known, index] : by_name_) sorted_.push_back(known);
      std::sort(sorted_.begin(), sorted_.end());
    }
    const auto same = std::find_if(sorted_.begin(), sorted_.end(),
                                   [&](std::string_view known) { return known.substr(known.find('/') + 1) == wanted; });
    if (same != sorted_.end()) return message("did you mean '{}'?", *same);
    Message hint = did_you_mean(name, sorted_);
    return hint.empty() ? message("'lectern plan PROFILE' shows the passages with their names") : hint;
  }

  const OverrideInputs& inputs_;
  std::vector<Passage>& passages_;
  std::deque<Wishes>& wishes_;
  Findings& findings_;
  std::unordered_map<std::string, std::size_t> by_name_;
  std::vector<std::string_view> sorted_;  ///< the names, once one was looked for in vain
  std::vector<Wishes*> said_;             ///< of each passage; null: nothing
  std::set<std::string> faulty_;          ///< own passages with errors
};

}  // namespace

void apply_overrides(const OverrideInputs& inputs, std::vector<Passage>& passages, std::deque<Wishes>& wishes,
                     Findings& findings) {
  if (!inputs.overrides.empty()) Applying(inputs, passages, wishes, findings).run();
}

}  // namespace lectern::host
