// SPDX-License-Identifier: Apache-2.0
//
// What text cannot do for a tax bureau: growth and shares from two years' figures, and names that depend on the day.
// plugin.info gives the formula of every derived fact.
#include <lectern/plugin.hpp>

#include <array>
#include <string_view>

namespace {

using lectern::Decimal;
using lectern::Fact;
using lectern::Report;
using lectern::Speech;

/// The day on which the county bureaus of 国税 and 地税 became one.
constexpr std::string_view kMerger = "2018-07-20";
constexpr unsigned kPlaces = 1;  // rates are said with one decimal place

/// A fact's number, with 亿元 turned into 万元 so that the two can be set against each other.
std::optional<Decimal> amount(const Speech& speech, std::string_view key) {
  const auto fact = speech.fact(key);
  const auto number = fact ? fact->number() : std::nullopt;
  if (!number) return std::nullopt;
  return fact->unit == "亿元" ? *number * 10000 : *number;
}

class TaxBureau {
 public:
  void contribute(Speech& speech) {
    names(speech);
    growth(speech, "tax.growth", "tax.revenue", "tax.revenue_previous");
    growth(speech, "tax.payers_growth", "tax.payers", "tax.payers_previous");
    share(speech);
    difference(speech, "tax.payers_added", "tax.payers", "tax.payers_previous");
    difference(speech, "tax.wait_saved", "tax.wait_previous", "tax.wait");
    years(speech);
  }

 private:
  static void names(Speech& speech) {
    const auto date = speech.fact("meeting.date");
    if (!date) return;
    const bool merged = date->text >= kMerger;
    const auto branch = speech.fact("tax.branch");
    if (!merged && !branch) return;
    const bool local = !merged && branch->text == "local";
    const std::string system = merged ? "税务" : (local ? "地税" : "国税");
    speech.derive("tax.system", system, {"meeting.date"});
    speech.derive("tax.organ", system + "机关", {"meeting.date"});
    const auto place = speech.fact("unit.place");
    if (!place) return;
    const std::string full = merged  ? "国家税务总局" + place->text + "税务局"
                             : local ? place->text + "地方税务局"
                                     : place->text + "国家税务局";
    speech.derive("tax.formal_name", full, {"unit.place", "meeting.date"});
    check_name(speech, full, date->text);
  }

  static void check_name(Speech& speech, const std::string& full, const std::string& day) {
    const auto name = speech.fact("unit.name");
    if (!name || name->text == full) return;
    Report report;
    report.code = "institution-name";
    report.key = "unit.name";
    report.message = "the unit is called " + name->text + ", but on " + day + " its formal name is " + full;
    report.message_zh = "单位名称写作“" + name->text + "”，而在" + day + "，规范全称是“" + full + "”";
    report.hint = "correct unit.name, unit.place or meeting.date";
    report.hint_zh = "请核对 unit.name、unit.place 或 meeting.date";
    speech.report(report);
  }

  static void growth(Speech& speech, std::string_view key, std::string_view now, std::string_view before) {
    const auto a = amount(speech, now);
    const auto b = amount(speech, before);
    if (!a || !b) return;
    if (const auto rate = Decimal::growth(*a, *b, kPlaces)) speech.derive(key, rate->str(), {now, before});
  }

  static void share(Speech& speech) {
    const auto part = amount(speech, "tax.tax_revenue");
    const auto whole = amount(speech, "tax.revenue");
    if (!part || !whole) return;
    if (*part > *whole) {
      Report report;
      report.code = "share-over-whole";
      report.key = "tax.tax_revenue";
      report.message = "tax.tax_revenue is more than tax.revenue, of which it is a part";
      report.message_zh = "税收收入（tax.tax_revenue）大于税费收入（tax.revenue），而它只是其中一部分";
      report.hint = "check both figures and their units of measure";
      report.hint_zh = "请核对两个数及其计量单位";
      speech.report(report);
      return;
    }
    if (const auto rate = Decimal::share(*part, *whole, kPlaces))
      speech.derive("tax.tax_share", rate->str(), {"tax.tax_revenue", "tax.revenue"});
  }

  static void difference(Speech& speech, std::string_view key, std::string_view more, std::string_view less) {
    const auto a = amount(speech, more);
    const auto b = amount(speech, less);
    if (!a || !b || *a <= *b) return;
    speech.derive(key, (*a - *b).str(), {more, less});
  }

  /// Yearly campaigns are counted by the year of the speech.
  static void years(Speech& speech) {
    struct Yearly {
      std::string_view key;
      int before_first;
    };
    constexpr std::array<Yearly, 2> kYearly = {{{"tax.spring_year", 2013}, {"tax.publicity_month", 1991}}};
    const auto date = speech.fact("meeting.date");
    if (!date) return;
    const int year = std::stoi(date->text.substr(0, 4));
    for (const Yearly& yearly : kYearly) {
      if (year > yearly.before_first)
        speech.derive(yearly.key, std::to_string(year - yearly.before_first), {"meeting.date"});
    }
  }
};

}  // namespace

LECTERN_PLUGIN(TaxBureau)
