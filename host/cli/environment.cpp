// SPDX-License-Identifier: Apache-2.0
#include "cli/environment.hpp"

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
#include <fstream>
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

std::string_view language_of_environment() {
  for (const char* name : {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (const std::string_view value = variable(name); !value.empty()) return value;
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

struct Descriptor {
  int number;
  explicit Descriptor(int opened) : number(opened) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

bool write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Message last_fault() { return fault_message(errno); }

}  // namespace

// What the user can do something about in the user's language; the rest in the system's words.
Message fault_message(int number) {
  switch (number) {
    case ENOENT:
    case ENOTDIR:
      return message("there is no such folder");
    case EISDIR:
      return message("it is a folder");
    case ELOOP:
      return message("it is a link that leads back to itself");
    case EACCES:
    case EPERM:
      return message("you are not allowed to write there");
    case EROFS:
      return message("nothing can be written on this drive");
    case ENOSPC:
    case EDQUOT:
      return message("the drive is full");
    default:
      return message("the system says: {}", std::generic_category().message(number));
  }
}

bool is_link_loop(const std::filesystem::path& path) {
  struct stat status {};
  return stat(path.c_str(), &status) != 0 && errno == ELOOP;
}

Message no_folder(const std::filesystem::path& path) { return fault_message(is_link_loop(path) ? ELOOP : ENOENT); }

Files::Reading DiskFiles::read(const std::filesystem::path& path, std::size_t most_bytes) const {
  // Without O_NONBLOCK, opening a named pipe waits for a writer.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.number < 0) return {errno == ENOENT || errno == ENOTDIR ? Outcome::absent : Outcome::unreadable, {}};
  struct stat status {};
  if (fstat(file.number, &status) != 0 || !S_ISREG(status.st_mode)) return {Outcome::unreadable, {}};
  if (static_cast<std::size_t>(status.st_size) > most_bytes) return {Outcome::too_large, {}};
  std::string text(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t filled = 0;
  while (filled < text.size()) {
    const ssize_t got = ::read(file.number, text.data() + filled, text.size() - filled);
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
                     beside_program(LECTERN_RELATIVE_WORKER)};
  for (const std::string& list : plugin_path) add_folders(list, message("--plugin-path"), found.plugins);
  add_folders(variable("LECTERN_PLUGIN_PATH"), message("LECTERN_PLUGIN_PATH"), found.plugins);
  if (const auto user = user_plugin_folder(); !user.empty())
    found.plugins.push_back({user, message("the user's data folder")});
  found.plugins.push_back({beside_program(LECTERN_RELATIVE_PLUGINS), message("the installation")});
  return found;
}

std::filesystem::path sdk_folder() { return beside_program(LECTERN_RELATIVE_DATA) / "sdk"; }

std::filesystem::path user_plugin_folder() {
  const std::filesystem::path user = user_data_folder();
  return user.empty() ? user : user / "lectern" / "plugins";
}

Modules find_modules() { return Modules(beside_program(LECTERN_RELATIVE_MODULES)); }

std::optional<std::int64_t> time_of_build() {
  const std::string_view given = variable("SOURCE_DATE_EPOCH");
  std::int64_t seconds = 0;
  const auto [end, fault] = std::from_chars(given.data(), given.data() + given.size(), seconds);
  if (given.empty() || fault != std::errc() || end != given.data() + given.size()) return std::nullopt;
  return seconds;
}

std::filesystem::path find_profile(const Installation& installation, const std::string& given) {
  std::error_code fault;
  const bool is_name = given.find('/') == std::string::npos && !std::filesystem::exists(given, fault);
  if (!is_name) return given;
  std::filesystem::path sample = installation.data / "units" / (given.ends_with(".info") ? given : given + ".info");
  return std::filesystem::exists(sample, fault) ? sample : std::filesystem::path(given);
}

std::optional<Message> write_output(const std::string& path, std::string_view content) {
  if (path == "-") {
    if (!write_all(STDOUT_FILENO, content)) return last_fault();
    return std::nullopt;
  }
  std::error_code fault;
  const auto status = std::filesystem::status(path, fault);
  // A device or pipe is written to, not replaced.
  const bool replace = !std::filesystem::exists(status) || std::filesystem::is_regular_file(status);
  if (!replace) {
    std::ofstream out(path, std::ios::binary);
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.flush();
    if (!out) return last_fault();
    return std::nullopt;
  }
  // A link is followed, so that the file it leads to is replaced and not the link.
  const std::filesystem::path target = std::filesystem::weakly_canonical(path, fault);
  std::string beside = (fault ? std::filesystem::path(path) : target).string() + ".XXXXXX";
  {
    const Descriptor file(mkstemp(beside.data()));
    if (file.number < 0) return last_fault();
    const auto permissions = std::filesystem::exists(status)
                                 ? status.permissions()
                                 : std::filesystem::perms::owner_read | std::filesystem::perms::owner_write |
                                       std::filesystem::perms::group_read | std::filesystem::perms::others_read;
    std::filesystem::permissions(beside, permissions, fault);
    if (!write_all(file.number, content) || fsync(file.number) != 0) {
      const Message said = last_fault();
      std::filesystem::remove(beside, fault);
      return said;
    }
  }
  std::filesystem::rename(beside, fault ? std::filesystem::path(path) : target, fault);
  if (!fault) return std::nullopt;
  std::error_code ignored;
  std::filesystem::remove(beside, ignored);
  return fault_message(fault.value());
}

int exit_code(const Findings& findings) {
  const auto& all = findings.all();
  const bool any = std::any_of(all.begin(), all.end(),
                               [](const Diagnostic& diagnostic) { return diagnostic.severity != Severity::note; });
  return any ? kFindings : kFine;
}

}  // namespace lectern::host
