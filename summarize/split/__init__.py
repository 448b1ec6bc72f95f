"""Sentences: spans of an article's blocks, or of any raw text. Nothing is altered, only pointed at.

    text --lines--> stretches --boundaries--> spans --quotations--> Sentences

`rules` holds what a language knows (its data rows), `marks` the characters that end sentences,
`boundaries` the decisions, `quotations` the numbers that keep a quotation together.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.language import detect
from summarize.model import Block, Kind, Sentence
from summarize.split import quotations
from summarize.split.boundaries import spans
from summarize.split.lines import stretches
from summarize.split.rules import Rules, load

__all__ = ["Rules", "load", "spans", "split", "split_sentences"]

SPLIT_KINDS = frozenset({Kind.BODY, Kind.LIST_ITEM})


def split(article_text: str, blocks: Sequence[Block], rules: Rules) -> tuple[Sentence, ...]:
    """The sentences of body and list-item blocks, in order, with offsets into `article_text`.

    Headings and all other blocks give none. `quotation` is -1, or the number of the quotation that
    the sentence shares with its neighbours.
    """
    chosen = [
        (number, block.start, block.end)
        for number, block in enumerate(blocks)
        if block.kind in SPLIT_KINDS
    ]
    return tuple(_sentences(article_text, chosen, rules))


def split_sentences(text: str, language: str | None = None) -> list[Sentence]:
    """The sentences of any text, hard-wrapped or not: `text[s.start:s.end] == s.text` for each.

    `language` is an ISO 639-1 code; None detects it. `block` numbers the stretches of running text.
    """
    rules = load(language if language is not None else detect(text))
    pieces = [(number, start, end) for number, (start, end) in enumerate(stretches(text))]
    return _sentences(text, pieces, rules)


def _sentences(text: str, pieces: Sequence[tuple[int, int, int]], rules: Rules) -> list[Sentence]:
    """The sentences of (block, start, end) stretches, with quotations numbered through the text."""
    sentences: list[Sentence] = []
    free = 0  # the next quotation number
    for place, (block, start, end) in enumerate(pieces):
        paragraph = text[start:end]
        found = spans(paragraph, rules)
        numbers = [-1] * len(found)
        if len(found) > 1 and quotations.has_marks(paragraph):
            upcoming = pieces[place + 1][1] if place + 1 < len(pieces) else len(text)
            runs_on = quotations.opens(text, upcoming)
            free = quotations.number(paragraph, found, numbers, free, runs_on)
        for (a, b), quotation in zip(found, numbers, strict=True):
            sentences.append(Sentence(paragraph[a:b], start + a, start + b, block, quotation))
    return sentences
