// SPDX-License-Identifier: Apache-2.0
//
// What a recorder lends a plugin: memory whose end can be felt.
#pragma once

#include <lectern/plugin.h>

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>

namespace lectern::host {

/// What is lent to the plugin: in pages that can be taken back.
class Lent {
 public:
  Lent() : base_(mmap(nullptr, kLent, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)) {}
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;
  Lent(Lent&&) = delete;
  Lent& operator=(Lent&&) = delete;
  ~Lent() {
    if (base_ != MAP_FAILED && !taken_back_) munmap(base_, kLent);
  }

  lectern_text copy(lectern_text text) {
    if (text.size == 0) return text;
    char* at = take(text.size);
    if (at == nullptr) return text;
    std::memcpy(at, text.data, text.size);
    return {at, text.size};
  }
  /// Memory that ends where reading ends.
  void* at_the_edge(std::size_t size) {
    if (base_ == MAP_FAILED) return nullptr;
    end_ -= 2 * page();
    char* edge = static_cast<char*>(base_) + end_ + page();
    mprotect(edge, page(), PROT_NONE);
    return edge - size;
  }
  void* structure(std::size_t size) { return take(size); }
  /// From here on, whoever reads it crashes. The pages are never given to anyone else.
  void take_back() { taken_back_ = base_ != MAP_FAILED && mprotect(base_, kLent, PROT_NONE) == 0; }

 private:
  static constexpr std::size_t kLent = std::size_t{64} << 20;  ///< bytes that can be lent in one speech

  static std::size_t page() { return static_cast<std::size_t>(sysconf(_SC_PAGESIZE)); }

  char* take(std::size_t size) {
    const std::size_t from = (used_ + 15) & ~std::size_t{15};
    if (base_ == MAP_FAILED || size > end_ - from) return nullptr;
    used_ = from + size;
    return static_cast<char*>(base_) + from;
  }

  void* base_;
  std::size_t used_ = 0;
  std::size_t end_ = kLent;
  bool taken_back_ = false;
};

}  // namespace lectern::host
