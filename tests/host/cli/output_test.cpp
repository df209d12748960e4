// SPDX-License-Identifier: Apache-2.0
//
// Files that are written whole or not at all, whatever happens meanwhile.
#include "cli/output.hpp"

#include "told.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <seccomp.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

namespace lectern::host {
namespace {

namespace fs = std::filesystem;

class Output : public testing::Test {
 protected:
  Output() {
    std::string name = (fs::temp_directory_path() / "output-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    mask_ = ::umask(022);
  }
  ~Output() override {
    ::umask(mask_);
    fs::remove_all(folder_);
  }

  fs::path at(const std::string& name) const { return folder_ / name; }
  void put(const std::string& name, std::string_view text) const { std::ofstream(at(name)) << text; }

  std::string read(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream(at(name)).rdbuf();
    return std::move(text).str();
  }

  /// What stood in the way; empty where nothing did.
  std::string write(const std::string& name, std::string_view text = "new") const {
    const auto fault = write_output(at(name).string(), text);
    return fault ? english(*fault) : std::string();
  }

  mode_t mode(const std::string& name) const {
    struct stat status {};
    return stat(at(name).c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
  }

  std::set<std::string> names() const {
    std::set<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder_)) out.insert(entry.path().filename().string());
    return out;
  }

  /// Calls `run` in a child; gives its status, as of waitpid().
  template <typename Run>
  static int in_child(const Run& run, int signal = 0, std::chrono::microseconds after = {}) {
    const pid_t child = fork();
    if (child == 0) {
      run();
      _exit(0);
    }
    if (signal != 0) {
      std::this_thread::sleep_for(after);
      kill(child, signal);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return status;
  }

  /// As on a drive that knows no nameless files.
  static void forbid_nameless() {
    const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    constexpr auto kNameless = static_cast<scmp_datum_t>(O_TMPFILE);
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EOPNOTSUPP), SCMP_SYS(openat), 1,
                     SCMP_A2(SCMP_CMP_MASKED_EQ, kNameless, kNameless));
    seccomp_load(filter);
  }

  fs::path folder_;
  mode_t mask_ = 0;
};

TEST_F(Output, OfANewFileHasThePermissionsTheUmaskLeaves) {
  for (const mode_t mask : {mode_t{022}, mode_t{027}, mode_t{077}, mode_t{002}}) {
    ::umask(mask);
    const std::string name = std::to_string(mask);
    EXPECT_EQ(write(name), "");
    EXPECT_EQ(mode(name), 0666U & ~mask);
    in_child([&] {
      forbid_nameless();
      write(name + "n");
    });
    EXPECT_EQ(mode(name + "n"), 0666U & ~mask);
  }
}

TEST_F(Output, OfAnOldFileKeepsItsPermissions) {
  put("old", "old");
  chmod(at("old").c_str(), 0604);
  EXPECT_EQ(write("old"), "");
  EXPECT_EQ(read("old"), "new");
  EXPECT_EQ(mode("old"), 0604U);
}

TEST_F(Output, DoesNotReplaceAFileThatIsProtected) {
  put("old", "old");
  chmod(at("old").c_str(), 0444);
  EXPECT_EQ(write("old"), "it is protected against writing");
  EXPECT_EQ(read("old"), "old");
}

TEST_F(Output, FollowsLinksWhereverTheyLead) {
  fs::create_directory(at("there"));
  put("there/old", "old");
  fs::create_symlink("there/old", at("link"));
  fs::create_symlink("link", at("second"));
  EXPECT_EQ(write("second"), "");
  EXPECT_EQ(read("there/old"), "new");
  EXPECT_TRUE(fs::is_symlink(at("link")));

  fs::create_symlink("there/absent", at("dangling"));
  EXPECT_EQ(write("dangling"), "");
  EXPECT_EQ(read("there/absent"), "new");
  EXPECT_TRUE(fs::is_symlink(at("dangling")));

  fs::create_symlink("nowhere/absent", at("lost"));
  EXPECT_EQ(write("lost"), "there is no such folder");
}

TEST_F(Output, SaysThatLinksLeadInACircle) {
  fs::create_symlink("b", at("a"));
  fs::create_symlink("a", at("b"));
  EXPECT_EQ(write("a"), "it is a link that leads back to itself");
  EXPECT_EQ(write("a/x"), "it is a link that leads back to itself");
}

TEST_F(Output, IsNoFolder) {
  EXPECT_EQ(write(""), "it is a folder");
  EXPECT_EQ(write("new/"), "it is a folder");
  EXPECT_EQ(write("absent/x"), "there is no such folder");
  EXPECT_EQ(names(), std::set<std::string>{});
}

TEST_F(Output, ThatFindsNoRoomLeavesWhatWasThere) {
  put("old", "old");
  for (const bool nameless : {true, false}) {
    const int status = in_child([&] {
      if (!nameless) forbid_nameless();
      const rlimit little{1024, 1024};
      setrlimit(RLIMIT_FSIZE, &little);
      _exit(write("old", std::string(100'000, 'x')) == "it would be larger than files may be here" ? 0 : 1);
    });
    EXPECT_EQ(status, 0);
    EXPECT_EQ(read("old"), "old");
    EXPECT_EQ(names(), std::set<std::string>{"old"});
  }
}

/// The writing of a large file is interrupted by a signal, at many moments; on drives with and without nameless files.
class Interrupted : public Output, public testing::WithParamInterface<std::tuple<int, bool>> {};

TEST_P(Interrupted, LeavesTheOldFileOrTheNewOneAndNothingElse) {
  const auto [signal, nameless] = GetParam();
  const std::string old(1'000'000, 'o');
  const std::string made(8'000'000, 'n');
  for (int moment = 0; moment < 8; ++moment) {
    put("file", old);
    in_child(
        [&, is_nameless = nameless] {
          if (!is_nameless) forbid_nameless();
          write("file", made);
        },
        signal, std::chrono::microseconds(moment * 1500));
    if (signal == SIGKILL) write("other");  // what a kill has left is cleared by whoever writes there next
    std::set<std::string> left = names();
    left.erase("other");
    EXPECT_EQ(left, std::set<std::string>{"file"});
    const std::string now = read("file");
    EXPECT_TRUE(now == old || now == made) << now.size();
  }
}

INSTANTIATE_TEST_SUITE_P(AtAnyMoment, Interrupted,
                         testing::Combine(testing::Values(SIGINT, SIGTERM, SIGKILL), testing::Bool()));

TEST_F(Output, ClearsWhatIsLeftAndNothingThatSomebodyIsAt) {
  const Temporary held = make_temporary(folder_, TemporaryKind::file);
  const Temporary folder = make_temporary(folder_, TemporaryKind::folder);
  put(".lectern-0123456789abcdef", "left");
  fs::create_directories(at(".lectern-fedcba9876543210/content"));
  put(".lectern-notes", "mine");
  put(".lectern-0123456789abcdeF", "mine");
  EXPECT_EQ(write("file"), "");
  EXPECT_EQ(names(),
            (std::set<std::string>{"file", held.name, folder.name, ".lectern-notes", ".lectern-0123456789abcdeF"}));
}

TEST_F(Output, ThatIsStandardOutputUnderAnotherNameIsWrittenThere) {
  put("log", "before\n");
  in_child([&] {
    const int log = ::open(at("log").c_str(), O_WRONLY | O_APPEND);
    dup2(log, STDOUT_FILENO);
    write_output("/dev/stdout", "after\n");
  });
  EXPECT_EQ(read("log"), "before\nafter\n");
}

TEST_F(Output, OfTwoNamesForOneFileIsKnown) {
  put("a", "");
  put("b", "");
  fs::create_hard_link(at("a"), at("hard"));
  fs::create_symlink("a", at("soft"));
  EXPECT_TRUE(is_same_file(at("a"), at("hard")));
  EXPECT_TRUE(is_same_file(at("soft"), at("./a")));
  EXPECT_FALSE(is_same_file(at("a"), at("b")));
  EXPECT_FALSE(is_same_file(at("absent"), at("absent")));
}

}  // namespace
}  // namespace lectern::host
