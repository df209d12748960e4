// SPDX-License-Identifier: Apache-2.0
//
// The plugin's code, tried in processes of its own: loaded, and asked for speeches in many circumstances. Each trial is
// made once, when a check first asks for it.
#pragma once

#include "inspect/apart.hpp"
#include "inspect/object.hpp"
#include "inspect/recorder.hpp"
#include "inspect/subject.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lectern::host {

/// read_object() in a process of its own: the file may be made to harm whoever reads it.
ObjectFile read_object_apart(const std::string& bytes);

/// Those of the names that the loader does not find; nothing where it could not be tried.
std::optional<std::vector<std::string>> missing_libraries(const std::vector<std::string>& names);

/// A part of the process that a library must leave alone, as LoadTrial::changed and Trials::changed() have it.
Message name_of_part(std::string_view part);

/// What it was to load the library.
struct LoadTrial {
  Ended ended;
  bool loaded = false;
  std::vector<HostFinding> findings;  ///< of the host's loader
  std::vector<std::string> changed;   ///< what of the process was otherwise behind it
  std::uint64_t milliseconds = 0;
  std::uint32_t minor = 0;  ///< of the interface it was built with
  bool has_extensions = false;
  bool stays = false;  ///< it was still there after it was unloaded
};

/// Where a speech is asked for.
struct Surroundings {
  std::string locale;  ///< empty: "C"
  std::string zone;    ///< TZ; empty: UTC
  int fill = 0;        ///< what fresh and freed memory holds; 0: as it comes
  bool moved = false;  ///< heap, libraries and stack lie elsewhere
};

/// A speech that was asked for: what came of it, or how the process ended.
struct Tried {
  Ended ended;
  std::optional<Outcome> outcome;
};

/// A scenario and what came of it, with words for its circumstances.
struct Trial {
  Scenario scenario;
  Message circumstance;  ///< "'harbour.tons' is missing"
  Tried tried;
};

/// See fuzzing.hpp.
struct FuzzedSpeeches {
  std::deque<Facts> facts;  ///< that the scenarios name
  std::vector<Trial> trials;
};

class Trials {
 public:
  explicit Trials(Subject& subject) : subject_(subject) {}

  const LoadTrial& loading();

  /// What an instance says to an extension nobody has.
  struct Stranger {
    Ended ended;
    bool known = false;
  };
  Stranger stranger();

  /// Whether the library can be loaded and speaks with all facts given.
  bool works();

  /// All facts given, each with its example.
  const Facts& samples();
  const Tried& baseline();
  /// What the process was otherwise after it, as in LoadTrial::changed.
  const std::vector<std::string>& changed();

  /// Each fact the plugin declares or reads, tampered with.
  const std::vector<Trial>& tampered(Tamper how);
  /// Each of the host's functions failing, and all of them from some call on.
  const std::vector<Trial>& failing();
  const std::vector<Trial>& cancelled();

  /// The speech of the baseline, asked for there; `speeches` times, each with an instance of its own: the last of them.
  Tried elsewhere(const Surroundings& surroundings, const Scenario& scenario, unsigned speeches = 1);
  /// In several threads at a time: how many differ from the baseline.
  struct Parallel {
    Ended ended;
    std::size_t different = 0;
  };
  Parallel parallel(unsigned threads, unsigned speeches);
  /// How many bytes more are taken after so many speeches; fewer where they take long.
  struct Growth {
    Ended ended;
    std::int64_t bytes = 0;
    std::uint32_t speeches = 0;
  };
  Growth growth(unsigned speeches);

  /// The speech of the baseline in a worker, where the code of plugins that were not shipped runs; nothing, and findings,
  /// where it came to nothing.
  std::optional<Outcome> in_worker(Findings& findings);

  /// Runs all, as few processes as possible. Those behind too many bad ends are not run: not_started.
  std::vector<Tried> run(const std::vector<Scenario>& scenarios);

  FuzzedSpeeches fuzzed;

  Subject& subject() { return subject_; }
  Scenario plain();

 private:
  Ended run(const std::function<std::string(Progress&)>& work, std::chrono::milliseconds total,
            bool may_start_threads = false);
  void run(const std::vector<Scenario>& scenarios, std::size_t begin, std::size_t end, std::vector<Tried>& out,
           std::size_t& bad);

  Subject& subject_;
  std::chrono::milliseconds time_left_{120'000};     ///< for all processes of one plugin
  std::size_t bytes_left_ = std::size_t{64} << 20U;  ///< for all their answers
  std::optional<LoadTrial> loading_;
  std::optional<Facts> samples_;
  std::optional<Tried> baseline_;
  std::optional<std::vector<std::string>> changed_;
  std::map<Tamper, std::vector<Trial>> tampered_;
  std::optional<std::vector<Trial>> failing_;
  std::optional<std::vector<Trial>> cancelled_;
};

/// A value of the type, the fact's example where it is one.
Value sample_value(const ValueSpec& spec, std::string_view example, std::size_t row);

}  // namespace lectern::host
