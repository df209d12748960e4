// SPDX-License-Identifier: Apache-2.0
//
// One speech of a plugin, written down: every call it makes of the host and what it is answered. The host is the real one
// (listen() and Border); the recorder stands between the two, and answers otherwise where a scenario says so.
#pragma once

#include "plugin/border.hpp"
#include "plugin/worker.hpp"
#include "render/render.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

/// What is wrong with the answers about one fact.
enum class Tamper { none, missing, empty, wrong_type, huge, invalid };

/// The functions of lectern_host.
enum class HostCall { fact, cell, option, derive, derive_row, offer, report, log, extension };
std::string_view name_of(HostCall call);

/// How long the host's structure is, and which minor it gives.
enum class HostForm {
  ours,
  oldest,  ///< 1.0, with nothing readable behind its last field
  newer    ///< a later minor with more fields
};

/// A speech as it may be asked for.
struct Scenario {
  const Facts* facts = nullptr;
  std::string key;  ///< the fact that is tampered with
  Tamper tamper = Tamper::none;
  std::optional<HostCall> failing;  ///< always answers `answer`
  std::int32_t answer = LECTERN_OK;
  std::size_t cancelled_after = std::numeric_limits<std::size_t>::max();  ///< calls; then all are refused
  HostForm form = HostForm::ours;
  bool takes_back = false;  ///< what was lent cannot be read once contribute has returned
};

/// A call, with its texts as they are: they need not be UTF-8.
struct RecordedCall {
  static constexpr std::size_t kFirstCell = 3;
  static constexpr std::size_t kFirstWording = 5;

  int call = 0;  ///< HostCall
  /// Of derive: key, value, sources. Of derive_row: key, columns, sources, and from kFirstCell on its cells. Of offer: id,
  /// slot, priority, number of headings, what decides when it speaks, and from kFirstWording on all its wordings.
  std::vector<std::string> texts;
  std::int32_t status = 0;
  friend bool operator==(const RecordedCall&, const RecordedCall&) = default;
};

/// What the host had to say about a plugin's calls, as text in the user's language.
struct HostFinding {
  std::string code;
  std::string text;
  std::string hint = {};  ///< where one was asked for
};

/// What became of a speech.
struct Outcome {
  bool created = false;
  std::int32_t status = LECTERN_OK;  ///< of contribute
  bool reported = false;             ///< the plugin told something
  bool flooded = false;              ///< more calls, or more bytes in them, than are written down
  std::vector<RecordedCall> calls;
  std::vector<HostFinding> findings;

  /// Whether another speech was the same to the user.
  bool same_as(const Outcome& other) const {
    return created == other.created && status == other.status && calls == other.calls;
  }
};

/// Whether the recorder can have written this: known calls, with as many texts as each has.
bool is_possible(const Outcome& outcome);

/// Runs the plugin in this process for one speech. `facts` of `inputs` are those the scenario names.
Outcome record(const lectern_plugin& entry, const BorderInputs& inputs, const Scenario& scenario, const Tongue& tongue);

/// The same in a worker that has loaded its library. Nothing when it is lost. Scenario::takes_back means nothing there.
std::optional<Outcome> record(Worker& worker, const BorderInputs& inputs, const Scenario& scenario,
                              const Tongue& tongue);

}  // namespace lectern::host
