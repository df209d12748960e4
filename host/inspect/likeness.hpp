// SPDX-License-Identifier: Apache-2.0
//
// Whether passages were copied from other bundles.
#pragma once

#include "inspect/subject.hpp"

namespace lectern::host {

void passages_are_its_own(Subject& subject, Verdict& verdict);

}  // namespace lectern::host
