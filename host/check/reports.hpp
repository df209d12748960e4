// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "manuscript/manuscript.hpp"

#include <string_view>

namespace lectern::host {

/// The findings of one manuscript.
class Reports {
 public:
  Reports(const Manuscript& manuscript, Findings& findings) : manuscript_(manuscript), findings_(findings) {}

  void add(Severity severity, std::string_view code, const Paragraph& paragraph, Stretch where, Message what,
           Message hint = {}) {
    if (is_full(code)) return count(severity, code);
    findings_.add({severity, std::string(code), manuscript_.place(paragraph, where.begin, where.end), std::move(what),
                   std::move(hint)});
  }

  /// Whether a further one would only be counted.
  bool is_full(std::string_view code) const { return findings_.is_full(code, manuscript_.source); }
  void count(Severity severity, std::string_view code) { findings_.count(severity, code, manuscript_.source); }

 private:
  const Manuscript& manuscript_;
  Findings& findings_;
};

}  // namespace lectern::host
