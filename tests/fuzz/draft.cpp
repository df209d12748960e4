// SPDX-License-Identifier: Apache-2.0
//
// A whole draft with the real plugin, and every way of writing it. The input gives files, `==== PATH` before each, over the
// repository's; the files of the bundle stand under tax_bureau/, those of profiles/ under data/, the profile is profile.info.
// Under `==== request`: seed N, minutes N, set KEY=VALUE, a line each.
#include "draft.hpp"

#include "check/check.hpp"
#include "properties.hpp"
#include "render/render.hpp"
#include "sample.hpp"
#include "sections.hpp"

#include <nlohmann/json.hpp>

#include <charconv>
#include <filesystem>

namespace lectern::test {
namespace {

const host::Tongue kTongue{&untranslated, host::Message::Language::chinese};

/// Leaves of a data file the blocks with this key that `keeps` says yes to.
template <typename Keeps>
std::string without(std::string_view text, const std::string& key, const Keeps& keeps) {
  const std::string begin = "\n" + key + " ";
  std::string out(text.substr(0, text.find(begin)));
  for (std::size_t at = text.find(begin); at != std::string_view::npos;) {
    const std::size_t next = text.find(begin, at + 1);
    const std::string_view block = text.substr(at, next == std::string_view::npos ? next : next - at);
    if (keeps(block)) out += block;
    at = next;
  }
  return out;
}

/// The real files with fewer passages and references: all of them are most of a draft's time.
const host::MemoryFiles& fewer_files() {
  static const host::MemoryFiles files = [] {
    host::MemoryFiles made = sample_files();
    const auto shorten = [&made](const std::filesystem::path& path, const std::string& key, const auto& keeps) {
      made.put(path.string(), without(made.read(path, host::kMostFileBytes).text, key, keeps));
    };
    shorten(sample_paths().data / "references.info", "reference",
            [](std::string_view block) { return block.starts_with("\nreference plenum"); });
    for (const auto& bundle : {sample_paths().data / "common", sample_paths().bundle}) {
      for (const std::string& name : made.list(bundle / host::kPassageFolder)) {
        std::size_t count = 0;
        shorten(bundle / host::kPassageFolder / name, "passage", [&count](std::string_view block) {
          return block.find("ref.") == std::string_view::npos && ++count % 3 == 0;
        });
      }
    }
    return made;
  }();
  return files;
}

/// Those files with the input's over them.
class Overlay final : public host::Files {
 public:
  host::MemoryFiles& input() { return input_; }

  Reading read(const std::filesystem::path& path, std::size_t most_bytes) const override {
    Reading found = input_.read(path, most_bytes);
    return found.outcome == Outcome::absent ? fewer_files().read(path, most_bytes) : found;
  }
  std::vector<std::string> list(const std::filesystem::path& folder) const override {
    std::vector<std::string> names = input_.list(folder);
    for (std::string& name : fewer_files().list(folder)) names.push_back(std::move(name));
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
  }

 private:
  host::MemoryFiles input_;
};

std::filesystem::path path_of(std::string_view name) {
  constexpr std::string_view kData = "data/";
  if (name.starts_with(kData)) return sample_paths().data / name.substr(kData.size());
  if (name.starts_with("tax_bureau/")) return sample_paths().plugins / name;
  return sample_paths().data / "units" / (name.empty() ? "profile.info" : name);
}

void read_request(std::string_view text, host::Request& request) {
  const auto number = [](std::string_view digits) {
    std::uint64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  };
  for (const std::string_view line : split_lines(text)) {
    if (line.starts_with("seed ")) request.seed = number(line.substr(5));
    if (line.starts_with("minutes ")) request.minutes = number(line.substr(8));
    if (line.starts_with("set ")) request.settings.emplace_back(line.substr(4));
  }
}

std::string unescaped(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 4> kEntities = {
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}}};
  std::string out;
  for (std::size_t plain = text.find('&'); plain != std::string_view::npos; plain = text.find('&')) {
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    const auto* const entity = std::find_if(kEntities.begin(), kEntities.end(),
                                            [&](const auto& known) { return text.starts_with(known.first); });
    require(entity != kEntities.end(), "HTML has no stray ampersand");
    out += entity->second;
    text.remove_prefix(entity->first.size());
  }
  out += text;
  return out;
}

/// Checks that elements nest, and gives the text between them.
std::string check_html(std::string_view html) {
  std::vector<std::string> open;
  std::string text;
  while (!html.empty()) {
    const std::size_t tag = std::min(html.find('<'), html.size());
    if (open.empty() || open.back() != "style") text += unescaped(html.substr(0, tag));
    html.remove_prefix(tag);
    if (html.empty()) break;
    const std::size_t end = html.find('>');  // attributes hold no bare one: it is escaped
    require(end != std::string_view::npos, "an HTML tag ends");
    const std::string_view inside = html.substr(1, end - 1);
    html.remove_prefix(end + 1);
    const std::string name(inside.substr(0, inside.find(' ')));
    require(inside.find('<') == std::string_view::npos, "no HTML tag inside another");
    require(std::count(inside.begin(), inside.end(), '"') % 2 == 0, "HTML attributes are closed");
    if (name.starts_with('/')) {
      require(!open.empty() && open.back() == name.substr(1), "HTML elements nest");
      open.pop_back();
    } else if (name != "!DOCTYPE" && name != "meta" && name != "br") {
      open.push_back(name);
    }
  }
  require(open.empty(), "HTML elements are closed");
  return text;
}

void check_json(const std::string& text, const host::Draft& draft) {
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  require(!json.is_discarded(), "JSON parses");
  require(json.at("blocks").size() == draft.speech.blocks.size(), "JSON has every block");
  for (std::size_t i = 0; i < draft.speech.blocks.size(); ++i)
    require(json.at("blocks").at(i).at("text") == draft.speech.blocks[i].text, "JSON has every block's text");
}

void check_outputs(const host::Draft& draft) {
  const host::Writing writing{kTongue, host::Modules("."), host::Edition::print, false, std::nullopt};
  for (const host::Format& format : host::formats()) {
    if (format.has_editions) continue;  // paper wants modules, which lie elsewhere; tests/office looks at it
    host::Findings findings;
    const std::string out = format.write(draft, writing, findings);
    if (format.name == "json") check_json(out, draft);
    require(is_utf8(out), "an output is UTF-8");
    const std::string text = format.name == "html" ? check_html(out) : out;
    if (format.name != "html" && format.name != "txt") continue;
    host::for_each_block(draft.speech, [&](const host::Block& block) {
      require(text.find(block.text) != std::string::npos, "an output has every block's text");
    });
  }
  const std::vector<host::LedgerEntry> ledger = host::make_ledger(draft);
  for (const host::LedgerEntry& entry : ledger)
    require(entry.value != nullptr && !entry.paragraphs.empty(), "a ledger entry has its value and place");
  require(is_utf8(host::ledger_text(draft, kTongue)), "the ledger is UTF-8");
  require(is_utf8(host::ledger_csv(draft, kTongue)), "the ledger's table is UTF-8");
}

}  // namespace
}  // namespace lectern::test

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lectern;
  test::Overlay files;
  host::Request request{test::path_of({}), {}, 0, 0};
  for (const test::NamedText& section : test::split_sections(test::text_of(data, size))) {
    if (section.name == "request") {
      test::read_request(section.text, request);
    } else {
      files.input().put(test::path_of(section.name).lexically_normal().string(), std::string(section.text));
    }
  }
  request.isolation = host::Isolation::none;
  const host::Installation installation{files, test::sample_paths().data, {{test::sample_paths().plugins, {}}}};
  const auto draft = host::draft(installation, request);
  if (draft->reached != host::Draft::Stage::speech) {
    test::require(draft->findings.errors() > 0, "a draft that stops early says why");
    test::check_findings(draft->findings);
    return 0;
  }
  draft->findings.add(host::check(*draft));
  test::check_findings(draft->findings);
  test::check_speech(draft->plan, draft->speech);
  test::check_outputs(*draft);
  if (size % 4 != 0) return 0;
  const auto again = host::draft(installation, request);
  test::require(host::write_text(*again, test::kTongue) == host::write_text(*draft, test::kTongue),
                "the same inputs give the same bytes");
  return 0;
}
