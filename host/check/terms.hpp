// SPDX-License-Identifier: Apache-2.0
//
// Words that units of a sector do not say of themselves, found in any text.
#pragma once

#include "catalogue/bundle.hpp"

#include <bitset>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lectern::host {

struct TermRule {
  const Manifest* bundle = nullptr;
  const AvoidedTerm* avoided = nullptr;
};

/// Whether the term that stands here is part of a word that is right.
bool is_right(const TermRule& rule, std::string_view text, std::size_t at);

/// What to say instead, as a hint.
Message what_to_say(const AvoidedTerm& avoided);

/// The avoided words of all bundles that speak. Points into them.
class AvoidedTerms {
 public:
  explicit AvoidedTerms(const std::vector<const Manifest*>& bundles);

  /// Calls `visit` for every avoided word of the text that is not part of a right one, with its offset. Goes through the
  /// text once, whatever the number of words: at most places none begins.
  void find(std::string_view text, const std::function<void(std::size_t at, const TermRule& rule)>& visit) const;

 private:
  static constexpr std::size_t kSlots = 4096;
  static std::size_t slot_of(std::string_view text, std::size_t at);

  std::unordered_map<std::size_t, std::vector<TermRule>> rules_;  ///< by the slot of their first character
  std::bitset<kSlots> begins_;
};

}  // namespace lectern::host
