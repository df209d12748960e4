// SPDX-License-Identifier: Apache-2.0
#include "cli/staged_folder.hpp"

#include <fcntl.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>
#include <utility>

namespace lectern::host {
namespace {

namespace fs = std::filesystem;

/// Whoever may read it may run it.
void make_executable(const fs::path& file, std::error_code& error) {
  constexpr fs::perms kReading = fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read;
  const fs::perms now = fs::status(file, error).permissions();
  const auto running = static_cast<fs::perms>(static_cast<unsigned>(now & kReading) >> 2U);
  if (!error) fs::permissions(file, now | running, error);
}

/// Zero, or why not.
int exchange(const fs::path& ours, const fs::path& theirs) {
  if (renameat2(AT_FDCWD, ours.c_str(), AT_FDCWD, theirs.c_str(), RENAME_EXCHANGE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  // A drive that cannot exchange: in two steps, and back where the second fails.
  std::error_code fault;
  const fs::path kept = ours.parent_path() / "earlier";
  fs::rename(theirs, kept, fault);
  if (fault) return fault.value();
  fs::rename(ours, theirs, fault);
  if (!fault) return 0;
  std::error_code ignored;
  fs::rename(kept, theirs, ignored);
  return fault.value();
}

}  // namespace

StagedFolder::StagedFolder(const fs::path& aside) { make(aside); }

void StagedFolder::make(const fs::path& aside) {
  std::error_code error;
  fs::create_directories(aside, error);
  if (error) return fail(error.value());
  remove_leftovers(aside);
  Temporary made = make_temporary(aside, TemporaryKind::folder);
  if (made.name.empty()) return fail(errno);
  lock_ = std::move(made.lock);
  root_ = aside / made.name;
  content_ = root_ / "content";
  fs::create_directory(content_, error);
  if (error) fail(error.value());
}

StagedFolder::~StagedFolder() {
  std::error_code ignored;
  if (!root_.empty()) fs::remove_all(root_, ignored);
}

void StagedFolder::fail(int number) {
  if (!fault_) fault_ = fault_message(number);
}

void StagedFolder::write(const fs::path& name, std::string_view content, bool executable) {
  if (fault_) return;
  const fs::path file = content_ / name;
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  if (error) return fail(error.value());
  if (auto said = write_output(file.string(), content)) {
    fault_ = std::move(said);
    return;
  }
  if (executable) make_executable(file, error);
  if (error) fail(error.value());
}

void StagedFolder::commit(const fs::path& place, bool replace) {
  if (fault_) return;
  std::error_code error;
  if (replace) {
    if (const int number = exchange(content_, place); number != 0) fail(number);
    return;
  }
  fs::rename(content_, place, error);
  if (error) fail(error.value());
}

void StagedFolder::take(const fs::path& folder) {
  if (fault_) return;
  std::error_code error;
  fs::rename(folder, root_ / "taken", error);
  if (error) fail(error.value());
}

}  // namespace lectern::host
