"""What stretches of a page speak of, by their longer words, which lines make one, and what lies between two.

Decides when two stretches are about the same thing (by the share of stems that they have in common), and when a gap
between them is labelled. Leaves to ``edges`` and ``teasers`` what follows from it.
"""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

from summarize.clean.line import look_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Share of the longer words that the article has too, from which both speak of the same.
SAME = 0.3
#: Lines likelier than this are the article's, wherever they stand: a row of quotations has such.
CERTAIN = 0.8

_STEM = 5  # letters


def stems_of(lines: Iterable[str]) -> set[str]:
    """The stems of the longer words of lines."""
    return {word[:_STEM] for line in lines for word in look_at(line).about}


def shared(lines: Sequence[str], places: Sequence[int], known: set[str]) -> float:
    """The share of the stems of these lines that are known."""
    found = stems_of(lines[place] for place in places)
    return len(found & known) / (len(found) or 1)


def islands_of(own: Sequence[bool], stretch: int) -> list[list[int]]:
    """The places of these lines, apart where the next one is more than ``stretch`` lines off."""
    found: list[list[int]] = []
    for place in compress(range(len(own)), own):
        if found and place - found[-1][-1] <= stretch:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def has_label(lines: Sequence[str], gap: range) -> bool:
    """Whether a line in a gap looks like furniture.

    To be asked of each line once: most lines of a page are looked at by nobody else.
    """
    return any(look_at(lines[place]).furniture for place in gap)


def size(lines: Sequence[str], places: Iterable[int]) -> int:
    """The characters of these lines."""
    return sum([len(lines[place]) for place in places])
