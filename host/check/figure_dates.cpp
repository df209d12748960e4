// SPDX-License-Identifier: Apache-2.0
#include "check/figure_dates.hpp"

#include "check/spoken.hpp"
#include "source/source.hpp"

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A number of one or two digits that is not 0.
std::optional<unsigned> small(std::string_view digits) {
  if (digits.empty() || digits.size() > 2 || !std::all_of(digits.begin(), digits.end(), &is_digit)) return std::nullopt;
  const auto number = static_cast<unsigned>(std::stoul(std::string(digits)));
  return number == 0 ? std::nullopt : std::optional<unsigned>(number);
}

/// 26年 is 2026年.
std::optional<int> year_in(std::string_view digits) {
  constexpr int kFirst = 60;  // 60 and later are the last century's
  if (digits.size() != 2) return digits.size() == 4 ? parse_year(digits) : std::nullopt;
  const int year = std::stoi(std::string(digits));
  return year >= kFirst ? 1900 + year : 2000 + year;
}

class DateReader {
 public:
  DateReader(std::string_view text, std::size_t at) : text_(text), begin_(at), at_(at) {}

  std::optional<FoundDate> run() {
    if (is_digit(text_[at_])) {
      for (const auto read : {&DateReader::dotted, &DateReader::in_digits}) {
        if ((this->*read)()) return FoundDate{date_, at_};
        date_ = {};
        at_ = begin_;
      }
    } else if (in_hanzi()) {
      return FoundDate{date_, at_};
    }
    return std::nullopt;
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }

  bool take(std::string_view word) {
    if (!rest().starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  std::string_view take_digits(std::size_t most) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && at_ - begin < most && is_digit(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  std::string_view take_numeral() {
    constexpr std::size_t kLongest = 12;  // bytes of a year
    const std::size_t begin = at_;
    while (at_ - begin <= kLongest && is_han_numeral(character_at(text_, at_))) at_ += character_at(text_, at_).size();
    return text_.substr(begin, at_ - begin);
  }

  bool dotted() {
    constexpr std::string_view kMarks = ".-/";
    constexpr std::size_t kYear = 4;
    const auto is_mark = [&](std::size_t at) {
      return at < text_.size() && kMarks.find(text_[at]) != std::string_view::npos;
    };
    const bool is_inside = begin_ != 0 && (is_digit(text_[begin_ - 1]) || is_mark(begin_ - 1));
    const std::string_view digits = take_digits(kYear + 1);
    const auto year = digits.size() == kYear ? parse_year(digits) : std::nullopt;
    if (is_inside || !year || !is_mark(at_)) return false;
    const char mark = text_[at_++];
    const std::string_view month = take_digits(3);
    const bool has_day = at_ < text_.size() && text_[at_] == mark;
    if (has_day) ++at_;
    const auto day = has_day ? small(take_digits(3)) : std::nullopt;
    date_ = {*year, small(month).value_or(0), day.value_or(0)};
    const bool is_ended = at_ == text_.size() || (!is_digit(text_[at_]) && text_[at_] != mark);
    const bool is_month = !has_day && mark == '-' && month.size() == 2 && !rest().starts_with("年");
    return is_ended && date_.month != 0 && date_.month <= 12 && (is_month || (date_.day != 0 && date_.day <= 31));
  }

  bool in_digits() {
    const std::string_view digits = take_digits(5);
    if (const auto year = year_in(digits); year && take("年")) {
      date_.year = *year;
      const std::size_t behind = at_;
      if (take_month(take_digits(2))) return true;
      at_ = behind;
      return digits.size() == 4;  // 26年 alone is a length of time
    }
    return take_month(digits);
  }

  bool take_month(std::string_view digits) {
    const auto month = small(digits);
    if (!month || *month > 12 || !take("月")) return false;
    date_.month = *month;
    take_day([this] { return std::string(take_digits(2)); });
    return true;
  }

  template <typename TakeNumber>
  void take_day(const TakeNumber& take_number) {
    const std::size_t behind = at_;
    const auto day = small(take_number());
    if (day && *day <= 31 && (take("日") || take("号"))) {
      date_.day = *day;
    } else {
      at_ = behind;
    }
  }

  bool in_hanzi() {
    constexpr std::size_t kYear = 4 * 3;
    const std::string_view numeral = take_month_numeral();
    const auto digits = numeral.size() == kYear ? digit_by_digit(numeral) : std::nullopt;
    if (const auto year = digits ? parse_year(*digits) : std::nullopt; year && take("年")) {
      date_.year = *year;
      const std::size_t behind = at_;
      if (!take_hanzi_month(take_month_numeral())) at_ = behind;
      return true;
    }
    return take_hanzi_month(numeral) && (date_.day != 0 || is_month_meant());
  }

  /// 元月 is January.
  std::string_view take_month_numeral() {
    constexpr std::string_view kFirst = "元";
    return rest().starts_with("元月") && take(kFirst) ? kFirst : take_numeral();
  }

  bool take_hanzi_month(std::string_view numeral) {
    const auto number = numeral == "元" ? std::optional<std::string>("1") : spoken_number(numeral);
    const auto month = number ? small(*number) : std::nullopt;
    if (!month || *month > 12 || !take("月")) return false;
    date_.month = *month;
    take_day([this] { return spoken_number(take_numeral()).value_or(""); });
    return true;
  }

  /// 一月 may be a month long; 一月底 is January.
  bool is_month_meant() const {
    constexpr std::array<std::string_view, 12> kBehind = {"底", "初", "中旬", "上旬", "下旬", "末",
                                                          "份", "前", "以前", "之前", "至",   "起"};
    return std::any_of(kBehind.begin(), kBehind.end(),
                       [this](std::string_view word) { return rest().starts_with(word); });
  }

  std::string_view text_;
  std::size_t begin_;
  std::size_t at_;
  Calendar date_;
};

}  // namespace

std::optional<FoundDate> date_at(std::string_view text, std::size_t at) { return DateReader(text, at).run(); }

}  // namespace lectern::host
