// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "manuscript/manuscript.hpp"

#include <map>
#include <string_view>

namespace lectern::host {

/// The findings of one manuscript.
class Reports {
 public:
  Reports(const Manuscript& manuscript, Findings& findings, std::size_t most = Findings::kMostOfAKind)
      : manuscript_(manuscript), findings_(findings), most_(most) {}

  void add(Severity severity, std::string_view code, const Paragraph& paragraph, Stretch where, Message what,
           Message hint = {}) {
    add(severity, code, manuscript_.place(paragraph, where.begin, where.end), std::move(what), std::move(hint));
  }
  void add(Severity severity, std::string_view code, const Place& place, Message what, Message hint) {
    if (is_full(code)) return count(severity, code);
    ++kept_[code];
    findings_.add({severity, std::string(code), place, std::move(what), std::move(hint)});
  }

  /// Whether a further one would only be counted.
  bool is_full(std::string_view code) const {
    const auto found = kept_.find(code);
    return (found != kept_.end() && found->second >= most_) || findings_.is_full(code, manuscript_.source);
  }
  void count(Severity severity, std::string_view code) { findings_.count(severity, code, manuscript_.source); }

 private:
  const Manuscript& manuscript_;
  Findings& findings_;
  std::size_t most_;
  std::map<std::string_view, std::size_t> kept_;
};

}  // namespace lectern::host
