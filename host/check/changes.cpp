// SPDX-License-Identifier: Apache-2.0
#include "check/manuscript.hpp"
#include "check/reports.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace lectern::host {
namespace {

bool is_tail(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

bool is_digit(char c) { return (c >= '0' && c <= '9') || c == '.'; }

/// What differs between two texts: all but their common beginning and end, in whole characters and numbers.
struct Difference {
  std::size_t begin = 0;
  std::size_t end_here = 0;
  std::size_t end_there = 0;
};

Difference difference(std::string_view here, std::string_view there) {
  Difference found;
  while (found.begin < here.size() && found.begin < there.size() && here[found.begin] == there[found.begin])
    ++found.begin;
  while (found.begin != 0 && ((found.begin < here.size() && is_tail(here[found.begin])) ||
                              (found.begin < there.size() && is_tail(there[found.begin]))))
    --found.begin;
  while (found.begin != 0 && is_digit(here[found.begin - 1])) --found.begin;
  std::size_t same = 0;
  const std::size_t most = std::min(here.size(), there.size()) - found.begin;
  while (same < most && here[here.size() - 1 - same] == there[there.size() - 1 - same]) ++same;
  while (same != 0 && (is_tail(here[here.size() - same]) || is_digit(here[here.size() - same]))) --same;
  found.end_here = here.size() - same;
  found.end_there = there.size() - same;
  return found;
}

/// The beginning of a text, as long as a line of a message takes.
std::string beginning(std::string_view text) {
  constexpr std::size_t kMost = 72;  // bytes: 24 characters
  if (text.size() <= kMost) return std::string(text);
  std::size_t end = kMost;
  while (is_tail(text[end])) --end;
  return std::string(text.substr(0, end)) + "……";
}

/// A paragraph as Word files have it.
struct Drafted {
  std::string id;
  std::string text;
  const Passage* passage = nullptr;
};

/// The lines of one passage, as of a couplet, are one title: see make_page().
std::vector<Drafted> drafted(const Speech& speech) {
  std::vector<Drafted> out;
  const std::vector<std::string> ids = block_ids(speech);
  std::size_t next = 0;
  for_each_block(speech, [&](const Block& block) {
    const std::string& id = ids[next++];
    const bool goes_on = next <= speech.title.size() && !out.empty() && out.back().passage == block.passage;
    if (goes_on) {
      out.back().text += block.text;
    } else {
      out.push_back({id, numeral(block) + block.text, block.passage});
    }
  });
  return out;
}

/// Titles are broken by sense on paper.
std::string in_one_line(std::string text) {
  std::erase(text, '\n');
  return text;
}

class Changes {
 public:
  Changes(const Manuscript& manuscript, const Draft& draft, Findings& findings)
      : manuscript_(manuscript), drafted_(drafted(draft.speech)), findings_(findings), reports_(manuscript, findings) {
    for (const Drafted& paragraph : drafted_) by_id_.emplace(paragraph.id, &paragraph);
  }

  void run() {
    const auto has_id = [](const Paragraph& paragraph) { return !paragraph.id.empty(); };
    if (std::none_of(manuscript_.paragraphs.begin(), manuscript_.paragraphs.end(), has_id)) return;
    for (const Paragraph& paragraph : manuscript_.paragraphs) look(paragraph);
    for (const Drafted& paragraph : drafted_) {
      if (!met_.contains(paragraph.id)) report_gone(paragraph);
    }
    findings_.note("paragraphs-compared", Place{manuscript_.source, 0, 0, 0},
                   message("beside the draft of the profile: {} paragraphs changed, {} added, {} taken out",
                           std::to_string(changed_), std::to_string(added_), std::to_string(gone_)));
  }

 private:
  void look(const Paragraph& paragraph) {
    if (!is_spoken(paragraph.kind) || paragraph.kind == ParagraphKind::cell) return;
    const auto found = by_id_.find(paragraph.id);
    if (found == by_id_.end() || !met_.insert(paragraph.id).second) return report_added(paragraph);
    const std::string here = in_one_line(paragraph.text);
    if (here != found->second->text) report_changed(paragraph, here, found->second->text);
  }

  void report_changed(const Paragraph& paragraph, const std::string& here, const std::string& there) {
    ++changed_;
    const Difference found = difference(here, there);
    const std::string was = there.substr(found.begin, found.end_there - found.begin);
    findings_.note(
        "paragraph-changed", manuscript_.place(paragraph, found.begin, found.end_here),
        was.empty() ? message("the draft does not have this here") : message("the draft has here: {}", beginning(was)));
  }

  void report_added(const Paragraph& paragraph) {
    ++added_;
    reports_.add(Severity::note, "paragraph-added", paragraph, {0, 0},
                 message("the paragraph is not one of the draft's"));
  }

  void report_gone(const Drafted& paragraph) {
    ++gone_;
    findings_.note("paragraph-gone", Place{manuscript_.source, 0, 0, 0},
                   message("a paragraph of passage '{}' is not there any more: {}", name_of(*paragraph.passage),
                           beginning(paragraph.text)));
  }

  const Manuscript& manuscript_;
  std::vector<Drafted> drafted_;
  Findings& findings_;
  Reports reports_;
  std::unordered_map<std::string, const Drafted*> by_id_;
  std::unordered_set<std::string> met_;
  std::size_t changed_ = 0;
  std::size_t added_ = 0;
  std::size_t gone_ = 0;
};

}  // namespace

Findings compare_paragraphs(const Manuscript& manuscript, const Draft& draft) {
  Findings findings;
  Changes(manuscript, draft, findings).run();
  return findings;
}

}  // namespace lectern::host
