// SPDX-License-Identifier: Apache-2.0
#include "manuscript/plain.hpp"

#include <cmark.h>

#include <algorithm>
#include <memory>

namespace lectern::host {
namespace {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

/// The lines of a source with their numbers, so that finding one does not begin at the first.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// Between two of these a line end is a space to the reader; between Chinese characters it is nothing.
bool is_letter(char c) { return static_cast<unsigned char>(c) < 0x80 && c > ' '; }

std::string_view text_of(cmark_node* node) {
  const char* const text = cmark_node_get_literal(node);
  return text == nullptr ? std::string_view() : std::string_view(text);
}

// cmark looks at every image that was begun and not ended for each link behind it, and at every list and quotation that is
// open for each line: what makes that slow is in no speech.
constexpr std::size_t kMostImages = 1'000;  ///< begun in lines without an empty one between them
constexpr std::size_t kDeepest = 50;        ///< marks of lists and quotations before a text
constexpr std::size_t kFarthest = 100;      ///< bytes before such a mark

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// How many marks of lists and quotations the line begins with; more than kDeepest where one is indented too far.
std::size_t depth_of(std::string_view line) {
  std::size_t marks = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t begin = std::min(line.find_first_not_of(" \t", at), line.size());
    std::size_t end = begin;
    while (end < line.size() && is_digit(line[end])) ++end;
    const std::string_view mark = line.substr(end, 2);
    const bool has_space = mark.size() == 1 || (mark.size() == 2 && (mark[1] == ' ' || mark[1] == '\t'));
    const bool is_number = end != begin && has_space && (mark[0] == '.' || mark[0] == ')');
    const bool is_bullet = end == begin && has_space && (mark[0] == '-' || mark[0] == '+' || mark[0] == '*');
    const bool is_quote = end == begin && mark.starts_with('>');
    if (!is_number && !is_bullet && !is_quote) return marks;
    if (begin - at > kFarthest) return kDeepest + 1;
    ++marks;
    at = end + 1;
  }
  return marks;
}

/// False, and an error, where reading would take long.
bool is_quickly_read(const Source& source, Findings& findings) {
  std::size_t images = 0;
  std::uint32_t number = 0;
  for (const std::string_view line : lines_of(source.text)) {
    ++number;
    if (line.find_first_not_of(" \t") == std::string_view::npos) images = 0;
    for (std::size_t at = line.find("!["); at != std::string_view::npos; at = line.find("![", at + 1)) ++images;
    const Place place{&source, number, 0, 0};
    if (images > kMostImages) {
      findings.error("manuscript-images", place,
                     message("more than {} images in one paragraph", std::to_string(kMostImages)),
                     message("a speech has none: check that this is the right file"));
      return false;
    }
    if (depth_of(line) > kDeepest) {
      findings.error("manuscript-nesting", place,
                     message("lists and quotations nest deeper than {} levels", std::to_string(kDeepest)),
                     message("a speech has three: check that this is the right file"));
      return false;
    }
  }
  return true;
}

/// Walks cmark's tree: every block that holds text becomes a paragraph.
class MarkdownReader {
 public:
  explicit MarkdownReader(const Source& source) : lines_(lines_of(source.text)) {}

  std::vector<Paragraph> read(cmark_node* document) {
    const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(document));
    for (cmark_event_type event = cmark_iter_next(iterator.get());
         event != CMARK_EVENT_DONE && out_.size() <= kMostParagraphs; event = cmark_iter_next(iterator.get())) {
      cmark_node* const node = cmark_iter_get_node(iterator.get());
      if (event == CMARK_EVENT_ENTER) {
        enter(node);
      } else {
        leave(node);
      }
    }
    return std::move(out_);
  }

 private:
  void enter(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_PARAGRAPH:
      case CMARK_NODE_HEADING:
        begin(node);
        number(node);
        break;
      case CMARK_NODE_CODE_BLOCK:
        begin(node);
        append(text_of(node));
        end();
        break;
      case CMARK_NODE_TEXT:
      case CMARK_NODE_CODE:
        line_end(text_of(node));
        append(text_of(node));
        break;
      case CMARK_NODE_SOFTBREAK:
        soft_break_ = true;
        next_line();
        break;
      case CMARK_NODE_LINEBREAK:
        literal("\n");
        next_line();
        break;
      case CMARK_NODE_HTML_INLINE:
        if (text_of(node).starts_with("<br")) literal("\n");
        break;
      case CMARK_NODE_NONE:
      case CMARK_NODE_DOCUMENT:
      case CMARK_NODE_BLOCK_QUOTE:
      case CMARK_NODE_LIST:
      case CMARK_NODE_ITEM:
      case CMARK_NODE_HTML_BLOCK:
      case CMARK_NODE_CUSTOM_BLOCK:
      case CMARK_NODE_THEMATIC_BREAK:
      case CMARK_NODE_CUSTOM_INLINE:
      case CMARK_NODE_EMPH:
      case CMARK_NODE_STRONG:
      case CMARK_NODE_LINK:
      case CMARK_NODE_IMAGE:
        break;
    }
  }

  void leave(cmark_node* node) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type != CMARK_NODE_PARAGRAPH && type != CMARK_NODE_HEADING) return;
    if (type == CMARK_NODE_HEADING) {
      const auto numeral = typed_numeral(current_.text);
      const auto marks = static_cast<unsigned>(cmark_node_get_heading_level(node));
      current_.level = numeral && numeral->is_sure ? numeral->level : marks - 1;
      current_.kind = current_.level == 0 ? ParagraphKind::title : ParagraphKind::heading;
    }
    end();
  }

  void begin(cmark_node* node) {
    current_ = {};
    soft_break_ = false;
    line_ = static_cast<std::uint32_t>(std::max(cmark_node_get_start_line(node), 1));
    column_ = 0;
  }

  void end() {
    if (trim(current_)) out_.push_back(std::move(current_));
    current_ = {};
  }

  /// The number of an ordered list's item, which its first paragraph begins with.
  void number(cmark_node* node) {
    cmark_node* const item = cmark_node_parent(node);
    if (cmark_node_get_type(item) != CMARK_NODE_ITEM || cmark_node_previous(node) != nullptr) return;
    cmark_node* const list = cmark_node_parent(item);
    if (cmark_node_get_list_type(list) != CMARK_ORDERED_LIST) return;
    const auto before = reinterpret_cast<std::intptr_t>(cmark_node_get_user_data(list));  // items counted so far
    cmark_node_set_user_data(list, reinterpret_cast<void*>(before + 1));
    literal(std::to_string(cmark_node_get_list_start(list) + before) + ".");
  }

  void line_end(std::string_view next) {
    const bool has_both = soft_break_ && !current_.text.empty() && !next.empty();
    if (has_both && is_letter(current_.text.back()) && is_letter(next.front())) literal(" ");
    soft_break_ = false;
  }

  /// Here, whether it stands in the source so, otherwise, or not at all.
  void literal(std::string_view text) { append_seen(current_, text, line_, column_); }

  void next_line() {
    ++line_;
    column_ = 0;
  }

  /// A text that stands in this line, behind what was read before. cmark says of a block where it begins; between two of
  /// its texts are marks and addresses, and in one may be escapes and entities: then it is found character by character.
  void append(std::string_view text) {
    constexpr std::size_t kLongestMarks = 1024;
    constexpr std::size_t kLongestEntity = 40;
    if (append_from(text, kLongestMarks)) return;
    while (!text.empty()) {
      const std::string_view character = character_at(text, 0);
      if (!append_from(character, kLongestEntity)) literal(character);
      text.remove_prefix(character.size());
    }
  }

  /// False where it does not stand within so many bytes.
  bool append_from(std::string_view text, std::size_t within) {
    const std::string_view line = line_ <= lines_.size() ? lines_[line_ - 1] : std::string_view();
    const std::string_view rest = line.substr(std::min<std::size_t>(column_, line.size()));
    const std::size_t found = rest.substr(0, text.size() + within).find(text);
    if (found == std::string_view::npos) return false;
    column_ += static_cast<std::uint32_t>(found);
    literal(text);
    column_ += static_cast<std::uint32_t>(text.size());
    return true;
  }

  std::vector<std::string_view> lines_;
  std::vector<Paragraph> out_;
  Paragraph current_;
  std::uint32_t line_ = 1;  ///< where reading has come to
  std::uint32_t column_ = 0;
  bool soft_break_ = false;
};

}  // namespace

std::optional<Manuscript> read_text(const Source& source, Findings& findings) {
  Manuscript read{&source, {}, 0};
  std::uint32_t number = 0;
  for (const std::string_view line : lines_of(source.text)) {
    Paragraph paragraph;
    append_seen(paragraph, line, ++number, 0);
    if (trim(paragraph)) read.paragraphs.push_back(std::move(paragraph));
    if (read.paragraphs.size() > kMostParagraphs) break;
  }
  if (!within_limits(read.paragraphs, {&source, 0, 0, 0}, findings)) return std::nullopt;
  find_headings(read.paragraphs);
  return read;
}

std::optional<Manuscript> read_markdown(const Source& source, Findings& findings) {
  if (!is_quickly_read(source, findings)) return std::nullopt;
  const std::unique_ptr<cmark_node, FreeNode> document(
      cmark_parse_document(source.text.data(), source.text.size(), CMARK_OPT_DEFAULT));
  Manuscript read{&source, MarkdownReader(source).read(document.get()), 0};
  if (!within_limits(read.paragraphs, {&source, 0, 0, 0}, findings)) return std::nullopt;
  return read;
}

}  // namespace lectern::host
