// SPDX-License-Identifier: Apache-2.0
#include "source/characters.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

/// Nearly all of a Chinese text, in UTF-8: U+3000 to U+303F, U+3400 to U+9FFF, U+FF01 to U+FF7F, and the dashes, quotation
/// marks and dots from U+2010 to U+2026. All of it is fine, and no encoding is overlong.
bool is_usual(unsigned first, unsigned second, unsigned third) {
  constexpr unsigned kTail = 0x80;  // 10xxxxxx
  if (((second ^ kTail) | (third ^ kTail)) > 0x3F) return false;
  if (first >= 0xE4 && first <= 0xE9) return true;
  if (first == 0xE3) return second == 0x80 || second >= 0x90;
  if (first == 0xEF) return (second == 0xBC && third != 0x80) || second == 0xBD;
  return first == 0xE2 && second == 0x80 && third >= 0x90 && third <= 0xA6;
}

struct Range {
  std::int32_t first;
  std::int32_t last;
};
template <std::size_t N>
bool is_in(std::int32_t point, const std::array<Range, N>& ranges) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [point](const Range& range) { return point >= range.first && point <= range.last; });
}

/// Ideographs: what variation sequences are registered for. utf8proc knows no scripts.
bool is_chinese(std::int32_t point) {
  static constexpr std::array<Range, 5> kIdeographs = {
      {{0x3007, 0x3007}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFF}}};
  return is_in(point, kIdeographs);
}

bool is_selector(std::int32_t point) {
  static constexpr std::array<Range, 2> kSelectors = {{{0xFE00, 0xFE0F}, {0xE0100, 0xE01EF}}};
  return is_in(point, kSelectors);
}

/// Whether a character was added after the Unicode that utf8proc knows: in 15.1, for names of people, 622 ideographs.
bool is_newer(std::int32_t point) {
  static constexpr std::array<Range, 1> kExtensionI = {{{0x2EBF0, 0x2EE5D}}};
  return is_in(point, kExtensionI);
}

/// Symbols that are drawn as nothing; Unicode does not call them ignorable.
bool is_blank_symbol(std::int32_t point) {
  constexpr std::int32_t kBlankBraille = 0x2800;
  constexpr std::int32_t kObjectReplacement = 0xFFFC;
  constexpr std::int32_t kNullNotehead = 0x1D159;
  return point == kBlankBraille || point == kObjectReplacement || point == kNullNotehead;
}

/// Tabs and line ends that this kind of text may not hold.
std::string_view refused_marks(TextKind kind) {
  switch (kind) {
    case TextKind::file:
      return {};
    case TextKind::paragraphs:
      return "\t\r";
    case TextKind::line:
      return "\t\r\n";
  }
  return {};
}

}  // namespace

CharacterFault fault_of(std::int32_t point, std::int32_t before) {
  if (is_selector(point)) return is_chinese(before) ? CharacterFault::none : CharacterFault::selector;
  const auto category = utf8proc_category(point);
  const auto unless = [](bool fine, CharacterFault fault) { return fine ? CharacterFault::none : fault; };
  if (category == UTF8PROC_CATEGORY_CC) return unless(point == '\n' || point == '\t', CharacterFault::control);
  if (category == UTF8PROC_CATEGORY_CF) return CharacterFault::format;
  if (category == UTF8PROC_CATEGORY_CO) return CharacterFault::private_use;
  if (category == UTF8PROC_CATEGORY_CN || category == UTF8PROC_CATEGORY_CS)
    return unless(is_newer(point), CharacterFault::unassigned);
  if (category == UTF8PROC_CATEGORY_ZS) return unless(point == ' ' || point == 0x3000, CharacterFault::space);
  if (category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP) return CharacterFault::space;
  return unless(utf8proc_get_property(point)->ignorable == 0 && !is_blank_symbol(point), CharacterFault::filler);
}

bool Characters::next(Step& step) {
  if (at_ >= text_.size()) return false;
  step.at = at_;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text_.data()) + at_;
  const utf8proc_ssize_t size = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text_.size() - at_), &step.point);
  if (size <= 0) step.point = -1;
  step.bytes = text_.substr(at_, size <= 0 ? 1 : static_cast<std::size_t>(size));
  step.fault = size <= 0 ? CharacterFault::none : fault_of(step.point, before_);
  before_ = step.point;
  at_ += step.bytes.size();
  return true;
}

TextCheck check_text(std::string_view text, TextKind kind) {
  if (const std::size_t mark = text.find_first_of(refused_marks(kind)); mark != std::string_view::npos) {
    const TextCheck before = check_text(text.substr(0, mark));
    if (before.fault != TextFault::none) return before;
    return {TextFault::control_character, mark, CharacterFault::control, text[mark]};
  }
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  std::int32_t before = 0;
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t begin = i;
    while (i + 2 < text.size() && is_usual(bytes[i], bytes[i + 1], bytes[i + 2])) i += 3;
    // A selector may follow: what it follows is looked at again.
    if (i != begin) utf8proc_iterate(bytes + i - 3, 3, &before);
    while (i < text.size() && bytes[i] >= 0x20 && bytes[i] < 0x7f) before = bytes[i++];
    if (i == text.size()) break;
    if (i + 2 < text.size() && is_usual(bytes[i], bytes[i + 1], bytes[i + 2])) continue;
    std::int32_t point = 0;
    const utf8proc_ssize_t size = utf8proc_iterate(bytes + i, static_cast<utf8proc_ssize_t>(text.size() - i), &point);
    if (size <= 0) return {TextFault::not_utf8, i, CharacterFault::none, 0};
    const bool ends_line = point == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    const CharacterFault fault = ends_line ? CharacterFault::none : fault_of(point, before);
    if (fault != CharacterFault::none) return {TextFault::control_character, i, fault, point};
    before = point;
    i += static_cast<std::size_t>(size);
  }
  return {};
}

std::string code_point(std::int32_t point) { return fmt::format("U+{:04X}", point); }

std::string_view character_at(std::string_view text, std::size_t at) {
  const auto goes_on = [&](std::size_t byte) {
    return byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0U) == 0x80U;
  };
  if (at >= text.size()) return {};
  std::size_t end = at + 1;
  while (goes_on(end)) ++end;
  return text.substr(at, end - at);
}

std::string printable(std::string_view text) {
  if (check_text(text).fault == TextFault::none) return std::string(text);
  std::string out;
  Characters characters(text);
  for (Characters::Step step; characters.next(step);) {
    const bool is_fine = step.point >= 0 && step.fault == CharacterFault::none;
    out += is_fine ? step.bytes : std::string_view("\uFFFD");
  }
  return out;
}

std::string visible(std::string_view text) {
  std::string out;
  Characters characters(text);
  for (Characters::Step step; characters.next(step);) {
    if (step.point < 0) {
      out += fmt::format("<0x{:02X}>", static_cast<unsigned char>(step.bytes.front()));
    } else if (step.point == '\n') {
      out += "\\n";
    } else if (step.point == '\t') {
      out += "\\t";
    } else if (step.point == '\r') {
      out += "\\r";
    } else if (step.fault != CharacterFault::none) {
      out += fmt::format("<{}>", code_point(step.point));
    } else {
      out += step.bytes;
    }
  }
  return out;
}

}  // namespace lectern::host
