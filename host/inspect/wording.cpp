// SPDX-License-Identifier: Apache-2.0
//
// The words of the passages, held against rules that can be decided on a passage alone. The rules are those of GB/T
// 15834-2011 (punctuation), GB/T 15835-2011 (numbers) and of official writing; each pattern names the one it stands for.
#include "check/placeholder.hpp"
#include "inspect/figures.hpp"
#include "inspect/passage_text.hpp"
#include "inspect/subject.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <memory>

namespace lectern::host {
namespace {

// ---- Rules that are a pattern ----

/// What must not stand in a text. The first group, where there is one, is what is shown. `￼` stands for a fact.
struct Pattern {
  const char* expression;
  const char* instead;  ///< an example of how it is right; shown as it is
};

using Patterns = std::vector<Pattern>;

/// P01, P02: Chinese punctuation among Chinese characters.
const Patterns kHalfWidth = {
    {R"([\p{Han}￼，。；：、”’》）]\s*([,;:?!]))", "，；：？！"},
    {R"(\p{Han}(\.)(?:\s*\p{Han}|$))", "。"},
    {R"((\([^)]*\p{Han}[^)]*\)?))", "（）"},
    {R"([\p{Han}￼](\())", "（"},
    {R"((\))\p{Han})", "）"},
};

/// P13: quotation marks.
const Patterns kQuotes = {{R"((["'「」『』＂＇]))", "“”"}};

/// P18 to P20: ellipsis and dash.
const Patterns kDashes = {
    {R"((\.{3,}|。{2,}))", "……"},
    {R"((?:^|[^…])(…)(?:[^…]|$))", "……"},
    {R"((-{2,}|一一[^一\p{Han}]))", "——"},
    {R"([\p{Han}￼，。；：、”’》）](—)[\p{Han}￼“‘《（])", "——"},
    {R"((……等))", "等"},
};

/// P03, P05, P06, P08, P09, P11, P12, P25, P30: marks where others belong.
const Patterns kMarks = {
    {R"((”、“))", "“甲”“乙”"},
    {R"((》、《))", "《甲》《乙》"},
    {R"((第[一二三四五六七八九十]+、|首先、|其次、|最后、))", "第一，"},
    {R"((?:^|[。；：])([一二三四五六七八九十]+[，.．])\p{Han})", "一、"},
    {R"((（[一二三四五六七八九十]+）[、，.．]))", "（一）"},
    {R"((?:^|[。；：，])([一二三四五六七八九]是[、]))", "一是"},
    {R"(([，。；：、][，。；：、！？]|[！？][，。；：、]|[！？]{4,}))", "。"},
    {R"((、(?:以及|及其|和[^解谐平睦气美顺善蔼悦缓约声]|与[^会时众]|及[^时早格])))", "甲、乙和丙"},
    {R"(([一二三四五六七八九]、[一二三四五六七八九][十百千个])\p{Han})", "三四个"},
};

/// N01, N02, N05, N06, N09, N11, N12: how numbers are written.
const Patterns kNumbers = {
    {R"((?:^|\D)(\d\d年\d{1,2}月))", "2026年3月"},
    {R"(([一二][零〇○０OoQ九][零〇○０Oo一二三四五六七八九][零○０Oo一二三四五六七八九]年))", "二〇二六年"},
    {R"((\d+几))", "十几"},
    {R"((\d个(?:意识|维护|自信|确立)|\d位一体))", "“四个意识”"},
    {R"((?:^|[^\d%万亿元])(\d+[～~—-]\d+(?:%|万|亿)))", "5万～10万"},
    {R"((?:^|[^\d.])(\.\d+))", "0.5"},
    {R"((\d[百千]\d*|\d千万))", "3500"},
    {R"((讲二点|二点意见|二个方面))", "两点"},
};

/// P32: no spaces among Chinese characters.
const Patterns kSpaces = {{R"([\p{Han}，。；：、“”‘’《》（）！？￼]([  \t]+)[\p{Han}\d“”‘’《》（）￼])", "（无空格）"},
                          {R"(\d([  \t]+)\p{Han})", "（无空格）"}};

/// H04, H05, H09: characters that only look like those that are meant.
const Patterns kCharacters = {
    {R"(([\x{200B}-\x{200F}\x{2028}-\x{202E}\x{2060}\x{FEFF}\x{00A0}\x{00AD}\x{FFFD}\x{E000}-\x{F8FF}]))", "（删除）"},
    {R"(([\x{FF10}-\x{FF19}\x{FF21}-\x{FF3A}\x{FF41}-\x{FF5A}]))", "0-9 A-Z"},
    {R"(([\p{Hiragana}\p{Katakana}\x{2E80}-\x{2FDF}\x{F900}-\x{FAFF}]))", "二"},
};

/// H06, H08: what came from a page or a file.
const Patterns kMarkup = {
    {R"((<[/a-zA-Z][^>]*>?|https?:|www\.|&[a-z]+;|\*\*|^#+ |小编|本文来自|[%$#@^*~]{3,}))", "（删除）"}};

/// H11, N16, T07: words that are often written wrong, and the right ones.
struct Misspelling {
  std::string_view wrong;
  std::string_view right;
};
constexpr std::array<Misspelling, 33> kMisspellings = {
    {{"坐谈会", "座谈会"},     {"既使", "即使"},         {"按装", "安装"},         {"部暑", "部署"},
     {"布署", "部署"},         {"决对", "绝对"},         {"帐户", "账户"},         {"竟争", "竞争"},
     {"脉博", "脉搏"},         {"针贬", "针砭"},         {"再接再励", "再接再厉"}, {"一愁莫展", "一筹莫展"},
     {"迫不急待", "迫不及待"}, {"甘败下风", "甘拜下风"}, {"走头无路", "走投无路"}, {"己经", "已经"},
     {"巳经", "已经"},         {"末来", "未来"},         {"渡假", "度假"},         {"气慨", "气概"},
     {"松驰", "松弛"},         {"凑和", "凑合"},         {"贯切", "贯彻"},         {"蜇伏", "蛰伏"},
     {"仗义直言", "仗义执言"}, {"一如继往", "一如既往"}, {"默守成规", "墨守成规"}, {"谈笑风声", "谈笑风生"},
     {"鼎立相助", "鼎力相助"}, {"悬梁刺骨", "悬梁刺股"}, {"世外桃园", "世外桃源"}, {"不径而走", "不胫而走"},
     {"金榜提名", "金榜题名"}}};

/// T04, T05, T09: names that have one form only.
const Patterns kFormulations = {
    {R"((“四个自信”[^。]{0,12}“四个意识”))", "增强“四个意识”、坚定“四个自信”、做到“两个维护”"},
    {R"((“两个维护”[^。]{0,12}“四个(?:意识|自信)”))", "增强“四个意识”、坚定“四个自信”、做到“两个维护”"},
    {R"((“两个维护”[^。]{0,12}“两个确立”))", "“两个确立”……“两个维护”"},
    {R"((《公民道德纲要》|《公民道德建设纲要》))", "《新时代公民道德建设实施纲要》"},
    {R"((不忘初心、?方得始终|不忘初心、牢记使命主题教育))", "“不忘初心、牢记使命”主题教育"},
};

using Expressions = std::vector<std::pair<std::unique_ptr<RE2>, const char*>>;

Expressions compiled(const Patterns& patterns) {
  Expressions out;
  for (const Pattern& pattern : patterns) out.emplace_back(std::make_unique<RE2>(pattern.expression), pattern.instead);
  return out;
}

void hold_against(Subject& subject, Verdict& verdict, const Patterns& patterns) {
  if (!subject.has_passages(verdict)) return;
  const Expressions expressions = compiled(patterns);
  for_each_text(subject.passages, [&](const Passage& passage, const PassageText& said) {
    for (const auto& [expression, instead] : expressions) {
      re2::StringPiece found;
      re2::StringPiece rest(said.text());
      while (RE2::FindAndConsume(&rest, *expression, &found)) {
        if (verdict.only_counts()) continue;
        const auto at = static_cast<std::size_t>(found.data() - said.text().data());
        verdict.fault(said.place(at, found.size()),
                      message("passage '{}' says '{}'", passage.id, std::string(found.data(), found.size())),
                      message("write it as in: {}", instead));
      }
    }
  });
}

template <const Patterns* kPatterns>
void hold(Subject& subject, Verdict& verdict) {
  hold_against(subject, verdict, *kPatterns);
}

/// H01 to H03.
void words_are_filled(Subject& subject, Verdict& verdict) {
  if (!subject.has_passages(verdict)) return;
  for_each_text(subject.passages, [&](const Passage& passage, const PassageText& said) {
    for (const Stretch& found : placeholders_in(NormalText(said.text()), Braces::are_facts)) {
      if (verdict.only_counts()) continue;
      const std::string_view words = std::string_view(said.text()).substr(found.begin, found.end - found.begin);
      verdict.fault(said.place(found.begin, words.size()), message("passage '{}' says '{}'", passage.id, words),
                    message("write it as in: {}", "{unit.name}"));
    }
  });
}

// ---- Rules that count ----
/// What can be taken in by ear: a sentence of some sixty characters; beyond ninety nobody knows how it began.
void sentences_are_short(Subject& subject, Verdict& verdict) {
  constexpr std::size_t kLongest = 90;
  if (!subject.has_passages(verdict)) return;
  for_each_text(subject.passages, [&](const Passage& passage, const PassageText& said) {
    const std::string_view text = said.text();
    for_each_sentence(text, [&](std::size_t begin, std::size_t size) {
      const std::size_t length = count_characters(text.substr(begin, size));
      if (length > kLongest)
        verdict.fault(said.place(begin, size),
                      message("passage '{}' has a sentence of {} characters", passage.id, std::to_string(length)));
    });
  });
}

/// P14, P15, P17: pairs are closed, and the inner ones are single.
void pairs_are_closed(Subject& subject, Verdict& verdict) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kPairs = {
      {{"“", "”"}, {"‘", "’"}, {"《", "》"}, {"〈", "〉"}, {"（", "）"}, {"【", "】"}}};
  if (!subject.has_passages(verdict)) return;
  for_each_text(subject.passages, [&](const Passage& passage, const PassageText& said) {
    const std::string_view text = said.text();
    for (const auto& [open, close] : kPairs) {
      int depth = 0;
      bool wrong = false;
      std::size_t where = 0;
      for (std::size_t at = 0; at < text.size() && !wrong; ++at) {
        if (text.substr(at).starts_with(open)) {
          where = at;
          wrong = ++depth > 1 && open != "（";
        } else if (text.substr(at).starts_with(close)) {
          wrong = --depth < 0;
          if (wrong) where = at;
        }
      }
      if (wrong || depth != 0)
        verdict.fault(said.place(where, open.size()),
                      message("passage '{}' has {} and {} that do not belong together", passage.id, open, close));
    }
  });
}

/// P27: a heading ends without a mark.
void headings_end_plainly(Subject& subject, Verdict& verdict) {
  constexpr std::array<std::string_view, 7> kEnds = {"。", "，", "；", "：", "、", ".", ","};
  if (!subject.has_passages(verdict)) return;
  for (const Passage& passage : subject.passages) {
    for (const Template& heading : passage.headings) {
      const PassageText said(heading, passage.place);
      for (const std::string_view end : kEnds) {
        if (said.text().ends_with(end))
          verdict.fault(said.place(said.text().size() - end.size(), end.size()),
                        message("a heading of passage '{}' ends with '{}'", passage.id, end));
      }
    }
  }
}

/// Set phrases that say nothing by themselves. One is a habit; four in a sentence are a sentence without a subject.
constexpr std::array<std::string_view, 40> kEmptyPhrases = {
    "高度重视",   "切实加强",   "扎实推进",   "深入贯彻",   "全面落实",   "认真贯彻",   "积极推进", "不断加强",
    "不断提高",   "进一步加强", "统一思想",   "提高认识",   "加强领导",   "落实责任",   "强化措施", "狠抓落实",
    "真抓实干",   "开拓创新",   "锐意进取",   "与时俱进",   "凝心聚力",   "奋发有为",   "担当作为", "再创佳绩",
    "再上新台阶", "迈上新台阶", "开创新局面", "谱写新篇章", "作出新贡献", "取得新成效", "充分认识", "切实增强",
    "精心组织",   "周密部署",   "统筹兼顾",   "突出重点",   "上下联动",   "齐抓共管",   "营造氛围", "形成合力"};

void sentences_say_something(Subject& subject, Verdict& verdict) {
  constexpr std::size_t kMost = 3;
  if (!subject.has_passages(verdict)) return;
  for_each_text(subject.passages, [&](const Passage& passage, const PassageText& said) {
    const std::string_view text = said.text();
    for_each_sentence(text, [&](std::size_t begin, std::size_t size) {
      const std::string_view sentence = text.substr(begin, size);
      if (sentence.find(kFactMark) != std::string_view::npos) return;
      const auto phrases = static_cast<std::size_t>(std::count_if(
          kEmptyPhrases.begin(), kEmptyPhrases.end(),
          [sentence](std::string_view phrase) { return sentence.find(phrase) != std::string_view::npos; }));
      if (phrases > kMost)
        verdict.fault(said.place(begin, size), message("passage '{}' has a sentence of {} set phrases and no fact",
                                                       passage.id, std::to_string(phrases)));
    });
  });
}

void words_are_right(Subject& subject, Verdict& verdict) {
  if (!subject.has_passages(verdict)) return;
  for_each_text(subject.passages, [&](const Passage& passage, const PassageText& said) {
    for (const Misspelling& word : kMisspellings) {
      const std::size_t at = said.text().find(word.wrong);
      if (at != std::string::npos)
        verdict.fault(said.place(at, word.wrong.size()), message("passage '{}' says '{}'", passage.id, word.wrong),
                      message("say: {}", word.right));
    }
  });
}

void figures_are_facts(Subject& subject, Verdict& verdict) {
  if (!subject.has_passages(verdict)) return;
  for_each_text(subject.passages, [&](const Passage& passage, const PassageText& said) {
    for (const OwnFigure& figure : own_figures(said.text())) {
      if (verdict.only_counts()) continue;
      verdict.fault(said.place(figure.at, figure.text.size()),
                    message("passage '{}' says {}, which is no fact", passage.id, figure.text));
    }
  });
}

}  // namespace

std::vector<Check> wording_checks() {
  constexpr CheckGroup kGroup = CheckGroup::content;
  constexpr Severity kError = Severity::error;
  constexpr Severity kWarning = Severity::warning;
  const Message write_so = message("compare with GB/T 15834-2011 and GB/T 15835-2011");
  return {
      {"words-half-width", kGroup, kError, message("punctuation among Chinese characters is full width"), write_so,
       &hold<&kHalfWidth>},
      {"words-quotes", kGroup, kError, message("quotation marks are “” and ‘’"), write_so, &hold<&kQuotes>},
      {"words-unpaired", kGroup, kError, message("quotation marks, brackets and title marks come in pairs"),
       message("close what is open; within “” stand ‘’, within 《》 stand 〈〉"), &pairs_are_closed},
      {"words-dashes", kGroup, kError, message("ellipsis and dash are …… and ——"), write_so, &hold<&kDashes>},
      {"words-marks", kGroup, kWarning, message("marks stand where the standard wants them"), write_so, &hold<&kMarks>},
      {"words-numbers", kGroup, kError, message("numbers are written as the standard wants them"), write_so,
       &hold<&kNumbers>},
      {"words-spaces", kGroup, kError, message("no spaces stand among Chinese characters"), write_so, &hold<&kSpaces>},
      {"words-unfilled", kGroup, kError, message("nothing is left that somebody meant to fill in"),
       message("name the fact in braces"), &words_are_filled},
      {"words-characters", kGroup, kError, message("every character is what it looks like"), message("type it again"),
       &hold<&kCharacters>},
      {"words-markup", kGroup, kError, message("no markup, addresses or rubbish"), message("take it away"),
       &hold<&kMarkup>},
      {"words-misspelt", kGroup, kError, message("words are spelt right"), message("correct the word"),
       &words_are_right},
      {"words-formulation", kGroup, kError, message("set formulations have their order and full names"),
       message("look the formulation up"), &hold<&kFormulations>},
      {"words-figure", kGroup, kWarning, message("every figure is a fact"),
       message("declare a fact, and name it in braces: then the ledger knows where it came from"), &figures_are_facts},
      {"words-long", kGroup, kWarning, message("sentences have at most 90 characters"),
       message("make two of it: it is heard, not read"), &sentences_are_short},
      {"words-empty", kGroup, kWarning, message("sentences say more than set phrases"),
       message("say who does what by when, with a fact of the sector"), &sentences_say_something},
      {"heading-mark", kGroup, kWarning, message("headings end without a mark"), message("take the mark away"),
       &headings_end_plainly},
  };
}

}  // namespace lectern::host
