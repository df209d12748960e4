/* SPDX-License-Identifier: Apache-2.0
 *
 * Lectern plugin interface, version 1. C99.
 *
 * A plugin is a folder (a bundle) with a plugin.info, passages and, where text alone cannot do, a shared library that
 * exports one symbol, `lectern_plugin_v1`. The host reads the structure behind it, then calls `create`, `contribute`
 * once a speech, and `destroy`.
 *
 * Rules that hold everywhere:
 *  - Text is UTF-8, given as pointer and size in bytes, and need not end with a zero byte. It holds no control characters
 *    (but line feeds in the texts and short forms of a passage, and in what is reported), no invisible, private-use or
 *    unassigned ones.
 *  - What the host passes is borrowed: it is valid until the call in which it was given returns. The host copies what it
 *    is given. Nobody frees the other's memory.
 *  - No exception crosses; the function types say so in C++17.
 *  - One thread at a time uses an instance. Different instances may be used at the same time.
 *  - The same inputs must give the same calls, whatever the locale, the time zone, the clock or the machine.
 *
 * How it grows: structures grow at the end only, `size` says how far one goes, and a newer side must not read past the
 * size an older side gives. Optional things are extensions, asked for by id and revision. A plugin built with any 1.x
 * runs in a host of any 1.y. A change that breaks this gets a new major and a new symbol name.
 */
#ifndef LECTERN_PLUGIN_H
#define LECTERN_PLUGIN_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__cplusplus) && __cplusplus >= 201703L
#define LECTERN_NOEXCEPT noexcept
#else
#define LECTERN_NOEXCEPT
#endif

/* Makes the one symbol visible when the rest of the library is hidden, as it should be. */
#if defined(__GNUC__)
#define LECTERN_EXPORT __attribute__((visibility("default")))
#else
#define LECTERN_EXPORT
#endif

/* First field of lectern_plugin: "LCTN" read as a little-endian number. Guards against a symbol of the same name that
 * is something else. */
#define LECTERN_MAGIC UINT32_C(0x4e54434c)
#define LECTERN_ABI_MAJOR 1
#define LECTERN_ABI_MINOR 0

/* A borrowed piece of UTF-8. `data` may be null when `size` is 0. */
typedef struct lectern_text {
  const char* data;
  uint64_t size; /* bytes */
} lectern_text;

/* What a host function answers, and what `contribute` returns. */
enum {
  LECTERN_OK = 0,
  LECTERN_MISSING = 1, /* the key is known, but the profile gives no value (or an empty one) */
  LECTERN_UNKNOWN = 2, /* no such key, column, row or option */
  LECTERN_INVALID = 3, /* an argument is not valid: the host has reported why */
  LECTERN_REFUSED = 4, /* over a limit of the host: it has reported which */
  LECTERN_FAILED = 5   /* from `contribute`: it could not do its work; report why before returning it */
};

/* Types of facts, as in a plugin.info. */
enum {
  LECTERN_TYPE_TEXT = 0,
  LECTERN_TYPE_INTEGER = 1, /* digits, e.g. 18642 */
  LECTERN_TYPE_DECIMAL = 2, /* decimal text, e.g. 12.6: never a binary fraction */
  LECTERN_TYPE_RATE = 3,    /* per cent, decimal text, e.g. 98.6 */
  LECTERN_TYPE_DATE = 4,    /* YYYY-MM-DD */
  LECTERN_TYPE_YEAR = 5,    /* YYYY */
  LECTERN_TYPE_CHOICE = 6,  /* the id of the choice */
  LECTERN_TYPE_LIST = 7,    /* rows with one column, "item" */
  LECTERN_TYPE_TABLE = 8    /* rows with named columns */
};

enum { LECTERN_NOTE = 0, LECTERN_WARNING = 1, LECTERN_ERROR = 2 };

/* A fact as the host knows it. The caller sets `size` to sizeof(lectern_fact) before the call; the host fills no more
 * than that. */
typedef struct lectern_fact {
  uint32_t size;
  uint32_t type;
  lectern_text text;  /* the value as written in the profile; empty for lists and tables */
  lectern_text unit;  /* unit of measure, e.g. 亿元; empty where there is none */
  lectern_text as_of; /* YYYY-MM-DD the value belongs to; empty where not given */
  uint64_t rows;      /* lists and tables: how many rows; else 0 */
} lectern_fact;

/* A passage to offer: the same as a `passage` block in a file, with the same template syntax ({key}, {key:how}, […]). */
typedef struct lectern_passage {
  uint32_t size;     /* sizeof(lectern_passage) */
  int32_t priority;  /* 0 to 100, higher is taken first */
  lectern_text id;   /* unique in the bundle, files included */
  lectern_text slot; /* a known slot, e.g. measures.sector */
  const lectern_text* headings;
  uint64_t heading_count; /* 0 where the slot wants none */
  const lectern_text* texts;
  uint64_t text_count; /* at least 1: the wordings */
  const lectern_text* shorts;
  uint64_t short_count;
} lectern_passage;

/* Something to tell the user. English and 简体中文: the host shows the one the user reads. */
typedef struct lectern_report {
  uint32_t size; /* sizeof(lectern_report) */
  int32_t severity;
  lectern_text code;       /* lower case, digits, hyphens; the host puts the plugin's id before it */
  lectern_text message;    /* English; required */
  lectern_text hint;       /* English; what to do, may be empty */
  lectern_text message_zh; /* 简体中文; empty: the English one is shown */
  lectern_text hint_zh;
  lectern_text key; /* the fact it is about, so that the host can show file and line; may be empty */
} lectern_report;

/* What the host lets a plugin do during `contribute`. Valid only until `contribute` returns. Check `size` before using a
 * function that a later minor added. */
typedef struct lectern_host lectern_host;
struct lectern_host {
  uint32_t size;
  uint16_t abi_major;
  uint16_t abi_minor;
  void* context; /* the host's own */

  /* Reads a fact: common ones, the plugin's own, and ref.* . LECTERN_OK, _MISSING or _UNKNOWN; `out->type` is also set
   * when the answer is _MISSING. */
  int32_t (*fact)(const lectern_host* host, lectern_text key, lectern_fact* out) LECTERN_NOEXCEPT;

  /* Reads one cell of a list or table; rows count from 0. _UNKNOWN when there is no such row or column. */
  int32_t (*cell)(const lectern_host* host, lectern_text key, uint64_t row, lectern_text column,
                  lectern_fact* out) LECTERN_NOEXCEPT;

  /* Reads an option that the profile gives in `options { PLUGIN-ID { NAME value } }`. _MISSING when it does not. */
  int32_t (*option)(const lectern_host* host, lectern_text name, lectern_text* out) LECTERN_NOEXCEPT;

  /* Gives a derived fact: declared in the plugin's own plugin.info with `derived yes`, under its own prefix. `value` is
   * written as a profile would write it; `from` names the facts it was worked out from, for the ledger: at least one.
   * Where the profile gives the fact itself, the profile's value stands and a differing one is reported. */
  int32_t (*derive)(const lectern_host* host, lectern_text key, lectern_text value, const lectern_text* from,
                    uint64_t from_count) LECTERN_NOEXCEPT;

  /* Offers a passage for this speech. */
  int32_t (*offer)(const lectern_host* host, const lectern_passage* passage) LECTERN_NOEXCEPT;

  /* Tells the user something. */
  int32_t (*report)(const lectern_host* host, const lectern_report* report) LECTERN_NOEXCEPT;

  /* An optional part of the host's interface, or null. None is defined in 1.0. */
  const void* (*extension)(const lectern_host* host, const char* id, uint32_t revision)LECTERN_NOEXCEPT;
};

/* What a plugin exports. Constant for the life of the library. */
typedef struct lectern_plugin {
  uint32_t magic; /* LECTERN_MAGIC */
  uint32_t size;  /* sizeof(lectern_plugin) */
  uint16_t abi_major;
  uint16_t abi_minor;
  uint32_t pointer_bytes; /* sizeof(void*) */
  const char* id;         /* as in plugin.info; zero-terminated, ASCII */
  const char* version;    /* as in plugin.info; zero-terminated, ASCII */

  /* Makes an instance. LECTERN_OK, or LECTERN_FAILED with `*instance` untouched. `*instance` may stay null. */
  int32_t (*create)(void** instance) LECTERN_NOEXCEPT;

  /* Ends an instance; called once for each successful `create`. */
  void (*destroy)(void* instance) LECTERN_NOEXCEPT;

  /* Called once a speech. LECTERN_OK, or another answer after at least one report that says why; then everything this
   * plugin derived and offered for the speech is left out. */
  int32_t (*contribute)(void* instance, const lectern_host* host) LECTERN_NOEXCEPT;

  /* An optional part of the plugin's interface, or null for an id it does not know. May itself be null. */
  const void* (*extension)(const char* id, uint32_t revision)LECTERN_NOEXCEPT;
} lectern_plugin;

/* The one exported symbol. Rationale for data, not a function: the host can refuse a stranger's structure before any
 * of its code is called. */
extern LECTERN_EXPORT const lectern_plugin lectern_plugin_v1;

/* What stands behind it, for a plugin without extensions:
 *   const lectern_plugin lectern_plugin_v1 =
 *       LECTERN_PLUGIN_ENTRY(LECTERN_PLUGIN_ID, LECTERN_PLUGIN_VERSION, create, destroy, contribute); */
#define LECTERN_PLUGIN_ENTRY(id, version, create, destroy, contribute)                                               \
  {                                                                                                                  \
    LECTERN_MAGIC, sizeof(lectern_plugin), LECTERN_ABI_MAJOR, LECTERN_ABI_MINOR, sizeof(void*), id, version, create, \
        destroy, contribute, 0                                                                                       \
  }

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* LECTERN_PLUGIN_H */
