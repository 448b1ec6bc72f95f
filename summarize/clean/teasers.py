"""Rows of teasers that were taken for the article's: other articles, each in a line or two.

Decides which lines in a row are such, by their build: sentences with furniture between, what breaks off with dots,
and entries of a title and what is said of it. A teaser alone is left to ``classify``, and where the article begins
and ends to ``edges``.

The numbers were swept on 227 labelled pages, whole and cropped, of which rows with furniture between make four whole
ones better and none worse; the others on 2,133 pages of two collections as well.
"""

from __future__ import annotations

import re
from itertools import compress, groupby, takewhile
from typing import TYPE_CHECKING

from summarize.clean.line import CLOSERS, SHORT, look_at, prose, words_in
from summarize.clean.topics import CERTAIN, SAME, has_label, islands_of, shared, size, stems_of

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The reason of what is found here.
TEASERS = "teasers"

_NUMBER = re.compile(r"\d")
_LABELS = 2  # lines among teasers that look like furniture
_ROW = 4  # teasers that make a row; three stand below articles that end in a list
_TEASER = 2  # lines of a teaser: a title and a sentence
#: Share of the article's characters, from which a row is a part of it all the same.
_MUCH = 0.3
_CUT = 60  # characters of a label that breaks off, at most
_BROKEN = 3  # teasers that break off and make a row; two are often an article's own
_ENTRY = 4  # lines from one to the next: with a title, a date and a label
_REST = 0.25  # share of the characters that is left of the article
_ELSEWHERE = 0.5  # share of the longer words that the article has too, from which they are its own
_GAP = 3  # lines put aside between the article and a list of entries; one may announce the article's own
_ENTRIES = 5  # that make a list; with 4 or 6 the same pages change
_TITLED = 0.5  # lines that are no prose, to each that is said of one: steps of a recipe have numbers for titles
_LINES = 3.6  # to each entry at most: products with a price, a shop and a photographer have more


def teasers(lines: Sequence[str], own: Sequence[bool], chances: Sequence[float]) -> set[int]:
    """The places of a row of teasers below the article: a sentence, furniture, a sentence, furniture.

    ``own`` says which lines are taken for the article's, ``chances`` how likely each is.
    """
    islands = islands_of(own, 1)
    row: list[list[int]] = []
    while islands and len(islands[-1]) <= _TEASER and _mean(chances, islands[-1]) <= CERTAIN:
        row.append(islands.pop())
    below = [place for island in reversed(row) for place in island]
    above = [place for island in islands for place in island]
    if len(row) < _ROW or not above or size(lines, below) >= _MUCH * size(lines, above):
        return set()
    between = [lines[place] for place in range(above[-1], below[-1]) if not own[place]]
    # what has but times between is a live ticker, and what has stood among the article's lines is a placeholder
    inside = {lines[place] for place in range(above[0], above[-1]) if not own[place]}
    labels = [
        line
        for line in between
        if line not in inside and look_at(line).furniture and not _NUMBER.search(line)
    ]
    return set(below) if len(labels) >= _LABELS else set()


def broken_off(lines: Sequence[str], own: Sequence[bool]) -> set[int]:
    """The places of teasers in a row, and of their titles, that break off with dots.

    They stand above the article, below or in it, and speak of other things. It hardly breaks off itself: where that
    is the style, such lines are everywhere. Of 2,133 pages of two collections nine get better by .09 in the mean,
    and one worse by .16; of 227 labelled ones, in three forms each, five by .19, and none. The bounds were set on both.
    ``own`` says which lines are taken for the article's.
    """
    cut = [mine and _breaks_off(line) for mine, line in zip(own, lines, strict=True)]
    rows = [row for row in islands_of(cut, _ENTRY) if len(row) >= _BROKEN]
    if not rows:
        return set()
    places = list(compress(range(len(own)), own))
    taken = {place for row in rows for place in row}
    rest = [place for place in places if place not in taken and prose(lines[place])]
    alone = sum(cut) - len(taken)
    if _BROKEN * alone > len(taken) or size(lines, rest) < _REST * size(lines, places):
        return set()
    known = stems_of(lines[place] for place in rest)
    found: set[int] = set()
    for row in rows:
        titled = row[0] > 0 and own[row[0] - 1] and not prose(lines[row[0] - 1])
        first, last = row[0] - titled, row[-1]
        # what breaks off in the article's midst is its own: the words of a recording, of somebody asked
        amidst = first > 0 and last + 1 < len(own) and all(own[first - 1 : last + 2])
        if not amidst and shared(lines, row, known) < _ELSEWHERE:
            between = [place for place in range(first, last) if own[place]]
            found.update(row, [place for place in between if not prose(lines[place])])
    return found


def _breaks_off(line: str) -> bool:
    """Whether a line is more than a label, and its last sentence ends in dots."""
    return len(line) > _CUT and line.rstrip(CLOSERS).endswith(("...", "…"))


def entries(lines: Sequence[str], own: Sequence[bool], chances: Sequence[float]) -> set[int]:
    """The places of entries below the article and a few lines of the page's, each a title and what is said of it.

    So a page lists its news, or its publisher's other sites. None is likelier than a teaser, and few of their words
    are the article's. What follows the article at once is its own list, of tips or of questions, whatever the
    words. Of 2,133 pages of two collections three get better, by .58 in the mean, and none worse; of 227 labelled
    ones one by .62, and none. The bounds were set on both.
    ``own`` says which lines are taken for the article's, ``chances`` how likely each is.
    """
    places = list(compress(range(len(own)), own))
    doubtful = list(takewhile(lambda place: chances[place] < CERTAIN, reversed(places)))[::-1]
    if len(doubtful) == len(places) or len(doubtful) < 2 * _ENTRIES:
        return set()
    told = [place for place in doubtful if _is_told(lines, place)]
    if len(told) < _ENTRIES:
        return set()
    first = told[0] - 1  # the first title, which the article may have been given or not
    row = [place for place in doubtful if place >= first]
    above = places[: -len(row)]
    gap = range(above[-1] + 1, first)
    titles = sum(not prose(lines[place]) for place in row)
    span = sum(1 for _ in groupby(lines[first : row[-1] + 1]))  # a title may come again at once
    listed = (
        len(gap) >= _GAP
        and has_label(lines, gap)
        and titles >= _TITLED * len(told)
        and span <= _LINES * len(told)
        and shared(lines, row, stems_of(lines[place] for place in above)) < SAME
    )
    return set(row) if listed else set()


def _is_told(lines: Sequence[str], place: int) -> bool:
    """Whether a line is a single one of prose right below a title."""
    title, told, following = (*lines[place - 1 : place + 2], "")[:3]
    return prose(told) > 0 and words_in(title) <= SHORT and not (prose(title) or prose(following))


def _mean(chances: Sequence[float], places: Sequence[int]) -> float:
    return sum([chances[place] for place in places]) / len(places)
