"""The road of an article: the order of the steps, on one screen.

    Article --clean--> Blocks --split--> Sentences --score--> Analysis --choose--> chosen --arrange--> Summary

Decides the order, and what happens when there is nothing to choose from or nothing to leave out.
Leaves every decision about the text to the steps.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from summarize import budget, cues, language, lexicon
from summarize.arrange import arrange
from summarize.choose import alone, choose
from summarize.clean import Rules, clean, find_metadata, keep_all, parse_request, read_rules
from summarize.counts import counted
from summarize.errors import NoContentError, SettingsError
from summarize.model import (
    Article,
    Block,
    Budget,
    Kind,
    Metadata,
    Request,
    Scored,
    Sentence,
    Summary,
)
from summarize.score import Analysis, score, stemmer
from summarize.settings import LARGEST, Settings
from summarize.split import rules as split_rules
from summarize.split import split
from summarize.words import cut_words

_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+", re.IGNORECASE)


class Cleaned(NamedTuple):
    """An article's blocks, and what was found in them."""

    blocks: tuple[Block, ...]
    metadata: Metadata
    language: str
    request: Request  # what a line of the article asks for


class NothingLeftError(NoContentError):
    """All lines of a source were left out; its ``blocks`` tell which, and why."""

    def __init__(self, article: Article, blocks: Sequence[Block], what: str) -> None:
        super().__init__(f"{article.source}: {what}")
        self.article = article
        self.blocks = blocks


def clean_article(article: Article, settings: Settings) -> Cleaned:
    """Label the article's blocks.

    Raises:
        NoContentError: nothing of it is an article.
    """
    if not article.text:
        raise NoContentError(f"{article.source}: is empty; give a file with an article")
    code = settings.language or language.detect(article.text)
    if settings.clean:
        own = sum(map(load_rules, settings.rules), Rules(()))
        # trafilatura has found the article on a page already: only exact rules are left to apply.
        from_page = article.encoding == "html"
        blocks = clean(article.text, language=code, extra=own, selected=from_page)
    else:
        blocks = keep_all(article.text, requests=settings.request)
    told = [block.text for block in blocks if block.kind in (Kind.BODY, Kind.LIST_ITEM)]
    if not told:
        raise NothingLeftError(article, blocks, _what_was_found(blocks, settings))
    if not any(_has_words(text, settings) for text in told):
        raise NoContentError(f"{article.source}: no article in it, not one word; give another file")
    return Cleaned(blocks, _metadata(article, blocks), code, _request(blocks, settings))


def _has_words(text: str, settings: Settings) -> bool:
    """Whether anything of a text is a word; signs are none, nor are addresses of pages where lines may be left out."""
    return any(char.isalnum() for char in (_ADDRESS.sub("", text) if settings.clean else text))


def load_rules(path: Path) -> Rules:
    """Return the rules of a user's file; it is read again only when it has changed.

    Raises:
        SettingsError: the file is not a rule file; the message names row and reason.
    """
    try:
        path = path.resolve()
        changed = path.stat().st_mtime_ns
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror})") from error
    return _read_rules(path, changed)


@lru_cache(maxsize=16)
def _read_rules(path: Path, changed: int) -> Rules:
    return read_rules(path)


def summarize_article(article: Article, settings: Settings) -> Summary:
    """Take an article down the whole road.

    Raises:
        NoContentError: there is no sentence of content in it.
    """
    cleaned = clean_article(article, settings)
    sentences = split(article.text, cleaned.blocks, split_rules.load(cleaned.language))
    cue_words = cues.load(cleaned.language)
    analysis = score(
        sentences,
        stem=stemmer(cleaned.language),
        stop_words=lexicon.stop_words(cleaned.language),
        cues=cue_words,
    )
    bounds, note = budget.resolve(settings, cleaned.request, sum(analysis.words))
    chosen = choose(analysis, bounds, cue_words)
    whole = len(chosen) == len(sentences)
    cut = None if chosen else _cut(analysis, bounds)
    kept = [cut] if cut else [sentences[index] for index in chosen]
    vectors = [analysis.vectors[index] for index in chosen] or [{}]
    return Summary(
        article=article,
        language=cleaned.language,
        metadata=cleaned.metadata,
        blocks=cleaned.blocks,
        score_all=cache(lambda: _scored(analysis, bounds)),
        paragraphs=arrange(kept, vectors, bounds.paragraphs),
        budget=bounds,
        settings=settings,
        truncated=cut is not None,
        whole=whole,
        notes=_notes(article, cleaned.blocks, analysis, bounds, note, chosen),
    )


def _metadata(article: Article, blocks: Sequence[Block]) -> Metadata:
    """What the page said about itself, and for the rest what stands in the text."""
    told, found = article.metadata, find_metadata(blocks)
    return Metadata(*(own or other for own, other in zip(told, found, strict=True)))


def _request(blocks: Sequence[Block], settings: Settings) -> Request:
    """What request lines ask for; of two that name the same bound the first has its way."""
    found = Request()
    for block in blocks:
        if block.kind is Kind.REQUEST and settings.request:
            found = found.completed(parse_request(block.text))
    return found


def _cut(analysis: Analysis, bounds: Budget) -> Sentence:
    """The best sentence, cut at a word, for a budget that no sentence fits into."""
    worth = alone(analysis, bounds.words)
    best = min(range(len(worth)), key=lambda i: (-worth[i], i))
    sentence = analysis.sentences[best]
    text = sentence.text[: cut_words(sentence.text, bounds.words)]
    return sentence._replace(text=text, end=sentence.start + len(text))


def _scored(analysis: Analysis, bounds: Budget) -> tuple[Scored, ...]:
    return tuple(
        Scored(sentence, worth, analysis.features(index))
        for index, (sentence, worth) in enumerate(
            zip(analysis.sentences, alone(analysis, bounds.words), strict=True)
        )
    )


def _notes(
    article: Article,
    blocks: Sequence[Block],
    analysis: Analysis,
    bounds: Budget,
    request: str | None,
    chosen: Sequence[int],
) -> tuple[str, ...]:
    """What a reader may want to know, in lines for stderr."""
    notes = [request] if request else []
    notes.extend(repair for repair in article.repairs if "decoded" in repair)
    if len(chosen) == len(analysis.sentences):
        words = sum(analysis.words)
        bound = counted(bounds.words, "word") if bounds.words < LARGEST else "the bounds"
        removed = sum(block.kind is Kind.BOILERPLATE for block in blocks)
        cleaned = f", {counted(removed, 'line')} of boilerplate left out" if removed else ""
        size = counted(words, "word")
        notes.append(f"the article ({size}) fits into {bound}: returned whole{cleaned}")
    if not chosen:
        fits = counted(bounds.words, "word")
        notes.append(f"no sentence fits into {fits}: the best one is cut")
    printed = len(chosen) or 1
    if bounds.paragraphs and printed < bounds.paragraphs:
        asked = counted(bounds.paragraphs, "paragraph")
        notes.append(f"{counted(printed, 'sentence')} in the summary: too few for {asked}")
    return tuple(notes)


def _what_was_found(blocks: Sequence[Block], settings: Settings) -> str:
    """Why a source has no content, for the error's message."""
    kinds = Counter(block.kind for block in blocks)
    found = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    advice = "--no-clean keeps every line" if settings.clean else "--no-request keeps the request"
    return f"no article in it, only other lines ({found}); {advice}"
