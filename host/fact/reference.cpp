// SPDX-License-Identifier: Apache-2.0
#include "fact/reference.hpp"

#include <algorithm>

namespace lectern::host {
namespace {

constexpr std::string_view kPrefix = "ref.";

}  // namespace

References References::read(const Node& file, Findings& findings) {
  References made;
  Fields fields(file, findings);
  for (const Node* node : fields.many("reference")) {
    Fields entry(*node, findings);
    Reference reference;
    reference.id = node->value;
    if (reference.id.empty())
      findings.error("value-missing", node->place, message("'{}' has no value", "reference"),
                     message("write: {} \"...\"", "reference"));
    reference.kind = entry.required("kind");
    reference.term = entry.required("term");
    reference.source = entry.optional("source");
    reference.place = node->place;
    entry.optional("confidence");
    entry.optional("note");
    const auto from = read_date(entry, "from", *node, findings);
    reference.to = read_date(entry, "to", *node, findings);
    entry.finish();
    if (!from) {
      if (entry.one("from") == nullptr)
        findings.error("key-missing", node->place, message("'{}' lacks the key '{}'", node->value, "from"),
                       message("write it as YYYY-MM-DD"));
      continue;
    }
    reference.from = *from;
    const auto same = std::find_if(made.all_.begin(), made.all_.end(),
                                   [&](const Reference& known) { return known.id == reference.id; });
    if (same != made.all_.end()) {
      findings.error("id-repeated", node->place, message("reference '{}' stands here a second time", reference.id),
                     message("the first is in line {}", std::to_string(same->place.line)));
      continue;
    }
    made.all_.push_back(std::move(reference));
  }
  fields.finish();
  return made;
}

const Reference* References::in_force(std::string_view name, Date day) const {
  const Reference* newest = nullptr;
  for (const Reference& reference : all_) {
    if (reference.from > day || (reference.to && *reference.to <= day)) continue;
    if (reference.id == name) return &reference;
    if (reference.kind == name && (newest == nullptr || newest->from < reference.from)) newest = &reference;
  }
  return newest;
}

bool References::knows(std::string_view name) const {
  return std::any_of(all_.begin(), all_.end(),
                     [&](const Reference& reference) { return reference.id == name || reference.kind == name; });
}

std::vector<std::string_view> References::names() const {
  std::vector<std::string_view> out;
  for (const Reference& reference : all_) {
    out.push_back(reference.id);
    out.push_back(reference.kind);
  }
  return out;
}

std::optional<FactId> find_reference(std::string_view key, const References& references, Schema& schema) {
  if (!key.starts_with(kPrefix)) return std::nullopt;
  if (const auto known = schema.find(key)) return known;
  const std::string_view name = key.substr(kPrefix.size());
  if (!references.knows(name)) return std::nullopt;
  FactSpec spec;
  spec.key = key;
  spec.spec.label = name;
  spec.maker = Maker::reference;
  schema.add(std::move(spec));
  return schema.find(key);
}

void resolve_references(const Schema& schema, const References& references, const std::optional<Date>& day,
                        Facts& facts) {
  for (FactId id = 0; id < schema.size(); ++id) {
    if (schema[id].maker != Maker::reference) continue;
    const Reference* found =
        day ? references.in_force(std::string_view(schema[id].key).substr(kPrefix.size()), *day) : nullptr;
    Fact fact;
    if (found != nullptr) {
      fact.value.text = found->term;
      fact.value.place = found->place;
      fact.value.evidence.source = found->source;
      fact.made_by = found->id;
    }
    fact.maker = Maker::reference;
    facts.set(id, std::move(fact));
  }
}

}  // namespace lectern::host
