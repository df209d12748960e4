// SPDX-License-Identifier: Apache-2.0
//
// Word documents of a few lines.
#pragma once

#include "told.hpp"

#include "manuscript/word.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace lectern::host {

inline std::string document(const std::string& body) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
         "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
         " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>" +
         body + "</w:body></w:document>";
}

inline std::string styles(const std::string& inner) { return "<w:styles xmlns:w=\"w\">" + inner + "</w:styles>"; }

inline std::string run(const std::string& text) { return "<w:r><w:t>" + text + "</w:t></w:r>"; }
inline std::string paragraph(const std::string& inner) { return "<w:p>" + inner + "</w:p>"; }

/// A Word file's parts read; what is wrong is in `findings`.
class WordScene {
 public:
  std::optional<Manuscript> read(WordParts parts) {
    const Source& named = sources_.add("x.docx", {});
    return read_word(std::move(parts), {&named, 0, 0, 0}, sources_, findings);
  }

  /// "heading 1: 一、提高认识" for each paragraph; a plain one without its kind.
  std::vector<std::string> paragraphs_of(WordParts parts) {
    const auto manuscript = read(std::move(parts));
    std::vector<std::string> out;
    if (!manuscript) return {"not read"};
    for (const Paragraph& paragraph : manuscript->paragraphs) {
      std::string kind = paragraph.kind == ParagraphKind::text ? "" : std::string(name_of(paragraph.kind));
      if (paragraph.level != 0) kind += fmt::format(" {}", paragraph.level);
      out.push_back(kind.empty() ? paragraph.text : kind + ": " + paragraph.text);
    }
    return out;
  }
  std::vector<std::string> paragraphs(const std::string& body, const std::string& known_styles = {}) {
    return paragraphs_of({document(body), known_styles, {}, {}});
  }

  Findings findings;

 private:
  Sources sources_;
};

using Texts = std::vector<std::string>;

}  // namespace lectern::host
