// SPDX-License-Identifier: Apache-2.0
//
// What a profile says about where its values come from.
#include "profile/profile.hpp"

#include "scene.hpp"

namespace lectern::host {
namespace {

class EvidenceOf : public testing::Test {
 protected:
  EvidenceOf() {
    scene.declare(
        "fact tax.revenue { type decimal label 收入 }\nfact tax.payers { type integer label 户数 }\n"
        "fact tax.hall.windows { type integer label 窗口 }\nfact keywords { type list label 关键词 }\n"
        "fact honours { type table label 荣誉 column title { type text label 名称 } column year { type year label 年份 "
        "} }\n");
  }

  void give(const std::string& profile) {
    scene.give(profile);
    EXPECT_EQ(told(scene.findings), Told{}) << profile;
  }

  static std::string read(const Evidence& evidence) {
    return fmt::format("{}/{}/{}", evidence.source, evidence.as_of, evidence.verified);
  }
  std::string of(const std::string& key) const { return read(scene.fact(key).value.evidence); }
  std::string of_cell(const std::string& key, std::size_t row, std::size_t column) const {
    return read(scene.fact(key).rows.at(row).cells.at(column).evidence);
  }

  Scene scene;
};

TEST_F(EvidenceOf, AValueStandsWithIt) {
  give("tax { revenue 12.6 { source 年报 as_of 2025-12-31 verified 王芳 note 含社保费 } }\n");
  EXPECT_EQ(of("tax.revenue"), "年报/2025-12-31/王芳");
}

TEST_F(EvidenceOf, AGroupHoldsForAllBelow) {
  give("tax { verified 王芳 as_of 2025-12-31 revenue 12.6 payers 18642 hall { windows 14 } }\n");
  EXPECT_EQ(of("tax.revenue"), "/2025-12-31/王芳");
  EXPECT_EQ(of("tax.payers"), "/2025-12-31/王芳");
  EXPECT_EQ(of("tax.hall.windows"), "/2025-12-31/王芳");
}

TEST_F(EvidenceOf, AGroupHoldsForValuesBeforeItToo) {
  give("tax { revenue 12.6 source 年报 }\n");
  EXPECT_EQ(of("tax.revenue"), "年报//");
}

TEST_F(EvidenceOf, AValueStandsOverThatOfItsGroup) {
  give("tax { source 年报 verified 王芳 revenue 12.6 { source 月报 } hall { source 台账 windows 14 } payers 18642 }\n");
  EXPECT_EQ(of("tax.revenue"), "月报//王芳");
  EXPECT_EQ(of("tax.hall.windows"), "台账//王芳");
  EXPECT_EQ(of("tax.payers"), "年报//王芳");
}

TEST_F(EvidenceOf, AValueMayBeTakenBack) {
  give("tax { verified 王芳 as_of 2025-12-31 revenue 12.6 { verified \"\" as_of \"\" } }\n");
  EXPECT_EQ(of("tax.revenue"), "//");
}

TEST_F(EvidenceOf, ATableHoldsForItsRowsAndARowForItsCells) {
  give("honours { verified 陈静 item { title 甲 source 甲文 } item { title 乙 { source 乙文 } year 2021 } }\n");
  EXPECT_EQ(of_cell("honours", 0, 0), "甲文//陈静");
  EXPECT_EQ(of_cell("honours", 1, 0), "乙文//陈静");
  EXPECT_EQ(of_cell("honours", 1, 1), "//陈静");
}

TEST_F(EvidenceOf, AListHoldsForItsItems) {
  give("keywords { source 方案 item 甲 { verified 陈静 } item 乙 }\n");
  EXPECT_EQ(of_cell("keywords", 0, 0), "方案//陈静");
  EXPECT_EQ(of_cell("keywords", 1, 0), "方案//");
}

TEST_F(EvidenceOf, AGroupDoesNotReachOtherLayers) {
  scene.give_layers({"tax { verified 王芳 revenue 12.6 payers 1 }\n", "tax { payers 18642 }\n"});
  EXPECT_EQ(told(scene.findings), Told{});
  EXPECT_EQ(of("tax.revenue"), "//王芳");
  EXPECT_EQ(of("tax.payers"), "//");
}

TEST_F(EvidenceOf, ADayMustBeADate) {
  scene.give("tax { as_of 2025-13-31 revenue 12.6 { as_of 去年 } }\n");
  EXPECT_EQ(told(scene.findings), (Told{"value-type p.info:1:13", "value-type p.info:1:45"}));
}

}  // namespace
}  // namespace lectern::host
