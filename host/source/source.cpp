// SPDX-License-Identifier: Apache-2.0
#include "source/source.hpp"

#include <fmt/format.h>

namespace lectern::host {

std::string_view Source::line(std::uint32_t number) const {
  if (number == 0) return {};
  std::string_view rest = text;
  for (;;) {
    const std::size_t end = rest.find('\n');
    if (--number == 0) {
      std::string_view found = rest.substr(0, end);
      if (!found.empty() && found.back() == '\r') found.remove_suffix(1);
      return found;
    }
    if (end == std::string_view::npos) return {};
    rest.remove_prefix(end + 1);
  }
}

std::string to_string(const Place& place) {
  if (place.source == nullptr) return {};
  if (place.line == 0) return place.source->name;
  return fmt::format("{}:{}", place.source->name, place.line);
}

}  // namespace lectern::host
