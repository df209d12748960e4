// SPDX-License-Identifier: Apache-2.0
#include "fact/template.hpp"

#include <fmt/format.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

constexpr std::uint32_t kMostLines = 100;  // that a value in several pieces is looked for in

/// Where in its source a part of the text stands. Escapes and a value in several pieces make the source longer than the
/// text, never shorter, so the part is sought from there on; where it is not found, the beginning of the value stands.
Place place_within(const Place& value, std::size_t offset, std::string_view part) {
  Place place = value;
  place.length = 0;
  if (value.source == nullptr || value.line == 0) return place;
  for (std::size_t skipped = value.column + offset; place.line < value.line + kMostLines; ++place.line) {
    const std::string_view line = value.source->line(place.line);
    const std::size_t found = line.find(part, std::min(skipped, line.size()));
    if (found != std::string_view::npos) {
      place.column = static_cast<std::uint32_t>(found);
      place.length = static_cast<std::uint32_t>(part.size());
      return place;
    }
    skipped -= std::min(skipped, line.size() + 1);
  }
  place.line = value.line;
  return place;
}

class Compiler {
 public:
  Compiler(std::string_view text, const Place& place, const Vocabulary& vocabulary, const std::optional<FactId>& walked,
           bool may_hold_items, Findings& findings)
      : text_(text),
        place_(place),
        vocabulary_(vocabulary),
        walked_(walked),
        may_hold_items_(may_hold_items),
        findings_(findings) {}

  Template run() {
    if (text_.size() > kLongestText) {
      error(0, 0, message("the text is longer than {} bytes", std::to_string(kLongestText)),
            message("make several passages of it"));
      return {};
    }
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool doubled = at_ + 1 < text_.size() && text_[at_ + 1] == c;
      const bool closes_two = c == ']' && group_ != 0 && made_.parents[group_] != 0;
      if (is_mark(c) && doubled && !closes_two) {
        literal(at_ + 1);
        ++at_;
      } else if (c == '{') {
        replacement_field();
      } else if (c == '}') {
        error(at_, 1, message("a closing brace without an opening one"), message("write }}}} for a brace in the text"));
        ++at_;
      } else if (c == '[') {
        open_group();
      } else if (c == ']') {
        close_group();
      } else if (c == '<') {
        open_choice();
      } else if (c == '|') {
        next_option();
      } else if (c == '>') {
        close_choice();
      } else if (text_.substr(at_).starts_with(kFullWidthBrace)) {
        full_width_brace();
      } else {
        literal(next_mark());
      }
    }
    if (group_ != 0)
      error(group_starts_[group_ - 1], 1, message("an optional group is not closed"), message("add the missing ]"));
    if (choice_ != 0) error(choice_start_, 1, message("a choice of words is not closed"), message("add the missing >"));
    made_.choices = choices_;
    return std::move(made_);
  }

 private:
  static constexpr std::string_view kCode = "template";
  static constexpr std::string_view kMarks = "{}[]<|>";
  static constexpr std::string_view kFullWidthBrace = "｛";

  void error(std::size_t offset, std::size_t length, Message text, Message hint = {}) {
    if (findings_.is_full(kCode, place_.source)) return findings_.count(Severity::error, kCode, place_.source);
    findings_.error(kCode, place_within(place_, offset, text_.substr(offset, length)), std::move(text),
                    std::move(hint));
  }

  static bool is_mark(char c) { return kMarks.find(c) != std::string_view::npos; }

  /// Where text as it stands ends.
  std::size_t next_mark() const {
    static constexpr std::array<bool, 256> kBegins = [] {
      std::array<bool, 256> begins{};
      for (const char c : kMarks) begins[static_cast<unsigned char>(c)] = true;
      begins[static_cast<unsigned char>(kFullWidthBrace.front())] = true;
      return begins;
    }();
    std::size_t end = at_ + 1;
    const auto goes_on = [&] {
      if (!kBegins[static_cast<unsigned char>(text_[end])]) return true;
      return text_[end] == kFullWidthBrace.front() && !text_.substr(end).starts_with(kFullWidthBrace);
    };
    while (end < text_.size() && goes_on()) ++end;
    return end;
  }

  /// What may be a key, and how it is to be written, behind a brace.
  std::string_view key_behind(std::size_t brace_end) const {
    const std::string_view rest = text_.substr(brace_end);
    return rest.substr(0, rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.:"));
  }

  /// Text as it stands, up to `end`.
  void literal(std::size_t end) {
    Segment segment;
    segment.text = text_.substr(at_, end - at_);
    push(segment);
    at_ = end;
  }

  void push(Segment segment) {
    segment.group = group_;
    segment.choice = choice_;
    segment.option = option_;
    made_.segments.push_back(segment);
  }

  void open_group() {
    if (choice_ != 0)
      error(at_, 1, message("an optional group inside a choice of words"), message("put the choice inside the group"));
    if (made_.parents.empty()) made_.parents.push_back(0);
    made_.parents.push_back(group_);
    group_ = static_cast<unsigned>(made_.parents.size() - 1);
    group_starts_.push_back(at_++);
  }

  void close_group() {
    if (group_ == 0)
      error(at_, 1, message("a closing bracket without an opening one"), message("write ]] for a bracket in the text"));
    if (choice_ != 0) error(choice_start_, 1, message("a choice of words is not closed"), message("add the missing >"));
    choice_ = 0;
    if (group_ != 0) group_ = made_.parents[group_];
    ++at_;
  }

  void open_choice() {
    if (choice_ != 0)
      error(at_, 1, message("a choice of words inside another"), message("write << for a bracket in the text"));
    choice_ = ++choices_;
    option_ = 0;
    choice_start_ = at_++;
    push({});  // so that an option without words is one
  }

  void next_option() {
    if (choice_ == 0)
      error(at_, 1, message("'|' outside a choice of words"), message("write || for a bar in the text"));
    ++option_;
    ++at_;
    push({});
  }

  void close_choice() {
    if (choice_ == 0)
      error(at_, 1, message("a closing bracket without an opening one"), message("write >> for a bracket in the text"));
    choice_ = 0;
    option_ = 0;
    ++at_;
  }

  /// ｛unit.name｝ would be said as it stands.
  void full_width_brace() {
    const std::string_view key = key_behind(at_ + kFullWidthBrace.size());
    const std::string_view behind = text_.substr(at_ + kFullWidthBrace.size() + key.size());
    if (!key.empty() && (behind.starts_with("｝") || behind.starts_with('}')))
      error(at_, kFullWidthBrace.size(), message("'{}' is no brace of this format", kFullWidthBrace),
            message("type braces with the English input method: {}", fmt::format("{{{}}}", key)));
    const bool with_key = !key.empty() && behind.starts_with('}');
    literal(at_ + kFullWidthBrace.size() + (with_key ? key.size() + 1 : 0));
  }

  /// Names the key alone: without its brace it would go on to the end of the sentence.
  void unclosed(std::size_t start) {
    const std::string_view key = key_behind(start + 1);
    const std::string_view fact = key.substr(0, key.find(':'));
    const bool is_known =
        !fact.empty() && (fact.starts_with('.') || fact == "items" || find_fact(fact, vocabulary_).has_value());
    error(start, 1 + key.size(), message("an opening brace without a closing one"),
          is_known ? message("close it behind the key: {}", fmt::format("{{{}}}", key))
                   : message("write {{{{ for a brace in the text"));
    at_ = start + 1 + key.size();
  }

  static bool is_sentence(std::string_view text) {
    constexpr std::array<std::string_view, 10> kStops = {"，", "。", "；", "、", "？", "！", "“", "（", "《", "\n"};
    return std::any_of(kStops.begin(), kStops.end(),
                       [text](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
  }

  void replacement_field() {
    const std::size_t start = at_;
    const std::size_t end = std::min(text_.find_first_of(kMarks, start + 1), text_.size());
    const std::string_view inside = text_.substr(start + 1, end - start - 1);
    if (end == text_.size() || text_[end] != '}') return unclosed(start);
    if (is_sentence(inside)) {
      unclosed(start);
      at_ = end + 1;  // else that brace would be one too many
      return;
    }
    at_ = end + 1;
    const std::size_t colon = inside.find(':');
    const std::string_view key = inside.substr(0, colon);
    const std::string_view how = colon == std::string_view::npos ? std::string_view() : inside.substr(colon + 1);
    if (key.empty())
      return error(start, inside.size() + 2, message("braces without the key of a fact"),
                   message("write {{KEY}}; for braces in the text, {{{{ and }}}}"));
    if (key == "items") return items(start, inside.size() + 2, how);
    Segment segment;
    const ValueSpec* spec = key.starts_with('.') ? find_cell(key.substr(1), start, segment) : find(key, start, segment);
    if (spec == nullptr) return;
    if (!how.empty()) {
      const auto way = way_named(how, *spec);
      if (!way) {
        Message hint = did_you_mean(how, ways_of(*spec));
        if (hint.empty())
          hint = message("it may be written as: {}", fmt::format("{}", fmt::join(ways_of(*spec), ", ")));
        return error(start, inside.size() + 2,
                     message("'{}' ({}) cannot be written as '{}'", key, name_of(spec->type), how), std::move(hint));
      }
      segment.use.way = way->way;
      segment.use.word = way->word;
    }
    push(segment);
  }

  void items(std::size_t start, std::size_t length, std::string_view how) {
    if (!may_hold_items_)
      return error(start, length, message("{{items}} stands only in the text of a passage that walks a table"),
                   message("add to the passage: each TABLE  item \"...\""));
    Segment segment;
    segment.kind = Segment::Kind::items;
    if (how == "run") {
      segment.rows = RowStyle::run;
    } else if (how == "joined") {
      segment.rows = RowStyle::joined;
    } else if (how == "sections") {
      segment.rows = RowStyle::sections;
    } else if (how == "points") {
      segment.rows = RowStyle::points;
    } else if (how == "paragraphs") {
      segment.rows = RowStyle::paragraphs;
    } else if (!how.empty()) {
      return error(start, length, message("{{items}} cannot be written as '{}'", how),
                   message("write {{items}}, or with how: {}", "run, joined, sections, points, paragraphs"));
    }
    push(segment);
  }

  const ValueSpec* find_cell(std::string_view column, std::size_t start, Segment& segment) {
    if (!walked_) {
      error(start, column.size() + 3, message("'{{.{}}}' names a column outside an item", column),
            message("in a text, a whole column is {{TABLE.COLUMN}}"));
      return nullptr;
    }
    const FactSpec& table = vocabulary_.schema[*walked_];
    const auto found = table.column(column);
    if (!found) {
      std::vector<std::string_view> names;
      for (const Column& known : table.columns) names.push_back(known.name);
      error(start, column.size() + 3, message("the table '{}' has no column '{}'", table.key, column),
            did_you_mean(column, names));
      return nullptr;
    }
    segment.kind = Segment::Kind::cell;
    segment.use.fact = *walked_;
    segment.use.column = found;
    return &table.columns[*found].spec;
  }

  const ValueSpec* find(std::string_view key, std::size_t start, Segment& segment) {
    segment.kind = Segment::Kind::fact;
    if (const auto fact = find_fact(key, vocabulary_)) {
      segment.use.fact = *fact;
      const FactSpec& spec = vocabulary_.schema[*fact];
      if (spec.spec.type == Type::list) segment.use.column = 0;
      return &spec.spec;
    }
    const std::size_t dot = key.rfind('.');
    if (dot != std::string_view::npos) {
      const auto table = find_fact(key.substr(0, dot), vocabulary_);
      const auto column = table ? vocabulary_.schema[*table].column(key.substr(dot + 1)) : std::optional<std::size_t>();
      if (column) {
        static const ValueSpec list{Type::list, {}, {}, {}};
        segment.use.fact = *table;
        segment.use.column = column;
        return &list;
      }
    }
    if (findings_.is_full(kCode, place_.source)) {
      findings_.count(Severity::error, kCode, place_.source);
      return nullptr;
    }
    std::vector<std::string_view> known = vocabulary_.schema.keys();
    std::vector<std::string> references;
    if (key.starts_with("ref.")) {
      for (const std::string_view name : vocabulary_.references.names())
        references.push_back("ref." + std::string(name));
    }
    known.insert(known.end(), references.begin(), references.end());
    Message hint = did_you_mean(key, known);
    const std::size_t colon = key.find("：");
    if (colon != std::string_view::npos)
      hint = message("type the colon with the English input method: {}",
                     fmt::format("{{{}:{}}}", key.substr(0, colon), key.substr(colon + 3)));
    error(start, key.size() + 2, message("there is no fact '{}'", key), std::move(hint));
    return nullptr;
  }

  std::string_view text_;
  Place place_;
  const Vocabulary& vocabulary_;
  const std::optional<FactId>& walked_;
  bool may_hold_items_;
  Findings& findings_;
  Template made_;
  std::size_t at_ = 0;
  unsigned group_ = 0;
  std::vector<std::size_t> group_starts_;  ///< where each optional group opens
  unsigned choice_ = 0;
  unsigned choices_ = 0;
  unsigned option_ = 0;
  std::size_t choice_start_ = 0;
};

bool is_count(FactId fact) { return fact == Schema::kCountParts || fact == Schema::kCountPoints; }

const Value* cell_of(const Use& use, const FillContext& context, std::optional<std::size_t> row) {
  const std::vector<Row>& rows = context.facts[use.fact].rows;
  return row && use.column && *row < rows.size() ? &rows[*row].cells[*use.column] : nullptr;
}

/// Whether the row before has the same there: one heading over several rows.
bool is_repeated(const Use& use, const FillContext& context, std::size_t row) {
  const std::vector<Row>& rows = context.facts[use.fact].rows;
  return row != 0 && rows[row - 1].cells[*use.column].text == rows[row].cells[*use.column].text;
}

bool can_fill(const Segment& segment, const FillContext& context, std::optional<std::size_t> row) {
  switch (segment.kind) {
    case Segment::Kind::literal:
    case Segment::Kind::items:
      return true;
    case Segment::Kind::cell: {
      const Value* cell = cell_of(segment.use, context, row);
      if (cell == nullptr || !can_write(*cell, segment.use.way, context.day)) return false;
      if (segment.use.way == Way::changed) return !is_repeated(segment.use, context, *row);
      return !stands_in_text(context.schema[segment.use.fact], context.facts[segment.use.fact].rows[*row],
                             *segment.use.column);
    }
    case Segment::Kind::fact:
      if (is_count(segment.use.fact)) return true;
      if (segment.use.column || has_rows(context.schema[segment.use.fact].spec.type))
        return can_write_rows(context.facts[segment.use.fact], segment.use.column.value_or(0), segment.use.way);
      return can_write(context.facts[segment.use.fact].value, segment.use.way, context.day);
  }
  return false;
}

/// The highest hash wins, so that another option changes only the texts that it wins.
std::uint64_t hash_of(std::uint64_t variety, unsigned choice, unsigned option) {
  const std::array<std::uint64_t, 3> key = {variety, choice, option};
  return XXH3_64bits(key.data(), sizeof key);
}

/// Of each <…|…> the option that speaks: among those whose facts are all there the one that the hash picks. kNoOption
/// where none has its facts.
constexpr unsigned kNoOption = ~0U;
std::vector<unsigned> options_of(const Template& text, const FillContext& context, std::optional<std::size_t> row) {
  std::vector<unsigned> out(text.choices + std::size_t{1}, kNoOption);
  std::vector<std::uint64_t> highest(out.size());
  for (std::size_t i = 0; text.choices != 0 && i < text.segments.size();) {
    const Segment& first = text.segments[i];
    bool complete = true;
    std::size_t end = i;
    const auto belongs = [&](const Segment& segment) {
      return segment.choice == first.choice && segment.option == first.option;
    };
    for (; end < text.segments.size() && belongs(text.segments[end]); ++end)
      complete = complete && can_fill(text.segments[end], context, row);
    if (first.choice != 0 && complete) {
      const std::uint64_t hash = hash_of(context.variety + row.value_or(0), first.choice, first.option);
      if (out[first.choice] == kNoOption || hash > highest[first.choice]) {
        out[first.choice] = first.option;
        highest[first.choice] = hash;
      }
    }
    i = end;
  }
  return out;
}

/// Whether the segment speaks: one of an option that the hash did not pick does not.
bool is_picked(const Segment& segment, const std::vector<unsigned>& options) {
  return segment.choice == 0 || options[segment.choice] == segment.option;
}

/// Whether the segment can stand in the text as it is picked.
bool is_there(const Segment& segment, const std::vector<unsigned>& options, const FillContext& context,
              std::optional<std::size_t> row) {
  if (segment.choice != 0) return options[segment.choice] != kNoOption;
  return can_fill(segment, context, row);
}

/// Which optional groups have what stands in them, and stand in groups that have.
std::vector<bool> open_groups(const Template& text, const std::vector<unsigned>& options, const FillContext& context,
                              std::optional<std::size_t> row) {
  std::vector<bool> open(std::max<std::size_t>(text.parents.size(), 1), true);
  for (const Segment& segment : text.segments) {
    if (segment.group != 0 && is_picked(segment, options) && !can_fill(segment, context, row))
      open[segment.group] = false;
  }
  for (std::size_t group = 1; group < text.parents.size(); ++group)
    open[group] = open[group] && open[text.parents[group]];  // the outer ones come first
  return open;
}

void write_count(const Use& use, const FillContext& context, std::string& out) {
  Value value;
  value.text = fmt::format("{}", use.fact == Schema::kCountParts ? context.parts : context.points);
  write(out, value, context.schema[use.fact].spec, use.way, {}, context.day);
}

void fill_segment(const Segment& segment, const FillContext& context, std::optional<std::size_t> row, Filled& out) {
  if (segment.kind == Segment::Kind::literal) {
    out.text += segment.text;
    return;
  }
  if (segment.kind == Segment::Kind::items) return;
  const Use& use = segment.use;
  const FactSpec& spec = context.schema[use.fact];
  Span span{out.text.size(), 0, use.fact, std::nullopt, use.column, false, use.way};
  if (!can_fill(segment, context, row)) {
    const bool in_table = use.column.has_value() && spec.spec.type == Type::table;
    out.text += placeholder(in_table ? spec.columns[*use.column].spec.label : spec.spec.label);
    span.missing = true;
  } else if (segment.kind == Segment::Kind::cell) {
    write(out.text, *cell_of(use, context, row), spec.columns[*use.column].spec, use.way, use.word, context.day);
  } else if (is_count(use.fact)) {
    write_count(use, context, out.text);
  } else if (has_rows(spec.spec.type)) {
    write_rows(out.text, context.facts[use.fact], spec, use.column.value_or(0), use.way, context.day);
  } else {
    write(out.text, context.facts[use.fact].value, spec.spec, use.way, use.word, context.day);
  }
  if (segment.kind == Segment::Kind::cell) span.row = row;
  span.end = out.text.size();
  out.spans.push_back(span);
}

/// Visits the segments that are written, in order, until a visit says false: of a choice of words the option that is picked,
/// of an optional group all where what stands in it is there.
template <typename Visit>
void for_each_written(const Template& text, std::size_t from, std::size_t to, const FillContext& context,
                      std::optional<std::size_t> row, const Visit& visit) {
  std::vector<unsigned> options = options_of(text, context, row);
  std::replace(options.begin(), options.end(), kNoOption, 0U);  // the first, then, with what it misses
  const std::vector<bool> open = open_groups(text, options, context, row);
  for (std::size_t i = from; i < to; ++i) {
    const Segment& segment = text.segments[i];
    if (open[segment.group] && is_picked(segment, options) && !visit(segment)) return;
  }
}

}  // namespace

bool stands_in_text(const FactSpec& spec, const Row& row, std::size_t column) {
  const auto text = spec.own ? spec.column(kTextColumn) : std::nullopt;
  if (!text || (spec.columns[column].name != kFigureColumn && spec.columns[column].name != kByColumn)) return false;
  const std::string& said = row.cells[*text].text;
  const std::string& value = row.cells[column].text;
  const auto date = parse_date(value);
  if (!date) return !value.empty() && said.find(value) != std::string::npos;
  return said.find(fmt::format("{}月{}日", month_of(*date), day_of(*date))) != std::string::npos ||
         (is_last_of_month(*date) && said.find(fmt::format("{}月底", month_of(*date))) != std::string::npos);
}

std::optional<FactId> find_fact(std::string_view key, const Vocabulary& vocabulary) {
  if (const auto known = vocabulary.schema.find(key)) return known;
  return find_reference(key, vocabulary.references, vocabulary.schema);
}

Template compile(std::string_view text, const Place& place, const Vocabulary& vocabulary,
                 const std::optional<FactId>& walked, bool may_hold_items, Findings& findings) {
  return Compiler(text, place, vocabulary, walked, may_hold_items, findings).run();
}

bool is_complete(const Template& text, const FillContext& context, std::optional<std::size_t> row) {
  const std::vector<unsigned> options = options_of(text, context, row);
  return std::all_of(text.segments.begin(), text.segments.end(), [&](const Segment& segment) {
    return segment.group != 0 || is_there(segment, options, context, row);
  });
}

void missing_facts(const Template& text, const FillContext& context, std::optional<std::size_t> row,
                   std::vector<FactId>& missing) {
  const std::vector<unsigned> options = options_of(text, context, row);
  for (const Segment& segment : text.segments) {
    if (segment.group != 0 || is_there(segment, options, context, row) || can_fill(segment, context, row)) continue;
    if (std::find(missing.begin(), missing.end(), segment.use.fact) == missing.end())
      missing.push_back(segment.use.fact);
  }
}

void fill_range(const Template& text, std::size_t from, std::size_t to, const FillContext& context,
                std::optional<std::size_t> row, Filled& out) {
  for_each_written(text, from, to, context, row, [&](const Segment& segment) {
    fill_segment(segment, context, row, out);
    return true;
  });
}

std::size_t filled_bytes(const Template& text, const FillContext& context, std::optional<std::size_t> row,
                         std::size_t enough) {
  std::size_t bytes = 0;
  Filled piece;
  for_each_written(text, 0, text.segments.size(), context, row, [&](const Segment& segment) {
    if (segment.kind == Segment::Kind::literal) {
      bytes += segment.text.size();
    } else {
      piece.text.clear();
      piece.spans.clear();
      fill_segment(segment, context, row, piece);
      bytes += piece.text.size();
    }
    return bytes < enough;
  });
  return std::min(bytes, enough);
}

void fill(const Template& text, const FillContext& context, std::optional<std::size_t> row, Filled& out) {
  fill_range(text, 0, text.segments.size(), context, row, out);
}

std::string placeholder(std::string_view label) { return fmt::format("【待填：{}】", label); }

}  // namespace lectern::host
