"""Quotations of one sentence and of several: what is quoted, and what belongs to one quotation.

Decides which words of a sentence stand outside quotation marks, which sentences one quotation
runs through, and which a speaker's turn in a transcript. Scraped text has lost, doubled and turned
marks; a quotation that nothing closes within `LONGEST` sentences is torn. Leaves to
``guard`` what a summary must print of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarize.model import Sentence

LONGEST = 6  # sentences; a longer one is no unit that a summary could print

_QUOTED = re.compile(r'"[^"]*"?|“[^”]*”?|„[^“”]*[“”]?|«[^»]*»?|「[^」]*」?')
# Single marks: opened after a space or at the start, closed before a space or the end.
_SINGLE_QUOTED = re.compile(r"(?:(?<=\s)|^)[‘'](?=\w)[^‘]{0,400}?[.,!?…\w][’'](?=[\s.,;:!?)]|$)")
_BEFORE_CLOSING = re.compile(r"[^\s(\[\-–—:/]")
_SINGLE_OPEN = re.compile(r"(?:(?<=\s)|^)[‘'](?=[A-Z])")
_SINGLE_CLOSE = re.compile(r"[.,!?…][’'](?=\s|$)")
# Speech after a dash, as Polish, Russian and French have it, and the dash before its speaker.
_DASH = re.compile(r"[-–—]\s")
_AFTER_DASH = re.compile(r"\S\s[-–—]\s(\w)")
# A speaker in a transcript.
_LABEL = re.compile(
    r"[^\W\d_a-z][\w.’'-]{0,30}(?: [^\W\d_a-z][\w.’'-]{0,30}){0,3}: (?=[\"“]?[^\W\d_a-z])"
)
_OPENING = re.compile(r"[\"“„«»「『‘']")
_CLOSING = re.compile(r"[\"“”«»」』]")
_MARK = re.compile("[\"“”„«»「」『』‘’']")
_PAIRS = (("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"))


def outside(text: str, runs_on: bool) -> str:
    """Return what a sentence says outside quotations; ``runs_on`` says that it begins within one."""
    if not (runs_on or _MARK.search(text)):
        return text
    if runs_on and not _OPENING.match(text):
        closing = _CLOSING.search(text) or _SINGLE_CLOSE.search(text)
        text = text[closing.end() :] if closing else ""
    return _SINGLE_QUOTED.sub(" ", _QUOTED.sub(" ", text))


def _open_quotation(text: str) -> int:
    """Return 1 if a text opens a quotation that it does not close, -1 the other way, else 0.

    A straight mark closes if something other than a space or bracket stands before it.
    """
    if not _MARK.search(text):
        return 0
    for opening, closing in _PAIRS:
        left, right = text.count(opening), text.count(closing)
        if opening == "“" and "„" in text:
            left, right = text.count("„"), left + right  # „German“ closes with what opens elsewhere
        if left != right:
            return 1 if left > right else -1
    opened = -1
    for mark in re.finditer('"', text):
        start = mark.start()
        if not start or not _BEFORE_CLOSING.match(text[start - 1]):
            opened = start
        elif opened < 0:
            return -1
        else:
            opened = -1
    if opened >= 0:
        return 1
    rest = _SINGLE_QUOTED.sub(" ", text)
    if _SINGLE_OPEN.search(rest):
        return 0 if _SINGLE_CLOSE.search(rest) else 1
    return -1 if _SINGLE_CLOSE.search(rest) else 0


def is_dash_speech(first: str, last: str) -> bool:
    """Whether sentences, given the first and the last, are words with their speaker: "– It is over – he said."."""
    return _DASH.match(first) is not None and _says(last)


def _says(text: str) -> bool:
    """Whether a sentence has a dash with its speaker after it, which begins with a small letter."""
    return any(found[1].islower() for found in _AFTER_DASH.finditer(text))


def _end_of_dash_speech(sentences: Sequence[Sentence], start: int) -> int:
    """Return the sentence that names the speaker of what a paragraph says after a dash, or else ``start``."""
    block = sentences[start].block
    if start and sentences[start - 1].text.endswith((":", ",", ";")):
        return start  # an item of a list
    opens = start == 0 or sentences[start - 1].block != block
    if not (opens and _DASH.match(sentences[start].text)):
        return start
    for end in range(start, min(start + LONGEST, len(sentences))):
        if sentences[end].block != block:
            break
        if _says(sentences[end].text):
            return end
    return start


def turns(sentences: Sequence[Sentence]) -> list[int]:
    """Return the sentence with the speaker's label of each sentence in a turn of a transcript, else its own place.

    In a transcript a speaker has more than one turn; a place before a colon is a dateline.
    """
    found = list(range(len(sentences)))
    opening = [
        place
        for place in found
        if place == 0 or sentences[place].block != sentences[place - 1].block
    ]
    labels = {
        place: label[0] for place in opening if (label := _LABEL.match(sentences[place].text))
    }
    if len(set(labels.values())) == len(labels):
        return found
    for place in range(1, len(found)):
        before = found[place - 1]
        if before in labels and sentences[place].block == sentences[before].block:
            found[place] = before
    return found


def runs(sentences: Sequence[Sentence]) -> list[tuple[int, ...] | None]:
    """Return the sentences that must stand together with each, None where a quotation is torn."""
    found: list[tuple[int, ...] | None] = [(index,) for index in range(len(sentences))]
    index = 0
    while index < len(sentences):
        spoken = _end_of_dash_speech(sentences, index)
        end = spoken if spoken > index else _end_of_quotation(sentences, index)
        if end is None:
            torn = _last_inside(sentences, index)
            found[index : torn + 1] = [None] * (torn + 1 - index)
            index = torn + 1
            continue
        run = tuple(range(index, end + 1))
        for place in run:
            found[place] = run
        index = end + 1
    return found


def _last_inside(sentences: Sequence[Sentence], start: int) -> int:
    """Return the last sentence that is told to lie inside the torn quotation of ``start``.

    They have no marks of their own and read as if the writer said them. The splitter may know them; else
    they end where the next sentence opens or closes: each paragraph of a running speech opens anew.
    """
    if _open_quotation(sentences[start].text) < 0:
        return start
    if (last := _last_numbered(sentences, start)) > start:
        return last
    for other in range(start + 1, min(start + LONGEST, len(sentences))):
        text = sentences[other].text
        if _open_quotation(text):
            return other - 1
        if _QUOTED.search(text):
            break  # in the writer's own voice
    return start


def _last_numbered(sentences: Sequence[Sentence], start: int) -> int:
    """Return the last sentence of the quotation that the splitter found ``start`` to be part of."""
    number, last = sentences[start].quotation, start
    while number >= 0 and last + 1 < len(sentences) and sentences[last + 1].quotation == number:
        last += 1
    return last


def _end_of_quotation(sentences: Sequence[Sentence], start: int) -> int | None:
    state = _open_quotation(sentences[start].text)
    if state <= 0:
        return start if state == 0 else None
    end = _last_numbered(sentences, start)
    # Lost and doubled marks make quotations that run on; a true one ends with its mark.
    if end > start and _open_quotation(sentences[end].text) < 0:
        return end if end - start < LONGEST else None
    for end in range(start + 1, min(start + LONGEST, len(sentences))):
        state = _open_quotation(sentences[end].text)
        if state < 0:
            return end
        opens_again = sentences[end].block != sentences[end - 1].block and state > 0
        if state > 0 and not opens_again:
            return None
    return None
