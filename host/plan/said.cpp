// SPDX-License-Identifier: Apache-2.0
#include "plan/said.hpp"

#include <algorithm>
#include <iterator>

namespace lectern::host {
namespace {

constexpr int kDeepestOrigin = 8;  // a fact worked out from facts that were worked out, and so on

class Collector {
 public:
  explicit Collector(const FillContext& context) : context_(context) {}

  void add(const Span& span) {
    if (span.missing || span.way == Way::count) return;
    const Fact& fact = context_.facts[span.fact];
    if (!has_rows(context_.schema[span.fact].spec.type)) return add(span.fact, 0);
    const auto column = static_cast<std::uint32_t>(span.column.value_or(0));
    if (span.row) return add_cell(span.fact, *span.row, column);
    const std::size_t begin = span.way == Way::last ? fact.rows.size() - 1 : 0;
    const std::size_t end = span.way == Way::first ? 1 : fact.rows.size();
    for (std::size_t row = begin; row < end; ++row) add_cell(span.fact, row, column);
  }

  std::vector<Said> take() {
    std::sort(said_.begin(), said_.end());
    said_.erase(std::unique(said_.begin(), said_.end()), said_.end());
    return std::move(said_);
  }

 private:
  void add(FactId id, int depth) {
    const Fact& fact = context_.facts[id];
    if (context_.schema[id].silent) return;
    if (fact.maker == Maker::nobody && !has_rows(context_.schema[id].spec.type)) said_.push_back({id, 0, 0});
    for (const FactId from : fact.from) {
      if (depth < kDeepestOrigin) add(from, depth + 1);
    }
  }

  void add_cell(FactId table, std::size_t row, std::uint32_t column) {
    said_.push_back({table, static_cast<std::uint32_t>(row + 1), column});
  }

  const FillContext& context_;
  std::vector<Said> said_;
};

/// The total of what a plan says.
std::vector<Said> said_by(const Plan& plan) {
  std::vector<Said> said;
  for_each_slot(plan.body, [&](const PlannedSlot& slot) {
    for (const Chosen& chosen : slot.chosen) add_said(chosen.says, said);
  });
  return said;
}

/// A passage that could speak too.
struct Spare {
  PlannedSlot* slot = nullptr;
  std::size_t index = 0;
  std::size_t gain = 0;

  const Chosen& chosen() const { return slot->spare[index]; }
};

void collect_slots(PlannedSection& section, std::vector<PlannedSlot*>& out) {
  for (PlannedPart& part : section.parts) {
    if (auto* slot = std::get_if<PlannedSlot>(&part.value)) {
      out.push_back(slot);
    } else {
      collect_slots(std::get<PlannedSection>(part.value), out);
    }
  }
}

/// The slots that others may still fill: not those whose section the unit has filled with its own.
void collect_open_slots(PlannedSection& section, std::vector<PlannedSlot*>& out) {
  constexpr std::size_t kMany = 3;
  std::size_t own = 0;
  for (const PlannedPart& part : section.parts) {
    const auto* slot = std::get_if<PlannedSlot>(&part.value);
    if (slot == nullptr || slot->use.layout != Layout::sections) continue;
    for (const Chosen& chosen : slot->chosen)
      own += chosen.own && makes_sections(*chosen.passage) ? chosen.rows.size() : std::size_t{0};
  }
  for (PlannedPart& part : section.parts) {
    if (auto* slot = std::get_if<PlannedSlot>(&part.value)) {
      if (slot->use.layout != Layout::sections || own < kMany) out.push_back(slot);
    } else {
      collect_open_slots(std::get<PlannedSection>(part.value), out);
    }
  }
}

/// The spare passage that says most of what is unsaid for its length.
Spare best_spare(const std::vector<PlannedSlot*>& slots, const std::vector<Said>& said, std::size_t characters) {
  Spare best;
  for (PlannedSlot* slot : slots) {
    if (slot->chosen.size() >= slot->use.most + slot->use.more) continue;
    for (std::size_t i = 0; i < slot->spare.size(); ++i) {
      const Chosen& chosen = slot->spare[i];
      const std::size_t gain = gain_of(chosen.says, said);
      if (gain == 0 || chosen.characters > characters) continue;
      const bool better = best.slot == nullptr || gain * best.chosen().characters > best.gain * chosen.characters;
      if (better) best = {slot, i, gain};
    }
  }
  return best;
}

void let_speak(const Spare& spare) {
  PlannedSlot& slot = *spare.slot;
  Chosen chosen = std::move(slot.spare[spare.index]);
  slot.spare.erase(slot.spare.begin() + static_cast<std::ptrdiff_t>(spare.index));
  std::erase_if(slot.refused, [&](const Refused& refused) { return refused.passage == chosen.passage; });
  const auto after = std::find_if(slot.chosen.begin(), slot.chosen.end(), [&](const Chosen& other) {
    return !other.own && other.passage > chosen.passage;  // they lie sorted by rank
  });
  slot.chosen.insert(after, std::move(chosen));
}

/// Whether the profile gives it to be said.
bool is_sayable(const Value& value) { return value.given() && !value.evidence.reference_only; }

}  // namespace

std::vector<Said> said_by(const Template& text, const FillContext& context, std::optional<std::size_t> row) {
  Filled filled;
  fill(text, context, row, filled);
  Collector collector(context);
  for (const Span& span : filled.spans) collector.add(span);
  return collector.take();
}

void add_said(const std::vector<Said>& more, std::vector<Said>& said) {
  if (more.empty()) return;
  std::vector<Said> sum;
  sum.reserve(said.size() + more.size());
  std::set_union(said.begin(), said.end(), more.begin(), more.end(), std::back_inserter(sum));
  said = std::move(sum);
}

std::size_t gain_of(const std::vector<Said>& says, const std::vector<Said>& said) {
  return static_cast<std::size_t>(std::count_if(says.begin(), says.end(), [&](const Said& value) {
    return !std::binary_search(said.begin(), said.end(), value);
  }));
}

void add_unsaid(Plan& plan, std::size_t characters) {
  std::vector<PlannedSlot*> slots;
  collect_slots(plan.body, slots);
  std::vector<Said> said = said_by(plan);
  std::size_t total = count_characters(plan);
  while (total < characters) {
    const Spare spare = best_spare(slots, said, characters - total);
    if (spare.slot == nullptr) return;
    add_said(spare.chosen().says, said);
    total += spare.chosen().characters;
    let_speak(spare);
  }
}

void lengthen(Plan& plan, std::size_t characters) {
  std::vector<PlannedSlot*> slots;
  collect_open_slots(plan.body, slots);
  for (std::size_t total = count_characters(plan); total < characters;) {
    Spare best;
    for (PlannedSlot* slot : slots) {
      if (slot->chosen.size() >= slot->use.most || slot->spare.empty()) continue;
      const auto standing = [](const Spare& spare) { return standing_of(*spare.chosen().passage); };
      const Spare spare{slot, 0, 0};  // they lie sorted by rank
      if (best.slot == nullptr || standing(spare) > standing(best)) best = spare;
    }
    if (best.slot == nullptr) return;
    total += best.chosen().characters;
    let_speak(best);
  }
}

void list_said(Plan& plan, const FillContext& context) {
  plan.said = said_by(plan);
  plan.unsaid.clear();
  const auto note = [&](const Said& value) {
    if (!std::binary_search(plan.said.begin(), plan.said.end(), value)) plan.unsaid.push_back(value);
  };
  for (FactId id = 0; id < context.schema.size(); ++id) {
    const Fact& fact = context.facts[id];
    const FactSpec& spec = context.schema[id];
    if (fact.maker != Maker::nobody || spec.silent) continue;
    if (!has_rows(spec.spec.type) && is_sayable(fact.value)) note({id, 0, 0});
    for (std::size_t row = 0; row < fact.rows.size(); ++row) {
      const std::vector<Value>& cells = fact.rows[row].cells;
      for (std::size_t column = 0; column < cells.size(); ++column) {
        const bool is_said_with_text = stands_in_text(spec, fact.rows[row], column);
        if (is_sayable(cells[column]) && spec.columns[column].spec.type != Type::choice && !is_said_with_text)
          note({id, static_cast<std::uint32_t>(row + 1), static_cast<std::uint32_t>(column)});
      }
    }
  }
}

}  // namespace lectern::host
