/* SPDX-License-Identifier: Apache-2.0
 *
 * Uses all that the interface of 1.0 has, and reports what the host does otherwise than plugin.h says. With -DLATER it is
 * built against the header of a minor to come, in which everything has grown (tests/sdk/grown.cmake): what this host does
 * not know it must leave alone.
 */
#include <lectern/plugin.h>

#include <stddef.h>
#include <string.h>

#define TEXT(words) \
  { words, sizeof(words) - 1 }
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A fact with what lies behind it, which a host of a later minor must not touch. */
typedef struct guarded_fact {
  lectern_fact fact;
  unsigned char behind[32];
} guarded_fact;

static const lectern_text kCount = TEXT("fixture.count");
static const lectern_text kSteps = TEXT("fixture.steps");
static const lectern_text kItem = TEXT("item");
static const lectern_text kUnknown = TEXT("fixture.cuont");
static const lectern_text kVoice = TEXT("voice");
static const lectern_text kDoubled = TEXT("released.doubled");
static const lectern_text kHalves = TEXT("released.halves");

/* Only there for its address to be told apart. */
static int instances;

static guarded_fact sized(void) {
  guarded_fact out;
  memset(&out, 0x5a, sizeof out);
  out.fact.size = sizeof out.fact;
  return out;
}

static int is_whole(const guarded_fact* out) {
  size_t i;
  for (i = 0; i < sizeof out->behind; ++i) {
    if (out->behind[i] != 0x5a) return 0;
  }
#ifdef LATER
  if (out->fact.later.size != 0 || out->fact.later.data != NULL) return 0;
#endif
  return out->fact.size == sizeof out->fact;
}

static int says(lectern_text given, const char* words) {
  return given.size == strlen(words) && memcmp(given.data, words, strlen(words)) == 0;
}

static lectern_text text(const char* words) {
  const lectern_text made = {words, strlen(words)};
  return made;
}

static lectern_report about(int32_t severity, const char* code, const char* message) {
  lectern_report report;
  memset(&report, 0, sizeof report);
  report.size = sizeof report;
  report.severity = severity;
  report.code = text(code);
  report.message = text(message);
  report.hint = report.message;
#ifdef LATER
  report.later = text("what this host does not know");
#endif
  return report;
}

static void hold(const lectern_host* host, int holds, const char* what) {
  lectern_report report = about(LECTERN_ERROR, "broken-promise", what);
  if (!holds) host->report(host, &report);
}

static void see_the_host(const lectern_host* host) {
  hold(host, host->abi_major == 1, "the host is of another major");
  hold(host, LECTERN_HAS(host, extension) && host->size >= LECTERN_HOST_SIZE_1_0, "the host is too short");
#ifdef LATER
  hold(host, !LECTERN_HAS(host, later), "the host has what it cannot have");
#endif
  hold(host, host->extension(host, "org.lectern.nothing", 1) == NULL, "an unknown extension");
}

static void read_facts(const lectern_host* host) {
  guarded_fact out = sized();
  lectern_text voice = {NULL, 0};
  hold(host, host->fact(host, kCount, &out.fact) == LECTERN_OK && is_whole(&out), "fact");
  hold(host,
       out.fact.type == LECTERN_TYPE_INTEGER && says(out.fact.text, "12") && says(out.fact.unit, "件") &&
           says(out.fact.as_of, "2025-12-31") && out.fact.rows == 0,
       "what a fact says");
  out = sized();
  hold(host, host->fact(host, kUnknown, &out.fact) == LECTERN_UNKNOWN && is_whole(&out), "an unknown fact");
  out = sized();
  hold(host, host->fact(host, kDoubled, &out.fact) == LECTERN_MISSING && is_whole(&out), "a missing fact");
  out = sized();
  hold(host,
       host->fact(host, kSteps, &out.fact) == LECTERN_OK && out.fact.type == LECTERN_TYPE_LIST && out.fact.rows == 2,
       "a list");
  out = sized();
  hold(host, host->cell(host, kSteps, 1, kItem, &out.fact) == LECTERN_OK && is_whole(&out) && says(out.fact.text, "改"),
       "a cell");
  hold(host, host->cell(host, kSteps, 2, kItem, &out.fact) == LECTERN_UNKNOWN, "a cell that is not there");
  hold(host, host->option(host, kVoice, &voice) == LECTERN_OK && says(voice, "clear"), "an option");
  hold(host, host->option(host, kItem, &voice) == LECTERN_MISSING, "an option that is not given");
}

static void derive(const lectern_host* host) {
  static const lectern_text kColumns[] = {TEXT("half"), TEXT("share")};
  static const lectern_text kFirst[] = {TEXT("上半年"), TEXT("5")};
  static const lectern_text kSecond[] = {TEXT("下半年"), TEXT("7")};
  static const lectern_text kTwentyFour = TEXT("24");
  hold(host, host->derive(host, kDoubled, kTwentyFour, &kCount, 1) == LECTERN_OK, "a derived fact");
  hold(host, host->derive_row(host, kHalves, kColumns, kFirst, 2, &kCount, 1) == LECTERN_OK, "a derived row");
  hold(host, host->derive_row(host, kHalves, kColumns, kSecond, 2, &kCount, 1) == LECTERN_OK, "another derived row");
}

static void offer(const lectern_host* host) {
  static const lectern_text kHeading = TEXT("留存的标题");
  static const lectern_text kTexts[] = {TEXT("留存的插件说，去年办了{fixture.count}。{items}"),
                                        TEXT("留存的插件说，去年办了{fixture.count}。{items}")};
  static const lectern_text kShort = TEXT("留存的插件说过了。{items}");
  static const lectern_text kRow = TEXT("{.half}办了{.share}。");
  static const lectern_text kFirst = TEXT("先看{.half}，办了{.share}。");
  static const lectern_text kLast = TEXT("再看{.half}，办了{.share}。");
  static const lectern_text kOnly = TEXT("只有{.half}，办了{.share}。");
  static const lectern_text kKeys[] = {TEXT("fixture.count"), TEXT("released.halves")};
  static const lectern_text kValues[] = {TEXT(">=10"), TEXT("given")};
  static const lectern_text kColumn = TEXT("half");
  static const lectern_text kGiven = TEXT("given");
  static const lectern_text kStyles[] = {TEXT(""), TEXT("plain")};
  lectern_passage passage;
  memset(&passage, 0, sizeof passage);
  passage.size = sizeof passage;
  passage.priority = 98;
  passage.id = text("reason.code");
  passage.slot = text("significance.reason");
  passage.headings = &kHeading;
  passage.heading_count = 1;
  passage.texts = kTexts;
  passage.text_count = COUNT(kTexts);
  passage.shorts = &kShort;
  passage.short_count = 1;
  passage.when_keys = kKeys;
  passage.when_values = kValues;
  passage.when_count = COUNT(kKeys);
  passage.each = kHalves;
  passage.items = &kRow;
  passage.item_count = 1;
  passage.firsts = &kFirst;
  passage.first_count = 1;
  passage.lasts = &kLast;
  passage.last_count = 1;
  passage.onlys = &kOnly;
  passage.only_count = 1;
  passage.row_keys = &kColumn;
  passage.row_values = &kGiven;
  passage.row_count = 1;
  passage.styles = kStyles;
  passage.style_count = COUNT(kStyles);
  passage.covers = text("nothing of the unit's");
#ifdef LATER
  passage.laters = kTexts;
  passage.later_count = COUNT(kTexts);
#endif
  hold(host, host->offer(host, &passage) == LECTERN_OK, "an offered passage");
}

static void speak(const lectern_host* host) {
  lectern_report report = about(LECTERN_NOTE, "kept", "all promises are kept, unless something else was reported");
  report.key = kCount;
  hold(host, host->report(host, &report) == LECTERN_OK, "a report about a fact");
  report.code = text("row");
  report.key = kSteps;
  report.row_number = 2;
  report.column = kItem;
  hold(host, host->report(host, &report) == LECTERN_OK, "a report about a row");
  hold(host, host->log(host, text("said in contribute")) == LECTERN_OK, "a line for the author");
}

/* What needs a speech is turned down here, and told: so it is not tried. */
static int32_t create(const lectern_host* host, void** instance) {
  lectern_report report = about(LECTERN_NOTE, "started", "this was said before there was a speech");
  see_the_host(host);
  hold(host, host->report(host, &report) == LECTERN_OK, "a report from create");
  hold(host, host->log(host, text("said in create")) == LECTERN_OK, "a line from create");
  *instance = &instances;
  return LECTERN_OK;
}

static void destroy(void* instance) { (void)instance; }

static int32_t contribute(void* instance, const lectern_host* host) {
  hold(host, instance == &instances, "the instance");
  see_the_host(host);
  read_facts(host);
  derive(host);
  offer(host);
  speak(host);
  return LECTERN_OK;
}

static const void* extension(void* instance, const char* id, uint32_t revision) {
  (void)instance;
  (void)id;
  (void)revision;
  return NULL;
}

const lectern_plugin lectern_plugin_v1 = {.magic = LECTERN_MAGIC,
                                          .size = sizeof(lectern_plugin),
                                          .abi_major = LECTERN_ABI_MAJOR,
                                          .abi_minor = LECTERN_ABI_MINOR,
                                          .pointer_bytes = sizeof(void*),
                                          .id = "released",
                                          .version = "1.0.0",
                                          .create = create,
                                          .destroy = destroy,
                                          .contribute = contribute,
                                          .extension = extension};
