// SPDX-License-Identifier: Apache-2.0
//
// What the code gave in the trials, as the checks of its texts go through it.
#pragma once

#include "inspect/trials.hpp"

#include <functional>
#include <set>
#include <span>

namespace lectern::host {

/// The trials, where the library works; null, and the check skipped, where another check says why it does not.
Trials* working_trials(Subject& subject, Verdict& verdict);

/// The speeches of profiles there could be: all facts given, and each missing in turn. Of trials that work.
std::vector<std::pair<Message, const Outcome*>> ordinary_speeches(Trials& trials);

/// Lets each thing through once, however many speeches show it.
class Once {
 public:
  bool operator()(const std::string& what) { return said_.insert(what).second; }

 private:
  std::set<std::string> said_;
};

inline HostCall call_of(const RecordedCall& call) { return static_cast<HostCall>(call.call); }

/// Calls `see` with every text the code gives the host, once each.
void for_each_said_text(Trials& trials,
                        const std::function<void(const RecordedCall& call, const std::string& text)>& see);

/// A passage that the code offers.
struct OfferedPassage {
  const Outcome& outcome;  ///< of the speech
  const std::string& id;
  const std::string& slot;
  bool has_heading;
  std::span<const std::string> wordings;  ///< headings, texts, short forms, rows
};
void for_each_offer(Trials& trials, const std::function<void(const OfferedPassage& offered)>& see);

/// Calls `see` with each of their wordings, once each.
void for_each_wording(Trials& trials,
                      const std::function<void(const OfferedPassage& offered, const std::string& text)>& see);

}  // namespace lectern::host
