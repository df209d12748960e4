// SPDX-License-Identifier: Apache-2.0
//
// Dated references: congresses, plenums, plans, campaigns and the like, each with the days on which it may be said.
#pragma once

#include "fact/date.hpp"
#include "fact/fact.hpp"

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

/// What the keys of dated references begin with.
inline constexpr std::string_view kReferencePrefix = "ref.";

/// Points into the source it was read from.
struct Reference {
  std::string_view id;
  std::string_view kind;
  std::string_view term;  ///< as it stands in running text
  std::string_view source;
  Date from;               ///< first day it may be said
  std::optional<Date> to;  ///< first day it no longer may
  Place place;
};

class References {
 public:
  /// Reads all references of a file.
  static References read(const Node& file, Findings& findings);

  /// Reads a reference of the source when it is first asked for and in force: a speech has a dozen of some two hundred.
  /// The source must outlive this. What is wrong with those that were read is in findings().
  static References open(const Source& source, Findings& findings);
  const Findings& findings() const { return findings_; }
  /// Reads those too that nobody asked for.
  void read_all() const;

  /// The reference that `name` means on `day`: the one with that id if in force, else of the kind of that name the one
  /// that came into force last. Null when there is none.
  const Reference* in_force(std::string_view name, Date day) const;

  /// Whether `name` is an id or a kind.
  bool knows(std::string_view name) const;
  std::vector<std::string_view> names() const;

 private:
  struct Unread {
    std::string_view id;
    std::string_view kind;
    Lines lines;
  };

  void add(const Node& entry, Findings& findings) const;
  void load(const Unread& unread) const;

  // Reading later changes nothing that can be seen.
  mutable std::deque<Reference> all_;  // at stable addresses
  mutable std::vector<Unread> unread_;
  mutable Findings findings_;
  const Source* source_ = nullptr;
};

/// Makes `ref.NAME` a fact of the schema when the references know the name, and gives its id.
std::optional<FactId> find_reference(std::string_view key, const References& references, Schema& schema);

/// Sets the fact, if it is a reference, as it stands on that day.
void resolve_reference(const Schema& schema, const References& references, const std::optional<Date>& day, FactId id,
                       Facts& facts);

/// Sets every reference the schema has come to know, as it stands on that day.
void resolve_references(const Schema& schema, const References& references, const std::optional<Date>& day,
                        Facts& facts);

}  // namespace lectern::host
