// SPDX-License-Identifier: Apache-2.0
//
// The C++17 face of lectern/plugin.h: header only, standard library only. Nothing of it crosses the border, so plugin and
// host need not share a compiler, a standard library or its settings.
//
//     class Harbour {
//      public:
//       void contribute(lectern::Speech& speech) {
//         if (auto tons = speech.fact("harbour.tons")) …
//       }
//     };
//     LECTERN_PLUGIN(Harbour)
#ifndef LECTERN_PLUGIN_HPP
#define LECTERN_PLUGIN_HPP

#include <lectern/plugin.h>
#include <lectern/decimal.hpp>

#include <cstdint>
#include <exception>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace lectern {

/// A fact the profile gives. Owns its texts.
struct Fact {
  std::string text;        ///< as written in the profile; empty for lists and tables
  std::string unit;        ///< unit of measure, or empty
  std::string as_of;       ///< YYYY-MM-DD, or empty
  std::uint64_t rows = 0;  ///< of a list or table

  /// The value as an exact decimal; nothing for what is no number.
  std::optional<Decimal> number() const { return Decimal::parse(text); }
};

/// A passage to offer, with the template syntax of passage files.
struct Passage {
  std::string id;
  std::string slot;
  int priority = 50;
  std::vector<std::string> headings;
  std::vector<std::string> texts;
  std::vector<std::string> shorts;
};

/// Something to tell the user. `code` is lower case with hyphens. Write both languages; a missing Chinese text is shown
/// in English.
struct Report {
  enum class Severity { note = LECTERN_NOTE, warning = LECTERN_WARNING, error = LECTERN_ERROR };
  Severity severity = Severity::warning;
  std::string code;
  std::string message;
  std::string hint;
  std::string message_zh;
  std::string hint_zh;
  std::string key;  ///< the fact it is about, or empty
};

/// Thrown by Speech when the host turns a call down (it has told the user why). A plugin need not catch it.
class Refusal : public std::exception {
 public:
  explicit Refusal(std::int32_t status) : status_(status) {}
  const char* what() const noexcept override { return "the host refused the call"; }
  std::int32_t status() const { return status_; }

 private:
  std::int32_t status_;
};

/// The speech being drafted, as far as a plugin may see and add to it. Lives during `contribute` only: keep no reference.
class Speech {
 public:
  explicit Speech(const lectern_host* host) : host_(host) {}

  /// The fact, or nothing when the profile does not give it (or there is no such key).
  std::optional<Fact> fact(std::string_view key) const {
    lectern_fact out = sized();
    if (host_->fact(host_, borrow(key), &out) != LECTERN_OK) return std::nullopt;
    return own(out);
  }

  /// The fact's number; nothing where it is not given, or no number. Its unit of measure is in the fact.
  std::optional<Decimal> number(std::string_view key) const {
    const std::optional<Fact> found = fact(key);
    return found ? found->number() : std::nullopt;
  }

  /// One cell of a list (column "item") or table; rows count from 0.
  std::optional<Fact> cell(std::string_view key, std::uint64_t row, std::string_view column) const {
    lectern_fact out = sized();
    if (host_->cell(host_, borrow(key), row, borrow(column), &out) != LECTERN_OK) return std::nullopt;
    return own(out);
  }

  /// An option of this plugin, when the profile gives it.
  std::optional<std::string> option(std::string_view name) const {
    lectern_text out{nullptr, 0};
    if (host_->option(host_, borrow(name), &out) != LECTERN_OK) return std::nullopt;
    return own(out);
  }

  /// Gives a derived fact, worked out from the facts named in `from`.
  void derive(std::string_view key, std::string_view value, std::initializer_list<std::string_view> from) {
    std::vector<lectern_text> keys;
    for (const std::string_view part : from) keys.push_back(borrow(part));
    require(host_->derive(host_, borrow(key), borrow(value), keys.data(), keys.size()));
  }

  void offer(const Passage& passage) {
    const auto headings = borrow(passage.headings);
    const auto texts = borrow(passage.texts);
    const auto shorts = borrow(passage.shorts);
    lectern_passage out{};
    out.size = sizeof out;
    out.priority = passage.priority;
    out.id = borrow(passage.id);
    out.slot = borrow(passage.slot);
    out.headings = headings.data();
    out.heading_count = headings.size();
    out.texts = texts.data();
    out.text_count = texts.size();
    out.shorts = shorts.data();
    out.short_count = shorts.size();
    require(host_->offer(host_, &out));
  }

  void report(const Report& report) {
    lectern_report out{};
    out.size = sizeof out;
    out.severity = static_cast<std::int32_t>(report.severity);
    out.code = borrow(report.code);
    out.message = borrow(report.message);
    out.hint = borrow(report.hint);
    out.message_zh = borrow(report.message_zh);
    out.hint_zh = borrow(report.hint_zh);
    out.key = borrow(report.key);
    require(host_->report(host_, &out));
  }

 private:
  static lectern_text borrow(std::string_view text) { return lectern_text{text.data(), text.size()}; }
  static std::vector<lectern_text> borrow(const std::vector<std::string>& texts) {
    std::vector<lectern_text> out;
    out.reserve(texts.size());
    for (const std::string& text : texts) out.push_back(borrow(std::string_view(text)));
    return out;
  }
  static std::string own(lectern_text text) {
    return text.size == 0 ? std::string() : std::string(text.data, text.data + text.size);
  }
  static Fact own(const lectern_fact& fact) { return Fact{own(fact.text), own(fact.unit), own(fact.as_of), fact.rows}; }
  static lectern_fact sized() {
    lectern_fact out{};
    out.size = sizeof out;
    return out;
  }
  static void require(std::int32_t status) {
    if (status != LECTERN_OK) throw Refusal(status);
  }

  const lectern_host* host_;
};

/// Whether T has a public `contribute` that takes a Speech.
template <typename T, typename = void>
struct Contributes : std::false_type {};
template <typename T>
struct Contributes<T, std::void_t<decltype(std::declval<T&>().contribute(std::declval<Speech&>()))>> : std::true_type {
};

/// The functions behind the exported structure for a plugin class.
template <typename T>
struct Entry {
  static_assert(Contributes<T>::value, "a plugin class needs a public: void contribute(lectern::Speech&)");
  static_assert(std::is_default_constructible_v<T>, "a plugin class needs a public constructor without arguments");
  static_assert(std::is_nothrow_destructible_v<T>, "the destructor of a plugin class must not throw");

  static std::int32_t create(void** instance) noexcept {
    try {
      *instance = new T();
      return LECTERN_OK;
    } catch (...) {
      return LECTERN_FAILED;
    }
  }

  static void destroy(void* instance) noexcept { delete static_cast<T*>(instance); }

  static std::int32_t contribute(void* instance, const lectern_host* host) noexcept {
    try {
      Speech speech(host);
      static_cast<T*>(instance)->contribute(speech);
      return LECTERN_OK;
    } catch (const Refusal& refusal) {
      return refusal.status();
    } catch (const std::exception& error) {
      return failed(host, error.what());
    } catch (...) {
      return failed(host, "an exception that is no std::exception");
    }
  }

  static constexpr lectern_plugin describe(const char* id, const char* version) {
    return lectern_plugin{
        LECTERN_MAGIC, sizeof(lectern_plugin), LECTERN_ABI_MAJOR, LECTERN_ABI_MINOR,  sizeof(void*), id,
        version,       &Entry::create,         &Entry::destroy,   &Entry::contribute, nullptr};
  }

 private:
  static std::int32_t failed(const lectern_host* host, const char* what) noexcept {
    try {
      Report report;
      report.severity = Report::Severity::error;
      report.code = "exception";
      report.message = std::string("the plugin's contribute threw: ") + what;
      report.message_zh = std::string("插件的 contribute 抛出异常：") + what;
      report.hint = "tell the plugin's author";
      report.hint_zh = "请告知插件作者";
      Speech(host).report(report);
    } catch (...) {
      // Out of memory, or a message that is no UTF-8: the status alone must do.
    }
    return LECTERN_FAILED;
  }
};

}  // namespace lectern

/// Exports `Class` as this library's plugin, under the id and version given.
#define LECTERN_PLUGIN_AS(Class, id, version) \
  extern "C" LECTERN_EXPORT const lectern_plugin lectern_plugin_v1 = ::lectern::Entry<Class>::describe(id, version);

/// The same with the id and version of plugin.info, which lectern_add_plugin() hands to the compiler.
#define LECTERN_PLUGIN(Class) LECTERN_PLUGIN_AS(Class, LECTERN_PLUGIN_ID, LECTERN_PLUGIN_VERSION)

#endif  // LECTERN_PLUGIN_HPP
