// SPDX-License-Identifier: Apache-2.0
//
// Looks at a manuscript that came back, and reports; edits nothing.
#pragma once

#include "draft.hpp"
#include "manuscript/manuscript.hpp"

namespace lectern::host {

/// What a manuscript tells by itself: placeholders that were left, comments that are open, numbers of headings and points
/// that are missing, repeated, alone or of the wrong level.
Findings check_manuscript(const Manuscript& manuscript);

/// What it tells beside the draft of its profile: figures that no fact, reference or passage has, words that the sector
/// avoids, deadlines before the day of the speech. The draft must have reached the speech, with all passages read: see
/// Request.
Findings check_manuscript(const Manuscript& manuscript, const Draft& draft);

/// Where Lectern wrote the file: which paragraphs were changed, added and taken out since. All of these are notes.
Findings compare_paragraphs(const Manuscript& manuscript, const Draft& draft);

}  // namespace lectern::host
