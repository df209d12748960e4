// SPDX-License-Identifier: Apache-2.0
//
// Writers: from a draft to the bytes of a file. They only read.
#pragma once

#include "draft.hpp"
#include "modules/modules.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::host {

/// In which language the words around the speech are.
struct Tongue {
  Translate translate;
  Message::Language language = Message::Language::english;

  std::string operator()(const Message& message) const { return message.text(translate, language); }
};

/// For whom a file is: to be handed out, or to be read from.
enum class Edition { print, reading };

/// How a file is to be written.
struct Writing {
  Tongue tongue;
  Modules modules;
  Edition edition = Edition::print;
  bool clean = false;                ///< without remarks
  std::optional<std::int64_t> time;  ///< said in the file, in seconds since 1970; else the day of the speech
};

/// What an archive can say: from 1980 to 2107.
inline constexpr std::int64_t kFirstTime = 315'532'800;
inline constexpr std::int64_t kLastTime = 4'354'819'198;

/// The moment a file names as its own: see Writing::time. Between kFirstTime and kLastTime.
std::int64_t time_of(const Draft& draft, const Writing& writing);

/// A kind of output.
struct Format {
  std::string_view name;  ///< also the file name's extension
  bool has_editions;      ///< it is paper: knows print and reading copies, and remarks
  /// The file's bytes; nothing, and an error, where it cannot be written.
  std::string (*write)(const Draft& draft, const Writing& writing, Findings& findings);
};

std::span<const Format> formats();
/// Null where there is none of this name.
const Format* format_named(std::span<const Format> formats, std::string_view name);
/// "txt, md, …"
std::string names_of(std::span<const Format> formats);

std::string write_text(const Draft& draft, const Tongue& tongue);
std::string write_markdown(const Draft& draft, const Tongue& tongue);
std::string write_html(const Draft& draft, const Tongue& tongue);
std::string write_json(const Draft& draft, const Tongue& tongue);

std::string write_docx(const Draft& draft, const Writing& writing, Findings& findings);
/// Notes which fonts stand in for others.
std::string write_pdf(const Draft& draft, const Writing& writing, Findings& findings);

/// Text as it stands in HTML, in an attribute too.
std::string escape_html(std::string_view text);

/// Every slot: what was chosen, what was not, why, and what the profile says about it.
std::string plan_text(const Draft& draft, const Tongue& tongue);
std::string plan_json(const Draft& draft, const Tongue& tongue);

/// Diagnostics as a JSON array, for machines.
std::string diagnostics_json(const Findings& findings, const Tongue& tongue);

/// A line of the ledger (核稿单): a fact the speech used.
struct LedgerEntry {
  FactId fact = 0;
  std::optional<std::size_t> row;
  std::optional<std::size_t> column;
  std::string key;  ///< tax.revenue, gaps[2].owner
  std::string label;
  std::string text;  ///< as it stands in the speech, the first time
  const Value* value = nullptr;
  std::vector<std::size_t> paragraphs;  ///< counted from 1 over paragraphs and points; 0: the head or a heading
  bool verified = false;                ///< or it needs none: a reference, a computed fact whose sources are verified
};
std::vector<LedgerEntry> make_ledger(const Draft& draft);

/// A passage whose text is the profile's, so that the profile alone vouches for it, or one that proposes.
struct LedgerPassage {
  const Passage* passage = nullptr;
  std::string text;                     ///< whole, its paragraphs set apart by slashes
  std::vector<std::size_t> paragraphs;  ///< as in LedgerEntry
};
std::vector<LedgerPassage> own_passages(const Draft& draft);

/// Where a fact comes from: the place in a profile, the reference, or what it was worked out from.
/// `with_folders`: files are named by their whole path.
std::string origin_of(const Draft& draft, FactId fact, const Value& value, const Tongue& tongue,
                      bool with_folders = true);

/// Label, key, origin and evidence of what a fact says here, a line each.
std::string fact_card(const Draft& draft, const Span& span, const Tongue& tongue);

/// Whether someone should still hold what a fact says here against its source: it is a figure, a day or a title, or the
/// profile names a source, and nobody has verified it.
bool wants_verifying(const Draft& draft, const Span& span);

/// A row of the ledger as an office signs it, and the words above its columns.
struct LedgerRow {
  std::string number;
  std::string label;
  std::string key;
  std::string text;   ///< as it stands in the speech
  std::string where;  ///< in the speech
  std::string value;  ///< as the profile has it
  std::string origin;
  std::string origin_file;  ///< the same with the file's name alone, for a narrow column
  std::string source;
  std::string as_of;
  std::string verified;
  std::string note;
};
LedgerRow ledger_headings(const Tongue& tongue);
/// The facts, and then the texts of the profile's own.
std::vector<LedgerRow> ledger_rows(const Draft& draft, const Tongue& tongue);
std::string ledger_title(const Draft& draft, const Tongue& tongue);

/// The formats of the ledger.
std::span<const Format> ledger_formats();

std::string ledger_text(const Draft& draft, const Tongue& tongue);
std::string ledger_csv(const Draft& draft, const Tongue& tongue);
std::string ledger_html(const Draft& draft, const Tongue& tongue);
std::string ledger_docx(const Draft& draft, const Writing& writing, Findings& findings);

}  // namespace lectern::host
