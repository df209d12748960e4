// SPDX-License-Identifier: Apache-2.0
//
// Which sentences decide something nobody decided, and which only look like it. `￼` stands for a fact.
#include "inspect/decisions.hpp"

#include <gtest/gtest.h>

#include <string>

namespace lectern::host {
namespace {

/// The kinds of decision, and the words that show them: "deadline 当天, rule 不许".
std::string found_in(std::string_view sentence) {
  static const Decisions decisions;
  std::string out;
  for (const DecidingWord& word : decisions.find(sentence)) {
    const std::string kind =
        name_of(word.decision).text([](const char* same) { return same; }, Message::Language::english);
    out += (out.empty() ? "" : ", ") + kind + " " + std::string(sentence.substr(word.at, word.size));
  }
  return out;
}

TEST(Decisions, FindsRulesAndWhatComesOfThem) {
  EXPECT_EQ(found_in("材料不全的，一律退回。"), "rule 一律");
  EXPECT_EQ(found_in("有案必录，不得拖延。"), "rule 不得");
  EXPECT_EQ(found_in("出了有责投诉的单位，当年退出评先。"), "sanction 退出评先, reward 评先");
  EXPECT_EQ(found_in("取消当年的评优资格。"), "sanction 取消当年的评优资格, reward 评优");
  EXPECT_EQ(found_in("窗口要当面道歉。"), "sanction 道歉");
  EXPECT_EQ(found_in("一条扣两分。"), "sanction 扣两分");
  EXPECT_EQ(found_in("验收不过，工程款不结清。"), "sanction 工程款不");
  EXPECT_EQ(found_in("先离岗，再说事。"), "sanction 离岗, order of steps 先离岗，再");
  EXPECT_EQ(found_in("奖金向一线倾斜。"), "reward 奖金");
  EXPECT_EQ(found_in("选上了不发大红花。"), "reward 不发大红花");
  EXPECT_EQ(found_in("年底表彰一批先进。"), "reward 表彰一批");
}

TEST(Decisions, FindsOrderTimeAndMeasure) {
  EXPECT_EQ(found_in("先受理、后补正。"), "order of steps 先受理、后");
  EXPECT_EQ(found_in("每季度抽查一批。"), "recurring duty 每季");
  EXPECT_EQ(found_in("三个工作日以内答复。"), "deadline 三个工作日以内");
  EXPECT_EQ(found_in("6月底前办完。"), "deadline 6月底前");
  EXPECT_EQ(found_in("看到的问题限期改好。"), "deadline 限期");
  EXPECT_EQ(found_in("早上八点开门。"), "time 早上八点");
  EXPECT_EQ(found_in("操场放学以后多开一个钟头。"), "time 多开一个钟头");
  EXPECT_EQ(found_in("每人至少走访十户。"), "quantity 至少走访十");
  EXPECT_EQ(found_in("知晓率达到百分之九十。"), "quantity 百分之九十");
  EXPECT_EQ(found_in("挑一位当事人，打个电话。"), "quantity 挑一位");
}

TEST(Decisions, FindsWhoIsToDoIt) {
  EXPECT_EQ(found_in("谁主管，谁负责。"), "who answers for what 谁主管，谁");
  EXPECT_EQ(found_in("结果同绩效挂钩。"), "reward 绩效, who answers for what 挂钩");
  EXPECT_EQ(found_in("组长由我来当。"), "appointment 组长由我");
  EXPECT_EQ(found_in("由办公室牵头。"), "appointment 由办公室牵头");
  EXPECT_EQ(found_in("请企业会计、个体户做监督员。"), "appointment 监督员");
  EXPECT_EQ(found_in("我们向大家保证，件件有回音。"), "promise 我们向大家保证");
  EXPECT_EQ(found_in("标准交给一线，一线说封就封，不用层层请示。"), "power 说封就");
}

TEST(Decisions, LeavesToTheProfileWhatAFactSays) {
  EXPECT_EQ(found_in("由￼牵头，￼改好。"), "");
  EXPECT_EQ(found_in("先￼，再￼。"), "");
  EXPECT_EQ(found_in("￼以内答复，￼前办完。"), "");
  EXPECT_EQ(found_in("取消￼资格。"), "");
}

TEST(Decisions, LeavesAloneWhatOnlyLooksLikeOne) {
  for (const std::string_view sentence :
       {"首先要想明白，后面才好办。", "先进单位的经验再多，也要自己走。", "舍不得、来不得、由不得。", "不得不承认。",
        "环环相扣，紧扣主题。", "去年获得奖牌，奖状挂在墙上。", "下面讲三点要求。", "第二次开会的时候。",
        "决不辜负大家的信任。", "改那张扣分单上的事。", "乱罚款要不得。", "一个单位待久了，容易眼里没有毛病。",
        "值班的人不离岗。", "早一点报上来。", "几点开门写在门上。"})
    EXPECT_EQ(found_in(sentence), "") << sentence;
}

}  // namespace
}  // namespace lectern::host
