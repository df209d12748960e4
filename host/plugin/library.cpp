// SPDX-License-Identifier: Apache-2.0
#include "plugin/library.hpp"

#define BOOST_DLL_USE_STD_FS
#include <boost/dll/shared_library.hpp>

#include <fmt/format.h>

#include <cstring>

namespace lectern::host {
namespace {

const char* const kSymbol = "lectern_plugin_v1";

/// The part of the loader's message after "(dlerror system message: " and the path.
std::string loader_words(const std::exception& error) {
  std::string_view words = error.what();
  constexpr std::string_view kLead = "dlerror system message: ";
  if (const std::size_t at = words.find(kLead); at != std::string_view::npos) words.remove_prefix(at + kLead.size());
  return std::string(words.substr(0, words.find("): ")));
}

std::string after(std::string_view words, std::string_view lead) {
  const std::size_t at = words.find(lead);
  if (at == std::string_view::npos) return {};
  words.remove_prefix(at + lead.size());
  return std::string(words.substr(0, words.find_first_of(" ,)")));
}

void report_load(const Manifest& manifest, const std::string& path, const std::string& words, Findings& findings) {
  if (const std::string symbol = after(words, "undefined symbol: "); !symbol.empty()) {
    findings.error(
        "library-symbol", manifest.place,
        message("the library of plugin '{}' needs the symbol '{}', which nothing provides", manifest.id, symbol),
        message("link it with the library that defines the symbol; -Wl,-z,defs finds this when it is built"));
  } else if (words.find("cannot open shared object file") != std::string::npos && words.find(path) != 0) {
    findings.error("library-needs", manifest.place,
                   message("the library of plugin '{}' needs '{}', which is not installed", manifest.id,
                           words.substr(0, words.find(':'))),
                   message("install it, or link the plugin against it statically"));
  } else {
    findings.error("library-load", manifest.place,
                   message("the library of plugin '{}' cannot be loaded: {}", manifest.id, words),
                   message("build it again for this machine"));
  }
}

void report_no_symbol(const boost::dll::shared_library& library, const Manifest& manifest, Findings& findings) {
  for (int major = 0; major <= 9; ++major) {
    if (major == LECTERN_ABI_MAJOR || !library.has(fmt::format("lectern_plugin_v{}", major))) continue;
    findings.error("abi-major", manifest.place,
                   message("the library of plugin '{}' has interface major {}, this host needs {}", manifest.id,
                           std::to_string(major), std::to_string(LECTERN_ABI_MAJOR)),
                   message("build it with the SDK of this host, or install a host of major {}", std::to_string(major)));
    return;
  }
  findings.error("library-entry", manifest.place,
                 message("the library of plugin '{}' exports no '{}'", manifest.id, kSymbol),
                 message("add LECTERN_PLUGIN(YourClass) to one of its sources, and keep the symbol visible"));
}

/// One field that does not fit: the field, both values, the cure.
void report_field(const Manifest& manifest, std::string_view code, std::string_view field, const std::string& found,
                  const std::string& needed, Message hint, Findings& findings) {
  findings.error(code, manifest.place,
                 message("plugin '{}': field '{}' is {}, this host needs {}", manifest.id, field, found, needed),
                 std::move(hint));
}

Message rebuild() { return message("build the plugin with the SDK of this host"); }

bool check_layout(const lectern_plugin& entry, const Manifest& manifest, Findings& findings) {
  if (entry.magic != LECTERN_MAGIC) {
    report_field(manifest, "abi-magic", "magic", fmt::format("{:#010x}", entry.magic),
                 fmt::format("{:#010x}", LECTERN_MAGIC), rebuild(), findings);
    return false;
  }
  if (entry.size < sizeof(lectern_plugin)) {
    report_field(manifest, "abi-size", "size", std::to_string(entry.size), fmt::format(">= {}", sizeof(lectern_plugin)),
                 rebuild(), findings);
    return false;
  }
  if (entry.abi_major != LECTERN_ABI_MAJOR) {
    report_field(manifest, "abi-major", "abi_major", std::to_string(entry.abi_major), std::to_string(LECTERN_ABI_MAJOR),
                 rebuild(), findings);
    return false;
  }
  if (entry.pointer_bytes != sizeof(void*)) {
    report_field(manifest, "abi-pointer", "pointer_bytes", std::to_string(entry.pointer_bytes),
                 std::to_string(sizeof(void*)), message("build the plugin for this machine"), findings);
    return false;
  }
  return true;
}

bool check_text_field(const char* found, const std::string& needed, std::string_view field, std::string_view code,
                      const Manifest& manifest, Findings& findings) {
  if (found != nullptr && needed == found) return true;
  const std::string shown = found == nullptr                             ? "null"
                            : check_text(found).fault != TextFault::none ? "no readable text"
                                                                         : fmt::format("'{}'", found);
  report_field(manifest, code, field, shown, fmt::format("'{}'", needed),
               message("plugin.info and the library must agree: build the bundle again as a whole"), findings);
  return false;
}

}  // namespace

struct Library::Handle {
  boost::dll::shared_library library;
};

bool check_entry(const lectern_plugin& entry, const Manifest& manifest, Findings& findings) {
  if (!check_layout(entry, manifest, findings)) return false;
  if (!check_text_field(entry.id, manifest.id, "id", "entry-id", manifest, findings)) return false;
  if (!check_text_field(entry.version, to_string(manifest.version), "version", "entry-version", manifest, findings))
    return false;
  const auto callback = [&](bool there, std::string_view name) {
    if (!there)
      report_field(manifest, "entry-callback", name, "null", "!= null",
                   message("the plugin must give create, destroy and contribute"), findings);
    return there;
  };
  return callback(entry.create != nullptr, "create") && callback(entry.destroy != nullptr, "destroy") &&
         callback(entry.contribute != nullptr, "contribute");
}

std::optional<Library> Library::load(const Manifest& manifest, Findings& findings) {
  const std::filesystem::path path = std::filesystem::absolute(manifest.folder / manifest.library);
  if (!check_object_file(path, manifest.place, findings)) return std::nullopt;
  auto handle = std::make_unique<Handle>();
  try {
    handle->library.load(path, boost::dll::load_mode::rtld_now | boost::dll::load_mode::rtld_local);
  } catch (const std::exception& error) {
    report_load(manifest, path.string(), loader_words(error), findings);
    return std::nullopt;
  }
  if (!handle->library.has(kSymbol)) {
    report_no_symbol(handle->library, manifest, findings);
    return std::nullopt;
  }
  const auto& entry = handle->library.get<const lectern_plugin>(kSymbol);
  if (!check_entry(entry, manifest, findings)) return std::nullopt;
  return Library(std::move(handle), entry);
}

Library::Library(std::unique_ptr<Handle> handle, const lectern_plugin& entry)
    : handle_(std::move(handle)), entry_(&entry) {}
Library::Library(Library&&) noexcept = default;
Library& Library::operator=(Library&&) noexcept = default;
Library::~Library() = default;

}  // namespace lectern::host
