// SPDX-License-Identifier: Apache-2.0
//
// What text cannot do for a provident fund centre: rates, shares and growth; whether the branches add up to the whole and the
// balance to what flowed in and out; which busy days lie before the deadline; what was said before its day.
// plugin.info gives the formula of every derived fact.
#include <lectern/plugin.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using lectern::Decimal;
using lectern::Fact;
using lectern::Report;
using lectern::Speech;

constexpr unsigned kPlaces = 1;         // rates are said with one decimal place
constexpr unsigned kOverduePlaces = 2;  // an overdue rate is some tenths of a per mille

/// A figure in 万元, persons, cases: whatever is counted in 亿 or 万 is turned into the smaller unit.
struct Figure {
  Decimal value;
  Decimal step;       ///< the least that the figure can tell apart; nothing for a count of single things
  std::string as_of;  ///< YYYY-MM-DD, or empty
};

bool begins_with(std::string_view text, std::string_view head) { return text.substr(0, head.size()) == head; }

std::optional<Figure> figure(const std::optional<Fact>& fact) {
  const auto number = fact ? fact->number() : std::nullopt;
  if (!number) return std::nullopt;
  const bool large = fact->unit == "亿元" || (begins_with(fact->unit, "万") && fact->unit != "万元");
  const bool money = fact->unit == "亿元" || fact->unit == "万元";
  const auto point = fact->text.find('.');
  const auto places = point == std::string::npos ? 0U : static_cast<unsigned>(fact->text.size() - point - 1);
  Figure out;
  out.value = large ? *number * 10000 : *number;
  if (large) {
    out.step = Decimal(1, places) * 10000;
  } else if (money || places > 0) {
    out.step = Decimal(1, places);
  }
  out.as_of = fact->as_of;
  return out;
}

std::optional<Figure> figure(const Speech& speech, std::string_view key) { return figure(speech.fact(key)); }

/// Whether two sums differ by more than rounding can explain: each figure may be off by half its step.
bool differ(const Decimal& a, const Decimal& b, const Decimal& steps) {
  const Decimal gap = a > b ? a - b : b - a;
  return gap * 2 > steps;
}

/// As it is said: 59 and not 59.0, and without the zeros that 亿 leaves behind when it becomes 万.
std::string plain(const Decimal& value) {
  std::string text = value.str();
  if (text.find('.') == std::string::npos) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

int year_of(std::string_view day) { return std::stoi(std::string(day.substr(0, 4))); }

void warn(Speech& speech, std::string code, std::string_view key, std::string message, std::string message_zh,
          std::string hint, std::string hint_zh) {
  Report report;
  report.code = std::move(code);
  report.key = key;
  report.message = std::move(message);
  report.message_zh = std::move(message_zh);
  report.hint = std::move(hint);
  report.hint_zh = std::move(hint_zh);
  speech.report(report);
}

class ProvidentFund {
 public:
  void contribute(Speech& speech) {
    growth(speech, "fund.collected_growth", "fund.collected", "fund.collected_previous");
    growth(speech, "fund.contributors_growth", "fund.contributors", "fund.contributors_previous");
    growth(speech, "fund.lent_growth", "fund.lent", "fund.lent_previous");
    for (const Share& share : kShares) rate(speech, share);
    lending(speech);
    overdue(speech);
    average_loan(speech);
    saved(speech, "fund.wait_saved", "fund.wait_previous", "fund.wait");
    saved(speech, "fund.loan_days_saved", "fund.loan_days_previous", "fund.loan_days");
    balance(speech);
    branches(speech);
    busy(speech);
    too_early(speech);
  }

 private:
  struct Share {
    std::string_view key;
    std::string_view part;
    std::string_view whole;
    bool may_exceed;
  };
  /// Of these only withdrawals may be more than what they are set against: in a year they can exceed what came in.
  static constexpr std::array<Share, 6> kShares = {{
      {"fund.private_share", "fund.private_contributors", "fund.contributors", false},
      {"fund.withdrawal_rate", "fund.withdrawn", "fund.collected", true},
      {"fund.housing_share", "fund.housing_withdrawn", "fund.withdrawn", false},
      {"fund.first_home_share", "fund.first_home_loans", "fund.loans", false},
      {"fund.young_share", "fund.young_loans", "fund.loans", false},
      {"fund.online_rate", "fund.online_transactions", "fund.transactions", false},
  }};

  /// Figures of different days have no ratio. A figure without a day is taken to be of the other's.
  static bool same_day(Speech& speech, std::string_view a_key, const Figure& a, std::string_view b_key,
                       const Figure& b) {
    if (a.as_of.empty() || b.as_of.empty() || a.as_of == b.as_of) return true;
    warn(speech, "different-days", a_key,
         std::string(a_key) + " is of " + a.as_of + " and " + std::string(b_key) + " of " + b.as_of +
             ", so nothing is worked out from the two",
         std::string(a_key) + "是" + a.as_of + "的数，" + std::string(b_key) + "是" + b.as_of +
             "的数，两者不能相比，未作计算",
         "give both figures for the same day, or correct as_of", "请填写同一时点的两个数，或更正 as_of");
    return false;
  }

  /// Growth is from one year to the next.
  static bool a_year_apart(Speech& speech, std::string_view now_key, const Figure& now, std::string_view before_key,
                           const Figure& before) {
    if (now.as_of.empty() || before.as_of.empty()) return true;
    if (year_of(now.as_of) - year_of(before.as_of) == 1 && now.as_of.substr(4) == before.as_of.substr(4)) return true;
    warn(speech, "not-a-year-apart", before_key,
         std::string(now_key) + " is of " + now.as_of + " and " + std::string(before_key) + " of " + before.as_of +
             ": that is not one year",
         std::string(now_key) + "是" + now.as_of + "的数，" + std::string(before_key) + "是" + before.as_of +
             "的数，相隔不是一年",
         "give the figure of the year before, or correct as_of", "请填写上一年同期的数，或更正 as_of");
    return false;
  }

  static void growth(Speech& speech, std::string_view key, std::string_view now_key, std::string_view before_key) {
    const auto now = figure(speech, now_key);
    const auto before = figure(speech, before_key);
    if (!now || !before || !a_year_apart(speech, now_key, *now, before_key, *before)) return;
    if (const auto rate = Decimal::growth(now->value, before->value, kPlaces))
      speech.derive(key, plain(*rate), {now_key, before_key});
  }

  static void over_whole(Speech& speech, std::string_view part, std::string_view whole) {
    warn(speech, "share-over-whole", part,
         std::string(part) + " is more than " + std::string(whole) + ", of which it is a part",
         std::string(part) + "大于" + std::string(whole) + "，而它只是其中一部分",
         "check both figures and their units of measure", "请核对两个数及其计量单位");
  }

  static void rate(Speech& speech, const Share& share) {
    const auto part = figure(speech, share.part);
    const auto whole = figure(speech, share.whole);
    if (!part || !whole || !same_day(speech, share.part, *part, share.whole, *whole)) return;
    if (!share.may_exceed && part->value > whole->value) return over_whole(speech, share.part, share.whole);
    if (const auto rate = Decimal::share(part->value, whole->value, kPlaces))
      speech.derive(share.key, plain(*rate), {share.part, share.whole});
  }

  /// 个贷率 over 100 per cent is possible (loans paid from other money), but a wrong unit is likelier.
  static void lending(Speech& speech) {
    const auto loans = figure(speech, "fund.loan_balance");
    const auto balance = figure(speech, "fund.balance");
    if (!loans || !balance || !same_day(speech, "fund.loan_balance", *loans, "fund.balance", *balance)) return;
    const auto rate = Decimal::share(loans->value, balance->value, kPlaces);
    if (!rate) return;
    if (loans->value > balance->value) {
      warn(speech, "lending-rate-over-100", "fund.loan_balance",
           "the loans outstanding are " + plain(*rate) + "% of the balance of contributions",
           "按填写的数，个贷率为" + plain(*rate) + "%，超过了100%",
           "check both figures and units; if it is true, give fund.lending_rate itself",
           "请核对两个数及其计量单位；确有其事的，直接填写 fund.lending_rate");
      return;
    }
    speech.derive("fund.lending_rate", plain(*rate), {"fund.loan_balance", "fund.balance"});
  }

  static void overdue(Speech& speech) {
    const auto late = figure(speech, "fund.overdue");
    const auto loans = figure(speech, "fund.loan_balance");
    if (!late || !loans || !same_day(speech, "fund.overdue", *late, "fund.loan_balance", *loans)) return;
    if (late->value > loans->value) return over_whole(speech, "fund.overdue", "fund.loan_balance");
    if (const auto rate = Decimal::share(late->value * 10, loans->value, kOverduePlaces))
      speech.derive("fund.overdue_rate", plain(*rate), {"fund.overdue", "fund.loan_balance"});
  }

  static void average_loan(Speech& speech) {
    const auto lent = figure(speech, "fund.lent");
    const auto loans = figure(speech, "fund.loans");
    if (!lent || !loans || !same_day(speech, "fund.lent", *lent, "fund.loans", *loans)) return;
    if (const auto average = Decimal::share(lent->value, loans->value * 100, kPlaces))
      speech.derive("fund.average_loan", plain(*average), {"fund.lent", "fund.loans"});
  }

  static void saved(Speech& speech, std::string_view key, std::string_view before_key, std::string_view now_key) {
    const auto before = figure(speech, before_key);
    const auto now = figure(speech, now_key);
    if (!before || !now || before->value <= now->value) return;
    if (a_year_apart(speech, now_key, *now, before_key, *before))
      speech.derive(key, plain(before->value - now->value), {before_key, now_key});
  }

  /// What was there, plus what came in, less what went out, is what is there.
  static void balance(Speech& speech) {
    const auto before = figure(speech, "fund.balance_previous");
    const auto in = figure(speech, "fund.collected");
    const auto out = figure(speech, "fund.withdrawn");
    const auto now = figure(speech, "fund.balance");
    if (!before || !in || !out || !now) return;
    const Decimal sum = before->value + in->value - out->value;
    if (!differ(sum, now->value, before->step + in->step + out->step + now->step)) return;
    warn(speech, "balance-mismatch", "fund.balance",
         "last year's balance plus collections less withdrawals is " + plain(sum) + " (in 万元), not " +
             plain(now->value),
         "上年末余额加归集、减提取应为" + plain(sum) + "万元，而年末缴存余额填的是" + plain(now->value) + "万元",
         "check the four figures, their units and their year", "请核对这四个数、计量单位和年份");
  }

  struct Column {
    std::string_view name;
    std::string_view whole;
    std::string_view label;
    std::string_view unit;
  };
  static constexpr std::array<Column, 4> kColumns = {{
      {"collected", "fund.collected", "归集额", "万元"},
      {"withdrawn", "fund.withdrawn", "提取额", "万元"},
      {"lent", "fund.lent", "贷款发放额", "万元"},
      {"contributors", "fund.contributors", "实缴职工", "人"},
  }};

  static void branches(Speech& speech) {
    const auto table = speech.fact("fund.branches");
    if (!table || table->rows == 0) return;
    const auto said = speech.fact("unit.branches");
    if (said && said->number() && *said->number() != Decimal(static_cast<std::int64_t>(table->rows), 0))
      warn(speech, "branch-count", "fund.branches",
           "fund.branches has " + std::to_string(table->rows) + " rows, but unit.branches says " + said->text,
           "各管理部业务表（fund.branches）有" + std::to_string(table->rows) + "行，而派出机构数（unit.branches）是" +
               said->text,
           "add the missing branch, or correct unit.branches", "请补上缺的管理部，或更正 unit.branches");
    for (const Column& column : kColumns) {
      const bool fits = adds_up(speech, column, table->rows);
      if (fits && column.name == "collected") main_branch(speech, table->rows);
    }
  }

  /// Whether every branch gives the figure and they make up the whole. A part of the branches may be less, never more.
  static bool adds_up(Speech& speech, const Column& column, std::uint64_t rows) {
    const auto whole = figure(speech, column.whole);
    if (!whole) return false;
    Decimal sum;
    Decimal steps = whole->step;
    std::uint64_t given = 0;
    for (std::uint64_t row = 0; row < rows; ++row) {
      const auto part = figure(speech.cell("fund.branches", row, column.name));
      if (!part) continue;
      ++given;
      sum = sum + part->value;
      steps = steps + part->step;
    }
    if (given == 0) return false;
    const bool wrong = differ(sum, whole->value, steps) && (given == rows || sum > whole->value);
    if (!wrong) return given == rows;
    const std::string unit(column.unit);
    warn(speech, "branches-mismatch", "fund.branches",
         "column " + std::string(column.name) + " of fund.branches adds up to " + plain(sum) + ", but " +
             std::string(column.whole) + " is " + plain(whole->value) + " (in " + unit + ")",
         "各管理部" + std::string(column.label) + "合计" + plain(sum) + unit + "，与全中心的" + plain(whole->value) +
             unit + "不符",
         "check the rows, the whole and their units of measure", "请核对各行、总数及其计量单位");
    return false;
  }

  static void main_branch(Speech& speech, std::uint64_t rows) {
    std::uint64_t best = 0;
    Decimal most;
    bool tie = false;
    for (std::uint64_t row = 0; row < rows; ++row) {
      const Decimal value = figure(speech.cell("fund.branches", row, "collected"))->value;
      tie = row > 0 && (value == most || (tie && value < most));
      if (row == 0 || value > most) {
        most = value;
        best = row;
      }
    }
    const auto name = speech.cell("fund.branches", best, "name");
    const auto whole = figure(speech, "fund.collected");
    if (tie || !name || rows < 2) return;
    const auto share = Decimal::share(most, whole->value, kPlaces);
    if (!share) return;
    speech.derive("fund.main_branch", name->text, {"fund.branches"});
    speech.derive("fund.main_share", plain(*share), {"fund.branches", "fund.collected"});
  }

  /// The busy days of the fund's year that lie between the speech and the deadline, in the order in which they come.
  static void busy(Speech& speech) {
    struct Day {
      std::string_view when;
      std::string_view name;
    };
    constexpr std::array<Day, 3> kDays = {{{"-06-30", "年度结息"}, {"-07-01", "缴存基数调整"}, {"-12-31", "年终决算"}}};
    const auto date = speech.fact("meeting.date");
    const auto deadline = speech.fact("campaign.deadline");
    if (!date || !deadline) return;
    std::vector<std::string_view> names;
    for (int year = year_of(date->text); year <= year_of(deadline->text) && names.size() < kDays.size(); ++year) {
      for (const Day& day : kDays) {
        const std::string when = std::to_string(year) + std::string(day.when);
        const bool said = std::find(names.begin(), names.end(), day.name) != names.end();
        if (!said && when > date->text && when <= deadline->text) names.push_back(day.name);
      }
    }
    if (names.empty()) return;
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (i > 0) text += i + 1 == names.size() ? "和" : "、";
      text += names[i];
    }
    speech.derive("fund.busy", text, {"meeting.date", "campaign.deadline"});
  }

  /// Services that a speech of an earlier day cannot know.
  static void too_early(Speech& speech) {
    struct Service {
      std::string_view key;
      std::string_view word;  ///< only where the text has it; empty: always
      std::string_view from;
      std::string_view name;
    };
    constexpr std::array<Service, 4> kServices = {{
        {"fund.hotline", "12329", "2012-09-28", "12329热线"},
        {"fund.good_rate", "", "2019-12-17", "“好差评”"},
        {"fund.cross_items", "", "2020-09-29", "“跨省通办”"},
        {"fund.cross_count", "", "2020-09-29", "“跨省通办”"},
    }};
    const auto date = speech.fact("meeting.date");
    if (!date) return;
    for (const Service& service : kServices) {
      const auto fact = speech.fact(service.key);
      if (!fact || date->text >= service.from || fact->text.find(service.word) == std::string::npos) continue;
      const std::string from(service.from);
      warn(speech, "before-its-day", service.key,
           std::string(service.key) + " speaks of something that began on " + from + ", after the speech of " +
               date->text,
           std::string(service.name) + "始于" + from + "，" + date->text + "的讲话还不能说",
           "leave it out, or correct meeting.date", "请删去这一项，或更正 meeting.date");
    }
  }
};

}  // namespace

LECTERN_PLUGIN(ProvidentFund)
