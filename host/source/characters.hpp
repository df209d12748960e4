// SPDX-License-Identifier: Apache-2.0
//
// Which characters a text may hold, by their Unicode category, and how others are shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace lectern::host {

/// Why a character may not be in a text.
enum class CharacterFault {
  none,
  control,      ///< Cc but for line feed and tab: the layout of files needs these
  format,       ///< Cf: zero widths, soft hyphens, directions, tags, the byte order mark
  space,        ///< Zs, Zl, Zp but for the space and the ideographic space
  filler,       ///< takes its place and shows nothing
  selector,     ///< a variation selector that does not follow a Chinese character
  private_use,  ///< Co: every machine shows something else
  unassigned    ///< Cn: noncharacters, and what this version of Unicode does not know
};

/// `before`: the character in front of it, 0 where there is none.
CharacterFault fault_of(std::int32_t point, std::int32_t before);

/// What a text may hold of tabs and line ends.
enum class TextKind {
  file,        ///< all, a carriage return in front of a line feed only
  paragraphs,  ///< line feeds
  line         ///< none
};

/// The first fault of a text.
enum class TextFault { none, not_utf8, control_character };
struct TextCheck {
  TextFault fault = TextFault::none;
  std::size_t offset = 0;                     ///< of the first faulty byte
  CharacterFault why = CharacterFault::none;  ///< of a character that may not be there
  std::int32_t point = 0;                     ///< which
};
TextCheck check_text(std::string_view text, TextKind kind = TextKind::file);

/// "U+202E"
std::string code_point(std::int32_t point);

/// The character of UTF-8 text that begins at this byte; empty behind the end.
std::string_view character_at(std::string_view text, std::size_t at);

/// Steps through any bytes, a character at a time.
class Characters {
 public:
  /// `before`: the character in front of the text, 0 where there is none.
  explicit Characters(std::string_view text, std::int32_t before = 0) : text_(text), before_(before) {}

  struct Step {
    std::string_view bytes;  ///< one byte where they are not UTF-8
    std::size_t at = 0;
    std::int32_t point = -1;  ///< negative where they are not UTF-8
    CharacterFault fault = CharacterFault::none;
  };
  /// False behind the end.
  bool next(Step& step);

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::int32_t before_;
};

/// The text with its lines and tabs, and U+FFFD for all that a text may not hold.
std::string printable(std::string_view text);

/// The text in one line and safe for a terminal: \n, \t and \r for line ends and tabs, <U+202E> for what a text may not
/// hold, <0xFF> for bytes that are not UTF-8.
std::string visible(std::string_view text);

}  // namespace lectern::host
