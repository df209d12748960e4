// SPDX-License-Identifier: Apache-2.0
//
// Numbers of points in running text: 一是…二是…, 第一，…第二，…, 一要…二要… (rule S02).
#pragma once

#include "check/lines.hpp"
#include "check/reports.hpp"

namespace lectern::host {

struct OrdinalSeries {
  std::size_t line = 0;       ///< where it begins
  std::size_t begin = 0;      ///< byte of the line's normal form
  std::size_t last_line = 0;  ///< where its last number is
  std::size_t last_end = 0;
  std::size_t items = 0;
  bool is_whole = true;  ///< it begins with 一, and nothing is missing or repeated
};

/// Reports numbers that are missing or repeated, and gives the series in the order of their beginnings.
std::vector<OrdinalSeries> check_ordinals(const std::vector<Line>& lines, Reports& reports);

}  // namespace lectern::host
