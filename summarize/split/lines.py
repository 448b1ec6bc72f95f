"""Raw text to stretches of running text: which line ends separate and which are only wrapping.

For text that did not come through `read` (which unwraps). Blank lines always separate; so does a
line end, unless the paragraph looks hard-wrapped or the next line visibly goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from summarize.split.enclosures import is_item

# Characters of wrapped lines: shorter ones are verse, tables or menus, longer ones paragraphs.
MIN_WIDTH, MAX_WIDTH = 45, 120
OVERLONG = 0.1  # share of lines (addresses, tables) that may be longer in a wrapped text
WRAPPED = 0.8  # share of line ends that a wrapping program would have chosen

_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_OPENING = " \t\"'“‘«„("
_CLOSING = " \t\"'”’»)]"
_END_MARKS = tuple(".!?…。！？")
_ENDS = (*_END_MARKS, ":", ";")
_PARTICLES = tuple("のはがをにもへ、，")  # no Japanese heading ends in one of these


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each stretch of running text, in order; every visible character is in one."""
    width = _wrapping_width(text)
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        if text.find("\n", start, end) < 0:
            yield start, end
        else:
            yield from _joined(text, start, end, width)


def _joined(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """The lines of one paragraph, joined where a line only went on to the next."""
    lines = list(_lines(text, start, end))
    contents = [text[a:b] for a, b in lines]
    runs_on = _runs_on(contents)
    begin = start
    for number, (_, stop) in enumerate(lines[:-1]):
        following = contents[number + 1]
        wrapped = width and not is_item(following) and _filled(contents[number], following, width)
        if not (wrapped or runs_on[number]):
            yield begin, stop
            begin = lines[number + 1][0]
    yield begin, end


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _filled(line: str, following: str, width: int) -> bool:
    """Would the next line's first word not have fitted on this line?"""
    first = following.split(None, 1)[0]
    return len(line.rstrip()) + 1 + len(first) > width - 3


def _wrapping_width(text: str) -> int:
    """The width that the text was wrapped at, or 0 for a text that was not."""
    lines = text.split("\n")
    if len(lines) < 3:
        return 0
    lengths = [len(line) for line in lines]
    width = max((length for length in lengths if length <= MAX_WIDTH), default=0)
    overlong = sum(length > MAX_WIDTH for length in lengths)
    if width < MIN_WIDTH or overlong > OVERLONG * len(lines):
        return 0
    ends = filled = 0
    for line, following in pairwise(lines):
        if line.strip() and following.strip():
            ends += 1
            filled += _filled(line, following, width)
    return width if ends > 1 and filled >= WRAPPED * ends else 0


def _runs_on(lines: list[str]) -> list[bool]:
    """For each line end: does the next line go on in small letters and come to an end mark at last?

    "It was a cold\\nnight." is one sentence; "contacts\\nevents\\nactivities" are three lines.
    """
    answers = [False] * (len(lines) - 1)
    reaches_mark = False  # do the lines that run on from the next one come to an end mark?
    for number in range(len(lines) - 2, -1, -1):
        line, following = lines[number].rstrip(_CLOSING), lines[number + 1].lstrip(_OPENING)
        if number + 2 == len(lines) or not answers[number + 1]:
            reaches_mark = False
        reaches_mark = reaches_mark or any(mark in following for mark in _END_MARKS)
        small = following[:1].islower() and not "\u10a0" <= following[:1] <= "\u10ff"
        goes_on = small and reaches_mark and not line.endswith(_ENDS) and not is_item(following)
        answers[number] = goes_on or line.endswith(_PARTICLES)
    return answers
