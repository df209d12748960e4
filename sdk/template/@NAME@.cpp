#include <lectern/plugin.hpp>

namespace {

// 文字办不到的事才写在这里：推算外借增幅。
class Plugin {
 public:
  void contribute(lectern::Speech& speech) {
    const auto now = speech.number("@PREFIX@.loans");
    const auto before = speech.number("@PREFIX@.loans_before");
    if (!now || !before) return;
    if (const auto growth = lectern::Decimal::growth(*now, *before, 1))
      speech.derive("@PREFIX@.growth", growth->str(), {"@PREFIX@.loans", "@PREFIX@.loans_before"});
  }
};

}  // namespace

LECTERN_PLUGIN(Plugin)
