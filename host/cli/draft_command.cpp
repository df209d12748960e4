// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"

namespace lectern::host {
namespace {

std::string extension_of(const std::string& output) {
  const std::string extension = std::filesystem::path(output).extension().string();
  return output == "-" || extension.empty() ? std::string() : extension.substr(1);
}

/// Where a fact is worked out from others, it is these that can be verified.
void report_unverified(const LedgerEntry& entry, Draft& draft) {
  Message what = message("{} ({}) is not verified", entry.label, entry.key);
  FactId id = entry.fact;
  std::string keys;
  for (const FactId from : draft.facts[id].from) keys += (keys.empty() ? "" : ", ") + draft.schema[from].key;
  if (keys.empty())
    return draft.findings.warning("not-verified", entry.value->place, std::move(what),
                                  message("check it against its source and add: verified \"NAME\""));
  while (!draft.facts[id].from.empty()) id = draft.facts[id].from.front();
  draft.findings.warning("not-verified", draft.facts[id].value.place, std::move(what),
                         message("it follows from {}: verify that", keys));
}

/// The formats that are paper.
std::string names_of_paper() {
  std::string names;
  for (const Format& format : formats()) {
    if (format.has_editions) names.append(names.empty() ? "" : ", ").append(format.name);
  }
  return names;
}

/// Nothing is put anywhere where the format says that it cannot be written.
int write_and_put(const Common& common, const std::string& output, const Format& format, const Writing& writing,
                  Draft& draft) {
  const std::size_t errors = draft.findings.errors();
  const std::string content = format.write(draft, writing, draft.findings);
  if (draft.findings.errors() == errors) return put(common, output, content, draft.findings);
  print_findings(draft.findings, common.diagnostics, common.tongue);
  return kCannotRun;
}

/// A fact is missing, or a place that nothing was offered for.
bool is_incomplete(const Draft& draft) {
  return !draft.speech.missing.empty() || !short_slots(draft.plan.body).empty();
}

/// Names the proposals that nobody has approved; whether there are any.
bool report_proposals(Draft& draft) {
  const std::size_t errors = draft.findings.errors();
  for (const LedgerPassage& passage : own_passages(draft)) {
    if (!is_proposal(*passage.passage)) continue;
    const std::string name = name_of(*passage.passage);
    draft.findings.error("proposal-open", passage.passage->place,
                         message("the speech proposes what is not decided: {}", passage.passage->proposes),
                         message("passages {{ approve {} {{ by \"NAME\" }} }}, or forbid it", name));
  }
  return draft.findings.errors() != errors;
}

}  // namespace

int draft_command(const Common& common, const DraftOptions& options) {
  const std::string wanted = options.format.empty() ? extension_of(options.output) : options.format;
  const Format* format = format_named(formats(), wanted.empty() ? "txt" : wanted);
  if (format == nullptr)
    return refuse(common, message("there is no output format '{}'", wanted),
                  message("there are: {}", names_of(formats())));
  Writing writing{common.tongue, find_modules(), Edition::print, options.clean, time_of_build()};
  if (options.edition == "reading") {
    writing.edition = Edition::reading;
  } else if (options.edition != "print") {
    return refuse(common, message("{} cannot be '{}'", "--edition", options.edition),
                  message("it may be: {}", "print, reading"));
  }
  if (writing.edition == Edition::reading && !format->has_editions)
    return refuse(common, message("'{}' has no reading edition", format->name),
                  message("there are: {}", names_of_paper()));
  const auto made = run_draft(common, options.profile);
  if (made->reached != Draft::Stage::speech) {
    print_findings(made->findings, common.diagnostics, common.tongue);
    return kCannotRun;
  }
  if (options.clean && report_proposals(*made)) {
    print_findings(made->findings, common.diagnostics, common.tongue);
    return kFindings;
  }
  if ((options.strict || options.clean) && is_incomplete(*made)) {
    const char* const option = options.strict ? "--strict" : "--clean";
    made->findings.error("strict", Place{}, message("facts are missing, so nothing is written"),
                         message("fill them in, or leave out {}", option));
    print_findings(made->findings, common.diagnostics, common.tongue);
    return kFindings;
  }
  return write_and_put(common, options.output, *format, writing, *made);
}

int ledger_command(const Common& common, const LedgerOptions& options) {
  const std::string wanted = options.format.empty() ? extension_of(options.output) : options.format;
  const Format* format = format_named(ledger_formats(), wanted.empty() ? "txt" : wanted);
  if (format == nullptr)
    return refuse(common, message("there is no output format '{}'", wanted),
                  message("there are: {}", names_of(ledger_formats())));
  const auto made = run_draft(common, options.profile);
  if (made->reached != Draft::Stage::speech) {
    print_findings(made->findings, common.diagnostics, common.tongue);
    return kCannotRun;
  }
  if (options.require_verified) {
    for (const LedgerEntry& entry : make_ledger(*made)) {
      if (!entry.verified) report_unverified(entry, *made);
    }
  }
  return write_and_put(common, options.output, *format, {common.tongue, find_modules(), {}, false, time_of_build()},
                       *made);
}

}  // namespace lectern::host
