// SPDX-License-Identifier: Apache-2.0
#include <lectern/plugin.hpp>

class Plugin {
#ifndef MISUSE
 public:
  void contribute(lectern::Speech&) {}
#endif
};
LECTERN_PLUGIN_AS(Plugin, "plugin", "1.0.0")
