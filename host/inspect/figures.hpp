// SPDX-License-Identifier: Apache-2.0
//
// Figures that stand in a template itself: nobody can say where they came from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

struct OwnFigure {
  std::string_view text;
  std::size_t at = 0;  ///< offset in the template
};

/// Those outside braces. Not: what stands in the name of a document, dates that are names (5·31), numbers that are
/// dialled (12366, 110), and what is part of a Latin word (A4, 5G).
std::vector<OwnFigure> own_figures(std::string_view text);

/// The number as a speech should give it: zero has no sign, no zeros come before it, and behind the point only what a
/// rate was rounded to (6.0, but 6.200000 is 6.2).
std::string plain_number(std::string_view number);

}  // namespace lectern::host
