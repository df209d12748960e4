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
  explicit Verdict(Checked& checked) : checked_(checked) {}

  /// Without `mend`, the check's own.
  void fault(const Place& place, Message seen, Message mend = {}, std::string detail = {});
  /// A finding of the host, under the check's code.
  void fault(const Diagnostic& finding);
  /// It cannot be told here. A check that found something before has still found it.
  void skip(Message why);

 private:
  Checked& checked_;
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
  /// The library as a file; null, and the check skipped, where there is none that can be read.
  const ObjectFile* object(Verdict& verdict);
  /// The processes in which its code was tried; null, and the check skipped, where it has none or cannot be tried.
  Trials* trials(Verdict& verdict);

 private:
  /// The protections that this machine lacks, where that keeps the code from being tried.
  const std::string& lacking();

  bool library_read_ = false;
  std::string library_bytes_;
  Findings library_findings_;
  std::optional<ObjectFile> object_;
  std::unique_ptr<Trials> trials_;
  std::optional<std::string> lacking_;
};

/// Calls `see` with every template of a passage.
template <typename See>
void for_each_template(const Passage& passage, See see) {
  for (const auto* forms : {&passage.headings, &passage.texts, &passage.shorts, &passage.items, &passage.firsts,
                            &passage.lasts, &passage.onlys}) {
    for (const Template& form : *forms) see(form);
  }
}

}  // namespace lectern::host
