// SPDX-License-Identifier: Apache-2.0
//
// Which wording is picked, and what it does not depend on.
#include "scene.hpp"

#include <array>
#include <map>
#include <set>

namespace lectern::host {
namespace {

constexpr int kPassages = 16;

/// "text w0 text w1 …"
std::string wordings(const std::string& key, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += fmt::format("{} w{} ", key, i);
  return out;
}

class Wordings : public testing::Test {
 protected:
  Wordings() {
    scene.define_slots("slot reason { name 意义 }\n");
    scene.declare("fact unit.name { type text label 名称 }\nfact unit.x { type text label 甲 }\n");
    scene.give("unit { name 云岭局 }\n");
    scene.define_skeleton("skeleton s { slot reason { takes 0-20 } }\n");
  }

  /// Passages p10, p11, … with so many wordings each.
  void speak_in(int count) {
    scene.passages.clear();
    std::string file;
    for (int i = 0; i < kPassages; ++i)
      file += fmt::format("passage p{} {{ slot reason {} }}\n", 10 + i, wordings("text", count));
    scene.speak(file);
  }

  /// The wording of each passage of the plan.
  std::map<std::string, std::size_t> picked(std::uint64_t seed = 0, const std::string& unit = "甲局") {
    EXPECT_EQ(told(scene.findings), Told{});
    const Plan plan = scene.planned(seed, 0, unit);
    std::map<std::string, std::size_t> out;
    for (const Chosen& chosen : std::get<PlannedSlot>(plan.body.parts.at(0).value).chosen) {
      EXPECT_EQ(chosen.text, &chosen.passage->texts.at(chosen.wording));
      out[chosen.passage->id] = chosen.wording;
    }
    return out;
  }

  /// Text and heading of the only passage, as they are picked with the seeds 0 to 63.
  std::set<std::pair<std::size_t, std::size_t>> pairs() {
    EXPECT_EQ(told(scene.findings), Told{});
    std::set<std::pair<std::size_t, std::size_t>> out;
    for (std::uint64_t seed = 0; seed < 64; ++seed) {
      const Plan plan = scene.planned(seed);
      const Chosen& chosen = std::get<PlannedSlot>(plan.body.parts.at(0).value).chosen.at(0);
      out.emplace(chosen.wording, static_cast<std::size_t>(chosen.heading - chosen.passage->headings.data()));
    }
    return out;
  }

  Scene scene;
};

TEST_F(Wordings, AreTheSameForTheSameSeedAndUnit) {
  speak_in(4);
  EXPECT_EQ(picked(7, "甲局"), picked(7, "甲局"));
}

TEST_F(Wordings, DifferWithTheSeed) {
  speak_in(4);
  EXPECT_NE(picked(1), picked(2));
}

TEST_F(Wordings, DifferFromUnitToUnit) {
  speak_in(4);
  EXPECT_NE(picked(0, "甲局"), picked(0, "乙局"));
}

TEST_F(Wordings, DifferFromPassageToPassage) {
  speak_in(4);
  std::set<std::size_t> seen;
  for (const auto& [id, wording] : picked()) seen.insert(wording);
  EXPECT_GT(seen.size(), 2U);
}

TEST_F(Wordings, ComeUpAboutEquallyOften) {
  speak_in(3);
  std::array<int, 3> times{};
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    for (const auto& [id, wording] : picked(seed)) ++times.at(wording);
  }
  for (const int count : times) {  // of 3200; the standard deviation is 27
    EXPECT_GT(count, 1067 - 135);
    EXPECT_LT(count, 1067 + 135);
  }
}

TEST_F(Wordings, StayWhenAPassageIsAdded) {
  speak_in(4);
  const auto before = picked();
  scene.speak("passage a { slot reason priority 90 text w0 text w1 } passage p17a { slot reason text w0 text w1 }\n",
              "another");
  auto after = picked();
  EXPECT_EQ(after.erase("a"), 1U);
  EXPECT_EQ(after.erase("p17a"), 1U);
  EXPECT_EQ(after, before);
}

TEST_F(Wordings, StayWhenOneIsAddedUnlessTheNewOneWins) {
  speak_in(3);
  const auto before = picked();
  speak_in(4);
  int changed = 0;
  for (const auto& [id, wording] : picked()) {
    if (wording == before.at(id)) continue;
    EXPECT_EQ(wording, 3U) << id;
    ++changed;
  }
  EXPECT_GT(changed, 0);
  EXPECT_LT(changed, kPassages / 2);
}

TEST_F(Wordings, DependOnTheBundleAsMuchAsOnTheId) {
  std::string file;
  for (int i = 0; i < 10; ++i) file += fmt::format("passage p{} {{ slot reason {} }}\n", i, wordings("text", 4));
  scene.speak(file, "x");
  const auto of_x = picked();
  scene.passages.clear();
  scene.speak(file, "y");
  EXPECT_NE(picked(), of_x);
}

TEST_F(Wordings, AreAmongThoseThatHaveTheirFacts) {
  scene.speak("passage a { slot reason text \"{unit.x}\" text w1 text \"{unit.x}\" text w3 }\n");
  std::set<std::size_t> seen;
  for (std::uint64_t seed = 0; seed < 64; ++seed) seen.insert(picked(seed).at("a"));
  EXPECT_EQ(seen, (std::set<std::size_t>{1, 3}));
}

TEST_F(Wordings, StayWhenOneThatWasNotPickedLosesItsFacts) {
  scene.speak("passage a { slot reason text w0 text \"w1{unit.name}\" text w2 }\n");
  std::map<std::uint64_t, std::size_t> before;
  for (std::uint64_t seed = 0; seed < 64; ++seed) before[seed] = picked(seed).at("a");
  scene.give("unit { name \"\" }\n");
  for (std::uint64_t seed = 0; seed < 64; ++seed) {
    const std::size_t now = picked(seed).at("a");
    if (before[seed] != 1) {
      EXPECT_EQ(now, before[seed]) << seed;
    } else {
      EXPECT_NE(now, 1U) << seed;
    }
  }
}

TEST_F(Wordings, GoWithTheHeadingOfTheSameNumber) {
  scene.speak(fmt::format("passage a {{ slot reason {}{} }}\n", wordings("heading", 3), wordings("text", 3)));
  EXPECT_EQ(pairs(), (std::set<std::pair<std::size_t, std::size_t>>{{0, 0}, {1, 1}, {2, 2}}));
}

TEST_F(Wordings, GoWithAnyHeadingWhereTheirNumbersDiffer) {
  scene.speak(fmt::format("passage a {{ slot reason {}{} }}\n", wordings("heading", 2), wordings("text", 3)));
  EXPECT_EQ(pairs(), (std::set<std::pair<std::size_t, std::size_t>>{{0, 0}, {0, 1}, {1, 0}, {1, 1}, {2, 0}, {2, 1}}));
}

TEST_F(Wordings, GoWithAnyHeadingWhereThereAreMoreOfThem) {
  scene.speak(fmt::format("passage a {{ slot reason {}{} }}\n", wordings("heading", 3), wordings("text", 2)));
  EXPECT_EQ(pairs(), (std::set<std::pair<std::size_t, std::size_t>>{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}}));
}

TEST_F(Wordings, GoWithAnotherHeadingWhereTheirOwnMissesAFact) {
  scene.speak("passage a { slot reason heading w0 heading \"{unit.x}\" text w0 text w1 }\n");
  EXPECT_EQ(pairs(), (std::set<std::pair<std::size_t, std::size_t>>{{0, 0}, {1, 0}}));
}

}  // namespace
}  // namespace lectern::host
