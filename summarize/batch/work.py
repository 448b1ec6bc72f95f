"""One source to one finished text: the unit of work that a batch repeats.

Decides what a job prints of an article (its summary or the cleaned article, in which format) and
that whatever goes wrong becomes part of the outcome. Jobs and outcomes are plain values that can be
sent to another process. Leaves the order of the steps to ``pipeline``.
"""

import hashlib
import json
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import Any, NamedTuple

from summarize import pipeline
from summarize.batch.deadline import TooLate, deadline
from summarize.batch.sources import Missing, Source
from summarize.errors import Exit, InputError, SummarizeError
from summarize.model import ARTICLE_KINDS, Article, Summary
from summarize.read import load, read_content
from summarize.render import audit, data, plain
from summarize.settings import Settings
from summarize.version import __version__
from summarize.words import count_words

Fields = Mapping[str, Any] | None


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
    timeout: float | None = None  # seconds for each source


def fingerprint(job: Job) -> str:
    """What a text depends on beside its source, in 16 digits: version, options, and rule files.

    Raises:
        OSError: a rule file cannot be read.
    """
    settings = asdict(job.settings)
    settings["rules"] = [
        hashlib.sha256(path.read_bytes()).hexdigest() for path in job.settings.rules
    ]
    told = [__version__, job.format, job.clean_only, job.headings, settings]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


class Task(NamedTuple):
    """A source to do, unless its content is known."""

    source: Source | Missing
    known: str | None = None  # the digest of the content that is done already


class Outcome(NamedTuple):
    """What became of a source: a text, or an error."""

    text: str = ""
    notes: tuple[str, ...] = ()  # for stderr unless --quiet
    report: tuple[str, ...] = ()  # what --show-removed and --explain asked for
    error: str | None = None
    exit_status: Exit = Exit.DONE
    trace: str | None = None  # of the error, for --debug
    skipped: bool = False  # the content is known
    digest: str = ""  # SHA-256 of the content
    words: int = 0  # of the text, without headings that name sources
    milliseconds: int = 0

    def reason(self, name: str) -> str | None:
        """The error without the file's name and without advice; None if there is none."""
        if self.error is None:
            return None
        what = self.error.removeprefix(f"{name}: ")
        if what == self.error:  # it is about another file, such as the output
            what = what.partition(": ")[2] or what
        return what.partition(";")[0]


def work_all(tasks: Sequence[Task], job: Job) -> list[Outcome]:
    """Do ``job`` for each task, in order."""
    return [work(task, job) for task in tasks]


def work(task: Task, job: Job) -> Outcome:
    """Do ``job`` for one source. Never raises an ``Exception``."""
    source = task.source
    if isinstance(source, Missing):
        return Outcome(error=str(source.error), exit_status=source.error.exit_status)
    begun = time.perf_counter()
    digest = ""
    try:
        with deadline(job.timeout):
            content = _content(source)
            digest = _digest(content, source.fields)
            if digest == task.known:
                outcome = Outcome(skipped=True)
            else:
                article = _read(content, source)
                do = _clean_only if job.clean_only else _summarize
                outcome = do(article, job, source.fields)
    except TooLate:
        outcome = Outcome(
            error=f"{source.name}: took longer than {job.timeout:g} s; --timeout allows more",
            exit_status=Exit.TOO_LATE,
        )
    except SummarizeError as error:
        report: Iterable[str] = ()
        if job.show_removed and isinstance(error, pipeline.NothingLeftError):
            report = audit.removed(error.article, error.blocks)
        outcome = Outcome(
            error=str(error),
            exit_status=error.exit_status,
            trace=traceback.format_exc(),
            report=tuple(report),
        )
    except Exception as error:  # one bad article never stops the others
        outcome = Outcome(
            error=f"{source.name}: internal error ({type(error).__name__}: {error}); "
            "--debug shows where; please report it",
            exit_status=Exit.INTERNAL,
            trace=traceback.format_exc(),
        )
    spent = round((time.perf_counter() - begun) * 1000)
    return outcome._replace(digest=digest, milliseconds=spent)


def fetched(task: Task, everything: bool) -> Task:
    """The task with its content, where the worker could not read it: stdin, or ``everything``.

    What cannot be read becomes a ``Missing`` source.
    """
    source = task.source
    if isinstance(source, Missing) or source.content is not None:
        return task
    if source.path is not None and not everything:
        return task
    try:
        return task._replace(source=source._replace(content=_content(source)))
    except InputError as error:
        return task._replace(source=Missing(source.name, error))


def _content(source: Source) -> bytes | str:
    if source.content is not None:
        return source.content
    try:
        return load(source.path, source.name)
    except MemoryError:
        raise InputError(f"{source.name}: is too large for this machine's memory") from None


def _digest(content: bytes | str, fields: Fields) -> str:
    if isinstance(content, str):
        content = content.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(content)
    if fields:  # they are in the output too
        digest.update(json.dumps(fields).encode())
    return digest.hexdigest()


def _read(content: bytes | str, source: Source) -> Article:
    try:
        return read_content(content, source.name, source.suffix)
    except MemoryError:
        raise InputError(f"{source.name}: is too large for this machine's memory") from None


def _summarize(article: Article, job: Job, fields: Fields) -> Outcome:
    summary = pipeline.summarize_article(article, job.settings)
    if job.screen is not None and job.format is Format.TEXT:
        from summarize.render import terminal  # rich: only for a terminal

        heading = article.source if job.headings else None
        text = terminal.show(summary, job.screen.width, job.screen.colors, heading)
    elif job.format is Format.JSON:
        text = data.summary_json(summary, fields) + "\n"
    else:
        text = _headed(article.source, job, _RENDER[job.format](summary) + "\n")
    report: list[str] = []
    if job.show_removed:
        report.extend(audit.removed(article, summary.blocks))
    if job.explain:
        report.extend(audit.explain(summary))
    return Outcome(text, summary.notes, tuple(report), words=summary.words)


def _clean_only(article: Article, job: Job, fields: Fields) -> Outcome:
    cleaned = pipeline.clean_article(article, job.settings)
    if job.format is Format.JSON:
        text = data.cleaned_json(article, cleaned.blocks, cleaned.metadata, fields)
    elif job.format is Format.MARKDOWN:
        text = plain.cleaned_markdown(article, cleaned.blocks)
    else:
        text = plain.cleaned(article, cleaned.blocks)
    report = audit.removed(article, cleaned.blocks) if job.show_removed else ()
    kept = (block.text for block in cleaned.blocks if block.kind in ARTICLE_KINDS)
    words = sum(map(count_words, kept))
    return Outcome(_headed(article.source, job, text + "\n"), (), tuple(report), words=words)


_RENDER: dict[Format, Callable[[Summary], str]] = {
    Format.TEXT: plain.text,
    Format.MARKDOWN: plain.markdown,
}


def _headed(name: str, job: Job, text: str) -> str:
    """``text`` under its source's name, as head and tail show several files."""
    if not job.headings or job.format is Format.JSON:
        return text
    name = plain.printable(name)
    if job.format is Format.MARKDOWN:
        return f"# {plain.escape_markdown(name)}\n\n{text}"
    return f"==> {name} <==\n\n{text}"
