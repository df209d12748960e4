// SPDX-License-Identifier: Apache-2.0
//
// A bundle's shared library: loading it, and judging what it exports before any of its functions is called. Loading
// (library.cpp, the only user of Boost.DLL) knows nothing of manifests and messages, so that the worker does it by the
// same code; judging (entry.cpp) is done in the host, wherever the library was loaded.
#pragma once

#include <lectern/plugin.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace lectern::host {

struct Manifest;
struct Place;
class Findings;

/// What came of loading a library.
struct Loading {
  enum class Outcome : std::uint32_t {
    loaded,
    refused,  ///< by the system's loader
    no_entry  ///< it does not export lectern_plugin_v1
  };
  Outcome outcome = Outcome::refused;
  std::string words;                              ///< refused: the loader's
  std::optional<std::uint32_t> other_major = {};  ///< no_entry: the interface it has instead
  lectern_plugin entry{};                         ///< loaded: see copy_entry(); not judged yet
};

/// The first field that does not fit this host and says that those after it cannot be relied on to be there.
enum class Misfit { none, magic, size, major, pointer };
Misfit misfit_of(const lectern_plugin& entry);

/// What both this host and the plugin know of the structure; of one that does not fit only the fields up to its misfit. The
/// rest is zero.
lectern_plugin copy_entry(const lectern_plugin& exported);

/// A library in this process. Its functions can be called as long as this lives.
class Library {
 public:
  /// Loads the file. Its initialisers run.
  explicit Library(const std::filesystem::path& path);

  /// Loads a bundle's library. Nothing, and one error that names what does not fit, both values and the cure, when it
  /// cannot be used.
  static std::optional<Library> load(const Manifest& manifest, Findings& findings);

  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  Library(Library&&) noexcept;
  Library& operator=(Library&&) noexcept;
  ~Library();

  const Loading& loading() const { return loading_; }
  /// Only of one that was loaded.
  const lectern_plugin& entry() const { return loading_.entry; }

 private:
  struct Handle;

  std::unique_ptr<Handle> handle_;
  Loading loading_;
};

/// Where a bundle's library lies, as the loader is told.
std::filesystem::path library_path(const Manifest& manifest);

/// Whether the file is a whole shared object for this machine. Rationale: the loader maps a truncated file and then
/// dies of SIGBUS instead of refusing it.
bool check_object_file(const std::filesystem::path& path, const Place& place, Findings& findings);

/// Whether the library was loaded and exports what this host and the bundle's manifest want. Adds an error where not.
bool check_loading(const Loading& loading, const Manifest& manifest, Findings& findings);

/// Whether the structure fits this host and the bundle's manifest. Adds an error where it does not.
bool check_entry(const lectern_plugin& entry, const Manifest& manifest, Findings& findings);

}  // namespace lectern::host
