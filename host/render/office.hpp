// SPDX-License-Identifier: Apache-2.0
//
// The pieces that every Word file has, whatever it holds: XML parts, fonts, text, comments, the package.
#pragma once

#include "modules/modules.hpp"

#include <pugixml.hpp>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lectern::host {

/// An element; children are added to it in the order of the schema.
class Xml {
 public:
  using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  explicit Xml(pugi::xml_node node) : node_(node) {}

  Xml add(const char* name, Attributes attributes = {}) const;
  void text(std::string_view text) const;

 private:
  pugi::xml_node node_;
};

/// The root element of a part, with its namespaces; and the part's bytes.
Xml begin_part(pugi::xml_document& document, const char* name);
std::string finish_part(const pugi::xml_document& document);

/// `chinese` for Chinese text, `digits` for the rest.
void add_fonts(const Xml& properties, std::string_view chinese, std::string_view digits);

/// A run of text. Every run says that its quotation marks and dashes are Chinese: without it Word takes them from the
/// Western font, half as wide.
void add_text(const Xml& paragraph, std::string_view text, const char* style = nullptr);

/// Text with its reading above it.
void add_ruby(const Xml& paragraph, std::string_view text, std::string_view reading, unsigned half_points);

/// The number of the page.
void add_page_field(const Xml& paragraph);

/// A4, upright or `landscape`, with the margins of the standard; turned with the sheet.
void add_page_size(const Xml& section, bool landscape);

void add_comment_styles(const Xml& styles);
void add_comment(const Xml& comments, const std::string& id, const std::vector<std::string>& lines, std::int64_t time);
/// Ends the comment's range, and names it.
void add_comment_reference(const Xml& paragraph, const std::string& id);

/// fontTable.xml: what a machine without these fonts takes instead.
std::string font_table(const std::vector<std::string>& fonts);

inline constexpr const char* kOddFooter = "rIdOddFooter";
inline constexpr const char* kEvenFooter = "rIdEvenFooter";

/// The parts of a Word file that differ from file to file. Empty ones are left out.
struct OfficeFile {
  std::string title;
  std::string unit;
  std::string document;
  std::string styles;
  std::string fonts;
  std::string comments;
  std::string odd_footer;
  std::string even_footer;
};

/// The file's bytes; nothing, and an error, where the zip module is lacking. `time`: in seconds since 1970, said wherever
/// the format wants one.
std::string pack_office(const OfficeFile& file, std::int64_t time, const Modules& modules, Findings& findings);

}  // namespace lectern::host
