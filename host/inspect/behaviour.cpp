// SPDX-License-Identifier: Apache-2.0
//
// What the code does when it is asked for speeches: what it gives, and whether anything but the facts changes that.
#include "check/placeholder.hpp"
#include "inspect/figures.hpp"
#include "inspect/fuzzing.hpp"
#include "inspect/legible.hpp"
#include "inspect/said.hpp"
#include "inspect/subject.hpp"
#include "inspect/trials.hpp"

#include <locale.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <memory>
#include <set>

namespace lectern::host {
namespace {

constexpr unsigned kSpeeches = 1000;  // for a leak to show
/// Bytes; one leaked instance a speech makes more.
constexpr std::int64_t most_growth(std::int64_t speeches) { return 32 * std::max<std::int64_t>(speeches, 100); }
constexpr unsigned kThreads = 4;

Message in_words(const Subject& subject, const Message& message) {
  const std::string text = legible(subject.request.tongue(message), kLongestFinding);
  return Message::quoted(text, text);
}

Message ended_badly(const Subject& subject, const Message& circumstance, const Ended& ended) {
  const Tongue& say = subject.request.tongue;
  return in_words(subject, message("{} {}", say(circumstance), say(how_it_ended(ended))));
}

// ---- One speech ----

void speaks(Subject& subject, Verdict& verdict) {
  Trials* trials = subject.trials(verdict);
  if (trials == nullptr) return;
  if (!trials->loading().loaded) return verdict.skip(message("the library cannot be loaded"));
  const Ended& ended = trials->baseline().ended;
  if (ended.how == Ended::How::not_started) return verdict.skip(how_it_ended(ended));
  if (!ended.answered())
    verdict.fault(subject.place(), ended_badly(subject, message("with every fact given"), ended), {}, ended.printed);
}

void succeeds(Subject& subject, Verdict& verdict) {
  Trials* trials = subject.trials(verdict);
  if (trials == nullptr) return;
  if (!trials->loading().loaded || !trials->baseline().outcome)
    return verdict.skip(message("the library cannot be loaded, or gives no speech when every fact is given"));
  const Outcome& outcome = *trials->baseline().outcome;
  if (!outcome.created) {
    verdict.fault(subject.place(), message("create does not answer LECTERN_OK"));
  } else if (outcome.status != LECTERN_OK) {
    verdict.fault(subject.place(), message("contribute answers {}", std::to_string(outcome.status)));
  }
}

void changes_nothing(Subject& subject, Verdict& verdict) {
  Trials* trials = working_trials(subject, verdict);
  if (trials == nullptr) return;
  for (const std::string& part : trials->changed())
    verdict.fault(subject.place(), message("contribute changes: {}", subject.request.tongue(name_of_part(part))));
  const Ended& ended = trials->baseline().ended;
  for (const Denied& denied : ended.denied) {
    if (denied.step != 0)
      verdict.fault(subject.place(), message("contribute calls {}",
                                             denied.path.empty() ? denied.call : denied.call + " " + denied.path));
  }
  if (!ended.printed.empty()) verdict.fault(subject.place(), message("contribute prints: {}", legible(ended.printed)));
}

// ---- Facts that are not as the code may think ----

void tell_survival(Subject& subject, Verdict& verdict, const std::vector<Trial>& trials) {
  for (const Trial& trial : trials) {
    const Ended& ended = trial.tried.ended;
    if (!trial.tried.outcome && ended.how != Ended::How::not_started)
      verdict.fault(subject.place(), ended_badly(subject, trial.circumstance, ended), {}, ended.printed);
    if (trial.tried.outcome && trial.tried.outcome->flooded)
      verdict.fault(subject.place(), in_words(subject, message("{} it calls the host without end",
                                                               subject.request.tongue(trial.circumstance))));
  }
}

template <Tamper kHow>
void bears(Subject& subject, Verdict& verdict) {
  if (Trials* trials = working_trials(subject, verdict)) tell_survival(subject, verdict, trials->tampered(kHow));
}

void bears_failing(Subject& subject, Verdict& verdict) {
  if (Trials* trials = working_trials(subject, verdict)) tell_survival(subject, verdict, trials->failing());
}

void bears_cancelling(Subject& subject, Verdict& verdict) {
  if (Trials* trials = working_trials(subject, verdict)) tell_survival(subject, verdict, trials->cancelled());
}

void reports_errors(Subject& subject, Verdict& verdict) {
  Trials* trials = working_trials(subject, verdict);
  if (trials == nullptr) return;
  const auto look = [&](const Message& circumstance, const Tried& tried) {
    if (!tried.outcome) return;
    for (const HostFinding& finding : tried.outcome->findings) {
      if (finding.code == "plugin-failed")
        verdict.fault(subject.place(),
                      in_words(subject, message("{}: {}", subject.request.tongue(circumstance), finding.text)));
    }
  };
  look(message("with every fact given"), trials->baseline());
  for (const Tamper how : {Tamper::missing, Tamper::empty, Tamper::wrong_type, Tamper::huge, Tamper::invalid}) {
    for (const Trial& trial : trials->tampered(how)) look(trial.circumstance, trial.tried);
  }
}

// ---- What it asks and says ----

void knows_slots(Subject& subject, Verdict& verdict) {
  Trials* trials = working_trials(subject, verdict);
  if (trials == nullptr) return;
  Once once;
  for_each_offer(*trials, [&](const OfferedPassage& offered) {
    if (!subject.common.slots.find(offered.slot) && once(offered.id) && !verdict.only_counts())
      verdict.fault(subject.place(),
                    message("passage '{}' is for the unknown slot '{}'", legible(offered.id), legible(offered.slot)),
                    did_you_mean(offered.slot, subject.common.slots.ids()));
  });
}

void knows_facts(Subject& subject, Verdict& verdict) {
  Trials* trials = working_trials(subject, verdict);
  if (trials == nullptr) return;
  Once once;
  for (const auto& [circumstance, outcome] : ordinary_speeches(*trials)) {
    for (const RecordedCall& call : outcome->calls) {
      const bool is_fact = call_of(call) == HostCall::fact;
      if ((!is_fact && call_of(call) != HostCall::cell) || call.status != LECTERN_UNKNOWN) continue;
      const std::string& key = call.texts[0];
      const auto id = subject.schema.find(key);
      const std::string* column = is_fact ? nullptr : &call.texts[2];
      if (id && column != nullptr && !subject.schema[*id].column(*column) && once(key + "." + *column))
        verdict.fault(subject.place(), message("it asks for '{}', which is no column of '{}'", legible(*column), key));
      if (!id && once(key) && !verdict.only_counts())
        verdict.fault(subject.place(), message("it asks for '{}', which is no fact", legible(key)),
                      did_you_mean(key, subject.schema.keys()));
    }
  }
}

void calls_rightly(Subject& subject, Verdict& verdict) {
  constexpr std::array<std::string_view, 5> kOthers = {"plugin-failed", "plugin-dropped", "plugin-create",
                                                       "offer-refused", "slot-unknown"};
  Trials* trials = working_trials(subject, verdict);
  if (trials == nullptr) return;
  Once once;
  for (const auto& [circumstance, outcome] : ordinary_speeches(*trials)) {
    for (const HostFinding& finding : outcome->findings) {
      const bool other = std::find(kOthers.begin(), kOthers.end(), finding.code) != kOthers.end();
      if (!other && once(finding.text))
        verdict.fault(subject.place(),
                      in_words(subject, message("{}: {}", subject.request.tongue(circumstance), finding.text)));
    }
  }
}

/// Also with the facts of other profiles.
void for_each_derived(Trials& trials, const std::function<void(const RecordedCall& call)>& see) {
  const auto look = [&](const Outcome& outcome) {
    for (const RecordedCall& call : outcome.calls) {
      if (call_of(call) == HostCall::derive || call_of(call) == HostCall::derive_row) see(call);
    }
  };
  for (const auto& [circumstance, outcome] : ordinary_speeches(trials)) look(*outcome);
  for (const Trial& trial : fuzzed(trials)) {
    if (trial.tried.outcome) look(*trial.tried.outcome);
  }
}

void derives_what_it_declares(Subject& subject, Verdict& verdict) {
  Trials* trials = working_trials(subject, verdict);
  if (trials == nullptr) return;
  std::set<std::string> derived;
  for_each_derived(*trials, [&](const RecordedCall& call) { derived.insert(call.texts[0]); });
  const std::string& code = subject.library_bytes();
  for (FactId fact = 0; fact < subject.schema.size(); ++fact) {
    const FactSpec& spec = subject.schema[fact];
    const bool own = spec.bundle == subject.manifest().id && spec.maker == Maker::plugin;
    if (own && !derived.contains(spec.key) && code.find(spec.key) == std::string::npos)
      verdict.fault(subject.place(), message("'{}' is to be derived, and the code never does", spec.key));
  }
}

void text_is_utf8(Subject& subject, Verdict& verdict) {
  Trials* trials = working_trials(subject, verdict);
  if (trials == nullptr) return;
  for_each_said_text(*trials, [&](const RecordedCall& call, const std::string& text) {
    const TextCheck check = check_text(text);
    if (check.fault == TextFault::not_utf8)
      verdict.fault(subject.place(), message("it gives '{}' a text that is not valid UTF-8 at byte {}",
                                             name_of(call_of(call)), std::to_string(check.offset)));
  });
}

void text_is_visible(Subject& subject, Verdict& verdict) {
  Trials* trials = working_trials(subject, verdict);
  if (trials == nullptr) return;
  for_each_said_text(*trials, [&](const RecordedCall& call, const std::string& text) {
    if (check_text(text).fault == TextFault::control_character)
      verdict.fault(subject.place(), message("it gives '{}' a text with a control character at byte {}",
                                             name_of(call_of(call)), std::to_string(check_text(text).offset)));
  });
}

void text_is_composed(Subject& subject, Verdict& verdict) {
  Trials* trials = working_trials(subject, verdict);
  if (trials == nullptr) return;
  for_each_said_text(*trials, [&](const RecordedCall& call, const std::string& text) {
    if (check_text(text).fault != TextFault::none) return;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.c_str());  // NOLINT
    const std::unique_ptr<utf8proc_uint8_t, void (*)(void*)> composed(utf8proc_NFC(bytes), &std::free);
    if (composed && text != reinterpret_cast<const char*>(composed.get()))  // NOLINT
      verdict.fault(subject.place(),
                    message("it gives '{}' a text that is not in NFC: {}", name_of(call_of(call)), legible(text)));
  });
}

void text_is_filled(Subject& subject, Verdict& verdict) {
  constexpr std::array<std::string_view, 3> kUnformatted = {"%s", "%d", "(null)"};  // what code leaves of a format
  Trials* trials = working_trials(subject, verdict);
  if (trials == nullptr) return;
  for_each_said_text(*trials, [&](const RecordedCall& call, const std::string& text) {
    const auto tell = [&](std::string_view mark) {
      verdict.fault(subject.place(),
                    message("it gives '{}' a text with '{}' in it: {}", name_of(call_of(call)), mark, legible(text)));
    };
    if (const auto found = placeholders_in(NormalText(text), Braces::are_facts); !found.empty())
      return tell(std::string_view(text).substr(found[0].begin, found[0].end - found[0].begin));
    const auto* const mark = std::find_if(kUnformatted.begin(), kUnformatted.end(),
                                          [&](std::string_view left) { return text.find(left) != std::string::npos; });
    if (mark != kUnformatted.end()) tell(*mark);
  });
}

/// The values of all facts of a speech, those it derived among them.
std::set<std::string> values_of(Trials& trials, const Outcome& outcome) {
  std::set<std::string> out;
  const Facts& facts = trials.samples();
  for (FactId fact = 0; fact < trials.subject().schema.size(); ++fact) {
    out.insert(facts[fact].value.text);
    for (const Row& row : facts[fact].rows) {
      for (const Value& cell : row.cells) out.insert(cell.text);
    }
  }
  for (const RecordedCall& call : outcome.calls) {
    if (call_of(call) == HostCall::derive && call.texts.size() > 1) out.insert(call.texts[1]);
    for (std::size_t i = RecordedCall::kFirstCell; call_of(call) == HostCall::derive_row && i < call.texts.size(); ++i)
      out.insert(call.texts[i]);
  }
  return out;
}

void figures_are_facts(Subject& subject, Verdict& verdict) {
  Trials* trials = working_trials(subject, verdict);
  if (trials == nullptr) return;
  std::map<const Outcome*, std::set<std::string>> values;
  for_each_wording(*trials, [&](const OfferedPassage& offered, const std::string& text) {
    const auto [known, is_new] = values.try_emplace(&offered.outcome);
    if (is_new) known->second = values_of(*trials, offered.outcome);
    for (const OwnFigure& figure : own_figures(text)) {
      if (!known->second.contains(std::string(figure.text)))
        verdict.fault(subject.place(), message("passage '{}' says {}, which is no fact: {}", legible(offered.id),
                                               legible(figure.text), legible(text)));
    }
  });
}

void numbers_are_plain(Subject& subject, Verdict& verdict) {
  Trials* trials = working_trials(subject, verdict);
  if (trials == nullptr) return;
  Once once;
  for_each_derived(*trials, [&](const RecordedCall& call) {
    const auto fact = subject.schema.find(call.texts[0]);
    if (!fact) return;
    const Type type = subject.schema[*fact].spec.type;
    const bool is_number = type == Type::integer || type == Type::decimal || type == Type::rate;
    if (!is_number || type_fault(call.texts[1], subject.schema[*fact].spec)) return;
    const std::string plain = plain_number(call.texts[1]);
    if (plain != call.texts[1] && once(call.texts[0]))
      verdict.fault(subject.place(), message("it derives '{}' as {}", call.texts[0], legible(call.texts[1])),
                    message("write it as in: {}", plain));
  });
}

// ---- The same facts, the same speech ----

void tell_difference(Subject& subject, Verdict& verdict, const Message& circumstance, const Tried& tried) {
  const Outcome& expected = *subject.trials(verdict)->baseline().outcome;
  const std::string where = subject.request.tongue(circumstance);
  if (!tried.outcome) {
    if (tried.ended.how == Ended::How::not_started) return verdict.skip(how_it_ended(tried.ended));
    return verdict.fault(subject.place(), ended_badly(subject, circumstance, tried.ended), {}, tried.ended.printed);
  }
  if (tried.outcome->same_as(expected)) return;
  const auto [ours, theirs] = std::mismatch(expected.calls.begin(), expected.calls.end(), tried.outcome->calls.begin(),
                                            tried.outcome->calls.end());
  const auto shown = [](const auto& call, const auto& end) {
    std::string out = call == end ? std::string("-") : std::string(name_of(call_of(*call)));
    if (call == end) return out + "\n";
    for (const std::string& text : call->texts) out += " '" + legible(text) + "'";
    return out + " = " + std::to_string(call->status) + "\n";
  };
  verdict.fault(subject.place(), in_words(subject, message("{} it makes other calls, or answers otherwise", where)), {},
                "- " + shown(ours, expected.calls.end()) + "+ " + shown(theirs, tried.outcome->calls.end()));
}

void tell_elsewhere(Subject& subject, Verdict& verdict, const Message& circumstance, const Surroundings& surroundings) {
  if (Trials* trials = working_trials(subject, verdict))
    tell_difference(subject, verdict, circumstance, trials->elsewhere(surroundings, trials->plain()));
}

void same_in_processes(Subject& subject, Verdict& verdict) {
  tell_elsewhere(subject, verdict, message("in another process"), {});
}

void same_in_locales(Subject& subject, Verdict& verdict) {
  constexpr std::array<const char*, 5> kLocales = {"de_DE.UTF-8", "fr_FR.UTF-8", "tr_TR.UTF-8", "zh_CN.UTF-8",
                                                   "C.UTF-8"};
  for (const char* name : kLocales) {
    locale_t made = newlocale(LC_ALL_MASK, name, nullptr);
    if (made == nullptr) continue;
    freelocale(made);
    return tell_elsewhere(subject, verdict, message("in the locale {}", name), {name, {}, 0, false});
  }
  verdict.skip(message("no locale but C is installed"));
}

void same_in_zones(Subject& subject, Verdict& verdict) {
  for (const char* zone : {"EAST-14", "WEST12"})  // always on another day than UTC, one of them
    tell_elsewhere(subject, verdict, message("in the time zone {}", zone), {{}, zone, 0, false});
}

void same_in_heaps(Subject& subject, Verdict& verdict) {
  for (const int fill : {0x55, 0xAA})
    tell_elsewhere(subject, verdict, message("where fresh memory holds other bytes"), {{}, {}, fill, false});
}

void same_at_addresses(Subject& subject, Verdict& verdict) {
  tell_elsewhere(subject, verdict, message("at other addresses"), {{}, {}, 0, true});
}

void same_again(Subject& subject, Verdict& verdict) {
  if (Trials* trials = working_trials(subject, verdict))
    tell_difference(subject, verdict, message("the second time, with another instance,"),
                    trials->elsewhere({}, trials->plain(), 2));
}

void keeps_nothing_lent(Subject& subject, Verdict& verdict) {
  Trials* trials = working_trials(subject, verdict);
  if (trials == nullptr) return;
  Scenario scenario = trials->plain();
  scenario.takes_back = true;
  tell_difference(subject, verdict, message("once what the host lent is taken back"),
                  trials->elsewhere({}, scenario, 2));
}

void same_in_threads(Subject& subject, Verdict& verdict) {
  Trials* trials = working_trials(subject, verdict);
  if (trials == nullptr) return;
  const Trials::Parallel made = trials->parallel(kThreads, 50);
  if (made.ended.how == Ended::How::not_started) return verdict.skip(how_it_ended(made.ended));
  if (!made.ended.answered())
    return verdict.fault(subject.place(),
                         ended_badly(subject, message("with an instance in each of four threads"), made.ended), {},
                         made.ended.printed);
  if (made.different != 0)
    verdict.fault(subject.place(), message("with an instance in each of four threads, {} of {} speeches differ",
                                           std::to_string(made.different), std::to_string(kThreads * 50)));
}

void tell_form(Subject& subject, Verdict& verdict, const Message& circumstance, HostForm form) {
  Trials* trials = working_trials(subject, verdict);
  if (trials == nullptr) return;
  Scenario scenario = trials->plain();
  scenario.form = form;
  tell_difference(subject, verdict, circumstance, trials->elsewhere({}, scenario));
}

void suits_older_host(Subject& subject, Verdict& verdict) {
  tell_form(subject, verdict, message("in a host of interface 1.0"), HostForm::oldest);
}

void suits_newer_host(Subject& subject, Verdict& verdict) {
  // Such a host is one of this Lectern with room behind it: what the plugin knows to be there would not be.
  Trials* trials = working_trials(subject, verdict);
  if (trials == nullptr) return;
  if (trials->loading().minor > LECTERN_ABI_MINOR) return verdict.skip(message("it was built with a later SDK"));
  tell_form(subject, verdict, message("in a host of a later minor"), HostForm::newer);
}

void suits_worker(Subject& subject, Verdict& verdict) {
  Trials* trials = working_trials(subject, verdict);
  if (trials == nullptr) return;
  Findings findings;
  Tried tried;
  tried.outcome = trials->in_worker(findings);
  if (tried.outcome) return tell_difference(subject, verdict, message("in a worker"), tried);
  for (const Diagnostic& finding : findings.all()) {
    if (finding.severity == Severity::error) verdict.fault(finding);
  }
}

void leaks_nothing(Subject& subject, Verdict& verdict) {
  Trials* trials = working_trials(subject, verdict);
  if (trials == nullptr) return;
#ifdef LECTERN_SANITIZED
  return verdict.skip(message("a sanitizer keeps the memory"));
#endif
  const Trials::Growth growth = trials->growth(kSpeeches);
  if (growth.ended.how == Ended::How::not_started) return verdict.skip(how_it_ended(growth.ended));
  if (!growth.ended.answered())
    return verdict.fault(subject.place(), ended_badly(subject, message("in a thousand speeches"), growth.ended), {},
                         growth.ended.printed);
  if (growth.bytes > most_growth(growth.speeches))
    verdict.fault(subject.place(), message("{} speeches leave {} bytes behind", std::to_string(growth.speeches),
                                           std::to_string(growth.bytes)));
}

void bears_any_profile(Subject& subject, Verdict& verdict) {
  Trials* trials = working_trials(subject, verdict);
  if (trials == nullptr) return;
  for (const Trial& trial : fuzzed(*trials)) {
    if (trial.tried.ended.how == Ended::How::spent)
      return verdict.fault(subject.place(), ended_badly(subject, trial.circumstance, trial.tried.ended));
    if (!is_bad(trial.tried)) continue;
    const Trial least = smallest(*trials, trial);
    verdict.fault(subject.place(), ended_or_told(subject, least), {}, as_profile(*trials, *least.scenario.facts));
    return;  // one is enough: the next is often the same
  }
}

}  // namespace

std::vector<Check> behaviour_checks() {
  constexpr CheckGroup kGroup = CheckGroup::behaviour;
  constexpr Severity kError = Severity::error;
  constexpr Severity kWarning = Severity::warning;
  const Message check_answers =
      message("look at what fact() and cell() answer, and at size and rows, before using a value");
  const Message only_facts = message("let the speech depend on the facts and options alone");
  return {
      {"speech-crashes", kGroup, kError, message("contribute returns when every fact is given"),
       message("run it under a debugger or with sanitizers: see \"Debugging\" in the plugin guide"), &speaks},
      {"speech-fails", kGroup, kError, message("create and contribute answer LECTERN_OK when every fact is given"),
       message("look at what it reports: an example of a fact may be no good"), &succeeds},
      {"speech-changes", kGroup, kError, message("contribute leaves the process as it is, and prints nothing"),
       message("take the call away: a plugin only reads facts, derives, offers and reports"), &changes_nothing},
      {"fact-missing", kGroup, kError, message("it bears each fact missing"), check_answers, &bears<Tamper::missing>},
      {"fact-empty", kGroup, kError, message("it bears each fact empty"), check_answers, &bears<Tamper::empty>},
      {"fact-type", kGroup, kError, message("it bears each fact of another type"), check_answers,
       &bears<Tamper::wrong_type>},
      {"fact-huge", kGroup, kError, message("it bears each fact very long"), check_answers, &bears<Tamper::huge>},
      {"fact-invalid", kGroup, kError, message("it bears each fact with a value that is none"), check_answers,
       &bears<Tamper::invalid>},
      {"error-unreported", kGroup, kError, message("it reports why before it answers an error"),
       message("call report before returning LECTERN_FAILED"), &reports_errors},
      {"calls-unknown-slot", kGroup, kError, message("it offers for slots that there are"),
       message("name a slot that the SDK's guide lists, under \"Passages\""), &knows_slots},
      {"calls-unknown-fact", kGroup, kWarning, message("it asks for facts that there are"),
       message("declare the fact, or correct its key"), &knows_facts},
      {"calls-refused", kGroup, kError, message("the host has nothing to say about its calls"),
       message("compare with lectern/plugin.h"), &calls_rightly},
      {"derives-nothing", kGroup, kWarning, message("it derives what plugin.info says it derives"),
       message("derive it, or take the fact away"), &derives_what_it_declares},
      {"derives-number", kGroup, kWarning, message("the numbers it derives are written plainly"),
       message("write it without zeros that say nothing"), &numbers_are_plain},
      {"text-not-utf8", kGroup, kError, message("its texts are UTF-8"), message("save its sources in UTF-8"),
       &text_is_utf8},
      {"text-control", kGroup, kError, message("its texts hold no control characters"),
       message("a line feed begins a paragraph; take all others away"), &text_is_visible},
      {"text-not-nfc", kGroup, kWarning, message("its texts are in NFC"), message("write composed characters"),
       &text_is_composed},
      {"text-unfilled", kGroup, kError, message("its texts hold nothing that somebody meant to fill in"),
       message("offer the passage only when there is a value, or name the fact in braces"), &text_is_filled},
      {"text-figure", kGroup, kWarning, message("every figure in its texts is a fact"),
       message("derive the figure as a fact, and name it in braces: then the ledger knows where it came from"),
       &figures_are_facts},
      {"differs-process", kGroup, kError, message("two processes say the same"), only_facts, &same_in_processes},
      {"differs-locale", kGroup, kError, message("two locales say the same"), only_facts, &same_in_locales},
      {"differs-zone", kGroup, kError, message("two time zones say the same"), only_facts, &same_in_zones},
      {"differs-heap", kGroup, kError, message("it reads no memory it has not written"),
       message("some variable is not initialised: see \"Debugging\" in the SDK's guide"), &same_in_heaps},
      {"differs-address", kGroup, kError, message("addresses make no difference"),
       message("do not order or hash by pointer"), &same_at_addresses},
      {"differs-again", kGroup, kError, message("one speech leaves no trace in the next"),
       message("keep what belongs to a speech in the instance, not in globals"), &same_again},
      {"memory-kept", kGroup, kError, message("it keeps nothing the host lent"),
       message("copy what is needed after contribute has returned"), &keeps_nothing_lent},
      {"threads-differ", kGroup, kError, message("instances work at the same time"),
       message("keep what belongs to a speech in the instance, not in globals"), &same_in_threads},
      {"host-older", kGroup, kError, message("it runs in a host of interface 1.0"),
       message("ask LECTERN_HAS(host, function) before using what a later minor added"), &suits_older_host},
      {"host-newer", kGroup, kError, message("it runs in a host of a later minor"),
       message("ask for at least the size and minor it needs, not for its own"), &suits_newer_host},
      {"host-worker", kGroup, kError, message("it says the same in a worker, where it has no files and little memory"),
       message("take away what it wants of the system: plugin why ID tells what a worker may"), &suits_worker},
      {"host-cancels", kGroup, kError, message("it ends soon when the host refuses all"),
       message("return when a call answers LECTERN_REFUSED"), &bears_cancelling},
      {"host-fails", kGroup, kError, message("it bears that any call fails"),
       message("look at what every call answers"), &bears_failing},
      {"leak", kGroup, kError, message("a thousand speeches leave nothing behind"),
       message("free in destroy what create and contribute took"), &leaks_nothing},
      {"fuzz", kGroup, kError, message("it bears any profile"), check_answers, &bears_any_profile},
  };
}

}  // namespace lectern::host
