// SPDX-License-Identifier: Apache-2.0
//
// What text cannot do for a court: rates and changes from the year's cases, what a judge is called on the day, and figures that
// contradict one another. plugin.info gives the formula of every derived fact.
#include <lectern/plugin.hpp>

#include <array>
#include <string_view>

namespace {

using lectern::Decimal;
using lectern::Report;
using lectern::Speech;

/// The day on which the selection of judges with quota was reported complete in all courts.
constexpr std::string_view kQuotaComplete = "2017-07-03";
/// The day on which the trial of the reform was approved: no court had such judges before.
constexpr std::string_view kQuotaTrial = "2014-06-06";
constexpr unsigned kPlaces = 1;  // rates are said with one decimal place

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

Report about(std::string_view code, std::string_view key) {
  Report report;
  report.code = code;
  report.key = key;
  return report;
}

class Court {
 public:
  void contribute(Speech& speech) {
    name(speech);
    judges(speech);
    docket(speech);
    growth(speech, "court.filed_growth", "court.filed", "court.filed_previous");
    growth(speech, "court.closed_growth", "court.closed", "court.closed_previous");
    days(speech);
    for (const Share& share : kShares) part(speech, share);
  }

 private:
  /// A number that is part of another, and the rate that comes of them; no rate where `rate` is empty.
  struct Share {
    std::string_view rate;
    std::string_view part;
    std::string_view whole;
    std::string_view part_zh;
    std::string_view whole_zh;
  };
  static constexpr std::array<Share, 5> kShares = {{
      {"court.mediation_rate", "court.mediated", "court.civil_closed", "调解和撤诉结案", "民商事一审结案"},
      {"court.enforce_rate", "court.enforced", "court.enforce_handled", "执结案件", "受理执行案件"},
      {"court.online_share", "court.online_filed", "court.filed", "网上立案", "新收案件"},
      {"", "court.judges", "unit.staff", "法官人数", "在职人数"},
      {"", "court.lower_titled", "court.lower_courts", "建成文明单位的基层法院", "辖区基层法院"},
  }};

  static void name(Speech& speech) {
    const auto level = speech.fact("court.level");
    const auto place = speech.fact("unit.place");
    // A tribunal has a name of its own, which does not follow from the place.
    if (!level || !place || level->text == "tribunal") return;
    const std::string full = place->text + (level->text == "intermediate" ? "中级人民法院" : "人民法院");
    speech.derive("court.formal_name", full, {"unit.place", "court.level"});
    const auto name = speech.fact("unit.name");
    // A name may begin with the province or the city, so only its end must agree.
    if (!name || ends_with(name->text, full)) return;
    Report report = about("institution-name", "unit.name");
    report.message = "the unit is called " + name->text + ", but a court of its level and place is called " + full;
    report.message_zh = "单位名称写作“" + name->text + "”，而按级别和所在地，规范全称是“" + full + "”";
    report.hint = "correct unit.name, unit.place or court.level";
    report.hint_zh = "请核对 unit.name、unit.place 或 court.level";
    speech.report(report);
  }

  static void judges(Speech& speech) {
    const auto date = speech.fact("meeting.date");
    if (!date) return;
    const auto given = speech.fact("court.quota_from");
    const std::string_view from = given ? std::string_view(given->text) : kQuotaComplete;
    if (from < kQuotaTrial) {
      Report report = about("quota-before-reform", "court.quota_from");
      report.message = "judges with quota are given from " + given->text + ", but no court had them before " +
                       std::string(kQuotaTrial);
      report.message_zh =
          "法官入额的日期写作" + given->text + "，而员额制改革" + std::string(kQuotaTrial) + "才开始试点";
      report.hint = "correct court.quota_from, or leave it out";
      report.hint_zh = "请核对 court.quota_from，或者不填";
      speech.report(report);
      return;
    }
    if (given)
      speech.derive("court.judge_title", date->text < from ? "法官" : "员额法官", {"meeting.date", "court.quota_from"});
    else
      speech.derive("court.judge_title", date->text < from ? "法官" : "员额法官", {"meeting.date"});
  }

  /// The cases of the year: what came in, what was left over, what was closed.
  static void docket(Speech& speech) {
    const auto closed = speech.number("court.closed");
    const auto judges = speech.number("court.judges");
    if (closed && judges) {
      // A share of a hundred times the judges is the number of cases a judge.
      if (const auto each = Decimal::share(*closed, *judges * 100, 0))
        speech.derive("court.cases_per_judge", each->str(), {"court.closed", "court.judges"});
    }
    const auto filed = speech.number("court.filed");
    const auto carried = speech.number("court.carried");
    if (!filed || !carried) return;
    const Decimal handled = *filed + *carried;
    speech.derive("court.handled", handled.str(), {"court.filed", "court.carried"});
    check_given(speech, "court.handled", handled, "filed and carried over", "新收与旧存之和");
    if (!closed) return;
    if (*closed > handled) {
      Report report = about("closed-over-handled", "court.closed");
      report.message = closed->str() + " cases are closed, but only " + handled.str() + " were filed or carried over";
      report.message_zh = "审执结" + closed->str() + "件，而新收与旧存合计只有" + handled.str() + "件";
      report.hint = "check court.closed, court.filed and court.carried";
      report.hint_zh = "请核对 court.closed、court.filed 和 court.carried";
      speech.report(report);
      return;
    }
    const Decimal pending = handled - *closed;
    speech.derive("court.pending", pending.str(), {"court.filed", "court.carried", "court.closed"});
    check_given(speech, "court.pending", pending, "filed and carried over less closed", "新收加旧存减审执结");
    if (const auto rate = Decimal::share(*closed, handled, kPlaces)) {
      speech.derive("court.closing_rate", rate->str(), {"court.closed", "court.filed", "court.carried"});
      check_given(speech, "court.closing_rate", *rate, "closed in per cent of filed and carried over",
                  "审执结除以新收与旧存之和");
    }
  }

  /// A profile may give what the code works out; then the two must agree.
  static void check_given(Speech& speech, std::string_view key, const Decimal& worked_out, const std::string& how,
                          const std::string& how_zh) {
    const auto given = speech.number(key);
    if (!given || *given == worked_out) return;
    Report report = about("figures-disagree", key);
    report.message = std::string(key) + " is given as " + given->str() + ", but " + how + " makes " + worked_out.str();
    report.message_zh = std::string(key) + "写作" + given->str() + "，而" + how_zh + "是" + worked_out.str();
    report.hint = "correct one of the figures, or leave " + std::string(key) + " out";
    report.hint_zh = "请核对各数，或者不填" + std::string(key);
    speech.report(report);
  }

  static void growth(Speech& speech, std::string_view key, std::string_view now, std::string_view before) {
    const auto a = speech.number(now);
    const auto b = speech.number(before);
    if (!a || !b) return;
    if (const auto rate = Decimal::growth(*a, *b, kPlaces)) speech.derive(key, rate->str(), {now, before});
  }

  static void days(Speech& speech) {
    const auto before = speech.number("court.days_previous");
    const auto now = speech.number("court.days");
    if (!before || !now || *before <= *now) return;
    speech.derive("court.days_saved", (*before - *now).str(), {"court.days_previous", "court.days"});
  }

  static void part(Speech& speech, const Share& share) {
    const auto a = speech.number(share.part);
    const auto b = speech.number(share.whole);
    if (!a || !b) return;
    if (*a > *b) {
      Report report = about("part-over-whole", share.part);
      report.message =
          std::string(share.part) + " is more than " + std::string(share.whole) + ", of which it is a part";
      report.message_zh = std::string(share.part_zh) + "（" + a->str() + "）大于" + std::string(share.whole_zh) + "（" +
                          b->str() + "），而它只是其中一部分";
      report.hint = "check both figures";
      report.hint_zh = "请核对两个数";
      speech.report(report);
      return;
    }
    if (share.rate.empty()) return;
    if (const auto rate = Decimal::share(*a, *b, kPlaces))
      speech.derive(share.rate, rate->str(), {share.part, share.whole});
  }
};

}  // namespace

LECTERN_PLUGIN(Court)
