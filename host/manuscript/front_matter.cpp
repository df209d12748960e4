// SPDX-License-Identifier: Apache-2.0
#include "manuscript/front_matter.hpp"

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

struct Language {
  std::string_view begin;
  std::string_view end;
  char assigns;
};
constexpr std::array<Language, 3> kLanguages = {{{"---", "---", ':'}, {"---", "...", ':'}, {"+++", "+++", '='}}};

/// Longer ones are not looked for: it is some ten lines.
constexpr std::size_t kMostLines = 200;

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t";
  const std::size_t begin = std::min(text.find_first_not_of(kBlanks), text.size());
  return text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

struct Entry {
  std::string_view key;
  std::string_view value;
};

/// `key: value`; a key alone has an empty value.
std::optional<Entry> entry_in(std::string_view line, char assigns) {
  const std::size_t at = line.find(assigns);
  if (at == std::string_view::npos || at == 0) return std::nullopt;
  const std::string_view behind = line.substr(at + 1);
  if (assigns == ':' && !behind.empty() && behind.front() != ' ') return std::nullopt;
  return Entry{without_blanks(line.substr(0, at)), without_blanks(behind)};
}

/// A key, an item of a list, a comment, what goes on in the next line, or nothing.
bool is_data(std::string_view line, char assigns) {
  constexpr std::string_view kBegin = " \t-#[]{}\"";
  return line.empty() || kBegin.find(line.front()) != std::string_view::npos || entry_in(line, assigns);
}

std::string_view without_quotes(std::string_view text) {
  const bool quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

bool is_title(std::string_view key) { return key == "title" || key == "Title" || key == "标题"; }

Paragraph title_in(std::span<const std::string_view> lines, char assigns) {
  Paragraph title;
  title.kind = ParagraphKind::title;
  for (std::size_t i = 0; i < lines.size() && title.text.empty(); ++i) {
    const auto entry = entry_in(lines[i], assigns);
    if (!entry || !is_title(entry->key)) continue;
    const std::string_view value = without_quotes(entry->value);
    const bool goes_on = value.starts_with('|') || value.starts_with('>');
    if (!goes_on)
      append_seen(title, value, static_cast<std::uint32_t>(i + 1),
                  static_cast<std::uint32_t>(value.data() - lines[i].data()));
    if (!trim(title)) title.text.clear();
  }
  return title;
}

}  // namespace

FrontMatter front_matter(std::span<const std::string_view> lines) {
  if (lines.empty()) return {};
  for (const Language& language : kLanguages) {
    if (without_blanks(lines[0]) != language.begin) continue;
    bool has_key = false;
    for (std::size_t i = 1; i < std::min(lines.size(), kMostLines); ++i) {
      if (without_blanks(lines[i]) == language.end && has_key)
        return {i + 1, title_in(lines.first(i), language.assigns)};
      if (!is_data(lines[i], language.assigns)) break;
      has_key = has_key || entry_in(lines[i], language.assigns);
    }
  }
  return {};
}

}  // namespace lectern::host
