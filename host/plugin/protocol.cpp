// SPDX-License-Identifier: Apache-2.0
#include "plugin/protocol.hpp"

#include <algorithm>

namespace lectern::host {
namespace {

constexpr std::size_t kHeader = 2 * sizeof(std::uint32_t);
constexpr std::size_t kRoom = std::size_t{16} * 1024;  ///< that is read at once

enum Form : std::uint8_t { kNull = 0, kSent = 1, kWithheld = 2 };

std::uint32_t number_at(const char* bytes) {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

}  // namespace

Packer::Packer(Frame kind) {
  number(std::uint32_t{0});
  number(static_cast<std::uint32_t>(kind));
}

void Packer::text(const lectern_text& text) {
  number(text.size);
  if (text.data == nullptr) return number<std::uint8_t>(kNull);
  if (text.size > kLongestArgument) return number<std::uint8_t>(kWithheld);
  number<std::uint8_t>(kSent);
  bytes_.append(text.data, text.size);
}

void Packer::texts(const lectern_text* texts, std::uint64_t count) {
  number(count);
  if (texts == nullptr) return number<std::uint8_t>(kNull);
  if (count > kMostTexts) return number<std::uint8_t>(kWithheld);
  number<std::uint8_t>(kSent);
  for (std::uint64_t i = 0; i < count; ++i) text(texts[i]);
}

std::string_view Packer::bytes() {
  const auto size = static_cast<std::uint32_t>(bytes_.size() - kHeader);
  std::memcpy(bytes_.data(), &size, sizeof size);
  return bytes_;
}

std::string_view Unpacker::take(std::size_t size) {
  if (size > rest_.size()) {
    failed_ = true;
    rest_ = {};
    return {};
  }
  const std::string_view taken = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return taken;
}

lectern_text Unpacker::text() {
  const auto size = number<std::uint64_t>();
  switch (number<std::uint8_t>()) {
    case kNull:
      return {nullptr, size};
    case kWithheld:
      if (size <= kLongestArgument) failed_ = true;
      return failed_ ? lectern_text{nullptr, 0} : lectern_text{"", size};
    case kSent:
      if (size > kLongestArgument) failed_ = true;
      if (const std::string_view bytes = take(failed_ ? 0 : size); !failed_) return {bytes.data(), size};
      return {nullptr, 0};
    default:
      failed_ = true;
      return {nullptr, 0};
  }
}

std::string_view Unpacker::words() {
  const lectern_text given = text();
  if (given.size > kLongestArgument || (given.data == nullptr && given.size != 0)) {
    failed_ = true;
    return {};
  }
  return {given.data, given.size};
}

Unpacker::Texts Unpacker::texts() {
  Texts read;
  read.count = number<std::uint64_t>();
  const auto form = number<std::uint8_t>();
  if (form == kNull) return read;
  static constexpr lectern_text kNone{nullptr, 0};
  read.data = &kNone;
  if (form == kWithheld && read.count > kMostTexts) return read;
  if (form != kSent || read.count > kMostTexts) {
    failed_ = true;
    return {};
  }
  for (std::uint64_t i = 0; i < read.count && !failed_; ++i) read.items.push_back(text());
  if (failed_) return {};
  if (!read.items.empty()) read.data = read.items.data();
  return read;
}

Inbox::Space Inbox::space() {
  if (taken_ != filled_) bytes_.erase(0, taken_);
  filled_ -= taken_;
  taken_ = 0;
  // A frame may say any size up to the most: room is made as it comes in.
  if (bytes_.size() < filled_ + kRoom) bytes_.resize(filled_ + kRoom);
  return {bytes_.data() + filled_, bytes_.size() - filled_};
}

std::optional<Arrived> Inbox::next() {
  if (broken_ || filled_ - taken_ < kHeader) return std::nullopt;
  const char* frame = bytes_.data() + taken_;
  const std::size_t size = number_at(frame);
  broken_ = size > kMostFrame;
  if (broken_ || filled_ - taken_ < kHeader + size) return std::nullopt;
  taken_ += kHeader + size;
  return Arrived{static_cast<Frame>(number_at(frame + sizeof(std::uint32_t))), {frame + kHeader, size}};
}

}  // namespace lectern::host
