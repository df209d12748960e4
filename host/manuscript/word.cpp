// SPDX-License-Identifier: Apache-2.0
#include "manuscript/word.hpp"

#include "document/speech.hpp"
#include "manuscript/styles.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace lectern::host {
namespace {

/// What a boolean property says: on where it is there, unless its value says otherwise (ISO/IEC 29500-1, 17.17.4).
bool is_on(const pugi::xml_node& property) {
  if (!property) return false;
  const char* const value = attribute(property, "val");
  if (value == nullptr) return true;
  const std::string_view said = value;
  return said != "0" && said != "false" && said != "off";
}

// ---- The text ----

enum class Element {
  other,  ///< looked into
  skipped,
  paragraph,
  run,
  text,
  tab,
  line,
  hyphen,
  symbol,
  field,
  bookmark,
  bookmark_end,
  row,
  cell,
  table,
  ruby,
  alternate,
  picture,
  box
};

Element element_of(const pugi::xml_node& node) {
  struct Name {
    std::string_view name;
    Element element;
  };
  static constexpr std::array<Name, 51> kNames = {{
      {"r", Element::run},
      {"t", Element::text},
      {"p", Element::paragraph},
      {"rPr", Element::skipped},
      {"pPr", Element::skipped},
      {"tab", Element::tab},
      {"ptab", Element::tab},
      {"br", Element::line},
      {"cr", Element::line},
      {"noBreakHyphen", Element::hyphen},
      {"sym", Element::symbol},
      {"fldChar", Element::field},
      {"bookmarkStart", Element::bookmark},
      {"bookmarkEnd", Element::bookmark_end},
      {"tbl", Element::table},
      {"tr", Element::row},
      {"tc", Element::cell},
      {"ruby", Element::ruby},
      {"AlternateContent", Element::alternate},
      {"drawing", Element::picture},
      {"pict", Element::picture},
      {"object", Element::picture},
      {"txbxContent", Element::box},
      // What was deleted, or moved away.
      {"del", Element::skipped},
      {"moveFrom", Element::skipped},
      {"delText", Element::skipped},
      {"delInstrText", Element::skipped},
      // What is no text.
      {"instrText", Element::skipped},
      {"fldData", Element::skipped},
      {"softHyphen", Element::skipped},
      {"proofErr", Element::skipped},
      {"lastRenderedPageBreak", Element::skipped},
      {"footnoteReference", Element::skipped},
      {"endnoteReference", Element::skipped},
      {"footnoteRef", Element::skipped},
      {"annotationRef", Element::skipped},
      {"commentReference", Element::skipped},
      {"commentRangeStart", Element::skipped},
      {"commentRangeEnd", Element::skipped},
      {"sectPr", Element::skipped},
      {"tblPr", Element::skipped},
      {"tblGrid", Element::skipped},
      {"trPr", Element::skipped},
      {"tcPr", Element::skipped},
      {"sdtPr", Element::skipped},
      {"sdtEndPr", Element::skipped},
      {"smartTagPr", Element::skipped},
      {"customXmlPr", Element::skipped},
      {"rubyPr", Element::skipped},
      {"rt", Element::skipped},
      {"background", Element::skipped},
  }};
  const std::string_view name = local_name(node.name());
  const auto* const found =
      std::find_if(kNames.begin(), kNames.end(), [name](const Name& known) { return known.name == name; });
  return found == kNames.end() ? Element::other : found->element;
}

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

/// Goes through the document once. Rationale: it calls itself, for the tree is a tree; so depth is bounded.
class WordReader {
 public:
  WordReader(const Styles& styles, std::vector<Paragraph>& out) : styles_(styles), out_(out) {}

  enum class Fault { none, too_deep, not_utf8, too_many, too_long };
  Fault fault() const { return fault_; }

  void read(const pugi::xml_node& body) {
    inside(body, 0);
    close();
  }

 private:
  /// What a paragraph needs to know of the text around it. A text box has its own, in the midst of a paragraph.
  struct Flow {
    ParagraphKind kind = ParagraphKind::text;
    Paragraph current;
    bool is_open = false;          ///< the paragraph before this one lost its mark: they are one
    bool is_contents = false;      ///< the paragraph is a line of a table of contents
    std::vector<bool> fields;      ///< for each field around: whether its instruction is read, and not its result
    std::size_t instructions = 0;  ///< how many of them
    std::vector<Paragraph> boxes;
  };

  void inside(const pugi::xml_node& node, unsigned depth) {
    // Nested tables of content controls reach some forty levels.
    constexpr unsigned kDeepest = 200;
    if (depth > kDeepest) fault_ = Fault::too_deep;
    for (pugi::xml_node inner = node.first_child(); inner && fault_ == Fault::none; inner = inner.next_sibling()) {
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
    if (!flow_.is_open) finish();
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
    if (!flow_.is_contents && trim(flow_.current)) keep(std::move(flow_.current));
    flow_.current = {};
    for (Paragraph& box : boxes) keep(std::move(box));
  }

  void keep(Paragraph paragraph) {
    std::vector<Paragraph>& to = outer_ == nullptr ? out_ : outer_->boxes;
    to.push_back(std::move(paragraph));
    if (++kept_ > kMostParagraphs) fault_ = Fault::too_many;
  }

  /// At the end of a cell, a box or the document nothing is left that could go on with an open paragraph.
  void close() {
    if (flow_.is_open || !flow_.boxes.empty()) finish();
  }

  void cell(const pugi::xml_node& node, unsigned depth) {
    close();
    const ParagraphKind outer = std::exchange(flow_.kind, outer_ == nullptr ? ParagraphKind::cell : flow_.kind);
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
    if (!append_seen(flow_.current, text, 1, 0)) fault_ = Fault::not_utf8;
    if (flow_.current.text.size() > kMostParagraphBytes) fault_ = Fault::too_long;
    if (!flow_.current.id.empty() || bookmarks_.empty()) return;
    const auto last = bookmarks_.find(last_bookmark_);
    flow_.current.id = last == bookmarks_.end() ? bookmarks_.begin()->second : last->second;
  }

  const Styles& styles_;
  std::vector<Paragraph>& out_;
  Flow flow_;
  Flow* outer_ = nullptr;  ///< where a box hangs
  bool in_picture_ = false;
  std::map<std::string, std::string> bookmarks_;  ///< Lectern's, open here: by id
  std::string last_bookmark_;
  std::size_t kept_ = 0;
  Fault fault_ = Fault::none;
};

void report(WordReader::Fault fault, const Place& file, Findings& findings) {
  const Message again = message("open it in Word or WPS and save it again, or ask for another copy");
  switch (fault) {
    case WordReader::Fault::none:
      return;
    case WordReader::Fault::too_deep:
      return findings.error("manuscript-unsafe", file, message("the Word file's parts are nested too deep"),
                            message("Word and WPS write no such files: ask who it comes from"));
    case WordReader::Fault::not_utf8:
      return findings.error("manuscript-damaged", file, message("the Word file is damaged: its text is not UTF-8"),
                            again);
    case WordReader::Fault::too_many:
      return report_too_many(file, findings);
    case WordReader::Fault::too_long:
      return report_too_long(file, findings);
  }
}

/// Threads of comments that nobody has closed. A comment is known by the id of its last paragraph.
std::size_t count_comments(const pugi::xml_node& comments, const pugi::xml_node& extended) {
  std::set<std::string_view> settled;
  for (const pugi::xml_node node : extended.children()) {
    const char* const id = attribute(node, "paraId");
    const char* const done = attribute(node, "done");
    const bool is_done = done != nullptr && std::string_view(done) != "0" && std::string_view(done) != "false";
    if (id != nullptr && (is_done || attribute(node, "paraIdParent") != nullptr)) settled.insert(id);
  }
  std::size_t open = 0;
  for (const pugi::xml_node node : comments.children()) {
    if (local_name(node.name()) != "comment") continue;
    const char* last = nullptr;
    for (const pugi::xml_node paragraph : node.children()) {
      if (const char* const id = attribute(paragraph, "paraId")) last = id;
    }
    if (last == nullptr || !settled.contains(last)) ++open;
  }
  return open;
}

/// A line for each paragraph, for places to point into.
const Source& source_of(std::vector<Paragraph>& paragraphs, const std::string& name, Sources& sources) {
  std::string text;
  std::uint32_t number = 0;
  for (Paragraph& paragraph : paragraphs) {
    std::string line = paragraph.text;
    std::replace(line.begin(), line.end(), '\n', ' ');
    text += line + "\n";
    paragraph.pieces = {{0, ++number, 0}};
    for (OddCharacter& odd : paragraph.odd) odd = {odd.point, odd.fault, number, 0, 0};
  }
  return sources.add(name, std::move(text), Source::Lines::paragraphs);
}

}  // namespace

std::optional<Manuscript> read_word(WordParts parts, const Place& file, Sources& sources, Findings& findings) {
  pugi::xml_document document;
  pugi::xml_document styles;
  pugi::xml_document comments;
  pugi::xml_document extended;
  if (!parse_xml(document, parts.document, file, findings)) return std::nullopt;
  if (!parts.styles.empty() && !parse_xml(styles, parts.styles, file, findings)) return std::nullopt;
  if (!parts.comments.empty() && !parse_xml(comments, parts.comments, file, findings)) return std::nullopt;
  if (!parts.comments_extended.empty() && !parse_xml(extended, parts.comments_extended, file, findings))
    return std::nullopt;
  const pugi::xml_node body = child(document.document_element(), "body");
  if (local_name(document.document_element().name()) != "document" || !body) {
    findings.error("manuscript-format", file, message("the archive holds no Word document"),
                   message("save it as .docx in Word or WPS"));
    return std::nullopt;
  }
  Manuscript read;
  const Styles known(styles.document_element());
  WordReader reader(known, read.paragraphs);
  reader.read(body);
  report(reader.fault(), file, findings);
  if (reader.fault() != WordReader::Fault::none) return std::nullopt;
  find_headings(read.paragraphs);
  read.source = &source_of(read.paragraphs, file.source->name, sources);
  read.open_comments = count_comments(comments.document_element(), extended.document_element());
  return read;
}

}  // namespace lectern::host
