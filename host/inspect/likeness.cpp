// SPDX-License-Identifier: Apache-2.0
#include "inspect/likeness.hpp"

#include "catalogue/passage_file.hpp"
#include "inspect/passage_text.hpp"

#include <map>
#include <unordered_set>

namespace lectern::host {
namespace {

/// Runs of characters without punctuation: what two texts share if one was copied.
constexpr std::size_t kRun = 12;         // characters, as tests/speeches/measure.py
constexpr unsigned kMostAlike = 40;      // per cent of a passage's runs
constexpr std::size_t kFewestRuns = 12;  // of a passage too short to judge

using Runs = std::unordered_set<std::u32string>;

void add_runs(std::string_view text, Runs& runs) {
  std::u32string heard;
  const auto flush = [&] {
    for (std::size_t i = 0; i + kRun <= heard.size(); ++i) runs.insert(heard.substr(i, kRun));
    heard.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = at + character_at(text, at).size();
    char32_t point = static_cast<unsigned char>(text[at]);
    if (end - at == 3)
      point = ((point & 0x0FU) << 12U) | ((static_cast<unsigned char>(text[at + 1]) & 0x3FU) << 6U) |
              (static_cast<unsigned char>(text[at + 2]) & 0x3FU);
    const bool han = point >= 0x4E00 && point <= 0x9FFF;
    if (text.substr(at, end - at) == kFactMark) {
      flush();  // what stands on both sides of a fact is not heard together
    } else if (han) {
      heard += point;
    }
    at = end;
  }
  flush();
}

/// A passage's own words.
Runs runs_of(const Passage& passage) {
  Runs runs;
  for_each_template(passage, [&](const Template& form) { add_runs(PassageText(form, passage.place).text(), runs); });
  return runs;
}

/// The passages of all other bundles there are: "BUNDLE/ID" and their runs.
std::vector<std::pair<std::string, Runs>> passages_of_others(Subject& subject) {
  std::vector<std::pair<std::string, Runs>> out;
  const Installation& installation = subject.installation;
  std::vector<const Manifest*> others;
  for (const Candidate& candidate : subject.installed().candidates) {
    if (candidate.state == State::available) others.push_back(&candidate.manifest);
  }
  others.push_back(&subject.common.bundle.manifest);
  for (const Manifest* other : others) {
    if (other->id == subject.manifest().id) continue;
    Schema schema;
    Findings none;
    const Manifest& shared = subject.common.bundle.manifest;
    read_facts(shared.facts, shared.id, shared.prefixes, schema, none);
    if (other != &shared) read_facts(other->facts, other->id, other->prefixes, schema, none);
    const Provider provider{other->id, {}, other->sector};
    std::vector<Passage> passages;
    Wanted wanted;
    wanted.all = true;
    read_passage_files(installation.files, other->folder, subject.sources, provider, subject.common.slots,
                       {schema, subject.common.references}, wanted, passages, none);
    for (const Passage& passage : passages) out.emplace_back(other->id + "/" + passage.id, runs_of(passage));
  }
  return out;
}

}  // namespace

void passages_are_its_own(Subject& subject, Verdict& verdict) {
  if (!subject.has_passages(verdict)) return;
  const auto others = passages_of_others(subject);
  if (others.empty()) return verdict.skip(message("no other plugin is installed"));
  std::unordered_map<std::u32string, std::vector<std::size_t>> holders;
  for (std::size_t i = 0; i < others.size(); ++i) {
    for (const std::u32string& run : others[i].second) holders[run].push_back(i);
  }
  for (const Passage& passage : subject.passages) {
    const Runs runs = runs_of(passage);
    if (runs.size() < kFewestRuns) continue;
    std::map<std::size_t, std::size_t> shared;
    for (const std::u32string& run : runs) {
      const auto found = holders.find(run);
      if (found == holders.end()) continue;
      for (const std::size_t other : found->second) ++shared[other];
    }
    for (const auto& [other, count] : shared) {
      const std::size_t percent = 100 * count / runs.size();
      if (percent > kMostAlike)
        verdict.fault(passage.place, message("passage '{}' shares {} per cent of its words with '{}'", passage.id,
                                             std::to_string(percent), others[other].first));
    }
  }
}

}  // namespace lectern::host
