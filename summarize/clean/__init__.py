"""Article text to labelled blocks: what is the article's own, and what was found around it.

Decides the order of the steps: lines are cut into pieces, exact rules judge what is certain, the
line model what is likely, what stands at the article's edges and is none goes, and what stays is told apart
into paragraphs, headings and list items.
The text itself is never altered. Leaves decoding and repair to ``read``, sentences to ``split``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.clean.classify import judge
from summarize.clean.copies import COPY, reprinted
from summarize.clean.edges import (
    APART,
    BEYOND,
    HEADLINE,
    PAGE,
    STRAY,
    apart,
    beyond,
    headlines,
    strays,
)
from summarize.clean.kinds import article_kinds
from summarize.clean.lists import LIST, SURE, announced, items, lists
from summarize.clean.messages import MESSAGE, messages
from summarize.clean.metadata import find as find_metadata
from summarize.clean.recipes import RECIPE, recipes
from summarize.clean.register import REGISTER, polite
from summarize.clean.request import parse_request
from summarize.clean.rules import Rules, built_in
from summarize.clean.rules import read as read_rules
from summarize.clean.segment import cut, lines, with_requests
from summarize.clean.selection import Selection
from summarize.clean.separators import CLOSED, PARTED, closed, parted
from summarize.clean.series import SERIES, numbered, refrains, timed
from summarize.clean.teasers import TEASERS, broken_off, entries, teasers
from summarize.clean.thread import THREAD, discussion
from summarize.model import Block, Kind

if TYPE_CHECKING:
    from summarize.clean.classify import Model
    from summarize.clean.segment import Piece

__all__ = ["Rules", "clean", "find_metadata", "keep_all", "parse_request", "read_rules"]

_NOTHING = Rules(())


def clean(
    text: str,
    *,
    language: str = "en",
    extra: Rules = _NOTHING,
    selected: bool = False,
    fitted: Model | None = None,
) -> tuple[Block, ...]:
    """The blocks of a text, in order, each with its kind, the reason and the confidence.

    ``extra`` are a user's rules; they come before the built-in ones. ``selected`` says that an
    extractor has already picked the article out of its HTML, which tells it more than text tells
    the model: then, and in a text in which the model finds no article at all, only what rules are
    certain of is put aside. ``fitted`` is another model than the package's, to measure with.
    """
    pieces = cut(text, extra + built_in(language), everywhere=selected)
    if selected:
        return _all_kept(pieces)
    verdicts = judge(pieces, fitted)
    if not any(verdict.article for verdict in verdicts):
        return _all_kept(pieces)
    found = Selection(pieces, verdicts)
    found.put_aside(polite(found.texts, found.own), REGISTER)
    if all(found.own):  # as most texts are that were cleaned before: nothing is left to decide
        return found.blocks()
    # The steps see what was decided so far.
    texts, own, chances = found.texts, found.own, found.chances
    found.release(reprinted(texts, own, [piece.reason == COPY for piece in pieces]))
    if found.furniture >= PAGE:
        found.put_aside(beyond(texts, own, chances), BEYOND)
        found.put_aside(apart(texts, own, chances), APART)
        found.put_aside(parted(texts, own, chances), PARTED)
        found.put_aside(closed(texts, own, chances, [piece.closes for piece in pieces]), CLOSED)
        found.put_aside(discussion(texts, own), THREAD)
        found.put_aside(teasers(texts, own, chances), TEASERS)
        found.put_aside(broken_off(texts, own), TEASERS)
        found.put_aside(entries(texts, own, chances), TEASERS)
        found.put_aside(strays(texts, own, chances), STRAY)
        found.put_aside(headlines(texts, own, [piece.kind for piece in pieces]), HEADLINE)
    found.bring_back(lists(texts, own), LIST, SURE)
    found.bring_back(items(texts, own, chances), LIST, SURE)
    found.bring_back(announced(texts, own), LIST, SURE)
    found.bring_back(numbered(texts, own, chances), SERIES, SURE)
    found.bring_back(timed(texts, own), SERIES, SURE)
    found.bring_back(refrains(texts, own), SERIES, SURE)
    found.bring_back(recipes(texts, own), RECIPE, SURE)
    found.bring_back(messages(texts, own), MESSAGE, SURE)
    return found.blocks()


def keep_all(text: str, requests: bool = False) -> tuple[Block, ...]:
    """The blocks of a text that is not to be cleaned: every line is the article's, and whole.

    ``requests`` says whether request lines are told apart all the same.
    """
    pieces = lines(text)
    return _all_kept(with_requests(pieces) if requests else pieces)


def _all_kept(pieces: list[Piece]) -> tuple[Block, ...]:
    kinds = article_kinds(pieces, [piece.kind in (None, Kind.BODY) for piece in pieces])
    return tuple(
        Block(piece.text, piece.start, piece.end, kind, piece.reason, 1.0)
        for piece, kind in zip(pieces, kinds, strict=True)
    )
