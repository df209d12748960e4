#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tests the rules of measure.py: each with a speech that keeps it and one that breaks it."""

import sys
import unittest

sys.dont_write_bytecode = True  # the source folder stays as it is

import measure  # noqa: E402
from measure import Reference, Sector, Speech  # noqa: E402

measure.FEWEST_RUNS = 1  # the speeches here are short


def block(*parts, kind="paragraph", level=0, plugin="tax-bureau", slot="tasks.goal"):
    """A block of texts and (key, text) of facts."""
    text, facts = "", []
    for part in parts:
        key, written = part if isinstance(part, tuple) else (None, part)
        if key:
            begin = len(text.encode())
            facts.append({"key": key, "text": written, "begin": begin, "end": begin + len(written.encode())})
        text += written
    return {"kind": kind, "level": level, "number": "", "text": text, "slot": slot, "passage": "p",
            "plugin": {"id": plugin}, "facts": facts}


def heading(text, level=1):
    return block(text, kind="heading", level=level)


def point(*parts):
    return block(*parts, kind="point", level=3)


def speech(*blocks, occasion="kickoff", unit="甲局", date="2026-03-06", characters=3000, name="one", seed=0,
           sector="tax-bureau", head=(), missing=(), findings=()):
    """A speech of blocks; a mere text is a paragraph."""
    return Speech(name, seed, sector, {
        "occasion": occasion, "unit": unit, "date": date, "statistics": {"characters": characters}, "missing": missing,
        "diagnostics": findings, "head": head, "blocks": [block(one) if isinstance(one, str) else one for one in blocks],
        "facts": [{"key": "campaign.title", "value": "省级文明单位"}]})


TAX = Sector(measure.parse_info('''
    id tax-bureau
    sector tax-bureau
    prefix tax
    terms { own "办税"  own "申报"  avoid "执法" { say "司法"  except "行政执法" } }
'''))
NO_TERMS = Sector(measure.parse_info("id tax-bureau\nsector tax-bureau\nprefix tax\n"))


def reference(kind, term, begin, end="", note=""):
    return Reference("r", [["kind", kind, []], ["term", term, []], ["from", begin, []], ["to", end, []], ["note", note, []]])


class Rules(unittest.TestCase):
    def keeps(self, found):
        self.assertEqual(list(found), [])

    def breaks(self, found, rule, *words):
        found = list(found)
        self.assertEqual([violation[0] for violation in found], [rule], found)
        for word in words:
            self.assertIn(word, " ".join(found[0]))

    def test_length(self):
        for occasion, (low, high) in measure.LENGTH.items():
            for characters in (low, high):
                self.keeps(measure.check_length(speech(occasion=occasion, characters=characters)))
            for characters in (low - 1, high + 1):
                self.breaks(measure.check_length(speech(occasion=occasion, characters=characters)), "length", str(characters))

    def test_own_terms(self):
        self.keeps(measure.check_sector(speech("到窗口办税。", block("去年收了", ("tax.revenue", "12亿元"), "。")), {"tax-bureau": TAX}))
        self.breaks(measure.check_sector(speech("人人出力。"), {"tax-bureau": TAX}), "own terms", "人人出力")
        self.keeps(measure.check_sector(speech("人人出力。", "到窗口办税。", "到窗口办税。"), {"tax-bureau": TAX}))
        self.breaks(measure.check_sector(speech(block(("taxi.count", "3辆"), "车。")), {"tax-bureau": TAX}), "own terms")
        self.breaks(measure.check_sector(speech("人人出力。", "人人出力。"), {"tax-bureau": NO_TERMS}), "own terms", "plugin.info")
        self.keeps(measure.check_sector(speech("到窗口办税。", point("人人出力。")), {"tax-bureau": TAX}))

    def test_avoided_terms(self):
        self.keeps(measure.check_avoided(speech("支持行政执法机关。"), {"tax-bureau": TAX}))
        self.breaks(measure.check_avoided(speech("支持行政执法，规范执法行为。"), {"tax-bureau": TAX}), "avoided term", "say 司法")
        self.keeps(measure.check_avoided(speech("规范执法行为。", sector="school"), {"tax-bureau": TAX}))

    def test_sentences(self):
        short = "字" * 59 + "。"
        long = "字" * 60 + "。"
        self.keeps(measure.check_sentences(speech(short)))
        self.breaks(measure.check_sentences(speech(long)), "long sentences")
        self.keeps(measure.check_sentences(speech(long, *["好。"] * 12)))
        self.breaks(measure.check_sentences(speech(long, *["好。"] * 5)), "long sentences")
        self.breaks(measure.check_sentences(speech(*[long] * 3, *["好。"] * 17)), "long sentences")  # 15 % are too many
        self.keeps(measure.check_sentences(speech("字" * 89 + "！", *["好。"] * 12)))
        self.breaks(measure.check_sentences(speech("字" * 90 + "！", *["好。"] * 12)), "sentence", "91 characters")

    def test_where_a_sentence_ends(self):
        self.assertEqual(measure.sentences("他问：“谁来改？”我们来改；马上改！没有了"), ["他问：“谁来改？”", "我们来改；马上改！", "没有了"])

    def test_paragraph(self):
        self.keeps(measure.check_sentences(speech("好好好好好。" * 70)))
        self.breaks(measure.check_sentences(speech("好好好好好。" * 70 + "好")), "paragraph", "421")

    def test_headings(self):
        self.keeps(measure.check_headings(speech(heading("提高认识"), heading("明确任务抓重点"), heading("强化责任抓落实"))))
        self.keeps(measure.check_headings(speech(heading("提高认识"), heading("明" * 24))))
        self.breaks(measure.check_headings(speech(heading("提高认识"), heading("明" * 25))), "headings", "differ by 21")
        self.breaks(measure.check_headings(speech(heading("提高认识。"), heading("明确任务"))), "headings", "punctuation")

    def test_headings_are_compared_below_one_parent(self):
        self.keeps(measure.check_headings(speech(heading("提高认识"), heading("细" * 30, 2), heading("明确任务"), heading("短短", 2))))
        one_parent = speech(heading("提高认识"), heading("细" * 30, 2), block("中间。"), heading("短短", 2))
        self.breaks(measure.check_headings(one_parent), "headings")

    def test_repeats(self):
        run = "把窗口前的每一件小事都办到群众的心坎里去了"  # 21
        self.breaks(measure.check_repeats(speech(f"我们要{run[:20]}。", f"大家，{run[:20]}！")), "repeat", run[:20])
        self.keeps(measure.check_repeats(speech(f"我们要{run[:19]}。", f"大家，{run[:19]}！")))
        self.breaks(measure.check_repeats(speech(f"{run[:10]}，{run[10:]}。", f"{run}！")), "repeat")
        self.keeps(measure.check_repeats(speech(f"我们要{run}。", heading(run))))

    def test_names_are_no_repeats(self):
        name = "创建省级文明单位工作领导小组办公室的成员单位"
        self.keeps(measure.check_repeats(speech(block(("group.name", name), "要开会。"), block("请", ("group.name", name), "督办。"))))
        self.breaks(measure.check_repeats(speech(f"{name}要开会。", f"请{name}督办。")), "repeat")
        self.keeps(measure.check_repeats(speech(f"按《{name}》办。", f"照《{name}》做。")))
        half = "窗口前的每一件小事"  # the words around a name stay a run
        self.breaks(measure.check_repeats(speech(block(half, ("unit.short", "甲局"), "都办到群众的心坎里去了。"),
                                                 block(half, ("unit.short", "乙局"), "都办到群众的心坎里去了！"))), "repeat")

    def test_typography(self):
        good = ["“‘好’字当头”，《办法》（试行）都要学：一看二查。", "“甲”“乙”和丙、丁，都在2026年3月6日见效！",
                "大家喊“干！”，散了会就干。", "二年级和第二个人、十二个人、二〇二六年。",
                "和谐、和睦，安全、及时，讲究、与此同时也省时。", "好好干……一起干——现在就干。"]
        for text in good:
            with self.subTest(text):
                self.keeps(measure.check_typography(speech(text)))
        bad = {
            "placeholder": ["去年【待填：收入】增长。", "请XX同志讲话。", "我×县。", "X县的同志。", "某某同志。"],
            "doubled punctuation": ["好。。", "好，，好。", "好，。", "他说：“好。”。"],
            "half-width punctuation": ["今天,开会。", "开会.", "(一)好。", "说\"好\"。"],
            "full-width letter or digit": ["有１个。"],
            "space": ["好 人。", "有 12人。", "好\u3000人。"],
            "invisible character": ["好\u200b人。"],
            "marked words in a row need no 、": ["“甲”、“乙”。", "《甲》、《乙》。"],
            "、 before 和": ["甲、和乙。", "甲、以及乙。"],
            "two is 两 before a counting word": ["讲二点意见。"],
            "first, then a comma": ["第一、要学。", "（一）、要学。"],
            "short year": ["09年3月的事。"],
            "not the right word": ["截止2025年底。", "建国60周年。"],
            "order of the fixed words": ["坚定“四个自信”、增强“四个意识”。"],
            "unbalanced": ["“好。", "好”。", "《“好》”。", "（好。"],
            "two colons": ["分三点：一是：好。"],
        }
        self.assertEqual(set(bad), {rule for rule, _ in measure.TYPOGRAPHY} | {"unbalanced", "two colons"})
        for rule, text in ((rule, text) for rule, texts in bad.items() for text in texts):
            with self.subTest(text):
                self.assertIn(rule, [violation[0] for violation in measure.check_typography(speech(text))])

    def test_post_and_name_stand_apart(self):
        byline = block("局长 李明", slot="byline.speaker")
        self.keeps(measure.check_typography(speech(head=[byline])))
        self.breaks(measure.check_typography(speech(head=[byline | {"slot": "title.main"}])), "space")

    def test_a_mark_is_matched_within_one_paragraph(self):
        self.assertEqual(len(list(measure.check_typography(speech("“好。", "好”。")))), 2)

    def test_references_before_their_day(self):
        congress = [reference("congress", "党的十八大", "2012-11-14", "2017-10-18")]
        self.breaks(measure.check_references(speech("学习党的十八大精神。", date="2012-11-13"), congress), "reference",
                    "from 2012-11-14")
        self.breaks(measure.check_references(speech("学习十八大精神。", date="2012-11-13"), congress), "reference")
        self.keeps(measure.check_references(speech("第二十八大类。", date="2012-11-13"), congress))
        self.keeps(measure.check_references(speech("学习党的十八大精神。", date="2012-11-14"), congress))
        self.keeps(measure.check_references(speech("以实际行动迎接党的十八大召开。", date="2012-11-13"), congress))
        self.keeps(measure.check_references(speech("党的十八大以来。", date="2026-01-01"), congress))
        plan = [reference("five_year_plan", "“十五五”规划", "2026-01-01")]
        self.keeps(measure.check_references(speech("学习“十五五”规划建议。", date="2025-12-01"), plan))
        self.breaks(measure.check_references(speech("实施“十五五”规划。", date="2025-12-01"), plan), "reference")
        self.breaks(measure.check_references(speech("“实施‘十五五’规划”。", date="2025-12-01"), plan), "reference")
        document = [reference("document", "《办法》", "2012-01-01")]
        self.breaks(measure.check_references(speech("以实际行动迎接《办法》出台。", date="2011-01-01"), document), "reference")
        self.keeps(measure.check_references(speech("市场监督管理局。", date="2015-01-01"),
                                            [reference("institution", "市场监督管理局", "2018-04-10", note="早于此日不一定错")]))

    def test_references_after_their_day(self):
        for kind in Reference.ALWAYS_WRONG | Reference.ONLY_PAST:
            old = [reference(kind, "那个说法", "2000-01-01", "2018-07-20")]
            with self.subTest(kind):
                self.breaks(measure.check_references(speech("开展那个说法。", date="2018-07-20"), old), "reference", "since")
                self.keeps(measure.check_references(speech("开展那个说法。", date="2018-07-19"), old))
                self.keeps(measure.check_references(speech("巩固那个说法成果。", date="2018-07-20"), old))
                self.keeps(measure.check_references(speech("那个说法期间，大家尽了力。", date="2018-07-20"), old))
        for kind in ("congress", "plenum", "guidance", "document", "event"):
            old = [reference(kind, "那个说法", "2000-01-01", "2018-07-20")]
            self.keeps(measure.check_references(speech("开展那个说法。", date="2018-07-20"), old))
        merely_old = [reference("formulation", "那个说法", "2000-01-01", "2018-07-20", note="不是错，是旧")]
        self.keeps(measure.check_references(speech("开展那个说法。", date="2018-07-20"), merely_old))

    def test_an_honour_keeps_its_name(self):
        old = [reference("institution", "地税局", "1994-08-01", "2018-07-20")]
        self.keeps(measure.check_references(speech(block("获评", ("honours", "地税局先进集体"), "。")), old))
        self.breaks(measure.check_references(speech("地税局要带头。"), old), "reference")
        self.breaks(measure.check_references(speech(block(("honours", "先进集体"), "地税局要带头。")), old), "reference")

    def test_goal(self):
        self.keeps(measure.check_goal(speech("创建省级文明单位，", block("从", ("honours", "市级文明单位"), "起步。"))))
        self.breaks(measure.check_goal(speech("从市级文明单位起步。")), "goal", "市级文明单位")
        self.breaks(measure.check_goal(speech("争创文明校园。")), "goal", "争创文明校园")
        self.keeps(measure.check_goal(speech("建成文明单位。")))

    def test_sequence(self):
        self.keeps(measure.check_chains(speech("办好三件事。一是学。二是干；三是查。")))
        self.keeps(measure.check_chains(speech("一是一，二是二，实事求是。")))
        self.keeps(measure.check_chains(speech("一要检查就慌，这样不行。")))
        self.breaks(measure.check_chains(speech("一是学。三是查。")), "sequence")
        self.breaks(measure.check_chains(speech("学在前。二是干。")), "sequence")
        self.breaks(measure.check_chains(speech("一是学。再往后就没有了。")), "sequence")
        self.breaks(measure.check_chains(speech("第一，要学。第三，要查。")), "sequence")
        self.keeps(measure.check_chains(speech("第一，要学。第二，要查。")))

    def test_announced_in_a_paragraph(self):
        self.breaks(measure.check_chains(speech("办好四件事。一是学。二是干；三是查。")), "announced count", "4 announced, 3 follow")
        self.breaks(measure.check_chains(speech("分两步走：一要学，二要干，三要查。")), "announced count")
        self.keeps(measure.check_chains(speech("过去有五件事。那都不说了。今天说一件事，大家听好。一是学。二是干。")))

    def test_announced_points(self):
        self.keeps(measure.check_announced(speech("前面的两个问题，一个也不许带走。", point("甲。"), point("乙。"))))
        self.breaks(measure.check_announced(speech("前面的三个问题，一个也不许带走。", point("甲。"), point("乙。"))),
                    "announced count", "2 points")

    def test_announced_sections(self):
        signpost = block("下面，我讲三点意见。", slot="opening.signpost")
        self.keeps(measure.check_announced(speech(signpost, heading("甲"), heading("细", 2), heading("乙"), heading("丙"))))
        self.breaks(measure.check_announced(speech(signpost, heading("甲"), heading("乙"))), "announced count", "2 sections")
        counted = block("讲", ("count.parts", "三"), "点。", slot="opening.purpose")
        self.keeps(measure.check_announced(speech(counted, heading("甲"), heading("乙"), heading("丙"))))
        self.breaks(measure.check_announced(speech(counted, heading("甲"), heading("乙"))), "announced count")
        counted = block("抓", ("count.points", "两"), "件。")
        one, two = (heading("细", 2), heading("小", 3)), (heading("细", 2), heading("小", 3), heading("微", 2))
        after = (heading("乙"), heading("别", 2))
        self.keeps(measure.check_announced(speech(heading("甲"), counted, *two, *after)))
        self.breaks(measure.check_announced(speech(heading("甲"), counted, *one, *after)), "announced count")
        self.keeps(measure.check_announced(speech(heading("甲"), "要抓以下两个方面。", *two, *after)))
        self.breaks(measure.check_announced(speech(heading("甲"), "要抓以下三个方面。", *two, *after)), "announced count")
        self.breaks(measure.check_announced(speech(heading("甲"), "要抓以下三个方面：一是学，二是干。")), "announced count")
        self.keeps(measure.check_announced(speech(heading("甲"), "要抓以下三个方面。")))  # what follows cannot be told
        self.breaks(measure.check_announced(speech("说以下三点。", heading("甲"), heading("乙"))), "announced count")

    def test_numbers(self):
        self.keeps(measure.check_truth(speech(block("收了", ("tax.revenue", "12.6亿元"), "。")), []))
        self.breaks(measure.check_truth(speech("收了12.6亿元。"), []), "number", "12.6")
        self.breaks(measure.check_truth(speech(block("收了1", ("tax.revenue", "2.6亿元"), "。")), []), "number")
        self.breaks(measure.check_truth(speech(block("收了", ("tax.revenue", "12.6"), "7亿元。")), []), "number", "12.67")
        self.keeps(measure.check_truth(speech("打12366，记住6·26，看《办法（2020年版）》。"), []))
        named = [reference("event", "成立105周年", "2026-01-01")]
        self.keeps(measure.check_truth(speech("庆祝成立105周年。", date="2026-01-01"), named))
        self.breaks(measure.check_truth(speech("庆祝成立105周年。", date="2025-12-31"), named), "number")
        self.breaks(measure.check_truth(speech("有105个人。"), named), "number")

    def test_spans(self):
        wrong = block("收了", ("tax.revenue", "12.6亿元"), "。")
        wrong["facts"][0]["end"] -= 3
        self.assertIn("span", [violation[0] for violation in measure.check_truth(speech(wrong), [])])

    def test_what_is_listed_to_look_at(self):
        listed = [(kind, what) for kind, what, _, _ in measure.own_numbers(speech(
            block("三个人用了", ("tax.days", "两天"), "，百分之九十的事照《办法》一次办成，第三个月荣获称号；又获评",
                  ("honours", "先进"), "，十分好。")))]
        self.assertEqual(listed, [("figure in 汉字", "三个"), ("figure in 汉字", "百分之九十"), ("title", "《办法》"), ("honour", "荣获")])

    def test_findings(self):
        missing = [{"key": "gaps", "label": "差距", "passage": "gaps.tax"}]
        self.breaks(measure.check_findings(speech(missing=missing)), "missing fact", "gaps.tax")
        warning = {"severity": "warning", "code": "c", "message": "m"}
        self.breaks(measure.check_findings(speech(findings=[warning])), "finding")
        self.keeps(measure.check_findings(speech(findings=[warning | {"code": "fact-missing"}])))  # told by what is missing
        self.keeps(measure.check_findings(speech(findings=[{"severity": "note", "code": "c", "message": "m"}])))


class Likeness(unittest.TestCase):
    TEXT = "窗口前的每一件小事都办到群众的心坎里"  # 18 characters, 7 runs of 12

    def test_of_the_smaller_one(self):
        one, other = speech(self.TEXT), speech(self.TEXT, "另外还有许多话要说给大家听一听想一想做一做。", name="two")
        self.assertEqual(measure.likeness(one, other), 100)
        self.assertEqual(measure.likeness(other, one), 100)
        self.assertEqual(measure.likeness(one, speech("完全是别的一些话，一个字也不像前面那样讲。", name="two")), 0)

    def test_of_a_part(self):
        self.assertAlmostEqual(measure.likeness(speech(self.TEXT), speech(self.TEXT[:14] + "改成别的字", name="two")), 100 * 3 / 7)

    def test_punctuation_does_not_count(self):
        self.assertEqual(measure.likeness(speech(self.TEXT), speech(f"{self.TEXT[:6]}，{self.TEXT[6:]}。", name="two")), 100)

    def test_names_do_not_count_but_other_facts_do(self):
        def with_fact(key, text):
            return speech(block(self.TEXT[:9], (key, text), self.TEXT[9:]))
        self.assertEqual(measure.likeness(with_fact("unit.short", "甲局"), with_fact("unit.short", "乙县分局")), 100)
        self.assertEqual(measure.likeness(with_fact("ref.plenum", "甲会"), with_fact("ref.plenum", "乙会议")), 100)
        self.assertEqual(measure.likeness(with_fact("tax.revenue", "甲亿"), with_fact("tax.revenue", "乙亿元")), 0)
        self.assertEqual(measure.likeness(with_fact("united.short", "甲局"), with_fact("united.short", "乙县分局")), 0)

    def test_headings_do_not_count_and_runs_end_with_a_paragraph(self):
        self.assertEqual(measure.likeness(speech(self.TEXT), speech(heading(self.TEXT), "别的一些话，不像前面那样讲。", name="two")), 0)
        self.assertEqual(measure.likeness(speech(self.TEXT[:12], self.TEXT[12:]), speech(self.TEXT[6:], name="two")), 0)

    def test_relations(self):
        one = speech(self.TEXT)
        school = {"name": "two", "unit": "乙校", "sector": "school"}
        cases = [(speech(seed=1), measure.TWO_SEEDS),
                 (speech(name="two"), measure.TWO_OCCASIONS),
                 (speech(name="two", unit="乙局"), measure.TWO_UNITS),
                 (speech(name="two", unit="乙局", occasion="host"), measure.TWO_UNITS),
                 (speech(**school), measure.TWO_SECTORS),
                 (speech(**school, occasion="host"), None),
                 (speech(**school, seed=1), None)]
        for other, relation in cases:
            self.assertEqual(measure.relation(one, other), relation)
        self.assertIsNone(measure.relation(speech(seed=1), speech(seed=2)))

    def test_pairs_with_a_judged_name_only(self):
        speeches = [speech(self.TEXT, name=name, unit=name) for name in ("one", "two", "three")]
        self.assertEqual(len(measure.compare(speeches, {"one"})), 2)
        self.assertEqual(len(measure.compare(speeches, {"one", "two", "three"})), 3)


class Files(unittest.TestCase):
    def test_info(self):
        self.assertEqual(measure.parse_info('; head\nid a-b ; tail\nlong "a\\"" \\\n  "b"\nalone\n{ c }\nlast'),
                         [["id", "a-b", []], ["long", 'a"b', []], ["alone", "", [["c", "", []]]], ["last", "", []]])
        self.assertEqual(measure.parse_info('facts\n{\n  fact x { label "甲；{乙}" } own "a" own "b"\n}'),
                         [["facts", "", [["fact", "x", [["label", "甲；{乙}", []]]], ["own", "a", []], ["own", "b", []]]]])

    def test_info_that_breaks_off(self):
        with self.assertRaises(ValueError):
            measure.parse_info('a "b')

    def test_references_of_the_repository(self):
        references = measure.read_references(measure.HERE.parent.parent / "profiles/references.info")
        self.assertTrue(all(one.term and one.begin and one.kind for one in references))
        self.assertTrue({one.kind for one in references} > Reference.ALWAYS_WRONG | Reference.ONLY_PAST | Reference.TO_COME)

    def test_sectors_of_the_repository(self):
        sectors = measure.read_sectors(measure.HERE.parent.parent)
        self.assertIn("tax.", sectors["tax-bureau"].names)
        self.assertEqual((TAX.own, TAX.avoid), (["办税", "申报"], [("执法", ["行政执法"], "司法")]))

    def test_numbers_in_hanzi(self):
        for word, value in {"零": 0, "一": 1, "两": 2, "九": 9, "十": 10, "十二": 12, "三十": 30, "三十五": 35}.items():
            self.assertEqual(measure.number(word), value)


if __name__ == "__main__":
    sys.exit(unittest.main())
