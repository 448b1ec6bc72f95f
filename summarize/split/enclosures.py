"""Brackets, inside which no sentence ends, and lists that were run together into one line."""

from __future__ import annotations

import re

from summarize.split.marks import BULLETS

SHELTER = 400  # characters: a longer bracket is no aside and is split like any other text
_BULLETS = (*BULLETS, *"-–—·*")
_ROMAN = {
    name: number
    for number, name in enumerate(
        ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), start=1
    )
}
DEPTH = 16  # brackets within brackets that are remembered

_BRACKET = re.compile(r"[()\[\]{}（）《》〈〉「」『』【】〔〕]")
_PARTNER = dict(zip("([{（《〈「『【〔", ")]}）》〉」』】〕", strict=True))

_LABEL = re.compile(
    r"(?:[•⁃‣▪*·-]\s?)?"
    r"(?:\((?:\d{1,2}|[A-Za-z]|[ivx]{1,4})\)|(?:\d{1,2}|[A-Za-z])\.?\)|(?:\d{1,2}|[a-z])\.)(?=\s)"
)
LIST_REACH = 1000  # characters: the next item of a list begins at most so far on
LIST_TRIES = 4  # labels of the same style looked at: an item may mention another


def shelters(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """(place of the opening, place of the closing bracket) of each outermost pair, in order."""
    if text.isascii() and "(" not in text and "[" not in text and "{" not in text:
        return []  # half of all paragraphs, and twenty times as fast
    waiting: list[tuple[int, str]] = []
    found: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(text, begin, end):
        mark, place = match[0], match.start()
        if mark in _PARTNER:
            waiting.append((place, _PARTNER[mark]))
            del waiting[:-DEPTH]
            continue
        for depth in range(len(waiting) - 1, -1, -1):
            start, partner = waiting[depth]
            if partner != mark:
                continue
            del waiting[depth:]
            if place - start <= SHELTER:
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, place))
            break
    return found


def is_item(line: str) -> bool:
    """Does the line begin with a bullet, dash or label: "• Tea", "- Tea", "2. Tea", "(b) Tea"?"""
    line = line.lstrip()
    return line[:1] in _BULLETS or _LABEL.match(line) is not None


def next_item(text: str, begin: int, end: int, ordinals_before_nouns: bool) -> int:
    """Where the next item begins if a list stands in one line: "1. Tea 2. Milk", "• Tea • Milk".

    `end` if the text at `begin` is no list item. "1. FC Bonn in der 2. Liga" is none either: where
    nouns have capitals (`ordinals_before_nouns`) a number with a full stop is no label.
    """
    mark = text[begin]
    if mark.isalpha() and text[begin + 1 : begin + 2].isalpha():
        return end
    if mark in BULLETS:
        place = text.find(mark, begin + 1, min(end, begin + LIST_REACH))
        return place if place >= 0 else end
    first = _LABEL.match(text, begin, end)
    if first is None or (ordinals_before_nouns and first[0].endswith(".")):
        return end
    style, values = _style(first[0]), _values(first[0])
    tries = 0
    for match in _LABEL.finditer(text, first.end(), min(end, begin + LIST_REACH)):
        label = match[0]
        if text[match.start() - 1].isspace() and _style(label) == style:
            if values & {value - 1 for value in _values(label)}:
                return match.start()
            tries += 1
            if tries == LIST_TRIES:
                break
    return end


def _style(label: str) -> str:
    """ "• 9." and "• 10." have the style "• 1."."""
    return re.sub(r"\d+", "1", re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]", "A", label)))


def _values(label: str) -> set[int]:
    """The numbers that a label may stand for: 9 for "• 9.", 3 for "(c)", 9 and 1 for "i)"."""
    name = "".join(char for char in label if char.isalnum()).lower()
    if name.isdigit():
        return {int(name)}
    values = {_ROMAN[name]} if name in _ROMAN else set()
    return values | {ord(name) - ord("a") + 1} if len(name) == 1 else values
