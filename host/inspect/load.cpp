// SPDX-License-Identifier: Apache-2.0
//
// What happens when the library is loaded, and what its entry says.
#include "inspect/legible.hpp"
#include "inspect/subject.hpp"
#include "inspect/trials.hpp"

#include <algorithm>

namespace lectern::host {
namespace {

constexpr std::uint64_t kLongest = 100;  // ms

Message in_words(std::string_view said) {
  const std::string text = legible(said, kLongestFinding);
  return Message::quoted(text, text);
}

/// The trial, where the process came to its end.
const LoadTrial* loading(Subject& subject, Verdict& verdict) {
  Trials* trials = subject.trials(verdict);
  if (trials == nullptr) return nullptr;
  const LoadTrial& made = trials->loading();
  if (made.ended.answered()) return &made;
  verdict.skip(message("the library does not survive being loaded"));
  return nullptr;
}

void survives(Subject& subject, Verdict& verdict) {
  Trials* trials = subject.trials(verdict);
  if (trials == nullptr) return;
  const Ended& ended = trials->loading().ended;
  if (ended.how == Ended::How::not_started || ended.would_multiply()) return verdict.skip(how_it_ended(ended));
  const bool behind_loading = ended.step == 2 || ended.step == 3;  // other checks tell of these
  if (ended.how == Ended::How::rubbish || (!ended.answered() && !behind_loading))
    verdict.fault(subject.place(), how_it_ended(ended), {}, ended.printed);
}

bool is_of_entry(std::string_view code) { return code.starts_with("abi-") || code.starts_with("entry-"); }
bool is_of_identity(std::string_view code) { return code == "entry-id" || code == "entry-version"; }

template <typename Wanted>
void tell(Subject& subject, Verdict& verdict, Wanted wanted) {
  const LoadTrial* made = loading(subject, verdict);
  if (made == nullptr) return;
  for (const HostFinding& finding : made->findings) {
    if (wanted(finding.code)) verdict.fault(subject.place(), in_words(finding.text), in_words(finding.hint));
  }
}

void loads(Subject& subject, Verdict& verdict) {
  tell(subject, verdict, [](std::string_view code) { return !is_of_entry(code); });
}

void entry_fits(Subject& subject, Verdict& verdict) {
  tell(subject, verdict, [](std::string_view code) { return is_of_entry(code) && !is_of_identity(code); });
}

void entry_agrees(Subject& subject, Verdict& verdict) { tell(subject, verdict, is_of_identity); }

std::string words(const Denied& denied) { return denied.path.empty() ? denied.call : denied.call + " " + denied.path; }

/// What is denied to it, and who looks where the kernel does not.
template <typename Wanted>
void tell_denied(Subject& subject, Verdict& verdict, Wanted wanted) {
  Trials* trials = subject.trials(verdict);
  if (trials == nullptr) return;
  const Ended& ended = trials->loading().ended;
  if (!ended.watched) return verdict.skip(message("this kernel cannot watch system calls (seccomp)"));
  for (const Denied& denied : ended.denied) {
    if (denied.step != 0 && wanted(denied))
      verdict.fault(subject.place(), message("loading it calls {}", words(denied)));
  }
}

bool is_of_folder(std::string_view call) { return call == "chdir" || call == "fchdir"; }
bool is_of_timers(std::string_view call) { return call == "setitimer" || call == "alarm" || call == "timer_create"; }

void writes_nothing(Subject& subject, Verdict& verdict) {
  tell_denied(subject, verdict, [](const Denied& denied) {
    return denied.call != "thread" && !is_of_folder(denied.call) && !is_of_timers(denied.call);
  });
  Trials* trials = subject.trials(verdict);
  if (trials != nullptr && trials->loading().ended.answered() && !trials->loading().ended.printed.empty())
    verdict.fault(subject.place(), message("loading it prints: {}", legible(trials->loading().ended.printed)));
}

void starts_no_thread(Subject& subject, Verdict& verdict) {
  if (Trials* trials = subject.trials(verdict); trials != nullptr && trials->loading().ended.would_multiply())
    return verdict.fault(subject.place(), how_it_ended(trials->loading().ended));
  tell_denied(subject, verdict, [](const Denied& denied) { return denied.call == "thread"; });
}

template <typename Wanted>
void tell_changed(Subject& subject, Verdict& verdict, Wanted wanted) {
  const LoadTrial* made = loading(subject, verdict);
  if (made == nullptr) return;
  for (const std::string& part : made->changed) {
    if (wanted(part))
      verdict.fault(subject.place(), message("loading it changes: {}", subject.request.tongue(name_of_part(part))));
  }
}

void keeps_locale(Subject& subject, Verdict& verdict) {
  tell_changed(subject, verdict, [](std::string_view part) { return part == "locale"; });
}
void keeps_environment(Subject& subject, Verdict& verdict) {
  tell_changed(subject, verdict, [](std::string_view part) { return part == "environment"; });
}
void keeps_folder(Subject& subject, Verdict& verdict) {
  tell_denied(subject, verdict, [](const Denied& denied) { return is_of_folder(denied.call); });
  tell_changed(subject, verdict, [](std::string_view part) { return part == "folder" || part == "mask"; });
}
void keeps_signals(Subject& subject, Verdict& verdict) {
  tell_denied(subject, verdict, [](const Denied& denied) { return is_of_timers(denied.call); });
  tell_changed(subject, verdict, [](std::string_view part) { return part == "signals" || part == "timers"; });
}
void keeps_files(Subject& subject, Verdict& verdict) {
  tell_changed(subject, verdict, [](std::string_view part) { return part == "files"; });
}

void is_quick(Subject& subject, Verdict& verdict) {
  const LoadTrial* made = loading(subject, verdict);
  if (made != nullptr && made->milliseconds > kLongest)
    verdict.fault(subject.place(), message("loading it takes more than {} ms", std::to_string(kLongest)));
}

/// Whether this step was the last. What writes into other files may have done so at any.
bool ended_at(const LoadTrial& made, std::uint32_t step) {
  return !made.ended.answered() && made.ended.how != Ended::How::rubbish && made.ended.step == step;
}

void unloads(Subject& subject, Verdict& verdict) {
  Trials* trials = subject.trials(verdict);
  if (trials == nullptr) return;
  const LoadTrial& made = trials->loading();
  if (ended_at(made, 2)) return verdict.fault(subject.place(), how_it_ended(made.ended), {}, made.ended.printed);
  if (!made.loaded) return verdict.skip(message("the library cannot be loaded"));
  if (made.stays) verdict.fault(subject.place(), message("the library is still there after it was unloaded"));
}

void knows_no_stranger(Subject& subject, Verdict& verdict) {
  Trials* trials = subject.trials(verdict);
  if (trials == nullptr) return;
  if (!trials->loading().loaded) return verdict.skip(message("the library cannot be loaded"));
  if (!trials->loading().has_extensions) return;
  const Trials::Stranger made = trials->stranger();
  // What does not even start is told by another check.
  if (!made.ended.answered() && made.ended.step == 1)
    return verdict.fault(subject.place(), how_it_ended(made.ended), {}, made.ended.printed);
  if (made.known) verdict.fault(subject.place(), message("it gives something for an id nobody has defined"));
}

}  // namespace

std::vector<Check> load_checks() {
  constexpr CheckGroup kGroup = CheckGroup::load;
  constexpr Severity kError = Severity::error;
  const Message no_constructor =
      message("do nothing before contribute is called: no constructors of globals, no attribute constructor");
  return {
      {"load-crashes", kGroup, kError, message("the library survives being loaded"), no_constructor, &survives},
      {"load-fails", kGroup, kError, message("the library can be loaded at once and for itself"),
       message("link it with -Wl,-z,defs"), &loads},
      {"entry-fields", kGroup, kError, message("every field of lectern_plugin_v1 fits this host"),
       message("build the plugin with the SDK of this host"), &entry_fits},
      {"entry-names", kGroup, kError, message("library and plugin.info agree on id and version"),
       message("plugin.info and the library must agree: build the bundle again as a whole"), &entry_agrees},
      {"load-writes", kGroup, kError, message("loading it writes, prints, connects and starts nothing"), no_constructor,
       &writes_nothing},
      {"load-thread", kGroup, kError, message("loading it starts no thread"), no_constructor, &starts_no_thread},
      {"load-locale", kGroup, kError, message("loading it leaves the locale alone"), no_constructor, &keeps_locale},
      {"load-environment", kGroup, kError, message("loading it leaves the environment alone"), no_constructor,
       &keeps_environment},
      {"load-folder", kGroup, kError, message("loading it leaves the current folder alone"), no_constructor,
       &keeps_folder},
      {"load-signals", kGroup, kError, message("loading it leaves signals and timers alone"), no_constructor,
       &keeps_signals},
      {"load-files", kGroup, kError, message("loading it leaves no file open"), no_constructor, &keeps_files},
      {"load-slow", kGroup, Severity::warning, message("loading it takes less than 100 ms"), no_constructor, &is_quick},
      {"extension-unknown", kGroup, kError, message("it gives null for an extension it does not know"),
       message("compare the id and the revision; answer null for all others"), &knows_no_stranger},
      {"unload", kGroup, kError, message("it can be unloaded"),
       message("take destructors of globals, thread-local objects and unique symbols away"), &unloads},
  };
}

}  // namespace lectern::host
