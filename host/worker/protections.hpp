// SPDX-License-Identifier: Apache-2.0
//
// What keeps the code in a worker from doing harm. Set before the plugin's library is loaded: its initialisers are
// code.
#pragma once

#include "plugin/protocol.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace lectern::host {

/// What is let through beside what a worker may: `plugin check` (host/inspect) tries code in processes of its own.
enum class Leeway {
  none,
  trial  ///< printing a little, more memory, and threads: the check watches and tells of these itself
};

/// Sets all of them, each whatever becomes of the others. 0 where one is active, else the errno. `library` may be
/// empty; `seconds` is how long a request may take.
std::array<std::int32_t, kProtections> protect(const std::string& library, unsigned long seconds,
                                               Leeway leeway = Leeway::none);

}  // namespace lectern::host
