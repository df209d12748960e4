// SPDX-License-Identifier: Apache-2.0
//
// The C side of the border: turns a plugin's calls into calls of Border, and lets no exception and no bad pointer or
// text through that can be told from its arguments.
#include "plugin/border.hpp"
#include "plugin/protocol.hpp"

#include "source/info.hpp"

namespace lectern::host {
namespace {

Message tell_author() { return message("tell its author: lectern/plugin.h says what a call wants"); }

/// What a report's code is made of: it is searched for, so it holds no words.
bool is_code(std::string_view code) {
  return !code.empty() && code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

/// The arguments of a call, copied; says whether all were fine.
class Arguments {
 public:
  explicit Arguments(Border& border, const std::string& plugin) : border_(border), plugin_(plugin) {}

  std::string_view text(const lectern_text& text, std::string_view name, TextKind kind = TextKind::line) {
    if (status_ != LECTERN_OK) return {};
    if (text.size > kLongestArgument) {
      status_ = border_.refused(message("plugin '{}' gives '{}' with {} bytes, more than {}", plugin_, name,
                                        std::to_string(text.size), std::to_string(kLongestArgument)),
                                tell_author());
      return {};
    }
    if (text.size != 0 && text.data == nullptr) {
      status_ = border_.invalid(message("plugin '{}' gives '{}' as a null pointer", plugin_, name), tell_author());
      return {};
    }
    const std::string_view given(text.data, text.size);
    const TextCheck check = check_text(given, kind);
    if (check.fault != TextFault::none)
      status_ = border_.invalid(check.fault == TextFault::not_utf8
                                    ? message("plugin '{}' gives '{}' that is not valid UTF-8 at byte {}", plugin_,
                                              name, std::to_string(check.offset))
                                    : message("plugin '{}' gives '{}' with {}, which it may not hold, at byte {}",
                                              plugin_, name, code_point(check.point), std::to_string(check.offset)),
                                tell_author());
    return given;
  }

  std::vector<std::string> texts(const lectern_text* texts, std::uint64_t count, std::string_view name,
                                 TextKind kind = TextKind::line) {
    std::vector<std::string> out;
    if (!countable(texts, count, name)) return out;
    for (std::uint64_t i = 0; i < count && status_ == LECTERN_OK; ++i) out.emplace_back(text(texts[i], name, kind));
    return out;
  }

  bool countable(const lectern_text* texts, std::uint64_t count, std::string_view name) {
    if (count > kMostTexts)
      status_ = border_.refused(message("plugin '{}' gives {} pieces of '{}', more than {}", plugin_,
                                        std::to_string(count), name, std::to_string(kMostTexts)),
                                tell_author());
    else if (count != 0 && texts == nullptr)
      status_ = border_.invalid(message("plugin '{}' gives '{}' as a null pointer", plugin_, name), tell_author());
    return status_ == LECTERN_OK;
  }

  std::int32_t status() const { return status_; }

 private:
  Border& border_;
  const std::string& plugin_;
  std::int32_t status_ = LECTERN_OK;
};

struct Call {
  Border border;
  const std::string& plugin;
};

Call& call_of(const lectern_host* host) { return *static_cast<Call*>(host->context); }

bool can_take(const lectern_fact* out) { return out != nullptr && out->size >= sizeof(lectern_fact); }

std::int32_t host_fact(const lectern_host* host, lectern_text key, lectern_fact* out) noexcept {
  Call& call = call_of(host);
  Arguments arguments(call.border, call.plugin);
  const std::string_view name = arguments.text(key, "key");
  if (arguments.status() != LECTERN_OK) return arguments.status();
  if (!can_take(out))
    return call.border.invalid(message("plugin '{}' asks for a fact without a place for it", call.plugin),
                               message("tell its author: set size to sizeof(lectern_fact)"));
  lectern_fact fact{};
  const std::int32_t status = call.border.fact(name, fact);
  return give(fact, status, out);
}

std::int32_t host_cell(const lectern_host* host, lectern_text key, std::uint64_t row, lectern_text column,
                       lectern_fact* out) noexcept {
  Call& call = call_of(host);
  Arguments arguments(call.border, call.plugin);
  const std::string_view table = arguments.text(key, "key");
  const std::string_view name = arguments.text(column, "column");
  if (arguments.status() != LECTERN_OK) return arguments.status();
  if (!can_take(out))
    return call.border.invalid(message("plugin '{}' asks for a fact without a place for it", call.plugin),
                               message("tell its author: set size to sizeof(lectern_fact)"));
  lectern_fact fact{};
  const std::int32_t status = call.border.cell(table, row, name, fact);
  return give(fact, status, out);
}

std::int32_t host_option(const lectern_host* host, lectern_text name, lectern_text* out) noexcept {
  Call& call = call_of(host);
  Arguments arguments(call.border, call.plugin);
  const std::string_view option = arguments.text(name, "name");
  if (arguments.status() != LECTERN_OK) return arguments.status();
  if (out == nullptr)
    return call.border.invalid(message("plugin '{}' asks for an option without a place for it", call.plugin),
                               tell_author());
  return call.border.option(option, *out);
}

std::int32_t host_derive(const lectern_host* host, lectern_text key, lectern_text value, const lectern_text* from,
                         std::uint64_t from_count) noexcept {
  Call& call = call_of(host);
  Arguments arguments(call.border, call.plugin);
  const std::string_view fact = arguments.text(key, "key");
  const std::string_view text = arguments.text(value, "value");
  const std::vector<std::string> keys = arguments.texts(from, from_count, "from");
  if (arguments.status() != LECTERN_OK) return arguments.status();
  return call.border.derive(fact, text, {keys.begin(), keys.end()});
}

std::int32_t host_offer(const lectern_host* host, const lectern_passage* passage) noexcept {
  Call& call = call_of(host);
  const std::optional<lectern_passage> given = sized_copy(passage);
  if (!given)
    return call.border.invalid(message("plugin '{}' offers a passage that is null or too short", call.plugin),
                               message("tell its author: set size to sizeof(lectern_passage)"));
  Arguments arguments(call.border, call.plugin);
  Offer offer;
  offer.id = arguments.text(given->id, "id");
  offer.slot = arguments.text(given->slot, "slot");
  offer.priority = given->priority;
  offer.headings = arguments.texts(given->headings, given->heading_count, "headings");
  offer.texts = arguments.texts(given->texts, given->text_count, "texts", TextKind::paragraphs);
  offer.shorts = arguments.texts(given->shorts, given->short_count, "shorts", TextKind::paragraphs);
  if (arguments.status() != LECTERN_OK) return arguments.status();
  return call.border.offer(offer);
}

std::int32_t host_report(const lectern_host* host, const lectern_report* report) noexcept {
  Call& call = call_of(host);
  const std::optional<lectern_report> given = sized_copy(report);
  if (!given)
    return call.border.invalid(message("plugin '{}' reports something null or too short", call.plugin),
                               message("tell its author: set size to sizeof(lectern_report)"));
  Arguments arguments(call.border, call.plugin);
  Diagnostic diagnostic;
  diagnostic.code = arguments.text(given->code, "code");
  diagnostic.message =
      Message::quoted(std::string(arguments.text(given->message, "message", TextKind::paragraphs)),
                      std::string(arguments.text(given->message_zh, "message_zh", TextKind::paragraphs)));
  diagnostic.hint = Message::quoted(std::string(arguments.text(given->hint, "hint", TextKind::paragraphs)),
                                    std::string(arguments.text(given->hint_zh, "hint_zh", TextKind::paragraphs)));
  const std::string_view key = arguments.text(given->key, "key");
  if (arguments.status() != LECTERN_OK) return arguments.status();
  if (given->severity < LECTERN_NOTE || given->severity > LECTERN_ERROR || diagnostic.message.empty())
    return call.border.invalid(
        message("plugin '{}' reports without a message, or with an unknown severity", call.plugin), tell_author());
  if (!is_code(diagnostic.code))
    return call.border.invalid(message("plugin '{}' reports with the code '{}'", call.plugin, diagnostic.code),
                               message("tell its author: a code is lower-case letters, digits and hyphens"));
  diagnostic.severity = given->severity == LECTERN_ERROR     ? Severity::error
                        : given->severity == LECTERN_WARNING ? Severity::warning
                                                             : Severity::note;
  return call.border.report(std::move(diagnostic), key);
}

const void* host_extension(const lectern_host* /*host*/, const char* /*id*/, std::uint32_t /*revision*/) noexcept {
  return nullptr;
}

Answers speak(const lectern_plugin& entry, const lectern_host& host) {
  void* instance = nullptr;
  Answers answers;
  answers.create = entry.create(&instance);
  if (answers.create != LECTERN_OK) return answers;
  answers.contribute = entry.contribute(instance, &host);
  entry.destroy(instance);
  return answers;
}

}  // namespace

Contribution listen(const Speak& speak, const BorderInputs& inputs, Findings& findings) {
  Contribution contribution;
  const std::string& plugin = inputs.manifest.id;
  Call call{Border(inputs, contribution, findings), plugin};
  const lectern_host host{sizeof(lectern_host), LECTERN_ABI_MAJOR, LECTERN_ABI_MINOR, &call,
                          &host_fact,           &host_cell,        &host_option,      &host_derive,
                          &host_offer,          &host_report,      &host_extension};
  const std::optional<Answers> answers = speak(host);
  const Contribution failed{{}, {}, true};
  if (answers && answers->create != LECTERN_OK) {
    findings.error("plugin-create", inputs.manifest.place, message("plugin '{}' could not start", plugin),
                   message("its code gives nothing, its passage files still speak; tell its author"));
    return failed;
  }
  if (answers && answers->contribute == LECTERN_OK) return contribution;
  if (answers && !call.border.has_reported()) {
    findings.error("plugin-failed", inputs.manifest.place,
                   message("plugin '{}' answered {} and did not say why", plugin, std::to_string(answers->contribute)),
                   message("tell its author: report something before returning an error"));
  }
  report_dropped(inputs.manifest, findings);
  return failed;
}

void report_dropped(const Manifest& manifest, Findings& findings) {
  findings.warning("plugin-dropped", manifest.place,
                   message("what the code of plugin '{}' derived and offered is left out", manifest.id),
                   message("its passage files still speak"));
}

Contribution contribute(const lectern_plugin& entry, const BorderInputs& inputs, Findings& findings) {
  return listen([&entry](const lectern_host& host) { return speak(entry, host); }, inputs, findings);
}

}  // namespace lectern::host
