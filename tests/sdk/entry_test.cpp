// SPDX-License-Identifier: Apache-2.0
//
// The functions behind the exported structure: no exception crosses, whatever a plugin class does.
#include <lectern/fake_host.hpp>

#include <gtest/gtest.h>

#include <cstring>
#include <functional>
#include <new>
#include <stdexcept>

namespace lectern {
namespace {

/// A plugin whose contribution a test writes down, and that counts its instances.
class Pupil {
 public:
  inline static int alive = 0;
  inline static bool refuses_to_be_made = false;
  inline static std::function<void(Speech&)> does;

  Pupil() {
    if (refuses_to_be_made) throw std::runtime_error("no");
    ++alive;
  }
  Pupil(const Pupil&) = delete;
  Pupil& operator=(const Pupil&) = delete;
  Pupil(Pupil&&) = delete;
  Pupil& operator=(Pupil&&) = delete;
  ~Pupil() { --alive; }

  void contribute(Speech& speech) { does(speech); }  // NOLINT(readability-convert-member-functions-to-static)
};

class EntryTest : public testing::Test {
 protected:
  EntryTest() {
    Pupil::refuses_to_be_made = false;
    Pupil::does = [](Speech&) {};
  }

  /// What the plugin's `contribute` answers when it does this.
  std::int32_t answer(std::function<void(Speech&)> does) {
    Pupil::does = std::move(does);
    void* instance = nullptr;
    EXPECT_EQ(Entry<Pupil>::create(host.host(), &instance), LECTERN_OK);
    const std::int32_t status = Entry<Pupil>::contribute(instance, host.host());
    Entry<Pupil>::destroy(instance);
    return status;
  }

  FakeHost host;
};

TEST_F(EntryTest, DescribesThePluginBeforeAnyCodeRuns) {
  static constexpr lectern_plugin kPlugin = Entry<Pupil>::describe("pupil", "1.2.3");
  EXPECT_EQ(kPlugin.magic, LECTERN_MAGIC);
  EXPECT_EQ(kPlugin.size, sizeof(lectern_plugin));
  EXPECT_EQ(kPlugin.abi_major, LECTERN_ABI_MAJOR);
  EXPECT_EQ(kPlugin.abi_minor, LECTERN_ABI_MINOR);
  EXPECT_EQ(kPlugin.pointer_bytes, sizeof(void*));
  EXPECT_STREQ(kPlugin.id, "pupil");
  EXPECT_STREQ(kPlugin.version, "1.2.3");
  EXPECT_TRUE(kPlugin.create != nullptr && kPlugin.destroy != nullptr && kPlugin.contribute != nullptr);
  EXPECT_EQ(kPlugin.extension, nullptr);
  EXPECT_EQ(std::memcmp(&kPlugin.magic, "LCTN", 4), 0);
}

TEST_F(EntryTest, EachInstanceIsItsOwn) {
  void* first = nullptr;
  void* second = nullptr;
  ASSERT_EQ(Entry<Pupil>::create(host.host(), &first), LECTERN_OK);
  ASSERT_EQ(Entry<Pupil>::create(host.host(), &second), LECTERN_OK);
  EXPECT_NE(first, second);
  EXPECT_EQ(Pupil::alive, 2);
  Entry<Pupil>::destroy(first);
  Entry<Pupil>::destroy(second);
  EXPECT_EQ(Pupil::alive, 0);
}

TEST_F(EntryTest, AConstructorThatThrowsLeavesTheInstanceAloneAndSaysWhy) {
  Pupil::refuses_to_be_made = true;
  void* instance = this;
  EXPECT_EQ(Entry<Pupil>::create(host.host(), &instance), LECTERN_FAILED);
  EXPECT_EQ(instance, this);
  ASSERT_EQ(host.reported.size(), 1U);
  EXPECT_EQ(host.reported[0].code, "exception");
  EXPECT_EQ(host.reported[0].message, "the plugin's constructor threw: no");
  EXPECT_EQ(host.reported[0].message_zh, "插件的构造函数抛出异常：no");
}

/// A plugin whose constructor speaks to the host, and that has an extension.
class Herald {
 public:
  inline static bool may_start = true;

  explicit Herald(Reporter& host) {
    host.log("here I am");
    if (!may_start) host.report({Report::Severity::error, "no-table", "a table is missing", "", "缺一张表", "", ""});
    if (!may_start) throw Refusal(LECTERN_FAILED);
  }
  void contribute(Speech& speech) { speech.log("and here"); }  // NOLINT(readability-convert-member-functions-to-static)
  const void* extension(const char* id, std::uint32_t revision) const {
    if (revision == 2) throw std::runtime_error("no such revision");
    return std::string_view(id) == "org.example.age" ? &age_ : nullptr;
  }

 private:
  int age_ = 7;
};

TEST_F(EntryTest, AConstructorMayTakeTheHost) {
  static constexpr lectern_plugin kPlugin = Entry<Herald>::describe("herald", "1.0.0");
  EXPECT_EQ(host.run(kPlugin), LECTERN_OK);
  EXPECT_EQ(host.logged, (std::vector<std::string>{"here I am", "and here"}));
}

TEST_F(EntryTest, AConstructorMaySayWhyItCannotStart) {
  Herald::may_start = false;
  EXPECT_EQ(host.run(Entry<Herald>::describe("herald", "1.0.0")), LECTERN_FAILED);
  Herald::may_start = true;
  ASSERT_EQ(host.reported.size(), 1U);
  EXPECT_EQ(host.reported[0].code, "no-table");
}

TEST_F(EntryTest, AnExtensionIsAskedOfTheInstance) {
  const lectern_plugin plugin = Entry<Herald>::describe("herald", "1.0.0");
  void* instance = nullptr;
  ASSERT_EQ(plugin.create(host.host(), &instance), LECTERN_OK);
  ASSERT_NE(plugin.extension, nullptr);
  const void* age = plugin.extension(instance, "org.example.age", 1);
  ASSERT_NE(age, nullptr);
  EXPECT_EQ(*static_cast<const int*>(age), 7);
  EXPECT_EQ(plugin.extension(instance, "org.example.size", 1), nullptr);
  EXPECT_EQ(plugin.extension(instance, "org.example.age", 2), nullptr) << "what it throws does not cross";
  plugin.destroy(instance);
}

TEST_F(EntryTest, ContributesToTheSpeechItIsGiven) {
  EXPECT_EQ(answer([](Speech& speech) { speech.derive("a.b", "1", {"a.c"}); }), LECTERN_OK);
  EXPECT_EQ(host.value("a.b"), "1");
  EXPECT_TRUE(host.reported.empty());
}

TEST_F(EntryTest, AnExceptionBecomesAReportWithItsWords) {
  EXPECT_EQ(answer([](Speech&) { throw std::out_of_range("row 7 of 5"); }), LECTERN_FAILED);
  ASSERT_EQ(host.reported.size(), 1U);
  const Report& report = host.reported[0];
  EXPECT_EQ(report.severity, Report::Severity::error);
  EXPECT_EQ(report.code, "exception");
  EXPECT_NE(report.message.find("row 7 of 5"), std::string::npos) << report.message;
  EXPECT_NE(report.message_zh.find("row 7 of 5"), std::string::npos) << report.message_zh;
  EXPECT_FALSE(report.hint.empty());
  EXPECT_FALSE(report.hint_zh.empty());
}

TEST_F(EntryTest, AnythingThrownBecomesAReport) {
  EXPECT_EQ(answer([](Speech&) { throw 7; }), LECTERN_FAILED);  // NOLINT(hicpp-exception-baseclass)
  EXPECT_EQ(answer([](Speech&) { throw std::bad_alloc(); }), LECTERN_FAILED);
  ASSERT_EQ(host.reported.size(), 2U);
  EXPECT_EQ(host.reported[0].code, "exception");
  EXPECT_NE(host.reported[0].message.find("no std::exception"), std::string::npos);
  EXPECT_EQ(host.reported[1].code, "exception");
}

TEST_F(EntryTest, ARefusalIsHandedBackAndNotReportedAgain) {
  host.answer = LECTERN_INVALID;
  EXPECT_EQ(answer([](Speech& speech) { speech.offer(Passage{}); }), LECTERN_INVALID);
  host.answer = LECTERN_REFUSED;
  EXPECT_EQ(answer([](Speech& speech) { speech.derive("a.b", "1", {"a.c"}); }), LECTERN_REFUSED);
  host.answer = LECTERN_OK;
  EXPECT_TRUE(host.reported.empty());
}

TEST_F(EntryTest, APluginMayGoOnAfterARefusal) {
  EXPECT_EQ(answer([this](Speech& speech) {
              host.answer = LECTERN_INVALID;
              EXPECT_THROW(speech.offer(Passage{}), Refusal);
              host.answer = LECTERN_OK;
              speech.derive("a.b", "1", {"a.c"});
            }),
            LECTERN_OK);
  EXPECT_EQ(host.value("a.b"), "1");
}

TEST_F(EntryTest, AReportThatCannotBeMadeChangesNothing) {
  host.answer_report = LECTERN_REFUSED;
  EXPECT_EQ(answer([](Speech&) { throw std::runtime_error("x"); }), LECTERN_FAILED);
  EXPECT_TRUE(host.reported.empty());
}

}  // namespace
}  // namespace lectern
