// SPDX-License-Identifier: Apache-2.0
//
// Six hundred damaged copies of a real library. Many kill the process that loads them, so it must not be the host.
#include "real_plugin.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <random>

namespace lectern::test {
namespace {

constexpr unsigned kCopies = 600;

class Damage {
 public:
  Damage(std::string library, unsigned seed) : bytes_(std::move(library)), random_(seed) {}

  std::string of_kind(unsigned kind) {
    constexpr std::size_t kHeaders = 4096;
    switch (kind) {
      case 0:
        bytes_.resize(below(bytes_.size()));
        break;
      case 1:
        flip(1 + below(8), kHeaders);
        break;
      case 2:
        flip(1 + below(64), bytes_.size());
        break;
      case 3:
        flip(4096, bytes_.size());
        break;
      case 4:
        bytes_.insert(below(bytes_.size()), 1 + below(kHeaders), static_cast<char>(below(256)));
        break;
      default:
        bytes_.erase(below(bytes_.size()), 1 + below(kHeaders));
        break;
    }
    return bytes_;
  }

 private:
  /// The distributions of the standard library differ from one to the next.
  std::size_t below(std::size_t end) { return random_() % end; }

  void flip(std::size_t count, std::size_t end) {
    for (std::size_t i = 0; i < count; ++i) {
      char& byte = bytes_[below(end)];
      byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << below(8)));
    }
  }

  std::string bytes_;
  std::mt19937 random_;
};

class Damaged : public RealPlugin {
 protected:
  Damaged() {
    std::ifstream file(library(), std::ios::binary);
    library_.assign(std::istreambuf_iterator<char>(file), {});
    move_to(scratch());
  }

  /// The code of the first error, or "fine".
  std::string run(const std::string& bytes) {
    std::ofstream(library(), std::ios::binary) << bytes;
    host::Findings findings;
    bool failed = true;
    if (check_object_file(library(), manifest().place, findings)) {
      host::Worker worker({LECTERN_TEST_WORKER, std::chrono::milliseconds{500}}, library());
      if (load(worker, manifest(), findings) == host::Loaded::fine)
        failed = contribute(worker, inputs(), findings).failed;
    }
    const auto& all = findings.all();
    const auto error = std::find_if(
        all.begin(), all.end(), [](const host::Diagnostic& found) { return found.severity == host::Severity::error; });
    EXPECT_EQ(failed && error == all.end(), false) << "a failure without a word";
    if (error == all.end()) return "fine";
    const std::string words = told(findings).front();
    EXPECT_EQ(host::check_text(words).fault, host::TextFault::none);
    return error->code;
  }

  std::string library_;
};

TEST_F(Damaged, LibrariesAreEachExplained) {
  ASSERT_EQ(run(library_), "fine");
  std::map<std::string, unsigned> came_of;
  for (unsigned copy = 0; copy < kCopies; ++copy) ++came_of[run(Damage(library_, copy).of_kind(copy % 6))];
  // Otherwise the damage is none.
  EXPECT_GT(came_of["plugin-crashed"], 20U) << testing::PrintToString(came_of);
  EXPECT_GT(came_of["library-truncated"], 20U) << testing::PrintToString(came_of);
  EXPECT_LT(came_of["fine"], kCopies / 2) << testing::PrintToString(came_of);
  for (const auto& [code, count] : came_of) RecordProperty(code, static_cast<int>(count));
}

}  // namespace
}  // namespace lectern::test
