// SPDX-License-Identifier: Apache-2.0
//
// What the JSON writers share. Included by them alone: nothing else knows how JSON is made.
#pragma once

#include "render/render.hpp"

#include <nlohmann/json.hpp>

namespace lectern::host {

using Json = nlohmann::ordered_json;

/// File and line, or paragraph where the file has no lines; null for nowhere.
Json place_json(const Place& place);

/// "plugin": the bundle and its version, null for a passage of the profile's own; "profile": where the profile has its
/// text, if it does.
Json provenance_json(const Passage& passage);

Json diagnostics_of(const Findings& findings, const Tongue& tongue);

/// The bytes of a file. What is not UTF-8 becomes U+FFFD.
std::string dumped(const Json& json);

}  // namespace lectern::host
