// SPDX-License-Identifier: Apache-2.0
#include "render/office.hpp"

#include "render/page.hpp"
#include "source/characters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace lectern::host {
namespace {

constexpr const char* kMain = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr const char* kRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr const char* kPackage = "http://schemas.openxmlformats.org/package/2006";
constexpr const char* kWordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
constexpr std::string_view kAuthor = "讲台";
constexpr const char* kCommentText = "CommentText";
constexpr const char* kCommentReference = "CommentReference";

/// 2026-03-06T00:00:00Z
std::string moment(std::int64_t seconds) {
  using namespace std::chrono;
  const sys_seconds at{std::chrono::seconds(seconds)};
  const auto day = floor<days>(at);
  const year_month_day date(day);
  const hh_mm_ss time(at - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

class StringWriter final : public pugi::xml_writer {
 public:
  explicit StringWriter(std::string& out) : out_(out) {}
  void write(const void* data, std::size_t size) override { out_.append(static_cast<const char*>(data), size); }

 private:
  std::string& out_;
};

pugi::xml_node begin(pugi::xml_document& document, const char* root) {
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  declaration.append_attribute("standalone") = "yes";
  return document.append_child(root);
}

/// A file of the package, what it is, and which file relates to it.
struct PackagePart {
  const char* name;
  std::string type;
  const std::string* bytes;
  const char* relation;     ///< last word of the relation's type
  const char* relation_id;  ///< of word/document.xml's relations; null: it is related to the package
};

std::string content_types(const std::vector<PackagePart>& parts) {
  pugi::xml_document document;
  const Xml root(begin(document, "Types"));
  pugi::xml_node types = document.child("Types");
  types.append_attribute("xmlns") = fmt::format("{}/content-types", kPackage).c_str();
  root.add("Default",
           {{"Extension", "rels"}, {"ContentType", "application/vnd.openxmlformats-package.relationships+xml"}});
  root.add("Default", {{"Extension", "xml"}, {"ContentType", "application/xml"}});
  for (const PackagePart& part : parts)
    root.add("Override", {{"PartName", fmt::format("/{}", part.name)}, {"ContentType", part.type}});
  return finish_part(document);
}

std::string relations(const std::vector<PackagePart>& parts, bool of_document) {
  constexpr std::string_view kFolder = "word/";
  pugi::xml_document document;
  const Xml root(begin(document, "Relationships"));
  document.child("Relationships").append_attribute("xmlns") = fmt::format("{}/relationships", kPackage).c_str();
  std::size_t number = 0;
  for (const PackagePart& part : parts) {
    if ((part.relation_id != nullptr) != of_document) continue;
    const bool is_core = std::string_view(part.relation) == "core-properties";
    const std::string type = is_core ? fmt::format("{}/relationships/metadata/{}", kPackage, part.relation)
                                     : fmt::format("{}/{}", kRelations, part.relation);
    const std::string_view target = std::string_view(part.name).substr(of_document ? kFolder.size() : 0);
    const std::string id = of_document ? part.relation_id : fmt::format("rId{}", ++number);
    root.add("Relationship", {{"Id", id}, {"Type", type}, {"Target", target}});
  }
  return finish_part(document);
}

std::string core_properties(const OfficeFile& file, std::int64_t time) {
  pugi::xml_document document;
  const Xml root(begin(document, "cp:coreProperties"));
  pugi::xml_node node = document.child("cp:coreProperties");
  node.append_attribute("xmlns:cp") = fmt::format("{}/metadata/core-properties", kPackage).c_str();
  node.append_attribute("xmlns:dc") = "http://purl.org/dc/elements/1.1/";
  node.append_attribute("xmlns:dcterms") = "http://purl.org/dc/terms/";
  node.append_attribute("xmlns:xsi") = "http://www.w3.org/2001/XMLSchema-instance";
  root.add("dc:title").text(file.title);
  root.add("dc:creator").text(file.unit);
  root.add("dc:language").text("zh-CN");
  for (const char* name : {"dcterms:created", "dcterms:modified"})
    root.add(name, {{"xsi:type", "dcterms:W3CDTF"}}).text(moment(time));
  return finish_part(document);
}

std::string app_properties(const OfficeFile& file) {
  pugi::xml_document document;
  const Xml root(begin(document, "Properties"));
  document.child("Properties").append_attribute("xmlns") =
      "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
  root.add("Application").text("Lectern");
  root.add("Company").text(file.unit);
  return finish_part(document);
}

std::string settings(const OfficeFile& file) {
  pugi::xml_document document;
  const Xml root = begin_part(document, "w:settings");
  root.add("w:zoom", {{"w:percent", "100"}});
  root.add("w:defaultTabStop", {{"w:val", "420"}});
  if (!file.even_footer.empty() && file.odd_footer != file.even_footer) root.add("w:evenAndOddHeaders");
  // Punctuation keeps its full width, so that a line has as many characters as the grid.
  root.add("w:characterSpacingControl", {{"w:val", "doNotCompress"}});
  const Xml compat = root.add("w:compat");
  compat.add("w:useFELayout");
  compat.add("w:compatSetting",
             {{"w:name", "compatibilityMode"}, {"w:uri", "http://schemas.microsoft.com/office/word"}, {"w:val", "15"}});
  root.add("w:themeFontLang", {{"w:val", "en-US"}, {"w:eastAsia", "zh-CN"}});
  root.add("w:decimalSymbol", {{"w:val", "."}});
  root.add("w:listSeparator", {{"w:val", ","}});
  return finish_part(document);
}

void add_lines(const Xml& comment, std::string_view text, bool is_first) {
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const Xml paragraph = comment.add("w:p");
    paragraph.add("w:pPr").add("w:pStyle", {{"w:val", kCommentText}});
    if (is_first) {
      const Xml run = paragraph.add("w:r");
      run.add("w:rPr").add("w:rStyle", {{"w:val", kCommentReference}});
      run.add("w:annotationRef");
    }
    add_text(paragraph, text.substr(0, end));
    if (end == text.size()) return;
    text.remove_prefix(end + 1);
    is_first = false;
  }
}

}  // namespace

Xml Xml::add(const char* name, Attributes attributes) const {
  pugi::xml_node node = node_;  // a handle; what it leads to is changed
  pugi::xml_node made = node.append_child(name);
  for (const auto& [key, value] : attributes)
    made.append_attribute(std::string(key).c_str()).set_value(printable(value).c_str());
  return Xml(made);
}

void Xml::text(std::string_view text) const {
  pugi::xml_node node = node_;
  node.append_child(pugi::node_pcdata).set_value(printable(text).c_str());
}

Xml begin_part(pugi::xml_document& document, const char* name) {
  pugi::xml_node root = begin(document, name);
  root.append_attribute("xmlns:w") = kMain;
  root.append_attribute("xmlns:r") = kRelations;
  return Xml(root);
}

std::string finish_part(const pugi::xml_document& document) {
  std::string out;
  StringWriter writer(out);
  document.save(writer, "", pugi::format_raw, pugi::encoding_utf8);
  return out;
}

void add_fonts(const Xml& properties, std::string_view chinese, std::string_view digits) {
  properties.add("w:rFonts", {{"w:ascii", digits}, {"w:eastAsia", chinese}, {"w:hAnsi", digits}, {"w:cs", digits}});
}

void add_defaults(const Xml& styles, std::string_view chinese, std::string_view digits, unsigned half_points) {
  const Xml defaults = styles.add("w:docDefaults");
  const Xml run = defaults.add("w:rPrDefault").add("w:rPr");
  add_fonts(run, chinese, digits);
  run.add("w:sz", {{"w:val", std::to_string(half_points)}});
  run.add("w:szCs", {{"w:val", std::to_string(half_points)}});
  run.add("w:lang", {{"w:val", "en-US"}, {"w:eastAsia", "zh-CN"}, {"w:bidi", "ar-SA"}});
  defaults.add("w:pPrDefault");
}

Xml add_style(const Xml& styles, std::string_view type, std::string_view id, std::string_view name) {
  const bool is_custom =
      !std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const Xml style = id == "Normal" ? styles.add("w:style", {{"w:type", type}, {"w:default", "1"}, {"w:styleId", id}})
                    : is_custom ? styles.add("w:style", {{"w:type", type}, {"w:customStyle", "1"}, {"w:styleId", id}})
                                : styles.add("w:style", {{"w:type", type}, {"w:styleId", id}});
  style.add("w:name", {{"w:val", name}});
  return style;
}

void add_text(const Xml& paragraph, std::string_view text, const char* style) {
  const Xml run = paragraph.add("w:r");
  const Xml properties = run.add("w:rPr");
  if (style != nullptr) properties.add("w:rStyle", {{"w:val", style}});
  properties.add("w:rFonts", {{"w:hint", "eastAsia"}});
  const bool has_edge = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  const Xml made = has_edge ? run.add("w:t", {{"xml:space", "preserve"}}) : run.add("w:t");
  made.text(text);
}

void add_ruby(const Xml& paragraph, std::string_view text, std::string_view reading, unsigned half_points) {
  const Xml ruby = paragraph.add("w:r").add("w:ruby");
  const Xml properties = ruby.add("w:rubyPr");
  properties.add("w:rubyAlign", {{"w:val", "center"}});
  properties.add("w:hps", {{"w:val", std::to_string(half_points / 2)}});
  properties.add("w:hpsRaise", {{"w:val", std::to_string(half_points - 4)}});
  properties.add("w:hpsBaseText", {{"w:val", std::to_string(half_points)}});
  properties.add("w:lid", {{"w:val", "zh-CN"}});
  const Xml above = ruby.add("w:rt").add("w:r");
  above.add("w:rPr").add("w:sz", {{"w:val", std::to_string(half_points / 2)}});
  above.add("w:t").text(reading);
  add_text(ruby.add("w:rubyBase"), text);
}

void add_page_field(const Xml& paragraph) {
  const auto mark = [&](std::string_view type) { paragraph.add("w:r").add("w:fldChar", {{"w:fldCharType", type}}); };
  mark("begin");
  paragraph.add("w:r").add("w:instrText", {{"xml:space", "preserve"}}).text(" PAGE ");
  mark("separate");
  paragraph.add("w:r").add("w:t").text("1");
  mark("end");
}

void add_page_size(const Xml& section, bool landscape) {
  using namespace paper;
  const auto text = [](Twips length) { return std::to_string(length); };
  const Twips footer = kPageNumber - 140;  // below the middle of its line of 14 points
  if (landscape) {
    section.add("w:pgSz", {{"w:w", text(kHeight)}, {"w:h", text(kWidth)}, {"w:orient", "landscape"}});
    section.add("w:pgMar", {{"w:top", text(kLeft)},
                            {"w:right", text(kTop)},
                            {"w:bottom", text(kRight)},
                            {"w:left", text(kBottom)},
                            {"w:header", "851"},
                            {"w:footer", "737"},
                            {"w:gutter", "0"}});
    return;
  }
  section.add("w:pgSz", {{"w:w", text(kWidth)}, {"w:h", text(kHeight)}});
  section.add("w:pgMar", {{"w:top", text(kTop)},
                          {"w:right", text(kRight)},
                          {"w:bottom", text(kBottom)},
                          {"w:left", text(kLeft)},
                          {"w:header", "851"},
                          {"w:footer", text(footer)},
                          {"w:gutter", "0"}});
}

void add_comment_styles(const Xml& styles) {
  const Xml text = add_style(styles, "paragraph", kCommentText, "annotation text");
  text.add("w:basedOn", {{"w:val", "Normal"}});
  const Xml properties = text.add("w:pPr");
  properties.add("w:spacing", {{"w:line", "240"}, {"w:lineRule", "auto"}});
  properties.add("w:jc", {{"w:val", "left"}});
  const Xml run = text.add("w:rPr");
  run.add("w:sz", {{"w:val", "21"}});
  run.add("w:szCs", {{"w:val", "21"}});
  const Xml reference = add_style(styles, "character", kCommentReference, "annotation reference");
  const Xml small = reference.add("w:rPr");
  small.add("w:sz", {{"w:val", "16"}});
  small.add("w:szCs", {{"w:val", "16"}});
}

void add_comment(const Xml& comments, const std::string& id, const std::vector<std::string>& lines, std::int64_t time) {
  const Xml comment = comments.add(
      "w:comment", {{"w:id", id}, {"w:author", kAuthor}, {"w:date", moment(time)}, {"w:initials", kAuthor}});
  for (const std::string& line : lines) add_lines(comment, line, &line == &lines.front());
}

void add_comment_reference(const Xml& paragraph, const std::string& id) {
  paragraph.add("w:commentRangeEnd", {{"w:id", id}});
  const Xml run = paragraph.add("w:r");
  run.add("w:rPr").add("w:rStyle", {{"w:val", kCommentReference}});
  run.add("w:commentReference", {{"w:id", id}});
}

std::string font_table(const std::vector<std::string>& fonts) {
  constexpr std::array<std::array<std::string_view, 2>, 3> kInstead = {
      {{"仿宋_GB2312", "仿宋"}, {"楷体_GB2312", "楷体"}, {"方正小标宋简体", "宋体"}}};
  pugi::xml_document document;
  const Xml root = begin_part(document, "w:fonts");
  for (const std::string& name : fonts) {
    const Xml font = root.add("w:font", {{"w:name", name}});
    for (const auto& [wanted, instead] : kInstead) {
      if (wanted == name) font.add("w:altName", {{"w:val", instead}});
    }
    const bool western =
        std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    font.add("w:charset", {{"w:val", western ? "00" : "86"}});  // 86: GB 2312
    font.add("w:family", {{"w:val", western ? "roman" : "modern"}});
    font.add("w:pitch", {{"w:val", "variable"}});
  }
  return finish_part(document);
}

std::string pack_office(const OfficeFile& file, std::int64_t time, const Modules& modules, Findings& findings) {
  const lectern_zip_v1* zip = modules.zip(findings);
  if (zip == nullptr) return {};
  const std::string core = core_properties(file, time);
  const std::string app = app_properties(file);
  const std::string set = settings(file);
  const auto word = [](std::string_view name) { return fmt::format("{}{}+xml", kWordType, name); };
  std::vector<PackagePart> parts = {
      {"word/document.xml", word("document.main"), &file.document, "officeDocument", nullptr},
      {"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", &core, "core-properties",
       nullptr},
      {"docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", &app,
       "extended-properties", nullptr},
      {"word/styles.xml", word("styles"), &file.styles, "styles", "rIdStyles"},
      {"word/settings.xml", word("settings"), &set, "settings", "rIdSettings"},
      {"word/fontTable.xml", word("fontTable"), &file.fonts, "fontTable", "rIdFonts"},
      {"word/comments.xml", word("comments"), &file.comments, "comments", "rIdComments"},
      {"word/footer1.xml", word("footer"), &file.odd_footer, "footer", kOddFooter},
      {"word/footer2.xml", word("footer"), &file.even_footer, "footer", kEvenFooter}};
  std::erase_if(parts, [](const PackagePart& part) { return part.bytes->empty(); });
  const std::string types = content_types(parts);
  const std::string of_package = relations(parts, false);
  const std::string of_document = relations(parts, true);
  std::vector<lectern_entry> entries = {{"[Content_Types].xml", types.data(), types.size()},
                                        {"_rels/.rels", of_package.data(), of_package.size()},
                                        {"word/_rels/document.xml.rels", of_document.data(), of_document.size()}};
  for (const PackagePart& part : parts) entries.push_back({part.name, part.bytes->data(), part.bytes->size()});
  std::string bytes;
  const auto append = [](void* to, const char* data, std::size_t size) {
    static_cast<std::string*>(to)->append(data, size);
  };
  if (zip->pack(entries.data(), entries.size(), time, append, &bytes) == 0) throw std::bad_alloc();
  return bytes;
}

}  // namespace lectern::host
