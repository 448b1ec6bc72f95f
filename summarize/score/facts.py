"""What is told of sentences, terms and pairs of terms: the facts that the fitted tables weigh.

Decides what is measured: where a sentence stands, how central it is, how like the opening and its
neighbours, what its words are like; and for every stem and every two neighbouring stems how often,
where first and in how central a sentence they occur. Leaves the counts to `terms`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, compress, pairwise, repeat
from operator import truediv
from typing import TYPE_CHECKING, NamedTuple

from summarize.score.terms import NAME, NUMBER, STOP, Terms
from summarize.vectors import cosine

if TYPE_CHECKING:
    from summarize.cues import Cues
    from summarize.model import Sentence

#: Facts of a term, in this order; the fitted tables name them.
TERM_FACTS = (
    "kind", "frequency", "first", "rank", "centrality_rank", "letters", "spread", "sentences",
    "quoted", "place",
)  # fmt: skip
#: Facts of two neighbouring terms.
PAIR_FACTS = (
    "kinds", "frequency", "first", "rarer", "commoner", "sentences", "newer",
)  # fmt: skip
#: Facts of a sentence.
SENTENCE_FACTS = (
    "position", "relative_position", "words", "centrality", "centrality_rank",
    "relative_centrality_rank", "like_opening", "like_previous", "like_next",
    "names", "numbers", "content", "quotation_marks", "opens_with_quotation", "opens_with_pronoun",
    "opens_with_connective", "first_persons", "question", "unpunctuated", "opens_paragraph",
    "attributions", "known", "frequency", "from_opening", "new", "colon", "bracket", "nameless",
    "words_before", "repeated_pair", "sentences",
)  # fmt: skip


_KNOWN_REACH = 3  # sentences back in which a term is known already
_LAST_RANK = 999.0  # of stop words, which have no rank

_OPENING_MARKS = "\"“„«「『‘'"
#: The marks that end a sentence.
FINAL = tuple(".!?…。！？։।")
_CLOSERS = "\"'”’»)]」』"


class Measured(NamedTuple):
    """What facts are made from; the lists run over the sentences."""

    sentences: tuple[Sentence, ...]
    written: list[list[str]]
    words: tuple[int, ...]
    marks: list[int]  # of quotation
    terms: Terms
    vectors: list[dict[str, float]]
    central: list[float]
    central_rank: list[int]


Columns = Sequence[Iterable[float]]  # of each fact one, over some things, to be read once


class TermFacts:
    """The facts of terms, made when they are asked for: a short summary needs few, and once."""

    def __init__(self, measured: Measured) -> None:
        self._terms = measured.terms
        self._count = len(measured.sentences)
        sentences = self._terms.sentences
        self._best_rank: dict[str, int] = {}
        for rank, sentence in sorted(
            zip(measured.central_rank, sentences, strict=True), reverse=True
        ):
            self._best_rank.update(dict.fromkeys(sentence, rank))  # the best comes last
        quoting = compress(sentences, measured.marks)
        self._quoted = Counter(chain.from_iterable(map(set, quoting)))

    def columns(self, items: Sequence[str]) -> Columns:
        """Return the facts of terms as ``TERM_FACTS`` has them, each over all the terms."""
        terms, sentences = self._terms, self._count
        spread = list(map(terms.spread.__getitem__, items))
        return (
            map(terms.kind.__getitem__, items),
            map(terms.frequency.__getitem__, items),
            map(terms.first.__getitem__, items),
            [terms.rank.get(term, _LAST_RANK) for term in items],
            map(self._best_rank.__getitem__, items),
            map(terms.letters.__getitem__, items),
            [one / sentences for one in spread],
            repeat(sentences, len(items)),
            map(truediv, map(self._quoted.__getitem__, items), spread),
            map(terms.place.__getitem__, items),
        )


class PairFacts:
    """The facts of pairs of terms, made when they are asked for."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms

    def columns(self, items: Sequence[tuple[str, str]]) -> Columns:
        """Return the facts of pairs as ``PAIR_FACTS`` has them, each over all the pairs."""
        terms = self._terms
        ones, twos = [one for one, _ in items], [two for _, two in items]
        often = [list(map(terms.frequency.__getitem__, each)) for each in (ones, twos)]
        kinds = [map(terms.kind.__getitem__, each) for each in (ones, twos)]
        firsts = [map(terms.first.__getitem__, each) for each in (ones, twos)]
        first = list(map(terms.first_pair.__getitem__, items))
        return (
            [one * 4 + two for one, two in zip(*kinds, strict=True)],
            map(terms.pairs.__getitem__, items),
            first,
            # ``min`` and ``max`` would take three times as long.
            [one if one < two else two for one, two in zip(*often, strict=True)],
            [two if one < two else one for one, two in zip(*often, strict=True)],
            repeat(len(terms.sentences), len(items)),
            [
                of_pair - (two if one < two else one)
                for of_pair, one, two in zip(first, *firsts, strict=True)
            ],
        )


class SentenceFacts:
    """The facts of sentences by their places, made when they are asked for; whole numbers and truths stay such."""

    def __init__(self, measured: Measured, cues: Cues) -> None:
        self._measured = measured
        self._cues = cues
        self._paragraphs = len({sentence.block for sentence in measured.sentences}) > 1
        self._pronouns = cues.persons | cues.things | cues.demonstratives
        self._like_previous: dict[int, float] = {}
        self._words_before = list(accumulate(map(len, measured.terms.sentences), initial=0))

    def columns(self, places: Sequence[int]) -> Columns:
        """Return the facts of sentences as ``SENTENCE_FACTS`` has them, each over all the sentences."""
        return list(zip(*[self[place] for place in places], strict=True))

    def __getitem__(self, index: int) -> tuple[float, ...]:
        measured, cues = self._measured, self._cues
        sentences, terms, vectors = measured.sentences, measured.terms, measured.vectors
        kind, first, frequency = terms.kind, terms.first, terms.frequency
        count = len(sentences)
        sentence, stems, words = sentences[index], terms.sentences[index], measured.written[index]
        text, central_rank = sentence.text, measured.central_rank[index]
        small = list(map(str.lower, words))
        opener = small[0] if small else ""
        kinds = list(map(kind.__getitem__, stems))
        content = [term for term, own in zip(stems, kinds, strict=True) if own != STOP]
        firsts = list(map(first.__getitem__, content))
        known = set().union(*terms.sentences[max(index - _KNOWN_REACH, 0) : index])
        share = 1 / (len(content) or 1)
        per_word = 1 / (len(stems) or 1)
        previous = sentences[index - 1] if index else None
        return (
            index,
            index / count,
            measured.words[index],
            measured.central[index],
            central_rank,
            central_rank / count,
            cosine(vectors[index], vectors[0]) if index else -1.0,
            self._like(index),
            self._like(index + 1),
            kinds.count(NAME) * per_word,
            kinds.count(NUMBER),
            len(content) * per_word,
            measured.marks[index],
            text[:1] in _OPENING_MARKS,
            opener in self._pronouns,
            opener in cues.connectives,
            _among(cues.first_persons, small) * per_word,
            text.rstrip("\"'”’» ").endswith("?"),
            text.endswith(" .") or not text.rstrip(_CLOSERS).endswith(FINAL),
            self._paragraphs and (previous is None or sentence.block != previous.block),
            _among(cues.attributions, small),
            sum(map(known.__contains__, content)) * share,
            sum(map(frequency.__getitem__, content)) * share,
            firsts.count(0) * share if index else -1.0,
            firsts.count(index) * share,
            ":" in text,
            "(" in text,
            " ".join(words[1:]).islower(),
            self._words_before[index],
            max(map(terms.pairs.__getitem__, pairwise(stems)), default=0),
            count,
        )

    def _like(self, index: int) -> float:
        """The cosine of a sentence to the one before, -1 if one of them does not exist."""
        vectors, known = self._measured.vectors, self._like_previous
        if not 0 < index < len(vectors):
            return -1.0
        if index not in known:  # it is asked for from both sides
            known[index] = cosine(vectors[index], vectors[index - 1])
        return known[index]


def _among(cues: frozenset[str], words: Sequence[str]) -> int:
    """How many of the words are cues: of most kinds none."""
    return 0 if cues.isdisjoint(words) else sum(map(cues.__contains__, words))
