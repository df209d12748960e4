// SPDX-License-Identifier: Apache-2.0
//
// What can be told from the files of a bundle, before any of its code runs.
#include "inspect/subject.hpp"

#include "source/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

// ---- plugin.info ----

/// The host's findings about the manifest and its facts that have one of the codes; or, without codes, those that no
/// other check tells.
using Codes = std::vector<std::string_view>;

const std::array<Codes, 5> kManifestCodes = {Codes{"key-missing", "value-missing"}, Codes{"id-malformed"},
                                             Codes{"version-malformed"},
                                             Codes{"type-unknown", "choice-mismatch", "key-reserved", "default-type",
                                                   "derived-type", "column-mismatch", "key-malformed", "key-prefix"},
                                             Codes{"library-path"}};

bool holds(const Codes& codes, std::string_view code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool is_of_others(std::string_view code) {
  return std::any_of(kManifestCodes.begin(), kManifestCodes.end(),
                     [code](const Codes& codes) { return holds(codes, code); });
}

template <typename Wanted>
void tell_manifest(const Subject& subject, Verdict& verdict, Wanted wanted) {
  for (const Findings* findings : {&subject.bundle.findings, &subject.fact_findings}) {
    for (const Diagnostic& finding : findings->all()) {
      if (wanted(finding.code)) verdict.fault(finding);
    }
  }
}

void complete(Subject& subject, Verdict& verdict) {
  tell_manifest(subject, verdict, [](std::string_view code) { return holds(kManifestCodes[0], code); });
  if (!subject.manifest().id.empty() && subject.manifest().summary.empty())
    verdict.fault(subject.place(), message("plugin.info has no summary"), message("add: {} ...", "summary"));
}

void well_formed(Subject& subject, Verdict& verdict) {
  tell_manifest(subject, verdict, [](std::string_view code) { return !is_of_others(code); });
}

void id(Subject& subject, Verdict& verdict) {
  tell_manifest(subject, verdict, [](std::string_view code) { return holds(kManifestCodes[1], code); });
}

void version(Subject& subject, Verdict& verdict) {
  tell_manifest(subject, verdict, [](std::string_view code) { return holds(kManifestCodes[2], code); });
}

void fact_declarations(Subject& subject, Verdict& verdict) {
  tell_manifest(subject, verdict, [](std::string_view code) { return holds(kManifestCodes[3], code); });
}

void library_path(Subject& subject, Verdict& verdict) {
  tell_manifest(subject, verdict, [](std::string_view code) { return holds(kManifestCodes[4], code); });
}

void objects(Subject& subject, Verdict& verdict) {
  const auto fact = subject.schema.find("campaign.object");
  if (!fact) return;
  const ValueSpec& spec = subject.schema[*fact].spec;
  std::vector<std::string_view> known;
  for (const Choice& choice : spec.choices) known.push_back(choice.id);
  for (const AllowedObject& object : subject.manifest().objects) {
    Message hint = did_you_mean(object.id, known);
    if (hint.empty()) hint = message("it may be: {}", fmt::format("{}", fmt::join(known, ", ")));
    if (spec.choice(object.id) == nullptr)
      verdict.fault(object.place, message("there is no campaign object '{}'", object.id), hint);
  }
}

/// Those of the common bundle, and of all that are installed: a profile could not tell whose fact it gives.
void prefixes(Subject& subject, Verdict& verdict) {
  const Manifest& own = subject.manifest();
  std::vector<const Manifest*> others{&subject.common.bundle.manifest};
  for (const Candidate& candidate : subject.installed().candidates) {
    if (candidate.state == State::available) others.push_back(&candidate.manifest);
  }
  for (const Manifest* other : others) {
    for (std::size_t i = 0; other->id != own.id && i < own.prefixes.size(); ++i) {
      if (std::find(other->prefixes.begin(), other->prefixes.end(), own.prefixes[i]) != other->prefixes.end())
        verdict.fault(own.prefix_places[i], message("the bundles '{}' and '{}' both claim the prefix '{}'", other->id,
                                                    own.id, own.prefixes[i]));
    }
  }
}

void examples(Subject& subject, Verdict& verdict) {
  for_each_own_fact(subject, [&](FactId, const FactSpec& spec) {
    if (has_rows(spec.spec.type)) return;
    const Place place = subject.place_of_fact(spec.key);
    if (spec.example.empty() && spec.maker != Maker::plugin && spec.spec.type != Type::choice)
      verdict.fault(place, message("the fact '{}' has no example", spec.key));
    if (!spec.example.empty() && type_fault(spec.example, spec.spec))
      verdict.fault(place, message("'{}' cannot be '{}'", spec.key, spec.example),
                    *type_fault(spec.example, spec.spec));
  });
}

void derived_facts(Subject& subject, Verdict& verdict) {
  if (subject.has_code()) return;
  for_each_own_fact(subject, [&](FactId, const FactSpec& spec) {
    if (spec.maker == Maker::plugin)
      verdict.fault(subject.place_of_fact(spec.key),
                    message("'{}' is to be derived, and the bundle has no library that could", spec.key));
  });
}

// ---- The passages and the folder ----

void tell_passages(const Subject& subject, Verdict& verdict, const Codes& codes, bool of_these) {
  for (const Diagnostic& finding : subject.passage_findings.all()) {
    if (holds(codes, finding.code) == of_these) verdict.fault(finding);
  }
}

const Codes kFactCodes = {"template", "condition", "each-unknown"};
const Codes kSlotCodes = {"slot-unknown"};

void passage_files(Subject& subject, Verdict& verdict) {
  Codes others = kFactCodes;
  others.insert(others.end(), kSlotCodes.begin(), kSlotCodes.end());
  tell_passages(subject, verdict, others, false);
}

void passage_facts(Subject& subject, Verdict& verdict) { tell_passages(subject, verdict, kFactCodes, true); }

void passage_slots(Subject& subject, Verdict& verdict) { tell_passages(subject, verdict, kSlotCodes, true); }

void says_something(Subject& subject, Verdict& verdict) {
  if (!subject.has_code() && subject.passages.empty() && subject.passage_findings.errors() == 0)
    verdict.fault(subject.place(), message("the bundle has neither passages nor a library"));
}

bool is_folder(const std::filesystem::path& path) {
  std::error_code fault;
  return std::filesystem::is_directory(path, fault);
}

/// What lies in passages/ and is no passage file.
void stray_passages(const Subject& subject, Verdict& verdict) {
  const std::filesystem::path folder = subject.manifest().folder / kPassageFolder;
  for (const std::string& name : subject.installation.files.list(folder)) {
    const std::string path = fmt::format("{}/{}", kPassageFolder, name);
    if (is_folder(folder / name)) {
      verdict.fault(subject.place(), message("nobody reads the folder '{}'", path),
                    message("put its files into {}/ itself", kPassageFolder));
    } else if (!name.ends_with(".info")) {
      verdict.fault(subject.place(), message("nobody reads the file '{}'", path));
    }
  }
}

/// A library that goes with the bundle's.
bool is_carried(Subject& subject, const std::string& name) {
  const ObjectFile* object = subject.object();
  return object != nullptr && std::find(object->needed.begin(), object->needed.end(), name) != object->needed.end();
}

void stray_files(Subject& subject, Verdict& verdict) {
  // A project may be a bundle itself; these are its own.
  constexpr std::array<std::string_view, 4> kOfProject = {"tests", "build", "doc", "docs"};
  const std::filesystem::path& folder = subject.manifest().folder;
  stray_passages(subject, verdict);
  for (const std::string& name : subject.installation.files.list(folder)) {
    if (is_folder(folder / name)) {
      const bool known = name == kPassageFolder || name.starts_with('.') ||
                         std::find(kOfProject.begin(), kOfProject.end(), name) != kOfProject.end();
      if (!known)
        verdict.fault(subject.place(), message("nobody reads the folder '{}'", name),
                      did_you_mean(name, {kPassageFolder}));
      continue;
    }
    const bool looks_read = name.ends_with(".so") || name.ends_with(".info");
    if (looks_read && name != kManifestName && name != subject.manifest().library && !is_carried(subject, name))
      verdict.fault(subject.place(), message("nobody reads the file '{}'", name));
  }
}

}  // namespace

std::vector<Check> file_checks() {
  constexpr CheckGroup kGroup = CheckGroup::files;
  constexpr Severity kError = Severity::error;
  constexpr Severity kWarning = Severity::warning;
  return {
      {"manifest-incomplete", kGroup, kError, message("plugin.info says all it must, and a summary"),
       message("add what is missing"), &complete},
      {"manifest-malformed", kGroup, kError, message("plugin.info can be read, and has no unknown or repeated key"),
       message("correct the file"), &well_formed},
      {"id-malformed", kGroup, kError, message("the id is lower-case letters, digits and hyphens"),
       message("choose another id"), &id},
      {"version-malformed", kGroup, kError, message("the version is MAJOR.MINOR.PATCH"), message("correct the version"),
       &version},
      {"library-path", kGroup, kError, message("the library lies in the bundle's folder"),
       message("give its file name only"), &library_path},
      {"object-unknown", kGroup, kError, message("every object is a choice of campaign.object"),
       message("name one of its choices"), &objects},
      {"prefix-taken", kGroup, kError, message("the prefixes are the bundle's own"),
       message("give one of them another prefix"), &prefixes},
      {"fact-malformed", kGroup, kError, message("every fact is declared as the SDK's guide says"),
       message("correct the declaration"), &fact_declarations},
      {"fact-example", kGroup, kWarning, message("every fact has an example that is a value of its type"),
       message("add: {} ...", "example"), &examples},
      {"fact-underived", kGroup, kError, message("derived facts have code that derives them"),
       message("take 'derived yes' away, or name the library"), &derived_facts},
      {"passage-malformed", kGroup, kError, message("every passage can be read"), message("correct the passage"),
       &passage_files},
      {"passage-fact", kGroup, kError, message("passages name facts and ways that there are"),
       message("declare the fact, or correct its key"), &passage_facts},
      {"passage-slot", kGroup, kError, message("passages are for slots that there are"),
       message("name a slot that the SDK's guide lists, under \"Passages\""), &passage_slots},
      {"bundle-silent", kGroup, kError, message("the bundle has something to say"),
       message("add passages, or the library"), &says_something},
      {"file-stray", kGroup, kWarning, message("every file and folder in the bundle is read"),
       message("name passage files *.info and put them into passages/, or take it away"), &stray_files},
  };
}

}  // namespace lectern::host
