// SPDX-License-Identifier: Apache-2.0
//
// The worker's end of the protocol: what the plugin sees as its host. It looks at nothing a call says beyond what it
// takes to send it; the host judges.
#pragma once

#include "plugin/protocol.hpp"

#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace lectern::host {

/// A host in another process.
class RemoteHost {
 public:
  /// Sends a call and gives the body of the answer, valid until the next call. Nothing when there is none to be had.
  using Ask = std::function<std::optional<std::string_view>(std::string_view call)>;
  /// What is done when the host's answer cannot be used: nothing can be told to the plugin then.
  using Fail = void (*)();

  RemoteHost(Ask ask, Fail fail) : ask_(std::move(ask)), fail_(fail) {}

  /// The structure that the plugin is given. Valid as long as this.
  lectern_host face();

  /// Ends the loan of all that was given out.
  void take_back() { lent_.clear(); }

 private:
  friend struct Stubs;

  Unpacker ask(Packer& call);
  std::int32_t fill(Packer& call, lectern_fact* out);
  std::int32_t status_of(Packer& call);
  void expect_whole(const Unpacker& answer) const;
  /// A copy that stays until take_back(). The same words are lent once.
  lectern_text lend(std::string_view words);

  Ask ask_;
  Fail fail_;
  std::set<std::string, std::less<>> lent_;
};

}  // namespace lectern::host
