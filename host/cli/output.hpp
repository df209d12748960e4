// SPDX-License-Identifier: Apache-2.0
//
// Putting results into files: whole, or not at all.
#pragma once

#include "source/diagnostic.hpp"

#include <csignal>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

/// Writes the whole file or leaves what was there. "-" is standard output. Links are followed, and what they lead to is
/// written; files that are protected against writing are not. Nothing on success, else what stood in the way.
std::optional<Message> write_output(const std::string& path, std::string_view content);

/// Whether two paths lead to the same file, by whatever links.
bool is_same_file(const std::filesystem::path& one, const std::filesystem::path& other);

/// What the system said no to (an errno value), in words the user can do something with.
Message fault_message(int number);

/// Puts signals that end the program off as long as it lives, so that nothing is left half done.
class DeferredSignals {
 public:
  DeferredSignals();
  DeferredSignals(const DeferredSignals&) = delete;
  DeferredSignals& operator=(const DeferredSignals&) = delete;
  DeferredSignals(DeferredSignals&&) = delete;
  DeferredSignals& operator=(DeferredSignals&&) = delete;
  ~DeferredSignals();

 private:
  sigset_t before_{};
};

/// Holds a file open, and closes it.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int opened) : number_(opened) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();

  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }
  int release();

 private:
  int number_ = -1;
};

/// A file or folder under a name of ours that nobody else has, locked as long as the program is at it: by the missing lock
/// remove_leftovers() knows what a program that was killed has left. `folder`: where it is made.
struct Temporary {
  std::string name;  ///< empty where it could not be made: errno says why
  Descriptor lock;
};
enum class TemporaryKind { file, folder };
Temporary make_temporary(const std::filesystem::path& folder, TemporaryKind kind);

/// Removes what killed programs have left in a folder.
void remove_leftovers(const std::filesystem::path& folder);

}  // namespace lectern::host
