// SPDX-License-Identifier: Apache-2.0
#include "render/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

/// A dated reference has a source of its own; a default that follows from no fact is the same for everyone.
bool needs_nobody(const Fact& fact) {
  return fact.maker == Maker::reference || (fact.maker == Maker::host && fact.from.empty());
}

/// The value a span shows: a cell where it names one, else the fact's own (empty for a whole list or table).
const Value& value_of(const Draft& draft, const Span& span) {
  const Fact& fact = draft.facts[span.fact];
  return span.row ? fact.rows[*span.row].cells[span.column.value_or(0)] : fact.value;
}

std::string name_of(const Place& place, bool with_folders) {
  const std::string whole = to_string(place);
  return with_folders ? whole : whole.substr(whole.find_last_of('/') + 1);
}

/// Calls `visit` for every line with the number of its paragraph: counted from 1, 0 in the head and for headings.
template <typename Visit>
void for_each_paragraph(const Speech& speech, const Visit& visit) {
  std::size_t paragraph = 0;
  for_each_block(speech, [&](const Block& block) {
    const bool body = block.kind != BlockKind::heading && &block >= speech.blocks.data() &&
                      &block < speech.blocks.data() + speech.blocks.size();
    if (body) ++paragraph;
    visit(block, body ? paragraph : 0);
  });
}

class LedgerMaker {
 public:
  explicit LedgerMaker(const Draft& draft) : draft_(draft) {}

  std::vector<LedgerEntry> run() {
    for_each_paragraph(draft_.speech, [this](const Block& block, std::size_t paragraph) {
      for (const Span& span : block.spans) use(block, span, paragraph);
    });
    return std::move(entries_);
  }

 private:
  void use(const Block& block, const Span& span, std::size_t paragraph) {
    const Fact& fact = draft_.facts[span.fact];
    if (span.missing || !fact.given()) return;  // counts have no value of their own
    const std::string text = block.text.substr(span.begin, span.end - span.begin);
    if (span.row || !has_rows(draft_.schema[span.fact].spec.type))
      return entry(span.fact, span.row, span.column, text, paragraph);
    // A whole column, the first or last of it, or a count of rows: every row that is named has its part in it; where
    // none is, all have.
    const std::vector<std::string> parts = parts_of(span, fact);
    const auto is_named = [&](const std::string& part) {
      return !part.empty() && text.find(part) != std::string::npos;
    };
    const bool any = std::any_of(parts.begin(), parts.end(), is_named);
    for (std::size_t row = 0; row < fact.rows.size(); ++row) {
      if (any && !is_named(parts[row])) continue;
      entry(span.fact, row, span.column.value_or(first_given(fact.rows[row])), any ? parts[row] : text, paragraph);
    }
  }

  /// Each row's value in the column, as it is written by itself.
  std::vector<std::string> parts_of(const Span& span, const Fact& fact) const {
    std::vector<std::string> parts(fact.rows.size());
    const std::size_t column = span.column.value_or(0);
    for (std::size_t row = 0; row < parts.size(); ++row)
      write(parts[row], fact.rows[row].cells[column], draft_.schema[span.fact].columns[column].spec, Way::plain, {},
            draft_.day);
    return parts;
  }

  static std::size_t first_given(const Row& row) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (row.cells[i].given()) return i;
    }
    return 0;
  }

  void entry(FactId id, std::optional<std::size_t> row, std::optional<std::size_t> column, const std::string& text,
             std::size_t paragraph) {
    const auto same = std::find_if(entries_.begin(), entries_.end(), [&](const LedgerEntry& known) {
      return known.fact == id && known.row == row && known.column == column;
    });
    if (same != entries_.end()) {
      std::vector<std::size_t>& known = same->paragraphs;
      if (std::find(known.begin(), known.end(), paragraph) == known.end()) known.push_back(paragraph);
      return;
    }
    const FactSpec& spec = draft_.schema[id];
    const Fact& fact = draft_.facts[id];
    LedgerEntry made;
    made.fact = id;
    made.row = row;
    made.column = column;
    made.key = spec.key;
    made.label = spec.spec.label;
    made.value = &fact.value;
    if (row && column) {
      made.key += fmt::format("[{}]", *row + 1);
      if (spec.spec.type == Type::table) {
        made.key += "." + spec.columns[*column].name;
        made.label += "·" + spec.columns[*column].spec.label;
      }
      made.value = &fact.rows[*row].cells[*column];
    }
    made.text = text;
    made.paragraphs.push_back(paragraph);
    made.verified = !made.value->evidence.verified.empty() || needs_nobody(fact);
    entries_.push_back(std::move(made));
  }

  const Draft& draft_;
  std::vector<LedgerEntry> entries_;
};

std::string where(const std::vector<std::size_t>& paragraphs, const Tongue& tongue) {
  std::vector<std::string> places;
  for (const std::size_t paragraph : paragraphs) {
    places.push_back(paragraph == 0 ? tongue(message("heading or title"))
                                    : tongue(message("paragraph {}", std::to_string(paragraph))));
  }
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return fmt::format("{}", fmt::join(places, tongue(message(", "))));
}

/// RFC 4180. A cell that a spreadsheet would take for a formula is quoted into text; in a Chinese one the full-width marks
/// begin a formula too.
std::string csv_cell(std::string_view text) {
  constexpr std::array<std::string_view, 10> kFormula = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
  const auto begins = [text](std::string_view mark) { return text.starts_with(mark); };
  std::string out = "\"";
  if (std::any_of(kFormula.begin(), kFormula.end(), begins)) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

/// The columns in their order.
constexpr std::array<std::string LedgerRow::*, 11> kColumns = {
    &LedgerRow::number, &LedgerRow::label,    &LedgerRow::key,    &LedgerRow::text,
    &LedgerRow::where,  &LedgerRow::value,    &LedgerRow::origin, &LedgerRow::source,
    &LedgerRow::as_of,  &LedgerRow::verified, &LedgerRow::note};

/// A text of the profile's own, or a proposal.
LedgerRow row_of(const LedgerPassage& own, const Tongue& tongue) {
  LedgerRow row;
  if (is_proposal(*own.passage)) {
    row.label = tongue(message("proposal, to be approved"));
    row.key = name_of(*own.passage);
    row.text = own.text;
    row.where = where(own.paragraphs, tongue);
    row.value = own.passage->proposes;
    row.verified = tongue(message("(to be approved)"));
    return row;
  }
  row.label = tongue(message("passage of the profile"));
  row.key = name_of(*own.passage);
  row.text = own.text;
  row.where = where(own.paragraphs, tongue);
  row.origin = to_string(text_in_profile(*own.passage));
  row.origin_file = name_of(text_in_profile(*own.passage), false);
  return row;
}

LedgerRow row_of(const Draft& draft, const LedgerEntry& entry, const Tongue& tongue) {
  const Evidence& evidence = entry.value->evidence;
  LedgerRow row;
  const bool is_reference = draft.facts[entry.fact].maker == Maker::reference;
  row.label = is_reference ? tongue(message("dated reference")) : entry.label;
  row.key = entry.key;
  row.text = entry.text;
  row.where = where(entry.paragraphs, tongue);
  row.value = entry.value->text + entry.value->unit;
  row.origin = origin_of(draft, entry.fact, *entry.value, tongue);
  row.origin_file = origin_of(draft, entry.fact, *entry.value, tongue, false);
  row.source = evidence.source;
  row.note = evidence.note;
  row.as_of = evidence.as_of;
  row.verified = evidence.verified;
  if (!entry.verified) {
    row.verified = tongue(message("(not verified)"));
  } else if (row.verified.empty()) {
    row.verified = is_reference ? tongue(message("(reference)")) : tongue(message("(default)"));
  }
  return row;
}

}  // namespace

std::vector<LedgerEntry> make_ledger(const Draft& draft) { return LedgerMaker(draft).run(); }

std::vector<LedgerPassage> own_passages(const Draft& draft) {
  std::vector<LedgerPassage> out;
  for_each_paragraph(draft.speech, [&out](const Block& block, std::size_t paragraph) {
    if (text_in_profile(*block.passage).source == nullptr && !is_proposal(*block.passage)) return;
    const auto same = std::find_if(out.begin(), out.end(),
                                   [&](const LedgerPassage& known) { return known.passage == block.passage; });
    if (same == out.end()) {
      out.push_back({block.passage, block.text, {paragraph}});
    } else {
      same->text += " / " + block.text;
      same->paragraphs.push_back(paragraph);
    }
  });
  return out;
}

std::string origin_of(const Draft& draft, FactId id, const Value& value, const Tongue& tongue, bool with_folders) {
  const Fact& fact = draft.facts[id];
  const std::string place = name_of(value.place, with_folders);
  if (fact.maker == Maker::nobody) return place;
  if (fact.maker == Maker::reference) return tongue(message("dated reference {}, {}", fact.made_by, place));
  if (fact.from.empty()) return tongue(message("default of {}", fact.made_by));
  std::vector<std::string_view> keys;
  for (const FactId from : fact.from) keys.push_back(draft.schema[from].key);
  return tongue(
      message("worked out by {} from {}", fact.made_by, fmt::format("{}", fmt::join(keys, tongue(message(", "))))));
}

std::string fact_card(const Draft& draft, const Span& span, const Tongue& tongue) {
  const FactSpec& spec = draft.schema[span.fact];
  if (span.missing) return tongue(message("missing: {} ({})", spec.spec.label, spec.key));
  const Value& value = value_of(draft, span);
  std::string out = fmt::format("{} ({})\n{}", spec.spec.label, spec.key, origin_of(draft, span.fact, value, tongue));
  if (!value.evidence.source.empty()) out.append("\n").append(tongue(message("source: {}", value.evidence.source)));
  if (!value.evidence.as_of.empty()) out.append("\n").append(tongue(message("as of: {}", value.evidence.as_of)));
  if (!value.evidence.note.empty()) out.append("\n").append(tongue(message("note: {}", value.evidence.note)));
  if (!value.evidence.verified.empty())
    out.append("\n").append(tongue(message("verified by: {}", value.evidence.verified)));
  return out;
}

bool wants_verifying(const Draft& draft, const Span& span) {
  const FactSpec& spec = draft.schema[span.fact];
  const Fact& fact = draft.facts[span.fact];
  if (!fact.given() || needs_nobody(fact)) return false;
  const auto wants = [](const Value& value, const ValueSpec& type) {
    const bool is_plain = type.type == Type::text || type.type == Type::choice;
    return value.given() && value.evidence.verified.empty() && (!is_plain || !value.evidence.source.empty());
  };
  if (span.row || !has_rows(spec.spec.type)) {
    const ValueSpec& type = span.row ? spec.columns[span.column.value_or(0)].spec : spec.spec;
    return wants(value_of(draft, span), type);
  }
  if (span.way == Way::count) return false;  // counted from what stands there
  const std::size_t column = span.column.value_or(0);
  return std::any_of(fact.rows.begin(), fact.rows.end(),
                     [&](const Row& row) { return wants(row.cells[column], spec.columns[column].spec); });
}

std::int64_t time_of(const Draft& draft, const Writing& writing) {
  if (writing.time) return std::clamp(*writing.time, kFirstTime, kLastTime);
  if (!draft.day.date) return kFirstTime;
  const auto day = std::chrono::sys_days(*draft.day.date).time_since_epoch();
  return std::clamp<std::int64_t>(std::chrono::duration_cast<std::chrono::seconds>(day).count(), kFirstTime, kLastTime);
}

LedgerRow ledger_headings(const Tongue& tongue) {
  return {tongue(message("No.")),
          tongue(message("fact")),
          tongue(message("key")),
          tongue(message("in the speech")),
          tongue(message("where")),
          tongue(message("value")),
          tongue(message("origin")),
          tongue(message("origin")),
          tongue(message("source document")),
          tongue(message("as of day")),
          tongue(message("verified by whom")),
          tongue(message("note"))};
}

std::vector<LedgerRow> ledger_rows(const Draft& draft, const Tongue& tongue) {
  std::vector<LedgerRow> rows;
  for (const LedgerEntry& entry : make_ledger(draft)) rows.push_back(row_of(draft, entry, tongue));
  for (const LedgerPassage& own : own_passages(draft)) rows.push_back(row_of(own, tongue));
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].number = std::to_string(i + 1);
  return rows;
}

std::string ledger_title(const Draft& draft, const Tongue& tongue) {
  return tongue(message("Ledger: {}, {}", draft.unit(), draft.day.date ? iso(*draft.day.date) : ""));
}

std::string ledger_text(const Draft& draft, const Tongue& tongue) {
  std::string out = ledger_title(draft, tongue) + "\n";
  const LedgerRow names = ledger_headings(tongue);
  for (const LedgerRow& row : ledger_rows(draft, tongue)) {
    out += fmt::format("\n{}\n", tongue(message("{}. {} ({})", row.number, row.label, row.key)));
    for (const auto column : kColumns) {
      const bool in_head = column == &LedgerRow::number || column == &LedgerRow::label || column == &LedgerRow::key;
      const bool twice = column == &LedgerRow::value && row.value == row.text;
      if (!in_head && !twice && !(row.*column).empty())
        out.append("   ").append(tongue(message("{}: {}", names.*column, row.*column))).append("\n");
    }
  }
  return out;
}

std::string ledger_csv(const Draft& draft, const Tongue& tongue) {
  std::string out = "\xEF\xBB\xBF";  // Excel and WPS read UTF-8 only behind this mark
  const auto line = [&out](const LedgerRow& row) {
    for (const auto column : kColumns) out.append(column == kColumns.front() ? "" : ",").append(csv_cell(row.*column));
    out += "\r\n";
  };
  line(ledger_headings(tongue));
  for (const LedgerRow& row : ledger_rows(draft, tongue)) line(row);
  return out;
}

}  // namespace lectern::host
