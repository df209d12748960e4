// SPDX-License-Identifier: Apache-2.0
//
// The host's end of the protocol: what a worker sends becomes the calls and structures a plugin in this process would
// make, so that contribute.cpp and entry.cpp judge both.
#include "plugin/sized.hpp"
#include "plugin/worker.hpp"

namespace lectern::host {
namespace {

std::string packed(Packer& packer) { return std::string(packer.bytes()); }

std::string status_answer(std::int32_t status) {
  Packer answer(Frame::answer);
  answer.number(status);
  return packed(answer);
}

std::string fact_answer(std::int32_t status, const lectern_fact& fact) {
  Packer answer(Frame::answer);
  answer.number(status);
  answer.number(fact.type);
  answer.number(fact.rows);
  answer.text(fact.text);
  answer.text(fact.unit);
  answer.text(fact.as_of);
  return packed(answer);
}

/// A place to put a fact, for the host to judge by what the plugin says of its own.
struct FactPlace {
  lectern_fact fact{};
  lectern_fact* given = nullptr;

  explicit FactPlace(std::uint32_t size) {
    // The plugin's may be longer; the worker fills the rest of it.
    fact.size = is_size_of<lectern_fact>(size) ? std::min<std::uint32_t>(size, sizeof fact) : size;
    if (size != 0) given = &fact;
  }
};

/// Whether the fields of a structure follow the size it says it has. `given` is what the call is made with.
template <typename T>
bool begins(Unpacker& body, T& structure, const T*& given) {
  structure.size = body.number<std::uint32_t>();
  given = structure.size == 0 ? nullptr : &structure;
  return is_size_of<T>(structure.size);
}

std::optional<std::string> fact(Unpacker& body, const lectern_host& host) {
  const lectern_text key = body.text();
  FactPlace place(body.number<std::uint32_t>());
  if (!body.whole()) return std::nullopt;
  const std::int32_t status = host.fact(&host, key, place.given);
  return fact_answer(status, place.fact);
}

std::optional<std::string> cell(Unpacker& body, const lectern_host& host) {
  const lectern_text key = body.text();
  const auto row = body.number<std::uint64_t>();
  const lectern_text column = body.text();
  FactPlace place(body.number<std::uint32_t>());
  if (!body.whole()) return std::nullopt;
  const std::int32_t status = host.cell(&host, key, row, column, place.given);
  return fact_answer(status, place.fact);
}

std::optional<std::string> option(Unpacker& body, const lectern_host& host) {
  const lectern_text name = body.text();
  const bool has_place = body.number<std::uint8_t>() != 0;
  if (!body.whole()) return std::nullopt;
  lectern_text out{nullptr, 0};
  Packer answer(Frame::answer);
  answer.number(host.option(&host, name, has_place ? &out : nullptr));
  answer.text(out);
  return packed(answer);
}

std::optional<std::string> derive(Unpacker& body, const lectern_host& host) {
  const lectern_text key = body.text();
  const lectern_text value = body.text();
  const Unpacker::Texts from = body.texts();
  if (!body.whole()) return std::nullopt;
  return status_answer(host.derive(&host, key, value, from.data, from.count));
}

std::optional<std::string> derive_row(Unpacker& body, const lectern_host& host) {
  const lectern_text key = body.text();
  const Unpacker::Texts columns = body.texts();
  const Unpacker::Texts cells = body.texts();
  const Unpacker::Texts from = body.texts();
  if (!body.whole() || columns.count != cells.count) return std::nullopt;
  return status_answer(host.derive_row(&host, key, columns.data, cells.data, cells.count, from.data, from.count));
}

std::optional<std::string> offer(Unpacker& body, const lectern_host& host) {
  lectern_passage passage{};
  const lectern_passage* given = nullptr;
  if (!begins(body, passage, given)) {
    if (!body.whole()) return std::nullopt;
    return status_answer(host.offer(&host, given));
  }
  passage.priority = body.number<std::int32_t>();
  passage.id = body.text();
  passage.slot = body.text();
  const Unpacker::Texts headings = body.texts();
  const Unpacker::Texts texts = body.texts();
  const Unpacker::Texts shorts = body.texts();
  const Unpacker::Texts when_keys = body.texts();
  const Unpacker::Texts when_values = body.texts();
  passage.each = body.text();
  const Unpacker::Texts items = body.texts();
  const Unpacker::Texts firsts = body.texts();
  const Unpacker::Texts lasts = body.texts();
  const Unpacker::Texts onlys = body.texts();
  const Unpacker::Texts row_keys = body.texts();
  const Unpacker::Texts row_values = body.texts();
  const Unpacker::Texts styles = body.texts();
  passage.covers = body.text();
  passage.proposes = body.text();
  if (!body.whole() || when_keys.count != when_values.count || row_keys.count != row_values.count) return std::nullopt;
  passage.headings = headings.data;
  passage.heading_count = headings.count;
  passage.texts = texts.data;
  passage.text_count = texts.count;
  passage.shorts = shorts.data;
  passage.short_count = shorts.count;
  passage.when_keys = when_keys.data;
  passage.when_values = when_values.data;
  passage.when_count = when_keys.count;
  passage.items = items.data;
  passage.item_count = items.count;
  passage.firsts = firsts.data;
  passage.first_count = firsts.count;
  passage.lasts = lasts.data;
  passage.last_count = lasts.count;
  passage.onlys = onlys.data;
  passage.only_count = onlys.count;
  passage.row_keys = row_keys.data;
  passage.row_values = row_values.data;
  passage.row_count = row_keys.count;
  passage.styles = styles.data;
  passage.style_count = styles.count;
  return status_answer(host.offer(&host, &passage));
}

std::optional<std::string> report(Unpacker& body, const lectern_host& host) {
  lectern_report report{};
  const lectern_report* given = nullptr;
  if (begins(body, report, given)) {
    report.severity = body.number<std::int32_t>();
    for (lectern_text* text :
         {&report.code, &report.message, &report.hint, &report.message_zh, &report.hint_zh, &report.key})
      *text = body.text();
    report.row_number = body.number<std::uint64_t>();
    report.column = body.text();
  }
  if (!body.whole()) return std::nullopt;
  return status_answer(host.report(&host, given));
}

std::optional<std::string> log(Unpacker& body, const lectern_host& host) {
  const lectern_text line = body.text();
  if (!body.whole()) return std::nullopt;
  return status_answer(host.log(&host, line));
}

// The functions are in another process. What stands for them here is only there or not.
std::int32_t elsewhere_create(const lectern_host* /*host*/, void** /*instance*/) LECTERN_NOEXCEPT {
  return LECTERN_FAILED;
}
void elsewhere_destroy(void* /*instance*/) LECTERN_NOEXCEPT {}
std::int32_t elsewhere_contribute(void* /*instance*/, const lectern_host* /*host*/) LECTERN_NOEXCEPT {
  return LECTERN_FAILED;
}

/// A zero-terminated text of the entry: null, or the words, which `keep` holds.
const char* kept(const lectern_text& text, std::string& keep) {
  if (text.data == nullptr) return nullptr;
  keep.assign(text.data, text.size > kLongestArgument ? 0 : text.size);
  return keep.c_str();
}

}  // namespace

std::optional<std::string> relay(const Arrived& call, const lectern_host& host) {
  Unpacker body(call.body);
  switch (call.kind) {
    case Frame::fact:
      return fact(body, host);
    case Frame::cell:
      return cell(body, host);
    case Frame::option:
      return option(body, host);
    case Frame::derive:
      return derive(body, host);
    case Frame::row:
      return derive_row(body, host);
    case Frame::offer:
      return offer(body, host);
    case Frame::report:
      return report(body, host);
    case Frame::log:
      return log(body, host);
    case Frame::hello:
    case Frame::load:
    case Frame::loaded:
    case Frame::run:
    case Frame::created:
    case Frame::returned:
    case Frame::ended:
    case Frame::unload:
    case Frame::unloaded:
    case Frame::answer:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Loading> read_loading(Unpacker body, std::string& id, std::string& version) {
  Loading loading;
  lectern_plugin& entry = loading.entry;
  const auto outcome = body.number<std::uint32_t>();
  loading.words = body.words();
  const bool has_other = body.number<std::uint8_t>() != 0;
  const auto other = body.number<std::uint32_t>();
  if (has_other) loading.other_major = other;
  entry.magic = body.number<std::uint32_t>();
  entry.size = body.number<std::uint32_t>();
  entry.abi_major = static_cast<std::uint16_t>(body.number<std::uint32_t>());
  entry.abi_minor = static_cast<std::uint16_t>(body.number<std::uint32_t>());
  entry.pointer_bytes = body.number<std::uint32_t>();
  entry.id = kept(body.text(), id);
  entry.version = kept(body.text(), version);
  entry.create = body.number<std::uint8_t>() == 0 ? nullptr : &elsewhere_create;
  entry.destroy = body.number<std::uint8_t>() == 0 ? nullptr : &elsewhere_destroy;
  entry.contribute = body.number<std::uint8_t>() == 0 ? nullptr : &elsewhere_contribute;
  if (!body.whole() || outcome > static_cast<std::uint32_t>(Loading::Outcome::no_entry)) return std::nullopt;
  loading.outcome = static_cast<Loading::Outcome>(outcome);
  return loading;
}

}  // namespace lectern::host
