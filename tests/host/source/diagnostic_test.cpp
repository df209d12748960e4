// SPDX-License-Identifier: Apache-2.0
#include "source/diagnostic.hpp"

#include "told.hpp"

#include <gtest/gtest.h>

#include <deque>

namespace lectern::host {
namespace {

const char* backwards(const char* /*english*/) { return "{1}，{0}"; }

TEST(Message, PutsItsArgumentsIn) {
  EXPECT_EQ(english(message("'{}' has the unknown type '{}'", "tax.x", "txt")), "'tax.x' has the unknown type 'txt'");
}

TEST(Message, LeavesBracesInArgumentsAlone) {
  EXPECT_EQ(english(message("no fact '{}'", "{unit.name}")), "no fact '{unit.name}'");
}

TEST(Message, WritesDoubledBracesOnce) {
  EXPECT_EQ(english(message("write: {} {{ … }}", "unit")), "write: unit { … }");
}

TEST(Message, MayOrderItsArgumentsAnewInATranslation) {
  EXPECT_EQ(message("{} and {}", "a", "b").text(&backwards, Message::Language::chinese), "b，a");
}

TEST(Message, KeepsItsArgumentsWhenTheOriginalsAreGone) {
  Message kept;
  {
    const std::string passing(40, 'x');
    kept = message("value {}", passing);
  }
  EXPECT_EQ(english(kept), "value " + std::string(40, 'x'));
}

TEST(Message, OfAPluginSpeaksTheUsersLanguageWhereItCan) {
  const auto same = [](const char* text) { return text; };
  const Message both = Message::quoted("no {figures}", "没有数字");
  EXPECT_EQ(both.text(same, Message::Language::english), "no {figures}");
  EXPECT_EQ(both.text(same, Message::Language::chinese), "没有数字");
  EXPECT_EQ(Message::quoted("only english", "").text(same, Message::Language::chinese), "only english");
}

TEST(Message, IsOneLineWhateverItsArgumentsHold) {
  EXPECT_EQ(english(message("no fact '{}'", "a\nx.info:1:1: error[b]: \x1b[31mc")),
            "no fact 'a\\nx.info:1:1: error[b]: <U+001B>[31mc'");
  EXPECT_EQ(english(Message::quoted("a\n\u202eb", "")), "a\\n<U+202E>b");
}

TEST(Message, IsEmptyOnlyWhenItSaysNothing) {
  EXPECT_TRUE(Message().empty());
  EXPECT_TRUE(Message::quoted("", "").empty());
  EXPECT_FALSE(message("x").empty());
  EXPECT_FALSE(Message::quoted("x", "").empty());
}

TEST(Message, ShortensAnArgumentThatNobodyReadsToItsEnd) {
  std::string name;
  for (int i = 0; i < 1000; ++i) name += "长";
  const std::string said = english(message("unknown key '{}'", name));
  EXPECT_EQ(said.substr(said.size() - 7), "长…'");
  EXPECT_LT(said.size(), 1100U);
}

TEST(Findings, AreListedAHundredTimesOfAKindAndThenCounted) {
  const Source one{"one.info", ""};
  const Source two{"two.info", ""};
  Findings findings;
  for (int i = 0; i < 250; ++i) findings.error("a", Place{&one, 1, 0, 0}, message("a"));
  findings.warning("b", Place{&one, 1, 0, 0}, message("b"));
  findings.error("a", Place{&two, 1, 0, 0}, message("another file"));
  EXPECT_EQ(findings.all().size(), 102U);
  EXPECT_EQ(findings.errors(), 251U);
  EXPECT_EQ(findings.warnings(), 1U);
  const std::vector<Diagnostic> listed = findings.listed();
  ASSERT_EQ(listed.size(), 103U);
  EXPECT_EQ(listed.back().code, "findings-more");
  EXPECT_EQ(to_string(listed.back().place), "one.info");
  EXPECT_EQ(english(listed.back().message), "150 more findings of the kind 'a' are not listed");
}

TEST(Findings, AreAThousandAtMost) {
  std::deque<Source> sources;
  Findings findings;
  for (int i = 0; i < 3000; ++i) {
    sources.push_back({std::to_string(i), ""});
    findings.warning(i % 2 == 0 ? "a" : "b", Place{&sources.back(), 0, 0, 0}, message("x"));
  }
  EXPECT_EQ(findings.all().size(), 1000U);
  EXPECT_EQ(findings.listed().size(), 1002U) << "one note of each kind";
  EXPECT_EQ(findings.warnings(), 3000U);
}

TEST(Findings, KeepCountWhenTheyAreAddedToOthers) {
  Findings findings;
  for (int round = 0; round < 2; ++round) {
    Findings more;
    for (int i = 0; i < 150; ++i) more.error("a", Place{}, message("a"));
    findings.add(more);
  }
  EXPECT_EQ(findings.all().size(), 100U);
  EXPECT_EQ(findings.errors(), 300U);
  EXPECT_EQ(english(findings.listed().back().message), "200 more findings of the kind 'a' are not listed");
}

// What a hint costs is paid for those that are listed alone: twice the mistakes are not twice the work.
TEST(Findings, AskForAHintOnlyWhereTheyAreListed) {
  std::size_t asked = 0;
  Findings findings;
  for (int i = 0; i < 1000; ++i) {
    findings.error("a", Place{}, message("a"), [&] {
      ++asked;
      return message("hint");
    });
  }
  EXPECT_EQ(asked, 100U);
}

TEST(Findings, MayBeCountedAlone) {
  Findings findings(0);
  EXPECT_TRUE(findings.empty());
  findings.error("a", Place{}, message("a"));
  EXPECT_FALSE(findings.empty());
  EXPECT_EQ(findings.errors(), 1U);
  EXPECT_TRUE(findings.all().empty());
}

TEST(Findings, CountErrorsOnly) {
  Findings findings;
  findings.note("a", Place{}, message("a"));
  findings.warning("b", Place{}, message("b"));
  EXPECT_EQ(findings.errors(), 0U);
  findings.error("c", Place{}, message("c"));
  EXPECT_EQ(findings.errors(), 1U);
}

TEST(Findings, KeepTheOrderInWhichTheyWereFound) {
  Findings first;
  first.error("a", Place{}, message("a"));
  Findings second;
  second.note("b", Place{}, message("b"));
  second.warning("c", Place{}, message("c"));
  first.add(second);
  first.error("d", Place{}, message("d"));
  EXPECT_EQ(told(first), (Told{"a", "note b", "warning c", "d"}));
}

TEST(DidYouMean, NamesTheNearestCandidate) {
  EXPECT_EQ(english(did_you_mean("prioritty", {"slot", "priority", "text"})), "did you mean 'priority'?");
  EXPECT_EQ(english(did_you_mean("nmae", {"name", "note"})), "did you mean 'name'?");
}

TEST(DidYouMean, TakesTheFirstOfTwoEquallyNear) {
  EXPECT_EQ(english(did_you_mean("texd", {"text", "texs"})), "did you mean 'text'?");
}

TEST(DidYouMean, SaysNothingWhenNoneIsNear) {
  EXPECT_TRUE(did_you_mean("colour", {"slot", "priority", "text"}).empty());
  EXPECT_TRUE(did_you_mean("anything", {}).empty());
}

TEST(DidYouMean, AllowsASlipInThreeLettersAndThreeAtMost) {
  EXPECT_EQ(english(did_you_mean("abc", {"abx"})), "did you mean 'abx'?");
  EXPECT_TRUE(did_you_mean("abc", {"axx"}).empty());
  EXPECT_EQ(english(did_you_mean("abcdef", {"abcdxx"})), "did you mean 'abcdxx'?");
  EXPECT_TRUE(did_you_mean("abcdef", {"abcxxx"}).empty());
  EXPECT_EQ(english(did_you_mean("abcdefghijklmnop", {"abcdefghijklmxxx"})), "did you mean 'abcdefghijklmxxx'?");
  EXPECT_TRUE(did_you_mean("abcdefghijklmnop", {"abcdefghijklxxxx"}).empty());
}

TEST(DidYouMean, CountsTheLettersOfTheLastPartOfAKey) {
  EXPECT_EQ(english(did_you_mean("campaign.abc", {"campaign.abx"})), "did you mean 'campaign.abx'?");
  EXPECT_TRUE(did_you_mean("campaign.abc", {"campaign.axx"}).empty());
}

TEST(DidYouMean, CountsMissingAndAddedLetters) {
  EXPECT_EQ(english(did_you_mean("campain", {"campaign", "complain"})), "did you mean 'campaign'?");
  EXPECT_EQ(english(did_you_mean("unnit", {"unit", "until"})), "did you mean 'unit'?");
}

TEST(DidYouMean, DoesNotCompareEndlessKeys) {
  const std::string endless(65, 'a');
  EXPECT_TRUE(did_you_mean(endless, {endless}).empty());
  EXPECT_TRUE(did_you_mean(std::string(64, 'a'), {endless}).empty());
}

}  // namespace
}  // namespace lectern::host
