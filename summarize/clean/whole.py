"""Whether a text as a whole is an article that is clean already, and is to lose nothing.

Decides by five facts about all lines together, weighed by a logistic model. A line alone can look like
a label though it is an item of a recipe; that nothing around it looks like a page's furniture is what
tells. Only at its end such a text may have a line or two of furniture (a request to subscribe, the
publisher's imprint), and there the line model's word counts. In a text of a few lines, most of them
sentences, there is too little to tell: it keeps those that do not look like furniture. Leaves single lines
to ``classify``. ``bench/fit_cleaning.py`` fits the weights.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple

from summarize.clean.captions import CAPTION, CREDIT
from summarize.clean.line import SHAPE, SHORT, cues, look_at
from summarize.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarize.clean.segment import Piece

FACTS = (
    "share of furniture lines",
    "log of the least likely line with a cue",
    "share of characters in doubt",
    "lines that rules put aside",
    "strongest tone of furniture",
)

_CUE = 0.15  # share of cue words that makes a line one with a cue
_DOUBT = 0.5  # a line less likely than this is in doubt
_RULED = 3  # more lines that rules put aside say no more
_FEW = 6  # lines; no page has so few
_BARE = 20  # lines of a text that may be clean because none names a part of a page
_HARDLY = 3  # words of a line of which one cue is enough for that
_ASKING = 0.2  # share of cue words above which a line at the end looks like furniture,
_CUED = 2  # and how many it has at least: "He died on Monday." has one
_FULL = 6  # and how many make a sentence one that is about nothing else
_CUES = 0.4  # share of cue words from which a sentence looks like furniture
_LOUD = 30  # tone above which it does: 99 of 100 sentences of articles are below

_ASKED = [
    SHAPE.index(name) for name in ("words", "ends a sentence", "cue share", "tone of its words")
]


class Whole(NamedTuple):
    """A logistic model over ``FACTS``."""

    weights: tuple[float, ...]
    bias: float

    def is_clean(self, facts: Sequence[float]) -> bool:
        """Whether a text with these facts is an article already."""
        score = sum(a * b for a, b in zip(self.weights, facts, strict=True)) + self.bias
        return round(score, 9) > 0


def facts(
    pieces: Sequence[Piece], probabilities: Sequence[float], table: dict[str, Sequence[float]]
) -> tuple[float, ...] | None:
    """The facts about a text; None if there is nothing to judge, or lines lie far from any prose.

    ``probabilities`` and the columns of ``table`` (by the names of features) have a number for each
    piece.
    """
    if any(piece.far for piece in pieces):
        return None
    rows = [
        row
        for piece, *row in zip(
            pieces,
            probabilities,
            table["length"],
            table["cue share"],
            table["tone of its words"],
            strict=True,
        )
        if piece.kind is None
    ]
    if not rows:
        return None
    chances, sizes, cues, tones = zip(*rows, strict=True)
    with_a_cue = [chance for chance, share in zip(chances, cues, strict=True) if share > _CUE]
    doubtful = [size for chance, size in zip(chances, sizes, strict=True) if chance < _DOUBT]
    # a picture with its caption stands in articles as well
    ruled = sum(
        piece.kind is Kind.BOILERPLATE and piece.reason not in {CREDIT, CAPTION} for piece in pieces
    )
    return (
        table["cues in all"][0],
        log(max(1e-9, min(with_a_cue))) if with_a_cue else 0.0,
        sum(doubtful) / sum(sizes),
        min(_RULED, ruled),
        max(tones) / 100,
    )


def bare(pieces: Sequence[Piece]) -> bool:
    """Whether a text of not too many lines has none that names a part of a page, and none that a rule puts aside.

    A list, an interview or a verse that somebody pasted is such. Of 2,360 pages with a body none is.
    """
    return len(pieces) <= _BARE and not any(
        piece.kind in (Kind.BOILERPLATE, Kind.METADATA)
        or (piece.kind is None and _names_parts(piece.text))
        for piece in pieces
    )


def _names_parts(line: str) -> bool:
    """Whether two words of a line or more are cues, and not few of all, or one of hardly any."""
    look = look_at(line)
    words, _, share, _ = (look.numbers[place] for place in _ASKED)
    return _names_furniture(line) and (
        (share > _ASKING and share * words >= _CUED) or (share > _CUE and words <= _HARDLY)
    )


def _names_furniture(line: str) -> bool:
    """Whether a word of a line names a part of a page, and is none that articles have as well, as dates."""
    bit = cues().bit
    return look_at(line).kinds & ~(bit["date"] | bit["credit"] | bit["function"]) > 0


def plain(pieces: Sequence[Piece], table: dict[str, Sequence[float]]) -> list[bool]:
    """Which lines of a few sentences, as people type or paste them, are plain ones.

    None are in a text of more lines, or one that has more other lines than sentences.
    """
    if len(pieces) > _FEW:
        return [False] * len(pieces)
    rows = zip(
        pieces,
        table["ends a sentence"],
        table["cue share"],
        table["tone of its words"],
        strict=True,
    )
    found = [
        bool(piece.kind is None and final and share < _CUES and tone < _LOUD)
        for piece, final, share, tone in rows
    ]
    others = sum(piece.kind is None for piece in pieces) - sum(found)
    return found if sum(found) > others else [False] * len(pieces)


def ending(lines: Sequence[str], rejected: Sequence[bool]) -> int:
    """From which line on a clean text's end is furniture: the number of lines if none is.

    ``rejected`` says which lines are put aside, or would be by the line model. Of those at the end, from the
    first on that looks like furniture: what the model rejects below that is taken for more of it.
    """
    first = len(lines)
    for place in range(len(lines) - 1, -1, -1):
        if not rejected[place]:
            break
        if _asks(lines[place]):
            first = place
    return first


def _asks(line: str) -> bool:
    """Whether a line asks something of the reader, or names parts of the page.

    A short sentence may be the article's last, whatever it is about: "He shared it on Facebook."
    """
    look = look_at(line)
    words, ends, share, tone = (look.numbers[place] for place in _ASKED)
    if not _names_furniture(line) or line.endswith(","):
        return False
    if ends:
        return words > SHORT and share > _ASKING and (tone > _LOUD or share * words >= _FULL)
    return tone > _LOUD or (tone >= 0 and share > _ASKING and share * words >= _CUED)
