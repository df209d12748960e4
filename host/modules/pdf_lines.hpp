// SPDX-License-Identifier: Apache-2.0
//
// Where lines of Chinese text end, and how they are filled.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace lectern::pdf {

/// For every character of the text: whether a line may begin with it. UAX #14 as Pango has it, and what GB/T 15834 asks for
/// beyond: a mark stays with what it belongs to, and a number with its unit.
std::vector<bool> line_begins(std::string_view text);

/// A character of a paragraph.
struct Cell {
  char32_t character = 0;
  double width = 0;
  bool may_begin = false;  ///< a line
  bool ends_line = false;
};

struct Line {
  std::size_t from = 0;
  std::size_t to = 0;
  double width = 0;    ///< of its cells, without spaces at its end
  double stretch = 0;  ///< between cells where has_gap(), so that the line is full
};

/// Digits and Latin letters, which stand in a font of their own.
bool is_western(char32_t character);

/// Whether space may be added between two neighbours: anywhere but inside Latin words and numbers.
bool has_gap(const Cell& before, const Cell& after);

/// The lines of a paragraph; all but those that end by themselves are full, where they are `justified`.
enum class Alignment { justified, centred };
std::vector<Line> fill_lines(const std::vector<Cell>& cells, double first_width, double width, Alignment alignment);

}  // namespace lectern::pdf
