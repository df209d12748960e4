// SPDX-License-Identifier: Apache-2.0
#include "catalogue/bundle_files.hpp"

#include <fmt/format.h>

namespace lectern::host {

bool is_library_name(std::string_view name) {
  constexpr std::string_view kSuffix = ".so";
  if (name.find('/') != std::string_view::npos) return false;
  while (!name.empty() && name.find_last_not_of("0123456789") != name.size() - 1) {
    name = name.substr(0, name.find_last_not_of("0123456789") + 1);
    if (!name.ends_with('.')) return false;
    name.remove_suffix(1);
  }
  return name.size() > kSuffix.size() && name.ends_with(kSuffix);
}

bool is_of_bundle(std::string_view name, std::string_view library) {
  if (name == kManifestName) return true;
  if (!library.empty() && (name == library || is_library_name(name))) return true;
  const bool in_passages = name.starts_with(kPassageFolder) && name.substr(kPassageFolder.size()).starts_with('/');
  return in_passages && name.ends_with(".info") && name.find('/', kPassageFolder.size() + 1) == std::string_view::npos;
}

std::vector<std::string> files_of_bundle(const Files& files, const Manifest& manifest) {
  std::vector<std::string> names;
  for (const std::string& name : files.list(manifest.folder)) {
    if (is_of_bundle(name, manifest.library)) names.push_back(name);
  }
  for (const std::string& passages : files.list(manifest.folder / kPassageFolder)) {
    std::string name = fmt::format("{}/{}", kPassageFolder, passages);
    if (is_of_bundle(name, manifest.library)) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace lectern::host
