// SPDX-License-Identifier: Apache-2.0
//
// What profiles tell the code of plugins.
#include "small_installation.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

class Options : public testing::Test {
 protected:
  Options() {
    installation_.files.put(
        "plugins/tax/plugin.info",
        "id tax-bureau name 税务局 version 2.0.1 sector tax prefix tax\n"
        "option mode { type choice label 语气 note 缺省平实 choice plain { label 平实 } choice fast { label "
        "快 } }\noption lines { type integer label 行数 }\n"
        "facts { fact tax.revenue { type decimal label 收入 } }\n");
    installation_.files.put("plugins/court/plugin.info",
                            "id court name 法院 version 1.0.0 sector court prefix court\n");
  }

  const Draft& drafted(const std::string& options) {
    draft_ = installation_.draft(SmallInstallation::kComplete + ("options { " + options + " }\n"));
    return *draft_;
  }

  /// What is wrong with the options, which stand in line 7.
  Told faults(const std::string& options) {
    const Draft& draft = drafted(options);
    EXPECT_EQ(draft.reached == Draft::Stage::speech, draft.findings.errors() == 0);
    return told(draft.findings);
  }

  SmallInstallation installation_;
  std::unique_ptr<Draft> draft_;
};

TEST_F(Options, HaveTheTypesTheirPluginDeclares) {
  EXPECT_EQ(faults("tax-bureau { mode fast  lines 3 }"), Told{});
  EXPECT_EQ(faults("tax-bureau { mode quick }"), Told{"value-type unit.info:7:29"});
  EXPECT_EQ(hints(draft_->findings), "it may be: plain (平实), fast (快)\n");
  EXPECT_EQ(faults("tax-bureau { lines many }"), Told{"value-type unit.info:7:30"});
  EXPECT_EQ(faults("tax-bureau { lines \"\" }"), Told{}) << "as if it were not given";
}

TEST_F(Options, OfAnUnknownPluginOrNameAreErrors) {
  EXPECT_EQ(faults("naiv { mod fast  x y }"), Told{"plugin-unknown unit.info:7:11"});
  EXPECT_EQ(faults("tax-buraeu { mode fast }"), Told{"plugin-unknown unit.info:7:11"});
  EXPECT_EQ(hints(draft_->findings), "did you mean 'tax-bureau'?\n");
  EXPECT_EQ(faults("tax-bureau { mod fast }"), Told{"option-unknown unit.info:7:24"});
  EXPECT_EQ(hints(draft_->findings), "did you mean 'mode'?\n");
  EXPECT_EQ(faults("tax-bureau { colour red }"), Told{"option-unknown unit.info:7:24"});
  EXPECT_EQ(hints(draft_->findings), "it has: mode, lines\n");
  EXPECT_EQ(faults("common { x 1 }"), Told{"option-unknown unit.info:7:20"});
  EXPECT_EQ(hints(draft_->findings), "it has no options\n");
}

TEST_F(Options, OfAPluginOfAnotherSectorAreLeftAlone) { EXPECT_EQ(faults("court { anything 1 }"), Told{}); }

TEST_F(Options, StandOnceInALayer) {
  EXPECT_EQ(faults("tax-bureau { mode fast  mode plain }"), Told{"key-repeated unit.info:7:35"});
  EXPECT_EQ(faults("tax-bureau { mode fast } tax-bureau { lines 3 }"), Told{"key-repeated unit.info:7:36"});
  EXPECT_EQ(faults("tax-bureau { mode fast { source x } }"), Told{"key-unknown unit.info:7:36"});
}

}  // namespace
}  // namespace lectern::host
