// SPDX-License-Identifier: Apache-2.0
//
// What must be true of any manuscript that is read, and of what is checked in it.
#pragma once

#include "manuscript/manuscript.hpp"

namespace lectern::test {

/// It is read, or an error says why not. Its paragraphs are clean UTF-8 without indents, each piece of them lies in its
/// source, and checking and comparing them gives findings like any others.
void check_reading(const std::optional<host::Manuscript>& manuscript, const host::Findings& findings);

}  // namespace lectern::test
