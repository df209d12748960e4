// SPDX-License-Identifier: Apache-2.0
//
// What a shared library says about itself before anything of it runs. The only user of libelf.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

/// What ObjectFile::damage may be, beside what libelf says.
inline constexpr std::string_view kNoDynamicSection = "no dynamic section";
inline constexpr std::string_view kReaderLost = "reader lost";

struct ObjectFile {
  std::string damage;                 ///< why it could not be read to the end; empty: it could
  std::vector<std::string> needed;    ///< libraries, DT_NEEDED
  std::vector<std::string> paths;     ///< where they are looked for, DT_RPATH and DT_RUNPATH, one folder each
  std::vector<std::string> exported;  ///< symbols others can see
  std::vector<std::string> unique;    ///< those of them that keep the library from unloading, STB_GNU_UNIQUE
  std::vector<std::string> imported;  ///< symbols it wants of others
  std::vector<std::string> versions;  ///< of those, "GLIBC_2.34", each once
  bool executable_stack = false;
  bool text_relocations = false;
};

/// Reads the bytes of a library that was found to be whole (see check_object_file). What lies beyond its end is damage.
ObjectFile read_object(std::string_view bytes);

}  // namespace lectern::host
