"""Forests of regression trees, read from a data file and evaluated without walking the trees.

Decides how a row of numbers gets its score and the names of what moved it. What the numbers mean
is left to ``features``, what follows from the score to ``classify``.

The method is QuickScorer (Lucchese et al., SIGIR 2015) with one long integer for the whole forest:
each tree has a byte, each of its leaves, from left to right, a bit. A condition that fails rules
out the leaves on its left branch; the lowest bit that remains of a byte is the leaf that the row
falls into. What the failed conditions on one feature leave over depends only on how many of its
sorted thresholds the value exceeds, so a feature costs one bisection and one AND.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import partial, reduce
from itertools import repeat
from operator import and_, getitem
from typing import TYPE_CHECKING, Any

from summarize.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

#: A tree: a leaf is its value; a fork is [feature, threshold, value, low branch, high branch].
Tree = Any  # float | list[int, float, float, Tree, Tree], as JSON has it

#: Leaves of the largest tree: a byte's bits.
LEAVES = 8
#: The trees that a reason is told from: boosting puts what matters most into the first.
TOLD = 4

_MEMO = 1 << 12  # values of a feature that are remembered

_LOWEST = bytes((byte & -byte).bit_length() - 1 if byte else 0 for byte in range(256))


def _left(
    thresholds: list[float], masks: list[int], remembered: bool
) -> Callable[[Iterable[float]], Iterator[int]]:
    """From a column of values to what each leaves over."""
    count = partial(bisect_left, thresholds)
    if remembered:
        return partial(map, Memo[float, int](lambda value: masks[count(value)], _MEMO).__getitem__)
    return lambda column: map(masks.__getitem__, map(count, column))


class Forest:
    """A sum of trees with at most eight leaves each."""

    def __init__(
        self, trees: Sequence[Tree], names: Sequence[str], own: Container[str] = ()
    ) -> None:
        """``own`` are the names of features whose values are a page's own.

        Those of the others repeat from page to page and are remembered, which takes a quarter of the
        time away; at one new value in eight remembering costs more than it spares.
        """
        self._names = names
        self._trees = trees
        self._values: list[list[float]] = []
        conditions: dict[int, list[tuple[float, int]]] = {}
        for number, tree in enumerate(trees):
            leaves: list[float] = []
            for feature, threshold, ruled_out in _conditions(tree, leaves):
                shifted = ruled_out << (LEAVES * number)
                conditions.setdefault(feature, []).append((threshold, shifted))
            self._values.append(leaves)
        self._everything = everything = (1 << (LEAVES * len(trees))) - 1
        self._tests = [
            (feature, _left(*_cumulated(sorted(tests), everything), names[feature] not in own))
            for feature, tests in sorted(conditions.items())
        ]
        self._reasons: dict[bytes, str] = {}  # at most one for each way through the first trees

    def scores(self, columns: Sequence[Sequence[float]]) -> tuple[list[float], list[bytes]]:
        """The score of each row, and the leaves that it falls into, a byte for each tree.

        ``columns`` holds one column for each feature.
        """
        size, values, count = len(self._values), self._values, len(columns[0])
        shared = self._everything
        left: list[Iterable[int]] = []
        for feature, left_by in self._tests:
            column = columns[feature]
            # one column in seven is the same in all rows of a page: looked up once
            if count and column[0] == column[-1] and column.count(column[0]) == count:
                shared &= next(left_by(column[:1]))
            else:
                left.append(left_by(column))
        left.append(repeat(shared, count))
        leaves = [
            reduce(and_, row).to_bytes(size, "little").translate(_LOWEST)
            for row in zip(*left, strict=True)
        ]
        return [sum(map(getitem, values, row)) for row in leaves], leaves

    def reason(self, leaves: bytes) -> str:
        """The features that spoke loudest against a row in the first trees, three at most."""
        first = leaves[:TOLD]
        known = self._reasons.get(first)
        if known is None:
            known = self._reasons[first] = self._told(first)
        return known

    def _told(self, leaves: bytes) -> str:
        """The reason behind leaves of the first trees.

        Each step on the way to a leaf moves the score by a known amount (Saabas, "Interpreting
        random forests", 2014).
        """
        moved: dict[int, float] = {}
        for tree, leaf in zip(self._trees, leaves, strict=False):
            node = tree
            while isinstance(node, list):
                feature, _, value, low, high = node
                size = _size(low)
                node, leaf = (low, leaf) if leaf < size else (high, leaf - size)
                after = node[2] if isinstance(node, list) else node
                moved[feature] = moved.get(feature, 0.0) + after - value
        against = sorted((round(move, 9), feature) for feature, move in moved.items() if move < 0)
        return "model: " + ", ".join([self._names[feature] for _, feature in against[:3]])


def _conditions(tree: Tree, leaves: list[float]) -> Iterator[tuple[int, float, int]]:
    """The conditions of a tree with the leaves they rule out; the leaves' values are collected."""
    if not isinstance(tree, list):
        leaves.append(tree)
        return
    feature, threshold, _, low, high = tree
    first = len(leaves)
    yield from _conditions(low, leaves)
    yield feature, threshold, (1 << len(leaves)) - (1 << first)
    yield from _conditions(high, leaves)


def _cumulated(
    conditions: Sequence[tuple[float, int]], everything: int
) -> tuple[list[float], list[int]]:
    """Sorted thresholds, and what is left when the first n of them are exceeded."""
    masks = [everything]
    for _, ruled_out in conditions:
        masks.append(masks[-1] & ~ruled_out)
    return [threshold for threshold, _ in conditions], masks


def _size(tree: Tree) -> int:
    return _size(tree[3]) + _size(tree[4]) if isinstance(tree, list) else 1
