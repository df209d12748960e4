/* SPDX-License-Identifier: Apache-2.0

   What the program loads only when it needs it: libraries that would cost every start of the program time (libzip brings
   libcrypto: 0.8 ms; Pango and Cairo bring some forty others). A module is a shared object beside the program, of the same
   build, with one exported table of functions. No C++ crosses, and no memory changes its owner: whoever gives a pointer
   keeps what it points to, until the call returns. */
#ifndef LECTERN_HOST_MODULES_MODULE_H
#define LECTERN_HOST_MODULES_MODULE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Takes `size` bytes of a result. */
typedef void (*lectern_sink)(void* context, const char* data, size_t size);

/* A file inside an archive. */
typedef struct lectern_entry {
  const char* name; /* ends with a null character */
  const char* data;
  size_t size;
} lectern_entry;

/* What an archive from outside may hold. */
typedef struct lectern_zip_limits {
  uint64_t most_entries;
  uint64_t most_bytes; /* of all entries that are read, unpacked */
  uint64_t most_ratio; /* of an entry's bytes to its packed ones */
} lectern_zip_limits;

enum lectern_zip_status {
  LECTERN_ZIP_OK = 0,
  LECTERN_ZIP_DAMAGED = 1,   /* no archive, truncated, a wrong checksum */
  LECTERN_ZIP_TOO_LARGE = 2, /* over a limit */
  LECTERN_ZIP_BAD_NAME = 3,  /* an entry that leaves the archive: "../x", "/x", a link */
  LECTERN_ZIP_ENCRYPTED = 4,
  LECTERN_ZIP_STOPPED = 5 /* `visit` said so */
};

/* Reading and writing of zip archives: the container of .docx, and of bundles that are handed over. */
typedef struct lectern_zip_v1 {
  /* Packs the entries in this order. `time`: of all entries, in seconds since 1970 and at least 1980; the same inputs give
     the same bytes. False when memory is lacking. */
  int (*pack)(const lectern_entry* entries, size_t count, int64_t time, lectern_sink sink, void* context);

  /* Calls `visit` for every entry that `wanted` says yes to, in the order of the archive; either may be null: all are
     wanted, none is visited. `wanted` sees every name before anything is unpacked. Unpacks one entry at a time. On a fault `fault_name` has the
     entry's name (cut to its size) or is empty. */
  int (*unpack)(const char* data, size_t size, const lectern_zip_limits* limits,
                int (*wanted)(void* context, const char* name), int (*visit)(void* context, const lectern_entry* entry),
                void* context, char* fault_name, size_t fault_size);
} lectern_zip_v1;

#ifdef __cplusplus
}
#endif

#endif
