// SPDX-License-Identifier: Apache-2.0
//
// The host's end of the protocol: the input is what a worker sends while its plugin contributes. It is also taken for what
// a worker says about a library.
#include "plugin/worker.hpp"
#include "properties.hpp"
#include "sample.hpp"

#include <algorithm>

namespace lectern::test {
namespace {

/// Calls of a plugin that the input spells, as far as it spells any.
host::Answers play(std::string_view input, const host::Faces& faces) {
  host::Inbox inbox;
  while (!input.empty()) {
    const host::Inbox::Space space = inbox.space();
    const std::size_t size = std::min({space.size, input.size(), std::size_t{1} + input.size() % 97});
    std::copy_n(input.begin(), size, space.data);
    inbox.filled(size);
    input.remove_prefix(size);
    while (const auto frame = inbox.next()) {
      require(frame->body.size() <= host::kMostFrame, "a frame has a largest size");
      const auto answer = host::relay(*frame, frame->body.size() % 13 == 5 ? faces.creating : faces.contributing);
      if (!answer) return {LECTERN_OK, LECTERN_FAILED};
      require(answer->size() <= host::kMostFrame, "an answer fits in a frame");
    }
    if (inbox.is_broken()) return {LECTERN_OK, LECTERN_FAILED};
  }
  return {};
}

void check_loading(std::string_view input, const host::Manifest& manifest) {
  std::string id;
  std::string version;
  const auto loading = host::read_loading(host::Unpacker(input), id, version);
  if (!loading) return;
  host::Findings findings;
  const bool fits = host::check_loading(*loading, manifest, findings);
  require(fits == (findings.errors() == 0), "a library fits, or there is an error");
  check_findings(findings);
}

}  // namespace
}  // namespace lectern::test

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lectern;
  const std::string_view input = test::text_of(data, size);
  const host::Draft& sample = test::sample_draft();
  const host::Manifest& manifest = *sample.catalogue.find("tax-bureau");
  test::check_loading(input, manifest);
  host::Schema& schema = test::fresh_schema();
  const host::Vocabulary vocabulary{schema, test::sample_references()};
  const host::Provider provider{"tax-bureau", "1.0.0", "tax-bureau"};
  const std::vector<host::Option> options = {{"tax-bureau", "mode", "strict", {}, {}, {}}};
  host::Findings findings;
  const host::Contribution contribution =
      host::listen([&](const host::Faces& faces) { return test::play(input, faces); },
                   {manifest, provider, test::sample_slots(), vocabulary, sample.facts, options, sample.day}, findings);
  test::check_findings(findings);
  if (contribution.failed)
    test::require(contribution.derived.empty() && contribution.passages.empty(), "a plugin that fails adds nothing");
  for (const host::Derivation& derived : contribution.derived)
    test::require(derived.fact < schema.size(), "a derived fact is one");
  return 0;
}
