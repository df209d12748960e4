// SPDX-License-Identifier: Apache-2.0
//
// What text cannot do for a highway bureau: kilometres and their shares, the season, a title held term after term, and what
// does not fit together. plugin.info says how every derived fact is worked out.
#include <lectern/plugin.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using lectern::Decimal;
using lectern::Report;
using lectern::Speech;

constexpr unsigned kPlaces = 1;  // rates and kilometres are said with one decimal place

constexpr std::string_view kSelf = "我";

/// The first year of 优良路率: JTG H20—2007 took the place of 好路率 on 1 February 2008.
constexpr int kYearOfIndex = 2008;

/// The classes by owner, or the grades: they divide highway.total without a rest. The first `upper` are said together.
struct Division {
  std::vector<std::string_view> parts;
  std::size_t upper;
  std::string_view name;
  std::string_view name_zh;
};

/// The year a date or a year begins with.
int year_of(std::string_view text) {
  int year = 0;
  for (const char digit : text.substr(0, 4)) {
    if (digit < '0' || digit > '9') return 0;
    year = year * 10 + (digit - '0');
  }
  return year;
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

class HighwayBureau {
 public:
  void contribute(Speech& speech) {
    names(speech);
    season(speech);
    roads(speech);
    good_roads(speech);
    stations(speech);
    streak(speech);
  }

 private:
  static void warn(Speech& speech, Report report) {
    report.severity = Report::Severity::warning;
    speech.report(report);
  }

  // ---- What it is called ----

  static void names(Speech& speech) {
    const auto name = speech.fact("unit.name");
    const auto self = speech.fact("unit.self");
    if (self && self->text.size() > kSelf.size() && self->text.compare(0, kSelf.size(), kSelf) == 0) {
      const std::string organ = self->text.substr(kSelf.size());
      speech.derive("highway.organ", organ, {"unit.self"});
      speech.derive("highway.whole", "全" + organ, {"unit.self"});
      if (name && !ends_with(name->text, organ)) self_name(speech, self->text, name->text);
    }
    const auto enforcement = speech.fact("highway.enforcement");
    if (name && enforcement && enforcement->text == "remains" && ends_with(name->text, "公路事业发展中心"))
      enforcement_left(speech, name->text);
    reformed(speech);
  }

  static void self_name(Speech& speech, const std::string& self, const std::string& name) {
    Report report;
    report.code = "self-name";
    report.key = "unit.self";
    report.message = "the unit calls itself " + self + ", but its name is " + name;
    report.message_zh = "单位自称“" + self + "”，而全称是“" + name + "”，两者不合";
    report.hint = "make unit.self and unit.name agree on the day of the speech";
    report.hint_zh = "请按讲话当日的名称核对 unit.self 与 unit.name";
    warn(speech, report);
  }

  static void enforcement_left(Speech& speech, const std::string& name) {
    Report report;
    report.code = "enforcement-after-reform";
    report.key = "highway.enforcement";
    report.message =
        name + " is said still to have road enforcement; that went to transport enforcement with the reform";
    report.message_zh = "“" + name + "”仍写作管路政，而改革时路政已划给交通运输综合行政执法";
    report.hint = "set highway.enforcement to gone, or correct unit.name";
    report.hint_zh = "请把 highway.enforcement 改为 gone，或核对 unit.name";
    warn(speech, report);
  }

  static void reformed(Speech& speech) {
    const auto date = speech.fact("meeting.date");
    const auto year = speech.fact("highway.reformed");
    if (!date || !year || year_of(year->text) <= year_of(date->text)) return;
    Report report;
    report.code = "reform-to-come";
    report.key = "highway.reformed";
    report.message = "the reform of " + year->text + " is later than the speech of " + date->text;
    report.message_zh = "更名年份" + year->text + "年晚于讲话日期" + date->text;
    report.hint = "check highway.reformed and meeting.date";
    report.hint_zh = "请核对 highway.reformed 与 meeting.date";
    warn(speech, report);
  }

  // ---- The season ----

  static void season(Speech& speech) {
    const auto date = speech.fact("meeting.date");
    if (!date || date->text.size() < 7 || speech.fact("highway.season")) return;
    const int month = (date->text[5] - '0') * 10 + (date->text[6] - '0');
    const std::string_view season = month >= 5 && month <= 9     ? "flood"
                                    : month >= 10 && month <= 11 ? "autumn"
                                    : month >= 3 && month <= 4   ? "spring"
                                                                 : "ice";
    speech.derive("highway.season", season, {"meeting.date"});
  }

  // ---- Kilometres ----

  static void roads(Speech& speech) {
    const auto total = speech.number("highway.total");
    if (!total) return;
    const Division classes{{"highway.national", "highway.provincial", "highway.county", "highway.township"},
                           2,
                           "the classes of road",
                           "各类公路"};
    if (const auto trunk = upper(speech, classes, *total)) {
      speech.derive("highway.trunk", trunk->str(), {"highway.total", "highway.national", "highway.provincial"});
      if (const auto share = Decimal::share(*trunk, *total, kPlaces))
        speech.derive("highway.trunk_share", share->str(), {"highway.total", "highway.national", "highway.provincial"});
    }
    const Division grades{{"highway.motorway", "highway.grade1", "highway.grade2", "highway.grade3", "highway.grade4",
                           "highway.ungraded"},
                          3,
                          "the grades of road",
                          "各等级公路"};
    if (const auto high = upper(speech, grades, *total)) {
      speech.derive("highway.high_grade", high->str(),
                    {"highway.total", "highway.motorway", "highway.grade1", "highway.grade2"});
      if (const auto share = Decimal::share(*high, *total, kPlaces))
        speech.derive("highway.high_grade_share", share->str(),
                      {"highway.total", "highway.motorway", "highway.grade1", "highway.grade2"});
    }
  }

  /// The upper parts together; nothing when there are none, or when it cannot be known. A part that is not given counts as
  /// none, which is believed only when those given add up to the whole.
  static std::optional<Decimal> upper(Speech& speech, const Division& division, const Decimal& total) {
    Decimal sum;
    Decimal upper;
    std::size_t given = 0;
    for (std::size_t i = 0; i < division.parts.size(); ++i) {
      const auto part = speech.number(division.parts[i]);
      if (!part) continue;
      ++given;
      sum = sum + *part;
      if (i < division.upper) upper = upper + *part;
    }
    // One part alone may be all that is to be said; it cannot be more than the whole.
    if (sum > total || (given > 1 && sum != total)) lengths(speech, division, sum, total);
    if (sum != total || upper.is_zero()) return std::nullopt;
    return upper;
  }

  static void lengths(Speech& speech, const Division& division, const Decimal& sum, const Decimal& total) {
    const bool more = sum > total;
    const Decimal rest = more ? sum - total : total - sum;
    Report report;
    report.code = "lengths-do-not-add-up";
    report.key = "highway.total";
    report.message = std::string(division.name) + " add up to " + sum.str() + " km, highway.total is " + total.str() +
                     ": " + rest.str() + " km " + (more ? "too many" : "missing");
    report.message_zh = std::string(division.name_zh) + "里程合计" + sum.str() + "公里，管养里程是" + total.str() +
                        "公里，" + (more ? "多出" : "少了") + rest.str() + "公里";
    report.hint = "check " + std::string(division.parts.front()) + " and the others of its kind; give the missing one";
    report.hint_zh = "请核对 " + std::string(division.parts.front()) + " 等各项里程，缺的补上";
    warn(speech, report);
  }

  // ---- 好路率, 优良路率 ----

  static void good_roads(Speech& speech) {
    const auto now = speech.fact("highway.good_rate");
    const auto date = speech.fact("meeting.date");
    const std::string day = now && !now->as_of.empty() ? now->as_of : (date ? date->text : "");
    const std::string_view from = now ? "highway.good_rate" : "meeting.date";
    if (!day.empty()) speech.derive("highway.rate_name", year_of(day) < kYearOfIndex ? "好路率" : "优良路率", {from});
    const auto before = speech.number("highway.good_rate_previous");
    const auto rate = now ? now->number() : std::nullopt;
    if (rate && before && *rate > *before)
      speech.derive("highway.good_rate_gain", (*rate - *before).str(),
                    {"highway.good_rate", "highway.good_rate_previous"});
    const auto target = speech.number("highway.good_target");
    if (!rate || !target || *target > *rate) return;
    Report report;
    report.code = "target-reached";
    report.key = "highway.good_target";
    report.message = "the target of " + target->str() + "% is not above the " + rate->str() + "% already reached";
    report.message_zh = "目标" + target->str() + "%不高于已经达到的" + rate->str() + "%";
    report.hint = "check highway.good_target and highway.good_rate";
    report.hint_zh = "请核对 highway.good_target 与 highway.good_rate";
    warn(speech, report);
  }

  static void stations(Speech& speech) {
    const auto all = speech.number("highway.stations");
    const auto model = speech.number("highway.stations_model");
    if (!all || !model || *model <= *all) return;
    Report report;
    report.code = "part-over-whole";
    report.key = "highway.stations_model";
    report.message = model->str() + " stations are up to standard, but there are only " + all->str();
    report.message_zh = "达标站班" + model->str() + "个，多于站班总数" + all->str() + "个";
    report.hint = "check highway.stations_model and highway.stations";
    report.hint_zh = "请核对 highway.stations_model 与 highway.stations";
    warn(speech, report);
  }

  // ---- The title held term after term ----

  /// The years in which the honours have the title, as they stand.
  static std::vector<int> years_won(const Speech& speech) {
    std::vector<int> years;
    const auto title = speech.fact("campaign.title");
    const auto honours = speech.fact("honours");
    if (!title || !honours) return years;
    for (std::uint64_t row = 0; row < honours->rows; ++row) {
      const auto name = speech.cell("honours", row, "title");
      const auto year = speech.cell("honours", row, "year");
      if (name && year && ends_with(name->text, title->text)) years.push_back(year_of(year->text));
    }
    return years;
  }

  static void streak(Speech& speech) {
    const std::vector<int> years = years_won(speech);
    const auto date = speech.fact("meeting.date");
    if (years.empty() || !date) return;
    const int first = *std::min_element(years.begin(), years.end());
    const int last = *std::max_element(years.begin(), years.end());
    const int held = year_of(date->text) - first;
    const auto count = static_cast<int>(years.size());
    check_times(speech, "campaign.won_times", count);
    check_times(speech, "highway.streak", count);
    check_held(speech, last - first, held + 1);
    check_gaps(speech, years);
    if (count < 2) return;
    if (!speech.fact("highway.streak")) speech.derive("highway.streak", std::to_string(count), {"honours"});
    if (!speech.fact("highway.streak_since")) speech.derive("highway.streak_since", std::to_string(first), {"honours"});
    if (held > 0 && !speech.fact("highway.streak_years"))
      speech.derive("highway.streak_years", std::to_string(held), {"honours", "meeting.date"});
  }

  static void check_times(Speech& speech, std::string_view key, int count) {
    const auto times = speech.number(key);
    if (!times || *times == Decimal(count, 0)) return;
    Report report;
    report.code = "awards-do-not-fit";
    report.key = key;
    report.message = std::string(key) + " says " + times->str() + " times, the honours list the title " +
                     std::to_string(count) + " times";
    report.message_zh = "写作" + times->str() + "届，而历次荣誉里这一称号有" + std::to_string(count) + "次";
    report.hint = "correct " + std::string(key) + ", or list every award in honours";
    report.hint_zh = "请更正 " + std::string(key) + "，或在 honours 里列全历次荣誉";
    warn(speech, report);
  }

  /// M years: from the span of the awards to the years up to the speech, both ends counted.
  static void check_held(Speech& speech, int least, int most) {
    const auto years = speech.number("highway.streak_years");
    if (!years || (*years >= Decimal(least, 0) && *years <= Decimal(most, 0))) return;
    Report report;
    report.code = "years-do-not-fit";
    report.key = "highway.streak_years";
    report.message =
        years->str() + " years are given, the honours allow " + std::to_string(least) + " to " + std::to_string(most);
    report.message_zh = "写作保持" + years->str() + "年，按历次荣誉应在" + std::to_string(least) + "至" +
                        std::to_string(most) + "年之间";
    report.hint = "correct highway.streak_years or the years in honours";
    report.hint_zh = "请更正 highway.streak_years 或 honours 里的年份";
    warn(speech, report);
  }

  /// Terms follow one another at like distances: one that is at least twice the shortest means that a
  /// term was missed.
  static void check_gaps(Speech& speech, std::vector<int> years) {
    if (years.size() < 3) return;
    std::sort(years.begin(), years.end());
    int shortest = years[1] - years[0];
    int longest = shortest;
    int before = years[0];
    int after = years[1];
    for (std::size_t i = 2; i < years.size(); ++i) {
      const int gap = years[i] - years[i - 1];
      shortest = std::min(shortest, gap);
      if (gap <= longest) continue;
      longest = gap;
      before = years[i - 1];
      after = years[i];
    }
    if (longest < 2 * shortest) return;
    Report report;
    report.code = "streak-broken";
    report.key = "honours";
    report.message = "between the awards of " + std::to_string(before) + " and " + std::to_string(after) +
                     " a term seems to be missing";
    report.message_zh = "同一称号在" + std::to_string(before) + "年与" + std::to_string(after) + "年之间似乎缺了一届";
    report.hint = "list the award between, or do not call the awards consecutive";
    report.hint_zh = "请补上中间一届的荣誉，否则不能说连续";
    warn(speech, report);
  }
};

}  // namespace

LECTERN_PLUGIN(HighwayBureau)
