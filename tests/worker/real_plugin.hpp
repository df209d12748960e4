// SPDX-License-Identifier: Apache-2.0
//
// The tax bureau's plugin and what it is given for the speech of a sample unit.
#pragma once

#include "draft.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace lectern::test {

class RealPlugin : public testing::Test {
 protected:
  RealPlugin();
  ~RealPlugin() override;
  RealPlugin(const RealPlugin&) = delete;
  RealPlugin& operator=(const RealPlugin&) = delete;
  RealPlugin(RealPlugin&&) = delete;
  RealPlugin& operator=(RealPlugin&&) = delete;

  /// The plugin's own bundle; or one in another folder.
  const host::Manifest& manifest() const { return manifest_; }
  void move_to(const std::filesystem::path& folder) { manifest_.folder = folder; }

  host::BorderInputs inputs() const;
  std::filesystem::path library() const { return host::library_path(manifest_); }
  static host::WorkerOptions options() { return {LECTERN_TEST_WORKER, std::chrono::seconds{30}}; }

  /// A folder of this test's own.
  const std::filesystem::path& scratch() const { return scratch_; }

  /// What was derived and offered, and found: a line each.
  static std::vector<std::string> told(const host::Contribution& contribution);
  static std::vector<std::string> told(const host::Findings& findings);

  /// What the code gives in this process.
  std::vector<std::string> told_here() const;

 private:
  std::unique_ptr<host::Draft> draft_;
  host::Manifest manifest_;
  host::Provider provider_;
  host::Vocabulary vocabulary_;
  std::filesystem::path scratch_;
};

}  // namespace lectern::test
