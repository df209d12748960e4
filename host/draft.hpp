// SPDX-License-Identifier: Apache-2.0
//
// The way of the data, from a profile to a speech.
#pragma once

#include "catalogue/shipped.hpp"
#include "document/speech.hpp"
#include "plugin/worker.hpp"
#include "profile/profile.hpp"

#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace lectern::host {

/// Where things are. `data` holds slots.info, references.info, skeletons/ and common/.
struct Installation {
  const Files& files;
  std::filesystem::path data;
  std::vector<SearchFolder> plugins;
  Shipped shipped = {};                        ///< what it came with: that code is trusted
  std::filesystem::path worker = {};           ///< the program that runs the code of others
  std::filesystem::path shipped_plugins = {};  ///< the folder of the plugins it came with

  /// What documents call its files: lectern:profiles/… and lectern:plugins/…; of other plugins plugin:FOLDER/…. Those of
  /// `bundle`, if one is given, have their names in it alone.
  std::vector<NamedFolder> names(const std::filesystem::path& bundle = {}) const;
};

/// Whether the code of this bundle runs in a worker.
bool is_isolated(const Manifest& manifest, const Installation& installation, Isolation isolation);

/// Whether the library of the bundle can be loaded where its code runs. An error says why not.
bool can_load(const Manifest& manifest, const Installation& installation, Isolation isolation,
              const WorkerOptions& options, Findings& findings);

struct Request {
  std::filesystem::path profile;
  std::vector<std::string> settings;  ///< "key=value", the last layer
  std::uint64_t seed = 0;
  std::size_t minutes = 0;  ///< how long the speech may take; 0: as long as it is
  /// Whether passages that cannot speak here and references nobody asks for are read too: to find what is wrong there.
  bool all_passages = false;
  Isolation isolation = Isolation::foreign;
  std::optional<std::chrono::milliseconds> plugin_timeout = {};  ///< instead of the profile's
  bool allow_unprotected = false;                                ///< beside the profile's: see WorkerOptions
  bool verbose = false;                                          ///< whether what plugins log is told
};

/// What every speech of an installation starts from: its own files.
struct CommonData {
  explicit CommonData(std::vector<NamedFolder> names = {}) : sources(std::move(names)) {}

  bool complete = true;  ///< all of its files could be read
  Sources sources;
  Findings findings;
  Slots slots;
  References references;
  Candidate bundle;
};

CommonData read_common(const Installation& installation);

/// What is made on the way to a speech. Each stage adds its part and changes none of the earlier ones; everything points
/// into earlier parts, so a draft stays where it was made.
class Draft {
 public:
  Draft() = default;
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  Draft(Draft&&) = delete;
  Draft& operator=(Draft&&) = delete;
  ~Draft() = default;

  /// How far it came. A draft that stops early has errors that say why.
  enum class Stage { nothing, layers, profile, speech };
  Stage reached = Stage::nothing;
  bool failed_closed = false;  ///< a plugin failed, and the profile wants no speech then

  Findings findings;
  Sources sources;
  Layers layers;
  Catalogue catalogue;
  std::vector<const Manifest*> bundles;  ///< that speak here: common first, then what came with the program, each by id
  std::deque<Provider> providers;        ///< of the bundles, in their order
  CommonData common;
  Schema schema;
  Skeleton skeleton;
  Profile profile;
  std::vector<Library> libraries;
  std::deque<Wishes> wishes;  ///< what the profile says about passages
  std::vector<Passage> passages;
  Facts facts;  ///< the profile's, the derived and the references
  SpeechDay day;
  Plan plan;
  Speech speech;

  /// Bundles whose library could not be loaded and of which there is another: the draft was begun again without them.
  struct PassedOver {
    std::vector<std::filesystem::path> folders;
    Findings findings;              ///< why they could not, and what is used instead
    std::unique_ptr<Draft> before;  ///< what was begun with the last of them: findings point into it
  };
  PassedOver passed_over;

  FillContext context() const { return FillContext{schema, facts, day, 0, 0}; }
  /// The key that picks wordings: the unit's name.
  std::string_view unit() const;
};

/// Drafts the speech of a profile. Never null; see Draft::reached.
std::unique_ptr<Draft> draft(const Installation& installation, const Request& request);

/// The same up to the typed profile: runs no plugin code.
std::unique_ptr<Draft> check_profile(const Installation& installation, const Request& request);

/// Reads a bundle, which `files` has under `folder`, with all of its passages, as a draft of its sector would read it beside
/// the plugins that are installed. Its manifest is that of the last candidate. Runs no plugin code.
std::unique_ptr<Draft> check_bundle(const Installation& installation, const Files& files,
                                    const std::filesystem::path& folder);

}  // namespace lectern::host
