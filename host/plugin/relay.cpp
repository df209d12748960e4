// SPDX-License-Identifier: Apache-2.0
//
// The host's end of the protocol: what a worker sends becomes the calls and structures a plugin in this process would
// make, so that contribute.cpp and entry.cpp judge both.
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

/// A place to put a fact, as large as the plugin says its own is.
struct FactPlace {
  lectern_fact fact{};
  lectern_fact* given = nullptr;

  explicit FactPlace(std::uint32_t size) {
    fact.size = size;
    if (size != 0) given = &fact;
  }
};

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

std::optional<std::string> offer(Unpacker& body, const lectern_host& host) {
  lectern_passage passage{};
  passage.size = body.number<std::uint32_t>();
  if (passage.size < sizeof passage) {
    if (!body.whole()) return std::nullopt;
    return status_answer(host.offer(&host, &passage));
  }
  passage.size = sizeof passage;
  passage.priority = body.number<std::int32_t>();
  passage.id = body.text();
  passage.slot = body.text();
  const Unpacker::Texts headings = body.texts();
  const Unpacker::Texts texts = body.texts();
  const Unpacker::Texts shorts = body.texts();
  if (!body.whole()) return std::nullopt;
  passage.headings = headings.data;
  passage.heading_count = headings.count;
  passage.texts = texts.data;
  passage.text_count = texts.count;
  passage.shorts = shorts.data;
  passage.short_count = shorts.count;
  return status_answer(host.offer(&host, &passage));
}

std::optional<std::string> report(Unpacker& body, const lectern_host& host) {
  lectern_report report{};
  report.size = body.number<std::uint32_t>();
  if (report.size >= sizeof report) {
    report.size = sizeof report;
    report.severity = body.number<std::int32_t>();
    for (lectern_text* text :
         {&report.code, &report.message, &report.hint, &report.message_zh, &report.hint_zh, &report.key})
      *text = body.text();
  }
  if (!body.whole()) return std::nullopt;
  return status_answer(host.report(&host, &report));
}

// The functions are in another process. What stands for them here is only there or not.
std::int32_t elsewhere_create(void** /*instance*/) LECTERN_NOEXCEPT { return LECTERN_FAILED; }
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
    case Frame::offer:
      return offer(body, host);
    case Frame::report:
      return report(body, host);
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

std::optional<Loading> read_loading(Unpacker body, lectern_plugin& entry, std::string& id, std::string& version) {
  Loading loading;
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
  loading.entry = &entry;
  return loading;
}

}  // namespace lectern::host
