// SPDX-License-Identifier: Apache-2.0
//
// Sentences that decide something: a rule, a penalty, a date, a promise. In a passage that is a decision nobody made,
// unless a profile gave it. Told by words, so that an author has to judge each.
#pragma once

#include "source/diagnostic.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace lectern::host {

enum class Decision {
  rule,
  sanction,
  reward,
  order,  ///< of steps
  recurring,
  deadline,
  answerable,
  power,
  promise,
  appointment,
  time,
  quantity
};
Message name_of(Decision decision);

/// A word that decides, in the sentence.
struct DecidingWord {
  Decision decision;
  std::size_t at = 0;
  std::size_t size = 0;
};

/// The patterns, compiled once.
class Decisions {
 public:
  Decisions();
  ~Decisions();
  Decisions(const Decisions&) = delete;
  Decisions& operator=(const Decisions&) = delete;
  Decisions(Decisions&&) = delete;
  Decisions& operator=(Decisions&&) = delete;

  /// The first deciding word of each kind, in the order of the kinds. `sentence`: with a mark where a fact stands (see
  /// PassageText); what a fact says is the profile's, and decides nothing here.
  std::vector<DecidingWord> find(std::string_view sentence) const;

 private:
  struct Compiled {
    Decision decision;
    std::unique_ptr<re2::RE2> expression;
  };
  std::vector<Compiled> patterns_;
};

}  // namespace lectern::host
