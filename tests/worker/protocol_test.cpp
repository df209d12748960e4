// SPDX-License-Identifier: Apache-2.0
//
// Frames: what goes in comes out, and nothing else does. The fuzz targets `relay` and `answers` look further.
#include "plugin/worker.hpp"
#include "worker/remote_host.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace lectern::test {
namespace {

using host::Frame;
using host::Inbox;
using host::Packer;
using host::Unpacker;

std::string_view body_of(Packer& packer) { return packer.bytes().substr(8); }

void feed(std::string_view bytes, Inbox& inbox) {
  while (!bytes.empty()) {
    const Inbox::Space space = inbox.space();
    const std::size_t size = std::min(space.size, bytes.size());
    std::copy_n(bytes.begin(), size, space.data);
    inbox.filled(size);
    bytes.remove_prefix(size);
  }
}

TEST(Protocol, TextsOverTheLimitAreToldByTheirSizeAlone) {
  const std::string longest(host::kLongestArgument, 'x');
  const std::string longer(host::kLongestArgument + 1, 'x');
  Packer packer(Frame::fact);
  packer.text(longest);
  packer.text(longer);
  packer.text(lectern_text{nullptr, 7});
  EXPECT_LT(packer.bytes().size(), longest.size() + 100);
  Unpacker body(body_of(packer));
  EXPECT_EQ(body.words(), longest);
  const lectern_text withheld = body.text();
  EXPECT_EQ(withheld.size, longer.size());
  EXPECT_NE(withheld.data, nullptr);
  const lectern_text null = body.text();
  EXPECT_EQ(null.size, 7U);
  EXPECT_EQ(null.data, nullptr);
  EXPECT_TRUE(body.whole());
}

TEST(Protocol, AWithheldTextIsOneOverTheLimit) {
  Packer packer(Frame::fact);
  packer.number(std::uint64_t{5});
  packer.number(std::uint8_t{2});
  Unpacker body(body_of(packer));
  EXPECT_EQ(body.text().size, 0U);
  EXPECT_FALSE(body.whole());
}

TEST(Protocol, WordsMustBeThere) {
  for (const lectern_text text : {lectern_text{nullptr, 7}, lectern_text{"", host::kLongestArgument + 1}}) {
    Packer packer(Frame::answer);
    packer.text(text);
    Unpacker body(body_of(packer));
    EXPECT_EQ(body.words(), "");
    EXPECT_FALSE(body.whole());
  }
}

TEST(Protocol, ABodyIsWholeWhenNothingIsLeft) {
  Packer packer(Frame::answer);
  packer.number(std::uint32_t{7});
  Unpacker body(body_of(packer));
  EXPECT_FALSE(body.whole());
  EXPECT_EQ(body.number<std::uint32_t>(), 7U);
  EXPECT_TRUE(body.whole());
  EXPECT_EQ(body.number<std::uint8_t>(), 0U);
  EXPECT_FALSE(body.whole());
}

TEST(Protocol, FramesComeApartWhereverTheyAreCut) {
  Packer first(Frame::option);
  first.text("name");
  Packer second(Frame::ended);
  const std::string bytes = std::string(first.bytes()) + std::string(second.bytes());
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    Inbox inbox;
    std::vector<Frame> kinds;
    for (const std::string_view part : {std::string_view(bytes).substr(0, cut), std::string_view(bytes).substr(cut)}) {
      feed(part, inbox);
      while (const auto frame = inbox.next()) kinds.push_back(frame->kind);
    }
    EXPECT_EQ(kinds, (std::vector<Frame>{Frame::option, Frame::ended})) << cut;
    EXPECT_FALSE(inbox.is_broken());
  }
}

TEST(Protocol, AFrameHasALargestSize) {
  Inbox inbox;
  const std::uint32_t header[] = {host::kMostFrame + 1, 1};
  feed({reinterpret_cast<const char*>(header), sizeof header}, inbox);
  EXPECT_FALSE(inbox.next());
  EXPECT_TRUE(inbox.is_broken());
}

TEST(Protocol, AnOfferWithAllItMayHaveFits) {
  const std::string longest(host::kLongestArgument, 'x');
  const lectern_text text{longest.data(), longest.size()};
  const std::vector<lectern_text> texts(host::kMostTexts, text);
  Packer packer(Frame::offer);
  packer.number(std::uint32_t{sizeof(lectern_passage)});
  packer.number(std::int32_t{50});
  packer.text(text);
  packer.text(text);
  for (int list = 0; list < 3; ++list) packer.texts(texts.data(), texts.size());
  EXPECT_LE(body_of(packer).size(), host::kMostFrame);
}

/// The plugin's side against a host that answers what it is told to.
class Answers : public testing::Test {
 protected:
  Answers()
      : remote_([this](std::string_view) { return std::optional<std::string_view>(body_of(answer_)); },
                [] { throw std::runtime_error("the answer cannot be used"); }) {}

  Packer answer_{Frame::answer};
  host::RemoteHost remote_;
};

TEST_F(Answers, FillNoMoreThanTheCallerKnows) {
  answer_.number(std::int32_t{LECTERN_OK});
  answer_.number(std::uint32_t{LECTERN_TYPE_DECIMAL});
  answer_.number(std::uint64_t{0});
  for (const char* words : {"12.6", "亿元", "2025-12-31"}) answer_.text(words);
  struct {
    lectern_fact fact;
    char after[8];
  } place{};
  place.fact.size = sizeof place;
  const lectern_host face = remote_.face();
  EXPECT_EQ(face.fact(&face, {"x", 1}, &place.fact), LECTERN_OK);
  EXPECT_EQ(place.fact.size, sizeof place);
  EXPECT_EQ(std::string_view(place.fact.text.data, place.fact.text.size), "12.6");
  EXPECT_EQ(std::string_view(place.after, sizeof place.after), std::string_view("\0\0\0\0\0\0\0\0", 8));
}

TEST_F(Answers, LendTheSameWordsOnce) {
  answer_.number(std::int32_t{LECTERN_OK});
  answer_.text("strict");
  const lectern_host face = remote_.face();
  lectern_text first{};
  lectern_text second{};
  face.option(&face, {"mode", 4}, &first);
  face.option(&face, {"mode", 4}, &second);
  EXPECT_EQ(first.data, second.data);
}

}  // namespace
}  // namespace lectern::test
