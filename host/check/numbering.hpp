// SPDX-License-Identifier: Apache-2.0
//
// Numbers of headings and points: GB/T 9704-2012 7.3.3, rules S01, S02 and S07.
#pragma once

#include "check/lines.hpp"
#include "check/reports.hpp"

namespace lectern::host {

/// A list as it was counted: the headings of one level below one heading, or points that follow one another.
struct NumberedList {
  NumeralForm form = NumeralForm::hanzi;
  std::size_t first = 0;  ///< index of the line it begins with
  std::size_t end = 0;    ///< of the line behind what it holds
  std::size_t items = 0;
  bool is_whole = true;  ///< it begins with 1, and nothing is missing or repeated
};

/// Reports numbers that are missing, repeated, alone or of the wrong level, and gives the lists that it counted, in the order
/// of their beginnings.
std::vector<NumberedList> check_numbering(const std::vector<Line>& lines, Reports& reports);

}  // namespace lectern::host
