// SPDX-License-Identifier: Apache-2.0
#include "inspect/passage_text.hpp"

#include "scene.hpp"
#include "told.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

class PassageTexts : public testing::Test {
 protected:
  /// The text of the only passage's wording with this number.
  PassageText read(std::string text, std::size_t number = 1) {
    const Source& source =
        sources_.add("why.info", "passage reason.one\n{\n  slot reason\n  text \"" + std::move(text) + "\"\n}\n");
    const std::optional<Node> file = read_info(source, findings_);
    EXPECT_TRUE(file);
    place_ = file->children[0].place;
    const Node& wording = file->children[0].children[number];
    form_ = compile(wording.value, wording.value_place(), {schema_, references_}, std::nullopt, false, findings_);
    EXPECT_TRUE(findings_.all().empty()) << messages(findings_);
    return {form_, place_};
  }

  Sources sources_;
  Schema schema_;
  References references_;
  Template form_;
  Place place_;
  Findings findings_;
};

TEST_F(PassageTexts, HaveAMarkWhereAFactStands) {
  EXPECT_EQ(read("讲{count.parts:hanzi}点，[共{count.points}]。").text(), "讲\uFFFC点，共\uFFFC。");
}

TEST_F(PassageTexts, KnowTheirPlaceInTheFile) {
  const PassageText said = read("讲{count.parts:hanzi}点,好。");
  const std::size_t at = said.text().find(',');
  EXPECT_EQ(pointed_at(said.place(at, 1)), ",");
  EXPECT_EQ(said.place(at, 1).line, 4U);
}

TEST_F(PassageTexts, KnowTheirPlaceBehindAnEscape) {
  const PassageText said = read("第一段。\\n第二段,好。");
  const Place place = said.place(said.text().find(','), 1);
  EXPECT_EQ(pointed_at(place), ",");
  EXPECT_EQ(place.line, 4U);
}

TEST_F(PassageTexts, KnowTheirPlaceInTheLineWhereTheyGoOn) {
  // The same words stand in the passage twice: it is the second text.
  const PassageText said = read("讲{count.parts:hanzi}点,好。\"\n  text \"讲{count.points}点\" \\\n       \",好。", 2);
  const Place place = said.place(said.text().find(','), 1);
  EXPECT_EQ(pointed_at(place), ",");
  EXPECT_EQ(place.line, 6U);
}

TEST_F(PassageTexts, PointAtThePassageWhereTheirTextIsNotInAFile) {
  form_ = compile("代码的话,好。", {}, {schema_, references_}, std::nullopt, false, findings_);
  const PassageText said(form_, Place{&sources_.add("plugin.info", "id x\n"), 1, 0, 0});
  EXPECT_EQ(said.place(said.text().find(','), 1).column, 0U);
}

TEST_F(PassageTexts, ShowBracesWhereAFactStands) {
  const PassageText said = read("讲{count.parts:hanzi}点。好。");
  EXPECT_EQ(said.shown(0, said.text().size()), "讲{…}点。好。");
}

TEST(Sentences, EndWithTheirMark) {
  std::vector<std::string> found;
  const std::string_view text = "他说：“好。”第二句！\n第三句";
  for_each_sentence(text, [&](std::size_t begin, std::size_t size) { found.emplace_back(text.substr(begin, size)); });
  EXPECT_EQ(found, (std::vector<std::string>{"他说：“好。”", "第二句！", "\n", "第三句"}));
}

}  // namespace
}  // namespace lectern::host
