// SPDX-License-Identifier: Apache-2.0
#include "render/json.hpp"

#include <fmt/format.h>

namespace lectern::host {
namespace {

constexpr std::string_view kForbidden = "forbidden";

/// What a profile says about a passage, and where.
struct Word {
  std::string_view kind;
  Message message;
  Place place;
};

std::vector<Word> words_on(const Passage& passage) {
  std::vector<Word> out;
  const Wishes& wishes = wishes_for(passage);
  const auto add = [&](std::string_view kind, const Place& place, Message message) {
    if (place.source != nullptr) out.push_back({kind, std::move(message), place});
  };
  add("added", wishes.added, message("added by {}", to_string(wishes.added)));
  add("replaced", wishes.replaced, message("replaced by {}", to_string(wishes.replaced)));
  add(kForbidden, wishes.forbidden, message("forbidden by {}", to_string(wishes.forbidden)));
  add("pinned", wishes.pinned, message("pinned by {}", to_string(wishes.pinned)));
  add("ordered", wishes.ordered, message("put in order by {}", to_string(wishes.ordered)));
  add("approved", wishes.approved, message("approved by {}, {}", wishes.approved_by, to_string(wishes.approved)));
  return out;
}

/// What a condition was held against; empty where the fact is missing.
std::string value_of(const Draft& draft, const Condition& condition) {
  const Fact& fact = draft.facts[condition.fact];
  std::string cells;
  for (const Row& row : fact.rows) {
    if (condition.column && row.cells[*condition.column].given())
      cells += (cells.empty() ? "" : ", ") + row.cells[*condition.column].text;
  }
  if (condition.column) return cells;
  return fact.rows.empty() ? fact.value.text : std::to_string(fact.rows.size());
}

std::vector<std::string_view> keys_of(const Draft& draft, const std::vector<FactId>& facts) {
  std::vector<std::string_view> out;
  for (const FactId fact : facts) out.push_back(draft.schema[fact].key);
  return out;
}

class PlanPrinter {
 public:
  PlanPrinter(const Draft& draft, const Tongue& tongue) : draft_(draft), tongue_(tongue) {}

  std::string run() {
    section(draft_.plan.body, 0);
    return std::move(out_);
  }

 private:
  void section(const PlannedSection& planned, std::size_t depth) {
    if (!planned.section->id.empty()) slot(planned.heading, depth);
    for (const PlannedPart& part : planned.parts) {
      if (const auto* use = std::get_if<PlannedSlot>(&part.value)) {
        slot(*use, depth);
      } else {
        section(std::get<PlannedSection>(part.value), depth + 1);
      }
    }
  }

  void slot(const PlannedSlot& planned, std::size_t depth) {
    const Slot& slot = draft_.common.slots[planned.use.slot];
    const std::string indent(depth * 2, ' ');
    const std::string takes = planned.use.least == planned.use.most
                                  ? fmt::format("{}", planned.use.most)
                                  : fmt::format("{}-{}", planned.use.least, planned.use.most);
    out_ += fmt::format("{}{}  {}  [{}]\n", indent, slot.id, slot.name, takes);
    for (const Chosen& chosen : planned.chosen)
      out_ += fmt::format("{}  + {}  {}\n", indent, name_of(*chosen.passage), why(chosen) + said(*chosen.passage));
    for (const Refused& refused : planned.refused)
      out_ += fmt::format("{}  - {}  {}\n", indent, name_of(*refused.passage),
                          why(refused.reason) + said(*refused.passage));
  }

  std::string why(const Chosen& chosen) const {
    const std::string wording = std::to_string(chosen.wording + 1);
    const std::string priority = std::to_string(chosen.passage->priority);
    std::string out = chosen.is_short ? tongue_(message("short wording {} of {}, priority {}", wording,
                                                        std::to_string(chosen.passage->shorts.size()), priority))
                                      : tongue_(message("wording {} of {}, priority {}", wording,
                                                        std::to_string(chosen.passage->texts.size()), priority));
    if (!chosen.missing.empty())
      out += "; " + tongue_(message("nobody has all facts; missing: {}", keys(chosen.missing)));
    return out;
  }

  /// "; pinned by unit.info:12"
  std::string said(const Passage& passage) const {
    std::string out;
    for (const Word& word : words_on(passage)) {
      if (word.kind != kForbidden) out += "; " + tongue_(word.message);  // that is the reason already
    }
    return out;
  }

  std::string why(const Reason& reason) const {
    struct Say {
      const PlanPrinter& printer;
      std::string operator()(const ConditionFails& fails) const {
        const std::string is = value_of(printer.draft_, *fails.condition);
        return printer.tongue_(message("condition fails: {} (it is: {})", fails.condition->text,
                                       is.empty() ? printer.tongue_(message("missing")) : is));
      }
      std::string operator()(const FactsMissing& missing) const {
        return printer.tongue_(message("facts missing: {}", printer.keys(missing.facts)));
      }
      std::string operator()(const Outranked& outranked) const {
        return printer.tongue_(message("outranked: the slot takes {}", std::to_string(outranked.most)));
      }
      std::string operator()(const Forbidden& forbidden) const {
        return printer.tongue_(message("forbidden by {}", to_string(forbidden.place)));
      }
      std::string operator()(const TooLong&) const {
        return printer.tongue_(message("too long: a passage may come to {} KiB, a speech to {} KiB",
                                       std::to_string(kLongestPassage / 1024), std::to_string(kLongestSpeech / 1024)));
      }
      std::string operator()(const NoTime&) const { return printer.tongue_(message("left out: minutes are few")); }
      std::string operator()(const NoHeading&) const {
        return printer.tongue_(message("it has no heading, and the slot needs one"));
      }
      std::string operator()(const Covered& covered) const {
        return printer.tongue_(message("the profile says it itself: {}", to_string(covered.place)));
      }
      std::string operator()(const NotProposed&) const {
        return printer.tongue_(
            message("it proposes what the profile has not decided; 'proposals N' lets up to N passages do so"));
      }
    };
    return std::visit(Say{*this}, reason);
  }

  std::string keys(const std::vector<FactId>& facts) const {
    return fmt::format("{}", fmt::join(keys_of(draft_, facts), ", "));
  }

  const Draft& draft_;
  const Tongue& tongue_;
  std::string out_;
};

class PlanJson {
 public:
  explicit PlanJson(const Draft& draft) : draft_(draft) {}

  /// The slots in the order of the speech, headings of sections included.
  Json slots() const {
    Json out = Json::array();
    for_each_slot(draft_.plan.body, [&](const PlannedSlot& planned) {
      const Slot& slot = draft_.common.slots[planned.use.slot];
      Json entry{{"slot", slot.id}, {"name", slot.name}, {"least", planned.use.least}, {"most", planned.use.most}};
      entry["chosen"] = Json::array();
      for (const Chosen& chosen : planned.chosen) entry["chosen"].push_back(chosen_json(chosen));
      entry["refused"] = Json::array();
      for (const Refused& refused : planned.refused) {
        Json passage = passage_json(*refused.passage);
        passage["reason"] = std::visit(Why{draft_}, refused.reason);
        entry["refused"].push_back(std::move(passage));
      }
      out.push_back(std::move(entry));
    });
    return out;
  }

 private:
  static Json passage_json(const Passage& passage) {
    Json out{{"passage", name_of(passage)}};
    out.update(provenance_json(passage));
    out["priority"] = passage.priority;
    for (const Word& word : words_on(passage)) {
      Json said{{"kind", word.kind}};
      said.update(place_json(word.place));
      out["profile_says"].push_back(std::move(said));
    }
    return out;
  }

  Json chosen_json(const Chosen& chosen) const {
    Json out = passage_json(*chosen.passage);
    out["wording"] = chosen.wording + 1;
    out["wordings"] = chosen.is_short ? chosen.passage->shorts.size() : chosen.passage->texts.size();
    out["short"] = chosen.is_short;
    if (!chosen.missing.empty()) out["missing"] = keys_of(draft_, chosen.missing);
    return out;
  }

  struct Why {
    const Draft& draft;
    Json operator()(const ConditionFails& fails) const {
      return {{"kind", "condition"}, {"condition", fails.condition->text}, {"is", value_of(draft, *fails.condition)}};
    }
    Json operator()(const FactsMissing& missing) const {
      return {{"kind", "facts-missing"}, {"facts", keys_of(draft, missing.facts)}};
    }
    Json operator()(const Outranked& outranked) const { return {{"kind", "outranked"}, {"most", outranked.most}}; }
    Json operator()(const NoTime&) const { return {{"kind", "no-time"}}; }
    Json operator()(const TooLong&) const { return {{"kind", "too-long"}}; }
    Json operator()(const NoHeading&) const { return {{"kind", "no-heading"}}; }
    Json operator()(const Covered&) const { return {{"kind", "covered"}}; }
    Json operator()(const NotProposed&) const { return {{"kind", "proposal"}}; }
    Json operator()(const Forbidden&) const { return {{"kind", kForbidden}}; }
  };

  const Draft& draft_;
};

}  // namespace

std::string plan_text(const Draft& draft, const Tongue& tongue) { return PlanPrinter(draft, tongue).run(); }

std::string plan_json(const Draft& draft, const Tongue& tongue) {
  return dumped(Json{{"occasion", draft.skeleton.occasion},
                     {"unit", draft.unit()},
                     {"date", draft.day.date ? Json(iso(*draft.day.date)) : Json(nullptr)},
                     {"slots", PlanJson(draft).slots()},
                     {"diagnostics", diagnostics_of(draft.findings, tongue)}});
}

}  // namespace lectern::host
