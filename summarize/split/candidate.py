"""A place where a sentence may end, with what stands around it: the noun the rules talk about."""

from __future__ import annotations

import re

from summarize.split.marks import BULLETS, CLOSERS, CONTINUING, OPENERS, TURNING
from summarize.split.rules import Rules

WINDOW = 48  # characters looked at before a mark, and after it: a word or two

LEAD = 24  # opening marks, dashes, bullets and signs between two sentences: at most so many
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_STOPS = frozenset(CLOSERS + CONTINUING) - frozenset("–—»›")
_BEFORE_TOKEN = OPENERS + TURNING + BULLETS


class Candidate:
    """An end mark in `text`, between `begin` of its sentence and `end` of its block.

    `place` is where the mark begins, `stop` where its closing marks end, `following` the next
    visible character, `lead` the next letter or digit (`end` if there is none).
    """

    __slots__ = (
        "_tokens",
        "_word",
        "begin",
        "end",
        "following",
        "lead",
        "mark",
        "place",
        "rules",
        "stop",
        "text",
    )

    def __init__(self, text: str, begin: int, end: int, match: re.Match[str], rules: Rules) -> None:
        self.text, self.begin, self.end, self.rules = text, begin, end, rules
        self.mark = match["mark"]
        self.place, self.stop = match.start(), match.end("tail")
        self._tokens: list[str] | None = None
        self.move(match.end())

    def move(self, following: int, lead: int | None = None) -> None:
        """What follows begins here: look at it afresh."""
        self.following = following
        self._word: str | None = None
        if lead is not None:
            self.lead = lead
        elif following < self.end and self.text[following].isalnum():
            self.lead = following
        else:
            self.lead = skip_lead(self.text, following, self.end)

    @property
    def char(self) -> str:
        """The first letter or digit after the mark."""
        return self.text[self.lead]

    @property
    def tail(self) -> str:
        """Closing marks, further end marks and footnotes after the mark."""
        return self.text[self.place + len(self.mark) : self.stop]

    @property
    def word(self) -> str:
        """The next word, "" if a number follows."""
        if self._word is None:
            found = _WORD.match(self.text, self.lead, self.end)
            self._word = found[0] if found else ""
        return self._word

    @property
    def after_word(self) -> str:
        """The character after the next word, "" at the end."""
        place = self.lead + len(self.word)
        return self.text[place] if place < self.end else ""

    @property
    def opener(self) -> bool:
        """Is the next word one that opens sentences? "It's" counts as "it"."""
        word = self.word.lower()
        if word in self.rules.openers:
            return True
        stem = word.replace("’", "'").partition("'")[0].partition("-")[0]
        return stem in self.rules.openers

    @property
    def detached(self) -> bool:
        """Does white space stand before the mark?"""
        return self.text[self.place - 1].isspace()

    @property
    def raw_token(self) -> str:
        """What stands before the mark up to white space, "" if the mark is detached."""
        return self._last_tokens()[-1]

    @property
    def token(self) -> str:
        """The same without opening marks: the word that the mark ends."""
        return self.raw_token.lstrip(_BEFORE_TOKEN)

    @property
    def previous(self) -> str:
        """The token before the last one, "" if there is none near."""
        tokens = self._last_tokens()
        return tokens[0] if len(tokens) == 2 else ""

    def _last_tokens(self) -> list[str]:
        if self._tokens is None:
            detached = self.place <= self.begin or self.detached
            window = self.text[max(self.begin, self.place - WINDOW) : self.place]
            self._tokens = [""] if detached else window.rsplit(None, 2)[-2:]
        return self._tokens


def skip_lead(text: str, place: int, end: int) -> int:
    """The first letter or digit after opening marks and signs, or what stops the search for it."""
    for lead in range(place, min(end, place + LEAD)):
        char = text[lead]
        if char.isalnum() or char in _STOPS:
            return lead
    return min(end, place + LEAD)
