// SPDX-License-Identifier: Apache-2.0
//
// Facts typed by the schema and merged over the layers.
#include "profile/profile.hpp"

#include "memory_files.hpp"
#include "scene.hpp"

namespace lectern::host {
namespace {

constexpr const char* kFacts =
    "fact unit.name { type text label 单位名称 }\nfact unit.staff { type integer label 人数 unit \"人|名\" }\n"
    "fact tax.revenue { type decimal label 收入 unit \"亿元|万元\" }\nfact tax.growth { type rate label 增幅 derived "
    "yes }\n"
    "fact meeting.date { type date label 日期 }\nfact unit.since { type year label 年份 }\n"
    "fact unit.rank { type choice label 身份 choice head { label 负责人 } choice deputy { label 分管 } }\n"
    "fact keywords { type list label 关键词 }\n"
    "fact honours { type table label 荣誉 column year { type year label 年份 } column title { type text label 名称 } "
    "}\n";

class TypedProfile : public testing::Test {
 protected:
  TypedProfile() { scene.declare(kFacts); }

  /// What is wrong with a profile of one layer, p.info.
  Told faults(const std::string& profile) {
    scene.findings = {};
    scene.give(profile);
    return told(scene.findings);
  }

  std::vector<std::string> cells(const std::string& key, std::size_t column) {
    std::vector<std::string> out;
    for (const Row& row : scene.fact(key).rows) out.push_back(row.cells.at(column).text);
    return out;
  }
  using Cells = std::vector<std::string>;

  Scene scene;
};

TEST_F(TypedProfile, HoldsValuesOfEveryType) {
  EXPECT_EQ(faults("unit { name 云岭局 staff 168 since 2018 rank head }\ntax { revenue 12.6 growth -1.2 }\n"
                   "meeting { date 2026-03-06 }\noccasion kickoff\nsector tax\n"),
            Told{});
  EXPECT_EQ(scene.fact("unit.name").value.text, "云岭局");
  EXPECT_EQ(scene.fact("unit.staff").value.text, "168");
  EXPECT_EQ(scene.fact("unit.since").value.text, "2018");
  EXPECT_EQ(scene.fact("unit.rank").value.text, "head");
  EXPECT_EQ(scene.fact("tax.revenue").value.text, "12.6");
  EXPECT_EQ(scene.fact("tax.growth").value.text, "-1.2");
  EXPECT_EQ(scene.fact("meeting.date").value.text, "2026-03-06");
  EXPECT_EQ(scene.fact("occasion").value.text, "kickoff");
  EXPECT_EQ(scene.facts[Schema::kSector].value.text, "tax");
}

TEST_F(TypedProfile, HoldsNumbersInTheirNormalForm) {
  const auto normal = [](std::string_view text, Type type) { return normal_form(text, ValueSpec{type, {}, {}, {}}); };
  EXPECT_EQ(normal("00012", Type::integer), "12");
  EXPECT_EQ(normal("000", Type::integer), "0");
  EXPECT_EQ(normal("100", Type::integer), "100");
  EXPECT_EQ(normal("6.200000", Type::decimal), "6.2");
  EXPECT_EQ(normal("007.50", Type::decimal), "7.5");
  EXPECT_EQ(normal("100.000", Type::decimal), "100");
  EXPECT_EQ(normal("0.05", Type::decimal), "0.05");
  EXPECT_EQ(normal("00.50", Type::decimal), "0.5");
  EXPECT_EQ(normal("-0", Type::decimal), "0");
  EXPECT_EQ(normal("-0.00", Type::rate), "0");
  EXPECT_EQ(normal("-03.10", Type::rate), "-3.1");
  EXPECT_EQ(normal("2026", Type::year), "2026");
  EXPECT_EQ(normal("007.50", Type::text), "007.50");
  EXPECT_EQ(faults("unit { staff 00168 }\ntax { revenue -0.0 growth 8.50 }\n"), Told{});
  EXPECT_EQ(scene.fact("unit.staff").value.text, "168");
  EXPECT_EQ(scene.fact("tax.revenue").value.text, "0");
  EXPECT_EQ(scene.fact("tax.growth").value.text, "8.5");
}

TEST_F(TypedProfile, KeepsThePlaceOfEachValue) {
  faults("unit\n{\n  name 云岭局\n}\nhonours { item { title 甲 } }\n");
  EXPECT_EQ(where(scene.fact("unit.name").value.place), "p.info:3:8");
  EXPECT_EQ(where(scene.fact("honours").rows.at(0).cells.at(1).place), "p.info:5:24");
}

TEST_F(TypedProfile, TakesTheFirstUnitOfMeasureUnlessItNamesAnother) {
  faults("tax { revenue 12.6 }\nunit { staff 168 { unit 名 } name 云岭局 }\n");
  EXPECT_EQ(scene.fact("tax.revenue").value.unit, "亿元");
  EXPECT_EQ(scene.fact("unit.staff").value.unit, "名");
  EXPECT_EQ(scene.fact("unit.name").value.unit, "");
}

TEST_F(TypedProfile, ReportsAForeignUnitOfMeasure) {
  EXPECT_EQ(faults("tax { revenue 12.6 { unit 元 } }\n"), (Told{"unit-unknown p.info:1:27"}));
  EXPECT_EQ(faults("unit { name 云岭局 { unit 个 } }\n"), (Told{"unit-unknown p.info:1:30"}));
}

TEST_F(TypedProfile, ReportsAUnitOfMeasureThatStandsTwice) {
  EXPECT_EQ(faults("tax { revenue 12.6 { unit 亿元\nunit 万元 } }\n"), (Told{"key-repeated p.info:2:1"}));
}

TEST_F(TypedProfile, ReportsValuesOfTheWrongType) {
  for (const char* value : {"168人", "1,680", "-3", "1.5", "一百", "1234567890123456"})
    EXPECT_EQ(faults(fmt::format("unit {{ staff {} }}\n", value)), (Told{"value-type p.info:1:14"})) << value;
  for (const char* value : {"12.6亿元", "12,6", "+3", "12.", ".5", "1e3", "12.6%"})
    EXPECT_EQ(faults(fmt::format("tax {{ revenue {} }}\n", value)), (Told{"value-type p.info:1:15"})) << value;
  for (const char* value : {"2026-02-30", "2026年3月6日", "2026-3-6"})
    EXPECT_EQ(faults(fmt::format("meeting {{ date {} }}\n", value)), (Told{"value-type p.info:1:16"})) << value;
  for (const char* value : {"18", "2018年", "1800"})
    EXPECT_EQ(faults(fmt::format("unit {{ since {} }}\n", value)), (Told{"value-type p.info:1:14"})) << value;
  EXPECT_EQ(faults("unit { rank boss }\n"), (Told{"value-type p.info:1:13"}));
  EXPECT_TRUE(type_fault("甲\n乙", ValueSpec{Type::text, {}, {}, {}}));
}

TEST_F(TypedProfile, DoesNotHoldAValueOfTheWrongType) {
  faults("unit { staff 168人 }\n");
  EXPECT_FALSE(scene.fact("unit.staff").given());
}

TEST_F(TypedProfile, TakesAnEmptyValueForAMissingFact) {
  EXPECT_EQ(faults("unit { name \"\" staff { unit 名 } }\nkeywords { }\n"), Told{});
  EXPECT_FALSE(scene.fact("unit.name").given());
  EXPECT_FALSE(scene.fact("unit.staff").given());
  EXPECT_FALSE(scene.fact("keywords").given());
}

TEST_F(TypedProfile, ReportsUnknownKeysWithTheNearest) {
  EXPECT_EQ(faults("unit { nmae 云岭局 }\n"), (Told{"key-unknown p.info:1:8"}));
  EXPECT_EQ(hints(scene.findings), "did you mean 'unit.name'?\n");
  EXPECT_EQ(faults("uint { name 云岭局 }\n"), (Told{"key-unknown p.info:1:1"}));
  EXPECT_EQ(faults("tax { revenue 12.6 { year 2025 } }\n"), (Told{"key-unknown p.info:1:22"}));
  EXPECT_EQ(faults("honours { item { yaer 2021 } }\n"), (Told{"key-unknown p.info:1:18"}));
  EXPECT_EQ(hints(scene.findings), "did you mean 'year'?\n");
  EXPECT_EQ(faults("keywords { itme 甲 }\n"), (Told{"key-unknown p.info:1:12"}));
}

TEST_F(TypedProfile, SaysHowToWriteANumberWithItsUnit) {
  faults("unit { staff 168名 }\n");
  EXPECT_NE(hints(scene.findings).find("168 { unit \"名\" }"), std::string::npos);
}

TEST_F(TypedProfile, ReportsRepeatedKeys) {
  EXPECT_EQ(faults("unit { name 甲\nname 乙 }\n"), (Told{"key-repeated p.info:2:1"}));
  EXPECT_EQ(faults("unit { name 甲 }\nunit { staff 1 }\n"), (Told{"key-repeated p.info:2:1"}));
  EXPECT_EQ(faults("unit { name 甲 { source 乙\nsource 丙 } }\n"), (Told{"key-repeated p.info:2:1"}));
  EXPECT_EQ(faults("honours { item { year 2021\nyear 2022 } }\n"), (Told{"key-repeated p.info:2:1"}));
}

TEST_F(TypedProfile, ReportsWhatOnlyTheHostMayGive) {
  EXPECT_EQ(faults("count { parts 3 }\n"), (Told{"key-computed p.info:1:9"}));
  EXPECT_EQ(faults("ref { plenum 四中全会 }\n"), (Told{"key-computed p.info:1:1"}));
}

TEST_F(TypedProfile, ReportsValuesWhereAGroupOrRowsBelong) {
  EXPECT_EQ(faults("unit 云岭局\n"), (Told{"value-unexpected p.info:1:6"}));
  EXPECT_EQ(faults("keywords 甲\n"), (Told{"value-unexpected p.info:1:10"}));
  EXPECT_EQ(faults("honours { item 甲 }\n"), (Told{"value-unexpected p.info:1:16"}));
}

TEST_F(TypedProfile, ReportsAnEmptyItemOfAList) {
  EXPECT_EQ(faults("keywords { item \"\" }\n"), (Told{"value-missing p.info:1:12"}));
}

TEST_F(TypedProfile, ReportsAllFaultsTogether) {
  EXPECT_EQ(faults("unit { staff x since y }\ntax { revenue z }\n").size(), 3U);
}

TEST_F(TypedProfile, WarnsOfTextsWithFinalPunctuation) {
  EXPECT_EQ(faults("unit { name 云岭局。 }\n"), (Told{"warning value-punctuation p.info:1:13"}));
  EXPECT_EQ(scene.fact("unit.name").value.text, "云岭局。");
  EXPECT_EQ(faults("unit { name 云岭、局 }\n"), Told{});
}

TEST_F(TypedProfile, LeavesEmptyCellsOfARowMissing) {
  EXPECT_EQ(faults("honours { item { title 甲 } item { year 2021 title \"\" } }\n"), Told{});
  EXPECT_EQ(cells("honours", 0), (Cells{"", "2021"}));
  EXPECT_EQ(cells("honours", 1), (Cells{"甲", ""}));
}

TEST_F(TypedProfile, LetsALaterLayerWin) {
  scene.give_layers({"unit { name 甲 staff 1 }\n", "unit { name 乙 }\n"});
  EXPECT_EQ(told(scene.findings), Told{});
  EXPECT_EQ(scene.fact("unit.name").value.text, "乙");
  EXPECT_EQ(where(scene.fact("unit.name").value.place), "layer2.info:1:13");
  EXPECT_EQ(scene.fact("unit.staff").value.text, "1");
}

TEST_F(TypedProfile, LetsALaterEmptyValueTakeAFactAway) {
  scene.give_layers({"unit { name 甲 }\nkeywords { item 甲 }\n", "unit { name \"\" }\nkeywords { }\n"});
  EXPECT_FALSE(scene.fact("unit.name").given());
  EXPECT_FALSE(scene.fact("keywords").given());
}

TEST_F(TypedProfile, ReplacesTheRowsOfLowerLayers) {
  scene.give_layers({"keywords { item 甲 item 乙 }\n", "keywords { item 丙 }\n"});
  EXPECT_EQ(cells("keywords", 0), Cells{"丙"});
}

TEST_F(TypedProfile, AppendsRowsWhereItSaysSo) {
  scene.give_layers({"keywords { item 甲 }\n", "keywords append { item 乙 }\n", "keywords append { item 丙 }\n"});
  EXPECT_EQ(told(scene.findings), Told{});
  EXPECT_EQ(cells("keywords", 0), (Cells{"甲", "乙", "丙"}));
  scene.give_layers({"honours append { item { title 甲 } }\n"});
  EXPECT_EQ(cells("honours", 1), Cells{"甲"});
}

TEST_F(TypedProfile, RefusesToAppendNothing) {
  scene.give("honours append\n");
  EXPECT_EQ(told(scene.findings), (Told{"value-missing p.info:1:9"}));
}

TEST_F(TypedProfile, KeepsTheEvidenceOfRowsItAppendsTo) {
  scene.give_layers({"keywords { source 一号文 item 甲 }\n", "keywords append { source 二号文 item 乙 }\n"});
  EXPECT_EQ(scene.fact("keywords").rows.at(0).cells.at(0).evidence.source, "一号文");
  EXPECT_EQ(scene.fact("keywords").rows.at(1).cells.at(0).evidence.source, "二号文");
}

TEST_F(TypedProfile, RemembersWhatEachLayerSaid) {
  scene.give_layers({"unit { staff 1 }\nkeywords { item 甲 }\n", "unit { staff \"\" }\nkeywords append { item 乙 }\n"});
  const std::vector<Mention>& mentions = scene.profile.mentions;
  ASSERT_EQ(mentions.size(), 4U);
  EXPECT_EQ(mentions[0].text, "1人");
  EXPECT_EQ(where(mentions[0].place), "layer1.info:1:14");
  EXPECT_EQ(mentions[1].text, "1");
  EXPECT_EQ(mentions[2].text, "");
  EXPECT_EQ(mentions[3].text, "2");
  EXPECT_TRUE(mentions[3].appends);
}

TEST_F(TypedProfile, WarnsOfATextThatIsSaidOtherwiseThanItIsMeant) {
  EXPECT_EQ(faults("unit { name \"县局\\\"三楼\\\"\" }\n"), Told{"warning value-punctuation p.info:1:14"});
  EXPECT_EQ(hints(scene.findings), "in a Chinese text write: “”\n");
  EXPECT_EQ(faults("unit { name \"抓服务,抓作风\" }\n"), Told{"warning value-punctuation p.info:1:14"});
  EXPECT_EQ(faults("honours { item { year 2019 title 3 } }\n"), Told{"warning value-number p.info:1:34"});
  EXPECT_EQ(faults("honours { item { year 2019 title 3月 } }\n"), Told{});
  scene.declare("fact unit.hotline { type text label 热线 example 12345 }\n");
  EXPECT_EQ(faults("unit { hotline 12366 }\n"), Told{}) << "its example is one too";
}

TEST_F(TypedProfile, HasValuesThatCanBeRead) {
  EXPECT_EQ(faults("unit.name " + std::string(8192, 'x') + "\n"), Told{});
  EXPECT_EQ(faults("unit.name " + std::string(8193, 'x') + "\n"), Told{"value-type p.info:1:11"});
  EXPECT_EQ(hints(scene.findings), "a value has at most 8192 bytes\n");
}

TEST_F(TypedProfile, HasAThousandRowsAtMost) {
  std::string rows = "keywords {\n";
  for (int i = 0; i < 1500; ++i) rows += "item 甲\n";
  EXPECT_EQ(faults(rows + "}\n"), Told{"too-many p.info:1002:1"});
  EXPECT_EQ(scene.fact("keywords").rows.size(), 1000U);
}

TEST_F(TypedProfile, TellsAValueOfSeveralWordsWithoutQuotationMarks) {
  EXPECT_EQ(faults("unit { name 党委书记 局长 兼 主任 staff 3 }\n"), Told{"value-unquoted p.info:1:26"});
  EXPECT_EQ(messages(scene.findings), "the value before '局长' has no quotation marks, so it ends at the space\n");
  EXPECT_EQ(faults("honours { item { year 2019 title 县级 文明单位 } }\n"), Told{"value-unquoted p.info:1:41"});
  EXPECT_EQ(faults("unit { name 甲 staf 3 }\n"), Told{"key-unknown p.info:1:17"});
  EXPECT_EQ(hints(scene.findings), "did you mean 'unit.staff'?\n");
  EXPECT_EQ(faults("unit { name \"甲\" 局长 兼 }\n"), Told{"key-unknown p.info:1:19"}) << "that one ends at its mark";
}

TEST_F(TypedProfile, SaysThatRowsAreNotSetOnTheCommandLine) {
  const MemoryFiles files{{"p.info", "unit { name 甲 }\n"}};
  for (const char* setting : {"keywords=甲", "keywords=item \"甲\"", "keywords append=甲", "honours=x"}) {
    Findings findings;
    const auto layers = read_layers(files, "p.info", {setting}, scene.sources, findings);
    ASSERT_TRUE(layers);
    type_profile(*layers, scene.schema, findings);
    EXPECT_EQ(findings.errors(), 1U) << setting;
    EXPECT_EQ(hints(findings), "--set gives no rows: they stand in a file\n") << setting;
  }
}

TEST_F(TypedProfile, ReadsDottedKeys) {
  EXPECT_EQ(faults("unit.name 云岭局\n"), Told{});
  EXPECT_EQ(scene.fact("unit.name").value.text, "云岭局");
  EXPECT_EQ(faults("unit.name 甲\nunit { name 乙 }\n"), (Told{"key-repeated p.info:2:8"}));
}

TEST_F(TypedProfile, HandsOptionsToPlugins) {
  EXPECT_EQ(faults("options { tax-bureau { tone plain } court { tone formal } }\n"), Told{});
  ASSERT_EQ(scene.profile.options.size(), 2U);
  EXPECT_EQ(scene.profile.options[0].plugin, "tax-bureau");
  EXPECT_EQ(scene.profile.options[0].name, "tone");
  EXPECT_EQ(scene.profile.options[0].value, "plain");
  EXPECT_EQ(where(scene.profile.options[0].place), "p.info:1:29");
}

TEST_F(TypedProfile, SetsAValueByTheCommandLine) {
  MemoryFiles files{{"p.info", "unit { name 甲 staff 168 }\n"}};
  const auto layers = read_layers(files, "p.info", {"unit.name=乙", "unit.staff="}, scene.sources, scene.findings);
  ASSERT_TRUE(layers);
  scene.profile = type_profile(*layers, scene.schema, scene.findings);
  scene.facts = scene.profile.facts;
  EXPECT_EQ(told(scene.findings), Told{});
  EXPECT_EQ(scene.fact("unit.name").value.text, "乙");
  EXPECT_EQ(where(scene.fact("unit.name").value.place), "--set:1:11");
  EXPECT_FALSE(scene.fact("unit.staff").given());
}

TEST_F(TypedProfile, MayHaveRulesForTheCodeOfPlugins) {
  const auto rules = [this](const std::string& text) {
    Findings findings;
    Sources sources;
    const MemoryFiles files{{"p.info", text}};
    const auto layers = read_layers(files, "p.info", {}, sources, findings);
    return std::pair(type_profile(*layers, scene.schema, findings).plugins.timeout.value_or(std::chrono::seconds{0}),
                     findings.errors());
  };
  using std::chrono::milliseconds;
  EXPECT_EQ(rules("plugins { timeout 2 fail closed }\n"), std::pair(milliseconds{2000}, std::size_t{0}));
  EXPECT_EQ(rules("plugins { timeout 0.25 }\n"), std::pair(milliseconds{250}, std::size_t{0}));
  EXPECT_EQ(rules("plugins { fail open }\n"), std::pair(milliseconds{0}, std::size_t{0}));
  EXPECT_EQ(faults("plugins { timeout 2s }\n"), (Told{"value-type p.info:1:19"}));
  EXPECT_EQ(faults("plugins { fail loud }\n"), (Told{"value-type p.info:1:16"}));
  EXPECT_EQ(faults("plugins { memory 2 }\n"), (Told{"key-unknown p.info:1:11"}));
  EXPECT_EQ(faults("plugins loud\n"), (Told{"value-unexpected p.info:1:9"}));
  EXPECT_EQ(faults("plugins { fail open fail closed }\n").size(), 1U);
}

TEST(PluginTimeout, IsSecondsWithinBounds) {
  using std::chrono::milliseconds;
  EXPECT_EQ(parse_timeout("2"), milliseconds{2000});
  EXPECT_EQ(parse_timeout("0.01"), milliseconds{10});
  EXPECT_EQ(parse_timeout("2.125"), milliseconds{2125});
  EXPECT_EQ(parse_timeout("3600"), milliseconds{3600000});
  for (const char* text :
       {"", "0", "0.009", "3600.001", "1e3", "-1", "+1", "1.", ".5", "1.2345", "1,5", " 1", "99999999999999"})
    EXPECT_EQ(parse_timeout(text), std::nullopt) << text;
}

}  // namespace
}  // namespace lectern::host
