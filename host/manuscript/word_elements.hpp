// SPDX-License-Identifier: Apache-2.0
//
// What the elements of WordprocessingML are to a reader of their text.
#pragma once

#include "manuscript/xml.hpp"

namespace lectern::host {

enum class Element {
  other,  ///< looked into
  skipped,
  paragraph,
  run,
  text,
  tab,
  line,
  hyphen,
  symbol,
  field,
  bookmark,
  bookmark_end,
  row,
  cell,
  table,
  ruby,
  alternate,
  picture,
  box
};
Element element_of(const pugi::xml_node& node);

/// What a boolean property says: on where it is there, unless its value says otherwise (ISO/IEC 29500-1, 17.17.4).
bool is_on(const pugi::xml_node& property);

}  // namespace lectern::host
