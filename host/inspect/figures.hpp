// SPDX-License-Identifier: Apache-2.0
//
// Figures that stand in a template itself: nobody can say where they came from.
#pragma once

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

}  // namespace lectern::host
