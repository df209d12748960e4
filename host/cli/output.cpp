// SPDX-License-Identifier: Apache-2.0
#include "cli/output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <system_error>
#include <utility>

namespace lectern::host {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kNewFile = 0666;  // the umask takes away what it may not have
constexpr mode_t kPrivate = 0600;
constexpr std::string_view kTemporary = ".lectern-";  // and digits
constexpr std::size_t kDigits = 16;

Message last_fault() { return fault_message(errno); }

bool write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Where a path leads to.
struct Target {
  fs::path path;
  struct stat status {};
  bool exists = false;
  int fault = 0;
};

/// Follows links by hand, since the system follows none that leads to nothing.
Target follow(fs::path path) {
  constexpr int kMostLinks = 40;  // as the kernel
  Target target;
  for (int links = 0; links <= kMostLinks; ++links) {
    if (lstat(path.c_str(), &target.status) != 0) {
      target.fault = errno == ENOENT ? 0 : errno;
      if (!path.has_filename()) target.fault = EISDIR;
      target.path = std::move(path);
      return target;
    }
    if (!S_ISLNK(target.status.st_mode)) {
      target.path = std::move(path);
      target.exists = true;
      return target;
    }
    std::error_code fault;
    const fs::path next = fs::read_symlink(path, fault);
    if (fault) {
      target.fault = fault.value();
      return target;
    }
    path = path.parent_path() / next;
  }
  target.fault = ELOOP;
  return target;
}

bool is_same(const struct stat& one, const struct stat& other) {
  return one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/// The name of an open file without one, as a path.
std::string path_of(int descriptor) { return fmt::format("/proc/self/fd/{}", descriptor); }

/// A name nobody has: an earlier one that is left would be in the way.
std::string new_name() {
  std::uint64_t chance = 0;
  if (getrandom(&chance, sizeof chance, GRND_NONBLOCK) != sizeof chance)
    chance = static_cast<std::uint64_t>(getpid()) << 32U | static_cast<std::uint64_t>(::time(nullptr));
  return fmt::format("{}{:0{}x}", kTemporary, chance, kDigits);
}

bool is_ours(std::string_view name) {
  return name.starts_with(kTemporary) && name.size() == kTemporary.size() + kDigits &&
         name.find_first_not_of("0123456789abcdef", kTemporary.size()) == std::string_view::npos;
}

/// A file larger than `ulimit -f` allows is an error of writing, and not the end of the program.
class LargeFiles {
 public:
  LargeFiles() : before_(std::signal(SIGXFSZ, SIG_IGN)) {}
  LargeFiles(const LargeFiles&) = delete;
  LargeFiles& operator=(const LargeFiles&) = delete;
  LargeFiles(LargeFiles&&) = delete;
  LargeFiles& operator=(LargeFiles&&) = delete;
  ~LargeFiles() { std::signal(SIGXFSZ, before_); }

 private:
  void (*before_)(int);
};

/// Writes beside a file, and puts it into its place in one step.
class Replacement {
 public:
  explicit Replacement(const Target& target)
      : target_(target), folder_(target.path.has_parent_path() ? target.path.parent_path() : fs::path(".")) {}

  std::optional<Message> run(std::string_view content) {
    remove_leftovers(folder_);
    // A file without a name is gone with the program, however that ends.
    file_ = Descriptor(::open(folder_.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, kNewFile));
    if (file_.is_open()) {
      if (!fill(content)) return last_fault();
      const DeferredSignals undisturbed;
      if (place_nameless()) return std::nullopt;
      if (errno != ENOENT && errno != EXDEV && errno != EPERM) return last_fault();  // else: no /proc to name it by
    }
    const DeferredSignals undisturbed;
    return run_named(content);
  }

 private:
  /// Drives that know no nameless files.
  std::optional<Message> run_named(std::string_view content) {
    Temporary made = make_temporary(folder_, TemporaryKind::file);
    if (made.name.empty()) return last_fault();
    const fs::path beside = folder_ / made.name;
    file_ = std::move(made.lock);
    if (!target_.exists) fchmod(file_.number(), kNewFile & ~current_umask());
    if (fill(content) && ::rename(beside.c_str(), target_.path.c_str()) == 0) return std::nullopt;
    const Message said = last_fault();
    ::unlink(beside.c_str());
    return said;
  }

  static mode_t current_umask() {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return mask;
  }

  /// The content, and whose the file is: as it was.
  bool fill(std::string_view content) const {
    if (!write_all(file_.number(), content)) return false;
    if (target_.exists) {
      static_cast<void>(fchown(file_.number(), target_.status.st_uid, target_.status.st_gid) == 0);  // only root may
      if (fchmod(file_.number(), target_.status.st_mode & 07777U) != 0) return false;
    }
    return fsync(file_.number()) == 0;
  }

  bool place_nameless() const {
    const std::string ours = path_of(file_.number());
    const auto link_to = [&](const fs::path& name) {
      return linkat(AT_FDCWD, ours.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
    };
    if (!target_.exists && link_to(target_.path)) return true;
    if (!target_.exists && errno != EEXIST) return false;
    // A link takes no file's place: under a name of its own first. The lock says that somebody is at it.
    flock(file_.number(), LOCK_EX | LOCK_NB);
    const fs::path beside = folder_ / new_name();
    if (!link_to(beside)) return false;
    if (::rename(beside.c_str(), target_.path.c_str()) == 0) return true;
    const int fault = errno;
    ::unlink(beside.c_str());
    errno = fault;
    return false;
  }

  const Target& target_;
  fs::path folder_;
  Descriptor file_;
};

/// Devices and pipes are written to, not replaced.
std::optional<Message> write_into(const std::string& path, std::string_view content) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
  if (!file.is_open() || !write_all(file.number(), content)) return last_fault();
  return std::nullopt;
}

/// Replacing needs no leave to write the file itself; who took that away does not want it replaced.
bool is_protected(const Target& target) {
  constexpr mode_t kAnyWriting = 0222;  // root may write everything
  return (target.status.st_mode & kAnyWriting) == 0 || faccessat(AT_FDCWD, target.path.c_str(), W_OK, AT_EACCESS) != 0;
}

}  // namespace

// What the user can do something about in the user's language; the rest in the system's words.
Message fault_message(int number) {
  switch (number) {
    case ENOENT:
    case ENOTDIR:
      return message("there is no such folder");
    case EISDIR:
      return message("it is a folder");
    case EACCES:
    case EPERM:
      return message("you are not allowed to write there");
    case EROFS:
      return message("nothing can be written on this drive");
    case ENOSPC:
    case EDQUOT:
      return message("the drive is full");
    case EFBIG:
      return message("it would be larger than files may be here");
    case ELOOP:
      return message("it is a link that leads back to itself");
    default:
      return message("the system says: {}", std::generic_category().message(number));
  }
}

DeferredSignals::DeferredSignals() {
  sigset_t ending;
  sigemptyset(&ending);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) sigaddset(&ending, signal);
  pthread_sigmask(SIG_BLOCK, &ending, &before_);
}

DeferredSignals::~DeferredSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

Descriptor::~Descriptor() {
  if (is_open()) ::close(number_);
}

int Descriptor::release() { return std::exchange(number_, -1); }

Temporary make_temporary(const fs::path& folder, TemporaryKind kind) {
  constexpr int kAttempts = 100;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    std::string name = new_name();
    const fs::path path = folder / name;
    if (kind == TemporaryKind::folder && ::mkdir(path.c_str(), 0700) != 0) {
      if (errno == EEXIST) continue;
      return {};
    }
    Descriptor lock(kind == TemporaryKind::file
                        ? ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, kPrivate)
                        : ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // Between its making and its locking it looks like a leftover: another one where it was taken for that.
    if (!lock.is_open() && errno == (kind == TemporaryKind::file ? EEXIST : ENOENT)) continue;
    if (!lock.is_open()) return {};
    struct stat status {};
    if (flock(lock.number(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) continue;
    if (fstat(lock.number(), &status) == 0 && status.st_nlink != 0) return {std::move(name), std::move(lock)};
  }
  return {};
}

void remove_leftovers(const fs::path& folder) {
  std::error_code fault;
  std::vector<fs::path> found;
  for (fs::directory_iterator entry(folder, fault), end; !fault && entry != end; entry.increment(fault)) {
    if (is_ours(entry->path().filename().native())) found.push_back(entry->path());
  }
  for (const fs::path& path : found) {
    const Descriptor left(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat status {};
    if (!left.is_open() || fstat(left.number(), &status) != 0 || status.st_uid != geteuid()) continue;
    if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) continue;
    if (flock(left.number(), LOCK_EX | LOCK_NB) == 0) fs::remove_all(path, fault);
  }
}

bool is_same_file(const fs::path& one, const fs::path& other) {
  struct stat first {};
  struct stat second {};
  return stat(one.c_str(), &first) == 0 && stat(other.c_str(), &second) == 0 && is_same(first, second);
}

std::optional<Message> write_output(const std::string& path, std::string_view content) {
  const LargeFiles are_errors;
  struct stat status {};
  struct stat standard {};
  const bool exists = path != "-" && stat(path.c_str(), &status) == 0;
  const bool is_standard = path == "-" || (exists && fstat(STDOUT_FILENO, &standard) == 0 && is_same(status, standard));
  if (is_standard) {
    if (!write_all(STDOUT_FILENO, content)) return last_fault();
    return std::nullopt;
  }
  if (exists && S_ISDIR(status.st_mode)) return fault_message(EISDIR);
  if (exists && !S_ISREG(status.st_mode)) return write_into(path, content);
  const Target target = follow(path);
  if (target.fault != 0) return fault_message(target.fault);
  if (target.exists && is_protected(target)) return message("it is protected against writing");
  return Replacement(target).run(content);
}

}  // namespace lectern::host
