// SPDX-License-Identifier: Apache-2.0
//
// How results cross from a child in which a plugin's code has run. The code may have written them itself, so the reader
// takes nothing for granted: the types say what follows, so that nothing nests; every count is held against the bytes
// that are left, so that memory follows from the size of the answer; and whatever is not exactly that is no answer.
//
// A structure takes part by a function `fields`, which names its members once for both directions:
//
//     auto fields(Is<Point> auto& point) { return std::tie(point.x, point.y); }
#pragma once

#include <concepts>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace lectern::host {

/// A structure or a constant of it.
template <typename T, typename Structure>
concept Is = std::same_as<std::remove_const_t<T>, Structure>;

class Packing {
 public:
  template <std::integral T>
  void add(T value) {
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    bytes_.append(raw, sizeof raw);
  }
  void add(const std::string& text) {
    count(text.size());
    bytes_ += text;
  }
  template <typename T>
  void add(const std::vector<T>& values) {
    count(values.size());
    for (const T& value : values) add(value);
  }
  template <typename A, typename B>
  void add(const std::pair<A, B>& values) {
    add(values.first);
    add(values.second);
  }
  template <typename T>
  requires requires(const T& structure) { fields(structure); }
  void add(const T& structure) {
    std::apply([this](const auto&... values) { (this->add(values), ...); }, fields(structure));
  }

  std::string take() { return std::move(bytes_); }

 private:
  void count(std::size_t size) {
    if (size > std::numeric_limits<std::uint32_t>::max()) throw std::length_error("an answer is too large");
    add(static_cast<std::uint32_t>(size));
  }

  std::string bytes_;
};

class Unpacking {
 public:
  explicit Unpacking(std::string_view bytes) : rest_(bytes) {}

  void get(bool& value) {
    const auto raw = number<std::uint8_t>();
    failed_ = failed_ || raw > 1;
    value = raw == 1;
  }
  template <std::integral T>
  void get(T& value) {
    value = number<T>();
  }
  void get(std::string& text) {
    const std::size_t size = count();
    text = rest_.substr(0, size);
    rest_.remove_prefix(size);
  }
  template <typename T>
  void get(std::vector<T>& values) {
    for (std::size_t left = count(); left != 0 && !failed_; --left) get(values.emplace_back());
  }
  template <typename A, typename B>
  void get(std::pair<A, B>& values) {
    get(values.first);
    get(values.second);
  }
  template <typename T>
  requires requires(T& structure) { fields(structure); }
  void get(T& structure) {
    std::apply([this](auto&... values) { (this->get(values), ...); }, fields(structure));
  }

  /// Whether the bytes were what was asked for: all of it, and no more.
  bool whole() const { return !failed_ && rest_.empty(); }

 private:
  template <typename T>
  T number() {
    T value{};
    if (rest_.size() < sizeof value) {
      failed_ = true;
      return value;
    }
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    return value;
  }
  /// Of things that have a byte at least.
  std::size_t count() {
    const auto said = number<std::uint32_t>();
    if (said <= rest_.size()) return said;
    failed_ = true;
    return 0;
  }

  std::string_view rest_;
  bool failed_ = false;
};

template <typename T>
std::string packed(const T& value) {
  Packing packing;
  packing.add(value);
  return packing.take();
}

/// Nothing where the bytes are no T.
template <typename T>
std::optional<T> unpacked(std::string_view bytes) {
  T value{};
  Unpacking unpacking(bytes);
  unpacking.get(value);
  if (!unpacking.whole()) return std::nullopt;
  return value;
}

}  // namespace lectern::host
