// SPDX-License-Identifier: Apache-2.0
#include "inspect/passage_text.hpp"

#include <algorithm>
#include <functional>

namespace lectern::host {

PassageText::PassageText(const Template& form, const Place& passage) : passage_(passage) {
  for (const Segment& segment : form.segments) {
    if (segment.option != 0) continue;  // of a choice of words the first is read
    if (segment.kind != Segment::Kind::literal) {
      text_ += kFactMark;
      continue;
    }
    pieces_.push_back({text_.size(), segment.text});
    text_ += segment.text;
  }
}

Place PassageText::place(std::size_t begin, std::size_t size) const {
  const auto piece = std::find_if(pieces_.rbegin(), pieces_.rend(),
                                  [begin](const Piece& candidate) { return candidate.begin <= begin; });
  if (piece == pieces_.rend() || passage_.source == nullptr) return passage_;
  const std::string_view file = passage_.source->text;
  const char* at = piece->written.data() + (begin - piece->begin);
  const std::less<const char*> before;
  if (before(at, file.data()) || !before(at, file.data() + file.size())) return passage_;
  const auto offset = static_cast<std::size_t>(at - file.data());
  const std::size_t line_begin = file.substr(0, offset).rfind('\n') + 1;
  Place place{passage_.source, 1, static_cast<std::uint32_t>(offset - line_begin), static_cast<std::uint32_t>(size)};
  place.line +=
      static_cast<std::uint32_t>(std::count(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
  return place;
}

}  // namespace lectern::host
