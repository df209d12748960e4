// SPDX-License-Identifier: Apache-2.0
#include "fact/schema.hpp"

#include "scene.hpp"

#include <algorithm>

namespace lectern::host {
namespace {

/// What is found in a single fact.
Told faults(const std::string& fact) {
  Scene scene;
  scene.declare(fact);
  return told(scene.findings);
}

TEST(Schema, ReadsAFactWithAllItMayCarry) {
  Scene scene;
  scene.declare(
      "fact tax.revenue { type decimal label \"全年组织税费收入\" unit \"亿元|万元\" example \"12.6\" note \"口径\" "
      "}\n");
  EXPECT_EQ(told(scene.findings), Told{});
  const FactSpec& spec = scene.schema[scene.id("tax.revenue")];
  EXPECT_EQ(spec.key, "tax.revenue");
  EXPECT_EQ(spec.spec.type, Type::decimal);
  EXPECT_EQ(spec.spec.label, "全年组织税费收入");
  EXPECT_EQ(spec.spec.units, (std::vector<std::string>{"亿元", "万元"}));
  EXPECT_EQ(spec.example, "12.6");
  EXPECT_EQ(spec.note, "口径");
  EXPECT_EQ(spec.maker, Maker::nobody);
  EXPECT_EQ(spec.bundle, "common");
}

TEST(Schema, KnowsWhoMakesAFact) {
  Scene scene;
  scene.declare("fact tax.growth { type rate label \"增幅\" derived yes }\n");
  EXPECT_EQ(scene.schema[scene.id("tax.growth")].maker, Maker::plugin);
  EXPECT_EQ(scene.schema[scene.id("count.parts")].maker, Maker::host);
  EXPECT_EQ(scene.schema[scene.id("occasion")].maker, Maker::nobody);
}

TEST(Schema, ReadsEveryType) {
  for (const char* name : {"text", "integer", "decimal", "rate", "date", "year", "choice", "list", "table"}) {
    const auto type = type_named(name);
    ASSERT_TRUE(type) << name;
    EXPECT_EQ(name_of(*type), name);
  }
  EXPECT_FALSE(type_named("number"));
}

TEST(Schema, GivesATextOrAChoiceADefault) {
  EXPECT_EQ(faults("fact unit.a { type text label 甲 default 乙 }\n"), Told{});
  EXPECT_EQ(faults("fact unit.a { type choice label 甲 choice x { label 乙 } default x }\n"), Told{});
  EXPECT_EQ(faults("fact unit.a { type choice label 甲 choice x { label 乙 } default y }\n"),
            (Told{"default-type facts.info:1:68"}));
  EXPECT_EQ(faults("fact unit.a { type integer label 甲 default 1 }\n"), (Told{"default-type facts.info:1:38"}));
}

TEST(Schema, PutsTheLabelOfAChoiceFirst) {
  Scene scene;
  scene.declare("fact unit.rank { type choice label 身份 choice head { verb 提 noun 要求 label 负责人 } }\n");
  EXPECT_EQ(told(scene.findings), Told{});
  const ValueSpec& spec = scene.schema[scene.id("unit.rank")].spec;
  ASSERT_NE(spec.choice("head"), nullptr);
  EXPECT_EQ(spec.choice("head")->words.front().name, "label");
  EXPECT_EQ(*spec.choice("head")->word("noun"), "要求");
  EXPECT_EQ(*spec.choice("head")->word("verb"), "提");
  EXPECT_EQ(spec.choice("head")->word("tone"), nullptr);
  EXPECT_EQ(spec.choice("tail"), nullptr);
}

TEST(Schema, ReadsTheColumnsOfATable) {
  Scene scene;
  scene.declare(
      "fact honours { type table label 荣誉 column year { type year label 年份 } column title { type text label 名称 } "
      "}\n");
  EXPECT_EQ(told(scene.findings), Told{});
  const FactSpec& spec = scene.schema[scene.id("honours")];
  EXPECT_EQ(spec.column("year"), 0U);
  EXPECT_EQ(spec.column("title"), 1U);
  EXPECT_EQ(spec.column("issuer"), std::nullopt);
  EXPECT_EQ(spec.columns[0].spec.type, Type::year);
}

TEST(Schema, GivesAListItsOneColumn) {
  Scene scene;
  scene.declare("fact keywords { type list label 关键词 }\n");
  const FactSpec& spec = scene.schema[scene.id("keywords")];
  ASSERT_EQ(spec.columns.size(), 1U);
  EXPECT_EQ(spec.columns[0].name, "item");
  EXPECT_EQ(spec.columns[0].spec.type, Type::text);
}

TEST(Schema, KnowsTheGroupsOfItsKeys) {
  Scene scene;
  scene.declare("fact tax.hall.windows { type integer label 窗口 }\n");
  EXPECT_TRUE(scene.schema.is_group("tax"));
  EXPECT_TRUE(scene.schema.is_group("tax.hall"));
  EXPECT_FALSE(scene.schema.is_group("tax.hall.windows"));
  EXPECT_FALSE(scene.schema.is_group("ta"));
  EXPECT_FALSE(scene.schema.find("tax.hall"));
}

TEST(Schema, ListsItsKeysInTheirOrder) {
  Scene scene;
  scene.declare("fact unit.b { type text label 乙 } fact unit.a { type text label 甲 }\n");
  const auto keys = scene.schema.keys();
  const auto b = std::find(keys.begin(), keys.end(), "unit.b");
  const auto a = std::find(keys.begin(), keys.end(), "unit.a");
  ASSERT_NE(a, keys.end());
  EXPECT_LT(b, a);
}

TEST(SchemaFaults, AreKeysThatAreNone) {
  for (const char* key : {"Tax.x", "tax-x", "tax.", ".tax", "tax..x", "税.x"})
    EXPECT_EQ(faults(fmt::format("fact {} {{ type text label 甲 }}\n", key)), (Told{"key-malformed facts.info:1:6"}))
        << key;
}

TEST(SchemaFaults, AreKeysOutsideThePrefixesOfTheBundle) {
  EXPECT_EQ(faults("fact court.x { type text label 甲 }\n"), (Told{"key-prefix facts.info:1:6"}));
  EXPECT_EQ(faults("fact taxes.x { type text label 甲 }\n"), (Told{"key-prefix facts.info:1:6"}));
}

TEST(SchemaFaults, AreNamesThatEveryValueMayCarry) {
  for (const char* name : {"source", "as_of", "verified", "note"}) {
    EXPECT_EQ(faults(fmt::format("fact tax.{} {{ type text label 甲 }}\n", name)),
              (Told{"key-reserved facts.info:1:6"}));
    EXPECT_EQ(faults(fmt::format("fact honours {{ type table label 甲\ncolumn {} {{ type text label 乙 }} }}\n", name)),
              (Told{"key-reserved facts.info:2:8"}));
  }
}

TEST(SchemaFaults, AreUnknownTypes) {
  Scene scene;
  scene.declare("fact tax.x { label 甲 type integr }\n");
  EXPECT_EQ(told(scene.findings), (Told{"type-unknown facts.info:1:29"}));
  EXPECT_EQ(hints(scene.findings), "did you mean 'integer'?\n");
}

TEST(SchemaFaults, AreMissingLabelsAndTypes) {
  EXPECT_EQ(faults("fact tax.x { type text }\n"), (Told{"key-missing facts.info:1:1"}));
  EXPECT_EQ(faults("fact tax.x { label 甲 }\n"), (Told{"key-missing facts.info:1:1"}));
}

TEST(SchemaFaults, AreUnknownKeys) {
  EXPECT_EQ(faults("fact tax.x { type text label 甲 colour red }\n"), (Told{"key-unknown facts.info:1:34"}));
  EXPECT_EQ(faults("facts tax.x { }\n"), (Told{"key-unknown facts.info:1:1"}));
}

TEST(SchemaFaults, AreChoicesWhereNoneBelongAndNoneWhereSomeBelong) {
  EXPECT_EQ(faults("fact tax.x { type choice label 甲 }\n"), (Told{"choice-mismatch facts.info:1:19"}));
  EXPECT_EQ(faults("fact tax.x { type text label 甲 choice a { label 乙 } }\n"),
            (Told{"choice-mismatch facts.info:1:19"}));
}

TEST(SchemaFaults, AreChoicesWithoutLabel) {
  EXPECT_EQ(faults("fact tax.x { type choice label 甲\nchoice a { verb 讲 } }\n"),
            (Told{"key-missing facts.info:2:1"}));
}

TEST(SchemaFaults, AreColumnsWhereNoneBelongAndNoneWhereSomeBelong) {
  EXPECT_EQ(faults("fact honours { type table label 甲 }\n"), (Told{"column-mismatch facts.info:1:21"}));
  EXPECT_EQ(faults("fact tax.x { type text label 甲 column a { type text label 乙 } }\n"),
            (Told{"column-mismatch facts.info:1:19"}));
}

TEST(SchemaFaults, AreColumnsThatAreListsOrTables) {
  EXPECT_EQ(faults("fact honours { type table label 甲\ncolumn a { type list label 乙 } }\n"),
            (Told{"type-unknown facts.info:2:17"}));
}

TEST(SchemaFaults, AreFactsDeclaredTwice) {
  Scene scene;
  scene.declare("fact tax.x { type text label 甲 }\n");
  scene.declare("\nfact tax.x { type integer label 乙 }\n", "tax-bureau");
  EXPECT_EQ(told(scene.findings), (Told{"key-repeated facts.info:2:6"}));
  EXPECT_EQ(scene.schema[scene.id("tax.x")].spec.type, Type::text);
}

TEST(Schema, LetsListsAndTablesBeDerived) {
  Scene scene;
  scene.declare(
      "fact tax.a { type list label 甲 derived yes }\nfact tax.b { type table label 乙 derived yes column c { type "
      "text "
      "label 丙 } }\n");
  EXPECT_EQ(told(scene.findings), Told{});
  EXPECT_EQ(scene.schema[scene.id("tax.a")].maker, Maker::plugin);
  EXPECT_EQ(scene.schema[scene.id("tax.b")].maker, Maker::plugin);
}

TEST(SchemaFaults, AreWordsOtherThanYesForDerived) {
  EXPECT_EQ(faults("fact tax.x { type text label 甲 derived no }\n"), (Told{"value-type facts.info:1:42"}));
}

TEST(SchemaFaults, AreMoreThanIsLookedThroughQuickly) {
  std::string units = "a";
  std::string choices;
  std::string words;
  std::string columns;
  for (int i = 0; i < 51; ++i) units += fmt::format("|u{}", i);
  for (int i = 0; i < 201; ++i) choices += fmt::format(" choice c{} {{ label 甲 }}", i);
  for (int i = 0; i < 51; ++i) words += fmt::format(" w{} 乙", i);
  for (int i = 0; i < 51; ++i) columns += fmt::format(" column c{} {{ type text label 甲 }}", i);
  EXPECT_EQ(faults("fact tax.x { type integer label 甲 unit " + units + " }\n"), Told{"too-many facts.info:1:42"});
  EXPECT_EQ(faults("fact tax.x { type choice label 甲" + choices + " }\n"), Told{"too-many facts.info:1:1"});
  EXPECT_EQ(faults("fact tax.x { type choice label 甲 choice a { label 甲" + words + " } }\n"),
            Told{"too-many facts.info:1:36"});
  EXPECT_EQ(faults("fact honours { type table label 甲" + columns + " }\n"), Told{"too-many facts.info:1:1"});
}

TEST(SchemaFaults, AreKeysOfAThousandParts) {
  std::string key = "tax";
  for (int i = 0; i < 100'000; ++i) key += ".a";
  EXPECT_EQ(faults("fact " + key + " { type text label 甲 }\n"), Told{"key-malformed facts.info:1:6"});
}

}  // namespace
}  // namespace lectern::host
