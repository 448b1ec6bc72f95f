"""Where the article ends, though more of the page reads like one.

Decides which of the lines taken for the article's stand too far below it: what comes after a long
stretch of furniture, and is much less than the article, is another article's teaser or the small print.
Above the article there is no such rule: a standfirst may stand far above the text. Nor is a stretch one
in which no line looks like furniture: that is the article's own table.

The numbers were swept on 227 labelled pages: with these 11 whole pages get better and one worse. A
stretch of 12 lines makes two crops worse, one of 20 half as many pages better; with a half instead of
``_MUCH`` an article is lost that continues below a box.
"""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

from summarize.clean.line import look_at

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The reason of what stands there.
BEYOND = "far below the article"

_STRETCH = 15  # lines to the next of the article's, from which it does not stand apart yet
_MUCH = 0.3  # share of the article's weight, from which it is a part of it all the same


def beyond(lines: Sequence[str], own: Sequence[bool], weights: Sequence[float]) -> set[int]:
    """The places of the article's lines that stand too far below it.

    ``own`` says which lines are taken for the article's, ``weights`` how much each counts there.
    """
    islands: list[list[int]] = []
    for place in compress(range(len(own)), own):
        if islands and place - islands[-1][-1] <= _STRETCH:
            islands[-1].append(place)
        else:
            islands.append([place])
    if len(islands) < 2:
        return set()
    totals = [sum([weights[place] for place in island]) for island in islands]
    main = totals.index(max(totals))
    found: set[int] = set()
    end = islands[main][-1]
    for island, total in zip(islands[main + 1 :], totals[main + 1 :], strict=True):
        if total < _MUCH * totals[main] and any(
            look_at(line).furniture for line in lines[end + 1 : island[0]]
        ):
            found.update(island)
        else:
            end = island[-1]
    return found
