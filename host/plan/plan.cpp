// SPDX-License-Identifier: Apache-2.0
#include "plan/plan.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <charconv>

namespace lectern::host {
namespace {

class Planner {
 public:
  explicit Planner(const PlanInputs& inputs)
      : inputs_(inputs), key_(XXH3_64bits_withSeed(inputs.unit.data(), inputs.unit.size(), inputs.seed)) {}

  PlannedSection section(const Section& section) {
    PlannedSection planned;
    planned.section = &section;
    if (!section.id.empty()) planned.heading = slot(section.heading);
    for (const SectionPart& part : section.parts) {
      if (const auto* use = std::get_if<SlotUse>(&part.value)) {
        planned.parts.push_back({slot(*use)});
      } else {
        planned.parts.push_back({this->section(std::get<Section>(part.value))});
      }
    }
    return planned;
  }

 private:
  PlannedSlot slot(const SlotUse& use) {
    PlannedSlot planned;
    planned.use = use;
    const auto [begin, end] = std::equal_range(inputs_.passages.begin(), inputs_.passages.end(), use.slot, SlotOrder{});
    std::vector<Chosen> incomplete;
    for (auto candidate = begin; candidate != end; ++candidate) consider(*candidate, planned, incomplete);
    settle(planned, incomplete);
    return planned;
  }

  struct SlotOrder {
    bool operator()(const Passage& passage, SlotId slot) const { return passage.slot < slot; }
    bool operator()(SlotId slot, const Passage& passage) const { return slot < passage.slot; }
  };

  void consider(const Passage& passage, PlannedSlot& planned, std::vector<Chosen>& incomplete) {
    const FillContext& context = inputs_.context;
    if (const Place& forbids = wishes_for(passage).forbidden; forbids.source != nullptr) {
      planned.refused.push_back({&passage, Forbidden{forbids}});
      return;
    }
    for (const Condition& condition : passage.conditions) {
      if (holds(condition, context.schema, context.facts)) continue;
      planned.refused.push_back({&passage, ConditionFails{&condition}});
      return;
    }
    if (planned.use.layout == Layout::sections && passage.headings.empty()) {
      planned.refused.push_back({&passage, NoHeading{}});
      return;
    }
    Chosen chosen = word(passage);
    if (!chosen.missing.empty()) {
      incomplete.push_back(std::move(chosen));
    } else if (planned.chosen.size() < planned.use.most) {
      choose(std::move(chosen), planned);
    } else {
      planned.refused.push_back({&passage, Outranked{planned.use.most}});
    }
  }

  /// A passage with missing facts speaks only where too few have all of theirs, and then where it ranks: filling the
  /// facts in does not change the order.
  void settle(PlannedSlot& planned, std::vector<Chosen>& incomplete) {
    for (Chosen& chosen : incomplete) {
      if (planned.chosen.size() < planned.use.least) {
        choose(std::move(chosen), planned);
      } else {
        planned.refused.push_back({chosen.passage, FactsMissing{std::move(chosen.missing)}});
      }
    }
    std::sort(planned.chosen.begin(), planned.chosen.end(),
              [](const Chosen& a, const Chosen& b) { return a.passage < b.passage; });  // they lie sorted
  }

  void choose(Chosen chosen, PlannedSlot& planned) {
    std::size_t bytes = filled_bytes(*chosen.passage, *chosen.text, inputs_.context);
    if (chosen.heading != nullptr)
      bytes += filled_bytes(*chosen.heading, inputs_.context, std::nullopt, kLongestPassage);
    if (bytes >= kLongestPassage || bytes > left_) {
      planned.refused.push_back({chosen.passage, TooLong{}});
    } else {
      left_ -= bytes;
      planned.chosen.push_back(std::move(chosen));
    }
  }

  /// Picks among the wordings whose facts are all given; where there is none, among all. One that the profile pins is
  /// taken in any case.
  Chosen word(const Passage& passage) const {
    Chosen chosen;
    chosen.passage = &passage;
    rows_missing(passage, chosen.missing);
    std::vector<std::size_t> eligible = complete_ones(passage.texts);
    if (const Wishes& wishes = wishes_for(passage); wishes.pinned.source != nullptr)
      std::erase_if(eligible, [&](std::size_t wording) { return wording != wishes.wording; });
    const bool none = eligible.empty();
    for (std::size_t i = 0; none && i < passage.texts.size(); ++i) eligible.push_back(i);
    if (none && wishes_for(passage).pinned.source != nullptr) eligible = {wishes_for(passage).wording};
    chosen.wording = pick(passage, "text", eligible);
    chosen.text = &passage.texts[chosen.wording];
    if (none) missing_facts(*chosen.text, inputs_.context, std::nullopt, chosen.missing);
    if (!passage.headings.empty()) head(passage, chosen);
    return chosen;
  }

  void head(const Passage& passage, Chosen& chosen) const {
    std::vector<std::size_t> eligible = complete_ones(passage.headings);
    const bool paired = passage.headings.size() == passage.texts.size();
    if (paired && std::find(eligible.begin(), eligible.end(), chosen.wording) != eligible.end()) {
      chosen.heading = &passage.headings[chosen.wording];
      return;
    }
    const bool none = eligible.empty();
    for (std::size_t i = 0; none && i < passage.headings.size(); ++i) eligible.push_back(i);
    chosen.heading = &passage.headings[pick(passage, "heading", eligible)];
    if (none) missing_facts(*chosen.heading, inputs_.context, std::nullopt, chosen.missing);
  }

  std::vector<std::size_t> complete_ones(const std::vector<Template>& texts) const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (is_complete(texts[i], inputs_.context, std::nullopt)) out.push_back(i);
    }
    return out;
  }

  void rows_missing(const Passage& passage, std::vector<FactId>& missing) const {
    if (!passage.walked) return;
    const Fact& table = inputs_.context.facts[*passage.walked];
    bool complete = table.given();
    for (std::size_t row = 0; complete && row < table.rows.size(); ++row)
      complete = form_of_row(passage, inputs_.context, row) != nullptr;
    if (!complete) missing.push_back(*passage.walked);
  }

  /// The eligible wording with the highest keyed hash: adding a passage changes no other's wording, and adding a wording
  /// changes only the speeches where the new one wins.
  std::size_t pick(const Passage& passage, std::string_view what, const std::vector<std::size_t>& eligible) const {
    if (eligible.size() == 1) return eligible.front();
    const XXH64_hash_t of_provider =
        XXH3_64bits_withSeed(passage.provider->id.data(), passage.provider->id.size(), key_);
    const XXH64_hash_t of_passage = XXH3_64bits_withSeed(passage.id.data(), passage.id.size(), of_provider);
    std::size_t best = eligible.front();
    XXH64_hash_t highest = 0;
    for (const std::size_t wording : eligible) {
      const XXH64_hash_t hash = XXH3_64bits_withSeed(what.data(), what.size(), of_passage + wording);
      if (hash <= highest) continue;
      highest = hash;
      best = wording;
    }
    return best;
  }

  const PlanInputs& inputs_;
  std::uint64_t key_;
  std::size_t left_ = kLongestSpeech;
};

bool speaks(const PlannedPart& part) {
  if (const auto* slot = std::get_if<PlannedSlot>(&part.value)) return !slot->chosen.empty();
  const auto& parts = std::get<PlannedSection>(part.value).parts;
  return std::any_of(parts.begin(), parts.end(), speaks);
}

/// A section whose slots all stay empty is left out.
void drop_silent(PlannedSection& section) {
  std::vector<PlannedPart> kept;
  for (PlannedPart& part : section.parts) {
    auto* inner = std::get_if<PlannedSection>(&part.value);
    if (inner != nullptr) drop_silent(*inner);
    if (inner == nullptr || speaks(part)) kept.push_back(std::move(part));
  }
  section.parts = std::move(kept);
}

}  // namespace

std::size_t characters_a_minute(const FillContext& context) {
  constexpr std::size_t kUsual = 180;
  constexpr std::size_t kMost = 1000;  // beyond, nobody speaks; and what follows stays in bounds
  const auto fact = context.schema.find("speaker.rate");
  if (!fact) return kUsual;
  const std::string& given = context.facts[*fact].value.text;
  std::size_t rate = 0;
  std::from_chars(given.data(), given.data() + given.size(), rate);
  return rate == 0 || rate > kMost ? kUsual : rate;
}

std::size_t filled_bytes(const Passage& passage, const Template& text, const FillContext& context) {
  std::size_t bytes = filled_bytes(text, context, std::nullopt, kLongestPassage);
  const std::size_t rows = passage.walked ? context.facts[*passage.walked].rows.size() : 0;
  for (std::size_t row = 0; row < rows && bytes < kLongestPassage; ++row) {
    constexpr std::size_t kMarker = 16;  // 一百二十三是
    const Template* form = form_of_row(passage, context, row);
    if (form == nullptr && passage.items.empty()) continue;
    bytes += kMarker + filled_bytes(form == nullptr ? passage.items.front() : *form, context, row, kLongestPassage);
  }
  return std::min(bytes, kLongestPassage);
}

Plan make_plan(const PlanInputs& inputs) {
  Plan plan;
  plan.skeleton = &inputs.skeleton;
  plan.body = Planner(inputs).section(inputs.skeleton.body);
  if (inputs.minutes != 0 && !fit(plan, inputs.context, inputs.minutes * characters_a_minute(inputs.context)))
    plan.unreached_minutes = inputs.minutes;
  drop_silent(plan.body);
  return plan;
}

std::size_t count_sections(const PlannedSection& section) {
  std::size_t count = 0;
  for (const PlannedPart& part : section.parts) {
    const auto* slot = std::get_if<PlannedSlot>(&part.value);
    if (slot == nullptr) {
      ++count;
    } else if (slot->use.layout == Layout::sections) {
      count += slot->chosen.size();
    }
  }
  return count;
}

}  // namespace lectern::host
