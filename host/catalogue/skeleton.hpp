// SPDX-License-Identifier: Apache-2.0
//
// Skeletons: the ordered slots of an occasion. The grammar is in profiles/README.md.
#pragma once

#include "catalogue/passage.hpp"

#include <string>
#include <variant>
#include <vector>

namespace lectern::host {

/// What a slot's passages become in the speech.
enum class Layout { paragraph, sections, title, headline, date, speaker, salutation, greeting };

/// A slot as a skeleton uses it: at least and at most so many passages.
struct SlotUse {
  SlotId slot = 0;
  Layout layout = Layout::paragraph;
  std::size_t least = 1;
  std::size_t most = 1;
  std::size_t more = 0;  ///< beyond that, for what would else stay unsaid
};

struct SectionPart;

/// A numbered part; its heading is a passage of the slot `heading`.
struct Section {
  std::string id;
  SlotUse heading;
  std::vector<SectionPart> parts;
};

struct SectionPart {
  std::variant<SlotUse, Section> value;
};

struct Skeleton {
  std::string occasion;
  std::string name;
  std::string meeting;            ///< what the meeting is called where the profile has no name for it: 动员大会
  std::size_t least_minutes = 0;  ///< how long such a speech usually takes; 0: no matter
  std::size_t most_minutes = 0;
  Section body;  ///< has neither id nor heading
};

/// Reads a skeleton file. Plain paragraphs after a numbered section of the same parent are an error: a listener would
/// take them for part of it.
std::optional<Skeleton> read_skeleton(const Node& file, const Slots& slots, Findings& findings);

}  // namespace lectern::host
