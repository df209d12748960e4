// SPDX-License-Identifier: Apache-2.0
#include "inspect/apart.hpp"

#include "inspect/legible.hpp"
#include "worker/protections.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <string_view>

namespace lectern::host {
namespace {

constexpr std::size_t kMostAnswer = 32U << 20;  // bytes of an answer
constexpr std::size_t kMostPrinted = 4096;      // that are shown
constexpr std::size_t kMostDenied = 64;
constexpr std::size_t kPathBytes = 160;
constexpr const char* kChinese = "zh_CN";  // what choose_tongue() sets LANGUAGE to

/// What the child leaves for the checker, in memory both see.
struct Shared {
  struct Call {
    int number;
    bool thread;
    std::uint32_t step;
    std::array<char, kPathBytes> path;
  };
  volatile std::uint32_t step;
  volatile std::uint32_t denied;  ///< calls that were denied; the first of them are told
  volatile bool watched;
  std::array<Call, kMostDenied> calls;
};

Shared* shared_page = nullptr;  // for the signal handler

struct Mapping {
  void* at = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  Mapping() = default;
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  Mapping(Mapping&&) = delete;
  Mapping& operator=(Mapping&&) = delete;
  ~Mapping() {
    if (at != MAP_FAILED) munmap(at, sizeof(Shared));
  }
  Shared* shared() const { return at == MAP_FAILED ? nullptr : static_cast<Shared*>(at); }
};

// ---- In the child: what it may not do ----

constexpr auto kDeniedCalls = std::to_array<const char*>(
    {"fork",         "vfork",    "execve",   "execveat",  "ptrace",    "kill",     "process_vm_writev", "socket",
     "connect",      "bind",     "listen",   "accept",    "accept4",   "sendto",   "sendmsg",           "creat",
     "unlink",       "unlinkat", "rename",   "renameat",  "renameat2", "mkdir",    "mkdirat",           "rmdir",
     "link",         "linkat",   "symlink",  "symlinkat", "mknod",     "mknodat",  "truncate",          "ftruncate",
     "chmod",        "fchmod",   "fchmodat", "chown",     "fchown",    "fchownat", "utimensat",         "mount",
     "umount2",      "setuid",   "setgid",   "setxattr",  "shmget",    "msgget",   "mq_open",           "setitimer",
     "timer_create", "alarm",    "chdir",    "fchdir"});

/// What the registers hold that system calls take.
struct Arguments {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
};

/// The call's arguments; makes it answer EPERM.
Arguments deny(void* context) {
  auto* machine = &static_cast<ucontext_t*>(context)->uc_mcontext;
#if defined(__x86_64__)
  const Arguments given{static_cast<std::uint64_t>(machine->gregs[REG_RDI]),
                        static_cast<std::uint64_t>(machine->gregs[REG_RSI])};
  machine->gregs[REG_RAX] = -EPERM;
  return given;
#elif defined(__aarch64__)
  const Arguments given{machine->regs[0], machine->regs[1]};
  machine->regs[0] = static_cast<std::uint64_t>(-EPERM);
  return given;
#else
  static_cast<void>(machine);
  return {};
#endif
}

void on_denied(int /*signal*/, siginfo_t* info, void* context) {
  const int number = info->si_syscall;
  const Arguments given = deny(context);
  const std::uint32_t index = shared_page->denied;
  shared_page->denied = index + 1;
  if (index >= kMostDenied) return;
  Shared::Call& call = shared_page->calls[index];
  call.number = number;
  call.step = shared_page->step;
#ifdef SYS_clone
  call.thread = number == SYS_clone && (given.first & CLONE_THREAD) != 0;
#endif
  std::uint64_t path = 0;
#ifdef SYS_open
  if (number == SYS_open || number == SYS_creat) path = given.first;
#endif
  if (number == SYS_openat) path = given.second;
  if (path == 0) return;
  const auto* const text = reinterpret_cast<const char*>(path);  // NOLINT(performance-no-int-to-ptr)
  std::memcpy(call.path.data(), text, strnlen(text, kPathBytes - 1));
}

using Rules = std::unique_ptr<void, void (*)(void*)>;

void add_rule(void* rules, const char* name, std::uint32_t action, std::vector<scmp_arg_cmp> arguments = {}) {
  const int number = seccomp_syscall_resolve_name(name);
  if (number < 0) return;  // not on this machine
  seccomp_rule_add_array(rules, action, number, static_cast<unsigned>(arguments.size()), arguments.data());
}

/// Opening a file in any way that could change it.
void deny_writing(void* rules) {
  for (const auto& [name, flags] : {std::pair{"open", 1U}, std::pair{"openat", 2U}}) {
    for (const int way : {O_WRONLY, O_RDWR, O_CREAT, O_TRUNC}) {
      const auto bit = static_cast<scmp_datum_t>(way);
      add_rule(rules, name, SCMP_ACT_TRAP, {scmp_arg_cmp{flags, SCMP_CMP_MASKED_EQ, bit, bit}});
    }
  }
  add_rule(rules, "openat2", SCMP_ACT_ERRNO(ENOSYS));  // its flags lie in memory
}

bool deny_calls(bool may_start_threads) {
  const Rules rules(seccomp_init(SCMP_ACT_ALLOW), [](void* made) {
    if (made != nullptr) seccomp_release(made);
  });
  if (!rules) return false;
  for (const char* name : kDeniedCalls) add_rule(rules.get(), name, SCMP_ACT_TRAP);
  deny_writing(rules.get());
  add_rule(rules.get(), "clone3", SCMP_ACT_ERRNO(ENOSYS));  // glibc then takes clone, whose flags can be seen
  if (may_start_threads) {
    add_rule(rules.get(), "clone", SCMP_ACT_TRAP, {scmp_arg_cmp{0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0}});
  } else {
    add_rule(rules.get(), "clone", SCMP_ACT_TRAP);
  }
  return seccomp_load(rules.get()) == 0;
}

/// As a worker has none: code must not depend on it, and may not know it. Its bytes too, for code can read the stack that
/// they lie in. What stays is the language that the program itself chose for what it says.
void forget_environment() {
  constexpr const char* kLanguage = "LANGUAGE";
  const char* const given = std::getenv(kLanguage);  // NOLINT(concurrency-mt-unsafe): there is one thread
  const bool is_ours = given != nullptr && std::string_view(given) == kChinese;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) explicit_bzero(*entry, strlen(*entry));
  clearenv();
  if (is_ours) setenv(kLanguage, kChinese, 1);
}

void confine(const Confinement& confinement) {
  forget_environment();
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  struct sigaction action {};
  action.sa_sigaction = &on_denied;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGSYS, &action, nullptr);
#if defined(__x86_64__) || defined(__aarch64__)
  // Of two filters the stricter decides, and one that tells is stricter than one that only refuses.
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  shared_page->watched = deny_calls(confinement.may_start_threads);
#endif
  protect(confinement.library, static_cast<unsigned long>(confinement.deadline.count() / 1000 + 1), Leeway::trial);
}

bool write_all(int to, const std::string& answer) {
  std::size_t written = 0;
  while (written < answer.size()) {
    const ssize_t count = write(to, answer.data() + written, answer.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    written += static_cast<std::size_t>(count);
  }
  return true;
}

/// Said at the end of an answer, and another each time, so that what a library writes into every descriptor is told
/// from it. Code that looks for it in the memory of its process finds it.
using Seal = std::array<char, 16>;

std::string_view bytes_of(const Seal& seal) { return {seal.data(), seal.size()}; }

[[noreturn]] void be_child(const std::function<std::string(Progress&)>& work, const Confinement& confinement,
                           const Seal& seal, int answer, int printed) {
  const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  dup2(nothing, STDIN_FILENO);
  dup2(printed, STDOUT_FILENO);
  dup2(printed, STDERR_FILENO);
  for (int other = STDERR_FILENO + 1; other < 64; ++other) {
    if (other != answer) close(other);
  }
  confine(confinement);
  Progress progress(&shared_page->step);
  bool said = false;
  try {
    said = write_all(answer, work(progress).append(bytes_of(seal)));
  } catch (const std::exception& error) {
    static_cast<void>(std::fprintf(stderr, "%s\n", error.what()));
  }
  std::fflush(stdout);
  _exit(said ? 0 : 3);
}

// ---- In the checker ----

/// The time that goes by for a process: without what it waited for a processor while others ran. On a busy machine that
/// is most of it, and no fault of the code.
class OwnTime {
 public:
  using Clock = std::chrono::steady_clock;

  explicit OwnTime(pid_t process) : path_("/proc/" + std::to_string(process) + "/schedstat") {}

  Clock::time_point now() {
    std::ifstream file(path_);
    std::int64_t ran = 0;
    std::int64_t waited = 0;
    // Where the kernel does not say, all of it is its own.
    if (file >> ran >> waited) waited_ = std::max(waited_, std::chrono::nanoseconds(waited));
    return Clock::now() - waited_;
  }

 private:
  std::string path_;
  std::chrono::nanoseconds waited_{0};
};

enum class Heard { all, too_late, spent, too_long };

/// Reads until the child closes its end, has made no step for too long, or has taken too long in all.
Heard listen(int from, pid_t child, const Confinement& confinement, const Shared& shared, std::string& answer) {
  constexpr int kLook = 20;           // ms between two looks at the child's progress
  constexpr int kMostSlowedDown = 4;  // times
  const auto latest = OwnTime::Clock::now() + kMostSlowedDown * confinement.total;
  OwnTime time(child);
  const auto start = time.now();
  auto last = start;
  std::uint32_t step = shared.step;
  for (;;) {
    pollfd wait{from, POLLIN, 0};
    const int ready = poll(&wait, 1, kLook);
    const auto now = time.now();
    if (shared.step != step) {
      step = shared.step;
      last = now;
    }
    if (now - last > confinement.deadline) return Heard::too_late;
    if (now - start > confinement.total || OwnTime::Clock::now() > latest) return Heard::spent;
    if (ready <= 0) continue;
    std::array<char, 65536> piece{};
    const ssize_t count = read(from, piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return Heard::all;
    if (answer.size() + static_cast<std::size_t>(count) > kMostAnswer) return Heard::too_long;
    answer.append(piece.data(), static_cast<std::size_t>(count));
  }
}

/// Whether the child ends within the time; leaves it to be reaped. One may close its pipe and stay.
bool has_ended(pid_t child, std::chrono::milliseconds within) {
  OwnTime time(child);
  const auto last = time.now() + within;
  for (;;) {
    siginfo_t info{};
    if (waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT) != 0) return false;
    if (info.si_pid == child) return true;
    if (time.now() > last) return false;
    usleep(200);
  }
}

std::string read_printed(int file) {
  std::string out(kMostPrinted, '\0');
  const ssize_t count = pread(file, out.data(), out.size(), 0);
  out.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return legible_lines(out);
}

std::string name_of_call(const Shared::Call& call) {
  if (call.thread) return "thread";
  char* name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, call.number);
  std::string out = name == nullptr ? std::to_string(call.number) : name;
  std::free(name);  // NOLINT: libseccomp's, made by malloc
  return out == "clone" ? "fork" : out;
}

/// The child may have written into the page what it liked.
std::vector<Denied> read_denied(const Shared& shared) {
  std::vector<Denied> out;
  for (std::size_t i = 0; i < std::min<std::size_t>(shared.denied, kMostDenied); ++i) {
    const Shared::Call& call = shared.calls[i];
    const std::string_view path(call.path.data(), strnlen(call.path.data(), kPathBytes));
    Denied denied{name_of_call(call), legible(path), call.step};
    if (std::find(out.begin(), out.end(), denied) == out.end()) out.push_back(std::move(denied));
  }
  return out;
}

void conclude(int status, Heard heard, const Seal& seal, Ended& ended) {
  if (heard == Heard::too_late) {
    ended.how = Ended::How::timed_out;
  } else if (heard == Heard::spent) {
    ended.how = Ended::How::spent;
  } else if (heard == Heard::too_long) {
    ended.how = Ended::How::too_long;
  } else if (WIFSIGNALED(status)) {
    ended.how = Ended::How::crashed;
    ended.number = WTERMSIG(status);
  } else if (WIFEXITED(status) && WEXITSTATUS(status) != 0) {
    ended.how = Ended::How::exited;
    ended.number = WEXITSTATUS(status);
  } else if (!ended.answer.ends_with(bytes_of(seal))) {
    ended.how = ended.answer.empty() ? Ended::How::exited : Ended::How::rubbish;
  } else {
    ended.how = Ended::How::answered;
    ended.answer.resize(ended.answer.size() - seal.size());
  }
  if (!ended.answered()) ended.answer.clear();
}

std::string signal_name(int number) {
  const char* name = sigabbrev_np(number);
  return name == nullptr ? std::to_string(number) : std::string("SIG") + name;
}

}  // namespace

bool Ended::would_multiply() const { return how == How::crashed && number == SIGSYS; }

Message how_it_ended(const Ended& ended) {
  if (ended.would_multiply()) return message("it starts a thread or a process");
  switch (ended.how) {
    case Ended::How::answered:
      return {};
    case Ended::How::crashed:
      return message("it crashed ({})", signal_name(ended.number));
    case Ended::How::exited:
      return message("it ended the process with exit code {}", std::to_string(ended.number));
    case Ended::How::timed_out:
      return message("it did not end in time");
    case Ended::How::too_long:
      return message("it gives more than {} MiB", std::to_string(kMostAnswer >> 20U));
    case Ended::How::rubbish:
      return message("it wrote into files that are not its own");
    case Ended::How::spent:
      return message("it could not be tried to the end: its code takes too long, or gives too much");
    case Ended::How::not_started:
      return message("no process can be started for it");
  }
  return {};
}

Ended run_apart(const std::function<std::string(Progress&)>& work, const Confinement& confinement) {
  Ended ended;
  const Mapping mapping;
  std::array<int, 2> ends{-1, -1};
  const int printed = memfd_create("printed", MFD_CLOEXEC);
  Seal seal{};
  const bool sealed = getrandom(seal.data(), seal.size(), 0) == static_cast<ssize_t>(seal.size());
  if (!sealed || mapping.shared() == nullptr || printed < 0 || pipe2(ends.data(), O_CLOEXEC) != 0) {
    if (printed >= 0) close(printed);
    return ended;
  }
  shared_page = mapping.shared();
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child == 0) be_child(work, confinement, seal, ends[1], printed);
  close(ends[1]);
  if (child > 0) {
    setpgid(child, child);  // whichever of the two comes first
    Heard heard = listen(ends[0], child, confinement, *shared_page, ended.answer);
    if (heard == Heard::all && !has_ended(child, confinement.deadline)) heard = Heard::too_late;
    kill(-child, SIGKILL);  // what it left behind too: its number is not given away before it is reaped
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    conclude(status, heard, seal, ended);
    ended.step = shared_page->step;
    ended.watched = shared_page->watched;
    ended.denied = read_denied(*shared_page);
    ended.printed = read_printed(printed);
  }
  close(ends[0]);
  close(printed);
  shared_page = nullptr;
  return ended;
}

}  // namespace lectern::host
