// SPDX-License-Identifier: Apache-2.0
//
// The worker's end of the protocol: the input holds the host's answers to a plugin that makes every call there is. The
// first byte of each answer is its length.
#include "properties.hpp"
#include "worker/remote_host.hpp"

#include <string>
#include <vector>

namespace lectern::test {
namespace {

/// What is lent can be read to its end, now and later.
void read(const lectern_text& text, std::vector<std::string>& seen) {
  require(text.data != nullptr || text.size == 0, "a lent text has an address");
  seen.emplace_back(text.data == nullptr ? "" : std::string(text.data, text.size));
}

void call_all(const lectern_host& face) {
  std::vector<std::string> seen;
  lectern_fact fact{};
  fact.size = sizeof fact;
  face.fact(&face, {"unit.name", 9}, &fact);
  require(fact.size == sizeof fact, "the size of a structure is the caller's");
  for (const lectern_text& text : {fact.text, fact.unit, fact.as_of}) read(text, seen);
  lectern_fact cell{};
  cell.size = sizeof cell;
  face.cell(&face, {"steps", 5}, 0, {"item", 4}, &cell);
  for (const lectern_text& text : {cell.text, cell.unit, cell.as_of}) read(text, seen);
  lectern_text option{nullptr, 0};
  face.option(&face, {"mode", 4}, &option);
  read(option, seen);
  const lectern_text key{"x", 1};
  face.derive(&face, key, key, &key, 1);
  face.derive_row(&face, key, &key, &key, 1, &key, 1);
  lectern_passage passage{};
  passage.size = sizeof passage;
  passage.id = passage.slot = passage.each = key;
  passage.texts = passage.items = &key;
  passage.text_count = passage.item_count = 1;
  face.offer(&face, &passage);
  lectern_report report{};
  report.size = sizeof report;
  report.code = report.message = report.key = report.column = key;
  face.log(&face, key);
  face.report(&face, &report);
  require(seen.front() == std::string(fact.text.data == nullptr ? "" : std::string(fact.text.data, fact.text.size)),
          "what is lent stays until it is taken back");
}

}  // namespace
}  // namespace lectern::test

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lectern;
  std::string_view rest = test::text_of(data, size);
  std::string body;
  host::RemoteHost remote(
      [&](std::string_view call) -> std::optional<std::string_view> {
        test::require(call.size() >= 8, "a call is a frame");
        if (rest.empty()) return std::nullopt;
        const auto length = static_cast<unsigned char>(rest.front());
        body = rest.substr(1, length);
        rest.remove_prefix(std::min<std::size_t>(rest.size(), std::size_t{1} + length));
        return body;
      },
      // The functions are noexcept, so the way out is that of the worker: no further.
      [] {});
  test::call_all(remote.face());
  remote.take_back();
  return 0;
}
