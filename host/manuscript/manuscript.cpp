// SPDX-License-Identifier: Apache-2.0
#include "manuscript/manuscript.hpp"

#include "manuscript/plain.hpp"
#include "manuscript/word.hpp"

#include <iconv.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <span>

namespace lectern::host {
namespace {

struct FormatName {
  std::string_view name;
  ManuscriptFormat format;
};
constexpr std::array<FormatName, 4> kFormats = {{{"docx", ManuscriptFormat::docx},
                                                 {"txt", ManuscriptFormat::txt},
                                                 {"md", ManuscriptFormat::md},
                                                 {"markdown", ManuscriptFormat::md}}};
constexpr std::size_t kFormatsShown = 3;

// ---- What the bytes are ----

constexpr std::string_view kZip = "PK\x03\x04";

/// What a reader of another program is needed for. These say so in their first bytes.
struct Foreign {
  std::string_view magic;
  const char* name;
};
constexpr std::array<Foreign, 4> kForeign = {{{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "Word 97-2003 (.doc), WPS (.wps)"},
                                              {"{\\rtf", "RTF"},
                                              {"%PDF", "PDF"},
                                              {"\x7F"
                                               "ELF",
                                               "ELF"}}};

bool is_foreign(std::string_view bytes, const Place& file, Findings& findings) {
  const auto* const found = std::find_if(kForeign.begin(), kForeign.end(),
                                         [bytes](const Foreign& foreign) { return bytes.starts_with(foreign.magic); });
  if (found == kForeign.end()) return false;
  const bool is_compound = found == kForeign.begin();
  findings.error("manuscript-format", file,
                 is_compound
                     ? message("the file is in an old binary format, {}, or protected by a password", found->name)
                     : message("the file is in the format {}, which is not read", found->name),
                 is_compound ? message("open it in Word or WPS, and save it as .docx without a password")
                             : message("save it as .docx, or as plain text"));
  return true;
}

std::optional<ManuscriptFormat> format_of(const std::string& name, std::string_view bytes, const Place& file,
                                          Findings& findings) {
  if (bytes.starts_with(kZip)) return ManuscriptFormat::docx;
  std::string extension = std::filesystem::path(name).extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (const auto format = manuscript_format_named(extension.empty() ? extension : extension.substr(1))) return format;
  findings.error("manuscript-format", file,
                 extension.empty() ? message("the file's name does not say what format it has")
                                   : message("there is no reader for '{}'", extension),
                 message("say it with -f; there are: {}", manuscript_format_names()));
  return std::nullopt;
}

// ---- Encodings of plain text ----

/// Nothing where the bytes are not of this encoding.
std::optional<std::string> converted(const std::string& bytes, const char* from) {
  const iconv_t converter = iconv_open("UTF-8", from);
  if (converter == iconv_t(-1)) return std::nullopt;
  std::string out(3 * bytes.size() + 4, '\0');  // no character of two bytes takes more than three
  std::string given = bytes;                    // iconv() wants to write through the pointer
  char* in = given.data();
  std::size_t in_left = given.size();
  char* to = out.data();
  std::size_t out_left = out.size();
  const std::size_t result = iconv(converter, &in, &in_left, &to, &out_left);
  iconv_close(converter);
  if (result == static_cast<std::size_t>(-1) || in_left != 0) return std::nullopt;
  out.resize(out.size() - out_left);
  return out;
}

bool is_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (std::size_t i = 0; i < text.size();) {
    utf8proc_int32_t point = 0;
    const utf8proc_ssize_t size = utf8proc_iterate(bytes + i, static_cast<utf8proc_ssize_t>(text.size() - i), &point);
    if (size <= 0) return false;
    i += static_cast<std::size_t>(size);
  }
  return true;
}

/// The text in UTF-8. What Chinese editors write otherwise is converted, and the user told.
std::optional<std::string> to_utf8(std::string bytes, const Place& file, Findings& findings) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (bytes.starts_with(kByteOrderMark)) bytes.erase(0, kByteOrderMark.size());
  const bool is_utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  if (!is_utf16 && bytes.find('\0') != std::string::npos) {
    findings.error("manuscript-format", file, message("the file is no text: it holds zero bytes"),
                   message("say what it is with -f, or save it as .docx or as plain text"));
    return std::nullopt;
  }
  if (!is_utf16 && is_utf8(bytes)) return bytes;
  const char* const encoding = is_utf16 ? "UTF-16" : "GB18030";
  std::optional<std::string> text = converted(bytes, encoding);
  if (!text) {
    findings.error("encoding", file, message("the text is neither in UTF-8 nor in GB18030 nor in UTF-16"),
                   message("open it in its editor, and save it in UTF-8"));
    return std::nullopt;
  }
  findings.note("encoding-converted", file, message("the text is in {}, and is read so", encoding));
  return text;
}

/// Lines that end as on Windows, or with a carriage return alone, end as all others.
std::string with_plain_ends(const std::string& text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_end = text[i] == '\r';
    if (is_end && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out += is_end ? '\n' : text[i];
  }
  return out;
}

// ---- Reading ----

std::optional<Manuscript> read_plain(const Source& named, ManuscriptFormat format, std::string bytes, Sources& sources,
                                     Findings& findings) {
  const Place file{&named, 0, 0, 0};
  if (bytes.size() > kMostTextBytes) {
    findings.error("manuscript-too-large", file,
                   message("the text is larger than {} KiB", std::to_string(kMostTextBytes / 1024)),
                   message("a speech is some kilobytes: check that this is the right file"));
    return std::nullopt;
  }
  std::optional<std::string> text = to_utf8(std::move(bytes), file, findings);
  if (!text) return std::nullopt;
  const Source& source = sources.add(named.name, with_plain_ends(*text));
  return format == ManuscriptFormat::md ? read_markdown(source, findings) : read_text(source, findings);
}

std::optional<Manuscript> read_docx(const Source& named, std::string_view bytes, const Modules& modules,
                                    Sources& sources, Findings& findings) {
  const Place file{&named, 0, 0, 0};
  const lectern_zip_v1* const zip = modules.zip(findings);
  if (zip == nullptr) return std::nullopt;
  std::optional<WordParts> parts = unpack_word(bytes, *zip, file, findings);
  if (!parts) return std::nullopt;
  return read_word(std::move(*parts), file, sources, findings);
}

}  // namespace

std::optional<ManuscriptFormat> manuscript_format_named(std::string_view name) {
  for (const FormatName& known : kFormats) {
    if (known.name == name) return known.format;
  }
  return std::nullopt;
}

std::string manuscript_format_names() {
  std::string out;
  for (const FormatName& known : std::span(kFormats).first(kFormatsShown)) {
    if (!out.empty()) out += ", ";
    out += known.name;
  }
  return out;
}

std::string_view name_of(ParagraphKind kind) {
  switch (kind) {
    case ParagraphKind::text:
      return "text";
    case ParagraphKind::title:
      return "title";
    case ParagraphKind::heading:
      return "heading";
    case ParagraphKind::cell:
      return "cell";
    case ParagraphKind::quote:
      return "quote";
    case ParagraphKind::note:
      return "note";
    case ParagraphKind::box:
      return "box";
    case ParagraphKind::margin:
      return "margin";
  }
  return {};
}

bool is_spoken(ParagraphKind kind) {
  return kind != ParagraphKind::note && kind != ParagraphKind::box && kind != ParagraphKind::margin;
}

Place Manuscript::place(const Paragraph& paragraph, std::size_t begin, std::size_t end) const {
  Place place{source, 0, 0, 0};
  const auto behind = std::upper_bound(paragraph.pieces.begin(), paragraph.pieces.end(), begin,
                                       [](std::size_t offset, const Piece& piece) { return offset < piece.begin; });
  if (behind == paragraph.pieces.begin()) return place;
  const Piece& piece = *(behind - 1);
  // What the source writes otherwise (an entity, the number of a list's item) may be longer than the line.
  const std::size_t size = source->line(piece.line).size();
  const std::size_t column = std::min(piece.column + begin - piece.begin, size);
  const std::size_t last = behind == paragraph.pieces.end() ? end : std::min(end, behind->begin);
  place.line = piece.line;
  place.column = static_cast<std::uint32_t>(column);
  place.length = static_cast<std::uint32_t>(std::min(last - begin, size - column));
  return place;
}

std::optional<Manuscript> read_manuscript(const std::string& name, std::string bytes,
                                          std::optional<ManuscriptFormat> format, const Modules& modules,
                                          Sources& sources, Findings& findings) {
  const Source& named = sources.add(name, {});
  const Place file{&named, 0, 0, 0};
  if (is_foreign(bytes, file, findings)) return std::nullopt;
  if (!format) format = format_of(name, bytes, file, findings);
  if (!format) return std::nullopt;
  std::optional<Manuscript> read = *format == ManuscriptFormat::docx
                                       ? read_docx(named, bytes, modules, sources, findings)
                                       : read_plain(named, *format, std::move(bytes), sources, findings);
  if (read && read->paragraphs.empty())
    findings.warning("manuscript-empty", file, message("there is no text in the file"),
                     message("check that this is the right file"));
  return read;
}

}  // namespace lectern::host
