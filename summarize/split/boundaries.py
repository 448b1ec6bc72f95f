"""Where one block of text is cut into sentences.

A pattern finds the candidates (`marks`), and each is put to a few questions: is the mark part of a
word (`abbreviations`), are two sentences run together (`glue`), can what follows open a sentence? What is glued to a
sentence's head is cut off last (`inserts`).
What a language knows stands in its `Rules`; nothing here names a language.

Each answer depends only on the sentence so far and on the words that follow, so a sentence that is
split again gives itself. Every look back or ahead is bounded, so the time is linear.
"""

from __future__ import annotations

import re

from summarize.split import glue, inserts, spaceless
from summarize.split.abbreviations import ends_sentence, kind
from summarize.split.candidate import Candidate, skip_lead
from summarize.split.enclosures import next_item, shelters
from summarize.split.marks import CLOSERS, CONTINUING, ELLIPSIS, LOUD, PLAIN, TURNING
from summarize.split.quotations import REACH, closes
from summarize.split.rules import Rules

_REFERENCE = re.compile(r"\(\d{1,4}[a-z]?\)")
_SHORT_QUESTION = re.compile(r"\w{1,12}(?: \w{1,12})?\?")
_VERB_REACH = re.compile(r"[^，。！？：、\s]{0,12}")  # a name and a verb of saying, in Chinese


def spans(text: str, rules: Rules) -> list[tuple[int, int]]:
    """The sentences of one block as (start, end), trimmed of white space, in order.

    Line breaks count as white space. Every visible character is in exactly one span.
    """
    found = _spans(text, rules)
    if rules.starts:
        found = [piece for a, b in found for piece in spaceless.pieces(text, a, b, rules)]
    return inserts.cut_off(text, found, rules)


def _spans(text: str, rules: Rules) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    begin, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if begin >= end:
        return found
    sheltered = iter(shelters(text, begin, end))
    shelter = next(sheltered, None)
    item = next_item(text, begin, end, rules.nouns)
    for match in rules.candidates.finditer(text, begin, end):
        place = match.start()
        while item <= place:
            found.append((begin, _before(text, item)))
            begin, item = item, next_item(text, item, end, rules.nouns)
        if match.end() >= item or place <= begin:
            continue
        while shelter is not None and shelter[1] <= place:
            shelter = next(sheltered, None)
        if shelter is not None and shelter[0] < place and match.end("tail") <= shelter[1]:
            continue
        cut = _plain_cut(text, begin, match, rules)
        cut = cut or _cut(Candidate(text, begin, item, match, rules))
        if cut is None:
            continue
        found.append((begin, cut))
        begin = cut
        while text[begin].isspace():
            begin += 1
        item = next_item(text, begin, end, rules.nouns)
    while item < end:
        found.append((begin, _before(text, item)))
        begin, item = item, next_item(text, item, end, rules.nouns)
    found.append((begin, end))
    return found


def _before(text: str, place: int) -> int:
    """The end of the last visible character before `place`."""
    while text[place - 1].isspace():
        place -= 1
    return place


def _plain_cut(text: str, begin: int, match: re.Match[str], rules: Rules) -> int | None:
    """The plain case, three in four: ". " after a small word before a capital; else None."""
    place, following = match.start(), match.end()
    if text[place : following - 1] != "." or not text[following].isupper():
        return None
    word = text[text.rfind(" ", begin, place) + 1 or begin : place]
    if len(word) < 2 or place - len(word) <= begin + 2:
        return None  # an initial, or perhaps the label of an item
    ordinary = word.isalpha() and word.islower() and word not in rules.abbreviations
    return place + 1 if ordinary else None


def _cut(at: Candidate) -> int | None:
    """Where the sentence ends at this candidate, or None if it goes on."""
    if at.mark[-1] in PLAIN:
        return _after_plain_mark(at)
    if at.stop == at.following:
        if not _french_closing_mark(at):
            return glue.cut(at)
        at.stop += 1
        at.move(at.stop + 1)
    elif _late_closing_mark(at):
        at.stop = at.following + 1
        at.move(at.following + 2)
    if at.lead >= at.end or at.char in CLOSERS or at.char in CONTINUING:
        return None
    if " " in at.mark:
        return _spaced_ellipsis(at)
    if at.mark != "." and at.mark[0] in ".…" and _is_pause(at):
        return None
    if _is_reference(at):
        return None
    if _is_small(at):
        return at.stop if _small_letter_opens(at) else None
    if at.mark == "." and at.stop == at.place + 1:
        return at.stop if ends_sentence(at) else None
    return at.stop if _loud_or_closed(at) else None


def _french_closing_mark(at: Candidate) -> bool:
    """A « that closes in the »German« style, a space after it: the French one would open."""
    return at.text[at.stop] == "«" and at.text[at.stop + 1].isspace() and closes(at.text, at.stop)


def _late_closing_mark(at: Candidate) -> bool:
    """'It was "over. " He left': a straight mark between spaces closes what the sentence opened."""
    text, place = at.text, at.following
    if text[place] != '"' or not text[place + 1 : place + 2].isspace() or place + 2 >= at.end:
        return False
    return text.count('"', max(at.begin, place - REACH), place) % 2 == 1


def _is_pause(at: Candidate) -> bool:
    """ "So ... John went" pauses in a sentence; "[...] However" and "wait ...". The" begin one."""
    if not at.detached and at.text[at.place - 1] != "[":
        return False
    tail = at.tail
    return not (tail and at.opener) and not _ended_again(tail)


def _is_reference(at: Candidate) -> bool:
    """ "Help! (1965)", "Meyer et al. (2005)": a number in brackets opens no sentence."""
    bracketed = at.text[at.following] == "("
    return bracketed and _REFERENCE.match(at.text, at.following, at.end) is not None


def _ended_again(tail: str) -> bool:
    """A mark after a closing mark: '"Stop.".', "(ibid.)."."""
    return "." in tail or "!" in tail or "?" in tail or ELLIPSIS in tail


def _is_small(at: Candidate) -> bool:
    """Is the next letter small? Not in "iPhone", nor in Georgian, where every letter seems so."""
    char = at.char
    return char.islower() and not "\u10a0" <= char <= "\u10ff" and not at.word[1:2].isupper()


def _small_letter_opens(at: Candidate) -> bool:
    """Sentences that begin small: "raw. ...and then", "Who? why?", "we left. it rained."."""
    if at.text.startswith(("...", ELLIPSIS), at.following) and at.lead <= at.following + 3:
        return at.mark != "." or ends_sentence(at)
    if len(at.mark) > 1 or at.mark in ELLIPSIS or at.stop > at.place + 1 or at.lead > at.place + 2:
        return False
    if at.word in ("http", "https", "www"):
        return True
    if at.mark == "?" and _SHORT_QUESTION.match(at.text, at.lead, at.end):
        return True
    token = at.token
    if not (token.isalpha() and token.islower()) or kind(token, at.previous, at.rules) is not None:
        return False
    if at.text[at.begin].islower():  # a writer who uses no capitals
        return len(token) > (2 if at.opener or at.mark in LOUD else 3)
    return at.opener and len(token) > 6  # a long word is no abbreviation


def _loud_or_closed(at: Candidate) -> bool:
    """After "!", "?", an ellipsis or closing marks, before a capital letter or a figure."""
    if at.mark == ".":
        return _ended_again(at.tail) or ends_sentence(at)
    if at.mark[-1] in LOUD and at.stop > at.place + 1 and _is_attribution(at):
        return False
    brand = at.mark == "!" and at.token + "!" in at.rules.abbreviations  # "Yahoo! Mail"
    return at.opener or not brand


def _is_attribution(at: Candidate) -> bool:
    """'"Why?" Smith asked.': the verb of saying belongs to the question."""
    speech = at.rules.speech
    if not speech or not at.word or (at.opener and at.word != "I"):
        return False  # "He said" with a capital letter is a new sentence
    following = at.text[at.lead : at.lead + 40].split(None, 2)
    return any(word.strip(".,:;") in speech for word in following[:2])


def _spaced_ellipsis(at: Candidate) -> int | None:
    """ ". . .": three are an omission; a fourth is the full stop before or after it."""
    if at.mark.count(".") < 4 or at.char.islower():
        return None
    return at.stop if at.detached else at.place + 1


def _after_plain_mark(at: Candidate) -> int | None:
    """After 。 or ؟ or । a sentence ends, but not before a verb of saying: “好。”他说。"""
    text = at.text
    if at.stop == at.following and text[at.stop] in TURNING:
        if not closes(text, at.stop):
            return at.stop
        at.stop += 1
        if at.stop >= at.end:
            return None
        at.move(at.stop, skip_lead(text, at.stop, at.end))
    if at.lead >= at.end or at.char in CONTINUING or at.char in CLOSERS:
        return None
    if text[at.stop - 1] in "》〉":
        return None  # the title of a book
    if text[at.stop - 1] in CLOSERS or text[at.stop - 1] in TURNING:
        if text.startswith(at.rules.particles, at.following):
            return None
        reach = _VERB_REACH.match(text, at.following)
        if reach and any(verb in reach[0] for verb in at.rules.speech):
            return None
    return at.stop
