// SPDX-License-Identifier: Apache-2.0
//
// `plugin add` and `plugin remove`: bundles in the user's data folder. A bundle is read into memory, checked there, written
// aside and put into place in one step.
#include "catalogue/record.hpp"
#include "cli/commands.hpp"
#include "cli/staged_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace lectern::host {
namespace {

namespace fs = std::filesystem;

/// A bundle has some twenty files. Texts pack to a third, a stripped library to a half.
constexpr lectern_zip_limits kLimits{1000, kMostBundleBytes, 200};
constexpr std::size_t kBytesPerMebibyte = std::size_t{1024} * 1024;

/// The files of one bundle, which stand under its path as they would in a folder.
class BundleFiles final : public Files {
 public:
  explicit BundleFiles(fs::path root) : root_(std::move(root)) {}

  void put(const std::string& name, std::string content) { files_[name] = std::move(content); }

  Reading read(const fs::path& path, std::size_t most_bytes) const override {
    const auto found = files_.find(path.lexically_relative(root_).generic_string());
    if (found == files_.end()) return {Outcome::absent, {}};
    if (found->second.size() > most_bytes) return {Outcome::too_large, {}};
    return {Outcome::read, found->second};
  }

  std::vector<std::string> list(const fs::path& folder) const override {
    const fs::path inside = folder.lexically_relative(root_);
    std::vector<std::string> names;
    for (const auto& [name, content] : files_) {
      const fs::path path = name;
      if (path.parent_path() == (inside == "." ? fs::path() : inside)) names.push_back(path.filename().string());
    }
    return names;
  }

  /// Those the host reads of the bundle, sorted by name.
  std::vector<BundleFile> of_bundle(std::string_view library) const {
    std::vector<BundleFile> out;
    for (const auto& [name, content] : files_) {
      if (is_of_bundle(name, library)) out.push_back({name, content});
    }
    return out;
  }

 private:
  fs::path root_;
  std::map<std::string, std::string> files_;
};

void report_no_manifest(const fs::path& path, Findings& findings) {
  findings.error("bundle-missing", Place{}, message("'{}' holds no plugin.info", path.string()),
                 message("name the bundle's own folder, or a zip archive of it; a project builds it in build/plugins"));
}

void report_too_large(const fs::path& path, Findings& findings) {
  findings.error("bundle-too-large", Place{},
                 message("'{}' is larger than a bundle may be: {} files, {} MiB", path.string(),
                         std::to_string(kLimits.most_entries), std::to_string(kMostBundleBytes / kBytesPerMebibyte)),
                 message("leave only plugin.info, the passages and the library in it"));
}

/// Reads one file of a folder; what is not there is left to whoever misses it.
bool take_file(const fs::path& folder, const std::string& name, BundleFiles& files, Findings& findings) {
  Files::Reading reading = DiskFiles().read(folder / name, kMostBundleBytes);
  switch (reading.outcome) {
    case Files::Outcome::read:
      files.put(name, std::move(reading.text));
      return true;
    case Files::Outcome::absent:
      return true;
    case Files::Outcome::unreadable:
      findings.error("file-unreadable", Place{}, message("the file '{}' cannot be read", (folder / name).string()),
                     message("check its permissions"));
      return false;
    case Files::Outcome::too_large:
      report_too_large(folder, findings);
      return false;
  }
  return false;
}

bool read_folder(const fs::path& folder, BundleFiles& files, Findings& findings) {
  const DiskFiles disk;
  const std::vector<std::string> names = disk.list(folder);
  if (std::find(names.begin(), names.end(), kManifestName) == names.end()) {
    report_no_manifest(folder, findings);
    return false;
  }
  Sources sources;
  const std::string library = read_manifest(disk, folder, sources).manifest.library;
  std::vector<std::string> wanted{std::string(kManifestName)};
  if (!library.empty() && is_of_bundle(library, library)) wanted.push_back(library);
  for (const std::string& name : disk.list(folder / kPassageFolder))
    wanted.push_back(fmt::format("{}/{}", kPassageFolder, name));
  if (wanted.size() > kLimits.most_entries) {
    report_too_large(folder, findings);
    return false;
  }
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& name) {
    return !is_of_bundle(name, library) || take_file(folder, name, files, findings);
  });
}

/// What is collected of an archive.
struct Unpacking {
  std::vector<std::string> names;
  std::string root;  ///< of the bundle in the archive: empty, or a folder with its slash
  BundleFiles& files;
};

void report_archive(const fs::path& path, int status, const std::string& entry, Findings& findings) {
  switch (status) {
    case LECTERN_ZIP_TOO_LARGE:
      return report_too_large(path, findings);
    case LECTERN_ZIP_BAD_NAME:
      findings.error("archive-entry", Place{},
                     message("'{}' holds an entry that leads out of it, or is a link: '{}'", path.string(),
                             check_text(entry).fault == TextFault::none ? entry : std::string("\uFFFD")),
                     message("a bundle has neither: ask whoever gave it to you"));
      return;
    case LECTERN_ZIP_ENCRYPTED:
      findings.error("archive-encrypted", Place{}, message("'{}' is encrypted", path.string()),
                     message("unpack it, and add the folder"));
      return;
    default:
      findings.error("archive-damaged", Place{}, message("'{}' is no zip archive, or is damaged", path.string()),
                     message("copy the file again, or unpack it and add the folder"));
  }
}

/// The folder of the archive that has the plugin.info; nothing, and an error, where there is none, or there are several.
std::optional<std::string> find_root(const fs::path& path, const std::vector<std::string>& names, Findings& findings) {
  std::vector<std::string> roots;
  for (const std::string& name : names) {
    const std::size_t slash = name.rfind('/');
    const std::size_t begin = slash == std::string::npos ? 0 : slash + 1;
    const bool is_shallow = slash == std::string::npos || name.find('/') == slash;
    if (is_shallow && std::string_view(name).substr(begin) == kManifestName) roots.push_back(name.substr(0, begin));
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

bool read_archive(const fs::path& path, const Modules& modules, BundleFiles& files, Findings& findings) {
  const Files::Reading archive = DiskFiles().read(path, kMostBundleBytes);
  if (archive.outcome == Files::Outcome::too_large) report_too_large(path, findings);
  if (archive.outcome == Files::Outcome::unreadable)
    findings.error("file-unreadable", Place{}, message("the file '{}' cannot be read", path.string()),
                   message("check its permissions"));
  if (archive.outcome != Files::Outcome::read) return false;
  const lectern_zip_v1* zip = modules.zip(findings);
  if (zip == nullptr) return false;

  Unpacking unpacking{{}, {}, files};
  std::array<char, 256> entry{};
  const auto unpack = [&](auto* wanted, auto* visit) {
    const int status = zip->unpack(archive.text.data(), archive.text.size(), &kLimits, wanted, visit, &unpacking,
                                   entry.data(), entry.size());
    if (status != LECTERN_ZIP_OK) report_archive(path, status, entry.data(), findings);
    return status == LECTERN_ZIP_OK;
  };
  int (*const list)(void*, const char*) = [](void* context, const char* name) {
    static_cast<Unpacking*>(context)->names.emplace_back(name);
    return 0;
  };
  int (*const no_visit)(void*, const lectern_entry*) = nullptr;
  if (!unpack(list, no_visit)) return false;
  const auto root = find_root(path, unpacking.names, findings);
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
    collecting.files.put(std::string(file->name).substr(collecting.root.size()), std::string(file->data, file->size));
    return 1;
  };
  return unpack(wanted, visit);
}

bool read_bundle(const fs::path& path, BundleFiles& files, Findings& findings) {
  std::error_code fault;
  const fs::file_status status = fs::status(path, fault);
  if (fs::is_directory(status)) return read_folder(path, files, findings);
  if (fs::exists(status)) return read_archive(path, find_modules(), files, findings);
  findings.error("bundle-missing", Place{}, message("there is no '{}'", path.string()),
                 message("name a bundle's folder, or a zip archive of it"));
  return false;
}

int refused(const Common& common, const Findings& findings) {
  print_findings(findings, common.diagnostics, common.tongue);
  return kCannotRun;
}

int refused(const Common& common, Findings findings, std::string_view code, Message what, Message hint) {
  findings.error(code, Place{}, std::move(what), std::move(hint));
  return refused(common, findings);
}

int not_written(const Common& common, const fs::path& folder, const Message& why) {
  return refused(common, {}, "output", message("'{}' cannot be written: {}", folder.string(), common.tongue(why)),
                 message("what was there is unchanged"));
}

int not_installed(const Common& common, const fs::path& from, const Findings& findings) {
  return refused(common, findings, "bundle-refused", message("'{}' is not installed: it has errors", from.string()),
                 message("have its author correct them"));
}

int no_user_folder(const Common& common) {
  return refused(common, {}, "no-user-folder", message("there is no folder for the user's plugins"),
                 message("set XDG_DATA_HOME or HOME"));
}

/// What `plugin add` installed earlier, in the folder it is for.
struct Earlier {
  Candidate bundle;
  std::string record;
};

std::optional<Earlier> find_earlier(const fs::path& folder, Sources& sources) {
  std::error_code fault;
  if (!fs::exists(fs::symlink_status(folder, fault))) return std::nullopt;
  const DiskFiles disk;
  Earlier earlier{read_manifest(disk, folder, sources), disk.read(folder / kRecordName, kMostFileBytes).text};
  earlier.bundle.manifest.recorded = !earlier.record.empty();
  return earlier;
}

int not_ours(const Common& common, const fs::path& folder) {
  return refused(common, {}, "not-installed",
                 message("'{}' was not installed by 'lectern plugin add'", folder.string()),
                 message("take its folder away yourself"));
}

/// Where the plugin that was put there is not the one that is used, the user wants to know.
void report_shadow(const Common& common, const fs::path& folder, Findings& findings) {
  const DiskFiles disk;
  Sources sources;
  const Catalogue catalogue = find_bundles(disk, find_installation(disk, common.plugin_path).plugins, sources);
  for (const Candidate& candidate : catalogue.candidates) {
    if (candidate.state == State::shadowed && candidate.manifest.folder == folder)
      findings.warning("plugin-not-used", Place{},
                       message("plugin '{}' is not used: {}", candidate.manifest.id, common.tongue(candidate.reason)),
                       message("'lectern plugin why {}' shows all there are", candidate.manifest.id));
  }
}

/// A bundle that was read and checked, and where it goes.
struct Adding {
  const fs::path& from;
  const Manifest& manifest;
  std::vector<BundleFile> files;
  fs::path place;
};

int put_into_place(const Common& common, const Adding& adding, const std::optional<Earlier>& earlier,
                   Findings findings) {
  const Manifest& manifest = adding.manifest;
  // Not in the folder of the plugins: a run meanwhile would take what is half written for one of them.
  StagedFolder staged(adding.place.parent_path().parent_path());
  for (const BundleFile& file : adding.files) staged.write(file.name, file.content);
  staged.write(kRecordName, write_record(adding.files));
  if (!manifest.library.empty() && !staged.fault() &&
      !check_object_file(staged.content() / manifest.library, manifest.place, findings))
    return not_installed(common, adding.from, findings);
  std::error_code fault;
  fs::create_directories(adding.place.parent_path(), fault);
  staged.commit(adding.place, earlier.has_value());
  if (staged.fault()) return not_written(common, adding.place, *staged.fault());
  report_shadow(common, adding.place, findings);
  const std::string version = to_string(manifest.version);
  const std::string where = adding.place.string();
  const Message done = earlier ? message("plugin '{}' {} is installed in place of {}: {}", manifest.id, version,
                                         to_string(earlier->bundle.manifest.version), where)
                               : message("plugin '{}' {} is installed: {}", manifest.id, version, where);
  return put(common, "-", common.tongue(done) + "\n", findings);
}

}  // namespace

int plugin_add_command(const Common& common, const std::string& from, bool force) {
  const fs::path user = user_plugin_folder();
  if (user.empty()) return no_user_folder(common);
  const fs::path path = fs::path(from).has_filename() ? fs::path(from) : fs::path(from).parent_path();
  BundleFiles files(path);
  Findings findings;
  if (!read_bundle(path, files, findings)) return refused(common, findings);
  const DiskFiles disk;
  const auto checked = check_bundle(find_installation(disk, common.plugin_path), files, path);
  const Manifest& manifest = checked->catalogue.candidates.back().manifest;
  if (checked->findings.errors() != 0) return not_installed(common, path, checked->findings);

  const Adding adding{path, manifest, files.of_bundle(manifest.library), user / manifest.id};
  const std::optional<Earlier> earlier = find_earlier(adding.place, checked->sources);
  if (earlier && !earlier->bundle.manifest.recorded) return not_ours(common, adding.place);
  if (earlier && !force) {
    Findings changed;
    check_record(disk, earlier->bundle.manifest, changed);
    if (earlier->record == write_record(adding.files) && changed.all().empty())
      return put(common, "-", common.tongue(message("plugin '{}' is installed already", manifest.id)) + "\n", {});
    if (earlier->bundle.manifest.version >= manifest.version)
      return refused(common, changed, "plugin-version",
                     message("plugin '{}' is installed as {}, and this is {}", manifest.id,
                             to_string(earlier->bundle.manifest.version), to_string(manifest.version)),
                     message("only a newer version takes its place; --force takes any"));
  }
  return put_into_place(common, adding, earlier, checked->findings);
}

int plugin_remove_command(const Common& common, const std::string& id, bool force) {
  const fs::path user = user_plugin_folder();
  if (user.empty()) return no_user_folder(common);
  Findings findings;
  check_bundle_id(id, Place{}, findings);
  if (findings.errors() != 0) return refused(common, findings);
  const fs::path folder = user / id;
  Sources sources;
  const DiskFiles disk;
  const std::optional<Earlier> earlier = find_earlier(folder, sources);
  if (!earlier) {
    const Catalogue catalogue = find_bundles(disk, find_installation(disk, common.plugin_path).plugins, sources);
    const Manifest* elsewhere = catalogue.find(id);
    return elsewhere != nullptr ? not_ours(common, elsewhere->folder) : unknown_plugin(common, catalogue, id);
  }
  if (!earlier->bundle.manifest.recorded) return not_ours(common, folder);
  if (!force) {
    check_record(disk, earlier->bundle.manifest, findings);
    if (!findings.all().empty())
      return refused(common, findings, "plugin-changed",
                     message("plugin '{}' was changed since, and is not removed", id),
                     message("save what you need of it; --force removes it all the same"));
  }
  StagedFolder aside(user.parent_path());
  aside.take(folder);
  if (aside.fault()) return not_written(common, folder, *aside.fault());
  const std::string version = to_string(earlier->bundle.manifest.version);
  return put(common, "-", common.tongue(message("plugin '{}' {} is removed", id, version)) + "\n", findings);
}

}  // namespace lectern::host
