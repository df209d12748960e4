// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.hpp"
#include "manuscript/manuscript.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>

namespace lectern::host {
namespace {

/// What the code of a new plugin may be written in; of `plugin new`, --lang takes these too.
constexpr std::array<std::string_view, 2> kCodeLanguages = {"c++", "c"};

bool is_code_language(std::string_view text) {
  return std::find(kCodeLanguages.begin(), kCodeLanguages.end(), text) != kCodeLanguages.end();
}

/// The language must be known before the help texts are made.
struct AskedLanguage {
  std::string name;     ///< of messages; empty where none is asked for
  std::string unknown;  ///< what is none; empty where there is no such
  bool in_new = false;  ///< in `plugin new`, where it may be the code's
};
AskedLanguage asked_language(int count, char** arguments) {
  constexpr std::string_view kOption = "--lang";
  AskedLanguage asked;
  for (int i = 1; i < count; ++i) {
    const std::string_view argument = arguments[i];
    asked.in_new = asked.in_new || (argument == "new" && std::string_view(arguments[i - 1]) == "plugin");
    std::string_view value;
    if (argument.starts_with("--lang=")) value = argument.substr(kOption.size() + 1);
    if (argument == kOption && i + 1 < count) value = arguments[i + 1];
    if (value.empty() || (asked.in_new && is_code_language(value))) continue;
    std::string& first = has_messages_in(value) ? asked.name : asked.unknown;
    if (first.empty()) first = value;
  }
  return asked;
}

/// Sets descriptions below one another: CLI11 counts bytes, a terminal cells.
class HelpFormatter final : public CLI::Formatter {
 public:
  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    std::string line = "  " + make_option_name(option, is_positional) + make_option_opts(option);
    const std::size_t cells = cells_of(line);
    line += cells < get_column_width() ? std::string(get_column_width() - cells, ' ')
                                       : "\n" + std::string(get_column_width(), ' ');
    return line + make_option_desc(option) + "\n";
  }

 private:
  /// A Chinese character has three bytes and takes two cells.
  static std::size_t cells_of(std::string_view text) {
    std::size_t cells = 0;
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if ((byte & 0xC0U) != 0x80U) cells += byte >= 0xE0 ? 2 : 1;
    }
    return cells;
  }
};

void translate_labels(CLI::App& app, const Tongue& say) {
  app.get_formatter()->label("Usage", say(message("Usage")));
  app.get_formatter()->label("OPTIONS", say(message("OPTIONS")));
  app.get_formatter()->label("SUBCOMMAND", say(message("COMMAND")));
  app.get_formatter()->label("SUBCOMMANDS", say(message("COMMANDS")));
  app.get_formatter()->label("Positionals", say(message("Arguments")));
  app.get_formatter()->label("REQUIRED", say(message("REQUIRED")));
  app.get_formatter()->label("TEXT", say(message("TEXT")));
  app.get_formatter()->label("UINT", say(message("NUMBER")));
  app.get_formatter()->column_width(32);
  app.set_help_flag("-h,--help", say(message("print this help and exit")));
  for (CLI::Option* option : app.get_options(nullptr)) option->group(say(message("Options")));
  if (app.get_parent() != nullptr) app.group(say(message("Commands")));
}

/// The first folder of --plugin-path that is not there.
std::optional<std::string> missing_folder(const std::vector<std::string>& plugin_path) {
  for (const std::string& list : plugin_path) {
    for (std::size_t begin = 0; begin < list.size();) {
      const std::size_t end = std::min(list.find(':', begin), list.size());
      std::string folder = list.substr(begin, end - begin);
      std::error_code fault;
      if (!folder.empty() && !std::filesystem::is_directory(folder, fault)) return folder;
      begin = end + 1;
    }
  }
  return std::nullopt;
}

/// A longer speech nobody gives.
constexpr const char* kMinutes = "--minutes";
constexpr std::string_view kMostMinutes = "240";

/// CLI11 would take -3 for a very large number, and 010 for eight.
bool is_whole(std::string_view text) {
  constexpr std::size_t kMostDigits = 18;
  return !text.empty() && text.size() <= kMostDigits &&
         text.find_first_not_of("0123456789") == std::string_view::npos && (text.front() != '0' || text == "0");
}

bool is_minutes(std::string_view text) {
  const bool fits = text.size() < kMostMinutes.size() || (text.size() == kMostMinutes.size() && text <= kMostMinutes);
  return is_whole(text) && text != "0" && fits;
}

std::string joined_names(const std::vector<const CLI::App*>& commands) {
  std::string out;
  for (const CLI::App* command : commands) out += (out.empty() ? "" : ", ") + command->get_name();
  return out;
}

std::string without_line_end(std::string text) {
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

std::optional<Isolation> isolation_named(std::string_view name) {
  if (name == "foreign") return Isolation::foreign;
  if (name == "all") return Isolation::all;
  if (name == "none") return Isolation::none;
  return std::nullopt;
}

/// The command line, as CLI11 sees it, and what it says to run.
class Program {
 public:
  explicit Program(Tongue tongue)
      : say_(tongue), app_(say_(message("drafts speeches from profiles and sector plugins")), "lectern") {
    common_.tongue = tongue;
    app_.formatter(std::make_shared<HelpFormatter>());
    app_.require_subcommand(1);
    app_.fallthrough();
    app_.set_version_flag(
        "--version", [this] { return "lectern " LECTERN_VERSION "\n" + without_line_end(protections_line(say_)); },
        say_(message("print the version and exit")));
    app_.add_option("--lang", language_, say_(message("language of messages: en or zh_CN")));
    app_.add_option("--plugin-path", common_.plugin_path,
                    say_(message("further folders with plugins, joined by colons; looked at first")))
        ->allow_extra_args(false);
    app_.add_option("--diagnostics", diagnostics_, say_(message("how findings are printed: text or json")));
    add_draft();
    add_ledger();
    add_check();
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
      const auto asked = app_.get_option("--diagnostics")->results();
      if (!asked.empty() && asked.back() == "json") common_.diagnostics = DiagnosticStyle::json;
      return say_what_is_wrong(error);
    }
    if (diagnostics_ == "json") {
      common_.diagnostics = DiagnosticStyle::json;
    } else if (!diagnostics_.empty() && diagnostics_ != "text") {
      return refuse(common_, message("{} cannot be '{}'", "--diagnostics", diagnostics_),
                    message("it may be: {}", "text, json"));
    }
    if (const auto isolation = isolation_named(isolate_)) {
      common_.isolation = *isolation;
    } else {
      return refuse(common_, message("{} cannot be '{}'", "--isolate", isolate_),
                    message("it may be: {}", "all, foreign, none"));
    }
    if (plugin_timeout_) {
      common_.plugin_timeout = parse_timeout(*plugin_timeout_);
      if (!common_.plugin_timeout)
        return refuse(common_, message("{} cannot be '{}'", "--plugin-timeout", *plugin_timeout_),
                      message("write seconds from 0.01 to 3600, with decimals if you like: {}", "2.5"));
    }
    if (const auto absent = missing_folder(common_.plugin_path))
      return refuse(common_,
                    is_link_loop(*absent) ? message("'{}' is a link that leads back to itself", *absent)
                                          : message("there is no folder '{}'", *absent),
                    message("--plugin-path takes folders that hold plugins, one folder each"));
    return command_();
  }

 private:
  /// CLI11 speaks English only: what it found is said again in our words.
  int say_what_is_wrong(const CLI::ParseError& error) {
    const std::string_view said = error.what();
    const std::vector<std::string> extra = app_.remaining(true);
    const auto chosen = app_.get_subcommands();
    const Message help = message("'lectern --help' shows the commands, 'lectern COMMAND --help' their options");
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr && !extra.empty())
      return refuse(common_, message("'{}' is not expected here", extra.front()), help);
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
      if (said.starts_with("A subcommand")) return no_command(chosen.empty() ? app_ : *chosen.front(), extra);
      return refuse(common_, message("{} is missing", said.substr(0, said.find(" is required"))), help);
    }
    // "--lang: 1 required TEXT missing", "Could not convert: --seed = x", "--seed: must be a whole number"
    const std::size_t dash = std::min(said.find("--"), said.size());
    const std::string_view option = said.substr(dash, said.find_first_of(": ", dash) - dash);
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr && !option.empty())
      return refuse(common_, message("{} needs a value", option), help);
    if (option == kMinutes)
      return refuse(common_, message("{} must be a whole number from {} to {}", option, "1", kMostMinutes), help);
    if (!option.empty()) return refuse(common_, message("{} must be a whole number", option), help);
    return refuse(common_, message("an argument is not right ({})", said), help);
  }

  int no_command(const CLI::App& parent, const std::vector<std::string>& extra) {
    const std::string known = joined_names(parent.get_subcommands({}));
    const auto word = std::find_if(extra.begin(), extra.end(), [](const std::string& text) { return text[0] != '-'; });
    return refuse(common_,
                  word == extra.end() ? message("a command is missing") : message("there is no command '{}'", *word),
                  message("there are: {}", known));
  }

  void profile_options(CLI::App& command, ProfileOptions& options) {
    command.add_option("PROFILE", options.profile, say_(message("a profile, or the name of a sample unit")))
        ->required();
    draft_options(command, options);
  }

  /// What decides which speech is drafted of a profile.
  void draft_options(CLI::App& command, ProfileOptions& options) {
    command
        .add_option("--set", options.settings, say_(message("key=value: the last layer of the profile; repeatable")))
        ->allow_extra_args(false);
    const CLI::Validator whole([](const std::string& text) { return is_whole(text) ? "" : "must be a whole number"; },
                               "");
    command.add_option("--seed", options.seed, say_(message("picks other wordings")))->check(whole);
    const CLI::Validator minutes([](const std::string& text) { return is_minutes(text) ? "" : "out of bounds"; }, "");
    command.add_option(kMinutes, options.minutes, say_(message("shorten the speech to about so many minutes")))
        ->check(minutes);
  }

  /// How the commands that run the code of plugins run it.
  void code_options(CLI::App& command) {
    command.add_option("--isolate", isolate_,
                       say_(message("whose plugins' code runs in a worker process: all, foreign or none")));
    worker_options(command);
    command.add_flag("--verbose", common_.verbose, say_(message("also show what plugins log for their authors")));
  }

  /// The same for those that run it in workers alone.
  void worker_options(CLI::App& command) {
    command.add_option(
        "--plugin-timeout", plugin_timeout_,
        say_(message("seconds that the code of plugins may take in workers, all together; 2 by default")));
    unprotected_option(command);
  }

  void unprotected_option(CLI::App& command) {
    command.add_flag("--allow-unprotected", common_.allow_unprotected,
                     say_(message("run foreign code also where this machine cannot keep it from doing harm")));
  }

  /// Gives a command its options once it is used: making those of all commands took a fortieth of a cold draft.
  void when_used(CLI::App& command, std::function<void(CLI::App&)> add_options) {
    command.preparse_callback([this, &command, add_options = std::move(add_options)](std::size_t /*arguments*/) {
      add_options(command);
      translate_labels(command, say_);
    });
  }

  void add_draft() {
    CLI::App& draft = *app_.add_subcommand("draft", say_(message("draft the speech of a profile")));
    when_used(draft, [this](CLI::App& command) {
      profile_options(command, draft_.profile);
      code_options(command);
      command.add_option("-o,--output", draft_.output, say_(message("file to write; - is standard output")));
      command.add_option("-f,--format", draft_.format,
                         say_(message("one of: {}; else the output's extension", names_of(formats()))));
      command.add_option(
          "--edition", draft_.edition,
          say_(message("of a Word or PDF file: print, or reading (larger, with minute marks and readings)")));
      command.add_flag("--clean", draft_.clean,
                       say_(message("without comments in a Word file; write nothing while facts are missing")));
      command.add_flag("--strict", draft_.strict, say_(message("write nothing while facts are missing")));
    });
    draft.callback([this] { command_ = [this] { return draft_command(common_, draft_); }; });
  }

  void add_ledger() {
    CLI::App& ledger =
        *app_.add_subcommand("ledger", say_(message("list every fact the speech uses, with origin and source")));
    when_used(ledger, [this](CLI::App& command) {
      profile_options(command, ledger_.profile);
      code_options(command);
      command.add_option("-o,--output", ledger_.output, say_(message("file to write; - is standard output")));
      command.add_option("-f,--format", ledger_.format,
                         say_(message("one of: {}; else the output's extension", names_of(ledger_formats()))));
      command.add_flag("--require-verified", ledger_.require_verified,
                       say_(message("exit 1 while a fact is not verified")));
    });
    ledger.callback([this] { command_ = [this] { return ledger_command(common_, ledger_); }; });
  }

  void add_check() {
    CLI::App& check =
        *app_.add_subcommand("check", say_(message("check a speech that was worked on: .docx, .txt or .md")));
    when_used(check, [this](CLI::App& command) {
      command.add_option("FILE", check_.files, say_(message("files to check; - is standard input")))->required();
      command.add_option("-f,--format", check_.format,
                         say_(message("one of: {}; else the file's extension", manuscript_format_names())));
      command
          .add_option("--profile", check_.profile.profile,
                      say_(message("also hold it against this profile: figures, words, deadlines")))
          ->allow_extra_args(false);
      draft_options(command, check_.profile);
      command.add_flag("--show", check_.show, say_(message("print the paragraphs as they are read")));
      unprotected_option(command);
    });
    check.callback([this] { command_ = [this] { return check_command(common_, check_); }; });
  }

  void add_plan() {
    CLI::App& plan =
        *app_.add_subcommand("plan", say_(message("show what was chosen for every slot, what was not, and why")));
    when_used(plan, [this](CLI::App& command) {
      profile_options(command, plan_.profile);
      code_options(command);
      command.add_option("-f,--format", plan_.format, say_(message("one of: {}", "txt, json")));
    });
    plan.callback([this] { command_ = [this] { return plan_command(common_, plan_); }; });
  }

  void add_facts() {
    CLI::App& facts =
        *app_.add_subcommand("facts", say_(message("show the facts the speech needs: given with origin, and missing")));
    when_used(facts, [this](CLI::App& command) {
      profile_options(command, facts_.profile);
      code_options(command);
      command.add_flag("--all", facts_.all, say_(message("also those it does not need")));
    });
    facts.callback([this] { command_ = [this] { return facts_command(common_, facts_); }; });
    CLI::App& explain = *app_.add_subcommand("explain", say_(message("show which layer of the profile sets a fact")));
    when_used(explain, [this](CLI::App& command) {
      profile_options(command, profile_);
      code_options(command);
      command.add_option("KEY", key_, say_(message("the fact's key")))->required();
    });
    explain.callback([this] { command_ = [this] { return explain_command(common_, profile_, key_); }; });
  }

  void add_profile() {
    CLI::App& profile = *app_.add_subcommand("profile", say_(message("work with profiles")));
    profile.require_subcommand(1);
    CLI::App& check = *profile.add_subcommand("check", say_(message("say what drafting a profile would say")));
    when_used(check, [this](CLI::App& command) {
      profile_options(command, profile_check_.profile);
      code_options(command);
      command.add_flag("--no-code", profile_check_.no_code,
                       say_(message("check the facts alone, without running the code of plugins")));
    });
    check.callback([this] { command_ = [this] { return profile_check_command(common_, profile_check_); }; });
    CLI::App& fresh =
        *profile.add_subcommand("new", say_(message("print a profile to fill in, with every key there is")));
    when_used(fresh, [this](CLI::App& command) {
      command.add_option("--sector", new_profile_.sector, say_(message("the sector (default: general)")));
      command.add_option("--occasion", new_profile_.occasion, say_(message("the occasion (default: kickoff)")));
      command.add_option("-o,--output", new_profile_.output, say_(message("a file; - is standard output")));
    });
    fresh.callback([this] { command_ = [this] { return profile_new_command(common_, new_profile_); }; });
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
    code_options(why);
    why.callback([this] { command_ = [this] { return plugin_why_command(common_, key_); }; });
    CLI::App& check = *plugin.add_subcommand("check", say_(message("check a plugin's folder from all sides")));
    when_used(check, [this](CLI::App& command) {
      command.add_option("BUNDLE", inspect_.bundle, say_(message("the plugin's folder")));
      command.add_option("-f,--format", inspect_.format, say_(message("one of: {}", "text, json, junit")));
      command.add_option("--golden", inspect_.golden,
                         say_(message("folder of PROFILE.info and the PROFILE.txt that is to come of it")));
      command.add_option("--only", inspect_.only, say_(message("run the check with this code alone; repeatable")))
          ->allow_extra_args(false);
      command.add_flag("--list", inspect_.list, say_(message("list the checks, and run none")));
      unprotected_option(command);
    });
    check.callback([this] { command_ = [this] { return plugin_check_command(common_, inspect_); }; });
    add_plugin_new(plugin);
    CLI::App& add = *plugin.add_subcommand("add", say_(message("install a plugin for this user")));
    when_used(add, [this](CLI::App& command) {
      command.add_option("BUNDLE", add_.from, say_(message("a bundle's folder, or a zip archive of it")))->required();
      command.add_flag("--force", add_.force, say_(message("whatever version is installed")));
      command.add_flag("--replace-shipped", add_.replace_shipped,
                       say_(message("also where a plugin of this id came with Lectern")));
      worker_options(command);
    });
    add.callback([this] { command_ = [this] { return plugin_add_command(common_, add_); }; });
    CLI::App& pack =
        *plugin.add_subcommand("pack", say_(message("make the zip archive of a built plugin to hand over")));
    when_used(pack, [this](CLI::App& command) {
      command.add_option("BUNDLE", key_, say_(message("the plugin's folder")))->required();
      command.add_option("-o,--output", pack_output_, say_(message("file to write; else ID-VERSION.zip")));
      worker_options(command);
    });
    pack.callback([this] { command_ = [this] { return plugin_pack_command(common_, key_, pack_output_); }; });
    CLI::App& remove =
        *plugin.add_subcommand("remove", say_(message("take away a plugin that 'plugin add' installed")));
    when_used(remove, [this](CLI::App& command) {
      command.add_option("ID", key_, say_(message("the plugin's id")))->required();
      command.add_flag("--force", force_, say_(message("even where its files were changed")));
    });
    remove.callback([this] { command_ = [this] { return plugin_remove_command(common_, key_, force_); }; });
  }

  void add_plugin_new(CLI::App& plugin) {
    CLI::App& made = *plugin.add_subcommand("new", say_(message("make a plugin's project from the SDK's template")));
    when_used(made, [this](CLI::App& command) {
      command.add_option("ID", new_.id, say_(message("the plugin's id")))->required();
      command.add_option("--sector", new_.sector,
                         say_(message("the sector it speaks for; else the last word of the id")));
      command.add_option("--prefix", new_.prefix,
                         say_(message("what its facts' keys begin with; else the last word of the id")));
      command.add_flag("--no-code", no_code_, say_(message("passages only")));
      command.add_option("--lang", code_languages_, say_(message("the code's language: c++ or c")))
          ->allow_extra_args(false);
      command.add_option("-o,--output", new_.output, say_(message("folder to make; else the id")));
    });
    made.callback([this] {
      command_ = [this] {
        // --lang zh_CN after `plugin new` is the language of messages, as everywhere.
        for (const std::string& language : code_languages_) {
          if (is_code_language(language)) new_.code = language == "c" ? PluginCode::c : PluginCode::cpp;
        }
        if (no_code_) new_.code = PluginCode::none;
        return plugin_new_command(common_, new_);
      };
    });
  }

  Tongue say_;
  CLI::App app_;
  Common common_;
  std::string language_;
  std::string diagnostics_;
  std::string isolate_ = "foreign";
  std::optional<std::string> plugin_timeout_;
  DraftOptions draft_;
  LedgerOptions ledger_;
  CheckOptions check_;
  PlanOptions plan_;
  FactsOptions facts_;
  NewProfileOptions new_profile_;
  ProfileOptions profile_;
  ProfileCheckOptions profile_check_;
  PluginCheckOptions inspect_;
  std::string key_;
  NewPluginOptions new_;
  AddPluginOptions add_;
  std::string pack_output_;
  std::vector<std::string> code_languages_;
  bool no_code_ = false;
  bool force_ = false;
  std::function<int()> command_;
};

int run(int count, char** arguments) {
  const AskedLanguage asked = asked_language(count, arguments);
  const Tongue tongue = *choose_tongue(asked.name);
  if (!asked.unknown.empty()) {
    const Common common{tongue, DiagnosticStyle::text, {}};
    if (asked.in_new)
      return refuse(
          common, message("there is no template in '{}'", asked.unknown),
          message("there are: {}; for others see 'In another language' in share/lectern/sdk/README.md", "c++, c"));
    return refuse(common, message("there are no messages in '{}'", asked.unknown),
                  message("there are: {}", "en, zh_CN"));
  }
  return Program(tongue).run(count, arguments);
}

}  // namespace
}  // namespace lectern::host

int main(int count, char** arguments) {
  try {
    return lectern::host::run(count, arguments);
  } catch (const std::exception& error) {
    // What the user can mend is a diagnostic; this is for whoever mends the program.
    static_cast<void>(
        std::fprintf(stderr, "lectern: internal error: %s\n", lectern::host::visible(error.what()).c_str()));
    return lectern::host::kCannotRun;
  }
}
