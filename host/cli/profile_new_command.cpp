// SPDX-License-Identifier: Apache-2.0
//
// `profile new`: a profile to fill in, with every key that a sector's units may give, in the order of a fact sheet.
#include "cli/commands.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lectern::host {
namespace {

namespace fs = std::filesystem;

/// The disk, and one file that is not there.
class WithFile final : public Files {
 public:
  WithFile(fs::path path, std::string text) : path_(std::move(path)), text_(std::move(text)) {}

  Reading read(const fs::path& path, std::size_t most_bytes) const override {
    return path == path_ ? Reading{Outcome::read, text_} : disk_.read(path, most_bytes);
  }
  std::vector<std::string> list(const fs::path& folder) const override { return disk_.list(folder); }

 private:
  DiskFiles disk_;
  fs::path path_;
  std::string text_;
};

/// "kind: item 举措 | integration 统筹融合"
std::string choices_of(const ValueSpec& spec, std::string_view name) {
  std::vector<std::string> out;
  for (const Choice& choice : spec.choices) out.push_back(fmt::format("{} {}", choice.id, *choice.word("label")));
  return fmt::format("{}: {}", name, fmt::join(out, " | "));
}

std::string example_of(const ValueSpec& spec, const std::string& example) {
  if (!spec.choices.empty()) return example.empty() ? spec.choices.front().id : example;
  if (!example.empty()) return fmt::format("\"{}\"", example);
  return spec.type == Type::date || spec.type == Type::time ? "2026-06-30" : spec.type == Type::year ? "2024" : "\"…\"";
}

class Printer {
 public:
  Printer(const Draft& draft, std::string sector, std::string occasion)
      : draft_(draft), sector_(std::move(sector)), occasion_(std::move(occasion)) {}

  std::string run() {
    out_ =
        "; 一份新的配置。去掉行首的分号，填上自己的内容，那一行就算数；没有的不要留，也不要编。\n"
        "; 自己的材料一点一行（item）：除了 text 都可以不写；一点有几层意思，就写几个 text，写成讲话时的完整句子，\n"
        "; 前后连得上：先说看法，再说依据、例子。讲话人自己称“我”；写给起草人的话（如“不喊口号”）不要抄进来。\n"
        "; 写好后用 lectern facts 看还缺什么，用 lectern draft 出稿；没有说到的，会逐条告诉你。\n\n";
    out_ += fmt::format("sector   {}\noccasion {}\n", sector_, occasion_);
    for (FactId id = 0; id < draft_.schema.size(); ++id) fact(id);
    close();
    return std::move(out_);
  }

 private:
  bool is_needed(FactId id) const {
    return std::any_of(draft_.speech.missing.begin(), draft_.speech.missing.end(),
                       [id](const MissingFact& missing) { return missing.fact == id; });
  }

  void fact(FactId id) {
    const FactSpec& spec = draft_.schema[id];
    if (spec.maker != Maker::nobody || id == Schema::kOccasion || id == Schema::kSector) return;
    const std::size_t dot = spec.key.find('.');
    const std::string group = dot == std::string::npos ? std::string() : spec.key.substr(0, dot);
    if (group != group_ || group.empty()) close();
    if (!group.empty() && group != group_) out_ += fmt::format("\n{}\n{{\n", group);
    group_ = group;
    const std::string name = group.empty() ? spec.key : spec.key.substr(dot + 1);
    has_rows(spec.spec.type) ? rows(spec, name) : scalar(spec, name, is_needed(id));
  }

  void close() {
    if (!group_.empty()) out_ += "}\n";
    group_.clear();
  }

  std::string indent() const { return group_.empty() ? "" : "  "; }

  void scalar(const FactSpec& spec, const std::string& name, bool needed) {
    std::string note = spec.spec.choices.empty() ? spec.note : choices_of(spec.spec, spec.note);
    if (!spec.spec.choices.empty() && spec.note.empty()) note.erase(0, 2);
    out_ += fmt::format("{}{}{} {}  ; {}{}{}\n", indent(), needed ? "" : ";", name,
                        needed ? std::string("\"\"") : example_of(spec.spec, spec.example), spec.spec.label,
                        needed ? fmt::format("（要填），例如 {}", example_of(spec.spec, spec.example)) : "",
                        note.empty() ? "" : "；" + note);
  }

  void rows(const FactSpec& spec, const std::string& name) {
    out_ += fmt::format("\n{0}; {1}{2}{3}\n{0}{4}\n{0}{{\n", indent(), spec.spec.label, spec.note.empty() ? "" : "：",
                        spec.note, name);
    std::string item;
    for (const Column& column : spec.columns) {
      if (spec.spec.type == Type::list) {
        item = fmt::format("\"{}\"", spec.example.empty() ? "…" : spec.example);
      } else {
        item += fmt::format("{}{} {}", item.empty() ? "{ " : "  ", column.name, example_of(column.spec, {}));
      }
    }
    out_ += fmt::format("{}  ;item {}{}\n", indent(), item, spec.spec.type == Type::list ? "" : " }");
    for (const Column& column : spec.columns) {
      if (!column.spec.choices.empty())
        out_ += fmt::format("{}  ; {}\n", indent(), choices_of(column.spec, column.name));
    }
    out_ += indent() + "}\n";
  }

  const Draft& draft_;
  std::string sector_;
  std::string occasion_;
  std::string group_;
  std::string out_;
};

}  // namespace

int profile_new_command(const Common& common, const NewProfileOptions& options) {
  const fs::path path = fs::current_path() / "new.info";
  const WithFile files(path, fmt::format("sector {}\noccasion {}\n", options.sector, options.occasion));
  const Installation installation = find_installation(files, common.plugin_path);
  const auto made = draft(installation, {path, {}, 0, 0, true, common.isolation, common.plugin_timeout});
  if (made->reached != Draft::Stage::speech) {
    print_findings(made->findings, common.diagnostics, common.tongue);
    return kCannotRun;
  }
  return put(common, options.output, Printer(*made, options.sector, options.occasion).run(), Findings{});
}

}  // namespace lectern::host
