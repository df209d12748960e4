// SPDX-License-Identifier: Apache-2.0
//
// Passage files: reads of them what a speech can need.
#pragma once

#include "catalogue/passage.hpp"

#include <functional>

namespace lectern::host {

/// Whether a passage may be needed, judged by its head: id, slot, priority and conditions.
using Wanted = std::function<bool(const Passage&)>;

/// Reads all passage files of a bundle, in the order of their names. Of a passage that is not wanted only the head is
/// read, and it has no texts: a bundle speaks at every occasion, on any day, and a speech is given at one. Where a head is
/// not plain to see (see passage_file.cpp), the file is read whole.
void read_passage_files(const Files& files, const std::filesystem::path& bundle, Sources& sources,
                        const Provider& provider, const Slots& slots, const Vocabulary& vocabulary,
                        const Wanted& wanted, std::vector<Passage>& passages, Findings& findings);

}  // namespace lectern::host
