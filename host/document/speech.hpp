// SPDX-License-Identifier: Apache-2.0
//
// The finished speech: text with the origin of every piece of it.
#pragma once

#include "plan/plan.hpp"

#include <string>
#include <vector>

namespace lectern::host {

enum class BlockKind {
  heading,  ///< on a line of its own, numbered
  paragraph,
  point  ///< a numbered paragraph: a row of a table that is walked
};

/// A line or paragraph of the speech.
struct Block {
  BlockKind kind = BlockKind::paragraph;
  unsigned level = 0;      ///< headings and points: 1 is 一、, 2 （一）, 3 1., 4 （1）; paragraphs: 0
  std::size_t number = 0;  ///< within its level; 0: not numbered
  std::string text;        ///< without its number
  std::vector<Span> spans;
  SlotId slot = 0;
  const Passage* passage = nullptr;
  std::size_t wording = 0;
  bool is_short = false;
};

/// 一、 （一） 1. （1）; empty for what has no number (GB/T 9704-2012 7.3.3).
std::string numeral(const Block& block);

struct Statistics {
  std::size_t characters = 0;   ///< characters of salutation and blocks, numerals and punctuation included
  std::size_t paragraphs = 0;   ///< paragraphs and points
  std::size_t from_sector = 0;  ///< of these, from a bundle of the sector
  std::size_t minutes = 0;      ///< at the speaker's rate, rounded up
};

/// A fact the speech cannot do without and the profile does not give.
struct MissingFact {
  FactId fact = 0;
  const Passage* passage = nullptr;  ///< which wants it
};

struct Speech {
  std::vector<Block> title;  ///< headline first where there is one
  std::vector<Block> date;
  std::vector<Block> speaker;
  std::vector<Block> salutation;  ///< and greeting
  std::vector<Block> blocks;
  std::vector<MissingFact> missing;
  Statistics statistics;
};

/// Calls `visit` for every line of the speech, in order.
template <typename Visit>
void for_each_block(const Speech& speech, const Visit& visit) {
  for (const auto* part : {&speech.title, &speech.date, &speech.speaker, &speech.salutation, &speech.blocks}) {
    for (const Block& block : *part) visit(block);
  }
}

/// What the ids of blocks begin with.
inline constexpr std::string_view kBlockId = "lectern_";

/// A name for every block, in the order of for_each_block(): made from its passage and its number within that, so that it
/// stays the same whatever facts and wording the passage has. Fit for a bookmark in a Word file (40 characters at most).
std::vector<std::string> block_ids(const Speech& speech);

/// Fills the plan's passages with the facts.
Speech make_speech(const Plan& plan, const FillContext& context);

}  // namespace lectern::host
