// SPDX-License-Identifier: Apache-2.0
//
// Text that has its glyphs and places, and the PDF file made of it.
#pragma once

#include "modules/module.h"
#include "modules/pdf_fonts.hpp"
#include "modules/pdf_lines.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lectern::pdf {

inline double points(double twips) { return twips / 20; }

/// What is drawn in a cell of a line.
struct Ink {
  Glyph glyph;
  std::string_view text;
  double offset = 0;  ///< in the cell
  bool is_missing = false;
  const lectern_pdf_run* run = nullptr;  ///< it is of; borrowed by whoever sets it, and gone when it is drawn
};

/// Text in cells, of one look.
struct Setting {
  double size = 0;
  bool is_bold = false;
  std::vector<Cell> cells;
  std::vector<Ink> inks;  ///< a cell each
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

/// The file's bytes; nothing where Cairo failed. `numbers`: of the pages, each may be empty.
std::string paint(const lectern_pdf_document& document, const std::vector<PageLines>& pages,
                  const std::vector<Setting>& numbers);

}  // namespace lectern::pdf
