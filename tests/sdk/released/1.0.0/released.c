/* SPDX-License-Identifier: Apache-2.0
 *
 * Uses all that the interface of 1.0 has, and reports what the host does otherwise than plugin.h says. With -DLATER, as a
 * plugin would that was built with a later minor: every structure is longer than this host knows.
 */
#include <lectern/plugin.h>

#include <stddef.h>
#include <string.h>

#ifdef LATER
#define MINOR (LECTERN_ABI_MINOR + 7)
#define MORE uint64_t later[4];
#else
#define MINOR LECTERN_ABI_MINOR
#define MORE
#endif

#define TEXT(words) \
  { words, sizeof(words) - 1 }

/* The structures as this plugin knows them. */
typedef struct fact_of_ours {
  lectern_fact known;
  MORE
} fact_of_ours;
typedef struct passage_of_ours {
  lectern_passage known;
  MORE
} passage_of_ours;
typedef struct report_of_ours {
  lectern_report known;
  MORE
} report_of_ours;

static const lectern_text kCount = TEXT("fixture.count");
static const lectern_text kSteps = TEXT("fixture.steps");
static const lectern_text kItem = TEXT("item");
static const lectern_text kUnknown = TEXT("fixture.cuont");
static const lectern_text kVoice = TEXT("voice");
static const lectern_text kDoubled = TEXT("released.doubled");

/* Only there for their addresses to be told apart. */
static int instances;

static fact_of_ours sized(void) {
  fact_of_ours fact;
  memset(&fact, 0x5a, sizeof fact);
  fact.known.size = sizeof fact;
  return fact;
}

/* A host that does not know the later part must leave it alone. */
static int is_whole(const fact_of_ours* fact) {
  const unsigned char* bytes = (const unsigned char*)fact;
  size_t i;
  for (i = sizeof fact->known; i < sizeof *fact; ++i) {
    if (bytes[i] != 0x5a) return 0;
  }
  return fact->known.size == sizeof *fact;
}

static int says(lectern_text given, const char* words) {
  return given.size == strlen(words) && memcmp(given.data, words, strlen(words)) == 0;
}

static int32_t tell(const lectern_host* host, int32_t severity, const char* code, const char* message) {
  report_of_ours report;
  memset(&report, 0, sizeof report);
  report.known.size = sizeof report;
  report.known.severity = severity;
  report.known.code.data = code;
  report.known.code.size = strlen(code);
  report.known.message.data = message;
  report.known.message.size = strlen(message);
  report.known.hint = report.known.message;
  report.known.key = kCount;
  return host->report(host, &report.known);
}

static void hold(const lectern_host* host, int holds, const char* what) {
  if (!holds) tell(host, LECTERN_ERROR, "broken-promise", what);
}

static void read_facts(const lectern_host* host) {
  fact_of_ours fact = sized();
  lectern_text voice = {NULL, 0};
  hold(host, host->size >= offsetof(lectern_host, extension) + sizeof host->extension, "the host is too short");
  hold(host, host->abi_major == 1, "the host is of another major");
  hold(host, host->fact(host, kCount, &fact.known) == LECTERN_OK && is_whole(&fact), "fact");
  hold(host,
       fact.known.type == LECTERN_TYPE_INTEGER && says(fact.known.text, "12") && says(fact.known.unit, "件") &&
           says(fact.known.as_of, "2025-12-31") && fact.known.rows == 0,
       "what a fact says");
  fact = sized();
  hold(host, host->fact(host, kUnknown, &fact.known) == LECTERN_UNKNOWN && is_whole(&fact), "an unknown fact");
  fact = sized();
  hold(host, host->fact(host, kDoubled, &fact.known) == LECTERN_MISSING && is_whole(&fact), "a missing fact");
  fact = sized();
  hold(host,
       host->fact(host, kSteps, &fact.known) == LECTERN_OK && fact.known.type == LECTERN_TYPE_LIST &&
           fact.known.rows == 2,
       "a list");
  fact = sized();
  hold(host,
       host->cell(host, kSteps, 1, kItem, &fact.known) == LECTERN_OK && is_whole(&fact) && says(fact.known.text, "改"),
       "a cell");
  hold(host, host->cell(host, kSteps, 2, kItem, &fact.known) == LECTERN_UNKNOWN, "a cell that is not there");
  hold(host, host->option(host, kVoice, &voice) == LECTERN_OK && says(voice, "clear"), "an option");
  hold(host, host->option(host, kItem, &voice) == LECTERN_MISSING, "an option that is not given");
  hold(host, host->extension(host, "org.lectern.nothing", 1) == NULL, "an unknown extension");
}

static int32_t offer(const lectern_host* host) {
  static const lectern_text kHeading = TEXT("留存的标题");
  static const lectern_text kTexts[] = {TEXT("留存的插件说，去年办了{fixture.count}。"),
                                        TEXT("留存的插件说，去年办了{fixture.count}。")};
  static const lectern_text kShort = TEXT("留存的插件说过了。");
  static const lectern_text kId = TEXT("reason.code");
  static const lectern_text kSlot = TEXT("significance.reason");
  passage_of_ours passage;
  memset(&passage, 0, sizeof passage);
  passage.known.size = sizeof passage;
  passage.known.priority = 98;
  passage.known.id = kId;
  passage.known.slot = kSlot;
  passage.known.headings = &kHeading;
  passage.known.heading_count = 1;
  passage.known.texts = kTexts;
  passage.known.text_count = 2;
  passage.known.shorts = &kShort;
  passage.known.short_count = 1;
  return host->offer(host, &passage.known);
}

static int32_t create(void** instance) {
  *instance = &instances;
  return LECTERN_OK;
}

static void destroy(void* instance) { (void)instance; }

static int32_t contribute(void* instance, const lectern_host* host) {
  static const lectern_text kTwentyFour = TEXT("24");
  hold(host, instance == &instances, "the instance");
  read_facts(host);
  hold(host, host->derive(host, kDoubled, kTwentyFour, &kCount, 1) == LECTERN_OK, "a derived fact");
  hold(host, offer(host) == LECTERN_OK, "an offered passage");
  return tell(host, LECTERN_NOTE, "kept", "all promises are kept, unless something else was reported");
}

static const void* extension(const char* id, uint32_t revision) {
  (void)id;
  (void)revision;
  return NULL;
}

#define KNOWN(id, version) \
  { LECTERN_MAGIC, SIZE, LECTERN_ABI_MAJOR, MINOR, sizeof(void*), id, version, create, destroy, contribute, extension }

#ifdef LATER
typedef struct plugin_of_ours {
  lectern_plugin known;
  MORE
} plugin_of_ours;
#define SIZE sizeof(plugin_of_ours)
extern LECTERN_EXPORT const plugin_of_ours exported __asm__("lectern_plugin_v1");
const plugin_of_ours exported = {KNOWN(LECTERN_PLUGIN_ID, LECTERN_PLUGIN_VERSION), {0, 0, 0, 0}};
#else
#define SIZE sizeof(lectern_plugin)
const lectern_plugin lectern_plugin_v1 = KNOWN("released", "1.0.0");
#endif
