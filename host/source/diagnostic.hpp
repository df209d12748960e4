// SPDX-License-Identifier: Apache-2.0
//
// What the user is told, as data. Messages are English identifiers with arguments; only the command line turns them into
// text in the user's language.
#pragma once

#include "source/source.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace lectern::host {

/// Looks a message up in the user's language. Gives the same string back where there is no translation.
using Translate = const char* (*)(const char* english);

/// An English format string (the key of its translation) and its arguments. Or, where a plugin speaks, its own words in
/// both languages.
class Message {
 public:
  Message() = default;

  template <typename... Args>
  static Message of(const char* english, const Args&... args) {
    Message made;
    made.english_ = english;
    made.args_ = {std::string(args)...};
    return made;
  }
  static Message quoted(std::string english, std::string chinese);

  bool empty() const { return english_ == nullptr && own_english_.empty(); }

  /// How many bytes a plugin's own words have, in both languages; 0 of the host's.
  std::size_t own_bytes() const { return own_english_.size() + own_chinese_.size(); }

  /// The message in the language of `translate`, or a plugin's own words in the language that is given. In one line, and
  /// safe for a terminal, whatever its arguments hold: nobody can write a message of the host's with a line end in a name.
  enum class Language { english, chinese };
  std::string text(Translate translate, Language language) const;

 private:
  const char* english_ = nullptr;  ///< a literal
  std::vector<std::string> args_;
  std::string own_english_;
  std::string own_chinese_;
};

/// A message for the user. The literal is checked against the number of arguments when it is compiled (g++), and listed
/// for translation by its name.
template <typename... Args>
Message message(fmt::format_string<std::conditional_t<true, std::string, Args>...> english, const Args&... args) {
  return Message::of(fmt::string_view(english).data(), args...);
}

enum class Severity { note, warning, error };

/// What is wrong with a character that a text may not hold, and what to do about it.
Message describe(const TextCheck& check);
Message cure_of(const TextCheck& check);

/// As data has it: "note", "warning", "error".
std::string_view name_of(Severity severity);

struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;  ///< stable, lower case with hyphens; a plugin's own begin with its id and a slash
  Place place;
  Message message;
  Message hint;
};

/// The diagnostics of a run, in the order found.
class Findings {
 public:
  void add(Diagnostic diagnostic) { all_.push_back(std::move(diagnostic)); }
  void add(const Findings& others) { all_.insert(all_.end(), others.all_.begin(), others.all_.end()); }
  void error(std::string_view code, const Place& place, Message message, Message hint = {}) {
    all_.push_back({Severity::error, std::string(code), place, std::move(message), std::move(hint)});
  }
  void warning(std::string_view code, const Place& place, Message message, Message hint = {}) {
    all_.push_back({Severity::warning, std::string(code), place, std::move(message), std::move(hint)});
  }
  void note(std::string_view code, const Place& place, Message message, Message hint = {}) {
    all_.push_back({Severity::note, std::string(code), place, std::move(message), std::move(hint)});
  }

  const std::vector<Diagnostic>& all() const { return all_; }
  std::size_t errors() const;

 private:
  std::vector<Diagnostic> all_;
};

/// "did you mean 'x'?", for the candidate nearest to `given`; empty when none is near.
Message did_you_mean(std::string_view given, const std::vector<std::string_view>& candidates);

}  // namespace lectern::host
