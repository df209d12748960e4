// SPDX-License-Identifier: Apache-2.0
//
// What crosses from a child crosses whole; whatever else is written there is no answer, and costs no more than its size.
#include "inspect/packed.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace lectern::host {

struct Inner {
  std::string name;
  bool found = false;
  friend bool operator==(const Inner&, const Inner&) = default;
};
static auto fields(Is<Inner> auto& inner) { return std::tie(inner.name, inner.found); }

struct Outer {
  std::vector<Inner> all;
  std::int64_t number = 0;
  std::pair<std::string, std::vector<std::string>> more;
  friend bool operator==(const Outer&, const Outer&) = default;
};
static auto fields(Is<Outer> auto& outer) { return std::tie(outer.all, outer.number, outer.more); }

namespace {

const Outer kSent{{{"一", true}, {std::string("\xff\0x", 3), false}}, -5, {"more", {"", "text"}}};

TEST(Packed, ArrivesAsItWas) { EXPECT_EQ(unpacked<Outer>(packed(kSent)), kSent); }

TEST(Packed, IsNoAnswerWhereItIsCutOffOrGoesOn) {
  const std::string bytes = packed(kSent);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_EQ(unpacked<Outer>(std::string_view(bytes).substr(0, size)), std::nullopt) << size;
  EXPECT_EQ(unpacked<Outer>(bytes + '\0'), std::nullopt);
}

TEST(Packed, DoesNotBelieveCounts) {
  const std::string count("\xff\xff\xff\x7f", 4);
  EXPECT_EQ(unpacked<std::vector<std::string>>(count), std::nullopt);
  EXPECT_EQ(unpacked<std::vector<std::string>>(count + std::string(1000, '\xff')), std::nullopt);
  EXPECT_EQ(unpacked<std::string>(count + "abc"), std::nullopt);
}

TEST(Packed, KnowsTwoTruthValues) {
  EXPECT_EQ(unpacked<bool>("\x01"), true);
  EXPECT_EQ(unpacked<bool>("\x02"), std::nullopt);
}

TEST(Packed, BearsAnyBytes) {
  std::uint32_t random = 20260306;
  const std::string bytes = packed(kSent);
  for (int copy = 0; copy < 2000; ++copy) {
    std::string changed = bytes;
    for (int flip = 0; flip < 4; ++flip) {
      random = random * 1664525U + 1013904223U;
      changed[(random >> 8U) % changed.size()] ^= static_cast<char>(1U << (random % 8U));
    }
    const auto read = unpacked<Outer>(changed);
    if (read) {
      EXPECT_EQ(packed(*read), changed);
    }
  }
}

}  // namespace
}  // namespace lectern::host
