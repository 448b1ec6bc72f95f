"""Thai and Lao: no spaces between words, only a space between sentences, and spaces elsewhere too.

A careful fallback: a space ends a sentence after a final particle or before a word that opens one,
and any space does once the sentence has grown long. The words stand in the data (finals, starts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.split.rules import Rules

SHORT = 20  # characters: a shorter piece is a name or a figure, no sentence
LONG = 240  # characters: twice a usual sentence of Thai news

_SPACE = re.compile(r"(?<=[\u0e00-\u0eff])\s+(?=[\u0e00-\u0eff])")


def pieces(text: str, begin: int, end: int, rules: Rules) -> Iterator[tuple[int, int]]:
    """The sentences of a span that has no end mark inside."""
    for space in _SPACE.finditer(text, begin, end):
        place, following = space.span()
        length = place - begin
        if length < SHORT or end - following < SHORT:
            continue
        final = text.endswith(rules.finals, begin, place)
        if final or length >= LONG or text.startswith(rules.starts, following):
            yield begin, place
            begin = following
    yield begin, end
