// SPDX-License-Identifier: Apache-2.0
//
// What the user is told, as data. Messages are English identifiers with arguments; only the command line turns them into
// text in the user's language.
#pragma once

#include "source/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
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
    made.args_ = {shortened(std::string(args))...};
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
  /// A name from a file may be as long as the file: nobody reads more than its beginning.
  static std::string shortened(std::string argument);

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
  bool brief = false;  ///< one of dozens: people read it in a line
};

/// Behind a plugin's id: the code of a line that it logs. How many there are is bounded where they are made.
inline constexpr std::string_view kLogCode = "/log";

/// The diagnostics of a run, in the order found. A file may hold nothing but one fault, and nobody reads the same a thousand
/// times: of each kind only so many in a source are kept, and so many in all. The others are counted.
class Findings {
 public:
  static constexpr std::size_t kMostOfAKind = 100;
  static constexpr std::size_t kMostInAll = 1'000;

  Findings() = default;
  /// Keeps fewer in all; 0 where only their number matters.
  explicit Findings(std::size_t most_in_all) : most_in_all_(most_in_all) {}

  void add(Diagnostic diagnostic);
  void add(const Findings& others);

  /// `hint` is a Message, or a function that gives one: it is asked only for what is kept.
  template <typename Hint = Message>
  void error(std::string_view code, const Place& place, Message message, Hint&& hint = {}) {
    tell(Severity::error, code, place, std::move(message), std::forward<Hint>(hint));
  }
  template <typename Hint = Message>
  void warning(std::string_view code, const Place& place, Message message, Hint&& hint = {}) {
    tell(Severity::warning, code, place, std::move(message), std::forward<Hint>(hint));
  }
  template <typename Hint = Message>
  void note(std::string_view code, const Place& place, Message message, Hint&& hint = {}) {
    tell(Severity::note, code, place, std::move(message), std::forward<Hint>(hint));
  }

  /// Whether a further one of this kind would only be counted: then count() does, and saves finding its exact place.
  bool is_full(std::string_view code, const Source* source) const;
  void count(Severity severity, std::string_view code, const Source* source, std::size_t times = 1);

  /// Those that are kept.
  const std::vector<Diagnostic>& all() const { return all_; }
  /// These, and a note for each kind of which others were only counted.
  std::vector<Diagnostic> listed() const;
  bool empty() const { return errors() + warnings() + found(Severity::note) == 0; }
  std::size_t errors() const { return found(Severity::error); }
  std::size_t warnings() const { return found(Severity::warning); }

  template <typename Before>
  void sort(Before before) {
    std::stable_sort(all_.begin(), all_.end(), before);
  }

 private:
  using Kind = std::pair<const Source*, std::string>;
  struct Unlisted {
    Kind kind;  ///< without a source where there are too many in all
    std::array<std::size_t, 3> times{};
  };

  template <typename Hint>
  void tell(Severity severity, std::string_view code, const Place& place, Message message, Hint&& hint) {
    if (is_full(code, place.source)) return count(severity, code, place.source);
    if constexpr (std::is_invocable_v<Hint>) {
      add({severity, std::string(code), place, std::move(message), std::forward<Hint>(hint)()});
    } else {
      add({severity, std::string(code), place, std::move(message), std::forward<Hint>(hint)});
    }
  }
  std::size_t found(Severity severity) const { return found_[static_cast<std::size_t>(severity)]; }

  std::vector<Diagnostic> all_;
  std::size_t most_in_all_ = kMostInAll;
  std::array<std::size_t, 3> found_{};  ///< of each severity, kept or not
  std::map<Kind, std::size_t> kept_;
  std::vector<Unlisted> unlisted_;  ///< in the order found
};

/// "did you mean 'x'?", for the candidate nearest to `given`; empty when none is near.
Message did_you_mean(std::string_view given, const std::vector<std::string_view>& candidates);

}  // namespace lectern::host
