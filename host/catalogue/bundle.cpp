// SPDX-License-Identifier: Apache-2.0
#include "catalogue/bundle.hpp"

#include "source/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace lectern::host {
namespace {

void read_identity(Fields& fields, const Node& root, Owner owner, Manifest& manifest, Findings& findings) {
  manifest.id = fields.required("id");
  if (!manifest.id.empty() && owner == Owner::author) check_bundle_id(manifest.id, place_of(root, "id"), findings);
  manifest.name = fields.required("name");
  const std::string_view version = fields.required("version");
  if (const auto parsed = parse_version(version)) {
    manifest.version = *parsed;
  } else if (!version.empty()) {
    findings.error("version-malformed", place_of(root, "version"), message("'{}' is no version", version),
                   message("write it as MAJOR.MINOR.PATCH"));
  }
}

void check_library(const Manifest& manifest, const Node& root, Findings& findings) {
  // A library elsewhere would be code that did not come with the bundle.
  if (manifest.library.find('/') != std::string::npos || manifest.library == "..")
    findings.error("library-path", place_of(root, "library"),
                   message("the library '{}' is not in the bundle's folder", manifest.library),
                   message("give its file name only"));
}

// What is looked through for every word or fact stays short. The common bundle has 20 prefixes, a sector some 20 terms.
constexpr std::size_t kMostPrefixes = 100;
constexpr std::size_t kMostTerms = 1'000;
constexpr std::size_t kMostOptions = 100;

/// The value of a key that must have one.
std::string value_of(const Node& node, Findings& findings) {
  if (node.value.empty())
    findings.error("value-missing", node.place, message("'{}' has no value", node.key),
                   message("write: {} \"...\"", node.key));
  return std::string(node.value);
}

AllowedObject read_object(const Node& node, Findings& findings) {
  AllowedObject object{value_of(node, findings), {}, {}, node.value_place()};
  Fields fields(node, findings);
  object.from = read_date(fields, "from", node, findings);
  object.to = read_date(fields, "to", node, findings);
  fields.finish();
  if (object.from && object.to && *object.to <= *object.from)
    findings.error("object-days", place_of(node, "to"),
                   message("'{}' ends before it begins: from {} to {}", node.value, iso(*object.from), iso(*object.to)),
                   message("'to' is the first day on which it no longer holds"));
  return object;
}

Terms read_terms(const Node& node, Findings& findings) {
  Terms terms;
  Fields fields(node, findings);
  std::vector<const Node*> owns = fields.many("own");
  keep_first(owns, kMostTerms, "own", node.place, findings);
  for (const Node* own : owns) terms.own.push_back(value_of(*own, findings));
  std::vector<const Node*> avoids = fields.many("avoid");
  keep_first(avoids, kMostTerms, "avoid", node.place, findings);
  for (const Node* avoid : avoids) {
    AvoidedTerm avoided{value_of(*avoid, findings), {}, {}, {}, avoid->value_place()};
    Fields inside(*avoid, findings);
    avoided.say = inside.optional("say");
    avoided.note = inside.optional("note");
    std::vector<const Node*> exceptions = inside.many("except");
    keep_first(exceptions, kMostTerms, "except", avoid->place, findings);
    for (const Node* except : exceptions) {
      avoided.except.push_back(value_of(*except, findings));
      if (except->value.find(avoided.term) == std::string::npos)
        findings.error("term-except", except->value_place(),
                       message("'{}' does not hold '{}', so it is no exception", except->value, avoided.term),
                       message("an exception is a longer word with the avoided one in it"));
    }
    inside.finish();
    terms.avoided.push_back(std::move(avoided));
  }
  fields.finish();
  return terms;
}

bool is_option_name(std::string_view name) {
  return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string_view::npos;
}

OptionSpec read_option(const Node& node, Findings& findings) {
  OptionSpec option{value_of(node, findings), {}, {}, node.value_place()};
  if (!option.name.empty() && !is_option_name(option.name))
    findings.error("key-malformed", node.value_place(), message("'{}' is no name of an option", option.name),
                   message("use lower-case letters, digits, _ and hyphens"));
  Fields fields(node, findings);
  option.spec = read_value_spec(node, fields, findings);
  option.note = fields.optional("note");
  fields.finish();
  if (has_rows(option.spec.type))
    findings.error("type-unknown", place_of(node, "type"), message("an option cannot be a list or a table"),
                   message("make several options of it"));
  if (!option.spec.units.empty())
    findings.error("key-unknown", place_of(node, "unit"), message("an option has no unit of measure"),
                   message("say it in the label"));
  return option;
}

void read_options(Fields& fields, const Node& root, Manifest& manifest, Findings& findings) {
  std::vector<const Node*> nodes = fields.many("option");
  keep_first(nodes, kMostOptions, "option", root.place, findings);
  for (const Node* node : nodes) {
    OptionSpec option = read_option(*node, findings);
    if (const OptionSpec* same = manifest.option(option.name))
      findings.error("key-repeated", node->value_place(), message("'{}' stands here a second time", name_of(*node)),
                     message("keep one of them; the first is in line {}", std::to_string(same->place.line)));
    manifest.options.push_back(std::move(option));
  }
}

/// Of several candidates with one id, leaves one available: the first of the newest.
void shadow(std::vector<Candidate>& candidates) {
  std::map<std::string_view, const Candidate*> best;
  for (const Candidate& candidate : candidates) {
    if (candidate.state != State::available) continue;
    const Candidate*& leader = best[candidate.manifest.id];
    if (leader == nullptr || candidate.manifest.version > leader->manifest.version) leader = &candidate;
  }
  for (Candidate& candidate : candidates) {
    if (candidate.state != State::available) continue;
    const Candidate* leader = best[candidate.manifest.id];
    if (leader == &candidate) continue;
    candidate.state = State::shadowed;
    const std::string newer = to_string(leader->manifest.version);
    const std::string where = leader->manifest.folder.string();
    candidate.reason = leader->manifest.version == candidate.manifest.version
                           ? message("the same version {} comes earlier in the search path: {}", newer, where)
                           : message("a newer version {} is used: {}", newer, where);
  }
}

}  // namespace

const OptionSpec* Manifest::option(std::string_view option_name) const {
  const auto found = std::find_if(options.begin(), options.end(),
                                  [option_name](const OptionSpec& option) { return option.name == option_name; });
  return found == options.end() ? nullptr : &*found;
}

const Manifest* Catalogue::find(std::string_view id) const {
  for (const Candidate& candidate : candidates) {
    if (candidate.state == State::available && candidate.manifest.id == id) return &candidate.manifest;
  }
  return nullptr;
}

std::vector<const Manifest*> Catalogue::for_sector(std::string_view sector) const {
  std::vector<const Manifest*> out;
  for (const Candidate& candidate : candidates) {
    const Manifest& manifest = candidate.manifest;
    if (candidate.state == State::available && (manifest.sector == sector || manifest.sector == kAnySector))
      out.push_back(&manifest);
  }
  std::sort(out.begin(), out.end(), [](const Manifest* a, const Manifest* b) { return a->id < b->id; });
  return out;
}

std::vector<std::string> Catalogue::sectors() const {
  std::vector<std::string> out;
  for (const Candidate& candidate : candidates) {
    if (candidate.state == State::available && candidate.manifest.sector != kAnySector)
      out.push_back(candidate.manifest.sector);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

const Manifest* Catalogue::pass_over(const std::filesystem::path& folder) {
  const auto passed = std::find_if(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
    return candidate.state == State::available && candidate.manifest.folder == folder;
  });
  if (passed == candidates.end()) return nullptr;
  const auto is_next = [&](const Candidate& candidate) {
    return candidate.state == State::shadowed && candidate.manifest.id == passed->manifest.id;
  };
  if (std::none_of(candidates.begin(), candidates.end(), is_next)) return nullptr;
  passed->state = State::passed_over;
  passed->reason = message("its library cannot be loaded");
  for (Candidate& candidate : candidates) {
    if (is_next(candidate))
      candidate = {std::move(candidate.manifest), State::available, {}, std::move(candidate.findings)};
  }
  shadow(candidates);
  return find(passed->manifest.id);
}

namespace {

std::string_view value_at(const Node& root, std::string_view key) {
  const auto found =
      std::find_if(root.children.begin(), root.children.end(), [key](const Node& child) { return child.key == key; });
  return found == root.children.end() ? std::string_view() : found->value;
}

/// MAJOR.MINOR, as a Version.
std::optional<Version> parse_requirement(std::string_view text) {
  return std::count(text.begin(), text.end(), '.') == 1 ? parse_version(std::string(text) + ".0") : std::nullopt;
}

/// Whether the bundle says that it wants a later Lectern. Looked at before anything else: what a later one understands
/// would be an unknown key here.
bool needs_newer(const Node& root, Candidate& candidate) {
  const auto wanted = parse_requirement(value_at(root, "requires"));
  Version ours = host_version();
  if (!wanted || *wanted <= ours) return false;
  Manifest& manifest = candidate.manifest;
  manifest.id = value_at(root, "id");
  manifest.name = value_at(root, "name");
  manifest.version = parse_version(value_at(root, "version")).value_or(Version{});
  manifest.sector = value_at(root, "sector");
  if (manifest.id.empty()) manifest.id = manifest.folder.filename().string();
  const auto in_short = [](const Version& version) { return fmt::format("{}.{}", version.parts[0], version.parts[1]); };
  const std::string needed = in_short(*wanted);
  candidate.state = State::needs_newer;
  candidate.reason = message("it needs Lectern {}, this is {}", needed, in_short(ours));
  candidate.findings.error(
      "bundle-requires", place_of(root, "requires"),
      message("plugin '{}' needs Lectern {}, this is {}", manifest.id, needed, in_short(ours)),
      message("install Lectern {} or later, or a version of the plugin that suits this one", needed));
  return true;
}

void read_requirement(Fields& fields, const Node& root, Findings& findings) {
  const std::string_view wanted = fields.optional("requires");
  if (!wanted.empty() && !parse_requirement(wanted))
    findings.error("version-malformed", place_of(root, "requires"), message("'{}' is no version of Lectern", wanted),
                   message("write it as MAJOR.MINOR"));
}

void understand(std::optional<Node> root, Owner owner, Candidate& candidate) {
  Manifest& manifest = candidate.manifest;
  Findings& findings = candidate.findings;
  if (root) {
    manifest.place = root->place;
    if (needs_newer(*root, candidate)) return;
    Fields fields(*root, findings);
    read_requirement(fields, *root, findings);
    read_identity(fields, *root, owner, manifest, findings);
    manifest.sector = fields.required("sector");
    std::vector<const Node*> prefixes = fields.many("prefix");
    keep_first(prefixes, kMostPrefixes, "prefix", root->place, findings);
    for (const Node* prefix : prefixes) {
      manifest.prefixes.emplace_back(value_of(*prefix, findings));
      manifest.prefix_places.push_back(prefix->value_place());
      if (owner == Owner::author) check_prefix(manifest.prefixes.back(), manifest.prefix_places.back(), findings);
    }
    manifest.library = fields.optional("library");
    check_library(manifest, *root, findings);
    manifest.summary = fields.optional("summary");
    for (const Node* object : fields.many("object")) manifest.objects.push_back(read_object(*object, findings));
    read_options(fields, *root, manifest, findings);
    if (const Node* terms = fields.one("terms")) manifest.terms = read_terms(*terms, findings);
    for (const Node* name : fields.many("unit_name")) manifest.names.emplace_back(value_of(*name, findings));
    fields.one("defaults");
    fields.one("facts");
    fields.finish();
    if (const auto defaults = std::find_if(root->children.begin(), root->children.end(),
                                           [](const Node& child) { return child.key == "defaults"; });
        defaults != root->children.end())
      manifest.defaults = std::move(*defaults);
    const auto facts = std::find_if(root->children.begin(), root->children.end(),
                                    [](const Node& child) { return child.key == "facts"; });
    if (facts != root->children.end()) manifest.facts = std::move(*facts);
  }
  if (!root && !findings.all().empty()) manifest.place.source = findings.all().front().place.source;
  if (findings.errors() != 0) {
    candidate.state = State::broken;
    candidate.reason = message("its plugin.info has errors");
    if (manifest.id.empty()) manifest.id = manifest.folder.filename().string();
  }
}

/// The bundle, if what stands before its facts and terms, a tenth of a manifest, tells that it does not speak for the sector.
/// Whatever is unusual there is left to the whole file.
std::optional<Candidate> read_other(const Files& files, const std::filesystem::path& folder, std::string_view sector,
                                    Sources& sources) {
  const std::filesystem::path path = folder / kManifestName;
  const Files::Reading reading = files.read(path, kMostFileBytes);
  const std::size_t end = std::min(reading.text.find("\nfacts"), reading.text.find("\nterms"));
  if (end == std::string::npos) return std::nullopt;
  Candidate candidate;
  candidate.manifest.folder = folder;
  const Source& head = sources.add(path.string(), reading.text.substr(0, end + 1));
  understand(read_info(head, candidate.findings), Owner::author, candidate);
  const std::string& speaks_for = candidate.manifest.sector;
  const bool other = candidate.state == State::available && speaks_for != sector && speaks_for != kAnySector;
  return other ? std::optional(std::move(candidate)) : std::nullopt;
}

}  // namespace

Candidate read_manifest(const Files& files, const std::filesystem::path& folder, Sources& sources, Owner owner) {
  Candidate candidate;
  candidate.manifest.folder = folder;
  understand(read_info_file(files, folder / kManifestName, sources, candidate.findings), owner, candidate);
  return candidate;
}

Catalogue find_bundles(const Files& files, const std::vector<SearchFolder>& folders, Sources& sources,
                       std::optional<std::string_view> sector) {
  Catalogue catalogue;
  for (const SearchFolder& folder : folders) {
    for (const std::string& name : files.list(folder.path)) {
      const std::filesystem::path bundle = folder.path / name;
      const std::vector<std::string> inside = files.list(bundle);
      if (std::find(inside.begin(), inside.end(), kManifestName) == inside.end()) continue;
      std::optional<Candidate> other = sector ? read_other(files, bundle, *sector, sources) : std::nullopt;
      catalogue.candidates.push_back(other ? std::move(*other) : read_manifest(files, bundle, sources));
      catalogue.candidates.back().manifest.recorded =
          std::find(inside.begin(), inside.end(), kRecordName) != inside.end();
    }
  }
  shadow(catalogue.candidates);
  return catalogue;
}

}  // namespace lectern::host
