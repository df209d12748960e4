// SPDX-License-Identifier: Apache-2.0
//
// Every fact of a speech, for whoever checks it.
#include "render/render.hpp"

#include "small_installation.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lectern::host {
namespace {

class LedgerOf : public testing::Test {
 protected:
  void read(const std::string& profile, const std::vector<std::string>& settings = {}) {
    draft = installation.draft(profile, {{}, settings, 0, 0});
    EXPECT_EQ(draft->reached, Draft::Stage::speech);
    ledger = make_ledger(*draft);
  }

  /// "key = text @ 1 2", a line an entry; a tick where it is verified.
  std::vector<std::string> lines() const {
    std::vector<std::string> out;
    for (const LedgerEntry& entry : ledger) {
      std::string line = fmt::format("{} = {} @", entry.key, entry.text);
      for (const std::size_t paragraph : entry.paragraphs) line += fmt::format(" {}", paragraph);
      out.push_back(line + (entry.verified ? " ✓" : ""));
    }
    return out;
  }

  const LedgerEntry& entry(const std::string& key) const {
    static const LedgerEntry none;
    const auto found =
        std::find_if(ledger.begin(), ledger.end(), [&](const LedgerEntry& one) { return one.key == key; });
    if (found != ledger.end()) return *found;
    ADD_FAILURE() << key;
    return none;
  }

  /// Puts this where the common passages were.
  void say(const std::string& text) {
    installation.files.put(
        "data/skeletons/kickoff.info",
        "skeleton kickoff { slot title { as title takes 0-1 } slot opening { } slot call { takes 0-1 } }\n");
    installation.files.put("data/common/passages/all.info", text);
  }

  SmallInstallation installation;
  std::unique_ptr<Draft> draft;
  std::vector<LedgerEntry> ledger;
};

TEST_F(LedgerOf, ASpeechHoldsEveryFactOnceInTheOrderOfTheSpeech) {
  read(SmallInstallation::kComplete);
  EXPECT_EQ(lines(),
            (std::vector<std::string>{"unit.name = 云岭县税务局 @ 0", "meeting.date = 2026年3月6日 @ 0",
                                      "ref.plenum = 党的二十届四中全会 @ 1 ✓", "tax.revenue = 12.6亿元 @ 2 ✓",
                                      "unit.short = 云岭局 @ 3", "unit.staff = 168人 @ 3 ✓", "gaps[1].text = 两 @ 4 5",
                                      "gaps[2].text = 两 @ 4 6", "gaps[1].owner = 一分局 @ 5"}));
}

TEST_F(LedgerOf, ASpeechNamesAllParagraphsAFactStandsInOnce) {
  say("passage t { slot title text \"{unit.name}\" } passage o { slot opening text "
      "\"{unit.name}和{unit.name}\\n没有\\n{unit.name:quoted}\" } passage c { slot call text \"{unit.name}\" }\n");
  read(SmallInstallation::kComplete);
  EXPECT_EQ(lines(), std::vector<std::string>{"unit.name = 云岭县税务局 @ 0 1 3 4"});
}

TEST_F(LedgerOf, HeadingsBetweenParagraphsAreNamedOnce) {
  installation.files.put("data/skeletons/kickoff.info",
                         "skeleton kickoff { section why { heading heading.why slot opening { } } section how { "
                         "heading heading.how slot call { } } }\n");
  installation.files.put(
      "data/common/passages/all.info",
      "passage w { slot heading.why text \"{unit.name}\" } passage h { slot heading.how text \"{unit.name}\" }\n"
      "passage o { slot opening text \"{unit.name}\" } passage c { slot call text \"{unit.name}\" }\n");
  read(SmallInstallation::kComplete);
  EXPECT_EQ(lines(), std::vector<std::string>{"unit.name = 云岭县税务局 @ 0 1 2"});
}

TEST_F(LedgerOf, AColumnHoldsEveryRowThatIsNamed) {
  say("passage o { slot opening text \"{gaps.text:and}，首先{gaps.owner:first}\" }\n");
  read(
      "sector tax\noccasion kickoff\ngaps { verified 陈静 item { text 甲 owner 丙 } item { text 乙 { verified \"\" } "
      "owner 丁 } }\n");
  EXPECT_EQ(lines(),
            (std::vector<std::string>{"gaps[1].text = 甲 @ 1 ✓", "gaps[2].text = 乙 @ 1", "gaps[1].owner = 丙 @ 1 ✓"}));
  EXPECT_EQ(ledger[0].label, "存在差距·问题");
  EXPECT_EQ(ledger[0].value->text, "甲");
  EXPECT_EQ(ledger[1].value->text, "乙");
}

TEST_F(LedgerOf, AListHoldsEveryItem) {
  say("passage o { slot opening text \"{honours}\" }\n");
  read("sector tax\noccasion kickoff\nhonours { item 甲 item 乙 }\n");
  EXPECT_EQ(lines(), (std::vector<std::string>{"honours[1] = 甲 @ 1", "honours[2] = 乙 @ 1"}));
  EXPECT_EQ(ledger[1].label, "荣誉");
}

TEST_F(LedgerOf, ASpeechLeavesOutWhatIsMissingOrCounted) {
  say("passage o { slot opening text \"{unit.name}{count.parts}\" }\n");
  read("sector tax\noccasion kickoff\n");
  EXPECT_EQ(lines(), std::vector<std::string>{});
}

TEST_F(LedgerOf, AWorkedOutFactNamesWhatItWasWorkedOutFrom) {
  read(SmallInstallation::kComplete, {"unit.short="});
  const LedgerEntry& found = entry("unit.short");
  EXPECT_EQ(origin_of(*draft, found.fact, *found.value, kEnglish), "worked out by common from unit.name");
  EXPECT_FALSE(found.verified);
}

TEST_F(LedgerOf, AWorkedOutFactIsVerifiedWithItsSources) {
  say("passage o { slot opening text \"{unit.short}\" }\n");
  read("sector tax\noccasion kickoff\nunit { name 甲 { verified 陈静 } }\n");
  EXPECT_TRUE(entry("unit.short").verified);
}

TEST_F(LedgerOf, AGivenFactNamesItsPlaceAndAReferenceItsEntry) {
  read(SmallInstallation::kComplete);
  const LedgerEntry& given = entry("tax.revenue");
  EXPECT_EQ(origin_of(*draft, given.fact, *given.value, kEnglish), "unit.info:5");
  const LedgerEntry& reference = entry("ref.plenum");
  EXPECT_EQ(origin_of(*draft, reference.fact, *reference.value, kEnglish),
            "dated reference plenum.20.4, lectern:profiles/references.info:2");
}

TEST_F(LedgerOf, ATextListsEachEntryWithWhatIsKnown) {
  say("passage o { slot opening text \"{tax.revenue}\" } passage c { slot call text \"{unit.staff}\" }\n");
  read(SmallInstallation::kComplete);
  const std::string text = ledger_text(*draft, kEnglish);
  EXPECT_NE(text.find("云岭县税务局, 2026-03-06"), std::string::npos);
  EXPECT_NE(text.find("\n1. 全年税费收入 (tax.revenue)\n"), std::string::npos);
  EXPECT_NE(text.find("\n2. 在职人数 (unit.staff)\n"), std::string::npos);
  EXPECT_NE(text.find(": 年报\n"), std::string::npos);
  EXPECT_NE(text.find(": paragraph 1\n"), std::string::npos);
}

TEST_F(LedgerOf, ACsvIsReadByExcel) {
  say("passage o { slot opening text \"{tax.revenue}\" }\n");
  read(SmallInstallation::kComplete);
  const std::string csv = ledger_csv(*draft, kEnglish);
  EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBF\"No.\","));
  EXPECT_TRUE(csv.ends_with("\r\n"));
  EXPECT_NE(csv.find("\r\n\"1\",\"全年税费收入\",\"tax.revenue\",\"12.6亿元\",\"paragraph "
                     "1\",\"12.6亿元\",\"unit.info:5\",\"年报\",\"2025-12-31\",\"王芳\",\"\"\r\n"),
            std::string::npos);
}

TEST_F(LedgerOf, ACsvQuotesQuotationMarksAndKeepsCommasInTheirCell) {
  say("passage o { slot opening text \"{unit.name}\" }\n");
  read("sector tax\noccasion kickoff\n", {"unit.name=a\"b,c"});
  EXPECT_NE(ledger_csv(*draft, kEnglish).find(",\"a\"\"b,c\","), std::string::npos);
}

TEST_F(LedgerOf, ACsvHoldsNoFormulas) {
  say("passage o { slot opening text \"{unit.name}\" }\n");
  for (const char* formula : {"=1+1", "+1", "-2+3", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠SUM(A1)"}) {
    read("sector tax\noccasion kickoff\n", {fmt::format("unit.name={}", formula)});
    EXPECT_NE(ledger_csv(*draft, kEnglish).find(fmt::format(",\"'{}\",", formula)), std::string::npos) << formula;
  }
}

TEST_F(LedgerOf, ACsvSaysWhatIsNotVerified) {
  say("passage o { slot opening text \"{unit.name}{ref.plenum}\" }\n");
  read(SmallInstallation::kComplete);
  const std::string csv = ledger_csv(*draft, kEnglish);
  EXPECT_NE(csv.find("\"(not verified)\",\"\"\r\n"), std::string::npos);
  EXPECT_NE(csv.find("\"(reference)\",\"\"\r\n"), std::string::npos);
}

TEST_F(LedgerOf, ListsTheProfilesOwnTextBehindTheFacts) {
  read(std::string(SmallInstallation::kComplete) +
       "passages {\nreplace common/call { text \"开始，\\n现在。\" }\npassage own { slot title priority 90 text 甲 } "
       "}\n");
  const std::vector<LedgerPassage> own = own_passages(*draft);
  ASSERT_EQ(own.size(), 2U);
  EXPECT_EQ(name_of(*own[0].passage), "profile/own");
  EXPECT_EQ(own[0].paragraphs, std::vector<std::size_t>{0});
  EXPECT_EQ(name_of(*own[1].passage), "common/call");
  EXPECT_EQ(own[1].text, "开始， / 现在。");
  EXPECT_EQ(own[1].paragraphs, (std::vector<std::size_t>{7, 8}));
  const std::string text = ledger_text(*draft, kEnglish);
  EXPECT_NE(text.find(". passage of the profile (common/call)\n   in the speech: 开始， / 现在。\n   where: paragraph "
                      "7, paragraph 8\n"
                      "   origin: unit.info:8\n"),
            std::string::npos)
      << text;
  EXPECT_NE(ledger_csv(*draft, kEnglish).find("\"common/call\",\"开始， / 现在。\""), std::string::npos);
}

}  // namespace
}  // namespace lectern::host
