// SPDX-License-Identifier: Apache-2.0
#include "inspect/said.hpp"

namespace lectern::host {

Trials* working_trials(Subject& subject, Verdict& verdict) {
  Trials* trials = subject.trials(verdict);
  if (trials == nullptr || trials->works()) return trials;
  verdict.skip(message("the library cannot be loaded, or gives no speech when every fact is given"));
  return nullptr;
}

std::vector<std::pair<Message, const Outcome*>> ordinary_speeches(Trials& trials) {
  std::vector<std::pair<Message, const Outcome*>> out{{message("with every fact given"), &*trials.baseline().outcome}};
  for (const Trial& trial : trials.tampered(Tamper::missing)) {
    if (trial.tried.outcome) out.emplace_back(trial.circumstance, &*trial.tried.outcome);
  }
  return out;
}

void for_each_said_text(Trials& trials,
                        const std::function<void(const RecordedCall& call, const std::string& text)>& see) {
  Once once;
  for (const auto& [circumstance, outcome] : ordinary_speeches(trials)) {
    for (const RecordedCall& call : outcome->calls) {
      const HostCall kind = call_of(call);
      if (kind != HostCall::offer && kind != HostCall::derive && kind != HostCall::derive_row &&
          kind != HostCall::report)
        continue;
      for (const std::string& text : call.texts) {
        if (once(text)) see(call, text);
      }
    }
  }
}

void for_each_offer(Trials& trials, const std::function<void(const OfferedPassage& offered)>& see) {
  for (const auto& [circumstance, outcome] : ordinary_speeches(trials)) {
    for (const RecordedCall& call : outcome->calls) {
      if (call_of(call) != HostCall::offer || call.texts.size() < RecordedCall::kFirstWording) continue;
      const std::span<const std::string> wordings = std::span(call.texts).subspan(RecordedCall::kFirstWording);
      see({*outcome, call.texts[0], call.texts[1], call.texts[3] != "0", wordings});
    }
  }
}

void for_each_wording(Trials& trials,
                      const std::function<void(const OfferedPassage& offered, const std::string& text)>& see) {
  Once once;
  for_each_offer(trials, [&](const OfferedPassage& offered) {
    for (const std::string& text : offered.wordings) {
      if (once(text)) see(offered, text);
    }
  });
}

}  // namespace lectern::host
