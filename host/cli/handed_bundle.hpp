// SPDX-License-Identifier: Apache-2.0
//
// A bundle that somebody hands over: what `plugin add` and `plugin pack` look at before they do anything.
#pragma once

#include "catalogue/bundle_files.hpp"
#include "cli/commands.hpp"
#include "cli/staged_folder.hpp"

#include <memory>
#include <optional>

namespace lectern::host {

/// A bundle that was read and has no errors.
struct HandedBundle {
  std::filesystem::path from;  ///< its folder or archive
  HandedOver files;
  std::unique_ptr<Draft> checked;

  const Manifest& manifest() const { return checked->catalogue.candidates.back().manifest; }
  std::vector<BundleFile> of_bundle() const { return files.of_bundle(manifest().library); }
};

/// What a command says that does not do its work.
using Refusal = Message (*)(const std::string& from);

/// Reads and checks the bundle. Nothing where it cannot be read or has errors, which are printed.
std::unique_ptr<HandedBundle> receive_bundle(const Common& common, const Installation& installation,
                                             const std::string& from, Refusal refusal);

/// Writes the bundle's files aside and loads its library there, in a worker. False, and errors, where it cannot be loaded
/// for itself.
bool stage_bundle(const Common& common, const Installation& installation, const HandedBundle& bundle,
                  StagedFolder& staged, Findings& findings);

/// Prints the findings, and one more; exit code 2.
int refused(const Common& common, const Findings& findings);
int refused(const Common& common, Findings findings, std::string_view code, Message what, Message hint);

/// The same for a folder or file that cannot be written.
int not_written(const Common& common, const std::filesystem::path& path, const Message& why);

}  // namespace lectern::host
