// SPDX-License-Identifier: Apache-2.0
#include "check/slot.hpp"

#include "source/source.hpp"

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

struct Bracket {
  std::string_view open;
  std::string_view close;
  /// What it may hold else in running text decides how much is wanted of a slot.
  enum class Use {
    label,    ///< 【编者按】, [1]
    remark,   ///< （笑声）, 〔2026〕
    foreign,  ///< «名称», <名称>
    brace
  } use;
};
constexpr std::array<Bracket, 8> kBrackets = {{{"【", "】", Bracket::Use::label},
                                               {"〖", "〗", Bracket::Use::label},
                                               {"[", "]", Bracket::Use::label},
                                               {"(", ")", Bracket::Use::remark},
                                               {"〔", "〕", Bracket::Use::remark},
                                               {"«", "»", Bracket::Use::foreign},
                                               {"<", ">", Bracket::Use::foreign},
                                               {"{", "}", Bracket::Use::brace}}};

/// A slot begins with one of these, whatever the bracket: 待填：全年收入.
constexpr std::array<std::string_view, 18> kOrders = {"待填", "待补",   "待定",   "待核",   "待查",   "待确认",
                                                      "待写", "待加",   "待提供", "填写",   "填入",   "请填",
                                                      "请补", "请输入", "请插入", "此处填", "此处写", "填空"};
/// And with one of these, where no remark is meant.
constexpr std::array<std::string_view, 13> kHints = {"此处", "这里", "在此",     "插入",     "输入",   "补充",  "填",
                                                     "请写", "如有", "根据实际", "结合实际", "按实际", "视情况"};
/// What ends with one of these says what is to be filled in.
constexpr std::array<std::string_view, 38> kValues = {
    "名称", "姓名",   "日期",   "时间", "地点", "一句", "两句", "几句", "一句话", "两句话", "几句话", "一段", "一段话",
    "数字", "数据",   "金额",   "人数", "数量", "比例", "年份", "月份", "届次",   "职务",   "称谓",   "称呼", "地名",
    "人名", "单位名", "部门名", "文号", "全称", "简称", "号码", "主题", "内容",   "单位",   "部门",   "领导"};
/// Of other brackets than labels nothing else is looked for than these.
constexpr std::size_t kLongest = 120;  // bytes: a label has some forty

template <std::size_t N>
bool begins_with_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) { return text.starts_with(word); });
}

template <std::size_t N>
bool ends_with_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) { return text.ends_with(word); });
}

/// [插入] alone is a key of the keyboard.
template <std::size_t N>
bool begins_with_more(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [text](std::string_view word) { return text.starts_with(word) && text.size() > word.size(); });
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_word(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' || c == ':'; }

/// unit.name, 单位名称: not what programs and formulas put between braces.
bool is_name(std::string_view text) {
  const bool is_ascii =
      std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (text.empty()) return false;
  return is_ascii ? std::all_of(text.begin(), text.end(), &is_word) && (is_letter(text.front()) || text.front() == '_')
                  : text.size() > 3 && std::all_of(text.begin(), text.end(), [](char c) {
                      return static_cast<unsigned char>(c) >= 0x80 || is_word(c);
                    });
}

/// In words of Chinese alone, as values are named; [ -d 日期 ] is how a program is called.
bool is_chinese(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

bool is_sentence_mark(std::string_view character) {
  constexpr std::string_view kMarks = "。，、,;:!?.";
  return !character.empty() && kMarks.find(character) != std::string_view::npos;
}

/// Whether the bracket has the place of a word in its sentence, and is no label: a word or comma stands before it, or a mark
/// follows.
bool is_in_sentence(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view before = text.substr(0, begin);
  const bool begins_sentence =
      before.empty() || before.ends_with("。") || before.ends_with('\n') || before.ends_with("】");
  return !begins_sentence || is_sentence_mark(character_at(text, end));
}

/// {{name}}, ${name}, {% name %}, {unit.name}.
std::size_t brace_end(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, kLongest);
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>("{{", "}}"), {"{%", "%}"}}) {
    if (!rest.starts_with(open)) continue;
    const std::size_t end = rest.find(close, open.size());
    return end == std::string_view::npos || end == open.size() ? 0 : at + end + close.size();
  }
  const std::size_t end = rest.find('}');
  if (end == std::string_view::npos || !is_name(rest.substr(1, end - 1))) return 0;
  return at + end + 1;
}

/// [[单位名称]], <<单位名称>>.
std::size_t doubled_end(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, kLongest);
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>("[[", "]]"), {"<<", ">>"}}) {
    const std::size_t end = rest.starts_with(open) ? rest.find(close) : std::string_view::npos;
    if (end != std::string_view::npos && is_chinese(rest.substr(open.size(), end - open.size())))
      return at + end + close.size();
  }
  return 0;
}

/// Brackets with nothing between them, for somebody to write into. main() and a list's [ ] are none.
bool is_left_empty(std::string_view text, std::size_t at, const Bracket& bracket) {
  if (bracket.use == Bracket::Use::foreign || bracket.open == "[") return false;
  return at == 0 || !is_word(text[at - 1]);
}

bool is_slot(std::string_view inner, const Bracket& bracket, bool in_sentence) {
  if (begins_with_any(inner, kOrders)) return true;
  switch (bracket.use) {
    case Bracket::Use::label:
      return (is_chinese(inner) && begins_with_more(inner, kHints)) ||
             (in_sentence && is_chinese(inner) && ends_with_any(inner, kValues));
    case Bracket::Use::foreign:
      return bracket.open == "«" ? is_name(inner) : is_chinese(inner) && ends_with_any(inner, kValues);
    case Bracket::Use::remark:
    case Bracket::Use::brace:
      return false;
  }
  return false;
}

}  // namespace

std::size_t slot_end(std::string_view text, std::size_t at, Braces braces) {
  const auto* const bracket = std::find_if(kBrackets.begin(), kBrackets.end(), [&](const Bracket& known) {
    return text.substr(at).starts_with(known.open);
  });
  if (bracket == kBrackets.end()) return 0;
  if (bracket->use == Bracket::Use::brace) return braces == Braces::are_slots ? brace_end(text, at) : 0;
  if (const std::size_t end = doubled_end(text, at); end != 0) return end;
  const std::size_t begin = at + bracket->open.size();
  const std::string_view rest = text.substr(begin, kLongest);
  const std::size_t size = rest.find(bracket->close);
  if (size == std::string_view::npos) return 0;
  const std::string_view inner = rest.substr(0, size);
  const std::size_t end = begin + size + bracket->close.size();
  if (inner.empty()) return is_left_empty(text, at, *bracket) ? end : 0;
  return is_slot(inner, *bracket, is_in_sentence(text, at, end)) ? end : 0;
}

bool is_counted_or_named(std::string_view character) {
  constexpr std::string_view kCharacters =
      "年月日号次届期批个名人位项条件家户元万亿点岁周季股科处室局厅部委办院校县市区省州镇乡村街路组队站所厂矿社班%";
  return !character.empty() && kCharacters.find(character) != std::string_view::npos;
}

}  // namespace lectern::host
