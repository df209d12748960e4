// SPDX-License-Identifier: Apache-2.0
//
// The speech as it stands on paper: what Word files and PDF share. Numbers are those of GB/T 9704-2012, which a speech
// follows by analogy: it is none of the standard's fifteen kinds of document.
#pragma once

#include "render/render.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

/// A twentieth of a point, Word's unit of length.
using Twips = unsigned;

/// A4, and the text area of 156 × 225 mm (5.1, 5.2.1).
namespace paper {
inline constexpr Twips kWidth = 11906;
inline constexpr Twips kHeight = 16838;
inline constexpr Twips kTop = 2098;
inline constexpr Twips kBottom = 1984;
inline constexpr Twips kLeft = 1587;
inline constexpr Twips kRight = 1474;
inline constexpr Twips kTextWidth = kWidth - kLeft - kRight;
inline constexpr Twips kTextHeight = kHeight - kTop - kBottom;
/// The dash of the page number is 7 mm below the text (7.5): so far is its line's middle from the paper's edge.
inline constexpr Twips kPageNumber = kBottom - 397;
}  // namespace paper

/// What a line of the speech is on paper.
enum class Part { title, subtitle, byline, salutation, body, heading1, heading2, heading3, heading4, page_number };
inline constexpr std::size_t kParts = 10;

/// Of a heading, from 1; of anything else 0.
unsigned heading_level(Part part);
bool is_centred(Part part);
/// Whether its first line is indented by two characters (7.3.3).
bool is_indented(Part part);

struct Look {
  std::string font;  ///< of Chinese text
  unsigned half_points = 32;
  bool bold = false;

  Twips size() const { return half_points * 10; }
};

enum class PageNumbers {
  outside,  ///< — 1 —, right on odd pages, left on even ones
  centred,
  plain,  ///< 1, in the middle: of the reading copy, whose leaves must stay in order
  none
};

struct PageLayout {
  Edition edition = Edition::print;
  std::array<Look, kParts> looks;
  std::string digits_font;
  /// Of 22 lines; or as the profile says: then lines are exactly so high, and there is no grid.
  Twips line_pitch = 0;
  bool has_grid = true;
  PageNumbers page_numbers = PageNumbers::outside;

  const Look& look(Part part) const { return looks[static_cast<std::size_t>(part)]; }
  /// From line to line of this part: a title of large type needs more than the others.
  Twips pitch(Part part) const;
  /// Whether its lines stand on one page.
  bool keeps_together(Part part) const;
  /// Full-width characters on a line of this part.
  unsigned columns(Part part) const;
  /// What is added to the width of each character so that a line is full; negative: taken away.
  int squeeze(Part part) const;
};

/// The standard's layout with what the profile says otherwise (`layout`). A value that is out of bounds is an error.
PageLayout page_layout(const Draft& draft, Edition edition, Findings& findings);

/// A piece of a line: plain text, or what one fact says.
struct Run {
  std::string_view text;
  const Span* span = nullptr;  ///< null for plain text
};

/// A line or paragraph on paper.
struct PageParagraph {
  Part part = Part::body;
  const Block* block = nullptr;  ///< the first of those it holds
  std::string id;                ///< see block_ids()
  std::string numeral;
  std::vector<std::vector<Run>> lines;  ///< more than one in the title only: broken by sense
  std::string mark;  ///< when it begins, in the reading copy: 4分半; empty where no minute has passed
};

struct Page {
  PageLayout layout;
  std::vector<PageParagraph> paragraphs;
  std::string title;  ///< in one line
};

/// Sets the speech. Texts point into the draft. Notes where a title cannot be broken well.
Page make_page(const Draft& draft, Edition edition, Findings& findings);

/// Where lines of a title may end, by sense, and which ends are best: at most so many characters a line, and in the shape
/// of a trapezium or a diamond, the longest line at one end or in the middle (7.3.1). Gives the byte offsets at which lines
/// begin, but the first; nothing where one line does, or no good place is known; `fits` says which.
struct TitleBreaks {
  std::vector<std::size_t> begins;
  bool fits = true;
};
TitleBreaks break_title(const Draft& draft, const Block& title, unsigned columns);

/// Syllables of a text as it is read aloud: 98.6% is 百分之九十八点六, a year is read digit by digit.
std::size_t count_syllables(std::string_view text);

}  // namespace lectern::host
