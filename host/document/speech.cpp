// SPDX-License-Identifier: Apache-2.0
#include "document/speech.hpp"

#include <fmt/format.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

namespace lectern::host {
namespace {

class Filler {
 public:
  Filler(const FillContext& context, Speech& speech) : context_(context), speech_(speech) {}

  void body(const PlannedSection& body) {
    context_.parts = count_sections(body);
    parts(body, 1);
  }

 private:
  void parts(const PlannedSection& section, unsigned level) {
    const std::size_t outer = context_.points;
    const std::size_t count = count_sections(section);
    context_.points = count;
    std::size_t number = 0;
    for (const PlannedPart& part : section.parts) {
      if (const auto* slot = std::get_if<PlannedSlot>(&part.value)) {
        for (const Chosen& chosen : slot->chosen) passage(*slot, chosen, level, count, number);
      } else {
        const auto& inner = std::get<PlannedSection>(part.value);
        heading(inner.heading, level, count, number);
        parts(inner, level + 1);
      }
    }
    context_.points = outer;
  }

  void heading(const PlannedSlot& slot, unsigned level, std::size_t count, std::size_t& number) {
    for (const Chosen& chosen : slot.chosen) {
      note_missing(chosen);
      context_.variety = chosen.variety;
      add(speech_.blocks, block(chosen, BlockKind::heading, level, count > 1 ? ++number : 0), *chosen.text);
    }
  }

  void passage(const PlannedSlot& slot, const Chosen& chosen, unsigned level, std::size_t count, std::size_t& number) {
    note_missing(chosen);
    context_.variety = chosen.variety;
    switch (slot.use.layout) {
      case Layout::sections:
        if (makes_sections(*chosen.passage)) return rows_as_sections(chosen, level, count, number);
        if (chosen.heading != nullptr)
          add(speech_.blocks, block(chosen, BlockKind::heading, level, count > 1 ? ++number : 0), *chosen.heading);
        return text(speech_.blocks, chosen, level + 1);
      case Layout::paragraph:
        return text(speech_.blocks, chosen, level);
      case Layout::title:
        text(speech_.title, chosen, level);
        return subtitle();
      case Layout::headline:
        return text(speech_.title, chosen, level);
      case Layout::date:
        return text(speech_.date, chosen, level);
      case Layout::speaker:
        return text(speech_.speaker, chosen, level);
      case Layout::salutation:
      case Layout::greeting:
        return text(speech_.salutation, chosen, level);
    }
  }

  /// Under a headline the title proper is set off by a dash (two lines: GB/T 15834-2011 4.10.3.6).
  void subtitle() {
    constexpr std::string_view kDash = "——";
    if (speech_.title.size() < 2) return;
    Block& title = speech_.title.back();
    title.text.insert(0, kDash);
    for (Span& span : title.spans) {
      span.begin += kDash.size();
      span.end += kDash.size();
    }
  }

  void note_missing(const Chosen& chosen) {
    for (const FactId fact : chosen.missing) {
      const bool known = std::any_of(speech_.missing.begin(), speech_.missing.end(),
                                     [fact](const MissingFact& missing) { return missing.fact == fact; });
      if (!known) speech_.missing.push_back({fact, chosen.passage});
    }
  }

  static Block block(const Chosen& chosen, BlockKind kind, unsigned level, std::size_t number) {
    Block made;
    made.kind = kind;
    made.level = level;
    made.number = number;
    made.slot = chosen.passage->slot;
    made.passage = chosen.passage;
    made.wording = chosen.wording;
    made.is_short = chosen.is_short;
    return made;
  }

  /// A heading is one line, whatever stands in its text.
  void add(std::vector<Block>& to, Block block, const Template& text) const {
    Filled filled;
    fill(text, context_, std::nullopt, filled);
    block.text = std::move(filled.text);
    std::replace(block.text.begin(), block.text.end(), '\n', ' ');
    block.spans = std::move(filled.spans);
    to.push_back(std::move(block));
  }

  /// The passage's text, with the rows of its table where {items} stands; line breaks begin paragraphs.
  void text(std::vector<Block>& to, const Chosen& chosen, unsigned level) const {
    const Template& text = *chosen.text;
    const auto items = std::find_if(text.segments.begin(), text.segments.end(),
                                    [](const Segment& segment) { return segment.kind == Segment::Kind::items; });
    const auto split = static_cast<std::size_t>(items - text.segments.begin());
    Filled filled;
    fill_range(text, 0, split, context_, std::nullopt, filled);
    const bool apart = items != text.segments.end() && items->rows != RowStyle::marked &&
                       items->rows != RowStyle::run && items->rows != RowStyle::joined;
    if (items != text.segments.end() && !apart) rows(chosen, items->rows, filled);
    if (apart) {
      paragraphs(to, chosen, filled);
      rows_apart(to, chosen, items->rows, level);
      filled = {};
    }
    if (items != text.segments.end()) fill_range(text, split + 1, text.segments.size(), context_, std::nullopt, filled);
    paragraphs(to, chosen, filled);
  }

  /// Short texts of the unit's own run on in one paragraph: a row of sentences of which each stands alone is no speech.
  static Filled joined(Filled filled) {
    constexpr std::size_t kLongest = 150;  // characters; some four lines on paper
    std::size_t begin = 0;
    for (std::size_t at = filled.text.find('\n'); at != std::string::npos; at = filled.text.find('\n', at)) {
      const std::size_t end = std::min(filled.text.find('\n', at + 1), filled.text.size());
      if (count_characters(std::string_view(filled.text).substr(begin, end - begin)) > kLongest) {
        begin = ++at;
        continue;
      }
      filled.text.erase(at, 1);
      for (Span& span : filled.spans) {
        if (span.begin > at) --span.begin;
        if (span.end > at) --span.end;
      }
    }
    return filled;
  }

  static void paragraphs(std::vector<Block>& to, const Chosen& chosen, const Filled& given) {
    const Filled filled = chosen.own ? joined(given) : given;
    std::size_t begin = 0;
    while (begin < filled.text.size()) {
      const std::size_t end = std::min(filled.text.find('\n', begin), filled.text.size());
      if (end > begin) {
        Block made = block(chosen, BlockKind::paragraph, 0, 0);
        made.text = filled.text.substr(begin, end - begin);
        made.spans = spans_within(filled.spans, begin, end);
        to.push_back(std::move(made));
      }
      begin = end + 1;
    }
  }

  /// The parts of spans that lie in [begin, end), counted from there: a value of several lines has a part in each.
  static std::vector<Span> spans_within(const std::vector<Span>& spans, std::size_t begin, std::size_t end) {
    std::vector<Span> out;
    for (Span span : spans) {
      if (span.end <= begin || span.begin >= end) continue;
      span.begin = std::max(span.begin, begin) - begin;
      span.end = std::min(span.end, end) - begin;
      out.push_back(span);
    }
    return out;
  }

  const Template& item_for(const Chosen& chosen, std::size_t position) const {
    const Template* form = form_of_row(*chosen.passage, context_, chosen.rows, position);
    return form == nullptr ? chosen.passage->items.front() : *form;
  }

  Filled filled_row(const Chosen& chosen, std::size_t position) const {
    Filled filled;
    fill(item_for(chosen, position), context_, chosen.rows[position], filled);
    return filled;
  }

  /// Each row a numbered section: its first line the heading, where it has more than one.
  void rows_as_sections(const Chosen& chosen, unsigned level, std::size_t count, std::size_t& number) {
    for (std::size_t i = 0; i < chosen.rows.size(); ++i) {
      Filled filled = filled_row(chosen, i);
      const std::size_t line = filled.text.find('\n');
      Block first = block(chosen, line == std::string::npos ? BlockKind::point : BlockKind::heading, level,
                          count > 1 ? ++number : 0);
      const std::size_t end = std::min(line, filled.text.size());
      first.spans = spans_within(filled.spans, 0, end);
      first.text = filled.text.substr(0, end);
      speech_.blocks.push_back(std::move(first));
      if (line == std::string::npos) continue;
      filled.spans = spans_within(filled.spans, line + 1, filled.text.size());
      filled.text.erase(0, line + 1);
      paragraphs(speech_.blocks, chosen, filled);
    }
  }

  /// 一是…。二是…。 in one run, or …，…; a single row has no marker; no row at all leaves the table's own placeholder.
  void rows(const Chosen& chosen, RowStyle style, Filled& out) const {
    const std::size_t count = chosen.rows.size();
    if (count == 0) {
      Span span{out.text.size(), 0, chosen.passage->walked.value_or(0), std::nullopt, std::nullopt, true, Way::plain};
      out.text += placeholder(context_.schema[span.fact].spec.label);
      span.end = out.text.size();
      out.spans.push_back(span);
    }
    for (std::size_t row = 0; row < count; ++row) {
      if (style == RowStyle::run && row > 0) out.text += "，";
      if (style == RowStyle::marked && count > 1) out.text += hanzi_number(std::to_string(row + 1)) + "是";
      fill(item_for(chosen, row), context_, chosen.rows[row], out);
    }
  }

  /// Each row a paragraph, numbered where they are points.
  void rows_apart(std::vector<Block>& to, const Chosen& chosen, RowStyle style, unsigned level) const {
    const std::size_t count = chosen.rows.size();
    if (count == 0) {
      Filled filled;
      rows(chosen, RowStyle::run, filled);
      paragraphs(to, chosen, filled);
    }
    for (std::size_t row = 0; row < count; ++row) {
      const Filled filled = filled_row(chosen, row);
      const std::size_t first = to.size();
      paragraphs(to, chosen, filled);
      if (style == RowStyle::paragraphs || first == to.size()) continue;
      to[first].kind = BlockKind::point;
      to[first].level = std::max(level, 3U);
      to[first].number = count > 1 ? row + 1 : 0;
    }
  }

  FillContext context_;
  Speech& speech_;
};

}  // namespace

std::string numeral(const Block& block) {
  if (block.number == 0) return {};
  const std::string digits = std::to_string(block.number);
  switch (block.level) {
    case 1:
      return hanzi_number(digits) + "、";
    case 2:
      return "（" + hanzi_number(digits) + "）";
    case 3:
      return digits + ".";
    default:
      return "（" + digits + "）";
  }
}

std::vector<std::string> block_ids(const Speech& speech) {
  std::vector<std::string> ids;
  const Passage* passage = nullptr;
  std::uint64_t number = 0;
  for_each_block(speech, [&](const Block& block) {
    number = block.passage == passage ? number + 1 : 1;
    passage = block.passage;
    const std::string name = name_of(*passage);
    ids.push_back(fmt::format("{}{:016x}", kBlockId, XXH3_64bits_withSeed(name.data(), name.size(), number)));
  });
  return ids;
}

Speech make_speech(const Plan& plan, const FillContext& context) {
  Speech speech;
  Filler(context, speech).body(plan.body);
  Statistics& statistics = speech.statistics;
  for (const auto* part : {&speech.salutation, &speech.blocks}) {
    for (const Block& block : *part) {
      statistics.characters += count_characters(block.text) + count_characters(numeral(block));
      if (block.kind == BlockKind::heading || part == &speech.salutation) continue;
      ++statistics.paragraphs;
      const bool is_sector = block.passage->provider->sector != kAnySector;
      if (is_sector && text_in_profile(*block.passage).source == nullptr) ++statistics.from_sector;
    }
  }
  const std::size_t rate = characters_a_minute(context);
  statistics.minutes = (statistics.characters + rate - 1) / rate;
  return speech;
}

}  // namespace lectern::host
