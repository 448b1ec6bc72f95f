"""What a set of sentences is worth as a summary: its expected ROUGE F1 against an editor's.

    worth(S) = 2 · V(S) / (|S| + R)  +  w · facts(S)
    V(S)     = Σ value(term), terms of S  +  Σ value(pair), pairs of S  +  Σ |s| · value(s), s in S

V is the number of terms and of pairs of neighbouring terms that S is expected to share with a
reference, each counted once however often S repeats it, so that redundancy costs what it wastes;
|S| counts terms, R is the expected length of a reference, in proportion to the budget. The values
come from three small networks (one hidden layer over binned facts), fitted together with w by
least squares and minimum risk on whole candidate summaries of each article. Expected F1 of a whole
summary from the probabilities of its words follows Gillick & Favre, "A Scalable Global Model for
Summarization" (2009: concepts counted once), and Kupiec, Pedersen & Chen (1995: values learned
from summaries that people wrote). Where a summary is longer than the fitted ones, its fill weighs more.
Leaves the search for the best set to ``search``.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache, partial
from itertools import chain, count, pairwise
from operator import getitem, mul
from struct import Struct
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from summarize import lexicon
from summarize.memo import Memo
from summarize.score import PAIR_FACTS, SENTENCE_FACTS, TERM_FACTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from summarize.score import Analysis

#: Facts of a set of sentences: words / budget, its square, whether the article's first sentence is
#: in, the share of sentences that follow on their predecessor, and the mean length in words as
#: one of the five ranges that ``MEAN_LENGTHS`` separates.
SET_FACTS = ("fill", "fill_squared", "opening", "follows", *(f"mean_length_{i}" for i in range(5)))
MEAN_LENGTHS = (14.0, 18.0, 25.0, 40.0)
_RANGES = [[float(one == other) for one in range(5)] for other in range(5)]

#: The values were fitted on references that suit a budget of so many words. A longer summary reaches
#: deeper into the article, so facts that count how far something stands from the beginning shrink
#: with the square root of the ratio: at 240 words the fourth sentence is where the second was at 60.
#: Swept as a power of the ratio (0, .5, 1) on 150 articles each: 1 gains 1.2 ROUGE-1 where references
#: have 170 words, but loses .9 to 1.1 at 120 words where they have 55, and readers met late fillers;
#: .5 loses .0 to .5 and brings in facts that stand further down.
FITTED = 60
#: What the fill weighs more in a summary of more than ``STOPPED_EARLY`` words, in full in an endless one. References
#: say nothing of it there, for longer is further from them; a shorter one had better stop early than
#: end on what fits, say its readers. Swept at 200 words, where it is .4 of this, over 0, .18, .35, .7, 1.4: used are
#: .965, .973, .976, .980 and .985 of them, and ROUGE-1 is 27.8, 27.7, 27.6, 27.5, 27.2.
LONGER_FILL, STOPPED_EARLY = 0.35, 120
ALONG = frozenset({"first", "position", "relative_position", "words_before"})

_TOGETHER = 64  # sentences whose facts are held as columns at once
_MEMO = 100_000  # values kept for each network
_BINS_MEMO = 1000  # values kept for each fact
_ONE = 10**3  # weights have three decimals
_LANE = 32  # bits of a hidden unit's sum
_ZERO = 1 << (_LANE - 1)  # what stands for 0 there, so that no sum is negative


def set_facts(fill: float, opening: bool, follows: int, count: int, words: int) -> list[float]:
    """Return ``SET_FACTS`` of ``count`` sentences of which ``follows`` follow on another."""
    facts = [fill, fill * fill, float(opening), follows / (count - 1) if count > 1 else 0.0]
    return facts + _RANGES[bisect_right(MEAN_LENGTHS, words / count)]


class _Units:
    """The hidden units of a network, and the value that they give together.

    Weights have three decimals and are taken as whole numbers; those of a bin, one for each hidden
    unit, lie side by side in one long integer, so that a single addition adds to all units.
    """

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self._lanes = Struct(f"<{len(spec['bias'])}I")
        self._units = sum(1 << (_LANE * unit) for unit in range(len(spec["bias"])))
        self._rows = [[self._packed(row) for row in bins] for bins in spec["rows"]]
        self._bias = self._packed(spec["bias"]) + self._units * _ZERO
        self._out = [float(weight) / _ONE for weight in spec["out"]]
        self._constant = float(spec["constant"])

    def _packed(self, weights: Sequence[float]) -> int:
        # What is negative borrows from its neighbour, and gives back when all are added to the bias.
        lanes = self._lanes.pack(*[round(weight * _ONE) + _ZERO for weight in weights])
        return int.from_bytes(lanes, "little") - self._units * _ZERO

    def value(self, bins: tuple[int, ...]) -> float:
        """Return the value of a thing whose facts fall into these bins."""
        total = sum(map(getitem, self._rows, bins), self._bias)
        # Rectified: where the highest bit of a lane is not set, its sum is below 0.
        lanes = total & (((total >> (_LANE - 1)) & self._units) * (_ZERO - 1))
        hidden = self._lanes.unpack(lanes.to_bytes(self._lanes.size, "little"))
        return self._constant + sum(map(mul, self._out, hidden), 0.0)


class Network:
    """One hidden layer over binned facts: a row of weights for each bin, summed and rectified."""

    def __init__(self, facts: Sequence[str], spec: Mapping[str, Any]) -> None:
        # Most facts are small whole numbers, and they and their bins come again and again.
        self._bins = tuple(
            (
                facts.index(name),
                Memo(partial(bisect_right, tuple(edges)), _BINS_MEMO).__getitem__,
                name in ALONG,
            )
            for name, edges in spec["facts"].items()
        )
        self._values = Memo(_Units(spec).value, _MEMO)

    def __call__(self, columns: Sequence[Iterable[float]], scale: float = 1.0) -> list[float]:
        """Return the values of things, given each fact of all of them; those ``ALONG`` the text scaled."""
        bins = [
            map(
                to_bin,
                [fact * scale for fact in columns[place]]
                if along and scale != 1
                else columns[place],
            )
            for place, to_bin, along in self._bins
        ]
        return list(map(self._values.__getitem__, zip(*bins, strict=True)))


class Model:
    """The fitted numbers of ``data/common/model.json``."""

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self.term = Network(TERM_FACTS, spec["term"])
        self.pair = Network(PAIR_FACTS, spec["pair"])
        self.sentence = Network(SENTENCE_FACTS, spec["sentence"])
        self.set_weights = tuple(float(spec["set"][name]) for name in SET_FACTS)
        self.reference = float(spec["reference"])  # terms of a reference for each word of budget


@lru_cache(maxsize=1)
def load_model() -> Model:
    """Return the model that the program ships with."""
    return Model(lexicon.model("model"))


class Objective:
    """The worth of sets of sentences of one article under one budget of words."""

    def __init__(
        self,
        analysis: Analysis,
        words: int,
        model: Model | None = None,
        losses: Mapping[int, float] = MappingProxyType({}),
    ) -> None:
        """``losses``: what sentences lose of their value, by their places, in terms that they would share."""
        model = model or load_model()
        self.budget = words
        self.words = analysis.words
        self.lengths = tuple(map(len, analysis.terms))  # in terms
        longer = {"fill": LONGER_FILL * max(0.0, 1 - STOPPED_EARLY / words)}
        self.set_weights = tuple(
            weight + longer.get(fact, 0.0)
            for fact, weight in zip(SET_FACTS, model.set_weights, strict=True)
        )
        self.reference = model.reference * words
        self._losses = losses
        self._scale = min(1.0, FITTED / words) ** 0.5
        self._analysis = analysis
        self._model = model
        self._number: dict[Any, int] = {}  # of a term or pair
        self._units: dict[int, tuple[int, ...]] = {}  # of the sentences that have been measured
        self.values: list[float] = []  # of terms and pairs, by number
        self.own: dict[int, float] = {}  # |s| · value(s) of measured sentences, less their losses

    def measure(self, places: Sequence[int]) -> None:
        """Work out what sentences bring: those that a search may take, in few calls for many."""
        for start in range(0, len(places), _TOGETHER):
            new = [place for place in places[start : start + _TOGETHER] if place not in self._units]
            if new:
                # Both, always: what has its units has its own value too.
                self._value_sentences(new)
                self._value_units(new)

    def _value_sentences(self, places: Sequence[int]) -> None:
        values = self._model.sentence(self._analysis.facts.columns(places), self._scale)
        for place, value in zip(places, values, strict=True):
            self.own[place] = self.lengths[place] * value - self._losses.get(place, 0.0)

    def _value_units(self, places: Sequence[int]) -> None:
        """Give the terms and pairs of sentences their numbers and values, if they have none yet."""
        number, analysis = self._number, self._analysis
        sentences = [analysis.terms[place] for place in places]
        units: tuple[tuple[Any, Network, Any], ...] = (
            (sentences, self._model.term, analysis.term_facts),
            (map(pairwise, sentences), self._model.pair, analysis.pair_facts),
        )
        for of_sentences, network, facts in units:
            distinct = dict.fromkeys(chain.from_iterable(of_sentences))
            if new := [unit for unit in distinct if unit not in number]:
                number.update(zip(new, count(len(number)), strict=False))
                self.values += network(facts.columns(new), self._scale)
        for place, terms in zip(places, sentences, strict=True):
            distinct = dict.fromkeys(chain(terms, pairwise(terms)))
            self._units[place] = tuple(map(number.__getitem__, distinct))

    def units(self, index: int) -> tuple[int, ...]:
        """Return the numbers of a sentence's distinct terms and pairs."""
        if index not in self._units:
            self.measure((index,))
        return self._units[index]

    def worth(self, chosen: Sequence[int]) -> float:
        """Return the worth of a set of sentences, given in source order; 0 for none."""
        covered: set[int] = set()
        found = 0.0
        for index in chosen:
            found += self.gain(index, covered)
            covered.update(self.units(index))
        return self.combine(chosen, found)

    def merit(self, index: int) -> float:
        """Return the worth of a sentence by itself, before what it loses."""
        lost = 2 * self._losses.get(index, 0.0) / (self.lengths[index] + self.reference)
        return round(self.worth((index,)) + lost, 9)

    def gain(self, index: int, covered: Set[int]) -> float:
        """Return what a sentence adds to V when the units in ``covered`` are there already."""
        values, units = self.values, self.units(index)
        return self.own[index] + sum([values[unit] for unit in units if unit not in covered])

    def combine(self, chosen: Sequence[int], found: float) -> float:
        """Return the worth of sentences whose V is ``found``, rounded so that ties are ties."""
        if not chosen:
            return 0.0
        words = sum(map(self.words.__getitem__, chosen))
        length = sum(map(self.lengths.__getitem__, chosen))
        follows = sum([two - one == 1 for one, two in pairwise(chosen)])
        facts = set_facts(words / self.budget, chosen[0] == 0, follows, len(chosen), words)
        worth = 2 * found / (length + self.reference) + sum(map(mul, self.set_weights, facts))
        return float(round(worth, 9))
