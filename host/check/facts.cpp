// SPDX-License-Identifier: Apache-2.0
#include "check/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace lectern::host {
namespace {

// ---- What the unit applies for ----

/// "文明单位 (unit)"
std::string named(const FactSpec& spec, const std::string& id) {
  const Choice* choice = spec.spec.choice(id);
  const std::string* label = choice == nullptr ? nullptr : choice->word("label");
  return label == nullptr ? id : fmt::format("{} ({})", *label, id);
}

/// "2015-07-27 – 2019-12-31", both days included; an end that is not said stays open.
std::string days_of(const AllowedObject& object) {
  std::string out = object.from ? iso(*object.from) + " –" : std::string("–");
  if (object.to) out.append(" ").append(iso(Date(std::chrono::sys_days(*object.to) - std::chrono::days(1))));
  return out;
}

/// A review of a title that the unit holds is no application, whatever may be applied for today.
bool holds_title(const Draft& draft) {
  const auto phase = draft.schema.find("campaign.phase");
  return phase && draft.facts[*phase].value.text == "review";
}

void check_object(const Draft& draft, Findings& findings) {
  const auto fact = draft.schema.find("campaign.object");
  if (!fact || !draft.facts[*fact].given() || holds_title(draft)) return;
  const Value& object = draft.facts[*fact].value;
  const FactSpec& spec = draft.schema[*fact];
  const Manifest* first = nullptr;
  std::vector<std::string> others;
  std::vector<std::string> days;
  for (const Manifest* bundle : draft.bundles) {
    if (bundle->sector == kAnySector) continue;
    if (bundle->objects.empty()) return;
    // What is meant by an object there is none of, nobody knows; it was told when the bundle was read.
    if (std::any_of(bundle->objects.begin(), bundle->objects.end(),
                    [&](const AllowedObject& allowed) { return spec.spec.choice(allowed.id) == nullptr; }))
      return;
    if (first == nullptr) first = bundle;
    for (const AllowedObject& allowed : bundle->objects) {
      const bool holds = !draft.day.date || allowed.holds(*draft.day.date);
      if (holds && allowed.id == object.text) return;
      std::vector<std::string>& list = allowed.id == object.text ? days : others;
      std::string text = allowed.id == object.text ? days_of(allowed) : named(spec, allowed.id);
      if ((holds || &list == &days) && std::find(list.begin(), list.end(), text) == list.end())
        list.push_back(std::move(text));
    }
  }
  if (first == nullptr) return;
  const std::string name = named(spec, object.text);
  findings.error("object-not-allowed", object.place,
                 days.empty() ? message("{} does not apply for {}", first->name, name)
                              : message("{} does not apply for {} on this day, but: {}", first->name, name,
                                        fmt::format("{}", fmt::join(days, ", "))),
                 others.empty() ? message("on this day there is nothing it may apply for")
                                : message("it may apply for: {}", fmt::format("{}", fmt::join(others, ", "))));
}

/// A unit whose name says that it is of another kind than its sector.
void check_name(const Draft& draft, Findings& findings) {
  const auto fact = draft.schema.find("unit.name");
  if (!fact || !draft.facts[*fact].given()) return;
  const Value& name = draft.facts[*fact].value;
  const auto fits = [&](const Manifest& manifest) {
    return std::any_of(manifest.names.begin(), manifest.names.end(),
                       [&](const std::string& part) { return name.text.find(part) != std::string::npos; });
  };
  const auto speaks = std::find_if(draft.bundles.begin(), draft.bundles.end(),
                                   [](const Manifest* manifest) { return manifest->sector != kAnySector; });
  // A bundle that names none takes any unit.
  const bool fitting = std::any_of(speaks, draft.bundles.end(), [&](const Manifest* manifest) {
    return manifest->sector != kAnySector && (manifest->names.empty() || fits(*manifest));
  });
  if (speaks == draft.bundles.end() || fitting) return;
  std::string better = "general";
  for (const Candidate& candidate : draft.catalogue.candidates) {
    if (candidate.state == State::available && fits(candidate.manifest)) better = candidate.manifest.sector;
  }
  findings.warning("unit-sector", name.place,
                   message("'{}' does not sound like {} ({})", name.text, (*speaks)->name, (*speaks)->sector),
                   message("if it is another kind of unit, write: {}", "sector " + better));
}

// ---- Days that contradict one another ----

/// The days that others are held against.
struct Bounds {
  std::optional<Date> speech;
  std::optional<Date> end;  ///< campaign.deadline
};

Bounds bounds_of(const Draft& draft) {
  Bounds bounds{draft.day.date, std::nullopt};
  if (const auto end = draft.schema.find("campaign.deadline")) bounds.end = parse_date(draft.facts[*end].value.text);
  return bounds;
}

void report_past(const Place& place, const std::string& key, Date date, Date speech, bool may_have_state,
                 Findings& findings) {
  findings.warning("deadline-past", place, message("{} is {}, before the speech on {}", key, iso(date), iso(speech)),
                   may_have_state ? message("correct one of them, or say how it stands: state \"...\"")
                                  : message("correct one of them"));
}

void report_late(const Place& place, const std::string& key, Date date, Date end, Findings& findings) {
  findings.warning(
      "deadline-late", place,
      message("{} is {}, after the end of the campaign on {} (campaign.deadline)", key, iso(date), iso(end)),
      message("correct one of them"));
}

/// A table of the common bundle, seen by the names of its columns.
class Rows {
 public:
  Rows(const Draft& draft, std::string_view key) : draft_(draft), table_(draft.schema.find(key)) {}

  std::size_t size() const { return table_ ? draft_.facts[*table_].rows.size() : 0; }
  const Row& operator[](std::size_t row) const { return draft_.facts[*table_].rows[row]; }
  bool has(std::string_view column) const { return table_ && spec().column(column).has_value(); }
  /// Not given where the table has no such column.
  const Value& cell(std::size_t row, std::string_view column) const {
    static const Value missing;
    const auto at = spec().column(column);
    return at ? (*this)[row].cells[*at] : missing;
  }
  const FactSpec& spec() const { return draft_.schema[*table_]; }
  /// "gaps[2]", as in the ledger.
  std::string name(std::size_t row) const { return fmt::format("{}[{}]", spec().key, row + 1); }

 private:
  const Draft& draft_;
  std::optional<FactId> table_;
};

/// A deadline that has passed may stand where it is told what became of the matter: so in a progress meeting.
void check_deadlines(const Draft& draft, const Bounds& bounds, Findings& findings) {
  const Rows gaps(draft, "gaps");
  for (std::size_t row = 0; row < gaps.size(); ++row) {
    const Value& cell = gaps.cell(row, "by");
    const auto date = parse_date(cell.text);
    if (!date) continue;
    const std::string key = gaps.name(row) + ".by";
    if (bounds.speech && *date < *bounds.speech && !gaps.cell(row, "state").given())
      report_past(cell.place, key, *date, *bounds.speech, gaps.has("state"), findings);
    if (bounds.end && *date > *bounds.end) report_late(cell.place, key, *date, *bounds.end, findings);
  }
}

/// What is said as "by the end of June" in September: left over from the speech before.
void check_spoken_deadlines(const Draft& draft, Date speech, Findings& findings) {
  std::set<FactId> said;
  for_each_block(draft.speech, [&](const Block& block) {
    for (const Span& span : block.spans) {
      if (!span.row && !span.missing && (span.way == Way::by || span.way == Way::done)) said.insert(span.fact);
    }
  });
  for (const FactId id : said) {
    const Fact& fact = draft.facts[id];
    const auto date = parse_date(fact.value.text);
    const bool is_end = draft.schema[id].key == "campaign.deadline";  // held against the speech in any case
    if (date && *date < speech && fact.maker == Maker::nobody && !is_end)
      report_past(fact.value.place, draft.schema[id].key, *date, speech, false, findings);
  }
}

void check_stages(const Draft& draft, const Bounds& bounds, Findings& findings) {
  const Rows stages(draft, "stages");
  std::optional<Date> last;
  for (std::size_t row = 0; row < stages.size(); ++row) {
    const Value& cell = stages.cell(row, "end");
    const auto date = parse_date(cell.text);
    if (!date) continue;
    const std::string key = stages.name(row) + ".end";
    if (last && *date < *last)
      findings.warning("stage-order", cell.place,
                       message("{} is {}, before the end of the stage above it on {}", key, iso(*date), iso(*last)),
                       message("put the stages in the order of their ends, or correct one of them"));
    if (bounds.end && *date > *bounds.end) report_late(cell.place, key, *date, *bounds.end, findings);
    last = date;
  }
}

}  // namespace

Findings check_facts(const Draft& draft) {
  Findings findings;
  check_object(draft, findings);
  check_name(draft, findings);
  const Bounds bounds = bounds_of(draft);
  if (bounds.end && bounds.speech && *bounds.end < *bounds.speech)
    report_past(draft.facts[*draft.schema.find("campaign.deadline")].value.place, "campaign.deadline", *bounds.end,
                *bounds.speech, false, findings);
  check_deadlines(draft, bounds, findings);
  check_stages(draft, bounds, findings);
  if (bounds.speech) check_spoken_deadlines(draft, *bounds.speech, findings);
  return findings;
}

Findings check_gaps(const Draft& draft) {
  constexpr std::array<std::string_view, 4> kWanted = {"text", "measure", "who", "by"};
  Findings findings;
  const Rows gaps(draft, "gaps");
  for (std::size_t row = 0; row < gaps.size(); ++row) {
    std::vector<std::string> labels;
    std::vector<std::string_view> names;
    for (const std::string_view name : kWanted) {
      const auto column = gaps.spec().column(name);
      if (!column || gaps.cell(row, name).given()) continue;
      labels.push_back(fmt::format("{} ({})", gaps.spec().columns[*column].spec.label, name));
      names.push_back(name);
    }
    if (names.empty()) continue;
    findings.warning("gap-incomplete", gaps[row].place,
                     message("{} lacks {}", gaps.name(row), fmt::format("{}", fmt::join(labels, ", "))),
                     message("add: {} ...", fmt::format("{}", fmt::join(names, " ... "))));
  }
  return findings;
}

}  // namespace lectern::host
