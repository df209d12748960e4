// SPDX-License-Identifier: Apache-2.0
#include "modules/module.h"
#include "modules/pdf_fonts.hpp"
#include "modules/pdf_lines.hpp"

#include <cairo-pdf.h>
#include <glib.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace lectern::pdf {
namespace {

constexpr double kAscent = 0.88;      // of the square a Chinese character stands in, above its baseline
constexpr double kReadingSize = 0.5;  // of the text's
constexpr double kReadingGap = 0.1;   // between both, of the text's size
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

double points(double twips) { return twips / 20; }

/// What is drawn in a cell of a line.
struct Ink {
  Glyph glyph;
  std::string_view text;
  double offset = 0;  ///< in the cell
  const lectern_pdf_run* run = nullptr;
};

/// Text in cells, of one look.
struct Setting {
  double size = 0;
  bool is_bold = false;
  std::vector<Cell> cells;
  std::vector<Ink> inks;  ///< a cell each
};

/// Sets texts: from characters to glyphs and widths.
class Setter {
 public:
  Setter(Fonts& fonts, const char* digits_font) : fonts_(fonts), digits_font_(digits_font) {}

  Setting set(const lectern_pdf_look& look, const lectern_pdf_run* runs, std::size_t count) {
    Setting out{points(look.size), look.is_bold != 0, {}, {}};
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
      text.append(runs[i].text, runs[i].size);
      add(out, look, runs[i]);
      if (runs[i].ends_line != 0 && !out.cells.empty()) out.cells.back().ends_line = true;
    }
    const std::vector<bool> begins = line_begins(text);
    for (std::size_t i = 0; i < out.cells.size(); ++i) out.cells[i].may_begin = begins[i];
    return out;
  }

 private:
  void add(Setting& out, const lectern_pdf_look& look, const lectern_pdf_run& run) {
    Face* const chinese = fonts_.chinese(look.font, look.is_bold != 0);
    Face* const western = fonts_.western(digits_font_, look.is_bold != 0);
    const char* const end = run.text + run.size;
    for (const char* at = run.text; at < end;) {
      const char* const next = g_utf8_next_char(at);
      const char32_t character = g_utf8_get_char(at);
      Face* const face = is_western(character) && western != nullptr ? western : chinese;
      Ink ink{fonts_.find(*face, character), {at, static_cast<std::size_t>(next - at)}, 0, &run};
      const double width = cell_width(character, ink.glyph.width);
      ink.offset = offset_in_cell(character, width - ink.glyph.width) * out.size;
      out.cells.push_back({character, width * out.size + points(look.squeeze), false, false});
      out.inks.push_back(ink);
      at = next;
    }
  }

  /// Marks that Chinese shares with other scripts are narrow in some fonts; among Chinese they take a cell.
  static double cell_width(char32_t character, double width) {
    constexpr std::u32string_view kFullWidth = U"“”‘’—…";
    return kFullWidth.find(character) == std::u32string_view::npos ? width : std::max(width, 1.0);
  }

  static double offset_in_cell(char32_t character, double room) {
    if (character == U'“' || character == U'‘') return room;
    if (character == U'”' || character == U'’') return 0;
    return room / 2;
  }

  Fonts& fonts_;
  std::string digits_font_;
};

/// How a character is read, set above its cell.
struct Reading {
  std::size_t cell;
  Setting text;
};

struct Paragraph {
  const lectern_pdf_paragraph* source;
  Setting text;
  std::vector<Line> lines;
  std::vector<Reading> readings;
  Setting mark;
};

/// A line with its place on a page.
struct Placed {
  const Paragraph* paragraph;
  std::size_t line;
  double top;  ///< from that of the text area
};
using PageLines = std::vector<Placed>;

/// Puts lines on pages. A page is full when the next line does not fit.
class Paginator {
 public:
  explicit Paginator(double height) : height_(height) {}

  std::vector<PageLines> run(const std::vector<Paragraph>& paragraphs) {
    bool is_kept = false;  // with the heading before
    for (auto at = paragraphs.begin(); at != paragraphs.end(); ++at) {
      const double space = points(at->source->space_before);
      if (!is_kept && top_ > 0 && !fits(space + needed(at, paragraphs.end()))) turn();
      if (top_ > 0) top_ += space;
      place(*at);
      is_kept = at->source->look->level != 0;
    }
    return std::move(pages_);
  }

 private:
  using At = std::vector<Paragraph>::const_iterator;

  static double pitch(const Paragraph& paragraph) { return points(paragraph.source->look->pitch); }
  bool fits(double height) const {
    constexpr double kTolerance = 0.01;
    return top_ + height <= height_ + kTolerance;
  }

  /// What must stand on the page a paragraph begins on: of a heading itself, and what follows it.
  double needed(At at, At end) const {
    const double whole = static_cast<double>(at->lines.size()) * pitch(*at);
    const bool is_heading = at->source->look->level != 0;
    if (is_heading && at + 1 != end) {
      const double next = needed(at + 1, end);
      return whole + (whole + next <= height_ ? next : pitch(*(at + 1)));
    }
    const bool is_whole = is_heading || at->source->look->keeps_together != 0;
    return is_whole && whole <= height_ ? whole : pitch(*at);
  }

  void place(const Paragraph& paragraph) {
    for (std::size_t i = 0; i < paragraph.lines.size(); ++i) {
      if (pages_.empty() || (top_ > 0 && !fits(pitch(paragraph)))) turn();
      pages_.back().push_back({&paragraph, i, top_});
      top_ += pitch(paragraph);
    }
  }

  void turn() {
    pages_.emplace_back();
    top_ = 0;
  }

  double height_;
  std::vector<PageLines> pages_;
  double top_ = 0;
};

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
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
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
      if (text.inks[i].run->is_missing == 0) return;
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

/// The number's text as it stands on the page.
std::string number_text(const lectern_pdf_document& document, std::size_t number) {
  const std::string digits = std::to_string(number);
  switch (static_cast<lectern_pdf_numbers>(document.page_numbers)) {
    case LECTERN_PDF_NUMBERS_NONE:
      return {};
    case LECTERN_PDF_NUMBERS_PLAIN:
      return digits;
    case LECTERN_PDF_NUMBERS_CENTRED:
    case LECTERN_PDF_NUMBERS_OUTSIDE:
      return "— " + digits + " —";
  }
  return {};
}

lectern_pdf_run plain(std::string_view text) { return {text.data(), text.size(), nullptr, 0, 0, 0}; }

std::vector<Reading> set_readings(const Setting& text, const lectern_pdf_look& look, Setter& setter) {
  std::vector<Reading> readings;
  lectern_pdf_look small = look;
  small.size = static_cast<unsigned>(look.size * kReadingSize);
  small.squeeze = 0;
  for (std::size_t i = 0; i < text.inks.size(); ++i) {
    const lectern_pdf_run* const run = text.inks[i].run;
    if (run->reading_size == 0 || (i > 0 && text.inks[i - 1].run == run)) continue;
    const lectern_pdf_run reading = plain({run->reading, run->reading_size});
    readings.push_back({i, setter.set(small, &reading, 1)});
  }
  return readings;
}

std::vector<Paragraph> set_paragraphs(const lectern_pdf_document& document, Setter& setter) {
  std::vector<Paragraph> paragraphs;
  paragraphs.reserve(document.paragraph_count);
  for (std::size_t i = 0; i < document.paragraph_count; ++i) {
    const lectern_pdf_paragraph& source = document.paragraphs[i];
    Paragraph made{&source, setter.set(*source.look, source.runs, source.run_count), {}, {}, {}};
    made.readings = set_readings(made.text, *source.look, setter);
    const double width = points(document.text_width);
    const bool is_centred = source.look->is_centred != 0;
    made.lines = fill_lines(made.text.cells, width - points(source.look->indent), width,
                            is_centred ? Alignment::centred : Alignment::justified);
    if (source.mark != nullptr) {
      const lectern_pdf_run mark = plain(source.mark);
      made.mark = setter.set(*document.mark, &mark, 1);
    }
    paragraphs.push_back(std::move(made));
  }
  return paragraphs;
}

int write(const lectern_pdf_document& document, lectern_sink sink, lectern_pdf_tell tell, void* context) {
  Fonts fonts;
  if (fonts.chinese(document.paragraphs[0].look->font, document.paragraphs[0].look->is_bold != 0) == nullptr)
    return LECTERN_PDF_NO_CHINESE_FONT;
  Setter setter(fonts, document.digits_font);
  const std::vector<Paragraph> paragraphs = set_paragraphs(document, setter);
  const std::vector<PageLines> pages = Paginator(points(document.text_height)).run(paragraphs);
  std::vector<std::string> number_texts;
  std::vector<Setting> numbers;
  number_texts.reserve(pages.size());
  for (std::size_t i = 0; i < pages.size(); ++i) {
    number_texts.push_back(number_text(document, i + 1));
    const lectern_pdf_run run = plain(number_texts.back());
    numbers.push_back(setter.set(*document.page_number, &run, 1));
  }
  fonts.tell([&](lectern_pdf_event event, const std::string& wanted, const std::string& used, const std::string& text) {
    tell(context, event, wanted.c_str(), used.c_str(), text.c_str());
  });
  if (!fonts.cut()) return LECTERN_PDF_FAILED;
  Painter painter(document);
  for (std::size_t i = 0; i < pages.size(); ++i) painter.page(pages[i], numbers[i], i);
  const std::string bytes = painter.finish();
  if (bytes.empty()) return LECTERN_PDF_FAILED;
  sink(context, bytes.data(), bytes.size());
  return LECTERN_PDF_OK;
}

int write_or_fail(const lectern_pdf_document* document, lectern_sink sink, lectern_pdf_tell tell, void* context) {
  try {
    return write(*document, sink, tell, context);
  } catch (const std::exception&) {
    return LECTERN_PDF_FAILED;  // memory is lacking
  }
}

}  // namespace
}  // namespace lectern::pdf

extern "C" __attribute__((visibility("default")))
const lectern_pdf_v1 lectern_pdf_module_v1 = {&lectern::pdf::write_or_fail};
