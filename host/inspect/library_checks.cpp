// SPDX-License-Identifier: Apache-2.0
//
// What can be told from a bundle's library, before any of it runs.
#include "inspect/subject.hpp"
#include "inspect/trials.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace lectern::host {
namespace {

void tell_library(Subject& subject, Verdict& verdict, std::string_view code) {
  if (!subject.has_code()) return verdict.skip(message("the bundle has no library"));
  for (const Diagnostic& finding : subject.library_findings().all()) {
    if (finding.code == code) verdict.fault(finding);
  }
}

void library_there(Subject& subject, Verdict& verdict) { tell_library(subject, verdict, "library-missing"); }
void library_format(Subject& subject, Verdict& verdict) { tell_library(subject, verdict, "library-format"); }
void library_machine(Subject& subject, Verdict& verdict) { tell_library(subject, verdict, "library-machine"); }
void library_whole(Subject& subject, Verdict& verdict) { tell_library(subject, verdict, "library-truncated"); }

/// Why the library's tables cannot be read; where libelf says so, in its words.
std::string words_for(const std::string& damage, const Tongue& say) {
  if (damage == kNoDynamicSection) return say(message("it has no dynamic section"));
  if (damage == kReaderLost) return say(message("its tables lead whoever reads them astray"));
  return damage;
}

void library_sound(Subject& subject, Verdict& verdict) {
  const ObjectFile* object = subject.object(verdict);
  if (object != nullptr && !object->damage.empty())
    verdict.fault(subject.place(), message("the library '{}' is damaged: {}", subject.manifest().library,
                                           words_for(object->damage, subject.request.tongue)));
}

/// The first few names, for a message.
std::string joined(const std::vector<std::string>& names) {
  constexpr std::size_t kShown = 5;
  std::string out;
  for (std::size_t i = 0; i < std::min(names.size(), kShown); ++i) out += (i == 0 ? "" : ", ") + names[i];
  return names.size() > kShown ? out + ", …" : out;
}

constexpr std::string_view kSymbol = "lectern_plugin_v1";

void exports_entry(Subject& subject, Verdict& verdict) {
  const ObjectFile* object = subject.object(verdict);
  if (object == nullptr) return;
  if (std::find(object->exported.begin(), object->exported.end(), kSymbol) == object->exported.end())
    verdict.fault(subject.place(), object->exported.empty()
                                       ? message("the library exports nothing")
                                       : message("the library exports {}", joined(object->exported)));
}

void exports_nothing_else(Subject& subject, Verdict& verdict) {
  const ObjectFile* object = subject.object(verdict);
  if (object == nullptr) return;
  std::vector<std::string> others;
  std::copy_if(object->exported.begin(), object->exported.end(), std::back_inserter(others),
               [](const std::string& name) { return name != kSymbol; });
  if (!others.empty())
    verdict.fault(subject.place(),
                  message("the library exports {} more symbols: {}", std::to_string(others.size()), joined(others)));
}

void no_unique_symbols(Subject& subject, Verdict& verdict) {
  const ObjectFile* object = subject.object(verdict);
  if (object != nullptr && !object->unique.empty())
    verdict.fault(subject.place(), message("the library has unique symbols: {}", joined(object->unique)));
}

/// Whether the bundle brings the library, and its own looks there.
bool is_beside(const Subject& subject, const ObjectFile& object, const std::string& name) {
  std::error_code fault;
  return !object.paths.empty() && std::filesystem::exists(subject.manifest().folder / name, fault);
}

void needs_are_there(Subject& subject, Verdict& verdict) {
  const ObjectFile* object = subject.object(verdict);
  if (object == nullptr) return;
  std::vector<std::string> elsewhere;
  for (const std::string& name : object->needed) {
    if (!is_beside(subject, *object, name)) elsewhere.push_back(name);
  }
  const auto missing = missing_libraries(elsewhere);
  if (!missing) return verdict.skip(message("no process can be started for it"));
  for (const std::string& name : *missing)
    verdict.fault(subject.place(), message("the library of plugin '{}' needs '{}', which is not installed",
                                           subject.manifest().id, name));
}

/// Libraries the host is made with: another version of them beside the host's would meet its symbols, and an author
/// cannot know which there is.
constexpr std::array<std::string_view, 12> kHosts = {"libboost_", "libfmt",        "libutf8proc", "libxxhash",
                                                     "libre2",    "libelf",        "libseccomp",  "libpugixml",
                                                     "libzip",    "libvectorscan", "libhs.",      "liblectern"};

/// What every system has on which Lectern runs: it needs these itself.
constexpr std::array<std::string_view, 8> kEverywhere = {"libc.so.6",  "libm.so.6", "libdl.so.2",    "libpthread.so.0",
                                                         "librt.so.1", "ld-linux",  "libgcc_s.so.1", "libstdc++.so.6"};

template <std::size_t N>
bool begins_with_any(std::string_view name, const std::array<std::string_view, N>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [name](std::string_view beginning) { return name.starts_with(beginning); });
}

void needs_are_its_own(Subject& subject, Verdict& verdict) {
  const ObjectFile* object = subject.object(verdict);
  if (object == nullptr) return;
  for (const std::string& name : object->needed) {
    if (begins_with_any(name, kHosts))
      verdict.fault(subject.place(), message("the library needs '{}', which the host uses for itself", name));
  }
}

void needs_are_everywhere(Subject& subject, Verdict& verdict) {
  const ObjectFile* object = subject.object(verdict);
  if (object == nullptr) return;
  for (const std::string& name : object->needed) {
    if (!is_beside(subject, *object, name) && !begins_with_any(name, kEverywhere) && !begins_with_any(name, kHosts))
      verdict.fault(subject.place(), message("the library needs '{}', which the receiver's system may lack", name));
  }
}

/// The newest versions of symbols that every supported system has. Rationale: Debian 12 is the oldest system Lectern is
/// built for and tested on; a plugin that asks for no more runs wherever the host runs.
struct Floor {
  std::string_view name;
  std::array<unsigned, 3> newest;
};
constexpr std::array<Floor, 4> kFloors = {
    {{"GLIBC_", {2, 36, 0}}, {"GLIBCXX_", {3, 4, 30}}, {"CXXABI_", {1, 3, 13}}, {"GCC_", {12, 0, 0}}}};

std::array<unsigned, 3> numbers_of(std::string_view text) {
  std::array<unsigned, 3> out{};
  for (unsigned& part : out) {
    const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), part);
    if (fault != std::errc()) break;
    text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    if (text.starts_with('.')) text.remove_prefix(1);
  }
  return out;
}

void versions_are_old_enough(Subject& subject, Verdict& verdict) {
  const ObjectFile* object = subject.object(verdict);
  if (object == nullptr) return;
  for (const std::string& version : object->versions) {
    for (const Floor& floor : kFloors) {
      if (!version.starts_with(floor.name)) continue;
      const auto& [major, minor, patch] = floor.newest;
      if (numbers_of(std::string_view(version).substr(floor.name.size())) > floor.newest)
        verdict.fault(subject.place(), message("the library needs {}; Debian 12 has {} at most", version,
                                               fmt::format("{}{}.{}{}", floor.name, major, minor,
                                                           patch == 0 ? "" : fmt::format(".{}", patch))));
    }
  }
}

void no_paths(Subject& subject, Verdict& verdict) {
  const ObjectFile* object = subject.object(verdict);
  if (object == nullptr) return;
  for (const std::string& path : object->paths) {
    if (!path.starts_with("$ORIGIN") && !path.starts_with("${ORIGIN}"))
      verdict.fault(subject.place(), message("the library looks for others in '{}'", path));
  }
}

void stack_is_data(Subject& subject, Verdict& verdict) {
  const ObjectFile* object = subject.object(verdict);
  if (object != nullptr && object->executable_stack)
    verdict.fault(subject.place(), message("the library asks for a stack that can be executed"));
}

void text_is_shared(Subject& subject, Verdict& verdict) {
  const ObjectFile* object = subject.object(verdict);
  if (object != nullptr && object->text_relocations)
    verdict.fault(subject.place(), message("the library has text relocations"));
}

/// What of the C library a plugin has no use for that the host could allow. Not here: what a C++ library linked
/// statically brings with it without calling it (open, write, getenv, getentropy, syscall; setlocale with any stream;
/// chdir, remove and rename with std::filesystem). Whoever calls those is found when it runs.
constexpr std::array<std::string_view, 37> kForbidden = {
    "system",         "popen",       "execl",        "execle",     "execlp",  "execv",  "execve",    "execvp",
    "execvpe",        "posix_spawn", "posix_spawnp", "fork",       "vfork",   "clone",  "socket",    "connect",
    "bind",           "listen",      "getaddrinfo",  "dlopen",     "dlmopen", "fchdir", "setenv",    "unsetenv",
    "putenv",         "clearenv",    "signal",       "sigaction",  "kill",    "ptrace", "setitimer", "alarm",
    "pthread_create", "exit",        "_exit",        "quick_exit", "unlink"};

/// What gives another answer each time.
constexpr std::array<std::string_view, 18> kUncertain = {
    "time",  "gettimeofday", "clock_gettime", "clock",     "localtime", "localtime_r", "gmtime", "ftime",     "rand",
    "srand", "random",       "drand48",       "getrandom", "getpid",    "gethostname", "uname",  "getrusage", "times"};

template <std::size_t N>
void tell_imports(Subject& subject, Verdict& verdict, const std::array<std::string_view, N>& unwanted) {
  const ObjectFile* object = subject.object(verdict);
  if (object == nullptr) return;
  for (const std::string& name : object->imported) {
    if (std::find(unwanted.begin(), unwanted.end(), name) != unwanted.end())
      verdict.fault(subject.place(), message("the library calls {}", name));
  }
}

void no_forbidden_calls(Subject& subject, Verdict& verdict) { tell_imports(subject, verdict, kForbidden); }
void no_uncertain_calls(Subject& subject, Verdict& verdict) { tell_imports(subject, verdict, kUncertain); }

}  // namespace

std::vector<Check> library_checks() {
  constexpr CheckGroup kGroup = CheckGroup::files;
  constexpr Severity kError = Severity::error;
  constexpr Severity kWarning = Severity::warning;
  return {
      {"library-missing", kGroup, kError, message("the library is there"), message("build the bundle again"),
       &library_there},
      {"library-format", kGroup, kError, message("the library is a shared library"), message("build the bundle again"),
       &library_format},
      {"library-machine", kGroup, kError, message("the library is for this machine"),
       message("build the plugin for this machine"), &library_machine},
      {"library-truncated", kGroup, kError, message("the library is whole"), message("copy the file again"),
       &library_whole},
      {"library-damaged", kGroup, kError, message("the library's tables can be read"), message("build it again"),
       &library_sound},
      {"symbol-missing", kGroup, kError, message("the library exports lectern_plugin_v1"),
       message("add LECTERN_PLUGIN(YourClass) to one of its sources, and keep the symbol visible"), &exports_entry},
      {"symbol-count", kGroup, kError, message("the library exports nothing else"),
       message("build it by lectern_add_plugin, or link it with what 'pkg-config --libs lectern-sdk' says"),
       &exports_nothing_else},
      {"symbol-unique", kGroup, kError, message("no symbol keeps the library from being unloaded"),
       message("build it by lectern_add_plugin, or with -fno-gnu-unique"), &no_unique_symbols},
      {"needed-missing", kGroup, kError, message("the libraries it needs are installed"),
       message("install it, or link the plugin against it statically"), &needs_are_there},
      {"needed-private", kGroup, kError, message("it needs no library that the host uses for itself"),
       message("link the plugin against it statically, with hidden symbols"), &needs_are_its_own},
      {"needed-elsewhere", kGroup, kWarning, message("it needs no library that others may lack"),
       message("link the plugin against it statically, with hidden symbols"), &needs_are_everywhere},
      {"version-floor", kGroup, kError, message("it runs on Debian 12 and newer"),
       message("build it on Debian 12, or link the C++ library statically"), &versions_are_old_enough},
      {"library-rpath", kGroup, kError, message("it looks for no library in folders of the machine it was built on"),
       message("link it without rpath (CMake: SKIP_BUILD_RPATH ON), or relative to $ORIGIN"), &no_paths},
      {"stack-executable", kGroup, kError, message("its stack holds data only"),
       message("link it with -Wl,-z,noexecstack; assembler files need a .note.GNU-stack section"), &stack_is_data},
      {"text-relocations", kGroup, kError, message("its code is the same wherever it lies"),
       message("compile it with -fPIC"), &text_is_shared},
      {"import-forbidden", kGroup, kError,
       message("it calls nothing that starts processes or threads, opens connections or changes the process"),
       message("take the call away: a plugin only reads facts, derives, offers and reports"), &no_forbidden_calls},
      {"import-uncertain", kGroup, kWarning, message("it asks for no time, no chance and no machine"),
       message("take the call away: the same facts must give the same speech; the day is meeting.date"),
       &no_uncertain_calls},
  };
}

}  // namespace lectern::host
