// SPDX-License-Identifier: Apache-2.0
#include "inspect/golden.hpp"

#include <algorithm>

namespace lectern::host {
namespace {

/// The disk with one bundle in the folder that holds it; another version of it elsewhere, which must not speak, is hidden.
class OneBundle final : public Files {
 public:
  OneBundle(const Files& files, std::filesystem::path bundle, std::vector<std::filesystem::path> hidden)
      : files_(files), bundle_(std::move(bundle)), hidden_(std::move(hidden)) {}

  Reading read(const std::filesystem::path& path, std::size_t most_bytes) const override {
    return files_.read(path, most_bytes);
  }
  std::vector<std::string> list(const std::filesystem::path& folder) const override {
    if (folder == bundle_.parent_path()) return {bundle_.filename().string()};
    std::vector<std::string> names = files_.list(folder);
    std::erase_if(names, [&](const std::string& name) {
      return std::find(hidden_.begin(), hidden_.end(), folder / name) != hidden_.end();
    });
    return names;
  }

 private:
  const Files& files_;
  std::filesystem::path bundle_;
  std::vector<std::filesystem::path> hidden_;
};

/// Where the bundle's own id is taken by other folders.
std::vector<std::filesystem::path> other_versions(Subject& subject) {
  std::vector<std::filesystem::path> out;
  for (const Candidate& candidate : subject.installed().candidates) {
    if (candidate.manifest.id == subject.manifest().id) out.push_back(candidate.manifest.folder);
  }
  return out;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// How many lines the longest common subsequence of what follows has, for each pair of positions.
class Common {
 public:
  Common(const std::vector<std::string_view>& one, const std::vector<std::string_view>& other)
      : width_(other.size() + 1), counts_((one.size() + 1) * width_) {
    for (std::size_t i = one.size(); i-- > 0;) {
      for (std::size_t j = other.size(); j-- > 0;)
        counts_[i * width_ + j] = one[i] == other[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    }
  }
  std::size_t at(std::size_t i, std::size_t j) const { return counts_[i * width_ + j]; }

 private:
  std::size_t width_;
  std::vector<std::size_t> counts_;
};

GoldenSpeech compare(Subject& subject, const std::string& name) {
  GoldenSpeech made{name, {}, {}};
  const std::filesystem::path profile = subject.request.golden / (name + ".info");
  const Files::Reading expected =
      subject.installation.files.read(subject.request.golden / (name + ".txt"), kMostFileBytes);
  if (expected.outcome != Files::Outcome::read) {
    made.fault = message("there is no '{}' beside '{}'", name + ".txt", name + ".info");
    return made;
  }
  std::filesystem::path bundle = std::filesystem::absolute(subject.manifest().folder).lexically_normal();
  if (!bundle.has_filename()) bundle = bundle.parent_path();  // of "."
  const OneBundle files(subject.installation.files, bundle, other_versions(subject));
  Request request;
  request.profile = profile;
  request.isolation = Isolation::all;
  // The plugins that come with Lectern speak beside it, as in any draft; the user's own do not.
  std::vector<SearchFolder> folders{{bundle.parent_path(), {}}};
  const std::filesystem::path& shipped = subject.installation.shipped_plugins;
  if (!shipped.empty() && shipped != bundle.parent_path()) folders.push_back({shipped, {}});
  const Installation alone{files, subject.installation.data, folders, {}, subject.installation.worker};
  const std::unique_ptr<Draft> drafted = draft(alone, request);
  if (drafted->reached == Draft::Stage::speech) {
    made.difference = difference(expected.text, write_text(*drafted, subject.request.tongue));
    if (!made.difference.empty()) made.fault = message("the speech of '{}' is another", name);
    return made;
  }
  made.fault = message("'{}' cannot be drafted", name);
  for (const Diagnostic& finding : drafted->findings.all()) {
    if (finding.severity == Severity::error)
      made.difference += to_string(finding.place) + ": " + subject.request.tongue(finding.message) + "\n";
  }
  return made;
}

}  // namespace

std::string difference(std::string_view expected, std::string_view now) {
  constexpr std::size_t kMostLines = 2000;  // of a file; the table grows with the square
  if (expected == now) return {};
  std::vector<std::string_view> before = lines_of(expected);
  std::vector<std::string_view> after = lines_of(now);
  before.resize(std::min(before.size(), kMostLines));
  after.resize(std::min(after.size(), kMostLines));
  const Common common(before, after);
  std::string out;
  std::size_t i = 0;
  std::size_t j = 0;
  const auto line = [&out](char mark, std::string_view text) {
    out.append(1, mark).append(" ").append(text).append("\n");
  };
  while (i < before.size() || j < after.size()) {
    if (i < before.size() && j < after.size() && before[i] == after[j]) {
      ++i;
      ++j;
    } else if (i < before.size() && (j == after.size() || common.at(i + 1, j) >= common.at(i, j + 1))) {
      line('-', before[i++]);
    } else {
      line('+', after[j++]);
    }
  }
  return out;
}

std::vector<GoldenSpeech> golden(Subject& subject) {
  constexpr std::string_view kProfile = ".info";
  std::vector<GoldenSpeech> out;
  for (const std::string& name : subject.installation.files.list(subject.request.golden)) {
    if (name.ends_with(kProfile)) out.push_back(compare(subject, name.substr(0, name.size() - kProfile.size())));
  }
  return out;
}

}  // namespace lectern::host
