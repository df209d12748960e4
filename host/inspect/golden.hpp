// SPDX-License-Identifier: Apache-2.0
//
// The author's golden speeches: PROFILE.info and, beside it, the PROFILE.txt that is to come of it.
#pragma once

#include "inspect/subject.hpp"

namespace lectern::host {

struct GoldenSpeech {
  std::string name;
  Message fault;           ///< empty: drafted as it stands
  std::string difference;  ///< its lines, "-" as it stands, "+" as it is drafted
};

/// Drafts every profile of the folder, with the bundle and the common one alone.
std::vector<GoldenSpeech> golden(Subject& subject);

/// The lines two texts do not share. Empty where they are equal, but for the end of the last line: editors differ in it.
std::string difference(std::string_view expected, std::string_view now);

}  // namespace lectern::host
