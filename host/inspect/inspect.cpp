// SPDX-License-Identifier: Apache-2.0
#include "inspect/inspect.hpp"

#include "catalogue/passage_file.hpp"
#include "inspect/subject.hpp"
#include "inspect/trials.hpp"
#include "plugin/worker.hpp"

#include <algorithm>

namespace lectern::host {

namespace {

/// The installation's own bundle may be checked too.
Owner owner_of(const Installation& installation, const std::filesystem::path& bundle) {
  std::error_code ignored;
  return std::filesystem::equivalent(installation.data / kCommonBundle, bundle, ignored) ? Owner::installation
                                                                                         : Owner::author;
}

constexpr std::size_t kMostFaults = 20;                // of one check; the first ones show what is wrong
constexpr std::size_t kMostOfOne = 10'000;             // of one that was asked for by its code
constexpr std::size_t kMostLibraryBytes = 256U << 20;  // larger ones are no plugins

}  // namespace

std::string_view name_of(CheckGroup group) {
  switch (group) {
    case CheckGroup::files:
      return "static";
    case CheckGroup::load:
      return "load";
    case CheckGroup::behaviour:
      return "behaviour";
    case CheckGroup::content:
      return "content";
  }
  return {};
}

std::size_t Inspection::count(Checked::State state) const {
  return static_cast<std::size_t>(
      std::count_if(checks.begin(), checks.end(), [state](const Checked& checked) { return checked.state == state; }));
}

// ---- What a check says ----

bool Verdict::only_counts() {
  if (checked_.faults.size() < most_) return false;
  ++checked_.left_out;
  return true;
}

void Verdict::fault(const Place& place, Message seen, Message mend, std::string detail) {
  if (only_counts()) return;
  const Check& check = *checked_.check;
  checked_.state = check.severity == Severity::note ? Checked::State::noted : Checked::State::failed;
  if (mend.empty()) mend = check.mend;
  checked_.faults.push_back(
      {{check.severity, std::string(check.code), place, std::move(seen), std::move(mend)}, std::move(detail)});
}

void Verdict::fault(const Diagnostic& finding) { fault(finding.place, finding.message, finding.hint); }

void Verdict::skip(Message why) {
  if (!checked_.faults.empty()) return;
  checked_.state = Checked::State::skipped;
  checked_.why_skipped = std::move(why);
}

// ---- What a check looks at ----

Subject::Subject(const Installation& given, const InspectRequest& asked)
    : installation(given),
      request(asked),
      sources(given.names(asked.bundle)),
      common(read_common(given)),
      bundle(read_manifest(given.files, asked.bundle, sources, owner_of(given, asked.bundle))) {
  const Manifest& said = bundle.manifest;
  provider = {said.id, to_string(said.version), said.sector};
  Findings known;  // the common bundle's are the installation's
  const Manifest& shared = common.bundle.manifest;
  if (shared.id != said.id) read_facts(shared.facts, shared.id, shared.prefixes, schema, known);
  read_facts(said.facts, said.id, said.prefixes, schema, fact_findings);
  Wanted wanted;
  wanted.all = true;
  read_passage_files(given.files, said.folder, sources, provider, common.slots, vocabulary(), wanted, passages,
                     passage_findings);
}

Subject::~Subject() = default;

const std::string& Subject::library_bytes() {
  if (!library_read_) {
    library_read_ = true;
    library_bytes_ = installation.files.read(library_path(), kMostLibraryBytes).text;
    check_object_file(library_path(), place(), library_findings_);
  }
  return library_bytes_;
}

const Findings& Subject::library_findings() {
  library_bytes();
  return library_findings_;
}

const ObjectFile* Subject::object() {
  if (!has_code() || !library_findings().all().empty()) return nullptr;
  if (!object_) object_ = read_object_apart(library_bytes());
  return &*object_;
}

const ObjectFile* Subject::object(Verdict& verdict) {
  const ObjectFile* read = object();
  if (read == nullptr)
    verdict.skip(has_code() ? message("the library cannot be read") : message("the bundle has no library"));
  return read;
}

Trials* Subject::trials(Verdict& verdict) {
  if (object(verdict) == nullptr) return nullptr;
  if (bundle.state == State::broken) {
    verdict.skip(message("its plugin.info has errors"));
    return nullptr;
  }
  if (!lacking().empty()) {
    verdict.skip(message("this machine lacks {}; --allow-unprotected runs its code all the same", lacking()));
    return nullptr;
  }
  if (!trials_) trials_ = std::make_unique<Trials>(*this);
  return trials_.get();
}

bool Subject::has_passages(Verdict& verdict) const {
  if (passages.empty()) verdict.skip(message("the bundle has no passages"));
  return !passages.empty();
}

const Catalogue& Subject::installed() {
  if (!installed_) installed_ = find_bundles(installation.files, installation.plugins, sources);
  return *installed_;
}

Place Subject::place_of_fact(std::string_view key) const {
  for (const Node& node : manifest().facts.children) {
    if (node.value == key) return node.value_place();
  }
  return place();
}

const std::string& Subject::lacking() {
  if (!lacking_) {
    Worker worker({installation.worker}, {});
    const std::optional<Protections> protections = worker.protections();
    lacking_ = protections && !request.allow_unprotected ? missing_protections(*protections) : std::string();
  }
  return *lacking_;
}

// ---- All checks ----

const std::vector<Check>& all_checks() {
  static const std::vector<Check> table = [] {
    std::vector<Check> made;
    for (const auto part :
         {&file_checks, &library_checks, &load_checks, &behaviour_checks, &wording_checks, &content_checks}) {
      for (Check& check : part()) made.push_back(std::move(check));
    }
    return made;
  }();
  return table;
}

std::unique_ptr<Inspection> inspect(const Installation& installation, const InspectRequest& request) {
  auto made = std::make_unique<Inspection>();
  made->subject = std::make_shared<Subject>(installation, request);
  Subject& subject = *made->subject;
  if (!subject.common.complete) {
    made->findings.add(subject.common.findings);
    return made;
  }
  made->id = subject.manifest().id;
  made->version = to_string(subject.manifest().version);
  const auto wanted = [&](const Check& check) {
    return request.only.empty() ||
           std::find(request.only.begin(), request.only.end(), check.code) != request.only.end();
  };
  for (const Check& check : all_checks()) {
    if (!wanted(check)) continue;
    Checked& checked = made->checks.emplace_back();
    checked.check = &check;
    Verdict verdict(checked, request.only.empty() ? kMostFaults : kMostOfOne);
    check.look(subject, verdict);
  }
  return made;
}

}  // namespace lectern::host
