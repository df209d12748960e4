// SPDX-License-Identifier: Apache-2.0
//
// The passages block of a profile, layer over layer.
#include "profile/overrides.hpp"

#include "scene.hpp"

namespace lectern::host {
namespace {

class Overriding : public testing::Test {
 protected:
  /// What holds in the end: "forbid common/a layer1.info:1".
  std::vector<std::string> merged(const std::vector<std::string>& blocks) {
    std::vector<std::string> layers;
    for (const std::string& block : blocks) layers.push_back("passages { " + block + " }\n");
    scene.findings = {};
    scene.give_layers(layers);
    std::vector<std::string> out;
    for (const Override& made : scene.profile.overrides)
      out.push_back(fmt::format("{} {} {}", made.node.key, made.subject, to_string(made.node.place)));
    return out;
  }
  using Merged = std::vector<std::string>;

  Told faults(const std::string& block) {
    merged({block});
    return told(scene.findings);
  }

  Scene scene;
};

TEST_F(Overriding, KeepsWhatALayerSaysInItsOrder) {
  EXPECT_EQ(merged({"pin common/a { wording 2 } passage own.b { } order slot.x { } forbid common/c"}),
            (Merged{"pin common/a p.info:1", "passage profile/own.b p.info:1", "order slot.x p.info:1",
                    "forbid common/c p.info:1"}));
  EXPECT_EQ(told(scene.findings), Told{});
}

TEST_F(Overriding, LetsTheLaterLayerHaveTheLastWord) {
  EXPECT_EQ(merged({"forbid common/a", "replace common/a { }"}), (Merged{"replace common/a layer2.info:1"}));
  EXPECT_EQ(merged({"replace common/a { } pin common/a { }", "forbid common/a"}),
            (Merged{"forbid common/a layer2.info:1"}));
  EXPECT_EQ(merged({"forbid common/a", "pin common/a { }"}), (Merged{"pin common/a layer2.info:1"}));
  EXPECT_EQ(merged({"pin common/a { }", "replace common/a { }"}),
            (Merged{"pin common/a layer1.info:1", "replace common/a layer2.info:1"}));
  EXPECT_EQ(merged({"order slot.x { item a }", "order slot.x { item b }"}), (Merged{"order slot.x layer2.info:1"}));
  EXPECT_EQ(merged({"forbid common/a", "forbid common/b"}),
            (Merged{"forbid common/a layer1.info:1", "forbid common/b layer2.info:1"}));
}

TEST_F(Overriding, TakesBackWhatLowerLayersSaid) {
  EXPECT_EQ(merged({"replace common/a { } pin common/a { }", "restore common/a"}),
            (Merged{"restore common/a layer2.info:1"}));
  EXPECT_EQ(merged({"passage a { }", "forbid profile/a", "restore profile/a"}),
            (Merged{"passage profile/a layer1.info:1", "restore profile/a layer3.info:1"}));
}

TEST_F(Overriding, LetsAPassageOfItsOwnBeSaidAnew) {
  EXPECT_EQ(merged({"passage a { } pin profile/a { }", "passage a { }"}), (Merged{"passage profile/a layer2.info:1"}));
}

TEST_F(Overriding, RefusesContradictionsWithinALayer) {
  EXPECT_EQ(faults("forbid common/a forbid common/a"), (Told{"key-repeated p.info:1:28"}));
  EXPECT_EQ(faults("forbid common/a pin common/a { }"), (Told{"key-repeated p.info:1:28"}));
  EXPECT_EQ(messages(scene.findings), "'pin common/a' contradicts 'forbid common/a'\n");
  EXPECT_EQ(faults("replace common/a { } restore common/a"), (Told{"key-repeated p.info:1:33"}));
  EXPECT_EQ(faults("passage a { } passage a { }"), (Told{"key-repeated p.info:1:26"}));
  EXPECT_EQ(faults("replace common/a { } pin common/a { } passage a { } pin profile/a { }"), Told{});
}

TEST_F(Overriding, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(faults("forbidd common/a"), (Told{"key-unknown p.info:1:12"}));
  EXPECT_EQ(hints(scene.findings), "did you mean 'forbid'?\n");
  EXPECT_EQ(faults("drop common/a"), (Told{"key-unknown p.info:1:12"}));
  EXPECT_EQ(faults("forbid"), (Told{"value-missing p.info:1:12"}));
  scene.findings = {};
  scene.give("passages x\n");
  EXPECT_EQ(told(scene.findings), (Told{"value-unexpected p.info:1:10"}));
}

}  // namespace
}  // namespace lectern::host
