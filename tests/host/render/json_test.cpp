// SPDX-License-Identifier: Apache-2.0
#include "render/render.hpp"

#include "small_installation.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace lectern::host {
namespace {

using Json = nlohmann::json;

class JsonOf : public testing::Test {
 protected:
  const Json& read(const std::string& profile, const std::vector<std::string>& settings = {}) {
    draft = installation.draft(profile, {{}, settings, 0, 0});
    EXPECT_EQ(draft->reached, Draft::Stage::speech);
    json = Json::parse(write_json(*draft, kEnglish));
    return json;
  }

  const Json& block(const std::string& text) const {
    static const Json none;
    for (const Json& block : json["blocks"]) {
      if (block["text"] == text) return block;
    }
    ADD_FAILURE() << text;
    return none;
  }

  const Json& fact(const std::string& key) const {
    static const Json none;
    for (const Json& fact : json["facts"]) {
      if (fact["key"] == key) return fact;
    }
    ADD_FAILURE() << key;
    return none;
  }

  SmallInstallation installation;
  std::unique_ptr<Draft> draft;
  Json json;
};

TEST_F(JsonOf, ASpeechHoldsItsHeadAndFigures) {
  read(SmallInstallation::kComplete);
  EXPECT_EQ(json["occasion"], "kickoff");
  EXPECT_EQ(json["unit"], "云岭县税务局");
  EXPECT_EQ(json["date"], "2026-03-06");
  EXPECT_EQ(json["title"], "在云岭县税务局动员大会上的讲话");
  EXPECT_EQ(json["byline"]["date"], "（2026年3月6日）");
  EXPECT_EQ(json["byline"]["speaker"], "");
  EXPECT_EQ(json["salutation"], "同志们：");
  EXPECT_EQ(json["head"].size(), 3U);
  EXPECT_EQ(json["statistics"]["paragraphs"], 7U);
  EXPECT_EQ(json["statistics"]["paragraphs_from_sector"], 1U);
  EXPECT_EQ(json["statistics"]["minutes"], 1U);
  EXPECT_TRUE(json["missing"].empty());
  EXPECT_TRUE(json["diagnostics"].empty());
}

TEST_F(JsonOf, ASpeechGivesEveryBlockBackAsItIs) {
  const std::string odd = "\"\\/<>&，\xF0\xA0\xAE\xB7";
  read(SmallInstallation::kComplete, {"unit.short=" + odd});
  ASSERT_EQ(json["blocks"].size(), draft->speech.blocks.size());
  for (std::size_t i = 0; i < draft->speech.blocks.size(); ++i) {
    EXPECT_EQ(json["blocks"][i]["text"], draft->speech.blocks[i].text);
    EXPECT_EQ(json["blocks"][i]["number"], numeral(draft->speech.blocks[i]));
  }
  block(odd + "现有168人。");
}

TEST_F(JsonOf, ABlockNamesTheProfileWhoseTextItIs) {
  read(std::string(SmallInstallation::kComplete) +
       "passages { replace common/call { text 新 }\npassage own { slot gaps priority 90 text 己 } }\n");
  EXPECT_EQ(block("新")["plugin"], (Json{{"id", "common"}, {"version", "1.2.0"}}));
  EXPECT_EQ(block("新")["profile"], (Json{{"file", "unit.info"}, {"line", 7}}));
  EXPECT_EQ(block("己")["passage"], "own");
  EXPECT_TRUE(block("己")["plugin"].is_null());
  EXPECT_EQ(block("己")["profile"], (Json{{"file", "unit.info"}, {"line", 8}}));
  EXPECT_FALSE(block("组织收入12.6亿元。").contains("profile"));
}

TEST_F(JsonOf, ABlockNamesItsPassageAndFacts) {
  read(SmallInstallation::kComplete);
  const Json& found = block("组织收入12.6亿元。");
  EXPECT_EQ(found["kind"], "paragraph");
  EXPECT_EQ(found["slot"], "reason");
  EXPECT_EQ(found["passage"], "revenue");
  EXPECT_EQ(found["plugin"], (Json{{"id", "tax-bureau"}, {"version", "2.0.1"}}));
  EXPECT_EQ(found["wording"], 1U);
  EXPECT_EQ(found["short"], false);
  EXPECT_EQ(found["facts"], Json::parse(R"([{"key": "tax.revenue", "text": "12.6亿元", "begin": 12, "end": 22}])"));
  EXPECT_EQ(block("收入的需要")["kind"], "heading");
  EXPECT_EQ(block("收入的需要")["level"], 2U);
  EXPECT_EQ(block("答复偏慢。")["kind"], "point");
}

TEST_F(JsonOf, ACellNamesItsRowAndColumn) {
  read(SmallInstallation::kComplete);
  const Json& facts = block("排队偏长，由一分局负责。")["facts"];
  ASSERT_EQ(facts.size(), 2U);
  EXPECT_EQ(facts[1],
            Json::parse(R"({"key": "gaps", "text": "一分局", "begin": 18, "end": 27, "column": "owner", "row": 1})"));
}

TEST_F(JsonOf, AFactSaysWhereItComesFrom) {
  read(SmallInstallation::kComplete, {"unit.short="});
  const Json& revenue = fact("tax.revenue");
  EXPECT_EQ(revenue["value"], "12.6");
  EXPECT_EQ(revenue["unit"], "亿元");
  EXPECT_EQ(revenue["origin"], (Json{{"file", "unit.info"}, {"line", 5}}));
  EXPECT_EQ(revenue["source"], "年报");
  EXPECT_EQ(revenue["as_of"], "2025-12-31");
  EXPECT_EQ(revenue["verified"], "王芳");
  EXPECT_EQ(fact("unit.short")["made_by"], "common");
  EXPECT_EQ(fact("unit.short")["from"], Json::array({"unit.name"}));
  EXPECT_EQ(fact("ref.plenum")["made_by"], "plenum.20.4");
  const Json& gaps = fact("gaps");
  EXPECT_FALSE(gaps.contains("value"));
  EXPECT_EQ(gaps["rows"][0]["owner"]["value"], "一分局");
  EXPECT_FALSE(gaps["rows"][1].contains("owner"));
}

TEST_F(JsonOf, ASpeechHoldsOnlyTheFactsItUsed) {
  read(std::string(SmallInstallation::kComplete) + "honours { item 甲 }\n");
  for (const Json& found : json["facts"]) EXPECT_NE(found["key"], "sector");
  fact("honours");
}

TEST_F(JsonOf, ASpeechNamesWhatIsMissing) {
  read("sector tax\noccasion kickoff\nunit { name 甲 }\n");
  EXPECT_EQ(json["date"], nullptr);
  const Json expected = {{"key", "tax.revenue"}, {"label", "全年税费收入"}, {"passage", "revenue"}};
  EXPECT_NE(std::find(json["missing"].begin(), json["missing"].end(), expected), json["missing"].end());
  EXPECT_EQ(block("组织收入【待填：全年税费收入】。")["facts"][0]["missing"], true);
}

TEST(JsonDiagnostics, HoldCodePlaceMessageAndHint) {
  const Source source{"x.info", "one\n云岭 tow\n"};
  Findings findings;
  findings.error("key-unknown", Place{&source, 2, 7, 3}, message("unknown key '{}'", "tow"),
                 message("did you mean '{}'?", "two"));
  findings.warning("slot-short", Place{&source, 0, 0, 0}, message("short"));
  findings.note("hint", Place{}, message("a note"));
  const Json json = Json::parse(diagnostics_json(findings, kEnglish));
  ASSERT_EQ(json.size(), 3U);
  EXPECT_EQ(json[0]["severity"], "error");
  EXPECT_EQ(json[0]["code"], "key-unknown");
  EXPECT_EQ(json[0]["message"], "unknown key 'tow'");
  EXPECT_EQ(json[0]["hint"], "did you mean 'two'?");
  EXPECT_EQ(json[0]["place"]["file"], "x.info");
  EXPECT_EQ(json[0]["place"]["line"], 2U);
  EXPECT_EQ(json[1]["severity"], "warning");
  EXPECT_EQ(json[1]["place"], (Json{{"file", "x.info"}}));
  EXPECT_FALSE(json[1].contains("hint"));
  EXPECT_EQ(json[2]["severity"], "note");
  EXPECT_EQ(json[2]["place"], nullptr);
}

TEST(JsonDiagnostics, CountColumnsInCharacters) {
  const Source source{"x.info", "云岭 tow\n"};
  Findings findings;
  findings.error("key-unknown", Place{&source, 1, 7, 3}, message("x"));
  EXPECT_EQ(Json::parse(diagnostics_json(findings, kEnglish))[0]["place"]["column"], 4U);
}

TEST(JsonDiagnostics, SurviveAFileNameThatIsNotUtf8) {
  const Source source{"\xB5\xA5.info", ""};
  Findings findings;
  findings.error("file-missing", Place{&source, 0, 0, 0}, message("there is no such file"));
  EXPECT_EQ(Json::parse(diagnostics_json(findings, kEnglish)).size(), 1U);
}

}  // namespace
}  // namespace lectern::host
