#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the speeches of one county have in common: county.py LECTERN [UNITS]

Makes the profiles of so many units of one county (60), as poor as profiles are that are written in a quarter of an hour, of the five
sectors and of kinds that have none, drafts each one's kick-off, and counts sentences. A sentence is what stands up to 。！？,
of ten characters at least, with names and figures of the profile taken out. Goals: no sentence stands in more than 5 % of the
county's speeches, and two units of different sectors have under 8 % of their sentences in common. Prints what they come to, and
the sentences that stand in most speeches. Ends with 1 where a goal is missed by more than half.
"""

import collections
import itertools
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

COUNTY = "云岭县"
SECTORS = {  # sector: (what its units are called, how they call themselves, what leads them, who speaks, facts)
    "tax-bureau": ("国家税务总局{c}税务局第{n}税务分局", "我局", "分局党支部", "局长", "tax {{ revenue {a} {{ unit \"亿元\" }} payers {b} }}"),
    "court": ("{c}人民法院第{n}人民法庭", "我庭", "庭党支部", "庭长", "court {{ closed {b} }}"),
    "school": ("{c}第{n}中学", "我校", "校党委", "校长", "school {{ classes {s} pupils {b} }}"),
    "highway-bureau": ("{c}公路管理局第{n}公路段", "我段", "段党支部", "段长", "highway {{ total {a} }}"),
    "provident-fund": ("云岭市住房公积金管理中心{c}第{n}管理部", "我部", "管理部党支部", "主任", "fund {{ contributors {b} {{ unit 人 }} }}"),
    "general": ("{c}{k}", "我单位", "党组", "主任", "general {{ kind {kind} }}"),
}
GENERAL = [("文化馆", "institution"), ("图书馆", "institution"), ("人民医院", "institution"), ("供电公司", "enterprise"), ("自来水公司", "enterprise"),
           ("档案局", "office"), ("统计局", "office"), ("司法局", "office"), ("城关镇", "territory"), ("河东街道", "territory"), ("政务服务中心", "window"),
           ("不动产登记中心", "window")]
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗"


def profile(number, rng):
    sectors = list(SECTORS)
    sector = sectors[number % len(sectors)]
    name, self_name, group, post, facts = SECTORS[sector]
    kind, of = GENERAL[(number // len(sectors)) % len(GENERAL)]
    words = {"c": COUNTY, "n": "一二三四五六七八九十"[number // len(sectors) % 10], "k": kind, "kind": of,
             "a": round(rng.uniform(2, 60), 1), "b": rng.randint(300, 9000), "s": rng.randint(12, 48)}
    honours = "".join(
        f"  item {{ year {2026 - 2 * i - rng.randint(0, 1)}  title \"{title}\" }}\n"
        for i, title in enumerate(rng.sample(["县级文明单位", "全县先进集体", "市级青年文明号", "全县平安单位"], rng.randint(1, 3))))
    gaps = "".join(f"  item {{ text \"{text}\" }}\n" for text in rng.sample(
        ["学习抓得不够紧", "办事有时拖沓", "环境卫生还有死角", "部门之间配合不够", "群众意见回复偏慢", "台账不全"], rng.randint(0, 3)))
    return f"""sector {sector}
occasion kickoff
unit {{ name "{name.format(**words)}"  self "{self_name}"  place "{COUNTY}"  party_group "{group}" }}
speaker {{ name "{rng.choice(SURNAMES)}{rng.choice('明华强军平勇丽芳')}"  post "{post}" }}
meeting {{ date 2026-{rng.randint(3, 5):02}-{rng.randint(1, 28):02} }}
campaign {{ object unit  level {rng.choice(['county', 'municipal', 'provincial'])}  phase {rng.choice(['first', 'renewed', 'effort'])} }}
honours
{{
{honours}}}
gaps
{{
{gaps}}}
{facts.format(**words)}
"""


def sentences(speech):
    found = set()
    for block in speech["blocks"]:
        text = block["text"].encode()
        for span in sorted(block.get("spans", []), key=lambda span: -span["begin"]):
            text = text[:span["begin"]] + "○".encode() + text[span["end"]:]
        for sentence in re.findall(r"[^。！？]+[。！？]", text.decode(errors="replace")):
            if len(sentence) >= 10:
                found.add(sentence)
    return found


def main():
    lectern = pathlib.Path(sys.argv[1]).resolve()
    units = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    rng = random.Random(1)
    speeches = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(units):
            path = pathlib.Path(folder) / f"{number}.info"
            path.write_text(profile(number, rng), encoding="utf-8")
            run = subprocess.run([lectern, "draft", path, "-f", "json"], capture_output=True, text=True, check=False)
            if run.returncode not in (0, 1):
                sys.exit(f"county.py: {path.read_text(encoding='utf-8')}\n{run.stderr}")
            speeches.append((list(SECTORS)[number % len(SECTORS)], sentences(json.loads(run.stdout))))
    stands_in = collections.Counter(itertools.chain.from_iterable(said for _, said in speeches))
    most = max(stands_in.values())
    shares = [len(one & other) / min(len(one), len(other)) for (a, one), (b, other) in itertools.combinations(speeches, 2) if a != b]
    over = sum(1 for count in stands_in.values() if count > 0.05 * units)
    print(f"{units} units, {len(stands_in)} sentences, {sum(len(said) for _, said in speeches) // units} a speech")
    print(f"the commonest stands in {most} speeches ({100 * most / units:.0f} %; goal 5 %), {over} sentences in more than 5 %")
    print(f"units of different sectors share {100 * max(shares):.1f} % at most, {100 * sum(shares) / len(shares):.1f} % on average (goal under 8 %)")
    for sentence, count in stands_in.most_common(12):
        print(f"  {count:3} {sentence.strip()}")
    return 1 if most > 0.075 * units or max(shares) > 0.12 else 0


if __name__ == "__main__":
    sys.exit(main())
