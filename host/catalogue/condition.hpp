// SPDX-License-Identifier: Apache-2.0
//
// The `when` of a passage.
#pragma once

#include "fact/template.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

/// One fact's condition; a passage may have several, and all must hold.
struct Condition {
  enum class Test { one_of, given, missing, compares };
  enum class Relation { less, at_most, greater, at_least, equal, unequal };
  struct Comparison {
    Relation relation = Relation::equal;
    std::string value;
  };

  FactId fact = 0;
  std::optional<std::size_t> column;  ///< of a table: it holds where some row has it there, `missing` where none has
  Test test = Test::one_of;
  std::vector<std::string> values;      ///< of one_of
  std::vector<Comparison> comparisons;  ///< of compares: all must hold
  std::string text;                     ///< as written, for `plan`
  Place place;                          ///< of its value
};

/// The parts of `text` between separators; empty ones are left out.
std::vector<std::string> split(std::string_view text, char separator);

/// Reads a `when` block.
std::vector<Condition> read_conditions(const Node& when, const Vocabulary& vocabulary, Findings& findings);

/// Whether the condition holds. A comparison with a fact that is missing does not.
bool holds(const Condition& condition, const Schema& schema, const Facts& facts);

}  // namespace lectern::host
