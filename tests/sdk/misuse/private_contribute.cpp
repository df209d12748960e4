// SPDX-License-Identifier: Apache-2.0
#include <lectern/plugin.hpp>

class Plugin {
#ifndef MISUSE
 public:
#endif
  void contribute(lectern::Speech&) {}
};
LECTERN_PLUGIN_AS(Plugin, "plugin", "1.0.0")
