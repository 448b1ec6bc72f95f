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

NOUNS = 2  # words after "the", of which one may be its noun
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
        articles: the places of definite articles in each sentence, in words.
        introduced: the sentences that introduce a person, by surname.
        spelt_out: the sentences that give an abbreviation in brackets, by abbreviation.
        told: the sentences that have a noun, by nouns that are told of as new and stand after "the" somewhere.
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
        self._capitals = [_capitals(each) for each in words]
        self.names = [
            self._names(each, capitals)
            for each, capitals in zip(words, self._capitals, strict=True)
        ]
        self.articles = [
            [place for place, word in enumerate(each) if word in cues.articles] for each in small
        ]
        self.told = self._indefinites()
        self.introduced = self._introductions()
        self.spelt_out = _abbreviations(texts)

    def names_of(self, words: Sequence[str]) -> frozenset[str]:
        """Return the words with a capital that the language does not explain otherwise."""
        return self._names(words, _capitals(words))

    def _names(self, words: Sequence[str], capitals: Sequence[int]) -> frozenset[str]:
        """Return the names among words, given the places of those with a capital."""
        if capitals and not capitals[0] and words[0].lower() in self.explained:
            capitals = capitals[1:]
        named = [words[place] for place in capitals]
        first_persons = self._cues.first_persons
        return frozenset([word for word in named if word.lower() not in first_persons])

    def _introductions(self) -> dict[str, tuple[int, ...]]:
        """The sentences that give a surname with the name before it, by surname.

        Only names that the article itself introduces so, at their first mention; "Police" is none after "Delhi
        Police" if "police said" tells of others.
        """
        first: dict[str, int] = {}
        found: dict[str, list[int]] = {}
        common = self._speaking_nouns()
        for index, words in enumerate(self._words):
            for place in self._capitals[index]:
                word = words[place]
                if len(word) < 3 or word.lower() in common:
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
            if not says.isdisjoint(words)
            for word, verb in pairwise(words)
            if verb in says and word.islower()
        }

    def _indefinites(self) -> dict[str, tuple[int, ...]]:
        """The sentences that have a noun, by nouns that the first does not tell as known, and "the" stands before.

        Those that stand there with "a" or "two" come under themselves; those without any such word, as
        "letters" and "legislation" may, under themselves with an article before.
        """
        cues = self._cues
        definite = cues.articles | cues.demonstratives | cues.persons | cues.things
        # Nobody asks for others.
        asked = {
            noun
            for small, places in zip(self._small, self.articles, strict=True)
            for place in places
            for noun in small[place + 1 : place + 1 + NOUNS]
            if len(noun) >= _NOUN
        }
        first: dict[str, str] = {}
        found: dict[str, list[int]] = {}
        for index, small in enumerate(self._small):
            if asked.isdisjoint(small):
                continue
            for place, word in enumerate(small):
                if word not in asked:
                    continue
                if word not in first:
                    near = small[max(0, place + 1 - _NOUN_REACH) : place + 1]
                    new = not cues.introducers.isdisjoint(near)
                    told = new or definite.isdisjoint(near)
                    first[word] = (word if new else BARE + word) if told else ""
                if name := first[word]:
                    found.setdefault(name, []).append(index)
        return {name: tuple(dict.fromkeys(places)) for name, places in found.items()}


def _capitals(words: Sequence[str]) -> list[int]:
    """The places of words with a capital."""
    return [place for place, word in enumerate(words) if word[0].isupper()]


def _abbreviations(texts: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The sentences that give an abbreviation in brackets: "the Civil Aviation Safety Authority (CASA)"."""
    found: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        for name in _ABBREVIATION.findall(text) if "(" in text else ():
            found.setdefault(name, []).append(index)
    return {name: tuple(places[:_INTRODUCTIONS]) for name, places in found.items()}
