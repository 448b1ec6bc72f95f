"""Lists and tables of the article, whose lines look like a page's labels one by one.

Decides which lines put aside are the article's after all: dates of a tour, results, ingredients, short
questions and answers. Their build tells them from menus and rows of teasers: line after line with a number, or
with a term and what is said of it ("England (Group A): tenth appearance"), right below a line of the article.
Menus have no numbers; rows of teasers have dates, times or ranks, or stand below a label ("Read more").
An item alone, or a line that announces one, is the article's if the article goes on right below, and so are a few
lines that one announces.

On 227 labelled pages, whole, eight get better and one worse; on 2,133 pages that played no part in finding this, 96
and 16. Rows of four lines are a third more of both.
"""

from __future__ import annotations

import re
from itertools import compress, pairwise
from typing import TYPE_CHECKING

from summarize.clean.kinds import MARK
from summarize.clean.line import LABEL, is_label, look_at, words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The reason of what is found here.
LIST = "list of the article"
#: How often it was right on labelled pages.
SURE = 0.85

_LEAST = 5  # lines in a row that make a list
_LONGEST = 25  # words of an item
_GAP = 2  # lines above in which the article must stand: a heading may stand between
_FURNITURE = 0.3  # share of the lines that may look like furniture
_PAGES_OWN = 0.2  # share of the lines that may have what rows of a page's own have

#: Cues of the labels that stand above rows of teasers.
_HEADS = ("related", "nav", "advert")
_HEAD = 5  # words of such a label
_RISING = 0.7  # share of the lines whose number is the next one, from which they are ranks

_ALONE = 2  # lines between two of the article, from which they are a row of their own
_POSSIBLE = 0.2  # lines less likely than this are a picture's credit, a teaser or a tag

_TOLD = 8  # lines that are announced, at most
_SAYS = 4  # words of what announces them
_LABELS = 0.25  # share of them that may look like furniture

_NUMBER = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{2}")
#: "3. Dogs go free" is a teaser's rank as often as an item's number.
_RANK = re.compile(r"\(?\d{1,2}[.)] ")
_PLACE = re.compile(r"#?0?(\d{1,2})(?!\d)")
#: "Q: Tea or coffee?", "England (Group A): tenth appearance"; "Weather: storm in the north" is a teaser's.
_TERM = re.compile(r"[^\W\d_]: |[^:()]{2,40}\([^()]{1,20}\): ?\S")
#: What rows of a page's own have: dates, times, addresses, prices and how they move, how much there is.
_PAGES = re.compile(
    r"\d[:.]\d\d(?!\d)|\d[-./]\d{1,2}[-./]\d\d|(?:19|20)\d\d|https?:|www\.|@|\d[\d ()/-]{7}"
    r"|[+-] ?\d+[.,]\d+ ?%|\d% off|\d ?°|\b\d{1,2} ?[ap]m\b|\d comments?\Z"
    r"|\A\S+(?: \S+){0,2} \(\d+\)\Z"
)


def lists(lines: Sequence[str], own: Sequence[bool]) -> list[int]:
    """The places of the lines in the article's lists; ``own`` says which lines are the article's."""
    found: list[int] = []
    count = len(lines)
    places = list(compress(range(count), own))
    end = places[0] if places else 0  # of what has been looked at
    for place in places:
        near = range(max(place, end), min(place + _GAP + 1, count))
        first = next((start for start in near if _is_item(lines[start])), None)
        if first is None:
            continue
        while first > end and _is_item(lines[first - 1]):
            first -= 1
        end = first
        while end < count and _is_item(lines[end]):
            end += 1
        while first < end and own[first]:
            first += 1  # the article's own sentence, which has a number, is none of the row
        row = _trimmed(lines, range(first, end))
        if len(row) >= _LEAST and _belongs(lines, own, row):
            found += row
    return found


def _trimmed(lines: Sequence[str], row: range) -> range:
    """A row without the furniture that follows it, or that it follows: two such lines or more."""
    looks = [look_at(lines[place]).furniture for place in row]
    head = next((number for number, furniture in enumerate(looks) if not furniture), len(row))
    tail = next((number for number, furniture in enumerate(looks[::-1]) if not furniture), 0)
    return row[head if head > 1 else 0 : len(row) - (tail if tail > 1 else 0)]


def items(lines: Sequence[str], own: Sequence[bool], chances: Sequence[float]) -> list[int]:
    """The places of items and of lines that announce something, alone between lines of the article.

    A line that begins with a bullet or a number, or ends with a colon, is likelier the article's than
    ``chances`` say, which do not know that it stands between two that are.
    """
    places = compress(range(len(own)), own)
    return [
        place
        for before, after in pairwise(places)
        if after - before <= _ALONE + 1
        for place in range(before + 1, after)
        if chances[place] >= _POSSIBLE and (MARK.match(lines[place]) or _announces(lines[place]))
    ]


def announced(lines: Sequence[str], own: Sequence[bool]) -> list[int]:
    """The places of a few lines between two of the article's that a line of several words announces with a colon.

    "Every guest is asked to bring:" stands above what to bring, if hardly any of it looks like furniture. Of 2,133
    pages of two collections 64 get better by .019 in the mean, and seven worse by .01; of 227 labelled ones, in three
    forms each, three by .02, and three.
    ``own`` says which lines are the article's.
    """
    found: list[int] = []
    for before, after in pairwise(compress(range(len(own)), own)):
        gap = range(before + 1, after)
        if not 0 < len(gap) <= _TOLD:
            continue
        heads = range(before, min(before + _GAP + 1, after))
        labels = sum(look_at(lines[place]).furniture for place in gap)
        if labels <= _LABELS * len(gap) and any(
            _says_what_follows(lines[place]) for place in heads
        ):
            found += gap
    return found


def _says_what_follows(line: str) -> bool:
    """Whether a line announces something in so many words: "More:" is a label."""
    return _announces(line) and words_in(line) >= _SAYS and not look_at(line).furniture


def _announces(line: str) -> bool:
    return line.endswith((":", "：")) and not heads_teasers(line)


def _is_item(line: str) -> bool:
    """Whether a line could be an item: a number or a term in a few words."""
    return len(line) <= LABEL and bool(
        (_NUMBER.search(line) or _TERM.match(line))
        and _WORD.search(line)
        and not _RANK.match(line)
        and 2 <= words_in(line) <= _LONGEST
    )


def _belongs(lines: Sequence[str], own: Sequence[bool], row: range) -> bool:
    """Whether a row of items is a list of the article."""
    near = range(max(0, row.start - _GAP), row.start)
    if not any(own[near.start : row.stop]):
        return False
    # what heads the row: the lines between the article and its first item
    head = max((place + 1 for place in near if own[place]), default=row.start)
    texts, size = lines[row.start : row.stop], len(row)
    return not (
        any(map(_names_others, lines[head : row.start]))
        or heads_teasers(texts[0])
        or sum(look_at(line).furniture for line in texts) > _FURNITURE * size
        or _ranked(texts)
        or sum(_PAGES.search(line) is not None for line in texts) > _PAGES_OWN * size
    )


def _names_others(line: str) -> bool:
    """Whether a line is a label that stands above teasers or an advert."""
    return any(is_label(line, kind) for kind in _HEADS)


def heads_teasers(line: str) -> bool:
    """Whether a line heads a row of teasers: "Top 5 most read" has a number and looks like an item."""
    return words_in(line) <= _HEAD and look_at(line).furniture and _names_others(line)


def _ranked(texts: Sequence[str]) -> bool:
    """Whether most lines are numbered, one after the other: what is read most has such ranks."""
    ranks = [int(found[1]) if (found := _PLACE.match(text)) else -1 for text in texts]
    rising = sum(after == before + 1 > 1 for before, after in pairwise(ranks))
    return rising > _RISING * (len(texts) - 1)
