// SPDX-License-Identifier: Apache-2.0
//
// Profiles nobody wrote: facts left out and values at the edges of their types, chosen by a fixed seed; and the smallest
// profile that shows a fault.
#pragma once

#include "inspect/trials.hpp"

namespace lectern::host {

/// A hundred such speeches, each with facts of its own (Scenario::facts). Made once; lives as long as `trials`.
const std::vector<Trial>& fuzzed(Trials& trials);

/// Whether the speech shows a fault: no answer, an error without a report, a call the host had to turn down.
bool is_bad(const Tried& tried);

/// The same fault with as few facts as possible otherwise than in the samples.
Trial smallest(Trials& trials, const Trial& bad);

/// What happened, for the user.
Message ended_or_told(const Subject& subject, const Trial& trial);

/// The facts that are otherwise than in the samples, as a profile would give them.
std::string as_profile(Trials& trials, const Facts& facts);

}  // namespace lectern::host
