// SPDX-License-Identifier: Apache-2.0
//
// All figures that the profile's facts, the references and the passages hold.
#pragma once

#include "check/figures.hpp"
#include "draft.hpp"

#include <set>
#include <unordered_map>

namespace lectern::host {

/// What a fact says, as a figure, and behind which words it stands in the draft.
struct Statement {
  FactId fact = 0;
  Figure figure;
  std::string text;
  std::string before;
};

class KnownFigures {
 public:
  /// The draft must have reached the speech, and outlive this.
  explicit KnownFigures(const Draft& draft);

  /// What figures are measured in.
  const std::vector<std::string>& units() const { return units_; }

  bool holds(const Figure& figure) const;

  /// The fact that may be meant: one that stands behind the same words in the draft, else one of the same kind whose value
  /// differs by little. Null where there is none.
  const Statement* nearest(const Figure& figure, std::string_view before) const;

 private:
  const Statement* nearest_value(const Figure& figure) const;
  void add_text(std::string_view text);
  void add(Figure figure);
  void add_date(const Calendar& date);
  void add_value(FactId id, const ValueSpec& spec, const Value& value);
  void add_facts();
  void add_references();
  void add_passages();
  void add_block(const Block& block);

  const Draft& draft_;
  std::vector<std::string> units_;
  std::unordered_multimap<std::string, Figure> numbers_;
  std::set<Calendar> dates_;
  std::vector<Statement> statements_;
};

}  // namespace lectern::host
