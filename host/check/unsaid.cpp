// SPDX-License-Identifier: Apache-2.0
//
// What the profile gives and the speech does not say: nothing is lost in silence.
#include "check/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace lectern::host {
namespace {

constexpr std::string_view kUnsaid = "unsaid";

/// Why a passage that would say it does not speak.
struct Refusal {
  const Passage* passage = nullptr;
  const Reason* reason = nullptr;
};

bool names(const std::vector<Template>& texts, const Said& said) {
  return std::any_of(texts.begin(), texts.end(), [&](const Template& text) {
    return std::any_of(text.segments.begin(), text.segments.end(), [&](const Segment& segment) {
      const bool is_value = segment.kind == Segment::Kind::fact || segment.kind == Segment::Kind::cell;
      if (!is_value || segment.use.fact != said.fact || segment.use.way == Way::count) return false;
      return said.row == 0 || segment.use.column.value_or(0) == said.column;
    });
  });
}

bool would_say(const Passage& passage, const Said& said) {
  return names(passage.texts, said) || names(passage.shorts, said) || names(passage.headings, said) ||
         names(passage.items, said) || names(passage.firsts, said) || names(passage.lasts, said) ||
         names(passage.onlys, said);
}

class Reporter {
 public:
  Reporter(const Draft& draft, Findings& findings) : draft_(draft), findings_(findings) {}

  void run() {
    const std::vector<Said>& unsaid = draft_.plan.unsaid;
    for (std::size_t i = 0; i < unsaid.size();) {
      std::size_t end = i;
      while (end < unsaid.size() && unsaid[end].fact == unsaid[i].fact && unsaid[end].row == unsaid[i].row) ++end;
      if (!has_place(unsaid[i])) {
        nowhere_.push_back(name_of(unsaid[i]));
        i = end;
        continue;
      }
      report({unsaid.begin() + static_cast<std::ptrdiff_t>(i), unsaid.begin() + static_cast<std::ptrdiff_t>(end)});
      i = end;
    }
    if (!nowhere_.empty())
      tell(own_file(draft_.layers),
           message("this occasion has no place for: {}", fmt::format("{}", fmt::join(nowhere_, ", "))),
           message("say it in a passage of your own, or mark it: reference_only yes"));
  }

 private:
  std::string name_of(const Said& said) const {
    const std::string& key = draft_.schema[said.fact].key;
    return said.row == 0 ? key : fmt::format("{}[{}]", key, said.row);
  }

  /// Whether any passage that could speak at this occasion names it.
  bool has_place(const Said& said) const {
    bool found = false;
    for_each_slot(draft_.plan.body, [&](const PlannedSlot& slot) {
      for (const Chosen& chosen : slot.chosen) found = found || would_say(*chosen.passage, said);
      for (const Refused& refused : slot.refused) found = found || would_say(*refused.passage, said);
    });
    return found;
  }

  /// One fact, or one row with the columns that stay unsaid.
  void report(const std::vector<Said>& values) {
    const Said& first = values.front();
    const FactSpec& spec = draft_.schema[first.fact];
    const Fact& fact = draft_.facts[first.fact];
    if (first.row == 0)
      return tell(fact.value.place, message("the speech does not say {} ({})", spec.spec.label, spec.key), why(first));
    const Row& row = fact.rows[first.row - 1];
    std::vector<std::string> labels;
    const auto given = static_cast<std::size_t>(
        std::count_if(row.cells.begin(), row.cells.end(), [](const Value& cell) { return cell.given(); }));
    for (const Said& value : values) labels.push_back(spec.columns[value.column].spec.label);
    const std::string name = name_of(first);
    const bool whole = values.size() >= given || spec.spec.type == Type::list;
    tell(whole ? row.place : row.cells[first.column].place,
         whole ? message("the speech does not say {} ({})", spec.spec.label, name)
               : message("the speech does not say {} of {} ({})", fmt::format("{}", fmt::join(labels, "、")),
                         spec.spec.label, name),
         why(first));
  }

  void tell(const Place& place, Message what, Message why) {
    findings_.add({Severity::note, std::string(kUnsaid), place, std::move(what), std::move(why), true});
  }

  Message why(const Said& said) const {
    bool speaks = false;
    Refusal best;
    for_each_slot(draft_.plan.body, [&](const PlannedSlot& slot) {
      for (const Chosen& chosen : slot.chosen) speaks = speaks || would_say(*chosen.passage, said);
      for (const Refused& refused : slot.refused) {
        const bool better = best.passage == nullptr || weight(refused.reason) > weight(*best.reason);
        if (better && would_say(*refused.passage, said)) best = {refused.passage, &refused.reason};
      }
    });
    if (speaks)
      return message("another wording says it: 'lectern plan' numbers them, and 'passages {{ pin … }}' takes one");
    return explain(best);
  }

  /// The nearer a passage is to speaking, the more its reason is worth.
  static int weight(const Reason& reason) {
    struct Weigh {
      int operator()(const Outranked&) const { return 7; }
      int operator()(const NoTime&) const { return 6; }
      int operator()(const TooLong&) const { return 6; }
      int operator()(const FactsMissing&) const { return 5; }
      int operator()(const NotProposed&) const { return 4; }
      int operator()(const Covered&) const { return 3; }
      int operator()(const Forbidden&) const { return 2; }
      int operator()(const ConditionFails&) const { return 1; }
      int operator()(const NoHeading&) const { return 0; }
    };
    return std::visit(Weigh{}, reason);
  }

  Message explain(const Refusal& refusal) const {
    struct Explain {
      const Reporter& reporter;
      const std::string passage;
      Message operator()(const Outranked&) const {
        return message("{} would say it, but others rank higher; 'passages {{ order … }}' puts it first", passage);
      }
      Message operator()(const NoTime&) const {
        return message("{} would say it, but the speech would be too long: raise --minutes", passage);
      }
      Message operator()(const TooLong&) const {
        return message("{} would say it, but would come to too much: give it less", passage);
      }
      Message operator()(const FactsMissing& missing) const {
        std::vector<std::string> keys;
        for (const FactId fact : missing.facts) keys.push_back(reporter.draft_.schema[fact].key);
        return message("{} would say it, and needs {}", passage, fmt::format("{}", fmt::join(keys, ", ")));
      }
      Message operator()(const NotProposed&) const {
        return message("{} would say it, but proposes more than the profile decides: proposals 1", passage);
      }
      Message operator()(const Covered& covered) const {
        return message("{} would say it, but gives way to {}", passage, to_string(covered.place));
      }
      Message operator()(const Forbidden& forbidden) const {
        return message("{} would say it, but {} forbids it", passage, to_string(forbidden.place));
      }
      Message operator()(const ConditionFails& fails) const {
        return message("{} would say it, but only where: {}", passage, fails.condition->text);
      }
      Message operator()(const NoHeading&) const { return message("{} would say it, but lacks a heading", passage); }
    };
    return std::visit(Explain{*this, host::name_of(*refusal.passage)}, *refusal.reason);
  }

  const Draft& draft_;
  Findings& findings_;
  std::vector<std::string> nowhere_;  ///< what no passage of the occasion names
};

}  // namespace

void check_unsaid(const Draft& draft, Findings& findings) { Reporter(draft, findings).run(); }

}  // namespace lectern::host
