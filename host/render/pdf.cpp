// SPDX-License-Identifier: Apache-2.0
//
// What the PDF module is given of a speech, and what it says about fonts.
#include "render/page.hpp"
#include "render/readings.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace lectern::host {
namespace {

constexpr Twips kMarkSize = 210;
constexpr Twips kMarkRight = 1400;  // as in Word files: 1000 wide, from 400 on

class PdfWriter {
 public:
  PdfWriter(const Draft& draft, const Writing& writing, Findings& findings)
      : findings_(findings),
        time_(time_of(draft, writing)),
        unit_(draft.unit()),
        page_(make_page(draft, writing.edition, findings)),
        readings_(draft, findings) {
    for (std::size_t i = 0; i < kParts; ++i) looks_[i] = look(static_cast<Part>(i));
  }

  std::string run(const lectern_pdf_v1& pdf) {
    for (const PageParagraph& paragraph : page_.paragraphs) {
      runs_.emplace_back();
      runs(paragraph, runs_.back());
    }
    std::vector<lectern_pdf_paragraph> paragraphs;
    for (std::size_t i = 0; i < page_.paragraphs.size(); ++i) {
      const PageParagraph& made = page_.paragraphs[i];
      paragraphs.push_back({&looks_[static_cast<std::size_t>(made.part)], runs_[i].data(), runs_[i].size(),
                            made.part == Part::salutation ? page_.layout.line_pitch : 0,
                            made.mark.empty() ? nullptr : made.mark.c_str()});
    }
    const lectern_pdf_look mark = mark_look();
    lectern_pdf_document document{};
    document.paragraphs = paragraphs.data();
    document.paragraph_count = paragraphs.size();
    document.digits_font = page_.layout.digits_font.c_str();
    document.width = paper::kWidth;
    document.height = paper::kHeight;
    document.left = paper::kLeft;
    document.top = paper::kTop;
    document.text_width = paper::kTextWidth;
    document.text_height = paper::kTextHeight;
    document.page_number = &looks_[static_cast<std::size_t>(Part::page_number)];
    document.page_number_middle = paper::kPageNumber;
    document.page_numbers = page_numbers();
    document.mark = &mark;
    document.mark_right = kMarkRight;
    document.title = page_.title.c_str();
    document.author = unit_.c_str();
    document.time = time_;
    const int status = pdf.write(&document, &take, &hear, this);
    if (status == LECTERN_PDF_FAILED) throw std::bad_alloc();
    if (status == LECTERN_PDF_NO_CHINESE_FONT)
      findings_.error(
          "no-font", Place{}, message("no font with Chinese characters is installed"),
          message("install fonts: on Debian {}", "fonts-noto-cjk, fonts-arphic-ukai, texlive-lang-chinese"));
    return std::move(bytes_);
  }

 private:
  lectern_pdf_look look(Part part) const {
    const PageLayout& layout = page_.layout;
    const Look& look = layout.look(part);
    const int squeeze = layout.squeeze(part);
    const int cell = static_cast<int>(look.size()) + squeeze;
    return {look.font.c_str(),
            look.bold ? 1 : 0,
            look.size(),
            layout.pitch(part),
            squeeze,
            is_indented(part) ? static_cast<Twips>(2 * cell) : 0,
            heading_level(part),
            is_centred(part) ? 1 : 0,
            layout.keeps_together(part) ? 1 : 0};
  }

  lectern_pdf_look mark_look() const {
    lectern_pdf_look look{};
    look.font = page_.layout.look(Part::heading1).font.c_str();
    look.size = kMarkSize;
    return look;
  }

  int page_numbers() const {
    switch (page_.layout.page_numbers) {
      case PageNumbers::none:
        return LECTERN_PDF_NUMBERS_NONE;
      case PageNumbers::plain:
        return LECTERN_PDF_NUMBERS_PLAIN;
      case PageNumbers::centred:
        return LECTERN_PDF_NUMBERS_CENTRED;
      case PageNumbers::outside:
        return LECTERN_PDF_NUMBERS_OUTSIDE;
    }
    return LECTERN_PDF_NUMBERS_NONE;
  }

  void runs(const PageParagraph& paragraph, std::vector<lectern_pdf_run>& out) const {
    if (!paragraph.numeral.empty()) out.push_back(plain(paragraph.numeral));
    for (const std::vector<Run>& line : paragraph.lines) {
      for (const Run& run : line) text(run, out);
      if (&line != &paragraph.lines.back() && !out.empty()) out.back().ends_line = 1;
    }
  }

  static lectern_pdf_run plain(std::string_view text) { return {text.data(), text.size(), nullptr, 0, 0, 0}; }

  void text(const Run& run, std::vector<lectern_pdf_run>& out) const {
    const bool is_missing = run.span != nullptr && run.span->missing;
    std::size_t from = 0;
    if (page_.layout.edition == Edition::reading && !is_missing) {
      for (const Ruby& ruby : readings_.in(run)) {
        if (from < ruby.at) out.push_back(plain(run.text.substr(from, ruby.at - from)));
        out.push_back(plain(run.text.substr(ruby.at, ruby.bytes)));
        out.back().reading = ruby.reading.data();
        out.back().reading_size = ruby.reading.size();
        from = ruby.at + ruby.bytes;
      }
    }
    if (from == run.text.size()) return;
    out.push_back(plain(run.text.substr(from)));
    out.back().is_missing = is_missing ? 1 : 0;
  }

  static void take(void* context, const char* data, std::size_t size) {
    static_cast<PdfWriter*>(context)->bytes_.append(data, size);
  }

  static void hear(void* context, int event, const char* wanted, const char* used, const char* characters) {
    Findings& findings = static_cast<PdfWriter*>(context)->findings_;
    switch (static_cast<lectern_pdf_event>(event)) {
      case LECTERN_PDF_FONT_INSTEAD:
        if (*used == '\0')
          return findings.note("font", Place{}, message("the font '{}' is not installed, nor any like it", wanted));
        return findings.note("font", Place{},
                             message("the font '{}' is not installed: '{}' stands in its place", wanted, used));
      case LECTERN_PDF_CHARACTERS_INSTEAD:
        return findings.note("font", Place{},
                             message("the font '{}' lacks {}: drawn from '{}'", wanted, characters, used));
      case LECTERN_PDF_CHARACTERS_LACKING:
        return findings.warning("font", Place{}, message("no font that is installed has {}", characters),
                                message("install a font that has it, such as Debian's {}", "fonts-hanazono"));
    }
  }

  Findings& findings_;
  std::int64_t time_;
  std::string unit_;
  Page page_;
  Readings readings_;
  std::array<lectern_pdf_look, kParts> looks_{};
  std::vector<std::vector<lectern_pdf_run>> runs_;
  std::string bytes_;
};

}  // namespace

std::string write_pdf(const Draft& draft, const Writing& writing, Findings& findings) {
  const std::size_t errors = findings.errors();
  PdfWriter writer(draft, writing, findings);
  const lectern_pdf_v1* pdf = findings.errors() == errors ? writing.modules.pdf(findings) : nullptr;
  return pdf == nullptr ? std::string() : writer.run(*pdf);
}

}  // namespace lectern::host
