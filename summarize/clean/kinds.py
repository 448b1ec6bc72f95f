"""What a piece of the article is: a paragraph, a heading, or an item of a list.

Decides by form alone. Leaves the question whether a piece is the article's at all to ``rules`` and
``classify``. Headings and list items stay in the article; a heading is no sentence for a summary.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from summarize.clean.line import CLOSERS, FINAL, words_in
from summarize.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarize.clean.segment import Piece

#: The mark of a list's item.
MARK = re.compile(r"[•·►▶▸▪■●○◦*–—-]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s")
#: More lines in a row that look like headings are a list.
HEADINGS = 3
_HEADING_WORDS = 16  # a heading is no longer
_HEADING_SIGNS = 110  # nor in characters, which is what counts without spaces


def article_kinds(pieces: Sequence[Piece], own: Sequence[bool]) -> list[Kind]:
    """The kind of each piece; ``own`` says which ones are the article's."""
    kinds = [
        # what a user keeps is to be read, though it looks like a heading
        piece.kind or (form(piece.text) if mine else Kind.BOILERPLATE)
        for piece, mine in zip(pieces, own, strict=True)
    ]
    numbers = [number for number, mine in enumerate(own) if mine]
    place = 0
    for head, group in groupby(numbers, key=lambda number: kinds[number] is Kind.HEADING):
        run = list(group)
        place += len(run)
        # short lines head what follows; many in a row, or the last ones, are a list
        if head and (place == len(numbers) or len(run) > HEADINGS):
            alone = len(run) == len(numbers)
            for number in run:
                kinds[number] = Kind.BODY if alone else Kind.LIST_ITEM
    return kinds


def form(text: str) -> Kind:
    """What a line alone looks like: a paragraph, a heading, or an item."""
    if MARK.match(text):
        return Kind.LIST_ITEM
    core = text.rstrip(CLOSERS)
    if core.endswith((*FINAL, ":", "：", ",", ";")) and not _short_question(text):
        return Kind.BODY
    if len(text) > _HEADING_SIGNS or text.count(" ") >= _HEADING_WORDS:
        return Kind.BODY
    return Kind.HEADING


def _short_question(text: str) -> bool:
    return text.endswith(("?", "？")) and words_in(text) <= _HEADING_WORDS // 2
