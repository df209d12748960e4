/* 文字办不到的事才写在这里：推算外借增幅。 */
#include <lectern/plugin.h>
#include <stdio.h>
#include <string.h>

static lectern_text text(const char* words) { return (lectern_text){words, strlen(words)}; }

/* 一个小数乘以一千；没有给就是 0。数用整数算：二进制的浮点数写不出 46.2。 */
static int64_t thousandths(const lectern_host* host, const char* key) {
  lectern_fact fact = {.size = sizeof fact};
  if (host->fact(host, text(key), &fact) != LECTERN_OK) return 0;
  int64_t value = 0;
  int places = -1; /* 还没有见到小数点 */
  for (uint64_t i = 0; i < fact.text.size && i < 12 && places < 3; ++i) {
    const char c = fact.text.data[i];
    if (places >= 0) ++places;
    if (c >= '0' && c <= '9') value = value * 10 + (c - '0');
    if (c == '.') places = 0;
  }
  for (places = places < 0 ? 0 : places; places < 3; ++places) value *= 10;
  return value;
}

static int32_t create(const lectern_host* host, void** instance) {
  (void)host; /* 起不了步时，用 host->report 说明原因，再返回 LECTERN_FAILED */
  return *instance = NULL, LECTERN_OK;
}

static void destroy(void* instance) { (void)instance; }

static int32_t contribute(void* instance, const lectern_host* host) {
  (void)instance;
  const lectern_text from[] = {text("@PREFIX@.loans"), text("@PREFIX@.loans_before")};
  const int64_t now = thousandths(host, from[0].data), before = thousandths(host, from[1].data);
  if (now == 0 || before == 0) return LECTERN_OK;
  const int64_t change = now > before ? now - before : before - now;
  const int64_t tenths = (change * 1000 + before / 2) / before; /* 四舍五入到一位小数 */
  char growth[32];
  snprintf(growth, sizeof growth, "%s%lld.%lld", now < before ? "-" : "", (long long)(tenths / 10),
           (long long)(tenths % 10));
  return host->derive(host, text("@PREFIX@.growth"), text(growth), from, 2);
}

const lectern_plugin lectern_plugin_v1 =
    LECTERN_PLUGIN_ENTRY(LECTERN_PLUGIN_ID, LECTERN_PLUGIN_VERSION, create, destroy, contribute);
