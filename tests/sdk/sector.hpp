// SPDX-License-Identifier: Apache-2.0
//
// The code of a sector's plugin, compiled in, before a host that takes notes. What holds for every sector is in
// sector_test.cpp.
#pragma once

#include <lectern/fake_host.hpp>

#include <gtest/gtest.h>

#include <string>

namespace lectern {

class SectorTest : public testing::Test {
 protected:
  void give(const std::string& key, const std::string& text, const std::string& unit = "",
            const std::string& as_of = "") {
    host.facts[key] = {text, unit, as_of, 0};
  }
  void take(const std::string& key) { host.facts.erase(key); }
  void on(const std::string& day) { give("meeting.date", day); }

  /// A list or table that is there; what is in it does not matter.
  void rows(const std::string& key, std::uint64_t count) { host.facts[key] = {"", "", "", count}; }

  /// Runs the plugin anew.
  SectorTest& contribute();

  /// What it derives for a key; "-" for nothing.
  std::string derives(const std::string& key) { return contribute().host.value(key); }

  /// The codes it reports, each with its key, "note" before what is no warning. Every report says in both languages what
  /// is wrong and what to do.
  std::string reports();

  /// From what is given it derives every fact that its plugin.info declares as derived, once, and nothing else.
  void expect_derives_what_is_declared();

  FakeHost host;
};

}  // namespace lectern
