// SPDX-License-Identifier: Apache-2.0
//
// What stands for a value that somebody meant to fill in: ××, 第X次, ____, 某某, （待定）, 【单位名称】, {{name}}, 2026年 月 日. Rules H01 to
// H03 of hygiene. What may be something else is none: 3×4, X光, 有待补充, a label such as 【编者按】.
#pragma once

#include "manuscript/normal.hpp"

#include <vector>

namespace lectern::host {

/// What braces are in a text: those of a passage name facts.
enum class Braces { are_facts, are_slots };

/// All in the text, in their order, as they stand in the original.
std::vector<Stretch> placeholders_in(const NormalText& text, Braces braces);

}  // namespace lectern::host
