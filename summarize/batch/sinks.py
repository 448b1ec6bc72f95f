"""Where summaries go: standard output, or one file for all. (``folder``: a file for each.)

Decides what stands between two summaries, and what a failure does to those before it. Leaves the
text to ``render``, and how a file appears to ``place``.
"""

import sys
from pathlib import Path
from typing import Protocol

from summarize.batch.place import Draft, Place, encoded
from summarize.batch.sources import Missing, Source
from summarize.batch.work import Outcome
from summarize.errors import LostOutputError, OutputError, no_stdout


def to_stdout(text: str) -> None:
    """Print ``text`` at once.

    Raises:
        BrokenPipeError: nobody reads it any more.
        LostOutputError: it cannot be written; part of it may have been.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise LostOutputError(no_stdout(error)) from error


class Sink(Protocol):
    """Takes outcomes, in order."""

    def known(self, source: Source) -> str | None:
        """The digest of the content for which the summary is in its place already.

        Raises OutputError where it is clear before any work that none can be kept.
        """

    def write(self, source: Source, outcome: Outcome) -> None:
        """Take the summary of ``source``; raises OutputError where it cannot be kept."""

    def failed(self, source: Source | Missing, outcome: Outcome) -> None:
        """Take note of a source without a summary."""

    def close(self) -> None:
        """Make everything written so far appear in its place."""

    def abandon(self) -> None:
        """Leave nothing half written behind."""


class Forgetful:
    """A sink that knows nothing of earlier runs and keeps no record of failures."""

    def known(self, source: Source) -> str | None:
        """Nothing."""
        return None

    def failed(self, source: Source | Missing, outcome: Outcome) -> None:
        """Whoever runs it tells the user."""


class StdoutSink(Forgetful):
    """Standard output; ``gap`` stands between two summaries."""

    def __init__(self, gap: str) -> None:
        self._gap = gap
        self._started = False

    def write(self, source: Source, outcome: Outcome) -> None:
        """Print the summary at once, so that a reader need not wait for the last one."""
        to_stdout(self._gap + outcome.text if self._started else outcome.text)
        self._started = True

    def close(self) -> None:
        """Nothing is held back."""

    def abandon(self) -> None:
        """What is printed is printed."""


class FileSink(Forgetful):
    """One file for all summaries, which appears when all of them are in it."""

    def __init__(self, path: Path, gap: str, overwrite: bool) -> None:
        self._place = Place(path, overwrite)
        self._gap = gap
        self._draft: Draft | None = None

    def write(self, source: Source, outcome: Outcome) -> None:
        """Add the summary to the file."""
        try:
            if self._draft is None:
                self._draft = Draft(self._place)
            else:
                self._draft.write(encoded(self._gap))
            self._draft.write(encoded(outcome.text))
        except OutputError as error:
            raise LostOutputError(str(error)) from error

    def close(self) -> None:
        """Give the file its name; where nothing was written there is no file."""
        if self._draft is not None:
            self._draft.publish()
            self._draft = None

    def abandon(self) -> None:
        """Remove the unfinished file."""
        if self._draft is not None:
            self._draft.discard()
