// SPDX-License-Identifier: Apache-2.0
//
// A file system of strings.
#pragma once

#include "source/source.hpp"

#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace lectern::host {

class MemoryFiles final : public Files {
 public:
  MemoryFiles() = default;
  MemoryFiles(std::initializer_list<std::pair<const std::string, std::string>> files) : files_(files) {}

  void put(const std::string& path, std::string text) { files_[path] = std::move(text); }
  /// The file is there, but may not be read.
  void lock(const std::string& path) { locked_.insert(path); }

  Reading read(const std::filesystem::path& path, std::size_t most_bytes) const override {
    if (locked_.contains(path.string())) return {Outcome::unreadable, {}};
    const auto found = files_.find(path.string());
    if (found == files_.end()) return {Outcome::absent, {}};
    if (found->second.size() > most_bytes) return {Outcome::too_large, {}};
    return {Outcome::read, found->second};
  }

  std::vector<std::string> list(const std::filesystem::path& folder) const override {
    const std::string prefix = folder.string() + "/";
    std::set<std::string> names;
    for (const auto& [path, text] : files_) {
      if (path.starts_with(prefix))
        names.insert(path.substr(prefix.size(), path.find('/', prefix.size()) - prefix.size()));
    }
    return {names.begin(), names.end()};
  }

 private:
  std::map<std::string, std::string> files_;
  std::set<std::string> locked_;
};

}  // namespace lectern::host
