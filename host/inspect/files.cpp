// SPDX-License-Identifier: Apache-2.0
//
// What can be told from the files of a bundle, before any of its code runs.
#include "inspect/subject.hpp"
#include "inspect/trials.hpp"

#include "source/fields.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace lectern::host {
namespace {

// ---- plugin.info ----

/// The host's findings about the manifest and its facts that have one of the codes; or, without codes, those that no
/// other check tells.
using Codes = std::vector<std::string_view>;

const std::array<Codes, 5> kManifestCodes = {Codes{"key-missing", "value-missing"}, Codes{"id-malformed"},
                                             Codes{"version-malformed"},
                                             Codes{"type-unknown", "choice-mismatch", "key-reserved", "default-type",
                                                   "derived-type", "column-mismatch", "key-malformed", "key-prefix"},
                                             Codes{"library-path"}};

bool holds(const Codes& codes, std::string_view code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool is_of_others(std::string_view code) {
  return std::any_of(kManifestCodes.begin(), kManifestCodes.end(),
                     [code](const Codes& codes) { return holds(codes, code); });
}

template <typename Wanted>
void tell_manifest(const Subject& subject, Verdict& verdict, Wanted wanted) {
  for (const Findings* findings : {&subject.bundle.findings, &subject.fact_findings}) {
    for (const Diagnostic& finding : findings->all()) {
      if (wanted(finding.code)) verdict.fault(finding);
    }
  }
}

void complete(Subject& subject, Verdict& verdict) {
  tell_manifest(subject, verdict, [](std::string_view code) { return holds(kManifestCodes[0], code); });
  if (!subject.manifest().id.empty() && subject.manifest().summary.empty())
    verdict.fault(subject.place(), message("plugin.info has no summary"), message("add: {} ...", "summary"));
}

void well_formed(Subject& subject, Verdict& verdict) {
  tell_manifest(subject, verdict, [](std::string_view code) { return !is_of_others(code); });
}

void id(Subject& subject, Verdict& verdict) {
  tell_manifest(subject, verdict, [](std::string_view code) { return holds(kManifestCodes[1], code); });
}

void version(Subject& subject, Verdict& verdict) {
  tell_manifest(subject, verdict, [](std::string_view code) { return holds(kManifestCodes[2], code); });
}

void fact_declarations(Subject& subject, Verdict& verdict) {
  tell_manifest(subject, verdict, [](std::string_view code) { return holds(kManifestCodes[3], code); });
}

void library_path(Subject& subject, Verdict& verdict) {
  tell_manifest(subject, verdict, [](std::string_view code) { return holds(kManifestCodes[4], code); });
}

void objects(Subject& subject, Verdict& verdict) {
  const auto fact = subject.schema.find("campaign.object");
  if (!fact) return;
  const ValueSpec& spec = subject.schema[*fact].spec;
  std::vector<std::string_view> known;
  for (const Choice& choice : spec.choices) known.push_back(choice.id);
  for (const AllowedObject& object : subject.manifest().objects) {
    if (spec.choice(object.id) == nullptr)
      verdict.fault(object.place, message("there is no campaign object '{}'", object.id),
                    did_you_mean(object.id, known));
  }
}

void prefixes(Subject& subject, Verdict& verdict) {
  const Manifest& own = subject.manifest();
  const Manifest& shared = subject.common.bundle.manifest;
  if (own.id == shared.id) return;
  for (std::size_t i = 0; i < own.prefixes.size(); ++i) {
    if (std::find(shared.prefixes.begin(), shared.prefixes.end(), own.prefixes[i]) != shared.prefixes.end())
      verdict.fault(own.prefix_places[i], message("the bundles '{}' and '{}' both claim the prefix '{}'", shared.id,
                                                  own.id, own.prefixes[i]));
  }
}

/// Where a fact of this bundle is declared.
Place place_of_fact(const Subject& subject, std::string_view key) {
  for (const Node& node : subject.manifest().facts.children) {
    if (node.value == key) return node.value_place();
  }
  return subject.place();
}

template <typename See>
void for_each_own_fact(const Subject& subject, See see) {
  for (FactId fact = 0; fact < subject.schema.size(); ++fact) {
    if (subject.schema[fact].bundle == subject.manifest().id) see(fact, subject.schema[fact]);
  }
}

void examples(Subject& subject, Verdict& verdict) {
  for_each_own_fact(subject, [&](FactId, const FactSpec& spec) {
    if (has_rows(spec.spec.type)) return;
    const Place place = place_of_fact(subject, spec.key);
    if (spec.example.empty() && spec.maker != Maker::plugin && spec.spec.type != Type::choice)
      verdict.fault(place, message("the fact '{}' has no example", spec.key));
    if (!spec.example.empty() && type_fault(spec.example, spec.spec))
      verdict.fault(place, message("'{}' cannot be '{}'", spec.key, spec.example),
                    *type_fault(spec.example, spec.spec));
  });
}

void derived_facts(Subject& subject, Verdict& verdict) {
  if (subject.has_code()) return;
  for_each_own_fact(subject, [&](FactId, const FactSpec& spec) {
    if (spec.maker == Maker::plugin)
      verdict.fault(place_of_fact(subject, spec.key),
                    message("'{}' is to be derived, and the bundle has no library that could", spec.key));
  });
}

/// The facts that templates, conditions and defaults name.
std::set<FactId> used_facts(Subject& subject) {
  std::set<FactId> used;
  const auto use = [&](const Template& text) {
    for (const Segment& segment : text.segments) {
      if (segment.kind == Segment::Kind::fact) used.insert(segment.use.fact);
    }
  };
  for (const Passage& passage : subject.passages) {
    for_each_template(passage, use);
    for (const Condition& condition : passage.conditions) used.insert(condition.fact);
    if (passage.walked) used.insert(*passage.walked);
  }
  Findings known;
  for (FactId fact = 0; fact < subject.schema.size(); ++fact) {
    const FactSpec& spec = subject.schema[fact];
    if (!spec.default_text.empty())
      use(compile(spec.default_text, spec.default_place, subject.vocabulary(), std::nullopt, false, known));
  }
  return used;
}

void unused_facts(Subject& subject, Verdict& verdict) {
  if (subject.passage_findings.errors() != 0) return verdict.skip(message("some of its passages cannot be read"));
  const std::set<FactId> used = used_facts(subject);
  const std::string& code = subject.library_bytes();
  for_each_own_fact(subject, [&](FactId fact, const FactSpec& spec) {
    // What the code reads stands in the library, where it is not put together at run time.
    const bool in_code = subject.has_code() && code.find(spec.key) != std::string::npos;
    if (!used.contains(fact) && !in_code)
      verdict.fault(place_of_fact(subject, spec.key),
                    message("the fact '{}' is declared, and nothing in the bundle names it", spec.key));
  });
}

// ---- The passages and the folder ----

void tell_passages(const Subject& subject, Verdict& verdict, const Codes& codes, bool of_these) {
  for (const Diagnostic& finding : subject.passage_findings.all()) {
    if (holds(codes, finding.code) == of_these) verdict.fault(finding);
  }
}

const Codes kFactCodes = {"template", "condition", "each-unknown"};
const Codes kSlotCodes = {"slot-unknown"};

void passage_files(Subject& subject, Verdict& verdict) {
  Codes others = kFactCodes;
  others.insert(others.end(), kSlotCodes.begin(), kSlotCodes.end());
  tell_passages(subject, verdict, others, false);
}

void passage_facts(Subject& subject, Verdict& verdict) { tell_passages(subject, verdict, kFactCodes, true); }

void passage_slots(Subject& subject, Verdict& verdict) { tell_passages(subject, verdict, kSlotCodes, true); }

void says_something(Subject& subject, Verdict& verdict) {
  if (!subject.has_code() && subject.passages.empty() && subject.passage_findings.errors() == 0)
    verdict.fault(subject.place(), message("the bundle has neither passages nor a library"));
}

void stray_files(Subject& subject, Verdict& verdict) {
  const std::filesystem::path& folder = subject.manifest().folder;
  for (const std::string& name : subject.installation.files.list(folder / kPassageFolder)) {
    if (!name.ends_with(".info"))
      verdict.fault(subject.place(), message("nobody reads the file '{}'", std::string(kPassageFolder) + "/" + name));
  }
  for (const std::string& name : subject.installation.files.list(folder)) {
    const bool looks_read = name.ends_with(".so") || name.ends_with(".info");
    if (looks_read && name != kManifestName && name != subject.manifest().library)
      verdict.fault(subject.place(), message("nobody reads the file '{}'", name));
  }
}

// ---- The library as a file ----

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

void needs_are_there(Subject& subject, Verdict& verdict) {
  const ObjectFile* object = subject.object(verdict);
  if (object == nullptr) return;
  std::vector<std::string> elsewhere;
  for (const std::string& name : object->needed) {
    std::error_code fault;
    const bool beside = !object->paths.empty() && std::filesystem::exists(subject.manifest().folder / name, fault);
    if (!beside) elsewhere.push_back(name);
  }
  const auto missing = missing_libraries(elsewhere);
  if (!missing) return verdict.skip(message("no process can be started for it"));
  for (const std::string& name : *missing)
    verdict.fault(subject.place(), message("the library of plugin '{}' needs '{}', which is not installed",
                                           subject.manifest().id, name));
}

/// Libraries the host is made with: another version of them beside the host's would meet its symbols, and an author
/// cannot know which there is.
void needs_are_its_own(Subject& subject, Verdict& verdict) {
  constexpr std::array<std::string_view, 12> kHosts = {"libboost_", "libfmt",        "libutf8proc", "libxxhash",
                                                       "libre2",    "libelf",        "libseccomp",  "libpugixml",
                                                       "libzip",    "libvectorscan", "libhs.",      "liblectern"};
  const ObjectFile* object = subject.object(verdict);
  if (object == nullptr) return;
  for (const std::string& name : object->needed) {
    if (std::any_of(kHosts.begin(), kHosts.end(), [&](std::string_view host) { return name.starts_with(host); }))
      verdict.fault(subject.place(), message("the library needs '{}', which the host uses for itself", name));
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
/// statically brings with it without calling it (open, write, getenv, getentropy, syscall).
constexpr std::array<std::string_view, 41> kForbidden = {
    "system",    "popen",     "execl",       "execle",       "execlp",      "execv",  "execve",
    "execvp",    "execvpe",   "posix_spawn", "posix_spawnp", "fork",        "vfork",  "clone",
    "socket",    "connect",   "bind",        "listen",       "getaddrinfo", "dlopen", "dlmopen",
    "setlocale", "chdir",     "fchdir",      "setenv",       "unsetenv",    "putenv", "clearenv",
    "signal",    "sigaction", "kill",        "ptrace",       "setitimer",   "alarm",  "pthread_create",
    "exit",      "_exit",     "quick_exit",  "unlink",       "remove",      "rename"};

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

std::vector<Check> file_checks() {
  constexpr CheckGroup kGroup = CheckGroup::files;
  constexpr Severity kError = Severity::error;
  constexpr Severity kWarning = Severity::warning;
  return {
      {"manifest-incomplete", kGroup, kError, message("plugin.info says all it must, and a summary"),
       message("add what is missing"), &complete},
      {"manifest-malformed", kGroup, kError, message("plugin.info can be read, and has no unknown or repeated key"),
       message("correct the file"), &well_formed},
      {"id-malformed", kGroup, kError, message("the id is lower-case letters, digits and hyphens"),
       message("choose another id"), &id},
      {"version-malformed", kGroup, kError, message("the version is MAJOR.MINOR.PATCH"), message("correct the version"),
       &version},
      {"library-path", kGroup, kError, message("the library lies in the bundle's folder"),
       message("give its file name only"), &library_path},
      {"object-unknown", kGroup, kError, message("every object is a choice of campaign.object"),
       message("name one of its choices"), &objects},
      {"prefix-taken", kGroup, kError, message("the prefixes are the bundle's own"),
       message("give one of them another prefix"), &prefixes},
      {"fact-malformed", kGroup, kError, message("every fact is declared as the SDK's guide says"),
       message("correct the declaration"), &fact_declarations},
      {"fact-example", kGroup, kWarning, message("every fact has an example that is a value of its type"),
       message("add: {} ...", "example"), &examples},
      {"fact-underived", kGroup, kError, message("derived facts have code that derives them"),
       message("take 'derived yes' away, or name the library"), &derived_facts},
      {"fact-unused", kGroup, kWarning, message("every declared fact is used"),
       message("use it in a passage, or take it away"), &unused_facts},
      {"passage-malformed", kGroup, kError, message("every passage can be read"), message("correct the passage"),
       &passage_files},
      {"passage-fact", kGroup, kError, message("passages name facts and ways that there are"),
       message("declare the fact, or correct its key"), &passage_facts},
      {"passage-slot", kGroup, kError, message("passages are for slots that there are"),
       message("name a slot of profiles/slots.info"), &passage_slots},
      {"bundle-silent", kGroup, kError, message("the bundle has something to say"),
       message("add passages, or the library"), &says_something},
      {"file-stray", kGroup, kWarning, message("every file in the bundle is read"),
       message("name passage files *.info and put them into passages/, or take the file away"), &stray_files},
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
       message("build it by lectern_add_plugin, or link it with sdk/cmake/plugin.map as version script"),
       &exports_nothing_else},
      {"symbol-unique", kGroup, kError, message("no symbol keeps the library from being unloaded"),
       message("build it by lectern_add_plugin, or with -fno-gnu-unique"), &no_unique_symbols},
      {"needed-missing", kGroup, kError, message("the libraries it needs are installed"),
       message("install it, or link the plugin against it statically"), &needs_are_there},
      {"needed-private", kGroup, kError, message("it needs no library that the host uses for itself"),
       message("link the plugin against it statically, with hidden symbols"), &needs_are_its_own},
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
