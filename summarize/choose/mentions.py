"""What an article introduces, and where: names, people, and nouns it tells of as new.

Decides which words are names, which sentences give a surname with the name before it or spell an abbreviation
out, and which tell of "a letter" before others speak of "the letter". Leaves to `guard` which sentences need that.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarize.cues import Cues

BARE = "the "  # before nouns told of as new without "a", as "letters" may be

_ABBREVIATION = re.compile(r"\w ?\(([A-Z]{3,6})\)")  # after what it stands for
_INTRODUCTIONS = 4  # of a person, the first ones, that count
_NOUN = 4  # letters, at least
_NOUN_REACH = 3  # words from "a" to its noun, itself included


class Mentions:
    """What the sentences of an article mention outside quotations.

    Attributes:
        explained: words whose capital the language explains.
        names: of each sentence.
        introduced: the sentences that introduce a person, by surname.
        spelt_out: the sentences that give an abbreviation in brackets, by abbreviation.
        told: the sentences that have a noun, by nouns that are told of as new.
    """

    def __init__(
        self,
        texts: Sequence[str],
        words: Sequence[Sequence[str]],
        small: Sequence[Sequence[str]],
        cues: Cues,
    ) -> None:
        """``words`` of each sentence's text as written, ``small`` the same in lower case."""
        self._words, self._small, self._cues = words, small, cues
        self.explained = frozenset().union(
            cues.persons, cues.things, cues.demonstratives, cues.articles, cues.introducers,
            cues.connectives, cues.conditions, cues.attributions,
        )  # fmt: skip
        self.names = [self.names_of(each) for each in words]
        self.told = self._indefinites()
        self.introduced = self._introductions()
        self.spelt_out = _abbreviations(texts)

    def names_of(self, words: Sequence[str]) -> frozenset[str]:
        """Return the words with a capital that the language does not explain otherwise."""
        explains_itself = words and words[0].lower() not in self.explained
        named = words if explains_itself else words[1:]
        first_persons = self._cues.first_persons
        return frozenset(
            [word for word in named if word[0].isupper() and word.lower() not in first_persons]
        )

    def _introductions(self) -> dict[str, tuple[int, ...]]:
        """The sentences that give a surname with the name before it, by surname.

        Only names that the article itself introduces so, at their first mention; "Police" is none after "Delhi
        Police" if "police said" tells of others.
        """
        first: dict[str, int] = {}
        found: dict[str, list[int]] = {}
        common = self._speaking_nouns()
        for index, words in enumerate(self._words):
            for place, word in enumerate(words):
                if not word[0].isupper() or len(word) < 3 or word.lower() in common:
                    continue
                first.setdefault(word, index)
                before = words[place - 1] if place else "a"
                known = before.lower() in self.explained or before.lower() in self._cues.honorifics
                if before[0].isupper() and not known:
                    found.setdefault(word, []).append(index)
        return {
            name: tuple(places[:_INTRODUCTIONS])
            for name, places in found.items()
            if places[0] == first[name]
        }

    def _speaking_nouns(self) -> set[str]:
        """The nouns in small letters before "said": "police"."""
        says = self._cues.attributions
        return {
            word
            for words in self._words
            for word, verb in pairwise(words)
            if verb in says and word.islower()
        }

    def _indefinites(self) -> dict[str, tuple[int, ...]]:
        """The sentences that have a noun, by nouns that the first does not tell as known.

        Those that stand there with "a" or "two" come under themselves; those without any such word, as
        "letters" and "legislation" may, under themselves with an article before.
        """
        cues = self._cues
        definite = cues.articles | cues.demonstratives | cues.persons | cues.things
        first: dict[str, str] = {}
        found: dict[str, list[int]] = {}
        for index, small in enumerate(self._small):
            known, introduced = 0, 0  # words left that the last determiner reaches
            for word in small:
                known = _NOUN_REACH if word in definite else known - 1
                introduced = _NOUN_REACH if word in cues.introducers else introduced - 1
                if word not in first:
                    told = len(word) >= _NOUN and (introduced > 0 or known <= 0)
                    first[word] = (word if introduced > 0 else BARE + word) if told else ""
                if name := first[word]:
                    found.setdefault(name, []).append(index)
        return {name: tuple(dict.fromkeys(places)) for name, places in found.items()}


def _abbreviations(texts: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The sentences that give an abbreviation in brackets: "the Civil Aviation Safety Authority (CASA)"."""
    found: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        for name in _ABBREVIATION.findall(text) if "(" in text else ():
            found.setdefault(name, []).append(index)
    return {name: tuple(places[:_INTRODUCTIONS]) for name, places in found.items()}
