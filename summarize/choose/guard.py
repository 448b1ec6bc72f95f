"""The context guard: which other sentences a sentence needs so that it reads well in a summary.

Decides, for each sentence of an article, the conditions under which it may be printed. A condition
is a `Need`: a problem's name and the sentences of which one must be printed too; a need that
nothing can meet bars the sentence. `choose` takes sets of sentences that meet all their needs and
so pulls an antecedent in, takes another sentence, or drops one. What is seen:

* a pronoun, demonstrative or generic definite ("the company") before anything it could refer to;
* "these trees", "of that tree" within a sentence that has named none;
* a connective at the head of a sentence ("But", "Meanwhile", "Second,"), "also" near it, a sentence after
  a question, what somebody added, and a sentence whose contrary follows;
* half a quotation, a quotation whose speaker is not named, and speech that has lost its marks;
* a bare surname before the person is introduced, and an abbreviation before it is spelt out;
* "the letter" where only another sentence has told of "a letter", and at the head of a sentence
  "the letters" where one has told of "letters";
* a question without its answer, a list item without its list, a colon without what it announces;
* captions, headings, what has lost its beginning, and other debris that is no sentence.

Words come from the language's cues; without them only marks are judged. A sentence that needs an
antecedent is content with its predecessor; "he" or "the company" also with an earlier one if those in
between bring in no name that the earlier one lacks: then the one spoken of is still the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from summarize.choose import quotation
from summarize.choose.mentions import BARE, NOUNS, Mentions
from summarize.score import FINAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarize.cues import Cues
    from summarize.model import Sentence

REACH = 4  # sentences back in which an antecedent may stand
ADDITION_REACH = 8  # first words of a sentence, among which "also" joins it to the one before

_TOKEN = re.compile(r"[^\W_]+")
_CLOSERS = "'\"”’»)]」』“"
_LIST_MARK = re.compile(r"(?:[-–—•·*▪●]|\(?\d{1,2}[.)]|\(?[a-h]\))\s")
_SUBJECT = 2  # a name among so many first words is what the sentence speaks of
_FEWEST_WORDS = 4
_PERSONAL = 0.12  # share of sentences that say "I" outside quotations
_SMALL = 0.1  # share of sentences that begin with a small letter, from which the writer means it
_COMPLEMENT_REACH = 5  # words after "it is"
_STEM = 5  # letters
_NEAR = 100  # words back in a sentence, so that the cost is linear in its length
_ENDS = 8  # of a long row of mentions, the first and the last ones that count
_FEWEST_WORDS_OF_LINE = 8
SPACED_END = " ."  # of a line that has got its stop from somebody else
_TURN = re.compile(r"[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30})?: [A-Z]")  # of an interview
_LABEL = re.compile(r"(?:[A-Z][\w’'-]*\s)?(?:[\w’'-]+\s){0,3}[\w’'-]+: [A-Z][^“\"]*\s\.$")
# The words after a quotation, or before one, among which its attribution stands.
_SAID = re.compile(r"[,.!?][\"'”’] ((?:[\w’'-]{1,30} ?){1,4})|\b([\w’'-]{1,30})[:,] [\"'“‘]")
# Markup, addresses, and what was copied out of a social network; a time as a schedule has it. Its signs are
# looked for first: few sentences have one.
_CODE_SIGN = re.compile("[{}<>:@#]")
_CODE = re.compile(r'[{}<>]|https?:|@\w+:|"@|[@#]\w+ [@#]\w|\b\d{1,2}:\d\d ?[ap]m:')


class Need(NamedTuple):
    """One of these sentences (places in the article) must be in the summary too."""

    problem: str
    one_of: tuple[int, ...]


def needs(sentences: Sequence[Sentence], cues: Cues) -> tuple[tuple[Need, ...], ...]:
    """Return the needs of each sentence; a sentence with none can stand alone."""
    guard = _Guard(sentences, cues)
    return tuple(tuple(guard.needs(index)) for index in range(len(sentences)))


def is_met(chosen: Sequence[int], needed: Sequence[Sequence[Need]]) -> bool:
    """Whether every sentence of a summary has what it needs."""
    for index in chosen:  # plain loops: this is asked of every candidate
        for need in needed[index]:
            for other in need.one_of:
                if other in chosen:
                    break
            else:
                return False
    return True


def _begins_small(text: str) -> bool:
    """Whether a sentence has lost its beginning: none has a small letter there but in names ("eBay")."""
    return text[:1].islower() and not text[1:2].isupper()


class _Guard:
    def __init__(self, sentences: Sequence[Sentence], cues: Cues) -> None:
        self.texts = [sentence.text for sentence in sentences]
        self.blocks = [sentence.block for sentence in sentences]
        self.cues = cues
        # Of the phrases that no sentence of an article has, those that this text has anywhere: mostly none.
        whole = "\n".join(self.texts).lower()
        self.debris = [phrase for phrase in cues.debris if phrase in whole]
        self.sequels = [f" {phrase}" for phrase in cues.sequels]
        self.turns = quotation.turns(sentences)
        self.run = quotation.runs(sentences)
        # What stands outside quotations: what the writer says in his own voice.
        self.outside = [
            quotation.outside(text, runs_on=run is not None and index > run[0])
            for index, (text, run) in enumerate(zip(self.texts, self.run, strict=True))
        ]
        self.words = [_TOKEN.findall(text) for text in self.outside]
        self.small = [list(map(str.lower, words)) for words in self.words]
        # What a reader meets first: where all is quoted, the quotation's own words.
        self.heads, self.small_heads = list(self.words), list(self.small)
        for index, run in enumerate(self.run):
            if run and index == run[0] and self._is_quotation_only(index):
                self.heads[index] = _TOKEN.findall(self.texts[index])
                self.small_heads[index] = list(map(str.lower, self.heads[index]))
        self.openings = [" ".join(small[:5]) + " " for small in self.small_heads]
        self.mentions = Mentions(self.outside, self.words, self.small, cues)
        # In a report whoever says "I" is quoted; a column or an interview says it throughout.
        spoken = [index for index in range(len(self.texts)) if self._says_i(index)]
        self.spoken = frozenset(spoken if len(spoken) < _PERSONAL * len(self.texts) else ())
        small = [index for index, text in enumerate(self.texts) if _begins_small(text)]
        self.torn = frozenset(small if len(small) <= max(1, _SMALL * len(self.texts)) else ())

    def needs(self, index: int) -> Iterator[Need]:
        text, before = self.texts[index], self._before(index)
        if index in self.torn or self._is_debris(text):
            yield Need("debris", ())
            return
        if _LIST_MARK.match(text) and not self._is_speech(index):
            yield Need("list item", before)
        if index and _TURN.match(text):
            yield Need("answer", before)
        if (turn := self.turns[index]) != index:
            yield Need("speaker", (turn,))
        if text.rstrip("'\"”’» ").endswith(":"):
            yield Need("announcement", self._after(index))
        if self._is_question(index):
            yield Need("question", self._after(index))
        if index and index in self.spoken:
            yield Need("speech", ())
        yield from self._quotation(index)
        yield from self._untold(index)
        yield from self._unintroduced(index)
        yield from self._unspelt(index)
        if index and self._is_contradicted(index):
            yield Need("pair", self._after(index))
        if index and self._opens_with_connective(index):
            yield Need("connective", before)
        elif index and index == self._first_of_run(index) and self._is_question(index - 1):
            yield Need("answer", before)
        elif reference := self._reference(index):
            yield Need("reference", self._antecedents(index, reference))
        elif index and self._points_back(index):
            yield Need("reference", before)

    def _before(self, index: int) -> tuple[int, ...]:
        return (index - 1,) if index else ()

    def _after(self, index: int) -> tuple[int, ...]:
        return (index + 1,) if index + 1 < len(self.texts) else ()

    def _is_debris(self, text: str) -> bool:
        if not text.rstrip(_CLOSERS).endswith(FINAL) and not text.endswith(":"):
            return True
        # "… in London ." was a line without a full stop, a heading or a caption.
        fewest = _FEWEST_WORDS_OF_LINE if text.endswith(SPACED_END) else _FEWEST_WORDS
        if len(text.split()) < fewest and text.isascii():
            return True
        if text.isupper() or _LABEL.match(text):
            return True
        if _CODE_SIGN.search(text) and _CODE.search(text):
            return True
        return True in map(text.lower().__contains__, self.debris)

    def _is_speech(self, index: int) -> bool:
        """Whether what begins with a dash is somebody's words, and no item of a list."""
        run, said = self.run[index], self.cues.attributions
        if run is None or not quotation.is_dash_speech(self.texts[run[0]], self.texts[run[-1]]):
            return False
        return not said or not said.isdisjoint(_TOKEN.findall(self.texts[run[-1]].lower()))

    def _is_question(self, index: int) -> bool:
        if not self.outside[index].rstrip("'\"”’ ").endswith("?"):
            return False
        # Where the language tells: a "?" can also be what is left of a lost character.
        questions = self.cues.questions
        return not questions or not questions.isdisjoint(self.small[index])

    # Quotations ---------------------------------------------------------------------------------

    def _quotation(self, index: int) -> Iterator[Need]:
        run = self.run[index]
        if run is None:
            yield Need("half a quotation", ())
            return
        for other in run:
            if other != index:
                yield Need("half a quotation", (other,))
        if index != run[0] or any(len(self.words[place]) > 1 for place in run):
            return
        if self._is_quotation_only(index):
            first, last = run[0] - 1, run[-1] + 1
            speakers = [place for place in (first, last) if self._names_speaker(place, index)]
            if first >= 0 and first not in speakers and self._is_quotation_only(first):
                speakers.append(first)  # whose own needs lead to the speaker
            yield Need("speaker", tuple(speakers))

    def _first_of_run(self, index: int) -> int:
        run = self.run[index]
        return run[0] if run else index

    def _says_i(self, index: int) -> bool:
        """Whether a sentence says "I" outside every quotation."""
        alone = self.run[index] == (index,)
        return alone and not self.cues.speakers.isdisjoint(self.small[index])

    def _is_quotation_only(self, index: int) -> bool:
        """Whether a sentence says nothing outside quotation marks."""
        return len(self.words[index]) < 2 and len(_TOKEN.findall(self.texts[index])) > 2

    def _names_speaker(self, index: int, quotation: int) -> bool:
        if not 0 <= index < len(self.texts):
            return False
        if self.blocks[index] != self.blocks[quotation] and index > quotation:
            return False
        return not self.cues.attributions.isdisjoint(self.small[index])

    # References ---------------------------------------------------------------------------------

    def _opens_with_connective(self, index: int) -> bool:
        small, cues = self.small_heads[index], self.cues
        if not small or (len(small[0]) == 1 and self.texts[index][1:2] == "."):
            return False  # an initial
        if not cues.additives.isdisjoint(small[:ADDITION_REACH]):
            return True
        if self.openings[index].startswith(cues.connective_phrases):
            return True
        if self.texts[index].startswith(cues.enumerations):
            return True
        if True in map(f" {self.openings[index]}".__contains__, self.sequels):
            return True
        return small[0] in cues.connectives or self._continues(index)

    def _continues(self, index: int) -> bool:
        """Whether a quotation goes on from what its speaker has said: "…," added Reed."""
        cues, small = self.cues, self.small[index]
        if cues.continuations.isdisjoint(small):
            return False
        if not (cues.attributions - cues.continuations).isdisjoint(small):
            return False  # what it goes on from is there: "…," Reed said, and added: "…"
        found = [after or before for after, before in _SAID.findall(self.texts[index])]
        said = " ".join(found).lower().split()
        # "added to the list" adds something else than words
        return any(
            word in cues.continuations and following not in cues.prepositions
            for word, following in pairwise([*said, ""])
        )

    def _is_contradicted(self, index: int) -> bool:
        """Whether the next sentence takes back what this one says ("But he did not")."""
        if index + 1 == len(self.texts):
            return False
        # A speaker goes on after his name: "It is over," said Reed. "But we will be back."
        said = not self.cues.attributions.isdisjoint(self.small[index])
        following = (self.small_heads if said else self.small)[index + 1]
        return bool(following) and following[0] in self.cues.contrasts

    def _untold(self, index: int) -> Iterator[Need]:
        """Needs of "the letter", where an earlier sentence has introduced "a letter"."""
        small = self.small[index]
        for place in self.mentions.articles[index]:
            near = small[max(0, place - _NEAR) : place]
            nouns = [noun for noun in small[place + 1 : place + 1 + NOUNS] if noun not in near]
            if not place and nouns:
                nouns.append(BARE + nouns[0])
            told = next(
                (self.mentions.told[noun] for noun in nouns if noun in self.mentions.told), ()
            )
            if earlier := bisect_left(told, index):
                last = told[max(_ENDS, earlier - _ENDS) : earlier]
                yield Need("untold", (*told[: min(_ENDS, earlier)], *last))

    def _unintroduced(self, index: int) -> Iterator[Need]:
        """A bare surname as the subject or the speaker: "Costa said", before "Jim Costa"."""
        words, small = self.words[index], self.small[index]
        if self.mentions.introduced.keys().isdisjoint(words):
            return
        for place, word in enumerate(words):
            known = self.mentions.introduced.get(word)
            if known is None or known[0] >= index or index in known:
                continue
            if self._is_first_name(index, place):
                continue
            near = small[max(0, place - 1) : place + 2]
            titled = place > 0 and small[place - 1] in self.cues.honorifics
            if titled or place < _SUBJECT or not self.cues.attributions.isdisjoint(near):
                earlier = tuple(other for other in known if other < index)
                yield Need("introduction", earlier)

    def _unspelt(self, index: int) -> Iterator[Need]:
        """An abbreviation, before the sentence that spells it out: "CASA said"."""
        spelt_out = self.mentions.spelt_out
        for word in dict.fromkeys(self.words[index]) if spelt_out else ():
            known = spelt_out.get(word)
            if known and known[0] < index and index not in known:
                yield Need("introduction", tuple(other for other in known if other < index))

    def _is_first_name(self, index: int, place: int) -> bool:
        """Whether a surname follows, and the article introduces it with this name before it."""
        surname = "".join(self.words[index][place + 1 : place + 2])
        name = f"{self.words[index][place]} {surname}"
        return name in self.outside[index] and any(
            name in self.outside[other]
            for other in self.mentions.introduced.get(surname, ())
            if other != index
        )

    def _reference(self, index: int) -> str | None:
        """Return the lower-case word by which a sentence refers back, None if it does not."""
        small, words, cues = self.small_heads[index], self.heads[index], self.cues
        if not small:
            return None
        start = 0
        if self._is_impersonal(index):
            start = 2
        elif pointer := self._pointer(small):
            return None if self._points_forward(index, 0) else pointer
        # A personal pronoun with no one named before it in the sentence.
        own = words is self.words[index]
        names = self.mentions.names[index] if own else self.mentions.names_of(words)
        for place in range(start, len(small)):
            word = small[place]
            if word in cues.introducers or words[place] in names:
                return None
            if word in cues.persons:
                return None if self._points_forward(index, place) else word
        return None

    def _points_back(self, index: int) -> bool:
        """Whether a determiner within a sentence points to what it has not named: "for these trees"."""
        small, cues = self.small[index], self.cues
        if cues.pointers.isdisjoint(small) and cues.doubtful_pointers.isdisjoint(small):
            return False
        for place, (word, noun) in enumerate(pairwise(small)):
            if not place or noun in cues.settled:
                continue
            points = word in cues.pointers
            if word in cues.doubtful_pointers and small[place - 1] in cues.prepositions:
                points = noun not in self.mentions.explained
            if points:
                stem = noun[:_STEM]
                if not any(
                    before.startswith(stem) for before in small[max(0, place - _NEAR) : place]
                ):
                    return True
        return False

    def _is_impersonal(self, index: int) -> bool:
        """Whether a sentence opens with a pronoun that stands for nothing ("it is clear that")."""
        cues = self.cues
        if self.openings[index].startswith(cues.expletives):
            return True
        following = self.small_heads[index][2 : 2 + _COMPLEMENT_REACH]
        completed = not cues.complements.isdisjoint(following)
        return completed and self.openings[index].startswith(cues.impersonals)

    def _pointer(self, small: Sequence[str]) -> str | None:
        """Return the word or noun at the head of a sentence that stands for something before."""
        cues = self.cues
        first = small[0]
        if first in cues.things or first in cues.persons or first in cues.demonstratives:
            return first
        if len(small) > 1 and first in cues.articles and small[1] in cues.generics:
            # "The company that makes …", "the man accused of …" say which one they mean.
            said = len(small) > 2 and small[2] in cues.restrictions
            return None if said else small[1]
        return None

    def _points_forward(self, index: int, place: int) -> bool:
        """Whether a name follows a pronoun in an opening clause ("When he arrived, Smith …")."""
        # The first sentence may keep its reader waiting ("She may be small, but Ann Lee …").
        if index and (not place or self.small_heads[index][0] not in self.cues.conditions):
            return False
        return any(word[0].isupper() for word in self.heads[index][place + 1 :])

    def _antecedents(self, index: int, reference: str) -> tuple[int, ...]:
        found = list(self._before(index))
        if reference in self.cues.generics:
            earlier = range(max(index - REACH, 0), index)
            if said := [other for other in earlier if reference in self.small[other]]:
                # "The report" is the one told of, unless the last sentence brings in another's name.
                named = found if self.mentions.names[index - 1] else []
                return tuple(dict.fromkeys(named + said))
        if reference in self.cues.things or reference in self.cues.demonstratives:
            return tuple(found)
        between: frozenset[str] = frozenset()
        for other in range(index - 2, max(index - 2 - REACH, -1), -1):
            between |= self.mentions.names[other + 1]
            if self.mentions.names[other] and between <= self.mentions.names[other]:
                found.append(other)
        # What the article is about, its opening has told.
        if reference in self.cues.generics and 1 < index <= REACH:
            found.append(0)
        return tuple(dict.fromkeys(found))
