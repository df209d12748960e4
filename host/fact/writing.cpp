// SPDX-License-Identifier: Apache-2.0
#include "fact/writing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace lectern::host {
namespace {

struct WayName {
  std::string_view name;
  Way way;
};
constexpr std::array<WayName, 26> kWays = {{{"quoted", Way::quoted},
                                            {"bare", Way::bare},
                                            {"hanzi", Way::hanzi},
                                            {"ordinal", Way::ordinal},
                                            {"spoken", Way::spoken},
                                            {"points", Way::points},
                                            {"change", Way::change},
                                            {"year", Way::year},
                                            {"month", Way::month},
                                            {"month_day", Way::month_day},
                                            {"year_month", Way::year_month},
                                            {"by", Way::by},
                                            {"done", Way::done},
                                            {"days_left", Way::days_left},
                                            {"years_since", Way::years_since},
                                            {"relative", Way::relative},
                                            {"and", Way::join_and},
                                            {"count", Way::count},
                                            {"first", Way::first},
                                            {"last", Way::last},
                                            {"period", Way::period},
                                            {"as_of", Way::as_of},
                                            {"sentence", Way::sentence},
                                            {"clause", Way::clause},
                                            {"changed", Way::changed},
                                            {"plain", Way::plain}}};

bool suits(Way way, Type type) {
  const auto one_of = [type](std::initializer_list<Type> types) {
    return std::find(types.begin(), types.end(), type) != types.end();
  };
  switch (way) {
    case Way::plain:
      return true;
    case Way::period:
    case Way::as_of:
      return !has_rows(type);
    case Way::quoted:
      return one_of({Type::text, Type::list});
    case Way::sentence:
    case Way::clause:
    case Way::changed:
      return type == Type::text;
    case Way::bare:
      return one_of({Type::integer, Type::decimal, Type::rate, Type::year});
    case Way::hanzi:
      return one_of({Type::integer, Type::date, Type::year});
    case Way::ordinal:
      return type == Type::integer;
    case Way::spoken:
    case Way::points:
    case Way::change:
      return type == Type::rate;
    case Way::year:
    case Way::month:
    case Way::month_day:
    case Way::year_month:
    case Way::days_left:
      return type == Type::date;
    case Way::by:
    case Way::done:
      return one_of({Type::date, Type::time});
    case Way::years_since:
    case Way::relative:
      return one_of({Type::date, Type::year});
    case Way::join_and:
    case Way::first:
    case Way::last:
      return type == Type::list;
    case Way::count:
      return has_rows(type);
    case Way::word:
      return type == Type::choice;
  }
  return false;
}

bool needs_day(Way way) {
  return way == Way::by || way == Way::done || way == Way::days_left || way == Way::years_since ||
         way == Way::relative || way == Way::period || way == Way::as_of;
}

template <typename... Args>
void append(std::string& out, fmt::format_string<Args...> format, Args&&... args) {
  fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
}

void write_relative_year(std::string& out, int year, Date day) {
  const int ago = year_of(day) - year;
  if (ago == 0) {
    out += "今年";
  } else if (ago == 1) {
    out += "去年";
  } else if (ago == -1) {
    out += "明年";
  } else {
    append(out, "{}年", year);
  }
}

/// 6月底前; in another year the year comes first. 今年年底前 for the speech's own 31 December.
void write_deadline(std::string& out, Date date, Date day) {
  const bool same_year = date.year() == day.year();
  const bool end_of_month = is_last_of_month(date);
  if (same_year && end_of_month && month_of(date) == 12) {
    out += "今年年底前";
    return;
  }
  if (!same_year) append(out, "{}年", year_of(date));
  if (end_of_month) {
    append(out, "{}月底前", month_of(date));
  } else {
    append(out, "{}月{}日前", month_of(date), day_of(date));
  }
}

void write_as_of(std::string& out, Date date, Date day) {
  if (date.year() != day.year()) append(out, "{}年", year_of(date));
  if (is_last_of_month(date)) {
    append(out, "{}月底", month_of(date));
  } else {
    append(out, "{}月{}日", month_of(date), day_of(date));
  }
}

void write_date(std::string& out, Date date, Way way, const SpeechDay& day) {
  switch (way) {
    case Way::hanzi:
      append(out, "{}年{}月{}日", hanzi_digits(fmt::format("{}", year_of(date))),
             hanzi_number(fmt::format("{}", month_of(date))), hanzi_number(fmt::format("{}", day_of(date))));
      return;
    case Way::year:
      return append(out, "{}年", year_of(date));
    case Way::month:
      return append(out, "{}月", month_of(date));
    case Way::month_day:
      return append(out, "{}月{}日", month_of(date), day_of(date));
    case Way::year_month:
      return append(out, "{}年{}月", year_of(date), month_of(date));
    case Way::by:
      return write_deadline(out, date, *day.date);
    case Way::done:
      write_deadline(out, date, *day.date);
      out += "完成";
      return;
    case Way::days_left:
      return append(out, "{}", days_between(*day.date, date));
    case Way::years_since:
      return append(out, "{}", year_of(*day.date) - year_of(date));
    case Way::relative:
      return write_relative_year(out, year_of(date), *day.date);
    case Way::plain:
    case Way::quoted:
    case Way::bare:
    case Way::ordinal:
    case Way::spoken:
    case Way::points:
    case Way::change:
    case Way::join_and:
    case Way::count:
    case Way::first:
    case Way::last:
    case Way::period:
    case Way::as_of:
    case Way::sentence:
    case Way::clause:
    case Way::changed:
    case Way::word:
      return append(out, "{}年{}月{}日", year_of(date), month_of(date), day_of(date));
  }
}

void write_year(std::string& out, std::string_view text, Way way, const SpeechDay& day) {
  const int year = parse_year(text).value_or(0);
  if (way == Way::bare) {
    out += text;
  } else if (way == Way::hanzi) {
    out += hanzi_digits(text);
    out += "年";
  } else if (way == Way::years_since) {
    append(out, "{}", year_of(*day.date) - year);
  } else if (way == Way::relative) {
    write_relative_year(out, year, *day.date);
  } else {
    append(out, "{}年", year);
  }
}

std::string hanzi_decimal(std::string_view text) {
  const std::size_t point = text.find('.');
  std::string out = hanzi_number(text.substr(0, point));
  if (point == std::string_view::npos) return out;
  out += "点";
  for (const char c : text.substr(point + 1)) out += hanzi_number(std::string_view(&c, 1));
  return out;
}

void write_rate(std::string& out, std::string_view text, Way way) {
  const bool negative = text.starts_with('-');
  const std::string_view size = negative ? text.substr(1) : text;
  if (way == Way::bare) {
    out += text;
  } else if (way == Way::points) {
    out += text;
    out += "个百分点";
  } else if (way == Way::spoken) {
    out += negative ? "负百分之" : "百分之";
    out += hanzi_decimal(size);
  } else if (way == Way::change && size.find_first_not_of("0.") == std::string_view::npos) {
    out += "持平";
  } else {
    if (way == Way::change) out += negative ? "下降" : "增长";
    out += way == Way::change ? size : text;
    out += '%';
  }
}

void write_number(std::string& out, const Value& value, Way way) {
  const std::string_view text = value.text;
  if (way == Way::hanzi || way == Way::ordinal) {
    if (way == Way::ordinal) out += "第";
    out += way == Way::hanzi && text == "2" ? std::string("两") : hanzi_number(text);
  } else {
    out += text;
  }
  if (way != Way::bare && way != Way::ordinal) out += value.unit;
}

/// Marks that end a sentence, also where a quotation or bracket closes behind them.
bool ends_sentence(std::string_view text) {
  for (const std::string_view closing : {"”", "’", "）", "』", "」"}) {
    if (text.ends_with(closing)) text.remove_suffix(closing.size());
  }
  constexpr std::array<std::string_view, 5> kEnds = {"。", "！", "？", "……", "："};
  return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return text.ends_with(end); });
}

std::string_view without_stop(std::string_view text) {
  constexpr std::array<std::string_view, 4> kStops = {"。", "；", "，", "、"};
  for (const std::string_view stop : kStops) {
    if (text.ends_with(stop)) return text.substr(0, text.size() - stop.size());
  }
  return text;
}

void write_sentences(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (ends_sentence(line)) {
      out += line;
    } else if (!line.empty()) {
      out.append(without_stop(line)).append("。");
    }
    if (end < text.size()) out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

/// A day is said like the day of a figure, 6月底, a year as 2009年; what is neither as the profile has it.
void write_time(std::string& out, std::string_view text, Way way, const SpeechDay& day) {
  constexpr std::array<std::string_view, 4> kBeginnings = {"起", "开始", "以后", "常年"};
  const auto date = parse_date(text);
  if (!date) {
    out += text;
    if (parse_year(text)) out += "年";
    const bool begins = std::any_of(kBeginnings.begin(), kBeginnings.end(),
                                    [text](std::string_view ending) { return text.ends_with(ending); });
    if (way == Way::done && !begins) out += "完成";
  } else if (!day.date) {
    write_date(out, *date, Way::plain, day);
  } else if (way == Way::by || way == Way::done) {
    write_deadline(out, *date, *day.date);
    if (way == Way::done) out += "完成";
  } else {
    write_as_of(out, *date, *day.date);
  }
}

void write_text(std::string& out, std::string_view text, Way way) {
  if (way == Way::sentence) {
    write_sentences(out, text);
  } else if (way == Way::clause || way == Way::changed) {
    out += without_stop(text);
  } else if (way == Way::quoted) {
    out += "“";
    out += text;
    out += "”";
  } else {
    out += text;
  }
}

}  // namespace

std::optional<NamedWay> way_named(std::string_view name, const ValueSpec& spec) {
  for (const WayName& known : kWays) {
    if (known.name == name && suits(known.way, spec.type)) return NamedWay{known.way, {}};
  }
  const bool is_word = !spec.choices.empty() && std::all_of(spec.choices.begin(), spec.choices.end(),
                                                            [&](const Choice& choice) { return choice.word(name); });
  if (is_word) return NamedWay{Way::word, name};
  return std::nullopt;
}

std::vector<std::string_view> ways_of(const ValueSpec& spec) {
  std::vector<std::string_view> out;
  for (const WayName& known : kWays) {
    if (suits(known.way, spec.type)) out.push_back(known.name);
  }
  if (!spec.choices.empty()) {
    for (const Choice::Word& word : spec.choices.front().words) out.push_back(word.name);
  }
  return out;
}

bool can_write(const Value& value, Way way, const SpeechDay& day) {
  if (!value.given() || (needs_day(way) && !day.date)) return false;
  return (way != Way::period && way != Way::as_of) || !value.evidence.as_of.empty();
}

bool write(std::string& out, const Value& value, const ValueSpec& spec, Way way, std::string_view word,
           const SpeechDay& day) {
  if (!can_write(value, way, day)) return false;
  if (way == Way::period || way == Way::as_of) {
    const Date as_of = parse_date(value.evidence.as_of).value_or(*day.date);
    if (way == Way::period) {
      write_relative_year(out, year_of(as_of), *day.date);
    } else {
      write_as_of(out, as_of, *day.date);
    }
    return true;
  }
  switch (spec.type) {
    case Type::text:
    case Type::list:
    case Type::table:
      write_text(out, value.text, way);
      break;
    case Type::integer:
    case Type::decimal:
      write_number(out, value, way);
      break;
    case Type::rate:
      write_rate(out, value.text, way);
      break;
    case Type::date:
      if (const auto date = parse_date(value.text)) write_date(out, *date, way, day);
      break;
    case Type::year:
      write_year(out, value.text, way, day);
      break;
    case Type::time:
      write_time(out, value.text, way, day);
      break;
    case Type::choice:
      if (const Choice* choice = spec.choice(value.text)) {
        const std::string* text = choice->word(way == Way::word ? word : "label");
        if (text != nullptr) out += *text;
      }
      break;
  }
  return true;
}

bool can_write_rows(const Fact& fact, std::size_t column, Way way) {
  if (fact.rows.empty()) return false;
  if (way == Way::count) return true;
  const auto given = [column](const Row& row) { return row.cells[column].given(); };
  if (way == Way::first) return given(fact.rows.front());
  if (way == Way::last) return given(fact.rows.back());
  return std::all_of(fact.rows.begin(), fact.rows.end(), given);
}

bool write_rows(std::string& out, const Fact& fact, const FactSpec& spec, std::size_t column, Way way,
                const SpeechDay& day) {
  if (!can_write_rows(fact, column, way)) return false;
  if (way == Way::count) {
    out += counted(fact.rows.size());
    return true;
  }
  std::size_t begin = 0;
  std::size_t end = fact.rows.size();
  if (way == Way::first) end = 1;
  if (way == Way::last) begin = end - 1;
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin && way == Way::join_and) out += i + 1 == end ? "和" : "、";
    if (i > begin && way == Way::plain) out += "、";
    const Way each = way == Way::quoted ? Way::quoted : Way::plain;
    write(out, fact.rows[i].cells[column], spec.columns[column].spec, each, {}, day);
  }
  return true;
}

std::string counted(std::size_t count) { return count == 2 ? "两" : hanzi_number(fmt::format("{}", count)); }

}  // namespace lectern::host
