// SPDX-License-Identifier: Apache-2.0
//
// What the host and a worker say to each other, version 1.
//
// The worker (host/worker) is a process that runs the code of one plugin. Its descriptor 3 is a stream socket to the
// host. Both ends are of one build and on one machine, so numbers have the machine's byte order and size; nothing is
// padded.
//
//     frame  := u32 bytes in the body, u32 kind, body           a body has at most kMostFrame bytes
//     text   := u64 size, u8 form, bytes where the form is `sent`
//     texts  := u64 count, u8 form, `count` times text where the form is `sent`
//
// A text or list as a plugin gives it may be a null pointer with a size, or over the host's limits: then the form says
// so, and nothing else is sent. So the host judges the call by the same code as one that is made in its own process.
//
//     from      kind        body                                    when
//     worker    hello       u32 version, i32 for each Protection    first; 0: active, else the errno
//     host      load        -
//     worker    loaded      u32 outcome, text words, u8 whether
//                           there is another major, u32 it, entry   answers load
//     host      run         -
//     worker    fact …      the arguments of a call, as below       in create and contribute; the host sends an answer to
//                                                                   each
//     worker    created     i32 what create answered                answers run
//     worker    returned    i32 what contribute answered            after created with LECTERN_OK
//     worker    ended       -                                       after returned: the instance has been destroyed
//     host      unload      -
//     worker    unloaded    -                                       answers unload
//
//     entry     u32 magic, u32 size, u32 major, u32 minor, u32 pointer_bytes, text id, text version,
//               u8 whether create, destroy, contribute are there, one each
//     fact      text key, u32 size the structure to fill says it has (0: null)
//     cell      text key, u64 row, text column, u32 size as above
//     option    text name, u8 whether there is a place for it
//     derive    text key, text value, texts from
//     row       text key, texts columns, cells, from
//     offer     u32 size the structure says it has (0: null); where that is one it can have, what this build knows of it:
//               i32 priority, text id, text slot, texts headings, texts, shorts, when_keys, when_values, text each,
//               texts items, firsts, lasts, onlys, row_keys, row_values, styles, text covers, proposes
//     report    u32 size; then likewise: i32 severity, text code, message, hint, message_zh, hint_zh, key, u64 row_number,
//               text column
//     log       text line
//     answer    to fact and cell: i32 status, u32 type, u64 rows, text value, unit, as_of
//               to option:        i32 status, text
//               to the others:    i32 status
//
// Neither end trusts the other: sizes are capped before anything is made of them, and a frame that is not exactly what
// its kind says ends the conversation. The host then ends the worker; the worker ends itself.
#pragma once

#include <lectern/plugin.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace lectern::host {

inline constexpr std::uint32_t kProtocolVersion = 1;
inline constexpr int kWorkerDescriptor = 3;
/// The exit code of a worker that cannot go on with the conversation; EX_PROTOCOL of sysexits.h.
inline constexpr int kConversationOver = 76;

/// What an argument of a call may be: the host turns more down, and the worker does not send it.
inline constexpr std::uint64_t kLongestArgument = std::uint64_t{64} * 1024;
inline constexpr std::uint64_t kMostTexts = 100;
/// An offer with as many and as long texts as it may have.
inline constexpr std::size_t kMostFrame = std::size_t{9} * kMostTexts * (kLongestArgument + 16) + 4 * kLongestArgument;

/// What keeps a worker from doing harm. Each is set, or not, whatever becomes of the others.
enum class Protection { no_new_privileges, limits, seccomp, landlock };
inline constexpr std::size_t kProtections = 4;

enum class Frame : std::uint32_t {
  hello = 1,
  load,
  loaded,
  run,
  created,
  returned,
  ended,
  unload,
  unloaded,
  fact,
  cell,
  option,
  derive,
  row,
  offer,
  report,
  log,
  answer
};

/// Puts one frame together.
class Packer {
 public:
  explicit Packer(Frame kind);

  template <typename T>
  void number(T value) {
    static_assert(std::is_integral_v<T>);
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    bytes_.append(raw, sizeof raw);
  }
  void text(const lectern_text& text);
  void text(std::string_view words) { text(lectern_text{words.data(), words.size()}); }
  void texts(const lectern_text* texts, std::uint64_t count);

  /// The frame as it is sent. Valid until the next change.
  std::string_view bytes();

 private:
  std::string bytes_;
};

/// Takes a body apart. What is not there reads as nothing; whole() then says no.
class Unpacker {
 public:
  explicit Unpacker(std::string_view body) : rest_(body) {}

  template <typename T>
  T number() {
    static_assert(std::is_integral_v<T>);
    T value{};
    if (const std::string_view raw = take(sizeof value); raw.size() == sizeof value)
      std::memcpy(&value, raw.data(), sizeof value);
    return value;
  }
  /// Borrowed from the body. One that was withheld has its size, an address, and no bytes: whoever reads it must look
  /// at the size first, as with any argument of a call.
  lectern_text text();
  /// A text of which the bytes are there.
  std::string_view words();
  struct Texts {
    std::vector<lectern_text> items;
    const lectern_text* data = nullptr;
    std::uint64_t count = 0;
  };
  Texts texts();

  /// Says that what was read cannot be.
  void fail() { failed_ = true; }
  /// Whether the body was what was asked for: all of it, and no more.
  bool whole() const { return !failed_ && rest_.empty(); }

 private:
  std::string_view take(std::size_t size);

  std::string_view rest_;
  bool failed_ = false;
};

/// A frame that has arrived; its body is borrowed from the Inbox.
struct Arrived {
  Frame kind = Frame::hello;
  std::string_view body;
};

/// Bytes in, frames out.
class Inbox {
 public:
  /// Where the next bytes may be written.
  struct Space {
    char* data;
    std::size_t size;
  };
  Space space();
  void filled(std::size_t size) { filled_ += size; }

  /// The next whole frame, valid until the next call of any function.
  std::optional<Arrived> next();
  /// Whether a frame says that it is larger than one may be: nothing more can be read.
  bool is_broken() const { return broken_; }
  bool is_empty() const { return taken_ == filled_; }

 private:
  std::string bytes_;
  std::size_t taken_ = 0;
  std::size_t filled_ = 0;
  bool broken_ = false;
};

}  // namespace lectern::host
