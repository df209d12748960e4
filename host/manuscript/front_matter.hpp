// SPDX-License-Identifier: Apache-2.0
//
// What some programs put before a Markdown text: YAML between lines of three hyphens, TOML between lines of three plus signs.
#pragma once

#include "manuscript/paragraphs.hpp"

#include <span>

namespace lectern::host {

struct FrontMatter {
  std::size_t lines = 0;  ///< how many it takes; 0 where there is none
  Paragraph title;        ///< empty where it gives none
};

/// Of a text in these lines. Hyphens alone are no front matter: every line between them must look like data.
FrontMatter front_matter(std::span<const std::string_view> lines);

}  // namespace lectern::host
