#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads back what other programs make of speeches: manuscript_test.py LECTERN SOFFICE

Sample speeches are drafted as .txt and .docx and opened and saved by LibreOffice, as .docx again and through .odt; all
must hold the same paragraphs, and those from .docx the same levels and ids. python-docx writes a file of its own kind.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

try:
    import docx
except ImportError:
    print("manuscript_test.py: python3-docx is not installed: skipped")
    sys.exit(77)

PROFILES = ("yunling-tax-2026", "cangling-highway-2002")
LONGEST_RUN = 300  # seconds


def run(*command, **more):
    return subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=LONGEST_RUN, check=False, **more)


def shown(program, path):
    """(kind, id, text) of all paragraphs but those in the margins: a page number is another on each page."""
    done = run(program, "check", path, "--show")
    lines = done.stdout.decode("utf-8").splitlines()
    if done.returncode == 2 or not lines:
        raise SystemExit(f"{path.name} is not read:\n{done.stderr.decode('utf-8')}")
    paragraphs = [tuple(line.split("\t")[1:]) for line in lines]
    return [paragraph for paragraph in paragraphs if paragraph[0] != "margin"]


def convert(soffice, folder, path, kind):
    """Opened and saved by LibreOffice, in a home of its own."""
    out = folder / f"as_{kind}"
    done = run(soffice, f"-env:UserInstallation=file://{folder}/home", "--headless", "--convert-to", kind, "--outdir", out, path,
               env={**os.environ, "HOME": str(folder)})
    made = out / f"{path.stem}.{kind}"
    if not made.exists():
        raise SystemExit(f"LibreOffice made no {kind} of {path.name}:\n{done.stdout.decode()}{done.stderr.decode()}")
    return made


def differences(title, wanted, got):
    """The first of them, for a reader."""
    for number, (one, other) in enumerate(zip(wanted, got), 1):
        if one != other:
            return [f"{title}: paragraph {number} is {other}, and should be {one}"]
    return [] if len(wanted) == len(got) else [f"{title}: {len(got)} paragraphs, and should be {len(wanted)}"]


def in_one_head(paragraphs):
    """What stands before the salutation, and is broken by sense in a Word file, as one."""
    begin = next(at for at, (_, _, text) in enumerate(paragraphs) if text.endswith("："))
    head = "".join(text for _, _, text in paragraphs[:begin]).replace(" ", "")
    return [head] + [(kind, text) for kind, _, text in paragraphs[begin:]]


def check_speech(program, soffice, folder, profile):
    for kind in ("txt", "docx"):
        run(program, "draft", profile, "-o", folder / f"{profile}.{kind}")
    plain = shown(program, folder / f"{profile}.txt")
    own = shown(program, folder / f"{profile}.docx")
    yield from differences(f"{profile}.docx", in_one_head(plain), in_one_head(own))
    if any(not id.startswith("lectern_") for _, id, _ in own) or len({id for _, id, _ in own}) != len(own):
        yield f"{profile}.docx: paragraphs without an id of their own"
    saved = shown(program, convert(soffice, folder, folder / f"{profile}.docx", "docx"))
    yield from differences(f"{profile}.docx saved by LibreOffice", own, saved)
    again = convert(soffice, folder / "as_docx", convert(soffice, folder, folder / f"{profile}.docx", "odt"), "docx")
    yield from differences(f"{profile}.docx through .odt", own, shown(program, again))
    typed = shown(program, convert(soffice, folder / "as_odt", folder / f"{profile}.txt", "docx"))
    yield from differences(f"{profile}.txt saved as .docx", plain, typed)


def check_python_docx(program, folder):
    """Built-in styles, a table, a picture's place and a section, in the template of another program."""
    document = docx.Document()
    document.add_heading("在动员大会上的讲话", 0)
    document.add_heading("一、提高认识", 1)
    document.add_heading("（一）收税", 2)
    paragraph = document.add_paragraph("去年税收")
    paragraph.add_run("12.6").bold = True
    paragraph.add_run("亿元。").add_break()
    paragraph.add_run("同比\t增长。")
    document.add_paragraph("第一点。", style="List Number")
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "期限"
    document.add_page_break()
    path = folder / "python.docx"
    document.save(path)
    wanted = [("title", "-", "在动员大会上的讲话"), ("heading 1", "-", "一、提高认识"), ("heading 2", "-", "（一）收税"),
              ("text", "-", "去年税收12.6亿元。 同比 增长。"), ("text", "-", "1.第一点。"), ("cell", "-", "期限")]
    yield from differences("python.docx", wanted, shown(program, path))


def main():
    program, soffice = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    with tempfile.TemporaryDirectory(prefix="manuscript-") as name:
        folder = pathlib.Path(name).resolve()
        found = list(check_python_docx(program, folder))
        for profile in PROFILES:
            found += check_speech(program, soffice, folder, profile)
    print("\n".join(found) if found else "all alike")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
