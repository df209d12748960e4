// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"
#include "cli/output.hpp"

#include <algorithm>

namespace lectern::host {
namespace {

/// The format that is asked for, or that the output's name says: speech.DOCX too.
std::string format_asked(const std::string& format, const std::string& output) {
  std::string name = format.empty() && output != "-" ? std::filesystem::path(output).extension().string() : format;
  if (format.empty() && !name.empty()) name.erase(0, 1);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return name.empty() ? "txt" : name;
}

/// The file of the profile that the output would overwrite.
const Source* overwritten(const std::string& output, const Draft& draft) {
  if (output == "-") return nullptr;
  const auto is_it = [&](const Layer& layer) {
    return layer.source != nullptr && is_same_file(output, layer.source->name);
  };
  const auto found = std::find_if(draft.layers.begin(), draft.layers.end(), is_it);
  return found == draft.layers.end() ? nullptr : found->source;
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

/// Nothing is put anywhere where the format says that it cannot be written, or in the place of the profile.
int write_and_put(const Common& common, const std::string& output, const Format& format, const Writing& writing,
                  Draft& draft) {
  const std::size_t errors = draft.findings.errors();
  if (const Source* profile = overwritten(output, draft))
    draft.findings.error("output", Place{profile, 0, 0, 0},
                         message("'{}' is a file of the profile, and is not overwritten", output),
                         message("choose another place with -o"));
  const std::string content =
      draft.findings.errors() == errors ? format.write(draft, writing, draft.findings) : std::string();
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
  const std::string wanted = format_asked(options.format, options.output);
  const Format* format = format_named(formats(), wanted);
  if (format == nullptr)
    return refuse(common, message("there is no output format '{}'", wanted),
                  message("there are: {}", names_of(formats())));
  const BuildTime time = time_of_build();
  if (!time.wrong.empty()) return refuse_time(common, time);
  Writing writing{common.tongue, find_modules(), Edition::print, options.clean, time.seconds};
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
  const std::string wanted = format_asked(options.format, options.output);
  const Format* format = format_named(ledger_formats(), wanted);
  if (format == nullptr)
    return refuse(common, message("there is no output format '{}'", wanted),
                  message("there are: {}", names_of(ledger_formats())));
  const BuildTime time = time_of_build();
  if (!time.wrong.empty()) return refuse_time(common, time);
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
  return write_and_put(common, options.output, *format, {common.tongue, find_modules(), {}, false, time.seconds},
                       *made);
}

}  // namespace lectern::host
