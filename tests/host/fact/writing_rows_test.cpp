// SPDX-License-Identifier: Apache-2.0
//
// How lists, tables and their columns are written.
#include "fact/writing.hpp"

#include <gtest/gtest.h>

#include <initializer_list>

namespace lectern::host {
namespace {

const SpeechDay today{parse_date("2026-03-06")};

FactSpec list_spec() {
  FactSpec spec;
  spec.spec.type = Type::list;
  spec.columns = {{"item", {Type::text, "关键词", {}, {}}}};
  return spec;
}

Fact list_of(std::initializer_list<const char*> items) {
  Fact fact;
  for (const char* item : items) {
    Row row;
    row.cells.resize(1);
    row.cells[0].text = item;
    fact.rows.push_back(std::move(row));
  }
  return fact;
}

std::string written(const Fact& fact, std::string_view how) {
  const FactSpec spec = list_spec();
  const auto way = how.empty() ? NamedWay{} : way_named(how, spec.spec);
  if (!way) return "no such way";
  std::string out;
  const bool done = write_rows(out, fact, spec, 0, way->way, today);
  EXPECT_EQ(done, can_write_rows(fact, 0, way->way));
  return done ? out : "missing" + out;
}

TEST(WritingLists, JoinTheirItemsWithTheListComma) {
  EXPECT_EQ(written(list_of({"甲", "乙", "丙"}), ""), "甲、乙、丙");
  EXPECT_EQ(written(list_of({"甲"}), ""), "甲");
}

TEST(WritingLists, MayEndInAnd) {
  EXPECT_EQ(written(list_of({"甲", "乙", "丙"}), "and"), "甲、乙和丙");
  EXPECT_EQ(written(list_of({"甲", "乙"}), "and"), "甲和乙");
  EXPECT_EQ(written(list_of({"甲"}), "and"), "甲");
}

TEST(WritingLists, PutQuotedItemsSideBySide) {
  EXPECT_EQ(written(list_of({"甲", "乙", "丙"}), "quoted"), "“甲”“乙”“丙”");
}

TEST(WritingLists, CountTheirItemsInChinese) {
  EXPECT_EQ(written(list_of({"甲"}), "count"), "一");
  EXPECT_EQ(written(list_of({"甲", "乙"}), "count"), "两");
  EXPECT_EQ(written(list_of({"甲", "乙", "丙"}), "count"), "三");
}

TEST(WritingLists, GiveTheirEnds) {
  EXPECT_EQ(written(list_of({"甲", "乙", "丙"}), "first"), "甲");
  EXPECT_EQ(written(list_of({"甲", "乙", "丙"}), "last"), "丙");
  EXPECT_EQ(written(list_of({"甲"}), "last"), "甲");
}

TEST(WritingLists, AreMissingWhenEmpty) {
  for (const char* how : {"", "and", "quoted", "count", "first", "last"})
    EXPECT_EQ(written(list_of({}), how), "missing");
}

TEST(WritingColumns, AreMissingWhereARowLacksTheCell) {
  const Fact fact = list_of({"甲", "", "丙"});
  EXPECT_EQ(written(fact, ""), "missing");
  EXPECT_EQ(written(fact, "and"), "missing");
  EXPECT_EQ(written(fact, "first"), "甲");
  EXPECT_EQ(written(fact, "last"), "丙");
  EXPECT_EQ(written(fact, "count"), "三");
  EXPECT_EQ(written(list_of({"", "乙"}), "first"), "missing");
  EXPECT_EQ(written(list_of({"甲", ""}), "last"), "missing");
}

TEST(WritingColumns, WriteEachCellByItsOwnType) {
  FactSpec spec;
  spec.spec.type = Type::table;
  spec.columns = {{"title", {Type::text, "荣誉名称", {}, {}}}, {"year", {Type::year, "年份", {}, {}}}};
  Fact fact;
  for (const auto& [title, year] : {std::pair{"县级文明单位", "2019"}, std::pair{"市级文明单位", "2021"}}) {
    Row row;
    row.cells.resize(2);
    row.cells[0].text = title;
    row.cells[1].text = year;
    fact.rows.push_back(std::move(row));
  }
  std::string out;
  EXPECT_TRUE(write_rows(out, fact, spec, 1, Way::join_and, today));
  EXPECT_EQ(out, "2019年和2021年");
  out.clear();
  EXPECT_TRUE(write_rows(out, fact, spec, 0, Way::quoted, today));
  EXPECT_EQ(out, "“县级文明单位”“市级文明单位”");
}

TEST(Counts, StandBeforeAMeasureWord) {
  EXPECT_EQ(counted(1), "一");
  EXPECT_EQ(counted(2), "两");
  EXPECT_EQ(counted(10), "十");
  EXPECT_EQ(counted(12), "十二");
}

}  // namespace
}  // namespace lectern::host
