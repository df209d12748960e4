#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures the sample speeches against limits: measure.py LECTERN [PROFILE...]

Without PROFILE, every one in profiles/units is drafted; with some, only these are judged, but still compared with all.
A PROFILE is a file or the name of one in profiles/units. Each is drafted with seed 0, which is what a reader gets, and
with the other --seeds. Printed are a line for each speech, the greatest likenesses, and every violation with its place.

Columns: characters; paragraphs from the sector; sentences longer than 60 characters, and than 90; stretches of more
than 25 characters without a pause (no limit); the longest paragraph; the greatest difference between the lengths of
headings side by side; repeats; missing facts and findings of the program.

How things are counted
  characters   as the program's own statistics count them
  sentence     up to 。！？ and closing marks after it, all its characters
  paragraph    what is no heading; numbered points too, but they need no term of their own
  own terms    a paragraph of a sector's bundle is its own by a fact under the bundle's prefix or a term that its
               plugin.info owns
  likeness     the paragraphs, without punctuation and without names (LIKENESS_NAMES: dated references, the unit, the
               speaker, the meeting, honours, the goal), cut into runs of 12 characters; the runs that both speeches
               have, relative to those of the smaller one, or to FEWEST_RUNS where it has fewer. Two units of one sector are compared whatever their
               occasions, two sectors at the same one only.
  repeat       a run of 20 characters, also without punctuation, in two paragraphs of one speech, without names
               (REPEAT_NAMES) and 《titles》
Names are taken out where the draft says that a fact wrote them; the same words written by a passage count.

Exit 1 if a limit is exceeded, 2 if it could not run.
"""

import argparse
import collections
import difflib
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SANITIZERS = ("ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS")
LONGEST_RUN = 60  # seconds

LENGTH = {"kickoff": (1900, 4600), "progress": (1600, 4400), "symposium": (1400, 4200), "address": (600, 1900),
          "pledge": (500, 1800), "host": (500, 1800)}  # characters
ANY_UNIT = "general"  # speaks for every kind of unit, and so has no terms of its own
OWN_TERMS = 40  # per cent of a bundle's paragraphs that may do without, at most: frames and closes often do
LONG_SENTENCE, LONG_SENTENCES = 60, 15  # characters; per cent of the sentences, below
LONGEST_SENTENCE = 90
LONGEST_PARAGRAPH = 420
HEADING_SPREAD = 20  # headings of several moulds, and the unit's own, stand side by side
PAUSE = 25  # characters between two marks; counted only
SHINGLE, REPEAT = 12, 20
FEWEST_RUNS = 800
TWO_SECTORS = "two sectors, one occasion"
TWO_UNITS = "two units of one sector"
TWO_SEEDS = "one speech, two seeds"
TWO_OCCASIONS = "two speeches of one unit"
LIKENESS = {TWO_SECTORS: 35, TWO_UNITS: 60, TWO_SEEDS: 70, TWO_OCCASIONS: None}  # per cent, at most

# A name that ends with a dot stands for all facts below it.
LIKENESS_NAMES = ("ref.", "unit.", "speaker.", "honours", "campaign.title", "meeting.name", "group.name")
REPEAT_NAMES = LIKENESS_NAMES + (
    "meeting.", "agenda", "group.", "campaign.standard", "campaign.plan", "campaign.rules", "campaign.liaison",
    "volunteers.team", "partner.name", "model.titles", "publicity.channels")

HAN = "\u3400-\u9fff〇"
DIGITS = "一两二三四五六七八九十"


# ---- Files in INFO ----

INFO_TOKEN = re.compile(r'(?P<space>[^\S\n]+|;[^\n]*)|(?P<line_end>\n)|(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<brace>[{}])'
                        r'|(?P<backslash>\\)|(?P<word>[^\s{};"\\]+)', re.DOTALL)


def parse_info(text):
    """The keys of a file: a list of [key, value, children]. It is the program that says what is wrong with a file."""
    levels = [[]]
    value_follows = False  # the last word was a key in this line
    goes_on = False  # the last word was a value with a backslash behind it
    position = 0
    while position < len(text):
        found = INFO_TOKEN.match(text, position)
        if not found:
            raise ValueError(f"not INFO at character {position}: {text[position:position + 40]!r}")
        position = found.end()
        kind, token = found.lastgroup, found[0]
        if kind == "line_end":
            value_follows = False
        elif kind == "backslash":
            goes_on = True
        elif token == "{":
            levels.append(levels[-1][-1][2])
            value_follows = False
        elif token == "}":
            levels.pop()
            value_follows = False
        elif kind in {"quoted", "word"}:
            word = token
            if kind == "quoted":
                word = re.sub(r"\\(.)", lambda escape: {"n": "\n", "t": "\t"}.get(escape[1], escape[1]), token[1:-1])
            if goes_on:
                levels[-1][-1][1] += word
            elif value_follows:
                levels[-1][-1][1] = word
            else:
                levels[-1].append([word, "", []])
            value_follows = not (goes_on or value_follows)
            goes_on = False
    return levels[0]


def values(children, key):
    return [value for name, value, _ in children if name == key]


def first(children, key, otherwise=""):
    return next(iter(values(children, key)), otherwise)


def blocks_of(children, key):
    return [below for name, _, below in children if name == key]


# ---- What the repository says ----

class Sector:
    """What a bundle's plugin.info says of the words and facts of its sector."""

    def __init__(self, keys):
        self.id = first(keys, "id")
        self.sector = first(keys, "sector")
        self.names = tuple(name for prefix in values(keys, "prefix") for name in (prefix, f"{prefix}."))
        self.own, self.avoid = [], []
        for terms in blocks_of(keys, "terms"):
            for name, value, below in terms:
                if name == "own":
                    self.own += [value] if value else values(below, "item")
                elif name == "avoid":
                    excepted = [word for text in values(below, "except") for word in re.split(r"[|、]", text)]
                    self.avoid.append((value, excepted, first(below, "say")))

    def own_in(self, block):
        return bool(block.spans_of(self.names)) or any(word in block.text for word in self.own)


class Reference:
    """A dated reference, and how a later or earlier speech may not say it; see the head of references.info."""

    ALWAYS_WRONG = {"party_centre", "institution", "five_year_plan", "plan_stage", "morality_outline"}
    ONLY_PAST = {"campaign", "rural_campaign", "law_popularisation", "formulation"}
    TO_COME = {"event", "congress", "plenum", "five_year_plan"}

    def __init__(self, name, keys):
        self.name = name
        self.kind = first(keys, "kind")
        self.term = first(keys, "term")
        self.begin = first(keys, "from")
        self.end = first(keys, "to")
        note = first(keys, "note")
        self.earlier_in_places = self.kind == "institution" and ("早" in note or "此前" in note)
        self.merely_old = "不是错" in note
        self.written = re.compile(self._written())

    def _written(self):
        """A pattern of the ways in which it is written in running text."""
        term = self.term.removeprefix("党的") if self.kind in {"congress", "plenum"} else self.term
        pattern = re.sub("[“”]", lambda mark: "[“‘]" if mark[0] == "“" else "[”’]", re.escape(term))
        return rf"(?<![{DIGITS}]){pattern}" if term[0] in DIGITS else pattern  # not the tail of a longer number


BEFORE_IT = re.compile(r"(迎接|迎|编制|制定|谋划|筹备|召开前)[^，。；]{0,8}$")
PAST_BEFORE = re.compile(r"(巩固|拓展|已经|曾|原来?的?|过去|当年|当时|历史|自从?|时任|结束了?的?|合并前|改革前)[^，。；！？]{0,8}$")
PAST_AFTER = re.compile(r"^[”》]?[^，。；！？]{0,4}?(成果|以来|以后|期间|时期|结束|收官|圆满|胜利|完成|已|中养成|常态化|的经验|时的|那[时年])")


def read_references(path):
    keys = parse_info(path.read_text("utf-8"))
    return [Reference(value, below) for key, value, below in keys if key == "reference"]


def read_sectors(root):
    found = {}
    for path in sorted(root.glob("plugins/*/plugin.info")):
        sector = Sector(parse_info(path.read_text("utf-8")))
        found[sector.id] = sector
    return found


# ---- A speech ----

Span = collections.namedtuple("Span", "key text begin end")  # in characters


class Block:
    def __init__(self, data):
        self.kind, self.level, self.number, self.text = data["kind"], data["level"], data["number"], data["text"]
        self.slot, self.plugin = data["slot"], data["plugin"]["id"]
        self.where = f"{self.plugin}/{data['passage']}"
        raw = self.text.encode()
        self.spans = []
        for fact in data["facts"]:
            begin, end = (len(raw[:fact[place]].decode("utf-8", "replace")) for place in ("begin", "end"))  # given in bytes
            self.spans.append(Span(fact["key"], fact["text"], begin, end))

    def is_own(self):
        """Whether it says the unit's own material, row by row."""
        return self.where.startswith("common/own.")

    @property
    def is_heading(self):
        return self.kind == "heading"

    def covered(self, begin, end):
        """Whether facts and references wrote these characters, all of them."""
        return all(any(span.begin <= at < span.end for span in self.spans) for at in range(begin, end))

    def spans_of(self, names):
        return [span for span in self.spans if is_one_of(span.key, names)]

    def without(self, names):
        """The text without what these facts wrote."""
        text, position = "", 0
        for span in sorted(self.spans_of(names), key=lambda span: span.begin):
            text += self.text[position:max(position, span.begin)]
            position = max(position, span.end)
        return text + self.text[position:]


def is_one_of(key, names):
    return any(key.startswith(name) if name.endswith(".") else key == name or key.startswith(name + ".") for name in names)


class Speech:
    def __init__(self, name, seed, sector, data):
        self.name, self.seed, self.sector = name, seed, sector
        self.occasion, self.unit, self.date = data["occasion"], data["unit"], data["date"]
        self.characters = data["statistics"]["characters"]
        self.missing = data["missing"]
        self.findings = data["diagnostics"]
        self.head = [Block(block) for block in data["head"]]
        self.blocks = [Block(block) for block in data["blocks"]]
        self.goal = next((fact["value"] for fact in data["facts"] if fact["key"] == "campaign.title"), "")
        self._runs = None

    @property
    def title(self):
        return self.name if self.seed == 0 else f"{self.name} (seed {self.seed})"

    @property
    def paragraphs(self):
        return [block for block in self.blocks if not block.is_heading]

    def sector_share(self):
        return percent(sum(block.plugin != "common" for block in self.paragraphs), len(self.paragraphs))

    def sentences(self):
        """(block, sentence) of all paragraphs."""
        return [(block, sentence) for block in self.paragraphs for sentence in sentences(block.text)]

    def runs(self):
        if self._runs is None:
            self._runs = set()
            for block in self.paragraphs:
                if not block.is_own():  # the profile's words are the same whatever the seed
                    self._runs |= shingles(heard(block.without(LIKENESS_NAMES)), SHINGLE)
        return self._runs


def percent(part, whole):
    return 100 * part / whole if whole else 0


def sentences(text):
    return [found for found in re.findall(r"[^。！？]*[。！？]+[”’）》]*|[^。！？]+$", text) if found.strip()]


def heard(text):
    """What is heard of a text: no punctuation, no spaces."""
    return re.sub(r"[\W_]", "", text)


def shingles(text, length):
    return {text[at:at + length] for at in range(len(text) - length + 1)}


def likeness(one, other):
    # A speech that is nearly all the unit's own has few runs of passages: two common paragraphs are no likeness then.
    return percent(len(one.runs() & other.runs()), max(FEWEST_RUNS, min(len(one.runs()), len(other.runs()))))


def number(word):
    """A number below a hundred in 汉字."""
    value = {digit: at for at, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
    if "十" not in word:
        return value[word] if len(word) == 1 and word in value else None
    tens, ones = word.split("十", 1)
    return value.get(tens, 1 if not tens else 0) * 10 + (value.get(ones, 0) if ones else 0)


# ---- The rules: each yields (rule, place, what) for a speech ----

def around(text, begin, end, room=12):
    return f"{'…' if begin > room else ''}{text[max(0, begin - room):end + room]}{'…' if end + room < len(text) else ''}"


def check_length(speech):
    low, high = LENGTH.get(speech.occasion, (0, sys.maxsize))
    if not low <= speech.characters <= high:
        yield "length", speech.occasion, f"{speech.characters} characters, {low} to {high} are wanted"


def check_sector(speech, sectors):
    for sector in sectors.values():
        if sector.sector == ANY_UNIT:
            continue
        theirs = [block for block in speech.blocks if block.plugin == sector.id]
        if theirs and not sector.own:
            yield "own terms", sector.id, 'plugin.info names none (terms { own "…" }), so its paragraphs are not looked at'
            continue
        without = [block for block in theirs if block.kind == "paragraph" and not sector.own_in(block)]
        if 100 * len(without) <= OWN_TERMS * len(theirs):
            continue
        for block in without:
            yield "own terms", block.where, f"no fact and no term of the sector: {block.text}"


def check_avoided(speech, sectors):
    for sector in sectors.values():
        if sector.sector != speech.sector:
            continue
        for word, excepted, better in sector.avoid:
            for block in speech.head + speech.blocks:
                rest = block.text
                for name in excepted:
                    rest = rest.replace(name, "□" * len(name))
                for found in re.finditer(re.escape(word), rest):
                    instead = f" (say {better})" if better else ""
                    yield "avoided term", block.where, f"{word}{instead}: {around(block.text, *found.span())}"


def check_sentences(speech):
    every = speech.sentences()
    long = [(block, sentence) for block, sentence in every if len(sentence) > LONG_SENTENCE]
    for block, sentence in long:
        if len(sentence) > LONGEST_SENTENCE:
            yield "sentence", block.where, f"{len(sentence)} characters: {sentence}"
    if percent(len(long), len(every)) >= LONG_SENTENCES:
        yield ("long sentences", speech.occasion, f"{len(long)} of {len(every)} are longer than {LONG_SENTENCE} characters: "
               + "; ".join(f"{block.where} {len(sentence)}" for block, sentence in long))
    for block in speech.paragraphs:
        if len(block.text) > LONGEST_PARAGRAPH:
            yield "paragraph", block.where, f"{len(block.text)} characters"


def heading_groups(speech):
    """The headings of one level below one parent, together."""
    groups, parents = collections.OrderedDict(), {}
    for at, block in enumerate(speech.blocks):
        if block.is_heading:
            parent = max((place for level, place in parents.items() if level < block.level), default=None)
            groups.setdefault((parent, block.level), []).append(block)
            parents = {level: place for level, place in parents.items() if level < block.level} | {block.level: at}
    return list(groups.values())


def spread(headings):
    lengths = [len(block.text) for block in headings]
    return max(lengths) - min(lengths)


def check_headings(speech):
    for headings in heading_groups(speech):
        if spread(headings) > HEADING_SPREAD:
            lengths = " / ".join(f"{block.text} ({len(block.text)})" for block in headings)
            yield ("headings", ", ".join(block.where for block in headings),
                   f"differ by {spread(headings)} characters: {lengths}")
    for block in speech.blocks:
        if block.is_heading and re.search(r"[，。；：、！？]$", block.text):
            yield "headings", block.where, f"ends with punctuation: {block.text}"


def repeats(speech):
    """(block, block, run) where two paragraphs share a run."""
    texts = [(block, heard(re.sub(r"《[^》]*》", "", block.without(REPEAT_NAMES)))) for block in speech.paragraphs]
    where = collections.defaultdict(set)
    for at, (_, text) in enumerate(texts):
        for run in shingles(text, REPEAT):
            where[run].add(at)
    pairs = sorted({pair for places in where.values() for pair in itertools.combinations(sorted(places), 2)})
    for one, other in pairs:
        (first_block, first_text), (second_block, second_text) = texts[one], texts[other]
        match = difflib.SequenceMatcher(None, first_text, second_text, False).find_longest_match()
        yield first_block, second_block, first_text[match.a:match.a + match.size]


def check_repeats(speech):
    for one, other, run in repeats(speech):
        yield "repeat", f"{one.where}, {other.where}", f"both say {run}"


PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "【": "】"}

# What must not stand anywhere in a speech.
TYPOGRAPHY = [
    ("placeholder", re.compile(r"【待填")),
    ("placeholder", re.compile(r"[xX]{2,}|×|某某|□|\ufffd|[xX](?=[省市县区局院校年月日])|20_")),
    ("doubled punctuation", re.compile(r"[，。、；：？！]{2,}|。[”’）]+[。，；]|[！？][”’）]+。")),
    ("half-width punctuation", re.compile(rf"[{HAN}”》）][,.;:!?()]|[,;:!?()](?=[{HAN}“《（])|[\"']|\.\.\.")),
    ("full-width letter or digit", re.compile(r"[０-９Ａ-Ｚａ-ｚ]")),
    ("space", re.compile(rf"(?<=[{HAN}，。；：、！？”》）\d%])[ \t\u3000\u00a0](?=[{HAN}“《（\d])")),
    ("invisible character", re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")),
    ("marked words in a row need no 、", re.compile(r"”、“|》、《")),
    ("、 before 和", re.compile(r"、(和(?![平谐睦气善美缓蔼悦顺解])|以及|及(?![时早格])|与(?!此同时))")),
    ("two is 两 before a counting word", re.compile(rf"(?<![{DIGITS}〇第百千万零初、“])二(?=[点个条件名户项]|年(?!级))")),
    ("first, then a comma", re.compile(r"第[一二三四五六七八九十]、|[（(][一二三四五六七八九十]+[）)]、")),
    ("short year", re.compile(r"(?<!\d)\d{2}年(?=\d{1,2}月)")),
    ("not the right word", re.compile(r"建国\d+周年|截止(?=\d|目前|到|今年|去年|本月|上月)|公民道德纲要|核心价值观体系")),
    ("order of the fixed words", re.compile(r"“四个自信”[^。]*“四个意识”|“两个维护”[^。]*“四个(?:意识|自信)”")),
]


def unbalanced(text):
    """The first mark that has no partner, or nothing."""
    open_marks = []
    for mark in text:
        if mark in PAIRS:
            open_marks.append(mark)
        elif mark in PAIRS.values():
            if not open_marks or PAIRS[open_marks.pop()] != mark:
                return mark
    return open_marks[-1] if open_marks else ""


def check_typography(speech):
    for block in speech.head + speech.blocks:
        for rule, wrong in TYPOGRAPHY:
            if rule == "space" and block.slot.startswith("byline"):
                continue  # 职务 姓名 stand apart there
            for found in wrong.finditer(block.text):
                yield rule, block.where, f"{found[0]}: {around(block.text, *found.span())}"
        mark = unbalanced(block.text)
        if mark:
            yield "unbalanced", block.where, f"{mark} has no partner: {block.text}"
        for sentence in sentences(block.text):
            if sentence.count("：") > 1:
                yield "two colons", block.where, sentence


def check_references(speech, references):
    """T01 to T06, as far as the list of references knows."""
    for block in speech.head + speech.blocks:
        if block.is_own():
            continue  # the unit's own words name what they name
        past = [(span.begin, span.end) for span in block.spans_of(("honours",))]
        for reference in references:
            for found in reference.written.finditer(block.text):
                if any(begin <= found.start() and found.end() <= end for begin, end in past):
                    continue  # an honour keeps the name it had
                wrong = why_not(reference, speech.date, block.text[:found.start()], block.text[found.end():])
                if wrong:
                    context = around(block.text, *found.span())
                    yield "reference", block.where, f"{found[0]} ({reference.name}) {wrong}: {context}"


def why_not(reference, date, before, after):
    """Why a term must not be said on this day between these words; nothing if it may."""
    if date < reference.begin:
        if reference.earlier_in_places or (reference.kind in Reference.TO_COME and BEFORE_IT.search(before)):
            return ""
        if reference.kind == "five_year_plan" and after.startswith("建议"):
            return ""
        return f"may be said from {reference.begin} on"
    if not reference.end or date < reference.end or reference.merely_old:
        return ""
    if reference.kind in Reference.ALWAYS_WRONG | Reference.ONLY_PAST:
        if PAST_BEFORE.search(before) or PAST_AFTER.search(after):
            return ""
        return f"no longer holds since {reference.end}"
    return ""


GOAL = re.compile(r"(全国|国家级|省级|市级|县级|区级)(文明(?:单位|校园|城市|县城|村镇))")
CREATED = re.compile(r"(?:创建|争创|创成|建成|再创)(文明(?:单位|校园|城市|县城|村镇))")


def check_goal(speech):
    """S14 and T09: the goal has one name; other levels and objects come from facts (honours) only."""
    for block in speech.head + speech.blocks:
        if not speech.goal:
            return
        for found in GOAL.finditer(block.text):
            if found[0] not in speech.goal and not touched(block, *found.span()):
                context = around(block.text, *found.span())
                yield "goal", block.where, f"{found[0]} is no fact, and the goal is {speech.goal}: {context}"
        for found in CREATED.finditer(block.text):
            if found[1] not in speech.goal and not touched(block, *found.span(1)):
                yield "goal", block.where, f"{found[0]}, but the goal is {speech.goal}: {around(block.text, *found.span())}"


def touched(block, begin, end):
    """Whether a fact or a reference wrote any of these characters."""
    return any(span.begin < end and begin < span.end for span in block.spans)


# ---- Announced counts ----

COUNTED = "点|条|步|件事|件|个方面|方面|个问题|个阶段|个环节|个重点|项工作|项任务|项措施|项|句话|层意思|笔账|本账|道关|关"
ANNOUNCED = re.compile(rf"(?<![第{DIGITS}])([{DIGITS}]+)(?:{COUNTED})(?![{DIGITS}])")
MARKER = re.compile(rf"(?:^|(?<=[。；，：！？、]))([{DIGITS}]+)(是|要)(?!一[，。；]|二[，。；])")
ORDINAL = re.compile(rf"(?:^|(?<=[。；：！？]))第([{DIGITS}]+)，")


def markers(text, pattern=MARKER, kind=None):
    """The numbers and places of 一是, 二是…; of a kind, 是 or 要, where the pattern has two."""
    return [(number(found[1]), found.start()) for found in pattern.finditer(text) if kind is None or found[2] == kind]


def announced(text):
    """The last number that a text announces; 一件 and the like announce nothing."""
    counts = [number(found[1]) for found in ANNOUNCED.finditer(text) if found[1] != "一"]
    return counts[-1] if counts else None


def last_sentences(text, count=2):
    return "".join(sentences(text)[-count:])


def check_chains(speech):
    """S02: 一是 begins, the others follow one by one; and as many as were announced before."""
    for block in speech.paragraphs:
        for pattern, kind in ((MARKER, "是"), (MARKER, "要"), (ORDINAL, None)):
            chain = markers(block.text, pattern, kind)
            numbers = [value for value, _ in chain]
            if not chain or (numbers == [1] and kind != "是"):
                continue
            if numbers == [1]:
                yield "sequence", block.where, f"一是 without 二是: {block.text}"
                continue
            if numbers != list(range(1, len(numbers) + 1)):
                yield "sequence", block.where, f"the numbers run {numbers}: {block.text}"
                continue
            said = announced(last_sentences(block.text[:chain[0][1]]))
            if said is not None and said != len(chain):
                yield "announced count", block.where, f"{said} announced, {len(chain)} follow: {block.text}"


def following(speech, at):
    """What block `at` may have announced: how many points follow, and how many headings stand below its section's."""
    blocks = speech.blocks
    points = list(itertools.takewhile(lambda block: block.kind == "point", blocks[at + 1:]))
    level = next((block.level for block in reversed(blocks[:at]) if block.is_heading), 0)
    below = []
    for block in blocks[at + 1:]:
        if block.is_heading and block.level <= level:
            break
        if block.is_heading and block.level == level + 1:
            below.append(block)
    return len(points), len(below)


def check_announced(speech):
    sections = sum(block.is_heading and block.level == 1 for block in speech.blocks)
    signpost_verb = re.compile(rf"(?:讲|提|谈|说|作|强调|提出|汇报)[^，。；]{{0,4}}?([{DIGITS}]+)(?:{COUNTED})")
    ahead = re.compile(rf"(?:以下|下面|下列)[^，。；]{{0,3}}?([{DIGITS}]+)(?:{COUNTED})")
    for at, block in enumerate(speech.blocks):
        if block.is_heading:
            continue
        points, below = following(speech, at)
        chain = markers(block.text, MARKER, "是") or markers(block.text, MARKER, "要") or markers(block.text, ORDINAL)
        for span in block.spans:
            if span.key in {"count.parts", "count.points"}:
                said = number(span.text) if not span.text.isdigit() else int(span.text)
                real = sections if span.key == "count.parts" else below
                if said != real:
                    yield "announced count", block.where, f"{said} announced, {real} follow: {block.text}"
        if points:
            said = announced(last_sentences(block.text, 3))
            if block.kind == "paragraph" and said is not None and said != points:
                yield "announced count", block.where, f"{said} announced, {points} points follow: {block.text}"
        elif block.slot == "opening.signpost":
            for found in signpost_verb.finditer(block.text):
                if number(found[1]) != sections and found[1] != "一":
                    yield ("announced count", block.where,
                           f"{number(found[1])} announced, {sections} sections follow: {block.text}")
        else:
            for found in ahead.finditer(block.text):
                real = len(chain) or below or (sections if not any(other.is_heading for other in speech.blocks[:at]) else 0)
                if found[1] != "一" and real and number(found[1]) != real:
                    yield "announced count", block.where, f"{number(found[1])} announced, {real} follow: {block.text}"


# ---- Truth ----

FIGURE = re.compile(r"\d+(?:\.\d+)?(?:·\d+)?")
CALL = re.compile(r"12\d{3}|11[0-9]|12[02]")  # numbers that are dialled are names
COUNTING = ("个|名|人|户|家|项|条|件|次|张|份|场|期|天|年|月|日|小时|分钟|公里|米|吨|亿|万|千|百|元|所|处|台|辆|支|级|届|成|倍|岁|位|座"
            "|遍|趟|道|笔|块|轮|页")
HAN_FIGURE = re.compile(rf"(?<![第周星期初{DIGITS}百千万])(百分之[{DIGITS}百〇零点]+|[二〇一三四五六七八九]{{4}}年"
                        rf"|[{DIGITS}百千万亿零]*[{DIGITS}百千万亿](?:{COUNTING}))")
ARTICLE = re.compile(rf"一(?:{COUNTING})|十分|千家|万户|千万|万千")
TITLE = re.compile(r"《[^》]+》")
HONOUR = re.compile(r"荣获|获评|荣膺|被评为|被授予|被命名为|评为")


def outside(block, pattern):
    """What of a pattern the passage's own text holds, its beginning at least."""
    return [found for found in pattern.finditer(block.text) if not touched(block, found.start(), found.start() + 1)]


def in_title(block, found):
    return any(title.start() < found.start() < title.end() for title in TITLE.finditer(block.text))


def check_truth(speech, references):
    for block in speech.head + speech.blocks:
        for span in block.spans:
            stands = block.text[span.begin:span.end]
            if stands != span.text:
                yield "span", block.where, f"{span.key} is said to have written {span.text} where there stands {stands}"
        for found in FIGURE.finditer(block.text):
            if block.covered(*found.span()):
                continue
            named = (in_title(block, found) or "·" in found[0] or CALL.fullmatch(found[0])
                     or in_reference(block, found, speech, references))
            if not named:
                yield "number", block.where, f"{found[0]} is no fact: {around(block.text, *found.span())}"


def in_reference(block, found, speech, references):
    return any(term.start() <= found.start() and found.end() <= term.end()
               for reference in references if reference.begin <= speech.date
               for term in reference.written.finditer(block.text))


def own_numbers(speech):
    """(kind, what, where, context): numbers, titles and honours in the text of passages, to be looked at."""
    for block in speech.head + speech.blocks:
        for kind, pattern in (("figure", FIGURE), ("figure in 汉字", HAN_FIGURE), ("title", TITLE)):
            for found in outside(block, pattern):
                if not ARTICLE.fullmatch(found[0]):
                    yield kind, found[0], block.where, around(block.text, *found.span())
        for found in HONOUR.finditer(block.text):
            clause_end = found.end() + len(re.match(r"[^，。；]*", block.text[found.end():])[0])
            if not touched(block, found.end(), clause_end):
                yield "honour", found[0], block.where, around(block.text, *found.span())


def check_findings(speech):
    for fact in speech.missing:
        yield "missing fact", fact.get("passage", ""), f"{fact['key']} {fact.get('label', '')}"
    for finding in speech.findings:
        if finding["severity"] in {"warning", "error"} and finding["code"] != "fact-missing":
            yield "finding", finding["code"], finding["message"]


def violations(speech, sectors, references):
    yield from check_length(speech)
    yield from check_sector(speech, sectors)
    yield from check_avoided(speech, sectors)
    yield from check_sentences(speech)
    yield from check_headings(speech)
    yield from check_repeats(speech)
    yield from check_typography(speech)
    yield from check_references(speech, references)
    yield from check_goal(speech)
    yield from check_chains(speech)
    yield from check_announced(speech)
    yield from check_truth(speech, references)
    yield from check_findings(speech)


# ---- Comparing ----

def relation(one, other):
    """What two speeches are to each other, or nothing if their likeness says nothing."""
    if one.name == other.name:
        return TWO_SEEDS if 0 in (one.seed, other.seed) else None
    if one.seed or other.seed:
        return None
    if one.unit == other.unit:
        return TWO_OCCASIONS
    if one.sector == other.sector:
        return TWO_UNITS
    return TWO_SECTORS if one.occasion == other.occasion else None


def compare(speeches, judged):
    """(relation, per cent, one, other) of all pairs with one of the judged names in it, the most alike first."""
    pairs = []
    for one, other in itertools.combinations(speeches, 2):
        if one.name in judged or other.name in judged:
            kind = relation(one, other)
            if kind:
                pairs.append((kind, likeness(one, other), one, other))
    return sorted(pairs, key=lambda pair: (list(LIKENESS).index(pair[0]), -pair[1]))


def shared(one, other, count=3):
    """The longest runs of characters that make two speeches alike."""
    found = []
    theirs = [heard(block.without(LIKENESS_NAMES)) for block in other.paragraphs]
    for block in one.paragraphs:
        text = heard(block.without(LIKENESS_NAMES))
        if shingles(text, SHINGLE) & other.runs():
            length, run = max(((match.size, text[match.a:match.a + match.size]) for match in
                               (difflib.SequenceMatcher(None, text, their, False).find_longest_match() for their in theirs)))
            found.append((length, run, block.where))
    return sorted(found, reverse=True)[:count]


# ---- Running ----

class CannotRun(Exception):
    pass


def call(program, *arguments):
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": "", "XDG_DATA_HOME": "", "LC_ALL": "C.UTF-8"}
    environment |= {name: os.environ[name] for name in SANITIZERS if name in os.environ}
    try:
        done = subprocess.run([program, *arguments], env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=LONGEST_RUN, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotRun(f"{program} {' '.join(arguments)}: {error}") from error
    return done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def draft(program, profile, sector, seed):
    """The speech; exit 1 of lectern is about its findings, which are in the draft."""
    said, error = call(program, "draft", str(profile), "-f", "json", "--seed", str(seed))
    try:
        data = json.loads(said)
    except ValueError as wrong:
        raise CannotRun(f"{profile}: no draft\n{error or said}") from wrong
    return Speech(profile.stem, seed, sector, data)


def sector_of(program, profile):
    said, _ = call(program, "explain", str(profile), "sector")
    found = re.search(r"^\* .*?:\s*(\S+)\s*$", said, re.MULTILINE)
    return found[1] if found else ""


TABLE = "{:<34} {:<10} {:>6} {:>7} {:>12} {:>7} {:>5} {:>8} {:>8} {:>8} {:>9}"


def row(speech):
    every = [len(sentence) for _, sentence in speech.sentences()]
    long = sum(length > LONG_SENTENCE for length in every)
    clauses = [len(clause) for block in speech.paragraphs for clause in re.split(r"[，。；：、！？—…]", block.text)]
    return TABLE.format(
        speech.title, speech.occasion, speech.characters, f"{speech.sector_share():.0f} %",
        f"{long} {percent(long, len(every)):.1f} %", sum(length > LONGEST_SENTENCE for length in every),
        sum(length > PAUSE for length in clauses), max((len(block.text) for block in speech.paragraphs), default=0),
        max(map(spread, heading_groups(speech)), default=0), len(list(repeats(speech))),
        f"{len(speech.missing)}/{len(speech.findings)}")


def profiles_of(root, named):
    every = sorted((root / "profiles/units").glob("*.info"))
    by_name = {path.stem: path for path in every}
    judged = [pathlib.Path(name) if pathlib.Path(name).is_file() else by_name.get(name) for name in named]
    if None in judged:
        raise CannotRun(f"no such profile: {named[judged.index(None)]}")
    judged = [path.resolve() for path in judged] or every
    return judged, judged + [path for path in every if path.resolve() not in judged and path not in judged]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lectern", type=pathlib.Path)
    parser.add_argument("profiles", nargs="*", metavar="PROFILE")
    parser.add_argument("--seeds", type=int, default=3, metavar="N", help="draft with the seeds 0 to N-1 (default 3)")
    parser.add_argument("--verbose", action="store_true", help="show the likeness of all pairs, and what they share")
    parser.add_argument("--numbers", action="store_true", help="list numbers, titles and honours that passages write")
    options = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")
    root = HERE.parent.parent
    program = options.lectern.resolve()
    speeches, broken = [], []
    try:
        references = read_references(root / "profiles/references.info")
        sectors = read_sectors(root)
        judged, every = profiles_of(root, options.profiles)
        if not judged:
            raise CannotRun(f"no profiles in {root / 'profiles/units'}")
        for profile in every:
            try:
                sector = sector_of(program, profile)
                seeds = range(options.seeds if profile in judged else 1)
                speeches += [draft(program, profile, sector, seed) for seed in seeds]
            except CannotRun as error:
                if profile in judged:
                    broken.append(error)
                else:
                    print(f"left out: {error}", file=sys.stderr)
    except (CannotRun, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    names = {profile.stem for profile in judged}
    measured = [speech for speech in speeches if speech.name in names]

    print(TABLE.format("speech", "occasion", "chars", "sector", f">{LONG_SENTENCE}", f">{LONGEST_SENTENCE}", f"p>{PAUSE}",
                       "longest", "headings", "repeats", "miss/find"))
    for speech in measured:
        print(row(speech))

    found = {}  # the same violation with several seeds is one
    for speech in measured:
        for violation in violations(speech, sectors, references):
            found.setdefault((speech.name, *violation), []).append(speech.seed)

    print()
    pairs = compare(speeches, names)
    for kind, limit in LIKENESS.items():
        of_kind = [pair for pair in pairs if pair[0] == kind]
        shown = of_kind if options.verbose else of_kind[:1]
        beside = f"at most {limit} %" if limit else "no limit"
        print(f"{kind}: {len(of_kind)} pairs, {beside}")
        for _, alike, one, other in shown:
            print(f"  {alike:5.1f} %  {one.title} – {other.title}")
            if options.verbose:
                for length, run, where in shared(one, other):
                    print(f"           {length:3} {where}: {run[:60]}")
        for _, alike, one, other in of_kind:
            if limit and alike > limit:
                most = "; ".join(f"{where} {run[:24]}…" for _, run, where in shared(one, other))
                what = f"{alike:.1f} %, at most {limit} % are wanted. Most in: {most}"
                found[(f"{one.title} – {other.title}", "likeness", kind, what)] = [0]

    if options.numbers:
        print("\nin passages' own text:")
        listed = {}
        for speech in measured:
            for kind, what, where, context in own_numbers(speech):
                listed.setdefault((kind, where, what, context), speech.name)
        for (kind, where, what, context), name in sorted(listed.items()):
            print(f"  {kind}: {what}  {where} ({name}): {context}")

    print()
    for (name, rule, where, what), seeds in found.items():
        with_seeds = "" if 0 in seeds else f" (seed {', '.join(map(str, sorted(set(seeds))))})"
        print(f"{name}{with_seeds}  [{rule}]  {where}\n    {what}")
    for error in broken:
        print(error, file=sys.stderr)
    print(f"{len(names)} profiles, {len(measured)} speeches, {len(found)} violations")
    if broken:
        return 2
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
