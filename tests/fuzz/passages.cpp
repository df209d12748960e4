// SPDX-License-Identifier: Apache-2.0
//
// A file of passages, read with the real vocabulary, then spoken alone in the real skeleton.
#include "catalogue/passage_file.hpp"

#include "memory_files.hpp"
#include "properties.hpp"
#include "sample.hpp"

#include <algorithm>
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

/// Reading only what a kick-off can need leaves out what is for another occasion, and nothing else.
void check_partial(const host::Source& source, const std::vector<host::Passage>& whole, const host::Provider& provider,
                   const host::Vocabulary& vocabulary) {
  const host::MemoryFiles files{{"b/passages/x.info", source.text}};
  host::Sources sources;
  host::Findings findings;
  std::vector<host::Passage> some;
  const std::vector<bool> every(sample_slots().ids().size(), true);
  const auto holds = [](const host::Condition&) { return true; };
  host::read_passage_files(files, "b", sources, provider, sample_slots(), vocabulary,
                           {false, every, {{*vocabulary.schema.find("occasion"), "kickoff"}}, holds}, some, findings);
  require(findings.errors() == 0, "a part of a file without errors has none");
  for (const host::Passage& passage : whole) {
    const auto found =
        std::find_if(some.begin(), some.end(), [&](const host::Passage& read) { return read.id == passage.id; });
    const auto names_an_occasion = [&](const host::Condition& condition) {
      return vocabulary.schema[condition.fact].key == "occasion";
    };
    const bool may_be_left_out = std::any_of(passage.conditions.begin(), passage.conditions.end(), names_an_occasion);
    require(found != some.end() || may_be_left_out, "a passage for any occasion is read");
    require(found == some.end() || found->texts.size() == passage.texts.size(), "a passage that is read is read whole");
  }
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
  if (findings.errors() == 0) test::check_partial(source, passages, provider, vocabulary);
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
