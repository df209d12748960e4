// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "manuscript/manuscript.hpp"

#include <map>
#include <string_view>

namespace lectern::host {

/// The findings of one manuscript. Of each kind only so many are listed: a file may be made of nothing else, and a longer
/// list helps nobody.
class Reports {
 public:
  Reports(const Manuscript& manuscript, Findings& findings) : manuscript_(manuscript), findings_(findings) {}

  void add(Severity severity, std::string_view code, const Paragraph& paragraph, Stretch where, Message what,
           Message hint = {}) {
    add(severity, code, manuscript_.place(paragraph, where.begin, where.end), std::move(what), std::move(hint));
  }
  void add(Severity severity, std::string_view code, const Place& place, Message what, Message hint) {
    if (++counts_[code] > kMost) return;
    findings_.add({severity, std::string(code), place, std::move(what), std::move(hint)});
  }

  /// Whether a further one would only be counted.
  bool is_full(std::string_view code) const {
    const auto found = counts_.find(code);
    return found != counts_.end() && found->second >= kMost;
  }
  void count(std::string_view code) { ++counts_[code]; }

  /// Says how many are not listed.
  void finish() {
    for (const auto& [code, count] : counts_) {
      if (count > kMost)
        findings_.note("findings-more", Place{manuscript_.source, 0, 0, 0},
                       message("{} more findings of the kind '{}' are not listed", std::to_string(count - kMost), code),
                       message("mend those that are listed, and check again"));
    }
  }

 private:
  static constexpr std::size_t kMost = 100;

  const Manuscript& manuscript_;
  Findings& findings_;
  std::map<std::string_view, std::size_t> counts_;
};

}  // namespace lectern::host
