// SPDX-License-Identifier: Apache-2.0
//
// What came with the program. Its build writes a list of every file of its bundles (plugins/shipped.cmake), and the
// installation writes it again of what it has installed. Where a bundle lies says nothing of where it came from.
#pragma once

#include "catalogue/bundle_files.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace lectern::host {

/// In lower-case hexadecimal digits, as `sha256sum` writes it.
std::string sha256_of(std::string_view content);

class Shipped {
 public:
  /// With nothing in it, nothing came with the program: all code is foreign.
  Shipped() = default;

  /// Reads the list: a line "SHA-256  ID/FILE" for each file. A list that cannot be read has nothing in it.
  static Shipped read(const Files& files, const std::filesystem::path& list);

  /// Whether a bundle with this id came with the program.
  bool has(std::string_view id) const;

  /// Whether the code of the bundle is what came with the program: its library, and every other one that lies beside it.
  /// Rationale for a hash that nobody can forge, unlike the record's: code of which this is true runs in the host's process.
  bool has_code_of(const Files& files, const Manifest& manifest) const;

  /// The first file of the bundle that is not as it came with the program, is missing or is one more. Nothing where all of
  /// it came with the program.
  std::optional<std::string> first_difference(const Files& files, const Manifest& manifest) const;

 private:
  bool is_as_it_came(const Files& files, const Manifest& manifest, std::string_view name) const;

  std::map<std::string, std::string, std::less<>> hashes_;  ///< by ID/FILE
};

}  // namespace lectern::host
