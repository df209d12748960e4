// SPDX-License-Identifier: Apache-2.0
#include "catalogue/condition.hpp"

#include "scene.hpp"

#include <algorithm>

namespace lectern::host {
namespace {

class Conditions : public testing::Test {
 protected:
  Conditions() {
    scene.refer(
        "reference plenum.20.4 { kind plenum term 四中全会 from 2025-10-23 }\n"
        "reference congress.21 { kind congress term 二十一大 from 2027-10-01 }\n");
    scene.declare(
        "fact unit.name { type text label 名称 }\nfact unit.staff { type integer label 人数 }\n"
        "fact unit.rank { type choice label 身份 choice head { label 负责人 } choice deputy { label 分管 } choice host "
        "{ label 主持 } }\n"
        "fact tax.revenue { type decimal label 收入 }\nfact tax.growth { type rate label 增幅 }\n"
        "fact meeting.date { type date label 日期 }\nfact unit.since { type year label 年份 }\n"
        "fact keywords { type list label 关键词 }\nfact unit.absent { type integer label 缺 }\n"
        "fact honours { type table label 荣誉 column title { type text label 名称 } }\n"
        "fact tax.goals { type table label 目标 column kind { type choice label 类 choice work { label 工作 } choice "
        "test { "
        "label 检验 } } column year { type year label 年份 } }\n");
    scene.give(
        "occasion kickoff\nsector tax\nunit { name 云岭局 staff 9 rank deputy since 2018 }\n"
        "tax { revenue 12.60 growth -1.2 goals { item { kind work year 2024 } item { kind work } } }\nmeeting { date "
        "2026-03-06 }\nkeywords { item 甲 item 乙 }\n");
    EXPECT_EQ(told(scene.findings), Told{});
  }

  std::vector<Condition> read(const std::string& when) {
    scene.findings = {};
    const Node node = scene.read(when);
    std::vector<Condition> conditions = read_conditions(node, scene.vocabulary(), scene.findings);
    resolve_references(scene.schema, scene.references, scene.day.date, scene.facts);
    return conditions;
  }

  /// Whether all of a `when` block holds.
  bool hold(const std::string& when) {
    const std::vector<Condition> conditions = read(when);
    EXPECT_EQ(told(scene.findings), Told{}) << when;
    EXPECT_FALSE(conditions.empty()) << when;
    return std::all_of(conditions.begin(), conditions.end(),
                       [this](const Condition& condition) { return holds(condition, scene.schema, scene.facts); });
  }

  Told faults(const std::string& when) {
    read(when);
    return told(scene.findings);
  }

  Scene scene;
};

TEST_F(Conditions, OfAValueHoldForThatValueOnly) {
  EXPECT_TRUE(hold("unit.rank deputy\n"));
  EXPECT_FALSE(hold("unit.rank head\n"));
  EXPECT_TRUE(hold("unit.name 云岭局\n"));
  EXPECT_FALSE(hold("unit.name 云岭\n"));
}

TEST_F(Conditions, OfSeveralValuesHoldForAnyOfThem) {
  EXPECT_TRUE(hold("unit.rank head|deputy\n"));
  EXPECT_TRUE(hold("unit.rank deputy|host\n"));
  EXPECT_FALSE(hold("unit.rank head|host\n"));
}

TEST_F(Conditions, AskWhetherAFactIsGiven) {
  EXPECT_TRUE(hold("tax.revenue given\n"));
  EXPECT_FALSE(hold("unit.absent given\n"));
  EXPECT_TRUE(hold("keywords given\n"));
  EXPECT_FALSE(hold("honours given\n"));
  EXPECT_TRUE(hold("unit.absent missing\n"));
  EXPECT_FALSE(hold("tax.revenue missing\n"));
  EXPECT_TRUE(hold("honours missing\n"));
}

TEST_F(Conditions, AskForTheOccasionAndTheSector) {
  EXPECT_TRUE(hold("occasion kickoff|progress\n"));
  EXPECT_FALSE(hold("sector court\n"));
}

TEST_F(Conditions, AskWhetherAReferenceIsInForce) {
  EXPECT_TRUE(hold("ref.plenum given\n"));
  EXPECT_FALSE(hold("ref.congress given\n"));
  EXPECT_TRUE(hold("ref.congress.21 missing\n"));
}

TEST_F(Conditions, CompareNumbersByTheirSizeNotTheirDigits) {
  EXPECT_TRUE(hold("unit.staff <10\n"));
  EXPECT_TRUE(hold("unit.staff \">=9\"\n"));
  EXPECT_FALSE(hold("unit.staff \">9\"\n"));
  EXPECT_TRUE(hold("unit.staff \"<=9\"\n"));
  EXPECT_FALSE(hold("unit.staff <9\n"));
  EXPECT_TRUE(hold("unit.staff =9\n"));
  EXPECT_FALSE(hold("unit.staff !=9\n"));
  EXPECT_TRUE(hold("tax.revenue =12.6\n"));
  EXPECT_TRUE(hold("tax.revenue \">9.5\"\n"));
  EXPECT_TRUE(hold("tax.growth <0\n"));
  EXPECT_TRUE(hold("unit.since <2019\n"));
}

TEST_F(Conditions, CompareDates) {
  EXPECT_TRUE(hold("meeting.date \">=2018-07-20\"\n"));
  EXPECT_TRUE(hold("meeting.date \">=2026-03-06\"\n"));
  EXPECT_FALSE(hold("meeting.date \">2026-03-06\"\n"));
  EXPECT_FALSE(hold("meeting.date <2018-07-20\n"));
}

TEST_F(Conditions, CompareTheNumberOfRows) {
  EXPECT_TRUE(hold("keywords \">=2\"\n"));
  EXPECT_FALSE(hold("keywords \">2\"\n"));
  EXPECT_TRUE(hold("keywords <10\n"));
  EXPECT_TRUE(hold("keywords 2\n"));
  EXPECT_FALSE(hold("keywords 3\n"));
  EXPECT_FALSE(hold("honours \"<3\"\n"));
}

TEST_F(Conditions, OfAColumnHoldWhereSomeRowHasIt) {
  EXPECT_TRUE(hold("tax.goals.kind work\n"));
  EXPECT_FALSE(hold("tax.goals.kind test\n"));
  EXPECT_TRUE(hold("tax.goals.year \">=2024\"\n"));
  EXPECT_FALSE(hold("tax.goals.year \">2024\"\n"));
  EXPECT_TRUE(hold("tax.goals.year given\n"));
  EXPECT_FALSE(hold("tax.goals.year missing\n")) << "one row has it";
  EXPECT_TRUE(hold("honours.title missing\n")) << "there is no row at all";
  EXPECT_FALSE(hold("honours.title given\n"));
  EXPECT_EQ(faults("tax.goals.kind sport\n"), (Told{"condition x.info:1:16"}));
  EXPECT_EQ(faults("tax.goals.day given\n"), (Told{"condition x.info:1:1"}));
  EXPECT_EQ(faults("tax.goals.year \">soon\"\n"), (Told{"condition x.info:1:17"}));
}

TEST_F(Conditions, OfSeveralComparisonsMustAllHold) {
  EXPECT_TRUE(hold("meeting.date \">=2026-01-01 <2027-01-01\"\n"));
  EXPECT_FALSE(hold("meeting.date \">=2026-01-01 <2026-03-01\"\n"));
  EXPECT_FALSE(hold("unit.staff \">9 <20\"\n"));
}

TEST_F(Conditions, CompareChoicesAndTextsForDifference) {
  EXPECT_TRUE(hold("unit.rank !=head\n"));
  EXPECT_FALSE(hold("unit.rank !=deputy\n"));
  EXPECT_TRUE(hold("unit.name !=青山局\n"));
}

TEST_F(Conditions, DoNotHoldForAMissingFactHoweverTheyCompare) {
  for (const char* test : {"<5", "!=5", "\">=0\"", "=0", "0", "0|1"}) {
    const Node node = scene.read(fmt::format("unit.absent {}\n", test));
    for (const Condition& condition : read_conditions(node, scene.vocabulary(), scene.findings))
      EXPECT_FALSE(holds(condition, scene.schema, scene.facts)) << test;
  }
}

TEST_F(Conditions, OfSeveralFactsMustAllHold) {
  EXPECT_TRUE(hold("unit.rank deputy occasion kickoff\n"));
  EXPECT_FALSE(hold("unit.rank deputy occasion pledge\n"));
}

TEST_F(Conditions, KeepWhatWasWritten) {
  EXPECT_EQ(read("meeting.date \">=2018-07-20\"\n").at(0).text, "meeting.date >=2018-07-20");
}

TEST_F(Conditions, ReportFactsThatAreNone) {
  EXPECT_EQ(faults("unit.rnak head\n"), (Told{"condition x.info:1:1"}));
  EXPECT_EQ(hints(scene.findings), "did you mean 'unit.rank'?\n");
  EXPECT_EQ(faults("ref.nonsense given\n"), (Told{"condition x.info:1:1"}));
}

TEST_F(Conditions, ReportValuesThatAChoiceNeverHas) {
  EXPECT_EQ(faults("unit.rank head|deputi\n"), (Told{"condition x.info:1:11"}));
  EXPECT_EQ(hints(scene.findings), "did you mean 'deputy'?\n");
}

TEST_F(Conditions, ReportComparisonsWithSomethingElse) {
  EXPECT_EQ(faults("meeting.date \">=2018\"\n"), (Told{"condition x.info:1:15"}));
  EXPECT_EQ(faults("unit.staff \">many\"\n"), (Told{"condition x.info:1:13"}));
  EXPECT_EQ(faults("keywords \">=two\"\n"), (Told{"condition x.info:1:11"}));
  EXPECT_EQ(faults("unit.staff \">= 2\"\n").size(), 2U);
}

TEST_F(Conditions, ReportAMissingValue) { EXPECT_EQ(faults("unit.rank\n"), (Told{"value-missing x.info:1:1"})); }

}  // namespace
}  // namespace lectern::host
