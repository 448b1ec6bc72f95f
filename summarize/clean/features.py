"""What can be seen of a line: its shape, the words it shares with page furniture, its neighbours.

Decides which numbers the line model judges by. Leaves the judgement to ``classify`` and the cutting
of lines to ``segment``. Everything here is counted, nothing is looked up on the page's language:
the cue words of all languages are in one dictionary, since a page mixes them anyway.

Features are built column by column over all lines (one list for each feature), which in Python is
several times as fast as row by row.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What may stand after the mark that ends a sentence.
CLOSERS = "\"'”’»›)]）」』】*"
FINAL = (".", "!", "?", "…", "。", "！", "？", "؟", "।", "۔")
_BULLETS = "•·-–—*►▶▸▪■●○◦›»→+|✓"
_OPENERS = '"“„«‘「『‹'
_WORD = re.compile(r"\w+|©")
_SCRIPT = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE_END = re.compile(r"[.!?][\"”’»)]? |[。！？]")
_DIGIT = re.compile(r"\d")
_COMMA = re.compile(r"[,;،、，；]")
_PROSE_WORDS = 8  # a full line of prose has at least as many words, and ends as a sentence ends
_NEAR = 5  # lines that count as the near neighbourhood
_WIDE = 15  # lines that count as the wide neighbourhood
_FAR = 60  # distances are cut off here


class _Cues(NamedTuple):
    """Words by which page furniture gives itself away: word -> numbers of its categories."""

    categories: tuple[str, ...]
    words: dict[str, tuple[int, ...]]
    stems: dict[str, tuple[int, ...]]  # the first six letters
    unspaced: re.Pattern[str]  # of scripts without spaces, found anywhere in the line


@cache
def cues() -> _Cues:
    """The cue words of all languages, read once."""
    source = files("summarize").joinpath("data/common/cues.json").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = json.loads(source)
    words: dict[str, list[int]] = {}
    stems: dict[str, list[int]] = {}
    unspaced: set[str] = set()
    for number, by_language in enumerate(table.values()):
        for language, listing in by_language.items():
            for word in listing.lower().split():
                if word.endswith("*"):
                    stems.setdefault(word[:STEM], []).append(number)
                else:
                    words.setdefault(word, []).append(number)
                    if language in ("zh", "ja", "ko"):
                        unspaced.add(word)
    pattern = "|".join(map(re.escape, sorted(unspaced, key=lambda word: (-len(word), word))))
    return _Cues(
        tuple(table),
        {word: tuple(numbers) for word, numbers in words.items()},
        {word: tuple(numbers) for word, numbers in stems.items()},
        re.compile(pattern),
    )


STEM = 6  # letters of a stem in the cue file

#: What is measured on one line alone.
SHAPE = (
    "length",
    "words",
    "ends a sentence",
    "ends with a colon",
    "ends with an ellipsis",
    "ends with a closing mark",
    "sentences inside",
    "commas",
    "digits",
    "capitals",
    "all capitals",
    "starts in lower case",
    "starts with a digit",
    "starts with a bullet",
    "starts with a quotation mark",
    "has a separator",
    "has an address",
    "letters a word",
    "cue share",
)


@lru_cache(maxsize=1 << 14)
def shape(line: str) -> tuple[float, ...]:
    """The features of ``SHAPE`` and then one count for each category of cue words."""
    cue = cues()
    length = len(line)
    lower = line.lower()
    tokens = _WORD.findall(lower)
    counts = [0.0] * len(cue.categories)
    hits = 0
    function = len(counts) - 1
    for token in tokens:
        categories = cue.words.get(token) or cue.stems.get(token[:STEM])
        if categories:
            for category in categories:
                counts[category] += 1.0
            hits += function not in categories
    count = len(tokens)
    if not line.isascii() and (unspaced := len(_SCRIPT.findall(line))):
        count = max(count, unspaced // 2)
        for word in cue.unspaced.findall(lower):
            hits += 1
            for category in cue.words[word]:
                counts[category] += 1.0
    count = count or 1
    core = line.rstrip(CLOSERS)
    first = line[0]
    pieces = line.split()
    return (
        length,
        count,
        core.endswith(FINAL),
        line[-1] == ":" or line[-1] == "：",
        core.endswith(("...", "…")),
        len(core) < length,
        len(_SENTENCE_END.findall(line)),
        len(_COMMA.findall(line)),
        round(len(_DIGIT.findall(line)) / length, 3),
        round(sum([piece[0].isupper() for piece in pieces]) / len(pieces), 3),
        line.isupper(),
        first.islower(),
        first.isdigit(),
        first in _BULLETS,
        first in _OPENERS,
        "|" in line or "·" in line or "›" in line or "»" in line or "•" in line,
        "@" in line or "#" in line or "http" in line or "www." in line or ".com" in line,
        round(length / count, 1),
        round(hits / count, 3),
        *counts,
    )


def prose(line: str) -> int:
    """How much the line weighs as prose, in characters: nothing unless it reads as sentences.

    The cheapest look that tells an article from a menu; it is taken at every line of a page.
    """
    if len(line) < 20 or not line.rstrip(CLOSERS).endswith(FINAL):
        return 0
    return len(line) if line.count(" ") >= _PROSE_WORDS - 1 or _unspaced_prose(line) else 0


def _unspaced_prose(line: str) -> bool:
    return not line.isascii() and len(_SCRIPT.findall(line)) >= 2 * _PROSE_WORDS


class Surroundings(NamedTuple):
    """The features of all lines of a text: names, and one row for each line."""

    names: tuple[str, ...]
    rows: list[tuple[float, ...]]


_NEIGHBOUR = ("length", "ends a sentence", "cue share", "capitals", "digits")
#: Short lines with a cue of these categories head a part of the page; the distance to them counts.
_SIGNS = (
    "subscribe", "account", "share", "legal", "comment", "related", "credit", "author", "advert",
    "nav", "date",
)  # fmt: skip


@cache
def names() -> tuple[str, ...]:
    """The names of the features, in the order of the rows."""
    here = (*SHAPE, *(f"{name} words" for name in cues().categories))
    context = (
        "repeated",
        "blank before",
        "blank after",
        "blank share",
        "prose before",
        "prose after",
        "prose in all",
        "prose near",
        "prose wide",
        "prose just before",
        "prose just after",
        "lines since prose",
        "lines to prose",
        "lines to the main run",
        "lines past the main run",
        "place in the main run",
        "main run's share",
        "main run's lines",
        "words shared with the main run",
        "share of words shared",
        "own words",
        "cues near",
        "cues before",
        "cues after",
        "cues in all",
        "likeness to neighbours",
        "short lines near",
    )
    near = tuple(f"{name} of line {offset:+d}" for offset in (-2, -1, 1, 2) for name in _NEIGHBOUR)
    signs = tuple(f"{way} {name} line" for name in _SIGNS for way in ("since", "to"))
    return here + context + near + signs


def surroundings(lines: Sequence[str], blank_before: Sequence[bool]) -> list[tuple[float, ...]]:
    """One row of features for each line; ``names`` tells what they are.

    ``lines`` are stripped and not empty; ``blank_before`` says where an empty line stands before.
    """
    count = len(lines)
    shapes = [shape(line) for line in lines]
    columns: list[Sequence[float]] = list(zip(*shapes, strict=True))
    length, words, ends = columns[0], columns[1], columns[2]
    cue_share = columns[SHAPE.index("cue share")]
    weights = [
        size if final and number >= _PROSE_WORDS else 0
        for size, number, final in zip(length, words, ends, strict=True)
    ]
    sums = [0, *accumulate(weights)]
    total = sums[-1] or 1
    repeats = Counter(lines)
    blank_after = [*blank_before[1:], False]
    first, last = main_run(weights, length)
    short = [number <= 12 for number in words]
    furniture = [float(few and share >= 0.25) for few, share in zip(short, cue_share, strict=True)]
    cue_sums = [0.0, *accumulate(furniture)]
    short_sums = [0, *accumulate(short)]
    here = range(count)
    capped = [min(size, 300) + 5.0 for size in length]
    back = since([weight > 0 for weight in weights])
    ahead = since([weight > 0 for weight in reversed(weights)])[::-1]
    shared, own = _shared_words(lines, weights, first, last)

    def window(sums: Sequence[float], before: int, after: int) -> list[float]:
        """Sums over the lines from i + before to i + after, both included."""
        return [
            sums[min(count, max(0, i + after + 1))] - sums[min(count, max(0, i + before))]
            for i in here
        ]

    run_lines = last - first + 1
    columns += [
        [repeats[line] for line in lines],
        blank_before,
        blank_after,
        [round(sum(blank_before) / count, 3)] * count,
        [round(x / total, 3) for x in sums[:-1]],
        [round((total - x) / total, 3) for x in sums[1:]],
        [sums[-1]] * count,
        window(sums, -2, 2),
        window(sums, -_WIDE, _WIDE),
        window(sums, -_NEAR, -1),
        window(sums, 1, _NEAR),
        back,
        ahead,
        [max(0, min(_FAR, first - i)) for i in here],
        [max(0, min(_FAR, i - last)) for i in here],
        [round((i - first + 1) / run_lines, 3) if first <= i <= last else 0 for i in here],
        [round((sums[last + 1] - sums[first]) / total, 3)] * count,
        [run_lines] * count,
        shared,
        [round(a / (b or 1), 3) for a, b in zip(shared, own, strict=True)],
        own,
        window(cue_sums, -2, 2),
        window(cue_sums, -_NEAR, -1),
        window(cue_sums, 1, _NEAR),
        [round(cue_sums[-1] / count, 3)] * count,
        [
            round(min(a, b) / max(a, b) + min(b, c) / max(b, c), 2)
            for a, b, c in zip([5.0, *capped[:-1]], capped, [*capped[1:], 5.0], strict=True)
        ],
        window(short_sums, -_NEAR, _NEAR),
    ]
    for offset in (-2, -1, 1, 2):
        for name in _NEIGHBOUR:
            columns.append(_shifted(columns[SHAPE.index(name)], offset))
    categories = cues().categories
    for name in _SIGNS:
        column = columns[len(SHAPE) + categories.index(name)]
        signs = [bool(few and hit) for few, hit in zip(short, column, strict=True)]
        columns.append(since(signs))
        columns.append(since(signs[::-1])[::-1])
    return list(zip(*columns, strict=True))


def _shifted(column: Sequence[float], offset: int) -> list[float]:
    """The column of the neighbours that stand ``offset`` lines away; -1 beyond the ends."""
    away = [-1.0] * min(abs(offset), len(column))
    return [*away, *column[: len(column) - len(away)]] if offset < 0 else [*column[offset:], *away]


def since(signs: Sequence[bool]) -> list[int]:
    """Lines since the last sign, the line itself not counted; at most ``_FAR``."""
    result = []
    distance = _FAR
    for sign in signs:
        result.append(distance)
        distance = 1 if sign else min(_FAR, distance + 1)
    return result


def main_run(weights: Sequence[float], length: Sequence[float]) -> tuple[int, int]:
    """The stretch of lines (first, last) that is densest in prose: the run of greatest sum.

    Kadane's maximum subarray over the lines; a line of prose counts its characters, another line
    costs 15 and half its characters up to 60.
    """
    best = total = 0.0
    start = first = last = 0
    for i, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, i
        total += weight or -15 - min(length[i], 60) / 2
        if total > best:
            best, first, last = total, start, i
    return first, last


def _shared_words(
    lines: Sequence[str], weights: Sequence[float], first: int, last: int
) -> tuple[list[int], list[int]]:
    """How many of a line's longer words stand in the main run's prose, and how many it has."""
    found = [_long_words(line) for line in lines]
    body: Counter[str] = Counter()
    for i in range(first, last + 1):
        if weights[i]:
            body.update(found[i])
    shared = []
    for i, own in enumerate(found):
        # a line of the main run does not count for itself
        least = 2 if first <= i <= last and weights[i] else 1
        shared.append(sum([body[word] >= least for word in own]))
    return shared, [len(own) for own in found]


@lru_cache(maxsize=1 << 14)
def _long_words(line: str) -> frozenset[str]:
    """Words of five letters and more, lower case; single signs in scripts without spaces."""
    words = {word for word in _WORD.findall(line.lower()) if len(word) >= 5}
    if not line.isascii():
        words.update(_SCRIPT.findall(line))
    return frozenset(words)
