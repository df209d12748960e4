// SPDX-License-Identifier: Apache-2.0
#include "manuscript/word.hpp"

#include "manuscript/word_text.hpp"
#include "manuscript/xml.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace lectern::host {
namespace {

void report(WordFault fault, const Place& file, Findings& findings) {
  const Message again = message("open it in Word or WPS and save it again, or ask for another copy");
  switch (fault) {
    case WordFault::none:
      return;
    case WordFault::too_deep:
      return findings.error("manuscript-unsafe", file, message("the Word file's parts are nested too deep"),
                            message("Word and WPS write no such files: ask who it comes from"));
    case WordFault::not_utf8:
      return findings.error("manuscript-damaged", file, message("the Word file is damaged: its text is not UTF-8"),
                            again);
    case WordFault::too_many:
      return report_too_many(file, findings);
    case WordFault::too_long:
      return report_too_long(file, findings);
  }
}

/// Threads of comments that nobody has closed. A comment is known by the id of its last paragraph.
std::size_t count_comments(const pugi::xml_node& comments, const pugi::xml_node& extended) {
  std::set<std::string_view> settled;
  for (const pugi::xml_node node : extended.children()) {
    const char* const id = attribute(node, "paraId");
    const char* const done = attribute(node, "done");
    const bool is_done = done != nullptr && std::string_view(done) != "0" && std::string_view(done) != "false";
    if (id != nullptr && (is_done || attribute(node, "paraIdParent") != nullptr)) settled.insert(id);
  }
  std::size_t open = 0;
  for (const pugi::xml_node node : comments.children()) {
    if (local_name(node.name()) != "comment") continue;
    const char* last = nullptr;
    for (const pugi::xml_node paragraph : node.children()) {
      if (const char* const id = attribute(paragraph, "paraId")) last = id;
    }
    if (last == nullptr || !settled.contains(last)) ++open;
  }
  return open;
}

/// Pages on the left, on the right and the first have headers and footers of their own, which mostly say the same.
void drop_repeated_margins(std::vector<Paragraph>& paragraphs) {
  std::set<std::string> said;
  std::erase_if(paragraphs, [&said](const Paragraph& paragraph) {
    return paragraph.kind == ParagraphKind::margin && !said.insert(paragraph.text).second;
  });
}

/// A line for each paragraph, for places to point into.
const Source& source_of(std::vector<Paragraph>& paragraphs, const std::string& name, Sources& sources) {
  std::string text;
  std::uint32_t number = 0;
  for (Paragraph& paragraph : paragraphs) {
    std::string line = paragraph.text;
    std::replace(line.begin(), line.end(), '\n', ' ');
    text += line + "\n";
    paragraph.pieces = {{0, ++number, 0}};
    for (OddCharacter& odd : paragraph.odd) odd = {odd.point, odd.fault, number, 0, 0};
  }
  return sources.add(name, std::move(text), Source::Lines::paragraphs);
}

}  // namespace

std::optional<Manuscript> read_word(WordParts parts, const Place& file, Sources& sources, Findings& findings) {
  std::array<pugi::xml_document, 6> trees;
  auto& [document, styles, numbering, comments, extended, notes] = trees;
  std::string* const texts[] = {&parts.document, &parts.styles, &parts.numbering, &parts.comments,
                                &parts.comments_extended};
  for (std::size_t i = 0; i < std::size(texts); ++i) {
    const bool is_read = (i != 0 && texts[i]->empty()) || parse_xml(trees[i], *texts[i], file, findings);
    if (!is_read) return std::nullopt;
  }
  const pugi::xml_node body = child(document.document_element(), "body");
  if (local_name(document.document_element().name()) != "document" || !body) {
    findings.error("manuscript-format", file, message("the archive holds no Word document"),
                   message("save it as .docx in Word or WPS"));
    return std::nullopt;
  }
  Manuscript read;
  const Styles known(styles.document_element());
  Numbering numbers(numbering.document_element());
  WordFault fault = read_word_text(body, ParagraphKind::text, known, numbers, read.paragraphs);
  for (const auto& [texts_beside, kind] :
       {std::pair(&parts.notes, ParagraphKind::note), std::pair(&parts.margins, ParagraphKind::margin)}) {
    for (std::string& text : *texts_beside) {
      if (text.empty() || fault != WordFault::none) continue;
      if (!parse_xml(notes, text, file, findings)) return std::nullopt;
      fault = read_word_text(notes.document_element(), kind, known, numbers, read.paragraphs);
    }
  }
  report(fault, file, findings);
  if (fault != WordFault::none) return std::nullopt;
  drop_repeated_margins(read.paragraphs);
  find_numerals(read.paragraphs);
  find_headings(read.paragraphs);
  read.source = &source_of(read.paragraphs, file.source->name, sources);
  read.open_comments = count_comments(comments.document_element(), extended.document_element());
  return read;
}

}  // namespace lectern::host
