// SPDX-License-Identifier: Apache-2.0
#include "render/json.hpp"

#include <fmt/format.h>

namespace lectern::host {
namespace {

std::string_view name_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::heading:
      return "heading";
    case BlockKind::paragraph:
      return "paragraph";
    case BlockKind::point:
      return "point";
  }
  return {};
}

/// From 1, in characters, as in the text form.
std::size_t character_column(const Place& place) {
  return count_characters(place.source->line(place.line).substr(0, place.column)) + 1;
}

std::string joined(const std::vector<Block>& blocks) {
  std::string out;
  for (const Block& block : blocks) out += (out.empty() ? "" : "\n") + block.text;
  return out;
}

class JsonWriter {
 public:
  JsonWriter(const Draft& draft, const Tongue& tongue)
      : draft_(draft), tongue_(tongue), ids_(block_ids(draft.speech)) {}

  Json run() {
    const Speech& speech = draft_.speech;
    Json out{{"occasion", draft_.skeleton.occasion},
             {"unit", draft_.unit()},
             {"date", draft_.day.date ? Json(iso(*draft_.day.date)) : Json(nullptr)},
             {"title", joined(speech.title)},
             {"byline", {{"date", joined(speech.date)}, {"speaker", joined(speech.speaker)}}},
             {"salutation", joined(speech.salutation)}};
    Json head = Json::array();
    for (const auto* part : {&speech.title, &speech.date, &speech.speaker, &speech.salutation}) {
      for (const Block& block : *part) head.push_back(block_json(block));
    }
    out["head"] = std::move(head);
    Json blocks = Json::array();
    for (const Block& block : speech.blocks) blocks.push_back(block_json(block));
    out["blocks"] = std::move(blocks);
    out["facts"] = facts_json();
    Json missing = Json::array();
    for (const MissingFact& fact : speech.missing)
      missing.push_back({{"key", draft_.schema[fact.fact].key},
                         {"label", draft_.schema[fact.fact].spec.label},
                         {"passage", fact.passage->id}});
    out["missing"] = std::move(missing);
    out["statistics"] = {{"characters", speech.statistics.characters},
                         {"paragraphs", speech.statistics.paragraphs},
                         {"paragraphs_from_sector", speech.statistics.from_sector},
                         {"minutes", speech.statistics.minutes}};
    out["diagnostics"] = diagnostics_of(draft_.findings, tongue_);
    return out;
  }

 private:
  /// In the order of for_each_block().
  Json block_json(const Block& block) {
    Json uses = Json::array();
    for (const Span& span : block.spans) {
      Json use{{"key", draft_.schema[span.fact].key},
               {"text", block.text.substr(span.begin, span.end - span.begin)},
               {"begin", span.begin},
               {"end", span.end}};
      if (span.column && draft_.schema[span.fact].spec.type == Type::table)
        use["column"] = draft_.schema[span.fact].columns[*span.column].name;
      if (span.row) use["row"] = *span.row + 1;
      if (span.missing) use["missing"] = true;
      uses.push_back(std::move(use));
    }
    Json out{{"id", ids_[next_id_++]},      {"kind", name_of(block.kind)}, {"level", block.level},
             {"number", numeral(block)},    {"text", block.text},          {"slot", draft_.common.slots[block.slot].id},
             {"passage", block.passage->id}};
    out.update(provenance_json(*block.passage));
    out.update({{"wording", block.wording + 1}, {"short", block.is_short}, {"facts", std::move(uses)}});
    return out;
  }

  Json value_json(const Value& value) const {
    Json out{{"value", value.text}, {"origin", place_json(value.place)}};
    if (!value.unit.empty()) out["unit"] = value.unit;
    if (!value.evidence.source.empty()) out["source"] = value.evidence.source;
    if (!value.evidence.as_of.empty()) out["as_of"] = value.evidence.as_of;
    if (!value.evidence.verified.empty()) out["verified"] = value.evidence.verified;
    return out;
  }

  /// The facts the speech used, in the order of the schema.
  Json facts_json() const {
    std::vector<bool> used(draft_.schema.size());
    for_each_block(draft_.speech, [&](const Block& block) {
      for (const Span& span : block.spans) used[span.fact] = true;
    });
    Json out = Json::array();
    for (FactId id = 0; id < used.size(); ++id) {
      const Fact& fact = draft_.facts[id];
      if (!used[id] || !fact.given()) continue;
      const FactSpec& spec = draft_.schema[id];
      Json entry{{"key", spec.key}, {"label", spec.spec.label}};
      entry.update(value_json(fact.value));
      if (!fact.made_by.empty()) entry["made_by"] = fact.made_by;
      for (const FactId from : fact.from) entry["from"].push_back(draft_.schema[from].key);
      for (const Row& row : fact.rows) {
        Json cells = Json::object();
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
          if (row.cells[i].given()) cells[spec.columns[i].name] = value_json(row.cells[i]);
        }
        entry["rows"].push_back(std::move(cells));
      }
      if (has_rows(spec.spec.type)) entry.erase("value");
      out.push_back(std::move(entry));
    }
    return out;
  }

  const Draft& draft_;
  const Tongue& tongue_;
  std::vector<std::string> ids_;
  std::size_t next_id_ = 0;
};

}  // namespace

Json place_json(const Place& place) {
  if (place.source == nullptr) return nullptr;
  Json out{{"file", label_of(*place.source)}};
  if (place.line != 0) out[place.source->lines == Source::Lines::paragraphs ? "paragraph" : "line"] = place.line;
  return out;
}

Json diagnostics_of(const Findings& findings, const Tongue& tongue) {
  Json out = Json::array();
  for (const Diagnostic& diagnostic : findings.listed()) {
    Json entry{{"severity", name_of(diagnostic.severity)},
               {"code", diagnostic.code},
               {"place", place_json(diagnostic.place)},
               {"message", tongue(diagnostic.message)}};
    if (diagnostic.place.source != nullptr && diagnostic.place.line != 0)
      entry["place"]["column"] = character_column(diagnostic.place);
    if (!diagnostic.hint.empty()) entry["hint"] = tongue(diagnostic.hint);
    out.push_back(std::move(entry));
  }
  return out;
}

/// Characters that a terminal acts on, or shows as nothing, are escaped: outside of texts there are none of them.
std::string dumped(const Json& json) {
  const std::string plain = json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  if (check_text(plain).fault == TextFault::none) return plain;
  std::string out;
  Characters characters(plain);
  for (Characters::Step step; characters.next(step);) {
    constexpr std::int32_t kBeyond = 0x10000;  // written as two halves
    if (step.fault == CharacterFault::none) {
      out += step.bytes;
    } else if (step.point < kBeyond) {
      out += fmt::format("\\u{:04x}", step.point);
    } else {
      out += fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + ((step.point - kBeyond) >> 10), 0xDC00 + (step.point & 0x3FF));
    }
  }
  return out;
}

Json provenance_json(const Passage& passage) {
  Json out = Json::object();
  out["plugin"] = wishes_for(passage).added.source != nullptr
                      ? Json(nullptr)
                      : Json{{"id", passage.provider->id}, {"version", passage.provider->version}};
  if (text_in_profile(passage).source != nullptr) out["profile"] = place_json(text_in_profile(passage));
  return out;
}

std::string write_json(const Draft& draft, const Tongue& tongue) { return dumped(JsonWriter(draft, tongue).run()); }

std::string diagnostics_json(const Findings& findings, const Tongue& tongue) {
  return dumped(diagnostics_of(findings, tongue));
}

}  // namespace lectern::host
