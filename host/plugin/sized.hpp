// SPDX-License-Identifier: Apache-2.0
//
// Structures of which the other side may know a shorter or a longer form: what both know is copied, the rest is zero.
// Nothing here compares with today's sizeof: that is what this build knows, and not what a structure must have.
#pragma once

#include <lectern/plugin.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>

namespace lectern::host {

/// What the first minor knows of a structure.
template <typename T>
inline constexpr std::size_t kFirstSize = 0;
template <>
inline constexpr std::size_t kFirstSize<lectern_fact> = LECTERN_FACT_SIZE_1_0;
template <>
inline constexpr std::size_t kFirstSize<lectern_passage> = LECTERN_PASSAGE_SIZE_1_0;
template <>
inline constexpr std::size_t kFirstSize<lectern_report> = LECTERN_REPORT_SIZE_1_0;

/// Whether a structure of this kind may say that it is so large. One that says more is one that nobody filled in.
template <typename T>
bool is_size_of(std::uint32_t size) {
  constexpr std::uint32_t kLargest = 4096;
  static_assert(kFirstSize<T> != 0 && sizeof(T) <= kLargest);
  return size >= kFirstSize<T> && size <= kLargest;
}

/// A copy of a structure the plugin made. Nothing when it is null, or says a size that is none.
template <typename T>
std::optional<T> sized_copy(const T* given) {
  std::uint32_t size = 0;
  if (given == nullptr) return std::nullopt;
  std::memcpy(&size, given, sizeof size);
  if (!is_size_of<T>(size)) return std::nullopt;
  T copy{};
  std::memcpy(&copy, given, std::min<std::size_t>(size, sizeof copy));
  return copy;
}

inline bool can_take(const lectern_fact* out) { return out != nullptr && is_size_of<lectern_fact>(out->size); }

/// Fills a structure that can_take() it.
inline std::int32_t give(const lectern_fact& fact, std::int32_t status, lectern_fact* out) {
  lectern_fact full = fact;
  full.size = out->size;
  const std::size_t known = std::min<std::size_t>(full.size, sizeof full);
  std::memcpy(out, &full, known);
  std::memset(reinterpret_cast<char*>(out) + known, 0, full.size - known);
  return status;
}

}  // namespace lectern::host
