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
  LECTERN_ZIP_DAMAGED = 1,   /* no archive, truncated, a wrong checksum, a name twice */
  LECTERN_ZIP_TOO_LARGE = 2, /* over a limit */
  LECTERN_ZIP_BAD_NAME = 3,  /* an entry that leaves the archive: "../x", "/x", a link */
  LECTERN_ZIP_ENCRYPTED = 4,
  LECTERN_ZIP_STOPPED = 5,  /* `visit` said so */
  LECTERN_ZIP_BACKSLASH = 6 /* an entry whose folders are separated by backslashes, as old programs of Windows do */
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

/* PDF. Lengths are in twips, a twentieth of a point. Texts are UTF-8. */

/* A piece of a paragraph's text. */
typedef struct lectern_pdf_run {
  const char* text;
  size_t size;
  const char* reading; /* set small above it */
  size_t reading_size; /* 0: it has none */
  int is_missing;      /* it stands for a fact nobody gave: marked with a colour */
  int ends_line;       /* a line ends behind it */
} lectern_pdf_run;

/* What paragraphs of a kind look like. */
typedef struct lectern_pdf_look {
  const char* font; /* family of Chinese text */
  int is_bold;
  unsigned size;
  unsigned pitch;     /* from line to line */
  int squeeze;        /* added to the width of each character */
  unsigned indent;    /* of the first line */
  unsigned level;     /* of a heading, from 1: it has a bookmark, and is never the last on its page; else 0 */
  int is_centred;     /* else its lines are justified */
  int keeps_together; /* stands on one page where it fits on one */
} lectern_pdf_look;

typedef struct lectern_pdf_paragraph {
  const lectern_pdf_look* look;
  const lectern_pdf_run* runs;
  size_t run_count;
  unsigned space_before; /* not at the top of a page */
  const char* mark;      /* in the margin, beside the first line; or null */
} lectern_pdf_paragraph;

enum lectern_pdf_numbers {
  LECTERN_PDF_NUMBERS_NONE = 0,
  LECTERN_PDF_NUMBERS_PLAIN = 1,   /* 1, in the middle */
  LECTERN_PDF_NUMBERS_CENTRED = 2, /* — 1 — */
  LECTERN_PDF_NUMBERS_OUTSIDE = 3  /* — 1 —, right on odd pages, left on even ones, one character in */
};

typedef struct lectern_pdf_document {
  const lectern_pdf_paragraph* paragraphs;
  size_t paragraph_count;
  const char* digits_font; /* family of digits and Latin letters */
  unsigned width;          /* of the paper */
  unsigned height;
  unsigned left; /* of the text area, from the paper's edges */
  unsigned top;
  unsigned text_width;
  unsigned text_height;
  const lectern_pdf_look* page_number; /* pitch and what follows it are not looked at */
  unsigned page_number_middle;         /* of its line, from the paper's lower edge */
  int page_numbers;                    /* lectern_pdf_numbers */
  const lectern_pdf_look* mark;        /* as page_number */
  unsigned mark_right;                 /* where marks end, from the paper's left edge */
  const char* title;
  const char* author;
  int64_t time; /* in seconds since 1970: the file says it was made then */
} lectern_pdf_document;

enum lectern_pdf_event {
  LECTERN_PDF_FONT_INSTEAD = 0, /* `wanted` is not installed; `used` stands in its place; empty: that of Chinese text */
  LECTERN_PDF_CHARACTERS_INSTEAD = 1, /* `wanted` lacks `characters`; they are drawn from `used` */
  LECTERN_PDF_CHARACTERS_LACKING = 2  /* no font has `characters`; `used` is empty */
};

/* Says how the document differs from what was asked for. */
typedef void (*lectern_pdf_tell)(void* context, int event, const char* wanted, const char* used,
                                 const char* characters);

enum lectern_pdf_status {
  LECTERN_PDF_OK = 0,
  LECTERN_PDF_NO_CHINESE_FONT = 1,
  LECTERN_PDF_FAILED = 2 /* memory is lacking, or Cairo refused; no bytes were given that make a file */
};

typedef struct lectern_pdf_v1 {
  /* Lays the document out and gives its bytes; `tell` is called before the first of them. The same document and fonts
     give the same bytes. `context` is for both. */
  int (*write)(const lectern_pdf_document* document, lectern_sink sink, lectern_pdf_tell tell, void* context);
} lectern_pdf_v1;

#ifdef __cplusplus
}
#endif

#endif
