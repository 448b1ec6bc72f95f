"""The chosen sentences in paragraphs.

Decides where a paragraph ends: where the topic turns, where the source itself began another
paragraph, and so that lengths stay balanced. Leaves to ``choose`` which sentences there are; their
order is the article's.

Method: breaks are placed by dynamic programming over the sum of a cost for each break (lexical
cohesion across it, as in Hearst's TextTiling, 1997, less a bonus where the source breaks too) and
the squared deviation of each paragraph's length from the mean. A break is looked for within a
window around the place where equal lengths would put it, so that the cost stays linear.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

from summarize.model import Sentence
from summarize.vectors import cosine
from summarize.words import count_words

#: Without a number asked for, a paragraph has about so many words.
_USUAL_PARAGRAPH = 70
#: Candidates on either side of the place that equal lengths give, in sentences.
_WINDOW = 40
# Weights of the three costs; cohesion is a cosine, 0..1. Swept with bench/paragraphs.py on 120 + 116
# articles of news with paragraphs (cohesion 1, 3, 6; balance .3, 1, 2): WindowDiff .246 and .100 with
# the source's line ends, .510 and .350 for equal lengths. Less balance agrees better still (.142) but
# leaves a paragraph of one sentence beside one of ten; without line ends all stand within .01.
_COHESION = 1.0
_SOURCE_BREAK = 0.6
_BALANCE = 1.0
_SPLIT_QUOTATION = 10.0


def arrange(
    sentences: Sequence[Sentence], vectors: Sequence[Mapping[str, float]], paragraphs: int | None
) -> tuple[tuple[Sentence, ...], ...]:
    """Return ``sentences`` (chosen ones, in the article's order, not empty) in paragraphs.

    ``vectors`` are the sentences' terms with their weights, each of length 1. There are exactly
    ``paragraphs`` paragraphs, or one for each sentence where there are fewer sentences; None gives
    a number that suits the length.
    """
    lengths = [count_words(sentence.text) for sentence in sentences]
    if paragraphs is None:
        paragraphs = max(1, round(sum(lengths) / _USUAL_PARAGRAPH))
    paragraphs = min(paragraphs, len(sentences))
    costs = _BreakCosts(sentences, vectors)
    edges = [0, *_breaks(costs, lengths, paragraphs), len(sentences)]
    return tuple(tuple(sentences[start:end]) for start, end in pairwise(edges))


def _breaks(costs: "_BreakCosts", lengths: list[int], paragraphs: int) -> list[int]:
    """The indices of the sentences that begin a paragraph, the first one aside."""
    count = len(lengths)
    if paragraphs == count:
        return list(range(1, count))
    before = [0, *accumulate(lengths)]  # words before each sentence
    mean = max(1.0, before[-1] / paragraphs)

    def imbalance(start: int, end: int) -> float:
        return _BALANCE * ((before[end] - before[start]) / mean - 1) ** 2

    # layers[k]: the sentence that begins paragraph k -> (cost so far, the one that began k-1)
    layers: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for candidates in _candidates(before, paragraphs):
        layer = {}
        for at in candidates:
            options = [
                (cost + imbalance(previous, at), previous)
                for previous, (cost, _) in layers[-1].items()
                if previous < at
            ]
            if options:
                cost, previous = min(options)
                layer[at] = (round(cost + costs[at], 9), previous)
        layers.append(layer)
    at = min(layers[-1], key=lambda last: (layers[-1][last][0] + imbalance(last, count), last))
    breaks = []
    for layer in reversed(layers[1:]):
        breaks.append(at)
        at = layer[at][1]
    return breaks[::-1]


def _candidates(before: list[int], paragraphs: int) -> list[range]:
    """For each break the sentences that may open the next paragraph, around the equal share."""
    count = len(before) - 1
    window = min(_WINDOW, max(2, count // paragraphs))
    ranges = []
    ideal = 0
    for k in range(1, paragraphs):
        latest = count - (paragraphs - k)
        ideal = min(latest, max(ideal + 1, bisect_left(before, before[-1] * k / paragraphs)))
        ranges.append(range(max(k, ideal - window), min(latest, ideal + window) + 1))
    return ranges


class _BreakCosts:
    """What it costs to begin a paragraph with a sentence, by its index; worked out when asked."""

    def __init__(
        self, sentences: Sequence[Sentence], vectors: Sequence[Mapping[str, float]]
    ) -> None:
        self._sentences = sentences
        self._vectors = vectors

    def __getitem__(self, at: int) -> float:
        before, after = self._sentences[at - 1], self._sentences[at]
        cost = _COHESION * self._cohesion(at)
        if before.block != after.block:
            cost -= _SOURCE_BREAK
        if -1 != before.quotation == after.quotation:
            cost += _SPLIT_QUOTATION
        return cost

    def _cohesion(self, at: int) -> float:
        """The mean cosine of the two sentences before ``at`` and the two from it on."""
        pairs = [
            cosine(before, after)
            for before in self._vectors[max(0, at - 2) : at]
            for after in self._vectors[at : at + 2]
        ]
        return sum(pairs) / len(pairs)
