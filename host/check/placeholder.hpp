// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "manuscript/manuscript.hpp"

namespace lectern::host {

/// What stands for a value that somebody meant to fill in: 【待填：…】, ××, ____, 某某, 待补充, TODO. The first at `from` or behind
/// it. Rules H01 to H03 of hygiene; × between two digits multiplies.
std::optional<Stretch> find_placeholder(std::string_view text, std::size_t from = 0);

}  // namespace lectern::host
