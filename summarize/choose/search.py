"""The best set of sentences under a budget: every set where that is feasible, else climbing.

Decides which set is taken. All sets of at most `MOST` of the first `WINDOW` sentences that fit
`ENUMERATED` words are compared; for a larger budget the best of them is the start, to which
sentences are added, each time the one that brings most for its cost together with whatever it
needs, until nothing fits; then sentences are exchanged as long as the worth grows. Gains only
shrink while a summary grows, so they wait in a heap and only the topmost is renewed (lazy
evaluation, Minoux 1978): cost grows with the text, not with its square. Leaves what a set is worth
to `objective`, what may stand together to `guard`.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from summarize.choose.guard import is_met

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarize.choose.guard import Need
    from summarize.choose.objective import Objective

# Up to 60 words the number of sets is some 200 for an article of news; the weights were fitted there.
ENUMERATED = 60  # words
WINDOW = 16  # first sentences
MOST = 5  # sentences
EXCHANGED = 40  # unchosen sentences, the best for their words, that an exchange may bring in
ROUNDS = 4  # of exchanges; in practice two are enough

Chosen = tuple[int, ...]


class Search:
    """The search for one article's summary within a bound of words and, perhaps, of sentences."""

    def __init__(
        self,
        objective: Objective,
        needed: Sequence[Sequence[Need]],
        words: int,
        sentences: int | None = None,
    ) -> None:
        self.objective = objective
        self.needed = needed
        self.words = words
        self.sentences = len(objective.words) if sentences is None else sentences

    def best(self) -> Chosen:
        """Return the chosen sentences in source order, none if no set meets its needs."""
        start = self.enumerate(min(self.words, ENUMERATED))
        if self.words <= ENUMERATED:
            return start
        return self._exchange(self._grow(start))

    def enumerate(self, words: int) -> Chosen:
        """Return the best of all small sets of opening sentences within ``words``."""
        objective = self.objective
        window = min(WINDOW, len(objective.words))
        most = min(MOST, self.sentences)
        best: Chosen = ()
        best_worth = float("-inf")

        def extend(chosen: Chosen, used: int, found: float, covered: frozenset[int]) -> None:
            nonlocal best, best_worth
            for index in range(chosen[-1] + 1 if chosen else 0, window):
                total = used + objective.words[index]
                if total > words:
                    continue
                longer = (*chosen, index)
                more = found + objective.gain(index, covered)
                if is_met(longer, self.needed):
                    worth = objective.combine(longer, more)
                    if worth > best_worth:
                        best, best_worth = longer, worth
                if len(longer) < most:
                    extend(longer, total, more, covered.union(objective.units[index]))

        extend((), 0, 0.0, frozenset())
        return best

    def _grow(self, start: Chosen) -> Chosen:
        """Add to a set what brings most for its cost until nothing more fits."""
        objective = self.objective
        chosen = set(start)
        covered = {unit for index in chosen for unit in objective.units[index]}
        heap = [(float("-inf"), index) for index in range(len(self.needed)) if index not in chosen]
        heapify(heap)
        while heap:
            old, index = heappop(heap)
            if index in chosen:
                continue
            unit = self._with_needs(index, chosen)
            if unit is None or not self._fits(chosen, unit):
                continue
            rate = -self._rate(unit, covered)
            if rate > old and heap and (rate, index) > heap[0]:
                heappush(heap, (rate, index))
                continue
            chosen.update(unit)
            covered.update(*(objective.units[other] for other in unit))
        return tuple(sorted(chosen))

    def _with_needs(self, index: int, chosen: Iterable[int]) -> Chosen | None:
        """Return a sentence with those it needs beyond ``chosen``, None if that cannot be."""
        together = [index]
        held = {*chosen, index}
        for current in together:  # grows while it is read
            for need in self.needed[current]:
                if held.isdisjoint(need.one_of):
                    if not need.one_of or len(together) > MOST:
                        return None
                    together.append(need.one_of[0])
                    held.add(need.one_of[0])
        return tuple(sorted(together))

    def _fits(self, chosen: Iterable[int], unit: Chosen) -> bool:
        together = {*chosen, *unit}
        words = self.objective.words
        return len(together) <= self.sentences and sum([words[i] for i in together]) <= self.words

    def _rate(self, unit: Chosen, covered: set[int]) -> float:
        """Return what sentences bring for the share that they take of the tighter bound."""
        objective = self.objective
        gain = 0.0
        seen: set[int] = set()
        for index in unit:
            gain += objective.gain(index, covered | seen if seen else covered)
            if len(unit) > 1:
                seen.update(objective.units[index])
        words = sum([objective.words[index] for index in unit])
        return round(gain / max(words / self.words, len(unit) / self.sentences), 9)

    def _exchange(self, chosen: Chosen) -> Chosen:
        """Exchange one sentence for another, and fill again, as long as the worth grows."""
        worth = self.objective.worth(chosen)
        for _ in range(ROUNDS):
            better, better_worth = self._best_exchange(chosen, worth)
            if better_worth <= worth:
                break
            chosen, worth = better, better_worth
            grown = self._grow(chosen)
            if grown != chosen and (grown_worth := self.objective.worth(grown)) > worth:
                chosen, worth = grown, grown_worth
        return chosen

    def _best_exchange(self, chosen: Chosen, worth: float) -> tuple[Chosen, float]:
        objective = self.objective
        best, best_worth = chosen, worth
        for place, index in enumerate(chosen):
            kept = chosen[:place] + chosen[place + 1 :]
            for unit in self._newcomers(chosen):
                if index in unit or not self._fits(kept, unit):
                    continue
                together = tuple(sorted({*kept, *unit}))
                if is_met(together, self.needed):
                    new = objective.worth(together)
                    if new > best_worth:
                        best, best_worth = together, new
        return best, best_worth

    def _newcomers(self, chosen: Chosen) -> list[Chosen]:
        covered = {unit for index in chosen for unit in self.objective.units[index]}
        units = [
            unit
            for index in range(len(self.needed))
            if index not in chosen and (unit := self._with_needs(index, chosen)) is not None
        ]
        units.sort(key=lambda unit: -self._rate(unit, covered))
        return units[:EXCHANGED]
