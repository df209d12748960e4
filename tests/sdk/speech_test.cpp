// SPDX-License-Identifier: Apache-2.0
//
// The C++ face of the interface: what a plugin's calls become at the border, and what comes back.
#include <lectern/fake_host.hpp>

#include <gtest/gtest.h>

namespace lectern {
namespace {

class SpeechTest : public testing::Test {
 protected:
  FakeHost host;
  Speech speech{host.host()};
};

TEST_F(SpeechTest, ReadsAFact) {
  host.facts["tax.revenue"] = {"12.6", "亿元", "2025-12-31", 0};
  const auto fact = speech.fact("tax.revenue");
  ASSERT_TRUE(fact);
  EXPECT_EQ(fact->text, "12.6");
  EXPECT_EQ(fact->unit, "亿元");
  EXPECT_EQ(fact->as_of, "2025-12-31");
  EXPECT_EQ(fact->rows, 0U);
  EXPECT_EQ(fact->number(), Decimal(126, 1));
  EXPECT_EQ(host.sizes, std::vector<std::uint32_t>{sizeof(lectern_fact)});
}

TEST_F(SpeechTest, ReadsTheRowsOfATable) {
  host.facts["honours"] = {"", "", "", 3};
  const auto fact = speech.fact("honours");
  ASSERT_TRUE(fact);
  EXPECT_EQ(fact->rows, 3U);
  EXPECT_EQ(fact->text, "");
  EXPECT_FALSE(fact->number());
}

TEST_F(SpeechTest, ReadsTheNumberOfAFact) {
  host.facts["tax.revenue"] = {"12.6", "亿元", "2025-12-31", 0};
  host.facts["unit.name"] = {"云岭县税务局", "", "", 0};
  host.facts["tax.relief"] = {};
  EXPECT_EQ(speech.number("tax.revenue"), Decimal(126, 1));
  EXPECT_FALSE(speech.number("unit.name"));
  EXPECT_FALSE(speech.number("tax.relief"));
}

TEST_F(SpeechTest, GivesNothingForAFactThatIsNotGivenOrNotKnown) {
  host.facts["tax.revenue"] = {};
  EXPECT_FALSE(speech.fact("tax.revenue"));
  EXPECT_TRUE(host.unknown.empty());
  EXPECT_FALSE(speech.fact("tax.revenu"));
  EXPECT_FALSE(speech.cell("tax.revenu", 0, "item"));
  EXPECT_EQ(host.unknown, std::vector<std::string>{"tax.revenu"});
}

TEST_F(SpeechTest, KeepsAFactWhenTheHostTakesItsMemoryBack) {
  host.facts["a.name"] = {"云岭县", "", "2025-12-31", 0};
  host.facts["b.name"] = {"青川市", "户", "", 0};
  const auto a = speech.fact("a.name");
  const auto b = speech.fact("b.name");
  host.take_back();
  ASSERT_TRUE(a && b);
  EXPECT_EQ(a->text, "云岭县");
  EXPECT_EQ(a->as_of, "2025-12-31");
  EXPECT_EQ(b->unit, "户");
}

TEST_F(SpeechTest, ReadsACellByRowAndColumn) {
  host.cells[{"honours", 1, "title"}] = {"市级文明单位", "", "", 0};
  const auto cell = speech.cell("honours", 1, "title");
  ASSERT_TRUE(cell);
  EXPECT_EQ(cell->text, "市级文明单位");
  EXPECT_FALSE(speech.cell("honours", 0, "title"));
  EXPECT_FALSE(speech.cell("honours", 1, "year"));
  EXPECT_FALSE(speech.cell("gaps", 1, "title"));
}

TEST_F(SpeechTest, ReadsAnOption) {
  host.options = {{"tone", "plain"}, {"empty", ""}};
  EXPECT_EQ(speech.option("tone"), "plain");
  EXPECT_EQ(speech.option("empty"), "");
  EXPECT_EQ(speech.option("colour"), std::nullopt);
}

TEST_F(SpeechTest, DerivesWithItsSources) {
  speech.derive("tax.growth", "6.8", {"tax.revenue", "tax.revenue_previous"});
  ASSERT_EQ(host.derived.size(), 1U);
  EXPECT_EQ(host.value("tax.growth"), "6.8");
  EXPECT_EQ(host.sources("tax.growth"), "tax.revenue tax.revenue_previous");
}

TEST_F(SpeechTest, DerivesListsAndTables) {
  speech.derive_list("harbour.goods", {"煤", "粮"}, {"harbour.tons"});
  speech.derive_row("harbour.berths", {{"name", "一号"}, {"owner", "港务科"}}, {"harbour.tons"});
  speech.derive_row("harbour.berths", {{"name", "二号"}}, {"harbour.tons", "harbour.plan"});
  EXPECT_EQ(host.rows("harbour.goods"), (std::vector<FakeHost::Cells>{{{"item", "煤"}}, {{"item", "粮"}}}));
  EXPECT_EQ(host.rows("harbour.berths"),
            (std::vector<FakeHost::Cells>{{{"name", "一号"}, {"owner", "港务科"}}, {{"name", "二号"}}}));
  EXPECT_EQ(host.sources("harbour.berths"), "harbour.tons harbour.plan");
}

TEST_F(SpeechTest, OffersAPassageWithAllItsWordings) {
  Passage passage;
  passage.id = "reason.a";
  passage.slot = "significance.reason";
  passage.priority = 70;
  passage.headings = {"标题一", "标题二"};
  passage.texts = {"正文一", "正文二"};
  passage.shorts = {"短"};
  speech.offer(passage);
  ASSERT_EQ(host.offered.size(), 1U);
  const Passage& offered = host.offered[0];
  EXPECT_EQ(offered.id, "reason.a");
  EXPECT_EQ(offered.slot, "significance.reason");
  EXPECT_EQ(offered.priority, 70);
  EXPECT_EQ(offered.headings, (std::vector<std::string>{"标题一", "标题二"}));
  EXPECT_EQ(offered.texts, (std::vector<std::string>{"正文一", "正文二"}));
  EXPECT_EQ(offered.shorts, std::vector<std::string>{"短"});
  EXPECT_EQ(host.sizes, std::vector<std::uint32_t>{sizeof(lectern_passage)});
}

TEST_F(SpeechTest, OffersRowsAndConditions) {
  Passage passage;
  passage.id = "strengths.berths";
  passage.slot = "strengths";
  passage.texts = {"{items}"};
  passage.when = {{"campaign.object", "unit"}, {"meeting.date", ">=2018-07-20"}};
  passage.each = "harbour.berths";
  passage.items = {"{.name}", "也有"};
  passage.firsts = {"先是{.name}"};
  passage.lasts = {"最后是{.name}"};
  passage.onlys = {"只有{.name}"};
  speech.offer(passage);
  ASSERT_EQ(host.offered.size(), 1U);
  const Passage& offered = host.offered[0];
  EXPECT_EQ(offered.when, passage.when);
  EXPECT_EQ(offered.each, "harbour.berths");
  EXPECT_EQ(offered.items, passage.items);
  EXPECT_EQ(offered.firsts, passage.firsts);
  EXPECT_EQ(offered.lasts, passage.lasts);
  EXPECT_EQ(offered.onlys, passage.onlys);
}

TEST_F(SpeechTest, APassageNeedsNeitherHeadingNorShort) {
  Passage passage;
  passage.id = "thanks";
  passage.slot = "closing.thanks";
  passage.texts = {"谢谢大家。"};
  speech.offer(passage);
  ASSERT_EQ(host.offered.size(), 1U);
  EXPECT_EQ(host.offered[0].priority, 50);
  EXPECT_TRUE(host.offered[0].headings.empty());
  EXPECT_TRUE(host.offered[0].shorts.empty());
}

TEST_F(SpeechTest, ReportsInBothLanguages) {
  speech.report({Report::Severity::note, "a-code", "message", "hint", "消息", "提示", "unit.name"});
  ASSERT_EQ(host.reported.size(), 1U);
  const Report& report = host.reported[0];
  EXPECT_EQ(report.severity, Report::Severity::note);
  EXPECT_EQ(report.code, "a-code");
  EXPECT_EQ(report.message, "message");
  EXPECT_EQ(report.hint, "hint");
  EXPECT_EQ(report.message_zh, "消息");
  EXPECT_EQ(report.hint_zh, "提示");
  EXPECT_EQ(report.key, "unit.name");
  EXPECT_EQ(host.sizes, std::vector<std::uint32_t>{sizeof(lectern_report)});
}

TEST_F(SpeechTest, ReportsAboutARowAndAColumn) {
  Report report;
  report.key = "gaps";
  report.row = 0;
  report.column = "deadline";
  speech.report(report);
  report.row = std::nullopt;
  report.column = "";
  speech.report(report);
  ASSERT_EQ(host.reported.size(), 2U);
  EXPECT_EQ(host.reported[0].row, std::uint64_t{0});
  EXPECT_EQ(host.reported[0].column, "deadline");
  EXPECT_EQ(host.reported[1].row, std::nullopt);
}

TEST_F(SpeechTest, LogsForItsAuthorAndNeverThrows) {
  host.answer = LECTERN_REFUSED;
  speech.log("rate 6.8");
  EXPECT_EQ(host.logged, std::vector<std::string>{"rate 6.8"});
}

TEST_F(SpeechTest, AsksTheHostForWhatALaterMinorBrings) {
  EXPECT_EQ(speech.extension("org.lectern.nothing", 1), nullptr);
  EXPECT_TRUE(LECTERN_HAS(speech.host(), log));
  lectern_host older = *host.host();
  older.size = LECTERN_SIZE_WITH(lectern_host, report);
  EXPECT_TRUE(LECTERN_HAS(&older, report));
  EXPECT_FALSE(LECTERN_HAS(&older, log));
}

TEST_F(SpeechTest, AReportIsAWarningUnlessItSaysOtherwise) {
  speech.report(Report{});
  ASSERT_EQ(host.reported.size(), 1U);
  EXPECT_EQ(static_cast<int>(host.reported[0].severity), LECTERN_WARNING);
}

TEST_F(SpeechTest, ThrowsWhatTheHostAnsweredWhenItTurnsACallDown) {
  for (const std::int32_t status : {LECTERN_UNKNOWN, LECTERN_INVALID, LECTERN_REFUSED}) {
    host.answer = status;
    const auto answer_to = [](auto call) {
      try {
        call();
      } catch (const Refusal& refusal) {
        EXPECT_STRNE(refusal.what(), "");
        return refusal.status();
      }
      return std::int32_t{LECTERN_OK};
    };
    EXPECT_EQ(answer_to([&] { speech.derive("a.b", "1", {"a.c"}); }), status);
    EXPECT_EQ(answer_to([&] { speech.derive_list("a.b", {"1"}, {"a.c"}); }), status);
    EXPECT_EQ(answer_to([&] { speech.offer(Passage{}); }), status);
    EXPECT_EQ(answer_to([&] { speech.report(Report{}); }), status);
  }
}

}  // namespace
}  // namespace lectern
