"""Lines to pieces: what will be judged as one.

Decides where a line is cut: most lines are one piece, but scraped text glues labels to each other
("Find us on FacebookFollow us on WhatsApp"), footers and requests to the last sentence, and date
fields and datelines to the first. Pieces that a rule recognises carry its verdict; the others are
left to ``classify``.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate, compress, pairwise, repeat, takewhile
from operator import not_
from typing import TYPE_CHECKING, NamedTuple

from summarize.clean import metadata, request
from summarize.clean.captions import captions
from summarize.clean.classify import near_prose
from summarize.clean.copies import COPY, copies
from summarize.clean.line import CLOSERS, FINAL, cues
from summarize.clean.rules import Action
from summarize.clean.thread import THREAD, thread
from summarize.model import Kind

if TYPE_CHECKING:
    from summarize.clean.rules import Rule, Rules

#: A line with a glued label is a label itself, hence short.
_LONGEST_LABEL = 120
_SENTENCE = 5  # spaces in a sentence, at least, to whose end something is glued
# the capital first: it is quick to search for
_GLUE = re.compile(r"[A-Z](?<=[^\W\d_A-Z][^\W\d_A-Z][A-Z])(?=[a-z]+ )")
_KIND = {Action.DROP: Kind.BOILERPLATE, Action.METADATA: Kind.METADATA, Action.KEEP: Kind.BODY}
_DATELINE_WITHIN = 3  # the dateline stands in one of the first lines of prose


class Piece(NamedTuple):
    """A stretch of the text that is judged as one."""

    text: str  # without white space at its ends, not empty
    start: int  # characters
    blank_before: bool  # an empty line stands before it
    kind: Kind | None = None  # None: nothing certain is known
    reason: str = ""
    far: bool = False  # not weighed: too far from any prose, or in a thread of comments
    closes: bool = False  # below it the article hardly goes on, by a rule

    @property
    def end(self) -> int:
        """Where the piece ends, exclusive."""
        return self.start + len(self.text)


def cut(text: str, rules: Rules, *, everywhere: bool = True) -> list[Piece]:
    """The pieces of a text, in order; together they hold every visible character.

    Unless ``everywhere`` is asked for, lines far from any prose stay whole and unjudged, unless a rule
    keeps them, and copies, captions and a thread of comments are set aside.
    """
    pieces: list[Piece] = []
    whole, keeps = cache(rules.whole), rules.keeps
    prose_lines = 0
    for line in lines(text, everywhere=everywhere):
        if line.far:
            kept = keeps.whole(line.text)
            if kept is not None:
                line = _ruled(line._replace(far=False), kept)
            pieces.append(line)
            continue
        rule = whole(line.text)
        if rule is not None:
            pieces.append(_ruled(line, rule))
            continue
        parts = _cut(line, rules)
        if len(parts) > 1:
            parts = [_judged(part, rules) for part in parts]
        if prose_lines < _DATELINE_WITHIN and len(parts[-1].text) > _LONGEST_LABEL // 2:
            prose_lines += 1
            parts[-1:] = _cut_dateline(parts[-1])
        pieces += parts
    return with_requests(pieces if everywhere else _marked(pieces))


def _marked(pieces: list[Piece]) -> list[Piece]:
    """The pieces that the page's build gives away marked, unless a rule knows better.

    A line far from any prose may be the copy of one that is near. Only a thread is not weighed: what else
    is marked still tells the model what stands around it.
    """
    near = [number for number, piece in enumerate(pieces) if not piece.far]
    shown = [pieces[number].text for number in near]
    again = copies([piece.text for piece in pieces])
    reasons = dict.fromkeys(again, COPY)
    # what a user keeps makes no caption of the line above
    kept = ["" if pieces[number].kind is Kind.BODY else pieces[number].text for number in near]
    reasons.update({near[place]: reason for place, reason in captions(kept).items()})
    comments = {near[place] for place in thread(shown)}
    reasons.update(dict.fromkeys(comments, THREAD))  # which is said last holds
    marked = list(pieces)
    for number, reason in reasons.items():
        piece = pieces[number]
        if piece.kind is None and not piece.far:
            marked[number] = piece._replace(
                kind=Kind.BOILERPLATE, reason=reason, far=number in comments
            )
    # a text that is nothing else is what its reader wants
    return marked if any(piece.kind is None and not piece.far for piece in marked) else pieces


def lines(text: str, *, everywhere: bool = True) -> list[Piece]:
    """The lines of a text that are not empty, as pieces; far ones are marked unless ``everywhere``."""
    whole = text.split("\n")
    stripped = list(map(str.strip, whole))
    blank_before = map(not_, ["text", *stripped])
    begins = accumulate(map(len, whole), lambda begin, size: begin + size + 1, initial=0)
    starts = [
        begin if line[0] == kept[0] else begin + line.index(kept[0])
        for line, kept, begin in zip(whole, stripped, begins, strict=False)
        if kept
    ]
    shown = list(filter(None, stripped))
    far = repeat(False) if everywhere else map(not_, near_prose(shown))
    return list(
        map(Piece, shown, starts, compress(blank_before, stripped), repeat(None), repeat(""), far)
    )


def _part(line: Piece, start: int, end: int) -> Piece:
    """A part of a line, without the white space around it."""
    text = line.text[start:end]
    left = text.lstrip()
    return Piece(
        left.rstrip(), line.start + start + len(text) - len(left), line.blank_before and start == 0
    )


def _cut(line: Piece, rules: Rules) -> list[Piece]:
    """The line cut where a rule or glue says so; one piece at least."""
    parts: list[Piece] = []
    if found := rules.start(line.text):
        rule, end = found
        if rule.action is Action.KEEP:  # a part of a line is no sentence: it stays whole
            return [_ruled(line, rule)]
        if line.text[end:].strip():
            parts.append(_ruled(_part(line, 0, end), rule))
            line = _part(line, end, len(line.text))
    label = len(line.text) <= _LONGEST_LABEL and not line.text.rstrip(CLOSERS).endswith(FINAL)
    found = rules.end(line.text)
    # What stands before the end of a label may be one too ("How to do it? Follow us").
    if found and (not label or line.text.count(" ", 0, found[1]) >= _SENTENCE):
        rule, start = found
        if rule.action is Action.KEEP:
            return [*parts, _ruled(line, rule)]
        tail = _ruled(_part(line, start, len(line.text)), rule)
        return [*parts, _part(line, 0, start), tail]
    return parts + _cut_labels(line) if label else [*parts, line]


def _judged(part: Piece, rules: Rules) -> Piece:
    """The part of a line with the verdict of a rule for whole lines, if one speaks."""
    rule = rules.whole(part.text) if part.kind is None else None
    return _ruled(part, rule) if rule else part


def _ruled(piece: Piece, rule: Rule) -> Piece:
    """The piece with the verdict of a rule."""
    return piece._replace(kind=_KIND[rule.action], reason=rule.name, closes=rule.closes)


def _cut_labels(line: Piece) -> list[Piece]:
    """A label glued to another is cut before a capital letter inside a word, if a cue follows."""
    cuts = [
        found.start()
        for found in _GLUE.finditer(line.text)
        if line.text[found.start() :].split(None, 1)[0].lower() in cues().words
    ]
    edges = [0, *cuts, len(line.text)]
    return [_part(line, a, b) for a, b in pairwise(edges)] if cuts else [line]


def _cut_dateline(line: Piece) -> list[Piece]:
    found = metadata.dateline(line.text)
    if found is None:
        return [line]
    head = _part(line, 0, found.end())._replace(kind=Kind.METADATA, reason=metadata.DATELINE)
    return [head, _part(line, found.end(), len(line.text))]


def with_requests(pieces: list[Piece]) -> list[Piece]:
    """Requests marked: the first or the last piece, or one glued to the last piece's end.

    What rules have set aside does not count: a request above a copyright line is the last piece.
    """
    pieces = list(pieces)
    open_ones = [number for number, piece in enumerate(pieces) if piece.kind is None]
    for side in (open_ones, open_ones[::-1]):
        for number in takewhile(lambda number: request.is_request(pieces[number].text), side):
            pieces[number] = pieces[number]._replace(kind=Kind.REQUEST, reason="request")
    if open_ones and pieces[open_ones[-1]].kind is None:
        last = pieces[open_ones[-1]]
        cut = request.glued_request(last.text)
        if cut is not None:
            tail = _part(last, cut, len(last.text))._replace(kind=Kind.REQUEST, reason="request")
            pieces[open_ones[-1] : open_ones[-1] + 1] = [_part(last, 0, cut), tail]
    return pieces
