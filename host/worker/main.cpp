// SPDX-License-Identifier: Apache-2.0
//
// lectern-worker SECONDS LIBRARY: loads one plugin's library and runs its code, as the host says over descriptor 3 (see
// plugin/protocol.hpp). Not for users to start. It ends when its host does, and says nothing to anybody else.
#include "plugin/library.hpp"
#include "plugin/protocol.hpp"
#include "worker/protections.hpp"
#include "worker/remote_host.hpp"

#include <sys/prctl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>

#ifdef LECTERN_SANITIZED
// A crash is told by its signal, as it is without a sanitizer; the search for leaks would want another process. The
// sanitizer's library looks for these names.
extern "C" {
__attribute__((visibility("default"))) const char* __asan_default_options();   // NOLINT(bugprone-reserved-identifier)
__attribute__((visibility("default"))) const char* __ubsan_default_options();  // NOLINT(bugprone-reserved-identifier)
const char* __asan_default_options() {
  return "detect_leaks=0:handle_segv=0:handle_sigbus=0:handle_sigfpe=0:use_sigaltstack=0:allocator_may_return_null=1";
}
const char* __ubsan_default_options() { return "handle_segv=0:handle_sigbus=0:handle_sigfpe=0"; }
}
#endif

namespace lectern::host {
namespace {

[[noreturn]] void give_up() { _exit(kConversationOver); }

/// The socket to the host. Without it there is nothing left to do.
class Connection {
 public:
  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = write(kWorkerDescriptor, bytes.data(), bytes.size());
      if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
      if (sent <= 0 && errno != EINTR) give_up();
    }
  }

  Arrived receive() {
    for (;;) {
      if (const auto frame = inbox_.next()) return *frame;
      if (inbox_.is_broken()) give_up();
      const Inbox::Space space = inbox_.space();
      const ssize_t got = read(kWorkerDescriptor, space.data, space.size);
      if (got > 0) inbox_.filled(static_cast<std::size_t>(got));
      if (got == 0 || (got < 0 && errno != EINTR)) give_up();
    }
  }

 private:
  Inbox inbox_;
};

class Worker {
 public:
  Worker(std::string library, unsigned long seconds) : path_(std::move(library)), seconds_(seconds) {}

  [[noreturn]] void serve() {
    hello();
    for (;;) {
      switch (connection_.receive().kind) {
        case Frame::load:
          load();
          break;
        case Frame::run:
          run();
          break;
        case Frame::unload:
          library_.reset();
          connection_.send(Packer(Frame::unloaded).bytes());
          break;
        case Frame::hello:
        case Frame::loaded:
        case Frame::created:
        case Frame::returned:
        case Frame::ended:
        case Frame::unloaded:
        case Frame::fact:
        case Frame::cell:
        case Frame::option:
        case Frame::derive:
        case Frame::row:
        case Frame::offer:
        case Frame::report:
        case Frame::log:
        case Frame::answer:
          give_up();
      }
    }
  }

 private:
  void hello() {
    Packer frame(Frame::hello);
    frame.number(kProtocolVersion);
    for (const std::int32_t fault : protect(path_, seconds_)) frame.number(fault);
    connection_.send(frame.bytes());
  }

  void load() {
    if (library_) give_up();
    library_.emplace(path_);
    const Loading& loading = library_->loading();
    Packer frame(Frame::loaded);
    frame.number(static_cast<std::uint32_t>(loading.outcome));
    frame.text(std::string_view(loading.words).substr(0, kLongestArgument));
    frame.number<std::uint8_t>(loading.other_major ? 1 : 0);
    frame.number(loading.other_major.value_or(0));
    tell_entry(loading.entry, frame);
    connection_.send(frame.bytes());
  }

  static void tell_entry(const lectern_plugin& entry, Packer& frame) {
    for (const std::uint32_t number :
         {entry.magic, entry.size, std::uint32_t{entry.abi_major}, std::uint32_t{entry.abi_minor}, entry.pointer_bytes})
      frame.number(number);
    for (const char* words : {entry.id, entry.version})
      frame.text(words == nullptr ? lectern_text{nullptr, 0} : lectern_text{words, strnlen(words, kLongestArgument)});
    for (const bool there : {entry.create != nullptr, entry.destroy != nullptr, entry.contribute != nullptr})
      frame.number<std::uint8_t>(there ? 1 : 0);
  }

  void tell(Frame kind, std::int32_t status) {
    Packer frame(kind);
    frame.number(status);
    connection_.send(frame.bytes());
  }

  void run() {
    if (!library_ || library_->loading().outcome != Loading::Outcome::loaded) give_up();
    const lectern_plugin& plugin = library_->entry();
    if (misfit_of(plugin) != Misfit::none) give_up();
    const lectern_host host = remote_.face();
    void* instance = nullptr;
    const std::int32_t created = plugin.create(&host, &instance);
    tell(Frame::created, created);
    if (created != LECTERN_OK) return;
    tell(Frame::returned, plugin.contribute(instance, &host));
    remote_.take_back();
    plugin.destroy(instance);
    connection_.send(Packer(Frame::ended).bytes());
  }

  std::optional<std::string_view> ask(std::string_view call) {
    connection_.send(call);
    const Arrived frame = connection_.receive();
    if (frame.kind != Frame::answer) return std::nullopt;
    return frame.body;
  }

  std::string path_;
  unsigned long seconds_;
  Connection connection_;
  std::optional<Library> library_;
  RemoteHost remote_{[this](std::string_view call) { return ask(call); }, []() { give_up(); }};
};

}  // namespace
}  // namespace lectern::host

int main(int count, char** arguments) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (count != 3) return lectern::host::kConversationOver;
  // Lives until the process is killed; a plugin that calls exit() must not unload itself on the way.
  auto& worker = *new lectern::host::Worker(arguments[2], std::strtoul(arguments[1], nullptr, 10));
  worker.serve();
}
