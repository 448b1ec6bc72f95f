"""One source to one finished text: the unit of work that a batch repeats.

Decides what a job prints of an article (its summary or the cleaned article, in which format) and
that whatever goes wrong becomes part of the outcome. Jobs and outcomes are plain values that can be
sent to another process. Leaves the order of the steps to ``pipeline``.
"""

import sys
import traceback
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from summarize import pipeline
from summarize.batch.sources import Source
from summarize.errors import Exit, InputError, SummarizeError
from summarize.model import Article, Summary
from summarize.read import read_bytes, read_path
from summarize.render import audit, data, plain
from summarize.settings import Settings


class Format(StrEnum):
    """The formats of the output."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


class Screen(NamedTuple):
    """The terminal that a text is rendered for."""

    width: int  # columns
    colors: str | None  # rich's name of the colour system; None: no colour


class Job(NamedTuple):
    """What to do with each source."""

    settings: Settings
    format: Format = Format.TEXT
    clean_only: bool = False
    show_removed: bool = False
    explain: bool = False
    headings: bool = False  # name each source above its text
    screen: Screen | None = None


class Outcome(NamedTuple):
    """What became of a source: a text, or an error."""

    text: str = ""
    notes: tuple[str, ...] = ()  # for stderr unless --quiet
    report: tuple[str, ...] = ()  # what --show-removed and --explain asked for
    error: str | None = None
    exit_status: Exit = Exit.DONE
    trace: str | None = None  # of the error, for --debug


def work(source: Source, job: Job) -> Outcome:
    """Do ``job`` for ``source``. Never raises an ``Exception``."""
    try:
        article = _read(source)
        return _clean_only(article, job) if job.clean_only else _summarize(article, job)
    except SummarizeError as error:
        return Outcome(
            error=str(error), exit_status=error.exit_status, trace=traceback.format_exc()
        )
    except Exception as error:  # one bad article never stops the others
        return Outcome(
            error=f"{source.name}: internal error ({type(error).__name__}: {error}); "
            "--debug shows where; please report it",
            exit_status=Exit.INTERNAL,
            trace=traceback.format_exc(),
        )


def _read(source: Source) -> Article:
    try:
        if source.path is not None:
            return read_path(source.path, source.name)
        if sys.stdin is None:
            raise InputError("stdin: is closed; give a file or a pipe")
        return read_bytes(sys.stdin.buffer.read(), source.name)
    except MemoryError:
        raise InputError(f"{source.name}: is too large for this machine's memory") from None


def _summarize(article: Article, job: Job) -> Outcome:
    summary = pipeline.summarize_article(article, job.settings)
    if job.screen is not None and job.format is Format.TEXT:
        from summarize.render import terminal  # rich: only for a terminal

        heading = article.source if job.headings else None
        text = terminal.show(summary, job.screen.width, job.screen.colors, heading)
    else:
        text = _headed(article.source, job, _RENDER[job.format](summary) + "\n")
    report: list[str] = []
    if job.show_removed:
        report.extend(audit.removed(article, summary.blocks))
    if job.explain:
        report.extend(audit.explain(summary))
    return Outcome(text, summary.notes, tuple(report))


def _clean_only(article: Article, job: Job) -> Outcome:
    cleaned = pipeline.clean_article(article, job.settings)
    if job.format is Format.JSON:
        text = data.cleaned_json(article, cleaned.blocks, cleaned.metadata)
    elif job.format is Format.MARKDOWN:
        text = plain.cleaned_markdown(article, cleaned.blocks)
    else:
        text = plain.cleaned(article, cleaned.blocks)
    report = audit.removed(article, cleaned.blocks) if job.show_removed else ()
    return Outcome(_headed(article.source, job, text + "\n"), (), tuple(report))


_RENDER: dict[Format, Callable[[Summary], str]] = {
    Format.TEXT: plain.text,
    Format.MARKDOWN: plain.markdown,
    Format.JSON: data.summary_json,
}


def _headed(name: str, job: Job, text: str) -> str:
    """``text`` under its source's name, as head and tail show several files."""
    if not job.headings or job.format is Format.JSON:
        return text
    name = plain.printable(name)
    if job.format is Format.MARKDOWN:
        return f"# {plain.escape_markdown(name)}\n\n{text}"
    return f"==> {name} <==\n\n{text}"
