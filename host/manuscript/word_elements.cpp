// SPDX-License-Identifier: Apache-2.0
#include "manuscript/word_elements.hpp"

#include <algorithm>
#include <array>

namespace lectern::host {

bool is_on(const pugi::xml_node& property) {
  if (!property) return false;
  const char* const value = attribute(property, "val");
  if (value == nullptr) return true;
  const std::string_view said = value;
  return said != "0" && said != "false" && said != "off";
}

Element element_of(const pugi::xml_node& node) {
  struct Name {
    std::string_view name;
    Element element;
  };
  static constexpr std::array<Name, 51> kNames = {{
      {"r", Element::run},
      {"t", Element::text},
      {"p", Element::paragraph},
      {"rPr", Element::skipped},
      {"pPr", Element::skipped},
      {"tab", Element::tab},
      {"ptab", Element::tab},
      {"br", Element::line},
      {"cr", Element::line},
      {"noBreakHyphen", Element::hyphen},
      {"sym", Element::symbol},
      {"fldChar", Element::field},
      {"bookmarkStart", Element::bookmark},
      {"bookmarkEnd", Element::bookmark_end},
      {"tbl", Element::table},
      {"tr", Element::row},
      {"tc", Element::cell},
      {"ruby", Element::ruby},
      {"AlternateContent", Element::alternate},
      {"drawing", Element::picture},
      {"pict", Element::picture},
      {"object", Element::picture},
      {"txbxContent", Element::box},
      // What was deleted, or moved away.
      {"del", Element::skipped},
      {"moveFrom", Element::skipped},
      {"delText", Element::skipped},
      {"delInstrText", Element::skipped},
      // What is no text.
      {"instrText", Element::skipped},
      {"fldData", Element::skipped},
      {"softHyphen", Element::skipped},
      {"proofErr", Element::skipped},
      {"lastRenderedPageBreak", Element::skipped},
      {"footnoteReference", Element::skipped},
      {"endnoteReference", Element::skipped},
      {"footnoteRef", Element::skipped},
      {"annotationRef", Element::skipped},
      {"commentReference", Element::skipped},
      {"commentRangeStart", Element::skipped},
      {"commentRangeEnd", Element::skipped},
      {"sectPr", Element::skipped},
      {"tblPr", Element::skipped},
      {"tblGrid", Element::skipped},
      {"trPr", Element::skipped},
      {"tcPr", Element::skipped},
      {"sdtPr", Element::skipped},
      {"sdtEndPr", Element::skipped},
      {"smartTagPr", Element::skipped},
      {"customXmlPr", Element::skipped},
      {"rubyPr", Element::skipped},
      {"rt", Element::skipped},
      {"background", Element::skipped},
  }};
  const std::string_view name = local_name(node.name());
  const auto* const found =
      std::find_if(kNames.begin(), kNames.end(), [name](const Name& known) { return known.name == name; });
  return found == kNames.end() ? Element::other : found->element;
}

}  // namespace lectern::host
