// SPDX-License-Identifier: Apache-2.0
//
// Dated references: congresses, plenums, plans, campaigns and the like, each with the days on which it may be said.
#pragma once

#include "fact/date.hpp"
#include "fact/fact.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

struct Reference {
  std::string id;
  std::string kind;
  std::string term;  ///< as it stands in running text
  std::string source;
  Date from;               ///< first day it may be said
  std::optional<Date> to;  ///< first day it no longer may
  Place place;
};

class References {
 public:
  /// Reads profiles/references.info.
  static References read(const Node& file, Findings& findings);

  /// The reference that `name` means on `day`: the one with that id if in force, else of the kind of that name the one
  /// that came into force last. Null when there is none.
  const Reference* in_force(std::string_view name, Date day) const;

  /// Whether `name` is an id or a kind.
  bool knows(std::string_view name) const;
  std::vector<std::string_view> names() const;

 private:
  std::vector<Reference> all_;
};

/// Makes `ref.NAME` a fact of the schema when the references know the name, and gives its id.
std::optional<FactId> find_reference(std::string_view key, const References& references, Schema& schema);

/// Sets every reference the schema has come to know, as it stands on that day.
void resolve_references(const Schema& schema, const References& references, const std::optional<Date>& day,
                        Facts& facts);

}  // namespace lectern::host
