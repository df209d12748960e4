// SPDX-License-Identifier: Apache-2.0
//
// Text with named facts in it: compiled once, filled often. The syntax is described in sdk/README.md, "Templates".
#pragma once

#include "fact/reference.hpp"
#include "fact/writing.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

/// A fact named in a text, and how it is to be written.
struct Use {
  FactId fact = 0;
  std::optional<std::size_t> column;  ///< of a table
  Way way = Way::plain;
  std::string_view word;  ///< for Way::word
};

/// How `{items}` sets out the rows of a table.
enum class RowStyle {
  marked,     ///< 一是…二是… in the run of the text
  run,        ///< one after the other, joined by ，
  joined,     ///< one after the other, as they are
  sections,   ///< each a numbered section; its first line is the heading where there are more
  points,     ///< each a numbered paragraph of its own
  paragraphs  ///< each a paragraph of its own
};

struct Segment {
  enum class Kind { literal, fact, cell, items };
  Kind kind = Kind::literal;
  std::string_view text;             ///< of a literal
  Use use;                           ///< of a fact, or of a cell of the row being walked
  unsigned group = 0;                ///< segments of one optional group share a number; 0: not optional
  unsigned choice = 0;               ///< segments of one <…|…> share a number; 0: not in one
  unsigned option = 0;               ///< which of its options, from 0
  RowStyle rows = RowStyle::marked;  ///< of items
};

struct Template {
  std::vector<Segment> segments;
  unsigned choices = 0;           ///< how many <…|…> it has
  std::vector<unsigned> parents;  ///< of each optional group the one around it, 0 where there is none; [0] is nothing

  bool empty() const { return segments.empty(); }
};

/// Longest text of a template, in bytes.
inline constexpr std::size_t kLongestText = std::size_t{16} * 1024;

/// What a template may name.
struct Vocabulary {
  Schema& schema;
  const References& references;
};

/// The fact a template or condition names, references included.
std::optional<FactId> find_fact(std::string_view key, const Vocabulary& vocabulary);

/// Compiles a text, which must live as long as the template: its literals point into it. `walked`: the table whose
/// columns `{.column}` names, in an item. `may_hold_items`: whether `{items}` is allowed. Errors go to `findings`, each
/// with its place inside the text that begins at `place`.
Template compile(std::string_view text, const Place& place, const Vocabulary& vocabulary,
                 const std::optional<FactId>& walked, bool may_hold_items, Findings& findings);

/// Where in a filled text a fact stands.
struct Span {
  std::size_t begin = 0;  ///< byte offsets into the text
  std::size_t end = 0;
  FactId fact = 0;
  std::optional<std::size_t> row;  ///< of a table that is walked
  std::optional<std::size_t> column;
  bool missing = false;  ///< the text is 【待填：…】
  Way way = Way::plain;  ///< how it is written
};

struct Filled {
  std::string text;
  std::vector<Span> spans;
};

/// What a template is filled from: values only.
struct FillContext {
  const Schema& schema;
  const Facts& facts;
  SpeechDay day;
  std::size_t parts = 0;      ///< count.parts
  std::size_t points = 0;     ///< count.points
  std::uint64_t variety = 0;  ///< picks among the options of <…|…>
};

/// Whether all is there that the template cannot do without. `row`: the row being walked, for an item.
bool is_complete(const Template& text, const FillContext& context, std::optional<std::size_t> row);
/// Adds the facts it cannot do without and that are not there, each once.
void missing_facts(const Template& text, const FillContext& context, std::optional<std::size_t> row,
                   std::vector<FactId>& missing);

/// How many bytes the template fills to; counted no further than `enough`. Rationale: values that name others, used many
/// times, would let a small file fill the memory.
std::size_t filled_bytes(const Template& text, const FillContext& context, std::optional<std::size_t> row,
                         std::size_t enough);

/// Appends the template's text. Optional groups that miss a fact are left out; outside them a missing fact becomes
/// 【待填：label】. `{items}` is not handled here: see document/fill.
void fill(const Template& text, const FillContext& context, std::optional<std::size_t> row, Filled& out);

/// Whether the text of a row of own material says its figure or its day already: 从14份减到9份 needs no 9份 behind it.
bool stands_in_text(const FactSpec& spec, const Row& row, std::size_t column);

/// Fills the segments [from, to) only.
void fill_range(const Template& text, std::size_t from, std::size_t to, const FillContext& context,
                std::optional<std::size_t> row, Filled& out);

/// 【待填：label】
std::string placeholder(std::string_view label);

}  // namespace lectern::host
