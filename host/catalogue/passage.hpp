// SPDX-License-Identifier: Apache-2.0
//
// Passages: text offered for a slot. The grammar is in sdk/README.md, "Passages".
#pragma once

#include "catalogue/bundle.hpp"
#include "catalogue/condition.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

/// The known slots, from profiles/slots.info.
struct Slot {
  std::string id;
  std::string name;
};
using SlotId = std::uint32_t;

class Slots {
 public:
  static Slots read(const Node& file, Findings& findings);

  std::optional<SlotId> find(std::string_view id) const;
  const Slot& operator[](SlotId id) const { return slots_[id]; }
  std::vector<std::string_view> ids() const;

 private:
  std::vector<Slot> slots_;
};

/// The bundle a passage came from, as a speech remembers it.
struct Provider {
  std::string id;
  std::string version;
  std::string sector;
};

inline constexpr int kDefaultPriority = 50;
inline constexpr int kHighestPriority = 100;

/// A passage that a plugin's code offers; checked like one from a file.
struct Offer {
  std::string id;
  std::string slot;
  int priority = kDefaultPriority;
  std::vector<std::string> headings;
  std::vector<std::string> texts;
  std::vector<std::string> shorts;
  std::vector<std::pair<std::string, std::string>> when = {};  ///< facts, and what must hold of each
  std::string each = {};                                       ///< empty: it walks nothing
  std::vector<std::string> items = {};
  std::vector<std::string> firsts = {};
  std::vector<std::string> lasts = {};
  std::vector<std::string> onlys = {};
  std::vector<std::pair<std::string, std::string>> rows = {};  ///< columns, and what a row must have there
  std::vector<std::string> styles = {};                        ///< of the texts, in their order; or none
  std::string covers = {};
  std::string proposes = {};

  /// All its texts together.
  std::size_t bytes() const;
};

/// What a profile says about a passage, each with the line that says it; nowhere: it does not. See catalogue/overrides.
struct Wishes {
  Place added;  ///< it is the profile's own
  Place replaced;
  Place forbidden;
  Place pinned;
  Place ordered;
  Place approved;           ///< what it proposes is decided
  std::string approved_by;  ///< by whom
  std::size_t wording = 0;  ///< the one that is pinned, from 0
  std::size_t rank = 0;     ///< its position in the order, from 0
};

/// What a column of a walked row must hold for the passage to say it.
struct RowFilter {
  std::size_t column = 0;
  Condition::Test test = Condition::Test::one_of;
  std::vector<std::string> values;  ///< of one_of; a choice that a row leaves out is its first
};

/// The voice of a speaker: a speech keeps to one.
enum class Style { any, formal, plain, vivid };

struct Passage {
  std::string id;
  const Provider* provider = nullptr;
  SlotId slot = 0;
  int priority = 50;
  std::vector<Condition> conditions;
  std::vector<Template> headings;
  std::vector<Template> texts;     ///< the wordings; none where only the head was read
  std::vector<Style> styles;       ///< of the texts
  std::vector<Template> shorts;    ///< for when minutes are few
  std::optional<FactId> walked;    ///< the table that {items} walks
  std::vector<RowFilter> filters;  ///< which of its rows; all must hold
  std::vector<std::string>
      covers;                   ///< words for the matter it is about: it gives way to own material that has one of them
  std::string proposes;         ///< what it suggests that nobody has decided; empty: it suggests nothing
  std::vector<Template> items;  ///< the forms of a row: see form_of_row()
  std::vector<Template> firsts;  ///< for the first row
  std::vector<Template> lasts;   ///< for the last row
  std::vector<Template> onlys;   ///< for a row that is alone
  Place place;
  std::shared_ptr<const Offer> offer;  ///< what the templates point into, where code offered the passage; else a Source
  const Wishes* wishes = nullptr;      ///< null: the profile does not speak of it
};

/// "BUNDLE/ID": how profiles, findings and plans name a passage.
std::string name_of(const Passage& passage);

/// What the profile says about it; of most passages nothing.
const Wishes& wishes_for(const Passage& passage);

/// Whether it proposes what nobody has decided yet.
bool is_proposal(const Passage& passage);

/// Where the profile has its text, if it does: of a passage of its own, or one it replaces.
const Place& text_in_profile(const Passage& passage);

/// Its rank within its slot: what a profile puts in order stands before all others.
int standing_of(const Passage& passage);

/// The rows that the passage walks, by their numbers in the table.
std::vector<std::size_t> rows_of(const Passage& passage, const Schema& schema, const Facts& facts);

/// Whether it says the unit's own material, row by row.
bool says_own(const Passage& passage, const Schema& schema);

/// Whether its rows become numbered sections.
bool makes_sections(const Passage& passage);

/// How the passage says the row at this position among those it walks: the first form whose facts the row has, those for its position
/// before the items. A row that is alone is the first and the last. Null where no form has all its facts.
const Template* form_of_row(const Passage& passage, const FillContext& context, const std::vector<std::size_t>& rows,
                            std::size_t position);

/// Reads a file of passages. A passage with errors is left out, and the errors say so. Whether an id is there twice is seen by
/// drop_repeated(), once all files of the bundle are read.
void read_passages(const Node& file, const Provider& provider, const Slots& slots, const Vocabulary& vocabulary,
                   std::vector<Passage>& passages, Findings& findings);

/// Leaves out, of the provider's passages at the end, those whose id an earlier one of them has, and says so.
void drop_repeated(const Provider& provider, std::vector<Passage>& passages, Findings& findings);

/// What a passage says before its contents: slot, priority and conditions; it has no texts. Nothing where there are errors.
std::optional<Passage> read_head(const Node& node, const Provider& provider, const Slots& slots,
                                 const Vocabulary& vocabulary);

/// Reads one passage. False, and errors that say why, where it cannot be used.
bool read_passage(const Node& node, const Provider& provider, const Slots& slots, const Vocabulary& vocabulary,
                  std::vector<Passage>& passages, Findings& findings);

/// Reads what stands in place of parts of a passage: its texts with all that belongs to them, its short forms, headings,
/// priority or conditions. What is not said stays as it was. False, and nothing changed, where there are errors.
bool replace_parts(const Node& node, const Slots& slots, const Vocabulary& vocabulary, Passage& passage,
                   Findings& findings);

/// By slot, and within it by rank: the profile's order, priority, bundle id, passage id. Never by the order of files or
/// folders.
void sort_passages(std::vector<Passage>& passages);

/// Reads an offer like a passage of a file.
void add_offer(Offer offer, const Provider& provider, const Place& place, const Slots& slots,
               const Vocabulary& vocabulary, std::vector<Passage>& passages, Findings& findings);

}  // namespace lectern::host
