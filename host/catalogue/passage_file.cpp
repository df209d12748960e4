// SPDX-License-Identifier: Apache-2.0
#include "catalogue/passage_file.hpp"

#include "source/outline.hpp"

#include <algorithm>

namespace lectern::host {
namespace {

/// The lines of a passage up to its contents: where slot, priority and when stand, if they come first.
Lines head_of(std::string_view text, const Entry& passage) {
  Lines head = passage.opening;
  while (head.end < passage.closing.begin) {
    const std::size_t next = text.find('\n', head.end) + 1;
    const std::string_view line = text.substr(head.end, next - head.end);
    const bool belongs = line.starts_with("   ") || line.starts_with("  slot ") || line.starts_with("  priority ") ||
                         line.starts_with("  when ");
    if (!belongs) break;
    head.end = next;
  }
  return head;
}

/// Whether a condition with this value, "kickoff|progress", may hold for a fact whose value is `given`. One of another kind
/// may; so may one that names what is no choice, to be told whole.
bool may_hold(std::string_view value, std::string_view given, const FactSpec& spec) {
  if (value.empty() || value.find_first_of("<>=!") != std::string_view::npos || value == "given" || value == "missing")
    return true;
  for (std::size_t at = 0; at <= value.size();) {
    const std::size_t end = std::min(value.find('|', at), value.size());
    const std::string_view named = value.substr(at, end - at);
    const bool is_known = spec.spec.type != Type::choice || spec.spec.choice(named) != nullptr;
    if (named == given || !is_known) return true;
    at = end + 1;
  }
  return false;
}

/// What a passage file is read with.
struct Reading {
  const Provider& provider;
  const Slots& slots;
  const Vocabulary& vocabulary;
  const Wanted& wanted;
};

/// Looks at each word of the head once: what it may be a condition on, and what stands behind it.
bool conditions_may_hold(std::string_view head, const Reading& reading) {
  const Schema& schema = reading.vocabulary.schema;
  for (std::size_t at = head.find(' '); at != std::string_view::npos; at = head.find(' ', at + 1)) {
    const std::size_t end = head.find_first_of(" \n", at + 1);
    if (end == std::string_view::npos || head[end] != ' ' || end == at + 1) continue;
    const std::optional<FactId> fact = schema.find(head.substr(at + 1, end - at - 1));
    const auto given = fact ? reading.wanted.values.find(*fact) : reading.wanted.values.end();
    if (given == reading.wanted.values.end()) continue;
    if (!may_hold(first_word(head.substr(end)), given->second, schema[*fact])) return false;
  }
  return true;
}

enum class Verdict { no, yes, by_conditions };

Verdict judge(std::string_view head, const Reading& reading) {
  const Wanted& wanted = reading.wanted;
  const std::optional<SlotId> slot = reading.slots.find(word_of(head, "slot"));
  if (!slot) return Verdict::yes;  // an error, to be told whole
  if (!wanted.slots[*slot]) return Verdict::no;
  if (head.find("\n  when ") == std::string_view::npos) return Verdict::yes;
  return conditions_may_hold(head, reading) ? Verdict::by_conditions : Verdict::no;
}

/// The lines of the passages that are wanted. Heads with errors are, so that these are told once, with all there is.
std::vector<Lines> choose(const Source& source, const std::vector<Entry>& entries, const Reading& reading) {
  std::vector<Verdict> verdicts;
  std::vector<Lines> heads;
  for (const Entry& passage : entries) {
    const Lines head = head_of(source.text, passage);
    verdicts.push_back(judge(text_of(source.text, head), reading));
    if (verdicts.back() == Verdict::by_conditions) heads.insert(heads.end(), {head, passage.closing});
  }
  Findings faults;
  const std::optional<Node> file = read_info(source, heads, faults);
  const bool plain = file && 2 * file->children.size() == heads.size();
  std::vector<Lines> chosen;
  auto head = plain ? file->children.begin() : std::vector<Node>::const_iterator();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    bool wanted = verdicts[i] == Verdict::yes;
    if (verdicts[i] == Verdict::by_conditions) {
      const std::optional<Passage> said =
          plain ? read_head(*head++, reading.provider, reading.slots, reading.vocabulary) : std::nullopt;
      wanted = !said || std::all_of(said->conditions.begin(), said->conditions.end(), reading.wanted.holds);
    }
    if (wanted) chosen.push_back(entries[i].whole);
  }
  return chosen;
}

void read_file(const Source& source, const Reading& reading, std::vector<Passage>& passages, Findings& findings) {
  const std::vector<Entry> entries = reading.wanted.all ? std::vector<Entry>() : outline(source.text, "passage");
  const std::optional<Node> file =
      entries.empty() ? read_info(source, findings) : read_info(source, choose(source, entries, reading), findings);
  if (file) read_passages(*file, reading.provider, reading.slots, reading.vocabulary, passages, findings);
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
  drop_repeated(provider, passages, findings);
}

}  // namespace lectern::host
