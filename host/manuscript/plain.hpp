// SPDX-License-Identifier: Apache-2.0
//
// The readers of plain text and of Markdown. The source is UTF-8.
#pragma once

#include "manuscript/paragraphs.hpp"

namespace lectern::host {

/// A line is a paragraph, unless the text was broken into lines of one width. What is numbered like a heading and stands
/// alone on its line is one.
std::optional<Manuscript> read_text(const Source& source, Findings& findings);

/// CommonMark, through cmark. `#` is the title, `##` a heading of level 1, as Lectern writes them; a heading that is
/// numbered has the level of its number. The numbers of an ordered list are text. Of front matter the title is read.
std::optional<Manuscript> read_markdown(const Source& source, Findings& findings);

}  // namespace lectern::host
