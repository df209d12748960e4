// SPDX-License-Identifier: Apache-2.0
#include "source/source.hpp"

#include <fmt/format.h>

namespace lectern::host {
std::string_view Source::line(std::uint32_t number) const {
  if (line_begins.empty()) {
    line_begins.push_back(0);
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', end + 1))
      line_begins.push_back(end + 1);
    line_begins.push_back(text.size() + 1);  // as if the last one ended too
  }
  if (number == 0 || number >= line_begins.size()) return {};
  const std::size_t begin = line_begins[number - 1];
  std::string_view found = std::string_view(text).substr(begin, line_begins[number] - 1 - begin);
  if (!found.empty() && found.back() == '\r') found.remove_suffix(1);
  return found;
}

std::string label_of(const Source& source) { return visible(source.label.empty() ? source.name : source.label); }

std::string to_string(const Place& place) {
  if (place.source == nullptr) return {};
  if (place.line == 0) return label_of(*place.source);
  return fmt::format("{}:{}", label_of(*place.source), place.line);
}

std::string label_in(const std::vector<NamedFolder>& folders, const std::filesystem::path& file) {
  // Nearly all paths are the folder's with a name behind it, and need not be taken apart.
  for (const NamedFolder& known : folders) {
    std::string_view inside = file.native();
    if (!inside.starts_with(known.folder.native())) continue;
    inside.remove_prefix(known.folder.native().size());
    if (inside.starts_with('/') && inside.find("/.") == std::string_view::npos &&
        inside.find("//") == std::string_view::npos)
      return known.name + std::string(inside.substr(1));
  }
  for (const NamedFolder& known : folders) {
    const std::filesystem::path inside = file.lexically_normal().lexically_relative(known.folder.lexically_normal());
    if (!inside.empty() && *inside.begin() != "..") return known.name + inside.string();
  }
  return {};
}

}  // namespace lectern::host
