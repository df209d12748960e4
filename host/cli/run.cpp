// SPDX-License-Identifier: Apache-2.0
#include "check/check.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace lectern::host {
namespace {

/// Takes what a draft will need at once. Rationale: page by page, the kernel spends 2 µs on each of some 350 pages, a
/// seventh of a cold draft. Nothing depends on its success, and other systems do without.
void take_memory() {
#if defined(M_TOP_PAD) && defined(MADV_POPULATE_WRITE)
  constexpr int kDraft = 1024 * 1024;               // what drafting a sample unit's speech takes
  mallopt(M_TOP_PAD, kDraft);                       // NOLINT(concurrency-mt-unsafe): there is one thread
  mallopt(M_TRIM_THRESHOLD, 2 * kDraft);            // NOLINT(concurrency-mt-unsafe)
  void* volatile grown = std::malloc(96UL * 1024);  // grows the heap, and stays below what malloc() maps apart
  std::free(grown);
  const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  auto* const end = static_cast<std::byte*>(sbrk(0));
  madvise(end - reinterpret_cast<std::uintptr_t>(end) % page - kDraft, kDraft, MADV_POPULATE_WRITE);
#endif
}

}  // namespace

int refuse(const Common& common, Message what, Message hint) {
  Findings findings;
  findings.error("usage", Place{}, std::move(what), std::move(hint));
  print_findings(findings, common.diagnostics, common.tongue);
  return kCannotRun;
}

int refuse_time(const Common& common, const BuildTime& time) {
  return refuse(
      common, message("{} cannot be '{}'", "SOURCE_DATE_EPOCH", time.wrong),
      message("write whole seconds since 1970, up to {} (the end of 2107), or unset it", std::to_string(kLastTime)));
}

int put(const Common& common, const std::string& output, const std::string& content, Findings findings) {
  if (const auto said = write_output(output, content)) {
    const std::string why = common.tongue(*said);
    findings.error("output", Place{},
                   output == "-" ? message("standard output cannot be written: {}", why)
                                 : message("'{}' cannot be written: {}", output, why),
                   output == "-" ? Message() : message("choose another place with -o; what was there is unchanged"));
    print_findings(findings, common.diagnostics, common.tongue);
    return kCannotRun;
  }
  print_findings(findings, common.diagnostics, common.tongue);
  return exit_code(findings);
}

int say(const Common& common, const std::string& text, Findings findings) {
  return put(common, "-", printable(text), std::move(findings));
}

Draft* run_draft(const Common& common, const ProfileOptions& options, StageFunction stage) {
  static auto& kept = *new std::unique_ptr<Draft>();  // outlives the command: the process ends, and frees it at once
  take_memory();
  const DiskFiles files;
  const Installation installation = find_installation(files, common.plugin_path);
  kept = stage(installation, {find_profile(installation, options.profile), options.settings, options.seed,
                              options.minutes, options.all_passages, common.isolation, common.plugin_timeout,
                              common.allow_unprotected, common.verbose});
  if (kept->reached == Draft::Stage::speech) kept->findings.add(check(*kept));
  return kept.get();
}

}  // namespace lectern::host
