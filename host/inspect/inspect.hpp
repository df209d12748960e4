// SPDX-License-Identifier: Apache-2.0
//
// `lectern plugin check`: looks at one bundle from all sides, without drafting from it. Each group of checks has a file
// of its own, with its part of the table: code, severity, what is expected, how to mend it.
#pragma once

#include "draft.hpp"
#include "render/render.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

class Subject;
class Verdict;

/// Where a check looks: at the files, at loading the library, at what its code does, at what the passages say.
enum class CheckGroup { files, load, behaviour, content };
std::string_view name_of(CheckGroup group);

/// How what a check finds is told: each with the line it points at and a hint, or all in a list, a line each.
enum class Telling { full, list };

/// A line of the table.
struct Check {
  std::string_view code;  ///< stable
  CheckGroup group;
  Severity severity;  ///< of what it finds
  Message expected;   ///< what is so where all is well
  Message mend;
  void (*look)(Subject& subject, Verdict& verdict);
  Telling telling = Telling::full;
};

/// Every check, in the order in which they run: the table.
const std::vector<Check>& all_checks();

/// The table's parts, each in the file of its group.
std::vector<Check> file_checks();
std::vector<Check> library_checks();
std::vector<Check> load_checks();
std::vector<Check> behaviour_checks();
std::vector<Check> wording_checks();
std::vector<Check> content_checks();

/// One thing that is not as expected. `said` has the check's code, what was seen, and how to mend it.
struct Fault {
  Diagnostic said;
  std::string detail;  ///< lines to look at: a difference, a profile that shows the fault; may be empty
};

/// What one check came to. What a check of severity note finds fails nothing.
struct Checked {
  enum class State { passed, noted, failed, skipped };
  const Check* check = nullptr;
  State state = State::passed;
  Message why_skipped;
  std::vector<Fault> faults;
  std::size_t left_out = 0;  ///< faults beyond the first
};

struct InspectRequest {
  std::filesystem::path bundle;
  std::filesystem::path golden;        ///< folder of PROFILE.info and PROFILE.txt; empty: there is none
  std::vector<std::string_view> only;  ///< codes, of which all faults are told; none: every check, and the first faults
  Tongue tongue;                       ///< for what comes out of a process as text
  bool allow_unprotected = false;      ///< its code is also tried where the machine has no protection from it
};

/// What came of it. `findings` says why nothing could be checked; then `checks` is empty.
struct Inspection {
  std::string id;
  std::string version;
  std::vector<Checked> checks;
  Findings findings;
  std::shared_ptr<Subject> subject;  ///< what the findings point into

  std::size_t count(Checked::State state) const;
};

/// Checks the bundle. Never null; its findings point into it.
std::unique_ptr<Inspection> inspect(const Installation& installation, const InspectRequest& request);

/// The result as JSON, and as JUnit's XML. `command` is how the check is run again, without --only.
std::string inspection_json(const Inspection& inspection, const std::string& command, const Tongue& tongue);
std::string inspection_junit(const Inspection& inspection, const std::string& command, const Tongue& tongue);

}  // namespace lectern::host
