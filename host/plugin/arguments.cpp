// SPDX-License-Identifier: Apache-2.0
#include "plugin/arguments.hpp"

#include "plugin/protocol.hpp"
#include "source/info.hpp"

namespace lectern::host {

Message tell_author() { return message("tell its author: lectern/plugin.h says what a call wants"); }

std::string_view Arguments::text(const lectern_text& text, std::string_view name, TextKind kind) {
  if (!are_fine()) return {};
  if (text.size > kLongestArgument) {
    status_ = border_.refused(message("plugin '{}' gives '{}' with {} bytes, more than {}", plugin_, name,
                                      std::to_string(text.size), std::to_string(kLongestArgument)),
                              tell_author());
    return {};
  }
  if (text.size != 0 && text.data == nullptr) {
    status_ = border_.invalid(message("plugin '{}' gives '{}' as a null pointer", plugin_, name), tell_author());
    return {};
  }
  const std::string_view given(text.data, text.size);
  const TextCheck check = check_text(given, kind);
  if (check.fault != TextFault::none)
    status_ = border_.invalid(check.fault == TextFault::not_utf8
                                  ? message("plugin '{}' gives '{}' that is not valid UTF-8 at byte {}", plugin_, name,
                                            std::to_string(check.offset))
                                  : message("plugin '{}' gives '{}' with {}, which it may not hold, at byte {}",
                                            plugin_, name, code_point(check.point), std::to_string(check.offset)),
                              tell_author());
  return given;
}

std::vector<std::string> Arguments::texts(const lectern_text* texts, std::uint64_t count, std::string_view name,
                                          TextKind kind) {
  std::vector<std::string> out;
  if (!are_countable(texts, count, name)) return out;
  for (std::uint64_t i = 0; i < count && are_fine(); ++i) out.emplace_back(text(texts[i], name, kind));
  return out;
}

std::vector<std::pair<std::string, std::string>> Arguments::pairs(const lectern_text* keys, std::string_view keys_name,
                                                                  const lectern_text* values,
                                                                  std::string_view values_name, std::uint64_t count) {
  std::vector<std::pair<std::string, std::string>> out;
  std::vector<std::string> firsts = texts(keys, count, keys_name);
  std::vector<std::string> seconds = texts(values, count, values_name);
  if (!are_fine()) return out;
  for (std::size_t i = 0; i < firsts.size(); ++i) out.emplace_back(std::move(firsts[i]), std::move(seconds[i]));
  return out;
}

bool Arguments::are_countable(const lectern_text* texts, std::uint64_t count, std::string_view name) {
  if (!are_fine()) return false;
  if (count > kMostTexts)
    status_ = border_.refused(message("plugin '{}' gives {} pieces of '{}', more than {}", plugin_,
                                      std::to_string(count), name, std::to_string(kMostTexts)),
                              tell_author());
  else if (count != 0 && texts == nullptr)
    status_ = border_.invalid(message("plugin '{}' gives '{}' as a null pointer", plugin_, name), tell_author());
  return are_fine();
}

}  // namespace lectern::host
