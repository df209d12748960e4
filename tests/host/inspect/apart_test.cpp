// SPDX-License-Identifier: Apache-2.0
//
// What a child may do, and what the checker hears of what it may not.
#include "inspect/apart.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>

namespace lectern::host {
namespace {

using How = Ended::How;

/// No child is left behind: neither running nor to be reaped.
void expect_no_children() {
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

TEST(Apart, GivesTheAnswer) {
  const Ended ended = run_apart([](Progress&) { return std::string(200'000, 'x') + '\0'; });
  EXPECT_EQ(ended.how, How::answered);
  EXPECT_EQ(ended.answer, std::string(200'000, 'x') + '\0');
  expect_no_children();
}

TEST(Apart, TellsHowTheChildCrashedAndWhere) {
  const Ended ended = run_apart([](Progress& progress) -> std::string {
    progress.at(7);
    std::signal(SIGTERM, SIG_DFL);
    std::raise(SIGTERM);
    return {};
  });
  EXPECT_EQ(ended.how, How::crashed);
  EXPECT_EQ(ended.number, SIGTERM);
  EXPECT_EQ(ended.step, 7U);
  expect_no_children();
}

TEST(Apart, TellsThatTheChildEndedItself) {
  const Ended ended = run_apart([](Progress&) -> std::string { _exit(5); });
  EXPECT_EQ(ended.how, How::exited);
  EXPECT_EQ(ended.number, 5);
  EXPECT_EQ(run_apart([](Progress&) -> std::string { _exit(0); }).how, How::exited);
}

TEST(Apart, EndsWhatMakesNoProgress) {
  Confinement confinement;
  confinement.deadline = std::chrono::milliseconds(150);
  const Ended hanging = run_apart(
      [](Progress&) -> std::string {
        for (;;) pause();
      },
      confinement);
  EXPECT_EQ(hanging.how, How::timed_out);
  // Steps are what counts, where all of them are in time.
  const Ended slow = run_apart(
      [](Progress& progress) {
        for (std::uint32_t i = 1; i <= 10; ++i) {
          progress.at(i);
          usleep(50'000);
        }
        return std::string("done");
      },
      confinement);
  EXPECT_EQ(slow.answer, "done");
  expect_no_children();
}

TEST(Apart, EndsWhatMakesProgressForEver) {
  Confinement confinement;
  confinement.total = std::chrono::milliseconds(300);
  const Ended ended = run_apart(
      [](Progress& progress) -> std::string {
        for (std::uint32_t step = 1;; ++step) {
          progress.at(step);
          usleep(10'000);
        }
      },
      confinement);
  EXPECT_EQ(ended.how, How::spent);
  expect_no_children();
}

TEST(Apart, TakesNoAnswerWithoutBounds) {
  const Ended ended = run_apart([](Progress&) { return std::string(std::size_t{100} << 20U, 'x'); });
  EXPECT_EQ(ended.how, How::too_long);
  EXPECT_TRUE(ended.answer.empty());
  expect_no_children();
}

TEST(Apart, EndsAChildThatClosesItsPipeAndStays) {
  Confinement confinement;
  confinement.deadline = std::chrono::milliseconds(150);
  const Ended ended = run_apart(
      [](Progress&) -> std::string {
        for (int file = 3; file < 64; ++file) close(file);
        for (;;) pause();
      },
      confinement);
  EXPECT_EQ(ended.how, How::timed_out);
  expect_no_children();
}

TEST(Apart, DoesNotTakeForAnAnswerWhatOthersWrite) {
  const Ended ended = run_apart([](Progress&) -> std::string {
    for (int file = 3; file < 64; ++file) {
      if (write(file, "rubbish\nwhole", 13) < 0) continue;
    }
    _exit(0);
  });
  EXPECT_EQ(ended.how, How::rubbish);
}

TEST(Apart, KeepsWhatIsPrintedAndMakesItLegible) {
  const Ended ended = run_apart([](Progress&) {
    std::printf("to standard output\n\x1b[31m");
    std::fprintf(stderr, "to standard error\n");
    return std::string();
  });
  EXPECT_TRUE(ended.answered());
  EXPECT_NE(ended.printed.find("to standard output"), std::string::npos);
  EXPECT_NE(ended.printed.find("to standard error"), std::string::npos);
  EXPECT_EQ(ended.printed.find('\x1b'), std::string::npos);
}

TEST(Apart, DeniesAndTells) {
  const Ended ended = run_apart([](Progress& progress) {
    progress.at(3);
    const int file = open("/tmp/lectern-apart-test", O_WRONLY | O_CREAT, 0600);
    const int line = socket(AF_INET, SOCK_STREAM, 0);
    return std::string(file < 0 && line < 0 ? "denied" : "allowed");
  });
  if (!ended.watched) GTEST_SKIP() << "this kernel has no seccomp";
  EXPECT_EQ(ended.answer, "denied");
  const std::vector<Denied> expected = {{"openat", "/tmp/lectern-apart-test", 3}, {"socket", "", 3}};
  EXPECT_EQ(ended.denied, expected);
}

}  // namespace
}  // namespace lectern::host
