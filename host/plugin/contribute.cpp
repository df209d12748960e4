// SPDX-License-Identifier: Apache-2.0
//
// The C side of the border: turns a plugin's calls into calls of Border, and lets no exception and no bad pointer or
// text through that can be told from its arguments.
#include "plugin/arguments.hpp"
#include "plugin/border.hpp"
#include "plugin/sized.hpp"

namespace lectern::host {
namespace {

/// What a report's code is made of: it is searched for, so it holds no words.
bool is_code(std::string_view code) {
  return !code.empty() && code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

/// What stands behind the host that a function of the plugin is given.
struct Call {
  Border& border;
  const std::string& plugin;
  bool has_speech;  ///< not while an instance is made
};

Call& call_of(const lectern_host* host) { return *static_cast<Call*>(host->context); }

std::int32_t too_early(const Call& call, std::string_view function) {
  return call.border.invalid(
      message("plugin '{}' calls '{}' in create, where there is no speech yet", call.plugin, function),
      message("tell its author: call it in contribute"));
}

std::int32_t without_place(const Call& call) {
  return call.border.invalid(message("plugin '{}' asks for a fact without a place for it", call.plugin),
                             message("tell its author: set size to sizeof(lectern_fact)"));
}

std::int32_t host_fact(const lectern_host* host, lectern_text key, lectern_fact* out) noexcept {
  const Call& call = call_of(host);
  if (!call.has_speech) return too_early(call, "fact");
  Arguments arguments(call.border, call.plugin);
  const std::string_view name = arguments.text(key, "key");
  if (!arguments.are_fine()) return arguments.status();
  if (!can_take(out)) return without_place(call);
  lectern_fact fact{};
  const std::int32_t status = call.border.fact(name, fact);
  return give(fact, status, out);
}

std::int32_t host_cell(const lectern_host* host, lectern_text key, std::uint64_t row, lectern_text column,
                       lectern_fact* out) noexcept {
  const Call& call = call_of(host);
  if (!call.has_speech) return too_early(call, "cell");
  Arguments arguments(call.border, call.plugin);
  const std::string_view table = arguments.text(key, "key");
  const std::string_view name = arguments.text(column, "column");
  if (!arguments.are_fine()) return arguments.status();
  if (!can_take(out)) return without_place(call);
  lectern_fact fact{};
  const std::int32_t status = call.border.cell(table, row, name, fact);
  return give(fact, status, out);
}

std::int32_t host_option(const lectern_host* host, lectern_text name, lectern_text* out) noexcept {
  const Call& call = call_of(host);
  if (!call.has_speech) return too_early(call, "option");
  Arguments arguments(call.border, call.plugin);
  const std::string_view option = arguments.text(name, "name");
  if (!arguments.are_fine()) return arguments.status();
  if (out == nullptr)
    return call.border.invalid(message("plugin '{}' asks for an option without a place for it", call.plugin),
                               tell_author());
  return call.border.option(option, *out);
}

std::int32_t host_derive(const lectern_host* host, lectern_text key, lectern_text value, const lectern_text* from,
                         std::uint64_t from_count) noexcept {
  const Call& call = call_of(host);
  if (!call.has_speech) return too_early(call, "derive");
  Arguments arguments(call.border, call.plugin);
  const std::string_view fact = arguments.text(key, "key");
  const std::string_view text = arguments.text(value, "value");
  const std::vector<std::string> keys = arguments.texts(from, from_count, "from");
  if (!arguments.are_fine()) return arguments.status();
  return call.border.derive(fact, text, {keys.begin(), keys.end()});
}

std::int32_t host_derive_row(const lectern_host* host, lectern_text key, const lectern_text* columns,
                             const lectern_text* cells, std::uint64_t cell_count, const lectern_text* from,
                             std::uint64_t from_count) noexcept {
  const Call& call = call_of(host);
  if (!call.has_speech) return too_early(call, "derive_row");
  Arguments arguments(call.border, call.plugin);
  const std::string_view fact = arguments.text(key, "key");
  const auto row = arguments.pairs(columns, "columns", cells, "cells", cell_count);
  const std::vector<std::string> keys = arguments.texts(from, from_count, "from");
  if (!arguments.are_fine()) return arguments.status();
  return call.border.derive_row(fact, row, {keys.begin(), keys.end()});
}

std::int32_t host_offer(const lectern_host* host, const lectern_passage* passage) noexcept {
  const Call& call = call_of(host);
  if (!call.has_speech) return too_early(call, "offer");
  const std::optional<lectern_passage> given = sized_copy(passage);
  if (!given)
    return call.border.invalid(message("plugin '{}' offers a passage that is null or of no right size", call.plugin),
                               message("tell its author: set size to sizeof(lectern_passage)"));
  Arguments arguments(call.border, call.plugin);
  Offer offer;
  offer.id = arguments.text(given->id, "id");
  offer.slot = arguments.text(given->slot, "slot");
  offer.priority = given->priority;
  offer.headings = arguments.texts(given->headings, given->heading_count, "headings");
  offer.texts = arguments.texts(given->texts, given->text_count, "texts", TextKind::paragraphs);
  offer.shorts = arguments.texts(given->shorts, given->short_count, "shorts", TextKind::paragraphs);
  offer.when = arguments.pairs(given->when_keys, "when_keys", given->when_values, "when_values", given->when_count);
  offer.each = arguments.text(given->each, "each");
  offer.items = arguments.texts(given->items, given->item_count, "items", TextKind::paragraphs);
  offer.firsts = arguments.texts(given->firsts, given->first_count, "firsts", TextKind::paragraphs);
  offer.lasts = arguments.texts(given->lasts, given->last_count, "lasts", TextKind::paragraphs);
  offer.onlys = arguments.texts(given->onlys, given->only_count, "onlys", TextKind::paragraphs);
  offer.rows = arguments.pairs(given->row_keys, "row_keys", given->row_values, "row_values", given->row_count);
  offer.styles = arguments.texts(given->styles, given->style_count, "styles");
  offer.covers = arguments.text(given->covers, "covers");
  offer.proposes = arguments.text(given->proposes, "proposes");
  if (arguments.are_fine() && !offer.styles.empty() && offer.styles.size() != offer.texts.size())
    return call.border.invalid(message("plugin '{}' gives {} styles for {} texts", call.plugin,
                                       std::to_string(offer.styles.size()), std::to_string(offer.texts.size())),
                               tell_author());
  if (!arguments.are_fine()) return arguments.status();
  return call.border.offer(std::move(offer));
}

std::int32_t host_report(const lectern_host* host, const lectern_report* report) noexcept {
  const Call& call = call_of(host);
  const std::optional<lectern_report> given = sized_copy(report);
  if (!given)
    return call.border.invalid(message("plugin '{}' reports something null or of no right size", call.plugin),
                               message("tell its author: set size to sizeof(lectern_report)"));
  Arguments arguments(call.border, call.plugin);
  Diagnostic diagnostic;
  diagnostic.code = arguments.text(given->code, "code");
  diagnostic.message =
      Message::quoted(std::string(arguments.text(given->message, "message", TextKind::paragraphs)),
                      std::string(arguments.text(given->message_zh, "message_zh", TextKind::paragraphs)));
  diagnostic.hint = Message::quoted(std::string(arguments.text(given->hint, "hint", TextKind::paragraphs)),
                                    std::string(arguments.text(given->hint_zh, "hint_zh", TextKind::paragraphs)));
  const Border::Subject subject{arguments.text(given->key, "key"), given->row_number,
                                arguments.text(given->column, "column")};
  if (!arguments.are_fine()) return arguments.status();
  if (given->severity < LECTERN_NOTE || given->severity > LECTERN_ERROR || diagnostic.message.empty())
    return call.border.invalid(
        message("plugin '{}' reports without a message, or with an unknown severity", call.plugin), tell_author());
  if (!is_code(diagnostic.code))
    return call.border.invalid(message("plugin '{}' reports with the code '{}'", call.plugin, diagnostic.code),
                               message("tell its author: a code is lower-case letters, digits and hyphens"));
  diagnostic.severity = given->severity == LECTERN_ERROR     ? Severity::error
                        : given->severity == LECTERN_WARNING ? Severity::warning
                                                             : Severity::note;
  return call.border.report(std::move(diagnostic), call.has_speech ? subject : Border::Subject{});
}

std::int32_t host_log(const lectern_host* host, lectern_text line) noexcept {
  const Call& call = call_of(host);
  Arguments arguments(call.border, call.plugin);
  const std::string_view words = arguments.text(line, "line", TextKind::paragraphs);
  if (arguments.are_fine()) call.border.log(words);
  return arguments.status();
}

const void* host_extension(const lectern_host* /*host*/, const char* /*id*/, std::uint32_t /*revision*/) noexcept {
  return nullptr;
}

lectern_host face_of(Call& call) {
  return {sizeof(lectern_host), LECTERN_ABI_MAJOR, LECTERN_ABI_MINOR, &call,       &host_fact,   &host_cell,
          &host_option,         &host_derive,      &host_derive_row,  &host_offer, &host_report, &host_log,
          &host_extension};
}

}  // namespace

Answers speak(const lectern_plugin& entry, const Faces& faces) {
  void* instance = nullptr;
  Answers answers;
  answers.create = entry.create(&faces.creating, &instance);
  if (answers.create != LECTERN_OK) return answers;
  answers.contribute = entry.contribute(instance, &faces.contributing);
  entry.destroy(instance);
  return answers;
}

Contribution listen(const Speak& speak, const BorderInputs& inputs, Findings& findings) {
  Contribution contribution;
  const std::string& plugin = inputs.manifest.id;
  Border border(inputs, contribution, findings);
  Call creating{border, plugin, false};
  Call contributing{border, plugin, true};
  const lectern_host while_creating = face_of(creating);
  const lectern_host while_contributing = face_of(contributing);
  const std::optional<Answers> answers = speak({while_creating, while_contributing});
  if (answers && answers->create == LECTERN_OK && answers->contribute == LECTERN_OK) return contribution;
  if (answers && !border.has_reported()) {
    if (answers->create != LECTERN_OK) {
      findings.error("plugin-create", inputs.manifest.place,
                     message("plugin '{}' could not start, and did not say why", plugin),
                     message("tell its author: report something before returning an error"));
    } else {
      findings.error(
          "plugin-failed", inputs.manifest.place,
          message("plugin '{}' answered {} and did not say why", plugin, std::to_string(answers->contribute)),
          message("tell its author: report something before returning an error"));
    }
  }
  report_dropped(inputs.manifest, findings);
  return {{}, {}, true};
}

void report_dropped(const Manifest& manifest, Findings& findings) {
  findings.warning("plugin-dropped", manifest.place,
                   message("what the code of plugin '{}' derived and offered is left out", manifest.id),
                   message("its passage files still speak"));
}

Contribution contribute(const lectern_plugin& entry, const BorderInputs& inputs, Findings& findings) {
  return listen([&entry](const Faces& faces) { return speak(entry, faces); }, inputs, findings);
}

}  // namespace lectern::host
