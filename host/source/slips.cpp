// SPDX-License-Identifier: Apache-2.0
#include "source/slips.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace lectern::host {
namespace {

/// A word as the parser sees it.
struct Word {
  enum class Role { key, value, opening, closing };
  Role role = Role::key;
  std::string_view text;
  Place place;
  bool quoted = false;
  bool is_first = false;  ///< of its line
};

/// Steps through the words of whole lines.
class Words {
 public:
  Words(const Source& source, const std::vector<Lines>& parts) : source_(source), parts_(parts) {}

  template <typename Visit>
  void each(const Visit& visit) {
    const std::string_view text = source_.text;
    for (const Lines& part : parts_) {
      std::uint32_t number = part.first;
      for (std::size_t begin = part.begin; begin < part.end; ++number) {
        const std::size_t end = std::min(text.find('\n', begin), part.end);
        line(text.substr(begin, end - begin), number, visit);
        begin = end + 1;
      }
    }
  }

 private:
  template <typename Visit>
  void line(std::string_view text, std::uint32_t number, const Visit& visit) {
    const auto behind_spaces = [text](std::size_t at) {
      return std::min(text.find_first_not_of(" \t\r", at), text.size());
    };
    bool is_first = true;
    for (std::size_t at = behind_spaces(0); at < text.size() && text[at] != ';'; is_first = false) {
      Word word;
      word.is_first = is_first;
      const std::size_t begin = at;
      if (text[at] == '{' || text[at] == '}') {
        word.role = text[at] == '{' ? Word::Role::opening : Word::Role::closing;
        expected_ = Word::Role::key;
        ++at;
      } else {
        word.role = expected_;
        word.quoted = text[at] == '"';
        at = word.quoted ? behind_string(text, at) : std::min(text.find_first_of(" \t\r;", at), text.size());
        expected_ = expected_ == Word::Role::key ? Word::Role::value : Word::Role::key;
      }
      word.text = text.substr(begin, at - begin);
      word.place = {&source_, number, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at - begin)};
      visit(word);
      at = behind_spaces(at);
      if (word.quoted && word.role == Word::Role::value && at < text.size() && text[at] == '\\') {
        expected_ = Word::Role::value;  // it goes on in the next line
        return;
      }
    }
    expected_ = Word::Role::key;
  }

  static std::size_t behind_string(std::string_view text, std::size_t at) {
    for (++at; at < text.size() && text[at] != '"'; ++at) {
      if (text[at] == '\\') ++at;
    }
    return std::min(at + 1, text.size());
  }

  const Source& source_;
  const std::vector<Lines>& parts_;
  Word::Role expected_ = Word::Role::key;
};

enum class Slip { quotes, braces, separator, semicolon, space, inner_quote, inner_brace };

struct Mark {
  std::string_view text;
  Slip slip;
};
constexpr std::array<Mark, 12> kMarks = {{{"“", Slip::quotes},
                                          {"”", Slip::quotes},
                                          {"‘", Slip::quotes},
                                          {"’", Slip::quotes},
                                          {"＂", Slip::quotes},
                                          {"｛", Slip::braces},
                                          {"｝", Slip::braces},
                                          {"：", Slip::separator},
                                          {"＝", Slip::separator},
                                          {"；", Slip::semicolon},
                                          {"\u3000", Slip::space},
                                          {"\"", Slip::inner_quote}}};

struct Found {
  std::size_t at = 0;
  Mark mark;
};

const Mark* mark_at(std::string_view text, std::size_t at) {
  const auto* const found = std::find_if(kMarks.begin(), kMarks.end(),
                                         [&](const Mark& mark) { return text.substr(at).starts_with(mark.text); });
  return found == kMarks.end() ? nullptr : found;
}

std::optional<Found> brace_in(std::string_view text) {
  const std::size_t at = text.find_first_of("{}");
  if (at == std::string_view::npos) return std::nullopt;
  return Found{at, {text.substr(at, 1), Slip::inner_brace}};
}

/// A key is of plain letters, so no mark belongs into one.
std::optional<Found> slip_in_key(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (const Mark* mark = mark_at(text, at)) return Found{at, *mark};
  }
  if (text == "=") return Found{0, {text, Slip::separator}};
  return brace_in(text);
}

/// “双优”单位 and 一分耕耘：一分收获 are values; “张建国” and ：张建国 are none.
std::optional<Found> slip_in_value(std::string_view text) {
  if (text == "=" || text == ":") return Found{0, {text, Slip::separator}};
  if (const Mark* mark = mark_at(text, 0)) {
    std::size_t marks = 0;
    bool ends = false;
    for (std::size_t at = mark->text.size(); at < text.size(); ++at) {
      const Mark* other = mark_at(text, at);
      if (other == nullptr || other->slip != Slip::quotes) continue;
      ++marks;
      ends = at + other->text.size() == text.size();
    }
    if (mark->slip != Slip::quotes || marks == 0 || ends) return Found{0, *mark};
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    const Mark* mark = mark_at(text, at);
    if (mark != nullptr && (mark->slip == Slip::braces || mark->slip == Slip::inner_quote)) return Found{at, *mark};
  }
  const auto opening = std::count(text.begin(), text.end(), '{');
  return opening == std::count(text.begin(), text.end(), '}') ? std::nullopt : brace_in(text);
}

void report(const Found& found, const Word& word, Findings& findings) {
  Place place = word.place;
  place.column += static_cast<std::uint32_t>(found.at);
  place.length = static_cast<std::uint32_t>(found.mark.text.size());
  const auto error = [&](Message what, Message hint) {
    findings.error("info-format", place, std::move(what), std::move(hint));
  };
  const std::string_view mark = found.mark.text;
  switch (found.mark.slip) {
    case Slip::quotes:
      return error(message("'{}' is no quotation mark of this format", mark),
                   message("type quotation marks with the English input method: {}", "\"...\""));
    case Slip::braces:
      return error(message("'{}' is no brace of this format", mark),
                   message("type braces with the English input method: {}", "{ ... }"));
    case Slip::separator:
      return error(message("'{}' does not separate a key from its value", mark),
                   message("leave a space between them, and nothing else: {}", "name \"...\""));
    case Slip::semicolon:
      return error(message("'{}' begins no comment", mark),
                   message("type semicolons with the English input method: {}", "; ..."));
    case Slip::space:
      return error(message("a full-width space separates nothing"),
                   message("type spaces with the English input method"));
    case Slip::inner_quote:
      return error(message("a quotation mark inside a word"),
                   message("leave a space before a value in quotation marks; inside one, write “ ” or \\\""));
    case Slip::inner_brace:
      return error(message("a brace inside a word"), message("leave a space around braces"));
  }
}

/// A block that is open.
struct Block {
  std::string name;
  Place place;
  std::size_t indent = 0;
  std::uint32_t brace_line = 0;
  bool goes_on_in_line = false;      ///< something stands behind its brace
  std::optional<std::size_t> inner;  ///< indent of its first line

  bool is_indented() const { return goes_on_in_line || (inner && *inner > indent); }
};

}  // namespace

bool is_suspicious_key(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || c == '"' || c == '{' || c == '}' || c == '=';
  });
}

bool is_suspicious_value(std::string_view word) {
  constexpr std::string_view kQuotes = "\xE2\x80";       // “ ” ‘ ’ begin so
  constexpr std::string_view kIdeographic = "\xE3\x80";  // the full-width space
  return word.starts_with(kQuotes) || word.starts_with(kIdeographic) || word == "=" || word == ":" ||
         std::any_of(word.begin(), word.end(), [](char c) {
           return static_cast<unsigned char>(c) == 0xEF || c == '"' || c == '{' || c == '}';  // EF: full-width marks
         });
}

bool report_slips(const Source& source, const std::vector<Lines>& parts, Findings& findings) {
  std::uint32_t told = 0;
  Words(source, parts).each([&](const Word& word) {
    const bool has_text = word.role == Word::Role::key || word.role == Word::Role::value;
    if (!has_text || word.quoted || word.place.line == told) return;
    const auto found = word.role == Word::Role::key ? slip_in_key(word.text) : slip_in_value(word.text);
    if (!found) return;
    told = word.place.line;
    report(*found, word, findings);
  });
  return told != 0;
}

void report_unclosed(const Source& source, const std::vector<Lines>& parts, Findings& findings) {
  std::vector<Block> open;
  Block next;  // what a brace would open
  std::size_t indent = 0;
  std::optional<Block> unclosed;
  std::uint32_t seen_in = 0;  // the line whose indentation tells
  Words(source, parts).each([&](const Word& word) {
    if (unclosed) return;
    const bool begins_line = word.is_first && (word.role == Word::Role::key || word.role == Word::Role::closing);
    if (begins_line) indent = word.place.column;
    if (begins_line && !open.empty()) {
      Block& inmost = open.back();
      const bool is_out = word.role == Word::Role::closing ? indent < inmost.indent : indent <= inmost.indent;
      if (is_out && inmost.is_indented()) {
        unclosed = inmost;
        seen_in = word.place.line;
        return;
      }
      if (!inmost.inner) inmost.inner = indent;
    } else if (!open.empty() && open.back().brace_line == word.place.line) {
      open.back().goes_on_in_line = true;
    }
    switch (word.role) {
      case Word::Role::key:
        next = {std::string(word.text), word.place, indent, 0, false, {}};
        break;
      case Word::Role::value:
        if (!word.is_first) next.name.append(" ").append(word.text);
        break;
      case Word::Role::opening:
        next.brace_line = word.place.line;
        open.push_back(next);
        break;
      case Word::Role::closing:
        if (!open.empty()) open.pop_back();
        break;
    }
  });
  if (!unclosed && open.empty()) return;
  const Block& block = unclosed ? *unclosed : open.back();
  findings.error(
      "info-format", block.place, message("the block '{}' is not closed", block.name),
      unclosed ? message("add the missing }} before line {}, to judge by the indentation", std::to_string(seen_in))
               : message("add the missing }}; of the blocks open at the end, this is the last"));
}

}  // namespace lectern::host
