// SPDX-License-Identifier: Apache-2.0
#include <lectern/plugin.h>

#ifdef MISUSE
#define MAY_NOT_THROW
#else
#define MAY_NOT_THROW noexcept
#endif

static int32_t create(const lectern_host*, void**) noexcept { return LECTERN_OK; }
static void destroy(void*) noexcept {}
static int32_t contribute(void*, const lectern_host*) MAY_NOT_THROW { return LECTERN_OK; }

extern "C" const lectern_plugin lectern_plugin_v1 = {LECTERN_MAGIC,
                                                     sizeof(lectern_plugin),
                                                     LECTERN_ABI_MAJOR,
                                                     LECTERN_ABI_MINOR,
                                                     sizeof(void*),
                                                     "plugin",
                                                     "1.0.0",
                                                     &create,
                                                     &destroy,
                                                     &contribute,
                                                     nullptr};
