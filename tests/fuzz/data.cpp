// SPDX-License-Identifier: Apache-2.0
//
// The host's own data: references, slots and a skeleton, in sections of these names. Then a speech of the real passages
// in that skeleton.
#include "fact/reference.hpp"

#include "catalogue/skeleton.hpp"
#include "properties.hpp"
#include "sample.hpp"
#include "sections.hpp"

#include <algorithm>
#include <set>

namespace lectern::test {
namespace {

void check_references(const host::Node& file) {
  host::Findings findings;
  const host::References references = host::References::read(file, findings);
  check_findings(findings);
  for (const std::string_view name : references.names()) {
    require(references.knows(name), "a name is known");
    for (const std::string_view day : {"1949-10-01", "2011-03-01", "2026-03-06", "2199-12-31"}) {
      const auto date = host::parse_date(day);
      const host::Reference* found = date ? references.in_force(name, *date) : nullptr;
      if (found == nullptr) continue;
      require(found->id == name || found->kind == name, "a reference has the id or kind that was asked for");
      require(found->from <= *date && (!found->to || *date < *found->to), "a reference is in force on its day");
    }
  }
  if (findings.errors() != 0) return;
  require(2 * file.children.size() == references.names().size(), "a reference is read, or there is an error");
  std::set<std::string_view> ids;
  for (std::size_t i = 0; i < references.names().size(); i += 2)
    require(!references.names()[i].empty() && ids.insert(references.names()[i]).second,
            "a reference has an id of its own");
}

/// Read on demand, the references are those of the whole file.
void check_opened(const host::Source& source, const host::Node& file) {
  host::Findings findings;
  const host::References whole = host::References::read(file, findings);
  const host::References opened = host::References::open(source, findings);
  if (findings.errors() != 0) return;
  for (const std::string_view name : whole.names()) {
    require(opened.knows(name), "a name is known before its entry is read");
    for (const std::string_view day : {"1949-10-01", "2011-03-01", "2026-03-06", "2199-12-31"}) {
      const host::Reference* read = whole.in_force(name, *host::parse_date(day));
      const host::Reference* found = opened.in_force(name, *host::parse_date(day));
      require((read == nullptr) == (found == nullptr), "the same is in force");
      require(read == nullptr || read->id == found->id, "the same reference is in force");
    }
  }
}

void check_slots(const host::Node& file) {
  host::Findings findings;
  const host::Slots slots = host::Slots::read(file, findings);
  check_findings(findings);
  if (findings.errors() != 0) return;
  require(slots.ids().size() == file.children.size(), "a slot is read, or there is an error");
  for (host::SlotId id = 0; id < slots.ids().size(); ++id)
    require(!slots[id].id.empty() && slots.find(slots[id].id) == id, "a slot is found by its id");
}

void check_section(const host::Section& section, const std::size_t slots, std::size_t depth) {
  require(depth <= 3, "sections are no deeper than three levels");
  require(section.heading.slot < slots, "a heading's slot is known");
  for (const host::SectionPart& part : section.parts) {
    if (const auto* use = std::get_if<host::SlotUse>(&part.value)) {
      require(use->slot < slots, "a slot is known");
      require(use->least <= use->most && use->most > 0, "a slot takes at least as many as it needs");
    } else {
      check_section(std::get<host::Section>(part.value), slots, depth + 1);
    }
  }
}

void check_skeleton(const host::Node& file) {
  const host::Draft& sample = sample_draft();
  host::Findings findings;
  const std::optional<host::Skeleton> skeleton = host::read_skeleton(file, sample_slots(), findings);
  check_findings(findings);
  require(skeleton.has_value() == (findings.errors() == 0), "a skeleton is read, or there is an error");
  if (!skeleton) return;
  check_section(skeleton->body, sample_slots().ids().size(), 0);
  const host::FillContext context = sample.context();
  for (const std::size_t minutes : {0U, 1U, 12U}) {
    const host::Plan plan = host::make_plan({*skeleton, sample.passages, context, sample.unit(), 0, minutes});
    check_speech(plan, host::make_speech(plan, context));
  }
}

}  // namespace
}  // namespace lectern::test

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lectern;
  for (const test::NamedText& section : test::split_sections(test::text_of(data, size))) {
    const host::Source source{std::string(section.name), std::string(section.text)};
    host::Findings findings;
    const std::optional<host::Node> file = host::read_info(source, findings);
    if (!file) continue;
    if (section.name == "references") {
      test::check_references(*file);
      test::check_opened(source, *file);
    }
    if (section.name == "slots") test::check_slots(*file);
    if (section.name == "skeleton") test::check_skeleton(*file);
  }
  return 0;
}
