// SPDX-License-Identifier: Apache-2.0
#include "check/placeholder.hpp"

#include "check/slot.hpp"
#include "source/source.hpp"

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_one_of(std::string_view character, std::string_view characters) {
  return !character.empty() && characters.find(character) != std::string_view::npos;
}

/// The character before this byte.
std::string_view character_before(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin != 0 && (static_cast<unsigned char>(text[begin - 1]) & 0xC0U) == 0x80U) --begin;
  return begin == 0 ? std::string_view() : text.substr(begin - 1, at - begin + 1);
}

bool is_ideograph(std::string_view character) {
  return character.size() == 3 && character.front() >= '\xe4' && character.front() <= '\xe9';
}

/// Programs say these where nothing was written yet.
constexpr std::array<std::string_view, 7> kPrompts = {"单击此处",         "单击或点击此处", "点击此处输入",
                                                      "在此处键入",       "键入文档标题",   "Click here to enter",
                                                      "Click or tap here"};
constexpr std::array<std::string_view, 3> kWords = {"TODO", "FIXME", "TBD"};

class PlaceholderFinder {
 public:
  PlaceholderFinder(const NormalText& normal, Braces braces) : normal_(normal), text_(normal.text()), braces_(braces) {}

  std::vector<Stretch> run() {
    for (std::size_t at = 0; at < text_.size();) {
      if (!may_begin(at)) {
        ++at;
        continue;
      }
      const std::size_t end = end_of(at);
      if (end != 0) out_.push_back(normal_.original(with_brackets({at, end})));
      at = std::max({end, passed_, at + 1});
    }
    return std::move(out_);
  }

 private:
  /// Whether any placeholder begins with what is here. Nearly nothing is.
  bool may_begin(std::size_t at) const {
    constexpr std::string_view kAscii = "Xx_*?TFC{[(<$";
    constexpr std::string_view kIdeographs = "待某年月单点在键";
    const auto first = static_cast<unsigned char>(text_[at]);
    if (first < 0x80) return kAscii.find(text_[at]) != std::string_view::npos;
    if (first < 0xc0) return false;
    return first < 0xe4 || first > 0xe9 || kIdeographs.find(text_.substr(at, 3)) != std::string_view::npos;
  }

  /// Where the placeholder ends that begins here; 0 where none does.
  std::size_t end_of(std::size_t at) {
    const std::string_view character = character_at(text_, at);
    if (is_one_of(character, "×Xx_某□○〇△*?")) return run_of(at, character);
    if (character == "待") return waiting(at);
    if (character == "年" || character == "月") return blank_day(at);
    if (text_.substr(at).starts_with("${")) {
      const std::size_t end = slot_end(text_, at + 1, braces_);
      return end == 0 || is_code(at + 1, end) ? 0 : end;
    }
    if (const std::size_t end = slot_end(text_, at, braces_); end != 0) return is_code(at, end) ? 0 : end;
    return words(at);
  }

  /// () of half width belongs to a program unless blanks are left in it before what is counted: 第( )次.
  bool is_code(std::size_t at, std::size_t end) const {
    const std::string_view slot = text_.substr(at, end - at);
    const Stretch typed = normal_.original({at, end});
    if (slot == "()")
      return typed.end - typed.begin == slot.size() || (typed.end - typed.begin < std::string_view("（）").size() &&
                                                        !is_counted_or_named(character_at(text_, end)));
    // {name} and ${name} among Chinese characters; a manual has blanks around its {command}.
    if (slot.front() != '{' || slot.starts_with("{{") || slot.starts_with("{%")) return false;
    const std::string_view before = character_before(text_, at);
    const bool touches_before = !before.empty() && static_cast<unsigned char>(before.front()) >= 0x80 &&
                                normal_.original({at - before.size(), at}).end == typed.begin;
    const std::string_view behind = character_at(text_, end);
    const bool touches_behind = !behind.empty() && static_cast<unsigned char>(behind.front()) >= 0x80 &&
                                normal_.original({end, end + behind.size()}).begin == typed.end;
    return !touches_before && !touches_behind;
  }

  // ---- Marks, alone or repeated ----

  std::size_t run_of(std::size_t at, std::string_view mark) {
    std::size_t end = at;
    const bool is_x = mark == "X" || mark == "x";
    while (text_.substr(end).starts_with(mark) ||
           (is_x && end < text_.size() && (text_[end] == 'X' || text_[end] == 'x')))
      end += mark.size();
    passed_ = end;
    const std::size_t count = (end - at) / mark.size();
    const Around around{character_before(text_, at), character_at(text_, end)};
    if (is_x) return is_x_meant(at, end, count, around) ? end : 0;
    if (mark == "×") return is_cross_meant(count, around) ? end : 0;
    if (mark == "_") return is_line_meant(count, around) ? end : 0;
    if (mark == "某") return count > 1 && !is_one_of(around.before, kSurnames) ? end : 0;
    if (mark == "□") return end;
    if (mark == "*") return count == 2 && around.is_between_ideographs() && !has_other_stars(at, end) ? end : 0;
    if (mark == "?") return count > 1 && (is_counted_or_named(around.behind) || around.before == "第") ? end : 0;
    // ○○县. In 二〇〇九 they are digits; 〇〇后 are people born then.
    const bool is_number = is_one_of(around.before, "零〇一二三四五六七八九十") || around.behind == "后";
    return count > 1 && !is_number && (is_ideograph(around.before) || is_ideograph(around.behind)) ? end : 0;
  }

  struct Around {
    std::string_view before;
    std::string_view behind;

    bool has_letter() const {
      return (!before.empty() && is_letter(before.front())) || (!behind.empty() && is_letter(behind.front()));
    }
    bool is_between_digits() const {
      return !before.empty() && !behind.empty() && is_digit(before.front()) && is_digit(behind.front());
    }
    bool is_between_ideographs() const { return is_ideograph(before) && is_ideograph(behind); }
    /// Among words of another language: within XX ms.
    bool is_in_latin() const {
      const auto is_latin = [](std::string_view character) {
        return !character.empty() && static_cast<unsigned char>(character.front()) < 0x80 &&
               !is_digit(character.front());
      };
      return is_latin(before) && is_latin(behind);
    }
    bool is_slot_of_one() const { return before == "第" || is_counted_or_named(behind); }
  };

  /// XX局, 第X次, X年, 20X6年. A single X may be many a thing: X光, X轴, 3x4.
  bool is_x_meant(std::size_t begin, std::size_t end, std::size_t count, const Around& around) const {
    constexpr std::array<std::string_view, 3> kOther = {"元素", "次方", "点钟"};
    if (around.has_letter() || is_in_word(begin, end)) return false;
    if (count > 1) return !around.is_in_latin();
    if (around.is_between_digits())
      return begin >= 2 && text_.substr(begin - 2, 2) == "20" && text_.substr(end + 1).starts_with("年");
    constexpr std::array<std::string_view, 12> kNamed = {"单位", "部门", "领导", "同志", "书记", "主任",
                                                         "先生", "女士", "老师", "公司", "银行", "医院"};
    const std::string_view behind = text_.substr(end);
    const auto begins = [behind](std::string_view word) { return behind.starts_with(word); };
    if (std::any_of(kNamed.begin(), kNamed.end(), begins)) return true;
    return around.is_slot_of_one() && std::none_of(kOther.begin(), kOther.end(), [behind](std::string_view word) {
             return behind.starts_with(word);
           });
  }

  /// U+xxxx, kbd-x.xx, xx_YY: part of a word of ASCII.
  bool is_in_word(std::size_t begin, std::size_t end) const {
    constexpr std::string_view kJoins = "_.+-=/";
    const auto joins = [&](std::size_t at) {
      return at < text_.size() && kJoins.find(text_[at]) != std::string_view::npos;
    };
    const auto letter = [&](std::size_t at) {
      return at < text_.size() && is_letter(text_[at]) && text_[at] != 'x' && text_[at] != 'X';
    };
    return (begin > 1 && joins(begin - 1) && letter(begin - 2)) || (joins(end) && letter(end + 1));
  }

  /// Not where it multiplies, nor where it is all that is said, as in a table.
  bool is_cross_meant(std::size_t count, const Around& around) const {
    if (count > 1) return true;
    const bool is_alone = around.before.empty() && around.behind.empty();
    const bool multiplies =
        around.is_between_digits() || around.has_letter() || around.before == ")" || around.behind == "(";
    return !is_alone && !multiplies;
  }

  /// ____, 20_年. Not snake_case and __init__, nor a ruled line.
  bool is_line_meant(std::size_t count, const Around& around) const {
    constexpr std::size_t kLong = 4;
    constexpr std::size_t kRule = 20;
    const bool is_rule = count >= kRule && around.before.empty() && around.behind.empty();
    if (count > 1) return !is_rule && (count >= kLong || !around.has_letter());
    const bool is_date = is_one_of(around.behind, "年月日");
    const bool is_number =
        !around.before.empty() && is_digit(around.before.front()) && is_counted_or_named(around.behind);
    return around.before == "第" || is_date || is_number;
  }

  /// Stars in pairs make text bold.
  bool has_other_stars(std::size_t begin, std::size_t end) const {
    return first_star_ != begin || text_.find('*', end) != std::string_view::npos;
  }

  // ---- Words ----

  /// 待填, 待补充, and in brackets more of the kind. 有待补充, 接待定点单位: these wait for something else, or are other words.
  std::size_t waiting(std::size_t at) {
    constexpr std::string_view kBefore = "有亟急期等尚仍还须接招优善款虐看对担厚薄亏宽";
    constexpr std::array<std::string_view, 3> kAnywhere = {"待填写", "待填", "待补充"};
    constexpr std::array<std::string_view, 6> kAtEnd = {"待补", "待定", "待核实", "待核", "待查", "待确认"};
    constexpr std::array<std::string_view, 8> kGoesOn = {"补", "平", "完善", "后", "的", "和", "、", "报"};
    constexpr std::array<std::string_view, 8> kNouns = {"数据", "数字", "金额", "人数", "名单", "姓名", "比例", "日期"};
    if (is_one_of(character_before(text_, at), kBefore)) return 0;
    const std::string_view rest = text_.substr(at);
    const auto begins = [&rest](std::string_view word) { return rest.starts_with(word); };
    if (const auto* const word = std::find_if(kAnywhere.begin(), kAnywhere.end(), begins); word != kAnywhere.end()) {
      const std::string_view behind = rest.substr(word->size());
      const bool goes_on = std::any_of(kGoesOn.begin(), kGoesOn.end(),
                                       [behind](std::string_view next) { return behind.starts_with(next); });
      return goes_on ? 0 : at + word->size();
    }
    const auto* const word = std::find_if(kAtEnd.begin(), kAtEnd.end(), begins);
    if (word == kAtEnd.end()) return 0;
    const std::size_t end = at + word->size();
    const std::string_view before = text_.substr(0, at);
    const bool has_noun =
        std::any_of(kNouns.begin(), kNouns.end(), [before](std::string_view noun) { return before.ends_with(noun); });
    const std::string_view behind = character_at(text_, end);
    const bool is_ended = behind.empty() || is_one_of(behind, "。,;、!\n");
    return (has_noun || before.empty()) && is_ended ? end : 0;
  }

  std::size_t words(std::size_t at) const {
    const std::string_view rest = text_.substr(at);
    for (const std::string_view prompt : kPrompts) {
      if (rest.starts_with(prompt)) return at + prompt.size();
    }
    for (const std::string_view word : kWords) {
      const std::size_t end = at + word.size();
      const Around around{character_before(text_, at), character_at(text_, end)};
      if (rest.starts_with(word) && !around.has_letter()) return end;
    }
    return 0;
  }

  /// 2026年 月 日: a day that is left to be written in, with blanks where its numbers go.
  std::size_t blank_day(std::size_t at) const {
    std::size_t end = 0;
    std::size_t month = at;
    if (text_.substr(at).starts_with("年")) {
      if (!is_left_blank(at, "月")) return is_year_left_blank(at) ? at + std::string_view("年").size() : 0;
      month = at + std::string_view("年").size();
      end = month + std::string_view("月").size();
    }
    const std::string_view before = character_before(text_, at);
    const bool is_date = end != 0 || before == "年" || (!before.empty() && is_digit(before.front()));
    if (is_date && is_left_blank(month, "日")) end = month + std::string_view("月日").size();
    return end;
  }

  static constexpr std::size_t kBlanks = 2;  ///< bytes: two narrow blanks, or a wide one

  /// 20  年.
  bool is_year_left_blank(std::size_t at) const {
    const std::string_view before = text_.substr(0, at);
    const bool has_century = before.ends_with("20") && (at == 2 || !is_digit(before[at - 3]));
    return has_century && normal_.original({at, at}).begin - normal_.original({at - 2, at}).end >= kBlanks;
  }

  /// Whether the next character is this one, with blanks before it for a number.
  bool is_left_blank(std::size_t at, std::string_view next) const {
    const std::size_t end = at + character_at(text_, at).size();
    if (!text_.substr(end).starts_with(next)) return false;
    return normal_.original({end, end + next.size()}).begin - normal_.original({at, end}).end >= kBlanks;
  }

  /// The brackets that belong to it: 【××】.
  Stretch with_brackets(Stretch found) const {
    constexpr std::string_view kOpen = "【";
    constexpr std::string_view kClose = "】";
    constexpr std::size_t kFarthest = 120;  // bytes: a label has some forty
    if (!text_.substr(0, found.begin).ends_with(kOpen)) return found;
    const std::size_t close = text_.substr(found.end, kFarthest).find(kClose);
    if (close == std::string_view::npos) return found;
    return {found.begin - kOpen.size(), found.end + close + kClose.size()};
  }

  /// 张某某 is a person who shall not be named.
  static constexpr std::string_view kSurnames =
      "张王李赵刘陈杨黄周吴徐孙马朱胡林郭何罗郑梁谢宋唐许邓冯韩曹曾彭蔡潘田董袁余叶蒋杜苏魏程吕丁沈姚卢钟姜崔谭廖范汪陆"
      "金戴贾韦夏邱侯邹熊孟秦";

  const NormalText& normal_;
  std::string_view text_;
  Braces braces_;
  std::size_t first_star_ = text_.find('*');
  std::vector<Stretch> out_;
  std::size_t passed_ = 0;  ///< what need not be looked at again
};

}  // namespace

std::vector<Stretch> placeholders_in(const NormalText& text, Braces braces) {
  return PlaceholderFinder(text, braces).run();
}

}  // namespace lectern::host
