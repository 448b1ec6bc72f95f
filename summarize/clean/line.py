"""What can be seen of a line alone: its shape, its words, and the cues of page furniture among them.

Decides how a line is cut into words, which words are cues, what tone its words have, and whether it
reads as prose. Nothing asks for the page's language, since a page mixes them: the cue words of all
languages are in one dictionary. Leaves to ``features`` what a line's neighbours tell.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache, reduce
from itertools import pairwise
from math import sqrt
from operator import itemgetter, or_
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
PROSE_WORDS = 8  # a full line of prose has at least as many words, and ends as a sentence ends
_LONG_WORD = 5  # letters of a word that says what a text is about
_STEM = 6  # letters of a stem in the cue file
SHORT = 12  # words of a line that may be a label
_MEMO = 1 << 16  # words whose kinds are remembered
FEW = 8  # terms; a line with fewer says no more than its words do


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

    numbers: tuple[float, ...]  # in the order of SHAPE
    kinds: int  # the bits of the cues in it
    about: frozenset[str]  # its longer words; single signs in scripts without spaces


SHAPE = (
    "length",
    "words",
    "ends a sentence",
    "capitals",
    "cue share",
    "credit at the end",
    "tone of its words",
)


_WORDS = SHAPE.index("words")


def _kinds(word: str) -> int:
    """The kinds of cues that a word is of, as bits."""
    known = cues()
    return known.words.get(word) or known.stems.get(word[:_STEM], 0)


_kinds_of = Memo(_kinds, _MEMO).__getitem__
_first = itemgetter(0)


@lru_cache(maxsize=1 << 13)
def look_at(line: str) -> _Line:
    """Return what can be seen of a line that is stripped and not empty."""
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
        sum(tones) / sqrt(max(FEW, len(weighed))),
    )
    return _Line(numbers, kinds, about)


def is_label(line: str, kind: str | None = None) -> bool:
    """Whether a line is short enough for a label and has a cue of this kind, if one is asked for."""
    look = look_at(line)
    return look.numbers[_WORDS] <= SHORT and (not kind or look.kinds & cues().bit[kind] > 0)


def prose(line: str) -> int:
    """How much the line weighs as prose, in characters: nothing unless it reads as sentences.

    The cheapest look that tells an article from a menu; it is taken at every line of a page.
    """
    if len(line) < SHORTEST or not line.rstrip(CLOSERS).endswith(FINAL):
        return 0
    return len(line) if line.count(" ") >= PROSE_WORDS - 1 or _unspaced_prose(line) else 0


def _unspaced_prose(line: str) -> bool:
    return not line.isascii() and len(_SCRIPT.findall(line)) >= 2 * PROSE_WORDS
