// SPDX-License-Identifier: Apache-2.0
//
// What a worker does, and fails to do, for one bundle, and what the user is told about it.
#include "plugin/worker.hpp"

#include <cerrno>
#include <cstring>
#include <system_error>

namespace lectern::host {
namespace {

std::string signal_name(int number) {
  const char* name = sigabbrev_np(number);
  return name == nullptr ? std::to_string(number) : std::string("SIG") + name;
}

/// "2", "0.5"
std::string in_seconds(std::chrono::milliseconds time) {
  return fmt::format("{}", static_cast<double>(time.count()) / 1000.0);
}

constexpr std::array<const char*, kProtections> kProtectionNames = {"no-new-privileges", "limits", "seccomp",
                                                                    "landlock"};

/// Whether the worker may run the code as it is protected: what could do harm runs only where the user trusts its author.
bool check_protections(Worker& worker, const Manifest& manifest, Findings& findings) {
  const std::optional<Protections> protections = worker.protections();
  const std::string missing = protections ? missing_protections(*protections) : std::string();
  if (missing.empty()) return true;
  const bool runs = worker.options().may_be_unprotected;
  if (runs) {
    findings.note("plugin-unprotected", manifest.place,
                  message("the code of plugin '{}' runs unprotected: this machine lacks {}", manifest.id, missing),
                  message("it runs because --allow-unprotected or the profile says so"));
  } else {
    findings.error(
        "plugin-unprotected", manifest.place,
        message("the code of plugin '{}' is not run: this machine lacks {}, which would keep it from doing harm",
                manifest.id, missing),
        message("where you trust its author: --allow-unprotected, or in the profile: plugins {{ unprotected allow }}"));
  }
  return runs;
}

}  // namespace

std::string_view name_of(Phase phase) {
  switch (phase) {
    case Phase::start:
      return "start";
    case Phase::load:
      return "load";
    case Phase::create:
      return "create";
    case Phase::contribute:
      return "contribute";
    case Phase::destroy:
      return "destroy";
    case Phase::unload:
      return "unload";
  }
  return {};
}

Loaded load(Worker& worker, const Manifest& manifest, Findings& findings) {
  if (!check_protections(worker, manifest, findings)) return Loaded::lost;
  const std::optional<Loading> loading = worker.load();
  if (loading) return check_loading(*loading, manifest, findings) ? Loaded::fine : Loaded::refused;
  report_loss(worker, manifest, findings);
  return Loaded::lost;
}

bool try_in_worker(const Manifest& manifest, const WorkerOptions& options, Findings& findings) {
  if (!check_object_file(library_path(manifest), manifest.place, findings)) return false;
  Worker worker(options, library_path(manifest));
  return load(worker, manifest, findings) == Loaded::fine;
}

Contribution contribute(Worker& worker, const BorderInputs& inputs, Findings& findings) {
  const auto speak = [&](const Faces& faces) {
    auto answers = worker.run(faces);
    if (!answers) report_loss(worker, inputs.manifest, findings);
    return answers;
  };
  return listen(speak, inputs, findings);
}

void report_loss(const Worker& worker, const Manifest& manifest, Findings& findings) {
  if (!worker.loss()) return;
  const Loss& loss = *worker.loss();
  const std::string_view phase = name_of(loss.phase);
  const std::string& plugin = manifest.id;
  const auto error = [&](std::string_view code, Message what, Message hint) {
    findings.error(code, manifest.place, std::move(what), std::move(hint));
  };
  const auto tell_author = [] { return message("tell its author; what it did cost its own part and nothing else"); };
  switch (loss.kind) {
    case Loss::Kind::absent:
      return error("installation",
                   message("plugin '{}' cannot be run: '{}' cannot be started: {}", plugin,
                           worker.options().program.filename().string(), std::generic_category().message(loss.number)),
                   message("the file belongs to Lectern itself: install Lectern again"));
    case Loss::Kind::crashed:
      return error("plugin-crashed", message("plugin '{}' crashed ({} in {})", plugin, signal_name(loss.number), phase),
                   tell_author());
    case Loss::Kind::exited:
      return error("plugin-exited",
                   message("plugin '{}' exited with {} (in {})", plugin, std::to_string(loss.number), phase),
                   tell_author());
    case Loss::Kind::timed_out:
      return error("plugin-timeout",
                   worker.options().is_shared
                       ? message("plugin '{}' did not answer in its part of the {} s that all have together (in {})",
                                 plugin, in_seconds(worker.options().timeout), phase)
                       : message("plugin '{}' did not answer within {} s (in {})", plugin,
                                 in_seconds(worker.options().timeout), phase),
                   message("give it longer with --plugin-timeout, or tell its author"));
    case Loss::Kind::closed:
      return error("plugin-protocol", message("plugin '{}' closed its connection (in {})", plugin, phase),
                   tell_author());
    case Loss::Kind::rubbish:
      return error("plugin-protocol", message("plugin '{}' sent what is no answer (in {})", plugin, phase),
                   tell_author());
  }
}

std::vector<Message> describe(const Protections& protections) {
  std::vector<Message> out;
  for (std::size_t i = 0; i < kProtections; ++i) {
    const char* name = kProtectionNames[i];
    const int fault = protections[i];
    out.push_back(fault == 0            ? Message::quoted(name, name)
                  : fault == ENOSYS     ? message("no {} (the kernel lacks it)", name)
                  : fault == EOPNOTSUPP ? message("no {} (it is switched off on this machine)", name)
                                        : message("no {} ({})", name, std::generic_category().message(fault)));
  }
  return out;
}

std::string missing_protections(const Protections& protections) {
  std::string names;
  for (std::size_t i = 0; i < kProtections; ++i) {
    if (protections[i] != 0) names.append(names.empty() ? "" : ", ").append(kProtectionNames[i]);
  }
  return names;
}

}  // namespace lectern::host
