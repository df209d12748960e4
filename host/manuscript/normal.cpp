// SPDX-License-Identifier: Apache-2.0
#include "manuscript/normal.hpp"

#include "source/source.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_one_of(std::string_view character, std::string_view characters) {
  return !character.empty() && (static_cast<unsigned char>(character.front()) & 0xC0U) != 0x80U &&
         characters.find(character) != std::string_view::npos;
}

constexpr std::string_view kHanDigits = "一二三四五六七八九〇零";

struct Range {
  utf8proc_int32_t first;
  utf8proc_int32_t last;
};

template <std::size_t N>
bool is_in(utf8proc_int32_t point, const std::array<Range, N>& ranges) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [point](const Range& range) { return point >= range.first && point <= range.last; });
}

bool is_blank(utf8proc_int32_t point) {
  constexpr std::array<Range, 6> kBlanks = {
      {{'\t', '\t'}, {' ', ' '}, {0xa0, 0xa0}, {0x2000, 0x200a}, {0x202f, 0x202f}, {0x3000, 0x3000}}};
  return is_in(point, kBlanks);
}

/// Whether Unicode's compatibility form of a character is what its reader sees. Not of all: ① would become 1, and one number
/// with the figure behind it.
bool has_plain_form(utf8proc_int32_t point) {
  constexpr std::array<Range, 7> kRanges = {{{0x2474, 0x249b},      // ⑴ to ⒇, ⒈ to ⒛
                                             {0x2f00, 0x2fd5},      // radicals
                                             {0x3220, 0x3229},      // ㈠ to ㈩
                                             {0xf900, 0xfaff},      // compatibility ideographs
                                             {0xfe10, 0xfe6f},      // vertical and small forms
                                             {0xff01, 0xffee},      // full and half width
                                             {0x2f800, 0x2fa1d}}};  // compatibility ideographs
  return is_in(point, kRanges);
}

/// What Unicode has no plain form for, and what looks or is typed alike.
std::string_view look_alike(utf8proc_int32_t point) {
  switch (point) {
    case 0x2013:  // en dash
    case 0x2212:  // minus
      return "-";
    case 0x223c:
    case 0x301c:
      return "~";
    case 0x2027:
    case 0x30fb:
      return "·";
    case 0x25ef:
      return "○";
    case 0x3a7:   // Greek
    case 0x425:   // Cyrillic
    case 0x2169:  // Roman numeral
      return "X";
    case 0x445:
    case 0x2179:
      return "x";
    case 0x2573:
    case 0x2715:
    case 0x2716:
    case 0x2a2f:
      return "×";
    default:
      return {};
  }
}

/// Chinese characters and the marks between them; a blank beside one of these means nothing.
bool is_wide(utf8proc_int32_t point) {
  constexpr utf8proc_int32_t kFirstIdeographic = 0x2e80;
  constexpr std::array<Range, 5> kMarks = {
      {{0xb7, 0xb7}, {0xd7, 0xd7}, {0x2010, 0x2027}, {0x2500, 0x2bff}, {kFirstIdeographic, 0x10ffff}}};
  return is_in(point, kMarks);
}

}  // namespace

/// Goes through a text once.
class Normalizer {
 public:
  Normalizer(std::string_view from, NormalText& to) : from_(from), to_(to) {}

  void run() {
    to_.text_.reserve(from_.size());
    while (at_ < from_.size()) {
      if (!plain()) special();
    }
  }

 private:
  /// What stays as it is, and is nearly all of a text: ideographs, and ASCII but blanks and what may be a zero.
  bool plain() {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(from_[at]); };
    std::size_t end = at_;
    for (;;) {
      if (end + 2 < from_.size() && byte(end) >= 0xe4 && byte(end) <= 0xe9) {
        end += 3;
      } else if (end < from_.size() && byte(end) < 0x80 && from_[end] != ' ' && from_[end] != '\t' &&
                 from_[end] != '0' && from_[end] != 'O' && from_[end] != 'o') {
        ++end;
      } else {
        break;
      }
    }
    if (end == at_) return false;
    blank_before(from_[at_], byte(at_) >= 0x80);
    emit(from_.substr(at_, end - at_), end - at_);
    is_wide_ = byte(end - 1) >= 0x80;
    return true;
  }

  void special() {
    const auto* const bytes = reinterpret_cast<const utf8proc_uint8_t*>(from_.data());
    utf8proc_int32_t point = 0;
    const utf8proc_ssize_t read =
        utf8proc_iterate(bytes + at_, static_cast<utf8proc_ssize_t>(from_.size() - at_), &point);
    const std::size_t size = read <= 0 ? 1 : static_cast<std::size_t>(read);
    const std::string_view character = from_.substr(at_, size);
    if (read <= 0) return emit(character, size);
    if (is_blank(point)) {
      if (!has_blank_) to_.steps_.push_back({to_.text_.size(), at_});  // where the character before it ends
      has_blank_ = true;
      at_ += size;
      return;
    }
    if (const std::size_t zeros = zeros_among_digits(); zeros != 0) return zero(zeros);
    const std::string shown = shown_as(character, point);
    blank_before(shown.front(), is_wide(point));
    emit(shown, size);
    is_wide_ = is_wide(point);
  }

  /// The character, or the plain form of it.
  std::string shown_as(std::string_view character, utf8proc_int32_t point) const {
    if (const std::string_view like = look_alike(point); !like.empty()) return std::string(like);
    constexpr utf8proc_int32_t kComma = 0xff0c;
    const bool separates = point == kComma && at_ != 0 && is_digit(from_[at_ - 1]) &&
                           at_ + character.size() < from_.size() && is_digit(from_[at_ + character.size()]);
    if (!has_plain_form(point) || separates) return std::string(character);
    std::array<utf8proc_int32_t, 8> points{};
    int bound = 0;
    constexpr auto kOptions = static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);
    const utf8proc_ssize_t count =
        utf8proc_decompose_char(point, points.data(), static_cast<utf8proc_ssize_t>(points.size()), kOptions, &bound);
    std::string out;
    for (std::size_t i = 0; count > 0 && i < std::min(static_cast<std::size_t>(count), points.size()); ++i) {
      std::array<utf8proc_uint8_t, 4> encoded{};
      const utf8proc_ssize_t bytes = utf8proc_encode_char(points[i], encoded.data());
      for (std::size_t byte = 0; byte < static_cast<std::size_t>(std::max<utf8proc_ssize_t>(bytes, 0)); ++byte)
        out += static_cast<char>(encoded[byte]);
    }
    return out.empty() ? std::string(character) : out;
  }

  std::size_t behind_blanks(std::size_t at) const {
    constexpr std::string_view kWide = "\u3000";
    for (std::string_view next = character_at(from_, at); next == " " || next == kWide; next = character_at(from_, at))
      at += next.size();
    return at;
  }

  /// How many bytes of zeros stand here between Chinese digits, or behind them and before 年.
  std::size_t zeros_among_digits() const {
    constexpr std::string_view kZeros = "0Oo０Ｏｏ○◯〇";
    constexpr std::size_t kMost = 4;   // of a year
    constexpr std::size_t kDigit = 3;  // bytes
    const std::string_view before = to_.text_;
    const bool follows_digit =
        before.size() >= kDigit && is_one_of(character_at(before, before.size() - kDigit), kHanDigits);
    if (!follows_digit) return 0;
    std::size_t end = at_;
    for (std::size_t count = 0; count < kMost && is_one_of(character_at(from_, end), kZeros); ++count)
      end += character_at(from_, end).size();
    const std::string_view behind = character_at(from_, behind_blanks(end));
    return is_one_of(behind, kHanDigits) || behind == "年" ? end - at_ : 0;
  }

  void zero(std::size_t bytes) {
    has_blank_ = false;
    for (const std::size_t end = at_ + bytes; at_ < end;) emit("〇", character_at(from_, at_).size());
    is_wide_ = true;
  }

  /// Blanks that were passed stay as one where both of its neighbours are of half width, and neither is a mark.
  void blank_before(char next, bool next_is_wide) {
    if (!has_blank_) return;
    has_blank_ = false;
    constexpr std::string_view kNoneBefore = "%),.:;";
    if (to_.text_.empty() || is_wide_ || next_is_wide || to_.text_.back() == '(' || to_.text_.back() == '\n' ||
        next == '\n' || kNoneBefore.find(next) != std::string_view::npos)
      return;
    mark(to_.text_.size(), at_ - 1);
    to_.text_ += ' ';
  }

  /// Appends this for so many bytes of the original.
  void emit(std::string_view text, std::size_t bytes) {
    mark(to_.text_.size(), at_);
    to_.text_ += text;
    at_ += bytes;
    if (text.size() != bytes) mark(to_.text_.size(), at_);
  }

  void mark(std::size_t normal, std::size_t original) {
    const auto& steps = to_.steps_;
    const bool goes_on = !steps.empty() && original - steps.back().original == normal - steps.back().normal;
    if (!goes_on) to_.steps_.push_back({normal, original});
  }

  std::string_view from_;
  NormalText& to_;
  std::size_t at_ = 0;
  bool has_blank_ = false;
  bool is_wide_ = false;  ///< the character before
};

NormalText::NormalText(std::string_view original) { Normalizer(original, *this).run(); }

Stretch NormalText::original(Stretch normal) const {
  const auto before = [](std::size_t offset, const Step& step) { return offset < step.normal; };
  const auto behind = [](const Step& step, std::size_t offset) { return step.normal < offset; };
  const auto translated = [](const Step& step, std::size_t offset) { return step.original + offset - step.normal; };
  if (steps_.empty()) return {};
  const auto begin = std::upper_bound(steps_.begin(), steps_.end(), normal.begin, before) - 1;
  const std::size_t from = translated(*begin, normal.begin);
  if (normal.end <= normal.begin) return {from, from};
  // Where several steps are at the end, blanks were passed: the first of them is behind the last character.
  auto end = std::lower_bound(steps_.begin(), steps_.end(), normal.end, behind);
  if (end == steps_.end() || end->normal != normal.end) --end;
  return {from, translated(*end, normal.end)};
}

}  // namespace lectern::host
