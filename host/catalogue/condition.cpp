// SPDX-License-Identifier: Apache-2.0
#include "catalogue/condition.hpp"

#include <lectern/decimal.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace lectern::host {
namespace {

struct Operator {
  std::string_view text;
  Condition::Relation relation;
};
// The longer ones first: ">=" begins with ">".
constexpr std::array<Operator, 6> kOperators = {{{">=", Condition::Relation::at_least},
                                                 {"<=", Condition::Relation::at_most},
                                                 {"!=", Condition::Relation::unequal},
                                                 {">", Condition::Relation::greater},
                                                 {"<", Condition::Relation::less},
                                                 {"=", Condition::Relation::equal}}};

const Operator* operator_of(std::string_view text) {
  for (const Operator& known : kOperators) {
    if (text.starts_with(known.text)) return &known;
  }
  return nullptr;
}

/// What a comparison's value must look like for the fact.
bool comparable(std::string_view value, Type type) {
  switch (type) {
    case Type::date:
      return parse_date(value).has_value();
    case Type::year:
    case Type::integer:
    case Type::decimal:
    case Type::rate:
    case Type::list:
    case Type::table:
      return Decimal::parse(value).has_value();
    case Type::text:
    case Type::time:
    case Type::choice:
      return true;
  }
  return false;
}

bool relates(int order, Condition::Relation relation) {
  switch (relation) {
    case Condition::Relation::less:
      return order < 0;
    case Condition::Relation::at_most:
      return order <= 0;
    case Condition::Relation::greater:
      return order > 0;
    case Condition::Relation::at_least:
      return order >= 0;
    case Condition::Relation::equal:
      return order == 0;
    case Condition::Relation::unequal:
      return order != 0;
  }
  return false;
}

int order_of(const std::string& left, const std::string& right, Type type) {
  if (type == Type::text || type == Type::time || type == Type::choice || type == Type::date)
    return left.compare(right);  // ISO dates sort
  const auto a = Decimal::parse(left);
  const auto b = Decimal::parse(right);
  if (!a || !b) return -1;
  return *a < *b ? -1 : (*a > *b ? 1 : 0);
}

/// A list or table is compared by its row count.
std::string compared(const Fact& fact, const FactSpec& spec) {
  return has_rows(spec.spec.type) ? fmt::format("{}", fact.rows.size()) : fact.value.text;
}

/// What a condition is about: a fact, or a column of a table (`goals.kind`).
struct Asked {
  FactId fact = 0;
  std::optional<std::size_t> column;
};

std::optional<Asked> find_asked(std::string_view key, const Vocabulary& vocabulary) {
  if (const auto fact = find_fact(key, vocabulary)) return Asked{*fact, std::nullopt};
  const std::size_t dot = key.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto table = vocabulary.schema.find(key.substr(0, dot));
  const auto column = table ? vocabulary.schema[*table].column(key.substr(dot + 1)) : std::nullopt;
  return column ? std::optional(Asked{*table, column}) : std::nullopt;
}

/// Of one value.
bool holds_of(const Condition& condition, const std::string& value, Type type) {
  switch (condition.test) {
    case Condition::Test::given:
      return true;
    case Condition::Test::missing:
      return false;
    case Condition::Test::one_of:
      return std::find(condition.values.begin(), condition.values.end(), value) != condition.values.end();
    case Condition::Test::compares:
      return std::all_of(condition.comparisons.begin(), condition.comparisons.end(),
                         [&](const Condition::Comparison& comparison) {
                           return relates(order_of(value, comparison.value, type), comparison.relation);
                         });
  }
  return false;
}

Condition read_condition(const Node& node, const Asked& asked, const ValueSpec& spec, Findings& findings) {
  Condition condition;
  condition.fact = asked.fact;
  condition.column = asked.column;
  condition.place = node.value_place();
  condition.text = fmt::format("{} {}", node.key, node.value);
  if (node.value == "given" || node.value == "missing") {
    condition.test = node.value == "given" ? Condition::Test::given : Condition::Test::missing;
    return condition;
  }
  if (operator_of(node.value) == nullptr) {
    condition.values = split(node.value, '|');
    for (const std::string& value : condition.values) {
      if (spec.type == Type::choice && spec.choice(value) == nullptr) {
        findings.error("condition", node.value_place(), message("'{}' is never '{}'", node.key, value), [&] {
          std::vector<std::string_view> ids;
          for (const Choice& choice : spec.choices) ids.push_back(choice.id);
          return did_you_mean(value, ids);
        });
      }
    }
    return condition;
  }
  condition.test = Condition::Test::compares;
  for (const std::string& part : split(node.value, ' ')) {
    const Operator* known = operator_of(part);
    const std::string value = known == nullptr ? part : part.substr(known->text.size());
    if (known == nullptr || !comparable(value, spec.type)) {
      findings.error("condition", node.value_place(),
                     message("'{}' cannot be compared with '{}' ({})", part, node.key, name_of(spec.type)),
                     message("write for example: {}", "\">=2018-07-20\", \"<3\", \"!=x\""));
      continue;
    }
    condition.comparisons.push_back({known->relation, value});
  }
  return condition;
}

}  // namespace

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end != 0) out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::vector<Condition> read_conditions(const Node& when, const Vocabulary& vocabulary, Findings& findings) {
  std::vector<Condition> out;
  for (const Node& node : when.children) {
    const auto asked = find_asked(node.key, vocabulary);
    if (!asked) {
      findings.error("condition", node.place, message("there is no fact '{}'", node.key),
                     [&] { return did_you_mean(node.key, vocabulary.schema.keys()); });
    } else if (node.value.empty()) {
      findings.error("value-missing", node.place, message("'{}' has no value", node.key),
                     message("write a value, given, missing, or a comparison"));
    } else {
      const FactSpec& fact = vocabulary.schema[asked->fact];
      out.push_back(
          read_condition(node, *asked, asked->column ? fact.columns[*asked->column].spec : fact.spec, findings));
    }
  }
  return out;
}

bool holds(const Condition& condition, const Schema& schema, const Facts& facts) {
  const Fact& fact = facts[condition.fact];
  const FactSpec& spec = schema[condition.fact];
  const bool is_missing = condition.test == Condition::Test::missing;
  if (!condition.column) {
    if (!fact.given()) return is_missing;
    return holds_of(condition, compared(fact, spec), spec.spec.type);
  }
  const auto has = [&](const Row& row) {
    const Value& cell = row.cells[*condition.column];
    return cell.given() && (is_missing || holds_of(condition, cell.text, spec.columns[*condition.column].spec.type));
  };
  return std::any_of(fact.rows.begin(), fact.rows.end(), has) != is_missing;
}

}  // namespace lectern::host
