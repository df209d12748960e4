// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"

namespace lectern::host {

int plan_command(const Common& common, const PlanOptions& options) {
  const bool json = options.format == "json";
  if (!json && options.format != "txt")
    return refuse(common, message("there is no output format '{}'", options.format),
                  message("there are: {}", "txt, json"));
  ProfileOptions all = options.profile;
  all.all_passages = true;
  const auto made = run_draft(common, all);
  if (made->reached != Draft::Stage::speech) {
    print_findings(made->findings, common.diagnostics, common.tongue);
    return kCannotRun;
  }
  return say(common, json ? plan_json(*made, common.tongue) : plan_text(*made, common.tongue), made->findings);
}

}  // namespace lectern::host
