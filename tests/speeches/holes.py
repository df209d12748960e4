#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What each wording says when its facts are missing, for a reader to sign off: holes.py [--all|--broken] [--sign] [BUNDLE…]

A BUNDLE is the name of a folder of plugins/, or common; without one, all. Each wording of a passage (heading, text, short, item,
first, last, only) is shown as it would stand: whole, with each optional part [ … ] dropped in turn, with all of them dropped,
and with each word of a choice < … | … >. What a machine can see is marked:

  !  marks that cannot stand so: two of them together, one at the beginning, none at the end, an empty pair
  ?  a word that refers to something (这个数, 他们, 这几条, 前面说的), left where an optional part before it is dropped

Shown are the wordings that nobody has signed off since they were last changed; --all shows every one, --broken those marked ! alone. --sign records those of the
bundles as read, in read.txt beside this file: do that after reading them, and not before. Exit 1 where a mark ! is found.
"""

import argparse
import hashlib
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
READ = pathlib.Path(__file__).resolve().with_name("read.txt")
FORMS = ("heading", "text", "short", "item", "first", "last", "only")
REFERS = re.compile(r"这个数|这些数|这几[条项个件]|这[一两三]?[条项件](?!心)|他们|她们|它们|前面[说讲点]|上面[说讲]|刚才[说讲]|件件|条条|前者|后者|其中")
BROKEN = re.compile(r"[，、；：。][，、；：。]|“”|《》|（）|^[，、；：。]|[，、；]$")


def tokens(text):
    """Words, strings and braces of the INFO format, comments left out; strings over several lines are joined."""
    word = re.compile(r'"((?:\\.|[^"\\])*)"|;[^\n]*|([{}])|(\\)\s*\n|([^\s{};"]+)|(\n)')
    joins = False
    for found in word.finditer(text):
        string, brace, goes_on, plain, _ = found.groups()
        if string is not None:
            said = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], string)
            yield ("more" if joins else "string", said)
            joins = False
        elif goes_on:
            joins = True
        elif brace or plain:
            yield ("brace" if brace else "word", brace or plain)


def wordings(path):
    """(passage, form, text) of a passage file."""
    passage, depth, awaits, last = None, 0, None, None
    found = []
    for kind, value in tokens(path.read_text(encoding="utf-8")):
        if kind == "more":
            if found and last is found[-1]:
                last[2] += value
            continue
        if kind == "brace":
            depth += 1 if value == "{" else -1
            awaits = None
            continue
        if awaits == "passage":
            passage, awaits = value, None
        elif awaits in FORMS and depth >= 1:
            last = [passage, awaits, value]
            found.append(last)
            awaits = None
        elif kind == "word" and (value == "passage" or value in FORMS):
            awaits = value
        else:
            awaits, last = None, None
    return found


class Part:
    """A text as a tree: strings, options [..] and choices <..|..>."""

    def __init__(self, kind, branches):
        self.kind, self.branches = kind, branches


def parse(text, at=0, until=""):
    branches, current, plain = [], [], ""
    while at < len(text):
        c = text[at]
        double = text[at:at + 2] in ("[[", "]]", "<<", ">>", "||", "{{", "}}") and not (c == "]" and "]" in until)
        if double:
            plain += text[at:at + 2]
            at += 2
        elif c in until and c != "|":
            break
        elif c == "|" and ">" in until:
            branches.append(current + [plain])
            current, plain = [], ""
            at += 1
        elif c == "[" or c == "<":
            inner, at = parse(text, at + 1, "]" if c == "[" else ">")
            current += [plain, Part(c, inner)]
            plain = ""
            at += 1
        elif c == "{":
            end = text.find("}", at)
            end = len(text) if end < 0 else end
            plain += text[at:end + 1]
            at = end + 1
        else:
            plain += c
            at += 1
    branches.append(current + [plain])
    return branches, at


def options(branch):
    for part in branch:
        if isinstance(part, Part):
            yield part
            for inner in part.branches:
                yield from options(inner)


def write(branch, dropped, chosen, cut):
    """The text without the dropped options; `cut` takes the places where they were."""
    out = ""
    for part in branch:
        if not isinstance(part, Part):
            out += part
        elif part.kind == "[":
            if id(part) in dropped:
                cut.append(len(out))
            else:
                out += write_at(part.branches[0], dropped, chosen, cut, len(out))
        else:
            out += write_at(part.branches[chosen.get(id(part), 0)], dropped, chosen, cut, len(out))
    return out


def write_at(branch, dropped, chosen, cut, offset):
    inner = []
    text = write(branch, dropped, chosen, inner)
    cut += [offset + place for place in inner]
    return text


def variants(text):
    """(what is done, text, places of what was dropped)."""
    branch = parse(text)[0][0]
    parts = list(options(branch))
    optional = [part for part in parts if part.kind == "["]
    cases = [("whole", set(), {})]
    cases += [(f"without {i}", {id(part)}, {}) for i, part in enumerate(optional, 1)]
    if len(optional) > 1:
        cases.append(("without all", {id(part) for part in optional}, {}))
    for part in parts:
        if part.kind == "<":
            cases += [("choice", set(), {id(part): i}) for i in range(1, len(part.branches))]
    shown = set()
    for name, dropped, chosen in cases:
        cut = []
        said = write(branch, dropped, chosen, cut)
        if said not in shown:
            shown.add(said)
            yield name, said, cut


def mark(form, said, cut):
    plain = re.sub(r"\{[^}]*\}", "○", said)
    if any(BROKEN.search(line) for line in plain.split("\n")):
        return "!"
    if re.search(r"[。！？]", plain) and form in ("text", "short") and not re.search(r"[。！？：…”○）]$", plain):
        return "!"
    if cut and any(found.start() >= min(cut) for found in REFERS.finditer(said)):
        return "?"
    return " "


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--all", action="store_true")
    arguments.add_argument("--broken", action="store_true")
    arguments.add_argument("--sign", action="store_true")
    arguments.add_argument("bundles", nargs="*")
    given = arguments.parse_args()
    folders = {"common": ROOT / "profiles" / "common"}
    folders.update({folder.name: folder for folder in sorted((ROOT / "plugins").iterdir()) if folder.is_dir()})
    names = given.bundles or list(folders)
    for name in names:
        if name not in folders:
            sys.exit(f"holes.py: there is no bundle '{name}'")
    read = set(READ.read_text(encoding="utf-8").split()) if READ.exists() else set()
    known, signed, unread, broken = set(), set(), 0, 0
    for name, folder in folders.items():
        for path in sorted((folder / "passages").glob("*.info")):
            for passage, form, text in wordings(path):
                digest = hashlib.sha256(f"{name}/{passage}/{form}/{text}".encode()).hexdigest()[:16]
                known.add(digest)
                if name not in names:
                    continue
                signed.add(digest)
                all_of_it = list(variants(text))
                marks = [mark(form, said, cut) for _, said, cut in all_of_it]
                broken += marks.count("!")
                is_read = digest in read
                unread += not is_read
                if given.sign or ((given.broken or (is_read and not given.all)) and "!" not in marks):
                    continue
                print(f"{name}/{passage} {form}")
                for sign, (what, said, _) in zip(marks, all_of_it):
                    if sign == "!" or not given.broken:
                        print(f"  {sign} {what}: {said}")
    if given.sign:
        READ.write_text("".join(f"{digest}\n" for digest in sorted((read & known) | signed)), encoding="utf-8")
    print(f"{len(known)} wordings, {0 if given.sign else unread} not signed off, {broken} variants broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
