// SPDX-License-Identifier: Apache-2.0
//
// What the court's code derives and reports. Every figure here was worked out by hand.
#include "sector.hpp"

#include <utility>

namespace lectern {
namespace {

class CourtTest : public SectorTest {
 protected:
  void cases(const std::string& filed, const std::string& carried, const std::string& closed) {
    give("court.filed", filed, "件");
    give("court.carried", carried, "件");
    give("court.closed", closed, "件");
  }

  void named(const std::string& level, const std::string& place, const std::string& name) {
    give("court.level", level);
    give("unit.place", place);
    give("unit.name", name);
  }
};

TEST_F(CourtTest, CountsWhatCameInWhatIsLeftAndWhatShareIsClosed) {
  cases("9386", "642", "9421");
  EXPECT_EQ(derives("court.handled"), "10028");
  EXPECT_EQ(derives("court.pending"), "607");
  EXPECT_EQ(derives("court.closing_rate"), "93.9");  // 9421 ÷ 10028 = 93.9469…
  EXPECT_EQ(host.sources("court.handled"), "court.filed court.carried");
  EXPECT_EQ(host.sources("court.pending"), "court.filed court.carried court.closed");
  EXPECT_EQ(host.sources("court.closing_rate"), "court.closed court.filed court.carried");
  EXPECT_EQ(reports(), "");
}

TEST_F(CourtTest, RoundsTheClosingRateUpFromAHalf) {
  cases("2000", "0", "1999");
  EXPECT_EQ(derives("court.closing_rate"), "100.0");  // 99.95
  cases("2000", "0", "1989");
  EXPECT_EQ(derives("court.closing_rate"), "99.5");  // 99.45
  cases("10000", "0", "9944");
  EXPECT_EQ(derives("court.closing_rate"), "99.4");  // 99.44
}

TEST_F(CourtTest, ClosesEverythingWithNothingLeft) {
  cases("900", "100", "1000");
  EXPECT_EQ(derives("court.closing_rate"), "100.0");
  EXPECT_EQ(derives("court.pending"), "0");
  EXPECT_EQ(reports(), "");
}

TEST_F(CourtTest, ReportsMoreClosedThanThereWere) {
  cases("900", "100", "1001");
  EXPECT_EQ(reports(), "closed-over-handled court.closed\n");
  EXPECT_EQ(derives("court.handled"), "1000");
  EXPECT_EQ(derives("court.closing_rate"), "-");
  EXPECT_EQ(derives("court.pending"), "-");
  ASSERT_EQ(host.reported.size(), 1U);
  for (const std::string& text : {host.reported[0].message, host.reported[0].message_zh}) {
    EXPECT_NE(text.find("1001"), std::string::npos) << text;
    EXPECT_NE(text.find("1000"), std::string::npos) << text;
  }
}

TEST_F(CourtTest, ReportsPendingCasesThatDoNotAddUp) {
  cases("9386", "642", "9421");
  give("court.pending", "607", "件");
  EXPECT_EQ(reports(), "");
  give("court.pending", "617", "件");
  EXPECT_EQ(reports(), "figures-disagree court.pending\n");
  for (const std::string& text : {host.reported[0].message, host.reported[0].message_zh}) {
    EXPECT_NE(text.find("617"), std::string::npos) << text;
    EXPECT_NE(text.find("607"), std::string::npos) << text;
  }
}

TEST_F(CourtTest, ReportsAGivenTotalOrRateThatItsPartsDoNotMake) {
  cases("9386", "642", "9421");
  give("court.handled", "10028", "件");
  give("court.closing_rate", "93.9");
  EXPECT_EQ(reports(), "");
  give("court.closing_rate", "93.90");
  EXPECT_EQ(reports(), "");
  give("court.closing_rate", "94.9");
  EXPECT_EQ(reports(), "figures-disagree court.closing_rate\n");
  give("court.handled", "10000", "件");
  EXPECT_EQ(reports(), "figures-disagree court.handled\nfigures-disagree court.closing_rate\n");
}

TEST_F(CourtTest, HasNoRateWithoutAllThreeFigures) {
  for (const char* missing : {"court.filed", "court.carried", "court.closed"}) {
    cases("9386", "642", "9421");
    give("court.pending", "1", "件");
    host.facts.erase(missing);
    EXPECT_EQ(derives("court.closing_rate"), "-") << missing;
    EXPECT_EQ(derives("court.pending"), "-") << missing;
    EXPECT_EQ(reports(), "") << missing;
  }
  cases("0", "0", "0");
  host.facts.erase("court.pending");
  EXPECT_EQ(derives("court.closing_rate"), "-");
  EXPECT_EQ(reports(), "");
  cases("九千", "642", "9421");
  EXPECT_EQ(derives("court.handled"), "-");
}

TEST_F(CourtTest, CasesChangeByTheEarlierYear) {
  give("court.filed", "9386", "件");
  give("court.filed_previous", "8517", "件");
  EXPECT_EQ(derives("court.filed_growth"), "10.2");  // 869 ÷ 8517 = 10.2031…
  EXPECT_EQ(host.sources("court.filed_growth"), "court.filed court.filed_previous");
  give("court.closed", "8604", "件");
  give("court.closed_previous", "9421", "件");
  EXPECT_EQ(derives("court.closed_growth"), "-8.7");  // -817 ÷ 9421 = -8.6721…
  EXPECT_EQ(host.sources("court.closed_growth"), "court.closed court.closed_previous");
  give("court.filed_previous", "0", "件");
  EXPECT_EQ(derives("court.filed_growth"), "-");
  host.facts.erase("court.filed_previous");
  EXPECT_EQ(derives("court.filed_growth"), "-");
}

TEST_F(CourtTest, CountsTheCasesAJudge) {
  give("court.closed", "9421", "件");
  give("court.judges", "36", "名");
  EXPECT_EQ(derives("court.cases_per_judge"), "262");  // 261.69…
  EXPECT_EQ(host.sources("court.cases_per_judge"), "court.closed court.judges");
  give("court.closed", "9414", "件");
  EXPECT_EQ(derives("court.cases_per_judge"), "262");  // 261.5
  give("court.closed", "9413", "件");
  EXPECT_EQ(derives("court.cases_per_judge"), "261");  // 261.47…
  give("court.judges", "0", "名");
  EXPECT_EQ(derives("court.cases_per_judge"), "-");
  host.facts.erase("court.judges");
  EXPECT_EQ(derives("court.cases_per_judge"), "-");
}

TEST_F(CourtTest, CountsTheDaysThatTrialsBecameShorter) {
  give("court.days", "58", "天");
  give("court.days_previous", "66", "天");
  EXPECT_EQ(derives("court.days_saved"), "8");
  EXPECT_EQ(host.sources("court.days_saved"), "court.days_previous court.days");
  give("court.days_previous", "58", "天");
  EXPECT_EQ(derives("court.days_saved"), "-");
  give("court.days_previous", "57", "天");
  EXPECT_EQ(derives("court.days_saved"), "-");
}

TEST_F(CourtTest, SharesAreOfTheirWhole) {
  give("court.mediated", "2246", "件");
  give("court.civil_closed", "4318", "件");
  EXPECT_EQ(derives("court.mediation_rate"), "52.0");  // 52.0148…
  EXPECT_EQ(host.sources("court.mediation_rate"), "court.mediated court.civil_closed");
  give("court.enforced", "3462", "件");
  give("court.enforce_handled", "3684", "件");
  EXPECT_EQ(derives("court.enforce_rate"), "94.0");  // 93.9739…
  give("court.online_filed", "3105", "件");
  give("court.filed", "9386", "件");
  EXPECT_EQ(derives("court.online_share"), "33.1");  // 33.0811…
  EXPECT_EQ(reports(), "");
}

TEST_F(CourtTest, ReportsAPartThatIsMoreThanItsWhole) {
  const std::pair<const char*, const char*> parts[] = {{"court.mediated", "court.civil_closed"},
                                                       {"court.enforced", "court.enforce_handled"},
                                                       {"court.online_filed", "court.filed"},
                                                       {"court.judges", "unit.staff"},
                                                       {"court.lower_titled", "court.lower_courts"}};
  for (const auto& [part, whole] : parts) {
    host.facts.clear();
    give(part, "10");
    give(whole, "10");
    EXPECT_EQ(reports(), "") << part;
    give(whole, "9");
    EXPECT_EQ(reports(), std::string("part-over-whole ") + part + "\n");
    EXPECT_TRUE(host.derived.empty()) << part;
    host.facts.erase(whole);
    EXPECT_EQ(reports(), "") << part;
  }
}

TEST_F(CourtTest, JudgesHaveQuotaFromTheDayTheReformWasComplete) {
  EXPECT_EQ(derives("court.judge_title"), "-");
  on("2017-07-02");
  EXPECT_EQ(derives("court.judge_title"), "法官");
  on("2017-07-03");
  EXPECT_EQ(derives("court.judge_title"), "员额法官");
  EXPECT_EQ(host.sources("court.judge_title"), "meeting.date");
}

TEST_F(CourtTest, JudgesHaveQuotaEarlierWhereTheReformWasTried) {
  give("court.quota_from", "2015-04-20");
  on("2015-04-19");
  EXPECT_EQ(derives("court.judge_title"), "法官");
  on("2015-04-20");
  EXPECT_EQ(derives("court.judge_title"), "员额法官");
  EXPECT_EQ(host.sources("court.judge_title"), "meeting.date court.quota_from");
  EXPECT_EQ(reports(), "");
}

TEST_F(CourtTest, ReportsQuotaBeforeTheReform) {
  on("2016-01-01");
  give("court.quota_from", "2014-06-06");
  EXPECT_EQ(reports(), "");
  give("court.quota_from", "2014-06-05");
  EXPECT_EQ(reports(), "quota-before-reform court.quota_from\n");
  EXPECT_EQ(derives("court.judge_title"), "-");
}

TEST_F(CourtTest, IsNamedByItsLevel) {
  named("basic", "澄溪县", "澄溪县人民法院");
  EXPECT_EQ(derives("court.formal_name"), "澄溪县人民法院");
  EXPECT_EQ(host.sources("court.formal_name"), "unit.place court.level");
  EXPECT_EQ(reports(), "");
  named("intermediate", "岚江市", "岚江市中级人民法院");
  EXPECT_EQ(derives("court.formal_name"), "岚江市中级人民法院");
  EXPECT_EQ(reports(), "");
  named("basic", "东湖区", "岚江市东湖区人民法院");
  EXPECT_EQ(reports(), "");
}

TEST_F(CourtTest, ReportsANameOfAnotherLevelOrPlace) {
  named("basic", "岚江市", "岚江市中级人民法院");
  EXPECT_EQ(reports(), "institution-name unit.name\n");
  named("intermediate", "岚江市", "岚江市人民法院");
  EXPECT_EQ(reports(), "institution-name unit.name\n");
  named("basic", "澄溪县", "云岭县人民法院");
  EXPECT_EQ(reports(), "institution-name unit.name\n");
  for (const char* missing : {"court.level", "unit.place", "unit.name"}) {
    named("basic", "澄溪县", "云岭县人民法院");
    host.facts.erase(missing);
    EXPECT_EQ(reports(), "") << missing;
  }
}

TEST_F(CourtTest, DerivesWhatItsPluginInfoDeclaresAndNothingElse) {
  on("2024-03-15");
  named("basic", "澄溪县", "澄溪县人民法院");
  cases("9386", "642", "9421");
  const std::pair<const char*, const char*> more[] = {{"court.filed_previous", "8517"},
                                                      {"court.closed_previous", "8604"},
                                                      {"court.judges", "36"},
                                                      {"court.days", "58"},
                                                      {"court.days_previous", "66"},
                                                      {"court.mediated", "2246"},
                                                      {"court.civil_closed", "4318"},
                                                      {"court.enforced", "3462"},
                                                      {"court.enforce_handled", "3684"},
                                                      {"court.online_filed", "3105"}};
  for (const auto& [key, text] : more) give(key, text);
  expect_derives_what_is_declared();
}

}  // namespace
}  // namespace lectern
