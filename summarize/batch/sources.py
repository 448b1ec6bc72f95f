"""What the command line names, as a stream of sources.

Decides which files in a folder are articles, in which order they come, and what each one's summary
is called in an output folder. Folders are walked lazily, in the order of their names, so that the
first summary does not wait for the last file. Leaves reading to ``read``, and to ``records`` the
files that hold many articles.
"""

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from summarize.errors import InputError, SummarizeError
from summarize.read import suffix_of
from summarize.read.html import SUFFIXES as HTML_SUFFIXES

#: Endings of article files; each may be followed by ".gz".
ARTICLES = frozenset({".txt", ".text", ".md"}) | HTML_SUFFIXES
#: Endings of files that hold many articles; the first two and the last may be followed by ".gz".
JSON_LINES = (".jsonl", ".ndjson")
PARQUET = ".parquet"
WARC = ".warc"
#: Endings looked for in folders unless patterns are given.
SUFFIXES = ARTICLES | {*JSON_LINES, PARQUET, WARC}
#: What the files of an output folder are called: no articles, even beside their sources.
SUMMARY_ENDINGS = (
    *(f".summary{ending}" for ending in (".txt", ".md", ".json", *JSON_LINES, PARQUET)),
    ".manifest.jsonl",
)

STDIN = "-"
STDIN_NAME = "stdin"  # as shown


class Source(NamedTuple):
    """One article to read."""

    name: str  # as shown; a record's is its file's, a colon, and where it stands in the file
    path: Path | None  # None: standard input
    label: PurePath  # the summary's path in an output folder, without the ending
    suffix: str = ""  # the ending of its name, which tells its format
    content: str | bytes | None = None  # a record's text or page; None: what ``path`` holds
    fields: Mapping[str, Any] | None = None  # a record's other fields, as JSON knows them


class Missing(NamedTuple):
    """What led to no source, such as a bad row of a file, or may not be worked on."""

    name: str
    error: SummarizeError


class FieldNames(NamedTuple):
    """Which fields of a record hold its text and its name; None: the usual ones."""

    text: str | None = None  # "text"
    id: str | None = None  # "id" where there is one, else the row's number


USUAL = FieldNames()


def find(
    arguments: Sequence[str],
    include: Sequence[str] = (),
    leave_out: Path | None = None,
    *,
    fields: FieldNames = USUAL,
) -> Iterator[Source | Missing]:
    """Yield the sources that ``arguments`` name, in their order; records one after another.

    ``include`` holds patterns (``*.txt``) for names in folders, or for paths below them;
    ``leave_out`` is a folder that is not searched, because summaries are written to it; ``fields``
    says where the text of a record is.
    """
    for source in _files(arguments, include, leave_out):
        if isinstance(source, Source) and _holds_records(source.path, fields):
            from summarize.batch.records import records  # spared where there are articles only

            yield from records(source, fields)
        else:
            yield source


def count(
    arguments: Sequence[str],
    include: Sequence[str] = (),
    leave_out: Path | None = None,
    *,
    fields: FieldNames = USUAL,
) -> int | None:
    """How many sources there are; None where only reading files of records would tell."""
    number = 0
    for source in _files(arguments, include, leave_out):
        if isinstance(source, Source) and _holds_records(source.path, fields):
            return None
        number += 1
    return number


def holds_many(argument: str, fields: FieldNames) -> bool:
    """Whether a word of the command line may lead to several sources: a folder, or records."""
    return is_folder(argument) or _holds_records(
        None if argument == STDIN else Path(argument), fields
    )


def _holds_records(path: Path | None, fields: FieldNames) -> bool:
    """By the file's ending; what has none (a pipe) by the wish for a field of it."""
    if path is not None and suffix_of(path) in SUFFIXES:
        return suffix_of(path) not in ARTICLES
    return fields.text is not None and (path is None or _is_pipe(path))


def _is_pipe(path: Path) -> bool:
    try:
        return stat.S_ISFIFO(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False  # ``read`` tells what is wrong


def _files(
    arguments: Sequence[str], include: Sequence[str], leave_out: Path | None
) -> Iterator[Source | Missing]:
    labels = _labels(arguments)
    for argument, label in zip(arguments, labels, strict=True):
        path = Path(argument)
        if argument == STDIN:
            yield Source(STDIN_NAME, None, label)
        elif is_folder(argument):
            # A single folder's summaries stand at the top of the output folder.
            below = PurePath() if len(arguments) == 1 else label
            yield from _search(argument, below, include, leave_out)
        else:
            yield Source(argument, path, label, suffix_of(path))


def is_folder(argument: str) -> bool:
    """Whether a word of the command line names a folder; never an error, whatever the name."""
    return argument != STDIN and os.path.isdir(argument)


def _labels(arguments: Sequence[str]) -> list[PurePath]:
    """A name of its own for each argument: its last part, numbered where that is taken."""
    taken: set[str] = set()
    labels = []
    for argument in arguments:
        name = STDIN_NAME if argument == STDIN else _last_part(argument)
        label, number = name, 1
        while label in taken:
            number += 1
            label = f"{name}-{number}"
        taken.add(label)
        labels.append(PurePath(label))
    return labels


def _last_part(argument: str) -> str:
    try:
        return Path(os.path.abspath(argument)).name or "root"
    except OSError:  # the working directory is gone
        return Path(argument).name or "root"


def _search(
    folder: str, below: PurePath, include: Sequence[str], leave_out: Path | None
) -> Iterator[Source | Missing]:
    found = False
    unreadable: list[OSError] = []
    skipped = leave_out.resolve() if leave_out is not None and leave_out.exists() else None
    for parent, folders, files in os.walk(folder, onerror=unreadable.append):
        here = Path(parent)
        inner = here.relative_to(folder)
        # Assigned in place: this is how os.walk is told where to go, and in which order.
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (skipped is None or (here / name).resolve() != skipped)
        )
        for name in sorted(files):
            path, relative = here / name, inner / name
            if _is_article(relative, include) and path.is_file():
                found = True
                yield Source(str(path), path, below / relative, suffix_of(path))
        while unreadable:
            error = unreadable.pop()
            name = str(error.filename)
            yield Missing(name, InputError(f"{name}: folder cannot be read ({error.strerror})"))
            found = True
    for error in unreadable:
        name = str(error.filename)
        yield Missing(name, InputError(f"{name}: folder cannot be read ({error.strerror})"))
        found = True
    if not found:
        wanted = ", ".join(include or (*sorted(f"*{suffix}" for suffix in SUFFIXES), "*.txt.gz"))
        yield Missing(
            folder,
            InputError(
                f"{folder}: no articles in this folder (looked for {wanted}; see --include)"
            ),
        )


def _is_article(relative: Path, include: Sequence[str]) -> bool:
    if relative.name.startswith(".") or relative.name.endswith(SUMMARY_ENDINGS):
        return False
    if not include:
        return suffix_of(relative) in SUFFIXES
    return any(
        fnmatchcase(relative.name, pattern) or fnmatchcase(relative.as_posix(), pattern)
        for pattern in include
    )
