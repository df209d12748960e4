#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that every message in the sources has its translation: messages.py PROJECT

The messages are extracted as `./dev messages` does it. Each must be in host/cli/zh_CN.po, translated, not marked fuzzy,
with the placeholders of the English, in braces that fit together, and without a full stop at the end.
"""

import collections
import pathlib
import re
import string
import subprocess
import sys

EXTRACT = ["xgettext", "--files-from=-", "--output=-", "--language=C++", "--from-code=UTF-8", "--keyword=message",
           "--no-location", "--sort-output"]
# A message that is no literal, which xgettext passes over. The declarations of the function itself take arguments by name.
NO_LITERAL = re.compile(r"^(?!.*//).*(?<![\w.>])message\((?!\s*(\"|fmt::format_string|\)))", re.MULTILINE)


def unquoted(text):
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found.group(1), found.group(1)), text)


def entries(catalogue):
    """{English: (translation, is fuzzy)} of a .po file."""
    found = {}
    for block in re.split(r"\n{2,}", catalogue.strip()):
        parts = {"msgid": "", "msgstr": ""}
        part = None
        for line in block.splitlines():
            word, _, rest = line.partition(" ")
            if word in parts:
                part, line = word, rest
            if part and line.startswith('"'):
                parts[part] += unquoted(line[1:-1])
        if parts["msgid"]:
            found[parts["msgid"]] = (parts["msgstr"], re.search(r"^#,.*\bfuzzy\b", block, re.MULTILINE) is not None)
    return found


def placeholders(text):
    """How often each argument is named, and whether they are numbered; ValueError where braces do not fit together."""
    names = [field for _, field, _, _ in string.Formatter().parse(text) if field is not None]
    numbered = any(names)
    if numbered and not all(names):
        raise ValueError("numbered and unnumbered placeholders together")
    return collections.Counter(int(name) for name in names) if numbered else collections.Counter(range(len(names)))


def faults(english, translation, is_fuzzy):
    if not translation:
        yield "has no translation"
        return
    if is_fuzzy:
        yield "is marked fuzzy"
    if translation.endswith("。"):
        yield "ends with a full stop"
    try:
        if placeholders(english) != placeholders(translation):
            yield "has other placeholders than the English"
    except ValueError as error:
        yield str(error)


def main():
    project = pathlib.Path(sys.argv[1])
    files = sorted(path for pattern in ("*.cpp", "*.hpp") for path in (project / "host").rglob(pattern))
    wrong = []
    for path in files:
        text = path.read_text("utf-8")
        for found in NO_LITERAL.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            wrong.append(f"{path.relative_to(project)}:{line}: message() without a literal is not extracted")
    extracted = subprocess.run(EXTRACT, input="\n".join(map(str, files)), capture_output=True, text=True,
                               encoding="utf-8", check=True)
    wanted = entries(extracted.stdout)
    translations = entries((project / "host/cli/zh_CN.po").read_text("utf-8"))
    for english in wanted:
        for fault in faults(english, *translations.get(english, ("", False))):
            wrong.append(f"{english!r}: {fault}")
    sys.stdout.reconfigure(encoding="utf-8")
    print("\n".join(wrong + [f"{len(wanted)} messages, {len(wrong)} wrong"]))
    return 1 if wrong or not wanted else 0


if __name__ == "__main__":
    sys.exit(main())
