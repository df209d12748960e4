// SPDX-License-Identifier: Apache-2.0
#include "render/page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace lectern::host {
namespace {

constexpr unsigned kLinesOfPage = 22;        // 5.2.3
constexpr unsigned kReadingPitch = 36 * 20;  // 34 to 40 points are usual
constexpr unsigned kReadingHalfPoints = 36;  // 小二

/// 7.2.4, 7.3, 7.5. The byline, and what a speech has beyond the standard, as offices do it.
constexpr std::string_view kSong = "方正小标宋简体";
constexpr std::string_view kFang = "仿宋_GB2312";
constexpr std::string_view kKai = "楷体_GB2312";
constexpr std::string_view kHei = "黑体";

struct Standard {
  Part part;
  std::string_view name;  ///< in a profile: a choice of layout.styles.of
  std::string_view font;
  unsigned half_points;
};
constexpr std::array<Standard, kParts> kStandard = {{{Part::title, "title", kSong, 44},
                                                     {Part::subtitle, "subtitle", kKai, 32},
                                                     {Part::byline, "byline", kKai, 32},
                                                     {Part::salutation, "salutation", kFang, 32},
                                                     {Part::body, "body", kFang, 32},
                                                     {Part::heading1, "heading1", kHei, 32},
                                                     {Part::heading2, "heading2", kKai, 32},
                                                     {Part::heading3, "heading3", kFang, 32},
                                                     {Part::heading4, "heading4", kFang, 32},
                                                     {Part::page_number, "page_number", "宋体", 28}}};

/// Reads `layout` of the profile.
class LayoutReader {
 public:
  LayoutReader(const Draft& draft, Findings& findings) : draft_(draft), findings_(findings) {}

  PageLayout run(Edition edition) {
    PageLayout layout;
    layout.edition = edition;
    for (std::size_t i = 0; i < kParts; ++i)
      layout.looks[i] = {std::string(kStandard[i].font), kStandard[i].half_points, false};
    layout.digits_font = "Times New Roman";
    layout.line_pitch = paper::kTextHeight / kLinesOfPage;
    rows(layout);
    if (const std::string_view font = text("layout.digits_font"); !font.empty()) layout.digits_font = font;
    if (edition == Edition::print) {
      pitch("layout.line_pitch", layout);
      const std::string_view numbers = text("layout.page_number");
      if (numbers == "centred") layout.page_numbers = PageNumbers::centred;
      if (numbers == "none") layout.page_numbers = PageNumbers::none;
    } else {
      enlarge(layout);
    }
    return layout;
  }

 private:
  const Fact* fact(std::string_view key) const {
    const auto id = draft_.schema.find(key);
    return id ? &draft_.facts[*id] : nullptr;
  }

  std::string_view text(std::string_view key) const {
    const Fact* found = fact(key);
    return found == nullptr ? std::string_view() : std::string_view(found->value.text);
  }

  static unsigned half_points(const ValueSpec& spec, std::string_view size) {
    const Choice* choice = spec.choice(size);
    const std::string* points = choice == nullptr ? nullptr : choice->word("points");
    unsigned value = 0;
    if (points != nullptr) std::from_chars(points->data(), points->data() + points->size(), value);
    return 2 * value;
  }

  void rows(PageLayout& layout) const {
    const auto id = draft_.schema.find("layout.styles");
    if (!id) return;
    const FactSpec& spec = draft_.schema[*id];
    const auto of = spec.column("of");
    const auto font = spec.column("font");
    const auto size = spec.column("size");
    const auto bold = spec.column("bold");
    if (!of || !font || !size || !bold) return;
    for (const Row& row : draft_.facts[*id].rows) {
      const auto standard = std::find_if(kStandard.begin(), kStandard.end(),
                                         [&](const Standard& known) { return known.name == row.cells[*of].text; });
      if (standard == kStandard.end()) {
        findings_.error("layout-of", row.place, message("this row does not say which text it is about"),
                        message("add: {} ...", "of"));
        continue;
      }
      Look& look = layout.looks[static_cast<std::size_t>(standard->part)];
      if (row.cells[*font].given()) look.font = row.cells[*font].text;
      if (const unsigned given = half_points(spec.columns[*size].spec, row.cells[*size].text); given != 0)
        look.half_points = given;
      if (row.cells[*bold].given()) look.bold = row.cells[*bold].text == "yes";
    }
  }

  void pitch(std::string_view key, PageLayout& layout) const {
    constexpr unsigned kLeast = 12;
    constexpr unsigned kMost = 100;
    const Fact* found = fact(key);
    if (found == nullptr || !found->value.given()) return;
    const std::string& given = found->value.text;
    double points = 0;
    std::from_chars(given.data(), given.data() + given.size(), points);
    if (points >= kLeast && points <= kMost) {
      layout.line_pitch = static_cast<Twips>(points * 20 + 0.5);
      layout.has_grid = false;
    } else {
      findings_.error("layout-pitch", found->value.place,
                      message("'{}' must be from {} to {} points", key, std::to_string(kLeast), std::to_string(kMost)),
                      message("22 lines a page are 28.95 points"));
    }
  }

  void enlarge(PageLayout& layout) const {
    layout.page_numbers = PageNumbers::plain;
    layout.line_pitch = kReadingPitch;
    layout.has_grid = false;
    pitch("layout.reading_pitch", layout);
    const auto id = draft_.schema.find("layout.reading_size");
    const unsigned given = id ? half_points(draft_.schema[*id].spec, draft_.facts[*id].value.text) : 0;
    const unsigned size = given != 0 ? given : kReadingHalfPoints;
    for (const Part part : {Part::subtitle, Part::byline, Part::salutation, Part::body, Part::heading1, Part::heading2,
                            Part::heading3, Part::heading4})
      layout.looks[static_cast<std::size_t>(part)].half_points = size;
  }

  const Draft& draft_;
  Findings& findings_;
};

Part part_of(const Block& block) {
  if (block.kind != BlockKind::heading) return Part::body;
  constexpr std::array<Part, 4> kHeadings = {Part::heading1, Part::heading2, Part::heading3, Part::heading4};
  return kHeadings[std::clamp<std::size_t>(block.level, 1, kHeadings.size()) - 1];
}

class PageMaker {
 public:
  PageMaker(const Draft& draft, Edition edition, Findings& findings)
      : draft_(draft), findings_(findings), ids_(block_ids(draft.speech)), rate_(characters_a_minute(draft.context())) {
    page_.layout = page_layout(draft, edition, findings);
  }

  Page run() {
    const Speech& speech = draft_.speech;
    titles(speech.title);
    for (const Block& block : speech.date) add(block, Part::byline);
    for (const Block& block : speech.speaker) add(block, Part::byline);
    for (const Block& block : speech.salutation)
      spoken(block, &block == &speech.salutation.front() ? Part::salutation : Part::body);
    for (const Block& block : speech.blocks) spoken(block, part_of(block));
    return std::move(page_);
  }

 private:
  /// Lines of one passage, as of a couplet, are one title; the last passage's is set smaller under a headline.
  void titles(const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
      const bool is_sub = &block != &blocks.front() && block.passage != blocks.front().passage;
      const bool goes_on = !page_.paragraphs.empty() && page_.paragraphs.back().block->passage == block.passage;
      const Part part = is_sub ? Part::subtitle : Part::title;
      page_.title += (page_.title.empty() || is_sub ? "" : " ") + block.text;
      if (goes_on) {
        ++id_;
      } else {
        add(block, part);
        page_.paragraphs.back().lines.clear();
      }
      const TitleBreaks breaks = break_title(draft_, block, page_.layout.columns(part));
      if (!breaks.fits)
        findings_.warning("title-break", Place{},
                          message("the title '{}' finds no good end for a line of {} characters", block.text,
                                  std::to_string(page_.layout.columns(part))),
                          message("shorten it, or write \\n in its text where a line shall end"));
      std::size_t from = 0;
      for (const std::size_t at : breaks.begins) {
        page_.paragraphs.back().lines.push_back(runs(block, from, at));
        from = at;
      }
      page_.paragraphs.back().lines.push_back(runs(block, from, block.text.size()));
    }
  }

  void spoken(const Block& block, Part part) {
    add(block, part);
    PageParagraph& made = page_.paragraphs.back();
    if (page_.layout.edition == Edition::reading) made.mark = mark();
    syllables_ += count_syllables(made.numeral) + count_syllables(block.text);
  }

  /// When the paragraph begins, where a new minute has begun since the last mark.
  std::string mark() {
    const std::size_t halves = 2 * syllables_ / rate_;
    if (halves / 2 <= marked_) return {};
    marked_ = halves / 2;
    return std::to_string(marked_) + (halves % 2 == 0 ? "分" : "分半");
  }

  void add(const Block& block, Part part) {
    PageParagraph made;
    made.part = part;
    made.block = &block;
    made.id = ids_[id_++];
    made.numeral = numeral(block);
    made.lines.push_back(runs(block, 0, block.text.size()));
    page_.paragraphs.push_back(std::move(made));
  }

  static std::vector<Run> runs(const Block& block, std::size_t from, std::size_t to) {
    std::vector<Run> out;
    const std::string_view text = block.text;
    for (const Span& span : block.spans) {
      const std::size_t begin = std::max(span.begin, from);
      const std::size_t end = std::min(span.end, to);
      if (begin >= end) continue;
      if (from < begin) out.push_back({text.substr(from, begin - from), nullptr});
      out.push_back({text.substr(begin, end - begin), &span});
      from = end;
    }
    if (from < to) out.push_back({text.substr(from, to - from), nullptr});
    return out;
  }

  const Draft& draft_;
  Findings& findings_;
  std::vector<std::string> ids_;
  std::size_t id_ = 0;
  std::size_t rate_;
  std::size_t syllables_ = 0;
  std::size_t marked_ = 0;  ///< minutes
  Page page_;
};

/// What is read of a number with its digits from `at` on, and how many bytes it takes.
struct Spoken {
  std::size_t syllables;
  std::size_t bytes;
};

std::size_t characters_of(std::string_view text) { return count_characters(text); }

Spoken speak_number(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789";
  constexpr std::string_view kYear = "年";
  std::size_t end = std::min(text.find_first_not_of(kDigits), text.size());
  std::size_t syllables = 0;
  if (end == 4 && text.substr(end).starts_with(kYear)) {
    syllables = end;
  } else {
    const std::string words = hanzi_number(text.substr(0, end));
    syllables = words.empty() ? end : characters_of(words);
  }
  if (end + 1 < text.size() && text[end] == '.' && kDigits.find(text[end + 1]) != std::string_view::npos) {
    const std::size_t fraction = std::min(text.find_first_not_of(kDigits, end + 1), text.size());
    syllables += fraction - end;  // 点, and each digit
    end = fraction;
  }
  if (end < text.size() && text[end] == '%') {
    syllables += 3;  // 百分之
    ++end;
  }
  return {syllables, end};
}

/// Chinese characters, 〇 among them; punctuation is not read.
bool is_read(std::string_view character) {
  constexpr std::string_view kFirst = "\u3400";
  constexpr std::string_view kLast = "\u9FFF";
  return character == "〇" || character.size() == 4 || (character >= kFirst && character <= kLast);
}

}  // namespace

unsigned heading_level(Part part) {
  if (part < Part::heading1 || part > Part::heading4) return 0;
  return 1 + static_cast<unsigned>(part) - static_cast<unsigned>(Part::heading1);
}

bool is_centred(Part part) { return part == Part::title || part == Part::subtitle || part == Part::byline; }

bool is_indented(Part part) { return part == Part::body || heading_level(part) != 0; }

Twips PageLayout::pitch(Part part) const { return std::max(line_pitch, look(part).size() * 5 / 4); }

bool PageLayout::keeps_together(Part part) const {
  return part == Part::title || heading_level(part) != 0 || (edition == Edition::reading && part == Part::body);
}

unsigned PageLayout::columns(Part part) const {
  // Characters of the body are squeezed or spread by less than half of one: 28 of 16 points stand on 156 mm (5.2.3).
  const Twips size = look(part).size();
  const bool in_grid = has_grid && size == look(Part::body).size();
  return (paper::kTextWidth + (in_grid ? size / 2 : 0)) / size;
}

int PageLayout::squeeze(Part part) const {
  const Twips size = look(part).size();
  if (!has_grid || size != look(Part::body).size()) return 0;
  const auto cell = static_cast<int>(paper::kTextWidth / columns(part));
  return cell - static_cast<int>(size);
}

PageLayout page_layout(const Draft& draft, Edition edition, Findings& findings) {
  return LayoutReader(draft, findings).run(edition);
}

Page make_page(const Draft& draft, Edition edition, Findings& findings) {
  return PageMaker(draft, edition, findings).run();
}

std::size_t count_syllables(std::string_view text) {
  std::size_t syllables = 0;
  while (!text.empty()) {
    const char first = text.front();
    std::size_t bytes = 1;
    if (first >= '0' && first <= '9') {
      const Spoken number = speak_number(text);
      syllables += number.syllables;
      bytes = number.bytes;
    } else if (static_cast<unsigned char>(first) < 0x80) {
      syllables += (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z') ? 1 : 0;
    } else {
      bytes = character_at(text, 0).size();
      if (is_read(text.substr(0, bytes))) ++syllables;
    }
    text.remove_prefix(bytes);
  }
  return syllables;
}

}  // namespace lectern::host
