// SPDX-License-Identifier: Apache-2.0
#include "cli/environment.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <cstdio>

namespace lectern::host {
namespace {

struct Extent {
  std::size_t characters = 0;
  std::size_t cells = 0;  ///< a Chinese character takes two
};

Extent measure(std::string_view text) {
  Extent extent;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  std::size_t i = 0;
  while (i < text.size()) {
    utf8proc_int32_t point = 0;
    const utf8proc_ssize_t size = utf8proc_iterate(bytes + i, static_cast<utf8proc_ssize_t>(text.size() - i), &point);
    i += size <= 0 ? 1 : static_cast<std::size_t>(size);
    ++extent.characters;
    extent.cells += size <= 0 ? 1 : static_cast<std::size_t>(utf8proc_charwidth(point));
  }
  return extent;
}

/// Shorter where the file is below the current folder.
std::string shown(const std::string& name) {
  std::error_code fault;
  const std::filesystem::path near = std::filesystem::proximate(name, fault);
  if (fault || near.empty() || *near.begin() == ".." || name.starts_with("--")) return name;
  return near.string();
}

std::string severity_word(Severity severity, const Tongue& tongue) {
  switch (severity) {
    case Severity::note:
      return tongue(message("note"));
    case Severity::warning:
      return tongue(message("warning"));
    case Severity::error:
      return tongue(message("error"));
  }
  return {};
}

/// A line that is not UTF-8, or longer than a screen, is cut around the place.
std::string caret_lines(const Place& place) {
  constexpr std::size_t kLongestLine = 400;
  std::string line(place.source->line(place.line));
  if (line.empty() || line.size() > kLongestLine || check_text(line).fault == TextFault::not_utf8) return {};
  for (char& c : line) {
    if (c == '\t') c = ' ';
  }
  std::string out = fmt::format("  {}\n", line);
  if (place.length == 0 || place.column >= line.size()) return out;
  const std::size_t before = measure(std::string_view(line).substr(0, place.column)).cells;
  const std::size_t under = measure(std::string_view(line).substr(place.column, place.length)).cells;
  return out + fmt::format("  {:{}}{:^>{}}\n", "", before, "", under == 0 ? 1 : under);
}

std::string text_of(const Diagnostic& diagnostic, const Tongue& tongue) {
  const Place& place = diagnostic.place;
  std::string out;
  if (place.source != nullptr) {
    out += shown(place.source->name) + ":";
    if (place.line != 0) {
      const std::string_view before = place.source->line(place.line).substr(0, place.column);
      out += fmt::format("{}:{}:", place.line, measure(before).characters + 1);
    }
    out += " ";
  }
  out += fmt::format("{}[{}]: {}\n", severity_word(diagnostic.severity, tongue), diagnostic.code,
                     tongue(diagnostic.message));
  if (place.source != nullptr && place.line != 0) out += caret_lines(place);
  if (!diagnostic.hint.empty()) out += fmt::format("  {}: {}\n", tongue(message("hint")), tongue(diagnostic.hint));
  return out;
}

}  // namespace

void print_findings(const Findings& findings, DiagnosticStyle style, const Tongue& tongue) {
  std::string out;
  if (style == DiagnosticStyle::json) {
    out = diagnostics_json(findings, tongue);
  } else {
    for (const Diagnostic& diagnostic : findings.all()) out += text_of(diagnostic, tongue);
  }
  std::fputs(out.c_str(), stderr);
}

}  // namespace lectern::host
