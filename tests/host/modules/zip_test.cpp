// SPDX-License-Identifier: Apache-2.0
//
// Archives: what is packed is unpacked again, and what others pack is not trusted.
#include "modules/modules.hpp"

#include "told.hpp"

#include <gtest/gtest.h>

#include <map>

namespace lectern::host {
namespace {

class Zip : public testing::Test {
 protected:
  Zip() : zip(Modules(LECTERN_TEST_MODULES).zip(findings)) {}

  std::string pack(const std::map<std::string, std::string>& given, std::int64_t time = 1772755200) const {
    std::vector<lectern_entry> entries;
    for (const auto& [name, text] : given) entries.push_back({name.c_str(), text.data(), text.size()});
    std::string bytes;
    const auto append = [](void* to, const char* data, std::size_t size) {
      static_cast<std::string*>(to)->append(data, size);
    };
    EXPECT_EQ(zip->pack(entries.data(), entries.size(), time, append, &bytes), 1);
    return bytes;
  }

  int unpack(std::string_view bytes) {
    files.clear();
    const auto visit = [](void* to, const lectern_entry* entry) {
      (*static_cast<std::map<std::string, std::string>*>(to))[entry->name] = std::string(entry->data, entry->size);
      return 1;
    };
    char name[64];
    const int status = zip->unpack(bytes.data(), bytes.size(), &limits, nullptr, visit, &files, name, sizeof name);
    fault = name;
    return status;
  }

  Findings findings;
  const lectern_zip_v1* zip;
  lectern_zip_limits limits{10, 1 << 20, 100};
  std::map<std::string, std::string> files;
  std::string fault;
};

TEST_F(Zip, GivesBackWhatWasPacked) {
  const std::map<std::string, std::string> given = {
      {"a.xml", "<a/>"}, {"空/文件.txt", ""}, {"b/c", std::string("\0x\xFF", 3)}};
  EXPECT_EQ(unpack(pack(given)), LECTERN_ZIP_OK);
  EXPECT_EQ(files, given);
}

TEST_F(Zip, TheTimeIsTheSameInEveryZone) {
  const std::string here = pack({{"a", "b"}});
  setenv("TZ", "Asia/Shanghai", 1);
  tzset();
  EXPECT_EQ(pack({{"a", "b"}}), here);
  unsetenv("TZ");
  tzset();
  EXPECT_NE(pack({{"a", "b"}}, 1772755200 + 86400), here);
}

TEST_F(Zip, ADamagedArchiveIsRefused) {
  const std::string whole = pack({{"a", std::string(1000, 'a') + "b"}});
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_NE(unpack(whole.substr(0, size)), LECTERN_ZIP_OK) << size;
  EXPECT_EQ(unpack("no archive"), LECTERN_ZIP_DAMAGED);
  std::string changed = whole;
  changed[40] = static_cast<char>(changed[40] ^ 1);  // in the packed bytes
  EXPECT_EQ(unpack(changed), LECTERN_ZIP_DAMAGED);
}

TEST_F(Zip, NamesThatLeaveTheFolderAreRefused) {
  for (const char* name : {"../a", "a/../../b", "/a", "C:a", "..", "a/.."}) {
    EXPECT_EQ(unpack(pack({{name, "x"}})), LECTERN_ZIP_BAD_NAME) << name;
    EXPECT_EQ(fault, name);
    EXPECT_TRUE(files.empty());
  }
  EXPECT_EQ(unpack(pack({{"..a/b..", "x"}})), LECTERN_ZIP_OK);
}

TEST_F(Zip, LimitsHold) {
  limits.most_entries = 1;
  EXPECT_EQ(unpack(pack({{"a", ""}, {"b", ""}})), LECTERN_ZIP_TOO_LARGE);
  limits = {10, 100, 1000};
  EXPECT_EQ(unpack(pack({{"a", std::string(60, 'a')}, {"b", std::string(40, 'b')}})), LECTERN_ZIP_OK);
  EXPECT_EQ(unpack(pack({{"a", std::string(60, 'a')}, {"b", std::string(41, 'b')}})), LECTERN_ZIP_TOO_LARGE);
  EXPECT_EQ(fault, "b");
  limits = {10, 1 << 20, 100};
  EXPECT_EQ(unpack(pack({{"bomb", std::string(1 << 20, '\0')}})), LECTERN_ZIP_TOO_LARGE);
}

TEST_F(Zip, OnlyWhatIsWantedIsUnpacked) {
  limits.most_bytes = 10;
  const std::string bytes = pack({{"large", std::string(1000, 'x')}, {"small", "y"}});
  const auto wanted = [](void* /*context*/, const char* name) { return std::string_view(name) == "small" ? 1 : 0; };
  const auto visit = [](void* to, const lectern_entry* entry) {
    *static_cast<std::string*>(to) += entry->name;
    return 0;
  };
  std::string seen;
  char name[8];
  EXPECT_EQ(zip->unpack(bytes.data(), bytes.size(), &limits, wanted, visit, &seen, name, sizeof name),
            LECTERN_ZIP_STOPPED);
  EXPECT_EQ(seen, "small");
}

TEST_F(Zip, AModuleThatIsNotThereIsToldToBeInstalledAgain) {
  EXPECT_EQ(Modules("nowhere").zip(findings), nullptr);
  EXPECT_EQ(told(findings), Told{"installation"});
}

}  // namespace
}  // namespace lectern::host
