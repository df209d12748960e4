// SPDX-License-Identifier: Apache-2.0
//
// The numbers that Word gives paragraphs itself (ISO/IEC 29500-1, 17.9).
#pragma once

#include <pugixml.hpp>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lectern::host {

/// What a paragraph or style says of its number (w:numPr). List 0 takes an inherited number away.
struct ListUse {
  std::optional<unsigned> list;
  std::optional<unsigned> level;
};

/// What these properties (w:pPr) say.
ListUse list_use(const pugi::xml_node& properties);

/// The lists of a document, counted as its paragraphs are read.
class Numbering {
 public:
  /// Reads w:numbering; of an empty node no list is known.
  explicit Numbering(const pugi::xml_node& root);

  /// The number of the next paragraph of this list and level, as it is shown: 一、 or （2）. Empty where there is none: a bullet,
  /// an unknown list, a kind of number that is not known here.
  std::string next(unsigned list, unsigned level);

  /// The level that this list keeps for a style.
  std::optional<unsigned> level_of(unsigned list, std::string_view style) const;

 private:
  static constexpr std::size_t kLevels = 9;

  struct Level {
    unsigned start = 1;
    std::string format = "decimal";
    std::string text;  ///< with %1 to %9 where the numbers of the levels go
    std::string style;
    bool is_legal = false;            ///< all numbers in digits
    std::optional<unsigned> restart;  ///< anew behind levels above this one only; 0: never
  };
  /// Lists of one definition count together.
  struct Definition {
    std::array<Level, kLevels> levels;
    std::array<unsigned, kLevels> counts{};
    std::array<bool, kLevels> is_counting{};
    std::string link;    ///< the numbering style that it stands for
    std::string linked;  ///< or whose definition it uses
  };
  struct List {
    std::size_t definition = 0;
    std::map<std::size_t, unsigned> starts;  ///< by level
    std::map<std::size_t, Level> levels;     ///< instead of the definition's
    std::array<bool, kLevels> is_used{};
  };

  static Level read_level(const pugi::xml_node& node);
  void read_definition(const pugi::xml_node& node, std::unordered_map<unsigned, std::size_t>& numbers);
  void read_list(const pugi::xml_node& node, const std::unordered_map<unsigned, std::size_t>& numbers);
  const Level& level_in(const List& list, std::size_t level) const;
  void count(List& list, std::size_t level);

  std::vector<Definition> definitions_;
  std::unordered_map<unsigned, List> lists_;
};

}  // namespace lectern::host
