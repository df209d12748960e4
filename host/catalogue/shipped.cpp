// SPDX-License-Identifier: Apache-2.0
#include "catalogue/shipped.hpp"

#include <nettle/sha2.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

constexpr std::string_view kGap = "  ";  // between hash and name, as sha256sum writes it
constexpr std::size_t kHashSize = std::size_t{2} * SHA256_DIGEST_SIZE;

}  // namespace

std::string sha256_of(std::string_view content) {
  sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, content.size(), reinterpret_cast<const std::uint8_t*>(content.data()));  // NOLINT
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  sha256_digest(&context, digest.size(), digest.data());
  return fmt::format("{:02x}", fmt::join(digest, ""));
}

Shipped Shipped::read(const Files& files, const std::filesystem::path& list) {
  Shipped made;
  const Files::Reading reading = files.read(list, kMostFileBytes);
  for (std::string_view text = reading.text; !text.empty();) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::string_view name = line.substr(std::min(line.size(), kHashSize + kGap.size()));
    if (name.find('/') == std::string_view::npos || line.substr(kHashSize, kGap.size()) != kGap) return {};
    made.hashes_.emplace(name, line.substr(0, kHashSize));
  }
  return made;
}

bool Shipped::has(std::string_view id) const {
  const std::string folder = fmt::format("{}/", id);
  const auto first = hashes_.lower_bound(folder);
  return first != hashes_.end() && first->first.starts_with(folder);
}

bool Shipped::is_as_it_came(const Files& files, const Manifest& manifest, std::string_view name) const {
  const auto known = hashes_.find(fmt::format("{}/{}", manifest.id, name));
  if (known == hashes_.end()) return false;
  const Files::Reading now = files.read(manifest.folder / name, kMostBundleBytes);
  return now.outcome == Files::Outcome::read && sha256_of(now.text) == known->second;
}

bool Shipped::has_code_of(const Files& files, const Manifest& manifest) const {
  if (manifest.library.empty() || !has(manifest.id) || !is_as_it_came(files, manifest, manifest.library)) return false;
  const std::vector<std::string> names = files.list(manifest.folder);
  return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    return name == manifest.library || !is_library_name(name) || is_as_it_came(files, manifest, name);
  });
}

std::optional<std::string> Shipped::first_difference(const Files& files, const Manifest& manifest) const {
  const std::vector<std::string> names = files_of_bundle(files, manifest);
  for (const std::string& name : names) {
    if (!is_as_it_came(files, manifest, name)) return name;
  }
  const std::string folder = fmt::format("{}/", manifest.id);
  for (auto known = hashes_.lower_bound(folder); known != hashes_.end() && known->first.starts_with(folder); ++known) {
    std::string name = known->first.substr(folder.size());
    if (std::find(names.begin(), names.end(), name) == names.end()) return name;
  }
  return std::nullopt;
}

}  // namespace lectern::host
