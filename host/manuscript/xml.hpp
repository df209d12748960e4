// SPDX-License-Identifier: Apache-2.0
//
// XML of Word files: pugixml, with what is refused. pugixml resolves no entities but XML's own five and loads nothing.
#pragma once

#include "source/diagnostic.hpp"

#include <pugixml.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace lectern::host {

/// Parses in place: the tree points into `xml`. UTF-8 and UTF-16 are recognized. False, and an error, where it is not well
/// formed or brings a document type, which WordprocessingML has none of.
bool parse_xml(pugi::xml_document& tree, std::string& xml, const Place& file, Findings& findings);

/// The name without its prefix: programs differ in the prefixes they give to namespaces.
inline std::string_view local_name(const char* name) {
  const std::string_view whole = name;
  return whole.substr(whole.find(':') + 1);
}

/// The value of an attribute, whatever its prefix; null where there is none.
const char* attribute(const pugi::xml_node& node, std::string_view name);

/// A whole number; nothing for null or any other text.
std::optional<unsigned> number_in(const char* text, int base = 10);

/// The first child of this name, whatever its prefix.
pugi::xml_node child(const pugi::xml_node& node, std::string_view name);

}  // namespace lectern::host
