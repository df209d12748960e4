// SPDX-License-Identifier: Apache-2.0
//
// How much of a bundle's passage files is read.
#include "catalogue/passage_file.hpp"

#include "memory_files.hpp"
#include "scene.hpp"

namespace lectern::host {
namespace {

class PassageFiles : public testing::Test {
 protected:
  PassageFiles() {
    scene.define_slots("slot reason { name 意义 }\nslot gaps { name 差距 }\nslot host { name 主持 }\n");
    scene.declare(
        "fact unit.name { type text label 名称 }\nfact gaps { type table label 差距 column text { type text label 问题 "
        "} }\n");
    EXPECT_EQ(told(scene.findings), Told{});
  }

  /// Reads what a kick-off wants of the bundle "tax", which has no gaps.
  void read_files(const MemoryFiles& files) {
    scene.providers.push_back({"tax", "1.0.0", "tax"});
    const auto holds_now = [&](const Condition& condition) {
      return scene.schema[condition.fact].key == "occasion" || holds(condition, scene.schema, scene.facts);
    };
    read_passage_files(files, "tax", scene.sources, scene.providers.back(), scene.slots, scene.vocabulary(),
                       {false, {true, true, false}, {{*scene.schema.find("occasion"), "kickoff"}}, holds_now},
                       scene.passages, scene.findings);
  }

  std::vector<std::string> ids() const {
    std::vector<std::string> out;
    for (const Passage& passage : scene.passages) out.push_back(passage.id);
    return out;
  }
  using Ids = std::vector<std::string>;

  Scene scene;
};

TEST_F(PassageFiles, AreReadFromAllItsInfoFiles) {
  const MemoryFiles files{{"tax/passages/why.info", "passage b { slot reason text 一 }\n"},
                          {"tax/passages/what.info", "passage a { slot gaps text 一 }\n"},
                          {"tax/passages/notes.txt", "no info {"},
                          {"tax/other.info", "passage z { slot gaps text 一 }\n"}};
  read_files(files);
  EXPECT_EQ(told(scene.findings), Told{});
  EXPECT_EQ(ids(), (Ids{"a", "b"}));
}

/// A passage as our own files lay them out.
std::string laid_out(const std::string& id, const std::string& head, const std::string& text = "一") {
  return fmt::format("passage {}\n{{\n  {}\n  text \"{}\"\n}}\n", id, head, text);
}

TEST_F(PassageFiles, AreReadAsFarAsTheSpeechCanNeedThem) {
  const std::string wrong = "{no.such.fact}";  // what is read is found wrong
  read_files({{"tax/passages/a.info",
               "; a comment\n\n" + laid_out("of.gaps", "slot gaps\n  when { unit.name given\n    gaps given }", wrong) +
                   laid_out("any", "slot gaps\n  priority 60") + "; between\n" +
                   laid_out("other.occasion", "slot gaps\n  when { occasion \"progress|pledge\" }", wrong) +
                   laid_out("this.occasion", "slot gaps\n  when { occasion \"progress|kickoff\" }") +
                   laid_out("no.gaps", "slot gaps\n  when { gaps missing }", "一\" \\\n    \"二") +
                   laid_out("other.slot", "slot host", wrong)}});
  EXPECT_EQ(told(scene.findings), Told{});
  ASSERT_EQ(ids(), (Ids{"any", "this.occasion", "no.gaps"}));
  EXPECT_EQ(scene.passages[2].texts.at(0).segments.at(0).text, "一二");
  EXPECT_EQ(scene.passages[2].conditions.size(), 1U);
  EXPECT_EQ(where(scene.passages[2].place), "tax/passages/a.info:29:1");
}

TEST_F(PassageFiles, AreReadWholeWhereTheirHeadsAreFaulty) {
  read_files({{"tax/passages/a.info", laid_out("a", "slot nowhere") + laid_out("b", "slot gaps\n  when { gap given }") +
                                          laid_out("c", "slot gaps\n  when { gaps \"\" }")}});
  EXPECT_EQ(told(scene.findings), (Told{"slot-unknown tax/passages/a.info:3:8", "condition tax/passages/a.info:9:10",
                                        "value-missing tax/passages/a.info:15:10"}));
  EXPECT_EQ(ids(), Ids{});
}

TEST_F(PassageFiles, AreReadWholeInAFileOfAnotherLayout) {
  for (const char* text : {
           "passage a\n{\n  text 一\n  slot gaps\n  when { occasion pledge }\n}\n",  // the head is not first
           "passage a\n{\n  slot gaps\n  when { occasion pledge }\n  text 一 }\n",   // the brace in the last line
           "passage a\n{\nslot gaps\n  when { occasion pledge }\n  text 一\n}\n",    // not indented
           "passage a { slot gaps when { occasion pledge } text 一 }\n",             // in one line
       }) {
    scene.passages.clear();
    scene.findings = {};
    read_files({{"tax/passages/a.info", text}});
    EXPECT_EQ(told(scene.findings), Told{}) << text;
    EXPECT_EQ(scene.passages.size(), 1U) << text;
  }
}

TEST_F(PassageFiles, SurviveABrokenFileAmongThem) {
  const MemoryFiles files{{"tax/passages/a.info", "passage a {\n"},
                          {"tax/passages/b.info", "passage b { slot reason text 一 }\n"}};
  read_files(files);
  EXPECT_EQ(ids(), (Ids{"b"}));
  EXPECT_EQ(told(scene.findings), (Told{"info-format tax/passages/a.info:1:1"}));
}

}  // namespace
}  // namespace lectern::host
