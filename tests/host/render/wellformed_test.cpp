// SPDX-License-Identifier: Apache-2.0
//
// Whatever a profile or a plugin gives, what is written can be read by others: random texts, with a seed to repeat them.
#include "inspect/inspect.hpp"
#include "render/render.hpp"

#include "small_installation.hpp"

#include <cmark.h>
#include <expat.h>
#include <gtest/gtest.h>
#include <utf8proc.h>
#include <nlohmann/json.hpp>

#include <array>
#include <map>
#include <random>

namespace lectern::host {
namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t end) { return random() % end; }

std::string utf8(std::int32_t point) {
  utf8proc_uint8_t bytes[4];
  const utf8proc_ssize_t size = utf8proc_encode_char(point, bytes);
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

/// What formats read as marks of their own, and what should not be in a text at all.
std::string any_piece(Random& random) {
  static const std::vector<std::string> kMarks = {
      "- ",           "+ ",  "* ",   "-",           "1. ",   "12) ",  "1.", "# ",   "###",  "> ",     "```",
      "~~~",          "`",   "*",    "**",          "_",     "__a__", "[",  "](x)", "![](", "<b>",    "</p>",
      "<!--",         "-->", "<br>", "&",           "&amp;", "&#32;", "\\", "\\*",  "|",    "]]>",    "<?x",
      "\"",           "'",   "=",    "===",         "---",   "***",   " ",  "  ",   "    ", "\u3000", "http://a.b",
      "<http://a.b>", "{{",  "}}",   "[[",          "]]",    "$",     "%",  ";",    "//",   "@",      "＝",
      "：",           "“",   "”",    "葛\U000E0100"};
  static const std::vector<std::string> kRefused = {
      "\n",     "\t",     "\r",         "\x01",       "\x1b[31m",   "\x7f",   "\u009b",      "\u200b", "\u202e",
      "\u2066", "\uFEFF", "\uFFFE",     "\uFFFF",     "\U0001FFFE", "\uFDD0", "\uE000",      "\u3164", "\u2800",
      "\uFE0F", "\u0378", "\U000E0041", "\U000E0100", "\xFF",       "\xC3",   "\xED\xA0\x80"};
  const std::size_t kind = below(random, 40);
  if (kind == 0) return kRefused[below(random, kRefused.size())];
  if (kind == 1) return utf8(static_cast<std::int32_t>(below(random, 0xD800)));
  if (kind == 2) return utf8(static_cast<std::int32_t>(0xE000 + below(random, 0x102000)));
  if (kind < 22) return kMarks[below(random, kMarks.size())];
  if (kind < 30) return std::string(1, static_cast<char>(' ' + below(random, 95)));
  return utf8(static_cast<std::int32_t>(0x4E00 + below(random, 0x5000)));
}

std::string any_text(Random& random) {
  std::string out;
  for (std::size_t pieces = 1 + below(random, 6); pieces != 0; --pieces) out += any_piece(random);
  return out;
}

/// As a value in quotation marks.
std::string value_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

/// The same in a text with facts, where brackets and braces are marks.
std::string literal_of(std::string_view text) {
  std::string out;
  for (const char c : value_of(text)) {
    out += c;
    if (c == '{' || c == '}' || c == '[' || c == ']') out += c;
  }
  return out;
}

bool is_xml(std::string_view text) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate("UTF-8"), &XML_ParserFree);
  return XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), XML_TRUE) == XML_STATUS_OK;
}

/// Paragraphs and headings as cmark reads them; what is no text of either is named.
std::vector<std::string> read_markdown_back(const std::string& text) {
  const std::unique_ptr<cmark_node, decltype(&cmark_node_free)> document(
      cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT), &cmark_node_free);
  std::vector<std::string> out;
  for (cmark_node* block = cmark_node_first_child(document.get()); block != nullptr; block = cmark_node_next(block)) {
    const cmark_node_type type = cmark_node_get_type(block);
    if (type != CMARK_NODE_PARAGRAPH && type != CMARK_NODE_HEADING) {
      out.push_back(fmt::format("({})", cmark_node_get_type_string(block)));
      continue;
    }
    const int level = type == CMARK_NODE_HEADING ? cmark_node_get_heading_level(block) : 0;
    out.emplace_back(static_cast<std::size_t>(level), '#');
    for (cmark_node* piece = cmark_node_first_child(block); piece != nullptr; piece = cmark_node_next(piece)) {
      const char* const literal = cmark_node_get_literal(piece);
      out.back() += cmark_node_get_type(piece) == CMARK_NODE_TEXT ? literal : cmark_node_get_type_string(piece);
    }
  }
  return out;
}

std::vector<std::string> blocks_of(const Speech& speech) {
  std::vector<std::string> out;
  for (const Block& block : speech.title) out.push_back("#" + block.text);
  for (const auto* head : {&speech.date, &speech.speaker, &speech.salutation}) {
    for (const Block& block : *head) out.push_back(block.text);
  }
  for (const Block& block : speech.blocks) {
    const std::size_t level = block.kind == BlockKind::heading ? block.level + 1 : 0;
    out.push_back(std::string(level, '#') + numeral(block) + block.text);
  }
  return out;
}

bool is_plain(std::string_view text) { return check_text(text, TextKind::paragraphs).fault == TextFault::none; }

class AnyText : public testing::Test {
 protected:
  /// What the profile, the texts and the names of a plugin hold.
  struct Given {
    std::array<std::string, 7> texts;

    bool is_fine() const {
      return std::all_of(texts.begin(), texts.end(), [](const std::string& text) {
        return check_text(text, TextKind::line).fault == TextFault::none;
      });
    }
  };

  std::unique_ptr<Draft> draft(const Given& given) {
    const auto& [unit, owner, source, heading, text, label, file] = given.texts;
    installation.files.put("plugins/tax/plugin.info",
                           fmt::format("id tax-bureau name \"{0}\" version 2.0.1 sector tax prefix tax\n"
                                       "facts {{ fact tax.revenue {{ type decimal label \"{0}\" }} }}\n",
                                       value_of(label)));
    installation.files.put(fmt::format("plugins/tax/passages/{}.info", file),
                           fmt::format("passage a {{ slot reason priority 60 heading \"{0}\" text \"{1}\" }}\n"
                                       "passage b {{ slot opening priority 90 text \"{1}\\n{0}\" }}\n",
                                       literal_of(heading), literal_of(text)));
    return installation.draft(
        fmt::format("sector tax\noccasion kickoff\nunit {{ name \"{0}\" staff 168 {{ source \"{1}\" }} }}\n"
                    "meeting {{ date 2026-03-06 }}\n"
                    "gaps {{ item {{ text \"{2}\" owner \"{3}\" }} item {{ text 慢 }} }}\n",
                    value_of(unit), value_of(source), value_of(text), value_of(owner)));
  }

  void check_word_file(const std::string& bytes) {
    ASSERT_FALSE(bytes.empty());
    static const lectern_zip_limits kLimits{100, 1U << 24U, 1000};
    std::map<std::string, std::string> parts;
    const auto visit = [](void* to, const lectern_entry* entry) {
      (*static_cast<std::map<std::string, std::string>*>(to))[entry->name] = std::string(entry->data, entry->size);
      return 1;
    };
    char fault[64];
    Findings findings;
    const lectern_zip_v1* zip = modules.zip(findings);
    ASSERT_EQ(zip->unpack(bytes.data(), bytes.size(), &kLimits, nullptr, visit, &parts, fault, sizeof fault), 0);
    EXPECT_GT(parts.size(), 5U);
    for (const auto& [name, text] : parts) EXPECT_TRUE(is_xml(text)) << name;
  }

  void check_outputs(const Draft& draft) {
    EXPECT_TRUE(is_plain(write_text(draft, kEnglish)));
    EXPECT_EQ(read_markdown_back(write_markdown(draft, kEnglish)), blocks_of(draft.speech))
        << write_markdown(draft, kEnglish);
    EXPECT_TRUE(is_xml(write_html(draft, kEnglish)));
    EXPECT_TRUE(is_xml(ledger_html(draft, kEnglish)));
    EXPECT_TRUE(is_plain(ledger_text(draft, kEnglish)));
    EXPECT_TRUE(is_plain(plan_text(draft, kEnglish)));
    for (const std::string& json : {write_json(draft, kEnglish), plan_json(draft, kEnglish)}) {
      EXPECT_TRUE(is_plain(json));
      EXPECT_TRUE(nlohmann::json::accept(json));
    }
    Findings findings;
    const Writing writing{kEnglish, modules, Edition::reading, false, {}};
    check_word_file(write_docx(draft, writing, findings));
    check_word_file(ledger_docx(draft, writing, findings));
    EXPECT_EQ(findings.errors(), 0U);
  }

  SmallInstallation installation;
  Modules modules{LECTERN_TEST_MODULES};
};

TEST_F(AnyText, OfAProfileOrAPluginIsRefusedOrWrittenWellFormed) {
  constexpr unsigned kSeeds = 400;
  std::size_t written = 0;
  for (unsigned seed = 0; seed < kSeeds; ++seed) {
    Random random(seed);
    Given given;
    for (std::string& text : given.texts) text = any_text(random);
    std::string& file = given.texts.back();
    std::replace(file.begin(), file.end(), '/', '-');
    SCOPED_TRACE(seed);
    installation = SmallInstallation();
    const auto made = draft(given);
    file = "x";  // it may be anything; the others are refused where they hold what no text may hold
    EXPECT_TRUE(given.is_fine() || made->reached != Draft::Stage::speech || made->findings.errors() != 0);
    EXPECT_TRUE(!given.is_fine() || made->reached == Draft::Stage::speech) << messages(made->findings);
    EXPECT_TRUE(is_plain(diagnostics_json(made->findings, kEnglish)));
    for (const Diagnostic& diagnostic : made->findings.all()) {
      EXPECT_EQ(check_text(english(diagnostic.message), TextKind::line).fault, TextFault::none);
      EXPECT_EQ(check_text(to_string(diagnostic.place), TextKind::line).fault, TextFault::none);
    }
    if (made->reached != Draft::Stage::speech) continue;
    ++written;
    check_outputs(*made);
    if (HasFailure()) break;
  }
  EXPECT_GT(written, kSeeds / 4);
}

TEST_F(AnyText, OfACheckedPluginIsWrittenWellFormed) {
  for (unsigned seed = 0; seed < 400; ++seed) {
    Random random(seed);
    SCOPED_TRACE(seed);
    const Source source{any_text(random), any_text(random)};
    Inspection inspection;
    inspection.id = any_text(random);
    inspection.version = "1.0.0";
    for (const Check& check : all_checks()) {
      if (inspection.checks.size() == 3) break;
      const Diagnostic said{Severity::error, "x", Place{&source, 1, 0, 1}, message("plugin '{}'", any_text(random)),
                            Message::quoted(any_text(random), "")};
      inspection.checks.push_back({&check, Checked::State::failed, {}, {{said, any_text(random) + "\n"}}, 0});
    }
    inspection.checks.push_back(
        {&all_checks().back(), Checked::State::skipped, message("{}", any_text(random)), {}, 0});
    const std::string command = "lectern plugin check " + any_text(random);
    EXPECT_TRUE(is_xml(inspection_junit(inspection, command, kEnglish)));
    const std::string json = inspection_json(inspection, command, kEnglish);
    EXPECT_TRUE(is_plain(json));
    EXPECT_TRUE(nlohmann::json::accept(json));
  }
}

}  // namespace
}  // namespace lectern::host
