// SPDX-License-Identifier: Apache-2.0
//
// plugin.h and plugin.hpp are C++17, the layout is that of layout.table, and the functions keep their types.
#include <lectern/plugin.h>
#include <lectern/plugin.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>

#define FIELD(structure, field, offset, bytes)                                           \
  static_assert(offsetof(structure, field) == (offset), #structure "." #field " moved"); \
  static_assert(sizeof(structure::field) == (bytes), #structure "." #field " has another size");
#define SIZE(structure, minor, bytes)                                                                         \
  static_assert((minor) == LECTERN_ABI_MINOR ? sizeof(structure) == (bytes) : sizeof(structure) >= (bytes),   \
                #structure " has another size");                                                              \
  static_assert(std::is_standard_layout_v<structure> && std::is_trivial_v<structure>, #structure " is no C"); \
  static_assert(std::has_unique_object_representations_v<structure>, #structure " has a hole a field may slip into");
#define VALUE(name, number) static_assert((name) == (number), #name " changed");
#include "layout.table"

template <typename Field, typename Function>
constexpr bool kIs = std::is_same_v<Field, Function>;

using Host = const lectern_host*;
static_assert(kIs<decltype(lectern_host::fact), std::int32_t (*)(Host, lectern_text, lectern_fact*) noexcept>);
static_assert(kIs<decltype(lectern_host::cell),
                  std::int32_t (*)(Host, lectern_text, std::uint64_t, lectern_text, lectern_fact*) noexcept>);
static_assert(kIs<decltype(lectern_host::option), std::int32_t (*)(Host, lectern_text, lectern_text*) noexcept>);
static_assert(kIs<decltype(lectern_host::derive),
                  std::int32_t (*)(Host, lectern_text, lectern_text, const lectern_text*, std::uint64_t) noexcept>);
static_assert(kIs<decltype(lectern_host::derive_row),
                  std::int32_t (*)(Host, lectern_text, const lectern_text*, const lectern_text*, std::uint64_t,
                                   const lectern_text*, std::uint64_t) noexcept>);
static_assert(kIs<decltype(lectern_host::offer), std::int32_t (*)(Host, const lectern_passage*) noexcept>);
static_assert(kIs<decltype(lectern_host::report), std::int32_t (*)(Host, const lectern_report*) noexcept>);
static_assert(kIs<decltype(lectern_host::log), std::int32_t (*)(Host, lectern_text) noexcept>);
static_assert(kIs<decltype(lectern_host::extension), const void* (*)(Host, const char*, std::uint32_t) noexcept>);
static_assert(kIs<decltype(lectern_plugin::create), std::int32_t (*)(Host, void**) noexcept>);
static_assert(kIs<decltype(lectern_plugin::destroy), void (*)(void*) noexcept>);
static_assert(kIs<decltype(lectern_plugin::contribute), std::int32_t (*)(void*, Host) noexcept>);
static_assert(kIs<decltype(lectern_plugin::extension), const void* (*)(void*, const char*, std::uint32_t) noexcept>);
static_assert(kIs<decltype(lectern_plugin_v1), const lectern_plugin>);
