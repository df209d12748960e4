// SPDX-License-Identifier: Apache-2.0
//
// The speech on paper: where titles break, what a profile may set, how long it takes to read.
#include "render/page.hpp"

#include "render/readings.hpp"
#include "small_installation.hpp"

#include <gtest/gtest.h>

namespace lectern::host {
namespace {

/// A title of a fact for the unit, one for the meeting, and what stands around them.
class TitleOf : public testing::Test {
 protected:
  /// The lines of "在{unit.name}{meeting.name}上的讲话"; "…!" behind them where no good end was found.
  std::string lines(const std::string& unit, const std::string& meeting, const std::string& campaign,
                    unsigned columns = 20) {
    installation.files.put("data/common/plugin.info",
                           "id common name 通用 version 1.2.0 sector any prefix unit prefix meeting prefix campaign\n"
                           "facts {\n"
                           "fact unit.name { type text label 单位 }\n"
                           "fact campaign.title { type text label 目标 }\n"
                           "fact meeting.name { type text label 会议 default \"创建{campaign.title}动员大会\" }\n"
                           "fact meeting.date { type date label 日期 } }\n");
    installation.files.put("data/common/passages/all.info",
                           "passage title { slot title text \"在{unit.name}{meeting.name}上的讲话\" }\n"
                           "passage call { slot call text 开始吧！ }\n");
    installation.files.put("data/skeletons/kickoff.info",
                           "skeleton kickoff { slot title { as title } slot call { } }\n");
    const auto draft =
        installation.draft(fmt::format("sector tax\noccasion kickoff\nunit {{ name \"{}\" }}\nmeeting "
                                       "{{ name \"{}\" }}\ncampaign {{ title \"{}\" }}\n",
                                       unit, meeting, campaign));
    const Block& title = draft->speech.title.at(0);
    const TitleBreaks breaks = break_title(*draft, title, columns);
    std::string out = title.text;
    for (auto at = breaks.begins.rbegin(); at != breaks.begins.rend(); ++at) out.insert(*at, "|");
    return out + (breaks.fits ? "" : "!");
  }

  SmallInstallation installation;
};

TEST_F(TitleOf, OneLineIsLeftAsItIs) {
  EXPECT_EQ(lines("云岭局", "动员大会", "文明单位"), "在云岭局动员大会上的讲话");
  EXPECT_EQ(lines("云岭县税务局第一分局", "五字会议名", ""), "在云岭县税务局第一分局五字会议名上的讲话");  // twenty
}

TEST_F(TitleOf, BreaksBehindANameAndNeverInOne) {
  EXPECT_EQ(lines("云岭县税务局", "", "省级文明单位"), "在云岭县税务局创建省级文明单位|动员大会上的讲话");
  EXPECT_EQ(lines("国家税务总局云岭县税务局", "", "省级文明单位"),
            "在国家税务总局云岭县税务局|创建省级文明单位动员大会上的讲话");
}

TEST_F(TitleOf, KnowsTheCampaignInAMeetingsOwnName) {
  EXPECT_EQ(lines("景川市公路中心", "省级文明单位届内复查工作动员会", "省级文明单位"),
            "在景川市公路中心省级文明单位|届内复查工作动员会上的讲话");
}

TEST_F(TitleOf, ParticlesDoNotBeginALineAndPrepositionsDoNotEndOne) {
  for (const unsigned columns : {10U, 12U, 14U, 16U, 18U}) {
    const std::string broken = lines("云岭县税务局", "", "省级文明单位", columns);
    EXPECT_EQ(broken.find("|上"), std::string::npos) << broken;
    EXPECT_EQ(broken.find("在|"), std::string::npos) << broken;
  }
}

TEST_F(TitleOf, AMiddleLineIsNotTheShortest) {
  // 12 + 8 + 9 would be an hourglass; a diamond needs a name more.
  EXPECT_EQ(lines("云岭彝族自治县第一税务局", "二〇二六年创建省级文明单位动员大会", "省级文明单位", 16),
            "在云岭彝族自治县第一税务局|二〇二六年创建省级文明单位|动员大会上的讲话");
}

TEST_F(TitleOf, SaysWhereNoGoodEndIsFound) {
  EXPECT_EQ(lines("一二三四五六七八九十一二三四五六七八九十一二三四五", "动员大会", "文明单位"),
            "在一二三四五六七八九十一二三四五六七八九十一二三四五动员大会上的讲话!");
}

class PageOf : public testing::Test {
 protected:
  PageOf() {
    const auto choices = [](std::initializer_list<const char*> ids) {
      std::string out;
      for (const char* id : ids) out += fmt::format(" choice {} {{ label {} points 15 }}", id, id);
      return out;
    };
    installation.files.put(
        "data/common/plugin.info",
        "id common name 通用 version 1.2.0 sector any prefix unit prefix meeting prefix layout prefix speaker\n"
        "facts {\n"
        "fact unit.name { type text label 单位 }\n"
        "fact meeting.date { type date label 日期 }\n"
        "fact speaker.rate { type integer label 字速 unit 字 }\n"
        "fact layout.line_pitch { type decimal label 行距 unit 磅 }\n"
        "fact layout.digits_font { type text label 数字 }\n"
        "fact layout.page_number { type choice label 页码" +
            choices({"outside", "centred", "none"}) +
            " }\n"
            "fact layout.reading_size { type choice label 字号 choice 小三 { label 小三 points 15 } }\n"
            "fact layout.reading_pitch { type decimal label 行距 unit 磅 }\n"
            "fact layout.styles { type table label 样式 column of { type choice label 类" +
            choices({"body", "heading2"}) +
            " }\n"
            "column font { type text label 字体 } column size { type choice label 字号 choice 小三 { label 小三 points "
            "15 } } column bold { type choice label 粗" +
            choices({"yes", "no"}) + " } } }\n");
    installation.files.put("data/skeletons/kickoff.info",
                           "skeleton kickoff { slot title { as title } slot call { takes 1-9 } }\n");
    installation.files.put("plugins/tax/passages/why.info", "");
    installation.files.put("data/common/passages/all.info",
                           "passage title { slot title text \"讲话\" }\npassage call { slot call text 开始吧！ }\n");
  }

  PageLayout layout(const std::string& profile, Edition edition = Edition::print) {
    draft = installation.draft("sector tax\noccasion kickoff\n" + profile);
    EXPECT_EQ(told(draft->findings), Told{});
    findings = {};
    return page_layout(*draft, edition, findings);
  }

  SmallInstallation installation;
  std::unique_ptr<Draft> draft;
  Findings findings;
};

TEST_F(PageOf, TheStandardsPageHas22LinesOf28Characters) {
  const PageLayout made = layout("");
  EXPECT_EQ(paper::kTextHeight / made.line_pitch, 22U);
  EXPECT_EQ(made.columns(Part::body), 28U);
  EXPECT_EQ(made.columns(Part::title), 20U);
  const auto advance = static_cast<int>(made.look(Part::body).size()) + made.squeeze(Part::body);
  EXPECT_EQ(paper::kTextWidth / static_cast<Twips>(advance), 28U);
  EXPECT_EQ(made.squeeze(Part::title), 0);
  EXPECT_TRUE(made.has_grid);
}

TEST_F(PageOf, AProfileSetsWhatItNamesAndNothingElse) {
  const PageLayout made = layout(
      "layout { styles { item { of body font 宋体 size 小三 } item { of heading2 bold yes } } line_pitch 28 "
      "digits_font "
      "宋体 page_number none }");
  EXPECT_EQ(made.look(Part::body).font, "宋体");
  EXPECT_EQ(made.look(Part::body).half_points, 30U);
  EXPECT_FALSE(made.look(Part::body).bold);
  EXPECT_EQ(made.look(Part::heading2).font, "楷体_GB2312");
  EXPECT_EQ(made.look(Part::heading2).half_points, 32U);
  EXPECT_TRUE(made.look(Part::heading2).bold);
  EXPECT_EQ(made.line_pitch, 560U);
  EXPECT_FALSE(made.has_grid);
  EXPECT_EQ(made.digits_font, "宋体");
  EXPECT_EQ(made.page_numbers, PageNumbers::none);
  EXPECT_EQ(told(findings), Told{});
}

TEST_F(PageOf, TheReadingCopyHasItsOwnSizeAndPitch) {
  const PageLayout usual = layout("layout { line_pitch 28 page_number none }", Edition::reading);
  EXPECT_EQ(usual.look(Part::body).half_points, 36U);
  EXPECT_EQ(usual.line_pitch, 720U);
  EXPECT_EQ(usual.page_numbers, PageNumbers::plain);
  const PageLayout given = layout("layout { reading_size 小三 reading_pitch 40.5 }", Edition::reading);
  EXPECT_EQ(given.look(Part::body).half_points, 30U);
  EXPECT_EQ(given.look(Part::title).half_points, 44U);
  EXPECT_EQ(given.line_pitch, 810U);
}

TEST_F(PageOf, APitchThatNoPageCanHaveIsAnError) {
  for (const char* pitch : {"11.9", "100.5", "0", "-28"}) {
    layout(fmt::format("layout {{ line_pitch {} }}", pitch));
    EXPECT_EQ(told(findings), Told{"layout-pitch unit.info:3:21"}) << pitch;
  }
}

TEST_F(PageOf, ARowThatIsAboutNothingIsAnError) {
  layout("layout { styles { item { font 宋体 } } }");
  EXPECT_EQ(told(findings), Told{"layout-of unit.info:3:19"});
}

TEST_F(PageOf, MinutesAreMarkedWhereAParagraphBegins) {
  std::string passages = "passage title { slot title text \"讲话\" }\n";
  for (const char* id : {"a", "b", "c", "d"})
    passages +=
        fmt::format("passage {} {{ slot call text \"{}\" }}\n", id, "一二三四五六七八九十一二三四五六七八九十。");
  installation.files.put("data/common/passages/all.info", passages);
  draft = installation.draft("sector tax\noccasion kickoff\nspeaker { rate 16 }\n");
  std::vector<std::string> marks;
  for (const PageParagraph& paragraph : make_page(*draft, Edition::reading, findings).paragraphs)
    marks.push_back(paragraph.mark);
  // Each takes 20 syllables, one minute and a quarter: 0, 1.25, 2.5, 3.75.
  EXPECT_EQ(marks, (std::vector<std::string>{"", "", "1分", "2分半", "3分半"}));
  for (const PageParagraph& paragraph : make_page(*draft, Edition::print, findings).paragraphs)
    EXPECT_EQ(paragraph.mark, "");
}

struct Spoken {
  const char* text;
  std::size_t syllables;
};

class Reading : public testing::TestWithParam<Spoken> {};

TEST_P(Reading, CountsWhatIsSaid) { EXPECT_EQ(count_syllables(GetParam().text), GetParam().syllables); }

INSTANTIATE_TEST_SUITE_P(Aloud, Reading,
                         testing::Values(Spoken{"", 0}, Spoken{"同志们：", 3}, Spoken{"98.6%", 8},  // 百分之九十八点六
                                         Spoken{"2026年3月6日", 9},  // 二〇二六年三月六日
                                         Spoken{"18642户", 10},      // 一万八千六百四十二户
                                         Spoken{"12.6亿元", 6},      // 十二点六亿元
                                         Spoken{"0.05%", 7},         // 百分之零点零五
                                         Spoken{"“12345”热线", 11}, Spoken{"（一）——……", 1},  // a number, as it stands
                                         Spoken{"二〇二六", 4}, Spoken{"App", 3}, Spoken{"𬭸", 1}, Spoken{"3.", 1},
                                         Spoken{"99999999999999999999", 20}));

TEST(Readings, AreOfRareCharactersAlone) {
  EXPECT_EQ(reading_of(U'玭'), "pín");
  EXPECT_EQ(reading_of(U'𬭸'), "lín");
  EXPECT_EQ(reading_of(U'的'), "");
  EXPECT_EQ(reading_of(U'鑫'), "xīn");  // the second 3,000
  EXPECT_EQ(reading_of(U'a'), "");
  EXPECT_EQ(reading_of(U'。'), "");
}

/// "查 zhā", a character and its reading.
std::string shown(std::string_view text, const std::vector<Ruby>& rubies) {
  std::string out;
  for (const Ruby& ruby : rubies)
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", text.substr(ruby.at, ruby.bytes), ruby.reading);
  return out;
}

struct Persons {
  std::string_view text;
  std::string_view expected;
};
class SurnamesOf : public testing::TestWithParam<Persons> {};
TEST_P(SurnamesOf, HaveTheirOwnReading) {
  EXPECT_EQ(shown(GetParam().text, surnames_in(GetParam().text)), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Readings, SurnamesOf,
    testing::Values(Persons{"仇𬭎", "仇 qiú"}, Persons{"副局长查盖", "查 zhā"},
                    Persons{"党建科科长单晓同志", "单 shàn"}, Persons{"副局长尉迟恭", "尉 yù, 迟 chí"},
                    Persons{"长孙无忌", "长 zhǎng, 孙 sūn"}, Persons{"区䶮、覃朴", "区 ōu, 覃 qín"},
                    Persons{"党委书记、局长 朴正", "朴 piáo"}, Persons{"县文明办单敏主任", "单 shàn"},
                    Persons{"区教育局", ""}, Persons{"区长李明", ""}, Persons{"任", ""}, Persons{"第一税务分局", ""},
                    Persons{"副局长孙海燕", ""}, Persons{"", ""}));

TEST(ReadingsOfADraft, AreOfRareCharactersSurnamesAndWhatTheProfileSays) {
  SmallInstallation installation;
  const auto draft =
      installation.draft(std::string(SmallInstallation::kComplete) +
                         "readings { item { text 单䶮 reading \"dān yǎn\" } item { text 六安 reading \"lù ān\" } "
                         "item { text 甲乙 reading jiǎ } }\n");
  Findings findings;
  const Readings readings(*draft, findings);
  EXPECT_EQ(told(findings).size(), 1U) << "two characters and one syllable";
  const Span head{0, 6, *draft->schema.find("unit.heads"), {}, {}, false, Way::plain};
  EXPECT_EQ(shown("单䶮", readings.in({"单䶮", &head})), "单 dān, 䶮 yǎn");
  EXPECT_EQ(shown("到六安去玭", readings.in({"到六安去玭", nullptr})), "六 lù, 安 ān, 玭 pín");
  EXPECT_EQ(shown("查盖", readings.in({"查盖", &head})), "查 zhā");
  EXPECT_EQ(shown("查盖", readings.in({"查盖", nullptr})), "") << "nobody says that it is a name";
}

TEST(BlockIds, AreOfThePassageAndItsNumberInIt) {
  SmallInstallation installation;
  const auto first = installation.draft(SmallInstallation::kComplete);
  const auto other = installation.draft(std::string(SmallInstallation::kComplete) + "honours { item 先进 }\n");
  EXPECT_EQ(block_ids(first->speech), block_ids(other->speech));
  std::vector<std::string> ids = block_ids(first->speech);
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
  EXPECT_EQ(ids.front().size(), 24U);
}

}  // namespace
}  // namespace lectern::host
