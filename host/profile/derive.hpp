// SPDX-License-Identifier: Apache-2.0
//
// Facts that follow from other facts: a schema's defaults, and what plugins derive.
#pragma once

#include "fact/template.hpp"
#include "source/diagnostic.hpp"

#include <string>
#include <vector>

namespace lectern::host {

/// Works out the facts that have a default and are not given.
void apply_defaults(const Vocabulary& vocabulary, const SpeechDay& day, Facts& facts, Findings& findings);

/// What a plugin worked out.
struct Derivation {
  FactId fact = 0;
  std::string value;                           ///< of a list or table empty
  std::vector<std::vector<std::string>> rows;  ///< of a list or table: a cell a column, empty where not given
  std::vector<FactId> from;
};

/// Takes over a derived fact. Where the profile gives it, the profile's value stands, and a differing one is reported.
void apply_derived(Derivation derived, const std::string& made_by, const Schema& schema, Facts& facts,
                   Findings& findings);

}  // namespace lectern::host
