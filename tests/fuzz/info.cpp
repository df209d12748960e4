// SPDX-License-Identifier: Apache-2.0
//
// read_info(), against PropertyTree's own reader: where ours reads, both read the same.
#include "properties.hpp"

#include <boost/property_tree/info_parser.hpp>

#include <sstream>

namespace lectern::test {
namespace {

std::size_t check_node(const host::Node& node, const boost::property_tree::ptree& peer, std::size_t depth) {
  require(depth <= 64, "the tree is no deeper than promised");
  require(is_utf8(node.key) && is_utf8(node.value), "keys and values are UTF-8");
  require(host::check_text(node.value, host::TextKind::paragraphs).fault == host::TextFault::none,
          "a value holds no control characters");
  require(node.has_value || node.value.empty(), "a key without a value has an empty one");
  require(node.value == peer.data(), "a value is what PropertyTree reads");
  check_place(node.place, Length::whole);
  check_place(node.value_place(), Length::open);
  if (node.place.length != 0)
    require(node.place.source->line(node.place.line).substr(node.place.column, node.place.length) == node.key,
            "a key's place shows the key");
  require(node.children.size() == peer.size(), "a block has the keys PropertyTree reads");
  std::size_t keys = node.children.size();
  auto other = peer.begin();
  for (const host::Node& child : node.children) {
    require(child.key == other->first, "keys come in the order of the file");
    keys += check_node(child, other->second, depth + 1);
    ++other;
  }
  return keys;
}

}  // namespace
}  // namespace lectern::test

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lectern;
  const host::Source source{"input.info", std::string(test::text_of(data, size))};
  host::Findings findings;
  const std::optional<host::Node> root = host::read_info(source, findings);
  test::check_findings(findings);
  if (!root) {
    test::require(findings.errors() > 0, "a source that gives nothing gives an error");
    return 0;
  }
  test::require(findings.all().empty(), "a source that is read gives no findings");
  std::istringstream stream(source.text);
  boost::property_tree::ptree peer;
  boost::property_tree::read_info(stream, peer);
  test::require(test::check_node(*root, peer, 0) <= 50'000, "no more keys than promised");
  return 0;
}
