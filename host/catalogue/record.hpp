// SPDX-License-Identifier: Apache-2.0
//
// What `plugin add` installed: the record in the bundle's folder says how every file was.
#pragma once

#include "catalogue/bundle_files.hpp"

#include <string>
#include <vector>

namespace lectern::host {

/// A line "HASH  NAME" for each file, as `xxh128sum` writes it: `xxh128sum -c` reads it too.
/// Rationale for XXH3: the record tells an accident or a change by hand. Against somebody who may write there no hash
/// helps, for he writes the record too; and drafting pays for this one in microseconds.
std::string write_record(const std::vector<BundleFile>& files);

/// Adds a warning for each file that is not as it was added, is gone or has joined. Nothing for a bundle without a record.
void check_record(const Files& files, const Manifest& manifest, Findings& findings);

}  // namespace lectern::host
