// SPDX-License-Identifier: Apache-2.0
//
// What the tax bureau's code derives and reports. Every figure here was worked out by hand.
#include "sector.hpp"

namespace lectern {
namespace {

class TaxBureauTest : public SectorTest {
 protected:
  void revenue(const std::string& now, const std::string& before, const std::string& now_unit = "亿元",
               const std::string& before_unit = "亿元") {
    give("tax.revenue", now, now_unit);
    give("tax.revenue_previous", before, before_unit);
  }

  void part(const std::string& part, const std::string& part_unit, const std::string& whole,
            const std::string& whole_unit) {
    give("tax.tax_revenue", part, part_unit);
    give("tax.revenue", whole, whole_unit);
  }
};

TEST_F(TaxBureauTest, IsOneBureauFromTheDayOfTheMerger) {
  give("unit.place", "云岭县");
  give("tax.branch", "local");
  on("2018-07-20");
  EXPECT_EQ(derives("tax.system"), "税务");
  EXPECT_EQ(derives("tax.organ"), "税务机关");
  EXPECT_EQ(derives("tax.formal_name"), "国家税务总局云岭县税务局");
  on("2026-03-06");
  EXPECT_EQ(derives("tax.system"), "税务");
}

TEST_F(TaxBureauTest, IsLocalOrNationalUntilTheDayBefore) {
  give("unit.place", "云岭县");
  on("2018-07-19");
  give("tax.branch", "local");
  EXPECT_EQ(derives("tax.system"), "地税");
  EXPECT_EQ(derives("tax.organ"), "地税机关");
  EXPECT_EQ(derives("tax.formal_name"), "云岭县地方税务局");
  give("tax.branch", "national");
  EXPECT_EQ(derives("tax.system"), "国税");
  EXPECT_EQ(derives("tax.organ"), "国税机关");
  EXPECT_EQ(derives("tax.formal_name"), "云岭县国家税务局");
}

TEST_F(TaxBureauTest, IsNotNamedWhenNobodySaysWhichItWas) {
  give("unit.place", "云岭县");
  give("unit.name", "云岭县税务局");
  on("2018-07-19");
  EXPECT_EQ(derives("tax.system"), "-");
  EXPECT_EQ(derives("tax.organ"), "-");
  EXPECT_EQ(derives("tax.formal_name"), "-");
  EXPECT_EQ(reports(), "");
}

TEST_F(TaxBureauTest, HasNoFormalNameWithoutAPlace) {
  on("2026-03-06");
  give("unit.name", "云岭县税务局");
  EXPECT_EQ(derives("tax.system"), "税务");
  EXPECT_EQ(derives("tax.formal_name"), "-");
  EXPECT_EQ(reports(), "");
}

TEST_F(TaxBureauTest, ReportsANameThatWasNotTheNameOfThatDay) {
  give("unit.place", "云岭县");
  give("unit.name", "云岭县地方税务局");
  give("tax.branch", "local");
  on("2018-07-19");
  EXPECT_EQ(reports(), "");
  on("2018-07-20");
  EXPECT_EQ(reports(), "institution-name unit.name\n");
  ASSERT_EQ(host.reported.size(), 1U);
  const Report& report = host.reported[0];
  EXPECT_EQ(report.severity, Report::Severity::warning);
  for (const std::string& text : {report.message, report.message_zh}) {
    EXPECT_NE(text.find("云岭县地方税务局"), std::string::npos) << text;
    EXPECT_NE(text.find("国家税务总局云岭县税务局"), std::string::npos) << text;
    EXPECT_NE(text.find("2018-07-20"), std::string::npos) << text;
  }
  EXPECT_FALSE(report.hint.empty());
  EXPECT_FALSE(report.hint_zh.empty());
}

TEST_F(TaxBureauTest, AcceptsTheFormalNameAndAProfileWithoutOne) {
  give("unit.place", "云岭县");
  on("2026-03-06");
  EXPECT_EQ(reports(), "");
  give("unit.name", "国家税务总局云岭县税务局");
  EXPECT_EQ(reports(), "");
  on("2018-07-19");
  give("tax.branch", "national");
  EXPECT_EQ(reports(), "institution-name unit.name\n");
}

TEST_F(TaxBureauTest, RevenueGrowsOrFallsByTheEarlierYear) {
  revenue("12.6", "11.8");
  EXPECT_EQ(derives("tax.growth"), "6.8");  // 0.8 ÷ 11.8 = 6.7796…
  EXPECT_EQ(host.sources("tax.growth"), "tax.revenue tax.revenue_previous");
  revenue("11.8", "12.6");
  EXPECT_EQ(derives("tax.growth"), "-6.3");  // -0.8 ÷ 12.6 = -6.3492…
  revenue("12.6", "12.6");
  EXPECT_EQ(derives("tax.growth"), "0.0");
  revenue("104.05", "100");
  EXPECT_EQ(derives("tax.growth"), "4.1");  // 4.05
  revenue("95.95", "100");
  EXPECT_EQ(derives("tax.growth"), "-4.1");  // -4.05
}

TEST_F(TaxBureauTest, Sets亿元Against万元) {
  revenue("12.6", "118000", "亿元", "万元");
  EXPECT_EQ(derives("tax.growth"), "6.8");
  revenue("126000", "11.8", "万元", "亿元");
  EXPECT_EQ(derives("tax.growth"), "6.8");
  revenue("126000", "118000", "万元", "万元");
  EXPECT_EQ(derives("tax.growth"), "6.8");
}

TEST_F(TaxBureauTest, HasNoGrowthFromNothingOrFromOneYear) {
  revenue("12.6", "0");
  EXPECT_EQ(derives("tax.growth"), "-");
  host.facts.erase("tax.revenue_previous");
  EXPECT_EQ(derives("tax.growth"), "-");
  revenue("12.6", "11.8");
  host.facts.erase("tax.revenue");
  EXPECT_EQ(derives("tax.growth"), "-");
  revenue("十二亿", "11.8");
  EXPECT_EQ(derives("tax.growth"), "-");
}

TEST_F(TaxBureauTest, CountsThePayersThatWereAdded) {
  give("tax.payers", "18642", "户");
  give("tax.payers_previous", "17356", "户");
  EXPECT_EQ(derives("tax.payers_growth"), "7.4");  // 1286 ÷ 17356 = 7.4095…
  EXPECT_EQ(derives("tax.payers_added"), "1286");
  EXPECT_EQ(host.sources("tax.payers_growth"), "tax.payers tax.payers_previous");
  EXPECT_EQ(host.sources("tax.payers_added"), "tax.payers tax.payers_previous");
}

TEST_F(TaxBureauTest, AddsNoPayersWhenTheyAreAsManyOrFewer) {
  give("tax.payers", "17356", "户");
  give("tax.payers_previous", "17356", "户");
  EXPECT_EQ(derives("tax.payers_added"), "-");
  EXPECT_EQ(derives("tax.payers_growth"), "0.0");
  give("tax.payers", "17355", "户");
  EXPECT_EQ(derives("tax.payers_added"), "-");
  EXPECT_EQ(derives("tax.payers_growth"), "0.0");  // -0.0057…
  host.facts.erase("tax.payers_previous");
  EXPECT_EQ(derives("tax.payers_added"), "-");
}

TEST_F(TaxBureauTest, CountsTheMinutesThatWaitingBecameShorter) {
  give("tax.wait", "9", "分钟");
  give("tax.wait_previous", "14", "分钟");
  EXPECT_EQ(derives("tax.wait_saved"), "5");
  EXPECT_EQ(host.sources("tax.wait_saved"), "tax.wait_previous tax.wait");
  give("tax.wait_previous", "14.5", "分钟");
  EXPECT_EQ(derives("tax.wait_saved"), "5.5");
  give("tax.wait_previous", "9", "分钟");
  EXPECT_EQ(derives("tax.wait_saved"), "-");
  give("tax.wait_previous", "8.9", "分钟");
  EXPECT_EQ(derives("tax.wait_saved"), "-");
  host.facts.erase("tax.wait_previous");
  EXPECT_EQ(derives("tax.wait_saved"), "-");
}

TEST_F(TaxBureauTest, SharesAreOfTheWholeInTheSameUnit) {
  part("8.1", "亿元", "12.6", "亿元");
  EXPECT_EQ(derives("tax.tax_share"), "64.3");  // 64.2857…
  EXPECT_EQ(host.sources("tax.tax_share"), "tax.tax_revenue tax.revenue");
  part("81000", "万元", "12.6", "亿元");
  EXPECT_EQ(derives("tax.tax_share"), "64.3");
  part("8.1", "亿元", "126000", "万元");
  EXPECT_EQ(derives("tax.tax_share"), "64.3");
  part("12.60", "亿元", "126000", "万元");
  EXPECT_EQ(derives("tax.tax_share"), "100.0");
  EXPECT_EQ(reports(), "");
}

TEST_F(TaxBureauTest, ReportsAPartThatIsMoreThanItsWhole) {
  part("126000.1", "万元", "12.6", "亿元");
  EXPECT_EQ(derives("tax.tax_share"), "-");
  EXPECT_EQ(reports(), "share-over-whole tax.tax_revenue\n");
  EXPECT_FALSE(host.reported[0].message_zh.empty());
  EXPECT_FALSE(host.reported[0].hint.empty());
  part("8.1", "亿元", "12.6", "万元");  // the unit of the whole was chosen wrongly
  EXPECT_EQ(derives("tax.tax_share"), "-");
  EXPECT_EQ(reports(), "share-over-whole tax.tax_revenue\n");
}

TEST_F(TaxBureauTest, HasNoShareOfNothingOrWithoutAPart) {
  part("0", "亿元", "0", "亿元");
  EXPECT_EQ(derives("tax.tax_share"), "-");
  host.facts.erase("tax.tax_revenue");
  EXPECT_EQ(derives("tax.tax_share"), "-");
  EXPECT_EQ(reports(), "");
}

TEST_F(TaxBureauTest, CountsYearlyCampaignsByTheYearOfTheSpeech) {
  on("2026-03-06");
  EXPECT_EQ(derives("tax.spring_year"), "13");
  EXPECT_EQ(derives("tax.publicity_month"), "35");
  EXPECT_EQ(host.sources("tax.spring_year"), "meeting.date");
  EXPECT_EQ(host.sources("tax.publicity_month"), "meeting.date");
  on("2014-01-01");
  EXPECT_EQ(derives("tax.spring_year"), "1");
  EXPECT_EQ(derives("tax.publicity_month"), "23");
}

TEST_F(TaxBureauTest, HasNoYearlyCampaignBeforeItsFirst) {
  on("2013-12-31");
  EXPECT_EQ(derives("tax.spring_year"), "-");
  EXPECT_EQ(derives("tax.publicity_month"), "22");
  on("1992-04-01");
  EXPECT_EQ(derives("tax.publicity_month"), "1");
  on("1991-12-31");
  EXPECT_EQ(derives("tax.publicity_month"), "-");
}

TEST_F(TaxBureauTest, DerivesWhatItsPluginInfoDeclaresAndNothingElse) {
  on("2026-03-06");
  give("unit.place", "云岭县");
  revenue("12.6", "11.8");
  give("tax.tax_revenue", "8.1", "亿元");
  give("tax.payers", "18642", "户");
  give("tax.payers_previous", "17356", "户");
  give("tax.wait", "9", "分钟");
  give("tax.wait_previous", "14", "分钟");
  expect_derives_what_is_declared();
}

}  // namespace
}  // namespace lectern
