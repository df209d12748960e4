// SPDX-License-Identifier: Apache-2.0
#include <lectern/plugin.hpp>

class Plugin {
 public:
  void contribute(lectern::Speech& speech) {
#ifdef MISUSE
    speech.derive("harbour.growth", "6.8");
#else
    speech.derive("harbour.growth", "6.8", {"harbour.tons"});
#endif
  }
};
LECTERN_PLUGIN_AS(Plugin, "plugin", "1.0.0")
