// SPDX-License-Identifier: Apache-2.0
//
// Days, months and years in a text in its normal form.
#pragma once

#include "check/figures.hpp"

namespace lectern::host {

struct FoundDate {
  Calendar date;
  std::size_t end = 0;
};

/// The date that begins here: 2026年3月6日, 2025年12月, 2026年, 26年3月6日, 3月6日, 3月; 2026.3.6, 2026-03-06, 2026/3/6, 2026-03; 二〇二六年一月九日,
/// 一月二十日, 十二月底. A month alone in Chinese numerals only where it is no length of time: 一月一次.
std::optional<FoundDate> date_at(std::string_view text, std::size_t at);

}  // namespace lectern::host
