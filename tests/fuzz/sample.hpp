// SPDX-License-Identifier: Apache-2.0
//
// The real data of the repository, read once: fuzz targets lay their input over it.
#pragma once

#include "draft.hpp"
#include "memory_files.hpp"

namespace lectern::test {

/// Where the real data stands in sample_files().
struct SamplePaths {
  std::filesystem::path data;     ///< profiles/ of the repository
  std::filesystem::path plugins;  ///< the folder of bundles of this build: libraries are loaded from there
  std::filesystem::path bundle;   ///< the tax bureau's
  std::filesystem::path profile;  ///< a complete profile
};
const SamplePaths& sample_paths();

/// profiles/ and the tax bureau's bundle.
const host::MemoryFiles& sample_files();

/// The speech of the complete profile, drafted with the real schema, slots, references and passages.
const host::Draft& sample_draft();

/// A copy of its schema, for a text to be read with: a reference that the text names joins it. Valid until the next call.
host::Schema& fresh_schema();
/// Its facts, with the references that have joined the schema. Valid until the next call.
const host::Facts& facts_of(const host::Schema& schema);

const host::Slots& sample_slots();
const host::References& sample_references();

/// An English message as it is.
const char* untranslated(const char* english);

}  // namespace lectern::test
