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

_MARKS = re.compile(r"[\"“”„«»「」『』‘’](?:(?<!\w[‘’])|(?!\w))")  # no apostrophe inside a word
_FIRST = re.compile(r"\s*[\"“„«»「『‘”]")
_CLOSERS = {
    "„": "“”", "“": "”", "”": "”", "«": "»", "»": "«", '"': '"', "「": "」", "『": "』", "‘": "’",
}  # fmt: skip


def has_marks(paragraph: str) -> bool:
    """Is there any quotation mark? Most paragraphs have none."""
    if paragraph.isascii():
        return '"' in paragraph
    return _MARKS.search(paragraph) is not None


def opens(text: str, place: int) -> bool:
    """Does the paragraph that begins here begin with a quotation mark?"""
    return _FIRST.match(text, place) is not None


def pairs(paragraph: str, runs_on: bool) -> list[tuple[int, int]]:
    """(place of the opening, place of the closing mark or the end) of each outermost quotation.

    `runs_on` says that the next paragraph opens with a mark. A mark that opens inside an open
    quotation of its own kind shows that a closing one was lost: the first then counts for nothing.
    """
    found: list[tuple[int, int]] = []
    always_open = "„“「『‘" + _opening_guillemet(paragraph)
    opened, kind = -1, ""
    for match in _MARKS.finditer(paragraph):
        mark, place = match[0], match.start()
        shaped = mark in '"”' and _has_opening_shape(paragraph, place)
        if opened >= 0 and mark in _CLOSERS[kind] and not (mark == kind and shaped):
            found.append((opened, place))
            opened = -1
        elif (opened < 0 or mark == kind) and (shaped or mark in always_open):
            opened, kind = place, mark
    if opened >= 0 and (runs_on or not paragraph[:opened].strip()):
        found.append((opened, len(paragraph)))
    return found


def _opening_guillemet(paragraph: str) -> str:
    """« or », whichever comes first in the paragraph: the »German« style is the other way round."""
    left, right = paragraph.find("«"), paragraph.find("»")
    return "»" if right >= 0 and (left < 0 or right < left) else "«"


def _has_opening_shape(paragraph: str, place: int) -> bool:
    """White space or an opening mark before, none after."""
    before = paragraph[place - 1] if place else " "
    after = paragraph[place + 1 : place + 2]
    return (before.isspace() or before in "([{—–-„“‘") and bool(after) and not after.isspace()


def number(
    paragraph: str,
    spans: Sequence[tuple[int, int]],
    numbers: list[int],
    first: int,
    runs_on: bool,
) -> int:
    """Write each sentence's quotation number into `numbers`; return the next free number.

    Sentences that share a quotation share its number; so do two quotations that share a sentence.
    """
    sentence = 0
    groups: list[tuple[int, int]] = []  # first and last sentence
    for opened, closed in pairs(paragraph, runs_on):
        while spans[sentence][1] <= opened:
            sentence += 1
        last = sentence
        while last + 1 < len(spans) and spans[last + 1][0] < closed:
            last += 1
        if groups and groups[-1][1] >= sentence:
            groups[-1] = (groups[-1][0], last)
        else:
            groups.append((sentence, last))
        sentence = last
    for begin, last in groups:
        if 0 < last - begin < MAX_SENTENCES:
            numbers[begin : last + 1] = [first] * (last + 1 - begin)
            first += 1
    return first


def closes(text: str, place: int) -> bool:
    """Does the mark between an end mark and a letter close, or does it open the next sentence?

    Looks for its other half nearby: `go.“He` closes after „, opens in English.
    """
    mark = text[place]
    floor = max(0, place - REACH)
    if mark == '"':
        return _straight_closes(text, place, floor)
    if mark == "“":
        return text.rfind("„", floor, place) > text.rfind("“", floor, place)
    if mark == "”":
        if max(text.rfind("“", floor, place), text.rfind("„", floor, place)) >= 0:
            return True
        paired = text.count("”", floor, place) % 2 == 0  # Swedish and Finnish open with it, too
        return not paired or text.find("”", place + 1, place + REACH) < 0
    if mark in "«»":
        return _guillemet_closes(text, place, floor)
    return mark == "’"


def _straight_closes(text: str, place: int, floor: int) -> bool:
    """The shape of the neighbouring marks tells, else their number.

    `"We go."He left.`: the mark before opens, so this one closes.
    `"We go."And we stay," he said.`: the mark after closes, so this one opens (each paragraph of a
    running quotation opens anew).
    """
    before = text.rfind('"', floor, place)
    after = text.find('"', place + 1, place + REACH)
    after_opens = after > 0 and text[after - 1].isspace()
    if after > 0 and not after_opens and not text[after + 1 : after + 2].isalnum():
        return False
    if before < 0:
        return False
    if before == 0 or text[before - 1].isspace() or text[before - 1] in "([":
        return True
    if not text[before + 1].isalnum():
        return False
    return after_opens or text.count('"', floor, place) % 2 == 1


def _guillemet_closes(text: str, place: int, floor: int) -> bool:
    """« opens in the French style, closes in the »German« one; the first mark nearby tells."""
    left, right = text.find("«", floor, place), text.find("»", floor, place)
    if left >= 0 and (right < 0 or left < right):
        return text[place] == "»"
    if text[place] == "»":
        return False
    return text.rfind("»", floor, place) > text.rfind("«", floor, place)
