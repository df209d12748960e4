// SPDX-License-Identifier: Apache-2.0
#include "readings.hpp"

#include "check/figures.hpp"
#include "check/manuscript.hpp"
#include "check/placeholder.hpp"
#include "properties.hpp"
#include "sample.hpp"

namespace lectern::test {
namespace {

bool is_boundary(std::string_view text, std::size_t at) {
  return at == text.size() || (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U);
}

/// A part of a text that was looked at in its normal form is a part of the text, in whole characters.
void check_original(std::string_view text, host::Stretch found) {
  require(found.begin <= found.end && found.end <= text.size() && is_boundary(text, found.begin) &&
              is_boundary(text, found.end),
          "what is found stands in the original");
}

void check_normal(std::string_view text) {
  const host::NormalText normal(text);
  const std::string_view form = normal.text();
  require(form.size() <= 2 * text.size(), "the normal form is no longer");
  require(form.find("　") == form.npos && form.find("（") == form.npos, "full width is gone");
  std::size_t last = 0;
  for (const host::Figure& figure : host::figures_in(form, {"元", "人"})) {
    require(figure.begin >= last && figure.end > figure.begin && figure.end <= form.size(), "figures stand in order");
    require(figure.date.has_value() == figure.value.empty(), "a figure is a number or a date");
    check_original(text, normal.original({figure.begin, figure.end}));
    last = figure.end;
  }
  std::size_t end = 0;
  for (const host::Stretch& found : host::placeholders_in(normal, host::Braces::are_slots)) {
    check_original(text, found);
    require(found.begin < found.end && found.begin >= end, "placeholders stand in order");
    end = found.end;
  }
}

void check_paragraph(const host::Manuscript& manuscript, const host::Paragraph& paragraph) {
  const std::string_view text = paragraph.text;
  const host::TextFault fault = host::check_text(text).fault;
  require(!text.empty() && fault != host::TextFault::not_utf8 && text.find('\r') == text.npos, "a paragraph is text");
  require(fault == host::TextFault::none || !paragraph.odd.empty(), "what no text may hold is noted to be told");
  require(!text.starts_with(' ') && !text.ends_with(' ') && !text.starts_with("\u3000"), "a paragraph has no indent");
  require((paragraph.level != 0) == (paragraph.kind == host::ParagraphKind::heading), "headings have levels");
  for (std::size_t at = 0; at < text.size(); at += 1 + text.size() / 8) {
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
    check_place(manuscript.place(paragraph, at, text.size()), Length::open);
  }
  if (const auto numeral = host::typed_numeral(text))
    require(numeral->level() <= 4 && numeral->number >= 1 && numeral->number <= 99 && numeral->length <= text.size() &&
                is_boundary(text, numeral->length),
            "a numeral is a whole one, from 1 to 99");
  if (paragraph.numeral)
    require(host::typed_numeral(text).has_value(), "a paragraph has the number that it begins with");
  check_normal(text);
}

}  // namespace

void check_reading(const std::optional<host::Manuscript>& manuscript, const host::Findings& findings) {
  check_findings(findings);
  require(manuscript.has_value() == (findings.errors() == 0), "a manuscript is read, or there is an error");
  if (!manuscript) return;
  for (const host::Paragraph& paragraph : manuscript->paragraphs) check_paragraph(*manuscript, paragraph);
  check_findings(host::check_manuscript(*manuscript));
  check_findings(host::check_manuscript(*manuscript, sample_draft()));
  check_findings(host::compare_paragraphs(*manuscript, sample_draft()));
}

}  // namespace lectern::test
