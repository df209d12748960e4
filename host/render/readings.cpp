// SPDX-License-Identifier: Apache-2.0
#include "render/readings.hpp"

#include "source/characters.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>

namespace lectern::host {
namespace {

/// A character, and its reading in `kSyllables`.
struct Reading {
  std::uint32_t character;
  std::uint16_t syllable;
};

#include "readings.inc"  // kSyllables, and kReadings in the order of characters

/// Surnames that have a reading of their own (现代汉语词典, 第7版), those of two characters first.
struct Surname {
  std::string_view name;
  std::array<std::string_view, 2> syllables;
};
constexpr std::array kSurnames = {
    Surname{"尉迟", {"yù", "chí"}},  Surname{"万俟", {"mò", "qí"}},     Surname{"单于", {"chán", "yú"}},
    Surname{"澹台", {"tán", "tái"}}, Surname{"长孙", {"zhǎng", "sūn"}}, Surname{"令狐", {"líng", "hú"}},
    Surname{"仇", {"qiú", {}}},      Surname{"单", {"shàn", {}}},       Surname{"查", {"zhā", {}}},
    Surname{"区", {"ōu", {}}},       Surname{"朴", {"piáo", {}}},       Surname{"覃", {"qín", {}}},
    Surname{"解", {"xiè", {}}},      Surname{"曾", {"zēng", {}}},       Surname{"任", {"rén", {}}},
    Surname{"华", {"huà", {}}},      Surname{"盖", {"gě", {}}},         Surname{"缪", {"miào", {}}},
    Surname{"乐", {"yuè", {}}},      Surname{"冼", {"xiǎn", {}}},       Surname{"翟", {"zhái", {}}},
    Surname{"燕", {"yān", {}}},      Surname{"哈", {"hǎ", {}}},         Surname{"种", {"chóng", {}}},
    Surname{"召", {"shào", {}}},     Surname{"繁", {"pó", {}}},         Surname{"秘", {"bì", {}}},
    Surname{"员", {"yùn", {}}},      Surname{"葛", {"gě", {}}},         Surname{"那", {"nā", {}}},
    Surname{"过", {"guō", {}}},      Surname{"相", {"xiàng", {}}},      Surname{"卜", {"bǔ", {}}},
    Surname{"车", {"chē", {}}},      Surname{"祭", {"zhài", {}}},       Surname{"黑", {"hè", {}}},
    Surname{"撒", {"sǎ", {}}},       Surname{"盛", {"shèng", {}}},      Surname{"折", {"shé", {}}},
    Surname{"谌", {"chén", {}}},
};

/// What a post ends with: behind it a name may begin.
constexpr std::array<std::string_view, 17> kPosts = {"长", "书记", "主任", "委员", "干事", "会计", "组员", "局", "院",
                                                     "员", "师",   "官",   "总",   "科",   "股",   "办",   "校"};
/// What may stand behind a name.
constexpr std::array<std::string_view, 9> kBehind = {"同志", "先生", "女士", "局长", "院长",
                                                     "校长", "书记", "主任", "老师"};

/// What the names of offices end with: 区教育局 is nobody called 区.
constexpr std::array<std::string_view, 14> kOffices = {"局", "院", "办", "科", "股", "部", "处",
                                                       "会", "校", "厅", "站", "所", "队", "中心"};

constexpr std::size_t kBytes = 3;  // of a Chinese character in UTF-8, rare ones aside
constexpr std::size_t kLongestName = 4;

/// Whether a name begins here with the surname.
bool is_called(std::string_view name, const Surname& surname) {
  const std::size_t characters = count_characters(name);
  return name.starts_with(surname.name) && characters > count_characters(surname.name) && characters <= kLongestName;
}

bool is_compound(const Surname& surname) { return !surname.syllables[1].empty(); }

std::size_t begin_of_name(std::string_view person) {
  std::size_t begin = 0;
  for (const std::string_view post : kPosts) {
    const std::size_t at = person.rfind(post);
    if (at != std::string_view::npos && at + post.size() < person.size()) begin = std::max(begin, at + post.size());
  }
  return begin;
}

/// One person: a post or none, the name, a word behind it or none.
void add_surname(std::string_view persons, std::size_t from, std::size_t to, std::vector<Ruby>& out) {
  std::string_view person = persons.substr(from, to - from);
  for (const std::string_view behind : kBehind) {
    if (person.size() > behind.size() + kBytes && person.ends_with(behind)) {
      person.remove_suffix(behind.size());
      break;
    }
  }
  if (std::any_of(kOffices.begin(), kOffices.end(), [&](std::string_view end) { return person.ends_with(end); }))
    return;
  const std::size_t behind_post = begin_of_name(person);
  for (const Surname& surname : kSurnames) {
    // 长孙 begins with what a post may end with.
    const std::size_t begin = is_compound(surname) && is_called(person, surname) ? 0 : behind_post;
    if (!is_called(person.substr(begin), surname)) continue;
    for (std::size_t i = 0; i < (is_compound(surname) ? 2U : 1U); ++i)
      out.push_back({from + begin + i * kBytes, kBytes, surname.syllables[i]});
    return;
  }
}

bool names_persons(const Draft& draft, const Span& span) {
  const FactSpec& fact = draft.schema[span.fact];
  return span.column ? fact.columns[*span.column].spec.names_persons : fact.spec.names_persons;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end != 0) out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace

std::string_view reading_of(char32_t character) {
  const auto* const end = kReadings + sizeof kReadings / sizeof *kReadings;
  const auto* const found = std::lower_bound(
      kReadings, end, character, [](const Reading& reading, char32_t wanted) { return reading.character < wanted; });
  return found == end || found->character != character ? std::string_view()
                                                       : std::string_view(kSyllables[found->syllable]);
}

std::vector<Ruby> surnames_in(std::string_view persons) {
  constexpr std::array<std::string_view, 6> kBetween = {"、", "，", "；", "和", " ", "　"};
  std::vector<Ruby> out;
  std::size_t from = 0;
  for (std::size_t at = 0; at <= persons.size();) {
    const auto* const between = std::find_if(kBetween.begin(), kBetween.end(), [&](std::string_view mark) {
      return persons.substr(std::min(at, persons.size())).starts_with(mark);
    });
    if (at == persons.size() || between != kBetween.end()) {
      add_surname(persons, from, at, out);
      from = at + (between == kBetween.end() ? 1 : between->size());
      at = from;
    } else {
      ++at;
    }
  }
  return out;
}

Readings::Readings(const Draft& draft, Findings& findings) : draft_(draft) {
  const auto table = draft.schema.find("readings");
  if (!table) return;
  for (const Row& row : draft.facts[*table].rows) {
    const Value& text = row.cells[0];
    const Value& reading = row.cells[1];
    if (!text.given() || !reading.given()) continue;
    Given given{text.text, words_of(reading.text)};
    if (given.syllables.size() == count_characters(given.text)) {
      given_.push_back(std::move(given));
    } else {
      findings.warning("reading-count", reading.place,
                       message("'{}' has {} characters, and its reading {} syllables", text.text,
                               std::to_string(count_characters(text.text)), std::to_string(given.syllables.size())),
                       message("write a syllable for each, with spaces between: {}", "qín piáo"));
    }
  }
}

std::vector<Ruby> Readings::in(const Run& run) const {
  std::map<std::size_t, Ruby> found;
  for (const Given& given : given_) {
    for (std::size_t at = run.text.find(given.text); at != std::string_view::npos;
         at = run.text.find(given.text, at + given.text.size())) {
      Characters characters(given.text);
      std::size_t i = 0;
      for (Characters::Step step; characters.next(step); ++i)
        found.try_emplace(at + step.at, Ruby{at + step.at, step.bytes.size(), given.syllables[i]});
    }
  }
  if (run.span != nullptr && names_persons(draft_, *run.span)) {
    for (const Ruby& surname : surnames_in(run.text)) found.try_emplace(surname.at, surname);
  }
  Characters characters(run.text);
  for (Characters::Step step; characters.next(step);) {
    const std::string_view reading =
        step.point < 0 ? std::string_view() : reading_of(static_cast<char32_t>(step.point));
    if (!reading.empty()) found.try_emplace(step.at, Ruby{step.at, step.bytes.size(), reading});
  }
  std::vector<Ruby> out;
  for (const auto& [at, ruby] : found) out.push_back(ruby);
  return out;
}

}  // namespace lectern::host
