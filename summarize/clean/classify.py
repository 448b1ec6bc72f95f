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

from summarize.clean.features import names, prose, since, surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarize.clean.segment import Piece

#: Lines this far from every line of prose are page furniture without being weighed.
#: Swept 15, 25, 40 on whole pages: 25 loses 8 of some 5,000 article lines, and saves two fifths of
#: the work.
REACH = 25
FAR_REASON = "far from any prose"

#: A tree: a leaf is its value; a fork is (feature, threshold, value, low branch, high branch).
Tree = float | tuple[int, float, float, Any, Any]


class Verdict(NamedTuple):
    """What the model says of a piece."""

    article: bool
    probability: float  # that it belongs to the article
    reason: str


class Model(NamedTuple):
    """Both forests, and the probability from which a piece is the article's."""

    stretch: tuple[Tree, ...]
    own: tuple[Tree, ...]
    threshold: float


@cache
def model() -> Model:
    """The fitted model, read once."""
    source = files("summarize").joinpath("data/common/line_model.json")
    return parsed(json.loads(source.read_text(encoding="utf-8")))


def parsed(table: dict[str, Any]) -> Model:
    """A model from the table in its data file."""
    return Model(
        tuple(_tree(tree) for tree in table["stretch"]),
        tuple(_tree(tree) for tree in table["own"]),
        table["threshold"],
    )


def _tree(node: Any) -> Tree:
    if not isinstance(node, list):
        return float(node)
    feature, threshold, value, low, high = node
    return feature, threshold, value, _tree(low), _tree(high)


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


def classify(pieces: Sequence[Piece], fitted: Model | None = None) -> list[Verdict]:
    """A verdict for each piece, by the package's model unless another is given."""
    verdicts = [Verdict(False, 0.0, FAR_REASON)] * len(pieces)
    near = candidates([piece.text for piece in pieces])
    rows = surroundings(
        [pieces[number].text for number in near], [pieces[number].blank_before for number in near]
    )
    fitted = fitted or model()
    for number, row in zip(near, rows, strict=True):
        if pieces[number].kind is None:
            verdicts[number] = _verdict(row, fitted)
    return verdicts


def _verdict(row: Sequence[float], fitted: Model) -> Verdict:
    stretch = probability(fitted.stretch, row)
    own = probability(fitted.own, row) if stretch > fitted.threshold else 1.0
    both = round(stretch * own, 9)
    if both > fitted.threshold:
        return Verdict(True, both, "")
    return Verdict(False, both, reason(fitted.stretch if stretch <= own else fitted.own, row))


def probability(forest: Sequence[Tree], row: Sequence[float]) -> float:
    """The logistic of the sum of the leaves that a row falls into."""
    score = 0.0
    for node in forest:
        while type(node) is tuple:
            node = node[3] if row[node[0]] <= node[1] else node[4]
        score += node  # type: ignore[operator]
    return round(1 / (1 + exp(-score)), 9)


def reason(forest: Sequence[Tree], row: Sequence[float]) -> str:
    """The three features that spoke loudest against a piece."""
    moved: dict[int, float] = {}
    for node in forest:
        while type(node) is tuple:
            feature, threshold, value, low, high = node
            node = low if row[feature] <= threshold else high
            after = node[2] if type(node) is tuple else node
            moved[feature] = moved.get(feature, 0.0) + after - value  # type: ignore[operator]
    loudest = sorted(moved, key=lambda feature: (round(moved[feature], 9), feature))[:3]
    return "model: " + ", ".join(names()[feature] for feature in loudest if moved[feature] < 0)
