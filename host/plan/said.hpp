// SPDX-License-Identifier: Apache-2.0
//
// What of the profile a speech says, and what it does not.
#pragma once

#include "plan/plan.hpp"

#include <vector>

namespace lectern::host {

/// The profile's values in a text: of what was worked out, those it was worked out from. Sorted.
std::vector<Said> said_by(const Template& text, const FillContext& context,
                          std::optional<std::size_t> row = std::nullopt);

/// Adds sorted values to sorted values, each once.
void add_said(const std::vector<Said>& more, std::vector<Said>& said);

/// How many of the values nothing says yet.
std::size_t gain_of(const std::vector<Said>& says, const std::vector<Said>& said);

/// Lets further passages speak where their slot has room for more and they say what nothing else says, those first that
/// say most in the fewest words, up to so many characters for the speech.
void add_unsaid(Plan& plan, std::size_t characters);

/// Lets further passages speak where their slot has room, those first that rank highest, until the speech has so many
/// characters.
void lengthen(Plan& plan, std::size_t characters);

/// Fills in what the plan says, and what it leaves unsaid.
void list_said(Plan& plan, const FillContext& context);

}  // namespace lectern::host
