#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How much of a fact sheet reaches the speech: points.py LECTERN [SEEDS]

The profiles of cases carry the number of each point of the sheet as a comment behind the line or row that gives it (`; P12`).
A point is given where a line has its number, and said where the program tells of none of its lines that the speech does not
say it, in none of the drafts. Prints a line a case. Ends with 1 where a number of the sheet is missing, or a point stays
unsaid that the profile does not mark: `; P12 unsaid: why`.
"""

import json
import pathlib
import re
import subprocess
import sys

POINT = re.compile(r"P(\d+)")


class Sheet:
    def __init__(self, text):
        self.lines_of = {}  # number of a point: the lines that give it
        self.excused = set()
        lines = text.splitlines()
        for at, line in enumerate(lines):
            before, mark, comment = line.partition(";")
            numbers = [int(n) for n in POINT.findall(comment)] if mark and before.strip() else []
            for number in numbers:
                self.lines_of.setdefault(number, set()).update(self.rows(lines, at))
                if "unsaid:" in comment:
                    self.excused.add(number)

    @staticmethod
    def rows(lines, at):
        """The line, and the block that begins behind it."""
        yield at + 1
        if at + 1 >= len(lines) or lines[at + 1].strip() != "{":
            return
        depth = 0
        for i in range(at + 1, len(lines)):
            code = re.sub(r'"(?:\\.|[^"\\])*"', "", lines[i]).partition(";")[0]
            depth += code.count("{") - code.count("}")
            yield i + 1
            if depth == 0:
                return

    def absent(self):
        return set(range(1, max(self.lines_of) + 1)) - set(self.lines_of)


def unsaid_lines(lectern, profile, seed):
    run = subprocess.run(
        [lectern, "draft", profile, "--seed", str(seed), "-o", "-", "--diagnostics", "json"],
        capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        sys.exit(f"points.py: {profile.name}: {run.stderr}")
    return {told["place"]["line"] for told in json.loads(run.stderr) if told["code"] == "unsaid"}


def main():
    lectern = pathlib.Path(sys.argv[1]).resolve()
    seeds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    units = pathlib.Path(__file__).resolve().parents[2] / "profiles" / "units"
    wrong = 0
    print(f"{'case':28} points given said  not said")
    for profile in sorted(units.glob("*.info")):
        sheet = Sheet(profile.read_text(encoding="utf-8"))
        if not sheet.lines_of:
            continue
        silent = set().union(*(unsaid_lines(lectern, profile, seed) for seed in range(1, seeds + 1)))
        unsaid = {number for number, lines in sheet.lines_of.items() if lines & silent}
        number = max(sheet.lines_of)
        names = " ".join(f"P{n}{'*' if n in sheet.excused else ''}" for n in sorted(unsaid))
        print(f"{profile.stem:28} {number:6} {len(sheet.lines_of):5} {len(sheet.lines_of) - len(unsaid):4}  {names}")
        for number in sorted(sheet.absent()):
            print(f"  P{number} is given by no line")
        wrong += len(sheet.absent()) + len(unsaid - sheet.excused)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
