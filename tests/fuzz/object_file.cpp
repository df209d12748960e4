// SPDX-License-Identifier: Apache-2.0
//
// check_object_file() on a file in memory: what it lets pass has its segments within the file. And what `plugin check` reads
// of any file, whole or not.
#include "inspect/object.hpp"
#include "plugin/library.hpp"
#include "properties.hpp"

#include <elf.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstring>

namespace lectern::test {
namespace {

void check_segments(std::string_view file) {
  Elf64_Ehdr header{};
  require(file.size() >= sizeof header, "a library has a header");
  std::memcpy(&header, file.data(), sizeof header);
  for (unsigned i = 0; i < header.e_phnum; ++i) {
    // Both can be as large as 2^64: without care their sum is small.
    const auto at = static_cast<__uint128_t>(header.e_phoff) + std::uint64_t{i} * header.e_phentsize;
    require(at + sizeof(Elf64_Phdr) <= file.size(), "a library's segment headers are in the file");
    Elf64_Phdr segment{};
    std::memcpy(&segment, file.data() + static_cast<std::size_t>(at), sizeof segment);
    require(static_cast<__uint128_t>(segment.p_offset) + segment.p_filesz <= file.size(),
            "a library's segments are in the file");
  }
}

}  // namespace
}  // namespace lectern::test

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lectern;
  static const int descriptor = memfd_create("library.so", 0);
  test::require(descriptor >= 0 && ftruncate(descriptor, 0) == 0, "there are files in memory");
  test::require(pwrite(descriptor, data, size, 0) == static_cast<ssize_t>(size), "a file in memory can be written");
  const host::Source source{"plugin.info", "library \"library.so\"\n"};
  host::Findings findings;
  const bool fine =
      host::check_object_file("/proc/self/fd/" + std::to_string(descriptor), host::Place{&source, 1, 0, 7}, findings);
  test::check_findings(findings);
  test::require(fine == findings.all().empty() && findings.all().size() <= 1,
                "a library that is refused gives one error, one that passes none");
  if (fine) test::check_segments(test::text_of(data, size));
  host::read_object(test::text_of(data, size));
  return 0;
}
