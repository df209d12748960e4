// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace lectern::host {

/// A part of a text, in bytes.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// What stands for a value that somebody meant to fill in: 【待填：…】, ××, ____, 某某, 待补充. The first at `from` or behind
/// it. Rules H01 to H03 of hygiene; × between two digits multiplies.
std::optional<Stretch> find_placeholder(std::string_view text, std::size_t from = 0);

}  // namespace lectern::host
