"""Extractive summaries of news: verbatim sentences, a word limit that holds.

    from summarize import summarize

    summary = summarize("article.txt", words=120, paragraphs=2)
    print(summary)                  # paragraphs, a blank line between them
    summary.paragraphs[0][0].start  # where the sentence stands in summary.article.text

The names in ``__all__`` are public; everything else may change. Importing the package is light: the
steps, and nltk with them, are imported by the first call.
"""

import os
from typing import Unpack

from summarize.errors import (
    InputError,
    NoContentError,
    OutputError,
    SettingsError,
    SummarizeError,
)
from summarize.model import Article, Sentence, Summary
from summarize.settings import Options, Settings
from summarize.version import __version__

__all__ = [
    "Article",
    "InputError",
    "NoContentError",
    "OutputError",
    "Sentence",
    "Settings",
    "SettingsError",
    "SummarizeError",
    "Summary",
    "__version__",
    "split_sentences",
    "summarize",
]


def summarize(source: "str | os.PathLike[str] | Article", /, **options: Unpack[Options]) -> Summary:
    """Summarize an article.

    Args:
        source: a path object, or a string. A string of one line that is the path of a file, or that
            ends like an article's file name, is a path; every other string is the article's text.
        options: the fields of ``Settings``, such as ``words=120``.

    Raises:
        SettingsError: an option has a value it cannot have.
        InputError: the file cannot be read.
        NoContentError: there is no article in the source.

    All are children of ``SummarizeError``.
    """
    from summarize.pipeline import summarize_article

    settings = Settings(**options)
    return summarize_article(_article(source), settings)


def split_sentences(text: str, language: str | None = None) -> list[Sentence]:
    """Return the sentences of any text, with their places: ``text[s.start:s.end] == s.text``.

    ``language`` is an ISO 639-1 code; None detects it. ``block`` numbers the paragraphs.

    Raises:
        SettingsError: there is no such language.
        InputError: ``text`` is not a string.
    """
    from summarize.split import split_sentences as split

    if not isinstance(text, str):
        raise InputError(f"a text is a str, not {type(text).__name__}")
    return split(text, Settings(language=language).language)


def _article(source: "str | os.PathLike[str] | Article") -> Article:
    from summarize.read import read_path, read_text

    if isinstance(source, Article):
        return source
    if isinstance(source, os.PathLike):
        return read_path(source)
    if not isinstance(source, str):
        hint = "; decode it first" if isinstance(source, bytes) else ""
        raise InputError(f"an article is a str or a path, not {type(source).__name__}{hint}")
    return read_path(source) if _is_path(source) else read_text(source)


def _is_path(text: str) -> bool:
    if not text or len(text) > 4096 or "\n" in text or "\0" in text:
        return False
    if os.path.exists(text):
        return True
    # A name that is mistyped is an error of its own, not an article of a few words.
    name = text.lower().removesuffix(".gz")
    return len(text) < 256 and name.endswith((".txt", ".text", ".md", ".html", ".htm"))
