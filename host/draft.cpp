// SPDX-License-Identifier: Apache-2.0
#include "draft.hpp"

#include "catalogue/overrides.hpp"
#include "catalogue/passage_file.hpp"
#include "catalogue/record.hpp"
#include "plugin/border.hpp"
#include "profile/derive.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lectern::host {
namespace {

/// Without this file of the installation nothing works, and every other finding would be about its absence.
void report_incomplete(const Place& place, CommonData& common) {
  common.complete = false;
  common.findings.note("installation", Place{place.source, 0, 0, 0},
                       message("the file belongs to Lectern itself: install Lectern again"));
}

Node read_data(const Installation& installation, const std::filesystem::path& name, CommonData& common) {
  std::optional<Node> root =
      read_info_file(installation.files, installation.data / name, common.sources, common.findings);
  if (root) return std::move(*root);
  report_incomplete(common.findings.all().back().place, common);
  return Node{};
}

}  // namespace

CommonData read_common(const Installation& installation) {
  CommonData common;
  common.slots = Slots::read(read_data(installation, "slots.info", common), common.findings);
  if (const Source* references =
          read_source(installation.files, installation.data / "references.info", common.sources, common.findings)) {
    common.references = References::open(*references, common.findings);
  } else {
    report_incomplete(common.findings.all().back().place, common);
  }
  const std::filesystem::path bundle = installation.data / "common";
  common.bundle = read_manifest(installation.files, bundle, common.sources);
  common.findings.add(common.bundle.findings);
  if (common.bundle.state == State::broken) report_incomplete(common.findings.all().back().place, common);
  return common;
}

namespace {

std::string known_occasions(const Installation& installation) {
  std::vector<std::string> names;
  for (const std::string& name : installation.files.list(installation.data / "skeletons")) {
    if (name.ends_with(".info")) names.push_back(name.substr(0, name.size() - 5));
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

/// Bundles of the sector that want a later Lectern. Where an earlier version of one speaks, that is no fault.
void report_newer(std::string_view sector, Draft& draft) {
  for (const Candidate& candidate : draft.catalogue.candidates) {
    const std::string& theirs = candidate.manifest.sector;
    if (candidate.state != State::needs_newer || (!theirs.empty() && theirs != sector && theirs != kAnySector))
      continue;
    const bool replaced = draft.catalogue.find(candidate.manifest.id) != nullptr;
    for (Diagnostic finding : candidate.findings.all()) {
      if (replaced) finding.severity = Severity::note;
      draft.findings.add(std::move(finding));
    }
  }
}

/// The sector's bundles join the common one. A broken bundle is reported, whatever its sector: nobody knows it.
bool find_sector(const Files& files, Draft& draft) {
  for (const Candidate& candidate : draft.catalogue.candidates) {
    if (candidate.state != State::broken) continue;
    draft.findings.add(candidate.findings);
    draft.findings.warning("bundle-broken", candidate.manifest.place,
                           message("plugin '{}' is left out: its plugin.info has errors", candidate.manifest.id),
                           message("correct the file, or take the plugin's folder away"));
  }
  draft.bundles.push_back(&draft.common.bundle.manifest);
  const Choosing sector = chosen(draft.layers, "sector");
  report_newer(sector.value, draft);
  const std::vector<std::string> known = draft.catalogue.sectors();
  if (std::find(known.begin(), known.end(), sector.value) == known.end()) {
    Message hint = did_you_mean(sector.value, {known.begin(), known.end()});
    const std::string sectors = fmt::format("{}", fmt::join(known, ", "));
    if (hint.empty())
      hint = sector.value.empty() ? message("add: sector ID; there are plugins for: {}", sectors)
                                  : message("there are plugins for: {}", sectors);
    draft.findings.error("sector-unknown", sector.value.empty() ? own_file(draft.layers) : sector.place,
                         sector.value.empty() ? message("the profile names no sector")
                                              : message("no plugin speaks for the sector '{}'", sector.value),
                         std::move(hint));
    return false;
  }
  for (const Manifest* manifest : draft.catalogue.for_sector(sector.value)) {
    check_record(files, *manifest, draft.findings);
    draft.bundles.push_back(manifest);
  }
  return true;
}

/// Two bundles under one prefix would answer for each other's facts.
void check_prefixes(const Manifest& manifest, Draft& draft) {
  for (const Manifest* other : draft.bundles) {
    if (other == &manifest) return;
    for (std::size_t i = 0; i < manifest.prefixes.size(); ++i) {
      const std::string& prefix = manifest.prefixes[i];
      if (std::find(other->prefixes.begin(), other->prefixes.end(), prefix) == other->prefixes.end()) continue;
      draft.findings.error(
          "prefix-taken", manifest.prefix_places[i],
          message("the bundles '{}' and '{}' both claim the prefix '{}'", other->id, manifest.id, prefix),
          message("give one of them another prefix"));
    }
  }
}

/// What a bundle lets its units apply for must be among the choices of campaign.object.
void check_objects(Draft& draft) {
  const auto fact = draft.schema.find("campaign.object");
  if (!fact) return;
  const ValueSpec& spec = draft.schema[*fact].spec;
  std::vector<std::string_view> known;
  for (const Choice& choice : spec.choices) known.push_back(choice.id);
  for (const Manifest* manifest : draft.bundles) {
    for (const AllowedObject& object : manifest->objects) {
      if (spec.choice(object.id) != nullptr) continue;
      Message hint = did_you_mean(object.id, known);
      if (hint.empty()) hint = message("it may be: {}", fmt::format("{}", fmt::join(known, ", ")));
      draft.findings.error("object-unknown", object.place, message("there is no campaign object '{}'", object.id),
                           std::move(hint));
    }
  }
}

/// What facts there are: the common ones, and those of the bundles that speak here.
void make_schema(Draft& draft) {
  for (const Manifest* manifest : draft.bundles) {
    check_prefixes(*manifest, draft);
    draft.providers.push_back({manifest->id, to_string(manifest->version), manifest->sector});
    read_facts(manifest->facts, manifest->id, manifest->prefixes, draft.schema, draft.findings);
  }
  check_objects(draft);
}

bool find_skeleton(const Installation& installation, Draft& draft) {
  const Choosing occasion = chosen(draft.layers, "occasion");
  const std::filesystem::path path = installation.data / "skeletons" / (occasion.value + ".info");
  const std::vector<std::string> known = installation.files.list(installation.data / "skeletons");
  if (std::find(known.begin(), known.end(), occasion.value + ".info") == known.end()) {
    const std::string occasions = known_occasions(installation);
    draft.findings.error("occasion-unknown", occasion.value.empty() ? own_file(draft.layers) : occasion.place,
                         occasion.value.empty() ? message("the profile names no occasion")
                                                : message("there is no occasion '{}'", occasion.value),
                         occasion.value.empty() ? message("add: occasion ID; there are: {}", occasions)
                                                : message("there are: {}", occasions));
    return false;
  }
  const std::optional<Node> root = read_info_file(installation.files, path, draft.sources, draft.findings);
  std::optional<Skeleton> skeleton = root ? read_skeleton(*root, draft.common.slots, draft.findings) : std::nullopt;
  if (!skeleton) return false;
  draft.skeleton = std::move(*skeleton);
  return true;
}

/// What came of a plugin's code.
struct Ran {
  Contribution contribution;
  bool refused = false;  ///< its library does not fit

  bool failed() const { return refused || contribution.failed; }
};

Ran run_here(const BorderInputs& inputs, Draft& draft) {
  std::optional<Library> library = Library::load(inputs.manifest, draft.findings);
  if (!library) return {{}, true};
  Ran ran{contribute(library->entry(), inputs, draft.findings), false};
  draft.libraries.push_back(std::move(*library));
  return ran;
}

Ran run_in_worker(const BorderInputs& inputs, const WorkerOptions& options, Findings& findings) {
  if (!check_object_file(library_path(inputs.manifest), inputs.manifest.place, findings)) return {{}, true};
  Worker worker(options, library_path(inputs.manifest));
  switch (load(worker, inputs.manifest, findings)) {
    case Loaded::fine:
      return {contribute(worker, inputs, findings), false};
    case Loaded::refused:
      return {{}, true};
    case Loaded::lost:
      break;
  }
  report_dropped(inputs.manifest, findings);
  return {{{}, {}, true}, false};
}

void report_fail_closed(const Manifest& manifest, Draft& draft) {
  draft.failed_closed = true;
  draft.findings.error(
      "plugin-fail-closed", draft.profile.plugins.fail_closed,
      message("plugin '{}' failed, and the profile says 'fail closed': there is no speech", manifest.id),
      message("mend the plugin, or write: plugins {{ fail open }}"));
}

/// Runs the code of the sector's plugins. A bundle whose library is refused is left out whole, passages included.
std::vector<Contribution> run_plugins(const Installation& installation, const Request& request, Draft& draft) {
  std::vector<Contribution> out(draft.bundles.size());
  const Vocabulary vocabulary{draft.schema, draft.common.references};
  const PluginRules& rules = draft.profile.plugins;
  const WorkerOptions options{installation.worker,
                              request.plugin_timeout.value_or(rules.timeout.value_or(kPluginTimeout))};
  for (std::size_t i = 0; i < draft.bundles.size(); ++i) {
    const Manifest& manifest = *draft.bundles[i];
    if (manifest.library.empty()) continue;
    const BorderInputs inputs{manifest,    draft.providers[i],    draft.common.slots, vocabulary,
                              draft.facts, draft.profile.options, draft.day,          request.verbose};
    Ran ran = is_isolated(manifest, installation, request.isolation) ? run_in_worker(inputs, options, draft.findings)
                                                                     : run_here(inputs, draft);
    if (ran.refused) {
      draft.findings.note("plugin-left-out", manifest.place,
                          message("the speech is drafted without plugin '{}'", manifest.id));
      draft.bundles[i] = nullptr;
    }
    if (ran.failed() && rules.fail_closed.source != nullptr) report_fail_closed(manifest, draft);
    out[i] = std::move(ran.contribution);
  }
  return out;
}

/// The profile's facts and what follows from them without a plugin.
void begin_facts(Draft& draft) {
  draft.facts = draft.profile.facts;
  if (const auto date = draft.schema.find("meeting.date")) draft.day.date = parse_date(draft.facts[*date].value.text);
  apply_defaults({draft.schema, draft.common.references}, draft.day, draft.facts, draft.findings);
}

/// The defaults are there for the plugins to read; now what they derive, and then the defaults that build on that.
std::vector<Contribution> complete_facts(const Installation& installation, const Request& request, Draft& draft) {
  const Vocabulary vocabulary{draft.schema, draft.common.references};
  std::vector<Contribution> contributions = run_plugins(installation, request, draft);
  resolve_references(draft.schema, draft.common.references, draft.day.date, draft.facts);  // those the plugins used
  for (std::size_t i = 0; i < contributions.size(); ++i) {
    const Provider& provider = draft.providers[i];
    for (Derivation& derived : contributions[i].derived)
      apply_derived(std::move(derived), fmt::format("{} {}", provider.id, provider.version), draft.schema, draft.facts,
                    draft.findings);
  }
  Findings again;  // the same as the first time
  apply_defaults(vocabulary, draft.day, draft.facts, again);
  return contributions;
}

/// The profile's own passages, and what it says about the others.
void override_passages(Draft& draft, Findings& findings) {
  if (draft.profile.overrides.empty()) return;
  const auto speaks = [&](std::string_view id) {
    return std::any_of(draft.bundles.begin(), draft.bundles.end(),
                       [id](const Manifest* bundle) { return bundle != nullptr && bundle->id == id; });
  };
  std::vector<std::string_view> away;
  for (const Candidate& candidate : draft.catalogue.candidates) {
    if (!speaks(candidate.manifest.id)) away.push_back(candidate.manifest.id);
  }
  draft.providers.push_back({std::string(kProfileBundle), {}, std::string(kAnySector)});
  const Vocabulary vocabulary{draft.schema, draft.common.references};
  apply_overrides({draft.profile.overrides, draft.providers.back(), away, draft.common.slots, vocabulary},
                  draft.passages, draft.wishes, findings);
}

void mark_slots(const Section& section, std::vector<bool>& slots) {
  if (!section.id.empty()) slots[section.heading.slot] = true;
  for (const SectionPart& part : section.parts) {
    if (const auto* use = std::get_if<SlotUse>(&part.value)) {
      slots[use->slot] = true;
    } else {
      mark_slots(std::get<Section>(part.value), slots);
    }
  }
}

/// What the speech can need of the passages. A profile may speak of any.
Wanted wanted_passages(bool all, Draft& draft) {
  Wanted wanted;
  wanted.all = all || !draft.profile.overrides.empty();
  for (FactId id = 0; id < draft.schema.size(); ++id) {
    const bool is_choice = draft.schema[id].spec.type == Type::choice || draft.schema[id].key == "occasion";
    if (is_choice && draft.facts[id].given()) wanted.values.emplace_back(id, draft.facts[id].value.text);
  }
  wanted.slots.resize(draft.common.slots.ids().size());
  mark_slots(draft.skeleton.body, wanted.slots);
  wanted.holds = [&draft](const Condition& condition) {
    // A condition may name a reference for the first time.
    resolve_reference(draft.schema, draft.common.references, draft.day.date, condition.fact, draft.facts);
    return holds(condition, draft.schema, draft.facts);
  };
  return wanted;
}

/// Once more, and with all, where a slot stays short.
void gather_passages(const Installation& installation, const std::vector<Contribution>& contributions, bool all,
                     Draft& draft, Findings& findings) {
  draft.passages.clear();
  const Vocabulary vocabulary{draft.schema, draft.common.references};
  const Wanted wanted = wanted_passages(all, draft);
  for (std::size_t i = 0; i < draft.bundles.size(); ++i) {
    if (draft.bundles[i] == nullptr) continue;
    const std::vector<Passage>& offered = contributions[i].passages;
    draft.passages.insert(draft.passages.end(), offered.begin(), offered.end());
    read_passage_files(installation.files, draft.bundles[i]->folder, draft.sources, draft.providers[i],
                       draft.common.slots, vocabulary, wanted, draft.passages, findings);
  }
  override_passages(draft, findings);
  sort_passages(draft.passages);
  resolve_references(draft.schema, draft.common.references, draft.day.date, draft.facts);
}

bool is_short(const Plan& plan) {
  bool found = false;
  for_each_slot(plan.body, [&](const PlannedSlot& slot) { found = found || slot.chosen.size() < slot.use.least; });
  return found;
}

}  // namespace

bool is_isolated(const Manifest& manifest, const Installation& installation, Isolation isolation) {
  switch (isolation) {
    case Isolation::foreign:
      return installation.shipped.empty() || manifest.folder.parent_path() != installation.shipped;
    case Isolation::all:
      return true;
    case Isolation::none:
      return false;
  }
  return true;
}

std::string_view Draft::unit() const {
  const auto name = schema.find("unit.name");
  return name ? std::string_view(facts[*name].value.text) : std::string_view();
}

std::unique_ptr<Draft> check_profile(const Installation& installation, const Request& request) {
  auto made = std::make_unique<Draft>();
  std::optional<Layers> layers =
      read_layers(installation.files, request.profile, request.settings, made->sources, made->findings);
  const std::string sector = layers ? chosen(*layers, "sector").value : std::string();
  made->catalogue = find_bundles(installation.files, installation.plugins, made->sources, sector);
  made->common = read_common(installation);
  made->findings.add(made->common.findings);
  if (!layers || !made->common.complete) return made;
  made->layers = std::move(*layers);
  made->reached = Draft::Stage::layers;
  const bool has_sector = find_sector(installation.files, *made);
  const bool has_skeleton = find_skeleton(installation, *made);
  if (!has_sector || !has_skeleton) return made;
  make_schema(*made);
  const std::size_t errors = made->findings.errors();
  made->profile = type_profile(made->layers, made->schema, made->findings);
  made->profile.name = request.profile.lexically_normal().string();
  if (made->findings.errors() == errors) made->reached = Draft::Stage::profile;
  if (made->reached == Draft::Stage::profile) begin_facts(*made);
  return made;
}

std::unique_ptr<Draft> draft(const Installation& installation, const Request& request) {
  std::unique_ptr<Draft> made = check_profile(installation, request);
  if (made->reached != Draft::Stage::profile) return made;
  const std::vector<Contribution> contributions = complete_facts(installation, request, *made);
  if (made->failed_closed) return made;
  const auto plan = [&](bool all) {
    Findings findings;
    gather_passages(installation, contributions, all, *made, findings);
    made->plan =
        make_plan({made->skeleton, made->passages, made->context(), made->unit(), request.seed, request.minutes});
    return findings;
  };
  Findings findings = plan(request.all_passages);
  // What cannot speak may tell what it waits for.
  if (!request.all_passages && is_short(made->plan)) findings = plan(true);
  made->findings.add(findings);
  if (request.all_passages) made->common.references.read_all();
  made->findings.add(made->common.references.findings());
  std::erase(made->bundles, nullptr);
  made->speech = make_speech(made->plan, made->context());
  made->reached = Draft::Stage::speech;
  return made;
}

std::unique_ptr<Draft> check_bundle(const Installation& installation, const Files& files,
                                    const std::filesystem::path& folder) {
  auto made = std::make_unique<Draft>();
  Candidate candidate = read_manifest(files, folder, made->sources);
  made->findings.add(candidate.findings);
  const std::string sector = candidate.manifest.sector;
  made->catalogue = find_bundles(installation.files, installation.plugins, made->sources, sector);
  made->common = read_common(installation);
  made->findings.add(made->common.findings);
  made->catalogue.candidates.push_back(std::move(candidate));
  const Candidate& checked = made->catalogue.candidates.back();
  if (checked.state != State::available || !made->common.complete) return made;
  made->bundles.push_back(&made->common.bundle.manifest);
  for (const Manifest* manifest : made->catalogue.for_sector(sector)) {
    if (manifest->id != checked.manifest.id) made->bundles.push_back(manifest);
  }
  made->bundles.push_back(&checked.manifest);
  make_schema(*made);
  Wanted wanted;
  wanted.all = true;
  read_passage_files(files, folder, made->sources, made->providers.back(), made->common.slots,
                     {made->schema, made->common.references}, wanted, made->passages, made->findings);
  return made;
}

}  // namespace lectern::host
