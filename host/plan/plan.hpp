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

/// A value of the profile as a speech says it: a fact, or a cell of a row.
struct Said {
  FactId fact = 0;
  std::uint32_t row = 0;     ///< counts from 1; 0: the fact has no rows
  std::uint32_t column = 0;  ///< of the row

  friend auto operator<=>(const Said&, const Said&) = default;  // NOLINT(modernize-use-nullptr): clang-tidy 14
};

/// A passage that speaks, with its wording.
struct Chosen {
  const Passage* passage = nullptr;
  const Template* text = nullptr;
  const Template* heading = nullptr;  ///< null where the passage has none
  std::size_t wording = 0;            ///< counts the passage's texts (or shorts) from 0
  bool is_short = false;              ///< a short form, because minutes are few
  std::vector<FactId> missing;        ///< empty: all its facts are given
  std::vector<std::size_t> rows;      ///< of the table it walks
  std::uint64_t variety = 0;          ///< picks among the options within its text
  std::vector<Said> says;             ///< the profile's values in it, sorted
  std::size_t characters = 0;         ///< its length, heading included
  bool own = false;                   ///< it says the unit's own material
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
struct Covered {
  Place place;  ///< of the unit's own material on the same matter
};
struct NotProposed {};  ///< it suggests what nobody has decided, and the profile asks for no more suggestions
struct Forbidden {
  Place place;  ///< of the profile
};
struct TooLong {};  ///< it would come to more than kLongestPassage, or the speech to more than kLongestSpeech
struct NoTime {};   ///< minutes are few, and the slot can do without it
using Reason =
    std::variant<ConditionFails, FactsMissing, Outranked, NoHeading, NoTime, TooLong, Forbidden, Covered, NotProposed>;

/// In bytes: a speech of an hour has some 30,000, its longest paragraph 2,000, the unit's longest table perhaps 50,000.
inline constexpr std::size_t kLongestPassage = std::size_t{256} * 1024;
inline constexpr std::size_t kLongestSpeech = std::size_t{1024} * 1024;

struct Refused {
  const Passage* passage = nullptr;
  Reason reason;
};

struct PlannedSlot {
  SlotUse use;
  std::vector<Chosen> chosen;
  std::vector<Refused> refused;
  std::vector<Chosen> spare;  ///< of the refused, those that only outranks keep from speaking
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
      0;                     ///< what was asked for and nothing could be shortened to; 0: reached, or not asked
  std::vector<Said> said;    ///< the profile's values in the speech, sorted
  std::vector<Said> unsaid;  ///< those that are given, could be said, and are not
};

/// What the choice depends on.
struct PlanInputs {
  const Skeleton& skeleton;
  const std::vector<Passage>& passages;  ///< sorted by sort_passages()
  const FillContext& context;
  std::string_view unit;  ///< part of the key that picks wordings, so that two units do not read alike
  std::uint64_t seed = 0;
  std::size_t minutes = 0;  ///< how long the speech may take; 0: what is usual for the occasion
  Style style = Style::plain;
  std::size_t proposals = 0;  ///< how many passages may suggest what nobody has decided
};

/// How many characters the speaker reads in a minute: the profile's speaker.rate. Without one 180, in the middle of
/// published reading rates, which run from 120 to 200.
std::size_t characters_a_minute(const FillContext& context);

/// Characters of UTF-8 text.
std::size_t count_characters(std::string_view text);

Plan make_plan(const PlanInputs& inputs);

/// A slot that wants more passages than speak in it.
struct ShortSlot {
  const PlannedSlot* slot = nullptr;
  std::size_t has = 0;
};

/// The slots that are short, in the order of the speech. The unit's own sections count for every slot beside them that is
/// laid out as sections.
std::vector<ShortSlot> short_slots(const PlannedSection& section);

/// The sections that a slot's passages make.
std::size_t count_sections(const PlannedSlot& slot);

/// How many bytes the passage comes to with this text, its rows included; counted no further than kLongestPassage.
std::size_t filled_bytes(const Chosen& chosen, const Template& text, const FillContext& context);

/// Numbered sections directly inside: what count.parts and count.points announce.
std::size_t count_sections(const PlannedSection& section);

/// What shortening may take away.
enum class Cut {
  fillers,  ///< passages without which everything given is still said
  any       ///< whatever a slot can do without, the unit's own material last
};

/// Shortens a plan to about so many characters: first short forms, the lowest priority first, then passages that their
/// slot can do without. A wording that the profile pins is not shortened. False where it is still longer in the end.
bool fit(Plan& plan, const FillContext& context, std::size_t characters, Cut cut);

/// The characters that are read out.
std::size_t count_characters(const Plan& plan);

/// How many of them stand in passages that their slot can do without and that say nothing of the profile's.
std::size_t fillers_of(const Plan& plan);

/// The length of a chosen passage, heading and rows included, and the profile's values it says.
void measure(Chosen& chosen, const FillContext& context);

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
