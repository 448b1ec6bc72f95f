"""The line model: how likely a piece of text belongs to the article.

Decides two things about each piece, each by a small forest of regression trees, and multiplies
them: does it stand within the stretch of the article (and not before or after it), and is it the
article's own there (and not a stranger: a caption, a newsletter box)? Between two lines of the
article the second alone decides, and lines far from any prose are not weighed at all. Leaves exact
knowledge to ``rules``, the trees' working to ``forest``, to ``whole`` whether the text is clean already,
and to ``edges``, ``teasers`` and ``lists`` what the article's build tells.

The trees are in ``data/common/line_model.json`` with a note on what they were fitted on; they were
fitted by ``bench/fit_cleaning.py``.
"""

from __future__ import annotations

from functools import cache
from itertools import compress, pairwise
from math import exp
from typing import TYPE_CHECKING, Any, NamedTuple

from summarize import lexicon
from summarize.clean.features import NAMES, PAGES_OWN, columns, since, until
from summarize.clean.forest import Forest
from summarize.clean.line import LABEL, SHORTEST, prose
from summarize.clean.placeholders import placeholders
from summarize.clean.whole import Whole, bare, ending, facts, plain
from summarize.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarize.clean.segment import Piece

#: Lines this far from every line of prose are page furniture without being weighed. Of some 5,000
#: article lines on whole pages 36 lie further off than 8 lines, and a model that was shown lines
#: up to 25 away kept two there, right or wrong: that cost half as much time again.
REACH = 8
FAR_REASON = "far from any prose"

_LENGTH, _CUES = NAMES.index("length"), NAMES.index("cue share")

#: Rows less likely than this to lie within the stretch are not weighed any further.
OUTSIDE = 0.1

#: Rows between two of the article's are its own if the second forest finds all of them as likely as this share of the
#: expected F1 (.15 keeps .002 more lines and costs .001 of F1),
ENCLOSED = 0.2
#: and the two sides are as likely the article's as this, the one and the other. At .5 a list is lost, at .4 a page's
#: advertisements are kept.
SIDES = 0.2, 0.45
#: A row of which so many words are cues is a label ("Read also").
CUES = 0.5


class Verdict(NamedTuple):
    """What the model says of a piece."""

    article: bool
    probability: float  # that it belongs to the article
    reason: str


_UNSEEN = Verdict(False, 0.0, FAR_REASON)


class Model(NamedTuple):
    """Both forests, and where the line is drawn.

    A piece is the article's from a probability of ``threshold`` times the F1 that a page can hope
    for: a page on which much is in doubt loses less when its doubtful lines are kept.
    """

    stretch: Forest
    own: Forest
    threshold: float
    whole: Whole


@cache
def model() -> Model:
    """The fitted model, read once."""
    return parsed(lexicon.model("line_model"))


def parsed(table: dict[str, Any]) -> Model:
    """A model from the table in its data file."""
    stretch, own = (Forest(table[name], NAMES, PAGES_OWN) for name in ("stretch", "own"))
    whole = table["whole"]
    return Model(stretch, own, table["threshold"], Whole(tuple(whole["weights"]), whole["bias"]))


def near_prose(lines: Sequence[str]) -> list[bool]:
    """Which lines are near enough to prose to be weighed; all if there is no prose."""
    weights = [len(line) >= SHORTEST and (prose(line) > 0 or len(line) > LABEL) for line in lines]
    if not any(weights):
        return [True] * len(lines)
    before = since(weights)
    after = until(weights)
    return [
        weight or back <= REACH or ahead <= REACH
        for weight, back, ahead in zip(weights, before, after, strict=True)
    ]


def judge(pieces: Sequence[Piece], fitted: Model | None = None) -> list[Verdict]:
    """A verdict for each piece, by the package's model unless another is given."""
    hidden = placeholders(pieces)
    shown = [piece for place, piece in enumerate(pieces) if place not in hidden]
    verdicts = iter(_judge_shown(shown, fitted or model()))
    return [_UNSEEN if place in hidden else next(verdicts) for place in range(len(pieces))]


def _judge_shown(pieces: Sequence[Piece], fitted: Model) -> list[Verdict]:
    near = [piece for piece in pieces if not piece.far]
    table = columns([piece.text for piece in near], [piece.blank_before for piece in near])
    weighed = _weigh(table, fitted)
    chances = [verdict.probability for verdict in weighed]
    named = dict(zip(NAMES, table, strict=True))
    known = facts(pieces, chances, named)
    if known and (fitted.whole.is_clean(known) or bare(pieces)):
        rejected = [
            piece.kind is not Kind.BODY and (piece.kind is not None or not verdict.article)
            for piece, verdict in zip(near, weighed, strict=True)
        ]
        first = ending([piece.text for piece in near], rejected)
        return [Verdict(True, chance, "") for chance in chances[:first]] + weighed[first:]
    if known:
        weighed = [
            verdict._replace(article=True, reason="") if own else verdict
            for verdict, own in zip(weighed, plain(pieces, named), strict=True)
        ]
    verdicts = iter(weighed)
    return [_UNSEEN if piece.far else next(verdicts) for piece in pieces]


def _weigh(table: Sequence[Sequence[float]], fitted: Model) -> list[Verdict]:
    """The verdict on each row; only rows that may be in the stretch are shown to the second forest.

    A verdict has a reason if the row is not the article's.
    """
    scores, leaves = fitted.stretch.scores(table)
    chances = [_probability(score) for score in scores]
    within = [chance > OUTSIDE for chance in chances]
    inner = [list(compress(column, within)) for column in table]
    own_scores, own_leaves = fitted.own.scores(inner)
    own = [0.0] * len(chances)
    # the forest that spoke last, and the leaves that it ended in
    told = [(fitted.stretch, path) for path in leaves]
    rows = compress(range(len(within)), within)
    for row, score, path in zip(rows, own_scores, own_leaves, strict=True):
        if chances[row] > fitted.threshold:
            told[row] = (fitted.own, path)
        own[row] = _probability(score)
        chances[row] = round(chances[row] * own[row], 9)
    expected = expected_f1(chances, table[_LENGTH])
    articles = [chance > fitted.threshold * expected for chance in chances]
    for row in enclosed(articles, chances, own, table[_CUES], ENCLOSED * expected):
        articles[row], chances[row] = True, own[row]
    return [
        Verdict(article, chance, "" if article else forest.reason(path))
        for article, chance, (forest, path) in zip(articles, chances, told, strict=True)
    ]


def enclosed(
    articles: Sequence[bool],
    chances: Sequence[float],
    own: Sequence[float],
    cues: Sequence[float],
    least: float,
) -> list[int]:
    """Rows between two of the article's that are all likelier than ``least`` its own, and no labels.

    There the first forest's doubt, whether they lie within the stretch, is settled by what stands around them.
    ``articles`` says which rows are the article's, ``chances`` how likely each is, ``own`` what the second forest
    says of those that it is shown, ``cues`` the share of cue words.
    """
    found: list[int] = []
    for before, after in pairwise(compress(range(len(articles)), articles)):
        between = range(before + 1, after)
        low, high = sorted((chances[before], chances[after]))
        if (
            between
            and low >= SIDES[0]
            and high >= SIDES[1]
            and all(own[row] > least and cues[row] < CUES for row in between)
        ):
            found += between
    return found


def expected_f1(probabilities: Sequence[float], sizes: Sequence[float]) -> float:
    """The F1 that the best choice of rows is expected to have, counted by their sizes.

    The best choice are the likeliest rows, down to half of the F1 that they have (Lipton et al.,
    "Optimal thresholding of classifiers to maximize F1", 2014).
    """
    wanted = sum([a * b for a, b in zip(probabilities, sizes, strict=True)])
    right = kept = best = 0.0
    for probability, size in sorted(zip(probabilities, sizes, strict=True), reverse=True):
        right += probability * size
        kept += size
        best = max(best, 2 * right / (kept + wanted))
    return best


def _probability(score: float) -> float:
    return round(1 / (1 + exp(-score)), 9)
