// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "manuscript/manuscript.hpp"

#include <vector>

namespace lectern::host {

/// A paragraph as the checks look at it. Lives no longer than the manuscript.
struct Line {
  const Paragraph* paragraph = nullptr;
  NormalText normal;

  std::string_view text() const { return normal.text(); }
};

inline std::vector<Line> lines_of(const Manuscript& manuscript) {
  std::vector<Line> lines;
  lines.reserve(manuscript.paragraphs.size());
  for (const Paragraph& paragraph : manuscript.paragraphs) lines.push_back({&paragraph, NormalText(paragraph.text)});
  return lines;
}

}  // namespace lectern::host
