// SPDX-License-Identifier: Apache-2.0
#include "cli/handed_bundle.hpp"

#include "plugin/worker.hpp"

namespace lectern::host {
namespace {

namespace fs = std::filesystem;

Message name_one() { return message("name a bundle's folder, or a zip archive of it"); }

/// Reads it from its folder or its archive.
bool read(const fs::path& path, HandedOver& bundle, Findings& findings) {
  const DiskFiles disk;
  std::error_code fault;
  if (fs::is_directory(path, fault)) return read_bundle(disk, bundle, findings);
  if (is_link_loop(path)) {
    findings.error("bundle-missing", Place{}, message("'{}' is a link that leads back to itself", path.string()),
                   name_one());
    return false;
  }
  const Files::Reading archive = disk.read(path, kMostBundleBytes);
  switch (archive.outcome) {
    case Files::Outcome::read: {
      const lectern_zip_v1* const zip = find_modules().zip(findings);
      return zip != nullptr && read_bundle(archive.text, *zip, bundle, findings);
    }
    case Files::Outcome::absent:
      findings.error("bundle-missing", Place{}, message("there is no '{}'", path.string()), name_one());
      return false;
    case Files::Outcome::unreadable:
      findings.error("file-unreadable", Place{}, message("the file '{}' cannot be read", path.string()),
                     message("check its permissions"));
      return false;
    case Files::Outcome::too_large:
      report_too_large(path, findings);
      return false;
  }
  return false;
}

}  // namespace

int refused(const Common& common, const Findings& findings) {
  print_findings(findings, common.diagnostics, common.tongue);
  return kCannotRun;
}

int refused(const Common& common, Findings findings, std::string_view code, Message what, Message hint) {
  findings.error(code, Place{}, std::move(what), std::move(hint));
  return refused(common, findings);
}

int not_written(const Common& common, const fs::path& path, const Message& why) {
  return refused(common, {}, "output", message("'{}' cannot be written: {}", path.string(), common.tongue(why)),
                 message("what was there is unchanged"));
}

std::unique_ptr<HandedBundle> receive_bundle(const Common& common, const Installation& installation,
                                             const std::string& from, Refusal refusal) {
  const fs::path path = fs::path(from).has_filename() ? fs::path(from) : fs::path(from).parent_path();
  auto made = std::make_unique<HandedBundle>(HandedBundle{path, HandedOver(path), nullptr});
  Findings findings;
  if (!read(path, made->files, findings)) {
    refused(common, findings);
    return nullptr;
  }
  made->checked = check_bundle(installation, made->files, path);
  if (made->checked->findings.errors() == 0) return made;
  refused(common, made->checked->findings, "bundle-refused", refusal(path.string()),
          message("have its author correct the errors"));
  return nullptr;
}

bool stage_bundle(const Common& common, const Installation& installation, const HandedBundle& bundle,
                  StagedFolder& staged, Findings& findings) {
  for (const BundleFile& file : bundle.of_bundle()) staged.write(file.name, file.content);
  if (staged.fault() || bundle.manifest().library.empty()) return true;
  Manifest aside = bundle.manifest();
  aside.folder = staged.content();
  const WorkerOptions options{installation.worker, common.plugin_timeout.value_or(kPluginTimeout),
                              common.allow_unprotected};
  return try_in_worker(aside, options, findings);
}

}  // namespace lectern::host
