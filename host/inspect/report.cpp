// SPDX-License-Identifier: Apache-2.0
#include "inspect/inspect.hpp"

#include "render/json.hpp"

#include <pugixml.hpp>

#include <array>
#include <sstream>

namespace lectern::host {
namespace {

std::string_view name_of(Checked::State state) {
  switch (state) {
    case Checked::State::passed:
      return "passed";
    case Checked::State::noted:
      return "noted";
    case Checked::State::failed:
      return "failed";
    case Checked::State::skipped:
      return "skipped";
  }
  return {};
}

std::string again(const std::string& command, const Check& check) {
  return command + " --only " + std::string(check.code);
}

std::string faults_text(const Checked& checked, const std::string& command, const Tongue& tongue) {
  std::string out;
  for (const Fault& fault : checked.faults) {
    const std::string where = to_string(fault.said.place);
    out += (where.empty() ? "" : where + ": ") + tongue(fault.said.message) + "\n";
    if (!fault.said.hint.empty()) out += "  " + tongue(message("hint: {}", tongue(fault.said.hint))) + "\n";
    out += fault.detail;
  }
  if (checked.left_out != 0) out += tongue(message("and {} more", std::to_string(checked.left_out))) + "\n";
  return out + tongue(message("expected: {}", tongue(checked.check->expected))) + "\n" +
         tongue(message("again: {}", again(command, *checked.check))) + "\n";
}

void write_case(const Checked& checked, const std::string& id, const std::string& command, const Tongue& tongue,
                pugi::xml_node suite) {
  const Check& check = *checked.check;
  pugi::xml_node made = suite.append_child("testcase");
  made.append_attribute("classname") = (printable(id) + "." + std::string(name_of(check.group))).c_str();
  made.append_attribute("name") = std::string(check.code).c_str();
  if (checked.state == Checked::State::skipped)
    made.append_child("skipped").append_attribute("message") = tongue(checked.why_skipped).c_str();
  if (checked.state == Checked::State::noted)
    made.append_child("system-out").text() = faults_text(checked, command, tongue).c_str();
  if (checked.state != Checked::State::failed) return;
  pugi::xml_node failure = made.append_child("failure");
  failure.append_attribute("type") = std::string(name_of(check.severity)).c_str();
  failure.append_attribute("message") = tongue(checked.faults.front().said.message).c_str();
  failure.text() = printable(faults_text(checked, command, tongue)).c_str();
}

}  // namespace

std::string inspection_json(const Inspection& inspection, const std::string& command, const Tongue& tongue) {
  Json checks = Json::array();
  for (const Checked& checked : inspection.checks) {
    const Check& check = *checked.check;
    Json made{{"code", check.code},
              {"group", name_of(check.group)},
              {"severity", name_of(check.severity)},
              {"state", name_of(checked.state)},
              {"expected", tongue(check.expected)}};
    if (checked.state == Checked::State::skipped) made["skipped"] = tongue(checked.why_skipped);
    if (!checked.faults.empty()) {
      Json faults = Json::array();
      for (const Fault& fault : checked.faults) {
        Json seen{{"place", place_json(fault.said.place)},
                  {"seen", tongue(fault.said.message)},
                  {"hint", tongue(fault.said.hint)}};
        if (!fault.detail.empty()) seen["detail"] = fault.detail;
        faults.push_back(std::move(seen));
      }
      made["faults"] = std::move(faults);
      if (checked.left_out != 0) made["left_out"] = checked.left_out;
      made["again"] = again(command, check);
    }
    checks.push_back(std::move(made));
  }
  const Json out{{"plugin", inspection.id},
                 {"version", inspection.version},
                 {"passed", inspection.count(Checked::State::passed)},
                 {"noted", inspection.count(Checked::State::noted)},
                 {"failed", inspection.count(Checked::State::failed)},
                 {"skipped", inspection.count(Checked::State::skipped)},
                 {"checks", std::move(checks)}};
  return dumped(out);
}

std::string inspection_junit(const Inspection& inspection, const std::string& command, const Tongue& tongue) {
  pugi::xml_document document;
  pugi::xml_node suites = document.append_child("testsuites");
  suites.append_attribute("name") = (printable(inspection.id) + " " + inspection.version).c_str();
  for (const CheckGroup group : {CheckGroup::files, CheckGroup::load, CheckGroup::behaviour, CheckGroup::content}) {
    std::array<std::size_t, 4> counts{};
    pugi::xml_node suite = suites.append_child("testsuite");
    suite.append_attribute("name") = std::string(name_of(group)).c_str();
    for (const Checked& checked : inspection.checks) {
      if (checked.check->group != group) continue;
      ++counts[static_cast<std::size_t>(checked.state)];
      write_case(checked, inspection.id, command, tongue, suite);
    }
    const auto [passed, noted, failed, skipped] = counts;
    suite.append_attribute("tests") = passed + noted + failed + skipped;
    suite.append_attribute("failures") = failed;
    suite.append_attribute("skipped") = skipped;
    if (passed + noted + failed + skipped == 0) suites.remove_child(suite);
  }
  std::ostringstream out;
  document.save(out, "  ");
  return std::move(out).str();
}

}  // namespace lectern::host
