// SPDX-License-Identifier: Apache-2.0
//
// One run at a time changes the user's plugins.
#pragma once

#include "source/diagnostic.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace lectern::host {

/// How long a run waits for another: longer than one takes that loads a library.
inline constexpr std::chrono::seconds kLockPatience{8};

/// While this lives, other runs wait. The system lets go of it when the process ends, however it does.
class PluginLock {
 public:
  /// Waits for others. Makes the folder of the file where it is not there.
  explicit PluginLock(std::filesystem::path file, std::chrono::milliseconds patience = kLockPatience);
  PluginLock(const PluginLock&) = delete;
  PluginLock& operator=(const PluginLock&) = delete;
  PluginLock(PluginLock&&) = delete;
  PluginLock& operator=(PluginLock&&) = delete;
  ~PluginLock();

  /// Why it is not held; nothing where it is.
  const std::optional<Message>& fault() const { return fault_; }
  /// Whether another run has it.
  bool is_busy() const { return busy_; }

 private:
  /// Whether it is held now, or never will be; else another has it.
  bool settle();

  std::filesystem::path file_;
  int descriptor_ = -1;
  std::string other_;  ///< the process that has it
  bool busy_ = false;
  std::optional<Message> fault_;
};

}  // namespace lectern::host
