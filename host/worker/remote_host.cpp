// SPDX-License-Identifier: Apache-2.0
#include "worker/remote_host.hpp"

#include "plugin/sized.hpp"

namespace lectern::host {

Unpacker RemoteHost::ask(Packer& call) {
  const auto body = ask_(call.bytes());
  if (!body) fail_();
  return Unpacker(body.value_or(std::string_view()));
}

void RemoteHost::expect_whole(const Unpacker& answer) const {
  if (!answer.whole()) fail_();
}

lectern_text RemoteHost::lend(std::string_view words) {
  if (words.data() == nullptr) return {nullptr, 0};
  const auto found = lent_.find(words);
  const std::string& kept = found == lent_.end() ? *lent_.emplace(words).first : *found;
  return {kept.data(), kept.size()};
}

std::int32_t RemoteHost::status_of(Packer& call) {
  Unpacker answer = ask(call);
  const auto status = answer.number<std::int32_t>();
  expect_whole(answer);
  return status;
}

std::int32_t RemoteHost::fill(Packer& call, lectern_fact* out) {
  Unpacker answer = ask(call);
  lectern_fact fact{};
  const auto status = answer.number<std::int32_t>();
  fact.type = answer.number<std::uint32_t>();
  fact.rows = answer.number<std::uint64_t>();
  const std::string_view text = answer.words();
  const std::string_view unit = answer.words();
  const std::string_view as_of = answer.words();
  expect_whole(answer);
  // What the host turned down it did not fill either.
  if (status != LECTERN_OK && status != LECTERN_MISSING && status != LECTERN_UNKNOWN) return status;
  fact.text = lend(text);
  fact.unit = lend(unit);
  fact.as_of = lend(as_of);
  return can_take(out) ? give(fact, status, out) : status;
}

/// The functions of the structure. They find their RemoteHost in its context.
struct Stubs {
  static RemoteHost& remote(const lectern_host* host) { return *static_cast<RemoteHost*>(host->context); }
  /// As the structure says; 0 for none.
  template <typename T>
  static std::uint32_t size_of(const T* structure) {
    std::uint32_t size = 0;
    if (structure != nullptr) std::memcpy(&size, structure, sizeof size);
    return size;
  }

  static std::int32_t fact(const lectern_host* host, lectern_text key, lectern_fact* out) noexcept {
    Packer call(Frame::fact);
    call.text(key);
    call.number(size_of(out));
    return remote(host).fill(call, out);
  }

  static std::int32_t cell(const lectern_host* host, lectern_text key, std::uint64_t row, lectern_text column,
                           lectern_fact* out) noexcept {
    Packer call(Frame::cell);
    call.text(key);
    call.number(row);
    call.text(column);
    call.number(size_of(out));
    return remote(host).fill(call, out);
  }

  static std::int32_t option(const lectern_host* host, lectern_text name, lectern_text* out) noexcept {
    Packer call(Frame::option);
    call.text(name);
    call.number<std::uint8_t>(out != nullptr ? 1 : 0);
    Unpacker answer = remote(host).ask(call);
    const auto status = answer.number<std::int32_t>();
    const std::string_view words = answer.words();
    remote(host).expect_whole(answer);
    if (status == LECTERN_OK && out != nullptr) *out = remote(host).lend(words);
    return status;
  }

  static std::int32_t derive(const lectern_host* host, lectern_text key, lectern_text value, const lectern_text* from,
                             std::uint64_t from_count) noexcept {
    Packer call(Frame::derive);
    call.text(key);
    call.text(value);
    call.texts(from, from_count);
    return remote(host).status_of(call);
  }

  static std::int32_t derive_row(const lectern_host* host, lectern_text key, const lectern_text* columns,
                                 const lectern_text* cells, std::uint64_t cell_count, const lectern_text* from,
                                 std::uint64_t from_count) noexcept {
    Packer call(Frame::row);
    call.text(key);
    call.texts(columns, cell_count);
    call.texts(cells, cell_count);
    call.texts(from, from_count);
    return remote(host).status_of(call);
  }

  static std::int32_t offer(const lectern_host* host, const lectern_passage* passage) noexcept {
    Packer call(Frame::offer);
    call.number(size_of(passage));
    if (const auto given = sized_copy(passage)) {
      call.number(given->priority);
      call.text(given->id);
      call.text(given->slot);
      call.texts(given->headings, given->heading_count);
      call.texts(given->texts, given->text_count);
      call.texts(given->shorts, given->short_count);
      call.texts(given->when_keys, given->when_count);
      call.texts(given->when_values, given->when_count);
      call.text(given->each);
      call.texts(given->items, given->item_count);
      call.texts(given->firsts, given->first_count);
      call.texts(given->lasts, given->last_count);
      call.texts(given->onlys, given->only_count);
      call.texts(given->row_keys, given->row_count);
      call.texts(given->row_values, given->row_count);
      call.texts(given->styles, given->style_count);
      call.text(given->covers);
      call.text(given->proposes);
    }
    return remote(host).status_of(call);
  }

  static std::int32_t report(const lectern_host* host, const lectern_report* report) noexcept {
    Packer call(Frame::report);
    call.number(size_of(report));
    if (const auto given = sized_copy(report)) {
      call.number(given->severity);
      for (const lectern_text& text :
           {given->code, given->message, given->hint, given->message_zh, given->hint_zh, given->key})
        call.text(text);
      call.number(given->row_number);
      call.text(given->column);
    }
    return remote(host).status_of(call);
  }

  static std::int32_t log(const lectern_host* host, lectern_text line) noexcept {
    Packer call(Frame::log);
    call.text(line);
    return remote(host).status_of(call);
  }

  static const void* extension(const lectern_host* /*host*/, const char* /*id*/, std::uint32_t /*revision*/) noexcept {
    return nullptr;
  }
};

lectern_host RemoteHost::face() {
  return {sizeof(lectern_host), LECTERN_ABI_MAJOR, LECTERN_ABI_MINOR,  this,          &Stubs::fact,   &Stubs::cell,
          &Stubs::option,       &Stubs::derive,    &Stubs::derive_row, &Stubs::offer, &Stubs::report, &Stubs::log,
          &Stubs::extension};
}

}  // namespace lectern::host
