// SPDX-License-Identifier: Apache-2.0
#include "check/check.hpp"

#include "check/placeholder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace lectern::host {
namespace {

Diagnostic say_cell(const Draft& draft, const Span& span) {
  const FactSpec& spec = draft.schema[span.fact];
  const Column& column = spec.columns[*span.column];
  return {Severity::warning, "cell-missing", draft.facts[span.fact].rows[*span.row].place,
          message("the speech needs {} ({}) in row {} of {} ({})", column.spec.label, column.name,
                  std::to_string(*span.row + 1), spec.spec.label, spec.key),
          message("add: {} ...", column.name)};
}

Diagnostic say_fact(const Draft& draft, FactId id, const Passage& passage) {
  const FactSpec& spec = draft.schema[id];
  const Fact& fact = draft.facts[id];
  const Place place = fact.value.place.source != nullptr ? fact.value.place : own_file(draft.layers);
  if (spec.maker == Maker::reference)
    return {Severity::warning, "reference-missing", place,
            message("passage '{}' needs '{}', which has no entry for the day of the speech", passage.id, spec.key),
            message("check meeting.date")};
  if (fact.given())
    return {Severity::warning, "fact-incomplete", place,
            message("passage '{}' cannot write '{}' ({}) from what is given", passage.id, spec.key, spec.spec.label),
            draft.day.date ? message("add its day: as_of YYYY-MM-DD") : message("give meeting.date")};
  return {Severity::warning, "fact-missing", place,
          message("the speech needs {} ({}), and the profile does not give it", spec.spec.label, spec.key),
          spec.maker == Maker::plugin ? message("give the figures it is worked out from: {}", spec.note)
                                      : message("add, for example: {}", how_to_give(spec))};
}

/// The cells of a table that the speech needs and its rows lack; whether there are any.
bool report_cells(const Draft& draft, FactId table, Findings& findings) {
  std::set<std::pair<std::size_t, std::size_t>> reported;
  for_each_block(draft.speech, [&](const Block& block) {
    for (const Span& span : block.spans) {
      if (!span.missing || span.fact != table || !span.row || !span.column) continue;
      if (reported.emplace(*span.row, *span.column).second) findings.add(say_cell(draft, span));
    }
  });
  return !reported.empty();
}

void check_missing(const Draft& draft, Findings& findings) {
  for (const MissingFact& missing : draft.speech.missing) {
    if (draft.facts[missing.fact].given() && report_cells(draft, missing.fact, findings)) continue;
    findings.add(say_fact(draft, missing.fact, *missing.passage));
  }
}

/// Where a slot is short, what the user can do about it: let speak what he forbids, or give what conditions ask for.
struct Remedy {
  Place place;
  Message hint;
};

Remedy remedy_for(const PlannedSlot& slot, const Draft& draft) {
  Place forbids;
  std::vector<std::string> forbidden;
  std::vector<std::string> wanted;
  for (const Refused& refused : slot.refused) {
    if (const auto* reason = std::get_if<Forbidden>(&refused.reason)) {
      forbids = reason->place;
      forbidden.push_back(name_of(*refused.passage));
    } else if (const auto* fails = std::get_if<ConditionFails>(&refused.reason)) {
      const FactSpec& spec = draft.schema[fails->condition->fact];
      const bool gives = spec.maker == Maker::nobody && !draft.facts[fails->condition->fact].given();
      const std::string how = how_to_give(spec);
      if (gives && std::find(wanted.begin(), wanted.end(), how) == wanted.end()) wanted.push_back(how);
    }
  }
  if (!forbidden.empty())
    return {forbids, message("the profile forbids {}", fmt::format("{}", fmt::join(forbidden, ", ")))};
  if (!wanted.empty())
    return {own_file(draft.layers),
            message("add what passages wait for, for example: {}", fmt::format("{}", fmt::join(wanted, "  ")))};
  return {own_file(draft.layers), message("'lectern plan' tells why the others do not speak")};
}

void check_slots(const Draft& draft, Findings& findings) {
  for (const auto& [short_one, has] : short_slots(draft.plan.body)) {
    const PlannedSlot& slot = *short_one;
    Remedy remedy = remedy_for(slot, draft);
    findings.warning(
        "slot-short", remedy.place,
        message("slot '{}' ({}) has {} passages, and wants {}", draft.common.slots[slot.use.slot].id,
                draft.common.slots[slot.use.slot].name, std::to_string(has), std::to_string(slot.use.least)),
        std::move(remedy.hint));
  }
}

void check_too_long(const Draft& draft, Findings& findings) {
  for_each_slot(draft.plan.body, [&](const PlannedSlot& slot) {
    for (const Refused& refused : slot.refused) {
      if (!std::holds_alternative<TooLong>(refused.reason)) continue;
      findings.warning(
          "passage-too-long", refused.passage->place,
          message("passage '{}' is left out: with the facts as they are it is too long", name_of(*refused.passage)),
          message("a passage may come to {} KiB, a speech to {} KiB", std::to_string(kLongestPassage / 1024),
                  std::to_string(kLongestSpeech / 1024)));
    }
  });
}

void check_length(const Draft& draft, Findings& findings) {
  const std::size_t asked = draft.plan.unreached_minutes;
  if (asked == 0) return;
  const Statistics& statistics = draft.speech.statistics;
  findings.warning(
      "minutes-too-few", Place{},
      message("{} minutes are too few: the shortest this speech can be is {} characters, about {} minutes",
              std::to_string(asked), std::to_string(statistics.characters), std::to_string(statistics.minutes)),
      message("write: {}", fmt::format("--minutes {}", statistics.minutes)));
}

void check_values(const Draft& draft, Findings& findings) {
  for (FactId id = 0; id < draft.schema.size(); ++id) {
    const Fact& fact = draft.facts[id];
    const auto look = [&](const Value& value) {
      if (fact.maker == Maker::nobody && !placeholders_in(NormalText(value.text), Braces::are_facts).empty())
        findings.warning("value-placeholder", value.place,
                         message("'{}' holds a placeholder: {}", draft.schema[id].key, value.text),
                         message("write the real value, or leave it empty: then the draft says what is missing"));
    };
    look(fact.value);
    for (const Row& row : fact.rows) {
      for (const Value& cell : row.cells) look(cell);
    }
  }
}

}  // namespace

std::string how_to_give(const FactSpec& spec) {
  std::string out;
  std::string_view rest = spec.key;
  std::size_t depth = 0;
  for (std::size_t dot = rest.find('.'); dot != std::string_view::npos; dot = rest.find('.')) {
    out += fmt::format("{} {{ ", rest.substr(0, dot));
    rest.remove_prefix(dot + 1);
    ++depth;
  }
  out += rest;
  if (spec.spec.type == Type::table) {
    out += " { item {";
    for (const Column& column : spec.columns) out += fmt::format(" {} \"…\"", column.name);
    out += " } }";
  } else if (spec.spec.type == Type::list) {
    out += " { item \"…\" }";
  } else {
    out += fmt::format(" \"{}\"", spec.example.empty() ? "…" : spec.example);
  }
  for (std::size_t i = 0; i < depth; ++i) out += " }";
  return out;
}

Diagnostic say_missing(const Draft& draft, const Block& block, const Span& span) {
  const bool is_cell = span.row && span.column && draft.facts[span.fact].given();
  return is_cell ? say_cell(draft, span) : say_fact(draft, span.fact, *block.passage);
}

Findings check(const Draft& draft) {
  Findings findings;
  check_missing(draft, findings);
  check_slots(draft, findings);
  check_too_long(draft, findings);
  check_length(draft, findings);
  check_unsaid(draft, findings);
  check_values(draft, findings);
  findings.add(check_facts(draft));
  findings.add(check_wording(draft));
  return findings;
}

}  // namespace lectern::host
