// SPDX-License-Identifier: Apache-2.0
#include "manuscript/numeral.hpp"

#include "fact/date.hpp"
#include "manuscript/normal.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace lectern::host {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

template <std::size_t N>
std::size_t one_of(std::string_view text, const std::array<std::string_view, N>& marks) {
  for (const std::string_view mark : marks) {
    if (text.starts_with(mark)) return mark.size();
  }
  return 0;
}

struct Count {
  std::size_t number = 0;  ///< 0: there is none
  std::size_t length = 0;
  bool hanzi = false;
};

Count hanzi_count(std::string_view text) {
  constexpr std::array<std::string_view, 10> kDigits = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  constexpr std::size_t kMost = 99;
  constexpr std::size_t kLongest = 9;  // bytes of 九十九
  std::size_t length = 0;
  while (const std::size_t digit = one_of(text.substr(length), kDigits)) length += digit;
  for (std::size_t number = 1; length != 0 && length <= kLongest && number <= kMost; ++number) {
    if (hanzi_number(std::to_string(number)) == text.substr(0, length)) return {number, length, true};
  }
  return {};
}

Count digit_count(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_digit(text[length])) ++length;
  if (length == 0 || length > 2 || text.front() == '0') return {};
  return {std::stoul(std::string(text.substr(0, length))), length, false};
}

Count count_at_start(std::string_view text) {
  const Count hanzi = hanzi_count(text);
  return hanzi.number != 0 ? hanzi : digit_count(text);
}

/// （一）, and 一) as it is typed in haste; （1） and 1), which are two.
std::optional<TypedNumeral> with_brackets(std::string_view text) {
  const std::size_t open = text.starts_with('(') ? 1 : 0;
  const Count count = count_at_start(text.substr(open));
  if (count.number == 0 || !text.substr(open + count.length).starts_with(')')) return std::nullopt;
  const NumeralForm form = count.hanzi ? NumeralForm::hanzi_brackets
                           : open == 0 ? NumeralForm::digits_half_open
                                       : NumeralForm::digits_brackets;
  return TypedNumeral{form, count.number, open + count.length + 1, true};
}

std::optional<TypedNumeral> circled(std::string_view text) {
  constexpr std::string_view kCircled = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
  constexpr std::size_t kBytes = 3;
  if (text.size() < kBytes) return std::nullopt;
  const std::size_t found = kCircled.find(text.substr(0, kBytes));
  if (found == std::string_view::npos || found % kBytes != 0) return std::nullopt;
  return TypedNumeral{NumeralForm::circled, found / kBytes + 1, kBytes, true};
}

/// Whether a number ends here as a heading's does: with the line, a blank or a mark. 第一部分工作已经完成 is a sentence.
bool is_ended(std::string_view behind, bool has_blank) {
  constexpr std::array<std::string_view, 4> kMarks = {"、", ",", ":", "."};
  return has_blank || behind.empty() || one_of(behind, kMarks) != 0;
}

/// What is looked at: the beginning of the text in its normal form.
class Beginning {
 public:
  explicit Beginning(std::string_view text) : text_(text.substr(0, cut(text))), normal_(text_) {}

  std::optional<TypedNumeral> numeral() const {
    std::optional<TypedNumeral> found = in_normal_form();
    if (found) found->length = normal_.original({0, found->length}).end;
    return found;
  }

 private:
  /// As many bytes as the longest numeral may take with blanks in it, in whole characters.
  static std::size_t cut(std::string_view text) {
    constexpr std::size_t kLongest = 60;
    std::size_t end = std::min(kLongest, text.size());
    while (end < text.size() && end != 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return end;
  }

  std::optional<TypedNumeral> in_normal_form() const {
    const std::string_view text = normal_.text();
    if (const auto numeral = with_brackets(text)) return numeral;
    if (const auto numeral = circled(text)) return numeral;
    if (const auto numeral = chapter(text)) return numeral;
    const Count count = count_at_start(text);
    return count.number == 0 ? std::nullopt : with_mark(text, count);
  }

  std::optional<TypedNumeral> chapter(std::string_view text) const {
    constexpr std::string_view kOrdinal = "第";
    constexpr std::array<std::string_view, 4> kWords = {"章", "部分", "篇", "编"};
    if (!text.starts_with(kOrdinal)) return std::nullopt;
    const Count count = count_at_start(text.substr(kOrdinal.size()));
    const std::size_t number_end = kOrdinal.size() + count.length;
    const std::size_t word = count.number == 0 ? 0 : one_of(text.substr(number_end), kWords);
    const std::size_t end = number_end + word;
    if (word == 0 || !is_ended(text.substr(end), has_blank_at(end))) return std::nullopt;
    return TypedNumeral{NumeralForm::chapter, count.number, end, true};
  }

  std::optional<TypedNumeral> with_mark(std::string_view text, const Count& count) const {
    constexpr std::array<std::string_view, 3> kBehindHanzi = {"、", ",", "."};
    constexpr std::array<std::string_view, 3> kBehindDigits = {".", "、", ","};
    const std::string_view behind = text.substr(count.length);
    const NumeralForm form = count.hanzi ? NumeralForm::hanzi : NumeralForm::digits;
    const std::size_t mark = count.hanzi ? one_of(behind, kBehindHanzi) : one_of(behind, kBehindDigits);
    if (mark == 0 && !has_blank_at(count.length)) return std::nullopt;
    const std::string_view rest = behind.substr(mark);
    // 一、二等奖 and 3、4月 are no numbers; nor need be what has a blank alone behind it, or a comma.
    const bool goes_on = count.hanzi ? hanzi_count(rest).number != 0 : !rest.empty() && is_digit(rest.front());
    const bool is_usual = mark != 0 && !behind.starts_with(',');
    return TypedNumeral{form, count.number, count.length + mark, is_usual && !goes_on};
  }

  /// Whether a blank was typed where the normal form has none, or one.
  bool has_blank_at(std::size_t at) const {
    if (at >= normal_.text().size()) return false;
    return normal_.text()[at] == ' ' || normal_.original({at, at}).begin != normal_.original({0, at}).end;
  }

  std::string_view text_;
  NormalText normal_;
};

}  // namespace

bool is_above(NumeralForm form, NumeralForm other) {
  return other <= NumeralForm::digits_brackets ? form < other : form <= NumeralForm::digits;
}

unsigned TypedNumeral::level() const {
  return form >= NumeralForm::hanzi && form <= NumeralForm::digits_brackets
             ? static_cast<unsigned>(form) - static_cast<unsigned>(NumeralForm::hanzi) + 1
             : 0;
}

std::optional<TypedNumeral> typed_numeral(std::string_view text) {
  // Nearly all paragraphs begin with another character: these are the ideographs and the ASCII a number can begin with.
  constexpr std::string_view kFirst = "一二三四五六七八九十第";
  if (text.empty()) return std::nullopt;
  const auto first = static_cast<unsigned char>(text.front());
  const bool is_other =
      first < 0x80 ? !is_digit(text.front()) && first != '('
                   : first >= 0xe4 && first <= 0xe9 && kFirst.find(text.substr(0, 3)) == std::string_view::npos;
  if (is_other) return std::nullopt;
  return Beginning(text).numeral();
}

}  // namespace lectern::host
