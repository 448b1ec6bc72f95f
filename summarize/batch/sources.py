"""What the command line names, as a stream of sources.

Decides which files in a folder are articles, in which order they come, and what each one's summary
is called in an output folder. Folders are walked lazily, in the order of their names, so that the
first summary does not wait for the last file. Leaves reading to ``read``.
"""

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import NamedTuple

from summarize.errors import InputError, SummarizeError
from summarize.read.html import SUFFIXES as HTML_SUFFIXES

#: Endings of article files, looked for in folders unless patterns are given.
SUFFIXES = frozenset({".txt", ".text", ".md"}) | HTML_SUFFIXES
#: What the files of an output folder are called: no articles, even beside their sources.
SUMMARY_ENDINGS = (".summary.txt", ".summary.md", ".summary.json", ".manifest.jsonl")

STDIN = "-"


class Source(NamedTuple):
    """One article to read."""

    name: str  # as shown
    path: Path | None  # None: standard input
    label: PurePath  # the summary's path in an output folder, without the ending
    suffix: str = ""  # the ending of its name, which tells its format
    content: str | bytes | None = None  # what is to be read, where it is no file's whole content


class Missing(NamedTuple):
    """What led to no source, or may not be worked on."""

    name: str
    error: SummarizeError


def find(
    arguments: Sequence[str], include: Sequence[str] = (), leave_out: Path | None = None
) -> Iterator[Source | Missing]:
    """Yield the sources that ``arguments`` name, in their order.

    ``include`` holds patterns (``*.txt``) for names in folders, or for paths below them;
    ``leave_out`` is a folder that is not searched, because summaries are written to it.
    """
    labels = _labels(arguments)
    for argument, label in zip(arguments, labels, strict=True):
        path = Path(argument)
        if argument == STDIN:
            yield Source("stdin", None, label)
        elif is_folder(argument):
            # A single folder's summaries stand at the top of the output folder.
            below = PurePath() if len(arguments) == 1 else label
            yield from _search(argument, below, include, leave_out)
        else:
            yield Source(argument, path, label, path.suffix.lower())


def is_folder(argument: str) -> bool:
    """Whether a word of the command line names a folder; never an error, whatever the name."""
    return argument != STDIN and os.path.isdir(argument)


def _labels(arguments: Sequence[str]) -> list[PurePath]:
    """A name of its own for each argument: its last part, numbered where that is taken."""
    taken: set[str] = set()
    labels = []
    for argument in arguments:
        name = "stdin" if argument == STDIN else _last_part(argument)
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
        # Assigned in place: this is how os.walk is told where to go, and in which order.
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (skipped is None or (here / name).resolve() != skipped)
        )
        for name in sorted(files):
            path = here / name
            relative = path.relative_to(folder)
            if _is_article(relative, include) and path.is_file():
                found = True
                yield Source(str(path), path, below / relative, path.suffix.lower())
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
        wanted = ", ".join(include or sorted(f"*{suffix}" for suffix in SUFFIXES))
        yield Missing(
            folder,
            InputError(
                f"{folder}: no articles in this folder (looked for {wanted}; see --include)"
            ),
        )


def _is_article(relative: Path, include: Sequence[str]) -> bool:
    if relative.name.startswith("."):
        return False
    if not include:
        own = relative.name.endswith(SUMMARY_ENDINGS)
        return relative.suffix.lower() in SUFFIXES and not own
    return any(
        fnmatchcase(relative.name, pattern) or fnmatchcase(relative.as_posix(), pattern)
        for pattern in include
    )
