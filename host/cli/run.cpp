// SPDX-License-Identifier: Apache-2.0
#include "check/check.hpp"
#include "cli/commands.hpp"

namespace lectern::host {

int refuse(const Common& common, Message what, Message hint) {
  Findings findings;
  findings.error("usage", Place{}, std::move(what), std::move(hint));
  print_findings(findings, common.diagnostics, common.tongue);
  return kCannotRun;
}

int put(const Common& common, const std::string& output, const std::string& content, Findings findings) {
  if (const auto said = write_output(output, content)) {
    const std::string why = common.tongue(*said);
    findings.error("output", Place{},
                   output == "-" ? message("standard output cannot be written: {}", why)
                                 : message("'{}' cannot be written: {}", output, why),
                   output == "-" ? Message() : message("choose another place with -o; what was there is unchanged"));
    print_findings(findings, common.diagnostics, common.tongue);
    return kCannotRun;
  }
  print_findings(findings, common.diagnostics, common.tongue);
  return exit_code(findings);
}

std::unique_ptr<Draft> run_draft(const Common& common, const ProfileOptions& options, StageFunction stage) {
  const DiskFiles files;
  const Installation installation = find_installation(files, common.plugin_path);
  auto made = stage(installation,
                    {find_profile(installation, options.profile), options.settings, options.seed, options.minutes});
  if (made->reached == Draft::Stage::speech) made->findings.add(check(*made));
  return made;
}

}  // namespace lectern::host
