// SPDX-License-Identifier: Apache-2.0
//
// What `plugin add` installed: the record in the bundle's folder says how every file was.
#pragma once

#include "catalogue/bundle.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lectern::host {

/// A file of a bundle: its name in the folder, with slashes, and its bytes.
struct BundleFile {
  std::string name;
  std::string content;
};

/// Largest file of a bundle, and all of them together: a library with its debugging data has some megabytes.
inline constexpr std::size_t kMostBundleBytes = std::size_t{64} * 1024 * 1024;

/// Whether a file is one that the host reads of a bundle: the manifest, a passage file, the library. Nothing else is installed.
bool is_of_bundle(std::string_view name, std::string_view library);

/// A line "HASH  NAME" for each file, as `xxh128sum` writes it: `xxh128sum -c` reads it too.
/// Rationale for XXH3: the record tells an accident or a change by hand. Against somebody who may write there no hash
/// helps, for he writes the record too; and drafting pays for this one in microseconds.
std::string write_record(const std::vector<BundleFile>& files);

/// Adds a warning for each file that is not as it was added, is gone or has joined. Nothing for a bundle without a record.
void check_record(const Files& files, const Manifest& manifest, Findings& findings);

}  // namespace lectern::host
