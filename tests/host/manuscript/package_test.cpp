// SPDX-License-Identifier: Apache-2.0
//
// Whole archives, packed and unpacked by the program's own module.
#include "word_scene.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace lectern::host {
namespace {

constexpr std::int64_t kTime = 1'772'755'200;  // 2026-03-06

class Package : public testing::Test {
 protected:
  Package() { zip_ = modules_.zip(findings_); }

  std::string packed(const std::vector<std::pair<std::string, std::string>>& files) const {
    std::vector<lectern_entry> entries;
    for (const auto& [name, data] : files) entries.push_back({name.c_str(), data.data(), data.size()});
    std::string out;
    const auto take = [](void* to, const char* data, std::size_t size) {
      static_cast<std::string*>(to)->append(data, size);
    };
    EXPECT_EQ(zip_->pack(entries.data(), entries.size(), kTime, take, &out), 1);
    return out;
  }

  /// What is found in the archive, as read from a file of this name.
  Told found(const std::string& bytes, const std::string& name = "x.docx") {
    Findings findings;
    manuscript_ = read_manuscript(name, bytes, std::nullopt, modules_, sources_, findings);
    messages_ = messages(findings);
    return told(findings);
  }

  std::optional<Manuscript> manuscript_;
  std::string messages_;

 private:
  Modules modules_{LECTERN_TEST_MODULES};
  Findings findings_;
  const lectern_zip_v1* zip_ = nullptr;
  Sources sources_;
};

std::string relationships(const std::string& type, const std::string& target) {
  return fmt::format("<Relationships><Relationship Id=\"a\" Type=\"http://x/{}\" Target=\"{}\"/></Relationships>", type,
                     target);
}

TEST_F(Package, FindsTheDocumentWhereAllPutIt) {
  EXPECT_EQ(found(packed({{"word/document.xml", document(paragraph(run("甲")))}})), Told{});
  ASSERT_TRUE(manuscript_);
  EXPECT_EQ(manuscript_->paragraphs[0].text, "甲");
}

TEST_F(Package, FindsPartsByTheirRelationships) {
  const std::string archive = packed(
      {{"_rels/.rels", relationships("officeDocument", "/texts/main2.xml")},
       {"texts/_rels/main2.xml.rels", relationships("styles", "../looks/s.xml")},
       {"looks/s.xml", styles("<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>")},
       {"texts/main2.xml", document("<w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr>" + run("甲") + "</w:p>")}});
  EXPECT_EQ(found(archive), Told{});
  ASSERT_TRUE(manuscript_);
  EXPECT_EQ(manuscript_->paragraphs[0].level, 1U);
}

TEST_F(Package, KnowsAnArchiveByItsBytes) {
  EXPECT_EQ(found(packed({{"word/document.xml", document(paragraph(run("甲")))}}), "x.txt"), Told{});
}

TEST_F(Package, RefusesAnArchiveWithoutADocument) {
  EXPECT_EQ(found(packed({{"mimetype", "application/vnd.oasis.opendocument.text"}})),
            (Told{"manuscript-format x.docx"}));
}

TEST_F(Package, RefusesAnArchiveThatBreaksOffAnywhere) {
  const std::string whole = packed({{"word/document.xml", document(paragraph(run("甲")))}});
  for (std::size_t size = 4; size < whole.size(); size += 7)
    EXPECT_EQ(found(whole.substr(0, size)), (Told{"manuscript-damaged x.docx"})) << size;
}

TEST_F(Package, RefusesADocumentWithAWrongChecksum) {
  std::string archive = packed({{"word/document.xml", document(paragraph(run("甲")))}});
  const std::size_t data = archive.find("word/document.xml") + 30;
  archive[data] = static_cast<char>(archive[data] ^ 0x55);
  EXPECT_EQ(found(archive), (Told{"manuscript-damaged x.docx"}));
}

TEST_F(Package, RefusesABomb) {
  EXPECT_EQ(found(packed({{"word/document.xml", std::string(std::size_t{20} * 1024 * 1024, ' ')}})),
            (Told{"manuscript-too-large x.docx"}));
  EXPECT_EQ(found(packed({{"word/document.xml", document(std::string(std::size_t{2} * 1024 * 1024, ' '))}})),
            (Told{"manuscript-too-large x.docx"}))
      << "within the size, and packed to a thousandth";
}

TEST_F(Package, RefusesAHundredThousandEntries) {
  std::vector<std::pair<std::string, std::string>> files = {{"word/document.xml", document(paragraph(run("甲")))}};
  for (int i = 0; i < 10'000; ++i) files.emplace_back(fmt::format("word/{}", i), "");
  EXPECT_EQ(found(packed(files)), (Told{"manuscript-too-large x.docx"}));
}

TEST_F(Package, RefusesNamesThatLeaveTheArchive) {
  const std::string good = document(paragraph(run("甲")));
  for (const char* name :
       {"../evil.xml", "/etc/evil.xml", "word\\..\\evil.xml", "C:evil.xml", "word/../../evil\n.xml"}) {
    EXPECT_EQ(found(packed({{name, "x"}, {"word/document.xml", good}})), (Told{"manuscript-unsafe x.docx"})) << name;
    EXPECT_EQ(messages_.find('\n'), messages_.size() - 1) << "a name is shown without control characters";
  }
}

TEST_F(Package, RefusesADocumentThatIsThereTwice) {
  // Two names of one length, one of them changed into the other afterwards: no packer writes the same name twice.
  std::string archive = packed(
      {{"word/document.xml", document(paragraph(run("甲")))}, {"word/documenx.xml", document(paragraph(run("乙")))}});
  for (std::size_t at = archive.find("documenx"); at != std::string::npos; at = archive.find("documenx"))
    archive.replace(at, 8, "document");
  EXPECT_EQ(found(archive), (Told{"manuscript-damaged x.docx"}));
}

TEST_F(Package, RefusesAProtectedDocument) {
  std::string archive = packed({{"word/document.xml", document(paragraph(run("甲")))}});
  archive[6] = static_cast<char>(archive[6] | 1);  // the flag in the entry's own head, and in the directory
  const std::size_t directory = archive.find("PK\x01\x02");
  archive[directory + 8] = static_cast<char>(archive[directory + 8] | 1);
  EXPECT_EQ(found(archive), (Told{"manuscript-encrypted x.docx"}));
}

TEST_F(Package, RefusesOldBinaryFormats) {
  EXPECT_EQ(found("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", "x.doc"), (Told{"manuscript-format x.doc"}));
  EXPECT_EQ(found("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", "x.docx"), (Told{"manuscript-format x.docx"}));
  EXPECT_EQ(found("{\\rtf1}", "x.txt"), (Told{"manuscript-format x.txt"}));
  EXPECT_EQ(found("%PDF-1.7", "x.pdf"), (Told{"manuscript-format x.pdf"}));
}

TEST_F(Package, RefusesATextThatIsCalledWord) {
  EXPECT_EQ(found("同志们", "x.docx"), (Told{"manuscript-damaged x.docx"}));
  EXPECT_EQ(found("", "x.docx"), (Told{"manuscript-damaged x.docx"}));
}

TEST_F(Package, SaysThatTheModuleIsMissing) {
  Findings findings;
  Sources sources;
  EXPECT_FALSE(read_manuscript("x.docx", "PK\x03\x04", std::nullopt, Modules("/nowhere"), sources, findings));
  EXPECT_EQ(told(findings), (Told{"installation"}));
}

}  // namespace
}  // namespace lectern::host
