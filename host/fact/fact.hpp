// SPDX-License-Identifier: Apache-2.0
//
// The values of facts, each with where it came from.
#pragma once

#include "fact/schema.hpp"

#include <string>
#include <vector>

namespace lectern::host {

/// Longest text of a value, in bytes: some 2,700 Chinese characters, a quarter of an hour's speech.
inline constexpr std::size_t kLongestValue = std::size_t{8} * 1024;
/// Most rows of a list or table: read out, they would fill a day.
inline constexpr std::size_t kMostRows = 1'000;

/// What a profile says about a value: the document it stands in, the day it belongs to, who checked it.
struct Evidence {
  std::string source;
  std::string as_of;  ///< YYYY-MM-DD
  std::string verified;
  std::string note;             ///< for who reads the draft, never said
  bool reference_only = false;  ///< for reference: not to be said
};

/// A single value as the profile writes it. Not given when `text` is empty.
struct Value {
  std::string text;
  std::string unit;  ///< of measure
  Evidence evidence;
  Place place;

  bool given() const { return !text.empty(); }
};

struct Row {
  std::vector<Value> cells;  ///< one a column of the table
  Place place;
};

/// The value of a fact. A list or table is given when it has rows.
struct Fact {
  Value value;
  std::vector<Row> rows;
  Maker maker = Maker::nobody;  ///< nobody: the profile gives it
  std::string made_by;          ///< "tax-bureau 1.0.0", a reference's id; empty for a profile's value
  std::vector<FactId> from;     ///< what it was worked out from

  bool given() const { return value.given() || !rows.empty(); }
};

/// The facts of one speech, by FactId.
class Facts {
 public:
  const Fact& operator[](FactId id) const {
    static const Fact missing;
    return id < facts_.size() ? facts_[id] : missing;
  }
  void set(FactId id, Fact fact) {
    if (id >= facts_.size()) facts_.resize(id + 1);
    facts_[id] = std::move(fact);
  }

 private:
  std::vector<Fact> facts_;
};

}  // namespace lectern::host
