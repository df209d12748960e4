// SPDX-License-Identifier: Apache-2.0
//
// What must be true of anything the host makes out of anything: a fuzz target fails on a broken property as on a crash.
#pragma once

#include "draft.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// libFuzzer calls it with every input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace lectern::test {

/// Ends the run, saying which property is broken.
void require(bool holds, std::string_view property);

/// The bytes libFuzzer gives, as text.
std::string_view text_of(const std::uint8_t* data, std::size_t size);

bool is_utf8(std::string_view text);

/// Every finding has a code of the documented form, a message in both languages, and a place inside its source; as JSON
/// for machines they parse.
void check_findings(const host::Findings& findings);

/// The line exists and the column lies in it. With `Length::whole`, so does the last byte: not so with a value in several
/// pieces, which ends further down.
enum class Length { whole, open };
void check_place(const host::Place& place, Length length);

/// What a template gave: UTF-8, spans in order, each around whole characters, none of them empty.
void check_filled(std::string_view text, const std::vector<host::Span>& spans);

/// A plan and its speech: as many passages as the slots take, one title line a block, missing facts listed and shown.
void check_speech(const host::Plan& plan, const host::Speech& speech);

}  // namespace lectern::test
