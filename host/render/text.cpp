// SPDX-License-Identifier: Apache-2.0
#include "render/render.hpp"

#include <algorithm>
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

/// Markdown reads these as marks of its own.
std::string escape_marks(std::string_view text) {
  constexpr std::string_view kMarks = "\\`*_[]<>#|~&";
  std::string out;
  for (const char c : text) {
    if (kMarks.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// How many bytes the number of a list takes here: 1. or 1), with nothing but a space behind it.
std::size_t list_number(std::string_view text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0 || digits == text.size() || (text[digits] != '.' && text[digits] != ')')) return 0;
  return digits + 1 == text.size() || text[digits + 1] == ' ' ? digits + 1 : 0;
}

/// A paragraph, or what follows the marks of a heading: read back, it is the same text. At its beginning a list or a rule
/// would begin otherwise, and spaces at its ends would be lost.
std::string escape_markdown(std::string_view text) {
  constexpr std::string_view kSpace = "&#32;";
  const bool has_space = text.ends_with(' ');
  if (has_space) text.remove_suffix(1);
  std::string out;
  if (text.starts_with(' ')) {
    out = kSpace;
    text.remove_prefix(1);
  } else if (const std::size_t number = list_number(text); number != 0) {
    out.append(text.substr(0, number - 1)).append("\\").append(text.substr(number - 1, 1));
    text.remove_prefix(number);
  } else if (text.starts_with('-') || text.starts_with('+')) {
    out = '\\';
  }
  out += escape_marks(text);
  return has_space ? out.append(kSpace) : out;
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
    const std::string number = escape_numeral(numeral(block));
    out += number + escape_markdown(block.text) + "\n\n";
  }
  if (!out.empty()) out.pop_back();
  return out;
}

}  // namespace lectern::host
