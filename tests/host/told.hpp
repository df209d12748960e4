// SPDX-License-Identifier: Apache-2.0
//
// Findings and messages as short strings, for expectations that can be read.
#pragma once

#include "source/diagnostic.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

inline std::string english(const Message& message) {
  return message.text([](const char* text) { return text; }, Message::Language::english);
}

/// "x.info:2:7": the file as the user finds it, the line and the byte of the line, both from 1. Empty for nowhere.
inline std::string where(const Place& place) {
  if (place.source == nullptr) return {};
  if (place.line == 0) return place.source->name;
  return fmt::format("{}:{}:{}", place.source->name, place.line, place.column + 1);
}

/// The text that a place names.
inline std::string_view pointed_at(const Place& place) {
  if (place.source == nullptr) return {};
  const std::string_view line = place.source->line(place.line);
  return place.column > line.size() ? std::string_view() : line.substr(place.column, place.length);
}

/// "key-unknown x.info:2:7" for each finding; warnings and notes begin with their severity.
inline std::vector<std::string> told(const Findings& findings) {
  std::vector<std::string> out;
  for (const Diagnostic& diagnostic : findings.listed()) {
    const std::string_view severity = diagnostic.severity == Severity::error     ? ""
                                      : diagnostic.severity == Severity::warning ? "warning "
                                                                                 : "note ";
    const std::string place = where(diagnostic.place);
    out.push_back(fmt::format("{}{}{}{}", severity, diagnostic.code, place.empty() ? "" : " ", place));
  }
  return out;
}

using Told = std::vector<std::string>;

/// The hints of all findings, one a line.
inline std::string hints(const Findings& findings) {
  std::string out;
  for (const Diagnostic& diagnostic : findings.listed()) out += english(diagnostic.hint) + "\n";
  return out;
}

/// The messages of all findings, one a line.
inline std::string messages(const Findings& findings) {
  std::string out;
  for (const Diagnostic& diagnostic : findings.listed()) out += english(diagnostic.message) + "\n";
  return out;
}

}  // namespace lectern::host
