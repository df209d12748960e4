// SPDX-License-Identifier: Apache-2.0
//
// What a bundle and its facts may be called, and its version.
#include "catalogue/bundle.hpp"
#include "fact/reference.hpp"
#include "fact/schema.hpp"
#include "profile/profile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace lectern::host {
namespace {

bool is_id(std::string_view text) {
  for (std::size_t dot = 0; (dot = text.find('.')) != std::string_view::npos; text.remove_prefix(dot + 1)) {
    if (!is_word(text.substr(0, dot))) return false;
  }
  return is_word(text);
}

bool is_reserved_prefix(std::string_view prefix) {
  static const Schema own;
  constexpr std::string_view kItems = "items";  // {items} of a passage that walks a table
  return own.find(prefix) || own.is_group(prefix) ||
         prefix == kReferencePrefix.substr(0, kReferencePrefix.size() - 1) || prefix == kItems ||
         is_evidence_key(prefix) || prefix == kProfileBundle ||
         std::find(kProfileKeys.begin(), kProfileKeys.end(), prefix) != kProfileKeys.end();
}

/// What a bundle may not be called, and what it would be taken for.
struct ReservedId {
  std::string_view id;
  Message stands_for;
};
const std::vector<ReservedId>& reserved_ids() {
  static const std::vector<ReservedId> all = {
      {kProfileBundle, message("it stands for the passages of a profile: choose another")},
      {kCommonBundle, message("it stands for the facts and passages of every sector: choose another")},
      {kAnySector, message("it stands for every sector: choose another")}};
  return all;
}

}  // namespace

bool is_word(std::string_view text) {
  return !text.empty() && text.front() != '-' && text.back() != '-' &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

void check_bundle_id(std::string_view id, const Place& place, Findings& findings) {
  if (!is_id(id))
    findings.error("id-malformed", place, message("'{}' is no bundle id", id),
                   message("use lower-case letters, digits and hyphens; of several words joined by dots, a domain's "
                           "first: org.example.library"));
  for (const ReservedId& reserved : reserved_ids()) {
    if (id == reserved.id)
      findings.error("id-malformed", place, message("'{}' is no bundle id", id), reserved.stands_for);
  }
}

void check_prefix(std::string_view prefix, const Place& place, Findings& findings) {
  if (prefix.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string_view::npos)
    findings.error("prefix-malformed", place, message("'{}' is no prefix", prefix),
                   message("use lower-case letters, digits and _: what stands before the first dot of a fact's key"));
  if (is_reserved_prefix(prefix))
    findings.error("prefix-reserved", place, message("the prefix '{}' belongs to Lectern itself", prefix),
                   message("choose another: the name of the sector will do"));
}

std::optional<Version> parse_version(std::string_view text) {
  Version version;
  for (std::size_t i = 0; i < version.parts.size(); ++i) {
    const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), version.parts[i]);
    if (fault != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    const bool last = i + 1 == version.parts.size();
    if (last != text.empty() || (!last && text.front() != '.')) return std::nullopt;
    if (!last) text.remove_prefix(1);
  }
  return version;
}

Version host_version() { return *parse_version(LECTERN_VERSION); }

std::string to_string(const Version& version) { return fmt::format("{}", fmt::join(version.parts, ".")); }

}  // namespace lectern::host
