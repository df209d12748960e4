// SPDX-License-Identifier: Apache-2.0
#include "catalogue/skeleton.hpp"

#include "source/fields.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace lectern::host {
namespace {

constexpr std::size_t kMostPassages = 20;
constexpr std::size_t kDeepestSection = 3;  // 一、（一）1. : a fourth level no ear can follow

struct NamedLayout {
  std::string_view name;
  Layout layout;
};
constexpr std::array<NamedLayout, 8> kLayouts = {{{"paragraph", Layout::paragraph},
                                                  {"sections", Layout::sections},
                                                  {"title", Layout::title},
                                                  {"headline", Layout::headline},
                                                  {"date", Layout::date},
                                                  {"speaker", Layout::speaker},
                                                  {"salutation", Layout::salutation},
                                                  {"greeting", Layout::greeting}}};

std::optional<std::size_t> read_number(std::string_view text) {
  std::size_t value = 0;
  const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::size_t> read_count(std::string_view text) {
  const auto count = read_number(text);
  return count && *count <= kMostPassages ? count : std::nullopt;
}

/// `minutes 14-18`
void read_minutes(const Node& node, Skeleton& skeleton, Findings& findings) {
  const std::size_t dash = std::min(node.value.find('-'), node.value.size());
  const auto least = read_number(node.value.substr(0, dash));
  const auto most = read_number(node.value.substr(std::min(dash + 1, node.value.size())));
  if (!least || !most || *most < *least) {
    findings.error("value-type", node.value_place(), message("'{}' is no length in minutes", node.value),
                   message("write: {}", "minutes 14-18"));
    return;
  }
  skeleton.least_minutes = *least;
  skeleton.most_minutes = *most;
}

class SkeletonReader {
 public:
  SkeletonReader(const Slots& slots, Findings& findings) : slots_(slots), findings_(findings) {}

  Section section(const Node& node, std::size_t depth) {
    Section made;
    made.id = depth == 0 ? std::string() : node.value;
    if (depth > kDeepestSection)
      findings_.error("section-depth", node.place, message("sections nest deeper than {} levels", "3"));
    bool sections_begun = false;
    const std::vector<std::string_view> known =
        depth == 0 ? std::vector<std::string_view>{"slot", "section", "name", "meeting", "minutes"}
                   : std::vector<std::string_view>{"slot", "section", "heading"};
    for (const Node& child : node.children) {
      if (child.key == "slot") {
        const SlotUse use = slot(child);
        if (sections_begun && use.layout == Layout::paragraph && depth != 0)
          findings_.error("paragraph-after-section", child.place,
                          message("the paragraphs of '{}' come after a numbered section", child.value),
                          message("move the slot before the sections, or into one of its own"));
        sections_begun = sections_begun || use.layout == Layout::sections;
        made.parts.push_back({use});
      } else if (child.key == "section") {
        sections_begun = true;
        made.parts.push_back({section(child, depth + 1)});
      } else if (child.key == "heading" && depth != 0) {
        made.heading.slot = find_slot(child);
      } else if (depth != 0 || std::find(known.begin(), known.end(), child.key) == known.end()) {
        findings_.error("key-unknown", child.place, message("unknown key '{}'", child.key),
                        did_you_mean(child.key, known));
      }
    }
    if (depth != 0 && std::none_of(node.children.begin(), node.children.end(),
                                   [](const Node& child) { return child.key == "heading"; }))
      findings_.error("key-missing", node.place, message("'{}' lacks the key '{}'", node.value, "heading"),
                      message("add: {} ...", "heading"));
    return made;
  }

 private:
  SlotId find_slot(const Node& node) {
    if (const auto known = slots_.find(node.value)) return *known;
    findings_.error("slot-unknown", node.value_place(), message("there is no slot '{}'", node.value),
                    did_you_mean(node.value, slots_.ids()));
    return 0;
  }

  SlotUse slot(const Node& node) {
    SlotUse use;
    use.slot = find_slot(node);
    Fields fields(node, findings_);
    if (const Node* layout = fields.one("as")) {
      const auto* known = std::find_if(kLayouts.begin(), kLayouts.end(),
                                       [&](const NamedLayout& named) { return named.name == layout->value; });
      if (known != kLayouts.end()) {
        use.layout = known->layout;
      } else {
        std::vector<std::string_view> names;
        for (const NamedLayout& named : kLayouts) names.push_back(named.name);
        findings_.error("value-type", layout->value_place(),
                        message("a slot cannot be laid out as '{}'", layout->value),
                        did_you_mean(layout->value, names));
      }
    }
    if (const Node* takes = fields.one("takes")) take(*takes, use);
    constexpr int kMostMore = 10;
    use.more = static_cast<std::size_t>(fields.number("more", 0, kMostMore, 0));
    fields.finish();
    return use;
  }

  void take(const Node& takes, SlotUse& use) {
    const std::string_view text = takes.value;
    const std::size_t dash = text.find('-');
    const auto least = read_count(text.substr(0, dash));
    const auto most = dash == std::string_view::npos ? least : read_count(text.substr(dash + 1));
    if (!least || !most || *most < *least || *most == 0) {
      findings_.error("value-type", takes.value_place(), message("'{}' is no number of passages", takes.value),
                      message("write: takes 1, or takes 3-4"));
      return;
    }
    use.least = *least;
    use.most = *most;
  }

  const Slots& slots_;
  Findings& findings_;
};

}  // namespace

std::optional<Skeleton> read_skeleton(const Node& file, const Slots& slots, Findings& findings) {
  const std::size_t errors = findings.errors();
  Fields fields(file, findings);
  const Node* node = fields.one("skeleton");
  fields.finish();
  if (node == nullptr) {
    findings.error("key-missing", file.place, message("the file holds no skeleton"),
                   message("write: skeleton OCCASION {{ ... }}"));
    return std::nullopt;
  }
  Skeleton made;
  made.occasion = node->value;
  for (const Node& child : node->children) {
    if (child.key == "name") made.name = child.value;
    if (child.key == "meeting") made.meeting = child.value;
    if (child.key == "minutes") read_minutes(child, made, findings);
  }
  made.body = SkeletonReader(slots, findings).section(*node, 0);
  if (findings.errors() != errors) return std::nullopt;
  return made;
}

}  // namespace lectern::host
