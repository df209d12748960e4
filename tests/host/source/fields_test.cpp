// SPDX-License-Identifier: Apache-2.0
#include "source/fields.hpp"

#include "scene.hpp"

namespace lectern::host {
namespace {

TEST(Fields, GiveValuesByKey) {
  Scene scene;
  const Node node = scene.read("name \"云岭\"\nnote \"\"\n");
  Fields fields(node, scene.findings);
  EXPECT_EQ(fields.required("name"), "云岭");
  EXPECT_EQ(fields.optional("note"), "");
  EXPECT_EQ(fields.optional("absent"), "");
  EXPECT_EQ(fields.one("absent"), nullptr);
  fields.finish();
  EXPECT_EQ(told(scene.findings), Told{});
}

TEST(Fields, RefuseWhatStandsInTheBracesOfAValue) {
  Scene scene;
  const Node node = scene.read("name a { source x }\nnote b { y }\ncount 3 { z 1 }\n");
  Fields fields(node, scene.findings);
  fields.required("name");
  fields.optional("note");
  EXPECT_EQ(fields.number("count", 1, 5, 0), 3);
  EXPECT_EQ(told(scene.findings),
            (Told{"key-unknown x.info:1:10", "key-unknown x.info:2:10", "key-unknown x.info:3:11"}));
}

TEST(Fields, ReportAKeyThatStandsTwice) {
  Scene scene;
  const Node node = scene.read("name a\nother 1\nname b\n");
  Fields fields(node, scene.findings);
  EXPECT_EQ(fields.one("name")->value, "a");
  EXPECT_EQ(told(scene.findings), (Told{"key-repeated x.info:3:1"}));
  EXPECT_NE(hints(scene.findings).find("line 1"), std::string::npos);
}

TEST(Fields, GiveAllOfAKeyThatMayRepeat) {
  Scene scene;
  const Node node = scene.read("text a\nother 1\ntext b\n");
  Fields fields(node, scene.findings);
  const auto texts = fields.many("text");
  ASSERT_EQ(texts.size(), 2U);
  EXPECT_EQ(texts[0]->value, "a");
  EXPECT_EQ(texts[1]->value, "b");
  EXPECT_EQ(told(scene.findings), Told{});
}

TEST(Fields, ReportUnknownKeysWithTheNearestKnownOne) {
  Scene scene;
  const Node node = scene.read("slot a\nprioritty 60\ncolour red\n");
  Fields fields(node, scene.findings);
  fields.one("slot");
  fields.one("priority");
  fields.finish();
  EXPECT_EQ(told(scene.findings), (Told{"key-unknown x.info:2:1", "key-unknown x.info:3:1"}));
  EXPECT_EQ(hints(scene.findings), "did you mean 'priority'?\n\n");
}

TEST(Fields, GuessAtAValueThatLacksItsQuotationMarks) {
  Scene scene;
  const Node node = scene.read("name 云岭县 税务局\n");
  Fields fields(node, scene.findings);
  fields.one("name");
  fields.finish();
  EXPECT_EQ(told(scene.findings), (Told{"value-unquoted x.info:1:16"}));
  EXPECT_NE(hints(scene.findings).find("quotation marks"), std::string::npos);
}

TEST(Fields, GuessSoOfWordsThatAreNoKeyOnceALine) {
  const auto faults = [](const std::string& text) {
    Scene scene;
    const Node node = scene.read(text);
    Fields fields(node, scene.findings);
    fields.one("name");
    fields.finish();
    return told(scene.findings);
  };
  EXPECT_EQ(faults("name 书记 局长 兼 主任\n"), Told{"value-unquoted x.info:1:13"});
  EXPECT_EQ(faults("name Lee Ming\n"), Told{"value-unquoted x.info:1:10"});
  EXPECT_EQ(faults("name 甲 colour red\n"), Told{"key-unknown x.info:1:10"}) << "a key with its value";
  EXPECT_EQ(faults("name \"甲\" 乙\n"), Told{"key-unknown x.info:1:12"}) << "the mark ends it";
  EXPECT_EQ(faults("name 甲\n乙\n"), Told{"key-unknown x.info:2:1"});
}

TEST(Fields, ReportARequiredKeyThatIsNotThere) {
  Scene scene;
  const Node root = scene.read("passage p { }\n");
  Fields fields(root.children.at(0), scene.findings);
  EXPECT_EQ(fields.required("slot"), "");
  EXPECT_EQ(told(scene.findings), (Told{"key-missing x.info:1:1"}));
  EXPECT_NE(messages(scene.findings).find("lacks the key 'slot'"), std::string::npos);
}

TEST(Fields, ReportARequiredKeyWithoutValue) {
  Scene scene;
  const Node node = scene.read("a 1\nslot \"\"\n");
  Fields fields(node, scene.findings);
  fields.required("slot");
  EXPECT_EQ(told(scene.findings), (Told{"value-missing x.info:2:1"}));
}

TEST(Fields, ReadAWholeNumberWithinBounds) {
  Scene scene;
  const Node node = scene.read("a 0\nb 100\nc 60\n");
  Fields fields(node, scene.findings);
  EXPECT_EQ(fields.number("a", 0, 100, 50), 0);
  EXPECT_EQ(fields.number("b", 0, 100, 50), 100);
  EXPECT_EQ(fields.number("c", 0, 100, 50), 60);
  EXPECT_EQ(fields.number("absent", 0, 100, 50), 50);
  EXPECT_EQ(told(scene.findings), Told{});
}

TEST(Fields, ReportWhatIsNoNumberWithinBounds) {
  for (const char* value : {"101", "-1", "6.5", "60%", "六十", "\"\"", "99999999999", "\" 60\""}) {
    Scene scene;
    const Node node = scene.read(fmt::format("priority {}\n", value));
    Fields fields(node, scene.findings);
    EXPECT_EQ(fields.number("priority", 0, 100, 50), 50) << value;
    ASSERT_EQ(scene.findings.all().size(), 1U) << value;
    EXPECT_EQ(scene.findings.all()[0].code, "value-type") << value;
  }
}

}  // namespace
}  // namespace lectern::host
