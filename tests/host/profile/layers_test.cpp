// SPDX-License-Identifier: Apache-2.0
//
// Which files and settings make a profile, and in which order they lie.
#include "profile/profile.hpp"

#include "memory_files.hpp"
#include "told.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

class LayersOf : public testing::Test {
 protected:
  /// Reads u/unit.info; the names of its layers, the base first. "nothing" where they cannot be read.
  std::vector<std::string> read(const std::vector<std::string>& settings = {}) {
    findings = {};
    auto found = read_layers(files, "u/unit.info", settings, sources_, findings);
    if (!found) return {"nothing"};
    layers = std::move(*found);
    std::vector<std::string> names;
    for (const Layer& layer : layers) names.push_back(layer.source->name);
    return names;
  }
  using Names = std::vector<std::string>;

  MemoryFiles files;
  Findings findings;
  Layers layers;

 private:
  Sources sources_;
};

TEST_F(LayersOf, AFileWithoutBaseAreItself) {
  files.put("u/unit.info", "sector tax\n");
  EXPECT_EQ(read(), Names{"u/unit.info"});
}

TEST_F(LayersOf, AFileLieOverItsBases) {
  files.put("u/unit.info", "inherit \"../base/county.info\"\n");
  files.put("base/county.info", "inherit province.info\n");
  files.put("base/province.info", "sector tax\n");
  EXPECT_EQ(read(), (Names{"base/province.info", "base/county.info", "u/unit.info"}));
}

TEST_F(LayersOf, AFileWithSeveralBasesKeepTheirOrder) {
  files.put("u/unit.info", "inherit { item z.info item a.info }\n");
  files.put("u/a.info", "");
  files.put("u/z.info", "");
  EXPECT_EQ(read(), (Names{"u/z.info", "u/a.info", "u/unit.info"}));
}

TEST_F(LayersOf, TwoFilesWithOneBaseHoldItOnceAndUnderBoth) {
  files.put("u/unit.info", "inherit { item a.info item b.info }\n");
  files.put("u/a.info", "inherit base.info\nsector of-a\n");
  files.put("u/b.info", "inherit \"./base.info\"\n");
  files.put("u/base.info", "sector of-base\n");
  EXPECT_EQ(read(), (Names{"u/base.info", "u/a.info", "u/b.info", "u/unit.info"}));
  EXPECT_EQ(chosen(layers, "sector").value, "of-a");
}

/// What documents call the layers of a profile, base first.
std::vector<std::string> labels(const MemoryFiles& files, const std::string& profile) {
  Sources sources({{"/opt/profiles", "lectern:profiles/"}, {"/home", "plugin:"}});
  Findings findings;
  std::vector<std::string> out;
  const auto layers = read_layers(files, profile, {}, sources, findings);
  if (!layers) return {"nothing"};
  for (const Layer& layer : *layers) out.push_back(label_of(*layer.source));
  return out;
}

TEST(LabelsOfLayers, CountFromTheFolderOfTheProfileHoweverItsPathIsWritten) {
  MemoryFiles files;
  for (const std::string root : {"", "/home/li/", "../"}) {
    files.put(root + "u/unit.info", "inherit \"../base/county.info\"\n");
    files.put(root + "base/county.info", "inherit \"province/all.info\"\n");
    files.put(root + "base/province/all.info", "sector tax\n");
  }
  const std::vector<std::string> expected = {"../base/province/all.info", "../base/county.info", "unit.info"};
  for (const char* path : {"u/unit.info", "./u/../u/unit.info", "/home/li/u/unit.info", "../u/unit.info"})
    EXPECT_EQ(labels(files, path), expected) << path;
}

TEST(LabelsOfLayers, CallTheInstallationsOwnFilesByTheirNamesInIt) {
  MemoryFiles files;
  files.put("/opt/profiles/units/a.info", "inherit \"../base/b.info\"\n");
  files.put("/opt/profiles/base/b.info", "sector tax\n");
  files.put("/home/li/a.info", "inherit \"../../opt/profiles/base/b.info\"\n");
  EXPECT_EQ(labels(files, "/opt/profiles/units/a.info"),
            (std::vector<std::string>{"lectern:profiles/base/b.info", "lectern:profiles/units/a.info"}));
  EXPECT_EQ(labels(files, "/home/li/a.info"), (std::vector<std::string>{"lectern:profiles/base/b.info", "a.info"}));
}

TEST(LabelsOfLayers, SayNothingOfTheMachineWhereABaseIsNamedFromTheRoot) {
  MemoryFiles files;
  files.put("/home/li/a.info", "inherit { item \"/srv/city/b.info\" item \"/home/li/base/c.info\" }\n");
  files.put("/srv/city/b.info", "inherit d.info\n");
  files.put("/srv/city/d.info", "sector tax\n");
  files.put("/home/li/base/c.info", "occasion kickoff\n");
  EXPECT_EQ(labels(files, "/home/li/a.info"), (std::vector<std::string>{"d.info", "b.info", "base/c.info", "a.info"}));
}

TEST_F(LayersOf, ASettingWithACharacterThatIsRefusedNamesIt) {
  files.put("u/unit.info", "sector tax\n");
  EXPECT_EQ(read({"unit.name=云\uE000岭"}), Names{"nothing"});
  EXPECT_EQ(told(findings), (Told{"character --set:1:14"}));
  EXPECT_EQ(read({"unit.name=云\n岭"}), Names{"nothing"});
  EXPECT_EQ(messages(findings), "U+000A is a control character\n");
}

TEST_F(LayersOf, ACircleAreRefused) {
  files.put("u/unit.info", "inherit a.info\n");
  files.put("u/a.info", "sector tax\ninherit \"b.info\"\n");
  files.put("u/b.info", "inherit \"../u/./a.info\"\n");
  EXPECT_EQ(read(), Names{"nothing"});
  EXPECT_EQ(told(findings), (Told{"inherit-cycle u/b.info:1:10"}));
}

TEST_F(LayersOf, AFileThatInheritsItselfAreRefused) {
  files.put("u/unit.info", "inherit unit.info\n");
  EXPECT_EQ(read(), Names{"nothing"});
  EXPECT_EQ(told(findings), (Told{"inherit-cycle u/unit.info:1:9"}));
}

TEST_F(LayersOf, AFileWithoutItsBaseAreRefusedAndSayWhoAskedForIt) {
  files.put("u/unit.info", "inherit { item a.info\nitem gone.info }\n");
  files.put("u/a.info", "");
  EXPECT_EQ(read(), Names{"nothing"});
  EXPECT_EQ(told(findings), (Told{"file-missing u/gone.info", "note inherited-here u/unit.info:2:6"}));
}

TEST_F(LayersOf, ABrokenBaseAreRefusedAndSayWhoAskedForIt) {
  files.put("u/unit.info", "inherit a.info\n");
  files.put("u/a.info", "unit {\n");
  EXPECT_EQ(read(), Names{"nothing"});
  EXPECT_EQ(told(findings), (Told{"info-format u/a.info:1:1", "note inherited-here u/unit.info:1:9"}));
}

TEST_F(LayersOf, SeveralBrokenBasesAreReportedTogether) {
  files.put("u/unit.info", "inherit { item a.info item gone.info }\n");
  files.put("u/a.info", "}\n");
  read();
  EXPECT_EQ(findings.errors(), 2U);
}

TEST_F(LayersOf, AnAbsentProfileAreNamed) {
  EXPECT_EQ(read(), Names{"nothing"});
  EXPECT_EQ(told(findings), (Told{"file-missing u/unit.info"}));
}

TEST_F(LayersOf, SixteenFilesAreTheMost) {
  files.put("u/unit.info", "inherit 2.info\n");
  for (int i = 2; i < 16; ++i) files.put(fmt::format("u/{}.info", i), fmt::format("inherit {}.info\n", i + 1));
  files.put("u/16.info", "");
  EXPECT_EQ(read().size(), 16U);
  files.put("u/16.info", "inherit 17.info\n");
  files.put("u/17.info", "");
  EXPECT_EQ(read(), Names{"nothing"});
  EXPECT_EQ(told(findings), (Told{"inherit-depth u/16.info:1:9"}));
}

TEST_F(LayersOf, TwoInheritLinesAreRefused) {
  files.put("u/unit.info", "inherit a.info\ninherit b.info\n");
  files.put("u/a.info", "");
  files.put("u/b.info", "");
  EXPECT_EQ(read(), Names{"nothing"});
  EXPECT_EQ(told(findings), (Told{"key-repeated u/unit.info:2:1"}));
}

TEST_F(LayersOf, AnInheritBlockHoldItemsOnly) {
  files.put("u/unit.info", "inherit { item a.info file b.info }\n");
  files.put("u/a.info", "");
  read();
  EXPECT_EQ(told(findings), (Told{"key-unknown u/unit.info:1:23"}));
}

TEST_F(LayersOf, ABaseWithoutNameAreRefused) {
  files.put("u/unit.info", "inherit { item \"\" }\n");
  EXPECT_EQ(read(), Names{"nothing"});
  EXPECT_EQ(told(findings), (Told{"value-missing u/unit.info:1:11"}));
}

TEST_F(LayersOf, SettingsLieOverTheFile) {
  files.put("u/unit.info", "sector tax\n");
  EXPECT_EQ(read({"sector=court", "meeting.date=2026-03-06"}), (Names{"u/unit.info", "--set"}));
  EXPECT_EQ(chosen(layers, "sector").value, "court");
  const std::vector<Node>& nodes = layers[1].root.children;
  ASSERT_EQ(nodes.size(), 2U);
  EXPECT_EQ(nodes[1].key, "meeting.date");
  EXPECT_EQ(nodes[1].value, "2026-03-06");
  EXPECT_EQ(where(nodes[1].place), "--set:1:1");
  EXPECT_EQ(where(nodes[1].value_place()), "--set:1:14");
}

TEST_F(LayersOf, ASettingKeepEqualSignsAndSpacesInItsValue) {
  files.put("u/unit.info", "");
  read({"unit.name=a = b", "unit.self="});
  const std::vector<Node>& nodes = layers.at(1).root.children;
  EXPECT_EQ(nodes.at(0).value, "a = b");
  EXPECT_EQ(nodes.at(1).value, "");
  EXPECT_TRUE(nodes.at(1).has_value);
}

TEST_F(LayersOf, AMalformedSettingAreRefused) {
  files.put("u/unit.info", "");
  EXPECT_EQ(read({"sector", "=tax", "occasion=pledge"}), Names{"nothing"});
  EXPECT_EQ(told(findings), (Told{"set-malformed --set:1:1", "set-malformed --set:1:1"}));
}

TEST_F(LayersOf, ASettingInGbkOrWithControlCharactersAreRefused) {
  files.put("u/unit.info", "");
  EXPECT_EQ(read({"unit.name=\xB5\xA5", "unit.name=a\x01", "\xFF"}), Names{"nothing"});
  EXPECT_EQ(told(findings), (Told{"not-utf8 --set:1:11", "character --set:1:12", "not-utf8 --set:1:1"}));
}

TEST_F(LayersOf, ASettingCannotInherit) {
  files.put("u/unit.info", "");
  EXPECT_EQ(read({"inherit=a.info"}), Names{"nothing"});
  EXPECT_EQ(told(findings), (Told{"set-malformed --set:1:1"}));
}

TEST_F(LayersOf, ASettingSaysNothingAboutPassages) {
  files.put("u/unit.info", "");
  EXPECT_EQ(read({"passages=x"}), Names{"nothing"});
  EXPECT_EQ(told(findings), (Told{"set-malformed --set:1:1"}));
}

TEST_F(LayersOf, AKeyAreChosenByTheLastOneThatHasIt) {
  files.put("u/unit.info", "inherit a.info\noccasion pledge\n");
  files.put("u/a.info", "sector tax\noccasion kickoff\n");
  read();
  EXPECT_EQ(chosen(layers, "occasion").value, "pledge");
  EXPECT_EQ(where(chosen(layers, "occasion").place), "u/unit.info:2:10");
  EXPECT_EQ(chosen(layers, "sector").value, "tax");
  EXPECT_EQ(where(chosen(layers, "sector").place), "u/a.info:1:8");
  EXPECT_EQ(chosen(layers, "absent").value, "");
  EXPECT_EQ(where(chosen(layers, "absent").place), "");
}

TEST_F(LayersOf, AProfileKnowTheirOwnFile) {
  files.put("u/unit.info", "inherit a.info\n");
  files.put("u/a.info", "");
  read({"sector=tax"});
  EXPECT_EQ(where(own_file(layers)), "u/unit.info");
}

}  // namespace
}  // namespace lectern::host
