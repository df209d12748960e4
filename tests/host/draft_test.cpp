// SPDX-License-Identifier: Apache-2.0
//
// The whole way, from a profile to the text of a speech.
#include "draft.hpp"

#include "small_installation.hpp"

#include <gtest/gtest.h>
#include <algorithm>

#include <clocale>
#include <cstdlib>
#include <ctime>
#include <locale>

namespace lectern::host {
namespace {

class Drafting : public testing::Test {
 protected:
  static auto count_of(const Draft& draft, std::string_view id) {
    return std::count_if(draft.passages.begin(), draft.passages.end(),
                         [id](const Passage& passage) { return passage.id == id; });
  }

  SmallInstallation installation;
};

TEST_F(Drafting, MakesASpeechOfAProfile) {
  const auto draft = installation.draft(SmallInstallation::kComplete);
  EXPECT_EQ(told(draft->findings), Told{});
  ASSERT_EQ(draft->reached, Draft::Stage::speech);
  EXPECT_EQ(
      write_text(*draft, kEnglish),
      "在云岭县税务局动员大会上的讲话\n（2026年3月6日）\n\n同志们：\n"
      "　　学习党的二十届四中全会精神，讲两点。\n　　一、提高认识\n　　（一）收入的需要\n　　组织收入12.6亿元。\n"
      "　　（二）发展的需要\n　　云岭局现有168人。\n　　二、落实责任\n　　有两条：\n　　1.排队偏长，由一分局负责。\n"
      "　　2.答复偏慢。\n　　开始吧！\n");
  EXPECT_TRUE(draft->speech.missing.empty());
}

TEST_F(Drafting, SaysWhatTheDayOfTheSpeechAllows) {
  const auto then = installation.draft(SmallInstallation::kComplete, {{}, {"meeting.date=2011-02-25"}, 0, 0});
  EXPECT_NE(write_text(*then, kEnglish).find("学习党的十七届五中全会精神"), std::string::npos);
  const auto between = installation.draft(SmallInstallation::kComplete, {{}, {"meeting.date=2020-02-25"}, 0, 0});
  EXPECT_NE(write_text(*between, kEnglish).find("学习【待填：plenum】精神"), std::string::npos);
}

TEST_F(Drafting, MarksWhatIsMissingAndGoesOn) {
  const auto draft = installation.draft("sector tax\noccasion kickoff\nmeeting { date 2026-03-06 }\n");
  ASSERT_EQ(draft->reached, Draft::Stage::speech);
  EXPECT_EQ(draft->speech.missing.size(), 2U);
  const std::string text = write_text(*draft, kEnglish);
  EXPECT_NE(text.find("在【待填：单位全称】动员大会上的讲话"), std::string::npos);
  EXPECT_NE(text.find("组织收入【待填：全年税费收入】。"), std::string::npos);
}

TEST_F(Drafting, FillsDefaultsInBeforeItSpeaks) {
  const auto draft = installation.draft(SmallInstallation::kComplete, {{}, {"unit.short="}, 0, 0});
  EXPECT_NE(write_text(*draft, kEnglish).find("云岭县税务局现有168人"), std::string::npos);
  EXPECT_TRUE(draft->speech.missing.empty());
}

TEST_F(Drafting, ReportsAnUnknownSectorAndOccasionTogether) {
  const auto draft = installation.draft("sector taxx\noccasion kickof\n");
  EXPECT_EQ(draft->reached, Draft::Stage::layers);
  EXPECT_EQ(told(draft->findings), (Told{"sector-unknown unit.info:1:8", "occasion-unknown unit.info:2:10"}));
  EXPECT_EQ(hints(draft->findings), "did you mean 'tax'?\nthere are: kickoff\n");
}

TEST_F(Drafting, ReportsAProfileThatNamesNeitherSectorNorOccasion) {
  const auto draft = installation.draft("unit { name 甲 }\n");
  EXPECT_EQ(told(draft->findings), (Told{"sector-unknown unit.info", "occasion-unknown unit.info"}));
}

TEST_F(Drafting, LooksForOccasionsAmongTheSkeletonsOnly) {
  installation.files.put("data/secret.info", "skeleton x { }\n");
  const auto draft = installation.draft("sector tax\noccasion \"../secret\"\n");
  EXPECT_EQ(told(draft->findings), (Told{"occasion-unknown unit.info:2:11"}));
}

TEST_F(Drafting, LetsNoTwoBundlesClaimOnePrefix) {
  installation.files.put("plugins/zz/plugin.info", "id zz name 补充 version 1.0.0 sector tax\nprefix zz\nprefix tax\n");
  const auto draft = installation.draft(SmallInstallation::kComplete);
  EXPECT_EQ(told(draft->findings), (Told{"prefix-taken plugins/zz/plugin.info:3:8"}));
  EXPECT_EQ(messages(draft->findings), "plugin 'zz' claims the prefix 'tax', which plugin 'tax-bureau' has\n");
}

/// The same, where the newcomer's id comes first.
TEST_F(Drafting, PointsAtTheNewcomerAndNotAtWhatShipped) {
  installation.ship("tax-bureau", "plugins/tax");
  installation.files.put("plugins/aa/plugin.info",
                         "id aa name 补充 version 1.0.0 sector tax prefix tax\n"
                         "facts { fact tax.revenue { type text label 收入 } }\n");
  const auto draft = installation.draft(SmallInstallation::kComplete);
  EXPECT_EQ(told(draft->findings),
            (Told{"prefix-taken plugins/aa/plugin.info:1:51", "key-repeated plugins/aa/plugin.info:2:14"}));
  EXPECT_NE(write_text(*draft, kEnglish).find("组织收入12.6亿元"), std::string::npos);
}

TEST_F(Drafting, SaysWhenAnotherSpeaksForWhatShipped) {
  installation.ship("tax-bureau", "plugins/tax");
  EXPECT_EQ(told(installation.draft(SmallInstallation::kComplete)->findings), Told());
  installation.files.put("plugins/tax/passages/more.info", "passage more { slot call text 说别的 }\n");
  EXPECT_EQ(told(installation.draft(SmallInstallation::kComplete)->findings),
            Told{"note plugin-replaced plugins/tax/plugin.info"});
}

TEST_F(Drafting, SaysWhenANewerOneSpeaksForWhatShipped) {
  installation.ship("tax-bureau", "plugins/tax");
  installation.files.put("plugins/evil/plugin.info",
                         "id tax-bureau name 税务局 version 9.0.0 sector tax prefix tax\n"
                         "facts { fact tax.revenue { type decimal label 收入 unit 亿元 } }\n");
  const auto draft = installation.draft(SmallInstallation::kComplete);
  EXPECT_EQ(told(draft->findings), Told{"note plugin-replaced plugins/evil/plugin.info"});
  EXPECT_NE(hints(draft->findings).find("lectern plugin why tax-bureau"), std::string::npos);
}

TEST_F(Drafting, SaysWhichVersionTookASectorsPluginAway) {
  installation.files.put("plugins/evil/plugin.info", "id tax-bureau name 税务局 version 9.0.0 sector other\n");
  const auto draft = installation.draft(SmallInstallation::kComplete);
  EXPECT_EQ(told(draft->findings),
            (Told{"sector-unknown unit.info:1:8", "note plugin-other-sector plugins/evil/plugin.info"}));
}

TEST_F(Drafting, UsesTheNextOfAnIdWhereTheNewestCannotBeLoaded) {
  installation.files.put("plugins/new/plugin.info",
                         "id tax-bureau name 税务局 version 9.0.0 sector tax prefix tax library \"absent.so\"\n");
  const auto draft = installation.draft(SmallInstallation::kComplete);
  ASSERT_EQ(draft->reached, Draft::Stage::speech);
  EXPECT_EQ(told(draft->findings),
            (Told{"library-missing plugins/new/plugin.info", "note plugin-instead plugins/new/plugin.info"}));
  EXPECT_NE(messages(draft->findings).find("plugin 'tax-bureau' 2.0.1 is used instead: plugins/tax"),
            std::string::npos);
  EXPECT_NE(write_text(*draft, kEnglish).find("组织收入12.6亿元"), std::string::npos);
}

TEST_F(Drafting, UsesTheNextAndTheNextAfterIt) {
  for (const char* version : {"9", "8"})
    installation.files.put(fmt::format("plugins/new{}/plugin.info", version),
                           fmt::format("id tax-bureau name 税务局 version {}.0.0 sector tax prefix tax library "
                                       "\"absent.so\"\n",
                                       version));
  const auto draft = installation.draft(SmallInstallation::kComplete);
  EXPECT_EQ(told(draft->findings),
            (Told{"library-missing plugins/new9/plugin.info", "note plugin-instead plugins/new9/plugin.info",
                  "library-missing plugins/new8/plugin.info", "note plugin-instead plugins/new8/plugin.info"}));
  EXPECT_NE(write_text(*draft, kEnglish).find("组织收入12.6亿元"), std::string::npos);
}

TEST_F(Drafting, SaysWhatIsUsedInsteadOfABrokenBundle) {
  installation.files.put("plugins/new/plugin.info", "id tax-bureau name 税务局 version 9.0.0 sektor tax\n");
  EXPECT_EQ(told(installation.draft(SmallInstallation::kComplete)->findings).back(),
            "note plugin-instead plugins/new/plugin.info");
}

TEST_F(Drafting, StopsAtAProfileWithErrorsAndReportsThemAll) {
  const auto draft = installation.draft("sector tax\noccasion kickoff\nunit { staff x nmae 甲 }\n");
  EXPECT_EQ(draft->reached, Draft::Stage::layers);
  EXPECT_EQ(told(draft->findings), (Told{"value-type unit.info:3:14", "key-unknown unit.info:3:16"}));
}

TEST_F(Drafting, StopsWithoutAProfile) {
  const auto draft = host::draft({installation.files, "data", {}}, {"absent.info", {}, 0, 0});
  EXPECT_EQ(draft->reached, Draft::Stage::nothing);
  EXPECT_EQ(told(draft->findings), (Told{"file-missing absent.info"}));
}

TEST_F(Drafting, SaysWhenTheInstallationItselfIsBroken) {
  installation.files.put("data/slots.info", "slot {\n");
  const auto draft = installation.draft(SmallInstallation::kComplete);
  EXPECT_EQ(draft->reached, Draft::Stage::nothing);
  EXPECT_EQ(told(draft->findings), (Told{"info-format data/slots.info:1:1", "note installation data/slots.info"}));
}

TEST_F(Drafting, LosesNothingToABrokenBundle) {
  installation.files.put("plugins/court/plugin.info", "id court\n");
  const auto draft = installation.draft(SmallInstallation::kComplete);
  ASSERT_EQ(draft->reached, Draft::Stage::speech);
  EXPECT_TRUE(draft->speech.missing.empty());
  EXPECT_EQ(told(draft->findings).back(), "warning bundle-broken plugins/court/plugin.info");
}

TEST_F(Drafting, LosesNothingToAFaultyPassage) {
  installation.files.put("plugins/tax/passages/bad.info",
                         "passage bad { slot reason heading 甲 text \"{tax.revenu}\" }\n");
  const auto draft = installation.draft(SmallInstallation::kComplete);
  ASSERT_EQ(draft->reached, Draft::Stage::speech);
  EXPECT_EQ(told(draft->findings), (Told{"template plugins/tax/passages/bad.info:1:45"}));
  EXPECT_NE(write_text(*draft, kEnglish).find("组织收入12.6亿元"), std::string::npos);
}

TEST_F(Drafting, GoesOnWithoutABundleWhoseLibraryIsNotThere) {
  installation.files.put("plugins/tax/plugin.info",
                         "id tax-bureau name 税务局 version 2.0.1 sector tax prefix tax library \"absent.so\"\n"
                         "facts { fact tax.revenue { type decimal label 全年税费收入 } }\n");
  const auto draft = installation.draft(SmallInstallation::kComplete);
  ASSERT_EQ(draft->reached, Draft::Stage::speech);
  EXPECT_EQ(told(draft->findings),
            (Told{"library-missing plugins/tax/plugin.info", "note plugin-left-out plugins/tax/plugin.info"}));
  const std::string text = write_text(*draft, kEnglish);
  EXPECT_EQ(text.find("组织收入"), std::string::npos);
  EXPECT_NE(text.find("云岭局现有168人"), std::string::npos);
}

TEST_F(Drafting, KeepsOtherSectorsOut) {
  installation.files.put("plugins/court/plugin.info",
                         "id court name 法院 version 1.0.0 sector court prefix court facts { }\n");
  installation.files.put("plugins/court/passages/a.info", "passage a { slot call priority 100 text 法槌响起 }\n");
  EXPECT_EQ(write_text(*installation.draft(SmallInstallation::kComplete), kEnglish).find("法槌"), std::string::npos);
}

TEST_F(Drafting, LetsABundleForAnySectorSpeak) {
  installation.files.put("plugins/festival/plugin.info",
                         "id festival name 节日 version 1.0.0 sector any prefix festival facts { }\n");
  installation.files.put("plugins/festival/passages/a.info", "passage a { slot call priority 100 text 节日快乐 }\n");
  EXPECT_NE(write_text(*installation.draft(SmallInstallation::kComplete), kEnglish).find("节日快乐"),
            std::string::npos);
}

TEST_F(Drafting, ReportsAWrongDefaultOnce) {
  installation.files.put("plugins/tax/plugin.info",
                         "id tax-bureau name 税务局 version 2.0.1 sector tax prefix tax\n"
                         "facts { fact tax.revenue { type decimal label 收入 } fact tax.hall { type text label "
                         "大厅\ndefault \"{tax.hal}\" } }\n");
  EXPECT_EQ(told(installation.draft(SmallInstallation::kComplete)->findings),
            (Told{"template plugins/tax/plugin.info:3:10"}));
}

TEST_F(Drafting, KnowsTheUnitThatSpeaks) {
  EXPECT_EQ(installation.draft(SmallInstallation::kComplete)->unit(), "云岭县税务局");
  EXPECT_EQ(installation.draft("sector tax\noccasion kickoff\n")->unit(), "");
}

TEST_F(Drafting, ChecksAProfileWithoutDrafting) {
  installation.files.put("unit.info", SmallInstallation::kComplete);
  const auto checked = check_profile({installation.files, "data", {{"plugins", {}}}}, {"unit.info", {}, 0, 0});
  EXPECT_EQ(checked->reached, Draft::Stage::profile);
  EXPECT_TRUE(checked->passages.empty());
  EXPECT_EQ(told(checked->findings), Told{});
}

/// All that a draft can be written as.
std::string written(const Draft& draft) {
  std::string out;
  Findings findings;
  for (const Format& format : formats()) {
    if (format.name == "pdf") continue;  // it also depends on the machine's fonts: see tests/office
    out += format.write(draft, {kEnglish, Modules(LECTERN_TEST_MODULES), Edition::reading, false, {}}, findings);
  }
  EXPECT_EQ(told(findings), Told{});
  const auto ledger = make_ledger(draft);
  return out + ledger_text(draft, kEnglish) + ledger_csv(draft, kEnglish);
}

/// Numbers as some countries write them: 1'234,5.
class Grouping final : public std::numpunct<char> {
 protected:
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '\''; }
  std::string do_grouping() const override { return "\1"; }
};

/// Another country and another time, until the end of the test.
class Abroad {
 public:
  Abroad() : before_(std::locale::global(std::locale(std::locale::classic(), new Grouping))) {
    static_cast<void>(std::setlocale(LC_ALL, "C.UTF-8"));  // NOLINT(concurrency-mt-unsafe): no threads here
    setenv("TZ", "Pacific/Kiritimati", 1);                 // NOLINT(concurrency-mt-unsafe)
    setenv("LANGUAGE", "zh_CN:zh", 1);                     // NOLINT(concurrency-mt-unsafe)
    tzset();
  }
  Abroad(const Abroad&) = delete;
  Abroad& operator=(const Abroad&) = delete;
  Abroad(Abroad&&) = delete;
  Abroad& operator=(Abroad&&) = delete;
  ~Abroad() {
    unsetenv("TZ");        // NOLINT(concurrency-mt-unsafe)
    unsetenv("LANGUAGE");  // NOLINT(concurrency-mt-unsafe)
    tzset();
    static_cast<void>(std::setlocale(LC_ALL, "C"));  // NOLINT(concurrency-mt-unsafe)
    std::locale::global(before_);
  }

 private:
  std::locale before_;
};

TEST_F(Drafting, GivesTheSameBytesInEveryLocaleAndTimeZone) {
  const std::string profile = std::string(SmallInstallation::kComplete) + "honours { item 甲 item 乙 }\n";
  const std::string here = written(*installation.draft(profile, {{}, {"unit.staff=12345"}, 7, 0}));
  EXPECT_NE(here.find("12345人"), std::string::npos);
  const Abroad abroad;
  EXPECT_EQ(written(*installation.draft(profile, {{}, {"unit.staff=12345"}, 7, 0})), here);
}

TEST_F(Drafting, GivesTheSameBytesWhateverItsFilesAreCalled) {
  const std::string before = write_text(*installation.draft(SmallInstallation::kComplete), kEnglish);
  SmallInstallation other;
  other.files.put("plugins/tax/passages/why.info", "; moved\n");
  other.files.put("plugins/tax/passages/zz.info",
                  "passage revenue { slot reason priority 60 heading 收入的需要 text "
                  "\"组织收入{tax.revenue}[，荣获{honours:quoted}]。\" }\n");
  EXPECT_EQ(write_text(*other.draft(SmallInstallation::kComplete), kEnglish), before);
}

TEST_F(Drafting, ReadsPassagesThatCannotSpeakWhereASlotStaysShort) {
  installation.files.put("data/common/passages/all.info", "; none\n");
  installation.files.put("plugins/tax/passages/why.info",
                         "passage waits\n{\n  slot call\n  when { unit.staff given }\n  text \"{unit.staff}\"\n}\n");
  const auto made = installation.draft("sector tax\noccasion kickoff\nunit { name 云岭局 }\n");
  ASSERT_EQ(made->passages.size(), 1U);
  EXPECT_EQ(made->passages[0].id, "waits");
}

TEST_F(Drafting, ReadsEveryPassageOfAProfileThatSpeaksOfAny) {
  installation.files.put("plugins/tax/passages/why.info",
                         "passage away\n{\n  slot call\n  when { occasion pledge }\n  text \"再见\"\n}\n");
  EXPECT_EQ(count_of(*installation.draft(SmallInstallation::kComplete), "away"), 0);
  const std::string speaks = std::string(SmallInstallation::kComplete) + "passages { forbid tax-bureau/away }\n";
  const auto made = installation.draft(speaks);
  EXPECT_EQ(count_of(*made, "away"), 1);
}

TEST_F(Drafting, TellsAnInstalledBundleThatWasChanged) {
  installation.files.put("plugins/tax/files.xxh128", "00000000000000000000000000000000  plugin.info\n");
  const auto made = installation.draft(SmallInstallation::kComplete);
  EXPECT_EQ(made->reached, Draft::Stage::speech);
  EXPECT_EQ(told(made->findings),
            (Told{"warning bundle-changed plugins/tax/plugin.info", "warning bundle-changed plugins/tax/plugin.info"}));
}

/// A bundle that is handed over, beside the installation.
class HandedOver : public testing::Test {
 protected:
  HandedOver() {
    handed.put("new/plugin.info",
               "id port name 港务局 version 1.0.0 sector tax prefix port\n"
               "facts { fact port.tons { type decimal label 吞吐量 unit 万吨 } }\n");
    handed.put("new/passages/why.info",
               "passage port { slot reason heading 港口 text \"{port.tons}，{tax.revenue}，{unit.staff}。\" }\n");
  }

  std::unique_ptr<Draft> check() {
    return check_bundle({installation.files, "data", {{"plugins", {}}}}, handed, "new");
  }

  SmallInstallation installation;
  MemoryFiles handed;
};

TEST_F(HandedOver, IsReadBesideThoseOfItsSector) {
  const auto made = check();
  EXPECT_EQ(told(made->findings), Told());
  EXPECT_EQ(made->catalogue.candidates.back().manifest.id, "port");
  ASSERT_EQ(made->passages.size(), 1U);
  EXPECT_EQ(made->passages[0].id, "port");
}

TEST_F(HandedOver, IsReadWithEveryPassageOnWhateverOccasion) {
  handed.put("new/passages/when.info",
             "passage never\n{\n  slot call\n  when { occasion pledge }\n  text \"{port.tnos}\"\n}\n");
  EXPECT_EQ(told(check()->findings), Told{"template new/passages/when.info:5:9"});
}

TEST_F(HandedOver, TakesThePlaceOfItsEarlierVersion) {
  installation.files.put("plugins/port/plugin.info", "id port name 港务局 version 0.9.0 sector tax prefix port\n");
  EXPECT_EQ(told(check()->findings), Told());
}

TEST_F(HandedOver, MayNotClaimThePrefixOfAnother) {
  handed.put("new/plugin.info",
             "id port name 港务局 version 1.0.0 sector tax prefix port prefix tax\n"
             "facts { fact port.tons { type decimal label 吞吐量 unit 万吨 } }\n");
  EXPECT_EQ(told(check()->findings), Told{"prefix-taken new/plugin.info:1:68"});
}

TEST_F(HandedOver, MayNotClaimThePrefixOfASectorItWillSpeakFor) {
  handed.put("new/plugin.info", "id port name 港务局 version 1.0.0 sector any prefix port prefix tax\n");
  handed.put("new/passages/why.info", "");
  EXPECT_EQ(told(check()->findings), Told{"prefix-taken new/plugin.info:1:68"});
}

TEST_F(HandedOver, IsNotToldWhatOthersHaveDone) {
  installation.files.put("plugins/zz/plugin.info",
                         "id zz name 补充 version 1.0.0 sector tax prefix tax object galaxy\n");
  EXPECT_EQ(told(check()->findings), Told());
}

TEST_F(HandedOver, IsToldWhatItsManifestLacks) {
  handed.put("new/plugin.info", "id port name 港务局 version 1.0\n");
  EXPECT_EQ(told(check()->findings), (Told{"version-malformed new/plugin.info:1:32", "key-missing new/plugin.info"}));
}

}  // namespace
}  // namespace lectern::host
