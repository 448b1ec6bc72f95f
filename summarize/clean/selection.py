"""Which lines are taken for the article's, while one step after the other has its say.

Decides who overrules whom: what a rule has decided stays, and of the rest a line changes sides when a step says
so, with the step's reason. Leaves to ``classify`` what each line is alone, to ``edges`` and ``lists`` what
the article's build tells, to ``kinds`` what becomes of the lines that stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.clean.classify import FAR_REASON, Verdict
from summarize.clean.kinds import article_kinds
from summarize.model import Block, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarize.clean.segment import Piece


class Selection:
    """The lines of a text, which of them are the article's so far, and why.

    Attributes:
        texts: the lines.
        own: whether each is taken for the article's.
        chances: how likely that is, by the model; 1 for what a rule keeps.
    """

    def __init__(self, pieces: Iterable[Piece], verdicts: Iterable[Verdict]) -> None:
        self.pieces = list(pieces)
        self._verdicts = list(verdicts)
        self.texts = [piece.text for piece in self.pieces]
        self.own: list[bool] = []
        self.chances: list[float] = []
        for piece, verdict in zip(self.pieces, self._verdicts, strict=True):
            kept = piece.kind is Kind.BODY
            self.own.append(kept or (piece.kind is None and verdict.article))
            self.chances.append(1.0 if kept else verdict.probability)

    @property
    def furniture(self) -> int:
        """How many lines are the page's and none of the article's metadata."""
        return sum(
            not own and piece.kind in (None, Kind.BOILERPLATE)
            for own, piece in zip(self.own, self.pieces, strict=True)
        )

    def put_aside(self, places: Iterable[int], reason: str) -> None:
        """Take lines for no part of the article."""
        for place in self._open(places, own=True):
            chance = self._verdicts[place].probability
            self._decide(place, Verdict(article=False, probability=chance, reason=reason))

    def bring_back(self, places: Iterable[int], reason: str, sure: float) -> None:
        """Take lines for the article's after all; ``sure`` is how often that is right."""
        for place in self._open(places, own=False):
            self._decide(place, Verdict(article=True, probability=sure, reason=reason))

    def release(self, places: Iterable[int]) -> None:
        """Leave lines to the model that something else has decided on."""
        for place in places:
            self.pieces[place] = self.pieces[place]._replace(kind=None, reason="")
            self.own[place] = self._verdicts[place].article

    def blocks(self) -> tuple[Block, ...]:
        """Return the lines with their kinds, in order."""
        kinds = article_kinds(self.pieces, self.own)
        return tuple(map(_block, self.pieces, kinds, self._verdicts))

    def _open(self, places: Iterable[int], *, own: bool) -> Sequence[int]:
        """Those of the places that no rule has decided on, and that are the article's or not."""
        return [
            place for place in places if self.pieces[place].kind is None and self.own[place] is own
        ]

    def _decide(self, place: int, verdict: Verdict) -> None:
        self.own[place], self._verdicts[place] = verdict.article, verdict


def _block(piece: Piece, kind: Kind, verdict: Verdict) -> Block:
    text, start, _, certain, told, far, _ = piece
    if certain is not None:
        return Block(text, start, start + len(text), kind, told, 1.0)
    if far and not verdict.article:
        return Block(text, start, start + len(text), kind, FAR_REASON, 1.0)
    article, probability, reason = verdict
    sure = round(probability if article else 1.0 - probability, 3)
    return Block(text, start, start + len(text), kind, reason, sure)
