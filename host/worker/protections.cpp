// SPDX-License-Identifier: Apache-2.0
#include "worker/protections.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <initializer_list>
#include <memory>

namespace lectern::host {
namespace {

int forbid_new_privileges() { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno; }

// ---- limits ----

int limit(unsigned long seconds, Leeway leeway) {
  constexpr rlim_t kMiB = rlim_t{1024} * 1024;
  // The host counts the time of a request; this is for a worker whose host was stopped. It adds up over many requests.
  const rlim_t processor = std::max<rlim_t>(60, 4 * rlim_t{seconds});
  const bool trial = leeway == Leeway::trial;
  struct Limit {
    __rlimit_resource resource;
    rlim_t most;
  };
  const Limit limits[] = {
#ifndef LECTERN_SANITIZED  // a sanitizer reserves terabytes of addresses
      {RLIMIT_AS, (trial ? 2048 : 256) * kMiB},
#endif
      {RLIMIT_STACK, 8 * kMiB},
      {RLIMIT_CORE, 0},
      {RLIMIT_FSIZE, trial ? kMiB : 0},
      {RLIMIT_NOFILE, 32},
      {RLIMIT_NPROC, trial ? RLIM_INFINITY : 0},
      {RLIMIT_CPU, processor}};
  int fault = 0;
  for (const Limit& limit : limits) {
    rlimit now{};
    if (getrlimit(limit.resource, &now) != 0) fault = errno;
    const rlim_t most = std::min(limit.most, now.rlim_max);
    const rlimit wanted{most, most};
    if (setrlimit(limit.resource, &wanted) != 0) fault = errno;
  }
  return fault;
}

// ---- Landlock ----

/// As the kernel has it now; the header of Debian 12 ends with `handled_access_fs`.
struct Ruleset {
  std::uint64_t files;
  std::uint64_t network;  ///< since its interface 4
  std::uint64_t scoped;   ///< since 6
};

constexpr std::uint64_t kReadFile = LANDLOCK_ACCESS_FS_READ_FILE;
constexpr std::uint64_t kReadFolder = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;

/// All that the kernel's interface knows, as bits from the lowest.
constexpr std::uint64_t all_bits(unsigned count) { return (std::uint64_t{1} << count) - 1; }

void allow(int rules, const std::string& path, std::uint64_t access) {
  const int opened = open(path.c_str(), O_PATH | O_CLOEXEC);
  if (opened < 0) return;  // what is not there needs no permission
  landlock_path_beneath_attr rule{};
  rule.allowed_access = access;
  rule.parent_fd = opened;
  syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close(opened);
}

/// Reading the bundle and what the loader may need of the system; nothing else of the file system, no network, no
/// signals.
int lock_files(const std::string& library) {
  const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 0) return errno;
  const unsigned file_rights = version >= 3 ? 15 : version == 2 ? 14 : 13;
  const Ruleset wanted{all_bits(file_rights), all_bits(2), all_bits(2)};
  const std::size_t size = version >= 6   ? sizeof wanted
                           : version >= 4 ? offsetof(Ruleset, scoped)
                                          : sizeof wanted.files;
  const int rules = static_cast<int>(syscall(SYS_landlock_create_ruleset, &wanted, size, 0));
  if (rules < 0) return errno;
  if (!library.empty()) {
    allow(rules, library.substr(0, library.rfind('/') + 1), kReadFolder);
    allow(rules, library, kReadFile);  // where it is a link that leads elsewhere
  }
  for (const char* folder : {"/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib"})
    allow(rules, folder, kReadFolder);
  allow(rules, "/etc/ld.so.cache", kReadFile);
#ifdef LECTERN_SANITIZED  // where an exception is thrown, a sanitizer asks the system for the stack
  allow(rules, "/proc", kReadFolder);
#endif
  const int fault = syscall(SYS_landlock_restrict_self, rules, 0) == 0 ? 0 : errno;
  close(rules);
  return fault;
}

// ---- seccomp ----

/// What code needs that works out texts, and the loader. All else answers EPERM. Rationale for an answer instead of an
/// end: a library that tries, and can do without, works as it does in the host's process.
class Filter {
 public:
  Filter() : context_(seccomp_init(SCMP_ACT_ERRNO(EPERM)), &seccomp_release) {}

  int load(Leeway leeway) {
    if (context_ == nullptr) return ENOMEM;
    for (const int call : {SCMP_SYS(read),
                           SCMP_SYS(pread64),
                           SCMP_SYS(readv),
                           SCMP_SYS(write),
                           SCMP_SYS(writev),
                           SCMP_SYS(lseek),
                           SCMP_SYS(close),
                           SCMP_SYS(fstat),
                           SCMP_SYS(stat),
                           SCMP_SYS(lstat),
                           SCMP_SYS(newfstatat),
                           SCMP_SYS(statx),
                           SCMP_SYS(access),
                           SCMP_SYS(faccessat),
                           SCMP_SYS(faccessat2),
                           SCMP_SYS(readlink),
                           SCMP_SYS(readlinkat),
                           SCMP_SYS(getdents64),
                           SCMP_SYS(getcwd),
                           SCMP_SYS(mmap),
                           SCMP_SYS(mprotect),
                           SCMP_SYS(munmap),
                           SCMP_SYS(mremap),
                           SCMP_SYS(madvise),
                           SCMP_SYS(brk),
                           SCMP_SYS(rt_sigaction),
                           SCMP_SYS(rt_sigprocmask),
                           SCMP_SYS(rt_sigreturn),
                           SCMP_SYS(sigaltstack),
                           SCMP_SYS(futex),
                           SCMP_SYS(set_robust_list),
                           SCMP_SYS(set_tid_address),
                           SCMP_SYS(rseq),
                           SCMP_SYS(getrandom),
                           SCMP_SYS(getrlimit),
                           SCMP_SYS(clock_gettime),
                           SCMP_SYS(clock_getres),
                           SCMP_SYS(gettimeofday),
                           SCMP_SYS(time),
                           SCMP_SYS(nanosleep),
                           SCMP_SYS(clock_nanosleep),
                           SCMP_SYS(restart_syscall),
                           SCMP_SYS(sched_yield),
                           SCMP_SYS(sched_getaffinity),
                           SCMP_SYS(getpid),
                           SCMP_SYS(gettid),
                           SCMP_SYS(getuid),
                           SCMP_SYS(geteuid),
                           SCMP_SYS(getgid),
                           SCMP_SYS(getegid),
                           SCMP_SYS(uname),
                           SCMP_SYS(sysinfo),
                           SCMP_SYS(poll),
                           SCMP_SYS(ppoll),
                           SCMP_SYS(dup),
                           SCMP_SYS(dup2),
                           SCMP_SYS(dup3),
                           SCMP_SYS(exit),
                           SCMP_SYS(exit_group)})
      allow(call);
#ifdef LECTERN_SANITIZED  // so a sanitizer finds out whether it may read an address
    allow(SCMP_SYS(pipe));
    allow(SCMP_SYS(pipe2));
#endif
    constexpr scmp_datum_t kWriting = O_ACCMODE | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY);
    allow(SCMP_SYS(open), {{1, SCMP_CMP_MASKED_EQ, kWriting, O_RDONLY}});
    allow(SCMP_SYS(openat), {{2, SCMP_CMP_MASKED_EQ, kWriting, O_RDONLY}});
    const auto self = static_cast<scmp_datum_t>(getpid());
    allow(SCMP_SYS(kill), {is(0, self)});  // raise() and abort()
    allow(SCMP_SYS(tgkill), {is(0, self)});
    allow(SCMP_SYS(prlimit64), {is(0, 0), is(2, 0)});  // to look, not to set
    allow(SCMP_SYS(ioctl), {is(1, TCGETS)});           // isatty()
    for (const int command : {F_GETFD, F_SETFD, F_GETFL, F_DUPFD, F_DUPFD_CLOEXEC})
      allow(SCMP_SYS(fcntl), {is(1, static_cast<scmp_datum_t>(command))});
    if (leeway == Leeway::trial) {
      // The filter of the check lies on top of this one, and lets threads through where they are its own.
      for (const int call : {SCMP_SYS(clone), SCMP_SYS(getitimer), SCMP_SYS(umask)}) allow(call);
      seccomp_rule_add(context_.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    }
    seccomp_attr_set(context_.get(), SCMP_FLTATR_CTL_NNP, 0);       // has its own place
    seccomp_attr_set(context_.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2);  // a tree instead of a list
    return -seccomp_load(context_.get());
  }

 private:
  static scmp_arg_cmp is(unsigned argument, scmp_datum_t value) { return {argument, SCMP_CMP_EQ, value, 0}; }

  /// A call, with arguments that fulfil all conditions. One that this machine does not have cannot be made anyway.
  void allow(int call, std::initializer_list<scmp_arg_cmp> conditions = {}) {
    seccomp_rule_add_array(context_.get(), SCMP_ACT_ALLOW, call, static_cast<unsigned>(conditions.size()),
                           conditions.begin());
  }

  std::unique_ptr<void, decltype(&seccomp_release)> context_;
};

}  // namespace

std::array<std::int32_t, kProtections> protect(const std::string& library, unsigned long seconds, Leeway leeway) {
  std::array<std::int32_t, kProtections> faults{};
  const auto fault = [&faults](Protection protection) -> std::int32_t& {
    return faults[static_cast<std::size_t>(protection)];
  };
  fault(Protection::no_new_privileges) = forbid_new_privileges();
  fault(Protection::limits) = limit(seconds, leeway);
  fault(Protection::landlock) = lock_files(library);
  fault(Protection::seccomp) = Filter().load(leeway);
  return faults;
}

}  // namespace lectern::host
