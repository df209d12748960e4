// SPDX-License-Identifier: Apache-2.0
#include "draft.hpp"

#include "catalogue/options.hpp"
#include "catalogue/overrides.hpp"
#include "catalogue/passage_file.hpp"
#include "catalogue/record.hpp"
#include "plugin/border.hpp"
#include "profile/derive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

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

std::vector<NamedFolder> Installation::names(const std::filesystem::path& bundle) const {
  std::vector<NamedFolder> out;
  if (!bundle.empty()) out.push_back({bundle, {}});
  // By both ways: its own files are read where the program finds it, a profile may be named by another path.
  for (const std::filesystem::path& folder : {data, files.resolve(data)})
    out.push_back({folder, fmt::format("{}profiles/", kInstalled)});
  if (!shipped_plugins.empty()) out.push_back({shipped_plugins, fmt::format("{}plugins/", kInstalled)});
  for (const SearchFolder& folder : plugins) out.push_back({folder.path, "plugin:"});
  return out;
}

CommonData read_common(const Installation& installation) {
  CommonData common(installation.names());
  common.slots = Slots::read(read_data(installation, "slots.info", common), common.findings);
  if (const Source* references =
          read_source(installation.files, installation.data / "references.info", common.sources, common.findings)) {
    common.references = References::open(*references, common.findings);
  } else {
    report_incomplete(common.findings.all().back().place, common);
  }
  const std::filesystem::path bundle = installation.data / "common";
  common.bundle = read_manifest(installation.files, bundle, common.sources, Owner::installation);
  common.findings.add(common.bundle.findings);
  if (common.bundle.state == State::broken) report_incomplete(common.findings.all().back().place, common);
  return common;
}

namespace {

void report_instead(const Manifest& manifest, const Manifest& instead, Findings& findings) {
  findings.note(
      "plugin-instead", manifest.place,
      message("plugin '{}' {} is used instead: {}", manifest.id, to_string(instead.version), instead.folder.string()),
      message("'lectern plugin why {}' shows all there are", manifest.id));
}

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

/// A broken bundle is reported, whatever its sector: nobody knows it.
void report_broken(Draft& draft) {
  for (const Candidate& candidate : draft.catalogue.candidates) {
    if (candidate.state != State::broken) continue;
    const Manifest& manifest = candidate.manifest;
    draft.findings.add(candidate.findings);
    draft.findings.warning("bundle-broken", manifest.place,
                           message("plugin '{}' is left out: its plugin.info has errors", manifest.id),
                           message("correct the file, or take the plugin's folder away"));
    if (const Manifest* instead = draft.catalogue.find(manifest.id)) report_instead(manifest, *instead, draft.findings);
  }
}

/// The sector's bundles join the common one: first those that came with the program. So of two that claim one thing the
/// error is in the other.
void join_bundles(const Installation& installation, std::string_view sector, Draft& draft) {
  draft.bundles.push_back(&draft.common.bundle.manifest);
  std::vector<const Manifest*> foreign;
  for (const Manifest* manifest : draft.catalogue.for_sector(sector)) {
    check_record(installation.files, *manifest, draft.findings);
    const bool has_known_id = installation.shipped.has(manifest->id);
    const std::optional<std::string> difference =
        has_known_id ? installation.shipped.first_difference(installation.files, *manifest) : std::nullopt;
    (has_known_id && !difference ? draft.bundles : foreign).push_back(manifest);
    if (difference)
      draft.findings.note(
          "plugin-replaced", manifest->place,
          message("plugin '{}' {} is not the one that came with Lectern, and speaks in its place", manifest->id,
                  to_string(manifest->version)),
          message("its '{}' is another; 'lectern plugin why {}' shows all there are", *difference, manifest->id));
  }
  draft.bundles.insert(draft.bundles.end(), foreign.begin(), foreign.end());
}

/// Of a plugin for the sector a version is used that is for another.
void report_other_sector(std::string_view sector, Draft& draft) {
  for (const Candidate& candidate : draft.catalogue.candidates) {
    if (candidate.state != State::shadowed || candidate.manifest.sector != sector) continue;
    const Manifest& used = *draft.catalogue.find(candidate.manifest.id);
    draft.findings.note("plugin-other-sector", used.place,
                        message("plugin '{}' {} is used, which speaks for the sector '{}'", used.id,
                                to_string(used.version), used.sector),
                        message("'lectern plugin why {}' shows all there are", used.id));
  }
}

bool find_sector(const Installation& installation, Draft& draft) {
  report_broken(draft);
  const Choosing sector = chosen(draft.layers, "sector");
  report_newer(sector.value, draft);
  const std::vector<std::string> known = draft.catalogue.sectors();
  if (std::find(known.begin(), known.end(), sector.value) == known.end()) {
    Message hint = did_you_mean(sector.value, {known.begin(), known.end()});
    const std::string sectors = fmt::format("{}", fmt::join(known, ", "));
    if (hint.empty())
      hint = sector.value.empty()
                 ? message("add: sector ID; there are plugins for: {}; any other unit is: sector general", sectors)
                 : message("there are plugins for: {}; any other unit is: sector general", sectors);
    draft.findings.error("sector-unknown", sector.value.empty() ? own_file(draft.layers) : sector.place,
                         sector.value.empty() ? message("the profile names no sector")
                                              : message("no plugin speaks for the sector '{}'", sector.value),
                         std::move(hint));
    report_other_sector(sector.value, draft);
    return false;
  }
  join_bundles(installation, sector.value, draft);
  return true;
}

/// Two bundles under one prefix would answer for each other's facts. The second is the newcomer.
void check_prefixes(const Manifest& other, const Manifest& manifest, Findings& findings) {
  for (std::size_t i = 0; i < manifest.prefixes.size(); ++i) {
    const std::string& prefix = manifest.prefixes[i];
    if (std::find(other.prefixes.begin(), other.prefixes.end(), prefix) == other.prefixes.end()) continue;
    findings.error("prefix-taken", manifest.prefix_places[i],
                   message("plugin '{}' claims the prefix '{}', which plugin '{}' has", manifest.id, prefix, other.id),
                   message("give '{}' another prefix, or take it away", manifest.id));
  }
}

/// What a bundle lets its units apply for must be among the choices of campaign.object.
void check_objects(const Manifest& manifest, const Schema& schema, Findings& findings) {
  const auto fact = schema.find("campaign.object");
  if (!fact) return;
  const ValueSpec& spec = schema[*fact].spec;
  std::vector<std::string_view> known;
  for (const Choice& choice : spec.choices) known.push_back(choice.id);
  for (const AllowedObject& object : manifest.objects) {
    if (spec.choice(object.id) != nullptr) continue;
    Message hint = did_you_mean(object.id, known);
    if (hint.empty()) hint = message("it may be: {}", fmt::format("{}", fmt::join(known, ", ")));
    findings.error("object-unknown", object.place, message("there is no campaign object '{}'", object.id),
                   std::move(hint));
  }
}

/// Adds the facts of a bundle to those of the bundles before it.
void join_schema(const Manifest& manifest, Draft& draft, Findings& findings) {
  for (const Manifest* other : draft.bundles) {
    if (other == &manifest) break;
    check_prefixes(*other, manifest, findings);
  }
  draft.providers.push_back({manifest.id, to_string(manifest.version), manifest.sector});
  read_facts(manifest.facts, manifest.id, manifest.prefixes, draft.schema, findings);
}

/// What facts there are: the common ones, and those of the bundles that speak here.
void make_schema(Draft& draft) {
  for (const Manifest* manifest : draft.bundles) join_schema(*manifest, draft, draft.findings);
  for (const Manifest* manifest : draft.bundles) check_objects(*manifest, draft.schema, draft.findings);
}

/// The profile's layers above what the sector's bundles say of most of their units.
Layers above_defaults(const Draft& draft) {
  Layers layers;
  for (const Manifest* manifest : draft.bundles) {
    if (!manifest->defaults.children.empty()) layers.push_back({manifest->place.source, manifest->defaults});
  }
  layers.insert(layers.end(), draft.layers.begin(), draft.layers.end());
  return layers;
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
  bool loaded = true;

  bool failed() const { return refused || contribution.failed; }
};

/// Marks the bundle as one that does not speak.
void leave_out(Draft& draft, const Manifest*& bundle) {
  draft.findings.note("plugin-left-out", bundle->place,
                      message("the speech is drafted without plugin '{}'", bundle->id));
  bundle = nullptr;
}

Ran run_here(const BorderInputs& inputs, Draft& draft, Findings& findings) {
  std::optional<Library> library = Library::load(inputs.manifest, findings);
  if (!library) return {{}, true, false};
  Ran ran{contribute(library->entry(), inputs, findings)};
  draft.libraries.push_back(std::move(*library));
  return ran;
}

Ran run_in_worker(const BorderInputs& inputs, const WorkerOptions& options, Findings& findings) {
  if (!check_object_file(library_path(inputs.manifest), inputs.manifest.place, findings)) return {{}, true, false};
  Worker worker(options, library_path(inputs.manifest));
  switch (load(worker, inputs.manifest, findings)) {
    case Loaded::fine:
      return {contribute(worker, inputs, findings)};
    case Loaded::refused:
      return {{}, true, false};
    case Loaded::lost:
      break;
  }
  return {{{}, {}, true}, false, false};
}

void report_fail_closed(const Manifest& manifest, Draft& draft) {
  draft.failed_closed = true;
  draft.findings.error(
      "plugin-fail-closed", draft.profile.plugins.fail_closed,
      message("plugin '{}' failed, and the profile says 'fail closed': there is no speech", manifest.id),
      message("mend the plugin, or write: plugins {{ fail open }}"));
}

/// What becomes of a bundle whose library cannot be loaded. Where there is another of its id, that is used instead: true,
/// and the draft begins again.
bool do_without(const Manifest& manifest, bool refused, const Findings& said, Draft& draft) {
  if (const Manifest* next = draft.catalogue.pass_over(manifest.folder)) {
    Findings& findings = draft.passed_over.findings;
    findings.add(said);
    report_instead(manifest, *next, findings);
    draft.passed_over.folders.push_back(manifest.folder);
    return true;
  }
  draft.findings.add(said);
  if (refused) {
    draft.findings.note("plugin-left-out", manifest.place,
                        message("the speech is drafted without plugin '{}'", manifest.id));
  } else {
    report_dropped(manifest, draft.findings);
  }
  return false;
}

WorkerOptions worker_options(const Installation& installation, const Request& request, const PluginRules& rules) {
  return {installation.worker, request.plugin_timeout.value_or(rules.timeout.value_or(kPluginTimeout)),
          request.allow_unprotected || rules.allow_unprotected};
}

/// Before a profile with errors is given up: whether a bundle was passed over that cannot be loaded. The errors may come of
/// what facts it declares.
bool pass_over_unloadable(const Installation& installation, const Request& request, Draft& draft) {
  for (const Manifest* manifest : draft.bundles) {
    const auto is_next = [manifest](const Candidate& candidate) {
      return candidate.state == State::shadowed && candidate.manifest.id == manifest->id;
    };
    const std::vector<Candidate>& all = draft.catalogue.candidates;
    if (manifest->library.empty() || std::none_of(all.begin(), all.end(), is_next)) continue;
    const WorkerOptions options = worker_options(installation, request, draft.profile.plugins);
    Findings said;
    if (!can_load(*manifest, installation, request.isolation, options, said))
      return do_without(*manifest, true, said, draft);
  }
  return false;
}

/// Runs the code of the sector's plugins. A bundle whose library is refused is left out whole, passages included. Nothing
/// where the draft begins again.
std::optional<std::vector<Contribution>> run_plugins(const Installation& installation, const Request& request,
                                                     Draft& draft) {
  std::vector<Contribution> out(draft.bundles.size());
  const Vocabulary vocabulary{draft.schema, draft.common.references};
  const PluginRules& rules = draft.profile.plugins;
  const auto is_apart = [&](const Manifest* manifest) {
    return !manifest->library.empty() && is_isolated(*manifest, installation, request.isolation);
  };
  SharedTime time(worker_options(installation, request, rules),
                  static_cast<std::size_t>(std::count_if(draft.bundles.begin(), draft.bundles.end(), is_apart)));
  for (std::size_t i = 0; i < draft.bundles.size(); ++i) {
    const Manifest& manifest = *draft.bundles[i];
    if (manifest.library.empty()) continue;
    const BorderInputs inputs{manifest,    draft.providers[i],    draft.common.slots, vocabulary,
                              draft.facts, draft.profile.options, draft.day,          request.verbose};
    Findings said;
    Ran ran = is_apart(&manifest) ? run_in_worker(inputs, time.next(), said) : run_here(inputs, draft, said);
    const bool fails_closed = ran.failed() && rules.fail_closed.source != nullptr;
    if (ran.loaded || fails_closed) {
      draft.findings.add(said);
    } else if (do_without(manifest, ran.refused, said, draft)) {
      return std::nullopt;
    }
    if (ran.refused) draft.bundles[i] = nullptr;
    if (fails_closed) report_fail_closed(manifest, draft);
    out[i] = std::move(ran.contribution);
  }
  return out;
}

/// A bundle whose defaults come to too much is left out whole, so that the speeches of others stay what they were.
void report_too_long(const std::vector<FactId>& defaults, Draft& draft) {
  constexpr std::string_view kCode = "default-too-long";
  for (const FactId id : defaults) {
    const FactSpec& spec = draft.schema[id];
    const auto is_same = [&](const Diagnostic& told) {
      return told.code == kCode && told.place.source == spec.default_place.source;
    };
    if (std::any_of(draft.findings.all().begin(), draft.findings.all().end(), is_same)) continue;
    draft.findings.error(kCode, spec.default_place,
                         message("with the default of '{}', those of plugin '{}' come to more than {} KiB", spec.key,
                                 spec.bundle, std::to_string(kMostDefaultBytes / 1024)),
                         message("let defaults name fewer others, and those be shorter"));
    const auto bundle = std::find_if(draft.bundles.begin(), draft.bundles.end(), [&](const Manifest* manifest) {
      return manifest != nullptr && manifest->id == spec.bundle;
    });
    if (bundle == draft.bundles.begin() || bundle == draft.bundles.end())
      continue;  // without common there is no speech
    leave_out(draft, *bundle);
    for (FactId fact = 0; fact < draft.schema.size(); ++fact) {
      if (draft.schema[fact].bundle == spec.bundle && draft.facts[fact].maker == Maker::host) draft.facts.set(fact, {});
    }
  }
}

void set_number(Draft& draft, FactId id, std::int64_t number) {
  Fact fact;
  fact.value.text = std::to_string(number);
  fact.maker = Maker::host;
  draft.facts.set(id, std::move(fact));
}

/// What conditions can ask of the day of the speech.
void count_days(Draft& draft) {
  if (!draft.day.date) return;
  set_number(draft, Schema::kMonth, month_of(*draft.day.date));
  const auto deadline = draft.schema.find("campaign.deadline");
  const auto last = deadline ? parse_date(draft.facts[*deadline].value.text) : std::nullopt;
  if (last && *last >= *draft.day.date)
    set_number(draft, Schema::kDaysLeft,
               (std::chrono::sys_days(*last) - std::chrono::sys_days(*draft.day.date)).count());
}

/// The profile's facts and what follows from them without a plugin.
void begin_facts(Draft& draft) {
  draft.facts = draft.profile.facts;
  Fact meeting;
  meeting.value.text = draft.skeleton.meeting;
  meeting.maker = Maker::host;
  draft.facts.set(Schema::kMeeting, std::move(meeting));
  if (const auto date = draft.schema.find("meeting.date")) draft.day.date = parse_date(draft.facts[*date].value.text);
  count_days(draft);
  report_too_long(apply_defaults({draft.schema, draft.common.references}, draft.day, draft.facts, draft.findings),
                  draft);
  for (std::size_t i = draft.bundles.size(); i-- != 0;) {
    if (draft.bundles[i] != nullptr) continue;
    const auto at = static_cast<std::ptrdiff_t>(i);
    draft.bundles.erase(draft.bundles.begin() + at);
    draft.providers.erase(draft.providers.begin() + at);
  }
}

/// The defaults are there for the plugins to read; now what they derive, and then the defaults that build on that.
std::optional<std::vector<Contribution>> complete_facts(const Installation& installation, const Request& request,
                                                        Draft& draft) {
  const Vocabulary vocabulary{draft.schema, draft.common.references};
  std::optional<std::vector<Contribution>> contributions = run_plugins(installation, request, draft);
  if (!contributions) return std::nullopt;
  resolve_references(draft.schema, draft.common.references, draft.day.date, draft.facts);  // those the plugins used
  for (std::size_t i = 0; i < contributions->size(); ++i) {
    const Provider& provider = draft.providers[i];
    for (Derivation& derived : (*contributions)[i].derived)
      apply_derived(std::move(derived), fmt::format("{} {}", provider.id, provider.version), draft.schema, draft.facts,
                    draft.findings);
  }
  Findings again(0);  // the same as the first time
  report_too_long(apply_defaults(vocabulary, draft.day, draft.facts, again), draft);
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
    if (is_choice && draft.facts[id].given()) wanted.values.emplace(id, draft.facts[id].value.text);
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

/// What the profile says about the speech as a whole: who speaks how, and how much may be proposed.
Style style_of(const Draft& draft) {
  const auto fact = draft.schema.find("speaker.style");
  const std::string& style = draft.facts[fact.value_or(0)].value.text;
  if (!fact || style.empty() || style == "plain") return Style::plain;
  return style == "formal" ? Style::formal : Style::vivid;
}

std::size_t proposals_of(const Draft& draft) {
  const auto fact = draft.schema.find("proposals");
  if (!fact) return 0;
  const std::string& given = draft.facts[*fact].value.text;
  std::size_t count = 0;
  std::from_chars(given.data(), given.data() + given.size(), count);
  return count;
}

}  // namespace

bool is_isolated(const Manifest& manifest, const Installation& installation, Isolation isolation) {
  switch (isolation) {
    case Isolation::foreign:
      return !installation.shipped.has_code_of(installation.files, manifest);
    case Isolation::all:
      return true;
    case Isolation::none:
      return false;
  }
  return true;
}

bool can_load(const Manifest& manifest, const Installation& installation, Isolation isolation,
              const WorkerOptions& options, Findings& findings) {
  if (manifest.library.empty()) return true;
  return is_isolated(manifest, installation, isolation) ? try_in_worker(manifest, options, findings)
                                                        : Library::load(manifest, findings).has_value();
}

std::string_view Draft::unit() const {
  const auto name = schema.find("unit.name");
  return name ? std::string_view(facts[*name].value.text) : std::string_view();
}

namespace {

/// Up to the typed profile, with what was passed over.
std::unique_ptr<Draft> begin(const Installation& installation, const Request& request, Draft::PassedOver passed_over) {
  auto made = std::make_unique<Draft>();
  made->sources.name_folders(installation.names());
  std::optional<Layers> layers =
      read_layers(installation.files, request.profile, request.settings, made->sources, made->findings);
  const std::string sector = layers ? chosen(*layers, "sector").value : std::string();
  made->catalogue = find_bundles(installation.files, installation.plugins, made->sources, sector);
  for (const std::filesystem::path& folder : passed_over.folders) made->catalogue.pass_over(folder);
  made->findings.add(passed_over.findings);
  made->passed_over = std::move(passed_over);
  made->common = read_common(installation);
  made->findings.add(made->common.findings);
  if (!layers || !made->common.complete) return made;
  made->layers = std::move(*layers);
  made->reached = Draft::Stage::layers;
  const bool has_sector = find_sector(installation, *made);
  const bool has_skeleton = find_skeleton(installation, *made);
  if (!has_sector || !has_skeleton) return made;
  make_schema(*made);
  const std::size_t errors = made->findings.errors();
  made->profile = type_profile(above_defaults(*made), made->schema, made->findings);
  made->profile.name = request.profile.lexically_normal().string();
  check_options(made->profile.options, made->bundles, made->catalogue, made->findings);
  if (made->findings.errors() == errors) made->reached = Draft::Stage::profile;
  if (made->reached == Draft::Stage::profile) begin_facts(*made);
  return made;
}

}  // namespace

std::unique_ptr<Draft> check_profile(const Installation& installation, const Request& request) {
  return begin(installation, request, {});
}

std::unique_ptr<Draft> draft(const Installation& installation, const Request& request) {
  std::unique_ptr<Draft> made = check_profile(installation, request);
  std::optional<std::vector<Contribution>> completed;
  for (;;) {
    const bool is_typed = made->reached == Draft::Stage::profile;
    if (is_typed) completed = complete_facts(installation, request, *made);
    if (completed || (!is_typed && !pass_over_unloadable(installation, request, *made))) break;
    Draft::PassedOver passed_over{made->passed_over.folders, made->passed_over.findings, nullptr};
    passed_over.before = std::move(made);
    made = begin(installation, request, std::move(passed_over));
  }
  if (!completed || made->failed_closed) return made;
  const std::vector<Contribution>& contributions = *completed;
  const auto plan = [&](bool all) {
    Findings findings;
    gather_passages(installation, contributions, all, *made, findings);
    made->plan = make_plan({made->skeleton, made->passages, made->context(), made->unit(), request.seed,
                            request.minutes, style_of(*made), proposals_of(*made)});
    return findings;
  };
  Findings findings = plan(request.all_passages);
  // What cannot speak may tell what it waits for.
  if (!request.all_passages && !short_slots(made->plan.body).empty()) findings = plan(true);
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
  made->sources.name_folders(installation.names(folder));
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
  for (const Candidate& other : made->catalogue.candidates) {
    const Manifest& manifest = other.manifest;
    if (other.state != State::available || manifest.id == checked.manifest.id) continue;
    if (manifest.sector == sector || manifest.sector == kAnySector) {
      made->bundles.push_back(&manifest);
    } else if (sector == kAnySector) {  // it will speak beside this one too
      check_prefixes(manifest, checked.manifest, made->findings);
    }
  }
  Findings of_others;  // not this bundle's
  for (const Manifest* manifest : made->bundles) join_schema(*manifest, *made, of_others);
  made->bundles.push_back(&checked.manifest);
  join_schema(checked.manifest, *made, made->findings);
  check_objects(checked.manifest, made->schema, made->findings);
  Wanted wanted;
  wanted.all = true;
  read_passage_files(files, folder, made->sources, made->providers.back(), made->common.slots,
                     {made->schema, made->common.references}, wanted, made->passages, made->findings);
  return made;
}

}  // namespace lectern::host
