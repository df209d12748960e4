// SPDX-License-Identifier: Apache-2.0
//
// A unit's facts and choices: read in layers, merged, typed by the schema. The grammar is in profiles/README.md.
#pragma once

#include "fact/date.hpp"
#include "fact/fact.hpp"
#include "source/diagnostic.hpp"
#include "source/info.hpp"

#include <array>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

/// Keys of a profile that are no facts. A bundle's facts cannot begin with them.
inline constexpr std::string_view kInherit = "inherit";
inline constexpr std::string_view kOptions = "options";
inline constexpr std::string_view kPassages = "passages";
inline constexpr std::string_view kPlugins = "plugins";
inline constexpr std::array kProfileKeys = {kInherit, kOptions, kPassages, kPlugins};

/// What the settings of the command line are called where a file would have its name.
inline constexpr std::string_view kSettings = "--set";

/// One file of a profile, or the settings of the command line.
struct Layer {
  const Source* source = nullptr;
  Node root;
};

/// A profile as read, the base first. Nothing typed yet: which facts there are depends on its sector.
using Layers = std::vector<Layer>;

/// Reads the file and what it inherits from; `settings` ("key=value") become the last layer. Nothing, and errors, where
/// a file is missing or broken, or layers inherit in a circle.
std::optional<Layers> read_layers(const Files& files, const std::filesystem::path& path,
                                  const std::vector<std::string>& settings, Sources& sources, Findings& findings);

/// The value of a top-level key in the last layer that has it, and where.
struct Choosing {
  std::string value;
  Place place;
};
Choosing chosen(const Layers& layers, std::string_view key);

/// The profile's own file, as the place of what stands nowhere in it.
Place own_file(const Layers& layers);

/// One layer's word on a fact, for `explain`.
struct Mention {
  FactId fact = 0;
  Place place;
  std::string text;      ///< the value, or for a list or table its rows
  bool appends = false;  ///< adds rows to the layer below instead of replacing them
};

struct Option {
  std::string plugin;
  std::string name;
  std::string value;
  Place place;  ///< of the value
  Place name_place;
  Place plugin_place;
};

/// What a profile says about the code of plugins.
struct PluginRules {
  std::optional<std::chrono::milliseconds> timeout;
  Place fail_closed;  ///< where it says that a plugin that fails ends the run; nowhere: it loses its own part only
  bool allow_unprotected =
      false;  ///< the code of foreign plugins runs also where the machine has no protection from it
};

/// The time of a plugin, in seconds with decimals; nothing when it is none from 0.01 to 3600.
std::optional<std::chrono::milliseconds> parse_timeout(std::string_view text);

/// What a profile says about passages. Which there are is not known yet: see catalogue/overrides.
struct Override {
  enum class Kind { passage, replace, forbid, pin, order, restore, approve };
  Kind kind = Kind::passage;
  std::string subject;  ///< a passage as BUNDLE/ID; of order a slot
  Node node;
};

/// Stands for a bundle's id in the names of a profile's own passages.
inline constexpr std::string_view kProfileBundle = "profile";

struct Profile {
  std::string name;  ///< the path it was read from
  Facts facts;
  std::vector<Mention> mentions;  ///< base first; the last of a fact wins
  std::vector<Option> options;
  PluginRules plugins;
  std::vector<Override> overrides;  ///< of all layers; what a later one takes back is gone
};

/// Merges and types the layers. Unknown keys, repeated keys and wrong types are errors.
Profile type_profile(const Layers& layers, const Schema& schema, Findings& findings);

/// A value of its type as a speech says it. Numbers have one form: no zeros in front, none behind the last decimal place, no
/// sign before zero.
std::string normal_form(std::string_view text, const ValueSpec& spec);

/// Whether `text` is a value of this type; if not, what it should look like.
std::optional<Message> type_fault(std::string_view text, const ValueSpec& spec);

}  // namespace lectern::host
