// SPDX-License-Identifier: Apache-2.0
#include "catalogue/passage_file.hpp"

#include <algorithm>

namespace lectern::host {
namespace {

/// The lines of one passage.
struct Outline {
  Lines head;  ///< up to the first line that begins with a key of its contents
  Lines close;
  Lines whole;
};

/// The lines of a file's passages, if the file is laid out as ours are: what is not indented is a comment, a brace, or
/// begins a passage, and a passage says slot, priority and when before all else. Empty for another layout.
std::vector<Outline> outline(std::string_view text) {
  constexpr std::string_view kBegin = "passage ";
  constexpr std::string_view kIndent = "  ";
  const auto belongs_to_head = [&](std::string_view line) {
    line.remove_prefix(kIndent.size());
    return line.starts_with(' ') || line.starts_with("slot ") || line.starts_with("priority ") ||
           line.starts_with("when ");
  };
  std::vector<Outline> found;
  bool in_head = false;
  std::uint32_t number = 1;
  for (std::size_t at = 0, next = 0; at < text.size(); at = next, ++number) {
    next = std::min(text.find('\n', at), text.size() - 1) + 1;
    const std::string_view line = text.substr(at, next - at);
    if (line.starts_with(kBegin)) {
      if (!found.empty() && found.back().close.end == 0) return {};
      found.push_back({{at, next, number}, {}, {at, next, number}});
      in_head = true;
    } else if (line.front() == '}') {
      if (found.empty() || found.back().close.end != 0) return {};
      found.back().close = {at, next, number};
      found.back().whole.end = next;
    } else if (line.front() == '{') {
      if (!in_head || found.back().head.first + 1 != number) return {};
      found.back().head.end = next;
    } else if (line.starts_with(kIndent) && !found.empty() && found.back().close.end == 0) {
      in_head = in_head && belongs_to_head(line);
      if (in_head) found.back().head.end = next;
    } else if (line.front() != ';' && line.front() != '\n') {
      return {};
    }
  }
  if (!found.empty() && found.back().close.end == 0) return {};
  return found;
}

/// What a passage file is read with.
struct Reading {
  const Provider& provider;
  const Slots& slots;
  const Vocabulary& vocabulary;
  const Wanted& wanted;
};

/// The heads of the passages that are not wanted, nothing for those that are; heads with errors are, so that these are
/// reported once, with all there is. Empty where the heads cannot be read by themselves.
std::vector<std::optional<Passage>> read_heads(const Source& source, const std::vector<Outline>& outlines,
                                               const Reading& reading) {
  std::vector<Lines> parts;
  for (const Outline& passage : outlines) parts.insert(parts.end(), {passage.head, passage.close});
  Findings faults;
  const std::optional<Node> file = read_info(source, parts, faults);
  if (!file || file->children.size() != outlines.size()) return {};
  std::vector<std::optional<Passage>> heads;
  for (const Node& node : file->children) {
    std::optional<Passage> head = read_head(node, reading.provider, reading.slots, reading.vocabulary);
    if (head && reading.wanted(*head)) head.reset();
    heads.push_back(std::move(head));
  }
  return heads;
}

void read_file(const Source& source, const Reading& reading, std::vector<Passage>& passages, Findings& findings) {
  const std::vector<Outline> outlines = outline(source.text);
  std::vector<std::optional<Passage>> heads = read_heads(source, outlines, reading);
  std::vector<Lines> wanted;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (!heads[i]) wanted.push_back(outlines[i].whole);
  }
  const std::optional<Node> file = heads.empty() ? read_info(source, findings) : read_info(source, wanted, findings);
  if (!file) return;
  for (std::optional<Passage>& head : heads) {
    if (head) passages.push_back(std::move(*head));
  }
  read_passages(*file, reading.provider, reading.slots, reading.vocabulary, passages, findings);
}

}  // namespace

void read_passage_files(const Files& files, const std::filesystem::path& bundle, Sources& sources,
                        const Provider& provider, const Slots& slots, const Vocabulary& vocabulary,
                        const Wanted& wanted, std::vector<Passage>& passages, Findings& findings) {
  const std::filesystem::path folder = bundle / kPassageFolder;
  for (const std::string& name : files.list(folder)) {
    if (!name.ends_with(".info")) continue;
    if (const Source* source = read_source(files, folder / name, sources, findings))
      read_file(*source, {provider, slots, vocabulary, wanted}, passages, findings);
  }
}

}  // namespace lectern::host
