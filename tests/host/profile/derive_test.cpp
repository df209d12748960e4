// SPDX-License-Identifier: Apache-2.0
#include "profile/derive.hpp"

#include "scene.hpp"

namespace lectern::host {
namespace {

class Deriving : public testing::Test {
 protected:
  Deriving() {
    scene.refer("reference plenum.20.4 { kind plenum term 四中全会 from 2025-10-23 source 公报 }\n");
    scene.declare(
        "fact unit.name { type text label 全称 }\nfact unit.short { type text label 简称 default \"{unit.name}\" }\n"
        "fact meeting.date { type date label 日期 }\nfact meeting.name { type text label 会议 default "
        "\"{meeting.title}大会\" }\n"
        "fact meeting.title { type text label 主题 default \"{unit.short}创建\" }\n"
        "fact meeting.spirit { type text label 精神 default \"{ref.plenum}精神\" }\n"
        "fact unit.people { type text label 人员 default \"全体干部\" }\n"
        "fact unit.a { type text label 甲 default \"{unit.b}\" }\nfact unit.b { type text label 乙 default "
        "\"{unit.a}\" }\n"
        "fact tax.revenue { type decimal label 收入 }\nfact tax.before { type decimal label 上年收入 }\n"
        "fact tax.growth { type rate label 增幅 derived yes }\n"
        "fact tax.gain { type decimal label 增收 unit \"亿元|万元\" derived yes }\n");
    EXPECT_EQ(told(scene.findings), Told{});
  }

  void give_and_complete(const std::string& profile) {
    scene.give(profile);
    apply_defaults(scene.vocabulary(), scene.day, scene.facts, scene.findings);
  }

  void derive(const std::string& key, const std::string& value, const std::vector<std::string>& from) {
    std::vector<FactId> ids;
    for (const std::string& source : from) ids.push_back(scene.id(source));
    apply_derived({scene.id(key), value, {}, ids}, "tax-bureau 1.0.0", scene.schema, scene.facts, scene.findings);
  }

  void derive_rows(const std::vector<std::vector<std::string>>& rows) {
    scene.declare(
        "fact tax.items { type table label 分项 derived yes column name { type text label 名 } column gain { type "
        "decimal "
        "label 增收 unit 亿元 } }\n");
    apply_derived({scene.id("tax.items"), {}, rows, {scene.id("tax.revenue")}}, "tax-bureau 1.0.0", scene.schema,
                  scene.facts, scene.findings);
  }

  Scene scene;
};

TEST_F(Deriving, BringsADerivedNumberToItsNormalForm) {
  give_and_complete("tax { revenue 12.6 }\n");
  derive("tax.growth", "6.200000", {"tax.revenue"});
  derive("tax.gain", "-0.0", {"tax.revenue"});
  EXPECT_EQ(scene.fact("tax.growth").value.text, "6.2");
  EXPECT_EQ(scene.fact("tax.gain").value.text, "0");
}

TEST_F(Deriving, FindsAGivenNumberTheSameInWhateverForm) {
  give_and_complete("tax { revenue 12.6 growth 06.20 }\n");
  derive("tax.growth", "6.200000", {"tax.revenue"});
  EXPECT_EQ(told(scene.findings), Told{});
}

TEST_F(Deriving, GivesAChoiceItsDefault) {
  scene.declare("fact unit.kind { type choice label 种类 choice a { label 甲 } choice b { label 乙 } default b }\n");
  give_and_complete("unit { name 云岭局 }\n");
  EXPECT_EQ(scene.fact("unit.kind").value.text, "b");
  EXPECT_EQ(scene.fact("unit.kind").maker, Maker::host);
  give_and_complete("unit { kind a }\n");
  EXPECT_EQ(scene.fact("unit.kind").value.text, "a");
}

TEST_F(Deriving, WorksADefaultOutFromOtherFacts) {
  give_and_complete("unit { name 云岭局 }\n");
  const Fact& fact = scene.fact("unit.short");
  EXPECT_EQ(fact.value.text, "云岭局");
  EXPECT_EQ(fact.maker, Maker::host);
  EXPECT_EQ(fact.made_by, "common");
  EXPECT_EQ(fact.from, std::vector<FactId>{scene.id("unit.name")});
}

TEST_F(Deriving, LetsAGivenValueStandOverTheDefault) {
  give_and_complete("unit { name 云岭局 short 岭局 }\n");
  EXPECT_EQ(scene.fact("unit.short").value.text, "岭局");
  EXPECT_EQ(scene.fact("unit.short").maker, Maker::nobody);
}

TEST_F(Deriving, BuildsDefaultsOnDefaultsWhateverTheirOrder) {
  give_and_complete("unit { name 云岭局 }\n");
  EXPECT_EQ(scene.fact("meeting.name").value.text, "云岭局创建大会");
}

TEST_F(Deriving, LeavesADefaultOutWhoseFactsAreMissing) {
  give_and_complete("unit { name \"\" }\n");
  EXPECT_FALSE(scene.fact("unit.short").given());
  EXPECT_FALSE(scene.fact("meeting.name").given());
  EXPECT_EQ(scene.fact("unit.people").value.text, "全体干部");
}

TEST_F(Deriving, LeavesDefaultsThatNeedEachOtherMissing) {
  give_and_complete("unit { name 云岭局 }\n");
  EXPECT_FALSE(scene.fact("unit.a").given());
  give_and_complete("unit { b 丁 }\n");
  EXPECT_EQ(scene.fact("unit.a").value.text, "丁");
}

TEST_F(Deriving, MayUseDatedReferencesInADefault) {
  give_and_complete("meeting { date 2026-03-06 }\n");
  EXPECT_EQ(scene.fact("meeting.spirit").value.text, "四中全会精神");
  give_and_complete("meeting { date 2025-03-06 }\n");
  EXPECT_FALSE(scene.fact("meeting.spirit").given());
}

TEST_F(Deriving, TakesOverTheEvidenceOfADefaultsFacts) {
  give_and_complete("unit { name 云岭局 { verified 陈静 as_of 2025-12-31 } }\n");
  EXPECT_EQ(scene.fact("unit.short").value.evidence.verified, "陈静");
  EXPECT_EQ(scene.fact("unit.short").value.evidence.as_of, "2025-12-31");
  give_and_complete("unit { name 云岭局 }\n");
  EXPECT_EQ(scene.fact("unit.short").value.evidence.verified, "");
}

TEST_F(Deriving, NamesAFactThatADefaultUsesTwiceOnce) {
  scene.declare("fact unit.c { type text label 丙 default \"{unit.name}{tax.revenue}{unit.name}\" }\n");
  give_and_complete("unit { name 云岭局 }\ntax { revenue 1 }\n");
  EXPECT_EQ(scene.fact("unit.c").from, (std::vector<FactId>{scene.id("unit.name"), scene.id("tax.revenue")}));
}

TEST_F(Deriving, EndsWhereDefaultsThatNameOneAnotherComeToTooMuch) {
  std::string facts = "fact unit.l0 { type text label 甲 default \"" + std::string(100, 'x') + "\" }\n";
  for (int i = 1; i < 6; ++i) {
    std::string many;
    for (int times = 0; times < 20; ++times) many += fmt::format("{{unit.l{}}}", i - 1);
    facts += fmt::format("fact unit.l{} {{ type text label 甲 default \"{}\" }}\n", i, many);
  }
  scene.declare(facts, "laughs");
  scene.give("unit { name 云岭局 }\n");
  const std::vector<FactId> too_long = apply_defaults(scene.vocabulary(), scene.day, scene.facts, scene.findings);
  EXPECT_EQ(too_long, std::vector<FactId>{scene.id("unit.l3")});
  EXPECT_EQ(scene.fact("unit.l2").value.text.size(), 40'000U);
  EXPECT_FALSE(scene.fact("unit.l4").given());
  EXPECT_EQ(scene.fact("unit.short").value.text, "云岭局") << "of another bundle";
}

TEST_F(Deriving, ReportsAWrongDefaultWhereItStands) {
  scene.declare("fact unit.c { type text label 丙\ndefault \"甲{unit.nmae}\" }\n");
  give_and_complete("unit { name 云岭局 }\n");
  EXPECT_EQ(told(scene.findings), (Told{"template facts.info:2:13"}));
}

TEST_F(Deriving, TakesOverADerivedValue) {
  scene.give(
      "tax { revenue 12.6 { as_of 2025-12-31 verified 王芳 } before 11.8 { as_of 2024-12-31 verified 李青 } }\n");
  derive("tax.gain", "0.8", {"tax.revenue", "tax.before"});
  const Fact& fact = scene.fact("tax.gain");
  EXPECT_EQ(fact.value.text, "0.8");
  EXPECT_EQ(fact.value.unit, "亿元");
  EXPECT_EQ(fact.value.evidence.as_of, "2025-12-31");
  EXPECT_EQ(fact.value.evidence.verified, "王芳");
  EXPECT_EQ(fact.maker, Maker::plugin);
  EXPECT_EQ(fact.made_by, "tax-bureau 1.0.0");
  EXPECT_EQ(fact.from, (std::vector<FactId>{scene.id("tax.revenue"), scene.id("tax.before")}));
  EXPECT_EQ(where(fact.value.place), "p.info:1:15");
}

TEST_F(Deriving, CountsADerivedValueAsVerifiedOnlyWhenAllItsSourcesAre) {
  scene.give("tax { revenue 12.6 { verified 王芳 } before 11.8 }\n");
  derive("tax.growth", "6.8", {"tax.revenue", "tax.before"});
  EXPECT_EQ(scene.fact("tax.growth").value.evidence.verified, "");
}

TEST_F(Deriving, TakesTheDayOfTheFirstSourceThatHasOne) {
  scene.give("tax { revenue 12.6 before 11.8 { as_of 2024-12-31 } }\n");
  derive("tax.growth", "6.8", {"tax.revenue", "tax.before"});
  EXPECT_EQ(scene.fact("tax.growth").value.evidence.as_of, "2024-12-31");
}

TEST_F(Deriving, NeedsNobodyToVerifyAReference) {
  find_reference("ref.plenum", scene.references, scene.schema);
  scene.give("meeting { date 2026-03-06 }\ntax { revenue 12.6 { verified 王芳 } }\n");
  resolve_references(scene.schema, scene.references, scene.day.date, scene.facts);
  derive("tax.growth", "6.8", {"ref.plenum", "tax.revenue"});
  EXPECT_EQ(scene.fact("tax.growth").value.evidence.verified, "王芳");
}

TEST_F(Deriving, LetsAGivenValueStandOverADerivedOneAndWarnsWhereTheyDiffer) {
  scene.give("tax { revenue 12.6 growth 7.0 }\n");
  derive("tax.growth", "6.8", {"tax.revenue"});
  EXPECT_EQ(scene.fact("tax.growth").value.text, "7");
  EXPECT_EQ(scene.fact("tax.growth").maker, Maker::nobody);
  EXPECT_EQ(told(scene.findings), (Told{"warning derived-differs p.info:1:27"}));
}

TEST_F(Deriving, TakesOverDerivedRowsWithTheEvidenceOfTheirSources) {
  scene.give("tax { revenue 12.6 { as_of 2025-12-31 verified 王芳 } }\n");
  derive_rows({{"增值税", "0.5"}, {"", "0.3"}});
  const Fact& fact = scene.fact("tax.items");
  ASSERT_EQ(fact.rows.size(), 2U);
  EXPECT_EQ(fact.rows[0].cells[0].text, "增值税");
  EXPECT_EQ(fact.rows[0].cells[1].unit, "亿元");
  EXPECT_EQ(fact.rows[0].cells[1].evidence.verified, "王芳");
  EXPECT_EQ(where(fact.rows[0].place), "p.info:1:15");
  EXPECT_FALSE(fact.rows[1].cells[0].given());
  EXPECT_EQ(fact.maker, Maker::plugin);
  EXPECT_EQ(fact.from, std::vector<FactId>{scene.id("tax.revenue")});
}

TEST_F(Deriving, LetsGivenRowsStandOverDerivedOnesAndWarnsWhereTheyDiffer) {
  derive_rows({});  // declares the table
  scene.facts = Facts();
  scene.findings = Findings();
  scene.give("tax { revenue 12.6 items { item { name 增值税 gain 0.5 } } }\n");
  const auto derived = [&](const std::vector<std::vector<std::string>>& rows) {
    apply_derived({scene.id("tax.items"), {}, rows, {scene.id("tax.revenue")}}, "tax-bureau 1.0.0", scene.schema,
                  scene.facts, scene.findings);
  };
  derived({{"增值税", "0.5"}});
  EXPECT_EQ(told(scene.findings), Told{});
  derived({{"增值税", "0.6"}});
  EXPECT_EQ(scene.fact("tax.items").rows[0].cells[1].text, "0.5");
  EXPECT_EQ(told(scene.findings), (Told{"warning derived-differs p.info:1:20"}));
}

TEST_F(Deriving, SaysNothingWhereTheGivenValueIsTheDerivedOne) {
  scene.give("tax { revenue 12.6 growth 6.8 }\n");
  derive("tax.growth", "6.8", {"tax.revenue"});
  EXPECT_EQ(told(scene.findings), Told{});
}

}  // namespace
}  // namespace lectern::host
