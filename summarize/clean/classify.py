"""The line model: how likely a piece of text belongs to the article.

Decides two things about each piece, each by a small forest of regression trees, and multiplies
them: does it stand within the stretch of the article (and not before or after it), and is it the
article's own there (and not a stranger: a caption, a newsletter box)? Pieces far from any prose
are not weighed at all. Leaves exact knowledge to ``rules``.

The trees are in ``data/common/line_model.json`` with a note on what they were fitted on; they were
fitted by ``bench/fit_cleaning.py``. A path through a tree is a chain of conditions on features that
have names, and each step moves the score by a known amount: the features that moved it most are
the reason given in the audit (Saabas, "Interpreting random forests", 2014).
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from math import exp
from typing import TYPE_CHECKING, Any, NamedTuple

from summarize.clean.features import NAMES, prose, rows, since
from summarize.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarize.clean.segment import Piece

#: Lines this far from every line of prose are page furniture without being weighed. At 25 whole
#: pages lose 8 of some 5,000 article lines, and two fifths of the lines need no weighing; 15 saves
#: more, and clean articles with long lists lose lines (gold .998 instead of .9995).
REACH = 25
FAR_REASON = "far from any prose"

#: After this many trees a score below ``HOPELESS`` stands, which halves the work. Chosen by hand;
#: held-out F1 moved by .003 at most together with ``CLEAN`` on all inputs but ``text_p`` (.005).
HEAD = 19
HOPELESS = -1.5
#: A text without a line below ``SURE``, and with at most this share of lines that look like
#: labels, is an article that is clean already: it loses nothing. Tried against it: the share of
#: text that the model keeps (.85 to .97) and the share of labels alone (0 to .08). This one lifts
#: the lines kept of clean articles from .974 to .996 (fundus), and costs ``text_p`` about .005.
SURE = 0.05
CLEAN = 0.1
_CUES = NAMES.index("cues in all")
#: The trees that a reason is told from: boosting puts what matters most into the first.
TOLD = 8

#: A tree: a leaf is its value; a fork is (feature, threshold, value, low branch, high branch).
Tree = Any  # float | list[int, float, float, Tree, Tree], as JSON has it


class Verdict(NamedTuple):
    """What the model says of a piece."""

    article: bool
    probability: float  # that it belongs to the article
    reason: str


class Model(NamedTuple):
    """Both forests, and the probability from which a piece is the article's."""

    stretch: Sequence[Tree]
    own: Sequence[Tree]
    threshold: float


@cache
def model() -> Model:
    """The fitted model, read once."""
    source = files("summarize").joinpath("data/common/line_model.json")
    return parsed(json.loads(source.read_text(encoding="utf-8")))


def parsed(table: dict[str, Any]) -> Model:
    """A model from the table in its data file."""
    return Model(table["stretch"], table["own"], table["threshold"])


def candidates(lines: Sequence[str]) -> list[int]:
    """The numbers of the lines near enough to prose to be weighed; all if there is no prose."""
    weights = [prose(line) > 0 for line in lines]
    if not any(weights):
        return list(range(len(lines)))
    before = since(weights)
    after = since(weights[::-1])[::-1]
    return [
        number
        for number, (weight, back, ahead) in enumerate(zip(weights, before, after, strict=True))
        if weight or back <= REACH or ahead <= REACH
    ]


def judge(pieces: Sequence[Piece], fitted: Model | None = None) -> list[Verdict]:
    """A verdict for each piece, by the package's model unless another is given."""
    verdicts = [Verdict(False, 0.0, FAR_REASON)] * len(pieces)
    near = candidates([piece.text for piece in pieces])
    features = rows(
        [pieces[number].text for number in near], [pieces[number].blank_before for number in near]
    )
    fitted = fitted or model()
    for number, row in zip(near, features, strict=True):
        if pieces[number].kind is None:
            verdicts[number] = _verdict(row, fitted)
    if features and features[0][_CUES] <= CLEAN and _nothing_sure(pieces, verdicts):
        return [Verdict(True, verdict.probability, "") for verdict in verdicts]
    return verdicts


def _nothing_sure(pieces: Sequence[Piece], verdicts: Sequence[Verdict]) -> bool:
    """Whether no piece is surely page furniture: then somebody has cleaned the article already."""
    if sum(piece.kind is Kind.BOILERPLATE for piece in pieces) > 1:
        return False
    return all(
        piece.kind is not None or verdict.probability >= SURE
        for piece, verdict in zip(pieces, verdicts, strict=True)
    )


def _verdict(row: Sequence[float], fitted: Model) -> Verdict:
    stretch = probability(fitted.stretch, row)
    if stretch <= fitted.threshold:
        return Verdict(False, stretch, reason(fitted.stretch, row))
    both = round(stretch * probability(fitted.own, row), 9)
    if both > fitted.threshold:
        return Verdict(True, both, "")
    return Verdict(False, both, reason(fitted.own, row))


def probability(forest: Sequence[Tree], row: Sequence[float]) -> float:
    """The logistic of the sum of the leaves that a row falls into.

    A row that the first trees have given up is not shown to the others.
    """
    score = 0.0
    for number, node in enumerate(forest):
        while type(node) is list:
            node = node[3] if row[node[0]] <= node[1] else node[4]
        score += node
        if number == HEAD and score < HOPELESS:
            score *= 2  # about what the other trees would have made of it
            break
    return round(1 / (1 + exp(-score)), 9)


def reason(forest: Sequence[Tree], row: Sequence[float]) -> str:
    """The features that spoke loudest against a piece in the first trees, three at most."""
    moved: dict[int, float] = {}
    for node in forest[:TOLD]:
        while type(node) is list:
            feature, threshold, value, low, high = node
            node = low if row[feature] <= threshold else high
            after = node[2] if type(node) is list else node
            moved[feature] = moved.get(feature, 0.0) + after - value
    against = sorted((round(move, 9), feature) for feature, move in moved.items() if move < 0)
    return "model: " + ", ".join([NAMES[feature] for _, feature in against[:3]])
