// SPDX-License-Identifier: Apache-2.0
#include "check/figures.hpp"

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// ---- Plain digits ----

/// "12.60" and four places: "126000".
std::string shifted(std::string_view number, std::size_t places) {
  const std::size_t point = std::min(number.find('.'), number.size());
  std::string whole(number.substr(0, point));
  std::string part(point == number.size() ? std::string_view() : number.substr(point + 1));
  while (places != 0) {
    whole += part.empty() ? '0' : part.front();
    if (!part.empty()) part.erase(0, 1);
    --places;
  }
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
  while (!part.empty() && part.back() == '0') part.pop_back();
  if (whole.empty()) whole.push_back('0');
  if (!part.empty()) whole.append(1, '.').append(part);
  return whole;
}

// ---- Chinese numerals ----

constexpr std::array<std::string_view, 10> kDigits = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

std::optional<unsigned> digit_of(std::string_view character) {
  if (character == "〇") return 0;
  if (character == "两") return 2;
  const auto* const found = std::find(kDigits.begin(), kDigits.end(), character);
  if (found == kDigits.end()) return std::nullopt;
  return static_cast<unsigned>(found - kDigits.begin());
}

std::uint64_t rank_of(std::string_view character) {
  if (character == "十") return 10;
  if (character == "百") return 100;
  if (character == "千") return 1000;
  return 0;
}

/// 一百六十八: a number below ten thousand, in falling ranks. Nothing for 十四五, which is none.
std::optional<std::uint64_t> below_ten_thousand(std::string_view text) {
  std::uint64_t sum = 0;
  std::uint64_t last_rank = 10'000;
  bool has_digit = false;
  unsigned digit = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = character_at(text, at);
    at += character.size();
    if (const std::uint64_t rank = rank_of(character); rank != 0) {
      const bool leads = sum == 0 && !has_digit && rank == 10;  // 十二
      if (rank >= last_rank || (!has_digit && !leads) || (has_digit && digit == 0)) return std::nullopt;
      sum += (has_digit ? digit : 1) * rank;
      last_rank = rank;
      has_digit = false;
      digit = 0;
    } else if (const auto found = digit_of(character)) {
      if (digit != 0) return std::nullopt;
      has_digit = true;
      digit = *found;
    } else {
      return std::nullopt;
    }
  }
  return sum + digit;
}

/// All digits, one by one: 二〇二六.
std::optional<std::string> digit_by_digit(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = character_at(text, at);
    const auto digit = digit_of(character);
    if (!digit) return std::nullopt;
    out += static_cast<char>('0' + *digit);
    at += character.size();
  }
  return out;
}

std::size_t places_of(std::string_view character) {
  if (character == "万") return 4;
  if (character == "亿") return 8;
  return 0;
}

// ---- Finding ----

class Scanner {
 public:
  Scanner(std::string_view text, const std::vector<std::string>& units) : text_(text), units_(units) {}

  std::vector<Figure> run() {
    while (at_ < text_.size()) {
      if (is_digit(text_[at_])) {
        digits();
      } else if (static_cast<unsigned char>(text_[at_]) >= 0xE0) {
        hanzi();
      } else {
        ++at_;
      }
    }
    return std::move(out_);
  }

 private:
  bool take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  std::string_view take_digits(std::size_t most) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && at_ - begin < most && is_digit(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  /// 18642, 18,642, 12.6, 5·31.
  std::string take_number() {
    constexpr std::size_t kLongest = 40;
    std::string number(take_digits(kLongest));
    while (at_ + 3 < text_.size() && text_[at_] == ',' && is_digit(text_[at_ + 1]) && is_digit(text_[at_ + 2]) &&
           is_digit(text_[at_ + 3])) {
      ++at_;
      number += take_digits(3);
    }
    const bool has_part = at_ + 1 < text_.size() && text_[at_] == '.' && is_digit(text_[at_ + 1]);
    if (has_part) {
      ++at_;
      number += ".";
      number += take_digits(kLongest);
    }
    return number;
  }

  void digits() {
    const std::size_t begin = at_;
    const std::string number = take_number();
    if (begin != 0 && is_letter(text_[begin - 1])) return;  // G20
    if (!date(begin, number)) unit(begin, number);
  }

  /// 2026年3月6日, 2025年12月, 2026年; 3月6日, 3月.
  bool date(std::size_t begin, const std::string& number) {
    Calendar date;
    if (const auto year = parse_year(number); year && take("年")) {
      date.year = *year;
      const std::size_t behind = at_;
      const std::string_view month = take_digits(2);
      if (month.empty() || !take_month(month, date)) at_ = behind;
    } else if (!take_month(number, date)) {
      return false;
    }
    out_.push_back({begin, at_, {}, {}, date});
    return true;
  }

  bool take_month(std::string_view number, Calendar& date) {
    const std::size_t before = at_;
    const auto month = small(number);
    if (!month || *month > 12 || !take("月")) return false;
    date.month = *month;
    const std::size_t behind = at_;
    const auto day = small(take_digits(2));
    if (day && *day <= 31 && (take("日") || take("号"))) {
      date.day = *day;
    } else {
      at_ = behind;
    }
    return at_ != before;
  }

  static std::optional<unsigned> small(std::string_view digits) {
    if (digits.empty() || digits.size() > 2 || digits.find('.') != std::string_view::npos) return std::nullopt;
    const auto number = static_cast<unsigned>(std::stoul(std::string(digits)));
    return number == 0 ? std::nullopt : std::optional<unsigned>(number);
  }

  /// What follows a number: 万 and 亿, then what is measured.
  void unit(std::size_t begin, const std::string& number) {
    Figure figure{begin, 0, {}, {}, std::nullopt};
    std::size_t places = 0;
    for (std::string_view next = character_at(text_, at_); places_of(next) != 0; next = character_at(text_, at_)) {
      places += places_of(next);
      at_ += next.size();
    }
    figure.value = shifted(number, places);
    if (take("%") || take("％")) {
      figure.unit.assign(1, '%');
    } else if (const std::string_view known = known_unit(); !known.empty()) {
      figure.unit = known;
      at_ += known.size();
    }
    figure.end = at_;
    out_.push_back(std::move(figure));
  }

  /// The longest that stands here.
  std::string_view known_unit() const {
    std::string_view longest;
    for (const std::string& known : units_) {
      if (known.size() > longest.size() && text_.substr(at_).starts_with(known)) longest = known;
    }
    return longest;
  }

  /// Chinese numerals where they are figures: 百分之九十八点六, 二〇二六年, 一百六十八人. A numeral without a unit, and one of a
  /// single character, may be anything: 一心一意, 十分, 三点要求.
  void hanzi() {
    const std::size_t begin = at_;
    const std::string_view first = character_at(text_, at_);
    if (take("百分之")) return rate(begin);
    std::size_t end = at_;
    while (is_numeral(character_at(text_, end))) end += character_at(text_, end).size();
    if (end == at_) {
      at_ += first.size();
      return;
    }
    const std::string_view numeral = text_.substr(begin, end - begin);
    at_ = end;
    constexpr std::size_t kYear = 4 * 3;
    const auto year = numeral.size() == kYear ? digit_by_digit(numeral) : std::nullopt;
    if (year && parse_year(*year) && take("年")) {
      out_.push_back({begin, at_, {}, {}, Calendar{*parse_year(*year), 0, 0}});
      return;
    }
    const auto number = numeral.size() > first.size() ? spoken_number(numeral) : std::nullopt;
    if (!number || begin_of_word(begin)) return;
    const std::size_t behind = at_;
    unit(begin, *number);
    if (!out_.back().unit.empty()) return;
    out_.pop_back();
    at_ = behind;
  }

  void rate(std::size_t begin) {
    const std::size_t from = at_;
    while (is_numeral(character_at(text_, at_))) at_ += character_at(text_, at_).size();
    const std::string_view numeral = text_.substr(from, at_ - from);
    const auto number = numeral == "百" ? std::optional<std::string>("100") : spoken_number(numeral);
    if (number) out_.push_back({begin, at_, shifted(*number, 0), "%", std::nullopt});
  }

  /// 第十二条, 周三十点: part of another word.
  bool begin_of_word(std::size_t begin) const {
    constexpr std::array<std::string_view, 5> kBefore = {"第", "周", "星期", "初", "几"};
    return std::any_of(kBefore.begin(), kBefore.end(),
                       [&](std::string_view word) { return text_.substr(0, begin).ends_with(word); });
  }

  static bool is_numeral(std::string_view character) {
    return digit_of(character).has_value() || rank_of(character) != 0 || character == "点";
  }

  std::string_view text_;
  const std::vector<std::string>& units_;
  std::vector<Figure> out_;
  std::size_t at_ = 0;
};

/// Words that count anything.
bool is_any_unit(std::string_view unit) { return unit.empty() || unit == "个"; }

}  // namespace

std::vector<Figure> figures_in(std::string_view text, const std::vector<std::string>& units) {
  return Scanner(text, units).run();
}

bool is_same_unit(const Figure& one, const Figure& other) {
  return is_any_unit(one.unit) || is_any_unit(other.unit) || one.unit == other.unit ||
         one.unit.starts_with(other.unit) || other.unit.starts_with(one.unit);
}

bool is_same(const Figure& one, const Figure& other) {
  if (one.date || other.date) return one.date == other.date;
  return one.value == other.value && is_same_unit(one, other);
}

std::optional<std::string> spoken_number(std::string_view text) {
  constexpr std::string_view kPoint = "点";
  const std::size_t point = text.find(kPoint);
  const auto whole = below_ten_thousand(text.substr(0, point));
  if (!whole || point == 0 || text.empty()) return std::nullopt;
  std::string out = std::to_string(*whole);
  if (point == std::string_view::npos) return out;
  const auto part = digit_by_digit(text.substr(point + kPoint.size()));
  if (!part || part->empty()) return std::nullopt;
  return out + "." + *part;
}

}  // namespace lectern::host
