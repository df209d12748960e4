// SPDX-License-Identifier: Apache-2.0
//
// Facts that follow from other facts: a schema's defaults, and what plugins derive.
#pragma once

#include "fact/template.hpp"
#include "source/diagnostic.hpp"

#include <string>
#include <vector>

namespace lectern::host {

/// Most bytes that the defaults of one bundle come to. Those of the common bundle come to some hundred.
inline constexpr std::size_t kMostDefaultBytes = std::size_t{64} * 1024;

/// Works out the facts that have a default and are not given. Gives, for each bundle whose defaults come to more than
/// kMostDefaultBytes, the fact where they did: from then on none of its defaults is worked out.
std::vector<FactId> apply_defaults(const Vocabulary& vocabulary, const SpeechDay& day, Facts& facts,
                                   Findings& findings);

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
