// SPDX-License-Identifier: Apache-2.0
//
// A Word file's parts, in sections named document, styles, comments, extended, numbering, notes and margins; an input that
// begins as an archive does is read as one.
#include "manuscript/word.hpp"
#include "check/manuscript.hpp"

#include "properties.hpp"
#include "readings.hpp"
#include "sections.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lectern;
  const std::string_view input = test::text_of(data, size);
  host::Sources sources;
  host::Findings findings;
  if (input.starts_with("PK")) {
    const auto read = host::read_manuscript("x.docx", std::string(input), host::ManuscriptFormat::docx,
                                            host::Modules(LECTERN_MODULES), sources, findings);
    test::check_reading(read, findings);
    return 0;
  }
  host::WordParts parts;
  for (const test::NamedText& section : test::split_sections(input)) {
    if (section.name == "document") parts.document = section.text;
    if (section.name == "styles") parts.styles = section.text;
    if (section.name == "comments") parts.comments = section.text;
    if (section.name == "extended") parts.comments_extended = section.text;
    if (section.name == "numbering") parts.numbering = section.text;
    if (section.name == "notes") parts.notes.emplace_back(section.text);
    if (section.name == "margins") parts.margins.emplace_back(section.text);
  }
  const host::Source& named = sources.add("x.docx", {});
  const auto read = host::read_word(std::move(parts), {&named, 0, 0, 0}, sources, findings);
  test::check_reading(read, findings);
  return 0;
}
