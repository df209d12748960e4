// SPDX-License-Identifier: Apache-2.0
//
// Bundles: folders with a plugin.info. Finding and reading them runs none of their code.
#pragma once

#include "fact/date.hpp"
#include "fact/schema.hpp"
#include "source/info.hpp"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

inline constexpr std::string_view kManifestName = "plugin.info";
inline constexpr std::string_view kPassageFolder = "passages";
/// What `plugin add` leaves in the folder of a bundle: see record.hpp.
inline constexpr std::string_view kRecordName = "files.xxh128";
/// A bundle for every sector.
inline constexpr std::string_view kAnySector = "any";
/// The installation's own bundle, whose facts and passages are every sector's.
inline constexpr std::string_view kCommonBundle = "common";

/// MAJOR.MINOR.PATCH.
struct Version {
  std::array<unsigned, 3> parts{};
  friend auto operator<=>(const Version&, const Version&) = default;  // NOLINT(modernize-use-nullptr): clang-tidy 14
};
std::optional<Version> parse_version(std::string_view text);
std::string to_string(const Version& version);

/// Of this Lectern: of its interface to plugins, and of the slots, facts and ways of writing it has.
Version host_version();

/// A campaign object that units of the sector may apply for.
struct AllowedObject {
  std::string id;            ///< a choice of campaign.object
  std::optional<Date> from;  ///< first day
  std::optional<Date> to;    ///< first day it no longer may
  Place place;

  bool holds(Date day) const { return !(from && day < *from) && !(to && day >= *to); }
};

/// A word that units of the sector do not say of themselves.
struct AvoidedTerm {
  std::string term;
  std::string say;                  ///< instead; empty where there is no such word
  std::string note;                 ///< why
  std::vector<std::string> except;  ///< words that hold it and are right
  Place place;
};

/// How units of the sector speak.
struct Terms {
  std::vector<std::string> own;
  std::vector<AvoidedTerm> avoided;
};

/// What profiles may tell the bundle's code: options { BUNDLE { NAME value } }.
struct OptionSpec {
  std::string name;
  ValueSpec spec;
  std::string note;
  Place place;
};

/// What a plugin.info says. `facts` is read into a schema once the bundle is wanted.
struct Manifest {
  std::string id;
  std::string name;
  Version version;
  std::string sector;
  std::vector<std::string> prefixes;  ///< what its facts' keys begin with
  std::vector<Place> prefix_places;
  std::string library;  ///< file name in the folder; empty: no code
  std::string summary;
  std::vector<AllowedObject> objects;  ///< none: whatever there is
  Terms terms;
  std::vector<OptionSpec> options;
  std::vector<std::string> names;  ///< one of these is in the name of every unit of the sector; none: any name
  std::filesystem::path folder;
  bool recorded = false;  ///< installed by `plugin add`: the folder holds a record
  Place place;
  Node facts;
  Node defaults;  ///< common facts as most units of the sector have them: the layer below every profile

  const OptionSpec* option(std::string_view option_name) const;
};

enum class State {
  available,
  shadowed,     ///< another version, or the same earlier in the search path, is used instead
  passed_over,  ///< its library cannot be loaded: see Catalogue::pass_over
  needs_newer,  ///< it requires a later Lectern; of its manifest only id, name, version and sector were looked at
  broken        ///< its manifest has errors
};

struct Candidate {
  Manifest manifest;
  State state = State::available;
  Message reason;     ///< why it is not available
  Findings findings;  ///< of reading the manifest
};

/// A folder to look for bundles in, and who named it.
struct SearchFolder {
  std::filesystem::path path;
  Message origin;
};

/// What the host found: every candidate, in search order and then by folder name.
struct Catalogue {
  std::vector<Candidate> candidates;

  /// The available bundle with this id.
  const Manifest* find(std::string_view id) const;
  /// The available bundles that speak for the sector, `any` included, sorted by id.
  std::vector<const Manifest*> for_sector(std::string_view sector) const;
  /// The sectors of the available bundles, sorted, without `any`.
  std::vector<std::string> sectors() const;

  /// Makes the next candidate of the same id available instead of this one. Null, and no change, where there is none.
  const Manifest* pass_over(const std::filesystem::path& folder);
};

/// Adds an error where no bundle may be called so. An id is a word, or words joined by dots: a reverse domain name.
void check_bundle_id(std::string_view id, const Place& place, Findings& findings);

/// Whether the text is lower-case letters, digits and hyphens, as a part of an id and a sector are.
bool is_word(std::string_view text);

/// Adds an error where no facts of a bundle may begin so: where it is no word of a key, or the host uses it itself (facts
/// of its own, dated references, what a profile says besides facts).
void check_prefix(std::string_view prefix, const Place& place, Findings& findings);

/// Whose manifest is read: only the installation's own may use what is reserved.
enum class Owner { author, installation };

/// Reads one bundle's manifest.
Candidate read_manifest(const Files& files, const std::filesystem::path& folder, Sources& sources,
                        Owner owner = Owner::author);

/// Looks through the folders. Of two bundles with one id the newer is available; of two equal ones the earlier.
/// With a sector, only the bundles that speak for it are read whole; of the others what stands before their facts and terms.
Catalogue find_bundles(const Files& files, const std::vector<SearchFolder>& folders, Sources& sources,
                       std::optional<std::string_view> sector = std::nullopt);

}  // namespace lectern::host
