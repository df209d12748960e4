// SPDX-License-Identifier: Apache-2.0
//
// Templates filled with facts.
#include "fact/template.hpp"

#include "scene.hpp"

#include <set>

namespace lectern::host {
namespace {

class Filling : public testing::Test {
 protected:
  Filling() {
    scene.declare(
        "fact meeting.date { type date label 讲话日期 }\nfact tax.revenue { type decimal label 全年收入 unit 亿元 }\n"
        "fact tax.growth { type rate label 增幅 }\nfact unit.name { type text label 单位名称 }\n"
        "fact unit.short { type text label 单位简称 }\nfact keywords { type list label 关键词 }\n"
        "fact honours { type table label 荣誉 column title { type text label 荣誉名称 } column year { type year label "
        "年份 } }\n");
    scene.give(
        "meeting { date 2026-03-06 }\nunit { name 云岭局 }\ntax { revenue 12.6 }\n"
        "honours { item { title 甲 year 2019 } item { title 乙 } }\n");
    EXPECT_EQ(told(scene.findings), Told{});
  }

  Template compiled(const std::string& text, bool walks = false) {
    const std::optional<FactId> table = walks ? std::optional(scene.id("honours")) : std::nullopt;
    const Source& kept = scene.sources.add("x.info", text);  // what a template points into
    Template made = compile(kept.text, Place{}, scene.vocabulary(), table, false, scene.findings);
    EXPECT_EQ(told(scene.findings), Told{}) << text;
    return made;
  }

  std::string filled(const std::string& text) { return fill_all(compiled(text), std::nullopt).text; }
  Filled fill_all(const Template& text, std::optional<std::size_t> row) const {
    Filled out;
    fill(text, scene.context(), row, out);
    return out;
  }

  std::vector<std::string> missing(const std::string& text) {
    std::vector<FactId> ids;
    const Template made = compiled(text);
    missing_facts(made, scene.context(), std::nullopt, ids);
    EXPECT_EQ(ids.empty(), is_complete(made, scene.context(), std::nullopt)) << text;
    std::vector<std::string> keys;
    for (const FactId id : ids) keys.push_back(scene.schema[id].key);
    return keys;
  }
  using Keys = std::vector<std::string>;

  Scene scene;
};

TEST_F(Filling, PutsFactsIn) {
  EXPECT_EQ(filled("{unit.name}去年组织收入{tax.revenue}。"), "云岭局去年组织收入12.6亿元。");
}

TEST_F(Filling, LeavesOutAGroupThatMissesAFact) {
  EXPECT_EQ(filled("收入{tax.revenue}[，{tax.growth:change}]。"), "收入12.6亿元。");
  EXPECT_EQ(filled("[{unit.name}（{unit.short}）]在[{unit.name}]"), "在云岭局");
}

TEST_F(Filling, KeepsAGroupThatHasItsFacts) {
  EXPECT_EQ(filled("甲[，{unit.name}，{tax.revenue}]乙"), "甲，云岭局，12.6亿元乙");
  EXPECT_EQ(filled("甲[乙]丙"), "甲乙丙");
}

TEST_F(Filling, LeavesOutAnInnerGroupByItself) {
  EXPECT_EQ(filled("[收入{tax.revenue}[，增长{tax.growth}]。]完"), "收入12.6亿元。完");
  EXPECT_EQ(filled("[增长{tax.growth}[，收入{tax.revenue}]。]完"), "完");
  EXPECT_EQ(filled("[收入{tax.revenue}[，简称{unit.short}]]完"), "收入12.6亿元完");
}

TEST_F(Filling, TakesOneOfAChoiceOfWords) {
  const Template text = compiled("<今天|这次>召开<|工作>会议");
  std::set<std::string> seen;
  for (std::uint64_t variety = 0; variety < 64; ++variety) {
    FillContext context = scene.context();
    context.variety = variety;
    Filled out;
    fill(text, context, std::nullopt, out);
    seen.insert(out.text);
  }
  EXPECT_EQ(seen, (std::set<std::string>{"今天召开会议", "今天召开工作会议", "这次召开会议", "这次召开工作会议"}));
}

TEST_F(Filling, TakesOfAChoiceWhatHasItsFacts) {
  EXPECT_EQ(filled("<增长{tax.growth}|收入{tax.revenue}>"), "收入12.6亿元");
  EXPECT_FALSE(is_complete(compiled("<增长{tax.growth}>"), scene.context(), std::nullopt));
  EXPECT_EQ(filled("[<增长{tax.growth}|简称{unit.short}>。]完"), "完");
}

TEST_F(Filling, JudgesEachOfTwoAdjacentGroupsByItself) {
  EXPECT_EQ(filled("[a{unit.short}][b{unit.name}][c{unit.short}]d"), "b云岭局d");
}

TEST_F(Filling, MarksAMissingFactByItsLabel) {
  EXPECT_EQ(filled("增幅{tax.growth}，{unit.name}"), "增幅【待填：增幅】，云岭局");
  EXPECT_EQ(filled("{keywords}"), "【待填：关键词】");
}

TEST_F(Filling, MarksAMissingColumnByTheColumnsLabel) { EXPECT_EQ(filled("{honours.year}"), "【待填：年份】"); }

TEST_F(Filling, RemembersWhereEachFactStands) {
  const Filled out = fill_all(compiled("甲{unit.name}[{tax.revenue}]{tax.growth}"), std::nullopt);
  EXPECT_EQ(out.text, "甲云岭局12.6亿元【待填：增幅】");
  ASSERT_EQ(out.spans.size(), 3U);
  EXPECT_EQ(out.spans[0].begin, 3U);
  EXPECT_EQ(out.spans[0].end, 12U);
  EXPECT_EQ(out.spans[0].fact, scene.id("unit.name"));
  EXPECT_FALSE(out.spans[0].missing);
  EXPECT_EQ(out.spans[1].begin, 12U);
  EXPECT_EQ(out.spans[1].end, 22U);
  EXPECT_EQ(out.spans[1].fact, scene.id("tax.revenue"));
  EXPECT_EQ(out.spans[2].begin, 22U);
  EXPECT_EQ(out.spans[2].end, out.text.size());
  EXPECT_TRUE(out.spans[2].missing);
}

TEST_F(Filling, RemembersNothingOfAGroupLeftOut) {
  EXPECT_TRUE(fill_all(compiled("甲[{unit.name}{tax.growth}]"), std::nullopt).spans.empty());
}

TEST_F(Filling, NamesTheFactsATextCannotDoWithout) {
  EXPECT_EQ(missing("{unit.name}[{tax.growth}]"), Keys{});
  EXPECT_EQ(missing("{tax.growth}{unit.short}{tax.growth:bare}"), (Keys{"tax.growth", "unit.short"}));
  EXPECT_EQ(missing("{honours.title}{honours:count}"), Keys{});
  EXPECT_EQ(missing("{honours.year}"), Keys{"honours"});
  EXPECT_EQ(missing("{keywords:count}"), Keys{"keywords"});
}

TEST_F(Filling, MissesTheDayAValueBelongsTo) {
  EXPECT_EQ(missing("{tax.revenue:period}"), Keys{"tax.revenue"});
  EXPECT_EQ(filled("收入{tax.revenue}[（截至{tax.revenue:as_of}）]"), "收入12.6亿元");
}

TEST_F(Filling, MissesTheDayOfTheSpeechForWaysThatCountFromIt) {
  scene.day.date.reset();
  EXPECT_EQ(missing("{meeting.date}"), Keys{});
  EXPECT_EQ(missing("{meeting.date:by}"), Keys{"meeting.date"});
}

TEST_F(Filling, WritesCells) {
  const Template item = compiled("{.title:quoted}[（{.year}）]", true);
  EXPECT_EQ(fill_all(item, 0).text, "“甲”（2019年）");
  EXPECT_EQ(fill_all(item, 1).text, "“乙”");
}

TEST_F(Filling, RemembersTheRowAndColumnOfACell) {
  const Filled out = fill_all(compiled("{.title}{unit.name}", true), 1);
  ASSERT_EQ(out.spans.size(), 2U);
  EXPECT_EQ(out.spans[0].fact, scene.id("honours"));
  EXPECT_EQ(out.spans[0].row, 1U);
  EXPECT_EQ(out.spans[0].column, 0U);
  EXPECT_EQ(out.spans[1].row, std::nullopt);
  EXPECT_EQ(out.spans[1].column, std::nullopt);
}

TEST_F(Filling, JudgesAnItemByTheRowItIsFor) {
  const Template item = compiled("{.title}{.year}", true);
  EXPECT_TRUE(is_complete(item, scene.context(), 0));
  EXPECT_FALSE(is_complete(item, scene.context(), 1));
  EXPECT_EQ(fill_all(item, 1).text, "乙【待填：年份】");
}

TEST_F(Filling, WritesTheCountsOfTheSpeech) {
  FillContext context = scene.context();
  context.parts = 3;
  context.points = 2;
  Filled out;
  fill(compiled("{count.parts:hanzi}个方面，{count.points:hanzi}点，{count.points}"), context, std::nullopt, out);
  EXPECT_EQ(out.text, "三个方面，两点，2");
}

TEST_F(Filling, FillsAPartOfATextOnly) {
  const Template text = compiled("甲{unit.name}乙");
  Filled out;
  fill_range(text, 1, 2, scene.context(), std::nullopt, out);
  EXPECT_EQ(out.text, "云岭局");
}

TEST_F(Filling, DoesNotReadValuesAsTemplates) {
  scene.give("unit { name \"{unit.short}[x]\" }\n");
  EXPECT_EQ(filled("{unit.name}"), "{unit.short}[x]");
}

}  // namespace
}  // namespace lectern::host
