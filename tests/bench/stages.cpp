// SPDX-License-Identifier: Apache-2.0
//
// The stages, each alone, in memory where they touch files; with a peer for the filling of text.
#include "check/check.hpp"
#include "draft.hpp"
#include "plugin/border.hpp"
#include "render/render.hpp"

#include <benchmark/benchmark.h>

#include <fmt/args.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

namespace lectern::host {
namespace {

/// The real files, read from disk once.
class CachedFiles final : public Files {
 public:
  Reading read(const std::filesystem::path& path, std::size_t /*most_bytes*/) const override {
    const std::string key = path.lexically_normal().string();
    auto found = texts_.find(key);
    if (found == texts_.end()) {
      std::ifstream file(key, std::ios::binary);
      if (!file) return {Outcome::absent, {}};
      found = texts_.emplace(key, std::string(std::istreambuf_iterator<char>(file), {})).first;
    }
    return {Outcome::read, found->second};
  }

  std::vector<std::string> list(const std::filesystem::path& folder) const override {
    auto found = folders_.find(folder.string());
    if (found == folders_.end()) {
      std::vector<std::string> names;
      std::error_code fault;
      for (const auto& entry : std::filesystem::directory_iterator(folder, fault))
        names.push_back(entry.path().filename().string());
      std::sort(names.begin(), names.end());
      found = folders_.emplace(folder.string(), std::move(names)).first;
    }
    return found->second;
  }

 private:
  mutable std::map<std::string, std::string> texts_;
  mutable std::map<std::string, std::vector<std::string>> folders_;
};

constexpr const char* kData = LECTERN_BENCH_DATA;
const std::filesystem::path kProfile = std::filesystem::path(kData) / "units/yunling-tax-2026.info";

const char* unchanged(const char* english) { return english; }

/// One drafted speech, for the stages that come after others.
struct Bench {
  CachedFiles files;
  Installation installation{files, kData, {{LECTERN_BENCH_PLUGINS, Message()}}};
  std::unique_ptr<Draft> made = draft(installation, {kProfile, {}, 0, 0});
  Tongue tongue{&unchanged, Message::Language::english};
};

Bench& bench() {
  static Bench made;
  return made;
}

void ReadProfile(benchmark::State& state) {
  const Draft& made = *bench().made;
  for (auto _ : state) {
    Sources sources;
    Findings findings;
    const auto layers = read_layers(bench().files, kProfile, {}, sources, findings);
    benchmark::DoNotOptimize(type_profile(*layers, made.schema, findings));
  }
}
BENCHMARK(ReadProfile)->Unit(benchmark::kMicrosecond);

void ReadPassagesOfTaxBureau(benchmark::State& state) {
  Draft& made = *bench().made;
  for (auto _ : state) {
    Sources sources;
    Findings findings;
    std::vector<Passage> passages;
    const Vocabulary vocabulary{made.schema, made.common.references};
    for (const Node& root : read_passage_files(bench().files, made.bundles.back()->folder, sources, findings))
      read_passages(root, made.providers.back(), made.common.slots, vocabulary, passages, findings);
    benchmark::DoNotOptimize(passages);
  }
}
BENCHMARK(ReadPassagesOfTaxBureau)->Unit(benchmark::kMicrosecond);

void LoadLibraryAndContribute(benchmark::State& state) {
  Draft& made = *bench().made;
  made.libraries.clear();  // so that each round loads anew
  for (auto _ : state) {
    Findings findings;
    const auto library = Library::load(*made.bundles.back(), findings);
    const Vocabulary vocabulary{made.schema, made.common.references};
    const BorderInputs inputs{*made.bundles.back(), made.providers.back(), made.common.slots, vocabulary,
                              made.facts,           made.profile.options,  made.day};
    benchmark::DoNotOptimize(contribute(library->entry(), inputs, findings));
  }
}
BENCHMARK(LoadLibraryAndContribute)->Unit(benchmark::kMicrosecond);

void Plan_(benchmark::State& state) {
  const Draft& made = *bench().made;
  for (auto _ : state)
    benchmark::DoNotOptimize(make_plan({made.skeleton, made.passages, made.context(), made.unit(), 0, 0}));
}
BENCHMARK(Plan_)->Name("Plan")->Unit(benchmark::kMicrosecond);

void PlanAndFill(benchmark::State& state) {
  const Draft& made = *bench().made;
  for (auto _ : state) {
    const Plan plan = make_plan({made.skeleton, made.passages, made.context(), made.unit(), 0, 0});
    benchmark::DoNotOptimize(make_speech(plan, made.context()));
  }
}
BENCHMARK(PlanAndFill)->Unit(benchmark::kMicrosecond);

/// The peer: the same text through fmt, each block with its facts as arguments; no choosing, no numbering, no origins.
void FillByFmt(benchmark::State& state) {
  std::vector<std::string> formats;
  std::vector<fmt::dynamic_format_arg_store<fmt::format_context>> arguments;
  for (const Block& block : bench().made->speech.blocks) {
    std::string format;
    auto& store = arguments.emplace_back();
    std::size_t at = 0;
    for (const Span& span : block.spans) {
      format += block.text.substr(at, span.begin - at) + "{}";
      store.push_back(block.text.substr(span.begin, span.end - span.begin));
      at = span.end;
    }
    formats.push_back(format + block.text.substr(at));
  }
  for (auto _ : state) {
    for (std::size_t i = 0; i < formats.size(); ++i) benchmark::DoNotOptimize(fmt::vformat(formats[i], arguments[i]));
  }
}
BENCHMARK(FillByFmt)->Unit(benchmark::kMicrosecond);

void Check(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(check(*bench().made));
}
BENCHMARK(Check)->Unit(benchmark::kMicrosecond);

void Render(benchmark::State& state, const std::string& name) {
  const Format* format = format_named(name);
  for (auto _ : state) benchmark::DoNotOptimize(format->write(*bench().made, bench().tongue));
}
BENCHMARK_CAPTURE(Render, txt, "txt")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(Render, md, "md")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(Render, html, "html")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(Render, json, "json")->Unit(benchmark::kMicrosecond);

void Ledger(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(ledger_csv(*bench().made, make_ledger(*bench().made), bench().tongue));
}
BENCHMARK(Ledger)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace lectern::host

BENCHMARK_MAIN();
