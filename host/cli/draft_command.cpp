// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"

namespace lectern::host {
namespace {

std::string extension_of(const std::string& output) {
  const std::string extension = std::filesystem::path(output).extension().string();
  return output == "-" || extension.empty() ? std::string() : extension.substr(1);
}

/// The formats that are paper.
std::string names_of_editions() {
  std::string out;
  for (const Format& format : formats()) {
    if (format.has_editions) out.append(out.empty() ? "" : ", ").append(format.name);
  }
  return out;
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

}  // namespace

int draft_command(const Common& common, const DraftOptions& options) {
  const std::string wanted = options.format.empty() ? extension_of(options.output) : options.format;
  const Format* format = format_named(wanted.empty() ? "txt" : wanted);
  if (format == nullptr)
    return refuse(common, message("there is no output format '{}'", wanted), message("there are: {}", format_names()));
  Writing writing{common.tongue, find_modules(), Edition::print, options.clean, time_of_build()};
  if (options.edition == "reading") {
    writing.edition = Edition::reading;
  } else if (options.edition != "print") {
    return refuse(common, message("{} cannot be '{}'", "--edition", options.edition),
                  message("it may be: {}", "print, reading"));
  }
  if (writing.edition == Edition::reading && !format->has_editions)
    return refuse(common, message("'{}' has no reading edition", format->name),
                  message("there are: {}", names_of_editions()));
  const auto made = run_draft(common, options.profile);
  if (made->reached != Draft::Stage::speech) {
    print_findings(made->findings, common.diagnostics, common.tongue);
    return kCannotRun;
  }
  if ((options.strict || options.clean) && !made->speech.missing.empty()) {
    const char* const option = options.strict ? "--strict" : "--clean";
    made->findings.error("strict", Place{}, message("facts are missing, so nothing is written"),
                         message("fill them in, or leave out {}", option));
    print_findings(made->findings, common.diagnostics, common.tongue);
    return kFindings;
  }
  const std::size_t errors = made->findings.errors();
  const std::string content = format->write(*made, writing, made->findings);
  if (made->findings.errors() == errors) return put(common, options.output, content, made->findings);
  print_findings(made->findings, common.diagnostics, common.tongue);
  return kCannotRun;
}

int ledger_command(const Common& common, const LedgerOptions& options) {
  const std::string wanted = options.format.empty() ? extension_of(options.output) : options.format;
  if (!wanted.empty() && wanted != "txt" && wanted != "csv")
    return refuse(common, message("there is no output format '{}'", wanted), message("there are: {}", "txt, csv"));
  const auto made = run_draft(common, options.profile);
  if (made->reached != Draft::Stage::speech) {
    print_findings(made->findings, common.diagnostics, common.tongue);
    return kCannotRun;
  }
  const std::vector<LedgerEntry> ledger = make_ledger(*made);
  if (options.require_verified) {
    for (const LedgerEntry& entry : ledger) {
      if (!entry.verified) report_unverified(entry, *made);
    }
  }
  return put(common, options.output,
             wanted == "csv" ? ledger_csv(*made, ledger, common.tongue) : ledger_text(*made, ledger, common.tongue),
             made->findings);
}

}  // namespace lectern::host
