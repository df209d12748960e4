// SPDX-License-Identifier: Apache-2.0
#include "readings.hpp"

#include "check/figures.hpp"
#include "check/manuscript.hpp"
#include "properties.hpp"
#include "sample.hpp"

namespace lectern::test {
namespace {

void check_paragraph(const host::Manuscript& manuscript, const host::Paragraph& paragraph) {
  const std::string_view text = paragraph.text;
  require(!text.empty() && host::check_text(text).fault == host::TextFault::none && text.find('\r') == text.npos,
          "a paragraph is clean text");
  require(!text.starts_with(' ') && !text.ends_with(' ') && !text.starts_with("\u3000"), "a paragraph has no indent");
  require((paragraph.level != 0) == (paragraph.kind == host::ParagraphKind::heading), "headings have levels");
  for (std::size_t at = 0; at < text.size(); at += 1 + text.size() / 8) {
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
    check_place(manuscript.place(paragraph, at, text.size()), Length::open);
  }
  if (const auto numeral = host::typed_numeral(text))
    require(numeral->level >= 1 && numeral->level <= 4 && numeral->number >= 1 && numeral->length <= text.size(),
            "a numeral is one of the four kinds");
  std::size_t last = 0;
  for (const host::Figure& figure : host::figures_in(text, {"元", "人"})) {
    require(figure.begin >= last && figure.end > figure.begin && figure.end <= text.size(), "figures stand in order");
    require(figure.date.has_value() == figure.value.empty(), "a figure is a number or a date");
    last = figure.end;
  }
}

}  // namespace

void check_reading(const std::optional<host::Manuscript>& manuscript, const host::Findings& findings) {
  check_findings(findings);
  require(manuscript.has_value() == (findings.errors() == 0), "a manuscript is read, or there is an error");
  if (!manuscript) return;
  for (const host::Paragraph& paragraph : manuscript->paragraphs) check_paragraph(*manuscript, paragraph);
  check_findings(host::check_manuscript(*manuscript));
  check_findings(host::compare_paragraphs(*manuscript, sample_draft()));
}

}  // namespace lectern::test
