// SPDX-License-Identifier: Apache-2.0
//
// Runs a piece of work in a process of its own, which is given little: a crash, a hang, an exit of what is tried there
// is an answer, not an end of the check. Rationale for fork(): the work needs all the checker has read (facts, schema,
// passages), and the library is loaded in the child alone, so nothing of it ever reaches the checker.
#pragma once

#include "source/diagnostic.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace lectern::host {

/// What the child did that it may not do; the call failed with EPERM.
struct Denied {
  std::string call;  ///< "openat", "socket", "thread"
  std::string path;  ///< of what it would have opened for writing; else empty
  std::uint32_t step = 0;
  friend bool operator==(const Denied&, const Denied&) = default;
};

/// How a child ended.
struct Ended {
  enum class How {
    answered,
    crashed,
    exited,
    timed_out,    ///< a step took too long
    too_long,     ///< the answer was longer than one may be
    rubbish,      ///< what was written is no answer
    spent,        ///< all of it took too long, or what was tried before did
    not_started,  ///< no process could be started
  };
  How how = How::not_started;
  int number = 0;          ///< of the signal; the exit code
  std::uint32_t step = 0;  ///< where it was
  std::string answer;      ///< what the work gave, where it answered
  std::string printed;     ///< what it wrote to standard output and error, made legible
  std::vector<Denied> denied;
  bool watched = false;  ///< whether the kernel could deny and tell

  bool answered() const { return how == How::answered; }
  /// Whether it was ended because it would have started a thread or a process: the C library blocks all signals around
  /// that, so that such a call cannot be denied and told; it ends the child.
  bool would_multiply() const;
};

/// "crashed (SIGSEGV)"; empty where it answered.
Message how_it_ended(const Ended& ended);

/// Says how far the work has come; the child writes it, the checker reads it.
class Progress {
 public:
  explicit Progress(volatile std::uint32_t* step) : step_(step) {}
  void at(std::uint32_t step) { *step_ = step; }

 private:
  volatile std::uint32_t* step_;
};

/// Times are those of the child: what it waits for a processor does not count.
struct Confinement {
  std::string library;  ///< beside it and the system's libraries, no file can be read; empty: those alone
  std::chrono::milliseconds deadline{2000};  ///< for each step
  std::chrono::milliseconds total{10'000};   ///< for all: the child says itself when a step begins
  bool may_start_threads = false;
};

/// Runs the work in a child, behind the protections of a worker (worker/protections.hpp) and a filter that tells what it
/// tried. The child and all it started have ended when this returns.
///
/// Everything in Ended but how the process ended comes from a process in which the code ran, which can write it as it
/// likes: it is bounded, and must be read as data of a stranger (inspect/packed.hpp).
Ended run_apart(const std::function<std::string(Progress&)>& work, const Confinement& confinement = {});

}  // namespace lectern::host
