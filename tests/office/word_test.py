#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Word files as others see them: word_test.py LECTERN

The files are read by python-docx and laid out by LibreOffice; neither knows anything of Lectern. Numbers are those of
GB/T 9704-2012, written here a second time, in millimetres and points.
"""

import collections
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

try:
    import docx
    from docx.oxml.ns import qn
except ImportError:
    print("word_test.py: python3-docx is not installed: skipped")
    sys.exit(77)

LECTERN = pathlib.Path(sys.argv.pop(1)).resolve()
DATA = LECTERN.parent.parent / "share/lectern/profiles"
UNITS = sorted(path.stem for path in (DATA / "units").glob("*.info"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SOFFICE = shutil.which("soffice")

# The order of elements in the schema (ISO/IEC 29500-1, wml.xsd), as far as they are used.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl autoSpaceDE autoSpaceDN snapToGrid spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs color spacing sz szCs highlight shd lang",
    "sectPr": "footerReference pgSz pgMar pgNumType cols docGrid",
    "style": "name basedOn next qFormat pPr rPr",
    "tblPr": "tblStyle tblW jc tblBorders tblLayout tblCellMar tblLook",
    "tblBorders": "top left bottom right insideH insideV",
    "tcPr": "tcW vAlign",
    "trPr": "cantSplit tblHeader",
    "tbl": "tblPr tblGrid tr",
    "font": "altName charset family pitch",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
    "styles": "docDefaults style",
    "docDefaults": "rPrDefault pPrDefault",
    "ruby": "rubyPr rt rubyBase",
    "rubyPr": "rubyAlign hps hpsRaise hpsBaseText lid",
}


def run(*arguments, folder, status=(0,), **environment):
    done = subprocess.run([LECTERN, *map(str, arguments)], cwd=folder, capture_output=True, check=False, timeout=60,
                          env={"PATH": os.environ["PATH"], "HOME": "", "XDG_DATA_HOME": "",
                               **{k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")}, **environment})
    if done.returncode not in status:
        raise AssertionError(f"{arguments}: {done.returncode}\n{done.stderr.decode()}")
    return done.stdout.decode("utf-8", "replace")


def points(value):
    return round(value / 12700, 2)


def millimetres(value):
    return value / 36000


def part(path, name):
    with zipfile.ZipFile(path) as archive:
        return docx.oxml.parse_xml(archive.read(name))


def parts(path):
    with zipfile.ZipFile(path) as archive:
        return {name: docx.oxml.parse_xml(archive.read(name)) for name in archive.namelist() if not name.endswith(".rels")}


def texts(document):
    """Paragraphs as a reader of the file sees them, the lines of a title apart."""
    return [line for paragraph in document.paragraphs for line in paragraph.text.split("\n")]


def joined(lines):
    """Without indents, empty lines and the ends of title lines, which a text file does not have."""
    return "\n".join(line.strip("\u3000 ") for line in lines if line.strip("\u3000 \f"))


class WordTest(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="lectern-office-"))
        cls.print = {}
        for unit in UNITS:
            cls.print[unit] = cls.folder / f"{unit}.docx"
            run("draft", unit, "-o", cls.print[unit], folder=cls.folder)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def draft(self, name, *arguments, status=(0,), **environment):
        path = self.folder / name
        run("draft", *arguments, "-o", path, folder=self.folder, status=status, **environment)
        return path

    def lines_of_text(self, unit):
        return run("draft", unit, folder=self.folder).splitlines()

    def profile(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    # What is said

    def test_says_what_the_text_file_says(self):
        for unit in UNITS:
            with self.subTest(unit):
                said = "".join(joined(texts(docx.Document(self.print[unit]))).split("\n"))
                self.assertEqual(said, "".join(joined(self.lines_of_text(unit)).split("\n")))
                plain = [line.strip("\u3000") for line in self.lines_of_text(unit) if line.strip()]
                body = [p.text for p in docx.Document(self.print[unit]).paragraphs if p.style.name not in ("Title", "Subtitle")]
                self.assertEqual(body, plain[-len(body):])

    def test_has_no_paragraph_for_spacing(self):
        for path in self.print.values():
            self.assertTrue(all(p.text.strip() for p in docx.Document(path).paragraphs), path)

    # The page

    def test_the_page_is_that_of_the_standard(self):
        section = docx.Document(self.print["yunling-tax-2026"]).sections[0]
        for name, expected in {"page_width": 210, "page_height": 297, "top_margin": 37, "bottom_margin": 35,
                               "left_margin": 28, "right_margin": 26}.items():
            self.assertAlmostEqual(millimetres(getattr(section, name)), expected, delta=0.1, msg=name)
        text_height = section.page_height - section.top_margin - section.bottom_margin
        grid = section._sectPr.find(W + "docGrid")
        self.assertEqual(grid.get(W + "type"), "lines")
        self.assertEqual(int(points(text_height) * 20 / int(grid.get(W + "linePitch"))), 22)

    def test_twenty_eight_characters_fill_a_line(self):
        document = docx.Document(self.print["yunling-tax-2026"])
        section = document.sections[0]
        width = points(section.page_width - section.left_margin - section.right_margin)
        run_properties = document.styles["Body Text"].element.rPr
        advance = 16 + int(run_properties.find(W + "spacing").get(W + "val")) / 20
        self.assertEqual(int(width / advance), 28)

    def test_the_styles_are_those_of_the_standard(self):
        expected = {"Title": ("方正小标宋简体", 22), "Subtitle": ("楷体_GB2312", 16), "Date": ("楷体_GB2312", 16),
                    "Salutation": (None, 16), "Body Text": (None, 16), "Heading 1": ("黑体", 16),
                    "Heading 2": ("楷体_GB2312", 16), "Heading 3": (None, 16), "Heading 4": (None, 16), "footer": ("宋体", 14)}
        styles = docx.Document(self.print["yunling-tax-2026"]).styles
        default = styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
        self.assertEqual(default.get(W + "eastAsia"), "仿宋_GB2312")
        for name, (font, size) in expected.items():
            style = next(s for s in styles if s.name.lower() == name.lower())
            fonts = style.element.rPr.find(W + "rFonts")
            self.assertEqual(None if fonts is None else fonts.get(W + "eastAsia"), font, name)
            self.assertEqual(points(style.font.size), size, name)
            self.assertFalse(style.font.bold, name)
        numbers = next(s for s in styles if s.name.lower() == "footer").element.rPr.find(W + "rFonts")
        for of in ("ascii", "hAnsi", "cs"):  # GB/T 9704-2012 7.5: the digits too
            self.assertEqual(numbers.get(W + of), "宋体")
        for level in range(1, 5):
            outline = styles[f"Heading {level}"].element.pPr.find(W + "outlineLvl")
            self.assertEqual(outline.get(W + "val"), str(level - 1))
        indent = styles["Body Text"].element.pPr.find(W + "ind")
        self.assertEqual((indent.get(W + "firstLineChars"), indent.get(W + "firstLine")), ("200", "640"))

    def test_fonts_that_a_machine_lacks_have_others_in_their_place(self):
        fonts = {font.get(W + "name"): font for font in part(self.print["yunling-tax-2026"], "word/fontTable.xml")}
        for name, instead in {"仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "方正小标宋简体": "宋体"}.items():
            self.assertEqual(fonts[name].find(W + "altName").get(W + "val"), instead)
            self.assertEqual(fonts[name].find(W + "charset").get(W + "val"), "86")

    def test_headings_have_the_levels_of_their_numerals(self):
        patterns = {"heading 1": r"[一二三四五六七八九十]+、", "heading 2": r"（[一二三四五六七八九十]+）", "heading 3": r"\d+\."}
        for unit, path in self.print.items():
            for paragraph in docx.Document(path).paragraphs:
                if paragraph.style.name.lower() in patterns and re.match(r"[一二三四五六七八九十]+、|（|\d+\.", paragraph.text):
                    self.assertRegex(paragraph.text, "^" + patterns[paragraph.style.name.lower()], unit)

    def test_page_numbers_stand_outside(self):
        path = self.print["yunling-tax-2026"]
        self.assertIsNotNone(part(path, "word/settings.xml").find(W + "evenAndOddHeaders"))
        odd, even = (part(path, f"word/footer{n}.xml") for n in (1, 2))
        for footer, side in ((odd, "right"), (even, "left")):
            self.assertEqual(footer.find(f".//{W}jc").get(W + "val"), side)
            self.assertEqual(footer.find(f".//{W}ind").get(W + side + "Chars"), "100")
            self.assertEqual("".join(t.text for t in footer.iter(W + "t")), "— 1 —")
            self.assertEqual(footer.find(f".//{W}instrText").text.strip(), "PAGE")

    # How it is made

    def test_elements_stand_in_the_order_of_the_schema(self):
        run("ledger", "yunling-tax-2026", "-o", "order.docx", folder=self.folder)
        files = [self.print["yunling-tax-2026"], self.folder / "order.docx",
                 self.draft("order_reading.docx", "yunling-tax-2026", "--edition", "reading", "--set", "speaker.name=李玭")]
        seen = set()
        for path in files:
            for name, root in parts(path).items():
                for element in root.iter():
                    tag = element.tag.replace(W, "")
                    if tag not in ORDER or not len(element):
                        continue
                    seen.add(tag)
                    order = ORDER[tag].split()
                    places = [order.index(child.tag.replace(W, "")) for child in element]
                    self.assertEqual(places, sorted(places), f"{path.name} {name} {tag}")
        self.assertEqual(seen, set(ORDER))

    def test_looks_are_styles(self):
        for edition in ("print", "reading"):
            path = self.draft(f"direct_{edition}.docx", "lanxi-vocational-pledge-2025", "--edition", edition)
            body = part(path, "word/document.xml")
            for properties in body.iter(W + "pPr"):
                allowed = {"pStyle", "keepNext", "framePr"} if properties.find(W + "framePr") is not None else {"pStyle"}
                self.assertLessEqual({child.tag.replace(W, "") for child in properties}, allowed)
            for properties in body.iter(W + "rPr"):
                self.assertLessEqual({child.tag.replace(W, "") for child in properties}, {"rStyle", "rFonts", "sz"})

    def test_every_run_of_text_is_east_asian(self):
        for paragraph in docx.Document(self.print["yunling-tax-2026"]).paragraphs:
            for text in paragraph._p.iter(W + "t"):
                hint = text.getparent().find(f"{W}rPr/{W}rFonts")
                self.assertEqual(hint.get(W + "hint"), "eastAsia")

    def test_says_what_it_is(self):
        properties = docx.Document(self.print["yunling-tax-2026"]).core_properties
        self.assertIn("动员大会上的讲话", properties.title)
        self.assertEqual(properties.author, "国家税务总局云岭县税务局")
        self.assertEqual(properties.language, "zh-CN")
        self.assertEqual(properties.created.isoformat(), "2026-03-06T00:00:00")

    def test_the_same_inputs_give_the_same_bytes(self):
        first = self.print["yunling-tax-2026"].read_bytes()
        self.assertEqual(first, self.draft("again.docx", "yunling-tax-2026", TZ="America/New_York", LC_ALL="C").read_bytes())
        dated = self.draft("dated.docx", "yunling-tax-2026", SOURCE_DATE_EPOCH="1767225600")
        self.assertEqual(docx.Document(dated).core_properties.created.isoformat(), "2026-01-01T00:00:00")

    def test_every_paragraph_has_a_name_that_other_wordings_keep(self):
        def names(path):
            return [b.get(W + "name") for b in part(path, "word/document.xml").iter(W + "bookmarkStart")]

        def passages(seed):
            speech = json.loads(run("draft", "yunling-tax-2026", "-f", "json", "--seed", seed, folder=self.folder))
            return {b["id"]: (b["passage"], b["text"]) for b in speech["head"] + speech["blocks"]}

        ids = names(self.print["yunling-tax-2026"])
        self.assertEqual(len(ids), len(set(ids)))
        self.assertTrue(all(len(name) <= 40 and re.fullmatch(r"[A-Za-z]\w*", name) for name in ids))
        one, other = passages(0), passages(7)
        self.assertLessEqual(set(ids), set(one))
        common = one.keys() & other.keys()
        self.assertTrue(all(one[name][0] == other[name][0] for name in common))
        self.assertTrue(any(one[name][1] != other[name][1] for name in common))

    # What is missing or not verified

    def lacking(self):
        return self.profile("lacking.info", f'inherit "{DATA}/units/yunling-tax-2026.info"\nspeaker {{ name "" }}\n')

    def test_what_is_missing_is_marked_and_explained(self):
        path = self.draft("lacking.docx", self.lacking(), status=(1,))
        body = part(path, "word/document.xml")
        marked = [r for r in body.iter(W + "r") if r.find(f"{W}rPr/{W}rStyle") is not None
                  and r.find(f"{W}rPr/{W}rStyle").get(W + "val") == "Missing"]
        self.assertEqual(["".join(t.text for t in r.iter(W + "t")) for r in marked], ["【待填：讲话人姓名】"])
        start = marked[0].getprevious()
        self.assertEqual(start.tag, W + "commentRangeStart")
        comment = next(c for c in part(path, "word/comments.xml") if c.get(W + "id") == start.get(W + "id"))
        said = "\n".join("".join(t.text for t in p.iter(W + "t")) for p in comment.iter(W + "p"))
        for word in ("speaker.name", "lacking.info", "common/byline.speaker", 'speaker { name "'):
            self.assertIn(word, said)

    def test_every_comment_is_where_it_is_said(self):
        for unit, path in self.print.items():
            body = part(path, "word/document.xml")
            ids = {tag: [e.get(W + "id") for e in body.iter(W + tag)]
                   for tag in ("commentRangeStart", "commentRangeEnd", "commentReference")}
            comments = sorted(c.get(W + "id") for c in part(path, "word/comments.xml"))
            for tag, found in ids.items():
                self.assertEqual(sorted(found), comments, f"{unit} {tag}")

    def test_what_nobody_verified_is_told_with_source_and_day(self):
        path = self.draft("unverified.docx", "yunling-tax-2026", "--set", "publicity.target=92")
        comments = part(path, "word/comments.xml")
        said = ["\n".join("".join(t.text for t in p.iter(W + "t")) for p in c.iter(W + "p")) for c in comments]
        self.assertTrue(any("campaign.deadline" not in text and "not verified:" in text for text in said))
        speech = json.loads(run("draft", "yunling-tax-2026", "-f", "json", folder=self.folder))
        verified = {fact["key"] for fact in speech["facts"] if fact.get("verified")}
        self.assertTrue(verified)
        for key in verified:
            self.assertFalse(any(f"({key})" in text for text in said), key)

    def test_a_clean_copy_has_no_remarks(self):
        path = self.draft("clean.docx", "yunling-tax-2026", "--clean")
        with zipfile.ZipFile(path) as archive:
            self.assertNotIn("word/comments.xml", archive.namelist())
        self.assertNotIn(b"comment", zipfile.ZipFile(path).read("word/document.xml"))
        self.assertEqual([p.text for p in docx.Document(path).paragraphs],
                         [p.text for p in docx.Document(self.print["yunling-tax-2026"]).paragraphs])

    def test_a_clean_copy_is_refused_while_facts_are_missing(self):
        kept = self.profile("kept.docx", "what was there")
        run("draft", self.lacking(), "--clean", "-o", kept, folder=self.folder, status=(1,))
        self.assertEqual(kept.read_text(encoding="utf-8"), "what was there")

    # What the profile says otherwise

    def test_the_profile_sets_fonts_sizes_and_page_numbers(self):
        profile = self.profile("house.info", f'''inherit "{DATA}/units/yunling-tax-2026.info"
layout
{{
  styles {{ item {{ of body  font "仿宋"  size 小三 }}  item {{ of heading2  bold yes }} }}
  digits_font "仿宋"  line_pitch 28  page_number centred
}}
''')
        path = self.draft("house.docx", profile)
        styles = docx.Document(path).styles
        self.assertEqual(styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts").get(W + "eastAsia"), "仿宋")
        self.assertEqual(points(styles["Body Text"].font.size), 15)
        self.assertTrue(styles["Heading 2"].font.bold)
        self.assertFalse(styles["Heading 1"].font.bold)
        self.assertEqual(styles["Normal"].element.pPr.find(W + "spacing").get(W + "line"), "560")
        self.assertIsNone(part(path, "word/document.xml").find(f".//{W}docGrid"))
        self.assertEqual(part(path, "word/footer1.xml").find(f".//{W}jc").get(W + "val"), "center")
        self.assertIsNone(part(path, "word/settings.xml").find(W + "evenAndOddHeaders"))
        none = self.draft("none.docx", "yunling-tax-2026", "--set", "layout.page_number=none")
        self.assertIsNone(part(none, "word/document.xml").find(f".//{W}footerReference"))

    # The reading copy

    def test_the_reading_copy_is_larger_and_keeps_paragraphs_whole(self):
        path = self.draft("reading.docx", "yunling-tax-2026", "--edition", "reading")
        styles = docx.Document(path).styles
        self.assertEqual(points(styles["Body Text"].font.size), 18)
        self.assertEqual(styles["Normal"].element.pPr.find(W + "spacing").get(W + "line"), "720")
        self.assertIsNotNone(styles["Body Text"].element.pPr.find(W + "keepLines"))
        self.assertIsNotNone(styles["Heading 1"].element.pPr.find(W + "keepNext"))
        self.assertNotIn("—", "".join(t.text for t in part(path, "word/footer1.xml").iter(W + "t")))

    def test_the_reading_copy_says_when(self):
        marks = {}
        for rate in ("180", "120"):
            path = self.draft(f"rate{rate}.docx", "yunling-tax-2026", "--edition", "reading", "--set", f"speaker.rate={rate}")
            marks[rate] = [p.text for p in docx.Document(path).paragraphs if p.style.name == "分钟标记"]
            minutes = [float(m.replace("分半", ".5").replace("分", "")) for m in marks[rate]]
            self.assertEqual(minutes, sorted(set(minutes)))
        speech = run("draft", "yunling-tax-2026", folder=self.folder)
        characters = len(re.findall(r"[\u4e00-\u9fff]", speech))
        # The last paragraph begins before the end, and figures take more syllables than characters.
        self.assertLess(abs(characters / 180 - float(re.match(r"\d+", marks["180"][-1]).group())), 3)
        self.assertGreater(len(marks["120"]), len(marks["180"]))

    def test_the_reading_copy_says_how_rare_characters_are_read(self):
        path = self.draft("rare.docx", "yunling-tax-2026", "--edition", "reading", "--set", "speaker.name=李玭𬭸")
        rubies = [("".join(t.text for t in r.find(W + "rubyBase").iter(W + "t")), "".join(t.text for t in r.find(W + "rt").iter(W + "t")))
                  for r in part(path, "word/document.xml").iter(W + "ruby")]
        self.assertEqual(rubies[:2], [("玭", "pín"), ("𬭸", "lín")])

    # The ledger

    def test_the_ledger_is_a_table_to_sign(self):
        run("ledger", "yunling-tax-2026", "-o", "ledger.docx", folder=self.folder)
        csv = run("ledger", "yunling-tax-2026", "-f", "csv", folder=self.folder).strip().split("\r\n")
        document = docx.Document(self.folder / "ledger.docx")
        self.assertGreater(document.sections[0].page_width, document.sections[0].page_height)
        table = document.tables[0]
        self.assertEqual(len(table.rows), len(csv))
        self.assertIsNotNone(table.rows[0]._tr.trPr.find(W + "tblHeader"))
        self.assertEqual(table.rows[0].cells[-1].text, "signature")
        self.assertTrue(all(row.cells[-1].text == "" for row in table.rows[1:4]))
        self.assertIn("12.6亿元", [cell.text for row in table.rows for cell in row.cells])
        width = points(document.sections[0].page_width - document.sections[0].left_margin - document.sections[0].right_margin)
        self.assertAlmostEqual(sum(points(c.width) for c in table.columns), width, delta=1)


@unittest.skipUnless(SOFFICE and shutil.which("pdftotext"), "LibreOffice or poppler-utils is not installed")
class LaidOutTest(unittest.TestCase):
    """What LibreOffice makes of the files."""

    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="lectern-office-"))
        for unit in UNITS:
            run("draft", unit, "-o", f"{unit}.docx", folder=cls.folder)
        run("draft", "yunling-tax-2026", "--edition", "reading", "-o", "reading.docx", folder=cls.folder)
        run("ledger", "yunling-tax-2026", "-o", "ledger.docx", folder=cls.folder)
        cls.convert("pdf")
        cls.convert("txt:Text (encoded):UTF8")

    @classmethod
    def convert(cls, kind):
        home = f"-env:UserInstallation=file://{cls.folder}/home"
        subprocess.run([SOFFICE, home, "--headless", "--convert-to", kind, *sorted(map(str, cls.folder.glob("*.docx")))],
                       cwd=cls.folder, check=True, capture_output=True, timeout=240)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def pages(self, name):
        """Of every page the lines, by height, each as its characters and its left and right ends in points."""
        boxes = subprocess.run(["pdftotext", "-bbox", f"{name}.pdf", "-"], cwd=self.folder, check=True, capture_output=True)
        word = re.compile(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
        pages = []
        for page in boxes.stdout.decode().split("<page ")[1:]:
            lines = collections.defaultdict(list)
            for left, top, right, bottom, text in word.findall(page):
                lines[round((float(top) + float(bottom)) / 2 / 6)].append((float(left), float(right), text))
            pages.append([("".join(t for _, _, t in sorted(words)), min(w[0] for w in words), max(w[1] for w in words))
                          for _, words in sorted(lines.items())])
        return pages

    def test_the_text_read_back_is_the_text_file(self):
        for unit in UNITS:
            with self.subTest(unit):
                back = (self.folder / f"{unit}.txt").read_text(encoding="utf-8-sig").splitlines()
                plain = run("draft", unit, folder=self.folder).splitlines()
                self.assertEqual("".join(joined(back).split("\n")), "".join(joined(plain).split("\n")))
                head = plain.index("")
                self.assertEqual(joined(back).split("\n")[-len(plain) + head + 1:], joined(plain[head:]).split("\n"))

    def test_a_full_page_has_22_lines_and_a_full_line_28_characters(self):
        for unit in ("yunling-tax-2026", "jingchuan-highway-2016", "pinglan-fund-2025"):
            pages = self.pages(unit)
            texts = [page[:-1] for page in pages]  # without the page's number
            self.assertEqual(max(len(lines) for lines in texts), 22, unit)
            # A mark may hang over the end of a full line.
            chinese = [line for lines in texts for line, _, _ in lines if re.fullmatch(r"[\u4e00-\u9fff，。、；：]*[\u4e00-\u9fff]", line)]
            self.assertEqual(max(map(len, chinese)), 28, unit)

    def test_text_stays_between_the_margins(self):
        left, right = 28 / 25.4 * 72, (210 - 26) / 25.4 * 72
        for unit in UNITS:
            for page in self.pages(unit):
                for line, begin, end in page[:-1]:
                    # Punctuation may hang over the right edge by itself.
                    self.assertGreater(begin, left - 1, line)
                    self.assertLess(end, right + (17 if line[-1] in "，。、；：）”》？！" else 1), line)

    def test_no_line_begins_or_ends_with_the_wrong_mark(self):
        for unit in UNITS:
            for page in self.pages(unit):
                for line, _, _ in page:
                    self.assertNotIn(line[0], "，。、；：）”》？！")
                    self.assertNotIn(line[-1], "（“《")

    def test_page_numbers_stand_outside(self):
        for number, page in enumerate(self.pages("yunling-tax-2026"), 1):
            line, begin, end = page[-1]
            self.assertEqual(line, f"—{number}—")
            middle = (begin + end) / 2
            self.assertEqual(middle > 210 / 25.4 * 36, number % 2 == 1, f"page {number}")

    def test_the_heading_of_the_ledger_stands_on_every_page(self):
        pages = self.pages("ledger")
        self.assertGreater(len(pages), 1)
        for page in pages:
            self.assertTrue(any("signature"[:6] in line or "fact" in line for line, _, _ in page[:4]), page[:4])


if __name__ == "__main__":
    unittest.main(verbosity=1)
