// SPDX-License-Identifier: Apache-2.0
#include "check/figures.hpp"

#include "check/figure_dates.hpp"
#include "check/figure_names.hpp"
#include "check/spoken.hpp"
#include "source/source.hpp"

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// ---- Plain digits ----

/// "12.60" and four places: "126000".
std::string shifted(std::string_view number, std::size_t places) {
  const std::size_t point = std::min(number.find('.'), number.size());
  std::string whole(number.substr(0, point));
  std::string part(point == number.size() ? std::string_view() : number.substr(point + 1));
  const std::size_t taken = std::min(places, part.size());
  whole += part.substr(0, taken);
  whole.append(places - taken, '0');
  part.erase(0, taken);
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
  while (!part.empty() && part.back() == '0') part.pop_back();
  if (whole.empty()) whole.push_back('0');
  if (!part.empty()) whole.append(1, '.').append(part);
  return whole;
}

/// The sum of two numbers of which the second is the smaller, and whole: 12亿 and 6000万.
std::string sum(std::string_view large, std::string_view small) {
  std::string out(large);
  int carry = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    char& digit = out[out.size() - 1 - i];
    const int other = i < small.size() ? small[small.size() - 1 - i] - '0' : 0;
    const int value = digit - '0' + other + carry;
    digit = static_cast<char>('0' + value % 10);
    carry = value / 10;
  }
  return carry == 0 ? out : "1" + out;
}

bool is_whole(std::string_view number) { return number.find('.') == std::string_view::npos; }

// ---- Finding ----

/// What stands before or behind a number that is not meant exactly.
constexpr std::array<std::string_view, 7> kRoughBefore = {"近", "约", "逾", "超", "超过", "不足", "不到"};
/// But not 签约12家 and 附近5个.
constexpr std::string_view kBeforeOtherWord = "签预节合公邀履违条契租誓相制附接最邻亲靠远";
constexpr std::array<std::string_view, 5> kRoughBehind = {"多", "余", "来", "几", "数"};
constexpr std::array<std::string_view, 5> kRoughAtEnd = {"左右", "上下", "以上", "以内", "以下"};

template <std::size_t N>
bool begins_with_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) { return text.starts_with(word); });
}

template <std::size_t N>
bool ends_with_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) { return text.ends_with(word); });
}

bool is_rough_before(std::string_view before) {
  if (!ends_with_any(before, kRoughBefore)) return false;
  constexpr std::size_t kCharacter = 3;
  const std::string_view other = before.substr(0, before.size() - kCharacter);
  return other.size() < kCharacter ||
         kBeforeOtherWord.find(other.substr(other.size() - kCharacter)) == std::string_view::npos;
}

class Scanner {
 public:
  Scanner(std::string_view text, const std::vector<std::string>& units) : text_(text), units_(units) {}

  std::vector<Figure> run() {
    while (at_ < text_.size()) {
      const auto first = static_cast<unsigned char>(text_[at_]);
      if (is_digit(text_[at_])) {
        digits();
      } else if (first >= 0xE3 && first <= 0xE9) {
        hanzi();
      } else {
        ++at_;
      }
    }
    return std::move(out_);
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }

  bool take(std::string_view word) {
    if (!rest().starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  std::string_view take_digits(std::size_t most) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && at_ - begin < most && is_digit(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  // ---- In digits ----

  /// 18642, 18,642, 12.6.
  std::string take_number() {
    constexpr std::size_t kLongest = 40;
    std::string number(take_digits(kLongest));
    while (number.size() <= kLongest && at_ + 3 < text_.size() && text_[at_] == ',' && is_digit(text_[at_ + 1]) &&
           is_digit(text_[at_ + 2]) && is_digit(text_[at_ + 3])) {
      ++at_;
      number += take_digits(3);
    }
    const bool has_part = at_ + 1 < text_.size() && text_[at_] == '.' && is_digit(text_[at_ + 1]);
    if (has_part) {
      ++at_;
      number += ".";
      number += take_digits(kLongest);
    }
    return number;
  }

  void digits() {
    const std::size_t begin = at_;
    if (date(begin)) return;
    const std::string number = take_number();
    number_in_digits(begin, number);
  }

  bool date(std::size_t begin) {
    const auto found = date_at(text_, begin);
    if (!found) return false;
    at_ = found->end;
    out_.push_back({begin, at_, {}, {}, found->date, false});
    return true;
  }

  /// 12亿6000万, 3千5百, 12.6个亿: the number is read, at_ is behind it.
  void number_in_digits(std::size_t begin, std::string_view number) {
    std::size_t places = take_places(false);
    std::string value = shifted(number, places);
    while (places != 0 && at_ < text_.size() && is_digit(text_[at_]) && is_whole(value)) {
      const std::size_t before = at_;
      const std::string_view part = take_digits(8);
      const std::size_t smaller = take_places(true);
      const bool is_clear = smaller != 0 ? part.size() + smaller <= places : part.size() == places;  // not 3万5
      if (!is_clear || rest().starts_with('.')) {
        at_ = before;
        break;
      }
      value = sum(value, shifted(part, smaller));
      places = smaller;
    }
    figure(begin, std::move(value), true);
  }

  /// 亿, 万, 千万, 个亿; and 千 and 百, where a number is made of several or another digit follows.
  std::size_t take_places(bool is_part) {
    std::size_t places = 0;
    if (rest().starts_with("个亿")) take("个");
    for (;;) {
      const std::string_view next = character_at(text_, at_);
      const std::size_t rank = next == "百" ? 2 : next == "千" ? 3 : places_of(next);
      const std::string_view behind = text_.substr(at_ + next.size());
      const bool goes_on =
          is_part || places_of(character_at(behind, 0)) != 0 || (!behind.empty() && is_digit(behind.front()));
      const bool counts = places_of(next) != 0 || (rank != 0 && goes_on);
      if (!counts) return places;
      places += rank;
      at_ += next.size();
    }
  }

  // ---- What is measured ----

  /// The number is read, at_ is behind it. In Chinese numerals it is a figure only where it has a unit.
  void figure(std::size_t begin, std::string value, bool in_digits) {
    const std::size_t number_end = at_;
    if (is_part_of_name({text_, begin, number_end, value})) return;
    Figure figure{begin, 0, std::move(value), {}, std::nullopt, is_rough_before(text_.substr(0, begin))};
    if (begins_with_any(rest(), kRoughBehind)) {
      figure.is_rough = true;
      take(character_at(text_, at_));
      if (const std::size_t places = take_places(false); places != 0) figure.value = shifted(figure.value, places);
    }
    take_unit(figure);
    if (figure.unit.empty()) inherit_unit(figure);
    if (figure.unit.empty() && !in_digits) {
      at_ = number_end;
      return;
    }
    if (figure.date) figure.unit.clear();
    if (figure.unit == "%" && figure.value == "100" && is_goal(begin)) return;
    figure.is_rough = figure.is_rough || begins_with_any(rest(), kRoughAtEnd);
    figure.end = at_;
    out_.push_back(std::move(figure));
  }

  void take_unit(Figure& figure) {
    if (take("%")) {
      figure.unit.assign(1, '%');
    } else if (const std::string_view known = known_unit(); !known.empty()) {
      figure.unit = known;
      at_ += known.size();
    }
  }

  /// The longest that stands here.
  std::string_view known_unit() const {
    std::string_view longest;
    for (const std::string& known : units_) {
      if (known.size() > longest.size() && rest().starts_with(known)) longest = known;
    }
    return longest;
  }

  /// 5～10万元, 60—65%: the first of two has the unit of the second.
  void inherit_unit(Figure& figure) {
    constexpr std::array<std::string_view, 4> kTo = {"~", "-", "—", "至"};
    const std::size_t end = at_;
    const bool is_range = std::any_of(kTo.begin(), kTo.end(), [this](std::string_view word) { return take(word); });
    const bool has_second = is_range && at_ < text_.size() && is_digit(text_[at_]);
    if (has_second) {
      take_number();
      const std::size_t places = take_places(false);
      Figure second;
      take_unit(second);
      const bool is_year = figure.value.size() == 4 && (rest().starts_with("年") || second.unit == "年");
      if (const auto year = is_year ? parse_year(figure.value) : std::nullopt) {
        figure.date = Calendar{*year, 0, 0};
        figure.value.clear();
        figure.unit = "年";
      } else {
        figure.unit = second.unit;
        if (is_whole(figure.value) || places != 0) figure.value = shifted(figure.value, places);
      }
      figure.is_rough = figure.is_rough || figure.unit.empty();
    }
    at_ = end;
  }

  /// 做到100%, 百分之百: said of what is wanted, not of what was counted.
  bool is_goal(std::size_t begin) const {
    constexpr std::array<std::string_view, 9> kWanted = {"做到", "达到", "确保", "力争", "实现",
                                                         "保证", "必须", "要",   "尽"};
    constexpr std::size_t kNear = 36;  // bytes: twelve characters
    const std::string_view before = text_.substr(0, begin);
    const std::string_view near = before.substr(before.size() - std::min(kNear, before.size()));
    return std::any_of(kWanted.begin(), kWanted.end(),
                       [near](std::string_view word) { return near.find(word) != std::string_view::npos; });
  }

  // ---- In Chinese numerals ----

  /// Where they are figures: 百分之九十八点六, 二〇二六年, 一百六十八人. A numeral without a unit, and one of a single character, may be
  /// anything: 一心一意, 十分, 三点要求.
  void hanzi() {
    const std::size_t begin = at_;
    const std::string_view first = character_at(text_, at_);
    if (skip_title(first) || (first == "元" && date(begin))) return;
    if (take("百分之")) return rate(begin, "%");
    if (take("千分之")) return rate(begin, "‰");
    std::size_t end = at_;
    for (std::string_view next = character_at(text_, end); is_numeral(next); next = character_at(text_, end))
      end += next.size();
    at_ = end == begin ? begin + first.size() : end;
    if (end == begin || end - begin > kLongestNumeral) return;
    const std::string_view numeral = text_.substr(begin, end - begin);
    if (date(begin)) return;
    const auto number = numeral.size() > first.size() ? large_number(numeral) : std::nullopt;
    if (!number) return;
    const std::size_t places = rest().starts_with("个亿") ? take_places(false) : 0;
    figure(begin, shifted(*number, places), false);
  }

  static constexpr std::size_t kLongestNumeral = 60;  // bytes: twenty characters

  static bool is_numeral(std::string_view character) { return is_han_numeral(character) || places_of(character) != 0; }

  /// 《2026年工作要点》: what stands in the title of a document is its name.
  bool skip_title(std::string_view first) {
    constexpr std::size_t kLongest = 240;  // bytes
    if (first != "《") return false;
    const std::size_t end = text_.substr(at_, kLongest).find("》");
    if (end == std::string_view::npos) return false;
    at_ += end;
    return true;
  }

  void rate(std::size_t begin, std::string_view unit) {
    const std::size_t from = at_;
    std::optional<std::string> number;
    if (at_ < text_.size() && is_digit(text_[at_])) {
      number = take_number();
    } else {
      while (is_numeral(character_at(text_, at_))) at_ += character_at(text_, at_).size();
      const std::string_view numeral = text_.substr(from, at_ - from);
      if (numeral == "百") return;  // as much as can be
      if (numeral.size() <= kLongestNumeral) number = large_number(numeral);
    }
    const bool is_rough = is_rough_before(text_.substr(0, begin)) || begins_with_any(rest(), kRoughAtEnd);
    if (number == "100") return;  // 百分之一百
    if (number) out_.push_back({begin, at_, shifted(*number, 0), std::string(unit), std::nullopt, is_rough});
  }

  /// 十二亿六千万, 二十八万四千, 一点二亿. Not 三万五, which leaves open what the five are.
  static std::optional<std::string> large_number(std::string_view numeral) {
    constexpr std::string_view kLarge = "亿";
    constexpr std::string_view kSmall = "万";
    for (const std::string_view mark : {kLarge, kSmall}) {
      const std::size_t at = numeral.find(mark);
      if (at == std::string_view::npos) continue;
      const auto head = large_number(numeral.substr(0, at));
      const std::string_view tail = numeral.substr(at + mark.size());
      if (!head) return std::nullopt;
      const std::string value = shifted(*head, places_of(mark));
      if (tail.empty()) return value;
      const bool is_open = tail.size() == mark.size();
      const auto part = is_open || !is_whole(*head) ? std::nullopt : large_number(tail);
      if (!part || !is_whole(*part) || part->size() > places_of(mark)) return std::nullopt;
      return sum(value, *part);
    }
    return spoken_number(numeral);
  }

  std::string_view text_;
  const std::vector<std::string>& units_;
  std::vector<Figure> out_;
  std::size_t at_ = 0;
};

/// Words that count anything.
bool is_any_unit(std::string_view unit) { return unit.empty() || unit == "个"; }

/// Words that count the same.
bool count_the_same(std::string_view one, std::string_view other) {
  constexpr std::string_view kPeople = "人名位";
  constexpr std::string_view kHouses = "户家所";
  constexpr std::string_view kMatters = "件起宗项条";
  const auto both_in = [&](std::string_view words) {
    return words.find(one) != std::string_view::npos && words.find(other) != std::string_view::npos;
  };
  return both_in(kPeople) || both_in(kHouses) || both_in(kMatters);
}

}  // namespace

std::vector<Figure> figures_in(std::string_view text, const std::vector<std::string>& units) {
  return Scanner(text, units).run();
}

bool is_same_unit(const Figure& one, const Figure& other) {
  return is_any_unit(one.unit) || is_any_unit(other.unit) || one.unit.starts_with(other.unit) ||
         other.unit.starts_with(one.unit) || count_the_same(one.unit, other.unit);
}

bool is_same(const Figure& one, const Figure& other) {
  if (one.date || other.date) return one.date == other.date;
  return one.value == other.value && is_same_unit(one, other);
}

}  // namespace lectern::host
