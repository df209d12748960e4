#include <lectern/plugin.h>
#include <stddef.h>

#define TEXT(words) \
  { words, sizeof words - 1 }

static const lectern_text kHeading = TEXT("创建{campaign.title}是守好每一盏灯的具体行动");
static const lectern_text kText = TEXT("灯不灭，船才敢走夜路。");
static const lectern_passage kPassage = {.size = sizeof(lectern_passage),
                                         .priority = 96,
                                         .id = TEXT("reason.light"),
                                         .slot = TEXT("significance.reason"),
                                         .headings = &kHeading,
                                         .heading_count = 1,
                                         .texts = &kText,
                                         .text_count = 1};

static int32_t create(const lectern_host* host, void** instance) {
  (void)host;
  *instance = NULL;
  return LECTERN_OK;
}

static void destroy(void* instance) { (void)instance; }

static int32_t contribute(void* instance, const lectern_host* host) {
  (void)instance;
  return host->offer(host, &kPassage);
}

const lectern_plugin lectern_plugin_v1 =
    LECTERN_PLUGIN_ENTRY(LECTERN_PLUGIN_ID, LECTERN_PLUGIN_VERSION, create, destroy, contribute);
