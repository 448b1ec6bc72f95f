"""The best set of sentences under a budget: every set where that is feasible, else climbing.

Decides which set is taken. All sets of at most `MOST` of the first `WINDOW` sentences that fit
`ENUMERATED` words are compared; for a larger budget the best of them is the start, to which
sentences are added, each time the one that brings most for its cost together with whatever it
needs, until nothing fits but what is poor beside them; then sentences are exchanged as long as the
worth grows. Gains only shrink while a summary grows, so they wait in a heap and only the topmost is
renewed (lazy evaluation, Minoux 1978): cost grows with the text, not with its square. Leaves what a
set is worth to `objective`, what may stand together to `guard`.
"""

from __future__ import annotations

from collections import Counter
from heapq import heapify, heappop, heappush
from itertools import accumulate
from typing import TYPE_CHECKING

from summarize.choose.guard import is_met

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from summarize.choose.guard import Need
    from summarize.choose.objective import Objective

# The weights were fitted at 60 words, where the sets that meet their needs are a few hundred.
ENUMERATED = 60  # words
# Of 10, 12, 16 and 20 first sentences 16 and 20 were best (+0.2 ROUGE-1 over 10 on long articles).
WINDOW = 16
MOST = 5  # sentences
EXCHANGED = 40  # unchosen sentences, the best for their words, that an exchange may bring in
EXCHANGEABLE = (
    100  # sentences; in a larger set one exchange moves the worth by less than a hundredth
)
ROUNDS = 4  # of exchanges; in practice two are enough
#: A summary of two sentences or more does not grow by one of less than this share of the merit that its first
#: ones have: words are left unused rather than spent on debris. What comes with it, as a question with its answer,
#: may be poorer. Of the last sentences of summaries of scraped pages, 45 % of those below .1 are no part of the
#: article, 29 % of those below .2, 9 % of all; but .2 cut short match reports, and answers to questions.
POOR = 0.1

Chosen = tuple[int, ...]


class Search:
    """The search for one article's summary within a bound of words and, perhaps, of sentences."""

    def __init__(
        self,
        objective: Objective,
        needed: Sequence[Sequence[Need]],
        same: Mapping[int, frozenset[int]],
        words: int,
        sentences: int | None = None,
    ) -> None:
        self.objective = objective
        self.needed = needed
        self.same = same  # the sentences that say the same as one, of which one is printed
        self.words = words
        self.sentences = len(objective.words) if sentences is None else sentences
        #: What may be tried by itself: what fits and is not barred by a need that nothing can meet.
        self.candidates = [
            index
            for index, own in enumerate(needed)
            if objective.words[index] <= words and all(need.one_of for need in own)
        ]

    def best(self) -> Chosen:
        """Return the chosen sentences in source order, none if no set meets its needs."""
        start = self.enumerate(min(self.words, ENUMERATED))
        if self.words <= ENUMERATED:
            return start
        grown = self.grow(start)
        return self._exchange(grown) if len(grown) <= EXCHANGEABLE else grown

    def enumerate(self, words: int) -> Chosen:
        """Return the best of all small sets of opening sentences within ``words``."""
        objective, sizes = self.objective, self.objective.words
        candidates = [
            index for index in self.candidates if index < WINDOW and sizes[index] <= words
        ]
        objective.measure(candidates)
        # Of the candidates from each on, the words of the shortest: where it does not fit, none does.
        shortest = [*accumulate([sizes[index] for index in reversed(candidates)], min)][::-1]
        most = min(MOST, self.sentences)
        best: Chosen = ()
        best_worth = float("-inf")
        # Depth first, on a list: a function that calls itself would be garbage in a circle, and
        # hold the article until somebody looks for such.
        nothing: tuple[Chosen, int, int, float, frozenset[int]] = ((), 0, 0, 0.0, frozenset())
        waiting = [nothing]
        while waiting:
            chosen, following, used, found, covered = waiting.pop()
            if chosen and is_met(chosen, self.needed):
                worth = objective.combine(chosen, found)
                if worth > best_worth:
                    best, best_worth = chosen, worth
            full = following == len(candidates) or used + shortest[following] > words
            if full or len(chosen) == most:
                continue
            if chosen:
                covered = covered.union(objective.units(chosen[-1]))
            for place in range(len(candidates) - 1, following - 1, -1):
                index = candidates[place]
                total = used + sizes[index]
                if (
                    total <= words
                    and not (self.same and self._is_said(index, chosen))
                    and not (self.needed[index] and self._is_out_of_reach(index, chosen))
                ):
                    more = found + objective.gain(index, covered)
                    waiting.append(((*chosen, index), place + 1, total, more, covered))
        return best

    def _is_said(self, index: int, chosen: Container[int]) -> bool:
        """Whether a set has a sentence that says the same already."""
        return index in self.same and any(other in chosen for other in self.same[index])

    def _is_out_of_reach(self, index: int, chosen: Chosen) -> bool:
        """Whether a sentence needs an earlier one that a set growing in source order lacks."""
        for need in self.needed[index]:
            for other in need.one_of:
                if other > index or other in chosen:
                    break
            else:
                return True
        return False

    def grow(self, start: Chosen) -> Chosen:
        """Add to a set what brings most for its cost until nothing fits that is not poor beside it."""
        objective = self.objective
        chosen = set(start)
        words = self.words - sum([objective.words[index] for index in chosen])
        room = self.sentences - len(chosen)
        if not room:
            return start
        covered = {unit for index in start for unit in objective.units(index)}
        merits = sorted(map(objective.merit, start))
        floor = POOR * merits[len(merits) // 2] if len(start) > 1 else float("-inf")
        left = [
            index
            for index in self.candidates
            if index not in chosen and objective.words[index] <= words
        ]
        objective.measure(left)
        heap = [(float("-inf"), index) for index in left]
        heapify(heap)
        while heap and room:
            old, index = heappop(heap)
            if index in chosen or objective.words[index] > words:
                continue
            together = self._with_needs(index, chosen)
            if together is None:
                continue
            cost = sum([objective.words[other] for other in together])
            if cost > words or len(together) > room:
                continue
            rate = -self._rate(together, covered)
            if rate > old and heap and (rate, index) > heap[0]:
                heappush(heap, (rate, index))
                continue
            if objective.merit(index) < floor:
                continue
            chosen.update(together)
            words -= cost
            room -= len(together)
            covered.update(*(objective.units(other) for other in together))
        return tuple(sorted(chosen))

    def _with_needs(self, index: int, chosen: Container[int]) -> Chosen | None:
        """Return a sentence with those it needs beyond ``chosen``, None if that cannot be."""
        together = [index]
        for current in together:  # grows while it is read
            for need in self.needed[current]:
                if not any(other in chosen or other in together for other in need.one_of):
                    if not need.one_of or len(together) > MOST:
                        return None
                    together.append(need.one_of[0])
        if self.same and any(
            self._is_said(other, chosen) or self._is_said(other, together) for other in together
        ):
            return None
        return tuple(sorted(together))

    def _fits(self, chosen: Iterable[int], together: Chosen) -> bool:
        all_of_them = {*chosen, *together}
        words = sum([self.objective.words[index] for index in all_of_them])
        return words <= self.words and len(all_of_them) <= self.sentences

    def _rate(self, together: Chosen, covered: set[int]) -> float:
        """Return what sentences bring for the share that they take of the tighter bound."""
        words = sum([self.objective.words[index] for index in together])
        share = max(words / self.words, len(together) / self.sentences)
        return round(self._gain(together, covered) / share, 9)

    def _gain(self, together: Chosen, covered: set[int]) -> float:
        """Return what sentences add to V when ``covered`` is there already."""
        if len(together) == 1:
            return self.objective.gain(together[0], covered)
        gain = 0.0
        seen = set(covered)
        for index in together:
            gain += self.objective.gain(index, seen)
            seen.update(self.objective.units(index))
        return gain

    def _exchange(self, chosen: Chosen) -> Chosen:
        """Exchange one sentence for another, and fill again, as long as the worth grows."""
        worth = self.objective.worth(chosen)
        for _ in range(ROUNDS):
            better, better_worth = self._best_exchange(chosen, worth)
            if better_worth <= worth:
                break
            chosen, worth = better, better_worth
            grown = self.grow(chosen)
            if grown != chosen and (grown_worth := self.objective.worth(grown)) > worth:
                chosen, worth = grown, grown_worth
        return chosen

    def _best_exchange(self, chosen: Chosen, worth: float) -> tuple[Chosen, float]:
        objective = self.objective
        held = Counter(unit for index in chosen for unit in objective.units(index))
        covered = set(held)
        newcomers = self._newcomers(chosen, covered)
        found = sum(objective.own[index] for index in chosen)
        found += sum(objective.values[unit] for unit in sorted(covered))
        best, best_worth = chosen, worth
        for index in chosen:
            lost = {unit for unit in objective.units(index) if held[unit] == 1}
            kept = [other for other in chosen if other != index]
            left = covered - lost
            without = found - objective.gain(index, left)
            for together in newcomers:
                if index in together or not self._fits(kept, together):
                    continue
                exchanged = tuple(sorted({*kept, *together}))
                new = objective.combine(exchanged, without + self._gain(together, left))
                if new > best_worth and is_met(exchanged, self.needed):
                    best, best_worth = exchanged, new
        return best, best_worth

    def _newcomers(self, chosen: Chosen, covered: set[int]) -> list[Chosen]:
        """Return the sentences outside, with those they need, that bring most for their cost."""
        inside = frozenset(chosen)
        found = [
            together
            for index in self.candidates
            if index not in inside and (together := self._with_needs(index, inside)) is not None
        ]
        return sorted(found, key=lambda together: -self._rate(together, covered))[:EXCHANGED]
