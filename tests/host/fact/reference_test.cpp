// SPDX-License-Identifier: Apache-2.0
#include "fact/reference.hpp"

#include "scene.hpp"

namespace lectern::host {
namespace {

constexpr const char* kPlenums =
    "reference plenum.20.3 { kind plenum term \"党的二十届三中全会\" from 2024-07-18 source \"公报\" }\n"
    "reference plenum.20.4 { kind plenum term \"党的二十届四中全会\" from 2025-10-23 to 2030-01-01 confidence high "
    "note \"…\" }\n"
    "reference plan.14 { kind plan term \"“十四五”\" from 2021-03-11 to 2026-03-12 }\n"
    "reference plan.15 { kind plan term \"“十五五”\" from 2026-03-12 }\n";

/// The id of the reference that the name means on that day; "none" where there is none.
std::string in_force(const std::string& name, std::string_view day, const char* table = kPlenums) {
  Scene scene;
  scene.refer(table);
  EXPECT_EQ(told(scene.findings), Told{});
  const Reference* found = scene.references.in_force(name, *parse_date(day));
  return std::string(found == nullptr ? "none" : found->id);
}

TEST(References, AreFoundById) {
  EXPECT_EQ(in_force("plenum.20.3", "2026-03-06"), "plenum.20.3");
  EXPECT_EQ(in_force("plenum.20.4", "2026-03-06"), "plenum.20.4");
}

TEST(References, OfAKindAreTheNewestInForce) {
  EXPECT_EQ(in_force("plenum", "2026-03-06"), "plenum.20.4");
  EXPECT_EQ(in_force("plenum", "2025-03-06"), "plenum.20.3");
}

TEST(References, AreThoseOfAnIdBeforeThoseOfAKindOfThatName) {
  const char* both =
      "reference k { kind old term 甲 from 2020-01-01 } reference b { kind k term 乙 from 2025-01-01 }\n";
  EXPECT_EQ(in_force("k", "2026-03-06", both), "k");
}

TEST(References, OfAKindDoNotDependOnTheOrderInTheFile) {
  const char* turned =
      "reference new { kind k term 新 from 2025-01-01 } reference newest { kind k term 最新 from 2026-01-01 }\n"
      "reference old { kind k term 旧 from 2020-01-01 }\n";
  EXPECT_EQ(in_force("k", "2025-06-01", turned), "new");
  EXPECT_EQ(in_force("k", "2026-06-01", turned), "newest");
}

TEST(References, AreInForceFromTheirFirstDay) {
  EXPECT_EQ(in_force("plenum.20.4", "2025-10-22"), "none");
  EXPECT_EQ(in_force("plenum.20.4", "2025-10-23"), "plenum.20.4");
  EXPECT_EQ(in_force("plenum", "2025-10-22"), "plenum.20.3");
  EXPECT_EQ(in_force("plenum", "2025-10-23"), "plenum.20.4");
}

TEST(References, AreNoLongerInForceOnTheDayTheyEnd) {
  EXPECT_EQ(in_force("plan.14", "2026-03-11"), "plan.14");
  EXPECT_EQ(in_force("plan.14", "2026-03-12"), "none");
  EXPECT_EQ(in_force("plan", "2026-03-11"), "plan.14");
  EXPECT_EQ(in_force("plan", "2026-03-12"), "plan.15");
}

TEST(References, FallBackToAnOlderOneWhenTheNewerHasEnded) {
  EXPECT_EQ(in_force("plenum", "2030-01-01"), "plenum.20.3");
}

TEST(References, MayBeNoneInForce) {
  EXPECT_EQ(in_force("plenum", "2024-07-17"), "none");
  EXPECT_EQ(in_force("congress", "2026-03-06"), "none");
}

TEST(References, AreKnownByIdAndKind) {
  Scene scene;
  scene.refer(kPlenums);
  EXPECT_TRUE(scene.references.knows("plenum"));
  EXPECT_TRUE(scene.references.knows("plan.14"));
  EXPECT_FALSE(scene.references.knows("plenum.20"));
}

TEST(References, BecomeFactsWhenATextNamesThem) {
  Scene scene;
  scene.refer(kPlenums);
  const auto fact = find_reference("ref.plenum", scene.references, scene.schema);
  ASSERT_TRUE(fact);
  EXPECT_EQ(scene.schema[*fact].maker, Maker::reference);
  EXPECT_EQ(find_reference("ref.plenum", scene.references, scene.schema), fact);
  EXPECT_FALSE(find_reference("ref.congress", scene.references, scene.schema));
  EXPECT_FALSE(find_reference("plenum", scene.references, scene.schema));
}

TEST(References, StandAsTheyAreOnTheDayOfTheSpeech) {
  Scene scene;
  scene.refer(kPlenums);
  const FactId plenum = *find_reference("ref.plenum", scene.references, scene.schema);
  const FactId old = *find_reference("ref.plan.14", scene.references, scene.schema);
  resolve_references(scene.schema, scene.references, parse_date("2026-03-12"), scene.facts);
  EXPECT_EQ(scene.facts[plenum].value.text, "党的二十届四中全会");
  EXPECT_EQ(scene.facts[plenum].made_by, "plenum.20.4");
  EXPECT_EQ(scene.facts[plenum].maker, Maker::reference);
  EXPECT_EQ(where(scene.facts[plenum].value.place), "references.info:2:1");
  EXPECT_FALSE(scene.facts[old].given());
}

TEST(References, AreMissingWhenTheDayOfTheSpeechIsUnknown) {
  Scene scene;
  scene.refer(kPlenums);
  const FactId plenum = *find_reference("ref.plenum", scene.references, scene.schema);
  resolve_references(scene.schema, scene.references, std::nullopt, scene.facts);
  EXPECT_FALSE(scene.facts[plenum].given());
}

TEST(References, CarryTheirSource) {
  Scene scene;
  scene.refer(kPlenums);
  const FactId plenum = *find_reference("ref.plenum.20.3", scene.references, scene.schema);
  resolve_references(scene.schema, scene.references, parse_date("2026-03-06"), scene.facts);
  EXPECT_EQ(scene.facts[plenum].value.evidence.source, "公报");
}

/// As profiles/references.info has them; the last but one is never in force, the last is damaged.
constexpr const char* kOpened =
    "; a comment\n"
    "\n"
    "reference plenum.20.3\n{\n  kind       plenum\n  term       \"党的二十届三中全会\"\n  from       2024-07-18\n}\n"
    "reference plenum.20.4\n{\n  kind       plenum\n  term       \"党的二十届四中全会\"\n  from       2025-10-23\n}\n"
    "\n"
    "reference plan.14\n{\n  kind       plan\n  term       \"“十四五”\"\n  from       2021-03-11\n"
    "  to         2026-03-12\n  until      never\n}\n"
    "reference plan.15\n{\n  kind       plan\n  term       \"“十五五”\n  from       2026-03-12\n}\n";

TEST(ReferencesOnDemand, AreThoseOfTheWholeFile) {
  Sources sources;
  Findings findings;
  const References opened = References::open(sources.add("references.info", kOpened), findings);
  EXPECT_EQ(told(findings), Told{});
  EXPECT_EQ(opened.names(), (std::vector<std::string_view>{"plenum.20.3", "plenum", "plenum.20.4", "plenum", "plan.14",
                                                           "plan", "plan.15", "plan"}));
  const Reference* found = opened.in_force("plenum", *parse_date("2025-10-23"));
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->term, "党的二十届四中全会");
  EXPECT_EQ(where(found->place), "references.info:9:1");
  found = opened.in_force("plenum", *parse_date("2025-10-22"));
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->id, "plenum.20.3");
  EXPECT_EQ(opened.in_force("plenum.20.4", *parse_date("2025-10-22")), nullptr);
  EXPECT_TRUE(opened.knows("plan"));
  EXPECT_FALSE(opened.knows("congress"));
  EXPECT_EQ(told(opened.findings()), Told{});
}

TEST(ReferencesOnDemand, AreFaultyOnceTheyAreWanted) {
  Sources sources;
  Findings findings;
  const References opened = References::open(sources.add("references.info", kOpened), findings);
  EXPECT_NE(opened.in_force("plan", *parse_date("2026-03-11")), nullptr);
  EXPECT_EQ(told(opened.findings()), (Told{"key-unknown references.info:22:3"}));
  opened.read_all();
  EXPECT_EQ(opened.in_force("plan", *parse_date("2026-03-12")), nullptr);
  EXPECT_EQ(told(opened.findings()), (Told{"key-unknown references.info:22:3", "info-format references.info:27:1"}));
}

TEST(ReferencesOnDemand, AreReadAtOnceFromAFileOfAnotherShape) {
  Sources sources;
  Findings findings;
  const References opened = References::open(
      sources.add("references.info", "reference a { kind k term 甲 from 2026-01-01 }\nmore 1\n"), findings);
  EXPECT_EQ(told(findings), (Told{"key-unknown references.info:2:1"}));
  EXPECT_NE(opened.in_force("k", *parse_date("2026-03-11")), nullptr);
}

TEST(ReferenceFaults, AreReportedWhereTheyStand) {
  Scene scene;
  scene.refer(
      "reference a { kind k term 甲 }\n"
      "reference b { kind k term 乙 from 2026-02-30 }\n"
      "reference c { kind k term 丙 from 2026-01-01 to 2026-13-01 }\n"
      "reference d { kind k from 2026-01-01 }\n"
      "reference e { term 戊 from 2026-01-01 }\n"
      "reference f { kind k term 己 from 2026-01-01 until 2027-01-01 }\n");
  EXPECT_EQ(told(scene.findings), (Told{"key-missing references.info:1:1", "value-type references.info:2:36",
                                        "value-type references.info:3:50", "key-missing references.info:4:1",
                                        "key-missing references.info:5:1", "key-unknown references.info:6:47"}));
}

TEST(ReferenceFaults, AreIdsThatStandTwice) {
  Scene scene;
  scene.refer("reference a { kind k term 甲 from 2026-01-01 }\nreference a { kind l term 乙 from 2025-01-01 }\n");
  EXPECT_EQ(told(scene.findings), (Told{"id-repeated references.info:2:1"}));
}

}  // namespace
}  // namespace lectern::host
