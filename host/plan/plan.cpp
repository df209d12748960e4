// SPDX-License-Identifier: Apache-2.0
#include "plan/plan.hpp"

#include "plan/said.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace lectern::host {
namespace {

/// How much each value that nothing else says yet raises a passage above others of its slot, and the most in all. Less
/// than the ten steps that passages of a sector keep between them and common ones.
constexpr int kGainStep = 2;
constexpr int kMostGain = 8;

class Planner {
 public:
  explicit Planner(const PlanInputs& inputs)
      : inputs_(inputs),
        key_(XXH3_64bits_withSeed(inputs.unit.data(), inputs.unit.size(), inputs.seed)),
        proposals_left_(inputs.proposals),
        longest_(longest_value(inputs.context)) {}

  PlannedSection section(const Section& section) {
    PlannedSection planned;
    planned.section = &section;
    if (!section.id.empty()) planned.heading = slot(section.heading, {});
    const OwnMaterial own = own_material(section);
    for (const SectionPart& part : section.parts) {
      if (const auto* use = std::get_if<SlotUse>(&part.value)) {
        planned.parts.push_back({slot(*use, own)});
      } else {
        planned.parts.push_back({this->section(std::get<Section>(part.value))});
      }
    }
    return planned;
  }

 private:
  /// The unit's own rows that the slots of one section say.
  struct OwnMaterial {
    struct Matter {
      std::string_view text;  ///< heading, else text
      Place place;
    };
    std::vector<Matter> matters;
    std::size_t sections = 0;  ///< how many of them are sections
  };

  struct SlotOrder {
    bool operator()(const Passage& passage, SlotId slot) const { return passage.slot < slot; }
    bool operator()(SlotId slot, const Passage& passage) const { return slot < passage.slot; }
  };

  auto passages_of(SlotId slot) const {
    return std::equal_range(inputs_.passages.begin(), inputs_.passages.end(), slot, SlotOrder{});
  }

  bool may_speak(const Passage& passage) const {
    return wishes_for(passage).forbidden.source == nullptr && failing_condition(passage) == nullptr;
  }

  const Condition* failing_condition(const Passage& passage) const {
    for (const Condition& condition : passage.conditions) {
      if (!holds(condition, inputs_.context.schema, inputs_.context.facts)) return &condition;
    }
    return nullptr;
  }

  OwnMaterial own_material(const Section& section) const {
    OwnMaterial own;
    for (const SectionPart& part : section.parts) {
      const auto* use = std::get_if<SlotUse>(&part.value);
      if (use == nullptr) continue;
      const auto [begin, end] = passages_of(use->slot);
      for (auto passage = begin; passage != end; ++passage) {
        if (!says_own(*passage, inputs_.context.schema) || !may_speak(*passage)) continue;
        add_matters(*passage, own);
      }
    }
    return own;
  }

  void add_matters(const Passage& passage, OwnMaterial& own) const {
    const FillContext& context = inputs_.context;
    const std::vector<std::size_t> rows = rows_of(passage, context.schema, context.facts);
    const FactSpec& spec = context.schema[*passage.walked];
    for (const std::size_t row : rows) {
      const std::vector<Value>& cells = context.facts[*passage.walked].rows[row].cells;
      const Value& heading = cells[*spec.column(kHeadingColumn)];
      const Value& said = heading.given() ? heading : cells[*spec.column(kTextColumn)];
      own.matters.push_back({said.text, said.place});
    }
    if (makes_sections(passage)) own.sections += rows.size();
  }

  PlannedSlot slot(const SlotUse& use, const OwnMaterial& own) {
    PlannedSlot planned;
    planned.use = use;
    std::vector<Chosen> complete;
    std::vector<Chosen> incomplete;
    const auto [begin, end] = passages_of(use.slot);
    for (auto passage = begin; passage != end; ++passage) {
      if (std::optional<Reason> reason = reason_against(*passage, use, own)) {
        planned.refused.push_back({&*passage, std::move(*reason)});
        continue;
      }
      std::optional<Chosen> chosen = word(*passage);
      if (!chosen) {
        planned.refused.push_back({&*passage, TooLong{}});
      } else {
        (chosen->missing.empty() ? complete : incomplete).push_back(std::move(*chosen));
      }
    }
    choose(planned, complete, own);
    settle(planned, incomplete, own);
    return planned;
  }

  std::optional<Reason> reason_against(const Passage& passage, const SlotUse& use, const OwnMaterial& own) const {
    if (const Place& forbids = wishes_for(passage).forbidden; forbids.source != nullptr) return Forbidden{forbids};
    if (const Condition* failing = failing_condition(passage)) return ConditionFails{failing};
    if (use.layout == Layout::sections && passage.headings.empty() && !makes_sections(passage)) return NoHeading{};
    if (is_proposal(passage) && inputs_.proposals == 0) return NotProposed{};
    for (const std::string& word : passage.covers) {
      for (const OwnMaterial::Matter& matter : own.matters) {
        if (matter.text.find(word) != std::string_view::npos) return Covered{matter.place};
      }
    }
    return std::nullopt;
  }

  /// What the slot still takes after the unit's own sections around it.
  static std::size_t left_for_others(const PlannedSlot& planned, std::size_t takes, const OwnMaterial& own) {
    if (planned.use.layout != Layout::sections) return takes;
    constexpr std::size_t kEnough = 2;  // where the unit has brought so many, it has said what it wants to say
    if (own.sections >= kEnough) takes = planned.use.least;
    return takes - std::min(takes, own.sections);
  }

  /// The unit's own material always; of the rest what ranks highest, where what says more of what is given ranks higher.
  void choose(PlannedSlot& planned, std::vector<Chosen>& complete, const OwnMaterial& own) {
    const std::size_t most = left_for_others(planned, planned.use.most, own);
    std::size_t others = 0;
    for (Chosen& chosen : complete) {
      if (chosen.own) take(planned, std::move(chosen));
    }
    if (planned.use.layout != Layout::sections) others = planned.chosen.size();
    std::erase_if(complete, [](const Chosen& chosen) { return chosen.own; });
    while (others < most && !complete.empty()) {
      if (take_best(planned, complete)) ++others;
    }
    // Nobody speaks any more, so the ranks stay as they are.
    std::vector<Ranked> ranked = ranks_of(complete);
    std::sort(ranked.rbegin(), ranked.rend());
    for (const Ranked& rank : ranked) {
      Chosen& outranked = complete[rank.index];
      planned.refused.push_back({outranked.passage, Outranked{planned.use.most}});
      if (!is_proposal(*outranked.passage)) planned.spare.push_back(std::move(outranked));
    }
  }

  struct Ranked {
    int rank = 0;
    std::uint64_t tie = 0;  ///< of passages that rank alike another speaks in another unit's speech
    std::size_t index = 0;

    friend auto operator<=>(const Ranked&, const Ranked&) = default;  // NOLINT(modernize-use-nullptr): clang-tidy 14
  };

  std::vector<Ranked> ranks_of(const std::vector<Chosen>& candidates) const {
    std::vector<Ranked> out;
    out.reserve(candidates.size());
    for (std::size_t i = 0; i < candidates.size(); ++i)
      out.push_back({rank(candidates[i]), hash_of(*candidates[i].passage), i});
    return out;
  }

  /// Takes the best of the candidates out of them, and the proposals before it that are too many. Whether it speaks.
  bool take_best(PlannedSlot& planned, std::vector<Chosen>& candidates) {
    std::vector<Ranked> ranked = ranks_of(candidates);
    std::sort(ranked.rbegin(), ranked.rend());
    std::vector<bool> gone(candidates.size());
    bool speaks = false;
    for (const Ranked& next : ranked) {
      Chosen& candidate = candidates[next.index];
      gone[next.index] = true;
      if (is_proposal(*candidate.passage) && proposals_left_ == 0) {
        planned.refused.push_back({candidate.passage, NotProposed{}});
        continue;
      }
      if (is_proposal(*candidate.passage)) --proposals_left_;
      speaks = take(planned, std::move(candidate));
      break;
    }
    std::vector<Chosen> left;
    left.reserve(candidates.size());
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (!gone[i]) left.push_back(std::move(candidates[i]));
    }
    candidates = std::move(left);
    return speaks;
  }

  bool take(PlannedSlot& planned, Chosen chosen) {
    const std::vector<Said> says = chosen.says;
    if (!place(planned, std::move(chosen))) return false;
    add_said(says, said_);
    return true;
  }

  /// False where the speech would be too long with it.
  bool place(PlannedSlot& planned, Chosen chosen) {
    constexpr std::size_t kBytes = 3;  // of a Chinese character
    const std::size_t bytes = kBytes * chosen.characters;
    if (bytes > left_) {
      planned.refused.push_back({chosen.passage, TooLong{}});
      return false;
    }
    left_ -= bytes;
    planned.chosen.push_back(std::move(chosen));
    return true;
  }

  int rank(const Chosen& chosen) const {
    const int standing = standing_of(*chosen.passage);
    if (standing > kHighestPriority) return standing;  // the profile's order
    const std::size_t gain = gain_of(chosen.says, said_);
    return standing + std::min(kMostGain, kGainStep * static_cast<int>(std::min<std::size_t>(gain, kMostGain)));
  }

  /// A passage with missing facts speaks only where too few have all of theirs, and then where it ranks: filling the
  /// facts in does not change the order.
  void settle(PlannedSlot& planned, std::vector<Chosen>& incomplete, const OwnMaterial& own) {
    const std::size_t least = left_for_others(planned, planned.use.least, own);
    for (Chosen& chosen : incomplete) {
      if (chosen.own ? !chosen.rows.empty() : planned.chosen.size() < least) {
        place(planned, std::move(chosen));
      } else {
        planned.refused.push_back({chosen.passage, FactsMissing{std::move(chosen.missing)}});
      }
    }
    // They lie sorted by rank; the unit's own material comes first.
    std::sort(planned.chosen.begin(), planned.chosen.end(),
              [](const Chosen& a, const Chosen& b) { return a.own != b.own ? a.own : a.passage < b.passage; });
    std::sort(planned.refused.begin(), planned.refused.end(),
              [](const Refused& a, const Refused& b) { return a.passage < b.passage; });
  }

  std::uint64_t hash_of(const Passage& passage) const {
    const XXH64_hash_t of_provider =
        XXH3_64bits_withSeed(passage.provider->id.data(), passage.provider->id.size(), key_);
    return XXH3_64bits_withSeed(passage.id.data(), passage.id.size(), of_provider);
  }

  FillContext context_for(const Passage& passage) const {
    FillContext context = inputs_.context;
    context.variety = hash_of(passage);
    return context;
  }

  /// Picks among the wordings whose facts are all given and whose style is the speaker's, those that say most of what is
  /// given; where there is none, among all. One that the profile pins is taken in any case. Nothing where all are too long.
  std::optional<Chosen> word(const Passage& passage) const {
    std::optional<Chosen> made(std::in_place);
    Chosen& chosen = *made;
    chosen.passage = &passage;
    chosen.own = says_own(passage, inputs_.context.schema);
    const FillContext context = context_for(passage);
    chosen.variety = context.variety;
    chosen.rows = rows_of(passage, context.schema, context.facts);
    rows_missing(passage, context, chosen);
    std::vector<std::size_t> eligible = complete_ones(passage.texts, context);
    if (!keep_short(chosen, context, eligible)) return std::nullopt;
    keep_style(passage, eligible);
    if (const Wishes& wishes = wishes_for(passage); wishes.pinned.source != nullptr)
      std::erase_if(eligible, [&](std::size_t wording) { return wording != wishes.wording; });
    const bool none = eligible.empty();
    if (none) eligible = nearest_ones(passage.texts, context);
    if (none && wishes_for(passage).pinned.source != nullptr) eligible = {wishes_for(passage).wording};
    if (none && !keep_short(chosen, context, eligible)) return std::nullopt;
    keep_telling(passage, context, eligible);
    chosen.wording = pick(passage, "text", eligible);
    chosen.text = &passage.texts[chosen.wording];
    if (none) missing_facts(*chosen.text, context, std::nullopt, chosen.missing);
    if (!passage.headings.empty()) head(passage, context, chosen);
    if (chosen.heading != nullptr && !is_short(chosen, *chosen.heading, context)) return std::nullopt;
    measure(chosen, context);
    return made;
  }

  /// False where there were some, and all are too long.
  bool keep_short(const Chosen& chosen, const FillContext& context, std::vector<std::size_t>& eligible) const {
    if (eligible.empty()) return true;
    std::erase_if(eligible, [&](std::size_t i) { return !is_short(chosen, chosen.passage->texts[i], context); });
    return !eligible.empty();
  }

  /// Nearly all texts are by what they hold, without being filled.
  bool is_short(const Chosen& chosen, const Template& text, const FillContext& context) const {
    const std::size_t most = kLongestText + text.segments.size() * longest_;
    return (chosen.rows.empty() && most < kLongestPassage) || filled_bytes(chosen, text, context) < kLongestPassage;
  }

  /// How many bytes any one value comes to at most, as it is written.
  static std::size_t longest_value(const FillContext& context) {
    constexpr std::size_t kAround = 128;  // digits in Chinese, marks, 【待填：】
    std::size_t longest = 0;
    for (FactId id = 0; id < context.schema.size(); ++id) {
      const FactSpec& spec = context.schema[id];
      const Value& value = context.facts[id].value;
      std::size_t bytes = value.text.size() + value.unit.size() + spec.spec.label.size();
      for (const Choice& choice : spec.spec.choices) {
        for (const Choice::Word& word : choice.words) bytes = std::max(bytes, word.text.size());
      }
      for (const Row& row : context.facts[id].rows) {
        for (const Value& cell : row.cells) bytes += kAround + cell.text.size() + cell.unit.size();
      }
      for (const Column& column : spec.columns) bytes += column.spec.label.size();
      longest = std::max(longest, bytes);
    }
    return longest + kAround;
  }

  /// The speaker's style where the passage has it, else what has none of its own.
  void keep_style(const Passage& passage, std::vector<std::size_t>& eligible) const {
    const auto has = [&](Style style) {
      return std::any_of(eligible.begin(), eligible.end(), [&](std::size_t i) { return passage.styles[i] == style; });
    };
    const Style kept = has(inputs_.style) ? inputs_.style : Style::any;
    if (!has(kept)) return;
    const bool both = kept == Style::plain && has(Style::any);  // plain is how most speak
    std::erase_if(eligible, [&](std::size_t i) {
      return passage.styles[i] != kept && !(both && passage.styles[i] == Style::any);
    });
  }

  /// Those that say most of what is given and not yet said.
  void keep_telling(const Passage& passage, const FillContext& context, std::vector<std::size_t>& eligible) const {
    if (eligible.size() < 2) return;
    std::vector<std::size_t> gains;
    for (const std::size_t wording : eligible)
      gains.push_back(gain_of(said_by(passage.texts[wording], context), said_));
    const std::size_t most = *std::max_element(gains.begin(), gains.end());
    std::size_t at = 0;
    std::erase_if(eligible, [&](std::size_t) { return gains[at++] < most; });
  }

  void head(const Passage& passage, const FillContext& context, Chosen& chosen) const {
    std::vector<std::size_t> eligible = complete_ones(passage.headings, context);
    const bool paired = passage.headings.size() == passage.texts.size();
    if (paired && std::find(eligible.begin(), eligible.end(), chosen.wording) != eligible.end()) {
      chosen.heading = &passage.headings[chosen.wording];
      return;
    }
    const bool none = eligible.empty();
    for (std::size_t i = 0; none && i < passage.headings.size(); ++i) eligible.push_back(i);
    chosen.heading = &passage.headings[pick(passage, "heading", eligible)];
    if (none) missing_facts(*chosen.heading, context, std::nullopt, chosen.missing);
  }

  static std::vector<std::size_t> complete_ones(const std::vector<Template>& texts, const FillContext& context) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (is_complete(texts[i], context, std::nullopt)) out.push_back(i);
    }
    return out;
  }

  /// Those that miss the fewest facts.
  static std::vector<std::size_t> nearest_ones(const std::vector<Template>& texts, const FillContext& context) {
    std::vector<std::size_t> out;
    std::size_t fewest = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      std::vector<FactId> missing;
      missing_facts(texts[i], context, std::nullopt, missing);
      if (out.empty() || missing.size() < fewest) {
        fewest = missing.size();
        out.clear();
      }
      if (missing.size() == fewest) out.push_back(i);
    }
    return out;
  }

  static void rows_missing(const Passage& passage, const FillContext& context, Chosen& chosen) {
    if (!passage.walked) return;
    bool complete = !chosen.rows.empty();
    for (std::size_t i = 0; complete && i < chosen.rows.size(); ++i)
      complete = form_of_row(passage, context, chosen.rows, i) != nullptr;
    if (!complete) chosen.missing.push_back(*passage.walked);
  }

  /// The eligible wording with the highest keyed hash: adding a passage changes no other's wording, and adding a wording
  /// changes only the speeches where the new one wins.
  std::size_t pick(const Passage& passage, std::string_view what, const std::vector<std::size_t>& eligible) const {
    if (eligible.size() == 1) return eligible.front();
    const std::uint64_t of_passage = hash_of(passage);
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
  std::size_t proposals_left_;
  std::size_t longest_;
  std::size_t left_ = kLongestSpeech;
  std::vector<Said> said_;  ///< by what was chosen so far, sorted
};

bool speaks(const PlannedPart& part) {
  if (const auto* slot = std::get_if<PlannedSlot>(&part.value)) return !slot->chosen.empty();
  const auto& parts = std::get<PlannedSection>(part.value).parts;
  return std::any_of(parts.begin(), parts.end(), speaks);
}

bool is_own(const PlannedSlot& slot) {
  return std::any_of(slot.chosen.begin(), slot.chosen.end(), [](const Chosen& chosen) { return chosen.own; });
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

Plan make_plan(const PlanInputs& inputs) {
  Plan plan;
  plan.skeleton = &inputs.skeleton;
  plan.body = Planner(inputs).section(inputs.skeleton.body);
  const std::size_t rate = characters_a_minute(inputs.context);
  if (inputs.minutes != 0) {
    if (!fit(plan, inputs.context, inputs.minutes * rate, Cut::any)) plan.unreached_minutes = inputs.minutes;
  } else if (inputs.skeleton.most_minutes != 0) {
    lengthen(plan, inputs.skeleton.least_minutes * rate);
    // What says something of the profile's may take the place of what does not.
    add_unsaid(plan, inputs.skeleton.most_minutes * rate + fillers_of(plan) / 2);
    fit(plan, inputs.context, inputs.skeleton.most_minutes * rate, Cut::fillers);
  }
  drop_silent(plan.body);
  list_said(plan, inputs.context);
  return plan;
}

std::vector<ShortSlot> short_slots(const PlannedSection& section) {
  std::vector<ShortSlot> out;
  const auto look = [&](const PlannedSlot& slot, std::size_t has) {
    if (has < slot.use.least) out.push_back({&slot, has});
  };
  if (!section.section->id.empty()) look(section.heading, section.heading.chosen.size());
  std::size_t own = 0;
  for (const PlannedPart& part : section.parts) {
    if (const auto* slot = std::get_if<PlannedSlot>(&part.value); slot != nullptr && is_own(*slot))
      own += count_sections(*slot);
  }
  for (const PlannedPart& part : section.parts) {
    if (const auto* slot = std::get_if<PlannedSlot>(&part.value)) {
      look(*slot, slot->chosen.size() + (slot->use.layout == Layout::sections ? own : 0));
    } else {
      const std::vector<ShortSlot> inner = short_slots(std::get<PlannedSection>(part.value));
      out.insert(out.end(), inner.begin(), inner.end());
    }
  }
  return out;
}

std::size_t count_sections(const PlannedSlot& slot) {
  if (slot.use.layout != Layout::sections) return 0;
  std::size_t count = 0;
  for (const Chosen& chosen : slot.chosen)
    count += makes_sections(*chosen.passage) ? chosen.rows.size() : std::size_t{1};
  return count;
}

std::size_t count_sections(const PlannedSection& section) {
  std::size_t count = 0;
  for (const PlannedPart& part : section.parts) {
    const auto* slot = std::get_if<PlannedSlot>(&part.value);
    count += slot == nullptr ? 1 : count_sections(*slot);
  }
  return count;
}

}  // namespace lectern::host
