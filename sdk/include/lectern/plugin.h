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
 *    (but line feeds in the texts, short forms and rows of a passage, and in what is reported and logged), no invisible, private-use or
 *    unassigned ones.
 *  - Nobody frees the other's memory. The host copies what it is given before its function returns. What the host gives
 *    is borrowed, for as long as the function says.
 *  - No exception, panic or long jump crosses; the function types say so in C++17.
 *  - The same inputs must give the same calls, whatever the locale, the time zone, the clock or the machine.
 *
 * Threads: the host makes the calls of one instance one after another, not always from the same thread; other instances
 * may be at work meanwhile. A plugin calls the host's functions only while the function runs that it was given the host
 * for, and only in the thread in which that was called.
 *
 * How it grows: a later minor adds fields at the end of structures, and values to enumerations. `size` says how far the
 * structure of whoever made it goes. The other side reads as much of it as both know and takes the rest for zero, so
 * zero means "not said" in every field a later minor adds. A side that gets a number it does not know takes it for the
 * nearest that is safe: an answer for a failure, a type for a text. Optional things are extensions, asked for by id and
 * revision. So a plugin built with any 1.x runs in a host of any 1.y. A change that breaks this gets a new major and a
 * new symbol name. lectern_text is passed by value and in arrays: it never grows.
 */
#ifndef LECTERN_PLUGIN_H
#define LECTERN_PLUGIN_H

#include <stddef.h>
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

/* Bytes from the beginning of a structure to the end of a member: what a structure that goes so far has for a size. */
#ifdef __cplusplus
#define LECTERN_SIZE_WITH(structure, member) (offsetof(structure, member) + sizeof(structure::member))
#else
#define LECTERN_SIZE_WITH(structure, member) (offsetof(structure, member) + sizeof(((structure*)0)->member))
#endif

/* Whether the host has this function. Ask before using one that a later minor than 1.0 added; the functions of 1.0 are
 * always there. Never compare with sizeof(lectern_host): that is the host of the header a plugin was built with. */
#define LECTERN_HAS(host, member) ((host)->size >= LECTERN_SIZE_WITH(lectern_host, member))

/* A borrowed piece of UTF-8. `data` may be null when `size` is 0. */
typedef struct lectern_text {
  const char* data;
  uint64_t size; /* bytes */
} lectern_text;

/* What a host function answers, and what `create` and `contribute` return. */
enum {
  LECTERN_OK = 0,
  LECTERN_MISSING = 1, /* the key is known, but the profile gives no value (or an empty one) */
  LECTERN_UNKNOWN = 2, /* no such key, column, row or option */
  LECTERN_INVALID = 3, /* an argument is not valid, or the call comes too early: the host has reported why */
  LECTERN_REFUSED = 4, /* over a limit of the host: it has reported which */
  LECTERN_FAILED = 5   /* from `create` and `contribute`: it could not do its work; report why before returning it */
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
  LECTERN_TYPE_TABLE = 8,   /* rows with named columns */
  LECTERN_TYPE_TIME = 9     /* YYYY-MM-DD, or words such as 6月中旬 */
};

enum { LECTERN_NOTE = 0, LECTERN_WARNING = 1, LECTERN_ERROR = 2 };

/* A fact as the host knows it. The caller sets `size` to sizeof(lectern_fact) before the call; the host fills what both
 * know of it, and sets what it does not know to zero. */
typedef struct lectern_fact {
  uint32_t size;
  uint32_t type;
  lectern_text text;  /* the value as written in the profile; empty for lists and tables */
  lectern_text unit;  /* unit of measure, e.g. 亿元; empty where there is none */
  lectern_text as_of; /* YYYY-MM-DD the value belongs to; empty where not given */
  uint64_t rows;      /* lists and tables: how many rows; else 0 */
} lectern_fact;
#define LECTERN_FACT_SIZE_1_0 LECTERN_SIZE_WITH(lectern_fact, rows)

/* A passage to offer: all that a `passage` block in a file may say, with the same template syntax ({key}, {key:how},
 * […], {items}). What is not used is zero. A list may have 100 texts, each of 64 KiB. */
typedef struct lectern_passage {
  uint32_t size;     /* sizeof(lectern_passage) */
  int32_t priority;  /* 0 to 100, higher is taken first; 50 is the usual one */
  lectern_text id;   /* unique in the bundle, files included */
  lectern_text slot; /* a known slot, e.g. measures.sector */
  const lectern_text* headings;
  uint64_t heading_count; /* 0 where the slot wants none */
  const lectern_text* texts;
  uint64_t text_count; /* at least 1: the wordings */
  const lectern_text* shorts;
  uint64_t short_count;

  /* The `when` of a file: `when_count` facts and, in the same order, what must hold of each ("given", "a|b", ">=2"). */
  const lectern_text* when_keys;
  const lectern_text* when_values;
  uint64_t when_count;

  lectern_text each; /* the list or table that {items} walks, which may be a derived one */
  const lectern_text* items;
  uint64_t item_count;
  const lectern_text* firsts;
  uint64_t first_count;
  const lectern_text* lasts;
  uint64_t last_count;
  const lectern_text* onlys;
  uint64_t only_count;

  /* Of `each`: `row_count` of its columns and, in the same order, what a row must have there to be walked. */
  const lectern_text* row_keys;
  const lectern_text* row_values;
  uint64_t row_count;

  /* Of the texts, in their order, for whom each is: "formal", "plain", "vivid", or empty for everyone. As many as there are
   * texts, or 0. */
  const lectern_text* styles;
  uint64_t style_count;

  lectern_text covers;   /* words of its matter, "a|b": it gives way to the unit's own rows about that; may be empty */
  lectern_text proposes; /* what it proposes that nobody has decided yet; may be empty */
} lectern_passage;
#define LECTERN_PASSAGE_SIZE_1_0 LECTERN_SIZE_WITH(lectern_passage, proposes)

/* Something to tell the user. English and 简体中文: the host shows the one the user reads. */
typedef struct lectern_report {
  uint32_t size; /* sizeof(lectern_report) */
  int32_t severity;
  lectern_text code;       /* lower case, digits, hyphens; the host puts the plugin's id before it */
  lectern_text message;    /* English; required */
  lectern_text hint;       /* English; what to do, may be empty */
  lectern_text message_zh; /* 简体中文; empty: the English one is shown */
  lectern_text hint_zh;
  lectern_text key;    /* the fact it is about, so that the host can show file and line; may be empty */
  uint64_t row_number; /* of a list or table: which row, the first is 1 (cell() calls it 0); 0: the fact as a whole */
  lectern_text column; /* of that row: which cell; may be empty */
} lectern_report;
#define LECTERN_REPORT_SIZE_1_0 LECTERN_SIZE_WITH(lectern_report, column)

/* What the host lets a plugin do. The host that `create` gets is valid until `create` returns, the one that `contribute`
 * gets until `contribute` returns: keep neither.
 *
 * During `create` there is no speech yet: report, log and extension may be called, the others answer LECTERN_INVALID.
 *
 * Cost: in the host's own process a call takes well under a microsecond, unless its comment says otherwise. From a worker,
 * where the code of plugins runs that did not come with Lectern, each is a message there and one back: some 5 microseconds
 * more on an idle machine. Reading ten thousand cells one by one so takes a twentieth of a second. */
typedef struct lectern_host lectern_host;
struct lectern_host {
  uint32_t size;
  uint16_t abi_major;
  uint16_t abi_minor;
  void* context; /* the host's own */

  /* Reads a fact: common ones, the plugin's own, and ref.* . LECTERN_OK, _MISSING or _UNKNOWN; `out->type` is also set
   * when the answer is _MISSING. A key that nobody declares is _UNKNOWN, and the host tells so, once, in a note.
   * Lifetime: the texts in `out` stay until `contribute` returns, whatever is called meanwhile. */
  int32_t (*fact)(const lectern_host* host, lectern_text key, lectern_fact* out) LECTERN_NOEXCEPT;

  /* Reads one cell of a list or table; rows count from 0. _UNKNOWN when there is no such row or column; the host tells of
   * an unknown key or column, once. Lifetime: as fact(). */
  int32_t (*cell)(const lectern_host* host, lectern_text key, uint64_t row, lectern_text column,
                  lectern_fact* out) LECTERN_NOEXCEPT;

  /* Reads an option that the profile gives in `options { PLUGIN-ID { NAME value } }`. _MISSING when it does not.
   * Lifetime: as fact(). */
  int32_t (*option)(const lectern_host* host, lectern_text name, lectern_text* out) LECTERN_NOEXCEPT;

  /* Gives a derived fact of a single value: declared in the plugin's own plugin.info with `derived yes`, under its own
   * prefix. `value` is written as a profile would write it; `from` names the facts it was worked out from, for the
   * ledger: at least one. Where the profile gives the fact itself, the profile's value stands and a differing one is
   * reported. What was derived is not there to be read by fact(): it is taken over when `contribute` has returned.
   * At most 500 for a speech. */
  int32_t (*derive)(const lectern_host* host, lectern_text key, lectern_text value, const lectern_text* from,
                    uint64_t from_count) LECTERN_NOEXCEPT;

  /* Adds a row to a derived list or table; what holds of derive() holds of it. `columns` and `cells` belong together by
   * their order (of a list the one column "item"); a cell that is empty or not named is not given, but one must be.
   * `from` of all rows together is where the fact came from. At most 1,000 rows for a speech. */
  int32_t (*derive_row)(const lectern_host* host, lectern_text key, const lectern_text* columns,
                        const lectern_text* cells, uint64_t cell_count, const lectern_text* from,
                        uint64_t from_count) LECTERN_NOEXCEPT;

  /* Offers a passage for this speech. At most 500. Its templates are compiled at once: tens of microseconds each. */
  int32_t (*offer)(const lectern_host* host, const lectern_passage* passage) LECTERN_NOEXCEPT;

  /* Tells the user something. At most 100 for a speech. From `create` it is about the plugin: there are no facts yet. */
  int32_t (*report)(const lectern_host* host, const lectern_report* report) LECTERN_NOEXCEPT;

  /* Writes a line for the plugin's author, in any language. It shows with --verbose and is forgotten without; either way
   * it costs the same, and a speech must not depend on it. A line feed begins a further line. Lines over 1,000 or
   * 256 KiB are left out, and the last says so. LECTERN_OK, or _INVALID for what is no text. */
  int32_t (*log)(const lectern_host* host, lectern_text line) LECTERN_NOEXCEPT;

  /* An optional part of the host's interface, or null. None is defined in 1.0. Lifetime: as long as the host it was asked
   * of. */
  const void* (*extension)(const lectern_host* host, const char* id, uint32_t revision)LECTERN_NOEXCEPT;
};
#define LECTERN_HOST_SIZE_1_0 LECTERN_SIZE_WITH(lectern_host, extension)

/* What a plugin exports. Constant for the life of the library. */
typedef struct lectern_plugin {
  uint32_t magic; /* LECTERN_MAGIC */
  uint32_t size;  /* sizeof(lectern_plugin) */
  uint16_t abi_major;
  uint16_t abi_minor;
  uint32_t pointer_bytes; /* sizeof(void*) */
  const char* id;         /* as in plugin.info; zero-terminated, ASCII */
  const char* version;    /* as in plugin.info; zero-terminated, ASCII */

  /* Makes an instance. LECTERN_OK, or LECTERN_FAILED with `*instance` untouched, after at least one report that says why.
   * `*instance` may stay null. What it may call: see lectern_host. Cheap: a worker's time runs, and it may be called for
   * every speech. */
  int32_t (*create)(const lectern_host* host, void** instance) LECTERN_NOEXCEPT;

  /* Ends an instance; called once for each successful `create`. */
  void (*destroy)(void* instance) LECTERN_NOEXCEPT;

  /* Called once a speech. LECTERN_OK, or another answer after at least one report that says why; then everything this
   * plugin derived and offered for the speech is left out. In a worker it has 2 seconds by default. */
  int32_t (*contribute)(void* instance, const lectern_host* host) LECTERN_NOEXCEPT;

  /* An optional part of the plugin's interface, or null for an id it does not know. Asked of an instance between its
   * `create` and its `destroy`, and valid as long as that. May itself be null. */
  const void* (*extension)(void* instance, const char* id, uint32_t revision)LECTERN_NOEXCEPT;
} lectern_plugin;
#define LECTERN_PLUGIN_SIZE_1_0 LECTERN_SIZE_WITH(lectern_plugin, extension)

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
