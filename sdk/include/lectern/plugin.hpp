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

#if __cplusplus < 201703L
#error "lectern/plugin.hpp needs C++17 or later: compile with -std=c++17, or use lectern/plugin.h"
#endif
#ifndef __cpp_exceptions
#error "lectern/plugin.hpp needs exceptions: with -fno-exceptions use lectern/plugin.h"
#endif

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

/// A passage to offer: all that a passage file may say, with the same template syntax.
struct Passage {
  std::string id;
  std::string slot;
  int priority = 50;
  std::vector<std::string> headings;
  std::vector<std::string> texts;
  std::vector<std::string> shorts;

  /// What must hold, each a fact and a condition: {{"campaign.object", "unit"}, {"meeting.date", ">=2018-07-20"}}.
  std::vector<std::pair<std::string, std::string>> when = {};

  std::string each = {};  ///< the list or table that {items} walks; with it at least one of `items`
  std::vector<std::string> items = {};
  std::vector<std::string> firsts = {};
  std::vector<std::string> lasts = {};
  std::vector<std::string> onlys = {};

  /// Of `each`: which rows, each a column and what it must hold: {{"kind", "check|notice"}, {"heading", "given"}}.
  std::vector<std::pair<std::string, std::string>> rows = {};

  /// Of the texts, in their order: "formal", "plain", "vivid", or empty for every speaker. As many as texts, or none.
  std::vector<std::string> styles = {};
  std::string covers = {};    ///< words of its matter, "a|b": it gives way to the unit's own rows about that
  std::string proposes = {};  ///< what it proposes that nobody has decided yet
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
  std::string key;                        ///< the fact it is about, or empty
  std::optional<std::uint64_t> row = {};  ///< of a list or table: which, counted from 0 as in Speech::cell()
  std::string column = {};                ///< of that row, or empty
};

/// Thrown when the host turns a call down (it has told the user why). A plugin need not catch it.
class Refusal : public std::exception {
 public:
  explicit Refusal(std::int32_t status) : status_(status) {}
  const char* what() const noexcept override { return "the host refused the call"; }
  std::int32_t status() const { return status_; }

 private:
  std::int32_t status_;
};

/// The host, as far as a plugin may speak to it whenever it is called: also while it is made, in a constructor that takes a
/// Reporter&. Lives as long as that call: keep no reference.
class Reporter {
 public:
  explicit Reporter(const lectern_host* host) : host_(host) {}

  /// Tells the user something.
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
    out.row_number = report.row ? *report.row + 1 : 0;
    out.column = borrow(report.column);
    require(host_->report(host_, &out));
  }

  /// Writes a line for yourself, which --verbose shows. Never throws: a speech must not depend on it.
  void log(std::string_view line) noexcept { host_->log(host_, borrow(line)); }

  /// An optional part of the host, or null.
  const void* extension(const char* id, std::uint32_t revision) const noexcept {
    return host_->extension(host_, id, revision);
  }

  /// For what a later minor added, behind LECTERN_HAS.
  const lectern_host* host() const noexcept { return host_; }

 protected:
  static lectern_text borrow(std::string_view text) noexcept { return lectern_text{text.data(), text.size()}; }
  static void require(std::int32_t status) {
    if (status != LECTERN_OK) throw Refusal(status);
  }

 private:
  const lectern_host* host_;
};

/// The speech being drafted, as far as a plugin may see and add to it. Lives during `contribute` only: keep no reference.
class Speech : public Reporter {
 public:
  using Reporter::Reporter;

  /// The fact, or nothing when the profile does not give it. Also nothing, and the host tells so, when there is no such key.
  std::optional<Fact> fact(std::string_view key) const {
    lectern_fact out = sized();
    if (host()->fact(host(), borrow(key), &out) != LECTERN_OK) return std::nullopt;
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
    if (host()->cell(host(), borrow(key), row, borrow(column), &out) != LECTERN_OK) return std::nullopt;
    return own(out);
  }

  /// An option of this plugin, when the profile gives it.
  std::optional<std::string> option(std::string_view name) const {
    lectern_text out{nullptr, 0};
    if (host()->option(host(), borrow(name), &out) != LECTERN_OK) return std::nullopt;
    return own(out);
  }

  /// Gives a derived fact, worked out from the facts named in `from`.
  void derive(std::string_view key, std::string_view value, std::initializer_list<std::string_view> from) {
    const std::vector<lectern_text> keys = borrow_all(from);
    require(host()->derive(host(), borrow(key), borrow(value), keys.data(), keys.size()));
  }

  /// Gives a derived list, an item a row.
  void derive_list(std::string_view key, const std::vector<std::string>& items,
                   std::initializer_list<std::string_view> from) {
    for (const std::string& item : items) derive_row(key, {{"item", item}}, from);
  }

  /// Adds a row to a derived table: columns with their cells. A cell that is empty or not named is not given.
  void derive_row(std::string_view key, const std::vector<std::pair<std::string_view, std::string>>& cells,
                  std::initializer_list<std::string_view> from) {
    std::vector<lectern_text> columns;
    std::vector<lectern_text> values;
    for (const auto& [column, value] : cells) {
      columns.push_back(borrow(column));
      values.push_back(borrow(value));
    }
    const std::vector<lectern_text> keys = borrow_all(from);
    require(host()->derive_row(host(), borrow(key), columns.data(), values.data(), values.size(), keys.data(),
                               keys.size()));
  }

  void offer(const Passage& passage) {
    const auto [keys, conditions] = borrow_pairs(passage.when);
    const auto [columns, filters] = borrow_pairs(passage.rows);
    const auto styles = borrow_all(passage.styles);
    const auto headings = borrow_all(passage.headings);
    const auto texts = borrow_all(passage.texts);
    const auto shorts = borrow_all(passage.shorts);
    const auto items = borrow_all(passage.items);
    const auto firsts = borrow_all(passage.firsts);
    const auto lasts = borrow_all(passage.lasts);
    const auto onlys = borrow_all(passage.onlys);
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
    out.when_keys = keys.data();
    out.when_values = conditions.data();
    out.when_count = keys.size();
    out.each = borrow(passage.each);
    out.items = items.data();
    out.item_count = items.size();
    out.firsts = firsts.data();
    out.first_count = firsts.size();
    out.lasts = lasts.data();
    out.last_count = lasts.size();
    out.onlys = onlys.data();
    out.only_count = onlys.size();
    out.row_keys = columns.data();
    out.row_values = filters.data();
    out.row_count = columns.size();
    out.styles = styles.data();
    out.style_count = styles.size();
    out.covers = borrow(passage.covers);
    out.proposes = borrow(passage.proposes);
    require(host()->offer(host(), &out));
  }

 private:
  template <typename Texts>
  static std::vector<lectern_text> borrow_all(const Texts& texts) {
    std::vector<lectern_text> out;
    out.reserve(texts.size());
    for (const std::string_view text : texts) out.push_back(borrow(text));
    return out;
  }
  static std::pair<std::vector<lectern_text>, std::vector<lectern_text>> borrow_pairs(
      const std::vector<std::pair<std::string, std::string>>& pairs) {
    std::pair<std::vector<lectern_text>, std::vector<lectern_text>> out;
    for (const auto& [key, condition] : pairs) {
      out.first.push_back(borrow(key));
      out.second.push_back(borrow(condition));
    }
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
};

/// Whether T has a `void contribute(Speech&)` that may be called.
template <typename T, typename = void>
struct Contributes : std::false_type {};
template <typename T>
struct Contributes<T, std::void_t<decltype(std::declval<T&>().contribute(std::declval<Speech&>()))>> : std::true_type {
};

/// Whether T has a `const void* extension(const char* id, std::uint32_t revision)`.
template <typename T, typename = void>
struct Extends : std::false_type {};
template <typename T>
struct Extends<T, std::void_t<decltype(std::declval<T&>().extension("", std::uint32_t{}))>> : std::true_type {};

/// The functions behind the exported structure for a plugin class.
template <typename T>
struct Entry {
  static_assert(Contributes<T>::value, "a plugin class needs a public: void contribute(lectern::Speech&)");
  static_assert(std::is_default_constructible_v<T> || std::is_constructible_v<T, Reporter&>,
                "a plugin class needs a public constructor without arguments, or one that takes a lectern::Reporter&");
  static_assert(std::is_nothrow_destructible_v<T>, "the destructor of a plugin class must not throw");

  static std::int32_t create(const lectern_host* host, void** instance) noexcept {
    return guarded(host, "constructor", "构造函数", [&] {
      Reporter reporter(host);
      if constexpr (std::is_constructible_v<T, Reporter&>) {
        *instance = new T(reporter);
      } else {
        *instance = new T();
      }
    });
  }

  static void destroy(void* instance) noexcept { delete static_cast<T*>(instance); }

  static std::int32_t contribute(void* instance, const lectern_host* host) noexcept {
    return guarded(host, "contribute", "contribute ", [&] {
      Speech speech(host);
      static_cast<T*>(instance)->contribute(speech);
    });
  }

  static const void* extension(void* instance, const char* id, std::uint32_t revision) noexcept {
    if constexpr (Extends<T>::value) {
      try {
        return static_cast<T*>(instance)->extension(id, revision);
      } catch (...) {
        return nullptr;
      }
    } else {
      return nullptr;
    }
  }

  static constexpr lectern_plugin describe(const char* id, const char* version) {
    return lectern_plugin{LECTERN_MAGIC,
                          sizeof(lectern_plugin),
                          LECTERN_ABI_MAJOR,
                          LECTERN_ABI_MINOR,
                          sizeof(void*),
                          id,
                          version,
                          &Entry::create,
                          &Entry::destroy,
                          &Entry::contribute,
                          Extends<T>::value ? &Entry::extension : nullptr};
  }

 private:
  /// What it throws becomes a report and an answer.
  template <typename Work>
  static std::int32_t guarded(const lectern_host* host, const char* what, const char* what_zh, Work work) noexcept {
    try {
      work();
      return LECTERN_OK;
    } catch (const Refusal& refusal) {
      return refusal.status();
    } catch (const std::exception& error) {
      return failed(host, what, what_zh, error.what());
    } catch (...) {
      return failed(host, what, what_zh, "an exception that is no std::exception");
    }
  }

  static std::int32_t failed(const lectern_host* host, const char* what, const char* what_zh,
                             const char* words) noexcept {
    try {
      Report report;
      report.severity = Report::Severity::error;
      report.code = "exception";
      report.message = std::string("the plugin's ") + what + " threw: " + words;
      report.message_zh = std::string("插件的") + what_zh + "抛出异常：" + words;
      report.hint = "tell the plugin's author";
      report.hint_zh = "请告知插件作者";
      Reporter(host).report(report);
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
