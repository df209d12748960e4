// SPDX-License-Identifier: Apache-2.0
#include "inspect/passage_text.hpp"

#include "scene.hpp"
#include "told.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

class PassageTexts : public testing::Test {
 protected:
  /// The text of the only passage's only wording.
  PassageText read(std::string text) {
    const Source& source =
        sources_.add("why.info", "passage reason.one\n{\n  slot reason\n  text \"" + std::move(text) + "\"\n}\n");
    Findings findings;
    const std::optional<Node> file = read_info(source, findings);
    EXPECT_TRUE(file);
    place_ = file->children[0].place;
    const Node& wording = file->children[0].children[1];
    form_ = compile(wording.value, wording.value_place(), {schema_, references_}, std::nullopt, false, findings);
    EXPECT_TRUE(findings.all().empty()) << messages(findings);
    return {form_, place_};
  }

  Sources sources_;
  Schema schema_;
  References references_;
  Template form_;
  Place place_;
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

TEST_F(PassageTexts, PointAtThePassageWhereTheFileSaysItOtherwise) {
  const PassageText said = read("第一段。\\n第二段,好。");
  const Place place = said.place(said.text().find(','), 1);
  EXPECT_EQ(place.line, place_.line);
}

}  // namespace
}  // namespace lectern::host
