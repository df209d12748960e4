// SPDX-License-Identifier: Apache-2.0
//
// The parts of a speech, each made from a few lines of INFO, without files, bundles or libraries.
#pragma once

#include "told.hpp"

#include "document/speech.hpp"
#include "profile/derive.hpp"
#include "profile/profile.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace lectern::host {

/// Everything stays where it was made, since it points into itself. What goes wrong is in `findings`.
class Scene {
 public:
  Sources sources;
  Findings findings;
  Schema schema;
  References references;
  Slots slots;
  Profile profile;
  Facts facts;
  SpeechDay day;
  std::deque<Provider> providers;
  std::vector<Passage> passages;
  Skeleton skeleton;
  Style style = Style::plain;
  std::size_t proposals = 0;

  Vocabulary vocabulary() { return {schema, references}; }
  FillContext context() const { return {schema, facts, day}; }

  /// A tree that must be well formed.
  Node read(const std::string& text, const std::string& name = "x.info") {
    Findings faults;
    std::optional<Node> node = read_info(sources.add(name, text), faults);
    EXPECT_EQ(told(faults), Told{}) << text;
    return node ? std::move(*node) : Node{};
  }

  /// `fact …` blocks; the bundle's prefixes are unit, meeting, tax, honours, gaps and keywords.
  void declare(const std::string& text, const std::string& bundle = "common") {
    read_facts(read(text, "facts.info"), bundle, {"unit", "meeting", "tax", "honours", "gaps", "keywords"}, schema,
               findings);
  }

  void refer(const std::string& text) { references = References::read(read(text, "references.info"), findings); }

  /// A profile of one layer. The day of the speech is its meeting.date.
  void give(const std::string& text) { give_layers({text}); }
  void give_layers(const std::vector<std::string>& texts) {
    Layers layers;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      Node root = read(texts[i], texts.size() == 1 ? "p.info" : fmt::format("layer{}.info", i + 1));
      const Source* source = root.place.source;
      layers.push_back({source, std::move(root)});
    }
    profile = type_profile(layers, schema, findings);
    facts = profile.facts;
    if (const auto date = schema.find("meeting.date")) day.date = parse_date(facts[*date].value.text);
  }

  void define_slots(const std::string& text) { slots = Slots::read(read(text, "slots.info"), findings); }
  void define_skeleton(const std::string& text) {
    if (auto made = read_skeleton(read(text, "skeleton.info"), slots, findings)) skeleton = std::move(*made);
  }

  /// `passage …` blocks of a bundle.
  void speak(const std::string& text, const std::string& bundle = "common", const std::string& sector = "any") {
    providers.push_back({bundle, "1.0.0", sector});
    read_passages(read(text, bundle + ".info"), providers.back(), slots, vocabulary(), passages, findings);
    drop_repeated(providers.back(), passages, findings);
    sort_passages(passages);
    resolve_references(schema, references, day.date, facts);
  }

  Plan planned(std::uint64_t seed = 0, std::size_t minutes = 0, const std::string& unit = "甲局") {
    return make_plan({skeleton, passages, context(), unit, seed, minutes, style, proposals});
  }

  FactId id(const std::string& key) const { return schema.find(key).value_or(static_cast<FactId>(schema.size())); }
  const Fact& fact(const std::string& key) const { return facts[id(key)]; }
};

}  // namespace lectern::host
