// SPDX-License-Identifier: Apache-2.0
//
// What a profile tells the code of plugins, held against what their plugin.info declares.
#pragma once

#include "catalogue/bundle.hpp"
#include "profile/profile.hpp"

#include <vector>

namespace lectern::host {

/// Unknown plugins, unknown options and values of another type are errors. A plugin that is installed and does not speak
/// here may be told anything: units of several sectors may share a layer.
void check_options(const std::vector<Option>& options, const std::vector<const Manifest*>& speaking,
                   const Catalogue& catalogue, Findings& findings);

}  // namespace lectern::host
