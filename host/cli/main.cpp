// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>

namespace lectern::host {
namespace {

/// The language must be known before the help texts are made.
std::string asked_language(int count, char** arguments) {
  constexpr std::string_view kOption = "--lang";
  for (int i = 1; i < count; ++i) {
    const std::string_view argument = arguments[i];
    if (argument.starts_with("--lang=")) return std::string(argument.substr(kOption.size() + 1));
    if (argument == kOption && i + 1 < count) return arguments[i + 1];
  }
  return {};
}

void translate_labels(CLI::App& app, const Tongue& say) {
  app.get_formatter()->label("Usage", say(message("Usage")));
  app.get_formatter()->label("OPTIONS", say(message("OPTIONS")));
  app.get_formatter()->label("SUBCOMMAND", say(message("COMMAND")));
  app.get_formatter()->label("SUBCOMMANDS", say(message("COMMANDS")));
  app.get_formatter()->label("Subcommands", say(message("Commands")));
  app.get_formatter()->label("Options", say(message("Options")));
  app.get_formatter()->label("Positionals", say(message("Arguments")));
  app.get_formatter()->label("REQUIRED", say(message("REQUIRED")));
  app.get_formatter()->label("TEXT", say(message("TEXT")));
  app.get_formatter()->label("UINT", say(message("NUMBER")));
  app.get_formatter()->column_width(32);
  app.set_help_flag("-h,--help", say(message("print this help and exit")));
}

/// The command line, as CLI11 sees it, and what it says to run.
class Program {
 public:
  explicit Program(Tongue tongue)
      : say_(tongue), app_(say_(message("drafts speeches from profiles and sector plugins")), "lectern") {
    common_.tongue = tongue;
    app_.require_subcommand(1);
    app_.fallthrough();
    app_.set_version_flag("--version", "lectern " LECTERN_VERSION, say_(message("print the version and exit")));
    app_.add_option("--lang", language_, say_(message("language of messages: en or zh_CN")));
    app_.add_option("--plugin-path", common_.plugin_path,
                    say_(message("further folders with plugins, joined by colons; looked at first")));
    app_.add_option("--diagnostics", diagnostics_, say_(message("how findings are printed: text or json")))
        ->check(CLI::IsMember({"text", "json"}));
    add_draft();
    add_ledger();
    add_plan();
    add_facts();
    add_profile();
    add_plugin();
    translate_labels(app_, say_);
    for (CLI::App* command : app_.get_subcommands({})) {
      translate_labels(*command, say_);
      for (CLI::App* inner : command->get_subcommands({})) translate_labels(*inner, say_);
    }
  }

  int run(int count, char** arguments) {
    try {
      app_.parse(count, arguments);
    } catch (const CLI::CallForHelp& help) {
      return app_.exit(help);
    } catch (const CLI::CallForVersion& version) {
      return app_.exit(version);
    } catch (const CLI::ParseError& error) {
      return refuse(common_, what_is_wrong(error),
                    message("'lectern --help' shows the commands, 'lectern COMMAND --help' their options"));
    }
    if (diagnostics_ == "json") common_.diagnostics = DiagnosticStyle::json;
    return command_();
  }

 private:
  /// CLI11 speaks English only; the kind of its error is translated, its own words follow.
  static Message what_is_wrong(const CLI::ParseError& error) {
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr)
      return message("unexpected argument ({})", error.what());
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr)
      return message("something is missing ({})", error.what());
    return message("an argument is not right ({})", error.what());
  }

  void profile_options(CLI::App& command, ProfileOptions& options) {
    command.add_option("PROFILE", options.profile, say_(message("a profile, or the name of a sample unit")))
        ->required();
    command
        .add_option("--set", options.settings, say_(message("key=value: the last layer of the profile; repeatable")))
        ->expected(1)
        ->take_all();
    command.add_option("--seed", options.seed, say_(message("picks other wordings")));
    command.add_option("--minutes", options.minutes, say_(message("shorten the speech to about so many minutes")));
  }

  void add_draft() {
    CLI::App& command = *app_.add_subcommand("draft", say_(message("draft the speech of a profile")));
    profile_options(command, draft_.profile);
    command.add_option("-o,--output", draft_.output, say_(message("file to write; - is standard output")));
    command.add_option("-f,--format", draft_.format,
                       say_(message("one of: {}; else the output's extension", format_names())));
    command.add_flag("--strict", draft_.strict, say_(message("write nothing while facts are missing")));
    command.callback([this] { command_ = [this] { return draft_command(common_, draft_); }; });
  }

  void add_ledger() {
    CLI::App& command =
        *app_.add_subcommand("ledger", say_(message("list every fact the speech uses, with origin and source")));
    profile_options(command, ledger_.profile);
    command.add_option("-o,--output", ledger_.output, say_(message("file to write; - is standard output")));
    command.add_option("-f,--format", ledger_.format,
                       say_(message("one of: {}; else the output's extension", "txt, csv")));
    command.add_flag("--require-verified", ledger_.require_verified,
                     say_(message("exit 1 while a fact is not verified")));
    command.callback([this] { command_ = [this] { return ledger_command(common_, ledger_); }; });
  }

  void add_plan() {
    CLI::App& command =
        *app_.add_subcommand("plan", say_(message("show what was chosen for every slot, what was not, and why")));
    profile_options(command, profile_);
    command.callback([this] { command_ = [this] { return plan_command(common_, profile_); }; });
  }

  void add_facts() {
    CLI::App& facts =
        *app_.add_subcommand("facts", say_(message("show the facts the speech needs: given with origin, and missing")));
    profile_options(facts, facts_.profile);
    facts.add_flag("--all", facts_.all, say_(message("also those it does not need")));
    facts.callback([this] { command_ = [this] { return facts_command(common_, facts_); }; });
    CLI::App& explain = *app_.add_subcommand("explain", say_(message("show which layer of the profile sets a fact")));
    profile_options(explain, profile_);
    explain.add_option("KEY", key_, say_(message("the fact's key")))->required();
    explain.callback([this] { command_ = [this] { return explain_command(common_, profile_, key_); }; });
  }

  void add_profile() {
    CLI::App& profile = *app_.add_subcommand("profile", say_(message("work with profiles")));
    profile.require_subcommand(1);
    CLI::App& check = *profile.add_subcommand("check", say_(message("check a profile without drafting")));
    profile_options(check, profile_);
    check.callback([this] { command_ = [this] { return profile_check_command(common_, profile_); }; });
  }

  void add_plugin() {
    CLI::App& plugin = *app_.add_subcommand("plugin", say_(message("work with plugins")));
    plugin.require_subcommand(1);
    CLI::App& list = *plugin.add_subcommand("list", say_(message("list the plugins")));
    list.callback([this] { command_ = [this] { return plugin_list_command(common_); }; });
    CLI::App& info = *plugin.add_subcommand("info", say_(message("show a plugin's facts and folder")));
    info.add_option("ID", key_, say_(message("the plugin's id")))->required();
    info.callback([this] { command_ = [this] { return plugin_info_command(common_, key_); }; });
    CLI::App& why =
        *plugin.add_subcommand("why", say_(message("tell which candidates there are for an id, and which is used")));
    why.add_option("ID", key_, say_(message("the plugin's id")))->required();
    why.callback([this] { command_ = [this] { return plugin_why_command(common_, key_); }; });
  }

  Tongue say_;
  CLI::App app_;
  Common common_;
  std::string language_;
  std::string diagnostics_;
  DraftOptions draft_;
  LedgerOptions ledger_;
  FactsOptions facts_;
  ProfileOptions profile_;
  std::string key_;
  std::function<int()> command_;
};

int run(int count, char** arguments) {
  const std::string asked = asked_language(count, arguments);
  const std::optional<Tongue> tongue = choose_tongue(asked);
  if (!tongue) {
    const Common common{*choose_tongue("en"), DiagnosticStyle::text, {}};
    return refuse(common, message("there are no messages in '{}'", asked), message("there are: {}", "en, zh_CN"));
  }
  return Program(*tongue).run(count, arguments);
}

}  // namespace
}  // namespace lectern::host

int main(int count, char** arguments) {
  try {
    return lectern::host::run(count, arguments);
  } catch (const std::exception& error) {
    // What the user can mend is a diagnostic; this is for whoever mends the program.
    std::fprintf(stderr, "lectern: internal error: %s\n", error.what());
    return lectern::host::kCannotRun;
  }
}
