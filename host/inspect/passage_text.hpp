// SPDX-License-Identifier: Apache-2.0
//
// A template as a reader of rules sees it: its own words, with a mark where a fact will stand.
#pragma once

#include "catalogue/passage.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

/// Stands for a fact: U+FFFC, which no text holds.
inline constexpr std::string_view kFactMark = "\uFFFC";

class PassageText {
 public:
  PassageText(const Template& form, const Place& passage);

  const std::string& text() const { return text_; }
  /// These bytes of it for a reader: {…} where a fact will stand.
  std::string shown(std::size_t begin, std::size_t size) const;
  /// Where these bytes of text() were written, also where the text goes on in other lines or has escapes; of the passage
  /// where that cannot be told.
  Place place(std::size_t begin, std::size_t size) const;

 private:
  struct Piece {
    std::size_t begin = 0;
    std::string_view written;
  };
  std::string text_;
  std::vector<Piece> pieces_;
  Place passage_;
};

/// Calls `see` with every template of a passage.
template <typename See>
void for_each_template(const Passage& passage, See see) {
  for (const auto* forms : {&passage.headings, &passage.texts, &passage.shorts, &passage.items, &passage.firsts,
                            &passage.lasts, &passage.onlys}) {
    for (const Template& form : *forms) see(form);
  }
}

/// Calls `see` with each of them as a reader of rules sees it.
template <typename See>
void for_each_text(const std::vector<Passage>& passages, See see) {
  for (const Passage& passage : passages) {
    for_each_template(passage, [&](const Template& form) { see(passage, PassageText(form, passage.place)); });
  }
}

/// Calls `see` with the offset and size of each sentence of a text; its mark belongs to it.
void for_each_sentence(std::string_view text, const std::function<void(std::size_t begin, std::size_t size)>& see);

}  // namespace lectern::host
