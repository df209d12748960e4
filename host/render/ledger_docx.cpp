// SPDX-License-Identifier: Apache-2.0
//
// The ledger (核稿单) as a table that an office signs: on A4 turned, its heading repeated on every page.
#include "render/office.hpp"
#include "render/page.hpp"
#include "render/render.hpp"

namespace lectern::host {
namespace {

constexpr const char* kTitle = "Title";
constexpr const char* kCell = "LedgerCell";
constexpr const char* kHead = "LedgerHead";
constexpr const char* kFooter = "Footer";

/// What a column shows, and its width; all together fill the turned page between its margins.
struct Column {
  std::string LedgerRow::*text;  ///< null: left free for a signature
  Twips width;
};
constexpr std::array<Column, 10> kColumns = {{{&LedgerRow::number, 560},
                                              {&LedgerRow::label, 1560},
                                              {&LedgerRow::text, 2220},
                                              {&LedgerRow::where, 960},
                                              {&LedgerRow::value, 1400},
                                              {&LedgerRow::origin_file, 1960},
                                              {&LedgerRow::source, 1660},
                                              {&LedgerRow::as_of, 900},
                                              {&LedgerRow::verified, 800},
                                              {nullptr, 736}}};

/// The looks of the profile's print copy, smaller.
std::string styles(const PageLayout& layout) {
  pugi::xml_document document;
  const Xml root = begin_part(document, "w:styles");
  add_defaults(root, layout.look(Part::body).font, layout.digits_font, 21);
  const Xml normal = add_style(root, "paragraph", "Normal", "Normal");
  normal.add("w:qFormat");
  const auto style = [&](const char* id, const char* name, const std::string& font, unsigned half_points,
                         std::string_view side) {
    const Xml made = add_style(root, "paragraph", id, name);
    made.add("w:basedOn", {{"w:val", "Normal"}});
    const Xml properties = made.add("w:pPr");
    if (id == kTitle) properties.add("w:spacing", {{"w:after", "240"}});
    properties.add("w:jc", {{"w:val", side}});
    const Xml run = made.add("w:rPr");
    add_fonts(run, font, id == kFooter ? font : layout.digits_font);
    run.add("w:sz", {{"w:val", std::to_string(half_points)}});
    run.add("w:szCs", {{"w:val", std::to_string(half_points)}});
  };
  style(kTitle, "Title", layout.look(Part::title).font, 36, "center");
  style(kCell, "核稿单内容", layout.look(Part::body).font, 21, "left");
  style(kHead, "核稿单表头", layout.look(Part::heading1).font, 21, "center");
  style(kFooter, "footer", layout.look(Part::page_number).font, 21, "center");
  return finish_part(document);
}

void add_line(const Xml& parent, const char* style, std::string_view text) {
  const Xml paragraph = parent.add("w:p");
  paragraph.add("w:pPr").add("w:pStyle", {{"w:val", style}});
  if (!text.empty()) add_text(paragraph, text);
}

void add_row(const Xml& table, const LedgerRow& row, const char* style, std::string_view signature) {
  const Xml made = table.add("w:tr");
  const Xml properties = made.add("w:trPr");
  properties.add("w:cantSplit");
  if (style == kHead) properties.add("w:tblHeader");
  for (const Column& column : kColumns) {
    const Xml cell = made.add("w:tc");
    const Xml cell_properties = cell.add("w:tcPr");
    cell_properties.add("w:tcW", {{"w:w", std::to_string(column.width)}, {"w:type", "dxa"}});
    cell_properties.add("w:vAlign", {{"w:val", "center"}});
    add_line(cell, style, column.text == nullptr ? signature : std::string_view(row.*column.text));
  }
}

Xml add_table(const Xml& body) {
  const Xml table = body.add("w:tbl");
  const Xml properties = table.add("w:tblPr");
  properties.add("w:tblW", {{"w:w", "0"}, {"w:type", "auto"}});
  const Xml borders = properties.add("w:tblBorders");
  for (const char* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"})
    borders.add(side, {{"w:val", "single"}, {"w:sz", "4"}, {"w:space", "0"}, {"w:color", "auto"}});
  properties.add("w:tblLayout", {{"w:type", "fixed"}});
  const Xml margins = properties.add("w:tblCellMar");
  margins.add("w:left", {{"w:w", "60"}, {"w:type", "dxa"}});
  margins.add("w:right", {{"w:w", "60"}, {"w:type", "dxa"}});
  const Xml grid = table.add("w:tblGrid");
  for (const Column& column : kColumns) grid.add("w:gridCol", {{"w:w", std::to_string(column.width)}});
  return table;
}

std::string footer() {
  pugi::xml_document document;
  const Xml paragraph = begin_part(document, "w:ftr").add("w:p");
  paragraph.add("w:pPr").add("w:pStyle", {{"w:val", kFooter}});
  add_page_field(paragraph);
  return finish_part(document);
}

}  // namespace

std::string ledger_docx(const Draft& draft, const Writing& writing, Findings& findings) {
  const PageLayout layout = page_layout(draft, Edition::print, findings);
  pugi::xml_document document;
  const Xml body = begin_part(document, "w:document").add("w:body");
  OfficeFile file;
  file.title = ledger_title(draft, writing.tongue);
  file.unit = draft.unit();
  add_line(body, kTitle, file.title);
  const Xml table = add_table(body);
  add_row(table, ledger_headings(writing.tongue), kHead, writing.tongue(message("signature")));
  for (const LedgerRow& row : ledger_rows(draft, writing.tongue)) add_row(table, row, kCell, {});
  add_line(body, kCell, {});  // Word wants a paragraph behind a table
  const Xml section = body.add("w:sectPr");
  section.add("w:footerReference", {{"w:type", "default"}, {"r:id", kOddFooter}});
  add_page_size(section, true);
  file.document = finish_part(document);
  file.styles = styles(layout);
  file.fonts = font_table({layout.digits_font, layout.look(Part::body).font, layout.look(Part::title).font,
                           layout.look(Part::heading1).font, layout.look(Part::page_number).font});
  file.odd_footer = footer();
  return pack_office(file, time_of(draft, writing), writing.modules, findings);
}

}  // namespace lectern::host
