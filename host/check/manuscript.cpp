// SPDX-License-Identifier: Apache-2.0
#include "check/manuscript.hpp"

#include "check/announced.hpp"
#include "check/numbering.hpp"
#include "check/ordinals.hpp"
#include "check/placeholder.hpp"
#include "check/punctuation.hpp"

namespace lectern::host {
namespace {

void check_placeholders(const std::vector<Line>& lines, Reports& reports) {
  for (const Line& line : lines) {
    for (const Stretch& found : placeholders_in(line.normal, Braces::are_slots))
      reports.add(Severity::warning, "placeholder", *line.paragraph, found,
                  message("a value is still to be filled in: {}",
                          line.paragraph->text.substr(found.begin, found.end - found.begin)),
                  message("write the real value, or take the sentence out"));
  }
}

void check_characters(const Manuscript& manuscript, Reports& reports) {
  for (const Paragraph& paragraph : manuscript.paragraphs) {
    for (const OddCharacter& odd : paragraph.odd) {
      const TextCheck check{TextFault::control_character, 0, odd.fault, odd.point};
      reports.add(Severity::warning, "character", Place{manuscript.source, odd.line, odd.column, odd.length},
                  describe(check), cure_of(check));
    }
  }
}

void check_comments(const Manuscript& manuscript, Findings& findings) {
  if (manuscript.open_comments == 0) return;
  findings.note("comments-open", Place{manuscript.source, 0, 0, 0},
                message("comments that nobody has closed: {}", std::to_string(manuscript.open_comments)),
                message("answer and close them in Word, or delete them"));
}

}  // namespace

Findings check_manuscript(const Manuscript& manuscript) {
  Findings findings;
  Reports reports(manuscript, findings);
  check_comments(manuscript, findings);
  check_characters(manuscript, reports);
  const std::vector<Line> lines = lines_of(manuscript);
  check_placeholders(lines, reports);
  const std::vector<NumberedList> numbered = check_numbering(lines, reports);
  const std::vector<OrdinalSeries> ordinal = check_ordinals(lines, reports);
  check_announced(lines, numbered, ordinal, reports);
  constexpr std::size_t kMostNotes = 20;  // who types half a text in half width knows after these
  Reports notes(manuscript, findings, kMostNotes);
  check_punctuation(lines, notes);
  return findings;
}

}  // namespace lectern::host
