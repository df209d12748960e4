// SPDX-License-Identifier: Apache-2.0
#include "catalogue/bundle.hpp"

#include "source/fields.hpp"

#include "profile/profile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace lectern::host {
namespace {

bool is_id(std::string_view text) {
  return !text.empty() && text.front() != '-' && text.back() != '-' &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

void read_identity(Fields& fields, const Node& root, Manifest& manifest, Findings& findings) {
  manifest.id = fields.required("id");
  if (!manifest.id.empty()) check_bundle_id(manifest.id, place_of(root, "id"), findings);
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
  for (const Node* own : fields.many("own")) terms.own.push_back(value_of(*own, findings));
  for (const Node* avoid : fields.many("avoid")) {
    AvoidedTerm avoided{value_of(*avoid, findings), {}, {}, {}, avoid->value_place()};
    Fields inside(*avoid, findings);
    avoided.say = inside.optional("say");
    avoided.note = inside.optional("note");
    for (const Node* except : inside.many("except")) {
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

void check_bundle_id(std::string_view id, const Place& place, Findings& findings) {
  if (!is_id(id))
    findings.error("id-malformed", place, message("'{}' is no bundle id", id),
                   message("use lower-case letters, digits and hyphens"));
  if (id == kProfileBundle)
    findings.error("id-malformed", place, message("'{}' is no bundle id", id),
                   message("it stands for the passages of a profile: choose another"));
}

std::optional<Version> parse_version(std::string_view text) {
  Version version;
  for (std::size_t i = 0; i < version.parts.size(); ++i) {
    const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), version.parts[i]);
    if (fault != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    const bool last = i + 1 == version.parts.size();
    if (last != text.empty() || (!last && text.front() != '.')) return std::nullopt;
    if (!last) text.remove_prefix(1);
  }
  return version;
}

Version host_version() { return *parse_version(LECTERN_VERSION); }

std::string to_string(const Version& version) { return fmt::format("{}", fmt::join(version.parts, ".")); }

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

void understand(std::optional<Node> root, Candidate& candidate) {
  Manifest& manifest = candidate.manifest;
  Findings& findings = candidate.findings;
  if (root) {
    manifest.place = root->place;
    if (needs_newer(*root, candidate)) return;
    Fields fields(*root, findings);
    read_requirement(fields, *root, findings);
    read_identity(fields, *root, manifest, findings);
    manifest.sector = fields.required("sector");
    for (const Node* prefix : fields.many("prefix")) {
      manifest.prefixes.emplace_back(value_of(*prefix, findings));
      manifest.prefix_places.push_back(prefix->value_place());
    }
    manifest.library = fields.optional("library");
    check_library(manifest, *root, findings);
    manifest.summary = fields.optional("summary");
    for (const Node* object : fields.many("object")) manifest.objects.push_back(read_object(*object, findings));
    if (const Node* terms = fields.one("terms")) manifest.terms = read_terms(*terms, findings);
    fields.one("facts");
    fields.finish();
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
  understand(read_info(head, candidate.findings), candidate);
  const std::string& speaks_for = candidate.manifest.sector;
  const bool other = candidate.state == State::available && speaks_for != sector && speaks_for != kAnySector;
  return other ? std::optional(std::move(candidate)) : std::nullopt;
}

}  // namespace

Candidate read_manifest(const Files& files, const std::filesystem::path& folder, Sources& sources) {
  Candidate candidate;
  candidate.manifest.folder = folder;
  understand(read_info_file(files, folder / kManifestName, sources, candidate.findings), candidate);
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
