// SPDX-License-Identifier: Apache-2.0
//
// The record in the folder of an installed bundle: whoever may write there may have written anything.
#include "catalogue/record.hpp"

#include "memory_files.hpp"
#include "properties.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lectern;
  const std::string record(test::text_of(data, size));
  host::MemoryFiles files{{"b/plugin.info", "id b"}, {"b/passages/a.info", ""}, {"b/files.xxh128", record}};
  host::Manifest manifest;
  manifest.id = "b";
  manifest.folder = "b";
  manifest.recorded = true;
  host::Findings findings;
  host::check_record(files, manifest, findings);
  test::check_findings(findings);
  const std::string right = host::write_record({{"plugin.info", "id b"}, {"passages/a.info", ""}});
  test::require(record != right || findings.all().empty(), "what is as it was is not told");
  test::require(record.find("plugin.info") != std::string::npos || !findings.all().empty(),
                "a file that is not in the record is told");
  return 0;
}
