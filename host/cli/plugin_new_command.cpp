// SPDX-License-Identifier: Apache-2.0
//
// `plugin new`: copies the SDK's template. What a project holds is said there and nowhere else; here only its marks are
// understood.
#include "cli/commands.hpp"
#include "cli/staged_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace lectern::host {
namespace {

namespace fs = std::filesystem;

/// What the marks of the template stand for.
struct Filling {
  std::unordered_map<std::string_view, std::string> words;  ///< @ID@ and the like
  std::vector<std::string_view> kinds;                      ///< lines that begin with one of these, as @code@, stay
};

constexpr std::array<std::string_view, 4> kKinds = {"@code@", "@text@", "@c@", "@c++@"};

std::string fill_words(std::string_view text, const Filling& filling) {
  std::string out;
  while (!text.empty()) {
    const std::size_t begin = std::min(text.find('@'), text.size());
    const std::size_t end = text.find('@', std::min(begin + 1, text.size()));
    out += text.substr(0, begin);
    if (begin == text.size()) break;
    const auto word = end == std::string_view::npos ? filling.words.end()
                                                    : filling.words.find(text.substr(begin + 1, end - begin - 1));
    // An @ that is no mark stands for itself.
    out += word == filling.words.end() ? "@" : word->second;
    text.remove_prefix(word == filling.words.end() ? begin + 1 : end + 1);
  }
  return out;
}

/// The text for the kind of project that is made: lines for others are left out.
std::string fill(std::string_view text, const Filling& filling) {
  std::string kept;
  while (!text.empty()) {
    std::string_view line = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
    text.remove_prefix(line.size());
    const auto kind = std::find_if(kKinds.begin(), kKinds.end(), [&](auto mark) { return line.starts_with(mark); });
    if (kind != kKinds.end()) {
      if (std::find(filling.kinds.begin(), filling.kinds.end(), *kind) == filling.kinds.end()) continue;
      line.remove_prefix(kind->size());
    }
    kept += line;
  }
  return fill_words(kept, filling);
}

/// The names of the template's files, in the order of their bytes.
std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> names;
  std::error_code fault;
  for (fs::recursive_directory_iterator entry(folder, fault), end; !fault && entry != end; entry.increment(fault)) {
    if (entry->is_regular_file(fault)) names.push_back(entry->path().lexically_relative(folder));
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// Whether a file belongs to this kind of project: code in one language, the expected speech only where it is the same
/// everywhere.
bool is_wanted(const fs::path& name, const NewPluginOptions& options, bool has_speech) {
  const fs::path extension = name.extension();
  // Text needs no build.
  if (name == "CMakeLists.txt" || name == ".gitignore") return options.code != PluginCode::none;
  if (extension == ".c") return options.code == PluginCode::c;
  if (extension == ".cpp") return options.code == PluginCode::cpp;
  return extension != ".txt" || name.parent_path() != "tests" || has_speech;
}

/// The id's last word: all of it, where it is no domain name.
std::string last_word(const std::string& id) { return id.substr(id.rfind('.') + 1); }

/// The text with what stands between its words as CMake, C and keys of facts take it.
std::string underscored(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '-' || c == '.'; }, '_');
  return text;
}

/// The files, the target and the folder are called by the whole id, so that no two plugins meet; its facts by its last word,
/// for people type them.
Filling filling_for(const NewPluginOptions& options, const std::string& sample_sector) {
  Filling filling{{{"ID", options.id},
                   {"NAME", underscored(options.id)},
                   {"PREFIX", options.prefix},
                   {"SECTOR", options.sector},
                   {"SAMPLE_SECTOR", sample_sector}},
                  {}};
  switch (options.code) {
    case PluginCode::none:
      filling.kinds = {"@text@"};
      break;
    case PluginCode::c:
      filling.kinds = {"@code@", "@c@"};
      break;
    case PluginCode::cpp:
      filling.kinds = {"@code@", "@c++@"};
      break;
  }
  return filling;
}

/// What cannot be made into a project.
Findings check_options(const NewPluginOptions& options, const Catalogue& catalogue, const Manifest& common) {
  Findings findings;
  check_bundle_id(options.id, Place{}, findings);
  if (findings.errors() != 0) return findings;
  if (!is_word(options.sector))
    findings.error("sector-malformed", Place{}, message("'{}' is no sector", options.sector),
                   message("use lower-case letters, digits and hyphens"));
  check_prefix(options.prefix, Place{}, findings);
  const auto has_prefix = [&options](const Manifest& manifest) {
    return std::find(manifest.prefixes.begin(), manifest.prefixes.end(), options.prefix) != manifest.prefixes.end();
  };
  if (has_prefix(common))
    findings.error("prefix-taken", Place{}, message("the prefix '{}' belongs to the common facts", options.prefix),
                   message("name another with --prefix"));
  for (const Candidate& candidate : catalogue.candidates) {
    const Manifest& manifest = candidate.manifest;
    const bool meets =
        manifest.sector == options.sector || manifest.sector == kAnySector || options.sector == kAnySector;
    if (candidate.state == State::available && meets && manifest.id != options.id && has_prefix(manifest))
      findings.error("prefix-taken", Place{},
                     message("the prefix '{}' belongs to plugin '{}'", options.prefix, manifest.id),
                     message("name another with --prefix"));
  }
  if (const Manifest* taken = catalogue.find(options.id))
    findings.error("id-taken", Place{},
                   message("there is a plugin '{}' already: {}", options.id, taken->folder.string()),
                   message("choose another id: of two plugins with one id only one speaks"));
  if (options.sector == kAnySector && catalogue.sectors().empty())
    findings.error("sector-unknown", Place{}, message("there is no sector for the sample unit"),
                   message("name one with --sector"));
  return findings;
}

bool is_free(const fs::path& folder) {
  std::error_code fault;
  const fs::file_status status = fs::status(folder, fault);
  return !fs::exists(status) || (fs::is_directory(status) && fs::is_empty(folder, fault) && !fault);
}

int cannot(const Common& common, const std::string& folder, const Message& why) {
  Findings findings;
  findings.error("output", Place{}, message("'{}' cannot be written: {}", folder, common.tongue(why)),
                 message("choose another place with -o; what was there is unchanged"));
  print_findings(findings, common.diagnostics, common.tongue);
  return kCannotRun;
}

/// Where the folder is put together: beside it, so that it is on the same drive.
fs::path beside(const fs::path& folder) {
  const fs::path parent = fs::absolute(folder).lexically_normal().parent_path();
  return parent.filename().empty() && parent != parent.root_path() ? parent.parent_path() : parent;
}

/// A project of text alone is a bundle itself.
std::string next_steps_of_text(const std::string& made, bool has_speech, const Tongue& tongue) {
  const std::string folder = visible(made);
  const fs::path path = fs::path(made).lexically_normal();
  const fs::path parent = (path.has_filename() ? path : path.parent_path()).parent_path();
  std::string out = tongue(message("'{}' is made, and needs neither CMake nor a compiler; next:", folder)) + "\n";
  const std::string drafted = fmt::format("  lectern draft {0}/tests/sample.info --plugin-path {1}", folder,
                                          parent.empty() ? "." : visible(parent.string()));
  out += drafted + "\n";
  if (!has_speech) out += fmt::format("{} -o {}/tests/sample.txt\n", drafted, folder);
  return out + fmt::format("  lectern plugin check {0} --golden {0}/tests\n", folder);
}

std::string next_steps(const std::string& made, const std::string& name, bool has_speech, const Tongue& tongue) {
  const std::string folder = visible(made);
  std::string out = tongue(message("'{}' is made; next:", folder)) + "\n";
  out += fmt::format("  cmake -S {0} -B {0}/build\n  cmake --build {0}/build\n", folder);
  out += fmt::format("  lectern draft {0}/tests/sample.info --plugin-path {0}/build/plugins\n", folder);
  // The sector's other plugins speak too: what the speech should be, only its author can say.
  if (!has_speech) out += fmt::format("  cmake --build {}/build --target {}_accept\n", folder, name);
  return out + fmt::format("  ctest --test-dir {}/build\n", folder);
}

}  // namespace

int plugin_new_command(const Common& common, NewPluginOptions options) {
  const DiskFiles files;
  const Installation installation = find_installation(files, common.plugin_path);
  Sources sources;
  const Catalogue catalogue = find_bundles(files, installation.plugins, sources);
  if (options.sector.empty()) options.sector = last_word(options.id);
  if (options.prefix.empty()) options.prefix = underscored(last_word(options.id));
  const Candidate shared = read_manifest(files, installation.data / "common", sources);
  Findings findings = check_options(options, catalogue, shared.manifest);
  if (findings.errors() != 0) {
    print_findings(findings, common.diagnostics, common.tongue);
    return kCannotRun;
  }
  const std::vector<std::string> sectors = catalogue.sectors();
  const bool is_new = std::find(sectors.begin(), sectors.end(), options.sector) == sectors.end();
  // Beside other plugins of its sector the speech is not the template's.
  const bool has_speech = is_new && options.sector != kAnySector;
  const Filling filling = filling_for(options, options.sector == kAnySector ? sectors.front() : options.sector);

  const std::string folder = options.output.empty() ? options.id : options.output;
  if (is_link_loop(folder)) return cannot(common, folder, no_folder(folder));
  if (!is_free(folder))
    return refuse(common, message("'{}' is there already, and not an empty folder", folder),
                  message("choose another place with -o; what was there is unchanged"));
  const fs::path source = sdk_folder() / "template";
  const std::vector<fs::path> names = files_below(source);
  if (names.empty()) {
    findings.error("installation", Place{}, message("the template '{}' is not there", source.string()),
                   message("the file belongs to Lectern itself: install Lectern again"));
    print_findings(findings, common.diagnostics, common.tongue);
    return kCannotRun;
  }
  std::error_code fault;
  if (!fs::is_directory(beside(folder), fault)) return cannot(common, folder, no_folder(beside(folder)));
  StagedFolder staged(beside(folder));
  for (const fs::path& name : names) {
    if (!is_wanted(name, options, has_speech)) continue;
    const Files::Reading reading = files.read(source / name, kMostFileBytes);
    const auto permissions = fs::status(source / name, fault).permissions();
    staged.write(fill_words(name.string(), filling), fill(reading.text, filling),
                 (permissions & fs::perms::owner_exec) != fs::perms::none);
  }
  staged.commit(folder);
  if (staged.fault()) return cannot(common, folder, *staged.fault());
  const std::string next = options.code == PluginCode::none
                               ? next_steps_of_text(folder, has_speech, common.tongue)
                               : next_steps(folder, filling.words.at("NAME"), has_speech, common.tongue);
  return say(common, next, findings);
}

}  // namespace lectern::host
