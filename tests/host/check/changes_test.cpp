// SPDX-License-Identifier: Apache-2.0
#include "check/manuscript.hpp"

#include "small_installation.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

/// The draft as a Word file's paragraphs, to be changed by a test.
class Changed : public testing::Test {
 protected:
  Changed() : draft_(installation_.draft(SmallInstallation::kComplete)) {
    const std::vector<std::string> ids = block_ids(draft_->speech);
    for_each_block(draft_->speech, [&](const Block& block) {
      Paragraph paragraph;
      paragraph.text = numeral(block) + block.text;
      paragraph.id = ids[paragraphs_.size()];
      paragraphs_.push_back(std::move(paragraph));
    });
  }

  Told found() {
    std::string text;
    std::uint32_t number = 0;
    for (Paragraph& paragraph : paragraphs_) {
      paragraph.pieces = {{0, ++number, 0}};
      text += paragraph.text + "\n";
    }
    findings_ = compare_paragraphs({&sources_.add("x.docx", text, Source::Lines::paragraphs), paragraphs_, 0}, *draft_);
    return told(findings_);
  }

  /// The last message: how many were changed.
  std::string summary() { return english(findings_.all().back().message); }

  std::vector<Paragraph> paragraphs_;
  Findings findings_;

 private:
  SmallInstallation installation_;
  std::unique_ptr<Draft> draft_;
  Sources sources_;
};

TEST_F(Changed, IsNothingInTheDraftItself) {
  EXPECT_EQ(found(), (Told{"note paragraphs-compared x.docx"}));
  EXPECT_EQ(summary(), "beside the draft of the profile: 0 paragraphs changed, 0 added, 0 taken out");
}

TEST_F(Changed, IsNotLookedForInFilesOfOthers) {
  for (Paragraph& paragraph : paragraphs_) paragraph.id.clear();
  EXPECT_EQ(found(), Told{});
}

TEST_F(Changed, SaysWhatTheDraftHadThere) {
  const auto changed = std::find_if(paragraphs_.begin(), paragraphs_.end(), [](const Paragraph& paragraph) {
    return paragraph.text.find("12.6亿元") != std::string::npos;
  });
  ASSERT_NE(changed, paragraphs_.end());
  changed->text.replace(changed->text.find("收入"), std::string("收入12.6").size(), "支出3");
  const std::size_t number = static_cast<std::size_t>(changed - paragraphs_.begin()) + 1;
  EXPECT_EQ(found(),
            (Told{fmt::format("note paragraph-changed x.docx:{}:7", number), "note paragraphs-compared x.docx"}));
  EXPECT_EQ(english(findings_.all()[0].message), "the draft has here: 收入12.6");
  EXPECT_EQ(pointed_at(findings_.all()[0].place), "支出3");
}

TEST_F(Changed, SaysWhatTheDraftDoesNotHave) {
  paragraphs_.back().text.insert(0, "大家");
  EXPECT_EQ(found().size(), 2U);
  EXPECT_EQ(english(findings_.all()[0].message), "the draft does not have this here");
  EXPECT_EQ(pointed_at(findings_.all()[0].place), "大家");
}

TEST_F(Changed, AcceptsATitleBrokenByLines) {
  paragraphs_.front().text.insert(3, "\n");
  EXPECT_EQ(found().size(), 1U);
}

TEST_F(Changed, NamesWhatIsAddedAndWhatIsGone) {
  paragraphs_.pop_back();
  Paragraph added;
  added.text = "新的一段。";
  paragraphs_.insert(paragraphs_.begin() + 1, added);
  EXPECT_EQ(found(),
            (Told{"note paragraph-added x.docx:2:1", "note paragraph-gone x.docx", "note paragraphs-compared x.docx"}));
  EXPECT_NE(messages(findings_).find("passage 'common/call' is not there any more: 开始吧！"), std::string::npos);
  EXPECT_EQ(summary(), "beside the draft of the profile: 0 paragraphs changed, 1 added, 1 taken out");
}

TEST_F(Changed, TakesTheSecondHalfOfASplitParagraphForAnAddedOne) {
  Paragraph half = paragraphs_.back();
  paragraphs_.back().text = "开始";
  half.text = "吧！";
  paragraphs_.push_back(half);
  found();
  EXPECT_EQ(summary(), "beside the draft of the profile: 1 paragraphs changed, 1 added, 0 taken out");
}

TEST_F(Changed, LeavesTablesAndBoxesAlone) {
  Paragraph box;
  box.text = "3分钟";
  box.kind = ParagraphKind::box;
  paragraphs_.push_back(box);
  EXPECT_EQ(found(), (Told{"note paragraphs-compared x.docx"}));
}

}  // namespace
}  // namespace lectern::host
