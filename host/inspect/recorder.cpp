// SPDX-License-Identifier: Apache-2.0
#include "inspect/recorder.hpp"

#include "inspect/lent.hpp"
#include "plugin/sized.hpp"

#include <algorithm>
#include <cstring>
#include <deque>

namespace lectern::host {
namespace {

constexpr std::size_t kMostCalls = 200'000;               // that are written down
constexpr std::size_t kMostText = std::size_t{64} << 10;  // bytes, what the host takes of one text
constexpr std::size_t kMostTexts = std::size_t{4} << 20;  // bytes that are written down of one speech
constexpr std::size_t kHugeText = std::size_t{60} << 10;
constexpr std::uint64_t kHugeRows = 5'000;
constexpr std::uint16_t kLaterMinor = 99;

std::string bytes_of(const lectern_text& text) {
  if (text.data == nullptr) return {};
  return {text.data, static_cast<std::size_t>(std::min<std::uint64_t>(text.size, kMostText + 1))};
}

void add_texts(const lectern_text* texts, std::uint64_t count, std::vector<std::string>& out) {
  constexpr std::uint64_t kMost = 101;  // the host takes a hundred
  for (std::uint64_t i = 0; texts != nullptr && i < std::min(count, kMost); ++i) out.push_back(bytes_of(texts[i]));
}

std::string joined(const lectern_text* texts, std::uint64_t count) {
  std::vector<std::string> all;
  add_texts(texts, count, all);
  return fmt::format("{}", fmt::join(all, " "));
}

class Recorder;

/// What stands behind the host that the plugin sees.
struct Between {
  Recorder* recorder;
  const lectern_host* host;
};

class Recorder {
 public:
  explicit Recorder(const Scenario& scenario) : scenario_(scenario) {}

  /// The host as the plugin is to see it.
  Faces between(const Faces& faces) { return {between(faces.creating), between(faces.contributing)}; }
  void take_back() { lent_.take_back(); }
  Outcome listen_to(const Speak& speak, const BorderInputs& inputs, const Tongue& tongue);

  std::int32_t fact(const lectern_host* host, lectern_text key, lectern_fact* out) {
    std::int32_t status = answered(HostCall::fact, [&] { return host->fact(host, key, out); });
    if (status <= LECTERN_MISSING) status = hand_over(key, status, out);
    return write_down(HostCall::fact, {bytes_of(key)}, status);
  }
  std::int32_t cell(const lectern_host* host, lectern_text key, std::uint64_t row, lectern_text column,
                    lectern_fact* out) {
    const std::uint64_t asked = is_tampered(key) && scenario_.tamper == Tamper::huge ? row % rows_ : row;
    std::int32_t status = answered(HostCall::cell, [&] { return host->cell(host, key, asked, column, out); });
    if (status <= LECTERN_MISSING) status = hand_over(key, status, out);
    return write_down(HostCall::cell, {bytes_of(key), std::to_string(row), bytes_of(column)}, status);
  }
  std::int32_t option(const lectern_host* host, lectern_text name, lectern_text* out) {
    const std::int32_t status = answered(HostCall::option, [&] { return host->option(host, name, out); });
    if (status == LECTERN_OK && out != nullptr) *out = lent_.copy(*out);
    return write_down(HostCall::option, {bytes_of(name)}, status);
  }
  std::int32_t derive(const lectern_host* host, lectern_text key, lectern_text value, const lectern_text* from,
                      std::uint64_t count) {
    std::vector<std::string> texts{bytes_of(key), bytes_of(value)};
    add_texts(from, count, texts);
    return write_down(HostCall::derive, std::move(texts),
                      answered(HostCall::derive, [&] { return host->derive(host, key, value, from, count); }));
  }
  std::int32_t derive_row(const lectern_host* host, lectern_text key, const lectern_text* columns,
                          const lectern_text* cells, std::uint64_t cell_count, const lectern_text* from,
                          std::uint64_t from_count) {
    std::vector<std::string> texts{bytes_of(key), joined(columns, cell_count), joined(from, from_count)};
    add_texts(cells, cell_count, texts);
    return write_down(HostCall::derive_row, std::move(texts), answered(HostCall::derive_row, [&] {
                        return host->derive_row(host, key, columns, cells, cell_count, from, from_count);
                      }));
  }
  std::int32_t offer(const lectern_host* host, const lectern_passage* passage) {
    std::vector<std::string> texts;
    if (const auto given = sized_copy(passage)) {
      texts = {bytes_of(given->id), bytes_of(given->slot), std::to_string(given->priority),
               std::to_string(given->heading_count),
               bytes_of(given->each) + "\n" + joined(given->when_keys, given->when_count) + "\n" +
                   joined(given->when_values, given->when_count) + "\n" + joined(given->row_keys, given->row_count) +
                   "\n" + joined(given->row_values, given->row_count) + "\n" +
                   joined(given->styles, given->style_count) + "\n" + bytes_of(given->covers) + "\n" +
                   bytes_of(given->proposes)};
      add_texts(given->headings, given->heading_count, texts);
      add_texts(given->texts, given->text_count, texts);
      add_texts(given->shorts, given->short_count, texts);
      add_texts(given->items, given->item_count, texts);
      add_texts(given->firsts, given->first_count, texts);
      add_texts(given->lasts, given->last_count, texts);
      add_texts(given->onlys, given->only_count, texts);
    }
    return write_down(HostCall::offer, std::move(texts),
                      answered(HostCall::offer, [&] { return host->offer(host, passage); }));
  }
  std::int32_t report(const lectern_host* host, const lectern_report* report) {
    std::vector<std::string> texts;
    if (const auto given = sized_copy(report)) {
      texts.push_back(std::to_string(given->severity));
      for (const lectern_text* text : {&given->code, &given->message, &given->hint, &given->message_zh, &given->hint_zh,
                                       &given->key, &given->column})
        texts.push_back(bytes_of(*text));
      texts.push_back(std::to_string(given->row_number));
    }
    const std::int32_t status = answered(HostCall::report, [&] { return host->report(host, report); });
    outcome_.reported = outcome_.reported || status == LECTERN_OK;
    return write_down(HostCall::report, std::move(texts), status);
  }
  /// Not written down: what is for the author alone may be otherwise each time.
  std::int32_t log(const lectern_host* host, lectern_text line) {
    return answered(HostCall::log, [&] { return host->log(host, line); });
  }
  /// Not written down: a worker's host answers by itself.
  static const void* extension(const lectern_host* host, const char* id, std::uint32_t revision) {
    return host->extension(host, id, revision);
  }

 private:
  const lectern_host& between(const lectern_host& host);

  template <typename Ask>
  std::int32_t answered(HostCall call, Ask ask) {
    if (made_++ >= scenario_.cancelled_after) return LECTERN_REFUSED;
    if (scenario_.failing == call) return scenario_.answer;
    return ask();
  }

  std::int32_t write_down(HostCall call, std::vector<std::string> texts, std::int32_t status) {
    for (const std::string& text : texts) bytes_ += text.size();
    outcome_.flooded = outcome_.flooded || outcome_.calls.size() >= kMostCalls || bytes_ > kMostTexts;
    if (!outcome_.flooded) outcome_.calls.push_back({static_cast<int>(call), std::move(texts), status});
    return status;
  }

  bool is_tampered(const lectern_text& key) const {
    return scenario_.tamper != Tamper::none && key.data != nullptr &&
           std::string_view(key.data, key.size) == scenario_.key;
  }

  /// The fact in memory of ours, and as the scenario wants it.
  std::int32_t hand_over(const lectern_text& key, std::int32_t status, lectern_fact* out) {
    if (!can_take(out)) return status;
    if (is_tampered(key)) status = tamper(status, *out);
    if (status != LECTERN_OK) return status;
    out->text = lent_.copy(out->text);
    out->unit = lent_.copy(out->unit);
    out->as_of = lent_.copy(out->as_of);
    return status;
  }

  std::int32_t tamper(std::int32_t status, lectern_fact& out);

  const Scenario& scenario_;
  Outcome outcome_;
  Lent lent_;
  std::deque<Between> between_;
  std::size_t made_ = 0;    ///< calls
  std::size_t bytes_ = 0;   ///< in their texts
  std::uint64_t rows_ = 1;  ///< that a table tampered with really has
  std::string huge_;
};

/// The fact is given with that text, and nothing else.
std::int32_t give(std::string_view text, lectern_fact& out) {
  out.text = {text.data(), text.size()};
  out.rows = 0;
  return LECTERN_OK;
}

bool is_number(std::uint32_t type) {
  return type == LECTERN_TYPE_INTEGER || type == LECTERN_TYPE_DECIMAL || type == LECTERN_TYPE_RATE;
}

/// What a profile could not say of this type.
std::string_view invalid_text(std::uint32_t type) {
  if (is_number(type)) return "1e999";
  if (type == LECTERN_TYPE_DATE) return "2025-02-30";
  if (type == LECTERN_TYPE_YEAR) return "0x7e9";
  if (type == LECTERN_TYPE_CHOICE) return "no-such-choice";
  return "}{[";
}

std::int32_t Recorder::tamper(std::int32_t status, lectern_fact& out) {
  const bool has_rows = out.type == LECTERN_TYPE_LIST || out.type == LECTERN_TYPE_TABLE;
  switch (scenario_.tamper) {
    case Tamper::none:
      return status;
    case Tamper::missing:
      give({}, out);
      return LECTERN_MISSING;
    case Tamper::empty:
      return give({}, out);
    case Tamper::wrong_type:
      if (has_rows || out.type == LECTERN_TYPE_TEXT) {
        out.type = has_rows ? LECTERN_TYPE_TEXT : LECTERN_TYPE_DECIMAL;
      } else {
        out.type = LECTERN_TYPE_TABLE;
      }
      return give("甲乙丙", out);
    case Tamper::huge:
      if (has_rows && out.rows != 0) {
        rows_ = out.rows;
        out.rows = kHugeRows;
        return LECTERN_OK;
      }
      while (huge_.size() < kHugeText) huge_ += is_number(out.type) ? "999" : "长";
      return give(huge_, out);
    case Tamper::invalid:
      if (!has_rows) return give(invalid_text(out.type), out);
      out.rows = 0;
      return LECTERN_OK;
  }
  return status;
}

Recorder& recorder_of(const lectern_host* host) { return *static_cast<const Between*>(host->context)->recorder; }
const lectern_host* host_behind(const lectern_host* host) { return static_cast<const Between*>(host->context)->host; }

std::int32_t take_fact(const lectern_host* host, lectern_text key, lectern_fact* out) noexcept {
  return recorder_of(host).fact(host_behind(host), key, out);
}
std::int32_t take_cell(const lectern_host* host, lectern_text key, std::uint64_t row, lectern_text column,
                       lectern_fact* out) noexcept {
  return recorder_of(host).cell(host_behind(host), key, row, column, out);
}
std::int32_t take_option(const lectern_host* host, lectern_text name, lectern_text* out) noexcept {
  return recorder_of(host).option(host_behind(host), name, out);
}
std::int32_t take_derive(const lectern_host* host, lectern_text key, lectern_text value, const lectern_text* from,
                         std::uint64_t count) noexcept {
  return recorder_of(host).derive(host_behind(host), key, value, from, count);
}
std::int32_t take_derive_row(const lectern_host* host, lectern_text key, const lectern_text* columns,
                             const lectern_text* cells, std::uint64_t cell_count, const lectern_text* from,
                             std::uint64_t from_count) noexcept {
  return recorder_of(host).derive_row(host_behind(host), key, columns, cells, cell_count, from, from_count);
}
std::int32_t take_offer(const lectern_host* host, const lectern_passage* passage) noexcept {
  return recorder_of(host).offer(host_behind(host), passage);
}
std::int32_t take_report(const lectern_host* host, const lectern_report* report) noexcept {
  return recorder_of(host).report(host_behind(host), report);
}
std::int32_t take_log(const lectern_host* host, lectern_text line) noexcept {
  return recorder_of(host).log(host_behind(host), line);
}
const void* take_extension(const lectern_host* host, const char* id, std::uint32_t revision) noexcept {
  return Recorder::extension(host_behind(host), id, revision);
}

/// A host of a later minor: more behind what this one knows.
struct LaterHost {
  lectern_host known;
  void (*later[4])();
};

std::size_t size_of(HostForm form) {
  switch (form) {
    case HostForm::ours:
      return sizeof(lectern_host);
    case HostForm::oldest:
      return LECTERN_HOST_SIZE_1_0;
    case HostForm::newer:
      return sizeof(LaterHost);
  }
  return 0;
}

const lectern_host& Recorder::between(const lectern_host& given) {
  const std::size_t size = size_of(scenario_.form);
  void* place = scenario_.form == HostForm::oldest ? lent_.at_the_edge(size) : lent_.structure(size);
  if (place == nullptr) return given;
  std::memset(place, 0, size);
  Between& between = between_.emplace_back(Between{this, &given});
  lectern_host host{static_cast<std::uint32_t>(size),
                    LECTERN_ABI_MAJOR,
                    LECTERN_ABI_MINOR,
                    &between,
                    &take_fact,
                    &take_cell,
                    &take_option,
                    &take_derive,
                    &take_derive_row,
                    &take_offer,
                    &take_report,
                    &take_log,
                    &take_extension};
  if (scenario_.form == HostForm::oldest) host.abi_minor = 0;
  if (scenario_.form == HostForm::newer) host.abi_minor = kLaterMinor;
  return *static_cast<const lectern_host*>(std::memcpy(place, &host, std::min(size, sizeof host)));
}

Outcome Recorder::listen_to(const Speak& speak, const BorderInputs& inputs, const Tongue& tongue) {
  Findings findings;
  listen(
      [&](const Faces& faces) {
        const std::optional<Answers> answers = speak(between(faces));
        outcome_.created = answers && answers->create == LECTERN_OK;
        outcome_.status = answers ? answers->contribute : LECTERN_FAILED;
        return answers;
      },
      inputs, findings);
  for (const Diagnostic& finding : findings.all()) {
    // Which names it does not know, the calls themselves show.
    if (finding.code.find('/') == std::string::npos && finding.code != "plugin-key")
      outcome_.findings.push_back({finding.code, tongue(finding.message)});
  }
  return std::move(outcome_);
}

}  // namespace

std::string_view name_of(HostCall call) {
  switch (call) {
    case HostCall::fact:
      return "fact";
    case HostCall::cell:
      return "cell";
    case HostCall::option:
      return "option";
    case HostCall::derive:
      return "derive";
    case HostCall::derive_row:
      return "derive_row";
    case HostCall::offer:
      return "offer";
    case HostCall::report:
      return "report";
    case HostCall::log:
      return "log";
    case HostCall::extension:
      return "extension";
  }
  return {};
}

bool is_possible(const Outcome& outcome) {
  // An offer or report whose structure is not whole has none.
  const auto has = [](const RecordedCall& call, std::size_t texts) { return call.texts.size() == texts; };
  return std::all_of(outcome.calls.begin(), outcome.calls.end(), [&](const RecordedCall& call) {
    switch (static_cast<HostCall>(call.call)) {
      case HostCall::fact:
      case HostCall::option:
      case HostCall::log:
      case HostCall::extension:
        return has(call, 1);
      case HostCall::cell:
        return has(call, 3);
      case HostCall::derive:
        return call.texts.size() >= 2;
      case HostCall::derive_row:
        return call.texts.size() >= RecordedCall::kFirstCell;
      case HostCall::offer:
        return has(call, 0) || call.texts.size() >= RecordedCall::kFirstWording;
      case HostCall::report:
        return has(call, 0) || has(call, 9);
    }
    return false;
  });
}

Outcome record(const lectern_plugin& entry, const BorderInputs& inputs, const Scenario& scenario,
               const Tongue& tongue) {
  Recorder recorder(scenario);
  const auto speak = [&](const Faces& faces) -> std::optional<Answers> {
    void* instance = nullptr;
    Answers answers;
    answers.create = entry.create(&faces.creating, &instance);
    if (answers.create != LECTERN_OK) return answers;
    answers.contribute = entry.contribute(instance, &faces.contributing);
    if (scenario.takes_back) recorder.take_back();
    entry.destroy(instance);
    return answers;
  };
  return recorder.listen_to(speak, inputs, tongue);
}

std::optional<Outcome> record(Worker& worker, const BorderInputs& inputs, const Scenario& scenario,
                              const Tongue& tongue) {
  Recorder recorder(scenario);
  const auto speak = [&](const Faces& faces) { return worker.run(faces); };
  Outcome outcome = recorder.listen_to(speak, inputs, tongue);
  if (worker.loss()) return std::nullopt;
  return outcome;
}

}  // namespace lectern::host
