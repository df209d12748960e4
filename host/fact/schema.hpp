// SPDX-License-Identifier: Apache-2.0
//
// What facts there are: their keys, types and names, as the common bundle, the plugins and the references declare them.
#pragma once

#include "source/diagnostic.hpp"
#include "source/info.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lectern::host {

enum class Type {
  text,
  integer,
  decimal,
  rate,
  date,
  year,
  time,  ///< a day, or when in the words of the profile: 6月中旬, 4—5月
  choice,
  list,
  table
};

std::string_view name_of(Type type);
std::optional<Type> type_named(std::string_view name);
bool has_rows(Type type);

/// One of the values a choice may take, and the words a speech has for it: "label" first.
struct Choice {
  struct Word {
    std::string name;
    std::string text;
  };
  std::string id;
  std::vector<Word> words;

  const std::string* word(std::string_view name) const;
};

/// What a single value looks like: a fact's, or a table column's.
struct ValueSpec {
  Type type = Type::text;
  std::string label;               ///< what a secretary calls it; 【待填：label】
  std::vector<std::string> units;  ///< allowed units of measure, the default first
  std::vector<Choice> choices;
  bool names_persons = false;  ///< of a text: persons, each with a post or without

  const Choice* choice(std::string_view id) const;
};

struct Column {
  std::string name;
  ValueSpec spec;
};

/// Position of a fact in its Schema, and of its value in Facts.
using FactId = std::uint32_t;

/// Who works a fact out when the profile does not give it.
enum class Maker { nobody, plugin, host, reference };

struct FactSpec {
  std::string key;
  ValueSpec spec;
  std::vector<Column> columns;  ///< of a table; a list has one, "item"
  bool own = false;     ///< a table of the unit's own material: its rows are said before passages on the same matter
  bool silent = false;  ///< decides what is said, and is not itself to be said
  std::optional<std::size_t> sorted_by;  ///< the column of a table that its rows are sorted by
  std::string example;
  std::string note;
  std::string default_text;  ///< template it is worked out from when not given; empty where there is none
  Place default_place;
  Maker maker = Maker::nobody;
  std::string bundle;  ///< id of the bundle that declares it

  std::optional<std::size_t> column(std::string_view name) const;
};

/// Keys every value, group and row may carry about where it comes from; no fact or column may be called so.
inline constexpr std::string_view kSourceKey = "source";
inline constexpr std::string_view kAsOfKey = "as_of";
inline constexpr std::string_view kVerifiedKey = "verified";
inline constexpr std::string_view kNoteKey = "note";
inline constexpr std::string_view kReferenceOnlyKey = "reference_only";
bool is_evidence_key(std::string_view key);

class Schema {
 public:
  Schema();

  /// Facts that the host itself works out while it fills a speech.
  static constexpr FactId kCountParts = 0;   ///< count.parts: numbered sections of the speech
  static constexpr FactId kCountPoints = 1;  ///< count.points: numbered sections around the passage

  /// Facts of every profile that no bundle declares.
  static constexpr FactId kOccasion = 2;
  static constexpr FactId kSector = 3;
  static constexpr FactId kMeeting = 4;   ///< occasion.meeting: what such a meeting is called, from the skeleton
  static constexpr FactId kMonth = 5;     ///< meeting.month: of the day of the speech, 1 to 12
  static constexpr FactId kDaysLeft = 6;  ///< count.days_left: from that day to campaign.deadline, where it is to come

  /// Adds a fact; false when the key is taken.
  bool add(FactSpec spec);

  std::optional<FactId> find(std::string_view key) const;
  const FactSpec& operator[](FactId id) const { return specs_[id]; }
  std::size_t size() const { return specs_.size(); }

  /// Whether some key begins with `prefix` and a dot: then `prefix` is a group in a profile.
  bool is_group(std::string_view prefix) const;
  std::vector<std::string_view> keys() const;

 private:
  std::deque<FactSpec> specs_;  ///< stays in place while references are added
  std::unordered_map<std::string, FactId> by_key_;
  std::unordered_map<std::string, std::size_t> groups_;
};

class Fields;

/// Reads `type`, `label`, `unit` and `choice`s, which facts, columns and options share.
ValueSpec read_value_spec(const Node& node, Fields& fields, Findings& findings);
/// The columns that every table of own material has.
inline constexpr std::string_view kTextColumn = "text";
inline constexpr std::string_view kHeadingColumn = "heading";
inline constexpr std::string_view kByColumn = "by";
inline constexpr std::string_view kFigureColumn = "figure";

/// Reads a `facts` block into the schema. `prefixes`: what this bundle's keys may begin with.
void read_facts(const Node& facts, std::string_view bundle, const std::vector<std::string>& prefixes, Schema& schema,
                Findings& findings);

}  // namespace lectern::host
