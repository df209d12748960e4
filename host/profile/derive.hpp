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

/// Takes over a derived value. Where the profile gives the fact, the profile's value stands, and a differing one is
/// reported.
void apply_derived(FactId id, std::string value, const std::vector<FactId>& from, const std::string& made_by,
                   const Schema& schema, Facts& facts, Findings& findings);

}  // namespace lectern::host
