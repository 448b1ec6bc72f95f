"""What a language knows about its own full stops: one frozen record, read from the data folder.

Decides which tokens are abbreviations and of what kind, which words open sentences and which marks
end them. Leaves every decision about a particular place in a text to `boundaries`.

The data stand in `summarize/data/<language>/abbreviations.txt` (rows of words, explained
in `data/common/abbreviations.txt`) and `stopwords.txt`. Every language has the rows of `common`,
too; where the two differ, its own row wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from summarize import lexicon
from summarize.split.marks import candidates

FALLBACK = lexicon.COMMON
# Codes of other standards or of the same language in another form.
_SAME = {"nb": "no", "nn": "no", "bs": "hr", "sh": "hr", "iw": "he", "in": "id", "fil": "tl"}


class Dot(Enum):
    """How an abbreviation behaves before a word that could open a sentence."""

    NAME = "name"  # "Dr. Meyer": a name follows, never an end
    INSIDE = "inside"  # "e.g. Paris": the sentence always goes on
    NUMBER = "number"  # "No. 5", "p. 12": inside before a number, elsewhere an ordinary word
    MIDDLE = "middle"  # "U.S. Army", "Acme Inc. He left": an end only before an opening word
    END = "end"  # "etc. They": an end before any capital letter
    CLOCK = "clock"  # "5 p.m. Tuesday": an end before a capital, but not before a day or a zone


@dataclass(frozen=True, slots=True)
class Rules:
    """One language's rows. `abbreviations` stand without their last full stop."""

    language: str
    abbreviations: dict[str, Dot]
    openers: frozenset[str]  # words that open sentences, lower case: articles, pronouns, "but"
    months: frozenset[str]
    days: frozenset[str]
    speech: frozenset[str]  # verbs of attribution: "said", "asked"
    particles: tuple[str, ...]  # what follows a closing mark inside a sentence: Japanese "と"
    finals: tuple[str, ...]  # Thai particles that end a sentence
    starts: tuple[str, ...]  # Thai words that open one
    ordinals: bool  # a number with a full stop is an ordinal: German "3. Oktober"
    nouns: bool  # common nouns are written with a capital letter
    candidates: re.Pattern[str]
    link: re.Pattern[str] | None  # what stands before a link to another article: "Also read:"


def _rows(language: str) -> dict[str, list[str]]:
    """The rows of abbreviations.txt: a name, a colon and words; an indented line goes on."""
    rows: dict[str, list[str]] = {}
    row: list[str] = []
    for line in lexicon.lines(language, "abbreviations"):
        name, colon, words = line.partition(":")
        if line[0].isspace() or not colon:
            row.extend(line.split())
        else:
            row = rows.setdefault(name, [])
            row.extend(words.split())
    return rows


def _link(words: Iterable[str]) -> re.Pattern[str] | None:
    labels = "|".join(word.replace("_", " ") for word in words)
    return re.compile(rf"(?:{labels})(?: ?\??[:|–—]| -) ?\??", re.IGNORECASE) if labels else None


@lru_cache(maxsize=64)
def load(language: str | None) -> Rules:
    """The rules of "de", "de-AT" or "de_AT"; None and unknown codes have `common` alone."""
    code = (language or "").lower().replace("_", "-").partition("-")[0]
    language = _SAME.get(code, code) if code.isalpha() else FALLBACK
    own = _rows(language) if language != FALLBACK else {}
    common = _rows(FALLBACK)
    kinds = {word: dot for rows in (common, own) for dot in Dot for word in rows.get(dot.value, ())}
    openers = lexicon.stop_words(language) | set(own.get("openers", ()))
    openers -= set(own.get("never_openers", ()))
    return Rules(
        language=language,
        abbreviations=kinds,
        openers=openers,
        months=frozenset(own.get("months", ())),
        days=frozenset(own.get("days", ())),
        speech=frozenset(own.get("speech", ())),
        particles=tuple(own.get("particles", ())),
        finals=tuple(own.get("finals", ())),
        starts=tuple(own.get("starts", ())),
        ordinals="ordinals" in own,
        nouns="nouns" in own,
        candidates=candidates("".join(own.get("marks", ".")), "".join(own.get("more_marks", ""))),
        link=_link(own.get("links", ())),
    )
