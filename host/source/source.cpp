// SPDX-License-Identifier: Apache-2.0
#include "source/source.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

namespace lectern::host {
namespace {

/// Nearly all of a Chinese text, in UTF-8: U+3000 to U+9FFF, U+FF00 to U+FF7F, and the dashes, quotation marks and dots
/// from U+2010 to U+2026. Nothing there is invisible, and no encoding is overlong.
bool is_visible(unsigned first, unsigned second, unsigned third) {
  constexpr unsigned kTail = 0x80;  // 10xxxxxx
  if (((second ^ kTail) | (third ^ kTail)) > 0x3F) return false;
  if (first >= 0xE3 && first <= 0xE9) return true;
  return first == 0xEF ? second == 0xBC || second == 0xBD
                       : first == 0xE2 && second == 0x80 && third >= 0x90 && third <= 0xA6;
}

}  // namespace

std::string_view Source::line(std::uint32_t number) const {
  if (line_begins.empty()) {
    line_begins.push_back(0);
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', end + 1))
      line_begins.push_back(end + 1);
    line_begins.push_back(text.size() + 1);  // as if the last one ended too
  }
  if (number == 0 || number >= line_begins.size()) return {};
  const std::size_t begin = line_begins[number - 1];
  std::string_view found = std::string_view(text).substr(begin, line_begins[number] - 1 - begin);
  if (!found.empty() && found.back() == '\r') found.remove_suffix(1);
  return found;
}

std::string to_string(const Place& place) {
  if (place.source == nullptr) return {};
  if (place.line == 0) return place.source->name;
  return fmt::format("{}:{}", place.source->name, place.line);
}

std::string_view character_at(std::string_view text, std::size_t at) {
  const auto goes_on = [&](std::size_t byte) {
    return byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0U) == 0x80U;
  };
  if (at >= text.size()) return {};
  std::size_t end = at + 1;
  while (goes_on(end)) ++end;
  return text.substr(at, end - at);
}

TextCheck check_text(std::string_view text) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  std::size_t i = 0;
  while (i < text.size()) {
    while (i + 2 < text.size() && is_visible(bytes[i], bytes[i + 1], bytes[i + 2])) i += 3;
    while (i < text.size() && bytes[i] >= 0x20 && bytes[i] < 0x7f) ++i;
    if (i == text.size()) break;
    const unsigned char c = bytes[i];
    if (c < 0x80) {
      if (c != '\n' && c != '\t' && c != '\r' && (c < 0x20 || c == 0x7f)) return {TextFault::control_character, i};
      ++i;
      continue;
    }
    if (i + 2 < text.size() && is_visible(c, bytes[i + 1], bytes[i + 2])) continue;
    utf8proc_int32_t point = 0;
    const utf8proc_ssize_t size = utf8proc_iterate(bytes + i, static_cast<utf8proc_ssize_t>(text.size() - i), &point);
    if (size <= 0) return {TextFault::not_utf8, i};
    // C1 controls, and the invisible ones no speech may hold: no-break space, soft hyphen, zero widths, directions, BOM.
    const bool invisible = point <= 0xa0 || point == 0xad || (point >= 0x200b && point <= 0x200f) ||
                           (point >= 0x2028 && point <= 0x202e) || point == 0x2060 || point == 0xfeff;
    if (invisible) return {TextFault::control_character, i};
    i += static_cast<std::size_t>(size);
  }
  return {};
}

}  // namespace lectern::host
