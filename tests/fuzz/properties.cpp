// SPDX-License-Identifier: Apache-2.0
#include "properties.hpp"

#include "render/render.hpp"
#include "sample.hpp"

#include <utf8proc.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace lectern::test {
namespace {

bool is_code(std::string_view code) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789-";
  const std::size_t slash = code.find('/');
  const std::string_view own = slash == std::string_view::npos ? code : code.substr(slash + 1);
  const bool prefixed = slash == std::string_view::npos || slash != 0;
  return prefixed && !own.empty() && own.find_first_not_of(kLetters) == std::string_view::npos;
}

void check_message(const host::Message& message) {
  for (const auto language : {host::Message::Language::english, host::Message::Language::chinese})
    require(
        host::check_text(message.text(&untranslated, language), host::TextKind::line).fault == host::TextFault::none,
        "a message is a line of characters that can be seen");
}

bool is_boundary(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

void check_missing(const host::Speech& speech) {
  std::vector<host::FactId> shown;
  host::for_each_block(speech, [&](const host::Block& block) {
    for (const host::Span& span : block.spans) {
      if (span.missing) shown.push_back(span.fact);
    }
  });
  for (const host::FactId fact : shown)
    require(std::any_of(speech.missing.begin(), speech.missing.end(),
                        [fact](const host::MissingFact& missing) { return missing.fact == fact; }),
            "what the speech shows as missing is listed as missing");
  for (const host::MissingFact& missing : speech.missing)
    require(std::find(shown.begin(), shown.end(), missing.fact) != shown.end(),
            "what is listed as missing is shown in the speech");
}

}  // namespace

void require(bool holds, std::string_view property) {
  if (holds) return;
  std::fprintf(stderr, "broken property: %.*s\n", static_cast<int>(property.size()), property.data());
  std::abort();
}

std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

bool is_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t point = 0;
    const utf8proc_ssize_t size = utf8proc_iterate(bytes, left, &point);
    if (size <= 0) return false;
    bytes += size;
    left -= size;
  }
  return true;
}

void check_place(const host::Place& place, Length length) {
  if (place.source == nullptr) {
    require(place.line == 0 && place.column == 0, "a place in no source is nowhere");
    return;
  }
  if (place.line == 0) return;
  const std::string& text = place.source->text;
  const auto lines = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n') + 1);
  require(place.line <= lines, "a place's line is in its source");
  const std::size_t end = place.source->line(place.line).size();
  require(place.column <= end, "a place's column is in its line");
  if (length == Length::whole) require(place.column + place.length <= end, "a place ends in its line");
}

void check_findings(const host::Findings& findings) {
  for (const host::Diagnostic& diagnostic : findings.all()) {
    require(is_code(diagnostic.code), "a finding's code is lower case with hyphens");
    require(!diagnostic.message.empty(), "a finding has a message");
    check_message(diagnostic.message);
    if (!diagnostic.hint.empty()) check_message(diagnostic.hint);
    check_place(diagnostic.place, Length::open);
  }
  for (const auto language : {host::Message::Language::english, host::Message::Language::chinese}) {
    const std::string json = host::diagnostics_json(findings, {&untranslated, language});
    require(nlohmann::json::accept(json), "findings parse as JSON");
  }
}

void check_filled(std::string_view text, const std::vector<host::Span>& spans) {
  require(is_utf8(text), "a filled text is UTF-8");
  std::size_t at = 0;
  for (const host::Span& span : spans) {
    require(at <= span.begin && span.end <= text.size(), "spans are in order and in the text");
    require(span.begin < span.end, "a span holds something");
    require(is_boundary(text, span.begin) && is_boundary(text, span.end), "a span holds whole characters");
    at = span.end;
  }
}

void check_speech(const host::Plan& plan, const host::Speech& speech) {
  host::for_each_slot(plan.body, [](const host::PlannedSlot& slot) {
    require(slot.chosen.size() <= slot.use.most, "a slot has no more passages than it takes");
    for (const host::Chosen& chosen : slot.chosen)
      require(chosen.passage != nullptr && chosen.text != nullptr, "a chosen passage has its text");
  });
  host::for_each_block(speech, [](const host::Block& block) {
    check_filled(block.text, block.spans);
    require(block.passage != nullptr, "a block knows its passage");
    require(block.text.find('\n') == std::string::npos, "a block is one line");
  });
  check_missing(speech);
}

}  // namespace lectern::test
