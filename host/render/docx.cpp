// SPDX-License-Identifier: Apache-2.0
//
// WordprocessingML (ISO/IEC 29500-1) of a speech. Looks are styles, not formatting of their own; elements stand in the
// order of the schema, which Word insists on.
#include "check/check.hpp"
#include "render/office.hpp"
#include "render/page.hpp"
#include "render/readings.hpp"
#include "render/render.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lectern::host {
namespace {

/// A style of the document for each part. Word knows the built-in ones by name, whatever its language.
struct PartStyle {
  Part part;
  const char* id;
  const char* name;
};
constexpr std::array<PartStyle, kParts> kStyles = {{{Part::title, "Title", "Title"},
                                                    {Part::subtitle, "Subtitle", "Subtitle"},
                                                    {Part::byline, "Date", "Date"},
                                                    {Part::salutation, "Salutation", "Salutation"},
                                                    {Part::body, "BodyText", "Body Text"},
                                                    {Part::heading1, "Heading1", "heading 1"},
                                                    {Part::heading2, "Heading2", "heading 2"},
                                                    {Part::heading3, "Heading3", "heading 3"},
                                                    {Part::heading4, "Heading4", "heading 4"},
                                                    {Part::page_number, "Footer", "footer"}}};
constexpr const char* kMinuteStyle = "MinuteMark";
constexpr const char* kMissingStyle = "Missing";

const char* style_id(Part part) { return kStyles[static_cast<std::size_t>(part)].id; }

/// styles.xml: what every part looks like.
class StyleSheet {
 public:
  explicit StyleSheet(const PageLayout& layout) : layout_(layout) {}

  std::string run() {
    const Xml root = begin_part(document_, "w:styles");
    add_defaults(root, layout_.look(Part::body).font, layout_.digits_font, layout_.look(Part::body).half_points);
    normal(add_style(root, "paragraph", "Normal", "Normal"));
    for (const PartStyle& style : kStyles) part(root, style);
    if (layout_.edition == Edition::reading) minute_style(root);
    missing(root);
    add_comment_styles(root);
    return finish_part(document_);
  }

 private:
  void normal(const Xml& style) const {
    style.add("w:qFormat");
    const Xml properties = style.add("w:pPr");
    // Word would set Chinese and digits apart: then a line no longer has its 28 characters.
    properties.add("w:autoSpaceDE", {{"w:val", "0"}});
    properties.add("w:autoSpaceDN", {{"w:val", "0"}});
    if (!layout_.has_grid) add_exact(properties, layout_.line_pitch);
    properties.add("w:jc", {{"w:val", "both"}});
  }

  void part(const Xml& root, const PartStyle& kind) const {
    const Look& look = layout_.look(kind.part);
    const Xml style = add_style(root, "paragraph", kind.id, kind.name);
    style.add("w:basedOn", {{"w:val", "Normal"}});
    if (kind.part != Part::body && kind.part != Part::page_number)
      style.add("w:next", {{"w:val", style_id(Part::body)}});
    style.add("w:qFormat");
    paragraph(style.add("w:pPr"), kind.part);
    const Xml run = style.add("w:rPr");
    if (kind.part == Part::page_number) {
      add_fonts(run, look.font, look.font);  // its digits too (7.5)
    } else if (look.font != layout_.look(Part::body).font) {
      add_fonts(run, look.font, layout_.digits_font);
    }
    run.add("w:b", {{"w:val", look.bold ? "1" : "0"}});
    run.add("w:bCs", {{"w:val", look.bold ? "1" : "0"}});
    if (const int squeeze = layout_.squeeze(kind.part); squeeze != 0)
      run.add("w:spacing", {{"w:val", std::to_string(squeeze)}});
    run.add("w:sz", {{"w:val", std::to_string(look.half_points)}});
    run.add("w:szCs", {{"w:val", std::to_string(look.half_points)}});
  }

  static void add_exact(const Xml& properties, Twips pitch) {
    properties.add("w:spacing", {{"w:line", std::to_string(pitch)}, {"w:lineRule", "exact"}});
  }

  void paragraph(const Xml& properties, Part part) const {
    const unsigned level = heading_level(part);
    if (level != 0) properties.add("w:keepNext");
    if (layout_.keeps_together(part)) properties.add("w:keepLines");
    // In the grid a line takes as many of its lines as its font asks for, and the title's is large: two, with some fonts.
    const Twips pitch = layout_.pitch(part);
    if (part == Part::title || pitch != layout_.line_pitch) {
      properties.add("w:snapToGrid", {{"w:val", "0"}});
      add_exact(properties, pitch);
    }
    // A line is left free between the head and the speech.
    if (part == Part::salutation) {
      const std::string line = std::to_string(layout_.line_pitch);
      if (layout_.has_grid) {
        properties.add("w:spacing", {{"w:before", line}});
      } else {
        properties.add("w:spacing", {{"w:before", line}, {"w:line", line}, {"w:lineRule", "exact"}});
      }
    }
    if (is_indented(part))
      properties.add("w:ind",
                     {{"w:firstLineChars", "200"}, {"w:firstLine", std::to_string(2 * layout_.look(part).size())}});
    if (is_centred(part)) properties.add("w:jc", {{"w:val", "center"}});
    if (level != 0) properties.add("w:outlineLvl", {{"w:val", std::to_string(level - 1)}});
  }

  void minute_style(const Xml& root) const {
    const Xml style = add_style(root, "paragraph", kMinuteStyle, "分钟标记");
    style.add("w:basedOn", {{"w:val", "Normal"}});
    const Xml properties = style.add("w:pPr");
    properties.add("w:jc", {{"w:val", "right"}});
    const Xml run = style.add("w:rPr");
    add_fonts(run, layout_.look(Part::heading1).font, layout_.digits_font);
    run.add("w:color", {{"w:val", "7F7F7F"}});
    run.add("w:sz", {{"w:val", "21"}});
    run.add("w:szCs", {{"w:val", "21"}});
  }

  static void missing(const Xml& root) {
    const Xml style = add_style(root, "character", kMissingStyle, "待填");
    style.add("w:rPr").add("w:shd", {{"w:val", "clear"}, {"w:color", "auto"}, {"w:fill", "FFE08A"}});
  }

  const PageLayout& layout_;
  pugi::xml_document document_;
};

/// A comment on part of a paragraph.
struct Remark {
  std::size_t first = 0;  ///< run of the paragraph, counted through its lines
  std::size_t last = 0;
  std::vector<std::string> lines;
};

/// What the reader is told about a paragraph: what it lacks, and what nobody has verified.
class RemarkMaker {
 public:
  RemarkMaker(const Draft& draft, const Tongue& tongue) : draft_(draft), tongue_(tongue) {}

  std::vector<Remark> run(const PageParagraph& paragraph) const {
    std::vector<Remark> remarks;
    Remark unverified;
    std::size_t at = 0;
    for (const std::vector<Run>& line : paragraph.lines) {
      for (const Run& run : line) {
        if (run.span != nullptr && run.span->missing) remarks.push_back(missing(paragraph, *run.span, at));
        if (run.span != nullptr && !run.span->missing && wants_verifying(draft_, *run.span)) {
          if (unverified.lines.empty()) unverified = {at, at, {tongue_(message("not verified:"))}};
          unverified.last = at;
          unverified.lines.push_back(fact_card(draft_, *run.span, tongue_));
        }
        ++at;
      }
    }
    if (!unverified.lines.empty()) remarks.push_back(std::move(unverified));
    if (paragraph.block != nullptr && is_proposal(*paragraph.block->passage) && at > 0)
      remarks.push_back({0,
                         at - 1,
                         {tongue_(message("to be approved: {}", paragraph.block->passage->proposes)),
                          tongue_(message("approve it in the profile: passages {{ approve {} {{ by \"NAME\" }} }}",
                                          name_of(*paragraph.block->passage)))}});
    return remarks;
  }

 private:
  Remark missing(const PageParagraph& paragraph, const Span& span, std::size_t at) const {
    const Diagnostic said = say_missing(draft_, *paragraph.block, span);
    Remark remark{at, at, {tongue_(said.message), tongue_(said.hint)}};
    if (const std::string place = to_string(said.place); !place.empty())
      remark.lines.push_back(tongue_(message("profile: {}", place)));
    remark.lines.push_back(tongue_(message("passage: {}", name_of(*paragraph.block->passage))));
    return remark;
  }

  const Draft& draft_;
  const Tongue& tongue_;
};

class DocxWriter {
 public:
  DocxWriter(const Draft& draft, const Writing& writing, Findings& findings)
      : draft_(draft),
        writing_(writing),
        page_(make_page(draft, writing.edition, findings)),
        readings_(draft, findings) {}

  OfficeFile run() {
    OfficeFile file;
    file.title = page_.title;
    file.unit = draft_.unit();
    const Xml root = begin_part(document_, "w:document");
    const Xml body = root.add("w:body");
    for (const PageParagraph& made : page_.paragraphs) paragraph(body, made);
    section(body);
    file.styles = StyleSheet(page_.layout).run();
    file.fonts = font_table(fonts());
    file.document = finish_part(document_);
    file.comments = comments_.empty() ? std::string() : comments_part();
    footers(file);
    return file;
  }

 private:
  void paragraph(const Xml& body, const PageParagraph& made) {
    if (!made.mark.empty()) {
      minute_mark(body, made.mark);
    }
    const Xml out = body.add("w:p");
    out.add("w:pPr").add("w:pStyle", {{"w:val", style_id(made.part)}});
    const std::string bookmark = std::to_string(bookmarks_++);
    out.add("w:bookmarkStart", {{"w:id", bookmark}, {"w:name", made.id}});
    runs(out, made, writing_.clean ? std::vector<Remark>() : RemarkMaker(draft_, writing_.tongue).run(made));
    out.add("w:bookmarkEnd", {{"w:id", bookmark}});
  }

  /// In the margin, beside the first line of the paragraph that follows. Its frame stands here, since LibreOffice does not
  /// look for it in a style.
  static void minute_mark(const Xml& body, std::string_view text) {
    const Xml mark = body.add("w:p");
    const Xml properties = mark.add("w:pPr");
    properties.add("w:pStyle", {{"w:val", kMinuteStyle}});
    properties.add("w:keepNext");
    properties.add("w:framePr", {{"w:w", "1000"},
                                 {"w:hSpace", "60"},
                                 {"w:wrap", "around"},
                                 {"w:vAnchor", "text"},
                                 {"w:hAnchor", "page"},
                                 {"w:x", "400"},
                                 {"w:y", "1"}});
    add_text(mark, text);
  }

  void runs(const Xml& out, const PageParagraph& made, const std::vector<Remark>& remarks) {
    const std::size_t first_comment = comments_.size();
    for (const Remark& remark : remarks) comments_.push_back(remark.lines);
    const auto each = [&](const auto& mark) {
      for (std::size_t i = 0; i < remarks.size(); ++i) mark(remarks[i], std::to_string(first_comment + i));
    };
    if (!made.numeral.empty()) add_text(out, made.numeral);
    std::size_t at = 0;
    for (const std::vector<Run>& line : made.lines) {
      if (&line != &made.lines.front()) out.add("w:r").add("w:br");
      for (const Run& run : line) {
        each([&](const Remark& remark, const std::string& id) {
          if (remark.first == at) out.add("w:commentRangeStart", {{"w:id", id}});
        });
        text(out, run);
        each([&](const Remark& remark, const std::string& id) {
          if (remark.last == at) add_comment_reference(out, id);
        });
        ++at;
      }
    }
  }

  void text(const Xml& out, const Run& run) const {
    if (run.span != nullptr && run.span->missing) return add_text(out, run.text, kMissingStyle);
    if (writing_.edition == Edition::print) return add_text(out, run.text);
    // What a speaker may not know carries its reading above it.
    std::size_t from = 0;
    for (const Ruby& ruby : readings_.in(run)) {
      if (from < ruby.at) add_text(out, run.text.substr(from, ruby.at - from));
      add_ruby(out, run.text.substr(ruby.at, ruby.bytes), ruby.reading, page_.layout.look(Part::body).half_points);
      from = ruby.at + ruby.bytes;
    }
    if (from < run.text.size()) add_text(out, run.text.substr(from));
  }

  void section(const Xml& body) const {
    const PageLayout& layout = page_.layout;
    const Xml section = body.add("w:sectPr");
    if (layout.page_numbers != PageNumbers::none) {
      section.add("w:footerReference", {{"w:type", "default"}, {"r:id", kOddFooter}});
      section.add("w:footerReference", {{"w:type", "even"}, {"r:id", kEvenFooter}});
    }
    add_page_size(section, false);
    section.add("w:pgNumType", {{"w:start", "1"}});
    section.add("w:cols", {{"w:space", "425"}});
    // Not linesAndChars: LibreOffice gives a character of 16 points two cells of 15.79. The styles squeeze characters.
    if (layout.has_grid)
      section.add("w:docGrid", {{"w:type", "lines"}, {"w:linePitch", std::to_string(layout.line_pitch)}});
  }

  void footers(OfficeFile& file) const {
    switch (page_.layout.page_numbers) {
      case PageNumbers::none:
        return;
      case PageNumbers::outside:
        file.odd_footer = footer("right", "— ", " —");
        file.even_footer = footer("left", "— ", " —");
        return;
      case PageNumbers::centred:
        file.odd_footer = file.even_footer = footer("center", "— ", " —");
        return;
      case PageNumbers::plain:
        file.odd_footer = file.even_footer = footer("center", "", "");
        return;
    }
  }

  std::string footer(const std::string& side, std::string_view before, std::string_view after) const {
    pugi::xml_document document;
    const Xml paragraph = begin_part(document, "w:ftr").add("w:p");
    const Xml properties = paragraph.add("w:pPr");
    properties.add("w:pStyle", {{"w:val", style_id(Part::page_number)}});
    const std::string indent = std::to_string(page_.layout.look(Part::page_number).size());
    if (side != "center")  // one character in (7.5)
      properties.add("w:ind", {{"w:" + side + "Chars", "100"}, {"w:" + side, indent}});
    properties.add("w:jc", {{"w:val", side}});
    if (!before.empty()) add_text(paragraph, before);
    add_page_field(paragraph);
    if (!after.empty()) add_text(paragraph, after);
    return finish_part(document);
  }

  std::vector<std::string> fonts() const {
    std::vector<std::string> out = {page_.layout.digits_font};
    for (const Look& look : page_.layout.looks) {
      if (std::find(out.begin(), out.end(), look.font) == out.end()) out.push_back(look.font);
    }
    return out;
  }

  std::string comments_part() const {
    pugi::xml_document document;
    const Xml root = begin_part(document, "w:comments");
    for (std::size_t i = 0; i < comments_.size(); ++i) add_comment(root, std::to_string(i), comments_[i], file_time());
    return finish_part(document);
  }

  std::int64_t file_time() const { return time_of(draft_, writing_); }

  const Draft& draft_;
  const Writing& writing_;
  Page page_;
  Readings readings_;
  pugi::xml_document document_;
  std::vector<std::vector<std::string>> comments_;
  std::size_t bookmarks_ = 0;
};

}  // namespace

std::string write_docx(const Draft& draft, const Writing& writing, Findings& findings) {
  const std::size_t errors = findings.errors();
  OfficeFile file = DocxWriter(draft, writing, findings).run();
  if (findings.errors() != errors) return {};
  return pack_office(file, time_of(draft, writing), writing.modules, findings);
}

}  // namespace lectern::host
