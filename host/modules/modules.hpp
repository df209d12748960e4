// SPDX-License-Identifier: Apache-2.0
//
// Loads the program's own modules, each once and when it is first needed.
#pragma once

#include "modules/module.h"
#include "source/diagnostic.hpp"

#include <filesystem>

namespace lectern::host {

/// The modules of a program, in one folder. What they give stays valid until the process ends.
class Modules {
 public:
  explicit Modules(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Null, and an error, where the module is not there or is not of this build.
  const lectern_zip_v1* zip(Findings& findings) const;
  /// The same; and an error, that tells the cure, where the program was built without.
  const lectern_pdf_v1* pdf(Findings& findings) const;

 private:
  const void* load(const char* name, const char* table, Findings& findings) const;

  std::filesystem::path folder_;
};

}  // namespace lectern::host
