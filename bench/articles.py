"""Rows of a data set -> what the fitting and measuring programs of summaries work on.

A data set is a file of JSON lines with "article" and "summary" (or "summaries", of which the first
counts), perhaps "title" and "lang".
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from summarize import cues, lexicon
from summarize.errors import NoContentError
from summarize.model import Sentence
from summarize.pipeline import clean_article
from summarize.read import read_text
from summarize.score import Analysis, score, stemmer
from summarize.settings import Settings
from summarize.split import rules, split


class Row(NamedTuple):
    """One article with its reference summary."""

    id: str
    article: str
    reference: str
    title: str | None
    language: str


def rows(path: Path, limit: int | None = None) -> Iterator[Row]:
    """Yield the rows of a data set."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit is not None and number >= limit:
                return
            row = json.loads(line)
            reference = row.get("summary") or row["summaries"][0]
            yield Row(
                str(row.get("id", number)),
                row["article"],
                reference.replace(" .", "."),
                row.get("title"),
                row.get("lang") or "en",
            )


def sentences(row: Row) -> tuple[Sentence, ...]:
    """Return the sentences that the program finds in an article; none if it finds no article."""
    article = read_text(row.article)
    try:
        cleaned = clean_article(article, Settings(language=row.language))
    except NoContentError:
        return ()
    return split(article.text, cleaned.blocks, rules.load(row.language))


def analyse(row: Row) -> Analysis:
    """Take an article down the program's road as far as its scores."""
    return score(
        sentences(row),
        stem=stemmer(row.language),
        stop_words=lexicon.stop_words(row.language),
        cues=cues.load(row.language),
    )
