// SPDX-License-Identifier: Apache-2.0
#include "source/diagnostic.hpp"

#include <fmt/args.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace lectern::host {
namespace {

constexpr std::size_t kLongestKey = 64;  // longer ones are no typing mistakes, and the distance is quadratic

/// Levenshtein distance in bytes; keys are ASCII. Where it is no less than `most`, any such number.
std::size_t distance(std::string_view a, std::string_view b, std::size_t most) {
  std::array<std::size_t, kLongestKey + 1> row{};
  std::iota(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(b.size() + 1), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    std::size_t least = row[0];
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0U : 1U);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replaced});
      least = std::min(least, row[j + 1]);
    }
    if (least >= most) return least;  // it grows from row to row
  }
  return row[b.size()];
}

}  // namespace

Message Message::quoted(std::string english, std::string chinese) {
  Message made;
  made.own_english_ = std::move(english);
  made.own_chinese_ = std::move(chinese);
  return made;
}

std::string Message::shortened(std::string argument) {
  constexpr std::size_t kLongest = 1'000;
  if (argument.size() <= kLongest) return argument;
  std::size_t end = kLongest;
  while (end != 0 && (static_cast<unsigned char>(argument[end]) & 0xC0U) == 0x80U) --end;  // a character stays whole
  return argument.replace(end, std::string::npos, "…");
}

std::string Message::text(Translate translate, Language language) const {
  if (english_ == nullptr)
    return visible(language == Language::chinese && !own_chinese_.empty() ? own_chinese_ : own_english_);
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  for (const std::string& arg : args_) store.push_back(visible(arg));
  return fmt::vformat(translate(english_), store);
}

Message describe(const TextCheck& check) {
  const std::string point = code_point(check.point);
  switch (check.why) {
    case CharacterFault::control:
      return message("{} is a control character", point);
    case CharacterFault::format:
      return message("{} is an invisible formatting character", point);
    case CharacterFault::space:
      return message("{} is a special space", point);
    case CharacterFault::filler:
      return message("{} is an invisible character", point);
    case CharacterFault::selector:
      return message("{} is a variation selector, and follows no Chinese character", point);
    case CharacterFault::private_use:
      return message("{} is a private-use character: every computer shows something else", point);
    case CharacterFault::unassigned:
      return message("{} is no character of Unicode {}", point, utf8proc_unicode_version());
    case CharacterFault::none:
      break;
  }
  return {};
}

Message cure_of(const TextCheck& check) {
  if (check.why == CharacterFault::private_use)
    return message("type the character itself: Unicode has most rare ones by now");
  return message("delete what stands here, and type it again");
}

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return {};
}

void Findings::add(Diagnostic diagnostic) {
  if (is_full(diagnostic.code, diagnostic.place.source))
    return count(diagnostic.severity, diagnostic.code, diagnostic.place.source);
  ++found_[static_cast<std::size_t>(diagnostic.severity)];
  ++kept_[{diagnostic.place.source, diagnostic.code}];
  all_.push_back(std::move(diagnostic));
}

void Findings::add(const Findings& others) {
  for (const Diagnostic& diagnostic : others.all_) add(diagnostic);
  for (const Unlisted& unlisted : others.unlisted_) {
    for (const Severity severity : {Severity::note, Severity::warning, Severity::error}) {
      const std::size_t times = unlisted.times[static_cast<std::size_t>(severity)];
      if (times != 0) count(severity, unlisted.kind.second, unlisted.kind.first, times);
    }
  }
}

bool Findings::is_full(std::string_view code, const Source* source) const {
  if (code.ends_with(kLogCode)) return false;
  if (all_.size() >= most_in_all_) return true;
  if (all_.size() < kMostOfAKind) return false;
  const auto kept = kept_.find({source, std::string(code)});
  return kept != kept_.end() && kept->second >= kMostOfAKind;
}

void Findings::count(Severity severity, std::string_view code, const Source* source, std::size_t times) {
  const auto index = static_cast<std::size_t>(severity);
  found_[index] += times;
  const Kind kind{all_.size() >= most_in_all_ ? nullptr : source, code};
  const auto known =
      std::find_if(unlisted_.begin(), unlisted_.end(), [&](const Unlisted& unlisted) { return unlisted.kind == kind; });
  Unlisted& unlisted = known == unlisted_.end() ? unlisted_.emplace_back(Unlisted{kind, {}}) : *known;
  unlisted.times[index] += times;
}

std::vector<Diagnostic> Findings::listed() const {
  std::vector<Diagnostic> out = all_;
  for (const auto& [kind, times] : unlisted_) {
    const std::size_t count = std::accumulate(times.begin(), times.end(), std::size_t{0});
    out.push_back({Severity::note, "findings-more", Place{kind.first, 0, 0, 0},
                   message("{} more findings of the kind '{}' are not listed", std::to_string(count), kind.second),
                   message("mend those that are listed, and check again")});
  }
  return out;
}

Message did_you_mean(std::string_view given, const std::vector<std::string_view>& candidates) {
  if (given.size() > kLongestKey) return {};
  std::string_view best;
  // One slip in three letters of the last part, two in six, three at most: further away is a guess.
  constexpr std::size_t kMostSlips = 3;
  const std::size_t letters = given.size() - (given.rfind('.') + 1);
  std::size_t nearest = std::min((letters + 2) / 3, kMostSlips) + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t longer = std::max(candidate.size(), given.size()) - std::min(candidate.size(), given.size());
    if (candidate.size() > kLongestKey || longer >= nearest) continue;  // the distance is no less than that
    const std::size_t d = distance(given, candidate, nearest);
    if (d < nearest) {
      nearest = d;
      best = candidate;
    }
  }
  if (best.empty()) return {};
  return message("did you mean '{}'?", best);
}

}  // namespace lectern::host
