// SPDX-License-Identifier: Apache-2.0
#include "memory_files.hpp"

#include <fstream>
#include <iterator>

namespace lectern::test {

void MemoryFiles::put(const std::filesystem::path& path, std::string text) {
  texts_[path.lexically_normal().string()] = std::move(text);
}

void MemoryFiles::put_folder(const std::filesystem::path& from, const std::filesystem::path& as) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(from)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".info") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    put(as / entry.path().lexically_relative(from), {std::istreambuf_iterator<char>(file), {}});
  }
}

host::Files::Reading MemoryFiles::read(const std::filesystem::path& path, std::size_t most_bytes) const {
  const auto found = texts_.find(path.lexically_normal().string());
  if (found == texts_.end()) return {Outcome::absent, {}};
  if (found->second.size() > most_bytes) return {Outcome::too_large, {}};
  return {Outcome::read, found->second};
}

std::vector<std::string> MemoryFiles::list(const std::filesystem::path& folder) const {
  const std::string prefix = (folder / "").lexically_normal().string();
  std::vector<std::string> names;
  for (auto found = texts_.lower_bound(prefix); found != texts_.end() && found->first.starts_with(prefix); ++found) {
    std::string name = found->first.substr(prefix.size());
    name.resize(std::min(name.find('/'), name.size()));
    if (names.empty() || names.back() != name) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace lectern::test
