// SPDX-License-Identifier: Apache-2.0
#include "modules/module.h"
#include "modules/pdf_painter.hpp"

#include <glib.h>

#include <algorithm>
#include <array>

namespace lectern::pdf {
namespace {

constexpr double kReadingSize = 0.5;  // of the text's

/// Which font digits and letters are taken from.
enum class Digits { western, of_look };

/// Sets texts: from characters to glyphs and widths.
class Setter {
 public:
  Setter(Fonts& fonts, const char* digits_font) : fonts_(fonts), digits_font_(digits_font) {}

  Setting set(const lectern_pdf_look& look, const lectern_pdf_run* runs, std::size_t count,
              Digits digits = Digits::western) {
    Setting out{points(look.size), look.is_bold != 0, {}, {}};
    for (std::size_t i = 0; i < count; ++i) {
      add(out, look, runs[i], digits);
      if (runs[i].ends_line != 0 && !out.cells.empty()) out.cells.back().ends_line = true;
    }
    std::string text;
    for (const Cell& cell : out.cells) {
      std::array<char, 6> bytes{};
      text.append(bytes.data(), static_cast<std::size_t>(g_unichar_to_utf8(cell.character, bytes.data())));
    }
    const std::vector<bool> begins = line_begins(text);
    for (std::size_t i = 0; i < out.cells.size(); ++i) out.cells[i].may_begin = begins[i];
    return out;
  }

 private:
  void add(Setting& out, const lectern_pdf_look& look, const lectern_pdf_run& run, Digits digits) {
    Face* const chinese = fonts_.chinese(look.font, look.is_bold != 0);
    Face* const western = digits == Digits::western ? fonts_.western(digits_font_, look.is_bold != 0) : nullptr;
    const char* const end = run.text + run.size;
    for (const char* at = run.text; at < end;) {
      const char* const next = at + g_utf8_skip[static_cast<unsigned char>(*at)];
      const char32_t character = g_utf8_get_char(at);
      if (is_selector(character)) {
        if (!out.inks.empty() && out.inks.back().run == &run) append(out.inks.back().text, next);
        at = next;
        continue;
      }
      Face* const face = is_western(character) && western != nullptr ? western : chinese;
      Ink ink{fonts_.find(*face, character), {at, static_cast<std::size_t>(next - at)}, 0, run.is_missing != 0, &run};
      const double width = cell_width(character, ink.glyph.width);
      ink.offset = offset_in_cell(character, width - ink.glyph.width) * out.size;
      out.cells.push_back({character, width * out.size + points(look.squeeze), false, false});
      out.inks.push_back(ink);
      at = next;
    }
  }

  /// Which of its glyphs a character wants is not looked at; it stays in the text.
  static bool is_selector(char32_t character) {
    return (character >= U'\uFE00' && character <= U'\uFE0F') ||
           (character >= U'\U000E0100' && character <= U'\U000E01EF');
  }

  static void append(std::string_view& text, const char* end) {
    text = {text.data(), static_cast<std::size_t>(end - text.data())};
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

/// The number's text as it stands on the page.
std::string number_text(const lectern_pdf_document& document, std::size_t number) {
  std::string digits = std::to_string(number);
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
  for (std::size_t i = 0; i < document.paragraph_count; ++i) {
    const lectern_pdf_look& look = *document.paragraphs[i].look;
    if (fonts.chinese(look.font, look.is_bold != 0) == nullptr) return LECTERN_PDF_NO_CHINESE_FONT;
  }
  Setter setter(fonts, document.digits_font);
  const std::vector<Paragraph> paragraphs = set_paragraphs(document, setter);
  const std::vector<PageLines> pages = Paginator(points(document.text_height)).run(paragraphs);
  std::vector<std::string> number_texts;
  std::vector<Setting> numbers;
  number_texts.reserve(pages.size());
  for (std::size_t i = 0; i < pages.size(); ++i) {
    number_texts.push_back(number_text(document, i + 1));
    const lectern_pdf_run run = plain(number_texts.back());
    numbers.push_back(setter.set(*document.page_number, &run, 1, Digits::of_look));  // GB/T 9704-2012 7.5
  }
  fonts.tell([&](lectern_pdf_event event, const std::string& wanted, const std::string& used, const std::string& text) {
    tell(context, event, wanted.c_str(), used.c_str(), text.c_str());
  });
  if (!fonts.cut()) return LECTERN_PDF_FAILED;
  const std::string bytes = paint(document, pages, numbers);
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
