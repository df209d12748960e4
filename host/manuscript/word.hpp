// SPDX-License-Identifier: Apache-2.0
//
// The reader of Word files: WordprocessingML (ISO/IEC 29500-1, clause 17), transitional and strict, in a package of
// ISO/IEC 29500-2.
#pragma once

#include "manuscript/paragraphs.hpp"

namespace lectern::host {

/// The parts of a Word file that are read. All but the document may be empty or left out.
struct WordParts {
  std::string document;
  std::string styles;
  std::string comments;
  std::string comments_extended;  ///< which comments are closed, or answer others (Word 2013)
  std::string numbering = {};
  std::vector<std::string> notes = {};    ///< footnotes and endnotes
  std::vector<std::string> margins = {};  ///< headers and footers
};

/// Finds the parts by the package's relationships. Nothing, and an error, where the archive is damaged, protected, too
/// large when unpacked, made to do harm, or no Word file. `file`: the archive, as the user knows it.
std::optional<WordParts> unpack_word(std::string_view archive, const lectern_zip_v1& zip, const Place& file,
                                     Findings& findings);

/// Reads the parts. Nothing, and an error, where they are no well-formed WordprocessingML.
std::optional<Manuscript> read_word(WordParts parts, const Place& file, Sources& sources, Findings& findings);

}  // namespace lectern::host
