// SPDX-License-Identifier: Apache-2.0
#include "check/ordinals.hpp"

#include "check/spoken.hpp"
#include "fact/date.hpp"
#include "source/source.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace lectern::host {
namespace {

/// The numbers that are looked at: 一 to 二十.
constexpr std::size_t kMost = 20;

/// A number at the beginning of a clause.
struct Ordinal {
  std::string_view kind;  ///< 是, 要, 靠, 第; empty where it only may be one: 二者, 三来
  std::size_t number = 0;
  std::size_t line = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// 一是, 二要. Not “三要”, where nothing follows.
std::optional<Ordinal> counted(std::string_view text) {
  constexpr std::array<std::string_view, 3> kKinds = {"是", "要", "靠"};
  constexpr std::string_view kNothing = "”’。,;:、)!?";
  const SmallCount count = small_count(text);
  if (count.number == 0 || count.number > kMost || (text.front() >= '0' && text.front() <= '9')) return std::nullopt;
  Ordinal found{{}, count.number, 0, 0, count.length};
  for (const std::string_view kind : kKinds) {
    const std::string_view behind = character_at(text, count.length + kind.size());
    const bool is_one = text.substr(count.length).starts_with(kind) && !behind.empty() &&
                        kNothing.find(behind) == std::string_view::npos;
    if (!is_one) continue;
    found.kind = kind;
    found.end += kind.size();
  }
  return found;
}

/// 第一，: with a mark, or 是. Not 第一、第二产业.
std::optional<Ordinal> ordinal(std::string_view text) {
  constexpr std::string_view kOrdinal = "第";
  constexpr std::array<std::string_view, 4> kMarks = {",", "、", ":", "是"};
  if (!text.starts_with(kOrdinal)) return std::nullopt;
  const SmallCount count = small_count(text.substr(kOrdinal.size()));
  if (count.number == 0 || count.number > kMost) return std::nullopt;
  Ordinal found{{}, count.number, 0, 0, kOrdinal.size() + count.length};
  const std::string_view behind = text.substr(found.end);
  const auto* const mark = std::find_if(kMarks.begin(), kMarks.end(),
                                        [behind](std::string_view known) { return behind.starts_with(known); });
  if (mark == kMarks.end()) return found;
  const std::string_view rest = behind.substr(mark->size());
  if (!rest.empty() && !rest.starts_with(kOrdinal) && small_count(rest).number == 0) found.kind = kOrdinal;
  return found;
}

/// Words that stand for a number: who begins with 首先 may go on with 第二.
std::optional<Ordinal> worded(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::size_t>, 10> kWords = {{{"首先", 1},
                                                                                {"首要", 1},
                                                                                {"先是", 1},
                                                                                {"其一", 1},
                                                                                {"其次", 2},
                                                                                {"其二", 2},
                                                                                {"再次", 3},
                                                                                {"再者", 3},
                                                                                {"其三", 3},
                                                                                {"其四", 4}}};
  for (const auto& [word, number] : kWords) {
    if (text.starts_with(word)) return Ordinal{{}, number, 0, 0, word.size()};
  }
  return std::nullopt;
}

std::optional<Ordinal> ordinal_at(std::string_view text) {
  constexpr std::string_view kFirst = "一二三四五六七八九十第首其先再";
  if (text.size() < 3 || kFirst.find(text.substr(0, 3)) == std::string_view::npos) return std::nullopt;
  if (auto found = counted(text)) return found;
  if (auto found = ordinal(text)) return found;
  return worded(text);
}

/// Where a clause may begin behind the byte at `at`; 0 where none does. The marks are in the normal form.
std::size_t clause_behind(std::string_view text, std::size_t at) {
  constexpr std::string_view kMarks = ",;:!?(\n";
  if (kMarks.find(text[at]) != std::string_view::npos) return at + 1;
  for (const std::string_view mark : {"。", "、", "“", "，"}) {
    if (text.substr(at).starts_with(mark)) return at + mark.size();
  }
  return 0;
}

std::string written(std::string_view kind, std::size_t number) {
  const std::string numeral = hanzi_number(std::to_string(number));
  return kind == "第" ? std::string(kind) + numeral : numeral + std::string(kind);
}

class OrdinalCheck {
 public:
  OrdinalCheck(const std::vector<Line>& lines, Reports& reports) : lines_(lines), reports_(reports) {}

  std::vector<OrdinalSeries> run() {
    for (std::size_t at = 0; at < lines_.size(); ++at) {
      const ParagraphKind kind = lines_[at].paragraph->kind;
      if (kind == ParagraphKind::heading || kind == ParagraphKind::title) look();
      if (kind == ParagraphKind::text) collect(at);
    }
    look();
    std::stable_sort(series_.begin(), series_.end(), [](const OrdinalSeries& one, const OrdinalSeries& other) {
      return std::pair(one.line, one.begin) < std::pair(other.line, other.begin);
    });
    return std::move(series_);
  }

 private:
  /// A series that may go on.
  struct Open {
    OrdinalSeries series;
    std::size_t last = 0;  ///< its last ordinal, in `found_`
  };

  void collect(std::size_t line) {
    constexpr std::string_view kFirstBytes = ",;:!?(\n\xe2\xe3\xef";
    const std::string_view text = lines_[line].text();
    const std::size_t begin = std::min(text.size(), numeral_end(*lines_[line].paragraph));
    add(line, begin);
    for (std::size_t at = text.find_first_of(kFirstBytes, begin); at != std::string_view::npos;
         at = text.find_first_of(kFirstBytes, at + 1)) {
      if (const std::size_t clause = clause_behind(text, at); clause != 0) add(line, clause);
    }
  }

  /// Where the number that the paragraph begins with ends in its normal form.
  static std::size_t numeral_end(const Paragraph& paragraph) {
    if (!paragraph.numeral) return 0;
    return NormalText(std::string_view(paragraph.text).substr(0, paragraph.numeral->length)).text().size();
  }

  void add(std::size_t line, std::size_t begin) {
    auto ordinal = ordinal_at(lines_[line].text().substr(begin));
    if (!ordinal) return;
    ordinal->line = line;
    ordinal->begin = begin;
    ordinal->end += begin;
    found_.push_back(*ordinal);
  }

  /// Goes through the ordinals since the last heading.
  void look() {
    seen_ = {};
    for (std::size_t at = 0; at < found_.size(); ++at) {
      if (!found_[at].kind.empty()) look_at(at);
      seen_[found_[at].number] = at + 1;
    }
    close_behind(open_.rend());
    found_.clear();
  }

  void look_at(std::size_t at) {
    const Ordinal& ordinal = found_[at];
    if (ordinal.number == 1) return begin(at, {ordinal.line, ordinal.begin, ordinal.line, ordinal.end, 1, true});
    const auto last_of = [this](const Open& open) -> const Ordinal& { return found_[open.last]; };
    for (const bool same_kind : {true, false}) {
      const auto open = std::find_if(open_.rbegin(), open_.rend(), [&](const Open& known) {
        return last_of(known).number + 1 == ordinal.number && (last_of(known).kind == ordinal.kind) == same_kind;
      });
      if (open != open_.rend()) return go_on(open, at);
    }
    const auto open = std::find_if(open_.rbegin(), open_.rend(),
                                   [&](const Open& known) { return last_of(known).kind == ordinal.kind; });
    if (open == open_.rend()) {
      look_at_first(at);
      return begin(at, {ordinal.line, ordinal.begin, ordinal.line, ordinal.end, 1, false});
    }
    look_at_fault(at, open->last);
    open->series.is_whole = false;
    go_on(open, at);
  }

  void begin(std::size_t at, const OrdinalSeries& series) {
    constexpr std::size_t kMostOpen = 8;
    if (open_.size() == kMostOpen) {
      series_.push_back(open_.front().series);
      open_.erase(open_.begin());
    }
    open_.push_back({series, at});
  }

  void go_on(std::vector<Open>::reverse_iterator open, std::size_t at) {
    close_behind(open);
    Open& last = open_.back();
    last.last = at;
    last.series.last_line = found_[at].line;
    last.series.last_end = found_[at].end;
    ++last.series.items;
  }

  void close_behind(std::vector<Open>::reverse_iterator open) {
    const auto inner = static_cast<std::size_t>(open - open_.rbegin());
    for (std::size_t i = 0; i < inner; ++i) {
      series_.push_back(open_.back().series);
      open_.pop_back();
    }
  }

  /// Whether the next of this kind has this number. It is not far.
  bool is_followed_by(std::size_t at, std::size_t number) const {
    constexpr std::size_t kFarthest = 8;
    for (std::size_t next = at + 1; next < std::min(found_.size(), at + kFarthest); ++next) {
      if (found_[next].kind == found_[at].kind) return found_[next].number == number;
    }
    return false;
  }

  /// A series without its first: 要抓学习，二是抓作风，三是…; not where anything before it can be the first.
  void look_at_first(std::size_t at) {
    const Ordinal& ordinal = found_[at];
    const bool has_first = seen_[1] != 0 && found_[seen_[1] - 1].line + 1 >= ordinal.line;
    if (ordinal.number != 2 || ordinal.kind == "第" || has_first || !is_followed_by(at, 3)) return;
    report("numbering-gap", ordinal,
           message("the first number here is {}: {} is missing", said(ordinal), written(ordinal.kind, 1)),
           message("number the parts anew, or bring back the part that is missing"));
  }

  /// In a paragraph, or from the beginning of one to that of another. What is missing may be there in other words: 其次, 二要.
  void look_at_fault(std::size_t at, std::size_t last) {
    const Ordinal& ordinal = found_[at];
    const Ordinal& before = found_[last];
    const bool is_near = ordinal.line == before.line || ordinal.begin == 0;
    if (!is_near) return;
    if (ordinal.number == before.number && ordinal.line == before.line && is_followed_by(at, ordinal.number + 1))
      return report("numbering-repeat", ordinal, message("the number {} stands here a second time", said(ordinal)),
                    message("number the parts anew from here on"));
    for (std::size_t missing = before.number + 1; missing < ordinal.number; ++missing) {
      if (seen_[missing] > last) return;
    }
    if (ordinal.number > before.number)
      report("numbering-gap", ordinal,
             message("the number {} follows {}: {} is missing", said(ordinal), said(before),
                     written(ordinal.kind, before.number + 1)),
             message("number the parts anew, or bring back the part that is missing"));
  }

  std::string_view said(const Ordinal& ordinal) const {
    return lines_[ordinal.line].text().substr(ordinal.begin, ordinal.end - ordinal.begin);
  }

  void report(std::string_view code, const Ordinal& ordinal, Message what, Message hint) {
    const Line& line = lines_[ordinal.line];
    reports_.add(Severity::warning, code, *line.paragraph, line.normal.original({ordinal.begin, ordinal.end}),
                 std::move(what), std::move(hint));
  }

  const std::vector<Line>& lines_;
  Reports& reports_;
  std::vector<Ordinal> found_;                 ///< since the last heading
  std::array<std::size_t, kMost + 1> seen_{};  ///< for each number where it was last, plus 1
  std::vector<Open> open_;
  std::vector<OrdinalSeries> series_;
};

}  // namespace

std::vector<OrdinalSeries> check_ordinals(const std::vector<Line>& lines, Reports& reports) {
  return OrdinalCheck(lines, reports).run();
}

}  // namespace lectern::host
