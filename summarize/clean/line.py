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
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from summarize import lexicon
from summarize.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What may stand after the mark that ends a sentence.
CLOSERS = "\"'”’»›)]）」』】*"
#: The marks that end a sentence.
FINAL = (".", "!", "?", "…", "。", "！", "？", "؟", "।", "۔")
#: The marks after which a sentence goes on in the line below, where a comma is no Latin one: no label ends in one.
_GOES_ON = ("、", "，")
#: A line of more characters is no label, whether it ends as sentences do or not.
LABEL = 240
#: No line of prose has fewer characters.
SHORTEST = 20

_TOLD = (*FINAL, *_GOES_ON)
# vowel signs of Indic scripts belong to their words
_WORD = re.compile(r"[\w\u0900-\u0963\u0966-\u0dff]+|©")
# two classes of two ranges each: a class of more is slow to compile
_SCRIPT = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff]|[\u3400-\u9fff\uac00-\ud7af]")
# Nine lines in ten fit into one byte a character and are taken as bytes, which is three times as
# fast: what ``_WORD`` finds in them, in lower case, among spaces, and of each character whether it is
# a capital, white space, or neither.
_BYTES = "cp1252"
_SIGNS = [bytes([code]).decode(_BYTES, "replace") for code in range(256)]
_WORDS_IN = b"".join(
    sign.lower().encode(_BYTES) if sign.isalnum() or sign == "_" else b" " for sign in _SIGNS
)
_CAPITALS_IN = b"".join(
    b"C" if sign.isupper() else b" " if sign.isspace() else b"x" for sign in _SIGNS
)
PROSE_WORDS = 8  # a full line of prose has at least as many words, and ends as a sentence ends
_LONG_WORD = 5  # letters of a word that says what a text is about
_STEM = 6  # letters of a stem in the cue file
SHORT = 12  # words of a line that may be a label
_FURNITURE = 0.25  # share of cue words in a short line that makes it look like page furniture
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
                if language in ("zh", "ja", "ko", "th") and kind != "function":
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


def _shape(line: str) -> tuple[list[str], float]:
    """The words of a line as ``tokens_of`` has them, and the share of its words with a capital."""
    try:
        signs = line.encode(_BYTES)
    except UnicodeEncodeError:
        signs = b""
    if signs and "©" not in line:
        tokens = signs.translate(_WORDS_IN).decode(_BYTES).split()
        marks = b" " + signs.translate(_CAPITALS_IN)
        capitals, others = marks.count(b" C"), marks.count(b" x")
        return tokens, capitals / (capitals + others)
    pieces = line.split()
    return tokens_of(line), sum([piece[0].isupper() for piece in pieces]) / len(pieces)


class _Line(NamedTuple):
    """A line looked at alone."""

    numbers: tuple[float, ...]  # in the order of SHAPE
    kinds: int  # the bits of the cues in it
    about: tuple[str, ...]  # its longer words; single signs in scripts without spaces
    furniture: bool  # many of its few words are cues


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


@lru_cache(maxsize=1 << 13)
def look_at(line: str) -> _Line:
    """Return what can be seen of a line that is stripped and not empty."""
    length = len(line)
    tokens, capitals = _shape(line)
    found = list(filter(None, map(_kinds_of, tokens)))
    count = len(tokens) or 1
    weighed = set(tokens)
    about = [token for token in weighed if len(token) >= _LONG_WORD]
    if not line.isascii() and (signs := _SCRIPT.findall(line)):
        count = max(count, len(signs) // 2)
        length += len(signs)  # a sign says as much as two letters or more
        about = list({*about, *signs})
        found += [cues().words[cue] for cue in _unspaced_cues().findall(line.lower())]
        weighed = terms(tokens)
    weights = term_weights()
    tones = map(weights.__getitem__, weights.keys() & weighed)
    kinds, bit = reduce(or_, found, 0), cues().bit
    credit, function = kinds & bit["credit"], kinds & bit["function"]
    functions = sum([bits & function > 0 for bits in found]) if function else 0
    share = (len(found) - functions) / count
    # A question with "you" is an interview's: a label hardly ever asks.
    furniture = count <= SHORT and share >= _FURNITURE and not line.endswith(("?", "？"))
    numbers = (
        length,
        count,
        line.rstrip(CLOSERS).endswith(_TOLD),
        capitals,
        share,
        credit > 0 and any(_kinds_of(token) & credit for token in tokens[-4:]),
        sum(tones) / sqrt(max(FEW, len(weighed))),
    )
    return _Line(numbers, kinds, tuple(about), furniture)


def words_in(line: str) -> float:
    """The words of a line; two signs count as one in scripts without spaces."""
    return look_at(line).numbers[_WORDS]


def is_label(line: str, kind: str | None = None) -> bool:
    """Whether a line is short enough for a label and has a cue of this kind, if one is asked for."""
    look = look_at(line)
    return look.numbers[_WORDS] <= SHORT and (not kind or look.kinds & cues().bit[kind] > 0)


def prose(line: str) -> int:
    """How much the line weighs as prose, in characters: nothing unless it reads as sentences.

    The cheapest look that tells an article from a menu; it is taken at every line of a page.
    """
    if len(line) < SHORTEST or not line.rstrip(CLOSERS).endswith(_TOLD):
        return 0
    return len(line) if line.count(" ") >= PROSE_WORDS - 1 or _unspaced_prose(line) else 0


def _unspaced_prose(line: str) -> bool:
    return not line.isascii() and len(_SCRIPT.findall(line)) >= 2 * PROSE_WORDS
