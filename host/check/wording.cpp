// SPDX-License-Identifier: Apache-2.0
#include "check/check.hpp"
#include "check/terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <set>

namespace lectern::host {
namespace {

// ---- Where a stretch of the speech was written ----

/// Whether what is looked for is right where it stands in a line.
using Rightly = std::function<bool(std::string_view line, std::size_t at)>;

/// The first place of `text` in these lines where it is not right, or nowhere.
Place find_in(const Place& from, std::uint32_t end, std::string_view text, const Rightly& is_right) {
  for (Place place = from; place.line < end; ++place.line, place.column = 0) {
    const std::string_view line = from.source->line(place.line);
    std::size_t found = line.find(text, place.column);
    while (found != std::string_view::npos && is_right(line, found)) found = line.find(text, found + 1);
    if (found == std::string_view::npos) continue;
    place.column = static_cast<std::uint32_t>(found);
    place.length = static_cast<std::uint32_t>(text.size());
    return place;
  }
  return {};
}

/// The line behind a passage in its file: where the next begins, or the file ends.
std::uint32_t line_behind(const Passage& passage) {
  constexpr std::uint32_t kMostLines = 200;
  std::uint32_t line = passage.place.line + 1;
  for (; line < passage.place.line + kMostLines; ++line) {
    const std::string_view text = passage.place.source->line(line);
    const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
    if (text.substr(begin).starts_with("passage ")) break;
  }
  return line;
}

/// The line of the profile, or of the passage's file. Where a text is made of several pieces, the passage as a whole.
Place written(const Draft& draft, const Block& block, std::size_t begin, std::size_t end, const Rightly& is_right) {
  const std::string_view text = std::string_view(block.text).substr(begin, end - begin);
  for (const Span& span : block.spans) {
    if (span.missing || begin < span.begin || end > span.end) continue;
    const Fact& fact = draft.facts[span.fact];
    const Value* value = &fact.value;
    for (std::size_t i = 0; i < fact.rows.size(); ++i) {
      if (span.row && *span.row != i) continue;
      const Value& cell = fact.rows[i].cells[span.column.value_or(0)];
      if (cell.text.find(text) == std::string::npos) continue;
      value = &cell;
      break;
    }
    if (value->place.source == nullptr) continue;
    const Place exact = find_in(value->place, value->place.line + 1, text, is_right);
    return exact.source == nullptr ? value->place : exact;
  }
  if (block.passage->place.source == nullptr || block.passage->place.line == 0) return block.passage->place;
  const Place exact = find_in(block.passage->place, line_behind(*block.passage), text, is_right);
  return exact.source == nullptr ? block.passage->place : exact;
}

/// What a check finds more often is not looked for any more: no list of findings is that long.
constexpr std::size_t kMostFound = 1'000;

/// Each place is reported once, however often the speech says what stands there.
class Once {
 public:
  bool operator()(const Place& place, const std::string& what) {
    return said_.emplace(place.source, place.line, place.column, what).second;
  }

 private:
  std::set<std::tuple<const Source*, std::uint32_t, std::uint32_t, std::string>> said_;
};

// ---- Words that the sector does not say of itself ----

class TermCheck {
 public:
  TermCheck(const Draft& draft, Findings& findings) : draft_(draft), findings_(findings) {}

  void run() {
    const AvoidedTerms terms(draft_.bundles);
    for_each_block(draft_.speech, [&](const Block& block) {
      terms.find(block.text, [&](std::size_t at, const TermRule& rule) { report(block, at, rule); });
    });
  }

 private:
  void report(const Block& block, std::size_t at, const TermRule& rule) {
    if (++found_ > kMostFound) return;
    const std::string& term = rule.avoided->term;
    const Place place = written(draft_, block, at, at + term.size(),
                                [&](std::string_view line, std::size_t found) { return is_right(rule, line, found); });
    if (!once_(place, term)) return;
    const bool from_profile = std::any_of(block.spans.begin(), block.spans.end(), [&](const Span& span) {
      return !span.missing && span.begin <= at && at + term.size() <= span.end;
    });
    findings_.warning("term-avoided", place,
                      from_profile
                          ? message("the profile says '{}', which {} does not say of itself", term, rule.bundle->name)
                          : message("passage '{}' says '{}', which {} does not say of itself", name_of(*block.passage),
                                    term, rule.bundle->name),
                      what_to_say(*rule.avoided));
  }

  const Draft& draft_;
  Findings& findings_;
  std::size_t found_ = 0;
  Once once_;
};

// ---- Words that do not suit the speaker's rank ----

/// Where the clause around `at` begins and ends: between marks of punctuation.
std::string_view clause_before(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 6> kMarks = {"，", "。", "；", "：", "、", "！"};
  std::size_t begin = 0;
  for (const std::string_view mark : kMarks) {
    const std::size_t found = at == 0 ? std::string_view::npos : text.rfind(mark, at - 1);
    if (found != std::string_view::npos) begin = std::max(begin, found + mark.size());
  }
  return text.substr(begin, at - begin);
}

template <std::size_t N>
bool holds_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

/// 拥护: who speaks to his own unit does not give it his support. Of others (群众拥护) or for the Party (拥护党的领导) all
/// may say it.
std::size_t support_at(std::string_view text, std::size_t at) {
  constexpr std::string_view kWord = "拥护";
  constexpr std::array<std::string_view, 8> kOthers = {"群众", "人民", "职工", "百姓", "师生", "家长", "社会", "各界"};
  constexpr std::array<std::string_view, 4> kAlways = {"党", "中国共产党", "“两个确立”", "宪法"};
  if (!text.substr(at).starts_with(kWord) || holds_any(clause_before(text, at), kOthers)) return 0;
  const std::string_view behind = text.substr(at + kWord.size());
  const bool always =
      std::any_of(kAlways.begin(), kAlways.end(), [behind](std::string_view word) { return behind.starts_with(word); });
  return always ? 0 : kWord.size();
}

/// Skips one of the words; whether there was any.
template <std::size_t N>
bool skip_one(std::string_view text, std::size_t& at, const std::array<std::string_view, N>& words) {
  for (const std::string_view word : words) {
    if (!text.substr(at).starts_with(word)) continue;
    at += word.size();
    return true;
  }
  return false;
}

/// 提三点要求, 提出以下要求: not 提出的要求 and 提出了要求, which tell what others have said.
std::size_t demand_at(std::string_view text, std::size_t at) {
  constexpr std::string_view kVerb = "提";
  constexpr std::string_view kNoun = "要求";
  constexpr std::size_t kFarthest = 24;  // bytes between the number and the noun: 提三点具体明确的要求 is far enough
  constexpr std::array<std::string_view, 26> kNumbers = {"一", "二", "两", "三", "四", "五",   "六",   "七", "八",
                                                         "九", "十", "几", "些", "点", "如下", "以下", "0",  "1",
                                                         "2",  "3",  "4",  "5",  "6",  "7",    "8",    "9"};
  constexpr std::array<std::string_view, 4> kStops = {"，", "。", "；", "："};
  if (!text.substr(at).starts_with(kVerb) || text.substr(0, at).ends_with("前")) return 0;
  std::size_t end = at + kVerb.size();
  skip_one(text, end, std::array<std::string_view, 1>{"出"});
  if (text.substr(end).starts_with(kNoun)) return end + kNoun.size() - at;
  if (!skip_one(text, end, kNumbers)) return 0;
  const std::size_t noun = text.find(kNoun, end);
  if (noun == std::string_view::npos || noun - end > kFarthest || holds_any(text.substr(end, noun - end), kStops))
    return 0;
  return noun + kNoun.size() - at;
}

using Stretch = std::size_t (*)(std::string_view text, std::size_t at);

class RankCheck {
 public:
  RankCheck(const Draft& draft, Findings& findings) : draft_(draft), findings_(findings) {}

  void run() {
    const auto fact = draft_.schema.find("speaker.rank");
    if (!fact || !draft_.facts[*fact].given()) return;
    rank_ = draft_.facts[*fact].value.text;
    const Choice* choice = draft_.schema[*fact].spec.choice(rank_);
    const std::string* label = choice == nullptr ? nullptr : choice->word("label");
    if (label != nullptr) rank_ = fmt::format("{} ({})", *label, rank_);
    const std::string& rank = draft_.facts[*fact].value.text;
    if (rank == "head" || rank == "deputy" || rank == "host")
      look("拥护", &support_at,
           message("it is said in a pledge: put it otherwise, or bind the passage: when {{ {} }}",
                   "speaker.rank pledging"));
    if (rank == "deputy" || rank == "pledging")
      look("提", &demand_at, message("leave it to the rank: {}", "{speaker.rank:verb}…{speaker.rank:noun}"));
  }

 private:
  void look(std::string_view lead, Stretch stretch, const Message& hint) {
    for_each_block(draft_.speech, [&](const Block& block) {
      const std::string_view text = block.text;
      for (std::size_t at = text.find(lead); at != std::string_view::npos; at = text.find(lead, at + lead.size())) {
        const std::size_t length = stretch(text, at);
        if (length == 0) continue;
        if (++found_ > kMostFound) return;
        const Place place =
            written(draft_, block, at, at + length, [](std::string_view, std::size_t) { return false; });
        if (!once_(place, std::string(lead))) continue;
        findings_.warning("register", place,
                          message("passage '{}' says '{}', which does not suit the speaker: {}",
                                  name_of(*block.passage), text.substr(at, length), rank_),
                          hint);
      }
    });
  }

  const Draft& draft_;
  Findings& findings_;
  std::string rank_;
  std::size_t found_ = 0;
  Once once_;
};

}  // namespace

Findings check_wording(const Draft& draft) {
  Findings findings;
  TermCheck(draft, findings).run();
  RankCheck(draft, findings).run();
  return findings;
}

}  // namespace lectern::host
