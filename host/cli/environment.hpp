// SPDX-License-Identifier: Apache-2.0
//
// What only the command line touches: files, the environment, the terminal, the user's language.
#pragma once

#include "draft.hpp"
#include "modules/modules.hpp"
#include "render/render.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

class DiskFiles final : public Files {
 public:
  Reading read(const std::filesystem::path& path, std::size_t most_bytes) const override;
  std::vector<std::string> list(const std::filesystem::path& folder) const override;
  std::filesystem::path resolve(const std::filesystem::path& path) const override;
};

/// All of standard input, unless it is larger than `most_bytes`.
Files::Reading read_input(std::size_t most_bytes);

/// Whether there are messages in the language.
bool has_messages_in(std::string_view language);

/// Chooses the language of messages: `asked` (--lang), else what the environment says (see the locale(7) and gettext): in
/// the locale C English, else the first of LANGUAGE there is, else that of LC_ALL, LC_MESSAGES or LANG. Nothing when `asked` is
/// no language there are messages in. Reads the catalogues beside the program.
std::optional<Tongue> choose_tongue(std::string_view asked);

/// Where this program's data and plugins are, with the folders of --plugin-path, LECTERN_PLUGIN_PATH and the user before
/// the installation's.
Installation find_installation(const Files& files, const std::vector<std::string>& plugin_path);

/// The program's own modules.
Modules find_modules();

/// SOURCE_DATE_EPOCH: what builders that want the same bytes every time say it is.
struct BuildTime {
  std::optional<std::int64_t> seconds;
  std::string wrong = {};  ///< what it says where that is no moment, or one that no archive can hold
};
BuildTime time_of_build();

/// The profile a command names: a path, or the name of a sample unit.
std::filesystem::path find_profile(const Installation& installation, const std::string& given);

/// Whether following the path's links never ends.
bool is_link_loop(const std::filesystem::path& path);

/// Why there is no folder of that name.
Message no_folder(const std::filesystem::path& path);

/// The folder of the SDK's data files (the template of `plugin new`), and the one that `plugin add` fills; the latter is
/// empty where neither XDG_DATA_HOME nor HOME says where.
std::filesystem::path sdk_folder();
std::filesystem::path user_plugin_folder();

/// How diagnostics are shown.
enum class DiagnosticStyle { text, json };
/// "FILE:LINE:COLUMN: "; empty for nowhere.
std::string place_text(const Place& place, const Tongue& tongue);
std::string diagnostic_text(const Diagnostic& diagnostic, const Tongue& tongue);
void print_findings(const Findings& findings, DiagnosticStyle style, const Tongue& tongue);

/// Exit codes, the same for every output format.
inline constexpr int kFine = 0;
inline constexpr int kFindings = 1;  ///< done, but there is something to look at
inline constexpr int kCannotRun = 2;

/// What the findings amount to.
int exit_code(const Findings& findings);

}  // namespace lectern::host
