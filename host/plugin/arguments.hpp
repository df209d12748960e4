// SPDX-License-Identifier: Apache-2.0
//
// The arguments of a plugin's call, with all that can be told from them alone.
#pragma once

#include "plugin/border.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

/// Reads the arguments of one call. The first that is not valid is reported; those after it read as empty.
class Arguments {
 public:
  Arguments(Border& border, const std::string& plugin) : border_(border), plugin_(plugin) {}

  /// Borrowed from the plugin.
  std::string_view text(const lectern_text& text, std::string_view name, TextKind kind = TextKind::line);
  std::vector<std::string> texts(const lectern_text* texts, std::uint64_t count, std::string_view name,
                                 TextKind kind = TextKind::line);
  /// Two lists that belong together by their order.
  std::vector<std::pair<std::string, std::string>> pairs(const lectern_text* keys, std::string_view keys_name,
                                                         const lectern_text* values, std::string_view values_name,
                                                         std::uint64_t count);

  /// LECTERN_OK, or what the call is to answer.
  std::int32_t status() const { return status_; }
  bool are_fine() const { return status_ == LECTERN_OK; }

 private:
  bool are_countable(const lectern_text* texts, std::uint64_t count, std::string_view name);

  Border& border_;
  const std::string& plugin_;
  std::int32_t status_ = LECTERN_OK;
};

/// What the user can do about a call that is not valid.
Message tell_author();

}  // namespace lectern::host
