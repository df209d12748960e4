// SPDX-License-Identifier: Apache-2.0
//
// Figures in running text: numbers with their units, rates, days, months and years, in digits and in Chinese numerals.
#pragma once

#include "fact/date.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

/// A part of a date; what is not said is 0.
struct Calendar {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;

  friend auto operator<=>(const Calendar&, const Calendar&) = default;  // NOLINT(modernize-use-nullptr): clang-tidy 14
};

struct Figure {
  std::size_t begin = 0;  ///< bytes of the text, the unit included
  std::size_t end = 0;
  /// The number in plain digits, with 万 and 亿 worked out: "1260000000" for 12.6亿元 and 12亿6000万元. Empty for a date.
  std::string value;
  std::string unit;  ///< what is measured: 元, 户, %; empty where it is not known
  std::optional<Calendar> date;
  bool is_rough = false;  ///< 300多户, 近5年: it says itself that it is not exact
};

/// Finds the figures of a text in its normal form, in their order. `units`: those of the schema, without 万 and 亿. What only contains a number is no figure: 九十年代, 五十六个民族, 第12条, 12345热线, 5G, 《2026年工作要点》.
std::vector<Figure> figures_in(std::string_view text, const std::vector<std::string>& units);

/// Whether two figures can mean the same: the same value, and units that do not contradict each other.
bool is_same(const Figure& one, const Figure& other);
bool is_same_unit(const Figure& one, const Figure& other);

}  // namespace lectern::host
