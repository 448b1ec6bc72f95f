"""Which sentences lie inside one quotation, so that a summary never prints half of one.

Pairs quotation marks of every style within a paragraph. A mark that opens and never closes ends
with its paragraph, and counts only if it stands at the paragraph's head or the next paragraph opens
anew (the English way to print a speech of several paragraphs). Apostrophes are no quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

REACH = 2000  # characters looked back or ahead for the other half of a mark
MAX_SENTENCES = 12  # a longer "quotation" is a lost mark or a document: its sentences stand alone

_MARKS = re.compile(r"[\"“”„«»「」『』‘’](?:(?<!\w[‘’])|(?!\w))")
_FIRST = re.compile(r"\s*[\"“„«»「『‘”]")
_CLOSER = {
    "„": "“”",
    "“": "”“",
    "”": "”",
    "«": "»",
    "»": "«",
    '"': '"',
    "「": "」",
    "『": "』",
    "‘": "’",
}


def opens(text: str, place: int = 0) -> bool:
    """Does the paragraph that begins here begin with a quotation mark?"""
    return _FIRST.match(text, place) is not None


def pairs(text: str, begin: int, end: int, upcoming: int) -> list[tuple[int, int]]:
    """(place of the opening mark, place of the closing mark or `end`), outermost only, in order."""
    found: list[tuple[int, int]] = []
    opened, kind = -1, ""
    reversed_style = _guillemets_point_inwards(text, begin, end)
    for match in _MARKS.finditer(text, begin, end):
        mark, place = match[0], match.start()
        if (
            opened >= 0
            and mark in _CLOSER[kind]
            and not _begins(text, place, begin, end, mark, kind)
        ):
            found.append((opened, place))
            opened = -1
        elif opened < 0 or mark == kind:
            if _can_open(mark, text, place, begin, end, reversed_style):
                opened, kind = place, mark
    if opened >= 0 and (opened == begin or opens(text, upcoming)):
        found.append((opened, end))
    return found


def _guillemets_point_inwards(text: str, begin: int, end: int) -> bool:
    left, right = text.find("«", begin, end), text.find("»", begin, end)
    return right >= 0 and (left < 0 or right < left)


def _can_open(mark: str, text: str, place: int, begin: int, end: int, reversed_style: bool) -> bool:
    if mark in "„“「『‘":
        return True
    if mark in "«»":
        return (mark == "»") == reversed_style
    if mark in '"”':
        return _begins(text, place, begin, end, mark, mark)
    return False


def _begins(text: str, place: int, begin: int, end: int, mark: str, kind: str) -> bool:
    """Has this mark, which could open or close, the shape of an opening one?"""
    if mark == "“":
        return kind == "“"
    if mark not in '"”' or (mark == "”" and kind != "”"):
        return False
    before = text[place - 1] if place > begin else " "
    after = text[place + 1] if place + 1 < end else " "
    return (before.isspace() or before in "([{—–-„“‘") and not after.isspace()


def number(
    text: str, spans: Sequence[tuple[int, int]], first: int, upcoming: int
) -> tuple[list[int], int]:
    """The quotation number of each sentence of one paragraph (-1: none) and the next free number.

    Sentences that share a quotation share its number; so do two quotations that share a sentence.
    """
    numbers = [-1] * len(spans)
    if len(spans) < 2:
        return numbers, first
    sentence = 0
    group: list[int] = []
    groups: list[list[int]] = []
    for opened, closed in pairs(text, spans[0][0], spans[-1][1], upcoming):
        while spans[sentence][1] <= opened:
            sentence += 1
        last = sentence
        while last + 1 < len(spans) and spans[last + 1][0] < closed:
            last += 1
        if last == sentence:
            continue
        if group and group[-1] >= sentence:
            group.extend(range(group[-1] + 1, last + 1))
        else:
            group = list(range(sentence, last + 1))
            groups.append(group)
        sentence = last
    for group in groups:
        if len(group) <= MAX_SENTENCES:
            for member in group:
                numbers[member] = first
            first += 1
    return numbers, first


def closes(text: str, place: int) -> bool:
    """Does the quotation mark between an end mark and a letter close, or open the next sentence?"""
    mark = text[place]
    floor = max(0, place - REACH)
    if mark == '"':
        return _straight_closes(text, place, floor)
    if mark == "“":
        return text.rfind("„", floor, place) > text.rfind("“", floor, place)
    if mark == "”":
        if max(text.rfind("“", floor, place), text.rfind("„", floor, place)) >= 0:
            return True
        return (
            text.count("”", floor, place) % 2 == 1 or text.find("”", place + 1, place + REACH) < 0
        )
    if mark in "«»":
        french = text.find("«", floor) <= max(text.find("»", floor), place) and (
            text.find("»", floor, place) < 0 or text.find("«", floor) < text.find("»", floor)
        )
        if french and text.find("«", floor, place) >= 0:
            return mark == "»"
        if mark == "»":
            return False if text.find("«", place) >= 0 else text.find("«", floor, place) >= 0
        return text.rfind("»", floor, place) > text.rfind("«", floor, place)
    return mark == "’"


def _straight_closes(text: str, place: int, floor: int) -> bool:
    """A straight mark between ". and a letter: the shape of its neighbours tells, else their number.

    `"We go."He left.`: the one before opens, so this closes. `"We go."And "we" stay,"` he said: the
    next one closes, so this opens (each paragraph of a running quotation opens anew).
    """
    before = text.rfind('"', floor, place)
    after = text.find('"', place + 1, place + REACH)
    next_closes = (
        after > 0 and not text[after - 1].isspace() and not text[after + 1 : after + 2].isalnum()
    )
    next_opens = after > 0 and text[after - 1].isspace()
    if next_closes and not next_opens:
        return False
    if before < 0:
        return False
    last_opens = before == 0 or text[before - 1].isspace() or text[before - 1] in "(["
    last_closes = not last_opens and not text[before + 1].isalnum()
    if last_opens:
        return True
    if last_closes:
        return False
    return next_opens or text.count('"', floor, place) % 2 == 1
