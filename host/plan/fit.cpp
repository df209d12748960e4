// SPDX-License-Identifier: Apache-2.0
#include "plan/plan.hpp"

#include <algorithm>

namespace lectern::host {
namespace {

std::size_t length_of(const Template& text, const Passage& passage, const FillContext& context) {
  Filled filled;
  fill(text, context, std::nullopt, filled);
  const bool walks = passage.walked.has_value() && !passage.items.empty();
  const std::size_t rows = walks ? context.facts[*passage.walked].rows.size() : 0;
  for (std::size_t row = 0; row < rows; ++row) {
    const Template* form = form_of_row(passage, context, row);
    fill(form == nullptr ? passage.items.front() : *form, context, row, filled);
  }
  return count_characters(filled.text);
}

std::size_t heading_length(const Template& text, const FillContext& context) {
  constexpr std::size_t kNumeral = 2;  // 一、
  Filled filled;
  fill(text, context, std::nullopt, filled);
  return kNumeral + count_characters(filled.text);
}

/// What the length of a speech counts: all but the lines of its head.
bool is_read_out(Layout layout) {
  return layout == Layout::paragraph || layout == Layout::sections || layout == Layout::salutation ||
         layout == Layout::greeting;
}

/// A chosen passage and what shortening it would save.
struct Shortening {
  PlannedSlot* slot;
  const Passage* passage;
  std::size_t full;
  std::size_t shortest;
  std::size_t shortest_wording;
};

void collect(PlannedSection& section, const FillContext& context, std::vector<Shortening>& out, std::size_t& total) {
  const auto add = [&](PlannedSlot& slot) {
    for (const Chosen& chosen : slot.chosen) {
      if (!is_read_out(slot.use.layout)) continue;
      const std::size_t heading = chosen.heading == nullptr ? 0 : heading_length(*chosen.heading, context);
      Shortening candidate{&slot, chosen.passage, heading + length_of(*chosen.text, *chosen.passage, context), 0, 0};
      candidate.shortest = candidate.full;
      const std::vector<Template>& shorts = chosen.passage->shorts;
      const bool pinned = wishes_for(*chosen.passage).pinned.source != nullptr;
      for (std::size_t i = 0; i < shorts.size() && !pinned; ++i) {
        if (!is_complete(shorts[i], context, std::nullopt)) continue;
        if (filled_bytes(*chosen.passage, shorts[i], context) >= kLongestPassage) continue;
        const std::size_t length = heading + length_of(shorts[i], *chosen.passage, context);
        if (length >= candidate.shortest) continue;
        candidate.shortest = length;
        candidate.shortest_wording = i;
      }
      total += candidate.full;
      out.push_back(candidate);
    }
  };
  for (const Chosen& chosen : section.heading.chosen) total += heading_length(*chosen.text, context);
  for (PlannedPart& part : section.parts) {
    if (auto* slot = std::get_if<PlannedSlot>(&part.value)) {
      add(*slot);
    } else {
      collect(std::get<PlannedSection>(part.value), context, out, total);
    }
  }
}

Chosen& chosen_of(const Shortening& candidate) {
  return *std::find_if(candidate.slot->chosen.begin(), candidate.slot->chosen.end(),
                       [&](const Chosen& chosen) { return chosen.passage == candidate.passage; });
}

/// The short form has its facts, so that only the rows and the heading may still miss some.
void shorten(const Shortening& candidate, const FillContext& context) {
  Chosen& chosen = chosen_of(candidate);
  std::erase_if(chosen.missing, [&](FactId fact) { return fact != candidate.passage->walked; });
  if (chosen.heading != nullptr) missing_facts(*chosen.heading, context, std::nullopt, chosen.missing);
  chosen.text = &candidate.passage->shorts[candidate.shortest_wording];
  chosen.wording = candidate.shortest_wording;
  chosen.is_short = true;
}

void drop(const Shortening& candidate) {
  PlannedSlot& slot = *candidate.slot;
  std::erase_if(slot.chosen, [&](const Chosen& chosen) { return chosen.passage == candidate.passage; });
  slot.refused.push_back({candidate.passage, NoTime{}});
}

}  // namespace

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;  // every byte but the continuing ones of UTF-8
  }));
}

bool fit(Plan& plan, const FillContext& context, std::size_t characters) {
  std::vector<Shortening> candidates;
  std::size_t total = 0;
  collect(plan.body, context, candidates, total);
  std::stable_sort(candidates.begin(), candidates.end(), [](const Shortening& a, const Shortening& b) {
    return standing_of(*a.passage) < standing_of(*b.passage);
  });
  for (Shortening& candidate : candidates) {
    if (total <= characters) return true;
    if (candidate.shortest == candidate.full) continue;
    shorten(candidate, context);
    total -= candidate.full - candidate.shortest;
    candidate.full = candidate.shortest;
  }
  for (const Shortening& candidate : candidates) {
    if (total <= characters) return true;
    if (candidate.slot->use.layout != Layout::paragraph && candidate.slot->use.layout != Layout::sections) continue;
    if (candidate.slot->chosen.size() <= candidate.slot->use.least) continue;
    drop(candidate);
    total -= candidate.full;
  }
  return total <= characters;
}

}  // namespace lectern::host
