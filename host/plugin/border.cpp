// SPDX-License-Identifier: Apache-2.0
#include "plugin/border.hpp"

#include <algorithm>

namespace lectern::host {
namespace {

constexpr std::size_t kMostDerived = 500;
constexpr std::size_t kMostPassages = 500;
constexpr std::size_t kMostReports = 100;
constexpr std::size_t kMostFaults = 100;
constexpr std::size_t kMostLines = 1000;
constexpr std::size_t kMostLogged = std::size_t{256} * 1024;
constexpr std::size_t kMostBytes =
    std::size_t{4} * 1024 * 1024;  ///< of text; a sector's own passages have some 100 KiB

lectern_text lend(std::string_view text) { return lectern_text{text.data(), text.size()}; }

std::uint32_t type_number(Type type) {
  switch (type) {
    case Type::text:
      return LECTERN_TYPE_TEXT;
    case Type::time:
      return LECTERN_TYPE_TIME;
    case Type::integer:
      return LECTERN_TYPE_INTEGER;
    case Type::decimal:
      return LECTERN_TYPE_DECIMAL;
    case Type::rate:
      return LECTERN_TYPE_RATE;
    case Type::date:
      return LECTERN_TYPE_DATE;
    case Type::year:
      return LECTERN_TYPE_YEAR;
    case Type::choice:
      return LECTERN_TYPE_CHOICE;
    case Type::list:
      return LECTERN_TYPE_LIST;
    case Type::table:
      return LECTERN_TYPE_TABLE;
  }
  return LECTERN_TYPE_TEXT;
}

void lend_value(const Value& value, lectern_fact& out) {
  out.text = lend(value.text);
  out.unit = lend(value.unit);
  out.as_of = lend(value.evidence.as_of);
}

}  // namespace

void Border::complain(std::string_view code, Message what, Message hint) {
  if (is_given_up()) return;
  findings_.error(code, inputs_.manifest.place, std::move(what), std::move(hint));
  count_fault();
}

void Border::count_fault() {
  ++faults_;
  if (!is_given_up()) return;
  findings_.error("plugin-limit", inputs_.manifest.place,
                  message("plugin '{}' made {} faulty calls: the host listens to no more of them", inputs_.manifest.id,
                          std::to_string(kMostFaults)),
                  message("tell its author; the first ones show what is wrong"));
}

bool Border::is_given_up() const { return faults_ >= kMostFaults; }

std::int32_t Border::invalid(Message what, Message hint) {
  complain("plugin-call", std::move(what), std::move(hint));
  return LECTERN_INVALID;
}

std::int32_t Border::refused(Message what, Message hint) {
  complain("plugin-limit", std::move(what), std::move(hint));
  return LECTERN_REFUSED;
}

bool Border::has_room(std::size_t bytes) {
  if (bytes > kMostBytes - given_bytes_) return false;
  given_bytes_ += bytes;
  return true;
}

std::int32_t Border::no_room() {
  return refused(
      message("plugin '{}' gives more than {} bytes for one speech", inputs_.manifest.id, std::to_string(kMostBytes)),
      message("give what suits this speech; the rest can stand in its passage files"));
}

void Border::tell_unknown(std::string_view name, Message what, Message hint) {
  constexpr std::size_t kMostTold = 20;
  if (told_unknown_.size() >= kMostTold || !told_unknown_.emplace(name).second) return;
  if (hint.empty()) hint = message("tell its author: the name is misspelt, or nobody declares it here");
  findings_.note("plugin-key", inputs_.manifest.place, std::move(what), std::move(hint));
}

void Border::tell_unknown_key(std::string_view key) {
  tell_unknown(key, message("plugin '{}' asks for '{}', which is no fact", inputs_.manifest.id, key),
               did_you_mean(key, inputs_.vocabulary.schema.keys()));
}

void Border::tell_unknown_column(std::string_view key, const FactSpec& spec, std::string_view column) {
  std::vector<std::string_view> known;
  for (const Column& each : spec.columns) known.emplace_back(each.name);
  tell_unknown(std::string(key) + " " + std::string(column),
               message("plugin '{}' asks for '{}', which is no column of '{}'", inputs_.manifest.id, column, key),
               did_you_mean(column, known));
}

std::int32_t Border::fact(std::string_view key, lectern_fact& out) {
  constexpr std::string_view kReference = "ref.";
  if (key.starts_with(kReference) && inputs_.vocabulary.references.knows(key.substr(kReference.size()))) {
    const std::string_view name = key.substr(kReference.size());
    const Reference* found =
        inputs_.day.date ? inputs_.vocabulary.references.in_force(name, *inputs_.day.date) : nullptr;
    out.type = LECTERN_TYPE_TEXT;
    if (found == nullptr) return LECTERN_MISSING;
    out.text = lend(found->term);
    return LECTERN_OK;
  }
  const auto id = inputs_.vocabulary.schema.find(key);
  if (!id) {
    tell_unknown_key(key);
    return LECTERN_UNKNOWN;
  }
  const Fact& fact = inputs_.facts[*id];
  out.type = type_number(inputs_.vocabulary.schema[*id].spec.type);
  if (!fact.given()) return LECTERN_MISSING;
  lend_value(fact.value, out);
  out.rows = fact.rows.size();
  return LECTERN_OK;
}

std::int32_t Border::cell(std::string_view key, std::uint64_t row, std::string_view column, lectern_fact& out) {
  const auto id = inputs_.vocabulary.schema.find(key);
  if (!id) {
    tell_unknown_key(key);
    return LECTERN_UNKNOWN;
  }
  const FactSpec& spec = inputs_.vocabulary.schema[*id];
  const auto at = spec.column(column);
  if (!at) tell_unknown_column(key, spec, column);
  const std::vector<Row>& rows = inputs_.facts[*id].rows;
  if (!at || row >= rows.size()) return LECTERN_UNKNOWN;
  out.type = type_number(spec.columns[*at].spec.type);
  const Value& value = rows[row].cells[*at];
  if (!value.given()) return LECTERN_MISSING;
  lend_value(value, out);
  return LECTERN_OK;
}

std::int32_t Border::option(std::string_view name, lectern_text& out) const {
  std::int32_t status = LECTERN_MISSING;
  for (const Option& option : inputs_.options) {
    if (option.plugin != inputs_.manifest.id || option.name != name) continue;
    out = lend(option.value);  // later layers come later
    status = LECTERN_OK;
  }
  return status;
}

std::optional<Derivation> Border::derivation(std::string_view key, const std::vector<std::string_view>& from,
                                             bool with_rows, std::size_t bytes, std::int32_t& status) {
  const Schema& schema = inputs_.vocabulary.schema;
  const std::string& plugin = inputs_.manifest.id;
  const auto turn_down = [&status](std::int32_t answer) {
    status = answer;
    return std::nullopt;
  };
  const auto id = schema.find(key);
  if (!id || schema[*id].bundle != plugin || schema[*id].maker != Maker::plugin)
    return turn_down(
        invalid(message("plugin '{}' derives '{}', which its plugin.info does not declare as derived", plugin, key),
                message("add to its facts: fact {} {{ ... derived yes }}", key)));
  if (has_rows(schema[*id].spec.type) != with_rows)
    return turn_down(with_rows
                         ? invalid(message("plugin '{}' derives rows of '{}', which is a single value", plugin, key),
                                   message("tell its author: give it with derive"))
                         : invalid(message("plugin '{}' derives a single value for '{}', a list or table", plugin, key),
                                   message("tell its author: give it row by row with derive_row")));
  if (contribution_.derived.size() >= kMostDerived)
    return turn_down(refused(message("plugin '{}' derives more than {} facts", plugin, std::to_string(kMostDerived)),
                             message("derive each fact once")));
  if (from.empty())
    return turn_down(invalid(message("plugin '{}' derives '{}' from nothing", plugin, key),
                             message("name the facts it was worked out from, so that the ledger can show them")));
  Derivation made{*id, {}, {}, {}};
  for (const std::string_view part : from) {
    const auto source = find_fact(part, inputs_.vocabulary);
    if (!source)
      return turn_down(invalid(message("plugin '{}' derives '{}' from '{}', which is no fact", plugin, key, part),
                               did_you_mean(part, schema.keys())));
    made.from.push_back(*source);
  }
  if (!has_room(bytes)) return turn_down(no_room());
  return made;
}

std::int32_t Border::derive(std::string_view key, std::string_view value, const std::vector<std::string_view>& from) {
  std::int32_t status = LECTERN_OK;
  auto made = derivation(key, from, false, value.size(), status);
  if (!made) return status;
  if (auto fault = type_fault(value, inputs_.vocabulary.schema[made->fact].spec))
    return invalid(message("plugin '{}' derives '{}' as '{}'", inputs_.manifest.id, key, value), std::move(*fault));
  made->value = value;
  contribution_.derived.push_back(std::move(*made));
  return LECTERN_OK;
}

std::int32_t Border::derive_row(std::string_view key, const std::vector<std::pair<std::string, std::string>>& cells,
                                const std::vector<std::string_view>& from) {
  const std::string& plugin = inputs_.manifest.id;
  std::size_t bytes = 0;
  for (const auto& [column, cell] : cells) bytes += cell.size();
  std::int32_t status = LECTERN_OK;
  auto made = derivation(key, from, true, bytes, status);
  if (!made) return status;
  if (derived_rows_ >= kMostRows)
    return refused(message("plugin '{}' derives more than {} rows", plugin, std::to_string(kMostRows)),
                   message("a speech walks a few: derive those it is to say"));
  const FactSpec& spec = inputs_.vocabulary.schema[made->fact];
  std::vector<std::string> row(spec.columns.size());
  for (const auto& [column, cell] : cells) {
    const auto at = spec.column(column);
    if (!at) {
      std::vector<std::string_view> known;
      for (const Column& each : spec.columns) known.emplace_back(each.name);
      return invalid(
          message("plugin '{}' derives a row of '{}' with '{}', which is no column of it", plugin, key, column),
          did_you_mean(column, known));
    }
    if (!row[*at].empty())
      return invalid(message("plugin '{}' derives a row of '{}' with '{}' twice", plugin, key, column),
                     message("a row has one cell in each column"));
    if (auto fault = cell.empty() ? std::nullopt : type_fault(cell, spec.columns[*at].spec))
      return invalid(message("plugin '{}' derives '{}' of '{}' as '{}'", plugin, column, key, cell), std::move(*fault));
    row[*at] = cell;
  }
  if (std::all_of(row.begin(), row.end(), [](const std::string& cell) { return cell.empty(); }))
    return invalid(message("plugin '{}' derives a row of '{}' with nothing in it", plugin, key),
                   message("leave the row out, or fill a column"));
  ++derived_rows_;
  std::vector<Derivation>& all = contribution_.derived;
  const auto known =
      std::find_if(all.begin(), all.end(), [&](const Derivation& derived) { return derived.fact == made->fact; });
  if (known == all.end()) {
    made->rows.push_back(std::move(row));
    all.push_back(std::move(*made));
    return LECTERN_OK;
  }
  known->rows.push_back(std::move(row));
  for (const FactId source : made->from) {
    if (std::find(known->from.begin(), known->from.end(), source) == known->from.end()) known->from.push_back(source);
  }
  return LECTERN_OK;
}

std::int32_t Border::offer(Offer offer) {
  const std::string& plugin = inputs_.manifest.id;
  if (is_given_up()) return LECTERN_REFUSED;
  if (contribution_.passages.size() >= kMostPassages)
    return refused(message("plugin '{}' offers more than {} passages", plugin, std::to_string(kMostPassages)),
                   message("offer those that suit this speech; the others can stand in its passage files"));
  if (!has_room(offer.bytes())) return no_room();
  const std::size_t before = findings_.errors();
  const std::string id = offer.id;
  add_offer(std::move(offer), inputs_.provider, inputs_.manifest.place, inputs_.slots, inputs_.vocabulary,
            contribution_.passages, findings_);
  if (findings_.errors() == before) return LECTERN_OK;
  findings_.note("offer-refused", inputs_.manifest.place,
                 message("this passage '{}' was offered by the code of plugin '{}', and is left out", id, plugin));
  count_fault();
  return LECTERN_INVALID;
}

Place Border::place_of(const Subject& subject) {
  const Place& nowhere = inputs_.manifest.place;
  if (subject.key.empty()) return nowhere;
  const auto id = inputs_.vocabulary.schema.find(subject.key);
  if (!id) tell_unknown_key(subject.key);
  if (!id) return nowhere;
  const Fact& fact = inputs_.facts[*id];
  const auto known = [](const Place& place, const Place& otherwise) {
    return place.source == nullptr ? otherwise : place;
  };
  if (subject.row_number == 0 || subject.row_number > fact.rows.size()) return known(fact.value.place, nowhere);
  const Row& row = fact.rows[subject.row_number - 1];
  const FactSpec& spec = inputs_.vocabulary.schema[*id];
  const auto column = spec.column(subject.column);
  if (!column && !subject.column.empty()) tell_unknown_column(subject.key, spec, subject.column);
  return known(column ? row.cells[*column].place : row.place, known(row.place, nowhere));
}

std::int32_t Border::report(Diagnostic diagnostic, const Subject& subject) {
  if (reports_ >= kMostReports)
    return refused(
        message("plugin '{}' reports more than {} findings", inputs_.manifest.id, std::to_string(kMostReports)),
        message("report once what concerns many"));
  if (!has_room(diagnostic.message.own_bytes() + diagnostic.hint.own_bytes())) return no_room();
  ++reports_;
  diagnostic.code = inputs_.manifest.id + "/" + diagnostic.code;
  diagnostic.place = place_of(subject);
  findings_.add(std::move(diagnostic));
  return LECTERN_OK;
}

void Border::log(std::string_view words) {
  const std::string code = inputs_.manifest.id + std::string(kLogCode);
  const auto tell = [&](Message line) {
    if (inputs_.verbose) findings_.note(code, Place{}, std::move(line));
  };
  do {
    if (logged_lines_ > kMostLines) return;
    const std::string line(words.substr(0, words.find('\n')));
    words.remove_prefix(std::min(words.size(), line.size() + 1));
    logged_bytes_ += line.size();
    if (++logged_lines_ > kMostLines || logged_bytes_ > kMostLogged) {
      logged_lines_ = kMostLines + 1;
      return tell(message("further lines are left out"));
    }
    tell(Message::quoted(line, line));
  } while (!words.empty());
}

}  // namespace lectern::host
