"""The nouns: the values that the steps of the road hand to each other.

Decides what an article, a block, a sentence and a summary are. Each is immutable, and each points
into one text: for every block and sentence ``article.text[x.start:x.end] == x.text``. Leaves to the
steps how these values come about, and to ``render`` how they look.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from summarize.settings import Settings
from summarize.words import count_words


class Kind(StrEnum):
    """What a block of an article is."""

    BODY = "body"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    METADATA = "metadata"
    REQUEST = "request"
    BOILERPLATE = "boilerplate"


#: Blocks of these kinds belong to the article; the others were found around it.
ARTICLE_KINDS = frozenset({Kind.BODY, Kind.HEADING, Kind.LIST_ITEM})


class Block(NamedTuple):
    """A labelled stretch of the article's text, a line or a part of one.

    The blocks of an article are in order, do not overlap and hold every visible character.
    """

    text: str
    start: int  # characters
    end: int  # characters, exclusive
    kind: Kind
    reason: str  # the rule's name, or the classifier's strongest features; "" for plain body
    confidence: float  # 0..1


class Metadata(NamedTuple):
    """What an article says about itself; None where nothing was found."""

    title: str | None = None
    author: str | None = None
    date: str | None = None  # ISO 8601 where it could be read as a date
    agency: str | None = None
    place: str | None = None


NO_METADATA = Metadata()


class Sentence(NamedTuple):
    """A sentence of the article, verbatim, with its place in ``article.text``."""

    text: str
    start: int  # characters
    end: int  # characters, exclusive
    block: int  # index among the article's blocks
    quotation: int = -1  # the number of the quotation over several sentences it is part of


class Scored(NamedTuple):
    """A sentence with its score and what is known of it."""

    sentence: Sentence
    score: float  # its worth as a summary by itself: an expected F1
    features: Mapping[str, float]  # the names are explained in docs/json.md


class Request(NamedTuple):
    """The bounds that a line of the article itself asks for; None where it names none."""

    words: int | None = None
    paragraphs: int | None = None
    sentences: int | None = None
    ratio: float | None = None  # of the article's words

    def completed(self, other: "Request") -> "Request":
        """This one, with the other's bounds where it names none."""
        return Request(
            self.words or other.words,
            self.paragraphs or other.paragraphs,
            self.sentences or other.sentences,
            self.ratio or other.ratio,
        )


class Budget(NamedTuple):
    """The bounds of one summary; each of them holds."""

    words: int
    sentences: int | None = None
    paragraphs: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A source as ``read`` leaves it: decoded, repaired, normalised; never altered again."""

    text: str
    source: str = "text"  # a path, "stdin", or "text"
    encoding: str = "utf-8"
    repairs: tuple[str, ...] = ()  # what was repaired, in words
    metadata: Metadata = NO_METADATA


@dataclass(frozen=True, slots=True, eq=False)
class Summary:
    """A summary: sentences of an article in the article's order, in paragraphs."""

    article: Article
    language: str  # ISO 639-1 code, or "und"
    metadata: Metadata
    blocks: tuple[Block, ...]
    score_all: Callable[[], tuple[Scored, ...]]  # see ``scored``
    paragraphs: tuple[tuple[Sentence, ...], ...]
    budget: Budget
    settings: Settings
    truncated: bool = False  # the best sentence was cut at a word, to fit the budget
    whole: bool = False  # all sentences of the article are in
    notes: tuple[str, ...] = field(default=())  # what a reader may want to know, a line each

    @property
    def scored(self) -> tuple[Scored, ...]:
        """All sentences of the article, with their scores; worked out when first asked for."""
        return self.score_all()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The summary's sentences, in the article's order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph)

    @property
    def words(self) -> int:
        """The number of words of the summary."""
        return count_words(str(self))

    def __str__(self) -> str:
        """Return the paragraphs, a blank line between them."""
        joiner = "" if self.language in {"zh", "ja"} else " "
        text = "\n\n".join(joiner.join(s.text for s in paragraph) for paragraph in self.paragraphs)
        return text + "…" if self.truncated else text
