// SPDX-License-Identifier: Apache-2.0
//
// The `passages` block of a profile. The grammar is in profiles/README.md, "Passages".
#pragma once

#include "profile/profile.hpp"

#include <vector>

namespace lectern::host {

/// Lays one layer's block over those below it. Of two words on one passage, or on the order of one slot, the later holds:
/// what it replaces, forbids or pins speaks no more as a lower layer says. Two of one layer on the same are errors.
void merge_overrides(const Node& block, std::vector<Override>& overrides, Findings& findings);

}  // namespace lectern::host
