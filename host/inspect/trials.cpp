// SPDX-License-Identifier: Apache-2.0
#include "inspect/trials.hpp"

#include "inspect/packed.hpp"
#include "plugin/library.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <malloc.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

namespace lectern::host {

// What of them crosses from a child.
auto fields(Is<ObjectFile> auto& object) {
  return std::tie(object.damage, object.needed, object.paths, object.exported, object.unique, object.imported,
                  object.versions, object.executable_stack, object.text_relocations);
}
auto fields(Is<HostFinding> auto& finding) { return std::tie(finding.code, finding.text, finding.hint); }
auto fields(Is<RecordedCall> auto& call) { return std::tie(call.call, call.texts, call.status); }
auto fields(Is<Outcome> auto& outcome) {
  return std::tie(outcome.created, outcome.status, outcome.reported, outcome.flooded, outcome.calls, outcome.findings);
}
auto fields(Is<LoadTrial> auto& trial) {
  return std::tie(trial.loaded, trial.findings, trial.changed, trial.milliseconds, trial.minor, trial.has_extensions,
                  trial.stays);
}

namespace {

constexpr std::size_t kMostBadEnds = 5;  // of the scenarios of one run; each may cost a deadline
constexpr std::size_t kMostKeys = 1000;  // that are tampered with; a sector has some sixty

constexpr std::chrono::milliseconds kForLoading{8'000};
constexpr std::chrono::milliseconds kForSpeeches{20'000};

bool is_possible(const std::vector<Outcome>& outcomes) {
  return std::all_of(outcomes.begin(), outcomes.end(),
                     [](const Outcome& outcome) { return host::is_possible(outcome); });
}
bool is_possible(const std::pair<Outcome, std::vector<std::string>>& said) { return host::is_possible(said.first); }
template <typename T>
bool is_possible(const T&) {
  return true;
}

/// Nothing where the child said something else: then it was not the checker's code that spoke.
template <typename T>
std::optional<T> answer_of(Ended& ended) {
  if (!ended.answered()) return std::nullopt;
  std::optional<T> said = unpacked<T>(ended.answer);
  if (said && !is_possible(*said)) said.reset();
  if (!said) ended.how = Ended::How::rubbish;
  ended.answer = {};
  return said;
}

// ---- What a process is ----

std::string joined_environment() {
  std::string out;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) out += std::string(*entry) + "\n";
  return out;
}

std::string open_files() {
  constexpr int kMost = 64;  // more than a worker may have
  std::string out;
  for (int file = 0; file < kMost; ++file) out += fcntl(file, F_GETFD) >= 0 ? 'o' : '.';
  return out;
}

std::string signal_handlers() {
  std::string out;
  for (int number = 1; number < NSIG; ++number) {
    struct sigaction action {};
    if (number == SIGSYS || sigaction(number, nullptr, &action) != 0) continue;
    out.append(reinterpret_cast<const char*>(&action.sa_handler), sizeof action.sa_handler);  // NOLINT
  }
  sigset_t blocked{};
  sigprocmask(SIG_SETMASK, nullptr, &blocked);
  for (int number = 1; number < NSIG; ++number) out += sigismember(&blocked, number) == 1 ? 'b' : '.';
  return out;
}

std::string timers() {
  std::string out;
  for (const __itimer_which_t which : {ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF}) {
    itimerval timer{};
    getitimer(which, &timer);
    out += timer.it_value.tv_sec != 0 || timer.it_value.tv_usec != 0 ? 't' : '.';
  }
  return out;
}

std::string file_mask() {
  const mode_t mask = umask(0);
  umask(mask);
  return std::to_string(mask);
}

/// What a library must leave as it was: see name_of_part().
struct ProcessState {
  std::vector<std::pair<const char*, std::string>> parts;

  static ProcessState now() {
    std::error_code fault;
    return {{{"locale", setlocale(LC_ALL, nullptr)},
             {"environment", joined_environment()},
             {"folder", std::filesystem::current_path(fault).string()},
             {"mask", file_mask()},
             {"signals", signal_handlers()},
             {"timers", timers()},
             {"files", open_files()}}};
  }

  std::vector<std::string> changed_since(const ProcessState& before) const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].second != before.parts[i].second) out.emplace_back(parts[i].first);
    }
    return out;
  }
};

// ---- In the child ----

void surround(const Surroundings& wanted) {
  setenv("TZ", wanted.zone.empty() ? "UTC0" : wanted.zone.c_str(), 1);
  const char* locale = wanted.locale.empty() ? "C" : wanted.locale.c_str();
  setenv("LC_ALL", locale, 1);
  setenv("LANG", locale, 1);
  setlocale(LC_ALL, locale);
  tzset();
  if (wanted.fill != 0) mallopt(M_PERTURB, wanted.fill);
  if (!wanted.moved) return;
  constexpr std::size_t kFar = std::size_t{48} << 20;
  mmap(nullptr, kFar + 12345, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  static void* volatile kept = std::malloc(100'003);  // never freed: what comes next lies behind it
  static_cast<void>(kept);
}

/// The stack below holds this: what a function leaves uninitialised is not what it was last time.
[[gnu::noinline]] void fill_stack(int with) {
  std::array<volatile char, 65536> below;
  for (volatile char& byte : below) byte = static_cast<char>(with);
}

class Speaking {
 public:
  explicit Speaking(Subject& subject)
      : subject_(subject), vocabulary_{subject.schema, subject.common.references}, day_{parse_date("2026-03-06")} {}

  Outcome speak(const lectern_plugin& entry, const Scenario& scenario) const {
    return speak(entry, scenario, vocabulary_);
  }
  Outcome speak(const lectern_plugin& entry, const Scenario& scenario, const Vocabulary& vocabulary) const {
    const BorderInputs inputs{
        subject_.manifest(), subject_.provider, subject_.common.slots, vocabulary, *scenario.facts, options_, day_};
    return record(entry, inputs, scenario, subject_.request.tongue);
  }
  /// Calls of the plugin that are not those of a speech.
  void listen_to(const Speak& speak) const {
    const Facts none;
    Findings findings;
    listen(speak, {subject_.manifest(), subject_.provider, subject_.common.slots, vocabulary_, none, options_, day_},
           findings);
  }

 private:
  Subject& subject_;
  Vocabulary vocabulary_;
  std::vector<Option> options_;
  SpeechDay day_;
};

/// Loads the library and does something with it. Throws where it cannot be loaded: what stands against it is told by
/// Trials::loading().
template <typename Work>
std::string with_library(const Subject& subject, Work work) {
  Findings findings;
  const std::optional<Library> library = Library::load(subject.manifest(), findings);
  if (!library) throw std::runtime_error("the library cannot be loaded");
  return work(library->entry());
}

LoadTrial load(const Subject& subject, Progress& progress) {
  LoadTrial made;
  surround({});
  const ProcessState before = ProcessState::now();
  Findings findings;
  progress.at(1);
  const auto start = std::chrono::steady_clock::now();
  std::optional<Library> library = Library::load(subject.manifest(), findings);
  const auto took = std::chrono::steady_clock::now() - start;
  progress.at(2);
  made.milliseconds = static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(took).count());
  const Tongue& tongue = subject.request.tongue;
  for (const Diagnostic& finding : findings.all())
    made.findings.push_back({finding.code, tongue(finding.message), tongue(finding.hint)});
  made.changed = ProcessState::now().changed_since(before);
  made.loaded = library.has_value();
  if (!library) return made;
  made.minor = library->entry().abi_minor;
  made.has_extensions = library->entry().extension != nullptr;
  library.reset();
  void* still = dlopen(library_path(subject.manifest()).c_str(), RTLD_LAZY | RTLD_NOLOAD);
  made.stays = still != nullptr;
  return made;
}

Message tampered_words(std::string_view key, Tamper how) {
  switch (how) {
    case Tamper::none:
      return message("with every fact given");
    case Tamper::missing:
      return message("with '{}' missing", key);
    case Tamper::empty:
      return message("with '{}' empty", key);
    case Tamper::wrong_type:
      return message("with '{}' of another type", key);
    case Tamper::huge:
      return message("with '{}' very long", key);
    case Tamper::invalid:
      return message("with '{}' holding what is no value of its type", key);
  }
  return {};
}

}  // namespace

Message name_of_part(std::string_view part) {
  if (part == "locale") return message("the locale");
  if (part == "environment") return message("the environment");
  if (part == "folder") return message("the current folder");
  if (part == "mask") return message("the file mask");
  if (part == "signals") return message("signal handlers");
  if (part == "timers") return message("timers");
  return message("open files");
}

ObjectFile read_object_apart(const std::string& bytes) {
  Ended ended = run_apart([&bytes](Progress&) { return packed(read_object(bytes)); });
  if (std::optional<ObjectFile> read = answer_of<ObjectFile>(ended)) return std::move(*read);
  ObjectFile damaged;
  damaged.damage = kReaderLost;
  return damaged;
}

std::optional<std::vector<std::string>> missing_libraries(const std::vector<std::string>& names) {
  Ended ended = run_apart([&names](Progress&) {
    std::vector<std::string> missing;
    for (const std::string& name : names) {
      if (dlopen(name.c_str(), RTLD_LAZY | RTLD_LOCAL) == nullptr) missing.push_back(name);
    }
    return packed(missing);
  });
  return answer_of<std::vector<std::string>>(ended);
}

const LoadTrial& Trials::loading() {
  constexpr std::uint64_t kSlow = 100;  // ms; a busy machine may be slow once
  for (int attempt = 0; attempt < 3 && (!loading_ || loading_->milliseconds > kSlow); ++attempt) {
    Ended ended = run([this](Progress& progress) { return packed(load(subject_, progress)); }, kForLoading);
    loading_ = answer_of<LoadTrial>(ended).value_or(LoadTrial{});
    loading_->ended = std::move(ended);
    if (!loading_->ended.answered()) break;
  }
  return *loading_;
}

Trials::Stranger Trials::stranger() {
  Stranger made;
  made.ended = run(
      [this](Progress& progress) {
        surround({});
        return with_library(subject_, [&](const lectern_plugin& entry) {
          bool known = false;
          const auto ask = [&](const Faces& faces) -> std::optional<Answers> {
            void* instance = nullptr;
            if (entry.create(&faces.creating, &instance) != LECTERN_OK) return Answers{LECTERN_FAILED, LECTERN_OK};
            progress.at(1);
            known = entry.extension(instance, "org.lectern.no-such-extension", 1) != nullptr;
            entry.destroy(instance);
            return Answers{};
          };
          Speaking(subject_).listen_to(ask);
          return packed(known);
        });
      },
      kForLoading);
  made.known = answer_of<bool>(made.ended).value_or(false);
  return made;
}

bool Trials::works() { return loading().loaded && baseline().outcome && baseline().outcome->created; }

Scenario Trials::plain() {
  Scenario scenario;
  scenario.facts = &samples();
  return scenario;
}

const Tried& Trials::baseline() {
  if (baseline_) return *baseline_;
  const Scenario scenario = plain();
  Ended ended = run(
      [&](Progress& progress) {
        surround({});
        return with_library(subject_, [&](const lectern_plugin& entry) {
          const Speaking speaking(subject_);
          const ProcessState before = ProcessState::now();
          progress.at(1);
          const Outcome outcome = speaking.speak(entry, scenario);
          const std::vector<std::string> changed = ProcessState::now().changed_since(before);
          return packed(std::pair(outcome, changed));
        });
      },
      kForSpeeches);
  auto said = answer_of<std::pair<Outcome, std::vector<std::string>>>(ended);
  changed_.emplace();
  baseline_.emplace();
  if (said) {
    baseline_->outcome = std::move(said->first);
    changed_ = std::move(said->second);
  }
  baseline_->ended = std::move(ended);
  return *baseline_;
}

const std::vector<std::string>& Trials::changed() {
  baseline();
  return *changed_;
}

/// All of them together have bounds too: many that take nearly as long as they may would take for ever.
Ended Trials::run(const std::function<std::string(Progress&)>& work, std::chrono::milliseconds total,
                  bool may_start_threads) {
  Ended ended;
  ended.how = Ended::How::spent;
  if (time_left_.count() <= 0 || bytes_left_ == 0) return ended;
  Confinement confinement;
  confinement.library = library_path(subject_.manifest());
  confinement.total = std::min(total, time_left_);
  confinement.may_start_threads = may_start_threads;
  const auto start = std::chrono::steady_clock::now();
  ended = run_apart(work, confinement);
  time_left_ -= std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
  bytes_left_ -= std::min(bytes_left_, ended.answer.size());
  return ended;
}

std::vector<Tried> Trials::run(const std::vector<Scenario>& scenarios) {
  std::vector<Tried> out(scenarios.size());
  std::size_t bad = 0;
  run(scenarios, 0, scenarios.size(), out, bad);
  return out;
}

void Trials::run(const std::vector<Scenario>& scenarios, std::size_t begin, std::size_t end, std::vector<Tried>& out,
                 std::size_t& bad) {
  if (begin == end || bad >= kMostBadEnds) return;
  Ended ended = run(
      [&](Progress& progress) {
        surround({});
        return with_library(subject_, [&](const lectern_plugin& entry) {
          const Speaking speaking(subject_);
          std::vector<Outcome> outcomes;
          for (std::size_t i = begin; i < end; ++i) {
            progress.at(static_cast<std::uint32_t>(i - begin + 1));
            outcomes.push_back(speaking.speak(entry, scenarios[i]));
          }
          return packed(outcomes);
        });
      },
      kForSpeeches);
  if (auto outcomes = answer_of<std::vector<Outcome>>(ended); outcomes && outcomes->size() == end - begin) {
    for (std::size_t i = begin; i < end; ++i) {
      out[i].outcome = std::move((*outcomes)[i - begin]);
      out[i].ended.how = Ended::How::answered;
    }
    return;
  }
  if (ended.how == Ended::How::too_long && end - begin > 1) {  // each for itself is not
    const std::size_t middle = begin + (end - begin) / 2;
    run(scenarios, begin, middle, out, bad);
    run(scenarios, middle, end, out, bad);
    return;
  }
  ++bad;
  if (ended.answered()) ended.how = Ended::How::rubbish;  // not as many outcomes as were asked for
  const bool spent = ended.how == Ended::How::spent;
  if (!spent && (ended.step == 0 || ended.step > end - begin)) return;  // it did not even load
  const std::size_t at = begin + std::clamp<std::size_t>(ended.step, 1, end - begin) - 1;
  out[at].ended = std::move(ended);
  if (spent) return;
  run(scenarios, begin, at, out, bad);
  run(scenarios, at + 1, end, out, bad);
}

const std::vector<Trial>& Trials::tampered(Tamper how) {
  if (const auto known = tampered_.find(how); known != tampered_.end()) return known->second;
  std::vector<std::string> keys;
  std::set<std::string> known;
  const auto add = [&](const std::string& key) {
    if (known.size() < kMostKeys && known.insert(key).second) keys.push_back(key);
  };
  for (FactId id = 0; id < subject_.schema.size(); ++id) {
    const FactSpec& spec = subject_.schema[id];
    if (spec.bundle == subject_.manifest().id && spec.maker != Maker::plugin) add(spec.key);
  }
  if (baseline().outcome) {
    for (const RecordedCall& call : baseline().outcome->calls) {
      const auto kind = static_cast<HostCall>(call.call);
      if (kind == HostCall::fact || kind == HostCall::cell) add(call.texts.front());
    }
  }
  std::vector<Trial> made;
  std::vector<Scenario> scenarios;
  for (const std::string& key : keys) {
    Scenario scenario = plain();
    scenario.key = key;
    scenario.tamper = how;
    scenarios.push_back(scenario);
    made.push_back({scenario, tampered_words(key, how), {}});
  }
  std::vector<Tried> tried = run(scenarios);
  for (std::size_t i = 0; i < made.size(); ++i) made[i].tried = std::move(tried[i]);
  return tampered_[how] = std::move(made);
}

namespace {

std::vector<Trial> tell(std::vector<Trial> trials, Trials& all) {
  std::vector<Scenario> scenarios;
  for (const Trial& trial : trials) scenarios.push_back(trial.scenario);
  std::vector<Tried> tried = all.run(scenarios);
  for (std::size_t i = 0; i < trials.size(); ++i) trials[i].tried = std::move(tried[i]);
  return trials;
}

}  // namespace

const std::vector<Trial>& Trials::failing() {
  if (failing_) return *failing_;
  std::vector<Trial> trials;
  for (const HostCall call : {HostCall::fact, HostCall::cell, HostCall::option, HostCall::derive, HostCall::derive_row,
                              HostCall::offer, HostCall::report, HostCall::log}) {
    for (const std::int32_t answer : {LECTERN_UNKNOWN, LECTERN_INVALID, LECTERN_REFUSED, LECTERN_FAILED}) {
      Scenario scenario = plain();
      scenario.failing = call;
      scenario.answer = answer;
      trials.push_back(
          {scenario, message("when the host's '{}' answers {}", name_of(call), std::to_string(answer)), {}});
    }
  }
  failing_ = tell(std::move(trials), *this);
  return *failing_;
}

const std::vector<Trial>& Trials::cancelled() {
  if (cancelled_) return *cancelled_;
  std::vector<Trial> trials;
  const std::size_t calls = baseline().outcome ? baseline().outcome->calls.size() : 0;
  for (const std::size_t after : {std::size_t{0}, std::size_t{1}, calls / 4, calls / 2, calls - calls / 4}) {
    Scenario scenario = plain();
    scenario.cancelled_after = after;
    trials.push_back(
        {scenario, message("when the host refuses all behind the {} first calls", std::to_string(after)), {}});
  }
  cancelled_ = tell(std::move(trials), *this);
  return *cancelled_;
}

Tried Trials::elsewhere(const Surroundings& surroundings, const Scenario& scenario, unsigned speeches) {
  Tried tried;
  tried.ended = run(
      [&](Progress& progress) {
        surround(surroundings);
        return with_library(subject_, [&](const lectern_plugin& entry) {
          const Speaking speaking(subject_);
          Outcome outcome;
          for (unsigned i = 0; i < speeches; ++i) {
            progress.at(i + 1);
            if (surroundings.fill != 0) fill_stack(surroundings.fill);
            outcome = speaking.speak(entry, scenario);
          }
          return packed(outcome);
        });
      },
      kForSpeeches);
  tried.outcome = answer_of<Outcome>(tried.ended);
  return tried;
}

Trials::Parallel Trials::parallel(unsigned threads, unsigned speeches) {
  const Scenario scenario = plain();
  const Outcome expected = baseline().outcome.value_or(Outcome{});
  Parallel made;
  made.ended = run(
      [&](Progress& progress) {
        surround({});
        subject_.common.references.read_all();  // they are read when first asked for, by one thread
        return with_library(subject_, [&](const lectern_plugin& entry) {
          progress.at(1);
          std::atomic<std::size_t> different{0};
          std::vector<Schema> schemas(threads, subject_.schema);
          std::vector<std::thread> all;
          for (unsigned i = 0; i < threads; ++i) {
            all.emplace_back([&, i] {
              const Speaking speaking(subject_);
              const Vocabulary vocabulary{schemas[i], subject_.common.references};
              for (unsigned j = 0; j < speeches; ++j) {
                if (!speaking.speak(entry, scenario, vocabulary).same_as(expected)) ++different;
              }
            });
          }
          for (std::thread& thread : all) thread.join();
          return packed(different.load());
        });
      },
      kForSpeeches, true);
  made.different = answer_of<std::size_t>(made.ended).value_or(0);
  return made;
}

Trials::Growth Trials::growth(unsigned speeches) {
  constexpr unsigned kWarm = 50;
  constexpr std::chrono::seconds kLongest{5};
  const Scenario scenario = plain();
  Growth made;
  made.ended = run(
      [&](Progress& progress) {
        surround({});
        return with_library(subject_, [&](const lectern_plugin& entry) {
          const Speaking speaking(subject_);
          const auto taken = [] {
            const struct mallinfo2 info = mallinfo2();
            return static_cast<std::int64_t>(info.uordblks + info.hblkhd);
          };
          std::uint32_t step = 0;
          const auto speak = [&] {
            progress.at(++step);
            speaking.speak(entry, scenario);
          };
          for (unsigned i = 0; i < kWarm; ++i) speak();
          const std::int64_t before = taken();
          const auto start = std::chrono::steady_clock::now();
          std::uint32_t done = 0;
          for (; done < speeches && std::chrono::steady_clock::now() - start < kLongest; ++done) speak();
          return packed(std::pair(taken() - before, done));
        });
      },
      kForSpeeches);
  if (const auto said = answer_of<std::pair<std::int64_t, std::uint32_t>>(made.ended))
    std::tie(made.bytes, made.speeches) = *said;
  return made;
}

std::optional<Outcome> Trials::in_worker(Findings& findings) {
  const Manifest& manifest = subject_.manifest();
  Worker worker({subject_.installation.worker, kPluginTimeout, subject_.request.allow_unprotected},
                library_path(manifest));
  if (load(worker, manifest, findings) != Loaded::fine) return std::nullopt;
  const Vocabulary vocabulary = subject_.vocabulary();
  const std::vector<Option> options;
  const Scenario scenario = plain();
  const BorderInputs inputs{manifest,        subject_.provider, subject_.common.slots,     vocabulary,
                            *scenario.facts, options,           {parse_date("2026-03-06")}};
  std::optional<Outcome> outcome = record(worker, inputs, scenario, subject_.request.tongue);
  if (worker.loss()) report_loss(worker, manifest, findings);
  return outcome;
}

}  // namespace lectern::host
