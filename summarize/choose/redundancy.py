"""Sentences that say the same, in the same or in other words: a summary prints one of them.

Decides which sentences an earlier one says word for word, and which neighbouring ones share most of their terms, as a
standfirst and the lead do, or bullets above an article and its first paragraphs. Leaves to `search` which one is
printed, and to `objective` what words said twice are worth, which is nothing: that alone let such a sentence fill what
was left of a longer summary.

Of 399 scraped news pages 15 have another summary of 120 words by it; at 60 words ROUGE is the same on four sets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarize.model import Sentence

_NEAR = 5  # sentences further on, that are long enough
_SAME = 0.7  # share of the terms of the one that has fewer
_FEWEST = 6  # terms; a sentence with fewer says little that could be said again


def repeated(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Return the places of sentences that an earlier one says in the same words, wherever it stands."""
    first: dict[str, int] = {}
    for place, sentence in enumerate(sentences):
        first.setdefault(sentence.text, place)
    if len(first) == len(sentences):
        return frozenset()
    return frozenset(range(len(sentences))).difference(first.values())


def redundant(vectors: Sequence[Mapping[str, float]]) -> Mapping[int, frozenset[int]]:
    """Return for the places of sentences those that say the same; places without any are not named.

    ``vectors`` holds the weighted terms of each sentence, in source order. Cost is linear in their number.
    """
    terms = [frozenset(vector) for vector in vectors]
    found: dict[int, set[int]] = {}
    told = [place for place, own in enumerate(terms) if len(own) >= _FEWEST]
    for number, one in enumerate(told):
        own, size = terms[one], len(terms[one])
        for two in told[number + 1 : number + 1 + _NEAR]:
            other = terms[two]
            if len(own & other) >= _SAME * min(size, len(other)):
                found.setdefault(one, set()).add(two)
                found.setdefault(two, set()).add(one)
    return {place: frozenset(others) for place, others in found.items()}
