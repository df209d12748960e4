// SPDX-License-Identifier: Apache-2.0
#include "source/diagnostic.hpp"

#include <fmt/args.h>
#include <utf8proc.h>

#include <algorithm>
#include <numeric>

namespace lectern::host {
namespace {

/// Levenshtein distance in bytes; keys are ASCII.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0U : 1U);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replaced});
    }
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

std::size_t Findings::errors() const {
  return static_cast<std::size_t>(std::count_if(
      all_.begin(), all_.end(), [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; }));
}

Message did_you_mean(std::string_view given, const std::vector<std::string_view>& candidates) {
  constexpr std::size_t kLongestKey = 64;  // longer ones are no typing mistakes, and the distance is quadratic
  if (given.size() > kLongestKey) return {};
  std::string_view best;
  // One slip in three letters of the last part, two in six, three at most: further away is a guess.
  constexpr std::size_t kMostSlips = 3;
  const std::size_t letters = given.size() - (given.rfind('.') + 1);
  std::size_t nearest = std::min((letters + 2) / 3, kMostSlips) + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t longer = std::max(candidate.size(), given.size()) - std::min(candidate.size(), given.size());
    if (candidate.size() > kLongestKey || longer >= nearest) continue;  // the distance is no less than that
    const std::size_t d = distance(given, candidate);
    if (d < nearest) {
      nearest = d;
      best = candidate;
    }
  }
  if (best.empty()) return {};
  return message("did you mean '{}'?", best);
}

}  // namespace lectern::host
