// SPDX-License-Identifier: Apache-2.0
#include "manuscript/styles.hpp"

namespace lectern::host {
namespace {

constexpr unsigned kDeepestHeading = 9;

/// The built-in styles have ids that differ from program to program and from language to language, and names that differ
/// less: "heading 1", "Heading 1", "标题 1".
std::optional<Role> named_role(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (c != ' ') plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  for (const std::string_view word : {"heading", "标题"}) {
    if (!plain.starts_with(word)) continue;
    const auto level = number_in(plain.c_str() + word.size());
    if (level && *level >= 1 && *level <= kDeepestHeading) return Role{ParagraphKind::heading, *level, false};
  }
  if (plain == "title" || plain == "标题") return Role{ParagraphKind::title, 0, false};
  for (const std::string_view word : {"toc", "目录"}) {
    if (plain.starts_with(word) && number_in(plain.c_str() + word.size())) return Role{ParagraphKind::text, 0, true};
  }
  return std::nullopt;
}

}  // namespace

/// The level of w:outlineLvl, which counts from 0; 9 is body text.
std::optional<Role> outline_role(const pugi::xml_node& properties) {
  const pugi::xml_node outline = child(properties, "outlineLvl");
  if (!outline) return std::nullopt;
  const auto level = number_in(attribute(outline, "val"));
  if (!level || *level >= kDeepestHeading) return Role{};
  return Role{ParagraphKind::heading, *level + 1, false};
}

Styles::Styles(const pugi::xml_node& root) {
  for (const pugi::xml_node node : root.children()) {
    const char* const id = attribute(node, "styleId");
    const char* const type = attribute(node, "type");
    if (local_name(node.name()) != "style" || id == nullptr || type == nullptr || std::string_view(type) != "paragraph")
      continue;
    Style style;
    style.own = outline_role(child(node, "pPr"));
    style.list = list_use(child(node, "pPr"));
    if (const char* const name = attribute(child(node, "name"), "val")) style.named = named_role(name);
    if (const char* const base = attribute(child(node, "basedOn"), "val")) style.base = base;
    const char* const is_default = attribute(node, "default");
    if (is_default != nullptr && std::string_view(is_default) != "0" && std::string_view(is_default) != "false")
      default_ = id;
    styles_.emplace(id, std::move(style));
  }
}

/// A name counts where its own style says nothing: LibreOffice writes no outline level for a title, WPS none for headings
/// that it takes for granted.
Role Styles::role(const char* id) const {
  std::string_view next = id == nullptr ? std::string_view(default_) : std::string_view(id);
  for (int i = 0; i < kLongestChain && !next.empty(); ++i) {
    const auto found = styles_.find(next);
    if (found == styles_.end()) break;
    const Style& style = found->second;
    if (style.named && (style.named->kind == ParagraphKind::title || style.named->is_contents)) return *style.named;
    if (style.own) return *style.own;
    if (style.named) return *style.named;
    next = style.base;
  }
  return {};
}

StyledList Styles::list(const char* id) const {
  StyledList found;
  std::string_view next = id == nullptr ? std::string_view(default_) : std::string_view(id);
  for (int i = 0; i < kLongestChain && !next.empty(); ++i) {
    const auto style = styles_.find(next);
    if (style == styles_.end()) break;
    const ListUse& use = style->second.list;
    if (!found.use.level) found.use.level = use.level;
    if (use.list) {
      found.use.list = use.list;
      found.style = style->first;
      break;
    }
    next = style->second.base;
  }
  return found;
}

}  // namespace lectern::host
