// SPDX-License-Identifier: Apache-2.0
//
// What the school's code derives and reports. Every figure and every date here was worked out by hand.
#include "sector.hpp"

namespace lectern {
namespace {

class SchoolTest : public SectorTest {
 protected:
  void grade(std::uint64_t row, const std::string& pupils, const std::string& classes) {
    rows("school.grades", row + 1);
    host.cells[{"school.grades", row, "pupils"}] = {pupils, "名", "", 0};
    host.cells[{"school.grades", row, "classes"}] = {classes, "个", "", 0};
  }

  using SectorTest::derives;
  /// What it derives for a key in a speech of a day.
  std::string derives(const std::string& key, const std::string& day) {
    on(day);
    return derives(key);
  }
};

TEST_F(SchoolTest, SpeaksToPupilsWhenTheFormOfAddressNamesThem) {
  EXPECT_EQ(derives("school.audience"), "-");
  give("meeting.salutation", "老师们、同学们");
  EXPECT_EQ(derives("school.audience"), "both");
  EXPECT_EQ(host.sources("school.audience"), "meeting.salutation");
  give("meeting.salutation", "各位老师、各位家长、同学们");
  EXPECT_EQ(derives("school.audience"), "both");
  give("meeting.salutation", "老师们");
  EXPECT_EQ(derives("school.audience"), "teachers");
  give("meeting.salutation", "同志们");
  EXPECT_EQ(derives("school.audience"), "teachers");
}

TEST_F(SchoolTest, TheTermIsSpringFromFebruaryToJuly) {
  EXPECT_EQ(derives("school.term", "2026-01-31"), "autumn");
  EXPECT_EQ(derives("school.term", "2026-02-01"), "spring");
  EXPECT_EQ(derives("school.term", "2026-07-31"), "spring");
  EXPECT_EQ(derives("school.term", "2026-08-01"), "autumn");
  EXPECT_EQ(derives("school.term", "2026-12-31"), "autumn");
  EXPECT_EQ(host.sources("school.term"), "meeting.date");
}

TEST_F(SchoolTest, TheSchoolYearBeginsInAugust) {
  EXPECT_EQ(derives("school.year_name", "2026-03-09"), "2025—2026学年");
  EXPECT_EQ(derives("school.year_name", "2026-07-31"), "2025—2026学年");
  EXPECT_EQ(derives("school.year_name", "2026-08-01"), "2026—2027学年");
  EXPECT_EQ(derives("school.year_name", "2027-01-10"), "2026—2027学年");
}

TEST_F(SchoolTest, CountsWeeksFromMonday) {
  give("school.opened", "2026-03-02");  // a Monday
  EXPECT_EQ(derives("school.week", "2026-03-02"), "1");
  EXPECT_EQ(derives("school.week", "2026-03-08"), "1");  // Sunday
  EXPECT_EQ(derives("school.week", "2026-03-09"), "2");
  EXPECT_EQ(host.sources("school.week"), "school.opened meeting.date");
  EXPECT_EQ(derives("school.week", "2026-05-13"), "11");  // 72 days: ten weeks and two days
  give("school.opened", "2009-09-01");                    // a Tuesday
  EXPECT_EQ(derives("school.week", "2009-09-06"), "1");   // Sunday of the same week
  EXPECT_EQ(derives("school.week", "2009-09-07"), "2");
  EXPECT_EQ(derives("school.week", "2009-09-21"), "4");
  give("school.opened", "2024-02-26");  // across 29 February
  EXPECT_EQ(derives("school.week", "2024-03-04"), "2");
}

TEST_F(SchoolTest, HasNoWeekOutsideTheTermThatBegan) {
  EXPECT_EQ(derives("school.week", "2026-03-09"), "-");
  give("school.opened", "2026-03-02");
  EXPECT_EQ(derives("school.week", "2026-03-01"), "-");
  EXPECT_EQ(reports(), "term-opening school.opened\n");
  EXPECT_EQ(derives("school.week", "2026-08-16"), "24");  // Sunday of the twenty-fourth
  EXPECT_EQ(reports(), "");
  EXPECT_EQ(derives("school.week", "2026-08-17"), "-");
  EXPECT_EQ(reports(), "term-opening school.opened\n");
}

TEST_F(SchoolTest, DividesTheTermByWeeksWhereItsOpeningIsGiven) {
  give("school.opened", "2026-03-02");
  EXPECT_EQ(derives("school.term_time", "2026-03-29"), "opening");  // Sunday of the fourth week
  EXPECT_EQ(derives("school.term_time", "2026-03-30"), "middle");
  EXPECT_EQ(derives("school.term_time", "2026-06-21"), "middle");  // Sunday of the sixteenth
  EXPECT_EQ(derives("school.term_time", "2026-06-22"), "closing");
}

TEST_F(SchoolTest, DividesItByTheCalendarOtherwise) {
  const std::map<std::string, std::string> kTimes = {
      {"2026-01-01", "closing"}, {"2026-01-25", "closing"}, {"2026-01-26", "holiday"}, {"2026-02-09", "holiday"},
      {"2026-02-10", "opening"}, {"2026-03-20", "opening"}, {"2026-03-21", "middle"},  {"2026-06-09", "middle"},
      {"2026-06-10", "closing"}, {"2026-07-10", "closing"}, {"2026-07-11", "holiday"}, {"2026-08-24", "holiday"},
      {"2026-08-25", "opening"}, {"2026-09-30", "opening"}, {"2026-10-01", "middle"},  {"2026-12-24", "middle"},
      {"2026-12-25", "closing"}, {"2026-12-31", "closing"}};
  for (const auto& [day, time] : kTimes) EXPECT_EQ(derives("school.term_time", day), time) << day;
}

TEST_F(SchoolTest, CountsTheDaysToTheEntranceExamination) {
  EXPECT_EQ(derives("school.exam_days", "2026-03-09"), "-");
  give("school.stage", "high");
  EXPECT_EQ(derives("school.exam_days"), "90");  // 22 of March, 30, 31, and 7 of June
  EXPECT_EQ(derives("school.exam_days", "2026-06-06"), "1");
  EXPECT_EQ(derives("school.exam_days", "2026-06-07"), "-");
  EXPECT_EQ(derives("school.exam_days", "2026-09-07"), "-");
  EXPECT_EQ(derives("school.exam_days", "2026-01-31"), "-");
  EXPECT_EQ(derives("school.exam_days", "2026-02-01"), "126");
  EXPECT_EQ(derives("school.exam_days", "2020-06-07"), "30");  // put off by a month
  give("school.stage", "complete");
  EXPECT_EQ(derives("school.exam_days", "2026-06-06"), "1");
  give("school.stage", "vocational");
  EXPECT_EQ(derives("school.exam_days"), "-");
  EXPECT_EQ(derives("school.exam_days", "2002-03-09"), "-");
}

TEST_F(SchoolTest, GreetsByTheDay) {
  give("meeting.salutation", "老师们、同学们");
  EXPECT_EQ(derives("school.greeting", "2026-03-09"), "大家好");
  give("school.opened", "2026-03-02");
  EXPECT_EQ(derives("school.greeting"), "大家好，新学期好");
  EXPECT_EQ(derives("school.greeting", "2026-03-15"), "大家好，新学期好");
  EXPECT_EQ(derives("school.greeting", "2026-03-16"), "大家好");
  EXPECT_EQ(derives("school.greeting", "2026-01-10"), "大家好，新年好");
  EXPECT_EQ(derives("school.greeting", "2026-01-11"), "大家好");
  EXPECT_EQ(derives("school.greeting", "2026-06-01"), "大家好");
  give("school.stage", "primary");
  EXPECT_EQ(derives("school.greeting", "2026-06-01"), "同学们，节日好");
  EXPECT_EQ(derives("school.greeting", "2026-09-10"), "大家好");
  give("meeting.salutation", "老师们");
  EXPECT_EQ(derives("school.greeting", "2026-06-01"), "大家好");
  EXPECT_EQ(derives("school.greeting", "2026-09-10"), "老师们，节日好");
}

TEST_F(SchoolTest, LeavesTheGreetingToTheProfile) {
  on("2026-03-09");
  give("meeting.greeting", "大家下午好");
  EXPECT_EQ(derives("school.greeting"), "-");
}

TEST_F(SchoolTest, TakesTheAudienceThatTheProfileGives) {
  on("2026-09-10");
  give("meeting.salutation", "老师们、同学们");
  give("school.audience", "teachers");
  EXPECT_EQ(derives("school.audience"), "teachers");
  EXPECT_EQ(host.value("school.greeting"), "老师们，节日好");
}

TEST_F(SchoolTest, SetsPupilsAgainstTeachersClassesAndBooks) {
  give("school.pupils", "2386", "名");
  EXPECT_EQ(derives("school.ratio"), "-");
  give("school.teachers", "172", "名");
  EXPECT_EQ(derives("school.ratio"), "14");  // 13.87…
  EXPECT_EQ(host.sources("school.ratio"), "school.pupils school.teachers");
  give("school.classes", "48", "个");
  EXPECT_EQ(derives("school.class_size"), "50");  // 49.7…
  give("school.books", "8.6", "万册");
  EXPECT_EQ(derives("school.books_each"), "36");  // 86000 ÷ 2386 = 36.04…
  give("school.books", "86000", "册");
  EXPECT_EQ(derives("school.books_each"), "36");
  EXPECT_EQ(host.sources("school.books_each"), "school.books school.pupils");
  EXPECT_EQ(reports(), "");
}

TEST_F(SchoolTest, RoundsHalvesUp) {
  give("school.pupils", "29");
  give("school.teachers", "2");
  EXPECT_EQ(derives("school.ratio"), "15");  // 14.5
}

TEST_F(SchoolTest, HasNoProportionWithoutPupilsOrToNothing) {
  give("school.teachers", "172");
  give("school.classes", "48");
  give("school.books", "8.6", "万册");
  contribute();
  EXPECT_TRUE(host.derived.empty());
  give("school.pupils", "2386");
  give("school.teachers", "0");
  give("school.classes", "0");
  EXPECT_EQ(derives("school.ratio"), "-");
  EXPECT_EQ(derives("school.class_size"), "-");
  give("school.pupils", "0");
  EXPECT_EQ(derives("school.books_each"), "-");
}

TEST_F(SchoolTest, RemarksOnClassesThatAreTooLarge) {
  give("school.pupils", "2220");
  give("school.classes", "40");
  EXPECT_EQ(derives("school.class_size"), "56");  // 55.5
  EXPECT_EQ(reports(), "note large-classes school.classes\n");
  ASSERT_EQ(host.reported.size(), 1U);
  EXPECT_EQ(host.reported[0].severity, Report::Severity::note);
  give("school.pupils", "2219");
  EXPECT_EQ(derives("school.class_size"), "55");  // 55.475
  EXPECT_EQ(reports(), "");
}

TEST_F(SchoolTest, CountsTheSixGoodsThatHaveFacts) {
  EXPECT_EQ(derives("school.goods"), "-");
  give("campaign.object", "unit");
  EXPECT_EQ(derives("school.goods"), "-");
  give("campaign.object", "campus");
  EXPECT_EQ(derives("school.goods"), "0");
  EXPECT_EQ(reports(), "note goods-without-facts campaign.object\n");
  rows("school.themes", 4);
  give("school.leader_rounds", "每天早上在校门口迎接学生");
  give("school.backbone", "26");
  give("school.clubs", "24");
  give("school.green", "38.5");
  EXPECT_EQ(derives("school.goods"), "5");
  EXPECT_EQ(reports(), "note goods-without-facts campaign.object\n");
  ASSERT_EQ(host.reported.size(), 1U);
  EXPECT_EQ(host.reported[0].severity, Report::Severity::note);
  EXPECT_NE(host.reported[0].message_zh.find("活动阵地建设"), std::string::npos);
  EXPECT_EQ(host.reported[0].message_zh.find("校园文化建设"), std::string::npos);
  EXPECT_NE(host.reported[0].hint.find("school.places"), std::string::npos);
  rows("school.places", 2);
  EXPECT_EQ(derives("school.goods"), "6");
  EXPECT_EQ(reports(), "");
}

TEST_F(SchoolTest, AddsUpTheGrades) {
  grade(0, "812", "16");
  grade(1, "796", "16");
  grade(2, "778", "16");
  EXPECT_EQ(reports(), "");
  give("school.pupils", "2386");
  give("school.classes", "48");
  EXPECT_EQ(reports(), "");
  give("school.pupils", "2387");
  EXPECT_EQ(reports(), "grades-do-not-add-up school.pupils\n");
  ASSERT_EQ(host.reported.size(), 1U);
  for (const std::string& text : {host.reported[0].message, host.reported[0].message_zh}) {
    EXPECT_NE(text.find("2386"), std::string::npos) << text;
    EXPECT_NE(text.find("2387"), std::string::npos) << text;
  }
  give("school.pupils", "2385");
  EXPECT_EQ(reports(), "grades-do-not-add-up school.pupils\n");
  give("school.pupils", "2386");
  give("school.classes", "47");
  EXPECT_EQ(reports(), "grades-do-not-add-up school.classes\n");
}

TEST_F(SchoolTest, AddsUpNoTableWithAGapInIt) {
  grade(0, "812", "16");
  grade(1, "796", "16");
  rows("school.grades", 3);  // the third row says nothing
  give("school.pupils", "2386");
  EXPECT_EQ(reports(), "");
}

TEST_F(SchoolTest, ReportsAPartThatIsMoreThanItsWhole) {
  give("school.pupils", "2386");
  give("school.boarders", "2386");
  EXPECT_EQ(reports(), "");
  give("school.boarders", "2387");
  EXPECT_EQ(reports(), "part-over-whole school.boarders\n");
  give("school.boarders", "1520");
  give("unit.staff", "170");
  give("school.teachers", "172");
  EXPECT_EQ(reports(), "part-over-whole school.teachers\n");
  give("unit.staff", "214");
  give("school.class_teachers", "48");
  give("school.classes", "49");  // a class without a teacher in charge
  EXPECT_EQ(reports(), "part-over-whole school.classes\n");
  give("school.classes", "48");
  give("school.backbone", "173");
  EXPECT_EQ(reports(), "part-over-whole school.backbone\n");
}

TEST_F(SchoolTest, ReportsATargetThatIsReachedAlready) {
  give("school.satisfaction", "93.8");
  give("school.satisfaction_target", "96");
  EXPECT_EQ(reports(), "");
  give("school.satisfaction_target", "93.80");
  EXPECT_EQ(reports(), "target-reached school.satisfaction_target\n");
}

TEST_F(SchoolTest, DerivesWhatItsPluginInfoDeclaresAndNothingElse) {
  on("2026-03-09");
  give("meeting.salutation", "老师们、同学们");
  give("campaign.object", "campus");
  give("school.stage", "high");
  give("school.opened", "2026-03-02");
  give("school.pupils", "2386");
  give("school.teachers", "172");
  give("school.classes", "48");
  give("school.books", "8.6", "万册");
  expect_derives_what_is_declared();
}

}  // namespace
}  // namespace lectern
