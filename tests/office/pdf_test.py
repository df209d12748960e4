#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Looks at PDF files with poppler's programs: pdf_test.py LECTERN [TEST...]

What GB/T 9704-2012 and GB/T 15834-2011 ask of a page is counted on the pages of all sample units: lines, characters,
margins, page numbers, line ends. What is on them must be what the plain text says, paragraph by paragraph.
"""

import collections
import html
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

LECTERN = None
UNIT = "yunling-tax-2026"
SKIPPED = 77

# Points. GB/T 9704-2012 5.2: 156 × 225 mm on A4, 37 mm from above, 28 mm from the left; 22 lines of 28 characters.
MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT = 28 * MM, (28 + 156) * MM
TOP, BOTTOM = 37 * MM, (37 + 225) * MM
LINES, COLUMNS = 22, 28
PITCH = 225 * MM / LINES
CELL = 156 * MM / COLUMNS
NUMBER_SIZE = 14
NEAR = 1.0

NOT_FIRST = "，。、；：？！”’）》】·％%"
NOT_LAST = "“‘（《【"
FULL_WIDTH = re.compile("[\u2014\u2018-\u201d\u2026\u3000-\u9fff\uff00-\uff60]+")

Line = collections.namedtuple("Line", "text left right middle")


def run(*command, **variables):
    # No language, time zone or plugins of the user.
    kept = {name: os.environ[name] for name in os.environ if not name.startswith(("LECTERN_", "LC_", "LANG", "TZ", "SOURCE_"))}
    done = subprocess.run([str(part) for part in command], env={**kept, **variables}, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr.decode("utf-8")


def output(*command):
    code, out, said = run(*command)
    if code != 0:
        raise AssertionError(f"{command[0]} ended with {code}: {said}")
    return out.decode("utf-8")


def without_space(text):
    return re.sub(r"\s", "", text)


class Pdf:
    """A drafted file, and its pages as lines of text with their places."""

    def __init__(self, folder, unit, *options, **variables):
        self.path = folder / "speech.pdf"
        self.code, _, self.said = run(LECTERN, "--lang", "en", "draft", unit, *options, "-o", self.path, **variables)
        if self.code not in (0, 1):
            raise AssertionError(self.said)
        self.bytes = self.path.read_bytes()
        self.info = dict(re.findall(r"(?m)^(\w[\w ]*):\s*(.*)$", output("pdfinfo", "-isodates", self.path)))
        self.pages = []
        self.numbers = []
        for page in re.findall(r"(?s)<page .*?</page>", output("pdftotext", "-bbox", self.path, "-")):
            lines = self.lines_of(page)
            self.numbers.append([line for line in lines if line.middle > BOTTOM + NEAR])
            self.pages.append([line for line in lines if line.middle <= BOTTOM + NEAR])

    @staticmethod
    def lines_of(page):
        """Words of nearly the same middle are a line; their boxes differ from font to font."""
        words = []
        for place, text in re.findall(r'<word ([^>]*)>(.*?)</word>', page):
            at = {name: float(value) for name, value in re.findall(r'(\w+)="([^"]*)"', place)}
            words.append((at["yMin"] + at["yMax"], at["xMin"], at["xMax"], html.unescape(text)))
        lines = []
        for twice, left, right, text in sorted(words):
            if lines and twice / 2 - lines[-1][0] < PITCH / 3:
                lines[-1][1].append((left, right, text))
            else:
                lines.append((twice / 2, [(left, right, text)]))
        return [Line("".join(text for _, _, text in sorted(words)), min(words)[0], max(word[1] for word in words), middle)
                for middle, words in lines]

    def bookmarks(self):
        """Titles with the pages they lead to, in order."""
        xml = output("pdftohtml", "-xml", "-i", "-stdout", self.path)
        found = re.findall(r'(?s)<item page="(\d+)">(.*?)</item>', xml)
        return [(html.unescape(text), int(page)) for page, text in found]


def head_and_speech(unit):
    """The lines of the title block, and the paragraphs from the salutation on."""
    code, out, said = run(LECTERN, "draft", unit, "-f", "txt")
    if code not in (0, 1):
        raise AssertionError(said)
    return [[without_space(line) for line in part.splitlines()] for part in out.decode("utf-8").split("\n\n")]


def paragraphs(unit):
    return sum(head_and_speech(unit), [])


def headings(unit):
    _, out, _ = run(LECTERN, "draft", unit, "-f", "md")
    lines = [line.lstrip("#").strip() for line in out.decode("utf-8").splitlines() if line.startswith("##")]
    return [without_space(re.sub(r"\\(.)", r"\1", line)) for line in lines]


def units():
    profiles = LECTERN.parent.parent / "share/lectern/profiles/units"
    return sorted(path.stem for path in profiles.glob("*.info"))


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="pdf-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def assert_lines_make(self, pdf, texts):
        """Every paragraph begins and ends a line; gives the lines of each."""
        lines = [(number, line) for number, page in enumerate(pdf.pages, 1) for line in page]
        made = []
        for text in texts:
            taken = []
            while "".join(line.text for _, line in taken) != text:
                self.assertTrue(lines and text.startswith("".join(line.text for _, line in taken)),
                                f"'{text}' is not on lines of its own: {taken}")
                taken.append(lines.pop(0))
            made.append(taken)
        self.assertEqual(lines, [], "text that the speech has not")
        return made


class Samples(Case):
    """All sample units, as they are printed."""

    @classmethod
    def setUpClass(cls):
        cls.made = {}
        for unit in units():
            with tempfile.TemporaryDirectory(prefix="pdf-") as folder:
                cls.made[unit] = Pdf(pathlib.Path(folder), unit)
                cls.made[unit].outline = cls.made[unit].bookmarks()

    def each(self):
        self.assertGreater(len(self.made), 10)
        for self.unit, pdf in self.made.items():
            yield self.unit, pdf

    def _formatMessage(self, msg, standardMsg):
        return f"{self.unit}: {super()._formatMessage(msg, standardMsg)}"

    def test_text_is_that_of_the_speech_paragraph_by_paragraph(self):
        for unit, pdf in self.each():
            self.assert_lines_make(pdf, paragraphs(unit))

    def test_a_full_page_has_22_lines(self):
        for _, pdf in self.each():
            for number, page in enumerate(pdf.pages):
                rows = [round((line.middle - TOP) / PITCH - 0.5) for line in page]
                self.assertEqual(rows, sorted(set(rows)))
                self.assertTrue(0 <= rows[0] and rows[-1] < LINES, rows)
            full = [page for page in pdf.pages[1:-1] if len(page) == LINES]
            self.assertGreaterEqual(2 * len(full), len(pdf.pages[1:-1]))  # others leave room before a heading

    def test_a_full_line_has_28_characters(self):
        for _, pdf in self.each():
            full = [line for page in pdf.pages for line in page
                    if abs(line.left - LEFT) < NEAR and abs(line.right - RIGHT) < NEAR and FULL_WIDTH.fullmatch(line.text)]
            counts = collections.Counter(len(line.text) for line in full)
            self.assertEqual(max(counts), COLUMNS)
            self.assertEqual(counts.most_common(1)[0][0], COLUMNS, counts)
            self.assertGreaterEqual(min(counts), COLUMNS - 5, counts)

    def test_text_stays_between_the_margins(self):
        for _, pdf in self.each():
            self.assertAlmostEqual(float(pdf.info["Page size"].split()[0]), WIDTH, delta=NEAR)
            self.assertAlmostEqual(float(pdf.info["Page size"].split()[2]), HEIGHT, delta=NEAR)
            for page in pdf.pages:
                for line in page:
                    self.assertTrue(LEFT - NEAR < line.left and line.right < RIGHT + NEAR, line)

    def test_lines_of_a_paragraph_are_full_but_the_last(self):
        for unit, pdf in self.each():
            head, speech = head_and_speech(unit)
            for text, lines in zip(speech, self.assert_lines_make(pdf, head + speech)[len(head):]):
                indent = 0 if text == speech[0] else 2
                self.assertAlmostEqual(lines[0][1].left, LEFT + indent * CELL, delta=NEAR + CELL / 2 * (text[0] in NOT_LAST))
                for _, line in lines[1:]:
                    self.assertAlmostEqual(line.left, LEFT, delta=NEAR + CELL / 2 * (line.text[0] in NOT_LAST), msg=text)
                for _, line in lines[:-1]:
                    self.assertAlmostEqual(line.right, RIGHT, delta=NEAR, msg=text)

    def test_no_line_begins_or_ends_with_the_wrong_mark(self):
        for _, pdf in self.each():
            for page in pdf.pages:
                for line, after in zip(page, page[1:]):
                    self.assertNotIn(line.text[0], NOT_FIRST, line)
                    self.assertNotIn(line.text[-1], NOT_LAST, line)
                    pair = line.text[-1] + after.text[0]
                    self.assertNotIn(pair, ("——", "……"), line)
                    self.assertIsNone(re.fullmatch(r"[0-9.%]{2}|[0-9][年月日个户名万亿人元项]", pair), (line, after))

    def test_page_numbers_stand_outside(self):
        for _, pdf in self.each():
            for number, lines in enumerate(pdf.numbers, 1):
                self.assertEqual([line.text for line in lines], [f"—{number}—"])
                if number % 2 == 1:
                    self.assertAlmostEqual(lines[0].right, RIGHT - NUMBER_SIZE, delta=NEAR)
                else:
                    self.assertAlmostEqual(lines[0].left, LEFT + NUMBER_SIZE, delta=NEAR)
                self.assertAlmostEqual(lines[0].middle, BOTTOM + 7 * MM, delta=2.5)  # boxes are not quite those of glyphs

    def test_headings_are_bookmarks_and_never_last_on_a_page(self):
        for unit, pdf in self.each():
            wanted = headings(unit)
            self.assertEqual([without_space(text) for text, _ in pdf.outline], wanted)
            for text, page in pdf.outline:
                self.assertIn(without_space(text)[:10], "".join(line.text for line in pdf.pages[page - 1]))
            for page in pdf.pages[:-1]:
                self.assertNotIn(page[-1].text, wanted)

    def test_the_file_says_what_it_is(self):
        for unit, pdf in self.each():
            self.assertIn(paragraphs(unit)[0], without_space(pdf.info["Title"]))
            self.assertTrue(pdf.info["Author"])
            self.assertEqual(pdf.info["Tagged"], "yes")
            self.assertRegex(pdf.info["CreationDate"], r"^\d{4}-\d\d-\d\dT00:00:00(Z|\+00)")


class Files(Case):
    def test_fonts_are_parts_that_are_inside(self):
        pdf = Pdf(self.folder, UNIT)
        rows = output("pdffonts", pdf.path).splitlines()[2:]
        self.assertGreater(len(rows), 1)
        for row in rows:
            self.assertRegex(row, r"^[A-Z]{6}\+.* yes yes yes ", "embedded, a subset, with its Unicode")

    def test_the_same_inputs_give_the_same_bytes(self):
        first = Pdf(self.folder, UNIT)
        abroad = Pdf(self.folder, UNIT, TZ="Pacific/Kiritimati", LC_ALL="C.UTF-8", LANGUAGE="zh_CN:zh")
        self.assertEqual(first.bytes, abroad.bytes)
        self.assertEqual(first.info["CreationDate"][:10], "2026-03-06")
        built = Pdf(self.folder, UNIT, SOURCE_DATE_EPOCH="1700000000")
        self.assertEqual(built.info["CreationDate"][:19], "2023-11-14T22:13:20")
        self.assertEqual(built.info["ModDate"], built.info["CreationDate"])

    def test_a_missing_fact_is_marked(self):
        pdf = Pdf(self.folder, UNIT, "--set", "speaker.name=")
        self.assertIn("【待填：", "".join(line.text for line in pdf.pages[0]))
        self.assertTrue(self.has_colour(pdf, (255, 224, 138)))
        self.assertFalse(self.has_colour(Pdf(self.folder, UNIT), (255, 224, 138)))

    def has_colour(self, pdf, wanted):
        """Whether the first page has pixels of nearly this colour."""
        picture = subprocess.run(["pdftoppm", "-r", "40", "-f", "1", "-l", "1", str(pdf.path)], capture_output=True, check=True)
        pixels = picture.stdout.split(b"\n", 3)[3]
        return any(all(abs(pixels[at + i] - wanted[i]) < 8 for i in range(3)) for at in range(0, len(pixels) - 2, 3))

    def test_the_profile_has_the_last_word_on_the_layout(self):
        pdf = Pdf(self.folder, UNIT, "--set", "layout.page_number=centred", "--set", "layout.line_pitch=28")
        middle = (pdf.numbers[0][0].left + pdf.numbers[0][0].right) / 2
        self.assertAlmostEqual(middle, (LEFT + RIGHT) / 2, delta=NEAR)
        page = pdf.pages[2]
        lines = (page[-1].middle - page[0].middle) / 28
        self.assertAlmostEqual(lines, round(lines), delta=0.1)
        self.assertEqual(Pdf(self.folder, UNIT, "--set", "layout.page_number=none").numbers[0], [])


class Fonts(Case):
    def test_a_font_that_stands_in_is_told(self):
        said = Pdf(self.folder, UNIT, "--set", "layout.digits_font=没有这种字体").said
        self.assertRegex(said, "note.font.: the font '没有这种字体' is not installed(: '.+' stands in its place|, nor any like it)")

    def test_a_character_a_font_lacks_is_drawn_from_another(self):
        name = "李\U0002CB38"  # 𬭸, in names of people since 2013, in no font of GB 2312
        pdf = Pdf(self.folder, UNIT, "--set", f"speaker.name={name}")
        if not re.search("note.font.: the font '.+' lacks \U0002CB38: drawn from '.+'", pdf.said):
            self.skipTest("all fonts here have it, or none has")
        self.assertIn(name, "".join(line.text for line in pdf.pages[0]))

    def test_digits_of_page_numbers_are_in_the_font_of_the_page_numbers(self):
        pdf = Pdf(self.folder, UNIT)
        said = output("pdftohtml", "-xml", "-stdout", "-i", "-fontfullname", pdf.path)
        family = dict(re.findall(r'<fontspec id="(\d+)".*? family="([^"]*)"', said))
        fonts = {text: family[font] for font, text in re.findall(r'<text [^>]*font="(\d+)">([^<]*)</text>', said)}
        self.assertIn("— 1 —", fonts, "in one font")  # GB/T 9704-2012 7.5
        digits = {font for text, font in fonts.items() if text.isdigit()}
        if not digits:
            self.skipTest("no font of digits and letters is installed")
        self.assertNotIn(fonts["— 1 —"], digits)

    def test_a_character_no_font_has_is_a_warning_and_stays_in_the_text(self):
        pdf = Pdf(self.folder, UNIT, "--set", "speaker.name=李\U00031350")
        self.assertIn("warning[font]: no font that is installed has \U00031350", pdf.said)
        self.assertEqual(pdf.code, 1)
        self.assertIn("李\U00031350", "".join(line.text for line in pdf.pages[0]))

    def test_aliases_of_the_user_choose_nothing(self):
        settings = self.folder / "fonts.conf"
        usual = os.environ.get("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
        settings.write_text(f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
            <include>{usual}</include>
            <match target="pattern"><edit name="family" mode="assign" binding="strong">
            <string>DejaVu Sans</string></edit></match></fontconfig>""", "utf-8")
        aliased = Pdf(self.folder, UNIT, FONTCONFIG_FILE=str(settings))
        self.assertEqual(aliased.bytes, Pdf(self.folder, UNIT).bytes)

    def test_without_fonts_nothing_is_written(self):
        """The fonts of TeX Live are found by their path: they are hidden behind an empty folder."""
        settings = self.folder / "fonts.conf"
        settings.write_text(f"<?xml version='1.0'?><fontconfig><dir>{self.folder}/none</dir></fontconfig>", "utf-8")
        old = self.folder / "speech.pdf"
        old.write_text("the old file")
        hide = 'd=/usr/share/texlive; if [ -d $d ]; then mount -t tmpfs none $d || exit 99; fi; exec "$@"'
        hidden = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", hide, "sh"]
        if not shutil.which("unshare") or run(*hidden, "true")[0] != 0:
            self.skipTest("this system lets nobody hide a folder")
        code, _, said = run(*hidden, LECTERN, "--lang", "en", "draft", UNIT, "-o", old, FONTCONFIG_FILE=str(settings))
        self.assertEqual(code, 2)
        self.assertIn("error[no-font]: no font with Chinese characters is installed", said)
        self.assertIn("fonts-noto-cjk", said)
        self.assertEqual(old.read_text(), "the old file")


class Reading(Case):
    """The copy that is read from."""

    def setUp(self):
        super().setUp()
        self.pdf = Pdf(self.folder, UNIT, "--edition", "reading")

    def test_no_paragraph_is_split_that_fits_on_a_page(self):
        self.assertGreater(len(self.pdf.pages), 8)
        for lines in self.assert_lines_make(self.pdf, paragraphs(UNIT)):
            self.assertEqual(len({page for page, _ in lines}), 1, lines)

    def test_lines_are_36_points_apart(self):
        for page in self.pdf.pages[1:]:
            for line in page:
                self.assertAlmostEqual((line.middle - page[0].middle + 18) % 36, 18, delta=2)

    def test_page_numbers_are_plain(self):
        self.assertEqual([[line.text for line in lines] for lines in self.pdf.numbers],
                         [[str(number)] for number in range(1, len(self.pdf.pages) + 1)])

    def test_marks_and_readings_are_drawn_and_not_in_the_text(self):
        self.assert_lines_make(self.pdf, paragraphs(UNIT))
        self.assertTrue(any(self.has_ink(page, 20, 0, LEFT - 5, HEIGHT) for page in range(1, len(self.pdf.pages) + 1)))
        printed = Pdf(self.folder, UNIT)
        self.assertFalse(any(self.has_ink(page, 20, 0, LEFT - 5, HEIGHT) for page in range(1, len(printed.pages) + 1)))

    def has_ink(self, page, left, top, right, bottom):
        box = [str(round(value)) for value in (left, top, right - left, bottom - top)]
        picture = subprocess.run(["pdftoppm", "-r", "72", "-gray", "-f", str(page), "-l", str(page), "-x", box[0], "-y", box[1],
                                  "-W", box[2], "-H", box[3], str(self.folder / "speech.pdf")], capture_output=True, check=True)
        return any(pixel < 200 for pixel in picture.stdout.split(b"\n", 3)[3])


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    LECTERN = pathlib.Path(sys.argv.pop(1)).resolve()
    if not all(shutil.which(program) for program in ("pdftotext", "pdfinfo", "pdffonts", "pdftohtml", "pdftoppm")):
        print("poppler's programs are not installed (Debian: poppler-utils)")
        sys.exit(SKIPPED)
    if "no-font" in run(LECTERN, "--lang", "en", "draft", UNIT, "-f", "pdf")[2]:
        print("no Chinese font is installed (Debian: fonts-noto-cjk, texlive-lang-chinese)")
        sys.exit(SKIPPED)
    unittest.main()
