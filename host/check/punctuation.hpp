// SPDX-License-Identifier: Apache-2.0
//
// Marks of GB/T 15834-2011 that are typed otherwise: rules P01, P02, P13 and P15. All of these are notes.
#pragma once

#include "check/lines.hpp"
#include "check/reports.hpp"

namespace lectern::host {

void check_punctuation(const std::vector<Line>& lines, Reports& reports);

}  // namespace lectern::host
