// SPDX-License-Identifier: Apache-2.0
//
// The plan: which passage, in which wording, goes to which slot, and why, and why the others do not. Pure: the same
// inputs give the same plan.
#pragma once

#include "catalogue/skeleton.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lectern::host {

/// A passage that speaks, with its wording.
struct Chosen {
  const Passage* passage = nullptr;
  const Template* text = nullptr;
  const Template* heading = nullptr;  ///< null where the passage has none
  std::size_t wording = 0;            ///< counts the passage's texts (or shorts) from 0
  bool is_short = false;              ///< a short form, because minutes are few
  std::vector<FactId> missing;        ///< empty: all its facts are given
};

/// Why a passage does not speak.
struct ConditionFails {
  const Condition* condition;
};
struct FactsMissing {
  std::vector<FactId> facts;
};
struct Outranked {
  std::size_t most;  ///< what the slot takes
};
struct NoHeading {};
struct Forbidden {
  Place place;  ///< of the profile
};
struct TooLong {};  ///< it would come to more than kLongestPassage, or the speech to more than kLongestSpeech
struct NoTime {};   ///< minutes are few, and the slot can do without it
using Reason = std::variant<ConditionFails, FactsMissing, Outranked, NoHeading, NoTime, TooLong, Forbidden>;

/// In bytes: a speech of an hour has some 30,000, its longest paragraph 2,000.
inline constexpr std::size_t kLongestPassage = std::size_t{64} * 1024;
inline constexpr std::size_t kLongestSpeech = std::size_t{1024} * 1024;

struct Refused {
  const Passage* passage = nullptr;
  Reason reason;
};

struct PlannedSlot {
  SlotUse use;
  std::vector<Chosen> chosen;
  std::vector<Refused> refused;
};

struct PlannedPart;

struct PlannedSection {
  const Section* section = nullptr;
  PlannedSlot heading;
  std::vector<PlannedPart> parts;
};

struct PlannedPart {
  std::variant<PlannedSlot, PlannedSection> value;
};

struct Plan {
  const Skeleton* skeleton = nullptr;
  PlannedSection body;
  std::size_t unreached_minutes =
      0;  ///< what was asked for and nothing could be shortened to; 0: reached, or not asked
};

/// What the choice depends on.
struct PlanInputs {
  const Skeleton& skeleton;
  const std::vector<Passage>& passages;  ///< sorted by sort_passages()
  const FillContext& context;
  std::string_view unit;  ///< part of the key that picks wordings, so that two units do not read alike
  std::uint64_t seed = 0;
  std::size_t minutes = 0;  ///< how long the speech may take; 0: as long as it is
};

/// How many characters the speaker reads in a minute: the profile's speaker.rate. Without one 180, in the middle of
/// published reading rates, which run from 120 to 200.
std::size_t characters_a_minute(const FillContext& context);

/// Characters of UTF-8 text.
std::size_t count_characters(std::string_view text);

Plan make_plan(const PlanInputs& inputs);

/// How many bytes the passage comes to with this text, its rows included; counted no further than kLongestPassage.
std::size_t filled_bytes(const Passage& passage, const Template& text, const FillContext& context);

/// Numbered sections directly inside: what count.parts and count.points announce.
std::size_t count_sections(const PlannedSection& section);

/// Shortens a plan to about so many characters: first short forms, the lowest priority first, then passages that their
/// slot can do without. A wording that the profile pins is not shortened. False where it is still longer in the end.
bool fit(Plan& plan, const FillContext& context, std::size_t characters);

/// Calls `visit` for every slot of the plan, headings included, in the order of the speech.
template <typename Visit>
void for_each_slot(const PlannedSection& section, const Visit& visit) {
  if (section.section != nullptr && !section.section->id.empty()) visit(section.heading);
  for (const PlannedPart& part : section.parts) {
    if (const auto* slot = std::get_if<PlannedSlot>(&part.value)) {
      visit(*slot);
    } else {
      for_each_slot(std::get<PlannedSection>(part.value), visit);
    }
  }
}

}  // namespace lectern::host
