#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the table of readings.cpp from Unihan: readings.py FOLDER OUTPUT

FOLDER holds Unihan_Readings.txt and Unihan_OtherMappings.txt, packed by bzip2 or not (Debian: unicode-data).
"""

import bz2
import pathlib
import sys

COMMON = 3500  # kTGH gives a character's number in 通用规范汉字表; the first 3,500 are level 1


def values(folder, file, field):
    """The field's first value of every character that has one."""
    plain = folder / file
    lines = plain.open(encoding="utf-8") if plain.exists() else bz2.open(folder / (file + ".bz2"), "rt", encoding="utf-8")
    with lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 3 and parts[1] == field:
                yield int(parts[0][2:], 16), parts[2].split()[0]


def main():
    folder, output = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    common = {c for c, number in values(folder, "Unihan_OtherMappings.txt", "kTGH") if int(number.split(":")[1]) <= COMMON}
    readings = {c: said for c, said in values(folder, "Unihan_Readings.txt", "kMandarin") if c not in common}
    if len(common) != COMMON or not readings:
        sys.exit(f"readings.py: {folder} is not the Unihan it was written for")
    syllables = {said: number for number, said in enumerate(sorted(set(readings.values())))}
    with output.open("w", encoding="utf-8") as out:
        out.write("constexpr const char* kSyllables[] = {" + ",".join(f'"{said}"' for said in syllables) + "};\n")
        out.write("constexpr Reading kReadings[] = {\n")
        out.writelines(f"{{{c},{syllables[readings[c]]}}},\n" for c in sorted(readings))
        out.write("};\n")


main()
