#include <lectern/plugin.hpp>

#include <map>
#include <string>

namespace {

/// std::map and std::string would export a hundred symbols if they were let.
class Harbour {
 public:
  void contribute(lectern::Speech& speech) {
    std::map<std::string, lectern::Decimal> tons;
    for (const char* key : {"harbour.tons", "harbour.tons_previous"}) {
      const auto fact = speech.fact(key);
      const auto number = fact ? fact->number() : std::nullopt;
      if (!number) return;
      tons.emplace(key, *number);
    }
    const auto growth = lectern::Decimal::growth(tons.at("harbour.tons"), tons.at("harbour.tons_previous"), 1);
    if (growth) speech.derive("harbour.growth", growth->str(), {"harbour.tons", "harbour.tons_previous"});

    lectern::Passage passage;
    passage.id = "reason.crane";
    passage.slot = "significance.reason";
    passage.priority = 97;
    passage.headings = {"创建{campaign.title}是岸线治理的内在要求"};
    passage.texts = {"{harbour.tons}货物，是一吊一吊卸下来的。"};
    speech.offer(passage);
  }
};

}  // namespace

LECTERN_PLUGIN(Harbour)
