// SPDX-License-Identifier: Apache-2.0
#include "profile/derive.hpp"

#include "profile/profile.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace lectern::host {
namespace {

/// A default may build on another; a chain longer than this is a circle.
constexpr int kLongestChain = 8;

/// What the sources have in common: the day of the first that has one; checked only when all of them are, by whoever
/// checked the first that needs it.
Evidence combined_evidence(const std::vector<FactId>& from, const Facts& facts) {
  Evidence evidence;
  for (const FactId id : from) {
    if (evidence.as_of.empty()) evidence.as_of = facts[id].value.evidence.as_of;
  }
  const auto verified = [&](FactId id) {
    return facts[id].maker == Maker::reference || !facts[id].value.evidence.verified.empty();
  };
  if (!std::all_of(from.begin(), from.end(), verified)) return evidence;
  for (const FactId id : from) {
    if (evidence.verified.empty()) evidence.verified = facts[id].value.evidence.verified;
  }
  return evidence;
}

std::vector<FactId> facts_in(const Filled& filled) {
  std::vector<FactId> out;
  for (const Span& span : filled.spans) {
    if (std::find(out.begin(), out.end(), span.fact) == out.end()) out.push_back(span.fact);
  }
  return out;
}

struct Default {
  FactId fact = 0;
  Template text;
};

std::vector<Default> compile_defaults(const Vocabulary& vocabulary, const Facts& facts, Findings& findings) {
  std::vector<Default> out;
  const auto size = static_cast<FactId>(vocabulary.schema.size());
  for (FactId id = 0; id < size; ++id) {
    const FactSpec& spec = vocabulary.schema[id];
    if (spec.default_text.empty() || facts[id].given()) continue;
    const std::size_t errors = findings.errors();
    Template text = compile(spec.default_text, spec.default_place, vocabulary, std::nullopt, false, findings);
    if (findings.errors() == errors) out.push_back({id, std::move(text)});
  }
  return out;
}

}  // namespace

std::vector<FactId> apply_defaults(const Vocabulary& vocabulary, const SpeechDay& day, Facts& facts,
                                   Findings& findings) {
  const std::vector<Default> defaults = compile_defaults(vocabulary, facts, findings);
  resolve_references(vocabulary.schema, vocabulary.references, day.date, facts);  // those that a default names
  std::map<std::string_view, std::size_t> bytes_of;                               // each bundle's, so far
  std::vector<FactId> too_long;
  bool changed = true;
  for (int round = 0; changed && round < kLongestChain; ++round) {
    changed = false;
    for (const auto& [id, text] : defaults) {
      const FillContext context{vocabulary.schema, facts, day};
      if (facts[id].given() || !is_complete(text, context, std::nullopt)) continue;
      std::size_t& bytes = bytes_of[vocabulary.schema[id].bundle];
      if (bytes >= kMostDefaultBytes) continue;
      bytes += filled_bytes(text, context, std::nullopt, kMostDefaultBytes);
      if (bytes >= kMostDefaultBytes) {
        too_long.push_back(id);
        continue;
      }
      Filled filled;
      fill(text, context, std::nullopt, filled);
      Fact fact;
      fact.value.text = std::move(filled.text);
      fact.value.place = vocabulary.schema[id].default_place;
      fact.maker = Maker::host;
      fact.made_by = vocabulary.schema[id].bundle;
      fact.from = facts_in(filled);
      fact.value.evidence = combined_evidence(fact.from, facts);
      facts.set(id, std::move(fact));
      changed = true;
    }
  }
  return too_long;
}

namespace {

/// What the profile says, and what was worked out, for the user to compare.
std::string words_of(const std::vector<std::vector<std::string>>& rows) {
  constexpr std::size_t kShown = 5;
  std::string out;
  for (std::size_t row = 0; row < std::min(rows.size(), kShown); ++row) {
    out += row == 0 ? "" : "；";
    std::string joined;
    for (const std::string& cell : rows[row]) {
      if (!cell.empty()) joined += (joined.empty() ? "" : "、") + cell;
    }
    out += joined;
  }
  return rows.size() > kShown ? out + "……" : out;
}

std::vector<std::vector<std::string>> texts_of(const std::vector<Row>& rows) {
  std::vector<std::vector<std::string>> out(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (const Value& cell : rows[row].cells) out[row].push_back(cell.text);
  }
  return out;
}

Value derived_value(std::string text, const ValueSpec& spec, const Evidence& evidence, const Place& place) {
  if (text.empty()) return {};
  return {std::move(text), spec.units.empty() ? std::string() : spec.units.front(), evidence, place};
}

/// As a profile's numbers are kept.
void to_normal_form(Derivation& derived, const FactSpec& spec) {
  derived.value = normal_form(derived.value, spec.spec);
  for (std::vector<std::string>& cells : derived.rows) {
    for (std::size_t column = 0; column < cells.size(); ++column)
      cells[column] = normal_form(cells[column], spec.columns[column].spec);
  }
}

}  // namespace

void apply_derived(Derivation derived, const std::string& made_by, const Schema& schema, Facts& facts,
                   Findings& findings) {
  const FactSpec& spec = schema[derived.fact];
  to_normal_form(derived, spec);
  const Fact& given = facts[derived.fact];
  if (given.given()) {
    const auto rows = texts_of(given.rows);
    if (given.value.text == derived.value && rows == derived.rows) return;
    const bool is_single = derived.rows.empty();
    findings.warning(
        "derived-differs", given.value.place,
        message("'{}' is given as {}, but works out as {}", spec.key, is_single ? given.value.text : words_of(rows),
                is_single ? derived.value : words_of(derived.rows)),
        message("correct the figures it follows from, or leave it out; the given value is used"));
    return;
  }
  const Evidence evidence = combined_evidence(derived.from, facts);
  const Place place = derived.from.empty() ? Place{} : facts[derived.from.front()].value.place;
  Fact fact;
  fact.value = derived_value(std::move(derived.value), spec.spec, evidence, place);
  fact.value.place = place;
  for (std::vector<std::string>& cells : derived.rows) {
    Row row{{}, place};
    for (std::size_t column = 0; column < cells.size(); ++column)
      row.cells.push_back(derived_value(std::move(cells[column]), spec.columns[column].spec, evidence, place));
    fact.rows.push_back(std::move(row));
  }
  fact.maker = Maker::plugin;
  fact.made_by = made_by;
  fact.from = std::move(derived.from);
  facts.set(derived.fact, std::move(fact));
}

}  // namespace lectern::host
