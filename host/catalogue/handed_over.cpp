// SPDX-License-Identifier: Apache-2.0
//
// A bundle that is handed over is read into memory, so that what was checked is what is installed.
#include "catalogue/bundle_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

namespace fs = std::filesystem;

/// A bundle has some twenty files. Texts pack to a third, a stripped library to a half.
constexpr lectern_zip_limits kLimits{1000, kMostBundleBytes, 200};
constexpr std::size_t kBytesPerMebibyte = std::size_t{1024} * 1024;

void report_no_manifest(const fs::path& path, Findings& findings) {
  findings.error("bundle-missing", Place{}, message("'{}' holds no plugin.info", path.string()),
                 message("name the bundle's own folder, or a zip archive of it; a project builds it in build/plugins"));
}

/// Reads one file of a folder; what is not there is left to whoever misses it.
bool take_file(const Files& disk, const std::string& name, HandedOver& bundle, Findings& findings) {
  Files::Reading reading = disk.read(bundle.root() / name, kMostBundleBytes);
  switch (reading.outcome) {
    case Files::Outcome::read:
      bundle.put(name, std::move(reading.text));
      return true;
    case Files::Outcome::absent:
      return true;
    case Files::Outcome::unreadable:
      findings.error("file-unreadable", Place{},
                     message("the file '{}' cannot be read", (bundle.root() / name).string()),
                     message("check its permissions"));
      return false;
    case Files::Outcome::too_large:
      report_too_large(bundle.root(), findings);
      return false;
  }
  return false;
}

/// What is collected of an archive.
struct Unpacking {
  std::vector<std::string> names;
  std::string root;  ///< of the bundle in the archive: empty, or a folder with its slash
  HandedOver& bundle;
};

void report_archive(const fs::path& path, int status, const std::string& entry, Findings& findings) {
  const std::string name = check_text(entry).fault == TextFault::none ? entry : std::string("\uFFFD");
  switch (status) {
    case LECTERN_ZIP_TOO_LARGE:
      return report_too_large(path, findings);
    case LECTERN_ZIP_BAD_NAME:
      return findings.error(
          "archive-entry", Place{},
          message("'{}' holds an entry that leads out of it, or is a link: '{}'", path.string(), name),
          message("a bundle has neither: ask whoever gave it to you"));
    case LECTERN_ZIP_BACKSLASH:
      return findings.error(
          "archive-backslash", Place{}, message("'{}' separates folders by backslashes: '{}'", path.string(), name),
          message("an old Windows program packed it so: unpack it and add the folder, or have it packed by 'lectern "
                  "plugin pack'"));
    case LECTERN_ZIP_ENCRYPTED:
      return findings.error("archive-encrypted", Place{}, message("'{}' is encrypted", path.string()),
                            message("unpack it, and add the folder"));
    default:
      return findings.error("archive-damaged", Place{}, message("'{}' is no zip archive, or is damaged", path.string()),
                            message("copy the file again, or unpack it and add the folder"));
  }
}

/// The folder of the archive that has the plugin.info; nothing, and an error, where there is none, or there are several.
std::optional<std::string> find_root(const fs::path& path, const std::vector<std::string>& names, Findings& findings) {
  std::vector<std::string> roots;
  for (const std::string& name : names) {
    const std::size_t begin = name.rfind('/') + 1;  // 0 where there is no slash
    if (std::string_view(name).substr(begin) == kManifestName) roots.push_back(name.substr(0, begin));
  }
  if (roots.size() == 1) return roots.front();
  if (roots.empty()) {
    report_no_manifest(path, findings);
  } else {
    findings.error("bundle-several", Place{}, message("'{}' holds several bundles", path.string()),
                   message("unpack it, and add each folder by itself"));
  }
  return std::nullopt;
}

}  // namespace

void report_too_large(const fs::path& path, Findings& findings) {
  findings.error("bundle-too-large", Place{},
                 message("'{}' is larger than a bundle may be: {} files, {} MiB", path.string(),
                         std::to_string(kLimits.most_entries), std::to_string(kMostBundleBytes / kBytesPerMebibyte)),
                 message("leave only plugin.info, the passages and the library in it"));
}

Files::Reading HandedOver::read(const fs::path& path, std::size_t most_bytes) const {
  const auto found = files_.find(path.lexically_relative(root_).generic_string());
  if (found == files_.end()) return {Outcome::absent, {}};
  if (found->second.size() > most_bytes) return {Outcome::too_large, {}};
  return {Outcome::read, found->second};
}

std::vector<std::string> HandedOver::list(const fs::path& folder) const {
  const fs::path inside = folder.lexically_relative(root_);
  std::vector<std::string> names;
  for (const auto& [name, content] : files_) {
    const fs::path path = name;
    if (path.parent_path() == (inside == "." ? fs::path() : inside)) names.push_back(path.filename().string());
  }
  return names;
}

std::vector<BundleFile> HandedOver::of_bundle(std::string_view library) const {
  std::vector<BundleFile> out;
  for (const auto& [name, content] : files_) {
    if (is_of_bundle(name, library)) out.push_back({name, content});
  }
  return out;
}

bool read_bundle(const Files& disk, HandedOver& bundle, Findings& findings) {
  const std::vector<std::string> names = disk.list(bundle.root());
  if (std::find(names.begin(), names.end(), kManifestName) == names.end()) {
    report_no_manifest(bundle.root(), findings);
    return false;
  }
  Sources sources;
  const Manifest manifest = read_manifest(disk, bundle.root(), sources).manifest;
  const std::vector<std::string> wanted = files_of_bundle(disk, manifest);
  if (wanted.size() > kLimits.most_entries) {
    report_too_large(bundle.root(), findings);
    return false;
  }
  return std::all_of(wanted.begin(), wanted.end(),
                     [&](const std::string& name) { return take_file(disk, name, bundle, findings); });
}

bool read_bundle(std::string_view archive, const lectern_zip_v1& zip, HandedOver& bundle, Findings& findings) {
  Unpacking unpacking{{}, {}, bundle};
  std::array<char, 256> entry{};
  const auto unpack = [&](auto* wanted, auto* visit) {
    const int status =
        zip.unpack(archive.data(), archive.size(), &kLimits, wanted, visit, &unpacking, entry.data(), entry.size());
    if (status != LECTERN_ZIP_OK) report_archive(bundle.root(), status, entry.data(), findings);
    return status == LECTERN_ZIP_OK;
  };
  int (*const list)(void*, const char*) = [](void* context, const char* name) {
    static_cast<Unpacking*>(context)->names.emplace_back(name);
    return 0;
  };
  int (*const no_visit)(void*, const lectern_entry*) = nullptr;
  if (!unpack(list, no_visit)) return false;
  const auto root = find_root(bundle.root(), unpacking.names, findings);
  if (!root) return false;
  unpacking.root = *root;
  // The name of the library is in the manifest, so all that may be it is unpacked.
  int (*const wanted)(void*, const char*) = [](void* context, const char* name) {
    const std::string_view whole = name;
    const std::string& below = static_cast<Unpacking*>(context)->root;
    if (!whole.starts_with(below)) return 0;
    const std::string_view inside = whole.substr(below.size());
    return is_of_bundle(inside, inside.find('/') == std::string_view::npos ? inside : "") ? 1 : 0;
  };
  int (*const visit)(void*, const lectern_entry*) = [](void* context, const lectern_entry* file) {
    auto& collecting = *static_cast<Unpacking*>(context);
    collecting.bundle.put(std::string(file->name).substr(collecting.root.size()), std::string(file->data, file->size));
    return 1;
  };
  return unpack(wanted, visit);
}

std::optional<std::string> pack_bundle(const std::vector<BundleFile>& files, std::string_view folder, std::int64_t time,
                                       const lectern_zip_v1& zip) {
  std::vector<std::string> names;
  for (const BundleFile& file : files) names.push_back(fmt::format("{}/{}", folder, file.name));
  std::vector<lectern_entry> entries;
  for (std::size_t i = 0; i < files.size(); ++i)
    entries.push_back({names[i].c_str(), files[i].content.data(), files[i].content.size()});
  std::string archive;
  const lectern_sink sink = [](void* context, const char* data, std::size_t size) {
    static_cast<std::string*>(context)->append(data, size);
  };
  if (zip.pack(entries.data(), entries.size(), time, sink, &archive) == 0) return std::nullopt;
  return archive;
}

}  // namespace lectern::host
