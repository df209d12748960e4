// SPDX-License-Identifier: Apache-2.0
//
// Loads a bundle's shared library and checks what it exports, before any of its functions is called. The only user of
// Boost.DLL.
#pragma once

#include "catalogue/bundle.hpp"
#include "source/diagnostic.hpp"

#include <lectern/plugin.h>

#include <memory>

namespace lectern::host {

/// A loaded library and the checked structure it exports. The structure lives as long as this does.
class Library {
 public:
  /// Nothing, and one error that names what does not fit, both values and the cure, when the library cannot be used.
  static std::optional<Library> load(const Manifest& manifest, Findings& findings);

  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  Library(Library&&) noexcept;
  Library& operator=(Library&&) noexcept;
  ~Library();

  const lectern_plugin& entry() const { return *entry_; }

 private:
  struct Handle;
  Library(std::unique_ptr<Handle> handle, const lectern_plugin& entry);

  std::unique_ptr<Handle> handle_;
  const lectern_plugin* entry_;
};

/// Whether the structure fits this host and the bundle's manifest. Adds an error where it does not.
bool check_entry(const lectern_plugin& entry, const Manifest& manifest, Findings& findings);

/// Whether the file is a whole shared object for this machine. Rationale: the loader maps a truncated file and then dies
/// of SIGBUS instead of refusing it.
bool check_object_file(const std::filesystem::path& path, const Place& place, Findings& findings);

}  // namespace lectern::host
