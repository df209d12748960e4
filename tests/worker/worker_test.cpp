// SPDX-License-Identifier: Apache-2.0
//
// The worker as the host's code uses it.
#include "real_plugin.hpp"

#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <iterator>

namespace lectern::test {
namespace {

class WorkerTest : public RealPlugin {
 protected:
  static std::size_t descriptors() {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {}));
  }
};

using Kind = host::Loss::Kind;

TEST_F(WorkerTest, GivesWhatTheCodeGivesInThisProcessHoweverOftenItIsAsked) {
  const std::vector<std::string> expected = told_here();
  host::Worker worker(options(), library());
  host::Findings findings;
  ASSERT_EQ(load(worker, manifest(), findings), host::Loaded::fine);
  for (int speech = 0; speech < 20; ++speech) EXPECT_EQ(told(contribute(worker, inputs(), findings)), expected);
  EXPECT_EQ(findings.errors(), 0U) << testing::PrintToString(told(findings));
  EXPECT_FALSE(worker.loss());
}

// Of one time for all, half is shared out evenly: twenty that hang take no longer than one, and leave the last its part.
TEST(SharedTime, IsOneForAllPlugins) {
  host::SharedTime time({"x", std::chrono::seconds{2}}, 20);
  const auto first = *time.next().until;
  auto last = first;
  for (int i = 1; i < 20; ++i) {
    const host::WorkerOptions options = time.next();
    EXPECT_EQ(*options.until - last, std::chrono::milliseconds{50});
    EXPECT_TRUE(options.is_shared);
    last = *options.until;
  }
  EXPECT_EQ(last - first, std::chrono::milliseconds{950});
}

TEST(SharedTime, IsAllForOneThatIsAlone) {
  const auto before = std::chrono::steady_clock::now();
  const host::WorkerOptions options = host::SharedTime({"x", std::chrono::seconds{2}}, 1).next();
  EXPECT_GE(*options.until - before, std::chrono::seconds{2});
  EXPECT_FALSE(options.is_shared);
}

TEST_F(WorkerTest, IsLostWhenTheCommonTimeIsOver) {
  host::WorkerOptions late = options();
  late.until = std::chrono::steady_clock::now() - std::chrono::seconds{1};
  host::Worker worker(late, library());
  EXPECT_FALSE(worker.load());
  ASSERT_TRUE(worker.loss());
  EXPECT_EQ(worker.loss()->kind, Kind::timed_out);
}

TEST_F(WorkerTest, LeavesNoDescriptorAndNoProcess) {
  const std::size_t before = descriptors();
  for (int round = 0; round < 20; ++round) {
    host::Worker worker(options(), library());
    host::Findings findings;
    if (round % 2 == 0) load(worker, manifest(), findings);
    if (round % 4 == 0) contribute(worker, inputs(), findings);
  }
  host::Worker absent({"/nowhere/lectern-worker"}, library());
  EXPECT_EQ(descriptors(), before);
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

TEST_F(WorkerTest, SaysWhatIsActiveBeforeItLoads) {
  host::Worker worker(options(), {});
  const auto protections = worker.protections();
  ASSERT_TRUE(protections);
  EXPECT_EQ((*protections)[static_cast<std::size_t>(host::Protection::no_new_privileges)], 0);
  EXPECT_EQ((*protections)[static_cast<std::size_t>(host::Protection::limits)], 0);
}

TEST_F(WorkerTest, MeasuresItsPhases) {
  host::Worker worker(options(), library());
  host::Findings findings;
  load(worker, manifest(), findings);
  contribute(worker, inputs(), findings);
  for (const host::Phase phase :
       {host::Phase::start, host::Phase::load, host::Phase::create, host::Phase::contribute, host::Phase::destroy})
    EXPECT_GT(worker.took(phase).count(), 0) << name_of(phase);
  EXPECT_EQ(worker.took(host::Phase::unload).count(), 0);
}

TEST_F(WorkerTest, UnloadsAndThenRunsNothing) {
  host::Worker worker(options(), library());
  host::Findings findings;
  load(worker, manifest(), findings);
  EXPECT_TRUE(worker.unload());
  EXPECT_TRUE(contribute(worker, inputs(), findings).failed);
  ASSERT_TRUE(worker.loss());
  EXPECT_EQ(worker.loss()->kind, Kind::closed);
}

TEST_F(WorkerTest, OnceLostStaysLost) {
  host::Worker worker({"/nowhere/lectern-worker"}, library());
  ASSERT_TRUE(worker.loss());
  EXPECT_EQ(worker.loss()->kind, Kind::absent);
  EXPECT_EQ(worker.loss()->number, ENOENT);
  EXPECT_FALSE(worker.protections());
  EXPECT_FALSE(worker.load());
  EXPECT_FALSE(worker.unload());
  host::Findings findings;
  EXPECT_EQ(load(worker, manifest(), findings), host::Loaded::lost);
  EXPECT_EQ(told(findings),
            std::vector<std::string>{"installation: plugin 'tax-bureau' cannot be run: 'lectern-worker' "
                                     "cannot be started: No such file or directory"});
}

/// Other programs in the worker's place.
TEST_F(WorkerTest, BelievesNoProgramThatIsNone) {
  host::Worker ends({"/bin/true", std::chrono::seconds{30}}, library());
  EXPECT_FALSE(ends.load());
  ASSERT_TRUE(ends.loss());
  EXPECT_EQ(ends.loss()->kind, Kind::exited);
  EXPECT_EQ(ends.loss()->phase, host::Phase::start);
  host::Worker sleeps({"/bin/sleep", std::chrono::milliseconds{50}}, {});
  EXPECT_FALSE(sleeps.load());
  EXPECT_TRUE(sleeps.loss());
}

TEST_F(WorkerTest, GivesUpAtItsDeadline) {
  host::Worker worker({LECTERN_TEST_WORKER, std::chrono::milliseconds{0}}, library());
  EXPECT_FALSE(worker.load());
  ASSERT_TRUE(worker.loss());
  EXPECT_EQ(worker.loss()->kind, Kind::timed_out);
}

}  // namespace
}  // namespace lectern::test
