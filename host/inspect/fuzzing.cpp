// SPDX-License-Identifier: Apache-2.0
#include "inspect/fuzzing.hpp"

#include "inspect/legible.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <random>

namespace lectern::host {
namespace {

constexpr std::size_t kProfiles = 100;
constexpr std::uint64_t kSeed = 20260306;  // the same profiles in every run

/// Values at the edges, for each type; those a profile could not give are left out.
std::vector<std::string_view> edges_of(Type type) {
  switch (type) {
    case Type::text:
      return {"一",
              "“引号”里的话",
              "一、二；三",
              "{unit.name}",
              "[一]",
              "A4",
              "没有句号的很长的一句话没有句号的很长的一句话"};
    case Type::integer:
      return {"0", "1", "2", "10", "99", "100", "999999999999", "18446744073709551615"};
    case Type::decimal:
      return {"0", "0.0", "0.01", "1", "99.99", "100", "999999999.9999", "-3.5"};
    case Type::rate:
      return {"0", "0.1", "-6.8", "50", "99.95", "100", "100.0", "250"};
    case Type::time:
      return {"2025-12-31", "6月中旬"};
    case Type::date:
      return {"1949-10-01", "2000-02-29", "2025-12-31", "2026-03-06", "2099-12-31"};
    case Type::year:
      return {"1900", "1949", "2025", "2026", "2099"};
    case Type::choice:
    case Type::list:
    case Type::table:
      return {};
  }
  return {};
}

class ProfileMaker {
 public:
  explicit ProfileMaker(Trials& trials) : trials_(trials), schema_(trials.subject().schema) {
    for (FactId fact = 0; fact < schema_.size(); ++fact) dice_.emplace_back(schema_[fact].key);
  }

  Facts make() {
    Facts facts = trials_.samples();
    for (FactId fact = 0; fact < schema_.size(); ++fact) {
      if (!is_free(fact) || dice_[fact].below(3) != 0) continue;
      facts.set(fact, dice_[fact].below(3) == 0 ? Fact{} : other(fact));
    }
    return facts;
  }

  /// What a profile decides.
  bool is_free(FactId fact) const {
    return schema_[fact].maker == Maker::nobody && fact != Schema::kOccasion && fact != Schema::kSector;
  }

 private:
  /// Chance of one fact's own, so that a fact that others declare changes nothing for it. All edges have their turn.
  class Dice {
   public:
    explicit Dice(std::string_view key) : random_(kSeed + XXH3_64bits(key.data(), key.size())), turn_(random_()) {}
    std::size_t below(std::size_t bound) { return random_() % bound; }
    std::size_t next(std::size_t bound) { return turn_++ % bound; }

   private:
    std::mt19937_64 random_;  // NOLINT: the same in every run is what is wanted
    std::uint64_t turn_;
  };

  static Value value(const ValueSpec& spec, std::size_t row, Dice& dice) {
    Value made = sample_value(spec, {}, row);
    if (spec.type == Type::choice && !spec.choices.empty())
      made.text = spec.choices[dice.below(spec.choices.size())].id;
    if (const auto edges = edges_of(spec.type); !edges.empty()) {
      const std::string_view edge = edges[dice.next(edges.size())];
      if (!type_fault(edge, spec)) made.text = edge;
    }
    if (!spec.units.empty()) made.unit = spec.units[dice.below(spec.units.size())];
    return made;
  }

  Fact other(FactId id) {
    const FactSpec& spec = schema_[id];
    Dice& dice = dice_[id];
    Fact fact;
    if (!has_rows(spec.spec.type)) {
      fact.value = value(spec.spec, 0, dice);
      return fact;
    }
    const std::array<std::size_t, 5> counts = {1, 2, 3, 9, 40};
    const std::size_t rows = counts[dice.below(counts.size())];
    for (std::size_t i = 0; i < rows; ++i) {
      Row& row = fact.rows.emplace_back();
      for (const Column& column : spec.columns)
        row.cells.push_back(dice.below(4) == 0 ? Value{} : value(column.spec, i, dice));
    }
    return fact;
  }

  Trials& trials_;
  const Schema& schema_;
  std::vector<Dice> dice_;  ///< by FactId
};

bool same(const Fact& one, const Fact& other) {
  const auto equal = [](const Value& a, const Value& b) { return a.text == b.text && a.unit == b.unit; };
  return equal(one.value, other.value) &&
         std::equal(one.rows.begin(), one.rows.end(), other.rows.begin(), other.rows.end(),
                    [&](const Row& a, const Row& b) {
                      return std::equal(a.cells.begin(), a.cells.end(), b.cells.begin(), b.cells.end(), equal);
                    });
}

std::string written(const Value& value) {
  return "\"" + value.text + "\"" + (value.unit.empty() ? "" : " { unit \"" + value.unit + "\" }");
}

std::string as_line(const FactSpec& spec, const Fact& fact) {
  if (!fact.given()) return "; " + spec.key + " is missing\n";
  std::string said;
  if (!has_rows(spec.spec.type)) said = written(fact.value);
  if (has_rows(spec.spec.type)) said = "{";
  for (const Row& row : fact.rows) {
    said += " item {";
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (row.cells[i].given()) said += " " + spec.columns[i].name + " " + written(row.cells[i]);
    }
    said += " }";
  }
  if (has_rows(spec.spec.type)) said += " }";
  std::string out;
  std::string end;
  std::string_view rest = spec.key;
  for (std::size_t dot = rest.find('.'); dot != std::string_view::npos; dot = rest.find('.')) {
    out.append(rest.substr(0, dot)).append(" { ");
    end += " }";
    rest.remove_prefix(dot + 1);
  }
  return out.append(rest).append(" ").append(said).append(end) + "\n";
}

}  // namespace

const std::vector<Trial>& fuzzed(Trials& trials) {
  FuzzedSpeeches& made = trials.fuzzed;
  if (!made.trials.empty()) return made.trials;
  ProfileMaker maker(trials);
  std::vector<Scenario> scenarios;
  for (std::size_t i = 0; i < kProfiles; ++i) {
    Scenario scenario = trials.plain();
    scenario.facts = &made.facts.emplace_back(maker.make());
    scenarios.push_back(scenario);
  }
  std::vector<Tried> tried = trials.run(scenarios);
  for (std::size_t i = 0; i < kProfiles; ++i)
    made.trials.push_back({scenarios[i], message("with other facts"), std::move(tried[i])});
  return made.trials;
}

bool is_bad(const Tried& tried) {
  if (!tried.outcome) return tried.ended.how != Ended::How::not_started && tried.ended.how != Ended::How::spent;
  return tried.outcome->flooded ||
         std::any_of(tried.outcome->findings.begin(), tried.outcome->findings.end(),
                     [](const HostFinding& finding) { return finding.code != "plugin-dropped"; });
}

Trial smallest(Trials& trials, const Trial& bad) {
  const Facts& samples = trials.samples();
  Facts facts = *bad.scenario.facts;
  Trial least = bad;
  const auto shows = [&](const Facts& fewer) {
    Trial trial = bad;
    trial.scenario.facts = &fewer;
    trial.tried = trials.run({trial.scenario}).front();
    if (!is_bad(trial.tried)) return false;
    least = std::move(trial);
    return true;
  };
  for (FactId fact = 0; fact < trials.subject().schema.size(); ++fact) {
    if (same(facts[fact], samples[fact])) continue;
    Facts fewer = facts;
    fewer.set(fact, samples[fact]);
    if (shows(fewer)) facts = std::move(fewer);
  }
  least.scenario.facts = &trials.fuzzed.facts.emplace_back(std::move(facts));
  return least;
}

Message ended_or_told(const Subject& subject, const Trial& trial) {
  const Tongue& say = subject.request.tongue;
  std::string text;
  if (!trial.tried.outcome) {
    text = say(how_it_ended(trial.tried.ended));
  } else if (trial.tried.outcome->flooded) {
    text = say(message("it calls the host without end"));
  } else {
    for (const HostFinding& finding : trial.tried.outcome->findings) {
      if (finding.code == "plugin-dropped") continue;
      text = legible(finding.text, kLongestFinding);
      break;
    }
  }
  text = say(message("with the facts below: {}", text));
  return Message::quoted(text, text);
}

std::string as_profile(Trials& trials, const Facts& facts) {
  const Schema& schema = trials.subject().schema;
  std::string out;
  for (FactId fact = 0; fact < schema.size(); ++fact) {
    if (!same(facts[fact], trials.samples()[fact])) out += as_line(schema[fact], facts[fact]);
  }
  return out;
}

}  // namespace lectern::host
