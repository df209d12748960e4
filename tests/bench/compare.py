#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""compare.py LECTERN [ROUNDS]: what one draft costs as a whole process, beside others measured in the same run.

Five bundles are installed, as a user would have them; missing ones are made for the run, without code. Every round runs
each program once, one after the other, so that a busy moment of the machine falls on all of them. The peers: a C++
process that does nothing (what starting a process costs here), pandoc, a program of the same kind, turning the same
speech from Markdown into HTML and into a Word file, and LibreOffice, turning the Word file of the speech into PDF. Figures are compared with
their goals and never make the script fail.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROFILE = "yunling-tax-2026"
BUNDLES = 5
ROUNDS = 60
EVERY = {"pandoc": 3, "soffice": 20}  # they take so much longer that they need fewer runs
GOAL_MS, BEST_MS = 4.0, 2.0
GOAL_PANDOC = 6.0
GOAL_MIB = 24.0
GOAL_DOCX_MS, GOAL_DOCX_PANDOC, GOAL_LEDGER_MS = 8.0, 4.0, 10.0
GOAL_PDF_MS, GOAL_PDF_SOFFICE, GOAL_PDF_MIB = 60.0, 50.0, 40.0

NO_OP = "int main() {}\n"

# Runs a program and prints the most memory it had, in KiB. Rationale: the system counts what a process had before it
# became the program, so a child of this script would never seem smaller than Python.
PEAK = r"""
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <cstdio>
extern char** environ;
int main(int, char** arguments) {
  pid_t child = 0;
  if (posix_spawnp(&child, arguments[1], nullptr, nullptr, arguments + 1, environ) != 0) return 127;
  int status = 0;
  struct rusage usage {};
  if (wait4(child, &status, 0, &usage) != child || !WIFEXITED(status)) return 126;
  std::fprintf(stderr, "%ld\n", usage.ru_maxrss);
  return WEXITSTATUS(status) > 1 ? 125 : 0;
}
"""


def compile_program(source, name, folder):
    path = folder / f"{name}.cpp"
    path.write_text(source)
    subprocess.run(["g++", "-O2", "-o", folder / name, path], check=True)
    return str(folder / name)


def installed(lectern, plugin_path):
    """The plugins that are found: id to folder."""
    options = ["--plugin-path", str(plugin_path), "--lang", "en"]
    listed = subprocess.run([lectern, "plugin", "list", *options], capture_output=True, text=True).stdout
    found = {}
    for line in listed.splitlines():
        plugin = line.split()[0]
        info = subprocess.run([lectern, "plugin", "info", plugin, *options], capture_output=True, text=True).stdout
        folder = re.search(r"^folder: (.+)$", info, re.MULTILINE)
        if folder:
            found[plugin] = Path(folder.group(1))
    return found


def add_bundles(lectern, plugin_path):
    """Fills up to five bundles: the tax bureau's words under other names, for other sectors."""
    found = installed(lectern, plugin_path)
    model = found["tax-bureau"]
    for number in range(len(found), BUNDLES):
        folder = plugin_path / f"bundle_{number}"
        shutil.copytree(model, folder, ignore=shutil.ignore_patterns("*.so"))
        manifest = folder / "plugin.info"
        text = manifest.read_text(encoding="utf-8")
        text = re.sub(r"(?m)^(id|sector)(\s+)\S+", rf"\g<1>\g<2>bundle-{number}", text)
        text = re.sub(r"(?m)^library\s.*\n", "", text)
        manifest.write_text(text, encoding="utf-8")
    return len(installed(lectern, plugin_path))


def run_once(command, output):
    """Milliseconds from before the process is made until it is gone, and those it had a processor."""
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ]
    begin = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    taken = time.perf_counter() - begin
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):  # 1: done, with findings
        sys.exit(f"compare.py: {' '.join(command)} ended with {code}")
    return 1000 * taken, 1000 * (usage.ru_utime + usage.ru_stime)


def peak_mib(peak, command):
    said = subprocess.run([peak, *command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True)
    return int(said.stderr.split()[-1]) / 1024 if said.returncode == 0 else float("nan")


def verdict(met):
    return "met" if met else "NOT met"


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    lectern = os.path.abspath(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    pandoc = shutil.which("pandoc")
    soffice = shutil.which("soffice")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # The user's own plugins and language are none of this comparison.
        for variable in ("LECTERN_PLUGIN_PATH", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
            os.environ.pop(variable, None)
        os.environ["XDG_DATA_HOME"] = str(folder / "none")
        plugin_path = folder / "plugins"
        plugin_path.mkdir()
        bundles = add_bundles(lectern, plugin_path)
        draft = [lectern, "draft", PROFILE, "--plugin-path", str(plugin_path), "-f"]
        no_op = compile_program(NO_OP, "no_op", folder)
        peak = compile_program(PEAK, "peak", folder)
        markdown = folder / "speech.md"
        run_once([*draft, "md"], str(markdown))
        commands = {
            "process that does nothing": [no_op],
            "lectern draft, txt": [*draft, "txt"],
            "lectern draft, html": [*draft, "html"],
            "lectern draft, docx": [*draft, "docx"],
            "lectern ledger, docx": [lectern, "ledger", PROFILE, "--plugin-path", str(plugin_path), "-f", "docx"],
            "lectern draft, pdf": [*draft, "pdf"],
        }
        if pandoc:
            commands["pandoc, md to html"] = [pandoc, "-f", "markdown", "-t", "html", "-s", str(markdown)]
            commands["pandoc, md to docx"] = [pandoc, "-f", "markdown", "-t", "docx", "-o", "-", str(markdown)]
        if soffice:
            run_once([*draft, "docx"], str(folder / "speech.docx"))
            own = f"-env:UserInstallation=file://{folder}/office"  # not the user's settings
            commands["soffice, docx to pdf"] = [soffice, own, "--headless", "--convert-to", "pdf", "--outdir", name,
                                                str(folder / "speech.docx")]
        times = {label: [] for label in commands}
        processor = {label: [] for label in commands}
        for number in range(-2, rounds):  # the first two rounds only bring the files into memory
            for label, command in commands.items():
                if number % EVERY.get(label.split(",")[0], 1) != 0 and number != -1:
                    continue
                taken, used = run_once(command, str(folder / "out"))
                if number >= 0:
                    times[label].append(taken)
                    processor[label].append(used)
        peaks = {label: min(peak_mib(peak, command) for _ in range(3)) for label, command in commands.items()
                 if not label.startswith("soffice")}  # it is a script: what it starts would not be seen

    base = statistics.median(times["lectern draft, txt"])
    print(f"one speech, {bundles} bundles installed, {rounds} interleaved runs (load {os.getloadavg()[0]:.1f})\n")
    print(f"{'':28}{'median ms':>10}{'min ms':>10}{'cpu ms':>10}{'peak MiB':>10}{'times txt':>11}")
    for label, taken in times.items():
        middle = statistics.median(taken)
        used = statistics.median(processor[label])
        print(f"{label:28}{middle:10.2f}{min(taken):10.2f}{used:10.2f}{peaks.get(label, float('nan')):10.1f}{middle / base:11.2f}")
    print()
    least = min(times["lectern draft, txt"])
    print(f"a draft takes at most {GOAL_MS:g} ms: {verdict(base <= GOAL_MS)} ({base:.2f} ms, at the least {least:.2f})")
    print(f"  and at best {BEST_MS:g} ms: {verdict(base <= BEST_MS)}")
    if pandoc:
        ratio = statistics.median(times["pandoc, md to html"]) / base
        at_best = min(times["pandoc, md to html"]) / least
        print(f"pandoc takes {GOAL_PANDOC:g} times as long or more: {verdict(ratio >= GOAL_PANDOC)} "
              f"({ratio:.1f} times, the least of both {at_best:.1f})")
    else:
        print("pandoc is not installed: ./dev bench installs it")
    word = statistics.median(times["lectern draft, docx"])
    print(f"a Word file takes at most {GOAL_DOCX_MS:g} ms: {verdict(word <= GOAL_DOCX_MS)} ({word:.1f} ms)")
    if pandoc:
        ratio = statistics.median(times["pandoc, md to docx"]) / word
        print(f"pandoc takes {GOAL_DOCX_PANDOC:g} times as long or more for it: {verdict(ratio >= GOAL_DOCX_PANDOC)} ({ratio:.1f} times)")
    ledger = statistics.median(times["lectern ledger, docx"])
    print(f"the ledger as a Word file takes at most {GOAL_LEDGER_MS:g} ms: {verdict(ledger <= GOAL_LEDGER_MS)} ({ledger:.1f} ms)")
    paper = statistics.median(times["lectern draft, pdf"])
    print(f"a PDF takes at most {GOAL_PDF_MS:g} ms: {verdict(paper <= GOAL_PDF_MS)} ({paper:.1f} ms), and below "
          f"{GOAL_PDF_MIB:g} MiB: {verdict(peaks['lectern draft, pdf'] < GOAL_PDF_MIB)}")
    if soffice:
        ratio = statistics.median(times["soffice, docx to pdf"]) / paper
        print(f"LibreOffice takes {GOAL_PDF_SOFFICE:g} times as long or more: {verdict(ratio >= GOAL_PDF_SOFFICE)} "
              f"({ratio:.1f} times)")
    else:
        print("LibreOffice is not installed (Debian: libreoffice-writer-nogui)")
    most = peaks["lectern draft, txt"]
    print(f"peak memory below {GOAL_MIB:g} MiB: {verdict(most < GOAL_MIB)} ({most:.1f} MiB)")


if __name__ == "__main__":
    main()
