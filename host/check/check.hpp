// SPDX-License-Identifier: Apache-2.0
//
// Looks at a finished draft and reports; edits nothing.
#pragma once

#include "draft.hpp"

namespace lectern::host {

/// Missing facts with what to write where, slots for which nobody speaks, and values that are placeholders themselves.
Findings check(const Draft& draft);

/// `tax { revenue "12.6" }`: how a profile gives this fact, with the schema's example.
std::string how_to_give(const FactSpec& spec);

}  // namespace lectern::host
