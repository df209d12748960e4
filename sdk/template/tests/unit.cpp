// 只测代码，不装库，也用不着 Lectern：假程序放进去什么就答什么，插件说了什么它都记着。
#include <lectern/fake_host.hpp>

#include <cstdio>

namespace {

int faults = 0;

void expect(const char* what, const std::string& found, const std::string& wanted) {
  if (found == wanted) return;
  std::printf("%s: %s, not %s\n", what, found.c_str(), wanted.c_str());
  ++faults;
}

}  // namespace

int main() {
  lectern::FakeHost host;
  host.facts["@PREFIX@.loans"] = {"46.2", "万册次", "2025-12-31"};
  host.facts["@PREFIX@.loans_before"] = {"43.5", "万册次", "2024-12-31"};
  host.run();
  expect("growth", host.value("@PREFIX@.growth"), "6.2");
  expect("sources", host.sources("@PREFIX@.growth"), "@PREFIX@.loans @PREFIX@.loans_before");

  host.forget();
  host.facts["@PREFIX@.loans_before"] = {};  // 配置没有给
  expect("status", std::to_string(host.run()), std::to_string(LECTERN_OK));
  expect("growth without the year before", host.value("@PREFIX@.growth"), "-");

  // 键写错了，不是没有给
  for (const std::string& key : host.unknown) expect("a key nobody knows", key, "");
  return faults == 0 ? 0 : 1;
}
