// SPDX-License-Identifier: Apache-2.0
#include "manuscript/numbering.hpp"

#include "fact/date.hpp"
#include "manuscript/word_elements.hpp"
#include "source/source.hpp"

#include <algorithm>

namespace lectern::host {
namespace {

/// A longer one is no number: Word's own take some ten bytes.
constexpr std::size_t kLongestText = 64;

std::optional<unsigned> value_of(const pugi::xml_node& node, std::string_view name) {
  return number_in(attribute(child(node, name), "val"));
}

std::string word_of(const pugi::xml_node& node, std::string_view name) {
  const char* const value = attribute(child(node, name), "val");
  return value == nullptr ? std::string() : std::string(value);
}

// ---- How a number is written (17.18.59) ----

/// The character of this number, counted from 1; empty behind the last.
std::string_view one_of(std::string_view characters, unsigned number) {
  std::size_t at = 0;
  for (unsigned i = 1; i < number && at < characters.size(); ++i) at += character_at(characters, at).size();
  return number == 0 ? std::string_view() : character_at(characters, at);
}

std::string legal(std::string_view hanzi) {
  constexpr std::string_view kPlain = "零一二三四五六七八九十百千";
  constexpr std::string_view kLegal = "零壹贰叁肆伍陆柒捌玖拾佰仟";
  std::string out;
  for (std::size_t at = 0; at < hanzi.size();) {
    const std::string_view character = character_at(hanzi, at);
    const std::size_t found = kPlain.find(character);
    out += found == std::string_view::npos ? character : kLegal.substr(found, character.size());
    at += character.size();
  }
  return out;
}

std::string roman(unsigned number) {
  struct Digit {
    unsigned value;
    std::string_view text;
  };
  constexpr std::array<Digit, 13> kDigits = {{{1000, "M"},
                                              {900, "CM"},
                                              {500, "D"},
                                              {400, "CD"},
                                              {100, "C"},
                                              {90, "XC"},
                                              {50, "L"},
                                              {40, "XL"},
                                              {10, "X"},
                                              {9, "IX"},
                                              {5, "V"},
                                              {4, "IV"},
                                              {1, "I"}}};
  constexpr unsigned kMost = 3999;
  std::string out;
  for (const Digit& digit : kDigits) {
    for (; number <= kMost && number >= digit.value; number -= digit.value) out += digit.text;
  }
  return out;
}

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

/// A to Z, then AA to ZZ.
std::string letters(unsigned number) {
  constexpr unsigned kLetters = 26;
  constexpr unsigned kMost = 10 * kLetters;
  if (number == 0 || number > kMost) return {};
  return std::string(1 + (number - 1) / kLetters, static_cast<char>('A' + (number - 1) % kLetters));
}

using Write = std::string (*)(unsigned number);

struct Format {
  std::string_view name;
  Write write;
};

std::string digits(unsigned number) { return std::to_string(number); }
std::string spoken(unsigned number) { return hanzi_number(std::to_string(number)); }
std::string digit_by_digit(unsigned number) { return hanzi_digits(std::to_string(number)); }

constexpr Format kFormats[] = {
    {"decimal", &digits},
    {"decimalFullWidth", &digits},
    {"decimalFullWidth2", &digits},
    {"decimalHalfWidth", &digits},
    {"decimalZero", [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }},
    {"chineseCounting", &spoken},
    {"chineseCountingThousand", &spoken},
    {"japaneseCounting", &spoken},
    {"taiwaneseCounting", &spoken},
    {"taiwaneseCountingThousand", &spoken},
    {"ideographDigital", &digit_by_digit},
    {"japaneseDigitalTenThousand", &digit_by_digit},
    {"taiwaneseDigital", &digit_by_digit},
    {"chineseLegalSimplified", [](unsigned number) { return legal(spoken(number)); }},
    {"ideographTraditional", [](unsigned number) { return std::string(one_of("甲乙丙丁戊己庚辛壬癸", number)); }},
    {"ideographZodiac", [](unsigned number) { return std::string(one_of("子丑寅卯辰巳午未申酉戌亥", number)); }},
    {"decimalEnclosedParen", [](unsigned number) { return "(" + std::to_string(number) + ")"; }},
    {"decimalEnclosedFullstop", [](unsigned number) { return std::to_string(number) + "."; }},
    {"decimalEnclosedCircle", [](unsigned number) { return std::string(one_of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", number)); }},
    {"decimalEnclosedCircleChinese", [](unsigned number) { return std::string(one_of("①②③④⑤⑥⑦⑧⑨⑩", number)); }},
    {"upperRoman", &roman},
    {"lowerRoman", [](unsigned number) { return lower(roman(number)); }},
    {"upperLetter", &letters},
    {"lowerLetter", [](unsigned number) { return lower(letters(number)); }},
};

std::string written(unsigned number, std::string_view format) {
  const auto* const found = std::find_if(std::begin(kFormats), std::end(kFormats),
                                         [format](const Format& known) { return known.name == format; });
  return found == std::end(kFormats) ? std::string() : found->write(number);
}

/// Between a number and the text: nothing behind a mark, as it is typed.
bool ends_with_mark(std::string_view number) {
  constexpr std::array<std::string_view, 9> kMarks = {"、", "）", "．", "，", "：", ".", ")", ",", ":"};
  return std::any_of(kMarks.begin(), kMarks.end(), [number](std::string_view mark) { return number.ends_with(mark); });
}

}  // namespace

ListUse list_use(const pugi::xml_node& properties) {
  const pugi::xml_node node = child(properties, "numPr");
  return {value_of(node, "numId"), value_of(node, "ilvl")};
}

Numbering::Numbering(const pugi::xml_node& root) {
  std::unordered_map<unsigned, std::size_t> numbers;
  for (const pugi::xml_node node : root.children()) {
    if (local_name(node.name()) == "abstractNum") read_definition(node, numbers);
  }
  for (const pugi::xml_node node : root.children()) {
    if (local_name(node.name()) == "num") read_list(node, numbers);
  }
}

Numbering::Level Numbering::read_level(const pugi::xml_node& node) {
  Level level;
  level.start = value_of(node, "start").value_or(0);
  level.text = word_of(node, "lvlText");
  if (level.text.size() > kLongestText) level.text.clear();
  level.style = word_of(node, "pStyle");
  level.restart = value_of(node, "lvlRestart");
  if (const std::string format = word_of(node, "numFmt"); !format.empty()) level.format = format;
  level.is_legal = is_on(child(node, "isLgl"));
  return level;
}

void Numbering::read_definition(const pugi::xml_node& node, std::unordered_map<unsigned, std::size_t>& numbers) {
  const auto number = number_in(attribute(node, "abstractNumId"));
  if (!number) return;
  Definition definition;
  definition.link = word_of(node, "styleLink");
  definition.linked = word_of(node, "numStyleLink");
  for (const pugi::xml_node inner : node.children()) {
    if (local_name(inner.name()) != "lvl") continue;
    const auto level = number_in(attribute(inner, "ilvl"));
    if (level && *level < kLevels) definition.levels[*level] = read_level(inner);
  }
  numbers.emplace(*number, definitions_.size());
  definitions_.push_back(std::move(definition));
}

void Numbering::read_list(const pugi::xml_node& node, const std::unordered_map<unsigned, std::size_t>& numbers) {
  const auto number = number_in(attribute(node, "numId"));
  const auto of = value_of(node, "abstractNumId");
  const auto found = of ? numbers.find(*of) : numbers.end();
  if (!number || found == numbers.end()) return;
  List list;
  list.definition = found->second;
  const std::string& style = definitions_[list.definition].linked;
  const auto linked = std::find_if(definitions_.begin(), definitions_.end(),
                                   [&style](const Definition& other) { return !style.empty() && other.link == style; });
  if (linked != definitions_.end()) list.definition = static_cast<std::size_t>(linked - definitions_.begin());
  for (const pugi::xml_node inner : node.children()) {
    if (local_name(inner.name()) != "lvlOverride") continue;
    const auto level = number_in(attribute(inner, "ilvl"));
    if (!level || *level >= kLevels) continue;
    if (const auto start = value_of(inner, "startOverride")) list.starts.emplace(*level, *start);
    if (const pugi::xml_node other = child(inner, "lvl")) list.levels.emplace(*level, read_level(other));
  }
  lists_.emplace(*number, std::move(list));
}

const Numbering::Level& Numbering::level_in(const List& list, std::size_t level) const {
  const auto found = list.levels.find(level);
  return found == list.levels.end() ? definitions_[list.definition].levels[level] : found->second;
}

/// A start that a list gives itself counts once, where it is first used.
void Numbering::count(List& list, std::size_t level) {
  Definition& definition = definitions_[list.definition];
  for (std::size_t below = level + 1; below < kLevels; ++below) {
    const auto& restart = level_in(list, below).restart;
    if (!restart || level < *restart) definition.is_counting[below] = false;
  }
  const auto start = list.starts.find(level);
  const bool is_first = start != list.starts.end() && !list.is_used[level];
  list.is_used[level] = true;
  if (is_first || !definition.is_counting[level]) {
    definition.counts[level] = start == list.starts.end() ? level_in(list, level).start : start->second;
  } else {
    ++definition.counts[level];
  }
  definition.is_counting[level] = true;
}

std::string Numbering::next(unsigned list_number, unsigned level) {
  const auto found = lists_.find(list_number);
  if (found == lists_.end() || level >= kLevels) return {};
  List& list = found->second;
  count(list, level);
  const Definition& definition = definitions_[list.definition];
  const Level& shown = level_in(list, level);
  std::string out;
  for (std::size_t at = 0; at < shown.text.size(); ++at) {
    const std::size_t of = shown.text[at] == '%' && at + 1 < shown.text.size()
                               ? static_cast<std::size_t>(shown.text[at + 1] - '1')
                               : kLevels;
    if (of > level) {
      out += shown.text[at];
      continue;
    }
    const unsigned number = definition.is_counting[of] ? definition.counts[of] : level_in(list, of).start;
    const std::string text = written(number, shown.is_legal ? "decimal" : std::string_view(level_in(list, of).format));
    if (text.empty()) return {};
    out += text;
    ++at;
  }
  if (shown.format == "bullet" || shown.format == "none" || out.empty()) return {};
  return ends_with_mark(out) ? out : out + " ";
}

std::optional<unsigned> Numbering::level_of(unsigned list, std::string_view style) const {
  const auto found = lists_.find(list);
  if (found == lists_.end() || style.empty()) return std::nullopt;
  for (unsigned level = 0; level < kLevels; ++level) {
    if (level_in(found->second, level).style == style) return level;
  }
  return std::nullopt;
}

}  // namespace lectern::host
