// SPDX-License-Identifier: Apache-2.0
//
// Where a title is broken. What the passage's template names is a word or name of its own: it is not broken, and the best
// place for a line to end is behind it.
#include "render/page.hpp"

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

constexpr std::size_t kMostLines = 4;
// Costs in half-width columns, so that they weigh against lines of unequal length.
constexpr unsigned kBeforeName = 12;  // 创建 | 省级文明单位: the verb is torn from its object
constexpr unsigned kRectangle = 8;    // lines of equal length
constexpr unsigned kHourglass = 24;   // a line between two longer ones

struct Gap {
  std::size_t at = 0;
  unsigned cost = 0;
};

/// Half-width columns a text takes in a Chinese font.
std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) columns += byte < 0x80 ? 1 : 2;
  }
  return columns;
}

template <std::size_t count>
bool begins_with(std::string_view text, const std::array<std::string_view, count>& words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) { return text.starts_with(word); });
}

template <std::size_t count>
bool ends_with(std::string_view text, const std::array<std::string_view, count>& words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) { return text.ends_with(word); });
}

/// Particles lean on what stands before them, prepositions and opening marks on what follows.
bool tears(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 14> kNotFirst = {"上", "的", "中", "下", "和", "与", "及",
                                                          "等", "了", "暨", "，", "、", "”",  "》"};
  constexpr std::array<std::string_view, 11> kNotLast = {"在", "把", "对", "向", "为", "和",
                                                         "与", "及", "——", "“",  "《"};
  return begins_with(text.substr(at), kNotFirst) || ends_with(text.substr(0, at), kNotLast);
}

class Breaker {
 public:
  Breaker(const Draft& draft, const Block& title, unsigned columns)
      : draft_(draft), text_(title.text), width_(std::size_t{2} * columns) {
    for (const Span& span : title.spans) name(span.fact, span.begin, span.end);
    for (const std::string_view mark : {"，", "、", "；", "："}) {
      for (std::size_t at = text_.find(mark); at != std::string_view::npos; at = text_.find(mark, at + 1))
        gap(at + mark.size(), 0);
    }
    std::sort(gaps_.begin(), gaps_.end(), [](const Gap& a, const Gap& b) { return a.at < b.at; });
  }

  TitleBreaks run() {
    if (columns_of(text_) <= width_) return {};
    for (std::size_t lines = (columns_of(text_) + width_ - 1) / width_; lines <= kMostLines && best_.empty(); ++lines)
      choose(lines, 0, 0, 0);
    return {best_, !best_.empty()};
  }

 private:
  /// What a fact says is one name, or made of other facts' names: 创建 | 省级文明单位 | 动员大会.
  void name(FactId fact, std::size_t begin, std::size_t end) {
    gap(begin, kBeforeName);
    gap(end, 0);
    for (const FactId part : draft_.facts[fact].from) {
      const std::string& inner = draft_.facts[part].value.text;
      const std::size_t found = text_.substr(0, end).find(inner, begin);
      if (!inner.empty() && found != std::string_view::npos && inner.size() < end - begin)
        name(part, found, found + inner.size());
    }
  }

  void gap(std::size_t at, unsigned cost) {
    if (at == 0 || at >= text_.size() || tears(text_, at)) return;
    const auto same = std::find_if(gaps_.begin(), gaps_.end(), [at](const Gap& known) { return known.at == at; });
    if (same == gaps_.end()) {
      gaps_.push_back({at, cost});
    } else {
      same->cost = std::min(same->cost, cost);
    }
  }

  /// Tries every way to make `lines` lines; a title has few gaps.
  void choose(std::size_t lines, std::size_t from, std::size_t next, unsigned cost) {
    if (lines == 1) {
      if (columns_of(text_.substr(from)) <= width_) judge(cost);
      return;
    }
    for (std::size_t i = next; i < gaps_.size(); ++i) {
      if (columns_of(text_.substr(from, gaps_[i].at - from)) > width_) break;
      chosen_.push_back(gaps_[i].at);
      choose(lines - 1, gaps_[i].at, i + 1, cost + gaps_[i].cost);
      chosen_.pop_back();
    }
  }

  void judge(unsigned cost) {
    std::vector<std::size_t> lengths;
    std::size_t from = 0;
    for (const std::size_t at : chosen_) {
      lengths.push_back(columns_of(text_.substr(from, at - from)));
      from = at;
    }
    lengths.push_back(columns_of(text_.substr(from)));
    const auto [least, most] = std::minmax_element(lengths.begin(), lengths.end());
    std::size_t total = cost + *most - *least + (*most == *least ? kRectangle : 0);
    for (std::size_t i = 1; i + 1 < lengths.size(); ++i) {
      if (lengths[i] < lengths[i - 1] && lengths[i] < lengths[i + 1]) total += kHourglass;
    }
    if (!best_.empty() && total >= least_) return;
    best_ = chosen_;
    least_ = total;
  }

  const Draft& draft_;
  std::string_view text_;
  std::size_t width_;  ///< of a line, in half-width columns
  std::vector<Gap> gaps_;
  std::vector<std::size_t> chosen_;
  std::vector<std::size_t> best_;
  std::size_t least_ = 0;
};

}  // namespace

TitleBreaks break_title(const Draft& draft, const Block& title, unsigned columns) {
  return Breaker(draft, title, columns).run();
}

}  // namespace lectern::host
