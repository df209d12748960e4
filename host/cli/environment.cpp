// SPDX-License-Identifier: Apache-2.0
#include "cli/environment.hpp"

#include "cli/output.hpp"

#include <fcntl.h>
#include <libintl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <clocale>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace lectern::host {
namespace {

constexpr const char* kDomain = "lectern";

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread
  return value == nullptr ? std::string_view() : std::string_view(value);
}

/// The folder of the running program.
const std::filesystem::path& program_folder() {
  static const std::filesystem::path folder = [] {
    std::error_code fault;
    return std::filesystem::read_symlink("/proc/self/exe", fault).parent_path();
  }();
  return folder;
}

std::filesystem::path beside_program(std::string_view relative) {
  return (program_folder() / relative).lexically_normal();
}

const char* unchanged(const char* english) { return english; }
const char* from_catalogue(const char* english) { return gettext(english); }

/// As gettext chooses: the first language of LANGUAGE there are messages in, but in the locale C there is none but English.
std::string_view language_of_environment() {
  std::string_view locale;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (locale.empty()) locale = variable(name);
  }
  if (locale.empty() || locale == "C" || locale == "POSIX") return "en";
  std::string_view languages = variable("LANGUAGE");
  if (languages.empty()) return locale;
  while (!languages.empty()) {
    const std::string_view language = languages.substr(0, languages.find(':'));
    if (language.starts_with("zh") || language.starts_with("en")) return language;
    languages.remove_prefix(std::min(language.size() + 1, languages.size()));
  }
  return {};
}

void add_folders(std::string_view list, const Message& origin, std::vector<SearchFolder>& out) {
  while (!list.empty()) {
    const std::size_t colon = std::min(list.find(':'), list.size());
    if (colon != 0) out.push_back({std::filesystem::path(list.substr(0, colon)), origin});
    list.remove_prefix(std::min(colon + 1, list.size()));
  }
}

std::filesystem::path user_data_folder() {
  if (const std::string_view data = variable("XDG_DATA_HOME"); !data.empty()) return data;
  if (const std::string_view home = variable("HOME"); !home.empty())
    return std::filesystem::path(home) / ".local/share";
  return {};
}

}  // namespace

bool is_link_loop(const std::filesystem::path& path) {
  struct stat status {};
  return stat(path.c_str(), &status) != 0 && errno == ELOOP;
}

Message no_folder(const std::filesystem::path& path) { return fault_message(is_link_loop(path) ? ELOOP : ENOENT); }

Files::Reading DiskFiles::read(const std::filesystem::path& path, std::size_t most_bytes) const {
  // Without O_NONBLOCK, opening a named pipe waits for a writer.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.is_open()) return {errno == ENOENT || errno == ENOTDIR ? Outcome::absent : Outcome::unreadable, {}};
  struct stat status {};
  if (fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)) return {Outcome::unreadable, {}};
  if (static_cast<std::size_t>(status.st_size) > most_bytes) return {Outcome::too_large, {}};
  std::string text(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t filled = 0;
  while (filled < text.size()) {
    const ssize_t got = ::read(file.number(), text.data() + filled, text.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return {Outcome::unreadable, {}};
    if (got == 0) break;  // it shrank meanwhile
    filled += static_cast<std::size_t>(got);
  }
  text.resize(filled);
  return {Outcome::read, std::move(text)};
}

Files::Reading read_input(std::size_t most_bytes) {
  std::string text;
  std::array<char, std::size_t{16} * 1024> buffer{};
  for (;;) {
    const ssize_t got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return {Files::Outcome::unreadable, {}};
    if (got == 0) return {Files::Outcome::read, std::move(text)};
    text.append(buffer.data(), static_cast<std::size_t>(got));
    if (text.size() > most_bytes) return {Files::Outcome::too_large, {}};
  }
}

std::vector<std::string> DiskFiles::list(const std::filesystem::path& folder) const {
  std::vector<std::string> names;
  std::error_code fault;
  for (std::filesystem::directory_iterator entry(folder, fault), end; !fault && entry != end; entry.increment(fault))
    names.push_back(entry->path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::filesystem::path DiskFiles::resolve(const std::filesystem::path& path) const {
  std::error_code fault;
  std::filesystem::path resolved = std::filesystem::weakly_canonical(std::filesystem::absolute(path, fault), fault);
  return fault ? path.lexically_normal() : resolved;
}

bool has_messages_in(std::string_view language) { return language.starts_with("zh") || language.starts_with("en"); }

std::optional<Tongue> choose_tongue(std::string_view asked) {
  const std::string_view wanted = asked.empty() ? language_of_environment() : asked;
  const bool chinese = wanted.starts_with("zh");
  if (!asked.empty() && !has_messages_in(asked)) return std::nullopt;
  if (!chinese) return Tongue{&unchanged, Message::Language::english};
  // A locale other than "C" is needed before gettext looks at anything; C.UTF-8 is on every Debian and changes nothing
  // else. Which catalogue is then said by LANGUAGE.
  static_cast<void>(std::setlocale(LC_MESSAGES, "C.UTF-8"));  // NOLINT(concurrency-mt-unsafe): before any thread
  setenv("LANGUAGE", "zh_CN", 1);                             // NOLINT(concurrency-mt-unsafe): before any thread
  bindtextdomain(kDomain, beside_program(LECTERN_RELATIVE_LOCALES).c_str());
  // The loader's own words stay English: library.cpp reads them.
  bindtextdomain("libc", beside_program(LECTERN_RELATIVE_LOCALES).c_str());
  bind_textdomain_codeset(kDomain, "UTF-8");
  textdomain(kDomain);
  return Tongue{&from_catalogue, Message::Language::chinese};
}

Installation find_installation(const Files& files, const std::vector<std::string>& plugin_path) {
  Installation found{files,
                     beside_program(LECTERN_RELATIVE_DATA) / "profiles",
                     {},
                     Shipped::read(files, beside_program(LECTERN_RELATIVE_SHIPPED)),
                     beside_program(LECTERN_RELATIVE_WORKER),
                     beside_program(LECTERN_RELATIVE_PLUGINS)};
  for (const std::string& list : plugin_path) add_folders(list, message("--plugin-path"), found.plugins);
  add_folders(variable("LECTERN_PLUGIN_PATH"), message("LECTERN_PLUGIN_PATH"), found.plugins);
  if (const auto user = user_plugin_folder(); !user.empty())
    found.plugins.push_back({user, message("the user's data folder")});
  found.plugins.push_back({found.shipped_plugins, message("the installation")});
  return found;
}

std::filesystem::path sdk_folder() { return beside_program(LECTERN_RELATIVE_DATA) / "sdk"; }

std::filesystem::path user_plugin_folder() {
  const std::filesystem::path user = user_data_folder();
  return user.empty() ? user : user / "lectern" / "plugins";
}

Modules find_modules() { return Modules(beside_program(LECTERN_RELATIVE_MODULES)); }

BuildTime time_of_build() {
  const std::string_view given = variable("SOURCE_DATE_EPOCH");
  if (given.empty()) return {};
  std::int64_t seconds = 0;
  const auto [end, fault] = std::from_chars(given.data(), given.data() + given.size(), seconds);
  const bool is_whole = fault == std::errc() && end == given.data() + given.size();
  if (is_whole && seconds >= 0 && seconds <= kLastTime) return {seconds, {}};
  return {std::nullopt, std::string(given)};
}

std::filesystem::path find_profile(const Installation& installation, const std::string& given) {
  std::error_code fault;
  const bool is_name = given.find('/') == std::string::npos && !std::filesystem::exists(given, fault);
  if (!is_name) return given;
  std::filesystem::path sample = installation.data / "units" / (given.ends_with(".info") ? given : given + ".info");
  return std::filesystem::exists(sample, fault) ? sample : std::filesystem::path(given);
}

int exit_code(const Findings& findings) { return findings.errors() + findings.warnings() == 0 ? kFine : kFindings; }

}  // namespace lectern::host
