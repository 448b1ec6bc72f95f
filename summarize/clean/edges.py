"""Where the article begins and ends, though more of the page reads like one.

Decides which of the lines taken for the article's stand at its edges and are none: its headline, below it
teasers, entries and what stands far off, and on both sides what stands off and speaks of something else. Of what
is near above the article nothing but headings goes (a short standfirst without a full stop looks like one). Leaves to
``classify`` what single lines are, to ``whole`` the end of a text that is clean.

The numbers were swept on 227 labelled pages, whole and cropped. Of whole ones the headline makes 20 better and four
worse, rows of teasers four and none, what is far below 13 and none, what stands apart eight and none.
"""

from __future__ import annotations

import re
from itertools import accumulate, compress, groupby, pairwise, takewhile
from typing import TYPE_CHECKING

from summarize.clean.kinds import HEADINGS, form
from summarize.clean.line import CLOSERS, SHORT, is_label, look_at, prose, words_in
from summarize.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

#: The reasons of what is found here.
HEADLINE = "headline"
BEYOND = "far below the article"
APART = "apart from the article"
PARTED = "beyond a date or comments"
STRAY = "speaks of something else"
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

#: Share of the article's weight that may lie above its date, and below a date or a label of comments,
_OVER_DATE, _UNDER_DATE = 1 / 3, 1 / 5
#: if fewer of its longer words are the article's.
_OTHER = 0.25
_YEAR = re.compile(r"(?:19|20)\d\d")

_NUMBER = re.compile(r"\d")
_LABELS = 2  # lines among teasers that look like furniture
_ROW = 4  # teasers that make a row; three stand below articles that end in a list
_TEASER = 2  # lines of a teaser: a title and a sentence
_CUT = 60  # characters of a label that breaks off, at most
_BROKEN = 3  # teasers that break off and make a row; two are often an article's own
_ENTRY = 4  # lines from one to the next: with a title, a date and a label
_REST = 0.25  # share of the characters that is left of the article
_ELSEWHERE = 0.5  # share of the longer words that the article has too, from which they are its own
_GAP = 3  # lines put aside between the article and such a list; one may announce the article's own
_ENTRIES = 5  # that make a list; with 4 or 6 the same pages change
_STRAYS = 4  # sentences that tell what they speak of; with three a page gets worse
_ENOUGH = 2  # sentences that are left of the article
_TOLD = 4  # longer words that tell it
_TITLED = 0.5  # lines that are no prose, to each that is said of one: steps of a recipe have numbers for titles
_LINES = 3.6  # to each entry at most: products with a price, a shop and a photographer have more
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
    islands = _islands(own, _STRETCH)
    if len(islands) < 2:
        return set()
    totals, main = _weights(lines, chances, islands)
    found: set[int] = set()
    end, labelled = islands[main][-1], False
    for island, total in zip(islands[main + 1 :], totals[main + 1 :], strict=True):
        labelled = total < _MUCH * totals[main] and (
            labelled or _has_label(lines, range(end + 1, island[0]))
        )
        if labelled:
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
    islands = _islands(own, _OFF)
    if len(islands) < 2:
        return set()
    totals, main = _weights(lines, chances, islands)
    known = _stems(lines[place] for place in islands[main])
    found: set[int] = set()
    above, below = range(main - 1, -1, -1), range(main + 1, len(islands))
    for side in (above, below):  # from the article outward
        near, labelled = islands[main], False
        off: set[int] = set()
        for number in side:
            island = islands[number]
            gap = range(min(near[-1], island[-1]) + 1, max(near[0], island[0]))
            labelled = totals[number] < _LITTLE * totals[main] and (
                labelled or _has_label(lines, gap)
            )
            headed = number < main and _is_headed(lines, island[0], known)
            if labelled and not headed and _shared(lines, island, known) < _SAME:
                off.update(island)
            else:  # what stands between it and the article is the article's too
                off.clear()
                near, labelled = island, False
        found |= off
    return found


def parted(lines: Sequence[str], own: Sequence[bool], chances: Sequence[float]) -> set[int]:
    """The places of the article's lines that a label parts from it, and that speak of something else.

    Above, the label is the article's date; below, the date of another article, or a label of comments. What lies
    beyond it is much less than the article: a live ticker has most of its entries between its dates. Of 2,133 pages
    of two collections 39 get better, by .14 in the mean, and three worse; of 227 labelled ones, whole and cropped,
    ten by .11, and none. The bounds were set on both.
    ``own`` says which lines are taken for the article's, ``chances`` how likely each is.
    """
    places = list(compress(range(len(own)), own))
    above = _beyond_label(lines, own, chances, places, _OVER_DATE, _is_date)
    rest = places[: len(above) - 1 if above else None : -1]
    return {*above, *_beyond_label(lines, own, chances, rest, _UNDER_DATE, _is_date_or_comments)}


def _beyond_label(
    lines: Sequence[str],
    own: Sequence[bool],
    chances: Sequence[float],
    places: Sequence[int],
    most: float,
    parts: Callable[[str], bool],
) -> list[int]:
    """The places beyond the innermost label that ``parts`` them from others, from one end of the article inward.

    ``most`` is the share of the article's weight that may lie beyond it. What further labels part is a live ticker.
    """
    told = [place for place in places if prose(lines[place])]
    weights = list(accumulate([len(lines[place]) * chances[place] for place in told]))
    label, outer = -1, 0
    for number, (place, following) in enumerate(pairwise(told), 1):
        outward = 1 if following < place else -1
        gap = range(following + outward, place, outward)
        found = next((row for row in gap if not own[row] and parts(lines[row])), None)
        if found is None:
            continue
        if weights[number - 1] > most * weights[-1]:
            return []
        label, outer = found, number
    known = _stems(lines[place] for place in told[outer:])
    if not outer or _shared(lines, told[:outer], known) >= _OTHER:
        return []
    return [place for place in places if (place < label) == (told[0] < label)]


def _is_date(line: str) -> bool:
    """Whether a line is a label with a date; one with a handle signs somebody's message."""
    return _YEAR.search(line) is not None and "@" not in line and is_label(line, "date")


def _is_date_or_comments(line: str) -> bool:
    return _is_date(line) or is_label(line, "comment")


def strays(lines: Sequence[str], own: Sequence[bool], chances: Sequence[float]) -> set[int]:
    """The places of the article's lines at either end that stray from it: teasers, or comments.

    None of them is sure or has the article's words, and what parts them from it looks like furniture. Of 2,133 pages
    of two collections nine get better by .32 in the mean, and none worse; of 227 labelled ones two by .13, and none.
    The bounds were set on both.
    ``own`` says which lines are taken for the article's, ``chances`` how likely each is.
    """
    places = list(compress(range(len(own)), own))
    told = [place for place in places if prose(lines[place])]
    sure = _stems(lines[place] for place in told if chances[place] >= _SURE)
    found: set[int] = set()
    for side in (told, told[::-1]):  # from the end inward
        stray = list(takewhile(lambda place: _strays(lines[place], chances[place], sure), side))
        rest = side[len(stray) :]
        telling = [place for place in stray if len(_stems([lines[place]])) >= _TOLD]
        if len(telling) < _STRAYS or len(rest) < _ENOUGH:
            continue
        gap = range(min(stray[-1], rest[0]) + 1, max(stray[-1], rest[0]))
        aside = [place for place in gap if not own[place]]
        labels = sum(look_at(lines[place]).furniture for place in aside)
        known = _stems(lines[place] for place in rest)
        if len(aside) >= _GAP and labels >= _LABELS and _shared(lines, stray, known) < _OTHER:
            edge = aside[-1] if stray[0] < rest[0] else aside[0]
            found.update(place for place in places if (place < edge) == (stray[0] < edge))
    return found


def _strays(line: str, chance: float, sure: set[str]) -> bool:
    """Whether a line is not sure, and has none of the words of lines that are."""
    stems = _stems([line])
    return chance < _SURE and (len(stems) < _TOLD or len(stems & sure) < _SAME * len(stems))


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


def broken_off(lines: Sequence[str], own: Sequence[bool]) -> set[int]:
    """The places of teasers in a row, and of their titles, that break off with dots.

    They stand above the article, below or in it, and speak of other things. It hardly breaks off itself: where that
    is the style, such lines are everywhere. Of 2,133 pages of two collections ten get better, by .15 in the mean,
    and one worse; of 227 labelled ones six by .16, and none. The bounds were set on both.
    ``own`` says which lines are taken for the article's.
    """
    cut = [mine and _breaks_off(line) for mine, line in zip(own, lines, strict=True)]
    rows = [row for row in _islands(cut, _ENTRY) if len(row) >= _BROKEN]
    if not rows:
        return set()
    places = list(compress(range(len(own)), own))
    taken = {place for row in rows for place in row}
    rest = [place for place in places if place not in taken and prose(lines[place])]
    alone = sum(cut) - len(taken)
    if _BROKEN * alone > len(taken) or _size(lines, rest) < _REST * _size(lines, places):
        return set()
    known = _stems(lines[place] for place in rest)
    found: set[int] = set()
    for row in rows:
        if _shared(lines, row, known) < _ELSEWHERE:
            between = range(max(0, row[0] - 1), row[-1])
            found.update(
                row, [place for place in between if own[place] and not prose(lines[place])]
            )
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
    doubtful = list(takewhile(lambda place: chances[place] < _SURE, reversed(places)))[::-1]
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
        and _has_label(lines, gap)
        and titles >= _TITLED * len(told)
        and span <= _LINES * len(told)
        and _shared(lines, row, _stems(lines[place] for place in above)) < _SAME
    )
    return set(row) if listed else set()


def _is_told(lines: Sequence[str], place: int) -> bool:
    """Whether a line is a single one of prose right below a title."""
    title, told, following = (*lines[place - 1 : place + 2], "")[:3]
    return prose(told) > 0 and words_in(title) <= SHORT and not (prose(title) or prose(following))


def _islands(own: Sequence[bool], stretch: int) -> list[list[int]]:
    """The places of the article's lines, apart where the next is more than ``stretch`` lines off."""
    islands: list[list[int]] = []
    for place in compress(range(len(own)), own):
        if islands and place - islands[-1][-1] <= stretch:
            islands[-1].append(place)
        else:
            islands.append([place])
    return islands


def _weights(
    lines: Sequence[str], chances: Sequence[float], islands: Sequence[Sequence[int]]
) -> tuple[list[float], int]:
    """What each island weighs (its characters, each line's by its chance), and which is the article."""
    totals = [sum([len(lines[place]) * chances[place] for place in island]) for island in islands]
    return totals, totals.index(max(totals))


def _has_label(lines: Sequence[str], gap: range) -> bool:
    """Whether a line in a gap looks like furniture.

    Asked of each line once: where one does, the gap stays labelled, and where none does, the next one begins
    behind it. Most lines of a page are looked at by nobody else.
    """
    return any(look_at(lines[place]).furniture for place in gap)


def _stems(lines: Iterable[str]) -> set[str]:
    """The stems of the longer words of lines."""
    return {word[:_STEM] for line in lines for word in look_at(line).about}


def _shared(lines: Sequence[str], places: Sequence[int], known: set[str]) -> float:
    """The share of the stems of these lines that are known."""
    stems = _stems(lines[place] for place in places)
    return len(stems & known) / (len(stems) or 1)


def _is_headed(lines: Sequence[str], place: int, known: set[str]) -> bool:
    """Whether the article's headline stands above a line."""
    above = (_stems([line]) for line in lines[max(0, place - _OVER) : place])
    return any(len(stems & known) >= max(2, _HEADLINE * len(stems)) for stems in above)


def _mean(chances: Sequence[float], places: Sequence[int]) -> float:
    return sum([chances[place] for place in places]) / len(places)


def _size(lines: Sequence[str], places: Sequence[int]) -> int:
    """The characters of these lines."""
    return sum([len(lines[place]) for place in places])
