// SPDX-License-Identifier: Apache-2.0
#include "inspect/passage_text.hpp"

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

/// A piece of a file as its values read, and where in the file each byte was written.
struct Unfolded {
  std::string text;
  std::vector<std::size_t> offsets;
};

/// Behind `" \` and the quotation mark in the next line, where a value goes on; `at` where it does not.
std::size_t behind_fold(std::string_view file, std::size_t at) {
  const auto skip = [&](std::size_t from) { return std::min(file.find_first_not_of(" \t\r", from), file.size()); };
  const auto is = [&](std::size_t position, char c) { return position < file.size() && file[position] == c; };
  if (!is(at, '"')) return at;
  const std::size_t backslash = skip(at + 1);
  if (!is(backslash, '\\')) return at;
  const std::size_t line_end = skip(backslash + 1);
  if (!is(line_end, '\n')) return at;
  const std::size_t quote = skip(line_end + 1);
  return is(quote, '"') ? quote + 1 : at;
}

/// From there to the next passage: continued values joined, escapes resolved.
Unfolded unfold(std::string_view file, std::size_t from) {
  const std::string_view region = file.substr(0, file.find("\npassage ", from));
  Unfolded out;
  for (std::size_t at = from; at < region.size(); ++at) {
    at = behind_fold(region, at);
    if (at >= region.size()) break;
    out.offsets.push_back(at);
    char c = region[at];
    if (c == '\\' && at + 1 < region.size()) {
      c = region[++at];
      if (c == 'n') c = '\n';
      if (c == 't') c = '\t';
    }
    out.text += c;
  }
  return out;
}

std::size_t offset_of_line(std::string_view file, std::uint32_t line) {
  std::size_t at = 0;
  for (; line > 1 && at < file.size(); --line) at = std::min(file.find('\n', at), file.size() - 1) + 1;
  return at;
}

Place place_at(const Source& source, std::size_t offset, std::size_t size) {
  const std::string_view before = std::string_view(source.text).substr(0, offset);
  const std::size_t line_begin = before.rfind('\n') + 1;
  const auto line = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n') + 1);
  return {&source, line, static_cast<std::uint32_t>(offset - line_begin), static_cast<std::uint32_t>(size)};
}

}  // namespace

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

std::string PassageText::shown(std::size_t begin, std::size_t size) const {
  std::string out = text_.substr(begin, size);
  for (std::size_t at = out.find(kFactMark); at != std::string::npos; at = out.find(kFactMark, at))
    out.replace(at, kFactMark.size(), "{…}");
  return out;
}

Place PassageText::place(std::size_t begin, std::size_t size) const {
  const auto piece = std::find_if(pieces_.rbegin(), pieces_.rend(),
                                  [begin](const Piece& candidate) { return candidate.begin <= begin; });
  if (piece == pieces_.rend() || passage_.source == nullptr || passage_.line == 0) return passage_;
  const std::string_view file = passage_.source->text;
  const char* at = piece->written.data() + (begin - piece->begin);
  const std::less<const char*> before;
  if (!before(at, file.data()) && before(at, file.data() + file.size()))
    return place_at(*passage_.source, static_cast<std::size_t>(at - file.data()), size);
  // Its literals lie in one string, with what is in braces between them.
  const std::string_view first = pieces_.front().written;
  const std::string_view last = pieces_.back().written;
  const std::string_view whole(first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data()));
  const Unfolded unfolded = unfold(file, offset_of_line(file, passage_.line));
  const std::size_t found = unfolded.text.find(whole);
  const std::size_t offset = found + static_cast<std::size_t>(at - first.data());
  if (found == std::string::npos || offset >= unfolded.offsets.size()) return passage_;
  return place_at(*passage_.source, unfolded.offsets[offset], size);
}

void for_each_sentence(std::string_view text, const std::function<void(std::size_t begin, std::size_t size)>& see) {
  constexpr std::string_view kClosing = "”";
  constexpr std::array<std::string_view, 5> kEnds = {"。", "！", "？", "\n", "\\n"};
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto* const mark = std::find_if(kEnds.begin(), kEnds.end(),
                                          [&](std::string_view end) { return text.substr(at).starts_with(end); });
    at += mark == kEnds.end() ? 1 : mark->size();
    if (mark == kEnds.end()) continue;
    if (text.substr(at).starts_with(kClosing)) at += kClosing.size();
    see(begin, at - begin);
    begin = at;
  }
  if (begin < text.size()) see(begin, text.size() - begin);
}

}  // namespace lectern::host
