"""The line model: how likely a piece of text belongs to the article.

Decides two things about each piece, each by a small forest of regression trees, and multiplies
them: does it stand within the stretch of the article (and not before or after it), and is it the
article's own there (and not a stranger: a caption, a newsletter box)? Lines far from any prose
are not weighed at all. Leaves exact knowledge to ``rules``, and the trees' working to ``forest``.

The trees are in ``data/common/line_model.json`` with a note on what they were fitted on; they were
fitted by ``bench/fit_cleaning.py``.
"""

from __future__ import annotations

from functools import cache
from itertools import compress
from math import exp
from typing import TYPE_CHECKING, Any, NamedTuple

from summarize import lexicon
from summarize.clean.features import NAMES, PAGES_OWN, SHORTEST, columns, prose, since
from summarize.clean.forest import Forest
from summarize.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarize.clean.segment import Piece

#: Lines this far from every line of prose are page furniture without being weighed. Of some 5,000
#: article lines on whole pages 36 lie further off than 8 lines, and a model that was shown lines
#: up to 25 away kept two there, right or wrong: that cost half as much time again.
REACH = 8
FAR_REASON = "far from any prose"

#: A text without a line below ``SURE``, and with at most this share of lines that look like
#: labels, is an article that is clean already: it loses nothing. Swept over the share of text kept
#: (.85 to .97), the count of labels (0) and their share (.04 to .1): this one keeps .996 of the
#: lines of clean articles where the model alone keeps .975, and costs pages .000 to .003 of F1.
SURE = 0.05
CLEAN = 0.1
_CUES = NAMES.index("cues in all")


class Verdict(NamedTuple):
    """What the model says of a piece."""

    article: bool
    probability: float  # that it belongs to the article
    reason: str


_FAR_VERDICT = Verdict(False, 0.0, FAR_REASON)


class Model(NamedTuple):
    """Both forests, and the probability from which a piece is the article's."""

    stretch: Forest
    own: Forest
    threshold: float


@cache
def model() -> Model:
    """The fitted model, read once."""
    return parsed(lexicon.model("line_model"))


def parsed(table: dict[str, Any]) -> Model:
    """A model from the table in its data file."""
    stretch, own = (Forest(table[name], NAMES, PAGES_OWN) for name in ("stretch", "own"))
    return Model(stretch, own, table["threshold"])


def near_prose(lines: Sequence[str]) -> list[bool]:
    """Which lines are near enough to prose to be weighed; all if there is no prose."""
    weights = [len(line) >= SHORTEST and prose(line) > 0 for line in lines]
    if not any(weights):
        return [True] * len(lines)
    before = since(weights)
    after = since(weights[::-1])[::-1]
    return [
        weight or back <= REACH or ahead <= REACH
        for weight, back, ahead in zip(weights, before, after, strict=True)
    ]


def judge(pieces: Sequence[Piece], fitted: Model | None = None) -> list[Verdict]:
    """A verdict for each piece, by the package's model unless another is given."""
    near = [piece for piece in pieces if not piece.far]
    table = columns([piece.text for piece in near], [piece.blank_before for piece in near])
    weighed = iter(_weigh(table, fitted or model()))
    verdicts = [_FAR_VERDICT if piece.far else next(weighed) for piece in pieces]
    if near and table[_CUES][0] <= CLEAN and _nothing_sure(pieces, verdicts):
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


def _weigh(table: Sequence[Sequence[float]], fitted: Model) -> list[Verdict]:
    """The verdict on each row; only rows within the stretch are shown to the second forest."""
    threshold = fitted.threshold
    scores, leaves = fitted.stretch.scores(table)
    stretch = [_probability(score) for score in scores]
    within = [probability > threshold for probability in stretch]
    inner = [list(compress(column, within)) for column in table]
    own = zip(*fitted.own.scores(inner), strict=True)
    verdicts = []
    for probability, path in zip(stretch, leaves, strict=True):
        if probability <= threshold:
            verdicts.append(Verdict(False, probability, fitted.stretch.reason(path)))
            continue
        score, own_path = next(own)
        both = round(probability * _probability(score), 9)
        reason = "" if both > threshold else fitted.own.reason(own_path)
        verdicts.append(Verdict(both > threshold, both, reason))
    return verdicts


def _probability(score: float) -> float:
    return round(1 / (1 + exp(-score)), 9)
