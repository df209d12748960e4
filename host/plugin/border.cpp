// SPDX-License-Identifier: Apache-2.0
#include "plugin/border.hpp"

#include <algorithm>

namespace lectern::host {
namespace {

constexpr std::size_t kMostDerived = 500;
constexpr std::size_t kMostPassages = 500;
constexpr std::size_t kMostReports = 100;
constexpr std::size_t kMostFaults = 100;
constexpr std::size_t kMostBytes =
    std::size_t{4} * 1024 * 1024;  ///< of text; a sector's own passages have some 100 KiB

lectern_text lend(std::string_view text) { return lectern_text{text.data(), text.size()}; }

std::uint32_t type_number(Type type) {
  switch (type) {
    case Type::text:
    case Type::time:
      return LECTERN_TYPE_TEXT;
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

std::int32_t Border::fact(std::string_view key, lectern_fact& out) {
  constexpr std::string_view kReference = "ref.";
  if (key.starts_with(kReference)) {
    const std::string_view name = key.substr(kReference.size());
    if (!inputs_.vocabulary.references.knows(name)) return LECTERN_UNKNOWN;
    const Reference* found =
        inputs_.day.date ? inputs_.vocabulary.references.in_force(name, *inputs_.day.date) : nullptr;
    out.type = LECTERN_TYPE_TEXT;
    if (found == nullptr) return LECTERN_MISSING;
    out.text = lend(found->term);
    return LECTERN_OK;
  }
  const auto id = inputs_.vocabulary.schema.find(key);
  if (!id) return LECTERN_UNKNOWN;
  const Fact& fact = inputs_.facts[*id];
  out.type = type_number(inputs_.vocabulary.schema[*id].spec.type);
  if (!fact.given()) return LECTERN_MISSING;
  lend_value(fact.value, out);
  out.rows = fact.rows.size();
  return LECTERN_OK;
}

std::int32_t Border::cell(std::string_view key, std::uint64_t row, std::string_view column, lectern_fact& out) {
  const auto id = inputs_.vocabulary.schema.find(key);
  if (!id) return LECTERN_UNKNOWN;
  const FactSpec& spec = inputs_.vocabulary.schema[*id];
  const auto at = spec.column(column);
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

std::int32_t Border::derive(std::string_view key, std::string_view value, const std::vector<std::string_view>& from) {
  const Schema& schema = inputs_.vocabulary.schema;
  const auto id = schema.find(key);
  const std::string& plugin = inputs_.manifest.id;
  if (!id || schema[*id].bundle != plugin || schema[*id].maker != Maker::plugin)
    return invalid(message("plugin '{}' derives '{}', which its plugin.info does not declare as derived", plugin, key),
                   message("add to its facts: fact {} {{ ... derived yes }}", key));
  if (contribution_.derived.size() >= kMostDerived)
    return refused(message("plugin '{}' derives more than {} facts", plugin, std::to_string(kMostDerived)),
                   message("derive each fact once"));
  if (auto fault = type_fault(value, schema[*id].spec))
    return invalid(message("plugin '{}' derives '{}' as '{}'", plugin, key, value), std::move(*fault));
  if (from.empty())
    return invalid(message("plugin '{}' derives '{}' from nothing", plugin, key),
                   message("name the facts it was worked out from, so that the ledger can show them"));
  if (!has_room(value.size())) return no_room();
  Contribution::Derived derived{*id, std::string(value), {}};
  for (const std::string_view part : from) {
    const auto source = find_fact(part, inputs_.vocabulary);
    if (!source)
      return invalid(message("plugin '{}' derives '{}' from '{}', which is no fact", plugin, key, part),
                     did_you_mean(part, schema.keys()));
    derived.from.push_back(*source);
  }
  contribution_.derived.push_back(std::move(derived));
  return LECTERN_OK;
}

std::int32_t Border::offer(const Offer& offer) {
  const std::string& plugin = inputs_.manifest.id;
  if (is_given_up()) return LECTERN_REFUSED;
  if (contribution_.passages.size() >= kMostPassages)
    return refused(message("plugin '{}' offers more than {} passages", plugin, std::to_string(kMostPassages)),
                   message("offer those that suit this speech; the others can stand in its passage files"));
  std::size_t bytes = offer.id.size();
  for (const auto* texts : {&offer.headings, &offer.texts, &offer.shorts}) {
    for (const std::string& text : *texts) bytes += text.size();
  }
  if (!has_room(bytes)) return no_room();
  const std::size_t before = findings_.errors();
  add_offer(offer, inputs_.provider, inputs_.manifest.place, inputs_.slots, inputs_.vocabulary, contribution_.passages,
            findings_);
  if (findings_.errors() == before) return LECTERN_OK;
  findings_.note(
      "offer-refused", inputs_.manifest.place,
      message("this passage '{}' was offered by the code of plugin '{}', and is left out", offer.id, plugin));
  count_fault();
  return LECTERN_INVALID;
}

std::int32_t Border::report(Diagnostic diagnostic, std::string_view key) {
  if (reports_ >= kMostReports)
    return refused(
        message("plugin '{}' reports more than {} findings", inputs_.manifest.id, std::to_string(kMostReports)),
        message("report once what concerns many"));
  if (!has_room(diagnostic.message.own_bytes() + diagnostic.hint.own_bytes())) return no_room();
  ++reports_;
  diagnostic.code = inputs_.manifest.id + "/" + diagnostic.code;
  diagnostic.place = inputs_.manifest.place;
  const auto id = inputs_.vocabulary.schema.find(key);
  if (id && inputs_.facts[*id].value.place.source != nullptr) diagnostic.place = inputs_.facts[*id].value.place;
  findings_.add(std::move(diagnostic));
  return LECTERN_OK;
}

}  // namespace lectern::host
