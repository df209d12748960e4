// SPDX-License-Identifier: Apache-2.0
//
// Texts that came from outside, and places in them. Every value and every message of a run points back to one.
#pragma once

#include "source/characters.hpp"

#include <cstdint>
#include <deque>
#include <filesystem>
#include <forward_list>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

/// A file (or a command-line setting) as it was read. Never changes, never moves: see Sources.
struct Source {
  std::string name;  ///< where the user finds it: a path, or "--set"
  std::string text;
  /// What the text says where it does not stand there as it is: with escapes, or going on in the next line. Filled by
  /// the one who reads the text, in one thread.
  mutable std::forward_list<std::string> said = {};
  /// What its lines are to the user: those of the file, or the paragraphs of one that has no lines.
  enum class Lines { lines, paragraphs };
  Lines lines = Lines::lines;
  /// Where its lines begin. Filled by line(), in one thread.
  mutable std::vector<std::size_t> line_begins = {};
  std::string label = {};  ///< what documents call it; empty: as its name

  /// The line with this number (from 1) without its end; empty beyond the last.
  std::string_view line(std::uint32_t number) const;
};

/// A place in a source: `column` and `length` count bytes of that line. Line 0 means the source as a whole, no source
/// means nowhere in particular. Lives no longer than the Sources it points into.
struct Place {
  const Source* source = nullptr;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t length = 0;
};

/// What documents call a source: nothing of the machine, and the same however the path was written.
std::string label_of(const Source& source);

/// "base/x.info:12", with the source's label; empty for nowhere.
std::string to_string(const Place& place);

/// How the labels of the installation's own files begin.
inline constexpr std::string_view kInstalled = "lectern:";

/// A folder, and what stands before the names of its files in documents.
struct NamedFolder {
  std::filesystem::path folder;
  std::string name;
};

/// "lectern:profiles/common/plugin.info": what documents call a file in one of these folders; empty where it is in none.
std::string label_in(const std::vector<NamedFolder>& folders, const std::filesystem::path& file);

/// Keeps every source of a run at a fixed address, for as long as anything points into it.
class Sources {
 public:
  Sources() = default;
  explicit Sources(std::vector<NamedFolder> folders) : folders_(std::move(folders)) {}

  /// What is added from now on has its label from these.
  void name_folders(std::vector<NamedFolder> folders) { folders_ = std::move(folders); }
  const std::vector<NamedFolder>& folders() const { return folders_; }

  const Source& add(std::string name, std::string text, Source::Lines lines = Source::Lines::lines) {
    std::string label = label_in(folders_, name);
    return sources_.emplace_back(Source{std::move(name), std::move(text), {}, lines, {}, std::move(label)});
  }
  const Source& add_labelled(std::string name, std::string text, std::string label) {
    return sources_.emplace_back(
        Source{std::move(name), std::move(text), {}, Source::Lines::lines, {}, std::move(label)});
  }

 private:
  std::vector<NamedFolder> folders_;
  std::deque<Source> sources_;
};

/// The files the core may see. The command line gives the real ones, tests their own.
class Files {
 public:
  enum class Outcome { read, absent, unreadable, too_large };
  struct Reading {
    Outcome outcome = Outcome::absent;
    std::string text;
  };

  virtual ~Files() = default;

  /// The whole file, unless it is larger than `most_bytes`.
  virtual Reading read(const std::filesystem::path& path, std::size_t most_bytes) const = 0;

  /// Names (not paths) of the entries of a folder, sorted by bytes; empty where there is none.
  virtual std::vector<std::string> list(const std::filesystem::path& folder) const = 0;

  /// The absolute path, with its links followed.
  virtual std::filesystem::path resolve(const std::filesystem::path& path) const { return path.lexically_normal(); }
};

/// Largest data file that is read. A profile is some kilobytes, the references table some 60.
inline constexpr std::size_t kMostFileBytes = std::size_t{1024} * 1024;

}  // namespace lectern::host
