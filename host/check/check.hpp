// SPDX-License-Identifier: Apache-2.0
//
// Looks at a finished draft and reports; edits nothing.
#pragma once

#include "draft.hpp"

namespace lectern::host {

/// All that is found in a speech: missing facts with what to write where, slots for which nobody speaks, values that are
/// placeholders themselves, and what check_facts() and check_wording() find. The draft must have reached the speech.
Findings check(const Draft& draft);

/// What the facts tell: a campaign object that is not for this sector on this day, deadlines and stages that contradict
/// one another; and, where there is a speech, deadlines it says that have passed. The draft must have reached the profile.
Findings check_facts(const Draft& draft);

/// Gaps without a measure, an owner or a deadline, and measures without a gap: for `facts` and `profile check`. Not part
/// of check(): a speech need not name all of them.
/// What the profile gives and the speech does not say, a note for each, with why and what to do.
void check_unsaid(const Draft& draft, Findings& findings);

Findings check_gaps(const Draft& draft);

/// Words in the finished speech that the sector does not say of itself, or that do not suit the speaker's rank.
Findings check_wording(const Draft& draft);

/// What check() says of a missing fact of this block: which, and how and where to give it.
Diagnostic say_missing(const Draft& draft, const Block& block, const Span& span);

/// `tax { revenue "12.6" }`: how a profile gives this fact, with the schema's example.
std::string how_to_give(const FactSpec& spec);

}  // namespace lectern::host
