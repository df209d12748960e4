// SPDX-License-Identifier: Apache-2.0
//
// The text of one part of a Word file: its document, its notes, a header or footer.
#pragma once

#include "manuscript/numbering.hpp"
#include "manuscript/paragraphs.hpp"
#include "manuscript/styles.hpp"

namespace lectern::host {

enum class WordFault { none, too_deep, not_utf8, too_many, too_long };

/// Appends the part's paragraphs. They are of this kind; those of the document's text are what their styles say, or cells.
/// Numbers are counted on from one part to the next.
WordFault read_word_text(const pugi::xml_node& part, ParagraphKind kind, const Styles& styles, Numbering& numbering,
                         std::vector<Paragraph>& to);

}  // namespace lectern::host
