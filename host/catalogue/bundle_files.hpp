// SPDX-License-Identifier: Apache-2.0
//
// The files of a bundle that the host reads: in its folder, and when it is handed over, in memory or in a zip archive.
#pragma once

#include "catalogue/bundle.hpp"
#include "modules/module.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

/// A file of a bundle: its name in the folder, with slashes, and its bytes.
struct BundleFile {
  std::string name;
  std::string content;
};

/// Largest file of a bundle, and all of them together: a library with its debugging data has some megabytes.
inline constexpr std::size_t kMostBundleBytes = std::size_t{64} * 1024 * 1024;

/// Whether a file of the folder may be a shared library: NAME.so, NAME.so.1.2.
bool is_library_name(std::string_view name);

/// Whether a file is one that the host reads of a bundle: the manifest, a passage file, the library and those that lie
/// beside it, which it may need. Nothing else is installed.
bool is_of_bundle(std::string_view name, std::string_view library);

/// The names of these files in the bundle's folder, as they are now.
std::vector<std::string> files_of_bundle(const Files& files, const Manifest& manifest);

/// A bundle that is handed over, in memory: its files stand under `root` as they would in a folder.
class HandedOver final : public Files {
 public:
  explicit HandedOver(std::filesystem::path root) : root_(std::move(root)) {}

  const std::filesystem::path& root() const { return root_; }
  void put(const std::string& name, std::string content) { files_[name] = std::move(content); }

  Reading read(const std::filesystem::path& path, std::size_t most_bytes) const override;
  std::vector<std::string> list(const std::filesystem::path& folder) const override;

  /// Those the host reads of the bundle, sorted by name.
  std::vector<BundleFile> of_bundle(std::string_view library) const;

 private:
  std::filesystem::path root_;
  std::map<std::string, std::string> files_;
};

/// Reads the bundle in the folder `bundle.root()`. False, and an error, where there is none, or it is too large.
bool read_bundle(const Files& disk, HandedOver& bundle, Findings& findings);

/// The same from the bytes of a zip archive that lies there. The bundle may lie in a folder of the archive.
bool read_bundle(std::string_view archive, const lectern_zip_v1& zip, HandedOver& bundle, Findings& findings);

/// Says that what lies there is too large to be a bundle.
void report_too_large(const std::filesystem::path& path, Findings& findings);

/// A zip archive of the files in a folder of that name, as read_bundle() takes it; `time` as for lectern_zip_v1. Nothing
/// where memory is lacking.
std::optional<std::string> pack_bundle(const std::vector<BundleFile>& files, std::string_view folder, std::int64_t time,
                                       const lectern_zip_v1& zip);

}  // namespace lectern::host
