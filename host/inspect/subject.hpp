// SPDX-License-Identifier: Apache-2.0
//
// The bundle that is looked at, as the checks see it. What takes time is read when a check first asks for it.
#pragma once

#include "inspect/inspect.hpp"
#include "inspect/object.hpp"

#include <deque>
#include <memory>

namespace lectern::host {

class Trials;

/// How a check says what it found.
class Verdict {
 public:
  /// `most`: how many faults are told.
  Verdict(Checked& checked, std::size_t most) : checked_(checked), most_(most) {}

  /// Without `mend`, the check's own.
  void fault(const Place& place, Message seen, Message mend = {}, std::string detail = {});
  /// A finding of the host, under the check's code.
  void fault(const Diagnostic& finding);
  /// Counts a fault that would not be told any more; false where it would. For what may be found very often: the place
  /// and the hint are what takes time.
  bool only_counts();
  /// It cannot be told here. A check that found something before has still found it.
  void skip(Message why);

 private:
  Checked& checked_;
  std::size_t most_;
};

class Subject {
 public:
  /// Both must outlive it.
  Subject(const Installation& installation, const InspectRequest& request);
  ~Subject();
  Subject(const Subject&) = delete;
  Subject& operator=(const Subject&) = delete;
  Subject(Subject&&) = delete;
  Subject& operator=(Subject&&) = delete;

  const Installation& installation;
  const InspectRequest& request;
  Sources sources;
  CommonData common;
  Candidate bundle;
  Provider provider;
  Schema schema;
  Findings fact_findings;     ///< of reading its facts
  Findings passage_findings;  ///< of reading its passages
  std::vector<Passage> passages;

  const Manifest& manifest() const { return bundle.manifest; }
  const Place& place() const { return bundle.manifest.place; }
  Vocabulary vocabulary() { return {schema, common.references}; }
  bool has_code() const { return !bundle.manifest.library.empty(); }
  std::filesystem::path library_path() const { return bundle.manifest.folder / bundle.manifest.library; }

  /// The bytes of the library; empty where they cannot be read.
  const std::string& library_bytes();
  /// What stands against loading the library, told by the host.
  const Findings& library_findings();
  /// The library as a file; null where there is none that can be read, and the check skipped.
  const ObjectFile* object();
  const ObjectFile* object(Verdict& verdict);
  /// The processes in which its code was tried; null, and the check skipped, where it has none or cannot be tried.
  Trials* trials(Verdict& verdict);

  /// False, and the check skipped, where the bundle has no passages.
  bool has_passages(Verdict& verdict) const;
  /// All bundles that are installed.
  const Catalogue& installed();
  /// Where a fact of this bundle is declared.
  Place place_of_fact(std::string_view key) const;

 private:
  /// The protections that this machine lacks, where that keeps the code from being tried.
  const std::string& lacking();

  bool library_read_ = false;
  std::string library_bytes_;
  Findings library_findings_;
  std::optional<ObjectFile> object_;
  std::unique_ptr<Trials> trials_;
  std::optional<Catalogue> installed_;
  std::optional<std::string> lacking_;
};

/// Calls `see(id, spec)` with every fact this bundle declares.
template <typename See>
void for_each_own_fact(const Subject& subject, See see) {
  for (FactId fact = 0; fact < subject.schema.size(); ++fact) {
    if (subject.schema[fact].bundle == subject.manifest().id) see(fact, subject.schema[fact]);
  }
}

}  // namespace lectern::host
