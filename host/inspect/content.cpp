// SPDX-License-Identifier: Apache-2.0
//
// What the passages are and say, as far as the words of one alone do not decide it. A check is a row of the table below.
#include "check/terms.hpp"
#include "inspect/decisions.hpp"
#include "inspect/golden.hpp"
#include "inspect/legible.hpp"
#include "inspect/likeness.hpp"
#include "inspect/passage_text.hpp"
#include "inspect/reach.hpp"
#include "inspect/said.hpp"

#include <set>

namespace lectern::host {
namespace {

void wordings_differ(Subject& subject, Verdict& verdict) {
  if (!subject.has_passages(verdict)) return;
  for (const Passage& passage : subject.passages) {
    std::set<std::string> known;
    for (const Template& form : passage.texts) {
      const PassageText said(form, passage.place);
      if (!known.insert(said.text()).second)
        verdict.fault(said.place(0, 0), message("passage '{}' has the same text twice", passage.id));
    }
  }
}

/// Calls `see(trials)` where the bundle has code that works; of code that does not, other checks tell.
template <typename See>
void with_code(Subject& subject, Verdict& verdict, See see) {
  if (!subject.has_code()) return;
  if (Trials* trials = working_trials(subject, verdict)) see(*trials);
}

// ---- Facts that nothing names ----

void add_facts(const Template& text, std::set<FactId>& used) {
  for (const Segment& segment : text.segments) {
    if (segment.kind == Segment::Kind::fact) used.insert(segment.use.fact);
  }
}

/// The facts that templates, conditions and defaults name.
std::set<FactId> used_facts(Subject& subject) {
  std::set<FactId> used;
  for (const Passage& passage : subject.passages) {
    for_each_template(passage, [&](const Template& text) { add_facts(text, used); });
    for (const Condition& condition : passage.conditions) used.insert(condition.fact);
    if (passage.walked) used.insert(*passage.walked);
  }
  Findings known;
  for (FactId fact = 0; fact < subject.schema.size(); ++fact) {
    const FactSpec& spec = subject.schema[fact];
    if (!spec.default_text.empty())
      add_facts(compile(spec.default_text, spec.default_place, subject.vocabulary(), std::nullopt, false, known), used);
  }
  return used;
}

/// The keys that the code asks for in its speeches.
std::set<std::string> asked_keys(Trials& trials) {
  std::set<std::string> out;
  for (const auto& [circumstance, outcome] : ordinary_speeches(trials)) {
    for (const RecordedCall& call : outcome->calls) {
      if (call_of(call) == HostCall::fact || call_of(call) == HostCall::cell) out.insert(call.texts.front());
    }
  }
  return out;
}

void facts_are_used(Subject& subject, Verdict& verdict) {
  if (subject.passage_findings.errors() != 0) return verdict.skip(message("some of its passages cannot be read"));
  std::set<std::string> asked;
  bool works = false;
  with_code(subject, verdict, [&](Trials& trials) {
    works = true;
    asked = asked_keys(trials);
  });
  if (subject.has_code() && !works) return;  // what it would have asked for nobody knows
  const std::set<FactId> used = used_facts(subject);
  const std::string& code = subject.library_bytes();
  for_each_own_fact(subject, [&](FactId fact, const FactSpec& spec) {
    // Also what it would ask for at other occasions: the key is in the library, where it is not put together.
    const bool in_code = asked.contains(spec.key) || (works && code.find(spec.key) != std::string::npos);
    if (!used.contains(fact) && !in_code)
      verdict.fault(subject.place_of_fact(spec.key),
                    message("the fact '{}' is declared, and nothing in the bundle names it", spec.key));
  });
}

// ---- Words that the sector does not say of itself ----

void avoided_words_are_avoided(Subject& subject, Verdict& verdict) {
  const AvoidedTerms terms({&subject.manifest()});
  const auto tell = [&](const Place& place, std::string_view passage, const TermRule& rule) {
    verdict.fault(place,
                  message("passage '{}' says '{}', which {} does not say of itself", passage, rule.avoided->term,
                          rule.bundle->name),
                  what_to_say(*rule.avoided));
  };
  for_each_text(subject.passages, [&](const Passage& passage, const PassageText& said) {
    terms.find(said.text(), [&](std::size_t at, const TermRule& rule) {
      tell(said.place(at, rule.avoided->term.size()), passage.id, rule);
    });
  });
  if (subject.manifest().terms.avoided.empty()) return;
  with_code(subject, verdict, [&](Trials& trials) {
    for_each_wording(trials, [&](const OfferedPassage& offered, const std::string& text) {
      terms.find(text, [&](std::size_t, const TermRule& rule) { tell(subject.place(), legible(offered.id), rule); });
    });
  });
}

// ---- Decisions that nobody made ----

void nothing_is_decided(Subject& subject, Verdict& verdict) {
  const Decisions decisions;
  const Tongue& say = subject.request.tongue;
  const auto look = [&](const PassageText& said, std::string_view passage) {
    for_each_sentence(said.text(), [&](std::size_t begin, std::size_t size) {
      const std::vector<DecidingWord> words = decisions.find(std::string_view(said.text()).substr(begin, size));
      if (words.empty() || verdict.only_counts()) return;
      std::string kinds;
      for (const DecidingWord& word : words) kinds += (kinds.empty() ? "" : ", ") + say(name_of(word.decision));
      verdict.fault(said.place(begin + words.front().at, words.front().size),
                    message("passage '{}' ({}): {}", passage, kinds, legible(said.shown(begin, size))));
    });
  };
  for_each_text(subject.passages, [&](const Passage& passage, const PassageText& said) { look(said, passage.id); });
  with_code(subject, verdict, [&](Trials& trials) {
    for_each_wording(trials, [&](const OfferedPassage& offered, const std::string& text) {
      Findings known;
      look(
          PassageText(compile(text, subject.place(), subject.vocabulary(), std::nullopt, true, known), subject.place()),
          legible(offered.id));
    });
  });
}

// ---- Golden speeches ----

void golden_speeches(Subject& subject, Verdict& verdict) {
  if (subject.request.golden.empty()) return verdict.skip(message("no folder of golden speeches is given (--golden)"));
  const std::vector<GoldenSpeech> speeches = golden(subject);
  if (speeches.empty())
    return verdict.fault(subject.place(),
                         message("the folder '{}' holds no PROFILE.info", subject.request.golden.string()));
  for (const GoldenSpeech& speech : speeches) {
    if (!speech.fault.empty()) verdict.fault(subject.place(), speech.fault, {}, speech.difference);
  }
}

}  // namespace

std::vector<Check> content_checks() {
  constexpr CheckGroup kGroup = CheckGroup::content;
  constexpr Severity kError = Severity::error;
  constexpr Severity kWarning = Severity::warning;
  constexpr Severity kNote = Severity::note;
  return {
      {"passage-heading", kGroup, kError,
       message("passages have a heading where every occasion makes sections of them"),
       message("add: {} ...", "heading"), &passages_have_headings},
      {"passage-occasion", kGroup, kError, message("passages are for slots of an occasion that they speak at"),
       message("choose another slot, or take the condition away"), &slots_are_laid_out},
      {"passage-condition", kGroup, kError, message("conditions can hold"),
       message("correct the condition: the passage never speaks"), &conditions_can_hold},
      {"passage-same", kGroup, kWarning, message("no passage has a wording twice"),
       message("write another, or take one away"), &wordings_differ},
      {"passage-alike", kGroup, kWarning, message("passages are no copies of other plugins'"),
       message("write it in the sector's own words"), &passages_are_its_own},
      {"terms-avoided", kGroup, kWarning, message("passages avoid the words that plugin.info avoids"),
       message("put it in other words"), &avoided_words_are_avoided},
      {"fact-unused", kGroup, kNote, message("every declared fact is used"),
       message("use it in a passage, or take it away"), &facts_are_used},
      {"content-decisions", kGroup, kNote, message("passages decide and promise nothing in the unit's name"),
       message("judge each: let a fact in braces say it, or put it so that nothing is decided"), &nothing_is_decided,
       Telling::list},
      {"golden-speech", kGroup, kError, message("the golden speeches are drafted as they stand"),
       message("correct the plugin; or, where the change is wanted, put the new speech in the place of the old"),
       &golden_speeches},
  };
}

}  // namespace lectern::host
