// SPDX-License-Identifier: Apache-2.0
//
// What libelf is asked of a library: here of the tests' own program, which is an ELF file like any.
#include "inspect/object.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace lectern::host {
namespace {

std::string own_program() {
  std::ostringstream out;
  out << std::ifstream("/proc/self/exe", std::ios::binary).rdbuf();
  return std::move(out).str();
}

bool any_begins(const std::vector<std::string>& names, std::string_view with) {
  return std::any_of(names.begin(), names.end(), [with](const std::string& name) { return name.starts_with(with); });
}

TEST(Object, TellsWhatAProgramNeeds) {
  const ObjectFile object = read_object(own_program());
  EXPECT_EQ(object.damage, "");
  EXPECT_TRUE(any_begins(object.needed, "libc.so"));
  EXPECT_TRUE(any_begins(object.imported, "memcpy") || any_begins(object.imported, "memmove"));
  EXPECT_TRUE(any_begins(object.versions, "GLIBC_2."));
  EXPECT_TRUE(std::is_sorted(object.versions.begin(), object.versions.end()));
  EXPECT_FALSE(object.executable_stack);
  EXPECT_FALSE(object.text_relocations);
}

TEST(Object, IsDamagedWhereTheFileEnds) {
  const std::string whole = own_program();
  EXPECT_NE(read_object(whole.substr(0, whole.size() / 2)).damage, "");
  EXPECT_NE(read_object(whole.substr(0, 100)).damage, "");
  EXPECT_NE(read_object("").damage, "");
  EXPECT_NE(read_object("this is no library").damage, "");
}

}  // namespace
}  // namespace lectern::host
