// SPDX-License-Identifier: Apache-2.0
#include "catalogue/record.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <fmt/format.h>

#include <algorithm>

namespace lectern::host {
namespace {

constexpr std::string_view kGap = "  ";  // between hash and name

std::string hash_of(std::string_view content) {
  const XXH128_hash_t hash = XXH3_128bits(content.data(), content.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

struct Recorded {
  std::string_view hash;
  std::string_view name;
};

/// Nothing where a line is none of a record.
std::optional<std::vector<Recorded>> read_record(std::string_view text) {
  constexpr std::size_t kHashSize = 32;
  std::vector<Recorded> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::string_view name = line.substr(std::min(line.size(), kHashSize + kGap.size()));
    if (name.empty() || line.substr(kHashSize, kGap.size()) != kGap || check_text(name).fault != TextFault::none)
      return std::nullopt;
    out.push_back({line.substr(0, kHashSize), name});
  }
  return out;
}

}  // namespace

std::string write_record(const std::vector<BundleFile>& files) {
  std::string out;
  for (const BundleFile& file : files) out += fmt::format("{}{}{}\n", hash_of(file.content), kGap, file.name);
  return out;
}

void check_record(const Files& files, const Manifest& manifest, Findings& findings) {
  if (!manifest.recorded) return;
  const Place place{manifest.place.source, 0, 0, 0};
  const auto warn = [&](Message what) {
    findings.warning(
        "bundle-changed", place, std::move(what),
        message("add the plugin again with 'lectern plugin add --force', or take it away with 'lectern plugin "
                "remove {} --force'",
                manifest.id));
  };
  const Files::Reading record = files.read(manifest.folder / kRecordName, kMostFileBytes);
  const auto recorded = record.outcome == Files::Outcome::read ? read_record(record.text) : std::nullopt;
  if (!recorded) return warn(message("the record of what was installed, '{}', cannot be read", kRecordName));
  for (const Recorded& file : *recorded) {
    const Files::Reading now = files.read(manifest.folder / file.name, kMostBundleBytes);
    if (now.outcome != Files::Outcome::read) {
      warn(message("plugin '{}': the file '{}' was installed, and is gone", manifest.id, file.name));
    } else if (hash_of(now.text) != file.hash) {
      warn(message("plugin '{}': the file '{}' is not as it was installed", manifest.id, file.name));
    }
  }
  for (const std::string& name : files_of_bundle(files, manifest)) {
    if (std::none_of(recorded->begin(), recorded->end(), [&](const Recorded& file) { return file.name == name; }))
      warn(message("plugin '{}': the file '{}' was not installed with it", manifest.id, name));
  }
}

}  // namespace lectern::host
