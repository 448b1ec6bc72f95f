"""The terms of one article: stems, where they stand, how often, and how like sentences are by them.

Decides what a term is, of what kind (a name, a number, a stop word), what is counted of it and of two
neighbours, and the vectors and centralities of sentences that follow from the counts. Leaves to `facts`
what is told of them.

Centrality is the cosine of a sentence to the centroid of all, which ranks as degree centrality in
the graph of cosines (Erkan & Radev, "LexRank", JAIR 22, 2004): the sum of a sentence's cosines to
all sentences is one product with the sum of their vectors, so that cost is linear in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import chain, pairwise
from math import log, sqrt
from typing import TYPE_CHECKING

from summarize.words import is_spaceless

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

STOP, NUMBER, NAME, WORD = range(4)  # kinds of terms

_TOKEN = re.compile(r"[^\W_]+")


def tokens(text: str) -> list[str]:
    """Return the words of ``text`` as written; two characters each in scripts without spaces."""
    found: list[str] = _TOKEN.findall(text)
    if not is_spaceless(text):
        return found
    cut: list[str] = []
    for token in found:
        if len(token) > 2 and is_spaceless(token):
            cut.extend(a + b for a, b in pairwise(token))
        else:
            cut.append(token)
    return cut


@lru_cache(maxsize=4)
def as_tokens(words: frozenset[str]) -> frozenset[str]:
    """Return stop words cut as texts are: "don't" is "don" and "t" there."""
    return frozenset(token for word in words for token in tokens(word))


class Terms:
    """Counts of the terms of one article."""

    def __init__(
        self, written: Sequence[Sequence[str]], stem: Callable[[str], str], stop: frozenset[str]
    ) -> None:
        self.first: dict[str, int] = {}
        self.place: dict[str, int] = {}  # in its first sentence
        self.letters: dict[str, int] = {}
        self.kind: dict[str, int] = {}
        terms: dict[str, str] = {}  # of words as written
        capital: dict[str, str] = {}  # those of them that are not in lower case
        for index, words in enumerate(written):
            for place, word in enumerate(words):
                if word in terms:
                    continue
                small = word.lower()
                term = terms[word] = stem(small)
                if small != word:
                    capital[word] = term
                if term not in self.first:
                    self.first[term] = index
                    self.place[term] = place
                    self.letters[term] = len(small)
                    if small in stop:
                        self.kind[term] = STOP
                    else:
                        self.kind[term] = NUMBER if small[0].isdigit() else WORD
        self.sentences = [tuple(map(terms.__getitem__, words)) for words in written]
        self.frequency = Counter(chain.from_iterable(self.sentences))
        #: Sentences that hold the term.
        self.spread = Counter(chain.from_iterable(map(set, self.sentences)))
        self.pairs = Counter(chain.from_iterable(map(pairwise, self.sentences)))
        self.first_pair: dict[tuple[str, str], int] = {}
        for index in range(len(self.sentences) - 1, -1, -1):  # the first comes last, and stays
            self.first_pair.update(dict.fromkeys(pairwise(self.sentences[index]), index))
        for term in self._capitalised(written, capital):
            if self.kind[term] == WORD:
                self.kind[term] = NAME
        ranked = sorted(  # stable: the earlier first
            [term for term, kind in self.kind.items() if kind != STOP],
            key=self.frequency.__getitem__,
            reverse=True,
        )
        self.rank = {term: float(rank) for rank, term in enumerate(ranked)}

    def _capitalised(
        self, written: Sequence[Sequence[str]], capital: Mapping[str, str]
    ) -> Iterator[str]:
        """Terms that have a capital within sentences, and there as often as none anywhere."""
        frequency = Counter(chain.from_iterable(written))
        opening = Counter(words[0] for words in written if words)
        upper: Counter[str] = Counter()
        anywhere: Counter[str] = Counter()
        for word, term in capital.items():
            upper[term] += frequency[word] - opening[word]
            anywhere[term] += frequency[word]
        for term, count in upper.items():
            if count and count >= self.frequency[term] - anywhere[term]:
                yield term


def vectors_of(terms: Terms) -> list[dict[str, float]]:
    """Return a tf-idf vector of length 1 for each sentence, stop words left out."""
    count = len(terms.sentences)
    idf = {
        term: log((count + 1) / (spread + 0.5))
        for term, spread in terms.spread.items()
        if terms.kind[term] != STOP
    }
    vectors = []
    for sentence in terms.sentences:
        content = [term for term in sentence if term in idf]
        vector = {term: idf[term] for term in content}
        if len(vector) < len(content):
            for term, frequency in Counter(content).items():
                vector[term] *= 1 + log(frequency)
        length = sqrt(sum([x * x for x in vector.values()])) or 1.0
        vectors.append({term: x / length for term, x in vector.items()})
    return vectors


def centralities(vectors: Sequence[Mapping[str, float]]) -> list[float]:
    """Return the centrality of each sentence, 0 to 1."""
    centroid: dict[str, float] = {}
    for vector in vectors:
        for term, x in vector.items():
            centroid[term] = centroid.get(term, 0.0) + x
    count = len(vectors) or 1
    # Rounded, so that sentences which tie on paper tie here: their place then decides.
    return [
        round(sum([x * centroid[term] for term, x in vector.items()]) / count, 9)
        for vector in vectors
    ]
