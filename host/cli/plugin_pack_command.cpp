// SPDX-License-Identifier: Apache-2.0
//
// `plugin pack`: a built bundle becomes the zip archive that is handed over. What `plugin add` would refuse is not packed.
#include "cli/handed_bundle.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lectern::host {
namespace {

namespace fs = std::filesystem;

/// The earliest that an archive can say. The same bundle gives the same archive.
constexpr std::int64_t kEarliest = 315'532'800;  // 1980-01-01

Message not_packed(const std::string& from) { return message("'{}' is not packed", from); }

}  // namespace

int plugin_pack_command(const Common& common, const std::string& folder, const std::string& output) {
  const DiskFiles disk;
  const Installation installation = find_installation(disk, common.plugin_path);
  const BuildTime time = time_of_build();
  if (!time.wrong.empty()) return refuse_time(common, time);
  const std::unique_ptr<HandedBundle> bundle = receive_bundle(common, installation, folder, &not_packed);
  if (!bundle) return kCannotRun;
  const Manifest& manifest = bundle->manifest();
  Findings findings = bundle->checked->findings;
  const fs::path archive =
      output.empty() ? fs::path(fmt::format("{}-{}.zip", manifest.id, to_string(manifest.version))) : fs::path(output);
  const fs::path beside = fs::absolute(archive).parent_path();
  std::error_code fault;
  if (!fs::is_directory(beside, fault)) return not_written(common, archive, no_folder(beside));
  StagedFolder staged(beside);
  const bool can_load = stage_bundle(common, installation, *bundle, staged, findings);
  if (staged.fault()) return not_written(common, archive, *staged.fault());
  if (!can_load)
    return refused(common, findings, "bundle-refused", not_packed(bundle->from.string()),
                   message("its code cannot be loaded for itself: see above"));
  const lectern_zip_v1* const zip = find_modules().zip(findings);
  if (zip == nullptr) return refused(common, findings);
  const auto packed =
      pack_bundle(bundle->of_bundle(), manifest.id, std::max(time.seconds.value_or(kEarliest), kEarliest), *zip);
  if (!packed) return not_written(common, archive, message("there is too little memory"));
  if (const auto said = write_output(archive.string(), *packed)) return not_written(common, archive, *said);
  return say(common,
             common.tongue(message("plugin '{}' {} is packed; whoever gets it adds it: lectern plugin add {}",
                                   manifest.id, to_string(manifest.version), visible(archive.string()))) +
                 "\n",
             findings);
}

}  // namespace lectern::host
