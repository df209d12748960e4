// SPDX-License-Identifier: Apache-2.0
#include "plugin/worker.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

namespace lectern::host {
namespace {

/// How long a process may take from closing its connection to its end before it counts as one that goes on.
constexpr int kGoingMilliseconds = 200;

/// What posix_spawn is told, freed at the end.
class SpawnPlan {
 public:
  explicit SpawnPlan(int socket) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&actions_, STDIN_FILENO, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, STDIN_FILENO, STDERR_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, socket, kWorkerDescriptor);
    posix_spawn_file_actions_addclosefrom_np(&actions_, kWorkerDescriptor + 1);
    posix_spawn_file_actions_addchdir_np(&actions_, "/");
    posix_spawnattr_init(&attributes_);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes_, &signals);
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(&attributes_, &signals);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~SpawnPlan() {
    posix_spawnattr_destroy(&attributes_);
    posix_spawn_file_actions_destroy(&actions_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
  SpawnPlan(SpawnPlan&&) = delete;
  SpawnPlan& operator=(SpawnPlan&&) = delete;

  /// 0, or the errno.
  int spawn(std::string program, std::vector<std::string> arguments, pid_t& process) {
    std::vector<char*> words = {program.data()};
    for (std::string& argument : arguments) words.push_back(argument.data());
    words.push_back(nullptr);
    // Nothing of the user's environment: code must not depend on it, and may not know it.
    char* environment[] = {nullptr};
    return posix_spawn(&process, program.c_str(), &actions_, &attributes_, words.data(), environment);
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

/// Whether the process is gone within `milliseconds`; it is not reaped.
bool is_gone(pid_t process, int milliseconds) {
  for (int waited = 0;; ++waited) {
    siginfo_t info{};
    if (waitid(P_PID, static_cast<id_t>(process), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid != 0)
      return true;
    if (waited >= milliseconds) return false;
    poll(nullptr, 0, 1);
  }
}

}  // namespace

WorkerOptions SharedTime::next() {
  if (begun_++ == 0) start_ = std::chrono::steady_clock::now();
  const std::size_t still_to_come = plugins_ - std::min(begun_, plugins_);
  const auto kept = std::chrono::nanoseconds(options_.timeout) * still_to_come / (2 * plugins_);
  WorkerOptions next = options_;
  next.until = start_ + (options_.timeout - kept);
  next.is_shared = plugins_ > 1;
  return next;
}

Worker::Worker(WorkerOptions options, const std::filesystem::path& library) : options_(std::move(options)) {
  enter(Phase::start);
  set_deadline();
  start(library);
}

Worker::~Worker() { end(); }

void Worker::start(const std::filesystem::path& library) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    lose(Loss::Kind::absent, errno);
    return;
  }
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(options_.timeout).count();
  // Above those that are made for the worker, which would replace it.
  const int theirs = fcntl(ends[1], F_DUPFD_CLOEXEC, kWorkerDescriptor + 1);
  const int fault = theirs < 0 ? errno
                               : SpawnPlan(theirs).spawn(options_.program.string(),
                                                         {std::to_string(seconds), library.string()}, process_);
  ::close(ends[1]);
  if (theirs >= 0) ::close(theirs);
  socket_ = ends[0];
  if (fault == 0) return;
  process_ = 0;
  lose(Loss::Kind::absent, fault);
}

void Worker::set_deadline() {
  deadline_ = Clock::now() + options_.timeout;
  if (options_.until) deadline_ = std::min(deadline_, *options_.until);
}

void Worker::enter(Phase phase) {
  const Clock::time_point now = Clock::now();
  took_[static_cast<std::size_t>(phase_)] = now - entered_;
  phase_ = phase;
  entered_ = now;
}

std::optional<Protections> Worker::protections() {
  if (protections_ || loss_) return protections_;
  auto body = expect(Frame::hello);
  if (!body) return std::nullopt;
  const auto version = body->number<std::uint32_t>();
  Protections said{};
  for (std::int32_t& protection : said) protection = body->number<std::int32_t>();
  if (!body->whole() || version != kProtocolVersion) return lose(Loss::Kind::rubbish);
  return protections_ = said;
}

/// Sends a request and enters its first phase.
bool Worker::ask(Frame request, Phase phase) {
  if (loss_) return false;
  set_deadline();
  // Sent before the worker has said hello: one wait less.
  if (!send(Packer(request).bytes()) || !protections()) return false;
  enter(phase);
  return true;
}

std::optional<Loading> Worker::load() {
  if (!ask(Frame::load, Phase::load)) return std::nullopt;
  const auto body = expect(Frame::loaded);
  if (!body) return std::nullopt;
  auto loading = read_loading(*body, entry_id_, entry_version_);
  if (!loading) return lose(Loss::Kind::rubbish);
  enter(Phase::start);
  return loading;
}

std::optional<Answers> Worker::run(const Faces& faces) {
  if (!ask(Frame::run, Phase::create)) return std::nullopt;
  Answers answers;
  while (const auto frame = receive()) {
    Unpacker body(frame->body);
    if (phase_ == Phase::create && frame->kind == Frame::created) {
      answers.create = body.number<std::int32_t>();
      if (!body.whole()) break;
      enter(answers.create == LECTERN_OK ? Phase::contribute : Phase::start);
      if (answers.create != LECTERN_OK) return answers;
    } else if (phase_ == Phase::contribute && frame->kind == Frame::returned) {
      answers.contribute = body.number<std::int32_t>();
      if (!body.whole()) break;
      enter(Phase::destroy);
    } else if (phase_ == Phase::destroy && frame->kind == Frame::ended) {
      if (!body.whole()) break;
      enter(Phase::start);
      return answers;
    } else {
      const auto answer = phase_ == Phase::create       ? relay(*frame, faces.creating)
                          : phase_ == Phase::contribute ? relay(*frame, faces.contributing)
                                                        : std::nullopt;
      if (!answer) break;
      if (!send(*answer)) return std::nullopt;
    }
  }
  return lose(Loss::Kind::rubbish);
}

bool Worker::unload() {
  if (!ask(Frame::unload, Phase::unload)) return false;
  const auto body = expect(Frame::unloaded);
  if (!body) return false;
  if (!body->whole()) lose(Loss::Kind::rubbish);
  enter(Phase::start);
  return !loss_;
}

std::optional<Unpacker> Worker::expect(Frame kind) {
  const auto frame = receive();
  if (!frame) return std::nullopt;
  if (frame->kind != kind) return lose(Loss::Kind::rubbish);
  return Unpacker(frame->body);
}

bool Worker::wait_until_ready(short events) {
  pollfd waiting{socket_, events, 0};
  for (;;) {
    const auto left = deadline_ - Clock::now();
    if (left <= Clock::duration::zero()) break;
    const int ready = poll(&waiting, 1, static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(left).count()));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) break;
  }
  lose(Loss::Kind::timed_out);
  return false;
}

bool Worker::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN) {
      if (!wait_until_ready(POLLOUT)) return false;
    } else if (errno != EINTR) {
      lose_connection();
      return false;
    }
  }
  return true;
}

std::optional<Arrived> Worker::receive() {
  while (!loss_) {
    if (const auto frame = inbox_.next()) {
      // Also of one that never stops talking: every frame is looked at, so every frame looks at the clock.
      if (Clock::now() > deadline_) return lose(Loss::Kind::timed_out);
      return frame;
    }
    if (inbox_.is_broken()) return lose(Loss::Kind::rubbish);
    if (!wait_until_ready(POLLIN)) return std::nullopt;
    const Inbox::Space space = inbox_.space();
    const ssize_t got = recv(socket_, space.data, space.size, MSG_DONTWAIT);
    if (got > 0) {
      inbox_.filled(static_cast<std::size_t>(got));
    } else if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
      lose_connection();
    }
  }
  return std::nullopt;
}

std::nullopt_t Worker::lose(Loss::Kind kind, int number) {
  if (!loss_) loss_ = Loss{kind, number, phase_};
  enter(phase_);  // for how long it took
  end();
  return std::nullopt;
}

/// The other end is closed: by the process, which goes on or finds that it cannot, or with it.
void Worker::lose_connection() {
  siginfo_t info{};
  if (is_gone(process_, kGoingMilliseconds))
    waitid(P_PID, static_cast<id_t>(process_), &info, WEXITED | WNOHANG | WNOWAIT);
  if (info.si_pid == 0 || (info.si_code == CLD_EXITED && info.si_status == kConversationOver)) {
    lose(Loss::Kind::closed);
    return;
  }
  lose(info.si_code == CLD_EXITED ? Loss::Kind::exited : Loss::Kind::crashed, info.si_status);
}

void Worker::end() {
  if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  if (process_ == 0) return;
  // Its group too, though it can start no process where the protections are active. Before it is reaped, its id is its
  // own.
  kill(-process_, SIGKILL);
  kill(process_, SIGKILL);
  while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
  }
  process_ = 0;
}

}  // namespace lectern::host
