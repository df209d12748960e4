// SPDX-License-Identifier: Apache-2.0
#include "plugin/library.hpp"
#include "source/diagnostic.hpp"

#include <elf.h>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <vector>

namespace lectern::host {
namespace {

#if defined(__x86_64__)
constexpr unsigned kMachine = EM_X86_64;
#elif defined(__aarch64__)
constexpr unsigned kMachine = EM_AARCH64;
#elif defined(__riscv)
constexpr unsigned kMachine = EM_RISCV;
#else
constexpr unsigned kMachine = EM_NONE;  // not checked
#endif

template <typename T>
bool read_at(std::ifstream& file, std::uint64_t offset, T& out) {
  file.seekg(static_cast<std::streamoff>(offset));
  file.read(reinterpret_cast<char*>(&out), sizeof out);  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
  return file.good();
}

/// The end of a range that the file may lie about.
std::uint64_t end_of(std::uint64_t offset, std::uint64_t size) {
  return size > UINT64_MAX - offset ? UINT64_MAX : offset + size;
}

/// How many bytes the headers say the file has, as far as they are there.
std::uint64_t bytes_needed(std::ifstream& file, const Elf64_Ehdr& header) {
  const std::uint64_t sections = std::uint64_t{header.e_shnum} * header.e_shentsize;
  const std::uint64_t segments = std::uint64_t{header.e_phnum} * header.e_phentsize;
  std::uint64_t needed = std::max(end_of(header.e_shoff, sections), end_of(header.e_phoff, segments));
  for (unsigned i = 0; i < header.e_phnum; ++i) {
    Elf64_Phdr segment{};
    if (!read_at(file, end_of(header.e_phoff, std::uint64_t{i} * header.e_phentsize), segment)) break;
    needed = std::max(needed, end_of(segment.p_offset, segment.p_filesz));
  }
  return needed;
}

}  // namespace

bool check_object_file(const std::filesystem::path& path, const Place& place, Findings& findings) {
  std::error_code fault;
  const std::uint64_t size = std::filesystem::file_size(path, fault);  // a fault for all but regular files
  std::ifstream file;
  if (!fault) file.open(path, std::ios::binary);  // opening a named pipe would wait for a writer
  const std::string name = path.filename().string();
  if (fault || !file) {
    findings.error("library-missing", place, message("the library '{}' is not there, or cannot be read", name),
                   message("build the bundle again, or remove 'library' from its plugin.info"));
    return false;
  }
  Elf64_Ehdr header{};
  const bool read = read_at(file, 0, header);
  const bool elf = read && std::memcmp(header.e_ident, ELFMAG, SELFMAG) == 0;
  const bool this_machine = header.e_ident[EI_CLASS] == ELFCLASS64 && header.e_ident[EI_DATA] == ELFDATA2LSB &&
                            (kMachine == EM_NONE || header.e_machine == kMachine);
  if (elf && !this_machine) {
    findings.error("library-machine", place,
                   message("the library '{}' is for machine {} ({} bit), this host needs machine {} (64 bit)", name,
                           std::to_string(header.e_machine), header.e_ident[EI_CLASS] == ELFCLASS64 ? "64" : "32",
                           std::to_string(kMachine)),
                   message("build the plugin for this machine"));
    return false;
  }
  const bool readable = header.e_phnum == 0 || header.e_phentsize == sizeof(Elf64_Phdr);
  if (!elf || header.e_type != ET_DYN || !readable) {
    findings.error("library-format", place, message("the file '{}' is no shared library", name),
                   message("build the bundle again"));
    return false;
  }
  const std::uint64_t needed = bytes_needed(file, header);
  if (needed > size) {
    findings.error("library-truncated", place,
                   message("the library '{}' is truncated: it has {} bytes, its headers say {}", name,
                           std::to_string(size), std::to_string(needed)),
                   message("copy the file again"));
    return false;
  }
  return true;
}

}  // namespace lectern::host
