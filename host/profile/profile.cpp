// SPDX-License-Identifier: Apache-2.0
#include "profile/profile.hpp"

#include "profile/overrides.hpp"
#include "profile/value_text.hpp"
#include "source/fields.hpp"

#include <lectern/decimal.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace lectern::host {
namespace {

bool is_number(std::string_view text) {
  constexpr std::size_t kMostDigits = 15;
  return !text.empty() && text.size() <= kMostDigits && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "county (县级), municipal (市级)"
std::string named(const std::vector<Choice>& choices) {
  std::vector<std::string> out;
  for (const Choice& choice : choices) {
    const std::string* label = choice.word("label");
    out.push_back(label == nullptr ? choice.id : fmt::format("{} ({})", choice.id, *label));
  }
  return fmt::format("{}", fmt::join(out, ", "));
}

/// What the profile may give, and the groups it may open.
std::vector<std::string_view> givable(const Schema& schema) {
  std::vector<std::string_view> out;
  for (FactId id = 0; id < schema.size(); ++id) {
    const FactSpec& spec = schema[id];
    if (spec.maker == Maker::host || spec.maker == Maker::reference) continue;
    const std::string_view key = spec.key;
    for (std::size_t dot = key.find('.'); dot != std::string_view::npos; dot = key.find('.', dot + 1))
      out.push_back(key.substr(0, dot));
    out.push_back(key);
  }
  return out;
}

/// 2026-13-01: meant as a day.
bool looks_like_date(std::string_view text) {
  return text.size() > 4 && is_number(text.substr(0, 4)) && text[4] == '-' &&
         text.find_first_not_of("0123456789-") == std::string_view::npos;
}

bool is_setting(const Place& place) { return place.source != nullptr && place.source->name == kSettings; }

Message keep_one(const Place& first, const Place& second) {
  return first.source == second.source && first.line != 0
             ? message("keep one of them; the first is in line {}", std::to_string(first.line))
             : message("keep one of them");
}

/// Types one layer after the other into a profile.
class Typing {
 public:
  Typing(const Schema& schema, Findings& findings, Profile& profile)
      : schema_(schema), findings_(findings), profile_(profile) {}

  void layer(const Layer& layer) {
    seen_.clear();
    for (const Node& child : layer.root.children) {
      if (child.key == kInherit) continue;
      if (child.key == kOptions) {
        options(child);
      } else if (child.key == kPassages) {
        group(child, std::string(child.key));
        merge_overrides(child, profile_.overrides, findings_);
      } else if (child.key == kPlugins) {
        group(child, std::string(child.key));
        plugins(child);
      } else if (child.key == "plugins.timeout") {  // from --set
        plugin_timeout(child);
      } else if (child.key == "plugins.fail") {
        plugin_failure(child);
      } else if (child.key == "plugins.unprotected") {
        unprotected_plugins(child);
      } else {
        node(child, {}, {});
      }
    }
  }

 private:
  void node(const Node& node, const std::string& prefix, const Evidence& inherited) {
    const std::string path = prefix.empty() ? std::string(node.key) : fmt::format("{}.{}", prefix, node.key);
    const auto fact = schema_.find(path);
    const bool known = fact && (schema_[*fact].maker == Maker::nobody || schema_[*fact].maker == Maker::plugin);
    if (!known && !schema_.is_group(path)) return unknown(node, path);
    if (is_repeated(node, path)) return;
    if (known) {
      has_rows(schema_[*fact].spec.type) ? rows(node, *fact, inherited) : scalar(node, *fact, inherited);
      return;
    }
    group(node, path);
    const Evidence evidence = read_evidence(node, inherited);
    for (const Node& child : node.children) {
      if (!is_evidence_key(child.key)) this->node(child, path, evidence);
    }
  }

  bool is_repeated(const Node& node, const std::string& path) {
    const auto [first, is_new] = seen_.emplace(path, node.place);
    if (!is_new)
      findings_.error("key-repeated", node.place, message("'{}' stands here a second time", path),
                      keep_one(first->second, node.place));
    return !is_new;
  }

  void group(const Node& node, const std::string& path) {
    if (node.has_value)
      findings_.error("value-unexpected", node.value_place(), message("'{}' is a group, not a fact", path),
                      message("write: {} {{ key value ... }}", node.key));
  }

  void unknown(const Node& node, const std::string& path) {
    if (path == "ref" || path.starts_with("ref."))
      return findings_.error("key-computed", node.place, message("a profile cannot give a dated reference"),
                             message("leave it out: it follows from meeting.date"));
    if (schema_.find(path))
      return findings_.error("key-computed", node.place, message("'{}' is counted while the speech is made", path),
                             message("leave it out"));
    report_unknown(
        node, message("unknown key '{}'", path), [&] { return nearest(node, path); },
        message("'lectern facts PROFILE --all' lists the keys this profile may have"), findings_);
  }

  Message nearest(const Node& node, const std::string& path) const {
    if (is_setting(node.place)) {
      const std::size_t dot = path.rfind('.');
      const auto is_fact = [&](std::string_view key) { return schema_.find(key); };
      if (dot != std::string::npos && is_fact(std::string_view(path).substr(0, dot)))
        return message("--set gives a value alone; its unit, source and the like stand in a file");
      const auto rows = is_fact(std::string_view(path).substr(0, path.find(' ')));  // honours append
      if (rows && has_rows(schema_[*rows].spec.type)) return rows_stand_in_file();
    }
    return did_you_mean(path, givable(schema_));
  }

  static Message rows_stand_in_file() { return message("--set gives no rows: they stand in a file"); }

  /// What the node says about its values, over what the group around it says.
  Evidence read_evidence(const Node& node, Evidence evidence) {
    std::map<std::string_view, Place> given;
    for (const Node& child : node.children) {
      if (!is_evidence_key(child.key)) continue;
      if (const auto [first, is_new] = given.emplace(child.key, child.place); !is_new)
        findings_.error("key-repeated", child.place, message("'{}' stands here a second time", child.key),
                        keep_one(first->second, child.place));
      if (child.key == kSourceKey) evidence.source = child.value;
      if (child.key == kNoteKey) evidence.note = child.value;
      if (child.key == kReferenceOnlyKey) {
        evidence.reference_only = child.value == "yes";
        if (child.value != "yes")
          findings_.error("value-type", child.value_place(), message("'{}' must be '{}'", child.key, "yes"),
                          message("leave it out where it does not hold"));
      }
      if (child.key == kVerifiedKey) evidence.verified = child.value;
      if (child.key == kAsOfKey) {
        if (!child.value.empty() && !parse_date(child.value)) {
          findings_.error("value-type", child.value_place(), message("'{}' must be a date", child.key),
                          message("write it as YYYY-MM-DD"));
        } else {
          evidence.as_of = child.value;
        }
      }
    }
    return evidence;
  }

  /// Whether a text is a sentence of its own, or stands inside one.
  enum class Punctuation { inner, whole };

  /// `example`: of the fact, if it has one.
  Value value(const Node& node, const ValueSpec& spec, const std::string& path, const Evidence& inherited,
              std::string_view example, Punctuation punctuation = Punctuation::inner) {
    Value made;
    made.place = node.value_place();
    made.evidence = read_evidence(node, inherited);
    made.unit = spec.units.empty() ? std::string() : spec.units.front();
    const Node* unit = nullptr;
    for (const Node& child : node.children) {
      if (is_evidence_key(child.key)) continue;
      if (child.key != "unit") {
        findings_.error("key-unknown", child.place, message("unknown key '{}' in '{}'", child.key, path),
                        message("a value may carry unit, source, as_of, verified, note and reference_only"));
      } else if (std::exchange(unit, &child) != nullptr) {
        findings_.error("key-repeated", child.place, message("'{}' stands here a second time", child.key),
                        message("keep one of them"));
      } else if (std::find(spec.units.begin(), spec.units.end(), child.value) == spec.units.end()) {
        findings_.error("unit-unknown", child.value_place(), message("'{}' is not measured in '{}'", path, child.value),
                        spec.units.empty() ? message("it has no unit of measure")
                                           : message("it may be: {}", fmt::format("{}", fmt::join(spec.units, ", "))));
      } else {
        made.unit = child.value;
      }
    }
    if (node.value.empty()) return made;
    if (auto fault = type_fault(node.value, spec)) {
      findings_.error("value-type", node.value_place(), message("'{}' cannot be '{}'", path, node.value),
                      unit_apart(node.value, spec).value_or(std::move(*fault)));
      return made;
    }
    made.text = normal_form(node.value, spec);
    if (spec.type == Type::text) check_wording(made, path, example, punctuation);
    return made;
  }

  /// For a number with its unit of measure behind it: how to write the two.
  static std::optional<Message> unit_apart(std::string_view text, const ValueSpec& spec) {
    for (const std::string& unit : spec.units) {
      if (!text.ends_with(unit) || type_fault(text.substr(0, text.size() - unit.size()), spec)) continue;
      return message("write the unit of measure apart: {}",
                     fmt::format("{} {{ unit \"{}\" }}", text.substr(0, text.size() - unit.size()), unit));
    }
    return std::nullopt;
  }

  /// A value of a text stands in a sentence as it is.
  void check_wording(const Value& value, const std::string& path, std::string_view example, Punctuation punctuation) {
    constexpr std::array<std::string_view, 4> kStops = {"。", "；", "，", "、"};
    for (const std::string_view stop : kStops) {
      if (punctuation == Punctuation::whole) break;
      if (value.text.ends_with(stop))
        findings_.warning("value-punctuation", value.place, message("'{}' ends with '{}'", path, stop),
                          message("leave it off: the sentence around the value has its own"));
    }
    if (const auto mark = half_width_mark(value.text))
      findings_.warning("value-punctuation", value.place, message("'{}' holds '{}'", path, mark->half),
                        message("in a Chinese text write: {}", mark->full));
    if (is_bare_number(value.text) && !is_bare_number(example))  // a hotline is one
      findings_.warning("value-number", value.place, message("'{}' is a number alone: {}", path, value.text),
                        message("it is said as it stands: write what belongs to it, such as its measure word"));
  }

  void scalar(const Node& node, FactId id, const Evidence& inherited) {
    Fact fact;
    fact.value = value(node, schema_[id].spec, schema_[id].key, inherited, schema_[id].example);
    profile_.mentions.push_back(
        {id, node.value_place(), fmt::format("{}{}", node.value, fact.value.given() ? fact.value.unit : ""), false});
    profile_.facts.set(id, std::move(fact));
  }

  void rows(const Node& node, FactId id, const Evidence& inherited) {
    const FactSpec& spec = schema_[id];
    Fact fact;
    const bool appends = node.value == "append";
    if (appends) fact = profile_.facts[id];
    if (!appends && !node.value.empty()) {
      const bool is_list = spec.spec.type == Type::list;
      findings_.error("value-unexpected", node.value_place(),
                      is_list ? message("'{}' is a list, not a single value", spec.key)
                              : message("'{}' is a table, not a single value", spec.key),
                      is_setting(node.place) ? rows_stand_in_file() : row_hint(spec));
    }
    fact.value.place = node.place;
    const Evidence evidence = read_evidence(node, inherited);
    for (const Node& child : node.children) {
      if (is_evidence_key(child.key)) continue;
      if (child.key == "item" && fact.rows.size() == kMostRows) {
        findings_.error("too-many", child.place,
                        message("'{}' has more than {} rows", spec.key, std::to_string(kMostRows)),
                        message("leave out what the speech does not need"));
        break;
      }
      if (child.key == "item") {
        fact.rows.push_back(spec.spec.type == Type::list ? list_row(child, spec, evidence)
                                                         : table_row(child, spec, evidence));
      } else {
        findings_.error("key-unknown", child.place, message("unknown key '{}' in '{}'", child.key, spec.key),
                        row_hint(spec));
      }
    }
    if (appends &&
        std::none_of(node.children.begin(), node.children.end(), [](const Node& child) { return child.key == "item"; }))
      findings_.error(
          "value-missing", node.value_place(), message("'{}' appends no rows", spec.key),
          is_setting(node.place) ? rows_stand_in_file() : message("write: {} append {{ item ... }}", node.key));
    if (spec.sorted_by) sort_rows(fact.rows, *spec.sorted_by);
    profile_.mentions.push_back({id, node.place, fmt::format("{}", fact.rows.size()), appends});
    profile_.facts.set(id, std::move(fact));
  }

  /// From the earliest to the latest; a row that does not say when comes last.
  static void sort_rows(std::vector<Row>& rows, std::size_t column) {
    std::stable_sort(rows.begin(), rows.end(), [column](const Row& a, const Row& b) {
      const std::string& left = a.cells[column].text;
      const std::string& right = b.cells[column].text;
      return !left.empty() && (right.empty() || left < right);
    });
  }

  static Message row_hint(const FactSpec& spec) {
    return spec.spec.type == Type::list ? message("write each entry as: item \"...\"")
                                        : message("write each row as: item {{ {} ... }}", spec.columns.front().name);
  }

  Row list_row(const Node& item, const FactSpec& spec, const Evidence& inherited) {
    Row row{{value(item, spec.columns[0].spec, spec.key, inherited, spec.example)}, item.value_place()};
    if (!row.cells[0].given())
      findings_.error("value-missing", item.place, message("'{}' has no value", "item"),
                      message("write: {} \"...\"", "item"));
    return row;
  }

  Row table_row(const Node& item, const FactSpec& spec, const Evidence& inherited) {
    Row row{std::vector<Value>(spec.columns.size()), item.place};
    const Evidence evidence = read_evidence(item, inherited);
    std::map<std::string_view, Place> given;
    std::vector<std::string_view> names;
    for (const Column& column : spec.columns) names.push_back(column.name);
    for (const Node& child : item.children) {
      if (is_evidence_key(child.key)) continue;
      const auto column = spec.column(child.key);
      if (!column) {
        report_unknown(
            child, message("'{}' has no column '{}'", spec.key, child.key),
            [&] { return did_you_mean(child.key, names); }, {}, findings_);
      } else if (const auto [first, is_new] = given.emplace(child.key, child.place);
                 !is_new && spec.own && child.key == kTextColumn) {
        // What the unit has to say on a point may take several paragraphs.
        const Value more = value(child, spec.columns[*column].spec, fmt::format("{}.{}", spec.key, child.key), evidence,
                                 {}, Punctuation::whole);
        if (more.given()) row.cells[*column].text.append("\n").append(more.text);
      } else if (!is_new) {
        findings_.error("key-repeated", child.place, message("'{}' stands here a second time", child.key),
                        keep_one(first->second, child.place));
      } else {
        const bool whole = spec.own && child.key == kTextColumn;
        row.cells[*column] = value(child, spec.columns[*column].spec, fmt::format("{}.{}", spec.key, child.key),
                                   evidence, {}, whole ? Punctuation::whole : Punctuation::inner);
      }
    }
    if (item.has_value)
      findings_.error("value-unexpected", item.value_place(),
                      message("a row of '{}' has columns, not a value", spec.key), row_hint(spec));
    return row;
  }

  void options(const Node& node) {
    group(node, std::string(node.key));
    for (const Node& plugin : node.children) {
      const std::string path = fmt::format("{}.{}", node.key, plugin.key);
      if (is_repeated(plugin, path)) continue;
      group(plugin, path);
      for (const Node& option : plugin.children) {
        if (is_repeated(option, fmt::format("{}.{}", path, option.key))) continue;
        refuse_children(option, findings_);
        profile_.options.push_back({std::string(plugin.key), std::string(option.key), std::string(option.value),
                                    option.value_place(), option.place, plugin.place});
      }
    }
  }

  void plugins(const Node& node) {
    Fields fields(node, findings_);
    if (const Node* timeout = fields.one("timeout")) plugin_timeout(*timeout);
    if (const Node* fail = fields.one("fail")) plugin_failure(*fail);
    if (const Node* unprotected = fields.one("unprotected")) unprotected_plugins(*unprotected);
    fields.finish();
  }

  void plugin_timeout(const Node& node) {
    refuse_children(node, findings_);
    profile_.plugins.timeout = parse_timeout(node.value);
    if (!profile_.plugins.timeout)
      findings_.error("value-type", node.value_place(), message("'{}' cannot be '{}'", "plugins.timeout", node.value),
                      message("write seconds from 0.01 to 3600, with decimals if you like: {}", "2.5"));
  }

  void plugin_failure(const Node& node) {
    const bool closed = is_first_of(node, "plugins.fail", "closed", "open");
    profile_.plugins.fail_closed = closed ? node.value_place() : Place{};
  }

  void unprotected_plugins(const Node& node) {
    profile_.plugins.allow_unprotected = is_first_of(node, "plugins.unprotected", "allow", "refuse");
  }

  /// Whether the value is the first of two words. An error where it is neither.
  bool is_first_of(const Node& node, std::string_view key, std::string_view first, std::string_view second) {
    refuse_children(node, findings_);
    if (node.value != first && node.value != second)
      findings_.error("value-type", node.value_place(), message("'{}' cannot be '{}'", key, node.value),
                      message("it may be: {}", fmt::format("{}, {}", second, first)));
    return node.value == first;
  }

  const Schema& schema_;
  Findings& findings_;
  Profile& profile_;
  std::map<std::string, Place> seen_;  ///< keys of the layer, each where it stands first
};

}  // namespace

std::optional<Message> type_fault(std::string_view text, const ValueSpec& spec) {
  switch (spec.type) {
    case Type::text:
    case Type::list:
    case Type::table:
      if (text.find('\n') != std::string_view::npos) return message("a value is one line");
      if (text.size() > kLongestValue) return message("a value has at most {} bytes", std::to_string(kLongestValue));
      return std::nullopt;
    case Type::integer:
      if (!is_number(text)) return message("write a whole number in digits, without separators or unit: {}", "18642");
      return std::nullopt;
    case Type::decimal:
    case Type::rate:
      if (!Decimal::parse(text)) return message("write a number in digits, without separators, unit or %: {}", "12.6");
      return std::nullopt;
    case Type::date:
      if (!parse_date(text)) return message("write a day that exists as YYYY-MM-DD");
      return std::nullopt;
    case Type::time:
      if (text.find('\n') != std::string_view::npos) return message("a value is one line");
      if (looks_like_date(text) && !parse_date(text)) return message("write a day that exists as YYYY-MM-DD");
      return std::nullopt;
    case Type::year:
      if (!parse_year(text)) return message("write a year in four digits");
      return std::nullopt;
    case Type::choice:
      if (spec.choice(text) == nullptr) return message("it may be: {}", named(spec.choices));
      return std::nullopt;
  }
  return std::nullopt;
}

std::string normal_form(std::string_view text, const ValueSpec& spec) {
  if (spec.type != Type::integer && spec.type != Type::decimal && spec.type != Type::rate) return std::string(text);
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.find('.') != std::string_view::npos) {
    while (text.ends_with('0')) text.remove_suffix(1);
    if (text.ends_with('.')) text.remove_suffix(1);
  }
  while (text.size() > 1 && text.front() == '0' && text[1] != '.') text.remove_prefix(1);
  const bool has_sign = negative && text.find_first_not_of("0.") != std::string_view::npos;
  return fmt::format("{}{}", has_sign ? "-" : "", text);
}

std::optional<std::chrono::milliseconds> parse_timeout(std::string_view text) {
  constexpr std::chrono::milliseconds kLeast{10};
  constexpr std::chrono::milliseconds kMost = std::chrono::hours{1};
  const std::size_t dot = std::min(text.find('.'), text.size());
  std::string digits(text.substr(0, dot));
  std::string_view decimals = text.substr(std::min(dot + 1, text.size()));
  constexpr std::size_t kDecimals = 3;  // milliseconds
  if (digits.empty() || decimals.size() > kDecimals || (dot != text.size() && decimals.empty())) return std::nullopt;
  digits.append(decimals).append(kDecimals - decimals.size(), '0');
  if (!is_number(digits)) return std::nullopt;
  const std::chrono::milliseconds time{std::stoll(digits)};
  if (time < kLeast || time > kMost) return std::nullopt;
  return time;
}

Profile type_profile(const Layers& layers, const Schema& schema, Findings& findings) {
  Profile profile;
  Typing typing(schema, findings, profile);
  for (const Layer& layer : layers) typing.layer(layer);
  if (!layers.empty()) profile.name = layers.front().source->name;
  return profile;
}

}  // namespace lectern::host
