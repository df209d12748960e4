// SPDX-License-Identifier: Apache-2.0
//
// A plain text and the same as Markdown, in whatever encoding.
#include "properties.hpp"
#include "readings.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lectern;
  const std::string bytes(test::text_of(data, size));
  for (const host::ManuscriptFormat format : {host::ManuscriptFormat::txt, host::ManuscriptFormat::md}) {
    host::Sources sources;
    host::Findings findings;
    const auto read = host::read_manuscript("x", bytes, format, host::Modules(LECTERN_MODULES), sources, findings);
    test::check_reading(read, findings);
  }
  return 0;
}
