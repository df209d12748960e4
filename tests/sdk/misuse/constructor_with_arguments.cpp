// SPDX-License-Identifier: Apache-2.0
#include <lectern/plugin.hpp>

class Plugin {
 public:
#ifdef MISUSE
  explicit Plugin(int) {}
#endif
  void contribute(lectern::Speech&) {}
};
LECTERN_PLUGIN_AS(Plugin, "plugin", "1.0.0")
