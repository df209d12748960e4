// SPDX-License-Identifier: Apache-2.0
#include "check/check.hpp"
#include "cli/commands.hpp"

#include <fmt/format.h>

namespace lectern::host {
namespace {

/// Facts that passages name, by what became of them.
struct Needs {
  std::vector<bool> used;        ///< in the speech
  std::vector<bool> missing;     ///< in the speech as 【待填】
  std::vector<bool> would_help;  ///< a passage that does not speak waits for it
};

Needs find_needs(const Draft& draft) {
  const std::size_t size = draft.schema.size();
  Needs needs{std::vector<bool>(size), std::vector<bool>(size), std::vector<bool>(size)};
  for_each_block(draft.speech, [&](const Block& block) {
    for (const Span& span : block.spans) (span.missing ? needs.missing : needs.used)[span.fact] = true;
  });
  for_each_slot(draft.plan.body, [&](const PlannedSlot& slot) {
    for (const Refused& refused : slot.refused) {
      if (const auto* reason = std::get_if<FactsMissing>(&refused.reason)) {
        for (const FactId fact : reason->facts) needs.would_help[fact] = true;
      }
    }
  });
  for (std::size_t id = 0; id < size; ++id) needs.would_help[id] = needs.would_help[id] && !needs.missing[id];
  return needs;
}

std::string value_of(const Draft& draft, FactId id, const Tongue& tongue) {
  const Fact& fact = draft.facts[id];
  const FactSpec& spec = draft.schema[id];
  if (has_rows(spec.spec.type)) return tongue(message("rows: {}", std::to_string(fact.rows.size())));
  std::string out;
  write(out, fact.value, spec.spec, Way::plain, {}, draft.day);
  return out;
}

/// Every key the profile may have: also of use, and most of all, to one that has a wrong one.
/// How a profile gives a fact, and what a choice may be.
std::string way_to_give(const FactSpec& spec) {
  std::vector<std::string_view> ids;
  for (const Choice& choice : spec.spec.choices) ids.push_back(choice.id);
  return ids.empty() ? how_to_give(spec) : fmt::format("{}  ({})", how_to_give(spec), fmt::join(ids, "|"));
}

std::string givable(const Draft& draft, const Tongue& tongue) {
  std::string out = tongue(message("the profile may give:")) + "\n";
  for (FactId id = 0; id < draft.schema.size(); ++id) {
    const FactSpec& spec = draft.schema[id];
    if (spec.maker == Maker::nobody || spec.maker == Maker::plugin)
      out += fmt::format("  {}  {}  {}\n", spec.key, spec.spec.label, way_to_give(spec));
  }
  return out;
}

Message near_key(std::string_view key, const Schema& schema) {
  Message hint = did_you_mean(key, schema.keys());
  return hint.empty() ? message("'lectern facts PROFILE --all' lists the keys this profile may have") : hint;
}

void print_group(const Draft& draft, const Tongue& tongue, const Message& title, const std::vector<bool>& which,
                 bool given, std::string& out) {
  std::string lines;
  for (FactId id = 0; id < draft.schema.size(); ++id) {
    const FactSpec& spec = draft.schema[id];
    if (id < which.size() && !which[id]) continue;
    if (draft.facts[id].given() != given) continue;
    if (given) {
      lines += fmt::format("  {}  {} = {}  ({})\n", spec.key, spec.spec.label, value_of(draft, id, tongue),
                           origin_of(draft, id, draft.facts[id].value, tongue));
    } else if (spec.maker == Maker::nobody) {
      lines += fmt::format("  {}  {}  {}\n", spec.key, spec.spec.label, way_to_give(spec));
    } else {
      lines += fmt::format("  {}  {}  {}\n", spec.key, spec.spec.label, spec.note);
    }
  }
  if (!lines.empty()) out += tongue(title) + "\n" + lines;
}

}  // namespace

int facts_command(const Common& common, const FactsOptions& options) {
  ProfileOptions all = options.profile;
  all.all_passages = true;  // what waits for facts is worth telling
  const auto made = run_draft(common, all);
  if (made->reached != Draft::Stage::speech) {
    // Beyond the facts of every profile there are only some once the sector's are read.
    const bool listed = options.all && made->schema.find("unit.name").has_value();
    say(common, listed ? givable(*made, common.tongue) : std::string(), made->findings);
    return kCannotRun;
  }
  made->findings.add(check_gaps(*made));
  const Needs needs = find_needs(*made);
  std::string out;
  print_group(*made, common.tongue, message("used in the speech:"), needs.used, true, out);
  print_group(*made, common.tongue, message("missing, and the speech needs it:"), needs.missing, false, out);
  print_group(*made, common.tongue, message("missing, and a passage that does not speak waits for it:"),
              needs.would_help, false, out);
  if (options.all) {
    std::vector<bool> rest(made->schema.size());
    for (std::size_t id = 0; id < rest.size(); ++id)
      rest[id] = !needs.used[id] && !needs.missing[id] && !needs.would_help[id] &&
                 made->schema[static_cast<FactId>(id)].maker != Maker::host;
    print_group(*made, common.tongue, message("given, and not used:"), rest, true, out);
    print_group(*made, common.tongue, message("not given, and not needed:"), rest, false, out);
  }
  return say(common, out, made->findings);
}

int explain_command(const Common& common, const ProfileOptions& options, const std::string& key) {
  const auto made = run_draft(common, options);
  const auto fact = made->reached == Draft::Stage::speech
                        ? find_fact(key, Vocabulary{made->schema, made->common.references})
                        : std::optional<FactId>();
  if (!fact) {
    if (made->reached == Draft::Stage::speech)
      made->findings.error("key-unknown", Place{}, message("there is no fact '{}'", key), near_key(key, made->schema));
    print_findings(made->findings, common.diagnostics, common.tongue);
    return kCannotRun;
  }
  resolve_references(made->schema, made->common.references, made->day.date, made->facts);
  const FactSpec& spec = made->schema[*fact];
  std::string out = fmt::format("{}  {}  ({})\n", spec.key, spec.spec.label, name_of(spec.spec.type));
  const Mention* winner = nullptr;
  for (const Mention& mention : made->profile.mentions) {
    if (mention.fact == *fact) winner = &mention;
  }
  for (const Mention& mention : made->profile.mentions) {
    if (mention.fact != *fact) continue;
    std::string text = has_rows(spec.spec.type) ? common.tongue(message("rows: {}", mention.text)) : mention.text;
    if (text.empty()) text = common.tongue(message("(empty: missing)"));
    out += fmt::format("{} {}: {}{}\n", &mention == winner ? "*" : " ", to_string(mention.place), text,
                       mention.appends ? "  " + common.tongue(message("(rows added to the layer below)")) : "");
  }
  const Fact& value = made->facts[*fact];
  if (value.given() && (winner == nullptr || winner->text.empty()))
    out += fmt::format("* {}: {}\n", origin_of(*made, *fact, value.value, common.tongue),
                       value_of(*made, *fact, common.tongue));
  if (spec.maker == Maker::host) {
    out += common.tongue(message("counted while the speech is made")) + "\n";
  } else if (!value.given()) {
    out += common.tongue(message("missing")) + "\n";
  }
  return say(common, out, Findings{});
}

int profile_check_command(const Common& common, const ProfileCheckOptions& options) {
  const Draft::Stage wanted = options.no_code ? Draft::Stage::profile : Draft::Stage::speech;
  const auto made = run_draft(common, options.profile, options.no_code ? &check_profile : &draft);
  if (made->reached == wanted) {
    if (options.no_code) made->findings.add(check_facts(*made));  // else run_draft() has
    made->findings.add(check_gaps(*made));
  }
  print_findings(made->findings, common.diagnostics, common.tongue);
  return made->reached == wanted ? exit_code(made->findings) : kCannotRun;
}

}  // namespace lectern::host
