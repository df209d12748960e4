// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"
#include "inspect/inspect.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lectern::host {
namespace {

constexpr std::size_t kCodeWidth = 20;

std::string state_word(Checked::State state, const Tongue& tongue) {
  switch (state) {
    case Checked::State::passed:
      return tongue(message("ok"));
    case Checked::State::noted:
      return tongue(message("noted"));
    case Checked::State::failed:
      return tongue(message("FAILED"));
    case Checked::State::skipped:
      return tongue(message("skipped"));
  }
  return {};
}

/// Set to a common width: a Chinese character has three bytes and takes two cells.
std::string state_column(Checked::State state, const Tongue& tongue) {
  constexpr std::size_t kCells = 7;
  const std::string word = state_word(state, tongue);
  const auto wide = static_cast<std::size_t>(
      std::count_if(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE0; }));
  const std::size_t cells = word.size() - wide;
  return word + std::string(cells < kCells ? kCells - cells : 0, ' ');
}

std::string group_word(CheckGroup group, const Tongue& tongue) {
  switch (group) {
    case CheckGroup::files:
      return tongue(message("files, before anything runs"));
    case CheckGroup::load:
      return tongue(message("loading the library"));
    case CheckGroup::behaviour:
      return tongue(message("what its code does"));
    case CheckGroup::content:
      return tongue(message("what its passages say"));
  }
  return {};
}

std::string severity_word(Severity severity, const Tongue& tongue) {
  switch (severity) {
    case Severity::note:
      return tongue(message("note"));
    case Severity::warning:
      return tongue(message("warning"));
    case Severity::error:
      return tongue(message("error"));
  }
  return {};
}

/// Lines that belong to a fault, set in.
std::string indented(std::string_view lines) {
  std::string out;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    out.append("    ").append(visible(lines.substr(0, end))).append("\n");
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return out;
}

std::string fault_text(const Fault& fault, Telling telling, const Tongue& tongue) {
  if (telling == Telling::list) return place_text(fault.said.place, tongue) + tongue(fault.said.message) + "\n";
  return diagnostic_text(fault.said, tongue) + indented(fault.detail);
}

std::string faults_text(const Checked& checked, const std::string& command, const Tongue& tongue) {
  const Check& check = *checked.check;
  std::string out;
  if (check.telling == Telling::list)
    out += fmt::format("{}[{}]:\n", severity_word(check.severity, tongue), check.code);
  for (const Fault& fault : checked.faults) out += fault_text(fault, check.telling, tongue);
  if (checked.left_out != 0) out += "  " + tongue(message("and {} more", std::to_string(checked.left_out))) + "\n";
  out += "  " + tongue(message("expected: {}", tongue(check.expected))) + "\n";
  if (check.telling == Telling::list) out += "  " + tongue(message("hint: {}", tongue(check.mend))) + "\n";
  return out + "  " + tongue(message("again: {}", fmt::format("{} --only {}", command, check.code))) + "\n";
}

std::string inspection_text(const Inspection& inspection, const std::string& command, const Tongue& tongue) {
  std::string out = fmt::format("{} {}\n", inspection.id, inspection.version);
  const CheckGroup* group = nullptr;
  for (const Checked& checked : inspection.checks) {
    const Check& check = *checked.check;
    if (group == nullptr || *group != check.group) out += fmt::format("\n{}\n", group_word(check.group, tongue));
    group = &check.group;
    out += fmt::format("  {}  {:{}}  {}", state_column(checked.state, tongue), check.code, kCodeWidth,
                       tongue(check.expected));
    if (checked.state == Checked::State::skipped) out += fmt::format(" ({})", tongue(checked.why_skipped));
    out += '\n';
  }
  for (const Checked& checked : inspection.checks) {
    if (!checked.faults.empty()) out.append("\n").append(faults_text(checked, command, tongue));
  }
  const std::string summary = tongue(message(
      "{} checks: {} passed, {} noted, {} failed, {} skipped", std::to_string(inspection.checks.size()),
      std::to_string(inspection.count(Checked::State::passed)), std::to_string(inspection.count(Checked::State::noted)),
      std::to_string(inspection.count(Checked::State::failed)),
      std::to_string(inspection.count(Checked::State::skipped))));
  return out.append("\n").append(summary).append("\n");
}

int list_checks(const Common& common) {
  std::string out;
  for (const Check& check : all_checks())
    out += fmt::format("{:{}}  {:9}  {}  {}\n", check.code, kCodeWidth, name_of(check.group),
                       severity_word(check.severity, common.tongue), common.tongue(check.expected));
  return say(common, out, {});
}

const Check* check_named(std::string_view code) {
  const auto& all = all_checks();
  const auto found = std::find_if(all.begin(), all.end(), [code](const Check& check) { return check.code == code; });
  return found == all.end() ? nullptr : &*found;
}

int refuse_code(const Common& common, const std::string& code) {
  std::vector<std::string_view> known;
  for (const Check& check : all_checks()) known.push_back(check.code);
  Message hint = did_you_mean(code, known);
  if (hint.empty()) hint = message("'lectern plugin check --list' shows them");
  return refuse(common, message("there is no check '{}'", code), std::move(hint));
}

}  // namespace

int plugin_check_command(const Common& common, const PluginCheckOptions& options) {
  if (options.list) return list_checks(common);
  if (options.bundle.empty())
    return refuse(common, message("{} is missing", "BUNDLE"), message("name the folder of a plugin"));
  const std::vector<std::string> formats = {"text", "json", "junit"};
  if (std::find(formats.begin(), formats.end(), options.format) == formats.end())
    return refuse(common, message("{} cannot be '{}'", "--format", options.format),
                  message("it may be: {}", "text, json, junit"));
  std::error_code fault;
  std::filesystem::path folder = std::filesystem::path(options.bundle).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  if (!std::filesystem::is_directory(folder, fault))
    return refuse(common,
                  is_link_loop(folder) ? message("'{}' is a link that leads back to itself", options.bundle)
                                       : message("there is no folder '{}'", options.bundle),
                  message("name the folder of a plugin"));
  if (!std::filesystem::exists(folder / kManifestName, fault))
    return refuse(common, message("the folder '{}' holds no plugin.info", options.bundle),
                  message("name the folder of one plugin, the one that holds its plugin.info"));
  if (!options.golden.empty() && !std::filesystem::is_directory(options.golden, fault))
    return refuse(common, message("there is no folder '{}'", options.golden),
                  message("--golden takes a folder with PROFILE.info and PROFILE.txt"));
  InspectRequest request{folder, options.golden, {}, common.tongue, common.allow_unprotected};
  for (const std::string& code : options.only) {
    const Check* check = check_named(code);
    if (check == nullptr) return refuse_code(common, code);
    request.only.push_back(check->code);
  }
  const DiskFiles files;
  const auto installation = find_installation(files, common.plugin_path);
  const std::unique_ptr<Inspection> made = inspect(installation, request);
  if (!made->findings.all().empty()) {
    print_findings(made->findings, common.diagnostics, common.tongue);
    return kCannotRun;
  }
  const std::string command =
      "lectern plugin check " + options.bundle + (options.golden.empty() ? "" : " --golden " + options.golden);
  Findings none_run;
  if (made->count(Checked::State::skipped) == made->checks.size())
    none_run.error("check-none", Place{}, message("no check could be run"),
                   message("look at what each was skipped for"));
  const auto write = options.format == "json"    ? &inspection_json
                     : options.format == "junit" ? &inspection_junit
                                                 : &inspection_text;
  const int written = say(common, write(*made, command, common.tongue), none_run);
  if (written == kCannotRun || !none_run.all().empty()) return kCannotRun;
  return made->count(Checked::State::failed) == 0 ? kFine : kFindings;
}

}  // namespace lectern::host
