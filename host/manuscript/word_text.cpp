// SPDX-License-Identifier: Apache-2.0
#include "manuscript/word_text.hpp"

#include "document/speech.hpp"
#include "manuscript/word_elements.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace lectern::host {
namespace {

/// Appends a character in UTF-8.
void append_point(std::string& out, unsigned point) {
  const auto add = [&out](unsigned byte) { out += static_cast<char>(byte); };
  if (point < 0x80) return add(point);
  if (point < 0x800) {
    add(0xC0U | point >> 6U);
  } else {
    add(0xE0U | point >> 12U);
    add(0x80U | (point >> 6U & 0x3FU));
  }
  add(0x80U | (point & 0x3FU));
}

/// Goes through a part once. Rationale: it calls itself, for the tree is a tree; so depth is bounded.
class WordReader {
 public:
  WordReader(const Styles& styles, Numbering& numbering, std::vector<Paragraph>& out)
      : styles_(styles), numbering_(numbering), out_(out), kept_(out.size()) {}

  WordFault read(const pugi::xml_node& part, ParagraphKind kind) {
    flow_.kind = kind;
    inside(part, 0);
    close();
    return fault_;
  }

 private:
  /// What a paragraph needs to know of the text around it. A text box has its own, in the midst of a paragraph.
  struct Flow {
    ParagraphKind kind = ParagraphKind::text;
    Paragraph current;
    bool is_open = false;          ///< the paragraph before this one lost its mark: they are one
    bool is_contents = false;      ///< the paragraph is a line of a table of contents
    std::string number;            ///< that Word gives it
    std::vector<bool> fields;      ///< for each field around: whether its instruction is read, and not its result
    std::size_t instructions = 0;  ///< how many of them
    std::vector<Paragraph> boxes;
  };

  void inside(const pugi::xml_node& node, unsigned depth) {
    // Nested tables of content controls reach some forty levels.
    constexpr unsigned kDeepest = 200;
    if (depth > kDeepest) fault_ = WordFault::too_deep;
    for (pugi::xml_node inner = node.first_child(); inner && fault_ == WordFault::none; inner = inner.next_sibling()) {
      if (inner.type() == pugi::node_element) element(inner, depth + 1);
    }
  }

  void element(const pugi::xml_node& node, unsigned depth) {
    const Element kind = element_of(node);
    if (in_picture_ && kind != Element::box && kind != Element::alternate) return inside(node, depth);
    switch (kind) {
      case Element::other:
        return inside(node, depth);
      case Element::skipped:
        return;
      case Element::paragraph:
        return paragraph(node, depth);
      case Element::run:
        if (!is_on(child(child(node, "rPr"), "vanish"))) inside(node, depth);
        return;
      case Element::text:
        for (const pugi::xml_node piece : node.children()) text(piece.value());
        return;
      case Element::tab:
        return text("\t");
      case Element::line:
        return line(node);
      case Element::hyphen:
        return text("-");
      case Element::symbol:
        return symbol(node);
      case Element::field:
        return field(node);
      case Element::bookmark:
        return bookmark(node);
      case Element::bookmark_end:
        if (const char* const id = attribute(node, "id")) bookmarks_.erase(id);
        return;
      case Element::table:
      case Element::ruby:
        return inside(node, depth);
      case Element::row:
        if (!child(child(node, "trPr"), "del")) inside(node, depth);
        return;
      case Element::cell:
        return cell(node, depth);
      case Element::alternate:
        return alternate(node, depth);
      case Element::picture:
        return picture(node, depth);
      case Element::box:
        return box(node, depth);
    }
  }

  void paragraph(const pugi::xml_node& node, unsigned depth) {
    const pugi::xml_node properties = child(node, "pPr");
    if (!flow_.is_open) flow_.current = {};
    inside(node, depth);
    // An instruction that is not closed by now would hide all that follows.
    if (flow_.instructions != 0) std::fill(flow_.fields.begin(), flow_.fields.end(), false);
    flow_.instructions = 0;
    // Of two paragraphs made one, the mark of the second stays, and its properties with it.
    const Role role = role_of(properties);
    flow_.current.kind = flow_.kind;
    if (child(properties, "framePr")) flow_.current.kind = ParagraphKind::box;
    if (flow_.current.kind == ParagraphKind::text) flow_.current.kind = role.kind;
    flow_.current.level = flow_.current.kind == ParagraphKind::heading ? role.level : 0;
    flow_.is_contents = role.is_contents;
    const pugi::xml_node mark = child(properties, "rPr");
    flow_.is_open = child(mark, "del") || child(mark, "moveFrom");
    if (flow_.is_open) return;
    if (!is_on(child(mark, "vanish"))) flow_.number = number_of(properties);
    finish();
  }

  /// What a paragraph says itself wins over its style, list and level each.
  std::string number_of(const pugi::xml_node& properties) {
    const ListUse own = list_use(properties);
    const StyledList styled = styles_.list(attribute(child(properties, "pStyle"), "val"));
    const auto list = own.list ? own.list : styled.use.list;
    if (!list || *list == 0) return {};
    auto level = own.level;
    if (!level && !own.list) level = styled.use.level ? styled.use.level : numbering_.level_of(*list, styled.style);
    return numbering_.next(*list, level.value_or(0));
  }

  /// What the paragraph says itself stands above its style; body text (9) only where that would be a heading.
  Role role_of(const pugi::xml_node& properties) const {
    const Role role = styles_.role(attribute(child(properties, "pStyle"), "val"));
    const auto own = outline_role(properties);
    return !own || (own->level == 0 && role.kind != ParagraphKind::heading) ? role : *own;
  }

  /// The paragraph is whole: it is kept, and the boxes that hang on it come behind it.
  void finish() {
    flow_.is_open = false;
    std::vector<Paragraph> boxes = std::move(flow_.boxes);
    flow_.boxes.clear();
    if (!flow_.is_contents && trim(flow_.current)) {
      number(flow_.current);
      keep(std::move(flow_.current));
    }
    flow_.current = {};
    flow_.number.clear();
    for (Paragraph& box : boxes) keep(std::move(box));
  }

  void number(Paragraph& paragraph) {
    if (flow_.number.empty()) return;
    Paragraph numbered;
    if (!append_seen(numbered, flow_.number, 1, 0)) fault_ = WordFault::not_utf8;
    paragraph.text.insert(0, numbered.text);
  }

  void keep(Paragraph paragraph) {
    std::vector<Paragraph>& to = outer_ == nullptr ? out_ : outer_->boxes;
    to.push_back(std::move(paragraph));
    if (++kept_ > kMostParagraphs) fault_ = WordFault::too_many;
  }

  /// At the end of a cell, a box or the document nothing is left that could go on with an open paragraph.
  void close() {
    if (flow_.is_open || !flow_.boxes.empty()) finish();
  }

  void cell(const pugi::xml_node& node, unsigned depth) {
    close();
    const bool is_spoken_here = flow_.kind == ParagraphKind::text;
    const ParagraphKind outer = std::exchange(flow_.kind, is_spoken_here ? ParagraphKind::cell : flow_.kind);
    inside(node, depth);
    close();
    flow_.kind = outer;
  }

  void box(const pugi::xml_node& node, unsigned depth) {
    Flow around = std::move(flow_);
    flow_ = {};
    flow_.kind = ParagraphKind::box;
    Flow* const outer = std::exchange(outer_, &around);
    const bool in_picture = std::exchange(in_picture_, false);
    inside(node, depth);
    close();
    in_picture_ = in_picture;
    outer_ = outer;
    flow_ = std::move(around);
  }

  /// Of a picture only the text boxes count.
  void picture(const pugi::xml_node& node, unsigned depth) {
    const bool outer = std::exchange(in_picture_, true);
    inside(node, depth);
    in_picture_ = outer;
  }

  /// The same content for newer and for older programs: one of them is read.
  void alternate(const pugi::xml_node& node, unsigned depth) {
    const pugi::xml_node chosen = child(node, "Choice");
    inside(chosen ? chosen : child(node, "Fallback"), depth + 1);
  }

  void line(const pugi::xml_node& node) {
    const char* const type = attribute(node, "type");
    const std::string_view kind = type == nullptr ? "textWrapping" : type;
    if (kind == "textWrapping") text("\n");
  }

  /// Fonts of symbols have them at U+F000 and above, where no other font has anything: what they show is not known.
  void symbol(const pugi::xml_node& node) {
    constexpr unsigned kFirstUnknown = 0xD800;  // halves of characters, then the private ones
    constexpr unsigned kLastUnknown = 0xF8FF;
    constexpr unsigned kReplacement = 0xFFFD;
    const auto point = number_in(attribute(node, "char"), 16);
    if (!point || *point == 0) return;
    const bool is_unknown = (*point >= kFirstUnknown && *point <= kLastUnknown) || *point > kReplacement;
    std::string out;
    append_point(out, is_unknown ? kReplacement : *point);
    text(out.c_str());
  }

  void field(const pugi::xml_node& node) {
    const char* const type = attribute(node, "fldCharType");
    const std::string_view kind = type == nullptr ? "" : type;
    if (kind == "begin") {
      flow_.fields.push_back(true);
      ++flow_.instructions;
    } else if ((kind == "separate" || kind == "end") && !flow_.fields.empty()) {
      if (flow_.fields.back()) --flow_.instructions;
      flow_.fields.back() = false;
      if (kind == "end") flow_.fields.pop_back();
    }
  }

  void bookmark(const pugi::xml_node& node) {
    const char* const id = attribute(node, "id");
    const char* const name = attribute(node, "name");
    if (id == nullptr || name == nullptr || !std::string_view(name).starts_with(kBlockId)) return;
    bookmarks_.insert_or_assign(id, name);
    last_bookmark_ = id;
  }

  void text(const char* text) {
    if (flow_.instructions != 0 || *text == '\0') return;
    if (!append_seen(flow_.current, text, 1, 0)) fault_ = WordFault::not_utf8;
    if (flow_.current.text.size() > kMostParagraphBytes) fault_ = WordFault::too_long;
    if (!flow_.current.id.empty() || bookmarks_.empty()) return;
    const auto last = bookmarks_.find(last_bookmark_);
    flow_.current.id = last == bookmarks_.end() ? bookmarks_.begin()->second : last->second;
  }

  const Styles& styles_;
  Numbering& numbering_;
  std::vector<Paragraph>& out_;
  Flow flow_;
  Flow* outer_ = nullptr;  ///< where a box hangs
  bool in_picture_ = false;
  std::map<std::string, std::string> bookmarks_;  ///< Lectern's, open here: by id
  std::string last_bookmark_;
  std::size_t kept_;
  WordFault fault_ = WordFault::none;
};

}  // namespace

WordFault read_word_text(const pugi::xml_node& part, ParagraphKind kind, const Styles& styles, Numbering& numbering,
                         std::vector<Paragraph>& to) {
  return WordReader(styles, numbering, to).read(part, kind);
}

}  // namespace lectern::host
