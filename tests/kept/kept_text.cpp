// SPDX-License-Identifier: Apache-2.0
//
// What plugins and profiles may rely on as long as Lectern is 1.x, beside the interface for code: the slots, occasions,
// common facts, ways of writing, dated references and common passages there are, a line each. Holds them against the list
// that is kept in kept_text.list. Exit 0: they agree.
//
//     kept_text                   says what is new and what is gone
//     kept_text --update          adds what is new to the list
//     kept_text --update --drop   also takes out what is gone: that breaks those who rely on it
#include "catalogue/bundle.hpp"
#include "catalogue/passage.hpp"
#include "fact/reference.hpp"
#include "fact/schema.hpp"
#include "fact/writing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {
namespace {

const std::filesystem::path kProfiles = LECTERN_KEPT_PROFILES;
const std::filesystem::path kList = LECTERN_KEPT_LIST;

using Lines = std::set<std::string>;

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The data files of this tree, as they are.
class Tree {
 public:
  std::optional<Node> info(const std::filesystem::path& path) {
    std::optional<Node> root = read_info(sources_.add(path.string(), read(path)), findings_);
    if (!root) fmt::print(stderr, "{}: cannot be read\n", path.string());
    return root;
  }
  References references() {
    const std::filesystem::path path = kProfiles / "references.info";
    return References::open(sources_.add(path.string(), read(path)), findings_);
  }
  Findings& findings() { return findings_; }

 private:
  Sources sources_;
  Findings findings_;
};

void add_slots(Tree& tree, Lines& lines) {
  const auto root = tree.info(kProfiles / "slots.info");
  if (!root) return;
  const Slots slots = Slots::read(*root, tree.findings());
  for (const std::string_view id : slots.ids()) lines.insert(fmt::format("slot {}", id));
}

void add_occasions(Lines& lines) {
  for (const auto& entry : std::filesystem::directory_iterator(kProfiles / "skeletons")) {
    if (entry.path().extension() == ".info") lines.insert(fmt::format("occasion {}", entry.path().stem().string()));
  }
}

void add_value(const std::string& key, const ValueSpec& spec, Lines& lines) {
  for (const std::string& unit : spec.units) lines.insert(fmt::format("unit {} {}", key, unit));
  for (const Choice& choice : spec.choices) {
    lines.insert(fmt::format("choice {} {}", key, choice.id));
    for (const Choice::Word& word : choice.words) lines.insert(fmt::format("word {} {} {}", key, choice.id, word.name));
  }
}

void add_facts(Tree& tree, Lines& lines) {
  Schema schema;
  const auto root = tree.info(kProfiles / "common" / "plugin.info");
  if (!root) return;
  std::vector<std::string> prefixes;
  for (const Node& child : root->children) {
    if (child.key == "prefix") prefixes.emplace_back(child.value);
  }
  for (const Node& child : root->children) {
    if (child.key == "facts") read_facts(child, "common", prefixes, schema, tree.findings());
  }
  for (FactId fact = 0; fact < schema.size(); ++fact) {
    const FactSpec& spec = schema[fact];
    lines.insert(fmt::format("fact {} {}", spec.key, name_of(spec.spec.type)));
    add_value(spec.key, spec.spec, lines);
    if (spec.spec.type != Type::table) continue;
    for (const Column& column : spec.columns) {
      const std::string key = spec.key + "." + column.name;
      lines.insert(fmt::format("column {} {}", key, name_of(column.spec.type)));
      add_value(key, column.spec, lines);
    }
  }
}

void add_ways(Lines& lines) {
  for (const Type type : {Type::text, Type::integer, Type::decimal, Type::rate, Type::date, Type::year, Type::choice,
                          Type::list, Type::table}) {
    ValueSpec spec;
    spec.type = type;
    for (const std::string_view way : ways_of(spec)) lines.insert(fmt::format("way {} {}", name_of(type), way));
  }
}

void add_references(Tree& tree, Lines& lines) {
  const References references = tree.references();
  for (const std::string_view name : references.names()) lines.insert(fmt::format("reference {}", name));
}

void add_passages(Tree& tree, Lines& lines) {
  for (const auto& entry : std::filesystem::directory_iterator(kProfiles / "common" / "passages")) {
    const auto root = entry.path().extension() == ".info" ? tree.info(entry.path()) : std::nullopt;
    if (!root) continue;
    for (const Node& child : root->children) {
      if (child.key == "passage") lines.insert(fmt::format("passage common/{}", child.value));
    }
  }
}

Lines actual() {
  Tree tree;
  Lines lines;
  add_slots(tree, lines);
  add_occasions(lines);
  add_facts(tree, lines);
  add_ways(lines);
  add_references(tree, lines);
  add_passages(tree, lines);
  return lines;
}

bool is_comment(std::string_view line) { return line.empty() || line.starts_with('#'); }

Lines kept() {
  Lines lines;
  std::ifstream file(kList);
  for (std::string line; std::getline(file, line);) {
    if (!is_comment(line)) lines.insert(line);
  }
  return lines;
}

void write(const Lines& lines) {
  std::ofstream file(kList);
  file << "# What stays as long as Lectern is 1.x: see kept_text.cpp, which writes this list.\n";
  for (const std::string& line : lines) file << line << "\n";
}

std::vector<std::string> without(const Lines& all, const Lines& others) {
  std::vector<std::string> out;
  std::set_difference(all.begin(), all.end(), others.begin(), others.end(), std::back_inserter(out));
  return out;
}

void say(const std::vector<std::string>& lines, std::string_view what) {
  for (const std::string& line : lines) fmt::print("{}: {}\n", what, line);
}

int run(const std::string& program, const std::vector<std::string>& arguments) {
  const auto asked = [&](std::string_view option) {
    return std::find(arguments.begin(), arguments.end(), option) != arguments.end();
  };
  const Lines now = actual();
  const Lines before = kept();
  const std::vector<std::string> added = without(now, before);
  const std::vector<std::string> gone = without(before, now);
  say(added, "new");
  say(gone, "gone");
  if (asked("--update")) {
    Lines lines = now;
    if (!asked("--drop")) lines.insert(gone.begin(), gone.end());
    write(lines);
    if (gone.empty() || asked("--drop")) return 0;
  }
  if (!added.empty() && !asked("--update"))
    fmt::print("{} new: that is fine within 1.x, and from now on they stay. Add them to the list:\n  {} --update\n",
               added.size(), program);
  if (!gone.empty())
    fmt::print(
        "{} gone: within 1.x that breaks plugins and profiles which name them. Put them back; or, where that is "
        "meant and nothing relies on them yet, take them out of the list:\n  {} --update --drop\n",
        gone.size(), program);
  return added.empty() && gone.empty() ? 0 : 1;
}

}  // namespace
}  // namespace lectern::host

int main(int count, char** arguments) { return lectern::host::run(arguments[0], {arguments + 1, arguments + count}); }
