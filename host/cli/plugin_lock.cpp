// SPDX-License-Identifier: Apache-2.0
#include "cli/plugin_lock.hpp"

#include "cli/output.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <thread>

namespace lectern::host {
namespace {

/// Whether the file that is open is still the one of that name: who had it before took it away.
bool is_still_there(int descriptor, const std::filesystem::path& file) {
  struct stat ours {};
  struct stat there {};
  return fstat(descriptor, &ours) == 0 && stat(file.c_str(), &there) == 0 && ours.st_ino == there.st_ino &&
         ours.st_dev == there.st_dev;
}

std::string read_name(int descriptor) {
  std::array<char, 24> text{};
  const ssize_t got = pread(descriptor, text.data(), text.size(), 0);
  const std::string name(text.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
  return name.substr(0, name.find_first_not_of("0123456789"));
}

}  // namespace

PluginLock::PluginLock(std::filesystem::path file, std::chrono::milliseconds patience) : file_(std::move(file)) {
  std::error_code error;
  std::filesystem::create_directories(file_.parent_path(), error);
  if (error) {
    fault_ = fault_message(error.value());
    return;
  }
  const auto last = std::chrono::steady_clock::now() + patience;
  while (!settle()) {
    if (std::chrono::steady_clock::now() > last) {
      busy_ = true;
      fault_ = other_.empty() ? message("another 'lectern plugin' is at work")
                              : message("another 'lectern plugin' is at work: process {}", other_);
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

bool PluginLock::settle() {
  const int opened = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  const bool locked = opened >= 0 && flock(opened, LOCK_EX | LOCK_NB) == 0;
  const int number = errno;
  // Nobody unlocks it before taking it away, so whoever has it and sees it in its place is alone.
  if (locked && is_still_there(opened, file_)) {
    const std::string name = std::to_string(getpid());
    // For others to read; without it they know less.
    static_cast<void>(ftruncate(opened, 0) == 0 && pwrite(opened, name.data(), name.size(), 0) > 0);
    descriptor_ = opened;
    return true;
  }
  if (opened >= 0) {
    other_ = read_name(opened);
    ::close(opened);
  }
  if (locked || number == EWOULDBLOCK || number == EINTR) return false;
  fault_ = fault_message(number);
  return true;
}

PluginLock::~PluginLock() {
  if (descriptor_ < 0) return;
  ::unlink(file_.c_str());
  ::close(descriptor_);
}

}  // namespace lectern::host
