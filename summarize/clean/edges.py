"""Where the article begins and ends, though more of the page reads like one.

Decides which of the lines taken for the article's stand at its edges and are none: its headline, below it
teasers and what stands far off, and on both sides what stands off and speaks of something else. Of what is near
above the article nothing but headings goes (a short standfirst without a full stop looks like one). Leaves to
``classify`` what single lines are, to ``whole`` the end of a text that is clean.

The numbers were swept on 227 labelled pages, whole and cropped. Of whole ones the headline makes 20 better and four
worse, rows of teasers four and none, what is far below 13 and none, what stands apart eight and none.
"""

from __future__ import annotations

import re
from itertools import accumulate, compress, takewhile
from typing import TYPE_CHECKING

from summarize.clean.kinds import HEADINGS, form
from summarize.clean.line import look_at
from summarize.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: The reasons of what is found here.
HEADLINE = "headline"
BEYOND = "far below the article"
APART = "apart from the article"
TEASERS = "teasers below the article"

_ABOVE = 2  # lines put aside above a headline: with fewer the text is no page

#: Lines to the next of the article's, from which it does not stand apart yet. A stretch of 12 makes two
#: crops worse, one of 20 half as many pages better.
_STRETCH = 15
#: Share of the article's weight, from which what stands apart is a part of it all the same. With a half
#: instead an article is lost that continues below a box.
_MUCH = 0.3

#: Lines to the article from which it may speak of something else. Swept 6, 8, 10 and 15, with a share of .3 and .4.
_OFF = 8
#: Share of the article's weight from which what stands off is a part of it all the same, whatever it speaks of.
_LITTLE = 0.15
#: Share of the longer words that the article has too, from which both speak of the same,
_SAME = 0.3
#: and of a heading's longer words, among so many lines above, from which it is the article's headline.
_HEADLINE, _OVER = 0.6, 12
_STEM = 5  # letters

_NUMBER = re.compile(r"\d")
_LABELS = 2  # lines among teasers that look like furniture
_ROW = 4  # teasers that make a row; three stand below articles that end in a list
_TEASER = 2  # lines of a teaser: a title and a sentence
_SURE = 0.8  # lines likelier than this are no teaser's: a row of quotations has such


def headlines(lines: Sequence[str], own: Sequence[bool], kinds: Sequence[Kind | None]) -> list[int]:
    """The places of the headings above a page's first paragraph: its headline and what stands with it.

    In a text without furniture above, the headline is the article's first line, and stays. ``own`` says which
    lines are taken for the article's, ``kinds`` which kind a rule has given a line.
    """
    places = compress(range(len(own)), own)
    found = list(takewhile(lambda place: form(lines[place]) is Kind.HEADING, places))
    if not 0 < len(found) <= HEADINGS or not any(own[found[-1] + 1 :]):
        return []
    furniture = sum(kind in (None, Kind.BOILERPLATE) for kind in kinds[: found[0]])
    return found if furniture >= _ABOVE else []


def beyond(lines: Sequence[str], own: Sequence[bool], chances: Sequence[float]) -> set[int]:
    """The places of the article's lines that stand too far below it.

    What comes after a long stretch of furniture, and is much less than the article, is another article's
    teaser or the small print. A stretch in which no line looks like furniture is the article's own table.
    ``own`` says which lines are taken for the article's, ``chances`` how likely each is.
    """
    islands, totals, main = _parts(lines, own, chances, _STRETCH)
    if len(islands) < 2:
        return set()
    labels = _labels(lines)
    found: set[int] = set()
    end = islands[main][-1]
    for island, total in zip(islands[main + 1 :], totals[main + 1 :], strict=True):
        if total < _MUCH * totals[main] and labels[island[0]] > labels[end + 1]:
            found.update(island)
        else:
            end = island[-1]
    return found


def apart(lines: Sequence[str], own: Sequence[bool], chances: Sequence[float]) -> set[int]:
    """The places of the article's lines that stand off, above or below, and speak of something else.

    A standfirst far above the text has the article's words, or stands below a headline that has. Of 2,133
    pages that played no part in finding this 63 get better and ten worse, of 227 labelled ones eight and none.
    ``own`` says which lines are taken for the article's, ``chances`` how likely each is.
    """
    islands, totals, main = _parts(lines, own, chances, _OFF)
    if len(islands) < 2:
        return set()
    known = _stems(lines[place] for place in islands[main])
    labels = _labels(lines)

    def foreign(number: int, between: range) -> bool:
        island = islands[number]
        return (
            totals[number] < _LITTLE * totals[main]
            and labels[between.stop] > labels[between.start]
            and _shared([lines[place] for place in island], known) < _SAME
        )

    found: set[int] = set()
    begin, end = islands[main][0], islands[main][-1]
    for number in range(main - 1, -1, -1):
        first, last = islands[number][0], islands[number][-1]
        over = lines[max(0, first - _OVER) : first]
        headed = any(_is_headline(line, known) for line in over)
        if not headed and foreign(number, range(last + 1, begin)):
            found.update(islands[number])
        else:  # what stands between it and the article is the article's too
            found.clear()
            begin = first
    below: set[int] = set()
    for number in range(main + 1, len(islands)):
        if foreign(number, range(end + 1, islands[number][0])):
            below.update(islands[number])
        else:
            below.clear()
            end = islands[number][-1]
    return found | below


def teasers(lines: Sequence[str], own: Sequence[bool], chances: Sequence[float]) -> set[int]:
    """The places of a row of teasers below the article: a sentence, furniture, a sentence, furniture.

    ``own`` says which lines are taken for the article's, ``chances`` how likely each is.
    """
    islands = _islands(own, 1)
    row: list[list[int]] = []
    while islands and len(islands[-1]) <= _TEASER and _mean(chances, islands[-1]) <= _SURE:
        row.append(islands.pop())
    below = [place for island in reversed(row) for place in island]
    above = [place for island in islands for place in island]
    if len(row) < _ROW or not above or _size(lines, below) >= _MUCH * _size(lines, above):
        return set()
    between = [lines[place] for place in range(above[-1], below[-1]) if not own[place]]
    # what has but times between is a live ticker
    labels = [line for line in between if look_at(line).furniture and not _NUMBER.search(line)]
    return set(below) if len(labels) >= _LABELS else set()


def _islands(own: Sequence[bool], stretch: int) -> list[list[int]]:
    """The places of the article's lines, apart where the next is more than ``stretch`` lines off."""
    islands: list[list[int]] = []
    for place in compress(range(len(own)), own):
        if islands and place - islands[-1][-1] <= stretch:
            islands[-1].append(place)
        else:
            islands.append([place])
    return islands


def _parts(
    lines: Sequence[str], own: Sequence[bool], chances: Sequence[float], stretch: int
) -> tuple[list[list[int]], list[float], int]:
    """The islands, what each weighs (its characters, each line's by its chance), and which is the article."""
    islands = _islands(own, stretch)
    totals = [sum([len(lines[place]) * chances[place] for place in island]) for island in islands]
    return islands, totals, totals.index(max(totals)) if totals else 0


def _labels(lines: Sequence[str]) -> list[int]:
    """How many lines look like furniture before each line, and in all."""
    return list(accumulate((look_at(line).furniture for line in lines), initial=0))


def _stems(lines: Iterable[str]) -> set[str]:
    """The stems of the longer words of lines."""
    return {word[:_STEM] for line in lines for word in look_at(line).about}


def _shared(lines: Sequence[str], known: set[str]) -> float:
    """The share of the stems of lines that are known."""
    stems = _stems(lines)
    return len(stems & known) / (len(stems) or 1)


def _is_headline(line: str, known: set[str]) -> bool:
    stems = _stems([line])
    return len(stems & known) >= max(2, _HEADLINE * len(stems))


def _mean(chances: Sequence[float], places: Sequence[int]) -> float:
    return sum([chances[place] for place in places]) / len(places)


def _size(lines: Sequence[str], places: Sequence[int]) -> int:
    """The characters of these lines."""
    return sum([len(lines[place]) for place in places])
