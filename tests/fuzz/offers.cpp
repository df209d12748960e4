// SPDX-License-Identifier: Apache-2.0
//
// A plugin that makes the calls its input names, a line each, with arguments between bars:
//
//     entry|FIELD|NUMBER            changes a field of the exported structure
//     fact|KEY
//     cell|KEY|ROW|COLUMN
//     option|NAME
//     derive|KEY|VALUE|FROM,FROM…
//     row|KEY|COLUMN;COLUMN…|CELL;CELL…|FROM,FROM…
//     offer|ID|SLOT|PRIORITY|HEADING;HEADING…|TEXT;TEXT…|SHORT;SHORT…|KEY;KEY…|VALUE;VALUE…|EACH|ITEM;ITEM…|FIRST;FIRST…
//     report|SEVERITY|CODE|MESSAGE|HINT|MESSAGE_ZH|HINT_ZH|KEY|ROW|COLUMN
//     log|LINE
//     odd|WHAT                      a call with arguments the host can see are wrong
//     create|STATUS                 what making an instance answers
//     return|STATUS
//
// In an argument \r is a line feed, an argument ~ is a null pointer with a size, ^ is one of an absurd size.
#include "plugin/border.hpp"
#include "plugin/library.hpp"
#include "properties.hpp"
#include "sample.hpp"
#include "sections.hpp"

#include <algorithm>
#include <charconv>
#include <deque>

namespace lectern::test {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  for (;;) {
    const std::size_t end = text.find(separator);
    out.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

template <typename T>
T number(std::string_view text) {
  T value{};
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

lectern_text lend(const std::string& argument) {
  constexpr std::uint64_t kAbsurd = std::uint64_t{1} << 60U;
  if (argument == "~") return {nullptr, 3};
  if (argument == "^") return {argument.data(), kAbsurd};
  return {argument.data(), argument.size()};
}

struct Texts {
  std::vector<std::string> owned;
  std::vector<lectern_text> lent;

  explicit Texts(std::vector<std::string> texts) : owned(std::move(texts)) {
    for (const std::string& text : owned) lent.push_back(lend(text));
  }
};

/// A call's name and its arguments; those that are not there are empty.
struct Line {
  std::vector<std::string> fields;

  explicit Line(std::string_view text) : fields(split(text, '|')) {
    for (std::string& field : fields) std::replace(field.begin(), field.end(), '\r', '\n');
  }
  const std::string& operator[](std::size_t i) const {
    static const std::string none;
    return i < fields.size() ? fields[i] : none;
  }
  Texts texts(std::size_t i, char separator) const {
    return Texts((*this)[i].empty() ? std::vector<std::string>() : split((*this)[i], separator));
  }
};

/// Makes the calls; remembers what the host lent, which must stay as it was until contribute() returns.
class Player {
 public:
  Player(const lectern_host& host, const std::vector<Line>& lines) : host_(host), lines_(lines) {}

  std::int32_t play() {
    std::int32_t status = LECTERN_OK;
    for (const Line& line : lines_) {
      if (line[0] == "return") status = number<std::int32_t>(line[1]);
      const std::int32_t answer = call(line);
      require(answer >= LECTERN_OK && answer <= LECTERN_REFUSED, "the host gives an answer of its interface");
    }
    for (const Lent& lent : lent_)
      require(std::string_view(lent.text.data, lent.text.size) == lent.copy,
              "what is lent stays until the call returns");
    return status;
  }

 private:
  struct Lent {
    lectern_text text;
    std::string copy;
  };

  void remember(const lectern_text& text) {
    require(text.data != nullptr || text.size == 0, "a lent text has an address");
    lent_.push_back({text, text.size == 0 ? std::string() : std::string(text.data, text.size)});
    require(is_utf8(lent_.back().copy), "a lent text is UTF-8");
  }

  std::int32_t take(std::int32_t status, const lectern_fact& fact) {
    require(fact.size == sizeof fact, "the size of a structure is the caller's");
    if (status != LECTERN_OK) return status;
    require(fact.type <= LECTERN_TYPE_TIME, "a fact has a known type");
    remember(fact.text);
    remember(fact.unit);
    remember(fact.as_of);
    return status;
  }

  std::int32_t call(const Line& line) {
    if (line[0] == "fact") {
      lectern_fact fact{};
      fact.size = sizeof fact;
      return take(host_.fact(&host_, lend(line[1]), &fact), fact);
    }
    if (line[0] == "cell") {
      lectern_fact fact{};
      fact.size = sizeof fact;
      return take(host_.cell(&host_, lend(line[1]), number<std::uint64_t>(line[2]), lend(line[3]), &fact), fact);
    }
    if (line[0] == "option") {
      lectern_text text{nullptr, 0};
      const std::int32_t status = host_.option(&host_, lend(line[1]), &text);
      if (status == LECTERN_OK) remember(text);
      return status;
    }
    if (line[0] == "derive") {
      const Texts from = line.texts(3, ',');
      return host_.derive(&host_, lend(line[1]), lend(line[2]), from.lent.data(), from.lent.size());
    }
    if (line[0] == "row") {
      const Texts columns = line.texts(2, ';');
      const Texts cells = line.texts(3, ';');
      const Texts from = line.texts(4, ',');
      return host_.derive_row(&host_, lend(line[1]), columns.lent.data(), cells.lent.data(),
                              std::min(columns.lent.size(), cells.lent.size()), from.lent.data(), from.lent.size());
    }
    if (line[0] == "log") return host_.log(&host_, lend(line[1]));
    if (line[0] == "offer") return offer(line);
    if (line[0] == "report") return report(line);
    if (line[0] == "odd") return odd(line);
    return LECTERN_OK;
  }

  std::int32_t offer(const Line& line) {
    const Texts headings = line.texts(4, ';');
    const Texts texts = line.texts(5, ';');
    const Texts shorts = line.texts(6, ';');
    const Texts keys = line.texts(7, ';');
    const Texts values = line.texts(8, ';');
    const Texts items = line.texts(10, ';');
    const Texts firsts = line.texts(11, ';');
    const Texts rows = line.texts(12, ';');
    const Texts styles = line.texts(13, ';');
    lectern_passage passage{};
    passage.size = sizeof passage;
    passage.priority = number<std::int32_t>(line[3]);
    passage.id = lend(line[1]);
    passage.slot = lend(line[2]);
    passage.headings = headings.lent.data();
    passage.heading_count = headings.lent.size();
    passage.texts = texts.lent.data();
    passage.text_count = texts.lent.size();
    passage.shorts = shorts.lent.data();
    passage.short_count = shorts.lent.size();
    passage.when_keys = keys.lent.data();
    passage.when_values = values.lent.data();
    passage.when_count = std::min(keys.lent.size(), values.lent.size());
    passage.each = lend(line[9]);
    passage.items = items.lent.data();
    passage.item_count = items.lent.size();
    passage.firsts = firsts.lent.data();
    passage.first_count = firsts.lent.size();
    passage.row_keys = rows.lent.data();
    passage.row_values = values.lent.data();
    passage.row_count = std::min(rows.lent.size(), values.lent.size());
    passage.styles = styles.lent.data();
    passage.style_count = styles.lent.size();
    passage.covers = lend(line[14]);
    passage.proposes = lend(line[15]);
    return host_.offer(&host_, &passage);
  }

  std::int32_t report(const Line& line) {
    const lectern_report made{sizeof made,
                              number<std::int32_t>(line[1]),
                              lend(line[2]),
                              lend(line[3]),
                              lend(line[4]),
                              lend(line[5]),
                              lend(line[6]),
                              lend(line[7]),
                              number<std::uint64_t>(line[8]),
                              lend(line[9])};
    return host_.report(&host_, &made);
  }

  std::int32_t odd(const Line& line) {
    const lectern_text key = lend(line[2]);
    lectern_passage passage{};
    passage.size = number<std::uint32_t>(line[2]) % sizeof passage;
    lectern_report made{};
    made.size = number<std::uint32_t>(line[2]) % sizeof made;
    lectern_fact fact{};
    fact.size = number<std::uint32_t>(line[2]) % sizeof fact;
    if (line[1] == "fact-null") return host_.fact(&host_, key, nullptr);
    if (line[1] == "fact-short") return host_.fact(&host_, {"unit.name", 9}, &fact);
    if (line[1] == "cell-null") return host_.cell(&host_, key, 0, key, nullptr);
    if (line[1] == "option-null") return host_.option(&host_, key, nullptr);
    if (line[1] == "derive-null") return host_.derive(&host_, key, key, nullptr, number<std::uint64_t>(line[3]));
    if (line[1] == "derive-many") return host_.derive(&host_, key, key, &key, 1000);
    if (line[1] == "offer-null") return host_.offer(&host_, nullptr);
    if (line[1] == "offer-short") return host_.offer(&host_, &passage);
    if (line[1] == "report-null") return host_.report(&host_, nullptr);
    if (line[1] == "report-short") return host_.report(&host_, &made);
    if (line[1] == "extension")
      require(host_.extension(&host_, "lectern.none", 1) == nullptr, "there are no extensions");
    return LECTERN_OK;
  }

  const lectern_host& host_;
  const std::vector<Line>& lines_;
  std::vector<Lent> lent_;
};

/// The calls of the plugin's next instance: the interface has no other way in for them.
const std::vector<Line>* playing = nullptr;
int instances = 0;

std::int32_t create(const lectern_host* host, void** instance) noexcept {
  require(host->log(host, {"made", 4}) == LECTERN_OK, "create may log");
  for (const Line& line : *playing) {
    if (line[0] == "create" && number<std::int32_t>(line[1]) != LECTERN_OK) return number<std::int32_t>(line[1]);
  }
  *instance = &instances;
  ++instances;
  return LECTERN_OK;
}
void destroy(void* instance) noexcept {
  require(instance == &instances, "an instance is ended that was made");
  --instances;
}
std::int32_t play(void* instance, const lectern_host* host) noexcept {
  require(instance == &instances, "an instance is asked that was made");
  require(host->size == sizeof *host && host->abi_major == LECTERN_ABI_MAJOR, "the host says who it is");
  return Player(*host, *playing).play();
}

lectern_plugin entry_of(const std::vector<Line>& lines) {
  lectern_plugin entry{LECTERN_MAGIC, sizeof entry, LECTERN_ABI_MAJOR, LECTERN_ABI_MINOR, sizeof(void*),
                       "tax-bureau",  "1.0.0",      &create,           &destroy,          &play,
                       nullptr};
  for (const Line& line : lines) {
    if (line[0] != "entry") continue;
    const auto value = number<std::uint32_t>(line[2]);
    if (line[1] == "magic") entry.magic = value;
    if (line[1] == "size") entry.size = value;
    if (line[1] == "major") entry.abi_major = static_cast<std::uint16_t>(value);
    if (line[1] == "minor") entry.abi_minor = static_cast<std::uint16_t>(value);
    if (line[1] == "pointer") entry.pointer_bytes = value;
    if (line[1] == "id") entry.id = line[2] == "~" ? nullptr : line[2].c_str();
    if (line[1] == "version") entry.version = line[2] == "~" ? nullptr : line[2].c_str();
    if (line[1] == "create") entry.create = nullptr;
    if (line[1] == "destroy") entry.destroy = nullptr;
    if (line[1] == "contribute") entry.contribute = nullptr;
  }
  return entry;
}

void check_contribution(const host::Contribution& contribution, const host::Schema& schema,
                        const host::Provider& provider) {
  for (const host::Derivation& derived : contribution.derived) {
    require(derived.fact < schema.size() && schema[derived.fact].maker == host::Maker::plugin,
            "a derived fact is declared as one");
    const host::FactSpec& spec = schema[derived.fact];
    require(host::has_rows(spec.spec.type) == !derived.rows.empty(),
            "a list or table has rows, a single value has none");
    require(!derived.rows.empty() || !host::type_fault(derived.value, spec.spec),
            "a derived value is of its fact's type");
    for (const auto& row : derived.rows) require(row.size() == spec.columns.size(), "a row has a cell a column");
    require(!derived.from.empty(), "a derived value comes from something");
  }
  for (const host::Passage& passage : contribution.passages) {
    require(passage.provider == &provider, "a passage is from the plugin that offers it");
    require(passage.slot < sample_slots().ids().size() && !passage.texts.empty(), "an offer has slot and text");
    require(passage.priority >= 0 && passage.priority <= host::kHighestPriority, "a priority is from 0 to 100");
  }
}

}  // namespace
}  // namespace lectern::test

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lectern;
  const host::Draft& sample = test::sample_draft();
  const host::Manifest& manifest = *sample.catalogue.find("tax-bureau");
  std::vector<test::Line> lines;
  for (const std::string& line : test::split_lines(test::text_of(data, size))) lines.emplace_back(line);
  const lectern_plugin entry = test::entry_of(lines);
  host::Findings findings;
  const bool fits = host::check_entry(entry, manifest, findings);
  test::require(fits == (findings.errors() == 0), "an entry fits, or there is an error");
  if (!fits) {
    test::check_findings(findings);
    return 0;
  }
  host::Schema& schema = test::fresh_schema();
  const host::Vocabulary vocabulary{schema, test::sample_references()};
  const host::Provider provider{"tax-bureau", "1.0.0", "tax-bureau"};
  const std::vector<host::Option> options = {{"tax-bureau", "mode", "strict", {}, {}, {}},
                                             {"other", "mode", "lax", {}, {}, {}}};
  test::playing = &lines;
  const host::Contribution contribution = host::contribute(
      entry, {manifest, provider, test::sample_slots(), vocabulary, sample.facts, options, sample.day}, findings);
  test::require(test::instances == 0, "every instance is ended");
  test::check_findings(findings);
  test::check_contribution(contribution, schema, provider);
  const bool failed = std::any_of(lines.begin(), lines.end(), [](const test::Line& line) {
    return line[0] == "create" && test::number<std::int32_t>(line[1]) != LECTERN_OK;
  });
  if (failed) test::require(contribution.passages.empty() && findings.errors() > 0, "a plugin that fails adds nothing");
  return 0;
}
