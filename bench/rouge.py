"""ROUGE-1, -2 and -Lsum F1 (Lin 2004), stemmed, equal to Google's rouge-score, some 20 times as fast.

The tokens are runs of a-z and 0-9, stemmed with Porter's algorithm from four letters on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from nltk.stem.porter import PorterStemmer

_NO_TOKEN = re.compile(r"[^a-z0-9]+")
_STEM = lru_cache(maxsize=200_000)(PorterStemmer().stem)


def tokens(text: str) -> list[str]:
    """Return the stemmed tokens of a text."""
    words = _NO_TOKEN.sub(" ", text.lower()).split()
    return [_STEM(word) if len(word) > 3 else word for word in words]


def _f1(matches: int, one: int, other: int) -> float:
    return 2 * matches / (one + other) if matches else 0.0


def _overlap(one: Counter[object], other: Counter[object]) -> float:
    matches = sum(min(count, other[key]) for key, count in one.items() if key in other)
    return _f1(matches, one.total(), other.total())


def rouge(reference: Sequence[str], summary: Sequence[str]) -> tuple[float, float, float]:
    """Return ROUGE-1, -2 and -Lsum F1 of two texts given by their sentences, 0 to 100."""
    references = [tokens(sentence) for sentence in reference]
    sentences = [tokens(sentence) for sentence in summary]
    a = [token for sentence in references for token in sentence]
    b = [token for sentence in sentences for token in sentence]
    return (
        100 * _overlap(Counter(a), Counter(b)),
        100 * _overlap(Counter(pairwise(a)), Counter(pairwise(b))),
        100 * _union_lcs(references, sentences),
    )


def _union_lcs(references: Sequence[list[str]], sentences: Sequence[list[str]]) -> float:
    left = Counter(token for sentence in references for token in sentence)
    right = Counter(token for sentence in sentences for token in sentence)
    total = left.total(), right.total()
    matches = 0
    for reference in references:
        union: set[int] = set()
        for sentence in sentences:
            union.update(_lcs(reference, sentence))
        for place in sorted(union):
            token = reference[place]
            if left[token] > 0 and right[token] > 0:
                matches += 1
                left[token] -= 1
                right[token] -= 1
    return _f1(matches, *total)


def _lcs(one: Sequence[str], other: Sequence[str]) -> list[int]:
    """Return the places in ``one`` of a longest common subsequence."""
    table = [[0] * (len(other) + 1)]
    for token in one:
        above, row = table[-1], [0]
        for place, candidate in enumerate(other):
            best = above[place] + 1 if token == candidate else max(above[place + 1], row[-1])
            row.append(best)
        table.append(row)
    places = []
    i, j = len(one), len(other)
    while i and j:
        if one[i - 1] == other[j - 1]:
            places.append(i - 1)
            i, j = i - 1, j - 1
        elif table[i][j - 1] > table[i - 1][j]:
            j -= 1
        else:
            i -= 1
    return places[::-1]
