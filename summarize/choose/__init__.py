"""Which sentences make the summary: the set that is worth most under the budget and reads well.

    analysis --guard--> needs      analysis, budget --objective--> worth of a set
    search: the set of greatest worth that fits the budget and meets its needs

`objective` states the one formulation that holds at every length, `search` maximises it, `guard`
says which sentences need which others, `Cues` (from the language's data) what the guard sees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.choose.guard import Need, bare_lines, is_met, needs
from summarize.choose.objective import (
    BARE_LINE,
    BRIEF,
    LEANING,
    Model,
    Objective,
    brief,
    load_model,
)
from summarize.choose.search import ENUMERATED, WINDOW, Search

if TYPE_CHECKING:
    from summarize.cues import Cues
    from summarize.model import Budget
    from summarize.score import Analysis

__all__ = ["Model", "Need", "Objective", "alone", "choose", "is_met", "load_model", "needs"]


def alone(analysis: Analysis, words: int) -> list[float]:
    """Return the worth of each sentence as a summary by itself, under a budget of ``words``."""
    # No bound is longer than the article: the measure is a reference of a length that can be.
    objective = Objective(analysis, max(1, min(words, sum(analysis.words))))
    return [objective.worth((index,)) for index in range(len(analysis.sentences))]


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
            it, the best set without is taken all the same.
        model: other numbers than those the program ships with.

    Returns:
        Places in the article, in source order; none if no sentence fits the budget.

    """
    count = len(analysis.sentences)
    most = count if budget.sentences is None else budget.sentences
    if sum(analysis.words) <= budget.words and count <= most:
        return tuple(range(count))
    objective = Objective(analysis, budget.words, model)
    unguarded: tuple[tuple[Need, ...], ...] = ((),) * count
    reach = WINDOW + 1 if budget.words <= ENUMERATED else count  # a question's answer included
    needed = (*needs(analysis.sentences[:reach], cues), *unguarded[reach:]) if guard else unguarded
    objective.lower((index for index, own in enumerate(needed) if own), LEANING)
    objective.lower(bare_lines(analysis.sentences), BARE_LINE)
    objective.lower(brief(analysis.words), BRIEF)
    free = Search(objective, unguarded, budget.words, budget.sentences)
    return (
        Search(objective, needed, budget.words, budget.sentences).best()
        or free.best()
        or free.grow(())  # what fits may stand beyond the sentences that are enumerated
    )
