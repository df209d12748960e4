// SPDX-License-Identifier: Apache-2.0
#include "plugin/library.hpp"

#include "catalogue/bundle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace lectern::host {
namespace {

std::string after(std::string_view words, std::string_view lead) {
  const std::size_t at = words.find(lead);
  if (at == std::string_view::npos) return {};
  words.remove_prefix(at + lead.size());
  return std::string(words.substr(0, words.find_first_of(" ,)")));
}

/// The loader quotes from the file, and a damaged one holds anything.
std::string readable(std::string_view words) {
  constexpr std::size_t kLongest = 500;
  std::string out(words.substr(0, kLongest));
  if (check_text(out).fault == TextFault::none) return out;
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return out;
}

void report_load(const Manifest& manifest, const std::string& path, std::string_view said, Findings& findings) {
  std::string words = readable(said);
  // Where the library lies, the place says.
  for (std::size_t at = words.find(path); at != std::string::npos; at = words.find(path, at))
    words.replace(at, path.size(), manifest.library);
  if (const std::string symbol = after(words, "undefined symbol: "); !symbol.empty()) {
    findings.error(
        "library-symbol", manifest.place,
        message("the library of plugin '{}' needs the symbol '{}', which nothing provides", manifest.id, symbol),
        message("link it with the library that defines the symbol; -Wl,-z,defs finds this when it is built"));
  } else if (words.find("cannot open shared object file") != std::string::npos &&
             !words.starts_with(manifest.library + ":")) {
    findings.error("library-needs", manifest.place,
                   message("the library of plugin '{}' needs '{}', which is not installed", manifest.id,
                           words.substr(0, words.find(':'))),
                   message("link the plugin against it statically, or put it into the bundle's folder and link with "
                           "-Wl,-rpath,'$ORIGIN'"));
  } else {
    findings.error("library-load", manifest.place,
                   message("the library of plugin '{}' cannot be loaded: {}", manifest.id, words),
                   message("build it again for this machine"));
  }
}

void report_no_entry(const Loading& loading, const Manifest& manifest, Findings& findings) {
  if (loading.other_major) {
    const std::string major = std::to_string(*loading.other_major);
    findings.error("abi-major", manifest.place,
                   message("the library of plugin '{}' has interface major {}, this host needs {}", manifest.id, major,
                           std::to_string(LECTERN_ABI_MAJOR)),
                   message("build it with the SDK of this host, or install a host of major {}", major));
    return;
  }
  findings.error("library-entry", manifest.place,
                 message("the library of plugin '{}' exports no '{}'", manifest.id, "lectern_plugin_v1"),
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
  switch (misfit_of(entry)) {
    case Misfit::none:
      return true;
    case Misfit::magic:
      report_field(manifest, "abi-magic", "magic", fmt::format("{:#010x}", entry.magic),
                   fmt::format("{:#010x}", LECTERN_MAGIC), rebuild(), findings);
      return false;
    case Misfit::size:
      report_field(manifest, "abi-size", "size", std::to_string(entry.size),
                   fmt::format(">= {}", LECTERN_PLUGIN_SIZE_1_0), rebuild(), findings);
      return false;
    case Misfit::major:
      report_field(manifest, "abi-major", "abi_major", std::to_string(entry.abi_major),
                   std::to_string(LECTERN_ABI_MAJOR), rebuild(), findings);
      return false;
    case Misfit::pointer:
      report_field(manifest, "abi-pointer", "pointer_bytes", std::to_string(entry.pointer_bytes),
                   std::to_string(sizeof(void*)), message("build the plugin for this machine"), findings);
      return false;
  }
  return false;
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

bool check_loading(const Loading& loading, const Manifest& manifest, Findings& findings) {
  switch (loading.outcome) {
    case Loading::Outcome::loaded:
      return check_entry(loading.entry, manifest, findings);
    case Loading::Outcome::refused:
      report_load(manifest, library_path(manifest).string(), loading.words, findings);
      return false;
    case Loading::Outcome::no_entry:
      report_no_entry(loading, manifest, findings);
      return false;
  }
  return false;
}

std::filesystem::path library_path(const Manifest& manifest) {
  return std::filesystem::absolute(manifest.folder / manifest.library);
}

std::optional<Library> Library::load(const Manifest& manifest, Findings& findings) {
  const std::filesystem::path path = library_path(manifest);
  if (!check_object_file(path, manifest.place, findings)) return std::nullopt;
  Library library(path);
  if (!check_loading(library.loading(), manifest, findings)) return std::nullopt;
  return library;
}

}  // namespace lectern::host
