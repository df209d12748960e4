// SPDX-License-Identifier: Apache-2.0
#include "catalogue/bundle.hpp"

#include "memory_files.hpp"
#include "told.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

std::string manifest(const std::string& id, const std::string& version, const std::string& sector,
                     const std::string& more = {}) {
  return fmt::format("id {}\nname \"甲\"\nversion {}\nsector {}\n{}", id, version, sector, more);
}

class Bundles : public testing::Test {
 protected:
  Candidate read(const std::string& text) {
    files.put("plugins/x/plugin.info", text);
    return read_manifest(files, "plugins/x", sources_);
  }

  /// Looks through the folders: "id version state" for each candidate.
  std::vector<std::string> find(const std::vector<std::string>& folders,
                                std::optional<std::string_view> sector = std::nullopt) {
    std::vector<SearchFolder> search;
    for (const std::string& folder : folders) search.push_back({folder, {}});
    catalogue = find_bundles(files, search, sources_, sector);
    std::vector<std::string> out;
    for (const Candidate& candidate : catalogue.candidates) {
      const char* state = candidate.state == State::available     ? "available"
                          : candidate.state == State::shadowed    ? "shadowed"
                          : candidate.state == State::broken      ? "broken"
                          : candidate.state == State::needs_newer ? "too new"
                                                                  : "passed over";
      out.push_back(
          fmt::format("{} {} {}", candidate.manifest.folder.string(), to_string(candidate.manifest.version), state));
    }
    return out;
  }
  using Found = std::vector<std::string>;

  std::vector<std::string> for_sector(std::string_view sector) const {
    std::vector<std::string> ids;
    for (const Manifest* found : catalogue.for_sector(sector)) ids.push_back(found->id);
    return ids;
  }

  MemoryFiles files;
  Catalogue catalogue;

 private:
  Sources sources_;
};

TEST_F(Bundles, SayWhatTheyAreInTheirManifest) {
  const Candidate found = read(
      "id tax-bureau\nname \"税务局\"\nversion 1.12.3\nsector tax\nprefix tax\nprefix bureau\nlibrary "
      "\"t.so\"\nsummary \"素材\"\n"
      "facts { fact tax.x { type text label 甲 } }\n");
  EXPECT_EQ(found.state, State::available);
  EXPECT_EQ(told(found.findings), Told{});
  EXPECT_EQ(found.manifest.id, "tax-bureau");
  EXPECT_EQ(found.manifest.name, "税务局");
  EXPECT_EQ(to_string(found.manifest.version), "1.12.3");
  EXPECT_EQ(found.manifest.sector, "tax");
  EXPECT_EQ(found.manifest.prefixes, (std::vector<std::string>{"tax", "bureau"}));
  EXPECT_EQ(found.manifest.library, "t.so");
  EXPECT_EQ(found.manifest.summary, "素材");
  EXPECT_EQ(found.manifest.folder, "plugins/x");
  EXPECT_EQ(found.manifest.facts.children.size(), 1U);
}

TEST_F(Bundles, AreReadWholeWhenTheySpeakForTheSector) {
  const std::string facts = "facts\n{\n  fact a.x { type text label 甲 }\n}\n";
  files.put("a/any/plugin.info", manifest("any-1", "1.0.0", "any", facts));
  files.put("a/court/plugin.info", manifest("court-1", "1.0.0", "court", facts));
  files.put("a/tax/plugin.info", manifest("tax-1", "1.0.0", "tax", facts));
  EXPECT_EQ(find({"a"}, "tax"), (Found{"a/any 1.0.0 available", "a/court 1.0.0 available", "a/tax 1.0.0 available"}));
  EXPECT_EQ(catalogue.find("any-1")->facts.children.size(), 1U);
  EXPECT_TRUE(catalogue.find("court-1")->facts.children.empty());
  EXPECT_EQ(catalogue.find("tax-1")->facts.children.size(), 1U);
  EXPECT_EQ(catalogue.sectors(), (std::vector<std::string>{"court", "tax"}));
}

TEST_F(Bundles, OfAnotherSectorMayHaveFaultsInTheirFacts) {
  const std::string damaged = "facts\n{\n  fact a.x {\n";
  files.put("a/court/plugin.info", manifest("court-1", "1.0.0", "court", damaged));
  files.put("a/tax/plugin.info", manifest("tax-1", "1.0.0", "tax", damaged));
  EXPECT_EQ(find({"a"}, "tax"), (Found{"a/court 1.0.0 available", "a/tax 0.0.0 broken"}));
  EXPECT_EQ(find({"a"}), (Found{"a/court 0.0.0 broken", "a/tax 0.0.0 broken"}));
}

TEST_F(Bundles, AreReadWholeWhereTheirHeadDoesNotSayWhoTheyAre) {
  files.put("a/late/plugin.info", "facts\n{\n}\n" + manifest("late-1", "1.0.0", "court"));
  EXPECT_EQ(find({"a"}, "tax"), (Found{"a/late 1.0.0 available"}));
}

TEST_F(Bundles, SayWhatTheirUnitsMayApplyForAndWhen) {
  const Candidate found = read(manifest("tax", "1.0.0", "tax",
                                        "object unit\nobject campus { from 2015-07-27 to 2020-01-01 }\nobject campus { "
                                        "from 2024-01-01 }\n"));
  EXPECT_EQ(told(found.findings), Told{});
  ASSERT_EQ(found.manifest.objects.size(), 3U);
  EXPECT_TRUE(found.manifest.objects[0].holds(*parse_date("1990-01-01")));
  const AllowedObject& campus = found.manifest.objects[1];
  EXPECT_EQ(campus.id, "campus");
  EXPECT_EQ(where(campus.place), "plugins/x/plugin.info:6:8");
  EXPECT_FALSE(campus.holds(*parse_date("2015-07-26")));
  EXPECT_TRUE(campus.holds(*parse_date("2015-07-27")));
  EXPECT_TRUE(campus.holds(*parse_date("2019-12-31")));
  EXPECT_FALSE(campus.holds(*parse_date("2020-01-01")));
}

TEST_F(Bundles, SayTheDaysOfAnObjectInOrder) {
  EXPECT_EQ(told(read(manifest("tax", "1.0.0", "tax", "object unit { from 2020-01-01 to 2020-01-01 }\n")).findings),
            (Told{"object-days plugins/x/plugin.info:5:34"}));
  EXPECT_EQ(told(read(manifest("tax", "1.0.0", "tax", "object unit { from 2020 }\nobject { }\n")).findings),
            (Told{"value-type plugins/x/plugin.info:5:20", "value-missing plugins/x/plugin.info:6:1"}));
}

TEST_F(Bundles, SayWhichWordsAreTheirOwnAndWhichAreNot) {
  const Candidate found =
      read(manifest("court", "1.0.0", "court",
                    "terms { own 审判 own 立案\navoid 执法 { say 司法 except 行政执法 except 联合执法 "
                    "note 法院不是执法机关 }\navoid 客户 }\n"));
  EXPECT_EQ(told(found.findings), Told{});
  const Terms& terms = found.manifest.terms;
  EXPECT_EQ(terms.own, (std::vector<std::string>{"审判", "立案"}));
  ASSERT_EQ(terms.avoided.size(), 2U);
  EXPECT_EQ(terms.avoided[0].term, "执法");
  EXPECT_EQ(terms.avoided[0].say, "司法");
  EXPECT_EQ(terms.avoided[0].note, "法院不是执法机关");
  EXPECT_EQ(terms.avoided[0].except, (std::vector<std::string>{"行政执法", "联合执法"}));
  EXPECT_EQ(where(terms.avoided[0].place), "plugins/x/plugin.info:6:7");
  EXPECT_EQ(terms.avoided[1].say, "");
}

TEST_F(Bundles, ExceptOnlyWordsThatHoldTheAvoidedOne) {
  EXPECT_EQ(told(read(manifest("court", "1.0.0", "court", "terms { avoid 执法 { except 司法 } avoid \"\" owns 甲 }\n"))
                     .findings),
            (Told{"term-except plugins/x/plugin.info:5:31", "value-missing plugins/x/plugin.info:5:40",
                  "key-unknown plugins/x/plugin.info:5:49"}));
}

TEST_F(Bundles, AreBrokenWithoutWhatTheyMustSay) {
  const Candidate found = read("summary 素材\n");
  EXPECT_EQ(found.state, State::broken);
  EXPECT_EQ(found.findings.errors(), 4U);
  EXPECT_EQ(found.manifest.id, "x");
  EXPECT_FALSE(found.reason.empty());
}

TEST_F(Bundles, AreBrokenByMalformedValues) {
  for (const char* id :
       {"Tax", "tax_bureau", "-tax", "tax-", "税务", "tax..bureau", ".tax", "tax.", "..", "tax.-x", "a/b"})
    EXPECT_EQ(told(read(manifest(id, "1.0.0", "tax")).findings), (Told{"id-malformed plugins/x/plugin.info:1:4"}))
        << id;
  EXPECT_EQ(told(read(manifest("tax", "1.0", "tax")).findings), (Told{"version-malformed plugins/x/plugin.info:3:9"}));
  EXPECT_EQ(told(read(manifest("tax", "1.0.0", "tax", "libary x.so\n")).findings),
            (Told{"key-unknown plugins/x/plugin.info:5:1"}));
}

TEST_F(Bundles, ThatNeedALaterLecternSayNothingElse) {
  const Candidate found =
      read("mood vivid\n" + manifest("harbour", "3.1.0", "port", "requires \"1.1\"\nprefix {\n}\n"));
  EXPECT_EQ(found.state, State::needs_newer);
  EXPECT_EQ(found.manifest.id, "harbour");
  EXPECT_EQ(to_string(found.manifest.version), "3.1.0");
  EXPECT_EQ(found.manifest.sector, "port");
  EXPECT_EQ(told(found.findings), (Told{"bundle-requires plugins/x/plugin.info:6:11"}));
  EXPECT_EQ(english(found.findings.all()[0].message), "plugin 'harbour' needs Lectern 1.1, this is 1.0");
  EXPECT_EQ(read(manifest("harbour", "1.0.0", "port", "requires 2.0\n")).state, State::needs_newer);
}

TEST_F(Bundles, ForThisLecternOrAnEarlierAreWelcome) {
  EXPECT_EQ(read(manifest("harbour", "1.0.0", "port", "requires 1.0\n")).state, State::available);
  EXPECT_EQ(read(manifest("harbour", "1.0.0", "port", "requires \"0.9\"\n")).state, State::available);
  EXPECT_EQ(told(read(manifest("harbour", "1.0.0", "port", "requires soon\n")).findings),
            (Told{"version-malformed plugins/x/plugin.info:5:10"}));
  EXPECT_EQ(told(read(manifest("harbour", "1.0.0", "port", "requires 1.0.0\n")).findings),
            (Told{"version-malformed plugins/x/plugin.info:5:10"}));
}

TEST_F(Bundles, ThatNeedALaterLecternLeaveTheirPlaceToAnEarlierVersion) {
  files.put("a/new/plugin.info", manifest("harbour", "2.0.0", "port", "requires 1.1\n"));
  files.put("a/old/plugin.info", manifest("harbour", "1.0.0", "port"));
  EXPECT_EQ(find({"a"}, "port"), (Found{"a/new 2.0.0 too new", "a/old 1.0.0 available"}));
  EXPECT_EQ(find({"a"}, "court"), (Found{"a/new 2.0.0 too new", "a/old 1.0.0 available"}));
}

TEST_F(Bundles, MayBeCalledByADomainName) {
  for (const char* id : {"org.example.library", "a.b", "cn.gov.yunling.tax-bureau"}) {
    const Candidate found = read(manifest(id, "1.0.0", "tax"));
    EXPECT_EQ(told(found.findings), Told()) << id;
    EXPECT_EQ(found.manifest.id, id);
  }
}

TEST_F(Bundles, MayNotBeCalledAsWhatTheHostNamesItself) {
  for (const char* id : {"profile", "common", "any"}) {
    const Candidate found = read(manifest(id, "1.0.0", "tax"));
    EXPECT_EQ(told(found.findings), (Told{"id-malformed plugins/x/plugin.info:1:4"})) << id;
    EXPECT_EQ(found.state, State::broken);
  }
  Sources sources;
  files.put("data/common/plugin.info", manifest("common", "1.0.0", "any", "prefix ref\n"));
  EXPECT_EQ(read_manifest(files, "data/common", sources, Owner::installation).state, State::available);
}

/// `prefix ref` once put 某某会议 in the place of the plenum in every speech.
TEST_F(Bundles, ClaimNoPrefixThatTheHostUses) {
  for (const char* prefix : {"ref", "count", "occasion", "sector", "inherit", "options", "passages", "plugins",
                             "profile", "items", "source", "as_of", "verified", "note"}) {
    const Candidate found = read(manifest("tax", "1.0.0", "tax", fmt::format("prefix {}\n", prefix)));
    EXPECT_EQ(told(found.findings), (Told{"prefix-reserved plugins/x/plugin.info:5:8"})) << prefix;
    EXPECT_EQ(found.state, State::broken);
  }
  for (const char* prefix : {"Tax", "tax.hall", "tax-hall", "税务"})
    EXPECT_EQ(told(read(manifest("tax", "1.0.0", "tax", fmt::format("prefix {}\n", prefix))).findings),
              (Told{"prefix-malformed plugins/x/plugin.info:5:8"}))
        << prefix;
}

TEST_F(Bundles, MayNotPointToALibraryElsewhere) {
  for (const char* path : {"../evil.so", "/usr/lib/evil.so", "sub/evil.so", ".."}) {
    const Candidate found = read(manifest("tax", "1.0.0", "tax", fmt::format("library \"{}\"\n", path)));
    EXPECT_EQ(told(found.findings), (Told{"library-path plugins/x/plugin.info:5:10"})) << path;
    EXPECT_EQ(found.state, State::broken);
  }
}

TEST_F(Bundles, WhoseManifestIsNoInfoAreBrokenAndNamedAfterTheirFolder) {
  const Candidate found = read("id {\n");
  EXPECT_EQ(found.state, State::broken);
  EXPECT_EQ(found.manifest.id, "x");
}

TEST_F(Bundles, AreFoundInTheOrderOfTheSearchPathAndThenByFolder) {
  files.put("b/two/plugin.info", manifest("two", "1.0.0", "tax"));
  files.put("b/one/plugin.info", manifest("one", "1.0.0", "tax"));
  files.put("a/three/plugin.info", manifest("three", "1.0.0", "tax"));
  EXPECT_EQ(find({"b", "a", "absent"}),
            (Found{"b/one 1.0.0 available", "b/two 1.0.0 available", "a/three 1.0.0 available"}));
}

TEST_F(Bundles, AreFoldersWithAManifestOnly) {
  files.put("a/one/plugin.info", manifest("one", "1.0.0", "tax"));
  files.put("a/notes/readme.txt", "");
  files.put("a/plugin.info", manifest("stray", "1.0.0", "tax"));
  EXPECT_EQ(find({"a"}), Found{"a/one 1.0.0 available"});
}

TEST_F(Bundles, OfOneIdAreShadowedByTheNewest) {
  files.put("a/old/plugin.info", manifest("tax", "1.9.0", "tax"));
  files.put("b/new/plugin.info", manifest("tax", "1.10.0", "tax"));
  files.put("c/older/plugin.info", manifest("tax", "1.2.9", "tax"));
  EXPECT_EQ(find({"a", "b", "c"}), (Found{"a/old 1.9.0 shadowed", "b/new 1.10.0 available", "c/older 1.2.9 shadowed"}));
  ASSERT_NE(catalogue.find("tax"), nullptr);
  EXPECT_EQ(catalogue.find("tax")->folder, "b/new");
  EXPECT_NE(english(catalogue.candidates[2].reason).find("1.10.0"), std::string::npos);
}

TEST_F(Bundles, OfOneIdAndVersionAreShadowedByTheEarlierInTheSearchPath) {
  files.put("a/tax/plugin.info", manifest("tax", "1.0.0", "tax"));
  files.put("b/tax/plugin.info", manifest("tax", "1.0.0", "tax"));
  EXPECT_EQ(find({"b", "a"}), (Found{"b/tax 1.0.0 available", "a/tax 1.0.0 shadowed"}));
}

TEST_F(Bundles, GiveWayToTheNextOfTheirId) {
  files.put("a/new/plugin.info", manifest("tax", "3.0.0", "tax"));
  files.put("b/middle/plugin.info", manifest("tax", "2.0.0", "tax"));
  files.put("c/old/plugin.info", manifest("tax", "1.0.0", "tax"));
  find({"a", "b", "c"});
  const Manifest* next = catalogue.pass_over("a/new");
  ASSERT_NE(next, nullptr);
  EXPECT_EQ(next->folder, "b/middle");
  EXPECT_EQ(catalogue.find("tax"), next);
  EXPECT_EQ(catalogue.candidates[0].state, State::passed_over);
  EXPECT_FALSE(catalogue.candidates[0].reason.empty());
  EXPECT_NE(english(catalogue.candidates[2].reason).find("2.0.0"), std::string::npos);
  ASSERT_NE(catalogue.pass_over("b/middle"), nullptr);
  EXPECT_EQ(catalogue.pass_over("c/old"), nullptr);
  EXPECT_EQ(catalogue.find("tax")->folder, "c/old");
  EXPECT_EQ(catalogue.pass_over("nowhere"), nullptr);
}

TEST_F(Bundles, ThatAreBrokenShadowNobody) {
  files.put("a/tax/plugin.info", manifest("tax", "2.0.0", "tax", "colour red\n"));
  files.put("b/tax/plugin.info", manifest("tax", "1.0.0", "tax"));
  EXPECT_EQ(find({"a", "b"}), (Found{"a/tax 2.0.0 broken", "b/tax 1.0.0 available"}));
}

TEST_F(Bundles, OfASectorAreSortedByIdAndJoinedByThoseOfAny) {
  files.put("a/1/plugin.info", manifest("tax-extra", "1.0.0", "tax"));
  files.put("a/2/plugin.info", manifest("festival", "1.0.0", "any"));
  files.put("a/3/plugin.info", manifest("court", "1.0.0", "court"));
  files.put("a/4/plugin.info", manifest("tax-bureau", "1.0.0", "tax"));
  files.put("b/5/plugin.info", manifest("tax-bureau", "0.9.0", "tax"));
  find({"a", "b"});
  EXPECT_EQ(for_sector("tax"), (std::vector<std::string>{"festival", "tax-bureau", "tax-extra"}));
  EXPECT_EQ(for_sector("school"), std::vector<std::string>{"festival"});
  EXPECT_EQ(catalogue.sectors(), (std::vector<std::string>{"court", "tax"}));
  EXPECT_EQ(catalogue.find("absent"), nullptr);
}

TEST(Versions, HaveThreeNumbers) {
  EXPECT_EQ(to_string(*parse_version("1.2.3")), "1.2.3");
  EXPECT_EQ(to_string(*parse_version("0.10.200")), "0.10.200");
  for (const char* text :
       {"", "1", "1.2", "1.2.", "1.2.3.4", "1.2.x", "v1.2.3", "1..3", "-1.2.3", "1.2.3-rc1", "1 .2.3"})
    EXPECT_FALSE(parse_version(text)) << text;
}

TEST(Versions, AreComparedAsNumbers) {
  EXPECT_GT(*parse_version("1.10.0"), *parse_version("1.9.9"));
  EXPECT_GT(*parse_version("2.0.0"), *parse_version("1.99.99"));
  EXPECT_GT(*parse_version("1.0.1"), *parse_version("1.0.0"));
  EXPECT_EQ(*parse_version("1.0.0"), *parse_version("1.0.0"));
}

TEST_F(Bundles, DeclareTheOptionsOfTheirCode) {
  const Candidate candidate =
      read(manifest("x", "1.0.0", "tax",
                    "option mode { type choice label 语气 choice plain { label 平实 } choice fast { "
                    "label 快 } note 缺省平实 }\noption lines { type integer label 行数 }\n"));
  EXPECT_EQ(told(candidate.findings), Told{});
  ASSERT_EQ(candidate.manifest.options.size(), 2U);
  EXPECT_EQ(candidate.manifest.options[0].name, "mode");
  EXPECT_EQ(candidate.manifest.options[0].spec.choices.size(), 2U);
  EXPECT_EQ(candidate.manifest.options[0].note, "缺省平实");
  EXPECT_EQ(candidate.manifest.options[1].spec.type, Type::integer);
}

TEST_F(Bundles, DeclareOptionsWithTypeAndLabel) {
  const auto faults = [this](const std::string& options) {
    return told(read(manifest("x", "1.0.0", "tax", options)).findings);
  };
  EXPECT_EQ(faults("option mode\n"),
            (Told{"key-missing plugins/x/plugin.info:5:1", "key-missing plugins/x/plugin.info:5:1"}));
  EXPECT_EQ(faults("option Mode { type text label 甲 }\n"), Told{"key-malformed plugins/x/plugin.info:5:8"});
  EXPECT_EQ(faults("option a { type list label 甲 }\n"), Told{"type-unknown plugins/x/plugin.info:5:17"});
  EXPECT_EQ(faults("option a { type integer label 甲 unit 人 }\n"), Told{"key-unknown plugins/x/plugin.info:5:40"});
  EXPECT_EQ(faults("option a { type text label 甲 }\noption a { type text label 乙 }\n"),
            Told{"key-repeated plugins/x/plugin.info:6:8"});
}

TEST_F(Bundles, HaveNoMoreThanIsLookedThroughQuickly) {
  std::string prefixes;
  std::string terms;
  for (int i = 0; i < 101; ++i) prefixes += fmt::format("prefix p{}\n", i);
  for (int i = 0; i < 1001; ++i) terms += fmt::format("own 词{}\n", i);
  EXPECT_EQ(told(read(manifest("x", "1.0.0", "tax", prefixes)).findings), Told{"too-many plugins/x/plugin.info"});
  EXPECT_EQ(told(read(manifest("x", "1.0.0", "tax", "terms {\n" + terms + "}\n")).findings),
            Told{"too-many plugins/x/plugin.info:5:1"});
}

}  // namespace
}  // namespace lectern::host
