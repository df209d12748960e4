// SPDX-License-Identifier: Apache-2.0
//
// The numbers with which headings and points begin.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace lectern::host {

/// How a number is written. The four of GB/T 9704-2012 7.3.3 come in their order, each below the one before it; what
/// people type besides them has no order.
enum class NumeralForm {
  chapter,           ///< 第一章, 第一部分
  hanzi,             ///< 一、
  hanzi_brackets,    ///< （一）
  digits,            ///< 1.
  digits_brackets,   ///< （1）
  digits_half_open,  ///< 1)
  circled            ///< ①
};
inline constexpr std::size_t kNumeralForms = 7;

/// Whether numbers of this form end the lists of that one, when one of them follows.
bool is_above(NumeralForm form, NumeralForm other);

/// The number a paragraph begins with, as numeral() writes it or as it is often typed: (一) for （一）, 1、 for 1.
struct TypedNumeral {
  NumeralForm form = NumeralForm::hanzi;
  std::size_t number = 0;  ///< from 1 to 99
  std::size_t length = 0;  ///< in bytes, with the mark behind the number
  /// Whether it can be nothing else. 二、三年来的工作 may be the second part or begin a sentence, and 2.35个 be a figure: the
  /// numbers around it decide.
  bool is_sure = true;

  unsigned level() const;  ///< as in Block: 1 is 一、, 2 （一）, 3 1., 4 （1）; 0 of all others
};
std::optional<TypedNumeral> typed_numeral(std::string_view text);

}  // namespace lectern::host
