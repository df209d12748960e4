// SPDX-License-Identifier: Apache-2.0
//
// A folder that appears whole or not at all.
#pragma once

#include "cli/output.hpp"
#include "source/diagnostic.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace lectern::host {

/// Files that are written aside, and become the folder in one step. What was not put into place is gone with this; until
/// then no signal ends the program.
class StagedFolder {
 public:
  /// Writes below `aside`, which must be on the drive of the folder to be. Makes it where it is not there.
  explicit StagedFolder(const std::filesystem::path& aside);
  StagedFolder(const StagedFolder&) = delete;
  StagedFolder& operator=(const StagedFolder&) = delete;
  StagedFolder(StagedFolder&&) = delete;
  StagedFolder& operator=(StagedFolder&&) = delete;
  ~StagedFolder();

  /// What stood in the way first; later calls do nothing then.
  const std::optional<Message>& fault() const { return fault_; }

  /// Writes a file, with the folders it lies in. `name` is relative, and leads nowhere else.
  void write(const std::filesystem::path& name, std::string_view content, bool executable = false);

  /// Where the files are until they are put into place.
  const std::filesystem::path& content() const { return content_; }

  /// Puts the folder into place. What is there already must be an empty folder, or with `replace` is exchanged for it and
  /// removed: at no moment there is none, where the system can exchange folders.
  void commit(const std::filesystem::path& place, bool replace = false);

  /// Takes a folder away: it is gone in one step, and its files with this.
  void take(const std::filesystem::path& folder);

 private:
  void make(const std::filesystem::path& aside);
  void fail(int number);

  DeferredSignals undisturbed_;
  Descriptor lock_;                ///< of the root
  std::filesystem::path root_;     ///< ours alone: removed in the end
  std::filesystem::path content_;  ///< the folder to be, in it
  std::optional<Message> fault_;
};

}  // namespace lectern::host
