// SPDX-License-Identifier: Apache-2.0
//
// What the provident fund centre's code derives and reports. Every figure here was worked out by hand.
#include "sector.hpp"

namespace lectern {
namespace {

class ProvidentFundTest : public SectorTest {
 protected:
  /// A row of fund.branches; an empty figure is one that is not given.
  void branch(const std::string& name, const std::string& collected, const std::string& contributors = "",
              const std::string& lent = "") {
    const std::uint64_t row = host.facts["fund.branches"].rows++;
    host.cells[{"fund.branches", row, "name"}] = {name, "", "", 0};
    host.cells[{"fund.branches", row, "collected"}] = {collected, "亿元", "", 0};
    host.cells[{"fund.branches", row, "contributors"}] = {contributors, "人", "", 0};
    host.cells[{"fund.branches", row, "lent"}] = {lent, "万元", "", 0};
  }

  void no_branches() {
    take("fund.branches");
    host.cells.clear();
  }

  /// Whether the one report speaks of `text` in both languages.
  void expect_told(const std::string& text) {
    ASSERT_EQ(host.reported.size(), 1U);
    EXPECT_NE(host.reported[0].message.find(text), std::string::npos) << host.reported[0].message;
    EXPECT_NE(host.reported[0].message_zh.find(text), std::string::npos) << host.reported[0].message_zh;
  }
};

// ---- Growth ----

TEST_F(ProvidentFundTest, GrowsOrFallsByTheEarlierYear) {
  give("fund.collected", "46.72", "亿元");
  give("fund.collected_previous", "44.15", "亿元");
  EXPECT_EQ(derives("fund.collected_growth"), "5.8");  // 2.57 ÷ 44.15 = 5.8210…
  EXPECT_EQ(host.sources("fund.collected_growth"), "fund.collected fund.collected_previous");
  give("fund.collected", "44.15", "亿元");
  give("fund.collected_previous", "46.72", "亿元");
  EXPECT_EQ(derives("fund.collected_growth"), "-5.5");  // -2.57 ÷ 46.72 = -5.5008…
  give("fund.collected", "46.72", "亿元");
  EXPECT_EQ(derives("fund.collected_growth"), "0");
  EXPECT_EQ(reports(), "");
}

TEST_F(ProvidentFundTest, SetsLargeUnitsAgainstSmallOnes) {
  give("fund.collected", "9.86", "亿元");
  give("fund.collected_previous", "82700", "万元");
  EXPECT_EQ(derives("fund.collected_growth"), "19.2");  // 1.59 ÷ 8.27 = 19.2261…
  give("fund.contributors", "142600", "人");
  give("fund.contributors_previous", "13.18", "万人");
  EXPECT_EQ(derives("fund.contributors_growth"), "8.2");  // 1.08 ÷ 13.18 = 8.1942…
  give("fund.lent", "15.86", "亿元");
  give("fund.lent_previous", "14.92", "亿元");
  EXPECT_EQ(derives("fund.lent_growth"), "6.3");  // 0.94 ÷ 14.92 = 6.3002…
}

TEST_F(ProvidentFundTest, HasNoGrowthFromNothingOrFromOneYear) {
  give("fund.collected", "9.86", "亿元");
  EXPECT_EQ(derives("fund.collected_growth"), "-");
  give("fund.collected_previous", "0", "亿元");
  EXPECT_EQ(derives("fund.collected_growth"), "-");
  give("fund.collected_previous", "八亿", "亿元");
  EXPECT_EQ(derives("fund.collected_growth"), "-");
  EXPECT_EQ(reports(), "");
}

TEST_F(ProvidentFundTest, GrowsOnlyFromTheYearBefore) {
  give("fund.collected", "46.72", "亿元", "2024-12-31");
  give("fund.collected_previous", "44.15", "亿元", "2023-12-31");
  EXPECT_EQ(derives("fund.collected_growth"), "5.8");
  give("fund.collected_previous", "44.15", "亿元", "2022-12-31");
  EXPECT_EQ(derives("fund.collected_growth"), "-");
  EXPECT_EQ(reports(), "not-a-year-apart fund.collected_previous\n");
  expect_told("2022-12-31");
  give("fund.collected_previous", "44.15", "亿元", "2023-06-30");
  EXPECT_EQ(reports(), "not-a-year-apart fund.collected_previous\n");
  give("fund.collected_previous", "44.15", "亿元", "2024-12-31");
  EXPECT_EQ(reports(), "not-a-year-apart fund.collected_previous\n");
  give("fund.collected_previous", "44.15", "亿元");  // of no day: taken to be of the right one
  EXPECT_EQ(derives("fund.collected_growth"), "5.8");
  EXPECT_EQ(reports(), "");
}

// ---- Shares ----

TEST_F(ProvidentFundTest, SharesAreOfTheirWhole) {
  give("fund.contributors", "31.48", "万人");
  give("fund.private_contributors", "122100", "人");
  EXPECT_EQ(derives("fund.private_share"), "38.8");  // 12.21 ÷ 31.48 = 38.7865…
  give("fund.withdrawn", "36.94", "亿元");
  give("fund.housing_withdrawn", "27.61", "亿元");
  EXPECT_EQ(derives("fund.housing_share"), "74.7");  // 27.61 ÷ 36.94 = 74.7428…
  give("fund.loans", "3604", "笔");
  give("fund.first_home_loans", "3071", "笔");
  give("fund.young_loans", "2775", "笔");
  EXPECT_EQ(derives("fund.first_home_share"), "85.2");  // 3071 ÷ 3604 = 85.2108…
  EXPECT_EQ(derives("fund.young_share"), "77");         // 2775 ÷ 3604 = 76.9977…: said without the zero
  give("fund.transactions", "124.6", "万笔");
  give("fund.online_transactions", "1098000", "笔");
  EXPECT_EQ(derives("fund.online_rate"), "88.1");  // 109.8 ÷ 124.6 = 88.1219…
  EXPECT_EQ(host.sources("fund.online_rate"), "fund.online_transactions fund.transactions");
  EXPECT_EQ(reports(), "");
}

TEST_F(ProvidentFundTest, WithdrawalsMayExceedCollections) {
  give("fund.collected", "46.72", "亿元");
  give("fund.withdrawn", "36.94", "亿元");
  EXPECT_EQ(derives("fund.withdrawal_rate"), "79.1");  // 36.94 ÷ 46.72 = 79.0667…
  give("fund.withdrawn", "50", "亿元");
  EXPECT_EQ(derives("fund.withdrawal_rate"), "107");  // 107.0205…
  EXPECT_EQ(reports(), "");
}

TEST_F(ProvidentFundTest, ReportsAPartThatIsMoreThanItsWhole) {
  give("fund.loans", "3604", "笔");
  give("fund.first_home_loans", "3604", "笔");
  EXPECT_EQ(derives("fund.first_home_share"), "100");
  EXPECT_EQ(reports(), "");
  give("fund.first_home_loans", "3605", "笔");
  EXPECT_EQ(derives("fund.first_home_share"), "-");
  EXPECT_EQ(reports(), "share-over-whole fund.first_home_loans\n");
  take("fund.loans");
  give("fund.withdrawn", "36.94", "万元");  // the unit of the whole was chosen wrongly
  give("fund.housing_withdrawn", "27.61", "亿元");
  EXPECT_EQ(derives("fund.housing_share"), "-");
  EXPECT_EQ(reports(), "share-over-whole fund.housing_withdrawn\n");
}

TEST_F(ProvidentFundTest, HasNoShareOfNothingOrWithoutAPart) {
  give("fund.loans", "0", "笔");
  give("fund.young_loans", "0", "笔");
  EXPECT_EQ(derives("fund.young_share"), "-");
  take("fund.young_loans");
  EXPECT_EQ(derives("fund.young_share"), "-");
  EXPECT_EQ(reports(), "");
}

TEST_F(ProvidentFundTest, ComparesOnlyFiguresOfOneDay) {
  give("fund.loans", "3604", "笔", "2024-12-31");
  give("fund.young_loans", "2775", "笔", "2023-12-31");
  EXPECT_EQ(derives("fund.young_share"), "-");
  EXPECT_EQ(reports(), "different-days fund.young_loans\n");
  expect_told("2023-12-31");
  give("fund.young_loans", "2775", "笔", "2024-12-31");
  EXPECT_EQ(derives("fund.young_share"), "77");
  EXPECT_EQ(reports(), "");
}

// ---- Lending ----

TEST_F(ProvidentFundTest, LendsOutAShareOfTheBalance) {
  give("fund.balance", "178.08", "亿元");
  give("fund.loan_balance", "134.71", "亿元");
  EXPECT_EQ(derives("fund.lending_rate"), "75.6");  // 134.71 ÷ 178.08 = 75.6457…
  EXPECT_EQ(host.sources("fund.lending_rate"), "fund.loan_balance fund.balance");
  give("fund.loan_balance", "178.08", "亿元");
  EXPECT_EQ(derives("fund.lending_rate"), "100");
  EXPECT_EQ(reports(), "");
  take("fund.balance");
  EXPECT_EQ(derives("fund.lending_rate"), "-");
}

TEST_F(ProvidentFundTest, ReportsMoreLentThanThereIs) {
  give("fund.balance", "100", "亿元");
  give("fund.loan_balance", "102.5", "亿元");
  EXPECT_EQ(derives("fund.lending_rate"), "-");
  EXPECT_EQ(reports(), "lending-rate-over-100 fund.loan_balance\n");
  expect_told("102.5%");
  give("fund.balance", "0", "亿元");
  EXPECT_EQ(reports(), "");
}

TEST_F(ProvidentFundTest, LendingNeedsBothBalancesOfOneDay) {
  give("fund.balance", "178.08", "亿元", "2024-12-31");
  give("fund.loan_balance", "134.71", "亿元", "2025-03-31");
  EXPECT_EQ(derives("fund.lending_rate"), "-");
  EXPECT_EQ(reports(), "different-days fund.loan_balance\n");
}

TEST_F(ProvidentFundTest, CountsWhatIsOverdueInPerMille) {
  give("fund.loan_balance", "134.71", "亿元");
  give("fund.overdue", "188", "万元");
  EXPECT_EQ(derives("fund.overdue_rate"), "0.14");  // 188 ÷ 1347100 = 0.13956…‰
  give("fund.loan_balance", "17.82", "亿元");
  give("fund.overdue", "53", "万元");
  EXPECT_EQ(derives("fund.overdue_rate"), "0.3");  // 53 ÷ 178200 = 0.29741…‰
  give("fund.overdue", "0", "万元");
  EXPECT_EQ(derives("fund.overdue_rate"), "0");
  give("fund.overdue", "17.83", "亿元");
  EXPECT_EQ(derives("fund.overdue_rate"), "-");
  EXPECT_EQ(reports(), "share-over-whole fund.overdue\n");
}

TEST_F(ProvidentFundTest, DividesWhatWasLentByTheLoans) {
  give("fund.lent", "15.86", "亿元");
  give("fund.loans", "3604", "笔");
  EXPECT_EQ(derives("fund.average_loan"), "44");  // 158600 ÷ 3604 = 44.0066…万元
  give("fund.lent", "110800", "万元");
  give("fund.loans", "3120", "笔");
  EXPECT_EQ(derives("fund.average_loan"), "35.5");  // 35.5128…
  give("fund.loans", "0", "笔");
  EXPECT_EQ(derives("fund.average_loan"), "-");
}

// ---- Time saved ----

TEST_F(ProvidentFundTest, CountsTheMinutesAndDaysSaved) {
  give("fund.wait", "7", "分钟");
  give("fund.wait_previous", "11", "分钟");
  give("fund.loan_days", "6", "个工作日");
  give("fund.loan_days_previous", "9", "个工作日");
  EXPECT_EQ(derives("fund.wait_saved"), "4");
  EXPECT_EQ(host.sources("fund.wait_saved"), "fund.wait_previous fund.wait");
  EXPECT_EQ(host.value("fund.loan_days_saved"), "3");
  give("fund.wait_previous", "9.5", "分钟");
  EXPECT_EQ(derives("fund.wait_saved"), "2.5");
}

TEST_F(ProvidentFundTest, SavesNothingWhereItTakesAsLongOrLonger) {
  give("fund.wait", "7", "分钟");
  give("fund.wait_previous", "7", "分钟");
  EXPECT_EQ(derives("fund.wait_saved"), "-");
  give("fund.wait_previous", "6.9", "分钟");
  EXPECT_EQ(derives("fund.wait_saved"), "-");
  take("fund.wait_previous");
  EXPECT_EQ(derives("fund.wait_saved"), "-");
  EXPECT_EQ(reports(), "");
}

TEST_F(ProvidentFundTest, SavesTimeOnlyAgainstTheYearBefore) {
  give("fund.wait", "7", "分钟", "2024-12-31");
  give("fund.wait_previous", "11", "分钟", "2021-12-31");
  EXPECT_EQ(derives("fund.wait_saved"), "-");
  EXPECT_EQ(reports(), "not-a-year-apart fund.wait_previous\n");
}

// ---- The balance ----

TEST_F(ProvidentFundTest, BalanceIsWhatWasThereAndCameAndWent) {
  give("fund.balance_previous", "168.3", "亿元");
  give("fund.collected", "46.72", "亿元");
  give("fund.withdrawn", "36.94", "亿元");
  give("fund.balance", "178.08", "亿元");  // 168.3 + 46.72 - 36.94
  EXPECT_EQ(reports(), "");
  give("fund.balance", "178.13", "亿元");  // off by 0.05; rounding explains (0.1 + 3 × 0.01) ÷ 2 = 0.065
  EXPECT_EQ(reports(), "");
  give("fund.balance", "178.15", "亿元");  // off by 0.07
  EXPECT_EQ(reports(), "balance-mismatch fund.balance\n");
  expect_told("1780800");
  expect_told("1781500");
}

TEST_F(ProvidentFundTest, BalanceIsJudgedByTheFinenessOfItsFigures) {
  give("fund.balance_previous", "168.30", "亿元");
  give("fund.collected", "46.72", "亿元");
  give("fund.withdrawn", "369400", "万元");
  give("fund.balance", "178.09", "亿元");  // off by 0.01; rounding explains (3 × 0.01 + 0.0001) ÷ 2 = 0.015
  EXPECT_EQ(reports(), "");
  give("fund.balance", "178.10", "亿元");  // off by 0.02
  EXPECT_EQ(reports(), "balance-mismatch fund.balance\n");
  give("fund.balance", "1780900", "万元");  // off by 0.01 亿元 still; now explained are only 0.0101
  EXPECT_EQ(reports(), "");
  give("fund.balance", "1780902", "万元");
  EXPECT_EQ(reports(), "balance-mismatch fund.balance\n");
}

TEST_F(ProvidentFundTest, BalanceIsNotJudgedWithOneFigureMissing) {
  give("fund.balance_previous", "168.3", "亿元");
  give("fund.collected", "46.72", "亿元");
  give("fund.balance", "200", "亿元");
  EXPECT_EQ(reports(), "");
}

// ---- The branches ----

TEST_F(ProvidentFundTest, BranchesMakeUpTheWhole) {
  give("fund.collected", "9.86", "亿元");
  give("fund.contributors", "142600", "人");
  give("fund.lent", "5.43", "亿元");
  branch("城区管理部", "4.92", "68800", "29600");
  branch("青渡县管理部", "4.94", "73800", "24700");
  EXPECT_EQ(reports(), "");
  EXPECT_EQ(derives("fund.main_branch"), "青渡县管理部");
  EXPECT_EQ(derives("fund.main_share"), "50.1");  // 4.94 ÷ 9.86 = 50.1014…
  EXPECT_EQ(host.sources("fund.main_share"), "fund.branches fund.collected");
}

TEST_F(ProvidentFundTest, ReportsBranchesThatDoNotAddUp) {
  give("fund.collected", "9.86", "亿元");
  branch("城区管理部", "4.92");
  branch("青渡县管理部", "4.84");
  EXPECT_EQ(reports(), "branches-mismatch fund.branches\n");
  expect_told("97600");
  expect_told("98600");
  EXPECT_EQ(derives("fund.main_branch"), "-");
  EXPECT_EQ(derives("fund.main_share"), "-");
}

TEST_F(ProvidentFundTest, AllowsTheBranchesWhatRoundingDoes) {
  give("fund.collected", "9.86", "亿元");
  branch("城区管理部", "4.92");
  branch("青渡县管理部", "4.93");  // off by 0.01; rounding explains 3 × 0.01 ÷ 2 = 0.015
  EXPECT_EQ(reports(), "");
  EXPECT_EQ(derives("fund.main_branch"), "青渡县管理部");
  no_branches();
  branch("城区管理部", "4.92");
  branch("青渡县管理部", "4.92");  // off by 0.02
  EXPECT_EQ(reports(), "branches-mismatch fund.branches\n");
}

TEST_F(ProvidentFundTest, AllowsCountsNoRounding) {
  give("fund.contributors", "142600", "人");
  branch("城区管理部", "", "68800");
  branch("青渡县管理部", "", "73801");
  EXPECT_EQ(reports(), "branches-mismatch fund.branches\n");
  expect_told("142601");
  give("fund.contributors", "14.26", "万人");  // rounded to hundreds
  EXPECT_EQ(reports(), "");
  give("fund.contributors", "14.25", "万人");
  EXPECT_EQ(reports(), "branches-mismatch fund.branches\n");
}

TEST_F(ProvidentFundTest, SomeOfTheBranchesMayBeLessButNotMore) {
  give("fund.collected", "9.86", "亿元");
  branch("城区管理部", "4.92");
  branch("青渡县管理部", "");
  EXPECT_EQ(reports(), "");
  EXPECT_EQ(derives("fund.main_branch"), "-");
  no_branches();
  branch("城区管理部", "9.92");
  branch("青渡县管理部", "");
  EXPECT_EQ(reports(), "branches-mismatch fund.branches\n");
}

TEST_F(ProvidentFundTest, NamesNoMainBranchOfOneOrOfEquals) {
  give("fund.collected", "9.86", "亿元");
  branch("城区管理部", "9.86");
  EXPECT_EQ(derives("fund.main_branch"), "-");
  no_branches();
  branch("城区管理部", "4.10");
  branch("青渡县管理部", "4.1");
  branch("双汀县管理部", "1.66");
  EXPECT_EQ(derives("fund.main_branch"), "-");
  no_branches();
  branch("城区管理部", "1.66");
  branch("青渡县管理部", "1.66");
  branch("双汀县管理部", "6.54");
  EXPECT_EQ(derives("fund.main_branch"), "双汀县管理部");
  EXPECT_EQ(derives("fund.main_share"), "66.3");  // 6.54 ÷ 9.86 = 66.3286…
}

TEST_F(ProvidentFundTest, ReportsAnotherNumberOfBranchesThanTheUnitHas) {
  branch("城区管理部", "");
  branch("青渡县管理部", "");
  EXPECT_EQ(reports(), "");
  give("unit.branches", "2", "个");
  EXPECT_EQ(reports(), "");
  give("unit.branches", "5", "个");
  EXPECT_EQ(reports(), "branch-count fund.branches\n");
  no_branches();
  EXPECT_EQ(reports(), "");
}

// ---- Days ----

TEST_F(ProvidentFundTest, NamesTheBusyDaysBeforeTheDeadline) {
  on("2025-06-18");
  give("campaign.deadline", "2025-11-30");
  EXPECT_EQ(derives("fund.busy"), "年度结息和缴存基数调整");
  EXPECT_EQ(host.sources("fund.busy"), "meeting.date campaign.deadline");
  give("campaign.deadline", "2025-12-31");
  EXPECT_EQ(derives("fund.busy"), "年度结息、缴存基数调整和年终决算");
  give("campaign.deadline", "2025-06-30");
  EXPECT_EQ(derives("fund.busy"), "年度结息");
  give("campaign.deadline", "2025-06-29");
  EXPECT_EQ(derives("fund.busy"), "-");
}

TEST_F(ProvidentFundTest, NamesEachBusyDayOnceInTheOrderOfTheYears) {
  on("2024-09-01");
  give("campaign.deadline", "2025-06-30");
  EXPECT_EQ(derives("fund.busy"), "年终决算和年度结息");
  give("campaign.deadline", "2028-12-31");
  EXPECT_EQ(derives("fund.busy"), "年终决算、年度结息和缴存基数调整");
  on("2024-06-30");  // the day itself is not ahead
  give("campaign.deadline", "2024-07-01");
  EXPECT_EQ(derives("fund.busy"), "缴存基数调整");
  give("campaign.deadline", "2024-01-01");
  EXPECT_EQ(derives("fund.busy"), "-");
  take("campaign.deadline");
  EXPECT_EQ(derives("fund.busy"), "-");
}

TEST_F(ProvidentFundTest, ReportsWhatASpeechOfThatDayCannotKnow) {
  give("fund.hotline", "12329热线");
  give("fund.cross_items", "13", "项");
  give("fund.good_rate", "99.4");
  EXPECT_EQ(reports(), "");  // no day
  on("2020-09-29");
  EXPECT_EQ(reports(), "");
  on("2020-09-28");
  EXPECT_EQ(reports(), "before-its-day fund.cross_items\n");
  expect_told("2020-09-29");
  on("2019-12-16");
  EXPECT_EQ(reports(), "before-its-day fund.good_rate\nbefore-its-day fund.cross_items\n");
  on("2012-09-27");
  EXPECT_EQ(reports(), "before-its-day fund.hotline\nbefore-its-day fund.good_rate\nbefore-its-day fund.cross_items\n");
  take("fund.cross_items");
  take("fund.good_rate");
  give("fund.hotline", "咨询电话");
  EXPECT_EQ(reports(), "");
  give("fund.cross_count", "6820", "笔");
  EXPECT_EQ(reports(), "before-its-day fund.cross_count\n");
}

// ---- The manifest ----

TEST_F(ProvidentFundTest, DerivesWhatItsPluginInfoDeclaresAndNothingElse) {
  on("2025-06-18");
  give("campaign.deadline", "2025-11-30");
  for (const char* key : {"withdrawn", "lent", "contributors", "balance", "loans", "transactions"})
    give("fund." + std::string(key), "9");
  for (const char* key : {"collected_previous", "contributors_previous", "lent_previous", "private_contributors",
                          "first_home_loans", "young_loans", "online_transactions", "loan_balance"})
    give("fund." + std::string(key), "8");
  give("fund.overdue", "1");
  give("fund.wait", "7");
  give("fund.wait_previous", "11");
  give("fund.loan_days", "6");
  give("fund.loan_days_previous", "9");
  give("fund.collected", "9.86", "亿元");
  branch("城区管理部", "4.92");
  branch("青渡县管理部", "4.94");
  give("fund.housing_withdrawn", "8", "万元");
  expect_derives_what_is_declared();
}

}  // namespace
}  // namespace lectern
