// SPDX-License-Identifier: Apache-2.0
#include "modules/pdf_painter.hpp"

#include <cairo-pdf.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace lectern::pdf {
namespace {

constexpr double kAscent = 0.88;     // of the square a Chinese character stands in, above its baseline
constexpr double kReadingGap = 0.1;  // between both, of the text's size
constexpr double kBoldStroke = 1.0 / 36;
constexpr const char* kWhole = "Document";  // without it Cairo does not call the file a tagged one

struct Colour {
  double red;
  double green;
  double blue;
};
constexpr Colour kBlack = {0, 0, 0};
constexpr Colour kGrey = {0.5, 0.5, 0.5};
constexpr Colour kAmber = {1, 0.88, 0.54};  // as in Word files

/// Draws pages into a PDF file's bytes.
class Painter {
 public:
  explicit Painter(const lectern_pdf_document& document)
      : document_(document),
        surface_(cairo_pdf_surface_create_for_stream(&take, &bytes_, points(document.width), points(document.height))),
        cairo_(cairo_create(surface_.get())) {
    describe();
    cairo_tag_begin(cairo_.get(), kWhole, nullptr);
  }

  void page(const PageLines& lines, const Setting& number, std::size_t index) {
    page_ = static_cast<int>(index) + 1;
    for (auto at = lines.begin(); at != lines.end();) {
      const auto end =
          std::find_if(at, lines.end(), [at](const Placed& line) { return line.paragraph != at->paragraph; });
      paragraph(at, end);
      at = end;
    }
    page_number(number);
    cairo_show_page(cairo_.get());
  }

  /// The file; nothing where Cairo failed.
  std::string finish() {
    cairo_tag_end(cairo_.get(), kWhole);
    const bool is_drawn = cairo_status(cairo_.get()) == CAIRO_STATUS_SUCCESS;
    cairo_surface_finish(surface_.get());
    return is_drawn && cairo_surface_status(surface_.get()) == CAIRO_STATUS_SUCCESS ? std::move(bytes_) : std::string();
  }

 private:
  static cairo_status_t take(void* to, const unsigned char* data, unsigned size) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(data), size);
    return CAIRO_STATUS_SUCCESS;
  }

  void describe() {
    using namespace std::chrono;
    const sys_seconds moment{std::chrono::seconds(document_.time)};
    const auto day = floor<days>(moment);
    const year_month_day date(day);
    const hh_mm_ss time(moment - day);
    char text[sizeof "2026-03-06T00:00:00Z" + 8];
    static_cast<void>(std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                                    static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                                    static_cast<int>(time.seconds().count())));
    const auto say = [&](cairo_pdf_metadata_t what, const char* value) {
      cairo_pdf_surface_set_metadata(surface_.get(), what, value);
    };
    say(CAIRO_PDF_METADATA_TITLE, document_.title);
    say(CAIRO_PDF_METADATA_AUTHOR, document_.author);
    say(CAIRO_PDF_METADATA_CREATOR, "Lectern");
    say(CAIRO_PDF_METADATA_CREATE_DATE, text);
    say(CAIRO_PDF_METADATA_MOD_DATE, text);
  }

  /// A paragraph's lines on this page. What goes on overleaf is an element of its own in the file's structure: the page's
  /// number would fall into one that goes on.
  void paragraph(PageLines::const_iterator from, PageLines::const_iterator to) {
    const unsigned level = from->paragraph->source->look->level;
    const std::string tag = level == 0 ? "P" : "H" + std::to_string(level);
    cairo_tag_begin(cairo_.get(), tag.c_str(), nullptr);
    std::for_each(from, to, [this](const Placed& placed) { line(placed); });
    cairo_tag_end(cairo_.get(), tag.c_str());
    const Paragraph& paragraph = *from->paragraph;
    if (from->line != 0 || paragraph.mark.cells.empty()) return;
    const Line mark = whole(paragraph.mark);
    trace(paragraph.mark, mark, points(document_.mark_right) - mark.width, middle(*from), kGrey);
  }

  double middle(const Placed& placed) const {
    return points(document_.top) + placed.top + points(placed.paragraph->source->look->pitch) / 2;
  }

  void line(const Placed& placed) {
    const Paragraph& paragraph = *placed.paragraph;
    const lectern_pdf_look& look = *paragraph.source->look;
    const Line& line = paragraph.lines[placed.line];
    const bool is_first = placed.line == 0;
    if (is_first && look.level != 0) bookmark(paragraph, points(document_.top) + placed.top);
    double left = points(document_.left);
    if (look.is_centred != 0) {
      left += (points(document_.text_width) - line.width) / 2;
    } else if (is_first) {
      left += points(look.indent);
    }
    draw(paragraph.text, line, left, middle(placed));
    readings(paragraph, line, left, middle(placed));
  }

  void readings(const Paragraph& paragraph, const Line& line, double left, double middle) {
    const Setting& text = paragraph.text;
    walk(text, line, left, [&](std::size_t i, double x) {
      for (const Reading& reading : paragraph.readings) {
        if (reading.cell != i) continue;
        const Line above = whole(reading.text);
        trace(reading.text, above, x + (text.cells[i].width - above.width) / 2,
              middle - text.size * (0.5 + kReadingGap) - reading.text.size / 2, kBlack);
      }
    });
  }

  static Line whole(const Setting& text) {
    Line line{0, text.cells.size(), 0, 0};
    for (const Cell& cell : text.cells) line.width += cell.width;
    return line;
  }

  static double baseline(const Setting& text, double middle) { return middle + (kAscent - 0.5) * text.size; }

  /// Calls `visit(cell, x)` for every cell of a line.
  template <typename Visit>
  static void walk(const Setting& text, const Line& line, double left, const Visit& visit) {
    for (std::size_t i = line.from; i < line.to; ++i) {
      visit(i, left);
      left += text.cells[i].width;
      if (i + 1 < line.to && has_gap(text.cells[i], text.cells[i + 1])) left += line.stretch;
    }
  }

  void draw(const Setting& text, const Line& line, double left, double middle) {
    const double y = baseline(text, middle);
    colour(kAmber);
    walk(text, line, left, [&](std::size_t i, double x) {
      if (!text.inks[i].is_missing) return;
      cairo_rectangle(cairo_.get(), x, middle - text.size * 0.6, text.cells[i].width + line.stretch, text.size * 1.2);
    });
    cairo_fill(cairo_.get());
    colour(kBlack);
    Face* face = nullptr;
    walk(text, line, left, [&](std::size_t i, double x) {
      const Ink& ink = text.inks[i];
      if (ink.glyph.face != face) show(face, text);
      face = ink.glyph.face;
      glyphs_.push_back({face->drawn(ink.glyph.glyph), x + ink.offset, y});
      clusters_.push_back({static_cast<int>(ink.text.size()), 1});
      text_ += ink.text;
    });
    show(face, text);
  }

  /// Shows what was gathered of one face.
  void show(Face* face, const Setting& text) {
    if (glyphs_.empty()) return;
    const auto count = static_cast<int>(glyphs_.size());
    cairo_set_scaled_font(cairo_.get(), face->scaled(text.size));
    cairo_show_text_glyphs(cairo_.get(), text_.data(), static_cast<int>(text_.size()), glyphs_.data(), count,
                           clusters_.data(), count, {});
    if (text.is_bold && !face->is_bold()) {  // a face without a bold one is drawn stronger
      cairo_glyph_path(cairo_.get(), glyphs_.data(), count);
      cairo_set_line_width(cairo_.get(), text.size * kBoldStroke);
      cairo_stroke(cairo_.get());
    }
    glyphs_.clear();
    clusters_.clear();
    text_.clear();
  }

  /// Draws the shapes alone: what is found, copied or read aloud is the speech, without marks and readings.
  void trace(const Setting& text, const Line& line, double left, double middle, const Colour& of) {
    colour(of);
    const double y = baseline(text, middle);
    walk(text, line, left, [&](std::size_t i, double x) {
      const Glyph& glyph = text.inks[i].glyph;
      const cairo_glyph_t shape{glyph.face->drawn(glyph.glyph), x + text.inks[i].offset, y};
      cairo_set_scaled_font(cairo_.get(), glyph.face->scaled(text.size));
      cairo_glyph_path(cairo_.get(), &shape, 1);
    });
    cairo_fill(cairo_.get());
  }

  void page_number(const Setting& number) {
    if (number.cells.empty()) return;
    const Line line = whole(number);
    const double inside = number.size;  // one character in (7.5)
    double left = points(document_.left) + (points(document_.text_width) - line.width) / 2;
    if (document_.page_numbers == LECTERN_PDF_NUMBERS_OUTSIDE)
      left = page_ % 2 == 0 ? points(document_.left) + inside
                            : points(document_.left) + points(document_.text_width) - inside - line.width;
    draw(number, line, left, points(document_.height) - points(document_.page_number_middle));
  }

  void bookmark(const Paragraph& paragraph, double top) {
    std::string text;
    for (const Ink& ink : paragraph.text.inks) text += ink.text;
    while (!open_.empty() && open_.back().level >= paragraph.source->look->level) open_.pop_back();
    const std::string place = "page=" + std::to_string(page_) + " pos=[" +
                              std::to_string(static_cast<int>(points(document_.left))) + " " +
                              std::to_string(static_cast<int>(top)) + "]";
    const int parent = open_.empty() ? CAIRO_PDF_OUTLINE_ROOT : open_.back().id;
    const int id =
        cairo_pdf_surface_add_outline(surface_.get(), parent, text.c_str(), place.c_str(), CAIRO_PDF_OUTLINE_FLAG_OPEN);
    open_.push_back({paragraph.source->look->level, id});
  }

  void colour(const Colour& colour) { cairo_set_source_rgb(cairo_.get(), colour.red, colour.green, colour.blue); }

  struct Bookmark {
    unsigned level;
    int id;
  };

  const lectern_pdf_document& document_;
  std::string bytes_;
  Owned<cairo_surface_t, &cairo_surface_destroy> surface_;
  Owned<cairo_t, &cairo_destroy> cairo_;
  int page_ = 0;
  std::vector<Bookmark> open_;  ///< those the next one may stand under
  std::vector<cairo_glyph_t> glyphs_;
  std::vector<cairo_text_cluster_t> clusters_;
  std::string text_;
};

}  // namespace

std::string paint(const lectern_pdf_document& document, const std::vector<PageLines>& pages,
                  const std::vector<Setting>& numbers) {
  Painter painter(document);
  for (std::size_t i = 0; i < pages.size(); ++i) painter.page(pages[i], numbers[i], i);
  return painter.finish();
}

}  // namespace lectern::pdf
