"""Sparse vectors: terms with their weights, of length 1.

Decides how two of them are compared. Leaves to ``score`` what the weights are.
"""

from collections.abc import Mapping


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine of two vectors of length 1."""
    if len(other) < len(one):
        one, other = other, one
    return sum([weight * other[term] for term, weight in one.items() if term in other])
