// SPDX-License-Identifier: Apache-2.0
//
// Passage files: reads of them what a speech can need.
#pragma once

#include "catalogue/passage.hpp"

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace lectern::host {

/// What is wanted of passage files: a bundle speaks at every occasion, on any day, and a speech is given at one.
struct Wanted {
  bool all = false;                                ///< every passage; the rest does not matter then
  std::vector<bool> slots;                         ///< those in these slots, by id,
  std::unordered_map<FactId, std::string> values;  ///< whose conditions on these facts name these values,
  std::function<bool(const Condition&)> holds;     ///< and hold
};

/// Reads the passage files of a bundle, in the order of their names: what is wanted of them, and sometimes more. Where
/// that is not plain to see (see passage_file.cpp), a file is read whole.
void read_passage_files(const Files& files, const std::filesystem::path& bundle, Sources& sources,
                        const Provider& provider, const Slots& slots, const Vocabulary& vocabulary,
                        const Wanted& wanted, std::vector<Passage>& passages, Findings& findings);

}  // namespace lectern::host
