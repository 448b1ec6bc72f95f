"""What can be seen of a line: its shape, the words it shares with page furniture, its neighbours.

Decides which numbers the line model judges by. Leaves the judgement to ``classify`` and the cutting
of lines to ``segment``. Everything here is counted; nothing asks for the page's language, since a
page mixes them: the cue words of all languages are in one dictionary.

Features are built column by column over all lines (one list for each feature), which in Python is
several times as fast as row by row. They are what was left of 140 when those that no tree used, or
whose absence no held-out site noticed, were taken away: with 55 the mean F1 was .922, with these 31
.922, with 25 .919 and with 19 .913.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache, reduce
from itertools import accumulate, pairwise
from math import exp, sqrt
from operator import add, itemgetter, or_, sub
from typing import TYPE_CHECKING, NamedTuple

from summarize import lexicon
from summarize.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What may stand after the mark that ends a sentence.
CLOSERS = "\"'”’»›)]）」』】*"
#: The marks that end a sentence.
FINAL = (".", "!", "?", "…", "。", "！", "？", "؟", "।", "۔")
#: No line of prose has fewer characters.
SHORTEST = 20

_WORD = re.compile(r"\w+|©")
# two classes of two ranges each: a class of more is slow to compile
_SCRIPT = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff]|[\u3400-\u9fff\uac00-\ud7af]")
# A line of ASCII is taken as bytes: what ``_WORD`` finds in it, in lower case, among spaces. That
# is three times as fast, for two lines in three.
_ASCII_WORDS = bytes(
    ord(chr(code).lower()) if code < 128 and (chr(code).isalnum() or code == ord("_")) else 32
    for code in range(256)
)
_PROSE_WORDS = 8  # a full line of prose has at least as many words, and ends as a sentence ends
_LONG_WORD = 5  # letters of a word that says what a text is about
_STEM = 6  # letters of a stem in the cue file
_SHORT = 12  # words of a line that may be a label
_FURNITURE = 0.25  # share of cue words in a short line that makes it look like page furniture
_NEAR = 5  # lines that count as the near neighbourhood
_WIDE = 15  # lines that count as the wide neighbourhood
_FAR = 60  # distances are cut off here
_STEPS = list(range(1, _FAR + 1))
_MEMO = 1 << 16  # words whose kinds are remembered
_FEW = 8  # terms; a line with fewer says no more than its words do

#: A short line with a cue of one of these kinds heads a part of the page: the distance counts.
_SINCE = ("comment",)
_TO = ("related", "nav")


class _Cues(NamedTuple):
    """Words by which page furniture gives itself away; a word's kinds are the bits of a number."""

    bit: dict[str, int]  # kind -> its bit
    words: dict[str, int]
    stems: dict[str, int]  # the first six letters
    unspaced: tuple[str, ...]  # of scripts without spaces, found anywhere in the line


@cache
def cues() -> _Cues:
    """The cue words of all languages, read once."""
    table: dict[str, dict[str, str]] = lexicon.model("cues")
    bits = {kind: 1 << number for number, kind in enumerate(table)}
    words: dict[str, int] = {}
    stems: dict[str, int] = {}
    unspaced: list[str] = []
    for kind, by_language in table.items():
        for language, listing in by_language.items():
            for word in listing.split():
                target, key = (stems, word[:-1]) if word.endswith("*") else (words, word)
                target[key] = target.get(key, 0) | bits[kind]
                if language in ("zh", "ja", "ko") and kind != "function":
                    unspaced.append(word)
    # a function word is no cue of its own, and only keeps a cue that is one from being counted
    words = {word: kinds for word, kinds in words.items() if kinds != bits["function"]}
    longest_first = sorted(set(unspaced), key=lambda word: (-len(word), word))
    return _Cues(bits, words, stems, tuple(longest_first))


@cache
def _unspaced_cues() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, cues().unspaced)))


@cache
def term_weights() -> dict[str, int]:
    """How strongly a term speaks for page furniture (above 0) or for an article (below).

    In hundredths of log odds: whole numbers add up to the same in every order.
    """
    weights: dict[str, int] = lexicon.model("furniture_words")["weights"]
    return weights


def terms(tokens: Sequence[str]) -> set[str]:
    """What is weighed of a line's words: each once, and each two signs of unspaced scripts."""
    found = set(tokens)
    for token in [token for token in found if not token.isascii() and _SCRIPT.search(token)]:
        found.remove(token)
        found.update(map("".join, pairwise(token)))
    return found


def tokens_of(line: str) -> list[str]:
    """The words of a line in lower case."""
    return _WORD.findall(line.lower())


class _Line(NamedTuple):
    """A line looked at alone."""

    numbers: tuple[float, ...]  # in the order of _SHAPE
    kinds: int  # the bits of the cues in it
    about: frozenset[str]  # its longer words; single signs in scripts without spaces


_SHAPE = (
    "length",
    "words",
    "ends a sentence",
    "capitals",
    "cue share",
    "credit at the end",
    "tone of its words",
)


_WORDS = _SHAPE.index("words")


def _kinds(word: str) -> int:
    """The kinds of cues that a word is of, as bits."""
    known = cues()
    return known.words.get(word) or known.stems.get(word[:_STEM], 0)


_kinds_of = Memo(_kinds, _MEMO).__getitem__
_first = itemgetter(0)


@lru_cache(maxsize=1 << 13)
def _look(line: str) -> _Line:
    length = len(line)
    signs: list[str] = []
    if line.isascii():
        tokens = line.encode("ascii").translate(_ASCII_WORDS).decode("ascii").split()
    else:
        lower = line.lower()
        tokens = _WORD.findall(lower)
        signs = _SCRIPT.findall(lower)
    weighed = set(tokens)
    found = list(filter(None, map(_kinds_of, tokens)))
    count = len(tokens) or 1
    about = frozenset([token for token in weighed if len(token) >= _LONG_WORD])
    if signs:
        count = max(count, len(signs) // 2)
        length += len(signs)  # a sign says as much as two letters or more
        about |= set(signs)
        found += [cues().words[cue] for cue in _unspaced_cues().findall(lower)]
        weighed = terms(tokens)
    kinds, bit = reduce(or_, found, 0), cues().bit
    credit, function = kinds & bit["credit"], kinds & bit["function"]
    functions = sum([bits & function > 0 for bits in found]) if function else 0
    pieces = line.split()
    tones = filter(None, map(term_weights().get, weighed))
    numbers = (
        length,
        count,
        line.rstrip(CLOSERS).endswith(FINAL),
        sum(map(str.isupper, map(_first, pieces))) / len(pieces),
        (len(found) - functions) / count,
        credit > 0 and any(_kinds_of(token) & credit for token in tokens[-4:]),
        sum(tones) / sqrt(max(_FEW, len(weighed))),
    )
    return _Line(numbers, kinds, about)


def is_label(line: str, kind: str | None = None) -> bool:
    """Whether a line is short enough for a label and has a cue of this kind, if one is asked for."""
    look = _look(line)
    return look.numbers[_WORDS] <= _SHORT and (not kind or look.kinds & cues().bit[kind] > 0)


def prose(line: str) -> int:
    """How much the line weighs as prose, in characters: nothing unless it reads as sentences.

    The cheapest look that tells an article from a menu; it is taken at every line of a page.
    """
    if len(line) < SHORTEST or not line.rstrip(CLOSERS).endswith(FINAL):
        return 0
    return len(line) if line.count(" ") >= _PROSE_WORDS - 1 or _unspaced_prose(line) else 0


def _unspaced_prose(line: str) -> bool:
    return not line.isascii() and len(_SCRIPT.findall(line)) >= 2 * _PROSE_WORDS


NAMES = (
    *_SHAPE,
    "blank line before",
    "blank line after",
    "share of blank lines",
    "prose before",
    "prose after",
    "prose in all",
    "prose near",
    "prose around",
    "lines between prose",
    "short lines near",
    "cues in all",
    "length against the core",
    "capitals against the core",
    "furniture to the core",
    "place in the main run",
    "main run's lines",
    "words shared with the main run",
    "share of words shared",
    "longer words",
    "length of the line before",
    "tone of the lines around",
    *(f"lines since a {kind} line" for kind in _SINCE),
    *(f"lines to a {kind} line" for kind in _TO),
)


#: Features whose values hardly repeat from page to page.
PAGES_OWN = frozenset(
    {
        "prose before",
        "prose after",
        "prose near",
        "prose around",
        "length against the core",
        "capitals against the core",
        "place in the main run",
        "tone of the lines around",
    }
)


def columns(lines: Sequence[str], blank_before: Sequence[bool]) -> list[Sequence[float]]:
    """One column for each feature, with a number for each line; ``NAMES`` tells what they are.

    ``lines`` are stripped and not empty; ``blank_before`` says where an empty line stands before.
    """
    if not lines:
        return [[] for _ in NAMES]
    looks = [_look(line) for line in lines]
    shape = list(zip(*[look.numbers for look in looks], strict=True))
    length, words, ends, capitals, cue_share, _, tone = shape
    tone_sums = _sums(tone)
    around = [(x - own) / 4 for x, own in zip(_window(tone_sums, 2, 2), tone, strict=True)]
    weights = [
        round(size * _likely(number, share, own, near)) if final and number >= _PROSE_WORDS else 0
        for size, number, final, share, own, near in zip(
            length, words, ends, cue_share, tone, around, strict=True
        )
    ]
    short = [number <= _SHORT for number in words]
    # A question with "you" is an interview's: a label hardly ever asks.
    furniture = [
        few and share >= _FURNITURE and not line.endswith(("?", "？"))
        for few, share, line in zip(short, cue_share, lines, strict=True)
    ]
    prose_sums, furniture_sums = _sums(weights), _sums(furniture)
    count, total = len(lines), prose_sums[-1] or 1
    run, core = densest(weights, length, 15.0), densest(weights, length, 100.0)
    typical = [i for i in range(core[0], core[1] + 1) if weights[i]] or [0]
    core_length = sum([length[i] for i in typical]) / len(typical)
    core_capitals = sum([capitals[i] for i in typical]) / len(typical)
    shared = _shared_words([look.about for look in looks], weights, *run)
    longer = [len(look.about) for look in looks]
    result: list[Sequence[float]] = [
        *shape,
        blank_before,
        [*blank_before[1:], False],
        [sum(blank_before) / count] * count,
        [x / total for x in prose_sums[:-1]],
        [(total - x) / total for x in prose_sums[1:]],
        [total] * count,
        _window(prose_sums, 2, 2),
        _window(prose_sums, _WIDE, _WIDE),
        list(map(add, since(weights), until(weights))),
        _window(_sums(short), _NEAR, _NEAR),
        [furniture_sums[-1] / count] * count,
        [size / core_length for size in length],
        [share - core_capitals for share in capitals],
        _between(furniture_sums, *core),
        _place(count, *run),
        [run[1] - run[0] + 1] * count,
        shared,
        [a / (b or 1) for a, b in zip(shared, longer, strict=True)],
        longer,
        [-1, *length[:-1]],
        around,
    ]
    kinds = [look.kinds if few else 0 for look, few in zip(looks, short, strict=True)]
    bit = cues().bit
    result += [since([bits & bit[kind] for bits in kinds]) for kind in _SINCE]
    result += [until([bits & bit[kind] for bits in kinds]) for kind in _TO]
    return result


def _likely(words: float, cue_share: float, tone: float, around: float) -> float:
    """How likely a sentence is an article's, by itself and the tone of the four lines around it.

    A page's cookie wall or its teasers can have more prose than its article, and would pass for the
    core. These are the coefficients, in round numbers, of a logistic model over the sentences of the
    labelled pages. Prose that weighs so little, instead of all the same, has .003 more F1 on
    crops and .006 on whole pages; what forests say of the lines in its place, nothing.
    """
    odds = min(words, 40) / 10 - 14 * cue_share - tone / 60 - around / 20 - 1
    return 1 / (1 + exp(-odds))


def _sums(column: Sequence[float]) -> list[float]:
    """Running sums, a zero first."""
    return [0, *accumulate(column)]


def _window(sums: Sequence[float], before: int, after: int) -> list[float]:
    """What ``sums`` counts from so many lines before each line to so many after it."""
    count = len(sums) - 1
    low = [*[sums[0]] * before, *sums]
    high = [*sums[after + 1 :], *[sums[-1]] * min(after, count)]
    return list(map(sub, high, low))


def _between(sums: Sequence[float], first: int, last: int) -> list[float]:
    """What ``sums`` counts between each line and the stretch from ``first`` to ``last``."""
    before = [sums[first] - until for until in sums[:first]]
    after = [until - sums[last + 1] for until in sums[last + 2 :]]
    return [*before, *[0] * (last + 1 - first), *after]


def _place(count: int, first: int, last: int) -> list[float]:
    """Where each line stands in the stretch, from 0 to 1; 0 outside."""
    size = last - first + 1
    inside = [(i / size) for i in range(1, size + 1)]
    return [*[0.0] * first, *inside, *[0.0] * (count - last - 1)]


def since(signs: Sequence[float]) -> list[int]:
    """Lines since the last sign, the line itself not counted; at most ``_FAR``."""
    places = [place for place, sign in enumerate(signs) if sign]
    if not places:
        return [_FAR] * len(signs)
    result = [_FAR] * (places[0] + 1)
    for place, following in pairwise([*places, len(signs) - 1]):
        result += _STEPS[: following - place]
        result += [_FAR] * (following - place - _FAR)
    return result


def until(signs: Sequence[float]) -> list[int]:
    """Lines to the next sign, counted as ``since`` counts."""
    return since(signs[::-1])[::-1]


def densest(weights: Sequence[float], length: Sequence[float], cost: float) -> tuple[int, int]:
    """The stretch of lines (first, last) that is densest in prose: the run of greatest sum.

    Kadane's maximum subarray over the lines; a line of prose counts its characters, another line
    costs ``cost`` and half its characters up to 60. At a small cost it is the main run, in which
    the article lies; at a large one its core, which is surely the article.
    """
    best = total = 0.0
    start = first = last = 0
    for i, weight in enumerate(weights):
        if total <= 0:
            if not weight:
                continue  # a line that costs something never begins the run
            total, start = 0.0, i
        total += weight or -cost - min(length[i], 60) / 2
        if total > best:
            best, first, last = total, start, i
    return first, last


def _shared_words(
    about: Sequence[frozenset[str]], weights: Sequence[float], first: int, last: int
) -> list[int]:
    """How many of each line's longer words stand in other lines of the main run's prose."""
    once: set[str] = set()
    twice: set[str] = set()
    for number in range(first, last + 1):
        if weights[number]:
            twice |= once & about[number]
            once |= about[number]
    return [
        len(own & (twice if weights[number] and first <= number <= last else once))
        for number, own in enumerate(about)
    ]
