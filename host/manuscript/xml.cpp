// SPDX-License-Identifier: Apache-2.0
#include "manuscript/xml.hpp"

#include <charconv>

namespace lectern::host {

bool parse_xml(pugi::xml_document& tree, std::string& xml, const Place& file, Findings& findings) {
  // A run may hold nothing but a space.
  constexpr unsigned kFlags = pugi::parse_default | pugi::parse_ws_pcdata_single | pugi::parse_doctype;
  const pugi::xml_parse_result result = tree.load_buffer_inplace(xml.data(), xml.size(), kFlags);
  if (!result || !tree.document_element()) {
    findings.error("manuscript-damaged", file,
                   message("the Word file is damaged: its XML is not well formed at byte {} ({})",
                           std::to_string(result.offset), result.description()),
                   message("open it in Word or WPS and save it again, or ask for another copy"));
    return false;
  }
  for (const pugi::xml_node node : tree.children()) {
    if (node.type() != pugi::node_doctype) continue;
    findings.error("manuscript-unsafe", file, message("the Word file's XML declares a document type"),
                   message("Word and WPS write no such files: ask who it comes from"));
    return false;
  }
  return true;
}

const char* attribute(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute found : node.attributes()) {
    if (local_name(found.name()) == name) return found.value();
  }
  return nullptr;
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node found : node.children()) {
    if (local_name(found.name()) == name) return found;
  }
  return {};
}

std::optional<unsigned> number_in(const char* text, int base) {
  if (text == nullptr) return std::nullopt;
  const std::string_view digits = text;
  unsigned number = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  if (fault != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

}  // namespace lectern::host
