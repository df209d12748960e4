// SPDX-License-Identifier: Apache-2.0
//
// Whether a passage can ever speak, as far as that is known before there is a profile.
#pragma once

#include "inspect/subject.hpp"

namespace lectern::host {

/// Where every occasion that takes a passage lays it out as a section, it has a heading. Of passages in files, and of
/// those that the code offers.
void passages_have_headings(Subject& subject, Verdict& verdict);

/// Some occasion that a passage speaks at has its slot.
void slots_are_laid_out(Subject& subject, Verdict& verdict);

/// Conditions name values that their facts may have, and leave some.
void conditions_can_hold(Subject& subject, Verdict& verdict);

}  // namespace lectern::host
