// SPDX-License-Identifier: Apache-2.0
#include "check/figure_names.hpp"

#include "source/source.hpp"

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A number and what stands right behind it. Without a value, any number.
struct Phrase {
  std::string_view value;
  std::string_view behind;
};
constexpr Phrase kPhrases[] = {
    {"", "年代"},         {"", "世纪"},           {"", "中全会"},   {"", "中、"},     {"", "个一百年"},
    {"", "后干部"},       {"", "后青年"},         {"", "后职工"},   {"", "季度"},     {"", "把手"},
    {"", "度"},           {"", "点意见"},         {"", "点要求"},   {"", "点希望"},   {"", "点建议"},
    {"", "点体会"},       {"", "个方面"},         {"", "方面"},     {"", "个意识"},   {"", "个自信"},
    {"", "个维护"},       {"", "个确立"},         {"", "个代表"},   {"", "个全面"},   {"", "个文明"},
    {"", "个务必"},       {"", "个必须"},         {"", "个大局"},   {"", "个伟大"},   {"", "个毫不动摇"},
    {"", "位一体"},       {"", "项规定"},         {"", "字方针"},   {"", "字诀"},     {"", "版"},
    {"", "号"},           {"", "热线"},           {"", "服务热线"}, {"", "便民热线"}, {"", "政务服务"},
    {"", "平台"},         {"", "周岁"},           {"24", "孝"},     {"24", "节气"},   {"24", "个节气"},
    {"36", "计"},         {"72", "变"},           {"24", "小时"},   {"24", "字"},     {"365", "天"},
    {"365", "日"},        {"366", "天"},          {"360", "行"},    {"12", "个月"},   {"56", "个民族"},
    {"55", "个少数民族"}, {"5000", "年"},         {"5000", "多年"}, {"8", "小时"},    {"1", "个中心"},
    {"80", "后"},         {"90", "后"},           {"70", "后"},     {"60", "后"},     {"50", "后"},
    {"85", "后"},         {"95", "后"},           {"", "周年"},     {"24", "个字"},   {"12", "个词"},
    {"365", "个"},        {"9600000", "平方公里"}};

/// Of whom there are so many is common knowledge.
constexpr std::string_view kPeople[] = {"人民", "多人民", "人口", "多人口", "人",   "多人", "中国", "多中国",
                                        "同胞", "多同胞", "各族", "国人",   "华夏", "中华", "儿女"};
constexpr std::string_view kNations[] = {"1300000000", "1400000000"};

/// What makes of any number behind it a name or the number of a thing: 第3次, 附件2, 〔2026〕3号.
constexpr std::string_view kBefore[] = {"第",   "·",    "附件", "附表", "附录", "附图", "见图", "见表",
                                        "如图", "如表", "案例", "〔",   "〕",   "[",    "]",    "党的",
                                        "周",   "星期", "初",   "/",    "×",    "+",    "No.",  "编号"};

/// Of these events everybody knows how many years they are ago.
constexpr std::string_view kEvents[] = {"改革开放", "新中国成立", "建党", "建国", "建军", "抗战胜利"};

/// What a line or clause may begin behind.
bool begins_clause(std::string_view before) {
  constexpr std::array<std::string_view, 8> kMarks = {"。", ",", ";", ":", "、", "!", "?", "\n"};
  return before.empty() ||
         std::any_of(kMarks.begin(), kMarks.end(), [before](std::string_view mark) { return before.ends_with(mark); });
}

/// 12345 and its like, 110 to 122, 95588, 13800138000: dialled, and not followed by what is counted.
bool is_dialled(std::string_view digits, std::string_view behind) {
  if (!std::all_of(digits.begin(), digits.end(), &is_digit)) return false;
  constexpr std::string_view kCounted = "户人名个家件次份亿万元%公";
  const std::string_view next = character_at(behind, 0);
  if (!next.empty() && kCounted.find(next) != std::string_view::npos) return false;
  constexpr std::size_t kLongNumber = 7;
  if (digits.size() == 5) return digits.starts_with("12") || digits.starts_with("95") || digits.starts_with("96");
  if (digits.size() == 3) return digits.starts_with("11") || digits == "120" || digits == "122";
  return digits.size() >= kLongNumber;
}

/// 1.组织到位；(2)责任到位: what counts points inside a sentence.
bool counts_points(const NumberPlace& number) {
  const std::string_view before = number.text.substr(0, number.begin);
  const std::string_view behind = number.text.substr(number.end);
  constexpr std::size_t kLongest = 2;
  if (number.end - number.begin > kLongest) return false;
  if (before.ends_with('(') && behind.starts_with(')')) return true;
  const bool has_mark = behind.starts_with('.') || behind.starts_with("、") || behind.starts_with(')');
  const std::size_t mark = behind.starts_with("、") ? 3 : 1;
  return has_mark && begins_clause(before) && (behind.size() == mark || !is_digit(behind[mark]));
}

/// “3.15”, “十二项举措”: a name in quotation marks.
bool is_quoted(const NumberPlace& number) {
  constexpr std::string_view kOpen = "“";
  constexpr std::string_view kClose = "”";
  constexpr std::size_t kLongest = 30;  // bytes: ten characters
  return number.text.substr(0, number.begin).ends_with(kOpen) &&
         number.text.substr(number.end, kLongest).find(kClose) != std::string_view::npos;
}

/// 7×24, 5+2, 3:1, 9:30, 2/3, 5G, 3.2.1, (2026).
bool is_joined(const NumberPlace& number) {
  constexpr std::array<std::string_view, 7> kJoins = {"×", "+", ":", "/", "·", "x", "."};
  const std::string_view before = number.text.substr(0, number.begin);
  const std::string_view behind = number.text.substr(number.end);
  for (const std::string_view join : kJoins) {
    const char next = behind.starts_with(join) && behind.size() > join.size() ? behind[join.size()] : ' ';
    const bool leads = is_digit(next) || (join == "+" && is_letter(next));  // 1+N
    const bool follows =
        before.ends_with(join) && before.size() > join.size() && is_digit(before[before.size() - join.size() - 1]);
    if (leads || follows) return true;
  }
  const bool is_bracketed = before.ends_with('(') && behind.starts_with(')');  // (2026)3号
  return is_bracketed || (!behind.empty() && is_letter(behind.front()));
}

/// 十九届四中全会, 17届5中.
bool is_congress(std::string_view behind) {
  constexpr std::string_view kTerm = "届";
  constexpr std::string_view kPlenum = "中";
  constexpr std::string_view kCongress = "大";
  if (behind.starts_with(kCongress)) return true;
  if (!behind.starts_with(kTerm)) return false;
  const std::string_view number = character_at(behind, kTerm.size());
  return !number.empty() && behind.substr(kTerm.size() + number.size()).starts_with(kPlenum);
}

}  // namespace

bool is_part_of_name(const NumberPlace& number) {
  const std::string_view before = number.text.substr(0, number.begin);
  const std::string_view behind = number.text.substr(number.end);
  if (!before.empty() && is_letter(before.back())) return true;  // G20
  if (std::any_of(std::begin(kBefore), std::end(kBefore),
                  [&](std::string_view word) { return before.ends_with(word); }))
    return true;
  if (std::any_of(std::begin(kPhrases), std::end(kPhrases), [&](const Phrase& phrase) {
        return (phrase.value.empty() || phrase.value == number.value) && behind.starts_with(phrase.behind);
      }))
    return true;
  const bool is_nation = std::find(std::begin(kNations), std::end(kNations), number.value) != std::end(kNations) &&
                         std::any_of(std::begin(kPeople), std::end(kPeople),
                                     [&](std::string_view word) { return behind.starts_with(word); });
  const bool is_anniversary =
      behind.starts_with("年") && std::any_of(std::begin(kEvents), std::end(kEvents),
                                              [&](std::string_view event) { return before.ends_with(event); });
  const bool is_centenary = before.ends_with("个") && number.value == "100" && behind.starts_with("年");  // 两个一百年
  const std::string_view written = number.text.substr(number.begin, number.end - number.begin);
  return is_nation || is_anniversary || is_centenary || is_congress(behind) || is_joined(number) || is_quoted(number) ||
         counts_points(number) || is_dialled(written, behind);
}

}  // namespace lectern::host
