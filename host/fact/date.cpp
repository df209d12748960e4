// SPDX-License-Identifier: Apache-2.0
#include "fact/date.hpp"

#include <fmt/format.h>

#include <array>

namespace lectern::host {
namespace {

constexpr std::array<std::string_view, 10> kDigits = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

int value_of(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

/// One to four digits; `inner` says that a higher group stands before it.
std::string hanzi_group(std::string_view digits, bool inner) {
  constexpr std::array<std::string_view, 4> kPlaces = {"", "十", "百", "千"};
  std::string out;
  bool gap = inner && digits.size() == 4 && digits[0] == '0';
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const auto digit = static_cast<std::size_t>(digits[i] - '0');
    const std::size_t place = digits.size() - 1 - i;
    if (digit == 0) {
      gap = gap || !out.empty();
      continue;
    }
    if (gap) out += kDigits[0];
    gap = false;
    const bool bare_ten = digit == 1 && place == 1 && out.empty() && !inner;  // 十二, not 一十二
    if (!bare_ten) out += kDigits[digit];
    out += kPlaces[place];
  }
  return out;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = parse_year(text.substr(0, 4));
  if (!year || !all_digits(text.substr(5, 2)) || !all_digits(text.substr(8, 2))) return std::nullopt;
  const Date date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(value_of(text.substr(5, 2)))},
                  std::chrono::day{static_cast<unsigned>(value_of(text.substr(8, 2)))}};
  if (!date.ok()) return std::nullopt;
  return date;
}

std::optional<int> parse_year(std::string_view text) {
  if (text.size() != 4 || !all_digits(text)) return std::nullopt;
  const int year = value_of(text);
  if (year < 1900 || year > 2199) return std::nullopt;
  return year;
}

int year_of(Date date) { return static_cast<int>(date.year()); }
unsigned month_of(Date date) { return static_cast<unsigned>(date.month()); }
unsigned day_of(Date date) { return static_cast<unsigned>(date.day()); }

std::optional<Date> read_date(Fields& fields, std::string_view key, const Node& node, Findings& findings) {
  const Node* found = fields.one(key);
  if (found == nullptr) return std::nullopt;
  const auto date = parse_date(found->value);
  if (!date)
    findings.error("value-type", found->value_place(), message("'{}' in '{}' must be a date", key, node.value),
                   message("write it as YYYY-MM-DD"));
  return date;
}

std::string iso(Date date) { return fmt::format("{:04}-{:02}-{:02}", year_of(date), month_of(date), day_of(date)); }

bool is_last_of_month(Date date) {
  return date == Date{std::chrono::year_month_day_last{date.year(), std::chrono::month_day_last{date.month()}}};
}

long days_between(Date from, Date to) { return (std::chrono::sys_days{to} - std::chrono::sys_days{from}).count(); }

std::string hanzi_number(std::string_view digits) {
  constexpr std::array<std::string_view, 4> kGroups = {"", "万", "亿", "万亿"};
  if (!all_digits(digits) || digits.size() > 16) return {};
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  if (digits == "0") return std::string(kDigits[0]);
  std::string out;
  bool gap = false;
  while (!digits.empty()) {
    const std::size_t group = (digits.size() - 1) / 4;
    const std::string_view part = digits.substr(0, digits.size() - group * 4);
    digits.remove_prefix(part.size());
    if (value_of(part) == 0) {
      gap = !out.empty();
      continue;
    }
    if (gap && part.front() != '0') out += kDigits[0];
    gap = false;
    out += hanzi_group(part, !out.empty());
    // 万亿 is said once: 一万二千亿, so the 万 stands alone while 亿 is still to come.
    out += group == 3 && value_of(digits.substr(0, 4)) != 0 ? kGroups[1] : kGroups[group];
  }
  return out;
}

std::string hanzi_digits(std::string_view digits) {
  std::string out;
  for (const char c : digits) {
    if (c < '0' || c > '9') return {};
    out += c == '0' ? std::string_view("〇") : kDigits[static_cast<std::size_t>(c - '0')];
  }
  return out;
}

}  // namespace lectern::host
