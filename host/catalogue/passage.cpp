// SPDX-License-Identifier: Apache-2.0
#include "catalogue/passage.hpp"

#include "source/fields.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace lectern::host {
namespace {

/// An offer as a file would have it: one grammar for both. Points into the offer; all of it stands at `place`.
Node node_of(const Offer& offer, const Place& place) {
  const auto node = [&place](std::string_view key, std::string_view value) {
    Node made;
    made.key = key;
    made.value = value;
    made.has_value = true;
    made.place = place;
    made.at = place.column;
    return made;
  };
  Node passage = node("passage", offer.id);
  if (!offer.slot.empty()) passage.children.push_back(node("slot", offer.slot));
  if (!offer.when.empty()) {
    Node when = node("when", {});
    for (const auto& [fact, condition] : offer.when) when.children.push_back(node(fact, condition));
    passage.children.push_back(std::move(when));
  }
  if (!offer.each.empty() || !offer.rows.empty()) {
    Node each = node("each", offer.each);
    for (const auto& [column, condition] : offer.rows) each.children.push_back(node(column, condition));
    passage.children.push_back(std::move(each));
  }
  if (!offer.covers.empty()) passage.children.push_back(node("covers", offer.covers));
  if (!offer.proposes.empty()) passage.children.push_back(node("proposes", offer.proposes));
  const auto add = [&](std::string_view key, const std::vector<std::string>& texts) {
    for (const std::string& text : texts) passage.children.push_back(node(key, text));
  };
  add("heading", offer.headings);
  for (std::size_t i = 0; i < offer.texts.size(); ++i) {
    Node text = node("text", offer.texts[i]);
    if (i < offer.styles.size() && !offer.styles[i].empty()) text.children.push_back(node("style", offer.styles[i]));
    passage.children.push_back(std::move(text));
  }
  add("short", offer.shorts);
  add("item", offer.items);
  add("first", offer.firsts);
  add("last", offer.lasts);
  add("only", offer.onlys);
  return passage;
}

class PassageReader {
 public:
  PassageReader(const Provider& provider, const Slots& slots, const Vocabulary& vocabulary,
                std::vector<Passage>& passages, Findings& findings)
      : provider_(provider), slots_(slots), vocabulary_(vocabulary), passages_(passages), findings_(findings) {}

  Passage head(const Node& node) {
    Fields fields(node, findings_);
    return head(node, fields);
  }

  bool read(const Node& node) {
    const std::size_t errors = findings_.errors();
    Fields fields(node, findings_);
    return read(fields, head(node, fields), errors);
  }

  bool replace(const Node& node, Passage& passage) {
    const std::size_t errors = findings_.errors();
    Passage made;
    made.id = passage.id;
    made.place = node.place;
    Fields fields(node, findings_);
    const bool retold =
        std::any_of(node.children.begin(), node.children.end(), [](const Node& child) { return child.key == "text"; });
    if (!retold) made.walked = passage.walked;  // short forms go with the old texts
    made.covers = passage.covers;
    made.proposes = passage.proposes;
    made.priority = fields.number("priority", 0, kHighestPriority, passage.priority);
    const Node* when = fields.one("when");
    if (when != nullptr) made.conditions = read_conditions(*when, vocabulary_, findings_);
    if (!contents(fields, made)) return false;
    fields.finish();
    if (node.children.empty())
      findings_.error("value-missing", node.place, message("'{}' says nothing new", name_of(node)),
                      message("add: {} ...", "text"));
    const auto of_rows = [](const Node& child) {
      return child.key == "each" || child.key == "item" || child.key == "first" || child.key == "last" ||
             child.key == "only";
    };
    if (!retold && std::any_of(node.children.begin(), node.children.end(), of_rows))
      findings_.error("each-items", node.place, message("'each' and its rows belong to a text"),
                      message("add: {} ...", "text"));
    if (retold) check_rows(made);
    check_items(made);
    if (findings_.errors() != errors) return false;
    passage.place = node.place;
    passage.priority = made.priority;
    if (when != nullptr) passage.conditions = std::move(made.conditions);
    if (!made.headings.empty()) passage.headings = std::move(made.headings);
    if (retold || !made.shorts.empty()) passage.shorts = std::move(made.shorts);
    passage.covers = std::move(made.covers);
    passage.proposes = std::move(made.proposes);
    if (!retold) return true;
    passage.texts = std::move(made.texts);
    passage.styles = std::move(made.styles);
    passage.walked = made.walked;
    passage.filters = std::move(made.filters);
    passage.items = std::move(made.items);
    passage.firsts = std::move(made.firsts);
    passage.lasts = std::move(made.lasts);
    passage.onlys = std::move(made.onlys);
    return true;
  }

  void read(Offer offered, const Place& place) {
    const std::size_t errors = findings_.errors();
    const auto offer = std::make_shared<const Offer>(std::move(offered));
    const Node node = node_of(*offer, place);
    Fields fields(node, findings_);
    Passage passage = head(node, fields);
    passage.offer = offer;
    passage.priority = offer->priority;
    if (offer->priority < 0 || offer->priority > kHighestPriority)
      findings_.error("value-type", place, message("'{}' must be a whole number from {} to {}", "priority", "0", "100"),
                      message("50 is the usual one; higher is taken first"));
    read(fields, std::move(passage), errors);
  }

 private:
  bool read(Fields& fields, Passage passage, std::size_t errors_before) {
    if (!contents(fields, passage)) return false;
    fields.finish();
    return finish(std::move(passage), errors_before);
  }

  Passage head(const Node& node, Fields& fields) {
    Passage passage;
    passage.id = node.value;
    passage.provider = &provider_;
    passage.place = node.place;
    slot(fields.required("slot"), place_of(node, "slot"), passage);
    passage.priority = fields.number("priority", 0, kHighestPriority, kDefaultPriority);
    if (const Node* when = fields.one("when")) passage.conditions = read_conditions(*when, vocabulary_, findings_);
    return passage;
  }

  void slot(std::string_view id, const Place& place, Passage& passage) {
    if (id.empty()) return;
    if (const auto known = slots_.find(id)) {
      passage.slot = *known;
    } else {
      findings_.error("slot-unknown", place, message("passage '{}' is for the unknown slot '{}'", passage.id, id), [&] {
        Message hint = did_you_mean(id, slots_.ids());
        return hint.empty() ? message("'lectern plan PROFILE' shows the slots of a speech") : hint;
      });
    }
  }

  /// Headings, texts and the rows they walk; false where these cannot be judged.
  bool contents(Fields& fields, Passage& passage) {
    if (const Node* each = fields.one("each"); each != nullptr && !walk(*each, passage)) return false;
    if (const std::string_view covers = fields.optional("covers"); !covers.empty()) passage.covers = split(covers, '|');
    if (const std::string_view proposes = fields.optional("proposes"); !proposes.empty()) passage.proposes = proposes;
    for (const Node* heading : fields.many("heading")) passage.headings.push_back(text(*heading, std::nullopt, false));
    rows(fields, "item", passage, passage.items);
    rows(fields, "first", passage, passage.firsts);
    rows(fields, "last", passage, passage.lasts);
    rows(fields, "only", passage, passage.onlys);
    for (const Node* wording : fields.many("text")) {
      passage.texts.push_back(compile_text(*wording, std::nullopt, passage.walked.has_value()));
      passage.styles.push_back(style(*wording));
    }
    for (const Node* wording : fields.many("short"))
      passage.shorts.push_back(text(*wording, std::nullopt, passage.walked.has_value()));
    return true;
  }

  /// False where there is nothing to walk: then the texts cannot be judged, as their braces name its columns.
  bool walk(const Node& each, Passage& passage) {
    passage.walked = vocabulary_.schema.find(each.value);
    if (passage.walked && has_rows(vocabulary_.schema[*passage.walked].spec.type)) {
      for (const Node& column : each.children) filter(column, vocabulary_.schema[*passage.walked], passage);
      return true;
    }
    findings_.error("each-unknown", each.value_place(), message("'{}' is no list or table", each.value), [&] {
      std::vector<std::string_view> tables;
      for (FactId id = 0; id < vocabulary_.schema.size(); ++id) {
        if (has_rows(vocabulary_.schema[id].spec.type)) tables.push_back(vocabulary_.schema[id].key);
      }
      return did_you_mean(each.value, tables);
    });
    return false;
  }

  /// `kind "meeting|report"`, `heading given`: which rows.
  void filter(const Node& node, const FactSpec& table, Passage& passage) {
    const auto column = table.column(node.key);
    if (!column) {
      std::vector<std::string_view> names;
      for (const Column& known : table.columns) names.push_back(known.name);
      return findings_.error("condition", node.place, message("the table '{}' has no column '{}'", table.key, node.key),
                             did_you_mean(node.key, names));
    }
    RowFilter made{*column, Condition::Test::one_of, {}};
    if (node.value == "given" || node.value == "missing") {
      made.test = node.value == "given" ? Condition::Test::given : Condition::Test::missing;
    } else {
      made.values = split(node.value, '|');
    }
    const ValueSpec& spec = table.columns[*column].spec;
    for (const std::string& value : made.values) {
      if (spec.type != Type::choice || spec.choice(value) != nullptr) continue;
      std::vector<std::string_view> ids;
      for (const Choice& choice : spec.choices) ids.push_back(choice.id);
      findings_.error("condition", node.value_place(), message("'{}' is never '{}'", node.key, value),
                      did_you_mean(value, ids));
    }
    passage.filters.push_back(std::move(made));
  }

  /// Of a text, `{ style vivid }` behind it.
  Style style(const Node& wording) {
    Fields fields(wording, findings_);
    const Node* said = fields.one("style");
    fields.finish();
    if (said == nullptr) return Style::any;
    constexpr std::array<std::pair<std::string_view, Style>, 3> kStyles = {
        {{"formal", Style::formal}, {"plain", Style::plain}, {"vivid", Style::vivid}}};
    for (const auto& [name, known] : kStyles) {
      if (said->value == name) return known;
    }
    findings_.error("value-type", said->value_place(), message("'{}' cannot be '{}'", "style", said->value),
                    message("it may be: {}", "formal, plain, vivid"));
    return Style::any;
  }

  void rows(Fields& fields, std::string_view key, const Passage& passage, std::vector<Template>& forms) {
    for (const Node* form : fields.many(key)) forms.push_back(text(*form, passage.walked, false));
  }

  Template text(const Node& node, const std::optional<FactId>& walked, bool may_hold_items) {
    refuse_children(node, findings_);
    return compile_text(node, walked, may_hold_items);
  }

  Template compile_text(const Node& node, const std::optional<FactId>& walked, bool may_hold_items) {
    if (node.value.empty())
      findings_.error("value-missing", node.place, message("'{}' has no value", node.key),
                      message("write: {} \"...\"", node.key));
    return compile(node.value, node.value_place(), vocabulary_, walked, may_hold_items, findings_);
  }

  static bool holds_items(const Template& text) {
    return std::any_of(text.segments.begin(), text.segments.end(),
                       [](const Segment& segment) { return segment.kind == Segment::Kind::items; });
  }

  /// Rows need a table, and a table its rows.
  void check_rows(const Passage& passage) {
    const bool positions = !(passage.firsts.empty() && passage.lasts.empty() && passage.onlys.empty());
    if (passage.walked.has_value() == passage.items.empty() || (!passage.walked && positions))
      findings_.error("each-items", passage.place,
                      message("'each' and 'item' belong together in passage '{}'", passage.id),
                      passage.walked ? message("add: {} ...", "item") : message("add: {} ...", "each"));
  }

  void check_items(const Passage& passage) {
    if (passage.walked && !(std::all_of(passage.texts.begin(), passage.texts.end(), holds_items) &&
                            std::all_of(passage.shorts.begin(), passage.shorts.end(), holds_items)))
      findings_.error("each-items", passage.place,
                      message("a text of passage '{}' walks a table but holds no {{items}}", passage.id),
                      message("put {{items}} where the rows belong"));
  }

  bool finish(Passage passage, std::size_t errors_before) {
    if (passage.id.empty())
      findings_.error("value-missing", passage.place, message("a passage has no id"),
                      message("write: passage ID {{ ... }}"));
    if (passage.texts.empty())
      findings_.error("key-missing", passage.place, message("passage '{}' has no text", passage.id),
                      message("add: {} ...", "text"));
    check_rows(passage);
    check_items(passage);
    if (findings_.errors() != errors_before) return false;
    passages_.push_back(std::move(passage));
    return true;
  }

  const Provider& provider_;
  const Slots& slots_;
  const Vocabulary& vocabulary_;
  std::vector<Passage>& passages_;
  Findings& findings_;
};

}  // namespace

Slots Slots::read(const Node& file, Findings& findings) {
  Slots made;
  Fields fields(file, findings);
  for (const Node* node : fields.many("slot")) {
    Fields slot(*node, findings);
    if (node->value.empty())
      findings.error("value-missing", node->place, message("'{}' has no value", "slot"),
                     message("write: {} \"...\"", "slot"));
    if (made.find(node->value))
      findings.error("id-repeated", node->place, message("slot '{}' stands here a second time", node->value),
                     message("keep one of them"));
    made.slots_.push_back({std::string(node->value), std::string(slot.required("name"))});
    slot.finish();
  }
  fields.finish();
  return made;
}

std::optional<SlotId> Slots::find(std::string_view id) const {
  for (SlotId i = 0; i < slots_.size(); ++i) {
    if (slots_[i].id == id) return i;
  }
  return std::nullopt;
}

std::vector<std::string_view> Slots::ids() const {
  std::vector<std::string_view> out;
  for (const Slot& slot : slots_) out.push_back(slot.id);
  return out;
}

std::size_t Offer::bytes() const {
  std::size_t sum = id.size() + slot.size() + each.size() + covers.size() + proposes.size();
  for (const auto* pairs : {&when, &rows}) {
    for (const auto& [key, condition] : *pairs) sum += key.size() + condition.size();
  }
  for (const auto* forms : {&headings, &texts, &shorts, &items, &firsts, &lasts, &onlys, &styles}) {
    for (const std::string& form : *forms) sum += form.size();
  }
  return sum;
}

std::string name_of(const Passage& passage) { return passage.provider->id + "/" + passage.id; }

const Wishes& wishes_for(const Passage& passage) {
  static const Wishes none;
  return passage.wishes == nullptr ? none : *passage.wishes;
}

bool is_proposal(const Passage& passage) {
  return !passage.proposes.empty() && wishes_for(passage).approved.source == nullptr;
}

const Place& text_in_profile(const Passage& passage) {
  const Wishes& wishes = wishes_for(passage);
  return wishes.replaced.source == nullptr ? wishes.added : wishes.replaced;
}

int standing_of(const Passage& passage) {
  constexpr int kMostOrdered = 1'000;
  const Wishes& wishes = wishes_for(passage);
  if (wishes.ordered.source == nullptr) return passage.priority;
  return kHighestPriority + kMostOrdered - static_cast<int>(std::min<std::size_t>(wishes.rank, kMostOrdered - 1));
}

std::vector<std::size_t> rows_of(const Passage& passage, const Schema& schema, const Facts& facts) {
  std::vector<std::size_t> out;
  if (!passage.walked) return out;
  const std::vector<Row>& rows = facts[*passage.walked].rows;
  const auto passes = [&](const Row& row, const RowFilter& filter) {
    const Value& cell = row.cells[filter.column];
    if (filter.test != Condition::Test::one_of) return cell.given() == (filter.test == Condition::Test::given);
    const ValueSpec& spec = schema[*passage.walked].columns[filter.column].spec;
    const std::string& value = !cell.given() && spec.type == Type::choice ? spec.choices.front().id : cell.text;
    return std::find(filter.values.begin(), filter.values.end(), value) != filter.values.end();
  };
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const bool all = std::all_of(passage.filters.begin(), passage.filters.end(),
                                 [&](const RowFilter& filter) { return passes(rows[row], filter); });
    const bool said = std::none_of(rows[row].cells.begin(), rows[row].cells.end(),
                                   [](const Value& cell) { return cell.evidence.reference_only; });
    if (all && said) out.push_back(row);
  }
  return out;
}

bool says_own(const Passage& passage, const Schema& schema) { return passage.walked && schema[*passage.walked].own; }

bool makes_sections(const Passage& passage) {
  return std::any_of(passage.texts.begin(), passage.texts.end(), [](const Template& text) {
    return std::any_of(text.segments.begin(), text.segments.end(), [](const Segment& segment) {
      return segment.kind == Segment::Kind::items && segment.rows == RowStyle::sections;
    });
  });
}

const Template* form_of_row(const Passage& passage, const FillContext& context, const std::vector<std::size_t>& rows,
                            std::size_t position) {
  const std::size_t row = rows[position];
  const auto complete = [&](const std::vector<Template>& forms, bool suits) -> const Template* {
    const auto found = std::find_if(forms.begin(), forms.end(),
                                    [&](const Template& form) { return suits && is_complete(form, context, row); });
    return found == forms.end() ? nullptr : &*found;
  };
  const bool first = position == 0;
  const bool last = position + 1 == rows.size();
  if (const Template* form = complete(passage.onlys, first && last)) return form;
  if (const Template* form = complete(passage.firsts, first)) return form;
  if (const Template* form = complete(passage.lasts, last)) return form;
  return complete(passage.items, true);
}

void read_passages(const Node& file, const Provider& provider, const Slots& slots, const Vocabulary& vocabulary,
                   std::vector<Passage>& passages, Findings& findings) {
  PassageReader reader(provider, slots, vocabulary, passages, findings);
  Fields fields(file, findings);
  for (const Node* node : fields.many("passage")) reader.read(*node);
  fields.finish();
}

void drop_repeated(const Provider& provider, std::vector<Passage>& passages, Findings& findings) {
  std::size_t begin = passages.size();
  while (begin != 0 && passages[begin - 1].provider == &provider) --begin;
  std::unordered_map<std::string, Place> first;
  std::vector<Passage> kept;
  kept.reserve(passages.size() - begin);
  for (std::size_t i = begin; i < passages.size(); ++i) {
    Passage& passage = passages[i];
    const auto [known, is_new] = first.emplace(passage.id, passage.place);
    if (is_new) {
      kept.push_back(std::move(passage));
      continue;
    }
    const Place& place = known->second;
    findings.error("id-repeated", passage.place, message("passage '{}' stands here a second time", passage.id),
                   place.source == passage.place.source ? message("the first is in line {}", std::to_string(place.line))
                                                        : message("the first is at {}", to_string(place)));
  }
  std::move(kept.begin(), kept.end(), passages.begin() + static_cast<std::ptrdiff_t>(begin));
  passages.resize(begin + kept.size());
}

bool read_passage(const Node& node, const Provider& provider, const Slots& slots, const Vocabulary& vocabulary,
                  std::vector<Passage>& passages, Findings& findings) {
  return PassageReader(provider, slots, vocabulary, passages, findings).read(node);
}

bool replace_parts(const Node& node, const Slots& slots, const Vocabulary& vocabulary, Passage& passage,
                   Findings& findings) {
  std::vector<Passage> none;
  return PassageReader(*passage.provider, slots, vocabulary, none, findings).replace(node, passage);
}

std::optional<Passage> read_head(const Node& node, const Provider& provider, const Slots& slots,
                                 const Vocabulary& vocabulary) {
  std::vector<Passage> none;
  Findings faults(0);
  Passage head = PassageReader(provider, slots, vocabulary, none, faults).head(node);
  return faults.empty() ? std::optional(std::move(head)) : std::nullopt;
}

void sort_passages(std::vector<Passage>& passages) {
  std::sort(passages.begin(), passages.end(), [](const Passage& a, const Passage& b) {
    if (a.slot != b.slot) return a.slot < b.slot;
    if (standing_of(a) != standing_of(b)) return standing_of(a) > standing_of(b);
    if (a.provider->id != b.provider->id) return a.provider->id < b.provider->id;
    return a.id < b.id;
  });
}

void add_offer(Offer offer, const Provider& provider, const Place& place, const Slots& slots,
               const Vocabulary& vocabulary, std::vector<Passage>& passages, Findings& findings) {
  PassageReader(provider, slots, vocabulary, passages, findings).read(std::move(offer), place);
  drop_repeated(provider, passages, findings);
}

}  // namespace lectern::host
