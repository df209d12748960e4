// SPDX-License-Identifier: Apache-2.0
#include "source/info.hpp"

#include "source/slips.hpp"

#include <cstring>
#include <string>

namespace boost::property_tree::info_parser {

/// PropertyTree expands escapes one character at a time, into a string that grows; in a text without any, which nearly
/// all are, there is nothing to expand. Declared before its parser, this is what the parser calls.
/// Rationale: half of the parser's time, a fifth of a whole cold draft.
std::string expand_escapes(const char* begin, const char* end);

}  // namespace boost::property_tree::info_parser

#include <boost/property_tree/info_parser.hpp>

std::string boost::property_tree::info_parser::expand_escapes(const char* begin, const char* end) {
  const auto size = static_cast<std::size_t>(end - begin);
  if (std::memchr(begin, '\\', size) == nullptr) return {begin, size};
  return expand_escapes<const char*>(begin, end);
}

#include <algorithm>
#include <array>
#include <deque>
#include <istream>
#include <streambuf>

namespace lectern::host {
namespace {

constexpr std::size_t kDeepest = 64;
constexpr std::size_t kMostKeys = 50'000;
constexpr std::size_t kUsualChildren = 6;  // a reference has six keys, a passage about as many

/// Hands the parser one line at a time, so that the line being parsed is known when a key is made.
class LineBuffer final : public std::streambuf {
 public:
  LineBuffer(std::string_view text, const std::vector<Lines>& parts) : text_(text), parts_(parts) {}
  std::uint32_t line() const { return line_; }       ///< number of the parser's line
  std::size_t begin() const { return line_begin_; }  ///< where it begins

 protected:
  int_type underflow() override {
    if (part_ != parts_.size() && next_ == parts_[part_].end) {
      ++part_;
      entered_ = false;
    }
    if (part_ == parts_.size()) {
      if (next_ != 0 && text_[next_ - 1] == '\n' && !ended_)
        ++line_;  // what is wrong there is wrong behind the last line
      ended_ = true;
      return traits_type::eof();
    }
    const Lines& part = parts_[part_];
    line_ = entered_ ? line_ + 1 : part.first;
    line_begin_ = entered_ ? next_ : part.begin;
    entered_ = true;
    next_ = std::min(text_.find('\n', line_begin_), part.end - 1) + 1;
    // The get area is never written through: streambuf's interface merely lacks a const form.
    char* base = const_cast<char*>(text_.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    setg(base + line_begin_, base + line_begin_, base + next_);
    return traits_type::to_int_type(*gptr());
  }

 private:
  std::string_view text_;
  const std::vector<Lines>& parts_;  ///< none of them empty
  std::size_t part_ = 0;
  bool entered_ = false;  ///< a line of this part was handed out
  bool ended_ = false;
  std::size_t next_ = 0;  ///< where the next line of this part begins
  std::size_t line_begin_ = 0;
  std::uint32_t line_ = 0;
};

struct LimitReached {
  Message message;
};

class Tree;

/// What the parser's callbacks share. The parser's public function makes its root by itself and takes no argument for
/// us, hence the pointer.
struct ParseState {
  const Source& source;
  const LineBuffer& lines;
  Node& root;
  struct Entry;
  std::uint32_t line = 0;        ///< the line the cursor is in
  std::size_t begin = 0;         ///< where it begins
  std::size_t cursor = 0;        ///< behind the last token found
  const Node* parent = nullptr;  ///< of the last key; null: the root
  std::uint32_t bare_line = 0;   ///< of the last value, where it has no quotation marks
  const Node* bare_parent = nullptr;
  bool is_suspicious = false;  ///< a word that report_slips() should see
  std::deque<Entry> entries;   ///< at stable addresses: the parser keeps pointers to them
};
thread_local ParseState* parsing = nullptr;

/// Sets `parsing` as long as it lives.
class Parsing {
 public:
  explicit Parsing(ParseState& state) { parsing = &state; }
  Parsing(const Parsing&) = delete;
  Parsing& operator=(const Parsing&) = delete;
  Parsing(Parsing&&) = delete;
  Parsing& operator=(Parsing&&) = delete;
  ~Parsing() { parsing = nullptr; }
};

/// What read_info() needs of a tree: a handle on one of our nodes. Rationale for not using ptree: it keeps no lines, its
/// nesting cannot be stopped while it grows, and each of its nodes costs five allocations.
/// A node's address is stable while the parser uses it: it adds children to the innermost open node only.
class Tree {
 public:
  using key_type = std::string;

  Tree() = default;
  Tree(Node& node, std::size_t depth) : node_(&node), depth_(depth) {}

  ParseState::Entry* push_back(const std::pair<std::string, Tree>& child);
  Tree& data() { return *this; }
  Tree& operator=(const std::string& value);
  template <typename T>
  T get_value() const {
    return {};  // the parser wants it to put the next piece behind it: put_value() does that
  }
  void put_value(const std::string& piece);  ///< of a text that goes on in this line
  void swap(Tree& /*other*/) {}              // the root is ours already

 private:
  Node* node_ = nullptr;  ///< null: the root
  std::size_t depth_ = 0;
};

struct ParseState::Entry {
  Tree second;
};

/// Where a token stands in the current line, and its length there.
struct Token {
  Place place;
  std::string_view text;  ///< in the source; empty where the token does not stand there as it is
};

/// Where the next token of the text begins: in the parser's line, behind the last token and what stands between them.
std::size_t next_token() {
  ParseState& state = *parsing;
  const std::string_view text = state.source.text;
  if (state.line != state.lines.line()) {
    state.line = state.lines.line();
    state.begin = state.lines.begin();
    state.cursor = state.begin;
  }
  const auto passed = [](char c) { return c == ' ' || c == '\t' || c == '"' || c == '{' || c == '}'; };
  std::size_t next = state.cursor;
  while (next < text.size() && passed(text[next])) ++next;
  return next;
}

/// Keys and values come in the order of the text, so a token stands at the end of the last one, or a little behind it where
/// escapes hid that; where they hide the token itself, its line still stands.
Token locate(std::string_view token) {
  constexpr std::size_t kFarthest = 4'096;  // a line may be as long as the file
  ParseState& state = *parsing;
  const std::string_view text = state.source.text;
  std::size_t found = next_token();
  if (!text.substr(found).starts_with(token)) {
    const std::string_view near = text.substr(state.cursor, kFarthest + token.size());
    found = near.substr(0, near.find('\n')).find(token);
    if (found != std::string_view::npos) found += state.cursor;
  }
  if (found == std::string_view::npos) return {Place{&state.source, state.line, 0, 0}, {}};
  state.cursor = found + token.size();
  return {Place{&state.source, state.line, static_cast<std::uint32_t>(found - state.begin),
                static_cast<std::uint32_t>(token.size())},
          text.substr(found, token.size())};
}

/// A value with escapes is found by its beginning.
std::string_view beginning(std::string_view value) {
  constexpr std::size_t kEnough = 24;
  const auto escaped = [](char c) { return c == '\n' || c == '"' || c == '\\' || c == '\t'; };
  value = value.substr(0, kEnough);
  return value.substr(0, static_cast<std::size_t>(std::find_if(value.begin(), value.end(), escaped) - value.begin()));
}

/// Moves the cursor behind the value that begins at `begin`, so that nothing in it is taken for the next key.
void pass_value(std::size_t begin, bool quoted) {
  const std::string_view text = parsing->source.text;
  const auto ends = [&](char c) { return c == '\n' || (quoted ? c == '"' : c == ' ' || c == '\t' || c == ';'); };
  std::size_t at = begin;
  if (quoted) {  // a text without escapes, which is nearly every one, goes to the next quotation mark
    const std::size_t mark = std::min(text.find('"', begin), text.size());
    const std::string_view inside = text.substr(begin, mark - begin);
    if (inside.find('\\') == std::string_view::npos && inside.find('\n') == std::string_view::npos) at = mark;
  }
  while (at < text.size() && !ends(text[at])) at += quoted && text[at] == '\\' ? 2U : 1U;
  parsing->cursor = std::min(at, text.size());  // the mark itself is passed with what stands before the next token
}

std::string_view keep(std::string_view text) { return parsing->source.said.emplace_front(text); }

/// The text goes on: its pieces stand in several lines, so it is kept whole; the newest one kept is the one that grows.
void Tree::put_value(const std::string& piece) {
  auto& said = parsing->source.said;
  if (said.empty() || said.front().data() != node_->value.data()) keep(node_->value);
  said.front() += piece;
  node_->value = said.front();
  next_token();  // moves on to this line
  pass_value(std::min(parsing->source.text.find('"', parsing->begin), parsing->source.text.size() - 1) + 1, true);
}

ParseState::Entry* Tree::push_back(const std::pair<std::string, Tree>& child) {
  if (depth_ >= kDeepest) throw LimitReached{message("blocks nest deeper than {} levels", std::to_string(kDeepest))};
  if (parsing->entries.size() >= kMostKeys)
    throw LimitReached{message("more than {} keys in one file", std::to_string(kMostKeys))};
  std::vector<Node>& siblings = (node_ == nullptr ? parsing->root : *node_).children;
  if (siblings.empty()) siblings.reserve(kUsualChildren);
  Node& made = siblings.emplace_back();
  const Token token = locate(child.first);
  made.key = token.text.empty() ? keep(child.first) : token.text;
  made.place = token.place;
  made.at = made.place.column;
  made.follows_bare_value = parsing->bare_line == parsing->line && parsing->bare_parent == node_;
  parsing->parent = node_;
  const std::string_view text = parsing->source.text;
  const std::size_t at = parsing->begin + made.at;
  const bool quoted = at != 0 && text[at - 1] == '"' && text.substr(at + made.key.size()).starts_with('"');
  if (!quoted && is_suspicious_key(made.key)) parsing->is_suspicious = true;
  return &parsing->entries.emplace_back(ParseState::Entry{Tree(made, depth_ + 1)});
}

Tree& Tree::operator=(const std::string& value) {
  node_->has_value = true;
  parsing->bare_line = 0;
  if (value.empty()) return *this;
  const std::string_view text = parsing->source.text;
  const std::size_t behind_key = parsing->cursor;
  const std::size_t next = next_token();
  node_->at = text.substr(next).starts_with(value) ? static_cast<std::uint32_t>(next - parsing->begin)
                                                   : locate(beginning(value)).place.column;
  const std::size_t begin = parsing->begin + node_->at;
  const bool quoted = begin > behind_key + 1 && text[begin - 1] == '"';  // not the mark that closes the key
  const std::size_t end = begin + value.size();
  const bool as_it_is = node_->at != 0 && text.substr(begin, value.size()) == value &&
                        (end >= text.size() || (quoted ? text[end] == '"' : text[end] != '\\'));
  if (as_it_is) {
    node_->value = text.substr(begin, value.size());
    parsing->cursor = end;
  } else {
    node_->value = keep(value);
    if (node_->at != 0) pass_value(begin, quoted);
  }
  if (quoted || node_->at == 0) return *this;
  parsing->bare_line = parsing->line;
  parsing->bare_parent = parsing->parent;
  if (is_suspicious_value(node_->value)) parsing->is_suspicious = true;
  return *this;
}

Place place_of_offset(const Source& source, std::size_t offset) {
  const std::string_view before = std::string_view(source.text).substr(0, offset);
  const auto line = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n') + 1);
  const std::size_t start = before.rfind('\n');
  const std::size_t column = start == std::string_view::npos ? offset : offset - start - 1;
  return Place{&source, line, static_cast<std::uint32_t>(column), 1};
}

/// The parser's English into ours, with what to do about it.
void report_format(const Place& place, const boost::property_tree::info_parser_error& error, Findings& findings) {
  struct Known {
    std::string_view parser;
    Message message;
    Message hint;
  };
  const std::array<Known, 8> known = {{
      {"unexpected end of line", message("a text has no closing quotation mark on this line"),
       message("close it with \", or go on in the next line with \\ after the closing mark")},
      {"unmatched }", message("this closing brace has no opening one"),
       message("remove it, or add the missing {{, with a space before it")},
      {"unexpected {", message("an opening brace without a key before it"), message("write: key {{ ... }}")},
      {"unexpected \\", message("a backslash after a key"), message("only a value may go on in the next line")},
      {"character expected after backslash", message("a backslash at the end of a line, and no text before it"),
       message("only a text in quotation marks may go on in the next line")},
      {"expected end of line after \\", message("something stands after the backslash that continues a text"),
       message("go on in the next line")},
      {"unknown escape sequence", message("an unknown escape after a backslash"),
       message("only \\\", \\\\ and \\n are escapes")},
      {"expected \" after \\ in previous line", message("the line before ends in \\, so this one must begin with \""),
       message("begin with \", or remove the \\ in the line before")},
  }};
  for (const Known& entry : known) {
    if (error.message() == entry.parser) return findings.error("info-format", place, entry.message, entry.hint);
  }
  findings.error("info-format", place, message("the file breaks the INFO format: {}", error.message()));
}

/// Keys whose values may be several paragraphs: the texts of passages, and the rows in them.
constexpr std::array<std::string_view, 6> kParagraphKeys = {"text", "short", "item", "first", "last", "only"};

/// The source holds no control characters but tabs, so they come only by way of escapes such as \0.
bool check_values(const Node& node, Findings& findings) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; };
  const auto holds_control = [&](std::string_view text) { return std::any_of(text.begin(), text.end(), control); };
  const bool may_go_on = std::find(kParagraphKeys.begin(), kParagraphKeys.end(), node.key) != kParagraphKeys.end();
  bool fine = true;
  if (holds_control(node.key) || holds_control(node.value)) {
    fine = false;
    findings.error("character", node.place, message("'{}' holds a tab or a control character", node.key),
                   message("only \\\", \\\\ and \\n are escapes"));
  } else if (node.key.find('\n') != std::string_view::npos ||
             (!may_go_on && node.value.find('\n') != std::string_view::npos)) {
    fine = false;
    findings.error("value-type", node.value_place(), message("'{}' must be one line", node.key),
                   message("only the texts of passages have several"));
  }
  for (const Node& child : node.children) fine = check_values(child, findings) && fine;
  return fine;
}

/// Whether a value may hold a control character: by an escape, of which PropertyTree knows more than we do, or as a tab.
bool may_hold_controls(std::string_view text) {
  if (text.find('\t') != std::string_view::npos) return true;
  constexpr std::string_view kVisible = "\"\\";
  for (std::size_t i = text.find('\\'); i != std::string_view::npos; i = text.find('\\', i + 2)) {
    const char c = i + 1 < text.size() ? text[i + 1] : '\n';
    if (c != '\n' && c != '\r' && c != ' ' && kVisible.find(c) == std::string_view::npos) return true;
  }
  return false;
}

/// What Notepad calls Unicode: with a mark at the start, or with the zero bytes that plain letters have in it.
bool is_utf16(std::string_view text) {
  constexpr std::size_t kEnough = 64;
  const std::string_view begin = text.substr(0, kEnough);
  const auto zeros = static_cast<std::size_t>(std::count(begin.begin(), begin.end(), '\0'));
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") || zeros * 4 > begin.size();
}

bool check_lines(const Source& source, const Lines& lines, Findings& findings) {
  const std::string_view text = std::string_view(source.text).substr(lines.begin, lines.end - lines.begin);
  const TextCheck check = check_text(text);
  if (check.fault != TextFault::none && is_utf16(source.text)) {
    findings.error("not-utf8", Place{&source, 0, 0, 0}, message("the file is in UTF-16"),
                   message("save it with the encoding UTF-8"));
    return false;
  }
  const std::size_t fault = lines.begin + check.offset;
  switch (check.fault) {
    case TextFault::none:
      break;
    case TextFault::not_utf8:
      findings.error("not-utf8", place_of_offset(source, fault), message("the file is not valid UTF-8 here"),
                     message("save it with the encoding UTF-8 (it may be GBK)"));
      return false;
    case TextFault::control_character:
      findings.error("character", place_of_offset(source, fault), describe(check), cure_of(check));
      return false;
  }
  for (std::size_t i = text.find('#'); i != std::string::npos; i = text.find('#', i + 1)) {
    const std::size_t before = text.find_last_not_of(" \t\r", i == 0 ? 0 : i - 1);
    if (i != 0 && before != std::string::npos && text[before] != '\n') continue;
    findings.error("info-format", place_of_offset(source, lines.begin + i),
                   message("lines that begin with # are not supported"),
                   message("a comment begins with ;  and a profile takes over another with inherit"));
    return false;
  }
  return true;
}

}  // namespace

std::string name_of(const Node& node) {
  std::string name(node.key);
  if (!node.value.empty()) name.append(" ").append(node.value);
  return name;
}

Place Node::value_place() const {
  Place found = place;
  found.column = at;
  found.length = static_cast<std::uint32_t>(has_value ? value.size() : key.size());
  return found;
}

std::optional<Node> read_info(const Source& source, Findings& findings) {
  std::vector<Lines> whole;
  if (!source.text.empty()) whole.push_back({0, source.text.size(), 1});
  return read_info(source, whole, findings);
}

std::optional<Node> read_info(const Source& source, const std::vector<Lines>& parts, Findings& findings) {
  const auto is_fine = [&](const Lines& part) { return check_lines(source, part, findings); };
  if (!std::all_of(parts.begin(), parts.end(), is_fine)) return std::nullopt;
  LineBuffer lines(source.text, parts);
  std::istream stream(&lines);
  Node node;
  node.place = Place{&source, 0, 0, 0};
  ParseState state{source, lines, node, 0, 0, 0, nullptr, 0, nullptr, false, {}};
  const Parsing now(state);
  try {
    Tree root;
    boost::property_tree::read_info(stream, root);
  } catch (const boost::property_tree::info_parser_error& error) {
    if (report_slips(source, parts, findings)) return std::nullopt;  // what the parser says follows from them
    if (error.message() == "unmatched {") {
      report_unclosed(source, parts, findings);
    } else {
      report_format(Place{&source, lines.line(), 0, 0}, error, findings);
    }
    return std::nullopt;
  } catch (const LimitReached& limit) {
    findings.error("info-limit", Place{&source, lines.line(), 0, 0}, limit.message,
                   message("look for a closing brace that is missing, or split the file"));
    return std::nullopt;
  }
  if (state.is_suspicious && report_slips(source, parts, findings)) return std::nullopt;
  const auto may_hold = [&](const Lines& part) {
    return may_hold_controls(std::string_view(source.text).substr(part.begin, part.end - part.begin));
  };
  if (std::any_of(parts.begin(), parts.end(), may_hold) && !check_values(node, findings)) return std::nullopt;
  return node;
}

bool is_read(Files::Outcome outcome, const Place& file, std::size_t most_bytes, Message right_one, Findings& findings) {
  switch (outcome) {
    case Files::Outcome::read:
      return true;
    case Files::Outcome::absent:
      findings.error("file-missing", file, message("there is no such file"), message("check the path"));
      return false;
    case Files::Outcome::unreadable:
      findings.error("file-unreadable", file, message("the file cannot be read"),
                     message("it must be a file, not a folder, and you must be allowed to read it"));
      return false;
    case Files::Outcome::too_large:
      findings.error("file-too-large", file,
                     message("the file is larger than {} KiB", std::to_string(most_bytes / 1024)),
                     std::move(right_one));
      return false;
  }
  return false;
}

const Source* read_source(const Files& files, const std::filesystem::path& path, Sources& sources, Findings& findings,
                          std::string label) {
  Files::Reading reading = files.read(path, kMostFileBytes);
  if (reading.text.starts_with("\xEF\xBB\xBF")) reading.text.erase(0, 3);  // Notepad's mark at the start is harmless
  const Source& source = label.empty() ? sources.add(path.string(), std::move(reading.text))
                                       : sources.add_labelled(path.string(), std::move(reading.text), std::move(label));
  const bool done = is_read(reading.outcome, Place{&source, 0, 0, 0}, kMostFileBytes,
                            message("a data file is some kilobytes: check that this is the right one"), findings);
  return done ? &source : nullptr;
}

std::optional<Node> read_info_file(const Files& files, const std::filesystem::path& path, Sources& sources,
                                   Findings& findings, std::string label) {
  const Source* source = read_source(files, path, sources, findings, std::move(label));
  return source != nullptr ? read_info(*source, findings) : std::nullopt;
}

}  // namespace lectern::host
