// SPDX-License-Identifier: Apache-2.0
//
// `plugin add` and `plugin remove`: bundles in the user's data folder. A bundle is read into memory, checked there, written
// aside, loaded there and put into place in one step.
#include "catalogue/record.hpp"
#include "cli/handed_bundle.hpp"
#include "cli/plugin_lock.hpp"

#include <algorithm>

namespace lectern::host {
namespace {

namespace fs = std::filesystem;

int no_user_folder(const Common& common) {
  return refused(common, {}, "no-user-folder", message("there is no folder for the user's plugins"),
                 message("set XDG_DATA_HOME or HOME"));
}

/// The user's plugins lie in a folder of Lectern's own, which has room for what is at work.
fs::path lock_file(const fs::path& user) { return user.parent_path() / "plugins.lock"; }

int not_locked(const Common& common, const fs::path& user, const PluginLock& lock) {
  if (!lock.is_busy()) return not_written(common, user, *lock.fault());
  return refused(common, {}, "plugin-busy", *lock.fault(), message("try again when it has ended; nothing was changed"));
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

Message not_installed(const std::string& from) { return message("'{}' is not installed", from); }

int put_into_place(const Common& common, const Installation& installation, const HandedBundle& bundle,
                   const fs::path& place, const std::optional<Earlier>& earlier) {
  const Manifest& manifest = bundle.manifest();
  Findings findings = bundle.checked->findings;
  // Not in the folder of the plugins: a run meanwhile would take what is half written for one of them.
  StagedFolder staged(place.parent_path().parent_path());
  if (!stage_bundle(common, installation, bundle, staged, findings))
    return refused(common, findings, "bundle-refused", not_installed(bundle.from.string()),
                   message("its code cannot be loaded here: see above"));
  staged.write(kRecordName, write_record(bundle.of_bundle()));
  std::error_code fault;
  fs::create_directories(place.parent_path(), fault);
  staged.commit(place, earlier.has_value());
  if (staged.fault()) return not_written(common, place, *staged.fault());
  report_shadow(common, place, findings);
  const std::string version = to_string(manifest.version);
  const Message done = earlier ? message("plugin '{}' {} is installed in place of {}: {}", manifest.id, version,
                                         to_string(earlier->bundle.manifest.version), place.string())
                               : message("plugin '{}' {} is installed: {}", manifest.id, version, place.string());
  return put(common, "-", common.tongue(done) + "\n", findings);
}

}  // namespace

int plugin_add_command(const Common& common, const AddPluginOptions& options) {
  const fs::path user = user_plugin_folder();
  if (user.empty()) return no_user_folder(common);
  const DiskFiles disk;
  const Installation installation = find_installation(disk, common.plugin_path);
  const std::unique_ptr<HandedBundle> bundle = receive_bundle(common, installation, options.from, &not_installed);
  if (!bundle) return kCannotRun;
  const Manifest& manifest = bundle->manifest();
  if (installation.shipped.has(manifest.id) && !options.replace_shipped)
    return refused(common, {}, "id-shipped", message("a plugin '{}' came with Lectern", manifest.id),
                   message("--replace-shipped installs this one to speak in its place; else it needs another id"));

  const PluginLock lock(lock_file(user));
  if (lock.fault()) return not_locked(common, user, lock);
  remove_leftovers(user.parent_path());
  const fs::path place = user / manifest.id;
  const std::optional<Earlier> earlier = find_earlier(place, bundle->checked->sources);
  if (earlier && !earlier->bundle.manifest.recorded) return not_ours(common, place);
  if (earlier && !options.force) {
    Findings changed;
    check_record(disk, earlier->bundle.manifest, changed);
    if (earlier->record == write_record(bundle->of_bundle()) && changed.all().empty())
      return put(common, "-", common.tongue(message("plugin '{}' is installed already", manifest.id)) + "\n", {});
    if (earlier->bundle.manifest.version >= manifest.version)
      return refused(common, changed, "plugin-version",
                     message("plugin '{}' is installed as {}, and this is {}", manifest.id,
                             to_string(earlier->bundle.manifest.version), to_string(manifest.version)),
                     message("only a newer version takes its place; --force takes any"));
  }
  return put_into_place(common, installation, *bundle, place, earlier);
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
  std::error_code fault;
  std::optional<PluginLock> lock;
  if (fs::is_directory(user, fault)) lock.emplace(lock_file(user));
  if (lock && lock->fault()) return not_locked(common, user, *lock);
  if (lock) remove_leftovers(user.parent_path());
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
