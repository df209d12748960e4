// SPDX-License-Identifier: Apache-2.0
#include "check/manuscript.hpp"
#include "cli/commands.hpp"
#include "source/info.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace lectern::host {
namespace {

/// A paragraph a line: its number, kind, id and text, with a tab between them.
std::string shown(const Manuscript& manuscript) {
  std::string out;
  std::size_t number = 0;
  for (const Paragraph& paragraph : manuscript.paragraphs) {
    std::string text = paragraph.text;
    std::replace(text.begin(), text.end(), '\n', ' ');
    std::replace(text.begin(), text.end(), '\t', ' ');
    const std::string level = paragraph.level == 0 ? std::string() : fmt::format(" {}", paragraph.level);
    out += fmt::format("{}\t{}{}\t{}\t{}\n", ++number, name_of(paragraph.kind), level,
                       paragraph.id.empty() ? "-" : paragraph.id, text);
  }
  return out;
}

std::optional<Manuscript> read_file(const std::string& name, std::optional<ManuscriptFormat> format, Sources& sources,
                                    Findings& findings) {
  const DiskFiles files;
  Files::Reading reading = name == "-" ? read_input(kMostWordBytes) : files.read(name, kMostWordBytes);
  const Place file{&sources.add(name, {}), 0, 0, 0};
  if (!is_read(reading.outcome, file, kMostWordBytes, message("check that this is the right file"), findings))
    return std::nullopt;
  return read_manuscript(name, std::move(reading.text), format, find_modules(), sources, findings);
}

/// What findings as data call the files: by the way from here, and where they lie elsewhere by their names.
std::vector<NamedFolder> folders_of(const std::vector<std::string>& files) {
  std::error_code fault;
  std::vector<NamedFolder> out = {{".", {}}, {std::filesystem::current_path(fault), {}}};
  for (const std::string& file : files) out.push_back({std::filesystem::path(file).parent_path(), {}});
  return out;
}

/// In the order of the file, what concerns all of it first.
Findings found_in(const Manuscript& manuscript, const Draft* beside) {
  Findings all = check_manuscript(manuscript);
  if (beside != nullptr) {
    all.add(check_manuscript(manuscript, *beside));
    all.add(compare_paragraphs(manuscript, *beside));
  }
  all.sort([](const Diagnostic& one, const Diagnostic& other) {
    return std::tie(one.place.line, one.place.column) < std::tie(other.place.line, other.place.column);
  });
  return all;
}

}  // namespace

int check_command(const Common& common, const CheckOptions& options) {
  const auto format = manuscript_format_named(options.format);
  if (!options.format.empty() && !format)
    return refuse(common, message("there is no reader for '{}'", options.format),
                  message("there are: {}", manuscript_format_names()));
  if (!format && std::find(options.files.begin(), options.files.end(), "-") != options.files.end())
    return refuse(common, message("standard input has no name that says its format"),
                  message("say it with -f; there are: {}", manuscript_format_names()));
  const Draft* beside = nullptr;
  if (!options.profile.profile.empty()) {
    ProfileOptions all = options.profile;
    all.all_passages = true;  // what any passage says is known
    beside = run_draft(common, all);
    if (beside->reached != Draft::Stage::speech) {
      print_findings(beside->findings, common.diagnostics, common.tongue);
      return kCannotRun;
    }
  }
  Sources sources(folders_of(options.files));
  Findings findings;
  std::string out;
  bool all_read = true;
  for (const std::string& name : options.files) {
    const auto manuscript = read_file(name, format, sources, findings);
    all_read = all_read && manuscript;
    if (!manuscript) continue;
    findings.add(found_in(*manuscript, beside));
    if (options.show) out += shown(*manuscript);
  }
  const int code = say(common, out, findings);
  return all_read ? code : kCannotRun;
}

}  // namespace lectern::host
