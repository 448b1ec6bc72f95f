"""Sentences of one article -> what is known of each sentence, term and pair of terms.

Decides what is measured: where a sentence stands, how central it is, how like the opening and its
neighbours, what its words are like; and for every stem and every two neighbouring stems how often,
where first and in how central a sentence they occur. Leaves to ``choose`` what these facts are
worth. Nothing here knows a language except through the stemmer, the stop words and the cues it is
handed: idf comes from the article itself.

Centrality is the cosine of a sentence to the centroid of all, which ranks as degree centrality in
the graph of cosines (Erkan & Radev, "LexRank", JAIR 22, 2004): the sum of a sentence's cosines to
all sentences is one product with the sum of their vectors, so that cost is linear in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain, compress, pairwise
from math import log, sqrt
from typing import TYPE_CHECKING, NamedTuple

from summarize.cues import Cues
from summarize.vectors import cosine
from summarize.words import count_words, is_spaceless

if TYPE_CHECKING:
    from summarize.model import Sentence


#: Facts of a term, in this order; the fitted tables name them.
TERM_FACTS = (
    "kind", "frequency", "first", "rank", "centrality_rank", "letters", "spread", "sentences",
    "in_title", "quoted", "place",
)  # fmt: skip
#: Facts of two neighbouring terms.
PAIR_FACTS = (
    "kinds", "frequency", "first", "rarer", "commoner", "sentences", "in_title", "newer",
)  # fmt: skip
#: Facts of a sentence.
SENTENCE_FACTS = (
    "position", "relative_position", "words", "centrality", "centrality_rank",
    "relative_centrality_rank", "like_opening", "like_previous", "like_next",
    "names", "numbers", "content", "quotation_marks", "opens_with_quotation", "opens_with_pronoun",
    "opens_with_connective", "first_persons", "question", "unpunctuated", "opens_paragraph",
    "attributions", "known", "frequency", "from_opening", "new", "colon", "bracket", "nameless",
    "words_before", "repeated_pair", "sentences", "like_title",
)  # fmt: skip

STOP, NUMBER, NAME, WORD = range(4)  # kinds of terms
_KNOWN_REACH = 3  # sentences back in which a term is known already
_LAST_RANK = 999.0  # of stop words, which have no rank

_TOKEN = re.compile(r"[^\W_]+")
_QUOTATION_MARK = re.compile('["“”„«»「」『』]')
_OPENING_MARKS = "\"“„«「『‘'"
_FINAL = re.compile(r"[.!?…。！？։।][\"'”’»)\]」』]*$")
_SNOWBALL = {
    "ar": "arabic", "da": "danish", "de": "german", "en": "english", "es": "spanish",
    "fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian", "nl": "dutch",
    "no": "norwegian", "nb": "norwegian", "nn": "norwegian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sv": "swedish",
}  # fmt: skip


@lru_cache(maxsize=4)
def stemmer(language: str) -> Callable[[str], str]:
    """Return a stemmer that remembers up to 100,000 words across sentences and articles.

    Snowball's (Porter 2001) where nltk has one for the language, else the word itself.
    """
    if language not in _SNOWBALL:
        return str
    from nltk.stem.snowball import SnowballStemmer

    stem: Callable[[str], str] = SnowballStemmer(_SNOWBALL[language]).stem
    return lru_cache(maxsize=100_000)(stem)


@dataclass(frozen=True, slots=True)
class Analysis:
    """An article as ``choose`` sees it. All tuples run over its sentences, in source order."""

    sentences: tuple[Sentence, ...]
    words: tuple[int, ...]  # by ``summarize.words``
    terms: tuple[tuple[str, ...], ...]  # stems, in the order of the text
    facts: SentenceFacts
    term_facts: TermFacts
    pair_facts: PairFacts
    vectors: tuple[Mapping[str, float], ...] = field(repr=False)  # tf-idf, of length 1

    def features(self, index: int) -> dict[str, float]:
        """Return the named facts of a sentence."""
        return dict(zip(SENTENCE_FACTS, self.facts[index], strict=True))


def tokens(text: str) -> list[str]:
    """Return the words of ``text`` as written; two characters each in scripts without spaces."""
    found: list[str] = _TOKEN.findall(text)
    if not is_spaceless(text):
        return found
    cut: list[str] = []
    for token in found:
        if len(token) > 2 and is_spaceless(token):
            cut.extend(a + b for a, b in pairwise(token))
        else:
            cut.append(token)
    return cut


@lru_cache(maxsize=4)
def _as_tokens(words: frozenset[str]) -> frozenset[str]:
    """Return stop words cut as texts are: "don't" is "don" and "t" there."""
    return frozenset(token for word in words for token in tokens(word))


class _Terms:
    """Counts of the terms of one article."""

    def __init__(
        self, written: Sequence[Sequence[str]], stem: Callable[[str], str], stop: frozenset[str]
    ) -> None:
        self.first: dict[str, int] = {}
        self.place: dict[str, int] = {}  # in its first sentence
        self.letters: dict[str, int] = {}
        self.kind: dict[str, int] = {}
        terms: dict[str, str] = {}  # of words as written
        capital: dict[str, str] = {}  # those of them that are not in lower case
        for index, words in enumerate(written):
            for place, word in enumerate(words):
                if word in terms:
                    continue
                small = word.lower()
                term = terms[word] = stem(small)
                if small != word:
                    capital[word] = term
                if term not in self.first:
                    self.first[term] = index
                    self.place[term] = place
                    self.letters[term] = len(small)
                    if small in stop:
                        self.kind[term] = STOP
                    else:
                        self.kind[term] = NUMBER if small[0].isdigit() else WORD
        self.sentences = [tuple(map(terms.__getitem__, words)) for words in written]
        self.frequency = Counter(chain.from_iterable(self.sentences))
        #: Sentences that hold the term.
        self.spread = Counter(chain.from_iterable(map(set, self.sentences)))
        self.pairs = Counter(chain.from_iterable(map(pairwise, self.sentences)))
        self.first_pair: dict[tuple[str, str], int] = {}
        for index in range(len(self.sentences) - 1, -1, -1):  # the first comes last, and stays
            self.first_pair.update(dict.fromkeys(pairwise(self.sentences[index]), index))
        for term in self._capitalised(written, capital):
            if self.kind[term] == WORD:
                self.kind[term] = NAME
        ranked = sorted(  # stable: the earlier first
            [term for term, kind in self.kind.items() if kind != STOP],
            key=self.frequency.__getitem__,
            reverse=True,
        )
        self.rank = {term: float(rank) for rank, term in enumerate(ranked)}

    def _capitalised(
        self, written: Sequence[Sequence[str]], capital: Mapping[str, str]
    ) -> Iterator[str]:
        """Terms that have a capital within sentences, and there as often as none anywhere."""
        frequency = Counter(chain.from_iterable(written))
        opening = Counter(words[0] for words in written if words)
        upper: Counter[str] = Counter()
        anywhere: Counter[str] = Counter()
        for word, term in capital.items():
            upper[term] += frequency[word] - opening[word]
            anywhere[term] += frequency[word]
        for term, count in upper.items():
            if count and count >= self.frequency[term] - anywhere[term]:
                yield term


def score(
    sentences: Sequence[Sentence],
    *,
    title: str | None = None,
    stem: Callable[[str], str] = str,
    stop_words: frozenset[str] = frozenset(),
    cues: Cues = Cues(),  # noqa: B008 - immutable
) -> Analysis:
    """Measure the sentences of one article.

    Args:
        sentences: in source order.
        title: of the article, where known.
        stem: from ``stemmer(language)``.
        stop_words: of the language, in lower case; empty where unknown.
        cues: of the language.

    """
    texts = [sentence.text for sentence in sentences]
    written = [tokens(text) for text in texts]
    terms = _Terms(written, stem, _as_tokens(stop_words))
    vectors = _vectors(terms)
    central = _centralities(vectors)
    central_rank = [0] * len(texts)
    for rank, index in enumerate(sorted(range(len(texts)), key=lambda i: (-central[i], i))):
        central_rank[index] = rank
    measured = _Measured(
        sentences=tuple(sentences),
        written=written,
        words=tuple(map(count_words, texts)),
        marks=[len(_QUOTATION_MARK.findall(text)) for text in texts],
        terms=terms,
        vectors=vectors,
        central=central,
        central_rank=central_rank,
        in_title=frozenset(stem(word.lower()) for word in tokens(title or "")),
    )
    return Analysis(
        sentences=measured.sentences,
        words=measured.words,
        terms=tuple(terms.sentences),
        facts=SentenceFacts(measured, cues),
        term_facts=TermFacts(measured),
        pair_facts=PairFacts(terms, measured.in_title),
        vectors=tuple(vectors),
    )


class _Measured(NamedTuple):
    """What facts are made from; the lists run over the sentences."""

    sentences: tuple[Sentence, ...]
    written: list[list[str]]
    words: tuple[int, ...]
    marks: list[int]  # of quotation
    terms: _Terms
    vectors: list[dict[str, float]]
    central: list[float]
    central_rank: list[int]
    in_title: frozenset[str]  # stems; none if there is no title


def _vectors(terms: _Terms) -> list[dict[str, float]]:
    """Return a tf-idf vector of length 1 for each sentence, stop words left out."""
    count = len(terms.sentences)
    idf = {
        term: log((count + 1) / (spread + 0.5))
        for term, spread in terms.spread.items()
        if terms.kind[term] != STOP
    }
    vectors = []
    for sentence in terms.sentences:
        content = [term for term in sentence if term in idf]
        vector = {term: idf[term] for term in content}
        if len(vector) < len(content):
            for term, frequency in Counter(content).items():
                vector[term] *= 1 + log(frequency)
        length = sqrt(sum([x * x for x in vector.values()])) or 1.0
        vectors.append({term: x / length for term, x in vector.items()})
    return vectors


def _centralities(vectors: Sequence[Mapping[str, float]]) -> list[float]:
    centroid: dict[str, float] = {}
    for vector in vectors:
        for term, x in vector.items():
            centroid[term] = centroid.get(term, 0.0) + x
    count = len(vectors) or 1
    # Rounded, so that sentences which tie on paper tie here: their place then decides.
    return [
        round(sum([x * centroid[term] for term, x in vector.items()]) / count, 9)
        for vector in vectors
    ]


class TermFacts:
    """The facts of terms, each made when it is asked for: a short summary needs few, and once."""

    def __init__(self, measured: _Measured) -> None:
        self._terms, self._in_title = measured.terms, measured.in_title
        self._count = len(measured.sentences)
        sentences = self._terms.sentences
        self._best_rank: dict[str, int] = {}
        for rank, sentence in sorted(
            zip(measured.central_rank, sentences, strict=True), reverse=True
        ):
            self._best_rank.update(dict.fromkeys(sentence, rank))  # the best comes last
        quoting = compress(sentences, measured.marks)
        self._quoted = Counter(chain.from_iterable(map(set, quoting)))

    def __getitem__(self, term: str) -> tuple[float, ...]:
        terms = self._terms
        spread = terms.spread[term]
        return (
            terms.kind[term],
            terms.frequency[term],
            terms.first[term],
            terms.rank.get(term, _LAST_RANK),
            self._best_rank[term],
            terms.letters[term],
            spread / self._count,
            self._count,
            _titled(term in self._in_title, self._in_title),
            self._quoted[term] / spread,
            terms.place[term],
        )


class PairFacts:
    """The facts of pairs of terms, each made when it is asked for."""

    def __init__(self, terms: _Terms, in_title: frozenset[str]) -> None:
        self._kind, self._frequency, self._first = terms.kind, terms.frequency, terms.first
        self._pairs, self._first_pair = terms.pairs, terms.first_pair
        self._count = len(terms.sentences)
        self._in_title = in_title

    def __getitem__(self, pair: tuple[str, str]) -> tuple[float, ...]:
        one, two = pair
        rarer, commoner = self._frequency[one], self._frequency[two]
        if rarer > commoner:
            rarer, commoner = commoner, rarer
        first = self._first_pair[pair]
        in_title = self._in_title
        return (
            self._kind[one] * 4 + self._kind[two],
            self._pairs[pair],
            first,
            rarer,
            commoner,
            self._count,
            _titled(one in in_title and two in in_title, in_title),
            first - max(self._first[one], self._first[two]),
        )


def _titled(found: bool, in_title: frozenset[str]) -> float:
    """0: there is no title, 1: not in it, 2: in it."""
    return 0.0 if not in_title else 2.0 if found else 1.0


class SentenceFacts:
    """The facts of sentences by their places, each made when it is asked for."""

    def __init__(self, measured: _Measured, cues: Cues) -> None:
        self._measured = measured
        self._cues = cues
        self._paragraphs = len({sentence.block for sentence in measured.sentences}) > 1
        self._pronouns = cues.persons | cues.things | cues.demonstratives
        self._words_before = list(accumulate(map(len, measured.terms.sentences), initial=0))

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
        vector = vectors[index]
        previous = sentences[index - 1] if index else None
        row = (
            index,
            index / count,
            measured.words[index],
            measured.central[index],
            central_rank,
            central_rank / count,
            cosine(vector, vectors[0]) if index else -1.0,
            cosine(vector, vectors[index - 1]) if index else -1.0,
            cosine(vector, vectors[index + 1]) if index + 1 < count else -1.0,
            kinds.count(NAME) * per_word,
            kinds.count(NUMBER),
            len(content) * per_word,
            measured.marks[index],
            text[:1] in _OPENING_MARKS,
            opener in self._pronouns,
            opener in cues.connectives,
            sum(map(cues.first_persons.__contains__, small)) * per_word,
            text.rstrip("\"'”’» ").endswith("?"),
            text.endswith(" .") or not _FINAL.search(text),
            self._paragraphs and (previous is None or sentence.block != previous.block),
            sum(map(cues.attributions.__contains__, small)),
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
            sum(term in measured.in_title for term in content) * share
            if measured.in_title
            else -1.0,
        )
        return tuple(map(float, row))
