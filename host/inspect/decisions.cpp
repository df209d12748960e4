// SPDX-License-Identifier: Apache-2.0
#include "inspect/decisions.hpp"

#include "inspect/passage_text.hpp"

#include <re2/re2.h>

#include <fmt/format.h>

#include <array>
#include <string>

namespace lectern::host {
namespace {

/// The first group is the deciding word. Of what may be written into an expression:
///   N    a number, in characters or digits
///   X    a character within a clause, and no fact
///   Y    a character within a sentence, and no fact
struct DecisionPattern {
  Decision decision;
  std::string_view expression;
};

constexpr auto kPatterns = std::to_array<DecisionPattern>({
    {Decision::rule,
     "(一律|不许|不准|严禁|禁止|必须|务必|不允许|没有例外|铁律|红线|谁也不[能许得]|谁来说情|任何人都?不)"},
    // Not 不得不, 舍不得, 由不得.
    {Decision::rule, "(?:^|[^舍恨了来怪由少算容记经见虎误急慢等离拖懈松轻巴要])(不得)[^不已了]"},

    {Decision::sanction, "(扣X{0,3}(?:分|钱|奖金?|绩效|津贴|工资))(?:[^的单处点项]|$)"},
    {Decision::sanction, "(扣[发减除])"},
    {Decision::sanction, "(?:^|[^乱处刑惩判责受])(罚(?:款|钱|分|谁|他|要|得|到|在))"},
    {Decision::sanction, "(取消X{0,8}(?:资格|评|先|优|荣誉))"},
    {Decision::sanction, "((?:退出|不[得能予许]?参?[加与]?)评[先优比选]|摘掉X{0,6}牌子)"},
    {Decision::sanction,
     "(一票否决|末位|调离|免职|撤职|停职|待岗|辞退|清退|处分|追责|追究|问责|约谈|诫勉|通报|曝光|"
     "点名|黄牌|红牌|检讨|写检查|道歉|换人|让位|倒查|重罚|严惩|工程?款不)"},
    {Decision::sanction, "(?:^|[^不])(离岗)"},
    {Decision::sanction, "((?:到|在)X{0,5}会上来?[说讲作])"},

    {Decision::reward,
     "(评先|评优|奖励|奖金|嘉奖|记功|重奖|发奖|设奖|评奖|加分|提拔|晋升|重用|绩效|优先X{0,4}[评提用]|"
     "不?发X{0,3}红花|倾斜)"},
    {Decision::reward, "((?:奖|表彰)(?:给|谁|要|得|到|一批|先进|NX))"},
    {Decision::reward, "((?:年底|年终|每年|到时候|届时|要|给予|予以|隆重)X{0,6}表彰)"},

    // Not 首先, 先进, 争先.
    {Decision::order,
     "(?:^|[^首争率领优祖事预当原占抢评在])"
     "(先[^进后锋生河辈期导声天行例，。；！？￼]Y{0,12}?[，、]?[再后])[^次也]"},

    {Decision::recurring, "([每逐]个?[两半]?(?:周|月|季|半年|星期|旬|学期|个月)|按[周月季旬]|月月|周周|季季)"},
    {Decision::recurring, "([每隔][天日年班]X{0,5}(?:一次|一遍|一回|查|记|报|评|巡|必|都要))"},
    {Decision::recurring, "([一两半](?:周|月|个月|年|季|季度)(?:一次|一回|一查|一评|一报|一讲|一通报))"},

    {Decision::deadline, "(N个?(?:工作)?(?:日|天|小时|个月|周|分钟|年|月|星期)(?:之内|以内|内|里[办答回改结]|之?前))"},
    {Decision::deadline, "(N[月日](?:底|末|中旬|上旬|下旬)?之?前)"},
    {Decision::deadline,
     "(限期|限时|当[天日周月]|即日起|从[今明]天起|下周|本周|这周|[周月季年]底之?前|隔夜|过夜|下班前|"
     "不出N[天日周月])"},

    {Decision::answerable, "(谁X{1,6}[，、]?谁)"},
    {Decision::answerable,
     "(挂钩|纳入X{0,10}考核|责任书|军令状|销号|挂账|包干|首问|终身|一把手负总责|签字|签名|画押|具名|"
     "每[名位个家户班间]X{1,6}一[件条份篇遍个])"},

    {Decision::power, "(有权|说[封停撤换免]就|先停|停[业工岗]|不用X{0,4}请示|授权|可以不[签认收办])"},

    {Decision::promise, "(承诺|我们?X{0,8}保证|保证[做完不在]|(?:决|绝)不[^辜]|说到做到|立下)"},

    {Decision::appointment, "(我(?:任|当|来当|兼任|担任|做)X{0,6}(?:组长|主任|责任人))"},
    {Decision::appointment, "((?:组长|主任|第一责任人)X{0,3}(?:由|是|就是)我)"},
    {Decision::appointment,
     "((?:由|归|请)X{1,14}(?:担任|任组长|任副组长|任主任|牵头|负责|挂帅|来抓|来管|兜底|做监督员|当监督员))"},
    {Decision::appointment, "([由归]我来?X{0,3}(?:抓|管|负责|牵头)|监督员|评议员|聘请)"},

    // Not 早一点, 几点.
    {Decision::time,
     "((?:早|上午|中午|下午|晚上?|傍晚|凌晨|清晨|早上|早晨)(?:[两二三四五六七八九]|十[一二]?|[0-9]+)点)"},
    {Decision::time, "((?:[一两二三四五六七八九]|十[一二]?|[0-9]+)点(?:钟|半|整|以前|之前|开门|关门|下班|上班|到岗))"},
    {Decision::time, "((?:提前|推迟|延长|多开|晚关|早开|提早)X{0,4}(?:分钟|小时|钟头|刻钟|天))"},
    {Decision::time, "(午休|双休日|周[一二三四五六日末]|星期[一二三四五六日天]|放学以?后)"},

    {Decision::quantity, "((?:至少|不少于|不超过|最多|不低于|不高于|控制在)X{0,6}N)"},
    {Decision::quantity, "(百分之N|N[%％])"},
    {Decision::quantity,
     "(?:^|[^第])([两二三四五六七八九十0-9]+(?:名|位|次|遍|回|份|篇|本|户|元|万元|分钟|小时|米|公里|块|支|张|间|场|课|"
     "堂))"},
    {Decision::quantity,
     "((?:建|立|设|办|挑|请|选|评|派|配|编|印|开)[好起出立]?[一两几](?:张|本|份|位|名|支|间|套|块|场|次))"},
    {Decision::quantity, "(一张全X统一)"},
});

/// The expression with N, X and Y written out.
std::string written_out(std::string_view expression) {
  std::string out;
  for (const char c : expression) {
    if (c == 'N') {
      out += "[一二两三四五六七八九十百几半0-9]+";
    } else if (c == 'X') {
      out += "[^，。；：、！？￼]";
    } else if (c == 'Y') {
      out += "[^。；！？￼]";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

Message name_of(Decision decision) {
  switch (decision) {
    case Decision::rule:
      return message("rule");
    case Decision::sanction:
      return message("sanction");
    case Decision::reward:
      return message("reward");
    case Decision::order:
      return message("order of steps");
    case Decision::recurring:
      return message("recurring duty");
    case Decision::deadline:
      return message("deadline");
    case Decision::answerable:
      return message("who answers for what");
    case Decision::power:
      return message("power");
    case Decision::promise:
      return message("promise");
    case Decision::appointment:
      return message("appointment");
    case Decision::time:
      return message("time");
    case Decision::quantity:
      return message("quantity");
  }
  return {};
}

Decisions::Decisions() {
  for (const DecisionPattern& pattern : kPatterns)
    patterns_.push_back({pattern.decision, std::make_unique<RE2>(written_out(pattern.expression))});
}

Decisions::~Decisions() = default;

std::vector<DecidingWord> Decisions::find(std::string_view sentence) const {
  std::vector<DecidingWord> out;
  for (const Compiled& pattern : patterns_) {
    if (!out.empty() && out.back().decision == pattern.decision) continue;
    re2::StringPiece word;
    if (!RE2::PartialMatch(re2::StringPiece(sentence.data(), sentence.size()), *pattern.expression, &word)) continue;
    out.push_back({pattern.decision, static_cast<std::size_t>(word.data() - sentence.data()), word.size()});
  }
  return out;
}

}  // namespace lectern::host
