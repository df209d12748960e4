// SPDX-License-Identifier: Apache-2.0
#include "plan/said.hpp"

#include <algorithm>
#include <tuple>

namespace lectern::host {
namespace {

constexpr std::size_t kNumeral = 2;  // 一、

/// The text with its rows, and what it says.
std::size_t measure_text(const Template& text, const Chosen& chosen, const FillContext& context,
                         std::vector<Said>* says) {
  const Passage& passage = *chosen.passage;
  Filled filled;
  fill(text, context, std::nullopt, filled);
  if (says != nullptr) add_said(said_by(text, context), *says);
  for (std::size_t i = 0; i < chosen.rows.size() && !passage.items.empty(); ++i) {
    const Template* form = form_of_row(passage, context, chosen.rows, i);
    if (form == nullptr) form = &passage.items.front();
    fill(*form, context, chosen.rows[i], filled);
    if (says != nullptr) add_said(said_by(*form, context, chosen.rows[i]), *says);
  }
  return count_characters(filled.text);
}

/// What the length of a speech counts: all but the lines of its head.
bool is_read_out(Layout layout) {
  return layout == Layout::paragraph || layout == Layout::sections || layout == Layout::salutation ||
         layout == Layout::greeting;
}

FillContext context_of(const Chosen& chosen, FillContext context) {
  context.variety = chosen.variety;
  return context;
}

/// A chosen passage and what shortening it would save.
struct Shortening {
  PlannedSlot* slot;
  const Passage* passage;
  std::size_t full;
  std::size_t shortest;
  std::size_t shortest_wording;
};

Shortening shortening_of(PlannedSlot& slot, const Chosen& chosen, const FillContext& outer) {
  const FillContext context = context_of(chosen, outer);
  Shortening candidate{&slot, chosen.passage, chosen.characters, chosen.characters, 0};
  const std::size_t full = measure_text(*chosen.text, chosen, context, nullptr);
  const std::vector<Template>& shorts = chosen.passage->shorts;
  const bool pinned = wishes_for(*chosen.passage).pinned.source != nullptr;
  for (std::size_t i = 0; i < shorts.size() && !pinned; ++i) {
    if (!is_complete(shorts[i], context, std::nullopt)) continue;
    if (filled_bytes(chosen, shorts[i], context) >= kLongestPassage) continue;
    const std::size_t length = chosen.characters - full + measure_text(shorts[i], chosen, context, nullptr);
    if (length >= candidate.shortest) continue;
    candidate.shortest = length;
    candidate.shortest_wording = i;
  }
  return candidate;
}

void collect(PlannedSection& section, const FillContext& context, std::vector<Shortening>& out) {
  for (PlannedPart& part : section.parts) {
    auto* slot = std::get_if<PlannedSlot>(&part.value);
    if (slot == nullptr) {
      collect(std::get<PlannedSection>(part.value), context, out);
    } else if (is_read_out(slot->use.layout)) {
      for (const Chosen& chosen : slot->chosen) out.push_back(shortening_of(*slot, chosen, context));
    }
  }
}

Chosen& chosen_of(const Shortening& candidate) {
  return *std::find_if(candidate.slot->chosen.begin(), candidate.slot->chosen.end(),
                       [&](const Chosen& chosen) { return chosen.passage == candidate.passage; });
}

/// The short form has its facts, so that only the rows and the heading may still miss some.
void shorten(const Shortening& candidate, const FillContext& outer) {
  Chosen& chosen = chosen_of(candidate);
  const FillContext context = context_of(chosen, outer);
  std::erase_if(chosen.missing, [&](FactId fact) { return fact != candidate.passage->walked; });
  if (chosen.heading != nullptr) missing_facts(*chosen.heading, context, std::nullopt, chosen.missing);
  chosen.text = &candidate.passage->shorts[candidate.shortest_wording];
  chosen.wording = candidate.shortest_wording;
  chosen.is_short = true;
  measure(chosen, context);
}

void drop(const Shortening& candidate) {
  PlannedSlot& slot = *candidate.slot;
  std::erase_if(slot.chosen, [&](const Chosen& chosen) { return chosen.passage == candidate.passage; });
  slot.refused.push_back({candidate.passage, NoTime{}});
}

/// Whether everything the passage says is said without it too.
bool is_filler(const Plan& plan, const Chosen& candidate) {
  std::vector<Said> others;
  for_each_slot(plan.body, [&](const PlannedSlot& slot) {
    for (const Chosen& chosen : slot.chosen) {
      if (&chosen != &candidate) add_said(chosen.says, others);
    }
  });
  return gain_of(candidate.says, others) == 0;
}

/// The least loss first: what says nothing of the profile's, then lower ranks, the unit's own material last.
auto worth_of(const Shortening& candidate) {
  const Chosen& chosen = chosen_of(candidate);
  return std::tuple(chosen.own, !chosen.says.empty(), standing_of(*candidate.passage));
}

bool may_drop(const Plan& plan, const Shortening& candidate, Cut cut) {
  const PlannedSlot& slot = *candidate.slot;
  if (slot.use.layout != Layout::paragraph && slot.use.layout != Layout::sections) return false;
  if (slot.chosen.size() <= slot.use.least) return false;
  return cut == Cut::any || is_filler(plan, chosen_of(candidate));
}

std::size_t count_characters(const PlannedSection& section) {
  std::size_t total = 0;
  const auto add = [&total](const PlannedSlot& slot, std::size_t numeral) {
    if (!is_read_out(slot.use.layout)) return;
    for (const Chosen& chosen : slot.chosen) total += chosen.characters + numeral;
  };
  add(section.heading, kNumeral);
  for (const PlannedPart& part : section.parts) {
    if (const auto* slot = std::get_if<PlannedSlot>(&part.value)) {
      add(*slot, 0);
    } else {
      total += count_characters(std::get<PlannedSection>(part.value));
    }
  }
  return total;
}

}  // namespace

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;  // every byte but the continuing ones of UTF-8
  }));
}

std::size_t filled_bytes(const Chosen& chosen, const Template& text, const FillContext& context) {
  constexpr std::size_t kMarker = 24;  // 九百九十九是
  const Passage& passage = *chosen.passage;
  std::size_t bytes = filled_bytes(text, context, std::nullopt, kLongestPassage);
  for (std::size_t i = 0; i < chosen.rows.size() && !passage.items.empty() && bytes < kLongestPassage; ++i) {
    const Template* form = form_of_row(passage, context, chosen.rows, i);
    if (form == nullptr) form = &passage.items.front();
    bytes += kMarker + filled_bytes(*form, context, chosen.rows[i], kLongestPassage);
  }
  return std::min(bytes, kLongestPassage);
}

void measure(Chosen& chosen, const FillContext& outer) {
  const FillContext context = context_of(chosen, outer);
  chosen.says.clear();
  chosen.characters = measure_text(*chosen.text, chosen, context, &chosen.says);
  if (chosen.heading == nullptr) return;
  Filled heading;
  fill(*chosen.heading, context, std::nullopt, heading);
  chosen.characters += kNumeral + count_characters(heading.text);
  add_said(said_by(*chosen.heading, context), chosen.says);
}

std::size_t count_characters(const Plan& plan) { return count_characters(plan.body); }

std::size_t fillers_of(const Plan& plan) {
  std::size_t characters = 0;
  for_each_slot(plan.body, [&](const PlannedSlot& slot) {
    if (slot.use.layout != Layout::paragraph && slot.use.layout != Layout::sections) return;
    if (slot.chosen.size() <= slot.use.least) return;
    for (const Chosen& chosen : slot.chosen) {
      if (is_filler(plan, chosen)) characters += chosen.characters;
    }
  });
  return characters;
}

bool fit(Plan& plan, const FillContext& context, std::size_t characters, Cut cut) {
  std::size_t total = count_characters(plan);
  if (total <= characters) return true;
  std::vector<Shortening> candidates;
  collect(plan.body, context, candidates);
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Shortening& a, const Shortening& b) { return worth_of(a) < worth_of(b); });
  const auto drop_some = [&](Cut allowed) {
    std::erase_if(candidates, [&](const Shortening& candidate) {
      if (total <= characters || !may_drop(plan, candidate, allowed)) return false;
      total -= chosen_of(candidate).characters;
      drop(candidate);
      return true;
    });
  };
  if (cut == Cut::fillers) drop_some(Cut::fillers);
  for (Shortening& candidate : candidates) {
    if (total <= characters) return true;
    if (candidate.shortest == candidate.full) continue;
    total -= chosen_of(candidate).characters;
    shorten(candidate, context);
    total += chosen_of(candidate).characters;
  }
  if (cut == Cut::any) drop_some(Cut::any);
  return total <= characters;
}

}  // namespace lectern::host
