// SPDX-License-Identifier: Apache-2.0
//
// What the highway bureau's code derives and reports. Every figure here was worked out by hand.
#include "sector.hpp"

#include <utility>

namespace lectern {
namespace {

class HighwayBureauTest : public SectorTest {
 protected:
  void km(const std::string& part, const std::string& length) { give("highway." + part, length, "公里"); }

  /// 214.6 + 538.3 + 533.5 = 1286.4, and 38.2 + 452.7 + 514.1 + 236.9 + 44.5 = 1286.4.
  void roads() {
    km("total", "1286.4");
    km("national", "214.6");
    km("provincial", "538.3");
    km("county", "533.5");
    km("grade1", "38.2");
    km("grade2", "452.7");
    km("grade3", "514.1");
    km("grade4", "236.9");
    km("ungraded", "44.5");
  }

  void honours(const std::vector<std::pair<std::string, std::string>>& rows) {
    host.cells.clear();
    host.facts["honours"] = {"", "", "", rows.size()};
    for (std::size_t row = 0; row < rows.size(); ++row) {
      host.cells[{"honours", row, "year"}] = {rows[row].first, "", "", 0};
      host.cells[{"honours", row, "title"}] = {rows[row].second, "", "", 0};
    }
  }

  void held(const std::vector<std::string>& years) {
    std::vector<std::pair<std::string, std::string>> rows;
    for (const std::string& year : years) rows.emplace_back(year, "省级文明单位");
    honours(rows);
    give("campaign.title", "省级文明单位");
  }
};

// ---- What it is called ----

TEST_F(HighwayBureauTest, TakesItsWordForAllFromWhatItCallsItself) {
  give("unit.self", "我局");
  EXPECT_EQ(derives("highway.organ"), "局");
  EXPECT_EQ(derives("highway.whole"), "全局");
  give("unit.self", "我中心");
  EXPECT_EQ(derives("highway.organ"), "中心");
  EXPECT_EQ(derives("highway.whole"), "全中心");
  EXPECT_EQ(host.sources("highway.whole"), "unit.self");
}

TEST_F(HighwayBureauTest, HasNoWordForAllWithoutASelfOfItsOwn) {
  give("unit.self", "本段");
  EXPECT_EQ(derives("highway.whole"), "-");
  give("unit.self", "我");
  EXPECT_EQ(derives("highway.whole"), "-");
}

TEST_F(HighwayBureauTest, ReportsASelfThatIsNotTheName) {
  give("unit.self", "我局");
  give("unit.name", "景川市公路局");
  EXPECT_EQ(reports(), "");
  give("unit.name", "景川市公路事业发展中心");
  ASSERT_EQ(reports(), "self-name unit.self\n");
  EXPECT_NE(host.reported[0].message_zh.find("景川市公路事业发展中心"), std::string::npos);
  give("unit.self", "我中心");
  EXPECT_EQ(reports(), "");
  take("unit.name");
  EXPECT_EQ(reports(), "");
}

TEST_F(HighwayBureauTest, ReportsEnforcementAfterTheReform) {
  give("unit.name", "景川市公路事业发展中心");
  give("highway.enforcement", "remains");
  EXPECT_EQ(reports(), "enforcement-after-reform highway.enforcement\n");
  give("highway.enforcement", "gone");
  EXPECT_EQ(reports(), "");
  give("unit.name", "景川市公路局");
  give("highway.enforcement", "remains");
  EXPECT_EQ(reports(), "");
}

TEST_F(HighwayBureauTest, ReportsAReformThatIsStillToCome) {
  on("2018-06-01");
  give("highway.reformed", "2019");
  EXPECT_EQ(reports(), "reform-to-come highway.reformed\n");
  on("2019-01-02");
  EXPECT_EQ(reports(), "");
}

// ---- The season ----

TEST_F(HighwayBureauTest, TellsTheSeasonByTheMonth) {
  const std::map<std::string, std::string> seasons = {
      {"2016-01-31", "ice"},    {"2016-02-29", "ice"},    {"2016-03-01", "spring"},
      {"2016-04-30", "spring"}, {"2016-05-01", "flood"},  {"2016-09-30", "flood"},
      {"2016-10-01", "autumn"}, {"2016-11-30", "autumn"}, {"2016-12-01", "ice"}};
  for (const auto& [day, season] : seasons) {
    on(day);
    EXPECT_EQ(derives("highway.season"), season) << day;
  }
  EXPECT_EQ(host.sources("highway.season"), "meeting.date");
}

TEST_F(HighwayBureauTest, LeavesTheSeasonToAPlaceThatKnowsBetter) {
  on("2016-04-20");
  give("highway.season", "flood");
  EXPECT_EQ(derives("highway.season"), "-");
}

// ---- Kilometres ----

TEST_F(HighwayBureauTest, AddsUpTheUpperClassesAndGrades) {
  roads();
  EXPECT_EQ(derives("highway.trunk"), "752.9");               // 214.6 + 538.3
  EXPECT_EQ(host.value("highway.trunk_share"), "58.5");       // 752.9 ÷ 1286.4 = 58.5276…
  EXPECT_EQ(host.value("highway.high_grade"), "490.9");       // 38.2 + 452.7
  EXPECT_EQ(host.value("highway.high_grade_share"), "38.2");  // 490.9 ÷ 1286.4 = 38.1607…
  EXPECT_EQ(host.sources("highway.trunk"), "highway.total highway.national highway.provincial");
  EXPECT_EQ(reports(), "");
}

TEST_F(HighwayBureauTest, CountsMotorwaysAmongTheUpperGrades) {
  km("total", "100");
  km("motorway", "10.5");
  km("grade1", "20");
  km("grade4", "69.5");
  EXPECT_EQ(derives("highway.high_grade"), "30.5");
  EXPECT_EQ(host.value("highway.high_grade_share"), "30.5");
  EXPECT_EQ(reports(), "");
}

TEST_F(HighwayBureauTest, ReportsPartsThatFallShort) {
  roads();
  km("county", "523.5");
  ASSERT_EQ(reports(), "lengths-do-not-add-up highway.total\n");
  for (const std::string& text : {host.reported[0].message, host.reported[0].message_zh}) {
    EXPECT_NE(text.find("1276.4"), std::string::npos) << text;
    EXPECT_NE(text.find("1286.4"), std::string::npos) << text;
    EXPECT_NE(text.find("10.0"), std::string::npos) << text;
  }
  EXPECT_NE(host.reported[0].message_zh.find("少了"), std::string::npos);
  EXPECT_EQ(host.value("highway.trunk"), "-");
  EXPECT_EQ(host.value("highway.high_grade"), "490.9");  // the grades still add up
}

TEST_F(HighwayBureauTest, ReportsPartsThatAreMoreThanTheWhole) {
  roads();
  km("grade2", "452.8");
  ASSERT_EQ(reports(), "lengths-do-not-add-up highway.total\n");
  EXPECT_NE(host.reported[0].message_zh.find("多出0.1公里"), std::string::npos) << host.reported[0].message_zh;
  EXPECT_EQ(host.value("highway.high_grade"), "-");
}

TEST_F(HighwayBureauTest, ReportsBothDivisions) {
  roads();
  km("total", "1300");
  EXPECT_EQ(reports(), "lengths-do-not-add-up highway.total\nlengths-do-not-add-up highway.total\n");
}

TEST_F(HighwayBureauTest, LetsOnePartStandAlone) {
  km("total", "1286.4");
  km("grade2", "452.7");
  EXPECT_EQ(reports(), "");
  EXPECT_EQ(host.value("highway.high_grade"), "-");
  km("grade2", "1286.5");
  EXPECT_EQ(reports(), "lengths-do-not-add-up highway.total\n");
  km("grade2", "452.7");
  km("grade3", "514.1");  // two parts are a division
  EXPECT_EQ(reports(), "lengths-do-not-add-up highway.total\n");
}

TEST_F(HighwayBureauTest, HasNoShareWithoutAWholeOrWithoutUpperParts) {
  roads();
  take("highway.total");
  EXPECT_EQ(derives("highway.trunk"), "-");
  EXPECT_EQ(reports(), "");
  km("total", "50");
  for (const char* part : {"national", "provincial", "county", "grade1", "grade2", "grade3", "ungraded"})
    take(std::string("highway.") + part);
  km("grade4", "50");
  EXPECT_EQ(derives("highway.high_grade"), "-");
  EXPECT_EQ(reports(), "");
}

// ---- 好路率, 优良路率 ----

TEST_F(HighwayBureauTest, NamesTheRateByTheYearItBelongsTo) {
  on("2008-03-01");
  EXPECT_EQ(derives("highway.rate_name"), "优良路率");
  give("highway.good_rate", "86.3", "", "2007-12-31");
  EXPECT_EQ(derives("highway.rate_name"), "好路率");
  EXPECT_EQ(host.sources("highway.rate_name"), "highway.good_rate");
  give("highway.good_rate", "86.3", "", "2008-06-30");
  EXPECT_EQ(derives("highway.rate_name"), "优良路率");
  give("highway.good_rate", "86.3");
  on("2007-12-31");
  EXPECT_EQ(derives("highway.rate_name"), "好路率");
}

TEST_F(HighwayBureauTest, GainsOnlyWhatIsMore) {
  give("highway.good_rate", "82.6");
  give("highway.good_rate_previous", "80.9");
  EXPECT_EQ(derives("highway.good_rate_gain"), "1.7");
  give("highway.good_rate_previous", "82.6");
  EXPECT_EQ(derives("highway.good_rate_gain"), "-");
  give("highway.good_rate_previous", "83");
  EXPECT_EQ(derives("highway.good_rate_gain"), "-");
  take("highway.good_rate");
  EXPECT_EQ(derives("highway.good_rate_gain"), "-");
}

TEST_F(HighwayBureauTest, ReportsATargetThatIsReached) {
  give("highway.good_rate", "87.9");
  give("highway.good_target", "88");
  EXPECT_EQ(reports(), "");
  give("highway.good_target", "87.9");
  EXPECT_EQ(reports(), "target-reached highway.good_target\n");
  give("highway.good_target", "85");
  EXPECT_EQ(reports(), "target-reached highway.good_target\n");
}

TEST_F(HighwayBureauTest, ReportsMoreModelStationsThanStations) {
  give("highway.stations", "38", "个");
  give("highway.stations_model", "38", "个");
  EXPECT_EQ(reports(), "");
  give("highway.stations_model", "39", "个");
  EXPECT_EQ(reports(), "part-over-whole highway.stations_model\n");
}

// ---- The title held term after term ----

TEST_F(HighwayBureauTest, CountsTheTermsAndTheYears) {
  on("2016-08-19");
  held({"2007", "2010", "2013"});
  EXPECT_EQ(derives("highway.streak"), "3");
  EXPECT_EQ(host.value("highway.streak_since"), "2007");
  EXPECT_EQ(host.value("highway.streak_years"), "9");
  EXPECT_EQ(host.sources("highway.streak_years"), "honours meeting.date");
  EXPECT_EQ(reports(), "");
}

TEST_F(HighwayBureauTest, CountsOnlyTheTitleThatIsSought) {
  on("2016-08-19");
  honours({{"2004", "市级文明单位"}, {"2007", "省级文明单位"}, {"2012", "全省公路系统先进集体"}});
  give("campaign.title", "省级文明单位");
  EXPECT_EQ(derives("highway.streak"), "-");
  EXPECT_EQ(host.value("highway.streak_since"), "-");
  EXPECT_EQ(reports(), "");
}

TEST_F(HighwayBureauTest, ReportsTermsThatTheHonoursDoNotList) {
  on("2016-08-19");
  held({"2007", "2010", "2013"});
  give("campaign.won_times", "3", "届");
  give("highway.streak", "3", "届");
  EXPECT_EQ(reports(), "");
  EXPECT_EQ(host.value("highway.streak"), "-");  // the profile's own
  give("campaign.won_times", "4", "届");
  EXPECT_EQ(reports(), "awards-do-not-fit campaign.won_times\n");
  give("highway.streak", "2", "届");
  ASSERT_EQ(reports(), "awards-do-not-fit campaign.won_times\nawards-do-not-fit highway.streak\n");
  EXPECT_NE(host.reported[0].message_zh.find("4届"), std::string::npos);
  EXPECT_NE(host.reported[0].message_zh.find("3次"), std::string::npos);
}

TEST_F(HighwayBureauTest, ReportsYearsThatTheHonoursDoNotAllow) {
  on("2016-08-19");
  held({"2007", "2010", "2013"});
  for (const char* fits : {"6", "9", "10"}) {  // between first and last; to this year; both ends counted
    give("highway.streak_years", fits, "年");
    EXPECT_EQ(reports(), "") << fits;
  }
  for (const char* does_not : {"5", "11", "12"}) {
    give("highway.streak_years", does_not, "年");
    EXPECT_EQ(reports(), "years-do-not-fit highway.streak_years\n") << does_not;
  }
}

TEST_F(HighwayBureauTest, ReportsATermThatWasMissed) {
  on("2020-05-08");
  held({"2007", "2010", "2013", "2016"});
  EXPECT_EQ(reports(), "");
  held({"2013", "2007", "2010"});  // in whatever order they stand
  EXPECT_EQ(reports(), "");
  held({"2016", "2013", "2007"});
  ASSERT_EQ(reports(), "streak-broken honours\n");
  EXPECT_NE(host.reported[0].message.find("2007 and 2013"), std::string::npos) << host.reported[0].message;
  held({"2007", "2010", "2013", "2017"});  // a term that was a year late
  EXPECT_EQ(reports(), "");
  held({"2007", "2013"});  // two say nothing of the distance
  EXPECT_EQ(reports(), "");
}

TEST_F(HighwayBureauTest, SaysNothingOfTermsWithoutHonoursOrDate) {
  give("campaign.title", "省级文明单位");
  give("campaign.won_times", "3", "届");
  on("2016-08-19");
  EXPECT_EQ(reports(), "");
  held({"2007", "2010"});
  take("meeting.date");
  EXPECT_EQ(derives("highway.streak"), "-");
  EXPECT_EQ(reports(), "");
}

// ---- The bundle ----

TEST_F(HighwayBureauTest, DerivesWhatItsPluginInfoDeclaresAndNothingElse) {
  on("2016-08-19");
  give("unit.self", "我局");
  roads();
  give("highway.good_rate", "87.9", "", "2016-06-30");
  give("highway.good_rate_previous", "86.3");
  held({"2007", "2010", "2013"});
  EXPECT_EQ(reports(), "");
  expect_derives_what_is_declared();
}

}  // namespace
}  // namespace lectern
