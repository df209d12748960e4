// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"

#include <fmt/format.h>

namespace lectern::host {
namespace {

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
      out_ += fmt::format("{}  + {}  {}\n", indent, name(*chosen.passage), why(chosen));
    for (const Refused& refused : planned.refused)
      out_ += fmt::format("{}  - {}  {}\n", indent, name(*refused.passage), why(refused.reason));
  }

  static std::string name(const Passage& passage) { return fmt::format("{}/{}", passage.provider->id, passage.id); }

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

  std::string why(const Reason& reason) const {
    struct Say {
      const PlanPrinter& printer;
      std::string operator()(const ConditionFails& fails) const {
        const Fact& fact = printer.draft_.facts[fails.condition->fact];
        const std::string is = fact.given() ? (fact.rows.empty() ? fact.value.text : std::to_string(fact.rows.size()))
                                            : printer.tongue_(message("missing"));
        return printer.tongue_(message("condition fails: {} (it is: {})", fails.condition->text, is));
      }
      std::string operator()(const FactsMissing& missing) const {
        return printer.tongue_(message("facts missing: {}", printer.keys(missing.facts)));
      }
      std::string operator()(const Outranked& outranked) const {
        return printer.tongue_(message("outranked: the slot takes {}", std::to_string(outranked.most)));
      }
      std::string operator()(const NoTime&) const { return printer.tongue_(message("left out: minutes are few")); }
      std::string operator()(const NoHeading&) const {
        return printer.tongue_(message("it has no heading, and the slot needs one"));
      }
    };
    return std::visit(Say{*this}, reason);
  }

  std::string keys(const std::vector<FactId>& facts) const {
    std::vector<std::string_view> out;
    for (const FactId fact : facts) out.push_back(draft_.schema[fact].key);
    return fmt::format("{}", fmt::join(out, ", "));
  }

  const Draft& draft_;
  const Tongue& tongue_;
  std::string out_;
};

}  // namespace

int plan_command(const Common& common, const ProfileOptions& options) {
  const auto made = run_draft(common, options);
  if (made->reached != Draft::Stage::speech) {
    print_findings(made->findings, common.diagnostics, common.tongue);
    return kCannotRun;
  }
  return put(common, "-", PlanPrinter(*made, common.tongue).run(), made->findings);
}

}  // namespace lectern::host
