// SPDX-License-Identifier: Apache-2.0
//
// Manuscripts: texts that people have worked on, read back as paragraphs with levels. What Word, WPS, LibreOffice and
// others write is accepted as they write it; damaged and hostile files give an error, and cost bounded time and memory.
#pragma once

#include "manuscript/normal.hpp"
#include "manuscript/numeral.hpp"
#include "modules/modules.hpp"
#include "source/diagnostic.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

enum class ManuscriptFormat { docx, txt, md };

std::optional<ManuscriptFormat> manuscript_format_named(std::string_view name);
/// "docx, txt, md"
std::string manuscript_format_names();

enum class ParagraphKind {
  text,
  title,
  heading,
  cell,    ///< a paragraph of a table
  quote,   ///< quoted as a whole: its numbers are those of another text
  note,    ///< a footnote or endnote
  box,     ///< in a text box or frame
  margin,  ///< of a header or footer
};
std::string_view name_of(ParagraphKind kind);

/// Whether it is part of what is spoken. Notes, boxes and margins are only read.
bool is_spoken(ParagraphKind kind);

/// Where a stretch of a paragraph stands in the source, up to the next piece.
struct Piece {
  std::size_t begin = 0;  ///< byte offset in the paragraph's text
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// A character that no speech may hold, and where the source has it.
struct OddCharacter {
  std::int32_t point = 0;
  CharacterFault fault = CharacterFault::none;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t length = 0;  ///< 0 where the line is without it
};

/// A paragraph as a reader sees it: tracked changes accepted, fields shown, ruby without its readings, without notes,
/// indents and what cannot be seen. Never empty; '\n' where a line is broken inside it.
struct Paragraph {
  ParagraphKind kind = ParagraphKind::text;
  unsigned level = 0;  ///< of a heading: 1 is 一、, 2 （一）, 3 1., 4 （1）, up to 9
  std::string text;    ///< with its number, whether that was typed or Word's own
  std::string id;      ///< the bookmark "lectern_…" in which its text stands; empty where there is none
  std::vector<Piece> pieces;
  std::optional<TypedNumeral> numeral;  ///< see find_numerals()
  std::vector<OddCharacter> odd;        ///< the first of them
};

struct Manuscript {
  /// What places point into: the text itself, or for a Word file a line for each paragraph.
  const Source* source = nullptr;
  std::vector<Paragraph> paragraphs;
  std::size_t open_comments = 0;  ///< threads of comments that nobody has closed

  /// Of a stretch of a paragraph's text; as far as its line goes.
  Place place(const Paragraph& paragraph, std::size_t begin, std::size_t end) const;
};

/// Largest file that is read: a Word file may hold photographs, a text of a megabyte is longer than any speech.
inline constexpr std::size_t kMostWordBytes = std::size_t{64} * 1024 * 1024;
inline constexpr std::size_t kMostTextBytes = std::size_t{1024} * 1024;

/// Reads the bytes of a file. Without a format, what the bytes begin with and the name's extension decide. Nothing, and an
/// error that names the file, where it cannot be read. The name and the text go into `sources`.
std::optional<Manuscript> read_manuscript(const std::string& name, std::string bytes,
                                          std::optional<ManuscriptFormat> format, const Modules& modules,
                                          Sources& sources, Findings& findings);

}  // namespace lectern::host
