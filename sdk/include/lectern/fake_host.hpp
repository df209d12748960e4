// SPDX-License-Identifier: Apache-2.0
//
// A host for unit tests: answers from what a test puts into it, and takes notes. C++17, header only, no test framework.
// Link a test with the plugin's own sources; no library is loaded, and no Lectern is needed.
//
//     int main() {
//       lectern::FakeHost host;
//       host.facts["harbour.tons"] = {"1260.5", "万吨", "2025-12-31"};
//       host.facts["harbour.tons_before"] = {"1180", "万吨"};
//       if (host.run() != LECTERN_OK) return 1;
//       return host.value("harbour.growth") == "6.8" ? 0 : 1;
//     }
//
// It does not judge as the host does: what a profile may hold, whether a slot is known, which facts plugin.info declares.
// `lectern plugin check` does that.
#ifndef LECTERN_FAKE_HOST_HPP
#define LECTERN_FAKE_HOST_HPP

#include <lectern/plugin.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <deque>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace lectern {

class FakeHost {
 public:
  using Cells = std::vector<std::pair<std::string, std::string>>;  ///< columns and what stands in them

  /// Something the plugin derived: a value, or rows.
  struct Derived {
    std::string key;
    std::string value;
    std::vector<std::string> from;
    std::vector<Cells> rows = {};
  };

  FakeHost() = default;
  FakeHost(const FakeHost&) = delete;
  FakeHost& operator=(const FakeHost&) = delete;
  FakeHost(FakeHost&&) = delete;
  FakeHost& operator=(FakeHost&&) = delete;
  ~FakeHost() = default;

  // ---- What it knows ----

  std::map<std::string, Fact> facts;  ///< one with neither text nor rows is known, but not given
  std::map<std::tuple<std::string, std::uint64_t, std::string>, Fact> cells;  ///< of key, row from 0, column
  std::map<std::string, std::string> options;
  /// LECTERN_TYPE_… of a fact, or of KEY.COLUMN, for code that looks at it; without, what has rows is a table, else a text.
  std::map<std::string, std::uint32_t> types;
  std::int32_t answer = LECTERN_OK;         ///< to derive, derive_row, offer and report
  std::int32_t answer_report = LECTERN_OK;  ///< to report, when `answer` is fine

  /// Makes a list or table given, with these rows.
  void give_rows(const std::string& key, const std::vector<Cells>& rows) {
    facts[key].rows = rows.size();
    for (std::uint64_t row = 0; row < rows.size(); ++row) {
      for (const auto& [column, text] : rows[row]) cells[{key, row, column}].text = text;
    }
  }

  // ---- What it was told ----

  std::vector<Derived> derived;
  std::vector<Passage> offered;
  std::vector<Report> reported;
  std::vector<std::string> logged;
  std::vector<std::string> unknown;  ///< keys it was asked for and does not know, each once: are they misspelt?
  std::vector<std::uint32_t> sizes;  ///< the `size` of every structure it was given

  /// The value derived for a key; "-" when there is none.
  std::string value(const std::string& key) const {
    for (const Derived& entry : derived) {
      if (entry.key == key) return entry.value;
    }
    return "-";
  }

  /// The rows derived for a key, in order; none when there are none.
  std::vector<Cells> rows(const std::string& key) const {
    for (const Derived& entry : derived) {
      if (entry.key == key) return entry.rows;
    }
    return {};
  }

  /// What a fact was derived from, joined by a space.
  std::string sources(const std::string& key) const {
    std::string out;
    for (const Derived& entry : derived) {
      if (entry.key != key) continue;
      for (const std::string& part : entry.from) out += (out.empty() ? "" : " ") + part;
    }
    return out;
  }

  /// Takes no notice of what was said so far.
  void forget() {
    derived.clear();
    offered.clear();
    reported.clear();
    logged.clear();
    unknown.clear();
    sizes.clear();
  }

  // ---- Running a plugin ----

  /// Makes an instance, lets it contribute once, and ends it: what `contribute` answered, or `create` where it failed.
  /// Without an argument, that of the plugin the test is linked with.
  std::int32_t run(const lectern_plugin& plugin = lectern_plugin_v1) {
    void* instance = nullptr;
    const std::int32_t created = plugin.create(host(), &instance);
    if (created != LECTERN_OK) return created;
    const std::int32_t status = plugin.contribute(instance, host());
    take_back();
    plugin.destroy(instance);
    return status;
  }

  /// Ends the loan of the texts it gave out, as a host does when `contribute` returns: they are overwritten, so that what a
  /// plugin kept without copying shows.
  void take_back() {
    for (std::string& text : lent_) std::fill(text.begin(), text.end(), '#');
  }

  /// The host as a plugin sees it.
  const lectern_host* host() const { return &host_; }

 private:
  static FakeHost& self(const lectern_host* host) { return *static_cast<FakeHost*>(host->context); }
  static std::string text(lectern_text text) {
    return text.size == 0 ? std::string() : std::string(text.data, text.data + text.size);
  }
  static std::vector<std::string> texts(const lectern_text* first, std::uint64_t count) {
    std::vector<std::string> out;
    for (std::uint64_t i = 0; i < count; ++i) out.push_back(text(first[i]));
    return out;
  }
  static Cells pairs(const lectern_text* keys, const lectern_text* values, std::uint64_t count) {
    Cells out;
    for (std::uint64_t i = 0; i < count; ++i) out.emplace_back(text(keys[i]), text(values[i]));
    return out;
  }

  std::int32_t miss(const std::string& key) {
    if (std::find(unknown.begin(), unknown.end(), key) == unknown.end()) unknown.push_back(key);
    return LECTERN_UNKNOWN;
  }

  lectern_text lend(const std::string& text) {
    if (text.empty()) return {nullptr, 0};
    lent_.push_back(text);
    return {lent_.back().data(), lent_.back().size()};
  }

  std::int32_t give(const std::string& key, const Fact& fact, lectern_fact* out) {
    sizes.push_back(out->size);
    const std::uint32_t size = out->size;
    std::memset(static_cast<void*>(out), 0, size);
    out->size = size;
    const auto known = types.find(key);
    out->type = fact.rows == 0 ? LECTERN_TYPE_TEXT : LECTERN_TYPE_TABLE;
    if (known != types.end()) out->type = known->second;
    if (fact.text.empty() && fact.rows == 0) return LECTERN_MISSING;
    out->text = lend(fact.text);
    out->unit = lend(fact.unit);
    out->as_of = lend(fact.as_of);
    out->rows = fact.rows;
    return LECTERN_OK;
  }

  Derived& entry(const std::string& key) {
    for (Derived& known : derived) {
      if (known.key == key) return known;
    }
    derived.push_back({key, {}, {}});
    return derived.back();
  }

  static std::int32_t fact(const lectern_host* host, lectern_text key, lectern_fact* out) noexcept {
    const auto found = self(host).facts.find(text(key));
    return found == self(host).facts.end() ? self(host).miss(text(key))
                                           : self(host).give(text(key), found->second, out);
  }

  static std::int32_t cell(const lectern_host* host, lectern_text key, std::uint64_t row, lectern_text column,
                           lectern_fact* out) noexcept {
    const auto found = self(host).cells.find({text(key), row, text(column)});
    if (found != self(host).cells.end()) return self(host).give(text(key) + "." + text(column), found->second, out);
    return self(host).facts.count(text(key)) == 0 ? self(host).miss(text(key)) : LECTERN_UNKNOWN;
  }

  static std::int32_t option(const lectern_host* host, lectern_text name, lectern_text* out) noexcept {
    const auto found = self(host).options.find(text(name));
    if (found == self(host).options.end()) return LECTERN_MISSING;
    *out = {found->second.data(), found->second.size()};
    return LECTERN_OK;
  }

  static std::int32_t derive(const lectern_host* host, lectern_text key, lectern_text value, const lectern_text* from,
                             std::uint64_t count) noexcept {
    if (self(host).answer == LECTERN_OK) self(host).derived.push_back({text(key), text(value), texts(from, count)});
    return self(host).answer;
  }

  static std::int32_t derive_row(const lectern_host* host, lectern_text key, const lectern_text* columns,
                                 const lectern_text* cells, std::uint64_t cell_count, const lectern_text* from,
                                 std::uint64_t from_count) noexcept {
    if (self(host).answer != LECTERN_OK) return self(host).answer;
    Derived& known = self(host).entry(text(key));
    known.rows.push_back(pairs(columns, cells, cell_count));
    for (std::string& part : texts(from, from_count)) {
      if (std::find(known.from.begin(), known.from.end(), part) == known.from.end())
        known.from.push_back(std::move(part));
    }
    return LECTERN_OK;
  }

  static std::int32_t offer(const lectern_host* host, const lectern_passage* given) noexcept {
    self(host).sizes.push_back(given->size);
    if (self(host).answer != LECTERN_OK) return self(host).answer;
    Passage passage;
    passage.id = text(given->id);
    passage.slot = text(given->slot);
    passage.priority = given->priority;
    passage.headings = texts(given->headings, given->heading_count);
    passage.texts = texts(given->texts, given->text_count);
    passage.shorts = texts(given->shorts, given->short_count);
    passage.when = pairs(given->when_keys, given->when_values, given->when_count);
    passage.each = text(given->each);
    passage.items = texts(given->items, given->item_count);
    passage.firsts = texts(given->firsts, given->first_count);
    passage.lasts = texts(given->lasts, given->last_count);
    passage.onlys = texts(given->onlys, given->only_count);
    passage.rows = pairs(given->row_keys, given->row_values, given->row_count);
    passage.styles = texts(given->styles, given->style_count);
    passage.covers = text(given->covers);
    passage.proposes = text(given->proposes);
    self(host).offered.push_back(std::move(passage));
    return LECTERN_OK;
  }

  static std::int32_t report(const lectern_host* host, const lectern_report* given) noexcept {
    self(host).sizes.push_back(given->size);
    const std::int32_t answer = self(host).answer != LECTERN_OK ? self(host).answer : self(host).answer_report;
    if (answer != LECTERN_OK) return answer;
    Report report;
    report.severity = static_cast<Report::Severity>(given->severity);
    report.code = text(given->code);
    report.message = text(given->message);
    report.hint = text(given->hint);
    report.message_zh = text(given->message_zh);
    report.hint_zh = text(given->hint_zh);
    report.key = text(given->key);
    if (given->row_number != 0) report.row = given->row_number - 1;
    report.column = text(given->column);
    self(host).reported.push_back(std::move(report));
    return LECTERN_OK;
  }

  static std::int32_t log(const lectern_host* host, lectern_text line) noexcept {
    self(host).logged.push_back(text(line));
    return LECTERN_OK;
  }

  static const void* extension(const lectern_host* /*host*/, const char* /*id*/, std::uint32_t /*revision*/) noexcept {
    return nullptr;
  }

  std::deque<std::string> lent_;
  lectern_host host_{sizeof(lectern_host),
                     LECTERN_ABI_MAJOR,
                     LECTERN_ABI_MINOR,
                     this,
                     &fact,
                     &cell,
                     &option,
                     &derive,
                     &derive_row,
                     &offer,
                     &report,
                     &log,
                     &extension};
};

}  // namespace lectern

#endif  // LECTERN_FAKE_HOST_HPP
