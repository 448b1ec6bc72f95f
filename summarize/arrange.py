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
from collections.abc import Sequence
from itertools import accumulate

from summarize.model import Scored, Sentence
from summarize.words import count_words

#: Without a number asked for, a paragraph has about so many words.
_USUAL_PARAGRAPH = 70
#: Candidates on either side of the place that equal lengths give, in sentences.
_WINDOW = 40
# Weights of the three costs; cohesion is a cosine, 0..1. A source's paragraph outweighs cohesion,
# balance outweighs both when a paragraph would be half or double the mean.
_COHESION = 1.0
_SOURCE_BREAK = 0.6
_BALANCE = 1.5
_SPLIT_QUOTATION = 10.0


def arrange(chosen: Sequence[Scored], paragraphs: int | None) -> tuple[tuple[Sentence, ...], ...]:
    """Return ``chosen`` (in the article's order, not empty) in paragraphs.

    There are exactly ``paragraphs`` of them, or one for each sentence where there are fewer
    sentences; None gives a number that suits the length.
    """
    sentences = [scored.sentence for scored in chosen]
    lengths = [count_words(sentence.text) for sentence in sentences]
    if paragraphs is None:
        paragraphs = max(1, round(sum(lengths) / _USUAL_PARAGRAPH))
    paragraphs = min(paragraphs, len(sentences))
    breaks = _breaks(chosen, lengths, paragraphs)
    edges = [0, *breaks, len(sentences)]
    return tuple(
        tuple(sentences[start:end]) for start, end in zip(edges, edges[1:], strict=False)
    )


def _breaks(chosen: Sequence[Scored], lengths: list[int], paragraphs: int) -> list[int]:
    """The indices of the sentences that begin a paragraph, the first one aside."""
    if paragraphs == len(chosen):
        return list(range(1, paragraphs))
    before = [0, *accumulate(lengths)]  # words before each sentence
    mean = max(1.0, before[-1] / paragraphs)

    def imbalance(start: int, end: int) -> float:
        return _BALANCE * ((before[end] - before[start]) / mean - 1) ** 2

    # layers[k]: index of the sentence that opens paragraph k+1 -> (cost so far, its predecessor)
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
                layer[at] = (round(cost + _break_cost(chosen, at), 9), previous)
        layers.append(layer)
    last = min(
        layers[-1], key=lambda at: (layers[-1][at][0] + imbalance(at, len(chosen)), at)
    )
    breaks = []
    for layer in reversed(layers[1:]):
        breaks.append(last)
        last = layer[last][1]
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


def _break_cost(chosen: Sequence[Scored], at: int) -> float:
    """What it costs to begin a paragraph with sentence ``at``."""
    before, after = chosen[at - 1], chosen[at]
    cost = _COHESION * _cohesion(chosen, at)
    if before.sentence.block != after.sentence.block:
        cost -= _SOURCE_BREAK
    if -1 != before.sentence.quotation == after.sentence.quotation:
        cost += _SPLIT_QUOTATION
    return cost


def _cohesion(chosen: Sequence[Scored], at: int) -> float:
    """The mean cosine of the two sentences before ``at`` and the two from it on."""
    pairs = [
        _cosine(before, after)
        for before in chosen[max(0, at - 2) : at]
        for after in chosen[at : at + 2]
    ]
    return sum(pairs) / len(pairs)


def _cosine(a: Scored, b: Scored) -> float:
    small, large = sorted((a.terms, b.terms), key=len)
    return sum(weight * large[term] for term, weight in small.items() if term in large)
