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
  found->sources.name_folders(found->installation.names());
  found->catalogue = find_bundles(files, found->installation.plugins, found->sources);
  return found;
}

std::string state_word(State state, const Tongue& tongue) {
  switch (state) {
    case State::available:
      return tongue(message("available"));
    case State::shadowed:
    case State::passed_over:
      return tongue(message("not used"));
    case State::needs_newer:
      return tongue(message("too new"));
    case State::broken:
      return tongue(message("broken"));
  }
  return {};
}

/// " [unit|campus]": units of measure, or the choices.
std::string among(const ValueSpec& spec) {
  std::vector<std::string> names = spec.units;
  for (const Choice& choice : spec.choices) names.push_back(choice.id);
  return names.empty() ? std::string() : fmt::format(" [{}]", fmt::join(names, "|"));
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

/// Why the code of a bundle runs in a worker.
Message why_isolated(const Manifest& manifest, const Installation& installation) {
  if (!installation.shipped.has(manifest.id)) return message("it did not come with Lectern");
  const auto difference = installation.shipped.first_difference(installation.files, manifest);
  return difference ? message("its file '{}' is not as it came with Lectern", *difference) : Message();
}

/// Says where the code of bundles runs here.
class CodePlaces {
 public:
  CodePlaces(const Installation& installation, const Common& common) : installation_(installation), common_(common) {}

  std::string of(const Manifest& manifest) {
    const Tongue& tongue = common_.tongue;
    if (manifest.library.empty()) return tongue(message("it has no code"));
    if (!is_isolated(manifest, installation_, common_.isolation))
      return tongue(message("its code runs in the host's process"));
    if (!missing().empty() && !common_.allow_unprotected)
      return tongue(message("its code is not run: this machine lacks {}", missing()));
    const Message why = why_isolated(manifest, installation_);
    return why.empty() ? tongue(message("its code runs in a worker"))
                       : tongue(message("its code runs in a worker: {}", tongue(why)));
  }

 private:
  /// The protections that a worker lacks.
  const std::string& missing() {
    if (!missing_) {
      Worker worker({installation_.worker}, {});
      const std::optional<Protections> protections = worker.protections();
      missing_ = protections ? missing_protections(*protections) : std::string();
    }
    return *missing_;
  }

  const Installation& installation_;
  const Common& common_;
  std::optional<std::string> missing_;
};

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
  CodePlaces places(found->installation, common);
  std::string out;
  Findings findings;
  for (const Candidate& candidate : found->catalogue.candidates) {
    const Manifest& manifest = candidate.manifest;
    if (candidate.state == State::available)
      out += fmt::format("{}  {}  {}  {}  ({})\n", manifest.id, to_string(manifest.version), manifest.sector,
                         manifest.name, places.of(manifest));
    findings.add(candidate.findings);
    check_record(DiskFiles(), manifest, findings);
  }
  return say(common, out, findings);
}

int plugin_info_command(const Common& common, const std::string& id) {
  const auto found = find(common);
  const Manifest* manifest = found->catalogue.find(id);
  if (manifest == nullptr) return unknown_plugin(common, found->catalogue, id);
  const Tongue& tongue = common.tongue;
  std::string out =
      fmt::format("{}  {}  {}\n{}\n", manifest->id, to_string(manifest->version), manifest->name, manifest->summary);
  out += fmt::format("{}: {}\n{}: {}\n{}: {}\n", tongue(message("sector")), manifest->sector, tongue(message("folder")),
                     visible(manifest->folder.string()), tongue(message("library")),
                     manifest->library.empty() ? tongue(message("none: passages only"))
                                               : fmt::format("{} ({})", manifest->library,
                                                             CodePlaces(found->installation, common).of(*manifest)));
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
  if (!manifest->options.empty()) out += tongue(message("options of a profile:")) + "\n";
  for (const OptionSpec& option : manifest->options) {
    const std::string note = option.note.empty() ? "" : "  " + option.note;
    out += fmt::format("  options {{ {} {{ {} }} }}  {}  {}{}{}\n", manifest->id, option.name, option.spec.label,
                       name_of(option.spec.type), among(option.spec), note);
  }
  out += tongue(message("facts:")) + "\n";
  for (FactId fact = 0; fact < schema.size(); ++fact) {
    const FactSpec& spec = schema[fact];
    if (spec.bundle != manifest->id) continue;
    const std::string example = spec.example.empty() ? "" : fmt::format("  {}", spec.example);
    const std::string derived = spec.maker == Maker::plugin ? "  " + tongue(message("(derived)")) : "";
    out += fmt::format("  {}  {}  {}{}{}{}\n", spec.key, spec.spec.label, name_of(spec.spec.type), among(spec.spec),
                       example, derived);
  }
  return say(common, out, findings);
}

int plugin_why_command(const Common& common, const std::string& id) {
  const auto found = find(common);
  const Tongue& tongue = common.tongue;
  Findings of_code;
  const Manifest* used = found->catalogue.find(id);
  Message why_used = message("it is the newest");
  const WorkerOptions options{found->installation.worker, common.plugin_timeout.value_or(kPluginTimeout),
                              common.allow_unprotected};
  // As for a speech. Looking at a library runs its initialisers, so it is only done for the one that was asked about.
  while (used != nullptr && !can_load(*used, found->installation, common.isolation, options, of_code)) {
    const Manifest* const next = found->catalogue.pass_over(used->folder);
    if (next == nullptr) break;
    used = next;
    why_used = message("it is the newest that can be loaded");
  }
  std::string out;
  for (const SearchFolder& folder : found->installation.plugins) {
    out += fmt::format("{} ({})\n", visible(folder.path.string()), tongue(folder.origin));
    for (const Candidate& candidate : found->catalogue.candidates) {
      const std::filesystem::path& bundle = candidate.manifest.folder;
      if (candidate.manifest.id != id || bundle != folder.path / bundle.filename()) continue;
      out += fmt::format("  {}  {}  {}: {}\n", visible(bundle.filename().string()),
                         to_string(candidate.manifest.version), state_word(candidate.state, tongue),
                         candidate.reason.empty() ? tongue(why_used) : tongue(candidate.reason));
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
  findings.add(of_code);
  if (used != nullptr) {
    out += CodePlaces(found->installation, common).of(*used) + "\n";
    const bool in_worker = !used->library.empty() && is_isolated(*used, found->installation, common.isolation);
    if (in_worker) out += protections_line(tongue);
  }
  return say(common, out, findings);
}

}  // namespace lectern::host
