"""Labels behind which a page goes on with something else: its date, another one's, comments, a copyright line.

Decides what lies beyond such a label and speaks of something else, though it was taken for the article's. What a
rule says ``closes`` an article need not be so, for labels to share it also stand in the midst of articles: what is
below them must be unlikely in the mean. Leaves to ``rules`` which lines close one, to ``edges`` what stands off
without a label, to ``thread`` comments that several labels name.

The bounds were set on 227 labelled pages, whole, cropped and as paragraphs, and on 2,133 pages of two collections.
"""

from __future__ import annotations

import re
from itertools import accumulate, compress, pairwise
from typing import TYPE_CHECKING, NamedTuple

from summarize.clean.line import is_label, prose
from summarize.clean.topics import shared, size, stems_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: The reasons of what is found here.
PARTED = "beyond a date or comments"
CLOSED = "below the article's end"


class _Bounds(NamedTuple):
    """What lies beyond a label is another's if it is not more than this."""

    weight: float  # its share of the article's
    words: float  # the share of its longer words that are the article's
    top: float = 0.0  # with no more than this share above it, it stands at the article's top, and parts nothing


_OVER_DATE = _Bounds(1 / 3, 0.25)
_UNDER_DATE = _Bounds(1 / 5, 0.25)
#: With words up to a half twice as many pages get better, none worse, but of articles in whose midst such a label was
#: put twice as many lose lines.
_UNDER_END = _Bounds(1 / 2, 0.35, top=1 / 5)
#: The mean chance of what is below an article's end is lower; by far most articles' own is higher.
_UNSURE = 0.75
#: Lines of prose above its end, at least: fewer do not tell what an article speaks of. With three instead two pages of
#: 2,133 more get better, but articles of one sentence to a line lose far more below a label in their midst.
_TELLING = 6
#: Sentences above a date: one is the article's standfirst, which may have none of its words.
_STANDFIRST = 2
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_UPDATE = re.compile(
    r"(?i)p+dat|modif|correct|clarif|korrig|korrekt|aktuali|rectif|actuali|atualiz|aggiorn|mise? à jour|änder"
    r"|bijgewerkt|päivit|güncel|обновл|оновл|ενημερ|更新|업데이트|수정"
)


def parted(lines: Sequence[str], own: Sequence[bool], chances: Sequence[float]) -> set[int]:
    """The places of the article's lines that a label parts from it, and that speak of something else.

    Above, the label is the article's date, and one sentence is its standfirst; below, it is the date of another
    article, or one that names comments. What lies beyond it is much less than the article: a live ticker has most of
    its entries between its dates. Of 2,133 pages of two collections 18 get better by .13 in the mean, and two worse
    by .04; of 227 labelled ones, cropped, one by .19, and none.
    ``own`` says which lines are taken for the article's, ``chances`` how likely each is.
    """
    places = list(compress(range(len(own)), own))
    above = _beyond(lines, own, chances, places, _OVER_DATE, lambda place: _is_date(lines[place]))
    if sum(prose(lines[place]) > 0 for place in above) < _STANDFIRST:
        above = []
    rest = places[len(above) :][::-1]
    below = _beyond(
        lines, own, chances, rest, _UNDER_DATE, lambda place: _is_date_or_comments(lines[place])
    )
    return {*above, *below}


def closed(
    lines: Sequence[str], own: Sequence[bool], chances: Sequence[float], closing: Sequence[bool]
) -> set[int]:
    """The places of the article's lines below a line that closes it, that the model is not sure of, in the mean.

    On pages without labels in between (their paragraphs alone) other articles' teasers follow the copyright line as
    if they were more of it. Of 2,133 pages of two collections eight get better by .13 in the mean, and none worse; of
    227 labelled ones, in three forms, eight by .19, and none.
    ``own`` says which lines are taken for the article's, ``chances`` how likely each is, ``closing`` which close it.
    """
    places = list(compress(range(len(own)), own))[::-1]
    found = _beyond(lines, own, chances, places, _UNDER_END, closing.__getitem__)
    told = [place for place in found if prose(lines[place])]
    above = sum(prose(lines[place]) > 0 for place in places[len(found) :])
    weight = sum([len(lines[place]) * chances[place] for place in told])
    unsure = above >= _TELLING and weight < _UNSURE * size(lines, told)
    return set(found) if unsure else set()


def _beyond(
    lines: Sequence[str],
    own: Sequence[bool],
    chances: Sequence[float],
    places: Sequence[int],
    bounds: _Bounds,
    parts: Callable[[int], bool],
) -> list[int]:
    """The places beyond the innermost line that ``parts`` them from others, from one end of the article inward.

    What further ones part, if it is more than ``bounds`` allow, is a live ticker, unless it is nearly all there is.
    """
    told = [place for place in places if prose(lines[place])]
    weights = list(accumulate([len(lines[place]) * chances[place] for place in told]))
    label, outer = -1, 0
    for number, (place, following) in enumerate(pairwise(told), 1):
        outward = 1 if following < place else -1
        gap = range(following + outward, place, outward)
        found = next((row for row in gap if not own[row] and parts(row)), None)
        if found is None:
            continue
        if weights[number - 1] > bounds.weight * weights[-1]:
            if weights[-1] - weights[number - 1] < bounds.top * weights[-1]:
                break
            return []
        label, outer = found, number
    if not outer:
        return []
    known = stems_of(lines[place] for place in told[outer:])
    if shared(lines, told[:outer], known) >= bounds.words:
        return []
    return [place for place in places if (place < label) == (told[0] < label)]


def _is_date(line: str) -> bool:
    """Whether a line is a label with a year and a word of dates; one with a handle signs somebody's message."""
    return _YEAR.search(line) is not None and "@" not in line and is_label(line, "date")


def _is_date_or_comments(line: str) -> bool:
    """Whether a line dates what is below it, or names comments; an update's date is the article's."""
    return (_is_date(line) and not _UPDATE.search(line)) or is_label(line, "comment")
