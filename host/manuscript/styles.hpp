// SPDX-License-Identifier: Apache-2.0
//
// What the styles of a Word file make of its paragraphs.
#pragma once

#include "manuscript/manuscript.hpp"
#include "manuscript/numbering.hpp"
#include "manuscript/xml.hpp"

#include <map>

namespace lectern::host {

/// What a paragraph is, by its style or by itself.
struct Role {
  ParagraphKind kind = ParagraphKind::text;
  unsigned level = 0;        ///< of a heading, from 1
  bool is_contents = false;  ///< a line of a table of contents
};

/// The role that these properties (w:pPr) give by w:outlineLvl; nothing where they have none.
std::optional<Role> outline_role(const pugi::xml_node& properties);

/// The list in which a style puts its paragraphs.
struct StyledList {
  ListUse use;
  std::string_view style;  ///< that names the list; lives as long as the styles
};

class Styles {
 public:
  /// Reads w:styles; of an empty node no style is known.
  explicit Styles(const pugi::xml_node& root);

  /// Of a paragraph with this style; null means the default one.
  Role role(const char* id) const;
  StyledList list(const char* id) const;

 private:
  /// A circle of styles that are based on one another ends there too.
  static constexpr int kLongestChain = 32;

  struct Style {
    std::optional<Role> own;
    std::optional<Role> named;
    ListUse list;
    std::string base;
  };
  std::map<std::string, Style, std::less<>> styles_;
  std::string default_;
};

}  // namespace lectern::host
