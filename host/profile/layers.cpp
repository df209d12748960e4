// SPDX-License-Identifier: Apache-2.0
#include "profile/profile.hpp"

#include "source/fields.hpp"

#include <algorithm>
#include <set>

namespace lectern::host {
namespace {

constexpr std::size_t kMostLayers = 16;

class LayerReader {
 public:
  LayerReader(const Files& files, Sources& sources, Findings& findings)
      : files_(files), sources_(sources), findings_(findings) {}

  bool read(const std::filesystem::path& path) {
    folder_ = files_.resolve(path).parent_path();
    return read(path, installed(path).value_or(path.filename()), Place{});
  }

  Layers take() { return std::move(layers_); }

 private:
  /// What documents call a file of the installation, wherever that is.
  std::optional<std::filesystem::path> installed(const std::filesystem::path& path) const {
    std::string label = label_in(sources_.folders(), files_.resolve(path));
    return label.starts_with(kInstalled) ? std::optional<std::filesystem::path>(std::move(label)) : std::nullopt;
  }

  /// What documents call a base: the way to it from the folder of the profile. A path from the root says where things are on
  /// this machine: of that the name stays.
  std::filesystem::path label_of_base(const std::filesystem::path& folder, std::string_view given,
                                      const std::filesystem::path& heir) const {
    const std::filesystem::path base = folder / given;
    if (auto label = installed(base)) return *std::move(label);
    if (std::filesystem::path(given).is_relative() && !installed(folder))
      return (heir.parent_path() / given).lexically_normal();
    const std::filesystem::path near = files_.resolve(base).lexically_relative(folder_);
    return near.empty() || *near.begin() == ".." ? base.filename() : near;
  }

  bool read(const std::filesystem::path& path, const std::filesystem::path& label, const Place& asked_by) {
    const std::filesystem::path normal = path.lexically_normal();
    if (std::find(open_.begin(), open_.end(), normal) != open_.end()) {
      findings_.error("inherit-cycle", asked_by, message("'{}' inherits from itself", label.string()),
                      message("take out one of the inherit lines of the circle"));
      return false;
    }
    // A base of two others lies once, under both: else it would undo what the first of them says.
    if (!begun_.insert(normal).second) return true;
    if (layers_.size() + open_.size() >= kMostLayers) {
      findings_.error("inherit-depth", asked_by, message("more than {} layers", std::to_string(kMostLayers)),
                      message("put some of the layers into one file"));
      return false;
    }
    const std::size_t before = findings_.all().size();
    std::optional<Node> root = read_info_file(files_, normal, sources_, findings_, label.string());
    if (!root) {
      if (asked_by.source != nullptr && findings_.all().size() > before)
        findings_.note("inherited-here", asked_by,
                       message("it is inherited here; its path counts from the folder of this file"));
      return false;
    }
    open_.push_back(normal);
    const bool fine = read_bases(*root, normal.parent_path(), label);
    open_.pop_back();
    const Source* source = root->place.source;
    layers_.push_back({source, std::move(*root)});
    return fine;
  }

  bool read_bases(const Node& root, const std::filesystem::path& folder, const std::filesystem::path& label) {
    const Node* inherit = nullptr;
    for (const Node& child : root.children) {
      if (child.key != kInherit) continue;
      if (inherit != nullptr) {
        findings_.error("key-repeated", child.place, message("'{}' stands here a second time", "inherit"),
                        message("several bases: inherit {{ item \"...\" item \"...\" }}"));
        return false;
      }
      inherit = &child;
    }
    if (inherit == nullptr) return true;
    if (inherit->children.empty()) return read_base(*inherit, folder, label);
    bool fine = true;
    Fields fields(*inherit, findings_);
    for (const Node* item : fields.many("item")) fine = read_base(*item, folder, label) && fine;
    fields.finish();
    return fine;
  }

  bool read_base(const Node& node, const std::filesystem::path& folder, const std::filesystem::path& heir) {
    if (!node.value.empty())
      return read(folder / node.value, label_of_base(folder, node.value, heir), node.value_place());
    findings_.error("value-missing", node.place, message("'{}' has no value", node.key),
                    message("write: {} \"...\"", node.key));
    return false;
  }

  const Files& files_;
  Sources& sources_;
  Findings& findings_;
  std::filesystem::path folder_;  ///< of the profile
  std::vector<std::filesystem::path> open_;
  std::set<std::filesystem::path> begun_;
  Layers layers_;
};

std::optional<Layer> read_settings(const std::vector<std::string>& settings, Sources& sources, Findings& findings) {
  Layer layer;
  bool fine = true;
  for (const std::string& setting : settings) {
    const Source& source = sources.add(std::string(kSettings), setting);
    if (layer.source == nullptr) layer.source = &source;
    const std::size_t equals = setting.find('=');
    const Place place{&source, 1, 0, static_cast<std::uint32_t>(std::min(equals, setting.size()))};
    const TextCheck check = check_text(setting, TextKind::line);
    if (check.fault != TextFault::none) {
      const Place fault{&source, 1, static_cast<std::uint32_t>(check.offset), 1};
      if (check.fault == TextFault::not_utf8) {
        findings.error("not-utf8", fault, message("the setting is not valid UTF-8"),
                       message("set the terminal to UTF-8, or write the value in the profile"));
      } else {
        findings.error("character", fault, describe(check), cure_of(check));
      }
      fine = false;
      continue;
    }
    if (equals == std::string::npos || equals == 0) {
      findings.error("set-malformed", place, message("'{}' is no setting", setting), message("write: --set key=value"));
      fine = false;
      continue;
    }
    const std::string key = setting.substr(0, equals);
    if (key == kInherit || key == kPassages) {
      findings.error("set-malformed", place, message("'{}' is no setting", setting),
                     key == kInherit ? message("what a profile inherits from stands in its file")
                                     : message("what a profile says about passages stands in its file"));
      fine = false;
      continue;
    }
    Node node;
    node.key = std::string_view(source.text).substr(0, equals);
    node.value = std::string_view(source.text).substr(equals + 1);
    node.has_value = true;
    node.place = place;
    node.at = node.value.empty() ? 0 : static_cast<std::uint32_t>(equals + 1);
    layer.root.children.push_back(std::move(node));
  }
  if (!fine) return std::nullopt;
  return layer;
}

}  // namespace

std::optional<Layers> read_layers(const Files& files, const std::filesystem::path& path,
                                  const std::vector<std::string>& settings, Sources& sources, Findings& findings) {
  LayerReader reader(files, sources, findings);
  bool fine = reader.read(path);
  Layers layers = reader.take();
  if (!settings.empty()) {
    std::optional<Layer> last = read_settings(settings, sources, findings);
    fine = last.has_value() && fine;
    if (last) layers.push_back(std::move(*last));
  }
  if (!fine) return std::nullopt;
  return layers;
}

Place own_file(const Layers& layers) {
  Place place;
  for (const Layer& layer : layers) {
    if (layer.source != nullptr && layer.source->name != kSettings) place.source = layer.source;
  }
  return place;
}

Choosing chosen(const Layers& layers, std::string_view key) {
  Choosing found;
  for (const Layer& layer : layers) {
    for (const Node& child : layer.root.children) {
      if (child.key == key) found = {std::string(child.value), child.value_place()};
    }
  }
  return found;
}

}  // namespace lectern::host
