// SPDX-License-Identifier: Apache-2.0
//
// A whole installation in memory: one occasion, the common bundle, one sector without code.
#pragma once

#include "memory_files.hpp"
#include "told.hpp"

#include "draft.hpp"
#include "render/render.hpp"

#include <memory>
#include <string>
#include <vector>

namespace lectern::host {

inline constexpr Tongue kEnglish{[](const char* text) { return text; }, Message::Language::english};

class SmallInstallation {
 public:
  SmallInstallation() {
    files.put(
        "data/slots.info",
        "slot title { name 标题 } slot date { name 日期 } slot speaker { name 讲话人 } slot salutation { name 称谓 }\n"
        "slot opening { name 开场 } slot reason { name 意义分论 } slot gaps { name 差距 } slot call { name 号召 }\n"
        "slot heading.why { name 标题 } slot heading.how { name 标题 }\n");
    files.put(
        "data/references.info",
        "reference plenum.17.5 { kind plenum term 党的十七届五中全会 from 2010-10-18 to 2016-10-27 source 公报 }\n"
        "reference plenum.20.4 { kind plenum term 党的二十届四中全会 from 2025-10-23 source 公报 }\n");
    files.put("data/skeletons/kickoff.info",
              "skeleton kickoff { name 动员大会\n"
              "slot title { as title } slot date { as date } slot speaker { as speaker takes 0-1 } slot salutation { "
              "as salutation }\n"
              "slot opening { }\n"
              "section why { heading heading.why slot reason { as sections takes 1-2 } }\n"
              "section how { heading heading.how slot gaps { takes 0-1 } slot call { } } }\n");
    files.put(
        "data/common/plugin.info",
        "id common name 通用 version 1.2.0 sector any prefix unit prefix meeting prefix gaps prefix honours prefix "
        "readings\n"
        "facts {\n"
        "fact unit.name { type text label 单位全称 example 云岭局 }\n"
        "fact unit.short { type text label 单位简称 default \"{unit.name}\" }\n"
        "fact unit.staff { type integer label 在职人数 unit 人 }\n"
        "fact meeting.date { type date label 讲话日期 example 2026-03-06 }\n"
        "fact gaps { type table label 存在差距 column text { type text label 问题 } column owner { type text "
        "label 股室 } }\n"
        "fact honours { type list label 荣誉 }\n"
        "fact unit.heads { type list person yes label 领导 }\n"
        "fact readings { type table silent yes label 注音 column text { type text label 字 } column reading { type "
        "text label 读音 } }\n}\n");
    files.put("data/common/passages/all.info",
              "passage title { slot title text \"在{unit.name}动员大会上的讲话\" }\n"
              "passage date { slot date text \"（{meeting.date}）\" }\n"
              "passage salutation { slot salutation text 同志们： }\n"
              "passage opening { slot opening text \"学习{ref.plenum}精神，讲{count.parts:hanzi}点。\" }\n"
              "passage why { slot heading.why text 提高认识 }\n"
              "passage how { slot heading.how text 落实责任 }\n"
              "passage reason { slot reason priority 40 heading 发展的需要 text \"{unit.short}现有{unit.staff}。\" }\n"
              "passage gaps { slot gaps each gaps text \"有{gaps:count}条：{items:points}\" item "
              "\"{.text}[，由{.owner}负责]。\" }\n"
              "passage call { slot call text 开始吧！ }\n");
    files.put("plugins/tax/plugin.info",
              "id tax-bureau name 税务局 version 2.0.1 sector tax prefix tax\n"
              "facts { fact tax.revenue { type decimal label 全年税费收入 unit \"亿元|万元\" example 12.6 } }\n");
    files.put("plugins/tax/passages/why.info",
              "passage revenue { slot reason priority 60 heading 收入的需要 text "
              "\"组织收入{tax.revenue}[，荣获{honours:quoted}]。\" }\n");
  }

  /// From now on the files of the bundle in this folder are those that came with the program.
  void ship(const std::string& id, const std::string& folder) {
    std::string list;
    Manifest manifest;
    manifest.folder = folder;
    for (const std::string& name : files_of_bundle(files, manifest)) {
      const std::string text = files.read(manifest.folder / name, kMostBundleBytes).text;
      list += fmt::format("{}  {}/{}\n", sha256_of(text), id, name);
    }
    files.put("shipped.sha256", list);
  }

  std::unique_ptr<Draft> draft(const std::string& profile, const Request& request = {}) {
    files.put("unit.info", profile);
    Request asked = request;
    asked.profile = "unit.info";
    return host::draft({files, "data", {{"plugins", {}}}, Shipped::read(files, "shipped.sha256")}, asked);
  }

  /// All that a speech needs.
  static constexpr const char* kComplete =
      "sector tax\noccasion kickoff\nunit { name 云岭县税务局 short 云岭局 staff 168 { verified 陈静 } }\nmeeting { "
      "date 2026-03-06 }\n"
      "tax { revenue 12.6 { source 年报 as_of 2025-12-31 verified 王芳 } }\n"
      "gaps { item { text 排队偏长 owner 一分局 } item { text 答复偏慢 } }\n";

  MemoryFiles files;
};

}  // namespace lectern::host
