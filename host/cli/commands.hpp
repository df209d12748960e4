// SPDX-License-Identifier: Apache-2.0
//
// The commands of `lectern`. Each gives its exit code.
#pragma once

#include "cli/environment.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace lectern::host {

/// What every command may be told.
struct Common {
  Tongue tongue;
  DiagnosticStyle diagnostics = DiagnosticStyle::text;
  std::vector<std::string> plugin_path;
  Isolation isolation = Isolation::foreign;
  std::optional<std::chrono::milliseconds> plugin_timeout = {};
  bool allow_unprotected = false;
  bool verbose = false;
};

/// What the commands about one profile share.
struct ProfileOptions {
  std::string profile;
  std::vector<std::string> settings;
  std::uint64_t seed = 0;
  std::size_t minutes = 0;
  bool all_passages = false;  ///< see Request
};

using StageFunction = std::unique_ptr<Draft> (*)(const Installation&, const Request&);

/// Drafts the profile and checks the result; or goes only as far as `stage` does. Never null; lives until the next call.
Draft* run_draft(const Common& common, const ProfileOptions& options, StageFunction stage = &draft);

/// Writes a command's result and prints its findings.
int put(const Common& common, const std::string& output, const std::string& content, Findings findings);

/// The same for what is said to a person, on standard output: nothing in it acts on a terminal.
int say(const Common& common, const std::string& text, Findings findings);

/// Reports what is wrong with the command's own arguments.
int refuse(const Common& common, Message what, Message hint);

/// The same of a SOURCE_DATE_EPOCH that is none.
int refuse_time(const Common& common, const BuildTime& time);

struct DraftOptions {
  ProfileOptions profile;
  std::string output = "-";
  std::string format;
  std::string edition = "print";
  bool strict = false;
  bool clean = false;
};
int draft_command(const Common& common, const DraftOptions& options);

struct LedgerOptions {
  ProfileOptions profile;
  std::string output = "-";
  std::string format;
  bool require_verified = false;
};
int ledger_command(const Common& common, const LedgerOptions& options);

struct PlanOptions {
  ProfileOptions profile;
  std::string format = "txt";
};
int plan_command(const Common& common, const PlanOptions& options);

struct FactsOptions {
  ProfileOptions profile;
  bool all = false;
};
int facts_command(const Common& common, const FactsOptions& options);
int explain_command(const Common& common, const ProfileOptions& options, const std::string& key);

struct ProfileCheckOptions {
  ProfileOptions profile;
  bool no_code = false;  ///< facts alone: no plugin's code runs, and no speech is made
};
int profile_check_command(const Common& common, const ProfileCheckOptions& options);

struct NewProfileOptions {
  std::string sector = "general";
  std::string occasion = "kickoff";
  std::string output = "-";
};
int profile_new_command(const Common& common, const NewProfileOptions& options);

struct CheckOptions {
  std::vector<std::string> files;  ///< "-" is standard input
  std::string format;              ///< empty: see read_manuscript()
  ProfileOptions profile;          ///< none where its profile is empty
  bool show = false;               ///< print the paragraphs
};
int check_command(const Common& common, const CheckOptions& options);

/// What keeps the code of plugins from doing harm on this machine, a line.
std::string protections_line(const Tongue& tongue);

int plugin_list_command(const Common& common);
int plugin_info_command(const Common& common, const std::string& id);
int plugin_why_command(const Common& common, const std::string& id);

/// What a new plugin's code is written in.
enum class PluginCode { cpp, c, none };

struct NewPluginOptions {
  std::string id;
  std::string sector;  ///< empty: the last word of the id
  std::string prefix;  ///< of its facts' keys; empty: the last word of the id
  PluginCode code = PluginCode::cpp;
  std::string output;  ///< the folder; empty: the id
};
int plugin_new_command(const Common& common, NewPluginOptions options);

struct AddPluginOptions {
  std::string from;  ///< a bundle's folder, or a zip archive of it
  bool force = false;
  bool replace_shipped = false;
};
/// Installs a bundle for the user, once its library can be loaded. A newer version takes the place of an older one, with
/// `force` any version. A plugin that came with the program is not replaced unless that is asked for.
int plugin_add_command(const Common& common, const AddPluginOptions& options);

/// Packs the bundle in the folder into a zip archive that plugin_add_command() takes.
int plugin_pack_command(const Common& common, const std::string& folder, const std::string& output);

/// Takes away what plugin_add_command() installed; with `force` also where it was changed since.
int plugin_remove_command(const Common& common, const std::string& id, bool force);

/// Reports that there is no such plugin, or what is wrong with it.
int unknown_plugin(const Common& common, const Catalogue& catalogue, const std::string& id);

struct PluginCheckOptions {
  std::string bundle;
  std::string format = "text";
  std::string golden;
  std::vector<std::string> only;
  bool list = false;
};
int plugin_check_command(const Common& common, const PluginCheckOptions& options);

}  // namespace lectern::host
