// SPDX-License-Identifier: Apache-2.0
//
// A text compiled and filled: with all the sample's facts, with none, with every other one. The first byte chooses what
// the text may name: + 1 the columns of `honours`, + 2 {items}.
#include "fact/template.hpp"

#include "properties.hpp"
#include "sample.hpp"

#include <algorithm>

namespace lectern::test {
namespace {

std::size_t count(const host::Template& text, host::Segment::Kind kind) {
  return static_cast<std::size_t>(std::count_if(text.segments.begin(), text.segments.end(),
                                                [kind](const host::Segment& segment) { return segment.kind == kind; }));
}

void check_fill(const host::Template& text, const host::FillContext& context, std::optional<std::size_t> row) {
  const bool complete = host::is_complete(text, context, row);
  std::vector<host::FactId> missing;
  host::missing_facts(text, context, row, missing);
  require(complete == missing.empty(), "a text is complete when it misses no fact");
  host::Filled filled;
  host::fill(text, context, row, filled);
  check_filled(filled.text, filled.spans);
  for (const host::Span& span : filled.spans) {
    require(span.fact < context.schema.size(), "a span names a fact");
    require(!span.missing || std::find(missing.begin(), missing.end(), span.fact) != missing.end(),
            "a placeholder is of a missing fact");
  }
  const auto placeholders =
      std::any_of(filled.spans.begin(), filled.spans.end(), [](const host::Span& span) { return span.missing; });
  require(placeholders != complete, "an incomplete text has placeholders, a complete one none");
  require(filled.spans.size() <= count(text, host::Segment::Kind::fact) + count(text, host::Segment::Kind::cell),
          "no more spans than facts are named");
  const bool literal = text.segments.size() == count(text, host::Segment::Kind::literal) &&
                       std::none_of(text.segments.begin(), text.segments.end(),
                                    [](const host::Segment& segment) { return segment.group != 0; });
  std::string joined;
  for (const host::Segment& segment : text.segments) joined += segment.text;
  if (literal) require(filled.text == joined, "a text without facts is filled as it stands");
  host::Filled again;
  host::fill(text, context, row, again);
  require(again.text == filled.text, "a text is filled alike twice");
}

host::Facts every_other(const host::Schema& schema, const host::Facts& facts) {
  host::Facts out;
  for (host::FactId id = 0; id < schema.size(); id += 2) out.set(id, facts[id]);
  return out;
}

}  // namespace
}  // namespace lectern::test

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lectern;
  if (size == 0) return 0;
  const std::string_view input = test::text_of(data, size).substr(1);
  if (host::check_text(input).fault != host::TextFault::none) return 0;  // read_info() and the border see to that
  const host::Source source{"input.info", std::string(input)};
  host::Schema& schema = test::fresh_schema();
  const host::Vocabulary vocabulary{schema, test::sample_references()};
  const bool walks = (data[0] & 1U) != 0;
  host::Findings findings;
  const host::Template text =
      host::compile(source.text, host::Place{&source, 1, 0, 0}, vocabulary,
                    walks ? schema.find("honours") : std::nullopt, (data[0] & 2U) != 0, findings);
  if (input.find('\n') == std::string_view::npos) test::check_findings(findings);
  if (findings.errors() != 0) return 0;
  test::require(findings.all().empty(), "a template without errors has no other findings");
  const host::Facts& facts = test::facts_of(schema);
  const host::SpeechDay day = test::sample_draft().day;
  const std::optional<std::size_t> row = walks ? std::optional<std::size_t>(1) : std::nullopt;
  test::check_fill(text, {schema, facts, day, 3, 12}, row);
  test::check_fill(text, {schema, facts, {}, 0, 2}, row);
  test::check_fill(text, {schema, host::Facts(), day, 2, 0}, row);
  test::check_fill(text, {schema, test::every_other(schema, facts), day, 1, 1}, row);
  return 0;
}
