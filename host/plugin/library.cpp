// SPDX-License-Identifier: Apache-2.0
#include "plugin/library.hpp"

#define BOOST_DLL_USE_STD_FS
#include <boost/dll/shared_library.hpp>

#include <algorithm>
#include <cstring>
#include <exception>
#include <string_view>

namespace lectern::host {
namespace {

const char* const kSymbol = "lectern_plugin_v1";
constexpr std::uint32_t kHighestMajor = 9;  ///< that is looked for, to name it

/// The part of the loader's message after "(dlerror system message: " and before Boost's own last words.
std::string loader_words(const std::exception& error) {
  std::string_view words = error.what();
  constexpr std::string_view kLead = "dlerror system message: ";
  if (const std::size_t at = words.find(kLead); at != std::string_view::npos) words.remove_prefix(at + kLead.size());
  return std::string(words.substr(0, words.find("): ")));
}

Loading look_for_entry(const boost::dll::shared_library& library) {
  Loading found;
  if (library.has(kSymbol)) {
    found.outcome = Loading::Outcome::loaded;
    found.entry = copy_entry(library.get<const lectern_plugin>(kSymbol));
    return found;
  }
  found.outcome = Loading::Outcome::no_entry;
  for (std::uint32_t major = 0; major <= kHighestMajor && !found.other_major; ++major) {
    if (major != LECTERN_ABI_MAJOR && library.has("lectern_plugin_v" + std::to_string(major)))
      found.other_major = major;
  }
  return found;
}

}  // namespace

struct Library::Handle {
  boost::dll::shared_library library;
};

Misfit misfit_of(const lectern_plugin& entry) {
  if (entry.magic != LECTERN_MAGIC) return Misfit::magic;
  if (entry.size < LECTERN_PLUGIN_SIZE_1_0) return Misfit::size;
  if (entry.abi_major != LECTERN_ABI_MAJOR) return Misfit::major;
  if (entry.pointer_bytes != sizeof(void*)) return Misfit::pointer;
  return Misfit::none;
}

lectern_plugin copy_entry(const lectern_plugin& exported) {
  lectern_plugin entry{};
  switch (misfit_of(exported)) {
    case Misfit::none:
      std::memcpy(&entry, &exported, std::min<std::size_t>(exported.size, sizeof entry));
      break;
    case Misfit::pointer:
      entry.pointer_bytes = exported.pointer_bytes;
      [[fallthrough]];
    case Misfit::major:
      entry.abi_major = exported.abi_major;
      entry.abi_minor = exported.abi_minor;
      [[fallthrough]];
    case Misfit::size:
      entry.size = exported.size;
      [[fallthrough]];
    case Misfit::magic:
      entry.magic = exported.magic;
      break;
  }
  return entry;
}

Library::Library(const std::filesystem::path& path) : handle_(std::make_unique<Handle>()) {
  try {
    handle_->library.load(path, boost::dll::load_mode::rtld_now | boost::dll::load_mode::rtld_local);
    loading_ = look_for_entry(handle_->library);
  } catch (const std::exception& error) {
    loading_.words = loader_words(error);
  }
}

Library::Library(Library&&) noexcept = default;
Library& Library::operator=(Library&&) noexcept = default;
Library::~Library() = default;

}  // namespace lectern::host
