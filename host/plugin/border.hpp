// SPDX-License-Identifier: Apache-2.0
//
// The plugin border: what a plugin's code may ask and say during one speech, and what the host makes of it. All that a
// plugin gives is checked here; nothing of the plugin is trusted or kept but copies.
#pragma once

#include "catalogue/passage.hpp"
#include "profile/derive.hpp"
#include "profile/profile.hpp"

#include <lectern/plugin.h>

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

/// What a plugin gave for one speech.
struct Contribution {
  std::vector<Derivation> derived;
  std::vector<Passage> passages;
  bool failed = false;  ///< then it is empty, and findings say why
};

/// What a plugin's code is given for one speech.
struct BorderInputs {
  const Manifest& manifest;
  const Provider& provider;
  const Slots& slots;
  const Vocabulary& vocabulary;
  const Facts& facts;
  const std::vector<Option>& options;
  SpeechDay day;
  bool verbose = false;  ///< whether the lines it logs become notes
};

/// Answers one plugin's calls. Knows nothing of pointers and sizes: see contribute.cpp.
class Border {
 public:
  Border(const BorderInputs& inputs, Contribution& contribution, Findings& findings)
      : inputs_(inputs), contribution_(contribution), findings_(findings) {}

  std::int32_t fact(std::string_view key, lectern_fact& out);
  std::int32_t cell(std::string_view key, std::uint64_t row, std::string_view column, lectern_fact& out);
  std::int32_t option(std::string_view name, lectern_text& out) const;
  std::int32_t derive(std::string_view key, std::string_view value, const std::vector<std::string_view>& from);
  /// `cells`: columns and what stands in them.
  std::int32_t derive_row(std::string_view key, const std::vector<std::pair<std::string, std::string>>& cells,
                          const std::vector<std::string_view>& from);
  std::int32_t offer(Offer offer);
  /// What a report is about: a fact, a row of it (counted from 1; 0: all of it), a column of that.
  struct Subject {
    std::string_view key;
    std::uint64_t row_number = 0;
    std::string_view column;
  };
  std::int32_t report(Diagnostic diagnostic, const Subject& subject);
  void log(std::string_view words);

  /// Reports a call whose arguments cannot even be read, or that is over a limit.
  std::int32_t invalid(Message what, Message hint);
  std::int32_t refused(Message what, Message hint);

  /// Whether the user has been told anything, by the plugin or about its calls.
  bool has_reported() const { return faults_ != 0 || reports_ != 0; }

 private:
  void complain(std::string_view code, Message what, Message hint);
  void count_fault();
  /// Tells the author, once, of a name that nobody declares: what is misspelt would look like a fact that is not given.
  void tell_unknown(std::string_view name, Message what, Message hint);
  void tell_unknown_key(std::string_view key);
  void tell_unknown_column(std::string_view key, const FactSpec& spec, std::string_view column);
  Place place_of(const Subject& subject);
  /// What holds of every derived fact. Nothing, and `status` what the call is to answer, where it may not be derived.
  std::optional<Derivation> derivation(std::string_view key, const std::vector<std::string_view>& from, bool with_rows,
                                       std::size_t bytes, std::int32_t& status);
  /// Counts what is given for the speech; false when it is too much.
  bool has_room(std::size_t bytes);
  std::int32_t no_room();
  /// After a hundred faulty calls: a plugin that goes on and on fills neither the screen nor the memory.
  bool is_given_up() const;

  const BorderInputs& inputs_;
  Contribution& contribution_;
  Findings& findings_;
  std::size_t faults_ = 0;  ///< calls that were turned down
  std::size_t reports_ = 0;
  std::size_t given_bytes_ = 0;  ///< derived, offered and reported
  std::size_t derived_rows_ = 0;
  std::size_t logged_lines_ = 0;
  std::size_t logged_bytes_ = 0;
  std::set<std::string, std::less<>> told_unknown_;
};

/// What a plugin's functions answered for one speech. `contribute` is called only after a `create` that succeeded.
struct Answers {
  std::int32_t create = LECTERN_OK;
  std::int32_t contribute = LECTERN_OK;
};

/// The host as the plugin's functions see it.
struct Faces {
  const lectern_host& creating;
  const lectern_host& contributing;
};

/// Makes an instance, lets it contribute, and ends it.
Answers speak(const lectern_plugin& entry, const Faces& faces);

/// Lets a plugin's code speak to the host, wherever it runs. Nothing when it ended without an answer; whoever ran it
/// has told why.
using Speak = std::function<std::optional<Answers>(const Faces&)>;

/// Listens to a plugin's code for one speech.
Contribution listen(const Speak& speak, const BorderInputs& inputs, Findings& findings);

/// Runs the plugin's code for one speech in this process: the worker (plugin/worker.hpp) does the same in another.
Contribution contribute(const lectern_plugin& entry, const BorderInputs& inputs, Findings& findings);

/// Says that nothing of what a plugin's code gave is used.
void report_dropped(const Manifest& manifest, Findings& findings);

}  // namespace lectern::host
