// SPDX-License-Identifier: Apache-2.0
//
// What a profile says about passages, brought to them: passages of its own, replaced, forbidden, pinned, put in order.
#pragma once

#include "catalogue/passage.hpp"
#include "profile/profile.hpp"

#include <deque>
#include <string_view>
#include <vector>

namespace lectern::host {

struct OverrideInputs {
  const std::vector<Override>& overrides;
  const Provider& own;  ///< of the passages that the profile adds
  const std::vector<std::string_view>&
      away;  ///< bundles there are but that do not speak here: nothing is said of theirs
  const Slots& slots;
  const Vocabulary& vocabulary;
};

/// Adds, replaces and marks passages; they must be sorted afterwards. `wishes` must live as long as the passages. Unknown
/// passages, slots and wordings are errors, with the nearest known one; the rest is done all the same.
void apply_overrides(const OverrideInputs& inputs, std::vector<Passage>& passages, std::deque<Wishes>& wishes,
                     Findings& findings);

}  // namespace lectern::host
