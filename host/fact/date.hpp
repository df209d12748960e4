// SPDX-License-Identifier: Apache-2.0
//
// Calendar days, and how a speech writes them (GB/T 9704-2012 7.3.5.4, GB/T 15835-2011 5.2.5).
#pragma once

#include "source/fields.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace lectern::host {

using Date = std::chrono::year_month_day;

/// Reads YYYY-MM-DD; nothing for another form or a day that does not exist.
std::optional<Date> parse_date(std::string_view text);

/// Reads a year from 1900 to 2199.
std::optional<int> parse_year(std::string_view text);

/// The day that the child of `node` with this key names. Nothing where there is none, and an error where it is no day.
std::optional<Date> read_date(Fields& fields, std::string_view key, const Node& node, Findings& findings);

std::string iso(Date date);  ///< 2026-03-06
int year_of(Date date);
unsigned month_of(Date date);
unsigned day_of(Date date);
bool is_last_of_month(Date date);
long days_between(Date from, Date to);  ///< negative when `to` comes first

/// 一 … 九千九百九十九万…: a whole number as it is spoken. Digits other than 0–9 or more than 16 of them: empty.
std::string hanzi_number(std::string_view digits);

/// 二〇二六: digit by digit, zero as 〇.
std::string hanzi_digits(std::string_view digits);

}  // namespace lectern::host
