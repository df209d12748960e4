// SPDX-License-Identifier: Apache-2.0
#include "cli/environment.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdio>

namespace lectern::host {
namespace {

/// A Chinese character takes two.
std::size_t cells_of(std::string_view text) {
  std::size_t cells = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (std::size_t i = 0; i < text.size();) {
    utf8proc_int32_t point = 0;
    const utf8proc_ssize_t size = utf8proc_iterate(bytes + i, static_cast<utf8proc_ssize_t>(text.size() - i), &point);
    i += size <= 0 ? 1 : static_cast<std::size_t>(size);
    cells += size <= 0 ? 1 : static_cast<std::size_t>(utf8proc_charwidth(point));
  }
  return cells;
}

/// Shorter where the file is below the current folder.
std::string shown(const std::string& name) {
  std::error_code fault;
  const std::filesystem::path near = std::filesystem::proximate(name, fault);
  const bool is_far = fault || near.empty() || *near.begin() == ".." || name.starts_with("--");
  return visible(is_far ? name : near.string());
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

/// A character of a line as it is shown.
struct Glyph {
  std::string text;
  std::size_t at = 0;  ///< offset in the line
  std::size_t cells = 0;
};

/// What cannot be seen is shown as a replacement character, and reaches no terminal.
std::vector<Glyph> glyphs_of(std::string_view line) {
  std::vector<Glyph> out;
  Characters characters(line);
  for (Characters::Step step; characters.next(step);) {
    if (step.bytes == "\t") {
      out.push_back({" ", step.at, 1});
    } else if (step.point >= 0 && step.fault == CharacterFault::none) {
      out.push_back({std::string(step.bytes), step.at, cells_of(step.bytes)});
    } else {
      out.push_back({"\uFFFD", step.at, 1});
    }
  }
  return out;
}

std::size_t cells_of(const std::vector<Glyph>& glyphs, std::size_t from, std::size_t to) {
  std::size_t cells = 0;
  for (std::size_t i = from; i < to; ++i) cells += glyphs[i].cells;
  return cells;
}

/// What of a line is near an offset in it: a line may be as long as the file, and a screen shows little of it.
std::string_view near(std::string_view line, std::size_t offset) {
  constexpr std::size_t kNear = 2'000;
  const auto is_inside = [line](std::size_t at) {  // of a character
    return at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U;
  };
  std::size_t begin = offset > kNear ? std::min(offset - kNear, line.size()) : 0;
  std::size_t end = std::min(offset + kNear, line.size());
  while (is_inside(begin)) ++begin;
  while (is_inside(end)) ++end;
  return line.substr(begin, end - begin);
}

/// The line with the place underlined. One longer than a screen is cut around the place; one that is not UTF-8 is
/// not shown.
std::string caret_lines(const Place& place) {
  constexpr std::size_t kWidest = 100;
  constexpr std::size_t kMostBefore = 40;
  constexpr std::string_view kCut = "...";
  const std::string_view whole = place.source->line(place.line);
  const std::string_view line = near(whole, place.column);
  if (line.empty() || check_text(line).fault == TextFault::not_utf8) return {};
  const std::vector<Glyph> glyphs = glyphs_of(line);
  const auto skipped = static_cast<std::size_t>(line.data() - whole.data());
  const auto index = [&](std::size_t offset) {
    return static_cast<std::size_t>(
        std::count_if(glyphs.begin(), glyphs.end(), [&](const Glyph& glyph) { return skipped + glyph.at < offset; }));
  };
  const std::size_t begin = index(place.column);
  std::size_t first = 0;
  std::size_t last = glyphs.size();
  if (cells_of(glyphs, 0, last) > kWidest) {
    std::size_t cells = 0;
    for (first = begin; first != 0 && cells + glyphs[first - 1].cells <= kMostBefore; --first)
      cells += glyphs[first - 1].cells;
    for (last = begin; last != glyphs.size() && cells + glyphs[last].cells <= kWidest; ++last)
      cells += glyphs[last].cells;
  }
  const bool is_cut = first != 0 || skipped != 0;
  std::string out = "  ";
  if (is_cut) out += kCut;
  for (std::size_t i = first; i < last; ++i) out += glyphs[i].text;
  if (last != glyphs.size() || skipped + line.size() != whole.size()) out += kCut;
  out += "\n";
  const std::size_t end = std::min(index(std::size_t{place.column} + place.length), last);
  if (place.length == 0 || begin >= end) return out;
  const std::size_t before = cells_of(glyphs, first, begin) + (is_cut ? kCut.size() : 0);
  return out + fmt::format("  {:{}}{:^>{}}\n", "", before, "", cells_of(glyphs, begin, end));
}

}  // namespace

std::string place_text(const Place& place, const Tongue& tongue) {
  if (place.source == nullptr) return {};
  std::string out = shown(place.source->name);
  if (place.line != 0 && place.source->lines == Source::Lines::paragraphs) {
    out += tongue(message(", paragraph {}", std::to_string(place.line)));
  } else if (place.line != 0) {
    const std::string_view before = place.source->line(place.line).substr(0, place.column);
    out += fmt::format(":{}:{}", place.line, count_characters(before) + 1);
  }
  return out + ": ";
}

std::string diagnostic_text(const Diagnostic& diagnostic, const Tongue& tongue) {
  const Place& place = diagnostic.place;
  std::string out = place_text(place, tongue);
  if (diagnostic.brief)
    return out + fmt::format("{}[{}]: {}{}{}\n", severity_word(diagnostic.severity, tongue), diagnostic.code,
                             tongue(diagnostic.message), tongue.language == Message::Language::english ? "; " : "；",
                             tongue(diagnostic.hint));
  out += fmt::format("{}[{}]: {}\n", severity_word(diagnostic.severity, tongue), diagnostic.code,
                     tongue(diagnostic.message));
  if (place.source != nullptr && place.line != 0) out += caret_lines(place);
  if (!diagnostic.hint.empty()) out += "  " + tongue(message("hint: {}", tongue(diagnostic.hint))) + "\n";
  return out;
}

void print_findings(const Findings& findings, DiagnosticStyle style, const Tongue& tongue) {
  std::string out;
  if (style == DiagnosticStyle::json) {
    out = diagnostics_json(findings, tongue);
  } else {
    for (const Diagnostic& diagnostic : findings.listed()) out += diagnostic_text(diagnostic, tongue);
  }
  static_cast<void>(std::fputs(out.c_str(), stderr));  // there is nowhere left to say that this failed
}

}  // namespace lectern::host
