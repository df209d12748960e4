// SPDX-License-Identifier: Apache-2.0
//
// The stages on the way to a speech, each alone, with the repository's own data in memory: what is measured is the host,
// not the disk. Peers put the same speech together from ready pieces: the least that any way of filling texts must do.
#include "catalogue/passage_file.hpp"
#include "draft.hpp"
#include "memory_files.hpp"
#include "plugin/border.hpp"
#include "profile/derive.hpp"
#include "render/render.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <benchmark/benchmark.h>
#include <fmt/args.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>

namespace lectern::test {
namespace {

const std::filesystem::path kData = LECTERN_PROFILES;
const std::filesystem::path kPlugins = LECTERN_BUNDLES;
const std::filesystem::path kProfile = kData / "units" / "yunling-tax-2026.info";
const host::Tongue kTongue{[](const char* english) { return english; }, host::Message::Language::english};

void put_folder(const std::filesystem::path& folder, host::MemoryFiles& files) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".info") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    files.put(entry.path().string(), {std::istreambuf_iterator<char>(file), {}});
  }
}

const host::Installation& installation() {
  static const host::MemoryFiles files = [] {
    host::MemoryFiles made;
    put_folder(kData, made);
    put_folder(kPlugins / "tax_bureau", made);
    return made;
  }();
  static const host::Installation made{files, kData, {{kPlugins, {}}}};
  return made;
}

std::unique_ptr<host::Draft> make_draft() {
  return host::draft(installation(), {kProfile, {}, 0, 0, false, host::Isolation::none});
}

/// A finished draft, from which each benchmark takes what its stage starts from.
const host::Draft& sample() {
  static const std::unique_ptr<host::Draft> made = [] {
    auto draft = make_draft();
    if (draft->reached == host::Draft::Stage::speech) return draft;
    for (const host::Diagnostic& diagnostic : draft->findings.all())
      std::fprintf(stderr, "%s: %s\n", to_string(diagnostic.place).c_str(), kTongue(diagnostic.message).c_str());
    std::exit(1);
  }();
  return *made;
}

const host::Manifest& manifest() { return *sample().catalogue.find("tax-bureau"); }

const host::Provider& provider() {
  static const host::Provider made{manifest().id, to_string(manifest().version), manifest().sector};
  return made;
}

void read_profile(benchmark::State& state) {
  for (auto _ : state) {
    host::Sources sources;
    host::Findings findings;
    const auto layers = host::read_layers(installation().files, kProfile, {}, sources, findings);
    benchmark::DoNotOptimize(host::type_profile(*layers, sample().schema, findings));
  }
}

void read_passages(benchmark::State& state) {
  host::Schema schema = sample().schema;
  const host::Vocabulary vocabulary{schema, sample().common.references};
  std::size_t count = 0;
  for (auto _ : state) {
    host::Sources sources;
    host::Findings findings;
    std::vector<host::Passage> passages;
    host::read_passage_files(installation().files, manifest().folder, sources, provider(), sample().common.slots,
                             vocabulary, {true, {}, {}, {}}, passages, findings);
    count = passages.size();
    benchmark::DoNotOptimize(passages);
  }
  state.counters["passages"] = static_cast<double>(count);
}

void load_and_contribute(benchmark::State& state) {
  host::Schema schema = sample().schema;
  const host::Vocabulary vocabulary{schema, sample().common.references};
  const std::vector<host::Option> options;
  const host::BorderInputs inputs{manifest(),     provider(), sample().common.slots, vocabulary,
                                  sample().facts, options,    sample().day};
  for (auto _ : state) {
    host::Findings findings;
    const auto library = host::Library::load(manifest(), findings);
    benchmark::DoNotOptimize(host::contribute(library->entry(), inputs, findings));
  }
}

/// What a speech's first foreign plugin costs: a process, the library in it, the plugin's answer, the end.
void worker_cold(benchmark::State& state) {
  host::Schema schema = sample().schema;
  const host::Vocabulary vocabulary{schema, sample().common.references};
  const std::vector<host::Option> options;
  const host::BorderInputs inputs{manifest(),     provider(), sample().common.slots, vocabulary,
                                  sample().facts, options,    sample().day};
  for (auto _ : state) {
    host::Findings findings;
    host::Worker worker({LECTERN_WORKER}, host::library_path(manifest()));
    if (load(worker, manifest(), findings) != host::Loaded::fine || contribute(worker, inputs, findings).failed)
      state.SkipWithError("the worker is lost");
  }
}

/// A request to a worker that is there, of a plugin that asks nothing.
void worker_warm(benchmark::State& state) {
  host::Schema schema = sample().schema;
  const host::Vocabulary vocabulary{schema, sample().common.references};
  const std::vector<host::Option> options;
  host::Manifest silent;
  silent.id = "silent-plugin";
  silent.version = {{1, 0, 0}};
  silent.library = "silent_plugin.so";
  silent.folder = LECTERN_SILENT_BUNDLE;
  const host::BorderInputs inputs{silent,         provider(), sample().common.slots, vocabulary,
                                  sample().facts, options,    sample().day};
  host::Findings findings;
  host::Worker worker({LECTERN_WORKER}, host::library_path(silent));
  if (load(worker, silent, findings) != host::Loaded::fine) state.SkipWithError("the worker is lost");
  for (auto _ : state) benchmark::DoNotOptimize(contribute(worker, inputs, findings));
  if (worker.loss()) state.SkipWithError("the worker is lost");
}

/// The least that a process costs.
void peer_spawn(benchmark::State& state) {
  for (auto _ : state) {
    char name[] = "/bin/true";
    char* arguments[] = {name, nullptr};
    pid_t child = 0;
    int status = 0;
    if (posix_spawn(&child, name, nullptr, nullptr, arguments, environ) != 0 || waitpid(child, &status, 0) != child)
      state.SkipWithError("/bin/true cannot be run");
  }
}

void plan_and_speech(benchmark::State& state) {
  const host::Draft& draft = sample();
  const host::FillContext context = draft.context();
  for (auto _ : state) {
    const host::Plan plan = host::make_plan({draft.skeleton, draft.passages, context, draft.unit(), 0, 0});
    benchmark::DoNotOptimize(host::make_speech(plan, context));
  }
  state.counters["characters"] = static_cast<double>(draft.speech.statistics.characters);
}

void whole_draft(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(make_draft());
}

void write(benchmark::State& state, const host::Format& format) {
  const host::Writing writing{kTongue, host::Modules(LECTERN_MODULES), host::Edition::print, false, {}};
  std::size_t size = 0;
  for (auto _ : state) {
    host::Findings findings;
    const std::string out = format.write(sample(), writing, findings);
    size = out.size();
    benchmark::DoNotOptimize(out.data());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(size) * state.iterations());
}

/// A line of the speech before it was filled, in the peers' own terms.
struct Pattern {
  std::string text;
  std::vector<std::string> values;
};

std::string speech_text() {
  std::string out;
  host::for_each_block(sample().speech, [&](const host::Block& block) { out += block.text; });
  return out;
}

/// `mark` gives the text that stands for the n-th value.
template <typename Mark>
std::vector<Pattern> patterns(const Mark& mark) {
  std::vector<Pattern> out;
  host::for_each_block(sample().speech, [&](const host::Block& block) {
    Pattern pattern;
    std::size_t at = 0;
    for (const host::Span& span : block.spans) {
      pattern.text += block.text.substr(at, span.begin - at) + mark(pattern.values.size());
      pattern.values.push_back(block.text.substr(span.begin, span.end - span.begin));
      at = span.end;
    }
    pattern.text += block.text.substr(at);
    out.push_back(std::move(pattern));
  });
  return out;
}

void check_peer(benchmark::State& state, const std::string& out) {
  if (out != speech_text()) state.SkipWithError("the peer's text is not the speech's");
}

void peer_fmt(benchmark::State& state) {
  const std::vector<Pattern> lines = patterns([](std::size_t) { return "{}"; });
  std::string out;
  for (auto _ : state) {
    out.clear();
    for (const Pattern& line : lines) {
      fmt::dynamic_format_arg_store<fmt::format_context> values;
      for (const std::string& value : line.values) values.push_back(std::cref(value));
      fmt::vformat_to(std::back_inserter(out), line.text, values);
    }
    benchmark::DoNotOptimize(out.data());
  }
  check_peer(state, out);
}

void peer_replace(benchmark::State& state) {
  const std::vector<Pattern> lines = patterns([](std::size_t n) { return fmt::format("{{fact.{}}}", n); });
  std::string out;
  for (auto _ : state) {
    out.clear();
    for (const Pattern& line : lines) {
      std::string text = line.text;
      for (std::size_t i = 0; i < line.values.size(); ++i) {
        const std::string mark = fmt::format("{{fact.{}}}", i);
        text.replace(text.find(mark), mark.size(), line.values[i]);
      }
      out += text;
    }
    benchmark::DoNotOptimize(out.data());
  }
  check_peer(state, out);
}

/// Prints as usual and remembers, for the last words. Time is the processor's: a busy machine does not count.
class Reporter final : public benchmark::ConsoleReporter {
 public:
  Reporter() : ConsoleReporter(OO_None) {}

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.error_occurred) failed_ = true;
      // Of what waits for another process, the clock's time.
      const bool waits = run.benchmark_name().ends_with("/real_time");
      const double taken = waits ? run.GetAdjustedRealTime() : run.GetAdjustedCPUTime();
      double& least = times_.try_emplace(run.benchmark_name(), taken).first->second;
      least = std::min(least, taken);
    }
    ConsoleReporter::ReportRuns(runs);
  }

  bool failed() const { return failed_; }

  void print_goals() const {
    const double ours = time("plan_and_speech");
    if (ours == 0) return;
    std::printf("\nplan and speech, warm: %.1f us (goal: under 50 us)\n", ours);
    for (const char* peer : {"peer_fmt", "peer_replace"}) {
      if (time(peer) != 0)
        std::printf("  %.1f times %s, which fills the chosen wordings and chooses none\n", ours / time(peer), peer);
    }
    const double cold = time("worker_cold/real_time");
    if (cold != 0)
      std::printf("worker, cold: %.0f us (goal: at most 1500 us), %.1f times a process that does nothing\n", cold,
                  cold / time("peer_spawn/real_time"));
    if (const double warm = time("worker_warm/real_time"); warm != 0)
      std::printf("worker, warm: %.1f us (goal: at most 20 us)\n", warm);
  }

 private:
  double time(const std::string& name) const {
    const auto found = times_.find(name);
    return found == times_.end() ? 0 : found->second;
  }

  std::map<std::string, double> times_;
  bool failed_ = false;
};

}  // namespace
}  // namespace lectern::test

int main(int count, char** arguments) {
  using namespace lectern::test;
  benchmark::Initialize(&count, arguments);
  if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 2;
  const auto add = [](const char* name, auto run) {
    benchmark::RegisterBenchmark(name, run)->Unit(benchmark::kMicrosecond);
  };
  add("read_profile", &read_profile);
  add("read_passages", &read_passages);
  add("load_and_contribute", &load_and_contribute);
  for (const auto& [name, run] :
       {std::pair{"worker_cold", &worker_cold}, {"worker_warm", &worker_warm}, {"peer_spawn", &peer_spawn}})
    benchmark::RegisterBenchmark(name, run)->Unit(benchmark::kMicrosecond)->UseRealTime();
  add("plan_and_speech", &plan_and_speech);
  add("peer_fmt", &peer_fmt);
  add("peer_replace", &peer_replace);
  for (const auto& format : lectern::host::formats())
    add(fmt::format("write/{}", format.name).c_str(), [&format](benchmark::State& state) { write(state, format); });
  benchmark::RegisterBenchmark("whole_draft", &whole_draft)->Unit(benchmark::kMicrosecond)->MeasureProcessCPUTime();
  Reporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  reporter.print_goals();
  return reporter.failed() ? 1 : 0;
}
