// SPDX-License-Identifier: Apache-2.0
//
// What a text is made of once it is compiled, and what is wrong with one that cannot be.
#include "fact/template.hpp"

#include "scene.hpp"

namespace lectern::host {
namespace {

class Compiling : public testing::Test {
 protected:
  Compiling() {
    scene.refer("reference plenum.20.4 { kind plenum term 四中全会 from 2025-10-23 }\n");
    scene.declare(
        "fact tax.revenue { type decimal label 收入 unit 亿元 }\nfact tax.growth { type rate label 增幅 }\n"
        "fact unit.name { type text label 单位 }\nfact keywords { type list label 关键词 }\n"
        "fact unit.rank { type choice label 身份 choice head { label 负责人 verb 提 } choice deputy { label 分管 verb "
        "讲 } }\n"
        "fact honours { type table label 荣誉 column title { type text label 名称 } column year { type year label 年份 "
        "} }\n");
    EXPECT_EQ(told(scene.findings), Told{});
  }

  /// Compiles a text that stands at line 2, column 9 of a file.
  Template compiled(std::string_view text, bool may_hold_items = false, bool walks = false) {
    const std::optional<FactId> table = walks ? std::optional(scene.id("honours")) : std::nullopt;
    const Source& source = scene.sources.add("x.info", fmt::format("passage p\n  text \"{}\"\n", text));
    scene.findings = {};
    return compile(text, Place{&source, 2, 8, 0}, scene.vocabulary(), table, may_hold_items, scene.findings);
  }

  static std::string literals(const Template& text) {
    std::string out;
    for (const Segment& segment : text.segments) out += segment.text;
    return out;
  }

  /// What is wrong with a text, and how long the fault is: "x.info:2:9 +5".
  std::string fault(std::string_view text, bool may_hold_items = false, bool walks = false) {
    compiled(text, may_hold_items, walks);
    std::string out;
    for (const Diagnostic& diagnostic : scene.findings.all()) {
      EXPECT_EQ(diagnostic.code, "template");
      out += (out.empty() ? "" : ", ") + fmt::format("{} +{}", where(diagnostic.place), diagnostic.place.length);
    }
    return out;
  }

  std::string hint() const { return english(scene.findings.all().at(0).hint); }

  /// The same for a text as it stands in a file, with its escapes and line ends.
  std::string fault_in_file(const std::string& file) {
    const Node root = scene.read(file);
    scene.findings = {};
    compile(root.children.at(0).value, root.children.at(0).value_place(), scene.vocabulary(), std::nullopt, false,
            scene.findings);
    return scene.findings.all().empty() ? "" : where(scene.findings.all()[0].place);
  }

  Scene scene;
};

TEST_F(Compiling, CutsATextIntoLiteralsAndFacts) {
  const Template text = compiled("去年{tax.revenue}，{tax.growth:change}。");
  EXPECT_EQ(told(scene.findings), Told{});
  ASSERT_EQ(text.segments.size(), 5U);
  EXPECT_EQ(text.segments[0].text, "去年");
  EXPECT_EQ(text.segments[1].use.fact, scene.id("tax.revenue"));
  EXPECT_EQ(text.segments[1].use.way, Way::plain);
  EXPECT_EQ(text.segments[3].use.way, Way::change);
  EXPECT_EQ(text.segments[4].text, "。");
}

TEST_F(Compiling, NumbersOptionalGroups) {
  const Template text = compiled("甲[乙{unit.name}丙]丁[戊]");
  ASSERT_EQ(text.segments.size(), 6U);
  EXPECT_EQ(text.segments[0].group, 0U);
  EXPECT_EQ(text.segments[1].group, 1U);
  EXPECT_EQ(text.segments[2].group, 1U);
  EXPECT_EQ(text.segments[3].group, 1U);
  EXPECT_EQ(text.segments[4].group, 0U);
  EXPECT_EQ(text.segments[5].group, 2U);
}

TEST_F(Compiling, ReadsDoubledMarksAsCharacters) {
  const Template text = compiled("a{{b}}c[[d]]e");
  EXPECT_EQ(told(scene.findings), Told{});
  EXPECT_EQ(literals(text), "a{b}c[d]e");
}

TEST_F(Compiling, ReadsMarksDirectlyBehindAFact) {
  const Template text = compiled("{unit.name}}}{{{unit.name}");
  EXPECT_EQ(told(scene.findings), Told{});
  ASSERT_GT(text.segments.size(), 2U);
  EXPECT_EQ(text.segments.front().kind, Segment::Kind::fact);
  EXPECT_EQ(text.segments.back().kind, Segment::Kind::fact);
  EXPECT_EQ(literals(text), "}{");
}

TEST_F(Compiling, KnowsTheWordsOfAChoice) {
  const Template text = compiled("{unit.rank:verb}");
  EXPECT_EQ(told(scene.findings), Told{});
  EXPECT_EQ(text.segments.at(0).use.way, Way::word);
  EXPECT_EQ(text.segments.at(0).use.word, "verb");
}

TEST_F(Compiling, TakesAColumnOfATableAsAList) {
  const Template text = compiled("{honours.year:last}{honours:count}{keywords:and}");
  EXPECT_EQ(told(scene.findings), Told{});
  EXPECT_EQ(text.segments.at(0).use.fact, scene.id("honours"));
  EXPECT_EQ(text.segments.at(0).use.column, 1U);
  EXPECT_EQ(text.segments.at(1).use.column, std::nullopt);
  EXPECT_EQ(text.segments.at(2).use.column, 0U);
}

TEST_F(Compiling, KnowsReferencesByKindAndId) {
  EXPECT_EQ(compiled("{ref.plenum}{ref.plenum.20.4}").segments.size(), 2U);
  EXPECT_EQ(told(scene.findings), Told{});
}

TEST_F(Compiling, KnowsTheCountsOfTheSpeech) {
  const Template text = compiled("{count.parts:hanzi}{count.points}");
  EXPECT_EQ(text.segments.at(0).use.fact, Schema::kCountParts);
  EXPECT_EQ(text.segments.at(1).use.fact, Schema::kCountPoints);
}

TEST_F(Compiling, KnowsTheColumnsOfTheTableBeingWalked) {
  const Template item = compiled("{.year}获{.title:quoted}", false, true);
  EXPECT_EQ(told(scene.findings), Told{});
  EXPECT_EQ(item.segments.at(0).kind, Segment::Kind::cell);
  EXPECT_EQ(item.segments.at(0).use.column, 1U);
  EXPECT_EQ(item.segments.at(2).use.column, 0U);
}

TEST_F(Compiling, KnowsTheWaysToSetOutTheRows) {
  EXPECT_EQ(compiled("{items}", true).segments.at(0).rows, RowStyle::marked);
  EXPECT_EQ(compiled("{items:run}", true).segments.at(0).rows, RowStyle::run);
  EXPECT_EQ(compiled("{items:points}", true).segments.at(0).rows, RowStyle::points);
}

TEST_F(Compiling, ReportsAWrongKeyWhereItStands) {
  EXPECT_EQ(fault("云{tax.revenu}"), "x.info:2:12 +12");
  EXPECT_EQ(hint(), "did you mean 'tax.revenue'?");
}

TEST_F(Compiling, ReportsAWrongReferenceWithTheNearestKnown) {
  EXPECT_EQ(fault("{ref.plenun}"), "x.info:2:9 +12");
  EXPECT_EQ(hint(), "did you mean 'ref.plenum'?");
}

TEST_F(Compiling, ReportsAWrongWayWhereItStands) {
  EXPECT_EQ(fault("云岭{tax.growth:chnage}。"), "x.info:2:15 +19");
  EXPECT_EQ(hint(), "did you mean 'change'?");
}

TEST_F(Compiling, ReportsAWayThatDoesNotSuitTheType) {
  EXPECT_EQ(fault("{unit.name:hanzi}"), "x.info:2:9 +17");
  EXPECT_EQ(fault("{honours:and}"), "x.info:2:9 +13");
  EXPECT_EQ(fault("{unit.rank:noun}"), "x.info:2:9 +16");
  EXPECT_EQ(fault("{honours.year:change}"), "x.info:2:9 +21");
}

TEST_F(Compiling, ReportsAWrongColumn) {
  EXPECT_EQ(fault("{honours.yaer}"), "x.info:2:9 +14");
  EXPECT_EQ(fault("{.yaer}", false, true), "x.info:2:9 +7");
  EXPECT_EQ(hint(), "did you mean 'year'?");
}

TEST_F(Compiling, ReportsACellOutsideAnItem) { EXPECT_EQ(fault("甲{.year}"), "x.info:2:12 +7"); }

TEST_F(Compiling, ReportsItemsWhereNoTableIsWalked) {
  EXPECT_EQ(fault("甲{items}"), "x.info:2:12 +7");
  EXPECT_EQ(fault("甲{items:points}"), "x.info:2:12 +14");
  EXPECT_EQ(fault("甲{items:dots}", true), "x.info:2:12 +12");
}

TEST_F(Compiling, ReportsBracesThatDoNotMatch) {
  EXPECT_EQ(fault("甲}乙"), "x.info:2:12 +1");
  EXPECT_EQ(fault("甲{unit.name"), "x.info:2:12 +10");
  EXPECT_EQ(fault("{}"), "x.info:2:9 +2");
}

TEST_F(Compiling, NamesNoMoreThanTheKeyOfABraceThatIsNotClosed) {
  for (const char* text : {"{unit.name今年组织收入{tax.revenue}。", "{unit.name今年组织收入，很好}", "{unit.name[，好]",
                           "{unit.name｝今年"}) {
    EXPECT_EQ(fault(text), "x.info:2:9 +10") << text;
    EXPECT_EQ(messages(scene.findings), "an opening brace without a closing one\n");
    EXPECT_EQ(hint(), "close it behind the key: {unit.name}");
  }
  EXPECT_EQ(fault("{unit.name今年{a.b}"), "x.info:2:9 +10, x.info:2:25 +5") << "and goes on behind it";
  EXPECT_EQ(fault("{今年{unit.name}"), "x.info:2:9 +1");
  EXPECT_EQ(hint(), "write {{ for a brace in the text");
}

TEST_F(Compiling, ReportsBracesAndColonsOfTheChineseInputMethod) {
  EXPECT_EQ(fault("甲｛unit.name｝乙"), "x.info:2:12 +3");
  EXPECT_EQ(hint(), "type braces with the English input method: {unit.name}");
  EXPECT_EQ(fault("甲｛unit.name}乙"), "x.info:2:12 +3");
  EXPECT_EQ(fault("｛一｝"), "") << "braces of the text itself";
  EXPECT_EQ(fault("{tax.revenue：bare}"), "x.info:2:9 +20");
  EXPECT_EQ(hint(), "type the colon with the English input method: {tax.revenue:bare}");
}

TEST_F(Compiling, ReportsBracketsThatDoNotMatch) {
  EXPECT_EQ(fault("甲]乙"), "x.info:2:12 +1");
  EXPECT_EQ(fault("甲[乙"), "x.info:2:12 +1");
  EXPECT_EQ(fault("[甲[乙]"), "x.info:2:9 +1");
}

TEST_F(Compiling, PointsAtTheFaultNotAtItsLike) { EXPECT_EQ(fault("甲[乙]丙]"), "x.info:2:20 +1"); }

TEST_F(Compiling, ReportsAllFaultsOfAText) { EXPECT_EQ(fault("{a.b}甲{c.d}"), "x.info:2:9 +5, x.info:2:17 +5"); }

TEST_F(Compiling, FindsAFaultBehindEscapes) { EXPECT_EQ(fault_in_file(R"(text "甲\n乙\\{a.b}")"), "x.info:1:17"); }

TEST_F(Compiling, FindsAFaultInAContinuedText) {
  EXPECT_EQ(fault_in_file("text \"甲乙丙丁戊己庚辛壬癸\" \\\n     \"子{a.b}\"\n"), "x.info:2:10");
  EXPECT_EQ(fault_in_file("text \"甲\" \\\n\"子\" \\\n  \"丑{a.b}\"\n"), "x.info:3:7");
}

TEST_F(Compiling, SaysWhatToDoAboutEachFault) {
  for (const char* text :
       {"甲}", "甲{unit.name", "甲]", "甲[", "[甲[乙]", "{unit.name:hanzi}", "{}", "{items}", "{.year}"}) {
    fault(text);
    ASSERT_FALSE(scene.findings.all().empty()) << text;
    EXPECT_FALSE(hint().empty()) << text;
  }
}

TEST_F(Compiling, RefusesATextOfMoreThanSixteenKibibytes) {
  EXPECT_EQ(fault(std::string(16 * 1024, 'a')), "");
  EXPECT_EQ(fault(std::string(16 * 1024 + 1, 'a')), "x.info:2:9 +0");
}

}  // namespace
}  // namespace lectern::host
