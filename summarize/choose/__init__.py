"""Which sentences make the summary: the set that is worth most under the budget and reads well.

    analysis --guard--> needs      analysis, budget --objective--> worth of a set
    vectors --redundancy--> which say the same
    search: the set of greatest worth that fits the budget, meets its needs and says nothing twice

`objective` states the one formulation that holds at every length, `search` maximises it, `guard`
says which sentences need which others, `discount` what those lose that read badly all the same, `Cues`
(from the language's data) what the guard sees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.choose.discount import losses
from summarize.choose.guard import Need, is_met, needs
from summarize.choose.objective import Model, Objective, load_model
from summarize.choose.redundancy import redundant, repeated
from summarize.choose.search import ENUMERATED, WINDOW, Search

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarize.cues import Cues
    from summarize.model import Budget, Sentence
    from summarize.score import Analysis

    Demands = tuple[tuple[Need, ...], ...]  # the needs of each sentence

_UNREAD = Need("not looked at", ())
_REPEATED = (Need("printed before", ()),)

__all__ = ["Model", "Need", "Objective", "alone", "choose", "is_met", "load_model", "needs"]


def alone(analysis: Analysis, words: int) -> list[float]:
    """Return the worth of each sentence as a summary by itself, under a budget of ``words``."""
    # No bound is longer than the article: the measure is a reference of a length that can be.
    objective = Objective(analysis, max(1, min(words, sum(analysis.words))))
    places = range(len(analysis.sentences))
    objective.measure(places)
    return [objective.worth((place,)) for place in places]


def choose(
    analysis: Analysis,
    budget: Budget,
    cues: Cues,
    *,
    guard: bool = True,
    model: Model | None = None,
) -> tuple[int, ...]:
    """Choose the sentences of a summary.

    Args:
        analysis: of the article, from ``score``.
        budget: ``words`` is a bound that holds, ``sentences`` another one if not None.
        cues: of the article's language.
        guard: whether sentences must have the context they need. Where no set of sentences has
            it, they are only kept from what nothing can mend (captions, torn quotations); where
            that leaves none, the best set is taken all the same.
        model: other numbers than those the program ships with.

    Returns:
        Places in the article, in source order; none if no sentence fits the budget.

    """
    count = len(analysis.sentences)
    most = count if budget.sentences is None else budget.sentences
    if sum(analysis.words) <= budget.words and count <= most:
        return tuple(range(count))
    length = _expected_length(analysis, budget)
    objective = Objective(analysis, length, model, losses(analysis, length))
    # A question's answer is looked at too.
    reach = WINDOW + 1 if budget.words <= ENUMERATED else count
    demands: Iterator[Demands] = iter([((),) * count])
    if guard:
        demands = _demands(needs(analysis.sentences[:reach], cues), analysis.sentences, cues)
    again = repeated(analysis.sentences)
    same = redundant(analysis.vectors[:reach])
    for demanded in demands:
        bars = [_REPEATED if place in again else own for place, own in enumerate(demanded)]
        search = Search(objective, bars, same, budget.words, budget.sentences)
        # What fits may stand beyond the sentences that are enumerated.
        if chosen := search.best() or search.grow(()):
            return chosen
    return ()


def _expected_length(analysis: Analysis, budget: Budget) -> int:
    """How many words the summary will have: sentences that are counted have the article's mean length."""
    total = sum(analysis.words)
    most = len(analysis.sentences) if budget.sentences is None else budget.sentences
    return max(1, min(budget.words, total, round(most * total / len(analysis.sentences))))


def _demands(needed: Demands, sentences: Sequence[Sentence], cues: Cues) -> Iterator[Demands]:
    """What a set must meet, strictest first; ``needed`` is known of the first sentences."""
    unread = len(sentences) - len(needed)
    yield (*needed, *((_UNREAD,),) * unread)
    if unread:
        needed = needs(sentences, cues)
        yield needed
    yield tuple(tuple(need for need in own if not need.one_of) for own in needed)
    yield ((),) * len(sentences)
