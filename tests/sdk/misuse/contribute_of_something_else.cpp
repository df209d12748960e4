// SPDX-License-Identifier: Apache-2.0
#include <lectern/plugin.hpp>

class Plugin {
 public:
#ifdef MISUSE
  void contribute(lectern::Fact&) {}
#else
  void contribute(lectern::Speech&) {}
#endif
};
LECTERN_PLUGIN_AS(Plugin, "plugin", "1.0.0")
