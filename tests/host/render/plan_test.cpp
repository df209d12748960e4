// SPDX-License-Identifier: Apache-2.0
#include "render/render.hpp"

#include "small_installation.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace lectern::host {
namespace {

using Json = nlohmann::json;

class PlanAsJson : public testing::Test {
 protected:
  /// The slot with this id in the plan of a profile with these lines.
  Json slot(const std::string& id, const std::string& lines = {}) {
    const auto draft = installation.draft(SmallInstallation::kComplete + lines);
    EXPECT_EQ(told(draft->findings), Told{});
    plan = Json::parse(plan_json(*draft, kEnglish));
    for (const Json& found : plan["slots"]) {
      if (found["slot"] == id) return found;
    }
    return {};
  }

  SmallInstallation installation;
  Json plan;
};

TEST_F(PlanAsJson, HoldsTheSlotsInTheOrderOfTheSpeech) {
  slot("reason");
  std::vector<std::string> slots;
  for (const Json& found : plan["slots"]) slots.push_back(found["slot"]);
  EXPECT_EQ(slots, (std::vector<std::string>{"title", "date", "speaker", "salutation", "opening", "heading.why",
                                             "reason", "heading.how", "gaps", "call"}));
  EXPECT_EQ(plan["occasion"], "kickoff");
  EXPECT_EQ(plan["unit"], "云岭县税务局");
  EXPECT_EQ(plan["date"], "2026-03-06");
}

TEST_F(PlanAsJson, TellsWhoSpeaksAndHow) {
  const Json reason = slot("reason");
  EXPECT_EQ(reason["least"], 1);
  EXPECT_EQ(reason["most"], 2);
  const Json& chosen = reason["chosen"].at(0);
  EXPECT_EQ(chosen["passage"], "tax-bureau/revenue");
  EXPECT_EQ(chosen["plugin"]["version"], "2.0.1");
  EXPECT_EQ(chosen["priority"], 60);
  EXPECT_EQ(chosen["wording"], 1);
  EXPECT_EQ(chosen["wordings"], 1);
  EXPECT_EQ(chosen["short"], false);
  EXPECT_FALSE(chosen.contains("profile_says"));
}

TEST_F(PlanAsJson, TellsWhyTheOthersDoNot) {
  installation.files.put("data/common/passages/more.info",
                         "passage x { slot call when { unit.staff \">500\" } text 一 }\npassage y { slot call text "
                         "\"{honours}\" }\npassage z { slot call priority 1 text 一 }\n");
  const Json refused = slot("call", "passages { forbid common/z }\n")["refused"];
  ASSERT_EQ(refused.size(), 3U);
  EXPECT_EQ(refused[0]["reason"], (Json{{"kind", "condition"}, {"condition", "unit.staff >500"}, {"is", "168"}}));
  EXPECT_EQ(refused[1]["reason"], (Json{{"kind", "facts-missing"}, {"facts", {"honours"}}}));
  EXPECT_EQ(refused[2]["passage"], "common/z");
  EXPECT_EQ(refused[2]["reason"], (Json{{"kind", "forbidden"}}));
  EXPECT_EQ(refused[2]["profile_says"], (Json::array({{{"kind", "forbidden"}, {"file", "unit.info"}, {"line", 7}}})));
}

TEST_F(PlanAsJson, TellsWhatTheProfileSays) {
  const Json chosen = slot("call",
                           "passages { passage own { slot call priority 90 text 新 }\npin profile/own { wording 1 } "
                           "}\n")["chosen"]
                          .at(0);
  EXPECT_EQ(chosen["passage"], "profile/own");
  EXPECT_TRUE(chosen["plugin"].is_null());
  EXPECT_EQ(chosen["profile"], (Json{{"file", "unit.info"}, {"line", 7}}));
  EXPECT_EQ(chosen["profile_says"][1]["kind"], "pinned");
  EXPECT_EQ(chosen["profile_says"][1]["line"], 8);
}

}  // namespace
}  // namespace lectern::host
