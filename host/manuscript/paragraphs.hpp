// SPDX-License-Identifier: Apache-2.0
//
// What the readers of all formats share: building paragraphs.
#pragma once

#include "manuscript/manuscript.hpp"

#include <cstdint>

namespace lectern::host {

/// More paragraphs than this are refused: a speech has some sixty, a thick report two thousand.
inline constexpr std::size_t kMostParagraphs = 20'000;
/// A longer paragraph is refused: this is four whole speeches.
inline constexpr std::size_t kMostParagraphBytes = std::size_t{64} * 1024;
void report_too_many(const Place& file, Findings& findings);
void report_too_long(const Place& file, Findings& findings);
/// False, and one of these errors, where there are more or one is longer.
bool within_limits(const std::vector<Paragraph>& paragraphs, const Place& file, Findings& findings);

/// Appends what can be seen of a text: spaces for special ones, nothing for what is invisible, and notes what is odd. The
/// text begins at this line and column of its source. False, and nothing appended, where it is not UTF-8.
bool append_seen(Paragraph& paragraph, std::string_view text, std::uint32_t line, std::uint32_t column);

/// Takes spaces and indents away from both ends. False where nothing is left.
bool trim(Paragraph& paragraph);

/// Gives the paragraphs the numbers they begin with. Where it may be another thing (二、三年来的工作, 2.35个), the numbers before
/// and behind it in the same list decide.
void find_numerals(std::vector<Paragraph>& paragraphs);

/// Makes headings of what is numbered like one and stands on a line of its own; of those kinds of numbers only with which
/// the file itself marks no headings. Wants find_numerals().
void find_headings(std::vector<Paragraph>& paragraphs);

}  // namespace lectern::host
