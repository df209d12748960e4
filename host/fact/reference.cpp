// SPDX-License-Identifier: Apache-2.0
#include "fact/reference.hpp"

#include "source/fields.hpp"
#include "source/outline.hpp"

#include <algorithm>

namespace lectern::host {

void References::add(const Node& node, Findings& findings) const {
  Fields entry(node, findings);
  Reference reference;
  reference.id = node.value;
  if (reference.id.empty())
    findings.error("value-missing", node.place, message("'{}' has no value", "reference"),
                   message("write: {} \"...\"", "reference"));
  reference.kind = entry.required("kind");
  reference.term = entry.required("term");
  reference.source = entry.optional("source");
  reference.place = node.place;
  entry.optional("confidence");
  entry.optional("note");
  const auto from = read_date(entry, "from", node, findings);
  reference.to = read_date(entry, "to", node, findings);
  entry.finish();
  if (!from) {
    if (entry.one("from") == nullptr)
      findings.error("key-missing", node.place, message("'{}' lacks the key '{}'", node.value, "from"),
                     message("write it as YYYY-MM-DD"));
    return;
  }
  reference.from = *from;
  const auto same =
      std::find_if(all_.begin(), all_.end(), [&](const Reference& known) { return known.id == reference.id; });
  if (same != all_.end()) {
    findings.error("id-repeated", node.place, message("reference '{}' stands here a second time", reference.id),
                   message("the first is in line {}", std::to_string(same->place.line)));
    return;
  }
  all_.push_back(reference);
}

References References::read(const Node& file, Findings& findings) {
  References made;
  Fields fields(file, findings);
  for (const Node* node : fields.many("reference")) made.add(*node, findings);
  fields.finish();
  return made;
}

References References::open(const Source& source, Findings& findings) {
  constexpr std::string_view kKey = "reference";
  References made;
  made.source_ = &source;
  bool plain = true;
  for (const Entry& entry : outline(source.text, kKey)) {
    const std::string_view text = text_of(source.text, entry.whole);
    made.unread_.push_back({first_word(text.substr(kKey.size())), word_of(text, "kind"), entry.whole});
    plain = plain && !made.unread_.back().id.empty() && !made.unread_.back().kind.empty();
  }
  if (plain && !made.unread_.empty()) return made;
  const std::optional<Node> file = read_info(source, findings);
  return file ? read(*file, findings) : References();
}

void References::read_all() const {
  for (const Unread& unread : unread_) load(unread);
  unread_.clear();
}

void References::load(const Unread& unread) const {
  const std::optional<Node> file = read_info(*source_, {unread.lines}, findings_);
  if (!file) return;
  Fields fields(*file, findings_);
  for (const Node* node : fields.many("reference")) add(*node, findings_);
  fields.finish();
}

const Reference* References::in_force(std::string_view name, Date day) const {
  const std::string today = iso(day);  // written so, the order of dates is that of texts
  const auto wanted = [&](const Unread& unread) {
    if (unread.id != name && unread.kind != name) return false;
    const std::string_view entry = text_of(source_->text, unread.lines);
    const std::string_view to = word_of(entry, "to");
    return word_of(entry, "from") <= today && (to.empty() || to > today);
  };
  for (const Unread& unread : unread_) {
    if (wanted(unread)) load(unread);
  }
  std::erase_if(unread_, wanted);
  const Reference* newest = nullptr;
  for (const Reference& reference : all_) {
    if (reference.from > day || (reference.to && *reference.to <= day)) continue;
    if (reference.id == name) return &reference;
    if (reference.kind == name && (newest == nullptr || newest->from < reference.from)) newest = &reference;
  }
  return newest;
}

bool References::knows(std::string_view name) const {
  const auto is_meant = [&](const auto& reference) { return reference.id == name || reference.kind == name; };
  return std::any_of(all_.begin(), all_.end(), is_meant) || std::any_of(unread_.begin(), unread_.end(), is_meant);
}

std::vector<std::string_view> References::names() const {
  std::vector<std::string_view> out;
  const auto name = [&out](const auto& reference) { out.insert(out.end(), {reference.id, reference.kind}); };
  std::for_each(all_.begin(), all_.end(), name);
  std::for_each(unread_.begin(), unread_.end(), name);
  return out;
}

std::optional<FactId> find_reference(std::string_view key, const References& references, Schema& schema) {
  if (!key.starts_with(kReferencePrefix)) return std::nullopt;
  if (const auto known = schema.find(key)) return known;
  const std::string_view name = key.substr(kReferencePrefix.size());
  if (!references.knows(name)) return std::nullopt;
  FactSpec spec;
  spec.key = key;
  spec.spec.label = name;
  spec.maker = Maker::reference;
  schema.add(std::move(spec));
  return schema.find(key);
}

void resolve_reference(const Schema& schema, const References& references, const std::optional<Date>& day, FactId id,
                       Facts& facts) {
  if (schema[id].maker != Maker::reference || facts[id].given()) return;
  const Reference* found =
      day ? references.in_force(std::string_view(schema[id].key).substr(kReferencePrefix.size()), *day) : nullptr;
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

void resolve_references(const Schema& schema, const References& references, const std::optional<Date>& day,
                        Facts& facts) {
  for (FactId id = 0; id < schema.size(); ++id) resolve_reference(schema, references, day, id, facts);
}

}  // namespace lectern::host
