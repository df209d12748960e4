// SPDX-License-Identifier: Apache-2.0
#include "render/render.hpp"

#include <array>

namespace lectern::host {
namespace {

using WriteText = std::string (*)(const Draft&, const Tongue&);
template <WriteText write>
std::string as_format(const Draft& draft, const Writing& writing, Findings& /*findings*/) {
  return write(draft, writing.tongue);
}

constexpr std::array<Format, 6> kFormats = {{{"txt", false, &as_format<&write_text>},
                                             {"md", false, &as_format<&write_markdown>},
                                             {"html", false, &as_format<&write_html>},
                                             {"json", false, &as_format<&write_json>},
                                             {"docx", true, &write_docx},
                                             {"pdf", true, &write_pdf}}};

constexpr std::array<Format, 4> kLedgerFormats = {{{"txt", false, &as_format<&ledger_text>},
                                                   {"csv", false, &as_format<&ledger_csv>},
                                                   {"html", false, &as_format<&ledger_html>},
                                                   {"docx", false, &ledger_docx}}};

/// Markdown reads some characters at the start of a line, and a few anywhere, as marks of its own.
std::string escape_markdown(std::string_view text) {
  constexpr std::string_view kMarks = "\\`*_[]<>#|~";
  std::string out;
  for (const char c : text) {
    if (kMarks.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// "1." would begin a list of Markdown's own.
std::string escape_numeral(std::string numeral) {
  if (numeral.ends_with('.')) numeral.insert(numeral.size() - 1, 1, '\\');
  return numeral;
}

}  // namespace

std::span<const Format> formats() { return kFormats; }

std::span<const Format> ledger_formats() { return kLedgerFormats; }

const Format* format_named(std::span<const Format> formats, std::string_view name) {
  for (const Format& format : formats) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

std::string names_of(std::span<const Format> formats) {
  std::string out;
  for (const Format& format : formats) {
    if (!out.empty()) out += ", ";
    out += format.name;
  }
  return out;
}

std::string write_text(const Draft& draft, const Tongue& /*tongue*/) {
  constexpr std::string_view kIndent = "\u3000\u3000";
  const Speech& speech = draft.speech;
  std::string out;
  for (const auto* head : {&speech.title, &speech.date, &speech.speaker}) {
    for (const Block& block : *head) out += block.text + "\n";
  }
  out += "\n";
  for (const Block& block : speech.salutation) {
    out += &block == &speech.salutation.front() ? "" : kIndent;
    out += block.text + "\n";
  }
  for (const Block& block : speech.blocks) {
    out += kIndent;
    out += numeral(block) + block.text + "\n";
  }
  return out;
}

std::string write_markdown(const Draft& draft, const Tongue& /*tongue*/) {
  const Speech& speech = draft.speech;
  std::string out;
  for (const Block& block : speech.title) out.append("# ").append(escape_markdown(block.text)).append("\n\n");
  for (const auto* head : {&speech.date, &speech.speaker, &speech.salutation}) {
    for (const Block& block : *head) out += escape_markdown(block.text) + "\n\n";
  }
  for (const Block& block : speech.blocks) {
    if (block.kind == BlockKind::heading) out += std::string(block.level + 1, '#') + " ";
    out += escape_numeral(numeral(block)) + escape_markdown(block.text) + "\n\n";
  }
  if (!out.empty()) out.pop_back();
  return out;
}

}  // namespace lectern::host
