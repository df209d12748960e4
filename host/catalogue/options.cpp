// SPDX-License-Identifier: Apache-2.0
#include "catalogue/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace lectern::host {
namespace {

bool is_installed(std::string_view id, const Catalogue& catalogue) {
  return std::any_of(catalogue.candidates.begin(), catalogue.candidates.end(),
                     [id](const Candidate& candidate) { return candidate.manifest.id == id; });
}

Message nearest_plugin(std::string_view id, const Catalogue& catalogue) {
  std::vector<std::string_view> known;
  for (const Candidate& candidate : catalogue.candidates) known.push_back(candidate.manifest.id);
  Message hint = did_you_mean(id, known);
  return hint.empty() ? message("'lectern plugin list' shows what there is") : hint;
}

Message nearest_option(std::string_view name, const Manifest& manifest) {
  std::vector<std::string_view> known;
  for (const OptionSpec& spec : manifest.options) known.push_back(spec.name);
  if (known.empty()) return message("it has no options");
  Message hint = did_you_mean(name, known);
  return hint.empty() ? message("it has: {}", fmt::format("{}", fmt::join(known, ", "))) : hint;
}

void check(const Option& option, const Manifest& manifest, Findings& findings) {
  const OptionSpec* spec = manifest.option(option.name);
  if (spec == nullptr)
    return findings.error("option-unknown", option.name_place,
                          message("plugin '{}' has no option '{}'", option.plugin, option.name),
                          [&] { return nearest_option(option.name, manifest); });
  if (option.value.empty()) return;
  if (auto fault = type_fault(option.value, spec->spec))
    findings.error(
        "value-type", option.place,
        message("'{}' cannot be '{}'", fmt::format("options.{}.{}", option.plugin, option.name), option.value),
        std::move(*fault));
}

}  // namespace

void check_options(const std::vector<Option>& options, const std::vector<const Manifest*>& speaking,
                   const Catalogue& catalogue, Findings& findings) {
  std::set<std::string_view> told;  // unknown plugins
  for (const Option& option : options) {
    const auto manifest = std::find_if(speaking.begin(), speaking.end(),
                                       [&](const Manifest* bundle) { return bundle->id == option.plugin; });
    if (manifest != speaking.end()) {
      check(option, **manifest, findings);
    } else if (!is_installed(option.plugin, catalogue) && told.insert(option.plugin).second) {
      findings.error("plugin-unknown", option.plugin_place, message("there is no plugin '{}'", option.plugin),
                     [&] { return nearest_plugin(option.plugin, catalogue); });
    }
  }
}

}  // namespace lectern::host
