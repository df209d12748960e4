#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Shows that no text, file or plugin slows the program without bound: doubling.py LECTERN [KIND...]

Each kind of input is made in sizes that double. Printed are the processor seconds of each, and what the last doubling cost:
2 is linear time, 4 would be quadratic. Nothing here fails: times are for reading."""

import pathlib
import resource
import subprocess
import sys
import tempfile

PROFILE = 'sector tax-bureau\noccasion kickoff\nunit { name "甲县税务局" }\nmeeting { date 2026-03-06 }\n'
BUNDLE = 'id big\nname "大"\nversion 1.0.0\nsector any\nprefix big\n'
A_FILE = 2_000  # passages in a file, so that it stays below a megabyte


class Case:
    """A folder with a profile, perhaps a bundle, and what is run there."""

    def __init__(self, folder):
        self.folder = folder
        self.arguments = ["draft", "unit.info", "-o", "/dev/null", "-f", "txt"]
        self.write("unit.info", PROFILE)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def profile(self, more):
        self.write("unit.info", PROFILE + more)

    def bundle(self, manifest="", passages=()):
        self.write("plugins/big/plugin.info", BUNDLE + manifest)
        for begin in range(0, len(passages), A_FILE):
            self.write(f"plugins/big/passages/p{begin}.info", "".join(passages[begin:begin + A_FILE]))
        self.arguments += ["--plugin-path", "plugins"]

    def manuscript(self, name, text):
        self.write(name, text)
        self.arguments = ["check", name]


def passage(number, more=""):
    return f'passage p{number}\n{{\n  slot significance.reason\n{more}  heading "一"\n  text "第{number}段。"\n}}\n'


KINDS = {
    "passages": (25_000, lambda case, n: case.bundle("", [passage(i) for i in range(n)])),
    "passages with one id": (5_000, lambda case, n: case.bundle("", [passage(1)] * n)),
    "passages with unknown slots": (5_000, lambda case, n: case.bundle("", [f"passage p{i} {{ slot x{i} text 一 }}\n" for i in range(n)])),
    "passages with unknown facts": (5_000, lambda case, n: case.bundle("", [passage(i, f"  when {{ big.x{i} 1 }}\n") for i in range(n)])),
    "texts with unknown facts": (5_000, lambda case, n: case.bundle("", [f'passage p{i} {{ slot significance.reason text "{{big.x{i}}}" }}\n' for i in range(n)])),
    "facts": (3_000, lambda case, n: case.bundle("facts {\n" + "".join(f"fact big.f{i} {{ type text label 一 default 二 }}\n" for i in range(n)) + "}\n")),
    "choices and conditions": (1_000, lambda case, n: case.bundle(
        "facts {\n" + "".join(f"fact big.f{i} {{ type choice label 一 default a choice a {{ label 甲 }} }}\n" for i in range(n)) + "}\n",
        [passage(i, f"  when {{ big.f{i} a  campaign.object city }}\n") for i in range(4 * n)])),
    "terms": (250, lambda case, n: case.bundle("terms {\n" + "".join(f"avoid 的{i}\nown 词的{i}词\n" for i in range(n)) + "}\n")),
    "unknown keys": (12_000, lambda case, n: case.profile("".join(f"unit.nane{i} 甲\n" for i in range(n)))),
    "unknown columns": (6_000, lambda case, n: case.profile("honours { item {\n" + "".join(f"yeer{i} 2019\n" for i in range(n)) + "} }\n")),
    "repeated keys": (12_000, lambda case, n: case.profile("unit.staff 3\n" * n)),
    "rows": (10_000, lambda case, n: case.profile("campaign { veto {\n" + "item 甲\n" * n + "} }\n")),
    "words about passages": (10_000, lambda case, n: case.profile("passages {\n" + "".join(f"forbid common/x{i}\n" for i in range(n)) + "}\n")),
    "options": (10_000, lambda case, n: case.profile("options { tax-bureau {\n" + "".join(f"x{i} 1\n" for i in range(n)) + "} }\n")),
    "a text in many pieces": (20_000, lambda case, n: case.profile('unit.place "甲" \\\n' + '  "甲" \\\n' * n + '  "乙"\n')),
    "a long line": (10_000, lambda case, n: case.profile("unit { " + " ".join(f'"k\\"{i}" "\\"{i}"' for i in range(n)) + " }\n")),
    "a long key": (50_000, lambda case, n: case.bundle("facts { fact big" + ".a" * n + " { type text label 一 } }\n")),
    "inherited files": (5_000, lambda case, n: case.profile("inherit {\n" + "".join(f"item x{i}.info\n" for i in range(n)) + "}\n")),
    "images in Markdown": (5_000, lambda case, n: case.manuscript("a.md", "![[]()" * n)),
    "nested lists in Markdown": (5_000, lambda case, n: case.manuscript("a.md", "- " * n + "a\n" + "\n" * n)),
    "paragraphs in Markdown": (5_000, lambda case, n: case.manuscript("a.md", "去年完成12.6亿元。\n\n" * n)),
    "paragraphs of text": (5_000, lambda case, n: case.manuscript("a.txt", "一、去年完成××亿元\n" * n)),
}


def seconds_of(program, case):
    """Of the processor, for the program and all it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, *case.arguments], cwd=case.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    wanted = sys.argv[2:] or list(KINDS)
    print(f"{'':28} {'n':>7} {'s':>7} {'2n':>7} {'4n':>7}  last doubling")
    for name in wanted:
        size, make = KINDS[name]
        seconds = []
        for factor in (1, 2, 4):
            with tempfile.TemporaryDirectory(prefix="doubling-") as folder:
                case = Case(pathlib.Path(folder))
                make(case, size * factor)
                seconds.append(seconds_of(program, case))
        print(f"{name:28} {size:7} {seconds[0]:7.3f} {seconds[1]:7.3f} {seconds[2]:7.3f}  {seconds[2] / max(seconds[1], 0.001):.1f}")


if __name__ == "__main__":
    main()
