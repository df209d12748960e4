// SPDX-License-Identifier: Apache-2.0
//
// Passages that walk a table.
#include "document/speech.hpp"

#include "scene.hpp"

namespace lectern::host {
namespace {

class Walking : public testing::Test {
 protected:
  Walking() {
    scene.define_slots("slot gaps { name 差距 } slot other { name 其他 } slot heading.a { name 标题 }\n");
    scene.declare(
        "fact meeting.date { type date label 日期 }\nfact unit.name { type text label 单位名称 }\nfact keywords { type "
        "list label 关键词 }\n"
        "fact gaps { type table label 存在差距 column text { type text label 问题 } column owner { type text label "
        "股室 } column deadline { type date label 期限 } }\n");
    scene.define_skeleton("skeleton s { slot gaps { } }\n");
  }

  void give_rows(const std::string& rows) {
    scene.give("meeting { date 2026-03-06 }\nunit { name 云岭局 }\ngaps { " + rows + " }\n");
  }

  /// The speech of one passage that walks the table, a line a block; points with their numerals.
  std::vector<std::string> walked(const std::string& passage) {
    scene.passages.clear();
    scene.speak("passage a { slot gaps each gaps " + passage + " }\n");
    return made();
  }

  std::vector<std::string> made() {
    EXPECT_EQ(told(scene.findings), Told{});
    plan_ = scene.planned();
    speech = make_speech(plan_, scene.context());
    std::vector<std::string> out;
    for (const Block& block : speech.blocks) out.push_back(numeral(block) + block.text);
    return out;
  }
  using Lines = std::vector<std::string>;

  static std::string at(const Block& block, std::size_t span) {
    return block.text.substr(block.spans.at(span).begin, block.spans.at(span).end - block.spans.at(span).begin);
  }

  Scene scene;
  Speech speech;

 private:
  Plan plan_;
};

TEST_F(Walking, RunsRowsOnWithTheirOrdinals) {
  give_rows("item { text 甲 } item { text 乙 } item { text 丙 }");
  EXPECT_EQ(walked("text \"有{gaps:count}条：{items}都要改。\" item \"{.text}。\""),
            Lines{"有三条：一是甲。二是乙。三是丙。都要改。"});
}

TEST_F(Walking, JoinsRowsByCommasWhereItSaysSo) {
  give_rows("item { text 甲 } item { text 乙 } item { text 丙 }");
  EXPECT_EQ(walked("text \"刚才，{items:run}。\" item \"{.text}\""), Lines{"刚才，甲，乙，丙。"});
}

TEST_F(Walking, DoesNotMarkASingleRow) {
  give_rows("item { text 甲 }");
  EXPECT_EQ(walked("text \"主要是：{items}\" item \"{.text}。\""), Lines{"主要是：甲。"});
  EXPECT_EQ(walked("text \"主要是：{items:run}\" item \"{.text}。\""), Lines{"主要是：甲。"});
  EXPECT_EQ(walked("text \"主要是：{items:points}\" item \"{.text}。\""), (Lines{"主要是：", "甲。"}));
}

TEST_F(Walking, MakesPointsOfRows) {
  give_rows("item { text 甲 } item { text 乙 }");
  EXPECT_EQ(walked("text \"有两条：{items:points}\" item \"{.text}。\""), (Lines{"有两条：", "1.甲。", "2.乙。"}));
  EXPECT_EQ(speech.blocks[0].kind, BlockKind::paragraph);
  EXPECT_EQ(speech.blocks[1].kind, BlockKind::point);
  EXPECT_EQ(speech.statistics.paragraphs, 3U);
}

TEST_F(Walking, GoesOnBehindItsPoints) {
  give_rows("item { text 甲 } item { text 乙 }");
  EXPECT_EQ(walked("text \"{items:points}都要改。\" item \"{.text}。\""), (Lines{"1.甲。", "2.乙。", "都要改。"}));
}

TEST_F(Walking, NumbersPointsUnderTheThirdLevelAsTheFourth) {
  give_rows("item { text 甲 } item { text 乙 }");
  scene.define_skeleton(
      "skeleton s { section a { heading heading.a section b { heading heading.a section c { heading heading.a slot "
      "gaps { } } } } }\n");
  scene.speak(
      "passage h { slot heading.a text 标题 }\npassage a { slot gaps each gaps text \"{items:points}\" item "
      "\"{.text}。\" }\n");
  EXPECT_EQ(made(), (Lines{"标题", "标题", "标题", "（1）甲。", "（2）乙。"}));
}

TEST_F(Walking, TakesTheFirstItemWhoseFactsTheRowHas) {
  give_rows("item { text 甲 owner 办公室 } item { text 乙 } item { text 丙 deadline 2026-06-30 }");
  EXPECT_EQ(walked("text \"{items}\" item \"{.text}，由{.owner}办。\" item \"{.text}[，{.deadline:by}办完]。\""),
            Lines{"一是甲，由办公室办。二是乙。三是丙，6月底前办完。"});
}

TEST_F(Walking, SaysTheFirstAndTheLastRowInFormsOfTheirOwn) {
  give_rows("item { text 甲 } item { text 乙 } item { text 丙 }");
  EXPECT_EQ(walked("text \"{items:run}\" first \"首先{.text}\" item \"下面{.text}\" last \"最后{.text}\""),
            Lines{"首先甲，下面乙，最后丙"});
  EXPECT_EQ(walked("text \"{items}\" item \"{.text}；\" last \"{.text}。\""), Lines{"一是甲；二是乙；三是丙。"});
  EXPECT_EQ(walked("text \"{items:points}\" first \"首先{.text}\" item \"{.text}\""),
            (Lines{"1.首先甲", "2.乙", "3.丙"}));
}

TEST_F(Walking, TakesTheItemWhereTheRowLacksAFactOfItsOwnForm) {
  give_rows("item { text 甲 } item { text 乙 owner 办公室 }");
  EXPECT_EQ(walked("text \"{items:run}\" first \"首先由{.owner}抓{.text}\" item \"抓{.text}\" last "
                   "\"{.deadline:by}{.text}\" last \"最后由{.owner}抓{.text}\""),
            Lines{"抓甲，最后由办公室抓乙"});
}

TEST_F(Walking, SaysARowThatIsAloneAsTheOnlyThenTheFirstThenTheLast) {
  give_rows("item { text 甲 }");
  const std::string item = "text \"{items:run}\" item \"项{.text}\" ";
  EXPECT_EQ(walked(item), Lines{"项甲"});
  EXPECT_EQ(walked(item + "last \"末{.text}\""), Lines{"末甲"});
  EXPECT_EQ(walked(item + "last \"末{.text}\" first \"首{.text}\""), Lines{"首甲"});
  EXPECT_EQ(walked(item + "last \"末{.text}\" first \"首{.text}\" only \"独{.text}\""), Lines{"独甲"});
  give_rows("item { text 甲 } item { text 乙 }");
  EXPECT_EQ(walked(item + "only \"独{.text}\""), Lines{"项甲，项乙"});
}

TEST_F(Walking, MakesAParagraphOfEachRow) {
  give_rows("item { text 甲 } item { text 乙 owner 办公室 }");
  EXPECT_EQ(
      walked("text \"议程如下：{items:paragraphs}开会。\" first \"首先{.text}。\" item \"{.text}[\\n请{.owner}]。\""),
      (Lines{"议程如下：", "首先甲。", "乙", "请办公室。", "开会。"}));
  for (const Block& block : speech.blocks) EXPECT_EQ(block.kind, BlockKind::paragraph);
  EXPECT_EQ(at(speech.blocks.at(3), 0), "办公室");
  EXPECT_EQ(speech.blocks[3].spans[0].row, 1U);
}

TEST_F(Walking, MarksATableWithoutRowsInAParagraph) {
  give_rows("");
  EXPECT_EQ(walked("text \"{items:paragraphs}\" item \"{.text}。\""), Lines{"【待填：存在差距】"});
}

TEST_F(Walking, MarksWhatARowMisses) {
  give_rows("item { text 甲 } item { owner 办公室 }");
  EXPECT_EQ(walked("text \"{items}\" item \"{.text}由{.owner}办。\""),
            Lines{"一是甲由【待填：股室】办。二是【待填：问题】由办公室办。"});
  ASSERT_EQ(speech.missing.size(), 1U);
  EXPECT_EQ(speech.missing[0].fact, scene.id("gaps"));
}

TEST_F(Walking, MarksATableWithoutRows) {
  give_rows("");
  EXPECT_EQ(walked("text \"有：{items}都要改。\" item \"{.text}。\""), Lines{"有：【待填：存在差距】都要改。"});
  EXPECT_EQ(walked("text \"有：{items:points}\" item \"{.text}。\""), (Lines{"有：", "【待填：存在差距】"}));
  EXPECT_TRUE(speech.blocks[1].spans.at(0).missing);
}

TEST_F(Walking, KnowsRowAndColumnOfEachCell) {
  give_rows("item { text 甲 owner 办公室 } item { text 乙 owner 法制股 }");
  walked("text \"{unit.name}：{items}\" item \"{.owner}管{.text}。\"");
  const Block& block = speech.blocks.at(0);
  ASSERT_EQ(block.spans.size(), 5U);
  EXPECT_EQ(at(block, 0), "云岭局");
  EXPECT_EQ(at(block, 3), "法制股");
  EXPECT_EQ(block.spans[3].row, 1U);
  EXPECT_EQ(block.spans[3].column, 1U);
  EXPECT_EQ(at(block, 4), "乙");
  EXPECT_EQ(block.spans[4].column, 0U);
}

TEST_F(Walking, KnowsWhereFactsStandBehindTheRows) {
  give_rows("item { text 甲 } item { text 乙 }");
  walked("text \"{items}\\n由{unit.name}办。\" item \"{.text}。\"");
  ASSERT_EQ(speech.blocks.size(), 2U);
  EXPECT_EQ(at(speech.blocks[1], 0), "云岭局");
  EXPECT_EQ(speech.blocks[1].spans[0].begin, 3U);
}

TEST_F(Walking, KnowsRowAndColumnInPoints) {
  give_rows("item { text 甲 owner 办公室 } item { text 乙 owner 法制股 }");
  walked("text \"{items:points}\" item \"由{.owner}办。\"");
  EXPECT_EQ(at(speech.blocks.at(1), 0), "法制股");
  EXPECT_EQ(speech.blocks[1].spans[0].row, 1U);
}

TEST_F(Walking, WalksAListToo) {
  scene.give("keywords { item 甲 item 乙 }\n");
  scene.speak("passage a { slot gaps each keywords text \"{items}\" item \"抓{.item}。\" }\n");
  EXPECT_EQ(made(), Lines{"一是抓甲。二是抓乙。"});
}

TEST_F(Walking, SaysTheOrdinalsOfManyRows) {
  std::string rows;
  for (int i = 0; i < 12; ++i) rows += "item { text 甲 } ";
  give_rows(rows);
  const std::string text = walked("text \"{items}\" item \"{.text}\"").at(0);
  EXPECT_TRUE(text.ends_with("九是甲十是甲十一是甲十二是甲")) << text;
}

}  // namespace
}  // namespace lectern::host
