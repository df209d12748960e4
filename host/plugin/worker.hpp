// SPDX-License-Identifier: Apache-2.0
//
// The worker: a process of its own in which the code of one plugin runs (host/worker; what the two say to each other
// is in protocol.hpp). Whatever the code does there costs its own contribution and nothing else.
#pragma once

#include "plugin/border.hpp"
#include "plugin/library.hpp"
#include "plugin/protocol.hpp"

#include <array>
#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace lectern::host {

/// Which plugins' code runs in a worker.
enum class Isolation {
  foreign,  ///< that which did not come with the program: see Shipped
  all,
  none
};

inline constexpr std::chrono::milliseconds kPluginTimeout{2000};

struct WorkerOptions {
  std::filesystem::path program;                       ///< lectern-worker
  std::chrono::milliseconds timeout = kPluginTimeout;  ///< for loading, and again for each speech
  bool may_be_unprotected = false;                     ///< load() also runs code where a protection is missing
  std::optional<std::chrono::steady_clock::time_point> until = {};  ///< and for all together, if it is said
  bool is_shared = false;                                           ///< `timeout` is for several plugins
};

/// The time that the plugins of a speech have together. Half of it is for whoever needs it, half is shared out evenly: so
/// many that hang take no more time than one, and leave the next ones some.
class SharedTime {
 public:
  /// `options`: of all of them; its timeout is the time they have.
  SharedTime(WorkerOptions options, std::size_t plugins) : options_(std::move(options)), plugins_(plugins) {}

  /// Of the next plugin. The first one starts the clock.
  WorkerOptions next();

 private:
  WorkerOptions options_;
  std::size_t plugins_;
  std::size_t begun_ = 0;
  std::chrono::steady_clock::time_point start_;
};

/// What a worker was at.
enum class Phase { start, load, create, contribute, destroy, unload };
inline constexpr std::size_t kPhases = 6;

/// Why a worker is no more.
struct Loss {
  enum class Kind {
    absent,     ///< it could not be started; `number` is the errno
    crashed,    ///< `number` is the signal
    exited,     ///< `number` is the exit code
    timed_out,  ///< and was killed
    closed,     ///< it closed its connection, and was killed
    rubbish     ///< it sent what is no answer, and was killed
  };
  Kind kind;
  int number;
  Phase phase;
};

/// What keeps a worker from doing harm, as it said itself before it loaded anything: 0 where it is active, else the
/// errno.
using Protections = std::array<std::int32_t, kProtections>;

/// A running worker, for one library. One thread at a time uses it. When this ends, the process and all it started are
/// killed and reaped.
class Worker {
 public:
  /// Starts the process. `library` is an absolute path; empty: none can be loaded, only protections() tells something.
  Worker(WorkerOptions options, const std::filesystem::path& library);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  Worker(Worker&&) = delete;
  Worker& operator=(Worker&&) = delete;

  /// What the worker says of itself. Nothing when it is lost.
  std::optional<Protections> protections();

  /// Loads the library, once. What the result points at lives as long as this does, and is there to be looked at: its
  /// functions are not the plugin's. Nothing when the worker is lost.
  std::optional<Loading> load();

  /// Makes an instance, lets it contribute, and ends it; as often as one likes. The library must have been loaded and
  /// its entry must fit (check_loading). Calls the host as the plugin does. Nothing when the worker is lost.
  std::optional<Answers> run(const Faces& faces);

  /// Unloads the library. False when the worker is lost.
  bool unload();

  /// Why nothing came of the last request; then nothing comes of any other.
  const std::optional<Loss>& loss() const { return loss_; }

  /// How long the phase took the last time, from the moment the host began to wait for it.
  std::chrono::nanoseconds took(Phase phase) const { return took_[static_cast<std::size_t>(phase)]; }

  const WorkerOptions& options() const { return options_; }

 private:
  using Clock = std::chrono::steady_clock;

  void start(const std::filesystem::path& library);
  void set_deadline();
  bool ask(Frame request, Phase phase);
  void enter(Phase phase);
  bool send(std::string_view bytes);
  /// The next frame, unless it is lost meanwhile.
  std::optional<Arrived> receive();
  std::optional<Unpacker> expect(Frame kind);
  bool wait_until_ready(short events);
  std::nullopt_t lose(Loss::Kind kind, int number = 0);
  void lose_connection();
  void end();

  WorkerOptions options_;
  int process_ = 0;
  int socket_ = -1;
  Phase phase_ = Phase::start;
  Clock::time_point entered_;
  Clock::time_point deadline_;
  std::array<std::chrono::nanoseconds, kPhases> took_{};
  Inbox inbox_;
  std::optional<Protections> protections_;
  std::optional<Loss> loss_;
  std::string entry_id_;
  std::string entry_version_;
};

/// Loads a bundle's library in a worker and judges it as Library::load does, but for the file itself: let no worker
/// load what check_object_file turns down. `lost` when the worker did not survive it, or lacks a protection and may not be
/// without; the bundle itself may be used. In both bad cases an error says why. A note does where it loads code without a
/// protection.
enum class Loaded { fine, refused, lost };
Loaded load(Worker& worker, const Manifest& manifest, Findings& findings);

/// Whether a worker of its own can load a bundle's library; an error says why not.
bool try_in_worker(const Manifest& manifest, const WorkerOptions& options, Findings& findings);

/// Runs the plugin's code for one speech in the worker that has loaded it.
Contribution contribute(Worker& worker, const BorderInputs& inputs, Findings& findings);

/// Tells the user why a worker is no more.
void report_loss(const Worker& worker, const Manifest& manifest, Findings& findings);

/// "create", "contribute"…: the phase as messages name it.
std::string_view name_of(Phase phase);

/// Makes the call that arrived at the host and gives the answer as it is sent; nothing when it is no call, or not
/// whole.
std::optional<std::string> relay(const Arrived& call, const lectern_host& host);

/// What the body of `loaded` says; its entry points into `id` and `version`, which are filled. Nothing when it is not whole.
std::optional<Loading> read_loading(Unpacker body, std::string& id, std::string& version);

/// What is active, and what is not, and why, one by one: "seccomp", "no landlock (the kernel lacks it)".
std::vector<Message> describe(const Protections& protections);

/// The names of those that are not active, joined by commas: empty where the worker can do no harm.
std::string missing_protections(const Protections& protections);

}  // namespace lectern::host
