// SPDX-License-Identifier: Apache-2.0
//
// A host that answers from a list and takes notes. It lends its texts as a real one may: in memory that the next call
// uses again.
#pragma once

#include <lectern/plugin.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace lectern {

class FakeHost {
 public:
  struct Derived {
    std::string key;
    std::string value;
    std::vector<std::string> from;
  };

  // What it knows.
  std::map<std::string, Fact> facts;  ///< one with neither text nor rows is known, but not given
  std::map<std::tuple<std::string, std::uint64_t, std::string>, Fact> cells;
  std::map<std::string, std::string> options;
  std::int32_t answer = LECTERN_OK;         ///< to derive, offer and report
  std::int32_t answer_report = LECTERN_OK;  ///< to report, when `answer` is fine

  // What it was told.
  std::vector<Derived> derived;
  std::vector<Passage> offered;
  std::vector<Report> reported;
  std::vector<std::uint32_t> sizes;  ///< the `size` of every structure it was given

  const lectern_host* host() { return &host_; }

  /// The value derived for a key; "-" when there is none.
  std::string value(const std::string& key) const {
    for (const Derived& entry : derived) {
      if (entry.key == key) return entry.value;
    }
    return "-";
  }

  /// What a value was derived from, joined by a space.
  std::string sources(const std::string& key) const {
    std::string out;
    for (const Derived& entry : derived) {
      if (entry.key != key) continue;
      for (const std::string& part : entry.from) out += (out.empty() ? "" : " ") + part;
    }
    return out;
  }

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

  /// Overwrites what was lent before, and lends three texts one after the other.
  std::int32_t lend(const Fact& fact, lectern_fact* out) {
    sizes.push_back(out->size);
    lent_.assign(lent_.size(), '#');
    if (fact.text.empty() && fact.rows == 0) return LECTERN_MISSING;
    const std::string all = fact.text + fact.unit + fact.as_of;
    lent_.replace(0, all.size(), all);
    out->text = {lent_.data(), fact.text.size()};
    out->unit = {lent_.data() + fact.text.size(), fact.unit.size()};
    out->as_of = {lent_.data() + fact.text.size() + fact.unit.size(), fact.as_of.size()};
    if (fact.unit.empty()) out->unit = {nullptr, 0};
    out->rows = fact.rows;
    return LECTERN_OK;
  }

  static std::int32_t fact(const lectern_host* host, lectern_text key, lectern_fact* out) noexcept {
    const auto found = self(host).facts.find(text(key));
    return found == self(host).facts.end() ? LECTERN_UNKNOWN : self(host).lend(found->second, out);
  }

  static std::int32_t cell(const lectern_host* host, lectern_text key, std::uint64_t row, lectern_text column,
                           lectern_fact* out) noexcept {
    const auto found = self(host).cells.find({text(key), row, text(column)});
    return found == self(host).cells.end() ? LECTERN_UNKNOWN : self(host).lend(found->second, out);
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

  static std::int32_t offer(const lectern_host* host, const lectern_passage* passage) noexcept {
    self(host).sizes.push_back(passage->size);
    if (self(host).answer == LECTERN_OK)
      self(host).offered.push_back(
          {text(passage->id), text(passage->slot), passage->priority, texts(passage->headings, passage->heading_count),
           texts(passage->texts, passage->text_count), texts(passage->shorts, passage->short_count)});
    return self(host).answer;
  }

  static std::int32_t report(const lectern_host* host, const lectern_report* report) noexcept {
    self(host).sizes.push_back(report->size);
    const std::int32_t answer = self(host).answer != LECTERN_OK ? self(host).answer : self(host).answer_report;
    if (answer == LECTERN_OK)
      self(host).reported.push_back({static_cast<Report::Severity>(report->severity), text(report->code),
                                     text(report->message), text(report->hint), text(report->message_zh),
                                     text(report->hint_zh), text(report->key)});
    return answer;
  }

  static const void* extension(const lectern_host* /*host*/, const char* /*id*/, std::uint32_t /*revision*/) noexcept {
    return nullptr;
  }

  std::string lent_ = std::string(1024, '#');
  lectern_host host_{sizeof(lectern_host),
                     LECTERN_ABI_MAJOR,
                     LECTERN_ABI_MINOR,
                     this,
                     &fact,
                     &cell,
                     &option,
                     &derive,
                     &offer,
                     &report,
                     &extension};
};

}  // namespace lectern
