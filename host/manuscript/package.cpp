// SPDX-License-Identifier: Apache-2.0
#include "manuscript/word.hpp"
#include "manuscript/xml.hpp"

#include <array>
#include <filesystem>
#include <utility>
#include <vector>

namespace lectern::host {
namespace {

// The XML of a long report with tracked changes is some 5 MB, of a speech a third of one. pugixml takes 64 bytes for an
// empty element, which has four at least: so memory stays below 280 MB. Deflate reaches 1000 to 1; Word's XML is packed to
// a tenth, tables to a fiftieth.
constexpr lectern_zip_limits kLimits = {10'000, std::uint64_t{16} * 1024 * 1024, 150};

/// Entries of an archive by name, each read where it is asked for. An archive with a name twice is refused by the module.
struct Asked {
  std::vector<std::pair<std::string, std::string*>> entries;

  std::string* find(std::string_view name) {
    for (auto& [wanted, to] : entries) {
      if (wanted == name) return to;
    }
    return nullptr;
  }
};

int is_wanted(void* context, const char* name) { return static_cast<Asked*>(context)->find(name) == nullptr ? 0 : 1; }

int keep(void* context, const lectern_entry* entry) {
  auto& asked = *static_cast<Asked*>(context);
  asked.find(entry->name)->assign(entry->data, entry->size);
  return 1;
}

/// A name from an archive may hold anything.
std::string printable(std::string_view name) {
  std::string out;
  for (const char c : name) out += c >= ' ' && c <= '~' ? c : '?';
  return out;
}

void report(int status, const std::string& entry, const Place& file, Findings& findings) {
  const Message again = message("open it in Word or WPS and save it again, or ask for another copy");
  switch (status) {
    case LECTERN_ZIP_TOO_LARGE:
      return findings.error(
          "manuscript-too-large", file,
          entry.empty() ? message("the Word file holds too many parts")
                        : message("the Word file holds '{}', which is too large when it is unpacked", entry),
          message("no speech is that large: check that this is the right file, and who it comes from"));
    case LECTERN_ZIP_BAD_NAME:
    case LECTERN_ZIP_BACKSLASH:
      return findings.error("manuscript-unsafe", file,
                            message("the Word file holds '{}', which would leave its folder", entry),
                            message("Word and WPS write no such files: ask who it comes from"));
    case LECTERN_ZIP_ENCRYPTED:
      return findings.error("manuscript-encrypted", file, message("the Word file is protected by a password"),
                            message("open it in Word or WPS, and save it without a password"));
    default:
      return findings.error("manuscript-damaged", file,
                            entry.empty() ? message("the Word file is damaged or incomplete")
                                          : message("the Word file is damaged: '{}' cannot be unpacked", entry),
                            again);
  }
}

class Package {
 public:
  Package(std::string_view archive, const lectern_zip_v1& zip, const Place& file, Findings& findings)
      : archive_(archive), zip_(zip), file_(file), findings_(findings) {}

  /// Entries that are not there stay empty. False, and an error, where the archive is at fault.
  bool read(std::vector<std::pair<std::string, std::string*>> entries) {
    if (archive_.empty()) {  // libzip takes it for an archive without entries
      report(LECTERN_ZIP_DAMAGED, {}, file_, findings_);
      return false;
    }
    Asked asked{std::move(entries)};
    std::array<char, 256> fault{};
    const int status =
        zip_.unpack(archive_.data(), archive_.size(), &kLimits, &is_wanted, &keep, &asked, fault.data(), fault.size());
    if (status == LECTERN_ZIP_OK) return true;
    report(status, printable(fault.data()), file_, findings_);
    return false;
  }

  bool not_word() {
    findings_.error("manuscript-format", file_, message("the archive holds no Word document"),
                    message("save it as .docx in Word or WPS"));
    return false;
  }

  /// The targets of a part's relationships of this kind, in their order. The kinds of the transitional and of the strict
  /// standard differ in the beginning of their addresses only.
  std::vector<std::string> all_related(const std::string& relationships, const std::filesystem::path& folder,
                                       std::string_view kind) {
    std::vector<std::string> out;
    pugi::xml_document tree;
    std::string xml = relationships;
    if (relationships.empty() || !parse_xml(tree, xml, file_, findings_)) return out;
    for (const pugi::xml_node node : tree.document_element().children()) {
      const std::string_view type = node.attribute("Type").value();
      if (!type.ends_with(kind) || node.attribute("TargetMode").value() == std::string_view("External")) continue;
      const std::filesystem::path target = node.attribute("Target").value();
      const std::string path = (target.is_absolute() ? target : "/" / folder / target).lexically_normal().string();
      out.push_back(path.substr(1));
    }
    return out;
  }

  /// The first of them, or empty.
  std::string related(const std::string& relationships, const std::filesystem::path& folder, std::string_view kind) {
    const std::vector<std::string> all = all_related(relationships, folder, kind);
    return all.empty() ? std::string() : all.front();
  }

 private:
  std::string_view archive_;
  const lectern_zip_v1& zip_;
  const Place& file_;
  Findings& findings_;
};

}  // namespace

std::optional<WordParts> unpack_word(std::string_view archive, const lectern_zip_v1& zip, const Place& file,
                                     Findings& findings) {
  Package package(archive, zip, file, findings);
  std::string relationships;
  const std::size_t errors = findings.errors();
  if (!package.read({{"_rels/.rels", &relationships}})) return std::nullopt;
  std::filesystem::path document = package.related(relationships, "", "/officeDocument");
  if (document.empty()) document = "word/document.xml";  // where all programs put it
  const std::filesystem::path folder = document.parent_path();
  relationships.clear();
  if (!package.read({{(folder / "_rels" / (document.filename().string() + ".rels")).string(), &relationships}}))
    return std::nullopt;
  WordParts parts;
  std::vector<std::pair<std::string, std::string*>> entries = {
      {document.string(), &parts.document},
      {package.related(relationships, folder, "/styles"), &parts.styles},
      {package.related(relationships, folder, "/numbering"), &parts.numbering},
      {package.related(relationships, folder, "/comments"), &parts.comments},
      {package.related(relationships, folder, "/commentsExtended"), &parts.comments_extended}};
  // A section may have three headers and three footers; of more sections than ten the rest is not read.
  constexpr std::size_t kMostBeside = 60;
  const auto add_all = [&](std::string_view kind, std::vector<std::string>& to) {
    for (std::string& name : package.all_related(relationships, folder, kind)) {
      if (to.size() < kMostBeside) to.emplace_back(std::move(name));
    }
  };
  std::vector<std::string> notes;
  std::vector<std::string> margins;
  for (const std::string_view kind : {"/footnotes", "/endnotes"}) add_all(kind, notes);
  for (const std::string_view kind : {"/header", "/footer"}) add_all(kind, margins);
  parts.notes.resize(notes.size());
  parts.margins.resize(margins.size());
  for (std::size_t i = 0; i < notes.size(); ++i) entries.emplace_back(notes[i], &parts.notes[i]);
  for (std::size_t i = 0; i < margins.size(); ++i) entries.emplace_back(margins[i], &parts.margins[i]);
  if (!package.read(std::move(entries))) return std::nullopt;
  if (findings.errors() != errors) return std::nullopt;
  if (parts.document.empty() && !package.not_word()) return std::nullopt;
  return parts;
}

}  // namespace lectern::host
