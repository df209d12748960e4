// SPDX-License-Identifier: Apache-2.0
//
// Counts that are announced, against what follows (rule S05): 讲三点意见, 抓好以下五个方面的工作.
#pragma once

#include "check/numbering.hpp"
#include "check/ordinals.hpp"

namespace lectern::host {

void check_announced(const std::vector<Line>& lines, const std::vector<NumberedList>& lists,
                     const std::vector<OrdinalSeries>& series, Reports& reports);

}  // namespace lectern::host
