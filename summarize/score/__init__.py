"""Sentences of one article -> what is known of each sentence, term and pair of terms.

Decides how sentences, stems and cues become an `Analysis`: `terms` counts, `facts` tells. Leaves to
``choose`` what the facts are worth. Nothing here knows a language except through the stemmer, the stop
words and the cues it is handed: idf comes from the article itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from summarize.cues import Cues
from summarize.lean import lean_import
from summarize.score.facts import (
    FINAL,
    PAIR_FACTS,
    SENTENCE_FACTS,
    TERM_FACTS,
    Measured,
    PairFacts,
    SentenceFacts,
    TermFacts,
)
from summarize.score.terms import Terms, as_tokens, centralities, tokens, vectors_of
from summarize.words import count_words

if TYPE_CHECKING:
    from summarize.model import Sentence

__all__ = [
    "FINAL",
    "PAIR_FACTS",
    "SENTENCE_FACTS",
    "TERM_FACTS",
    "Analysis",
    "PairFacts",
    "SentenceFacts",
    "TermFacts",
    "score",
    "stemmer",
    "tokens",
]

_QUOTATION_MARK = re.compile('["“”„«»「」『』]')
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
    with lean_import():
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
        return dict(zip(SENTENCE_FACTS, map(float, self.facts[index]), strict=True))


def score(
    sentences: Sequence[Sentence],
    *,
    stem: Callable[[str], str] = str,
    stop_words: frozenset[str] = frozenset(),
    cues: Cues = Cues(),  # noqa: B008 - immutable
) -> Analysis:
    """Measure the sentences of one article.

    Args:
        sentences: in source order.
        stem: from ``stemmer(language)``.
        stop_words: of the language, in lower case; empty where unknown.
        cues: of the language.

    """
    texts = [sentence.text for sentence in sentences]
    written = [tokens(text) for text in texts]
    terms = Terms(written, stem, as_tokens(stop_words))
    vectors = vectors_of(terms)
    central = centralities(vectors)
    central_rank = [0] * len(texts)
    for rank, index in enumerate(sorted(range(len(texts)), key=lambda i: (-central[i], i))):
        central_rank[index] = rank
    measured = Measured(
        sentences=tuple(sentences),
        written=written,
        words=tuple(map(count_words, texts)),
        marks=[len(_QUOTATION_MARK.findall(text)) for text in texts],
        terms=terms,
        vectors=vectors,
        central=central,
        central_rank=central_rank,
    )
    return Analysis(
        sentences=measured.sentences,
        words=measured.words,
        terms=tuple(terms.sentences),
        facts=SentenceFacts(measured, cues),
        term_facts=TermFacts(measured),
        pair_facts=PairFacts(terms),
        vectors=tuple(vectors),
    )
