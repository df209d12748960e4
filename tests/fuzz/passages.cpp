// SPDX-License-Identifier: Apache-2.0
//
// A file of passages, read with the real vocabulary, then spoken alone in the real skeleton.
#include "catalogue/passage.hpp"

#include "properties.hpp"
#include "sample.hpp"

#include <functional>

namespace lectern::test {
namespace {

void check_passage(const host::Passage& passage) {
  require(!passage.id.empty() && passage.provider != nullptr, "a passage has an id and a provider");
  require(passage.slot < sample_slots().ids().size(), "a passage has a slot");
  require(passage.priority >= 0 && passage.priority <= host::kHighestPriority, "a priority is from 0 to 100");
  require(!passage.texts.empty(), "a passage has a text");
  require(passage.walked.has_value() == !passage.items.empty(), "each and item belong together");
  for (const auto* texts : {&passage.headings, &passage.texts, &passage.shorts, &passage.items}) {
    for (const host::Template& text : *texts) require(!text.empty(), "a text holds something");
  }
  check_place(passage.place, Length::whole);
}

}  // namespace
}  // namespace lectern::test

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lectern;
  const host::Draft& sample = test::sample_draft();
  const host::Source source{"input.info", std::string(test::text_of(data, size))};
  host::Findings findings;
  const std::optional<host::Node> file = host::read_info(source, findings);
  if (!file) return 0;
  host::Schema& schema = test::fresh_schema();
  const host::Vocabulary vocabulary{schema, test::sample_references()};
  const host::Provider provider{"fuzz", "1.0.0", "tax-bureau"};
  std::vector<host::Passage> passages;
  host::read_passages(*file, provider, test::sample_slots(), vocabulary, passages, findings);
  test::check_findings(findings);
  test::require(findings.errors() > 0 || passages.size() == file->children.size(),
                "a passage is read, or there is an error");
  for (const host::Passage& passage : passages) test::check_passage(passage);
  host::sort_passages(passages);
  const host::Facts& facts = test::facts_of(schema);
  const host::Facts none;
  for (const host::Facts& given : {std::cref(facts), std::cref(none)}) {
    const host::FillContext context{schema, given, sample.day, 0, 0};
    const host::Plan plan = host::make_plan({sample.skeleton, passages, context, sample.unit(), size, size % 3});
    test::check_speech(plan, host::make_speech(plan, context));
  }
  return 0;
}
