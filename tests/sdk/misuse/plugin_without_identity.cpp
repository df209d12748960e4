// SPDX-License-Identifier: Apache-2.0
//
// lectern_add_plugin() hands id and version to the compiler; without it they must be given by hand.
#include <lectern/plugin.hpp>

class Plugin {
 public:
  void contribute(lectern::Speech&) {}
};
#ifdef MISUSE
LECTERN_PLUGIN(Plugin)
#else
LECTERN_PLUGIN_AS(Plugin, "plugin", "1.0.0")
#endif
