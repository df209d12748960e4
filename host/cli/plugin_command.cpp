// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"

#include "catalogue/record.hpp"
#include "plugin/worker.hpp"

#include <fmt/format.h>

namespace lectern::host {
namespace {

struct Found {
  Sources sources;
  Installation installation;
  Catalogue catalogue;
};

std::unique_ptr<Found> find(const Common& common) {
  static const DiskFiles files;
  auto found = std::make_unique<Found>(Found{{}, find_installation(files, common.plugin_path), {}});
  found->catalogue = find_bundles(files, found->installation.plugins, found->sources);
  return found;
}

std::string state_word(State state, const Tongue& tongue) {
  switch (state) {
    case State::available:
      return tongue(message("available"));
    case State::shadowed:
      return tongue(message("not used"));
    case State::needs_newer:
      return tongue(message("too new"));
    case State::broken:
      return tongue(message("broken"));
  }
  return {};
}

}  // namespace

int unknown_plugin(const Common& common, const Catalogue& catalogue, const std::string& id) {
  std::vector<std::string_view> ids;
  for (const Candidate& candidate : catalogue.candidates) ids.push_back(candidate.manifest.id);
  Findings findings;
  for (const Candidate& candidate : catalogue.candidates) {
    if (candidate.manifest.id == id) findings.add(candidate.findings);
  }
  if (findings.all().empty()) {
    Message hint = did_you_mean(id, ids);
    if (hint.empty()) hint = message("'lectern plugin list' shows what there is");
    findings.error("plugin-unknown", Place{}, message("there is no plugin '{}'", id), std::move(hint));
  }
  print_findings(findings, common.diagnostics, common.tongue);
  return kCannotRun;
}

namespace {

/// What keeps a library from being loaded belongs to the answer of `why`. Looking at it runs the code's initialisers, so it
/// is only done for the one plugin that was asked about.
void try_library(const Manifest& manifest, const Installation& installation, const Common& common, bool isolated,
                 Findings& findings) {
  if (!isolated) {
    Library::load(manifest, findings);
  } else if (check_object_file(library_path(manifest), manifest.place, findings)) {
    Worker worker({installation.worker, common.plugin_timeout.value_or(kPluginTimeout)}, library_path(manifest));
    load(worker, manifest, findings);
  }
}

}  // namespace

std::string protections_line(const Tongue& tongue) {
  const DiskFiles files;
  Worker worker({find_installation(files, {}).worker, kPluginTimeout}, {});
  const auto active = worker.protections();
  if (!active)
    return tongue(
               message("protections of plugin code: none, '{}' cannot be started", worker.options().program.string())) +
           "\n";
  std::string list;
  for (const Message& protection : describe(*active)) list += (list.empty() ? "" : ", ") + tongue(protection);
  return tongue(message("protections of plugin code: {}", list)) + "\n";
}

int plugin_list_command(const Common& common) {
  const auto found = find(common);
  std::string out;
  Findings findings;
  for (const Candidate& candidate : found->catalogue.candidates) {
    const Manifest& manifest = candidate.manifest;
    if (candidate.state == State::available)
      out += fmt::format("{}  {}  {}  {}\n", manifest.id, to_string(manifest.version), manifest.sector, manifest.name);
    findings.add(candidate.findings);
    check_record(DiskFiles(), manifest, findings);
  }
  return put(common, "-", out, findings);
}

int plugin_info_command(const Common& common, const std::string& id) {
  const auto found = find(common);
  const Manifest* manifest = found->catalogue.find(id);
  if (manifest == nullptr) return unknown_plugin(common, found->catalogue, id);
  const Tongue& tongue = common.tongue;
  std::string out =
      fmt::format("{}  {}  {}\n{}\n", manifest->id, to_string(manifest->version), manifest->name, manifest->summary);
  out += fmt::format("{}: {}\n{}: {}\n{}: {}\n", tongue(message("sector")), manifest->sector, tongue(message("folder")),
                     manifest->folder.string(), tongue(message("library")),
                     manifest->library.empty() ? tongue(message("none: passages only")) : manifest->library);
  for (const AllowedObject& object : manifest->objects) {
    out += fmt::format("{}: {}", tongue(message("applies for")), object.id);
    if (object.from) out.append(" ").append(tongue(message("from {}", iso(*object.from))));
    if (object.to) out.append(" ").append(tongue(message("until before {}", iso(*object.to))));
    out += "\n";
  }
  for (const AvoidedTerm& avoided : manifest->terms.avoided)
    out += fmt::format("{}: {}{}\n", tongue(message("does not say")), avoided.term,
                       avoided.say.empty() ? "" : ", " + tongue(message("but {}", avoided.say)));
  Schema schema;
  Findings findings;
  read_facts(manifest->facts, manifest->id, manifest->prefixes, schema, findings);
  out += tongue(message("facts:")) + "\n";
  for (FactId fact = 0; fact < schema.size(); ++fact) {
    const FactSpec& spec = schema[fact];
    if (spec.bundle != manifest->id) continue;
    std::vector<std::string> among = spec.spec.units;
    for (const Choice& choice : spec.spec.choices) among.push_back(choice.id);
    const std::string unit = among.empty() ? "" : fmt::format(" [{}]", fmt::join(among, "|"));
    const std::string example = spec.example.empty() ? "" : fmt::format("  {}", spec.example);
    const std::string derived = spec.maker == Maker::plugin ? "  " + tongue(message("(derived)")) : "";
    out +=
        fmt::format("  {}  {}  {}{}{}{}\n", spec.key, spec.spec.label, name_of(spec.spec.type), unit, example, derived);
  }
  return put(common, "-", out, findings);
}

int plugin_why_command(const Common& common, const std::string& id) {
  const auto found = find(common);
  const Tongue& tongue = common.tongue;
  std::string out;
  for (const SearchFolder& folder : found->installation.plugins) {
    out += fmt::format("{} ({})\n", folder.path.string(), tongue(folder.origin));
    for (const Candidate& candidate : found->catalogue.candidates) {
      const std::filesystem::path& bundle = candidate.manifest.folder;
      if (candidate.manifest.id != id || bundle != folder.path / bundle.filename()) continue;
      out += fmt::format("  {}  {}  {}: {}\n", bundle.filename().string(), to_string(candidate.manifest.version),
                         state_word(candidate.state, tongue),
                         candidate.reason.empty() ? tongue(message("it is the newest")) : tongue(candidate.reason));
    }
  }
  Findings findings;
  bool any = false;
  for (const Candidate& candidate : found->catalogue.candidates) {
    if (candidate.manifest.id != id) continue;
    any = true;
    findings.add(candidate.findings);
    check_record(DiskFiles(), candidate.manifest, findings);
  }
  if (!any) return unknown_plugin(common, found->catalogue, id);
  if (const Manifest* manifest = found->catalogue.find(id); manifest != nullptr && !manifest->library.empty()) {
    const bool isolated = is_isolated(*manifest, found->installation, common.isolation);
    out += isolated ? tongue(message("its code runs in a worker")) + "\n" + protections_line(tongue)
                    : tongue(message("its code runs in the host's process")) + "\n";
    try_library(*manifest, found->installation, common, isolated, findings);
  }
  return put(common, "-", out, findings);
}

}  // namespace lectern::host
