// SPDX-License-Identifier: Apache-2.0
//
// One file, no script, well-formed XML too: the speech as it will be read, with the origin of every fact on hover, on focus by keyboard and
// on touch, and a page that prints like the office's.
#include "render/render.hpp"

#include <fmt/format.h>

#include <array>

namespace lectern::host {
namespace {

constexpr std::string_view kStyle = R"css(
:root { --ink: #1c1c1e; --paper: #fffefa; --desk: #ecebe6; --mark: #8a5a00; --missing: #ffe08a; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--desk); color: var(--ink); line-height: 1.9; font-size: 1.0625rem;
  font-family: FangSong_GB2312, FangSong, "仿宋", STFangsong, FandolFang, "Noto Serif CJK SC", serif; }
main { max-width: 46rem; margin: 2rem auto; padding: 4rem 4.5rem; background: var(--paper);
  box-shadow: 0 1px 6px rgb(0 0 0 / 18%); }
h1 { margin: 0 0 .6em; text-align: center; font-size: 1.55em; line-height: 1.45; font-weight: bold;
  font-family: "方正小标宋简体", FZXiaoBiaoSong-B05S, "Noto Serif CJK SC", SimSun, serif; }
h1 > span { display: block; text-wrap: balance; }
h1 .subtitle { margin-top: .4em; font-size: .72em; font-weight: normal; font-family: KaiTi_GB2312, KaiTi, "楷体", STKaiti,
  "LXGW WenKai", "Noto Serif CJK SC", serif; }
.byline { margin: 0; text-align: center; font-family: KaiTi_GB2312, KaiTi, "楷体", STKaiti, "LXGW WenKai", serif; }
.salutation { margin: 2em 0 0; }
p { margin: 0; text-indent: 2em; text-align: justify; }
.byline, .salutation { text-indent: 0; }
h2, h3, h4, h5 { margin: 0; text-indent: 2em; font-size: 1em; font-weight: normal; break-after: avoid; }
h2 { font-family: SimHei, "黑体", "Noto Sans CJK SC", sans-serif; }
h3 { font-family: KaiTi_GB2312, KaiTi, "楷体", STKaiti, "LXGW WenKai", serif; }
.fact { position: relative; border-bottom: 1px dotted var(--mark); cursor: help; text-indent: 0; }
.fact:focus { outline: 2px solid var(--mark); outline-offset: 1px; }
.missing { background: var(--missing); }
.proposal { background: #e3ecfb; border-left: 3px solid #3a6bc5; padding-left: .5em; }
.fact:hover::after, .fact:focus::after { content: attr(data-origin); position: absolute; left: 0; top: 1.9em; z-index: 1;
  width: max-content; max-width: min(22rem, 75vw); padding: .5em .8em; white-space: pre-line; text-align: left;
  background: #2b2b2e; color: #fff; border-radius: 4px; font: 400 .8125rem/1.5 system-ui, sans-serif; }
footer { max-width: 46rem; margin: 0 auto 2rem; padding: 0 1rem; color: #66645e; font: .8125rem/1.6 system-ui, sans-serif; }
@media (max-width: 40rem) { main { margin: 0; padding: 1.75rem 1.25rem; box-shadow: none; } h1 { font-size: 1.3em; } }
@media print { @page { size: A4; margin: 37mm 26mm 35mm 28mm; } body { background: none; font-size: 16pt; line-height: 28.99pt; }
  main { max-width: none; margin: 0; padding: 0; box-shadow: none; } h1 { font-size: 22pt; } footer { display: none; }
  .fact { border: 0; } .missing { background: none; } }
)css";

constexpr std::string_view kLedgerStyle = R"css(
body { margin: 2rem; color: #1c1c1e; font: .9375rem/1.5 FangSong, "仿宋", STFangsong, "Noto Serif CJK SC", serif; }
h1 { font-size: 1.25rem; text-align: center; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #888; padding: .35em .5em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #f2f1ec; font-weight: bold; white-space: nowrap; }
th:last-child, td:last-child { min-width: 5em; }
@media print { @page { size: A4 landscape; margin: 20mm; } body { margin: 0; font-size: 10.5pt; } thead { display: table-header-group; }
  tr { break-inside: avoid; } }
)css";

class HtmlWriter {
 public:
  HtmlWriter(const Draft& draft, const Tongue& tongue) : draft_(draft), tongue_(tongue) {}

  std::string run() {
    const Speech& speech = draft_.speech;
    std::string title;
    for (const Block& block : speech.title) title += (title.empty() ? "" : " ") + block.text;
    out_ = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        "<meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\"/>\n<title>{}</title>\n<style>{}</style>\n"
        "</head>\n<body>\n<main>\n",
        escape_html(title), kStyle);
    out_ += "<h1>";
    for (const Block& block : speech.title) {
      const bool is_subtitle = speech.title.size() > 1 && &block == &speech.title.back();
      line(block, "span", is_subtitle ? "subtitle" : "line");
    }
    out_ += "</h1>\n";
    for (const auto* head : {&speech.date, &speech.speaker}) {
      for (const Block& block : *head) line(block, "p", "byline");
    }
    for (const Block& block : speech.salutation)
      line(block, "p", &block == &speech.salutation.front() ? "salutation" : "greeting");
    for (const Block& block : speech.blocks) {
      if (block.kind == BlockKind::heading) {
        line(block, fmt::format("h{}", block.level + 1), "heading");
      } else {
        line(block, "p", block.kind == BlockKind::point ? "point" : "paragraph");
      }
    }
    out_ += "</main>\n<footer>" +
            escape_html(tongue_(
                message("{} characters, about {} minutes; hover over or tap a dotted fact to see its origin",
                        std::to_string(speech.statistics.characters), std::to_string(speech.statistics.minutes)))) +
            "</footer>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  void line(const Block& block, std::string_view tag, std::string_view name) {
    out_ += fmt::format(
        "<{} class=\"{}\" data-slot=\"{}\" data-passage=\"{}/{}\" data-version=\"{}\" data-wording=\"{}\"{}>", tag,
        is_proposal(*block.passage) ? fmt::format("{} proposal", name) : std::string(name),
        escape_html(draft_.common.slots[block.slot].id), escape_html(block.passage->provider->id),
        escape_html(block.passage->id), block.passage->provider->version, block.wording + 1, profile(block));
    out_ += numeral(block);
    runs(block);
    out_ += fmt::format("</{}>\n", tag);
  }

  /// Where the profile has the passage's text; of a proposal, what it proposes.
  std::string profile(const Block& block) const {
    if (is_proposal(*block.passage))
      return fmt::format(" title=\"{}\"", escape_html(tongue_(message("to be approved: {}", block.passage->proposes))));
    const Place& place = text_in_profile(*block.passage);
    return place.source == nullptr ? std::string() : fmt::format(" data-profile=\"{}\"", escape_html(to_string(place)));
  }

  void runs(const Block& block) {
    std::size_t at = 0;
    for (const Span& span : block.spans) {
      if (span.begin < at) continue;
      const std::string_view text = block.text;
      out_ += escape_html(text.substr(at, span.begin - at));
      out_ += fmt::format("<span class=\"fact{}\" tabindex=\"0\" data-origin=\"{}\">{}</span>",
                          span.missing ? " missing" : "", escape_html(fact_card(draft_, span, tongue_)),
                          escape_html(text.substr(span.begin, span.end - span.begin)));
      at = span.end;
    }
    out_ += escape_html(std::string_view(block.text).substr(at));
  }

  const Draft& draft_;
  const Tongue& tongue_;
  std::string out_;
};

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string write_html(const Draft& draft, const Tongue& tongue) { return HtmlWriter(draft, tongue).run(); }

std::string ledger_html(const Draft& draft, const Tongue& tongue) {
  constexpr std::array<std::string LedgerRow::*, 9> kShown = {
      &LedgerRow::number,      &LedgerRow::label,  &LedgerRow::text,  &LedgerRow::where,   &LedgerRow::value,
      &LedgerRow::origin_file, &LedgerRow::source, &LedgerRow::as_of, &LedgerRow::verified};
  const std::string title = escape_html(ledger_title(draft, tongue));
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\"/>\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n"
      "<h1>{}</h1>\n<table>\n",
      title, kLedgerStyle, title);
  const auto line = [&](const LedgerRow& row, std::string_view cell, const std::string& signature) {
    out += fmt::format("<tr title=\"{}\">", escape_html(row.key));
    for (const auto column : kShown) out += fmt::format("<{}>{}</{}>", cell, escape_html(row.*column), cell);
    out += fmt::format("<{}>{}</{}></tr>\n", cell, escape_html(signature), cell);
  };
  out += "<thead>";
  line(ledger_headings(tongue), "th", tongue(message("signature")));
  out += "</thead>\n<tbody>\n";
  for (const LedgerRow& row : ledger_rows(draft, tongue)) line(row, "td", "");
  return out + "</tbody>\n</table>\n</body>\n</html>\n";
}

}  // namespace lectern::host
