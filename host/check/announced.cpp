// SPDX-License-Identifier: Apache-2.0
#include "check/announced.hpp"

#include "check/spoken.hpp"
#include "source/source.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <unordered_map>
#include <utility>

namespace lectern::host {
namespace {

using Words = std::span<const std::string_view>;

bool begins_with_any(std::string_view text, Words words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) { return text.starts_with(word); });
}

bool ends_with_any(std::string_view text, Words words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) { return text.ends_with(word); });
}

bool holds_any(std::string_view text, Words words) {
  return std::any_of(words.begin(), words.end(),
                     [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// Who speaks announces his own points with these, directly before the number.
constexpr std::string_view kSay[] = {"讲",     "谈",       "提",     "提出",     "说",       "强调",   "汇报",
                                     "讲以下", "谈以下",   "提以下", "提出以下", "强调以下", "讲这么", "讲如下",
                                     "提如下", "提出如下", "谈谈",   "讲讲",     "作"};
/// What announces that a list follows, anywhere in the clause.
constexpr std::string_view kFollow[] = {"以下", "如下", "下列", "下面"};
/// What is done in so many respects.
constexpr std::string_view kDo[] = {"抓好", "做好",   "做到",   "从",     "围绕",   "把握", "把握好",
                                    "突出", "坚持",   "处理好", "抓住",   "注意",   "注重", "抓",
                                    "落实", "主要有", "主要是", "体现在", "表现在", "实现", "在"};
/// These look back, or speak of others' words.
constexpr std::string_view kBack[] = {"以上", "上述",   "前面", "刚才",   "这几", "其中", "讲了",
                                      "提了", "提出了", "谈了", "强调了", "之一", "前三", "后三"};
/// Measure words that count points of a speech and little else.
constexpr std::string_view kPoints[] = {"点", "个方面", "方面"};
/// Others, which count many a thing.
constexpr std::string_view kThings[] = {"项", "条", "件", "个", "大"};
/// What may stand between the count and the end of the clause.
constexpr std::string_view kNouns[] = {"意见", "要求", "希望", "建议", "体会", "想法", "看法", "认识", "意思",
                                       "问题", "方面", "工作", "措施", "任务", "事",   "事情", "实事", "情况",
                                       "打算", "做法", "特点", "原因", "理由", "关系", "原则", "重点", "环节",
                                       "关键", "到位", "结合", "转变", "坚持", "确保", "机制", "制度", "内容",
                                       "说明", "启示", "感受", "经验", "变化", "成效", "承诺", "期望"};
constexpr std::string_view kWays[] = {"入手", "着手", "做起", "抓起", "展开", "进行", "努力", "下功夫",
                                      "发力", "用力", "推进", "来讲", "来谈", "来抓", "抓好"};
/// Of headings these alone: 处理好四个关系.
constexpr std::string_view kHeadingNouns[] = {"关系", "环节", "重点", "到位", "结合", "转变", "坚持", "确保"};
/// What begins one more point without a number.
constexpr std::string_view kMore[] = {"再", "还", "另外", "此外", "最后", "同时", "其三", "三"};

struct Announcement {
  std::size_t begin = 0;  ///< in the text that was looked at
  std::size_t end = 0;
  std::size_t count = 0;
};

/// 三点意见: the number, its measure word, and what is counted.
struct Phrase {
  std::size_t begin = 0;
  std::size_t count = 0;
  std::size_t behind = 0;  ///< where the measure word ends
  bool has_points = false;
};

/// The last one of the clause.
std::optional<Phrase> last_phrase(std::string_view clause) {
  std::optional<Phrase> found;
  for (std::size_t at = 0; at < clause.size();) {
    const SmallCount count = small_count(clause.substr(at));
    if (count.number == 0) {
      at += character_at(clause, at).size();
      continue;
    }
    const std::size_t behind = at + count.length;
    const std::string_view rest = clause.substr(behind);
    const bool is_ordinal = clause.substr(0, at).ends_with("第") || clause.substr(0, at).ends_with("几");
    for (const auto& [words, has_points] : {std::pair<Words, bool>(kPoints, true), {kThings, false}}) {
      for (const std::string_view word : words) {
        const bool is_new = !found || found->begin != at;
        if (is_new && !is_ordinal && rest.starts_with(word))
          found = Phrase{at, count.number, behind + word.size(), has_points};
      }
    }
    at = behind;
  }
  return found;
}

/// Whether what stands behind the phrase belongs to it: nothing, 意见, 的工作, 入手.
bool is_end_of_clause(std::string_view rest) {
  constexpr std::size_t kLongest = 30;  // bytes: ten characters
  if (rest.empty()) return true;
  if (rest.starts_with("的")) rest.remove_prefix(std::string_view("的").size());
  return rest.size() <= kLongest && rest.find(',') == std::string_view::npos &&
         rest.find("的") == std::string_view::npos && (ends_with_any(rest, kNouns) || ends_with_any(rest, kWays));
}

/// The clause that a list follows. `has_colon`: with nothing but a colon between.
std::optional<Announcement> in_clause(std::string_view clause, bool has_colon) {
  const auto phrase = last_phrase(clause);
  if (!phrase || phrase->count < 2 || holds_any(clause, kBack)) return std::nullopt;
  const std::string_view before = clause.substr(0, phrase->begin);
  const std::string_view rest = clause.substr(phrase->behind);
  const Announcement found{phrase->begin, clause.size(), phrase->count};
  // 我讲三点意见，供大家参考
  if (ends_with_any(before, kSay)) {
    const std::size_t comma = rest.find(',');
    const std::string_view counted = rest.substr(0, comma);
    const bool is_said = phrase->has_points || ends_with_any(counted, kNouns);  // 讲三点, 讲三个问题
    if (is_said && is_end_of_clause(counted))
      return Announcement{found.begin, phrase->behind + counted.size(), found.count};
  }
  if (!is_end_of_clause(rest)) return std::nullopt;
  if (holds_any(before, kFollow)) return found;
  const bool is_set = std::find(std::begin(kHeadingNouns), std::end(kHeadingNouns), rest) != std::end(kHeadingNouns);
  if (is_set && ends_with_any(before, kDo)) return found;  // 做到三个到位
  if (phrase->has_points) return has_colon || ends_with_any(before, kDo) ? std::optional(found) : std::nullopt;
  return has_colon && ends_with_any(rest, kNouns) ? std::optional(found) : std::nullopt;
}

/// A text that ends where a list begins: its last clause, or the one before where the speaker asks to be excused.
std::optional<Announcement> at_end(std::string_view whole) {
  constexpr std::size_t kFarthest = 600;  // bytes: what announces is not far
  const std::size_t from = whole.size() - std::min(kFarthest, whole.size());
  std::string_view text = whole.substr(from);
  constexpr std::array<std::string_view, 5> kEnds = {"。", "!", "?", ";", "\n"};
  constexpr std::size_t kSentences = 2;
  bool has_colon = false;
  for (std::size_t sentence = 0; sentence < kSentences && !text.empty(); ++sentence) {
    while (!text.empty()) {
      if (text.ends_with(':')) has_colon = sentence == 0;
      const std::size_t mark = text.ends_with("。") || text.ends_with("—")                               ? 3
                               : std::string_view(":,;!?\n").find(text.back()) != std::string_view::npos ? 1
                                                                                                         : 0;
      if (mark == 0) break;
      text.remove_suffix(mark);
    }
    std::size_t begin = 0;
    for (const std::string_view end : kEnds) {
      const std::size_t found = text.rfind(end);
      if (found != std::string_view::npos) begin = std::max(begin, found + end.size());
    }
    constexpr std::size_t kLongest = 240;  // bytes: a clause that announces is no longer
    const std::string_view clause = text.substr(begin);
    if (clause.size() > kLongest) return std::nullopt;
    if (auto found = in_clause(clause, has_colon)) {
      const bool is_said = ends_with_any(clause.substr(0, found->begin), kSay);
      if (sentence != 0 && !is_said) return std::nullopt;
      found->begin += from + begin;
      found->end += from + begin;
      return found;
    }
    if (last_phrase(clause) || clause.find("几") != std::string_view::npos) return std::nullopt;
    text = text.substr(0, begin);
    has_colon = false;
  }
  return std::nullopt;
}

/// A heading: 做好五个方面的工作, 处理好四个关系.
std::optional<Announcement> in_heading(std::string_view text) {
  const auto phrase = last_phrase(text);
  if (!phrase || phrase->count < 2) return std::nullopt;
  const std::string_view rest = text.substr(phrase->behind);
  const bool is_counted = phrase->has_points ? is_end_of_clause(rest)
                                             : std::find(std::begin(kHeadingNouns), std::end(kHeadingNouns), rest) !=
                                                   std::end(kHeadingNouns);
  if (!is_counted) return std::nullopt;
  return Announcement{phrase->begin, text.size(), phrase->count};
}

class AnnouncedCheck {
 public:
  AnnouncedCheck(const std::vector<Line>& lines, Reports& reports) : lines_(lines), reports_(reports) { find_others(); }

  void look(const NumberedList& list) {
    if (!list.is_whole) return;
    constexpr std::size_t kFarthest = 3;  // lines: what leads from a heading to its points
    for (std::size_t steps = 1; steps <= std::min(kFarthest, list.first); ++steps) {
      const std::size_t at = list.first - steps;
      const Paragraph& paragraph = *lines_[at].paragraph;
      const bool is_above_it = !paragraph.numeral || is_above(paragraph.numeral->form, list.form);
      if (!is_above_it) return;
      if (paragraph.kind == ParagraphKind::heading) return tell(at, in_heading(lines_[at].text()), list);
      if (paragraph.kind != ParagraphKind::text) return;
      const std::string_view text = lines_[at].text();
      if (steps == 1 && at_end(text)) return tell(at, at_end(text), list);
      if (paragraph.numeral || text.find("几") != std::string_view::npos || last_phrase(text)) return;
    }
  }

  void look(const OrdinalSeries& series) {
    if (!series.is_whole || series.items < 2) return;
    const bool begins_line = series.begin == 0;
    if (begins_line && (series.line == 0 || lines_[series.line - 1].paragraph->kind != ParagraphKind::text)) return;
    const std::size_t at = begins_line ? series.line - 1 : series.line;
    const std::string_view text = lines_[at].text();
    const auto announced = at_end(begins_line ? text : text.substr(0, series.begin));
    if (!announced || announced->count == series.items) return;
    const bool has_more = series.items < announced->count && goes_on_in_words(series);
    if (!has_more) report(at, *announced, series.items);
  }

 private:
  /// Where a line begins with a number of another form than that of a list: 第三、, 三. The last such line for each number.
  void find_others() {
    for (std::size_t at = 0; at < lines_.size(); ++at) {
      constexpr std::string_view kOrdinal = "第";
      std::string_view text = lines_[at].text();
      const auto& numeral = lines_[at].paragraph->numeral;
      if (numeral && numeral->form == NumeralForm::hanzi) continue;
      if (text.starts_with(kOrdinal)) text.remove_prefix(kOrdinal.size());
      const SmallCount count = small_count(text);
      if (count.number != 0) others_[count.number] = at;
    }
  }

  /// Whether what follows the last point may be one more: 再就是, 还有一点, 最后.
  bool goes_on_in_words(const OrdinalSeries& series) const {
    const auto begins = [](std::string_view text) { return begins_with_any(text, kMore); };
    const std::string_view text = lines_[series.last_line].text();
    for (std::size_t at = series.last_end; at < text.size(); at += character_at(text, at).size()) {
      const std::string_view mark = character_at(text, at);
      const bool is_mark = mark == "。" || mark == "," || mark == ";";
      if (is_mark && begins(text.substr(at + mark.size()))) return true;
    }
    return series.last_line + 1 < lines_.size() && begins(lines_[series.last_line + 1].text());
  }

  void tell(std::size_t at, const std::optional<Announcement>& announced, const NumberedList& list) {
    if (!announced || announced->count == list.items) return;
    const auto other = others_.find(list.items + 1);
    const bool is_numbered_otherwise =
        list.form == NumeralForm::hanzi && other != others_.end() && other->second > list.first;
    if (!is_numbered_otherwise) report(at, *announced, list.items);
  }

  void report(std::size_t at, const Announcement& announced, std::size_t items) {
    const Line& line = lines_[at];
    if (!told_.emplace(at, announced.begin).second) return;
    const Stretch where = line.normal.original({announced.begin, announced.end});
    reports_.add(Severity::warning, "announced-count", *line.paragraph, where,
                 message("'{}' is announced, and {} follow",
                         line.paragraph->text.substr(where.begin, where.end - where.begin), std::to_string(items)),
                 message("announce as many as follow, or bring back what is missing"));
  }

  const std::vector<Line>& lines_;
  Reports& reports_;
  std::unordered_map<std::size_t, std::size_t> others_;
  std::set<std::pair<std::size_t, std::size_t>> told_;
};

}  // namespace

void check_announced(const std::vector<Line>& lines, const std::vector<NumberedList>& lists,
                     const std::vector<OrdinalSeries>& series, Reports& reports) {
  AnnouncedCheck check(lines, reports);
  for (const NumberedList& list : lists) check.look(list);
  for (const OrdinalSeries& one : series) check.look(one);
}

}  // namespace lectern::host
