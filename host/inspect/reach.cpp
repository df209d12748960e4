// SPDX-License-Identifier: Apache-2.0
#include "inspect/reach.hpp"

#include "catalogue/skeleton.hpp"
#include "inspect/legible.hpp"
#include "inspect/said.hpp"

#include <lectern/decimal.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace lectern::host {
namespace {

// ---- What the occasions take ----

void add_slots(const Section& section, std::map<SlotId, std::vector<Layout>>& slots) {
  if (!section.id.empty()) slots[section.heading.slot].push_back(section.heading.layout);
  for (const SectionPart& part : section.parts) {
    if (const auto* use = std::get_if<SlotUse>(&part.value)) slots[use->slot].push_back(use->layout);
    if (const auto* inner = std::get_if<Section>(&part.value)) add_slots(*inner, slots);
  }
}

/// The slots of an occasion, and how each is laid out.
struct Occasion {
  std::string id;
  std::map<SlotId, std::vector<Layout>> slots;
};

std::vector<Occasion> occasions_of(Subject& subject) {
  constexpr std::string_view kEnd = ".info";
  std::vector<Occasion> out;
  const Installation& installation = subject.installation;
  const std::filesystem::path folder = installation.data / "skeletons";
  for (const std::string& name : installation.files.list(folder)) {
    if (!name.ends_with(kEnd)) continue;
    Findings none;  // they are the installation's
    const std::optional<Node> file = read_info_file(installation.files, folder / name, subject.sources, none);
    const auto skeleton = file ? read_skeleton(*file, subject.common.slots, none) : std::nullopt;
    if (!skeleton) continue;
    Occasion& made = out.emplace_back();
    made.id = skeleton->occasion;
    add_slots(skeleton->body, made.slots);
  }
  return out;
}

/// The occasions a passage speaks at, as far as its conditions tell.
std::vector<const Occasion*> occasions_for(const Subject& subject, const std::vector<Occasion>& all,
                                           const Passage& passage) {
  std::vector<const Occasion*> out;
  for (const Occasion& occasion : all) {
    Facts facts;
    Fact fact;
    fact.value.text = occasion.id;
    facts.set(Schema::kOccasion, fact);
    const bool speaks =
        std::all_of(passage.conditions.begin(), passage.conditions.end(), [&](const Condition& condition) {
          return condition.fact != Schema::kOccasion || holds(condition, subject.schema, facts);
        });
    if (speaks) out.push_back(&occasion);
  }
  return out;
}

enum class Taken { never, as_section, fully };

/// How a slot's passages are taken at these occasions.
Taken taken(const std::vector<const Occasion*>& occasions, SlotId slot) {
  Taken best = Taken::never;
  for (const Occasion* occasion : occasions) {
    const auto found = occasion->slots.find(slot);
    if (found == occasion->slots.end()) continue;
    for (const Layout layout : found->second)
      best = std::max(best, layout == Layout::sections ? Taken::as_section : Taken::fully);
  }
  return best;
}

/// The occasions that have the slot, for a hint.
std::string names_of_those_with(const std::vector<Occasion>& all, SlotId slot) {
  std::vector<std::string_view> names;
  for (const Occasion& occasion : all) {
    if (occasion.slots.contains(slot)) names.push_back(occasion.id);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

// ---- Conditions ----

std::string one_more(std::string_view number, std::string_view step) {
  const auto value = Decimal::parse(number);
  return value ? (*value + *Decimal::parse(step)).str() : std::string();
}

/// What lies around a value that a condition names, so that one of these lies in whatever it leaves.
std::vector<std::string> values_around(std::string_view value, Type type) {
  switch (type) {
    case Type::integer:
    case Type::year:
    case Type::list:
    case Type::table:
      return {std::string(value), one_more(value, "1"), one_more(value, "-1")};
    case Type::decimal:
    case Type::rate:
      return {std::string(value), one_more(value, "0.0001"), one_more(value, "-0.0001")};
    case Type::date:
      if (const auto day = parse_date(value)) {
        const std::chrono::sys_days at(*day);
        return {std::string(value), iso(Date(at + std::chrono::days(1))), iso(Date(at - std::chrono::days(1)))};
      }
      return {};
    case Type::text:
    case Type::time:
    case Type::choice:
      return {std::string(value), std::string(value) + "~", std::string()};
  }
  return {};
}

/// Holds the conditions of a passage against the values that their facts may have.
class ConditionCheck {
 public:
  ConditionCheck(Subject& subject, Verdict& verdict) : subject_(subject), verdict_(verdict) {
    for (const Occasion& occasion : occasions_of(subject)) occasions_.push_back(occasion.id);
    sectors_ = is_for_any() ? subject.installed().sectors() : std::vector<std::string>{subject.manifest().sector};
  }

  void look(const Passage& passage) {
    std::map<FactId, std::vector<const Condition*>> by_fact;
    for (const Condition& condition : passage.conditions) {
      if (!condition.column)
        by_fact[condition.fact].push_back(&condition);  // of several rows one may have what another has not
    }
    for (const auto& [fact, conditions] : by_fact) {
      bool possible = true;
      for (const Condition* condition : conditions) possible = values_are_possible(*condition) && possible;
      if (possible && !leaves_something(fact, conditions)) tell(passage, conditions);
    }
  }

 private:
  const FactSpec& spec_of(FactId fact) const { return subject_.schema[fact]; }

  /// Then there may be more sectors elsewhere than are installed here.
  bool is_for_any() const { return subject_.manifest().sector == kAnySector; }

  /// The only values there are; nothing where there are others.
  std::optional<std::vector<std::string>> domain(FactId fact) const {
    if (fact == Schema::kOccasion) return occasions_;
    if (fact == Schema::kSector) return sectors_;
    if (spec_of(fact).spec.type != Type::choice) return std::nullopt;
    std::vector<std::string> out;
    for (const Choice& choice : spec_of(fact).spec.choices) out.push_back(choice.id);
    return out;
  }

  static std::vector<std::string> named(const Condition& condition) {
    std::vector<std::string> out = condition.values;
    for (const Condition::Comparison& comparison : condition.comparisons) out.push_back(comparison.value);
    return out;
  }

  bool values_are_possible(const Condition& condition) {
    const FactSpec& spec = spec_of(condition.fact);
    bool all = true;
    const auto tell_never = [&](const std::string& value, Message hint) {
      all = false;
      verdict_.fault(condition.place, message("'{}' is never '{}'", spec.key, value), std::move(hint));
    };
    const auto known = domain(condition.fact);
    for (const std::string& value : named(condition)) {
      if (known) {
        if (std::find(known->begin(), known->end(), value) != known->end()) continue;
        Message hint = did_you_mean(value, {known->begin(), known->end()});
        if (hint.empty() && condition.fact == Schema::kSector && is_for_any()) continue;
        if (hint.empty()) hint = message("it may be: {}", fmt::format("{}", fmt::join(*known, ", ")));
        tell_never(value, std::move(hint));
      } else if (condition.test == Condition::Test::one_of) {
        ValueSpec counted;
        counted.type = Type::integer;  // a list or table is compared by its number of rows
        if (auto fault = type_fault(value, has_rows(spec.spec.type) ? counted : spec.spec))
          tell_never(value, std::move(*fault));
      }
    }
    return all;
  }

  bool leaves_something(FactId fact, const std::vector<const Condition*>& conditions) const {
    if (fact == Schema::kSector && is_for_any()) return true;
    const bool always_given = fact == Schema::kOccasion || fact == Schema::kSector;
    const Type type = spec_of(fact).spec.type;
    std::vector<std::string> candidates;
    if (const auto known = domain(fact)) candidates = *known;
    if (candidates.empty()) candidates = sample_of(type);
    for (const Condition* condition : conditions) {
      for (const std::string& value : named(*condition)) {
        const std::vector<std::string> around = values_around(value, type);
        if (!domain(fact)) candidates.insert(candidates.end(), around.begin(), around.end());
      }
    }
    if (!always_given) candidates.emplace_back();  // it is missing
    return std::any_of(candidates.begin(), candidates.end(), [&](const std::string& candidate) {
      if (always_given && candidate.empty()) return false;
      return std::all_of(conditions.begin(), conditions.end(),
                         [&](const Condition* condition) { return holds_for(*condition, candidate, type); });
    });
  }

  /// Some value, for conditions that name none.
  static std::vector<std::string> sample_of(Type type) {
    if (type == Type::date) return {"2026-03-06"};
    if (type == Type::year) return {"2026"};
    return {"1"};
  }

  bool holds_for(const Condition& condition, const std::string& value, Type type) const {
    const bool is_count = has_rows(type) || type == Type::integer;
    if (is_count && value.starts_with('-')) return false;
    Condition asked = condition;
    // A number of rows is a number: no table need be made of it. One without rows is missing.
    if (has_rows(type)) asked.fact = Schema::kCountParts;

    Facts facts;
    Fact fact;
    if (!has_rows(type) || value != "0") fact.value.text = value;
    facts.set(asked.fact, fact);
    return holds(asked, subject_.schema, facts);
  }

  void tell(const Passage& passage, const std::vector<const Condition*>& conditions) {
    std::vector<std::string_view> texts;
    for (const Condition* condition : conditions) texts.push_back(condition->text);
    verdict_.fault(conditions.front()->place, message("passage '{}' says when {}, which is never so", passage.id,
                                                      fmt::format("{}", fmt::join(texts, ", "))));
  }

  Subject& subject_;
  Verdict& verdict_;
  std::vector<std::string> occasions_;
  std::vector<std::string> sectors_;
};

}  // namespace

void passages_have_headings(Subject& subject, Verdict& verdict) {
  const std::vector<Occasion> all = occasions_of(subject);
  if (all.empty() || (!subject.has_code() && !subject.has_passages(verdict))) return;
  for (const Passage& passage : subject.passages) {
    if (passage.headings.empty() && taken(occasions_for(subject, all, passage), passage.slot) == Taken::as_section)
      verdict.fault(passage.place, message("passage '{}' has no heading, and its slot '{}' makes sections of passages",
                                           passage.id, subject.common.slots[passage.slot].id));
  }
  if (!subject.has_code()) return;
  Trials* trials = working_trials(subject, verdict);
  if (trials == nullptr) return;
  std::vector<const Occasion*> every;
  for (const Occasion& occasion : all) every.push_back(&occasion);
  Once once;
  for_each_offer(*trials, [&](const OfferedPassage& offered) {
    const auto slot = subject.common.slots.find(offered.slot);
    if (slot && !offered.has_heading && taken(every, *slot) == Taken::as_section && once(offered.id))
      verdict.fault(subject.place(),
                    message("passage '{}' has no heading, and its slot '{}' makes sections of passages",
                            legible(offered.id), offered.slot));
  });
}

void slots_are_laid_out(Subject& subject, Verdict& verdict) {
  if (!subject.has_passages(verdict)) return;
  const std::vector<Occasion> all = occasions_of(subject);
  for (const Passage& passage : subject.passages) {
    const std::vector<const Occasion*> occasions = occasions_for(subject, all, passage);
    if (occasions.empty() || taken(occasions, passage.slot) != Taken::never)
      continue;  // no occasion: a condition's fault
    const std::string with = names_of_those_with(all, passage.slot);
    verdict.fault(passage.place,
                  message("passage '{}' is for the slot '{}', which no occasion has that it speaks at", passage.id,
                          subject.common.slots[passage.slot].id),
                  with.empty() ? Message() : message("these have it: {}", with));
  }
}

void conditions_can_hold(Subject& subject, Verdict& verdict) {
  if (!subject.has_passages(verdict)) return;
  ConditionCheck check(subject, verdict);
  for (const Passage& passage : subject.passages) check.look(passage);
}

}  // namespace lectern::host
