// SPDX-License-Identifier: Apache-2.0
//
// The ways a value can be written in a speech: the `how` of `{key:how}`.
#pragma once

#include "fact/date.hpp"
#include "fact/fact.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

enum class Way {
  plain,   ///< with its unit, a date in full, a choice's label, a list joined by 、
  quoted,  ///< “…”, items of a list side by side (GB/T 15834-2011 4.5.3.5: no 、 between quoted items)
  bare,    ///< without its unit, % or 年
  hanzi,   ///< in Chinese numerals: 三, and 两 for a bare 2 (两点, 两个); dates and years digit by digit with 〇
  ordinal,      ///< 第三
  spoken,       ///< 百分之九十八点六
  points,       ///< 2.3个百分点
  change,       ///< 增长6.8%, 下降1.2%, 持平
  year,         ///< 2026年
  month,        ///< 3月
  month_day,    ///< 3月6日
  year_month,   ///< 2025年12月
  by,           ///< a deadline said aloud: 6月底前, 今年年底前, 2027年6月15日前
  done,         ///< the same with its verb: 6月底前完成; of words that tell a beginning (5月起) these alone
  days_left,    ///< days from the speech to the date, a number
  years_since,  ///< years from the date to the speech, a number
  relative,     ///< 今年, 去年, 2021年
  join_and,     ///< 甲、乙和丙
  count,        ///< how many rows, as `hanzi`
  first,
  last,
  period,    ///< the year of the value's as_of, relative to the speech
  as_of,     ///< the day of the value's as_of: 2025年12月底, 3月6日
  sentence,  ///< with its full stop, whether the profile has written it or not; of several lines each
  clause,    ///< without it
  changed,   ///< of a column: a clause, and missing where the row before has the same
  word,      ///< a choice's word, named in Use
};

/// The way with this name that suits the type (and the words of its choices).
struct NamedWay {
  Way way = Way::plain;
  std::string_view word;  ///< the name itself, for Way::word
};
std::optional<NamedWay> way_named(std::string_view name, const ValueSpec& spec);

/// The names of all ways that suit the type.
std::vector<std::string_view> ways_of(const ValueSpec& spec);

/// The day the speech is given; nothing when the profile does not say.
struct SpeechDay {
  std::optional<Date> date;
};

/// Whether write() would succeed: the value is given, and so is what the way needs (its as_of, the speech's day).
bool can_write(const Value& value, Way way, const SpeechDay& day);

/// Appends the value, written this way; false, and nothing appended, where can_write() says no.
bool write(std::string& out, const Value& value, const ValueSpec& spec, Way way, std::string_view word,
           const SpeechDay& day);

/// The same for a list, a table, or one column of a table.
bool can_write_rows(const Fact& fact, std::size_t column, Way way);
bool write_rows(std::string& out, const Fact& fact, const FactSpec& spec, std::size_t column, Way way,
                const SpeechDay& day);

/// A count as it stands before a measure word: 两 for 2.
std::string counted(std::size_t count);

}  // namespace lectern::host
