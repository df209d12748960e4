// SPDX-License-Identifier: Apache-2.0
//
// Files that exist in memory only.
#pragma once

#include "source/source.hpp"

#include <filesystem>
#include <map>
#include <string>

namespace lectern::test {

class MemoryFiles final : public host::Files {
 public:
  void put(const std::filesystem::path& path, std::string text);
  /// Puts every *.info below the folder `from` of the disk, as if it lay below `as`.
  void put_folder(const std::filesystem::path& from, const std::filesystem::path& as);

  Reading read(const std::filesystem::path& path, std::size_t most_bytes) const override;
  std::vector<std::string> list(const std::filesystem::path& folder) const override;

 private:
  std::map<std::string, std::string, std::less<>> texts_;  ///< by normal path
};

}  // namespace lectern::test
