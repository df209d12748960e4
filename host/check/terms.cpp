// SPDX-License-Identifier: Apache-2.0
#include "check/terms.hpp"

#include <algorithm>

namespace lectern::host {
namespace {

/// Whether the occurrence is part of this longer word.
bool is_within(std::string_view text, std::size_t at, std::string_view term, std::string_view word) {
  for (std::size_t offset = word.find(term); offset != std::string_view::npos; offset = word.find(term, offset + 1)) {
    if (offset <= at && text.substr(at - offset).starts_with(word)) return true;
  }
  return false;
}

}  // namespace

bool is_right(const TermRule& rule, std::string_view text, std::size_t at) {
  const auto within = [&](const std::string& word) { return is_within(text, at, rule.avoided->term, word); };
  const std::vector<std::string>& own = rule.bundle->terms.own;
  return std::any_of(rule.avoided->except.begin(), rule.avoided->except.end(), within) ||
         std::any_of(own.begin(), own.end(), within);
}

Message what_to_say(const AvoidedTerm& avoided) {
  if (avoided.say.empty() && avoided.note.empty()) return message("put it in other words");
  if (avoided.say.empty()) return message("put it in other words: {}", avoided.note);
  if (avoided.note.empty()) return message("say: {}", avoided.say);
  return message("say: {} ({})", avoided.say, avoided.note);
}

AvoidedTerms::AvoidedTerms(const std::vector<const Manifest*>& bundles) {
  for (const Manifest* bundle : bundles) {
    for (const AvoidedTerm& avoided : bundle->terms.avoided) {
      rules_[slot_of(avoided.term, 0)].push_back({bundle, &avoided});
      begins_.set(slot_of(avoided.term, 0));
    }
  }
}

void AvoidedTerms::find(std::string_view text,
                        const std::function<void(std::size_t at, const TermRule& rule)>& visit) const {
  if (rules_.empty()) return;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t slot = slot_of(text, at);
    if (!begins_.test(slot)) continue;
    for (const TermRule& rule : rules_.find(slot)->second) {
      if (text.substr(at).starts_with(rule.avoided->term) && !is_right(rule, text, at)) visit(at, rule);
    }
  }
}

/// A number for the character that begins here.
std::size_t AvoidedTerms::slot_of(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(text[i])); };
  const bool chinese = byte(at) >= 0xE0 && at + 2 < text.size();
  return chinese ? ((byte(at) << 12U) ^ (byte(at + 1) << 6U) ^ byte(at + 2)) % kSlots : byte(at);
}

}  // namespace lectern::host
