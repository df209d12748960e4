#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the whole program on cases and compares all it says: run.py LECTERN [--update] [CASE...]

A case is a folder named as a sentence. It holds
  cmd       the arguments of lectern, in one line
  setup     shell lines that make what a text file cannot hold (optional); they see $LECTERN, $DATA and $PLUGINS
  env       variables that lectern sees, NAME=VALUE, a line each; $CASE is the case's folder (optional)
  after     shell lines whose output shows what became of the files (optional)
  expected  exit code, standard output, standard error
and any other file the case needs. What a draft leaves unsaid is told only in cases whose name speaks of it: elsewhere
these notes are left out, so that a fact or passage more does not change every case. It runs in a copy of the folder, without a home, a language or plugins of the user.
Where `setup` leaves install/bin/lectern, that is the program that runs.
"""

import argparse
import concurrent.futures
import difflib
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
UNSAID = re.compile(r"^[^ \n][^\n]*\[unsaid\][^\n]*\n(?: [^\n]*\n)*", re.MULTILINE)
UNSAID_DATA = re.compile(r'^  \{\n    "severity": "note",\n    "code": "unsaid",\n(?:    .*\n)*  \},?\n', re.MULTILINE)
OWN_FILES = {"cmd", "setup", "env", "after", "expected"}
SANITIZERS = ("ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS")
LONGEST_RUN = 120  # seconds


class Installation:
    def __init__(self, program):
        self.program = program
        self.data = program.parent.parent / "share/lectern/profiles"
        self.plugins = program.parent.parent / "lib/lectern/plugins"

    def variables(self):
        return {"LECTERN": str(self.program), "DATA": str(self.data), "PLUGINS": str(self.plugins)}


def environment(extra):
    kept = {name: os.environ[name] for name in SANITIZERS if name in os.environ}
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": "", "XDG_DATA_HOME": "", **kept, **extra}


def variables(case, folder):
    """What the case lets lectern see of its environment."""
    if not (case / "env").exists():
        return {}
    lines = (case / "env").read_text("utf-8").replace("$CASE", str(folder)).splitlines()
    return dict(line.split("=", 1) for line in lines)


def readable(output, installation, folder, about_unsaid):
    """The output as text, with what differs from machine to machine, or cannot be seen, named."""
    text = output.decode("utf-8", "backslashreplace")
    places = {str(installation.data): "<data>", str(installation.plugins): "<plugins>", str(folder): "<case>"}
    for place in sorted(places, key=len, reverse=True):
        text = text.replace(place, places[place])
    text = text.replace("\ufeff", "<BOM>").replace("\r", "<CR>")
    if not about_unsaid:
        text = UNSAID_DATA.sub("", UNSAID.sub("", text)).replace("[\n]\n", "[]\n").replace("  },\n]\n", "  }\n]\n")
    return text if not text or text.endswith("\n") else text + "\n<no line end>\n"


def shell(lines, folder, installation):
    done = subprocess.run(["bash", "-euc", lines], cwd=folder, env=environment({"LC_ALL": "C.UTF-8", **installation.variables()}),
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=LONGEST_RUN, check=False)
    return done.returncode, done.stdout + done.stderr


def run(case, program):
    """What the case says, in the form of `expected`."""
    installation = Installation(program)
    about_unsaid = "unsaid" in case.name
    with tempfile.TemporaryDirectory(prefix="golden-") as name:
        folder = pathlib.Path(name).resolve()
        for entry in case.iterdir():
            if entry.is_dir():
                shutil.copytree(entry, folder / entry.name)
            elif entry.name not in OWN_FILES:
                shutil.copy(entry, folder / entry.name)
        if (case / "setup").exists():
            code, said = shell((case / "setup").read_text("utf-8"), folder, installation)
            if code != 0:
                return f"--- setup failed\n{said.decode('utf-8', 'backslashreplace')}"
        if (folder / "install/bin/lectern").exists():
            installation = Installation(folder / "install/bin/lectern")
        arguments = shlex.split((case / "cmd").read_text("utf-8"))
        done = subprocess.run([installation.program, *arguments], cwd=folder, env=environment(variables(case, folder)),
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=LONGEST_RUN, check=False)
        sections = [("exit", f"{done.returncode}\n"), ("stdout", readable(done.stdout, installation, folder, about_unsaid)),
                    ("stderr", readable(done.stderr, installation, folder, about_unsaid))]
        if (case / "after").exists():
            _, said = shell((case / "after").read_text("utf-8"), folder, installation)
            sections.append(("after", readable(said, installation, folder, about_unsaid)))
    return "".join(f"--- {title}\n{text}" for title, text in sections if text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lectern", type=pathlib.Path)
    parser.add_argument("cases", nargs="*", metavar="CASE")
    parser.add_argument("--update", action="store_true", help="rewrite `expected`; the diff is for review")
    options = parser.parse_args()
    program = options.lectern.resolve()
    sys.stdout.reconfigure(encoding="utf-8")
    cases = sorted(path.parent for path in HERE.glob("*/cmd") if not options.cases or path.parent.name in options.cases)
    if not cases or (options.cases and len(cases) != len(set(options.cases))):
        print("no such case, or none at all", file=sys.stderr)
        return 2
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for case, got in zip(cases, pool.map(lambda case: run(case, program), cases)):
            path = case / "expected"
            wanted = path.read_text("utf-8") if path.exists() else ""
            if got == wanted:
                continue
            if options.update and not got.startswith("--- setup failed"):
                path.write_text(got, "utf-8")
                print(f"rewritten: {case.name}")
                continue
            failed += 1
            print(f"FAILED: {case.name}")
            print("".join(difflib.unified_diff(wanted.splitlines(True), got.splitlines(True), "expected", "now")))
    print(f"{len(cases)} cases, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
