/* SPDX-License-Identifier: Apache-2.0
 *
 * plugin.h is C99, its layout is that of layout.table, and a plugin can be written in C99.
 */
#include <lectern/plugin.h>

#include <stddef.h>

/* C99 has no static assertion. */
#define HOLDS(name, condition) typedef char name[(condition) ? 1 : -1];

#define FIELD(structure, field, offset, bytes) \
  HOLDS(structure##_##field##_moved,           \
        offsetof(structure, field) == (offset) && sizeof(((structure*)0)->field) == (bytes))
#define SIZE(structure, minor, bytes) \
  HOLDS(structure##_size_##minor,     \
        (minor) == LECTERN_ABI_MINOR ? sizeof(structure) == (bytes) : sizeof(structure) >= (bytes))
#define VALUE(name, number) HOLDS(HOLDS_##number##_of_##name, (name) == (number))
#include "layout.table"

static int32_t create(const lectern_host* host, void** instance) {
  (void)host;
  *instance = NULL;
  return LECTERN_OK;
}

static void destroy(void* instance) { (void)instance; }

static int32_t contribute(void* instance, const lectern_host* host) {
  static const char key[] = "unit.name";
  const lectern_text name = {key, sizeof key - 1};
  lectern_fact fact = {sizeof fact, 0, {NULL, 0}, {NULL, 0}, {NULL, 0}, 0};
  (void)instance;
  if (!LECTERN_HAS(host, log)) return LECTERN_FAILED;
  return host->fact(host, name, &fact) == LECTERN_UNKNOWN ? LECTERN_FAILED : LECTERN_OK;
}

const lectern_plugin lectern_plugin_v1 = {LECTERN_MAGIC,
                                          sizeof(lectern_plugin),
                                          LECTERN_ABI_MAJOR,
                                          LECTERN_ABI_MINOR,
                                          sizeof(void*),
                                          "layout",
                                          "1.0.0",
                                          create,
                                          destroy,
                                          contribute,
                                          NULL};
