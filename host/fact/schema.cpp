// SPDX-License-Identifier: Apache-2.0
#include "fact/schema.hpp"

#include "source/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

struct NamedType {
  std::string_view name;
  Type type;
};
constexpr std::array<NamedType, 10> kTypes = {{{"text", Type::text},
                                               {"integer", Type::integer},
                                               {"decimal", Type::decimal},
                                               {"rate", Type::rate},
                                               {"date", Type::date},
                                               {"year", Type::year},
                                               {"time", Type::time},
                                               {"choice", Type::choice},
                                               {"list", Type::list},
                                               {"table", Type::table}}};

// Each part of a key is a group of its own: one of a thousand parts would be a thousand groups.
constexpr std::size_t kLongestKey = 128;

bool is_key(std::string_view key) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789_.";
  return !key.empty() && key.find_first_not_of(kLetters) == std::string_view::npos && key.front() != '.' &&
         key.back() != '.' && key.find("..") == std::string_view::npos;
}

std::vector<std::string> split_units(std::string_view units) {
  std::vector<std::string> out;
  while (!units.empty()) {
    const std::size_t bar = std::min(units.find('|'), units.size());
    out.emplace_back(units.substr(0, bar));
    units.remove_prefix(std::min(bar + 1, units.size()));
  }
  return out;
}

// What is looked through for every value stays short. The sectors have 5 units, 10 choices with 4 words, 8 columns.
constexpr std::size_t kMostUnits = 50;
constexpr std::size_t kMostChoices = 200;
constexpr std::size_t kMostWords = 50;
constexpr std::size_t kMostColumns = 50;

}  // namespace

ValueSpec read_value_spec(const Node& node, Fields& fields, Findings& findings) {
  ValueSpec spec;
  spec.label = fields.required("label");
  const std::string_view type = fields.required("type");
  if (const auto known = type_named(type)) {
    spec.type = *known;
  } else if (!type.empty()) {
    std::vector<std::string_view> names;
    for (const NamedType& named : kTypes) names.push_back(named.name);
    findings.error("type-unknown", place_of(node, "type"), message("'{}' has the unknown type '{}'", node.value, type),
                   did_you_mean(type, names));
  }
  spec.names_persons = fields.yes("person");
  spec.units = split_units(fields.optional("unit"));
  keep_first(spec.units, kMostUnits, "unit", place_of(node, "unit"), findings);
  std::vector<const Node*> choices = fields.many("choice");
  keep_first(choices, kMostChoices, "choice", node.place, findings);
  for (const Node* choice : choices) {
    Choice made{std::string(choice->value), {}};
    for (const Node& word : choice->children) {
      made.words.push_back({std::string(word.key), std::string(word.value)});
      if (word.key == "label") std::swap(made.words.front(), made.words.back());
    }
    keep_first(made.words, kMostWords, name_of(*choice), choice->place, findings);
    if (made.word("label") == nullptr)
      findings.error("key-missing", choice->place, message("choice '{}' has no label", choice->value),
                     message("add: {} ...", "label"));
    spec.choices.push_back(std::move(made));
  }
  if (spec.type == Type::choice && spec.choices.empty())
    findings.error("choice-mismatch", place_of(node, "type"), message("'{}' is a choice without choices", node.value),
                   message("add: choice ID {{ label \"...\" }}"));
  if (spec.type != Type::choice && !spec.choices.empty())
    findings.error("choice-mismatch", place_of(node, "type"), message("'{}' has choices, but another type", node.value),
                   message("write: {}", "type choice"));
  return spec;
}

namespace {

/// `name`: a column's, or the last part of a fact's key.
void check_reserved(std::string_view name, const Node& node, Findings& findings) {
  if (is_evidence_key(name))
    findings.error("key-reserved", node.value_place(),
                   message("every value may carry '{}', so no fact can be called so", name),
                   message("choose another name"));
}

/// Of a text: a template; of a choice: one of its choices.
void read_default(const Node& node, FactSpec& fact, Findings& findings) {
  if (fact.spec.type != Type::text && fact.spec.type != Type::choice)
    return findings.error("default-type", node.place, message("only a text or a choice has a default"),
                          message("leave it to the profile, or derive it"));
  if (fact.spec.type == Type::choice && fact.spec.choice(node.value) == nullptr) {
    std::vector<std::string_view> ids;
    for (const Choice& choice : fact.spec.choices) ids.push_back(choice.id);
    Message hint = did_you_mean(node.value, ids);
    if (hint.empty()) hint = message("it may be: {}", fmt::format("{}", fmt::join(ids, ", ")));
    return findings.error("default-type", node.value_place(), message("'{}' cannot be '{}'", fact.key, node.value),
                          std::move(hint));
  }
  fact.default_text = node.value;
  fact.default_place = node.value_place();
}

void read_derived(const Node& node, Fields& fields, FactSpec& fact, Findings& findings) {
  const std::string_view derived = fields.optional("derived");
  if (derived == "yes") {
    fact.maker = Maker::plugin;
  } else if (!derived.empty()) {
    findings.error("value-type", place_of(node, "derived"), message("'{}' must be '{}'", "derived", "yes"),
                   message("leave it out where the profile gives the fact"));
  }
}

/// What a row of the unit's own material may hold; only the text is needed.
void add_own_columns(FactSpec& fact) {
  const std::array<std::pair<std::string_view, ValueSpec>, 5> columns = {
      {{kHeadingColumn, {Type::text, "标题", {}, {}}},
       {kTextColumn, {Type::text, "内容", {}, {}}},
       {"who", {Type::text, "谁负责", {}, {}}},
       {kByColumn, {Type::time, "什么时候完成", {}, {}}},
       {kFigureColumn, {Type::text, "数字", {}, {}}}}};
  for (const auto& [name, spec] : columns) {
    if (!fact.column(name)) fact.columns.push_back({std::string(name), spec});
  }
}

void read_columns(const Node& node, Fields& fields, FactSpec& fact, Findings& findings) {
  std::vector<const Node*> columns = fields.many("column");
  keep_first(columns, kMostColumns, "column", node.place, findings);
  for (const Node* column : columns) {
    check_reserved(column->value, *column, findings);
    Fields column_fields(*column, findings);
    fact.columns.push_back({std::string(column->value), read_value_spec(*column, column_fields, findings)});
    column_fields.finish();
    if (has_rows(fact.columns.back().spec.type))
      findings.error("type-unknown", place_of(*column, "type"), message("a column cannot be a list or a table"),
                     message("make it a fact of its own"));
  }
  fact.own = fields.yes("own");
  if (fact.own) add_own_columns(fact);
  if (fact.spec.type == Type::table && fact.columns.empty())
    findings.error("column-mismatch", place_of(node, "type"), message("'{}' is a table without columns", fact.key),
                   message("add: column NAME {{ type text label \"...\" }}"));
  if (fact.spec.type != Type::table && !fact.columns.empty())
    findings.error("column-mismatch", place_of(node, "type"), message("'{}' has columns, but another type", fact.key),
                   message("write: {}", "type table"));
  // The fact stays known in spite of its errors, so that no others follow from its absence: a table then has one column,
  // and no column holds rows.
  if (fact.spec.type != Type::table) fact.columns.clear();
  if (fact.spec.type == Type::list || (fact.spec.type == Type::table && fact.columns.empty()))
    fact.columns.push_back({"item", ValueSpec{Type::text, fact.spec.label, {}, {}, fact.spec.names_persons}});
  for (Column& column : fact.columns) {
    if (has_rows(column.spec.type)) column.spec.type = Type::text;
  }
  if (const Node* sorted = fields.one("sorted")) {
    fact.sorted_by = fact.column(sorted->value);
    std::vector<std::string_view> names;
    for (const Column& column : fact.columns) names.push_back(column.name);
    if (!fact.sorted_by)
      findings.error("column-unknown", sorted->value_place(),
                     message("the table '{}' has no column '{}'", fact.key, sorted->value),
                     did_you_mean(sorted->value, names));
  }
}

void read_fact(const Node& node, std::string_view bundle, const std::vector<std::string>& prefixes, Schema& schema,
               Findings& findings) {
  if (node.value.size() > kLongestKey)
    return findings.error("key-malformed", node.value_place(), message("'{}' is no fact key", node.value),
                          message("a key has at most {} characters", std::to_string(kLongestKey)));
  FactSpec fact;
  fact.key = node.value;
  fact.bundle = bundle;
  const std::string_view prefix = std::string_view(fact.key).substr(0, fact.key.find('.'));
  const bool is_own = std::find(prefixes.begin(), prefixes.end(), prefix) != prefixes.end();
  if (!is_key(fact.key)) {
    findings.error("key-malformed", node.value_place(), message("'{}' is no fact key", fact.key),
                   message("use lower-case letters, digits and _, in parts joined by dots"));
  } else if (!is_own) {
    findings.error(
        "key-prefix", node.value_place(), message("'{}' is not under the prefix of this bundle", fact.key),
        prefixes.empty() ? message("give the bundle a prefix") : message("begin it with '{}.'", prefixes[0]));
  } else {
    check_reserved(std::string_view(fact.key).substr(fact.key.rfind('.') + 1), node, findings);
  }
  Fields fields(node, findings);
  fact.spec = read_value_spec(node, fields, findings);
  fact.example = fields.optional("example");
  fact.note = fields.optional("note");
  if (const Node* text = fields.one("default")) read_default(*text, fact, findings);
  fact.silent = fields.yes("silent") || fact.spec.type == Type::choice;
  read_derived(node, fields, fact, findings);
  read_columns(node, fields, fact, findings);
  fields.finish();
  if (!is_own) return;  // else it would take the place of another bundle's fact
  const std::string key = fact.key;
  if (!schema.add(std::move(fact)))
    findings.error("key-repeated", node.value_place(), message("the fact '{}' is declared twice", key),
                   message("keep one of them; the first is in the bundle '{}'", schema[*schema.find(key)].bundle));
}

}  // namespace

std::string_view name_of(Type type) {
  for (const NamedType& named : kTypes) {
    if (named.type == type) return named.name;
  }
  return {};
}

std::optional<Type> type_named(std::string_view name) {
  for (const NamedType& named : kTypes) {
    if (named.name == name) return named.type;
  }
  return std::nullopt;
}

bool has_rows(Type type) { return type == Type::list || type == Type::table; }

bool is_evidence_key(std::string_view key) {
  return key == kSourceKey || key == kAsOfKey || key == kVerifiedKey || key == kNoteKey || key == kReferenceOnlyKey;
}

const std::string* Choice::word(std::string_view name) const {
  for (const Word& word : words) {
    if (word.name == name) return &word.text;
  }
  return nullptr;
}

const Choice* ValueSpec::choice(std::string_view id) const {
  for (const Choice& choice : choices) {
    if (choice.id == id) return &choice;
  }
  return nullptr;
}

std::optional<std::size_t> FactSpec::column(std::string_view name) const {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == name) return i;
  }
  return std::nullopt;
}

Schema::Schema() {
  for (const char* key : {"count.parts", "count.points"}) {
    FactSpec count;
    count.key = key;
    count.spec.type = Type::integer;
    count.spec.label = "要点数";
    count.maker = Maker::host;
    add(std::move(count));
  }
  for (const auto& [key, label] : {std::pair{"occasion", "场合"}, std::pair{"sector", "行业"}}) {
    FactSpec choice;
    choice.key = key;
    choice.spec.label = label;
    choice.silent = true;
    add(std::move(choice));
  }
  FactSpec meeting;
  meeting.key = "occasion.meeting";
  meeting.spec.label = "会议类别";
  meeting.maker = Maker::host;
  meeting.silent = true;
  add(std::move(meeting));
  for (const auto& [key, label] :
       {std::pair{"meeting.month", "讲话的月份"}, std::pair{"count.days_left", "离创建期限的天数"}}) {
    FactSpec number;
    number.key = key;
    number.spec.type = Type::integer;
    number.spec.label = label;
    number.maker = Maker::host;
    number.silent = true;
    add(std::move(number));
  }
}

bool Schema::add(FactSpec spec) {
  const auto id = static_cast<FactId>(specs_.size());
  if (!by_key_.emplace(spec.key, id).second) return false;
  for (std::size_t dot = spec.key.find('.'); dot != std::string::npos; dot = spec.key.find('.', dot + 1))
    ++groups_[spec.key.substr(0, dot)];
  specs_.push_back(std::move(spec));
  return true;
}

std::optional<FactId> Schema::find(std::string_view key) const {
  const auto found = by_key_.find(std::string(key));
  if (found == by_key_.end()) return std::nullopt;
  return found->second;
}

bool Schema::is_group(std::string_view prefix) const { return groups_.contains(std::string(prefix)); }

std::vector<std::string_view> Schema::keys() const {
  std::vector<std::string_view> out;
  out.reserve(specs_.size());
  for (const FactSpec& spec : specs_) out.push_back(spec.key);
  return out;
}

void read_facts(const Node& facts, std::string_view bundle, const std::vector<std::string>& prefixes, Schema& schema,
                Findings& findings) {
  Fields fields(facts, findings);
  for (const Node* fact : fields.many("fact")) read_fact(*fact, bundle, prefixes, schema, findings);
  fields.finish();
}

}  // namespace lectern::host
