"""What a user sees while a batch runs.

Decides when and how progress is shown: a moving line on a terminal, a plain line every so often
elsewhere, nothing when asked. It all goes to stderr. Leaves the counts to ``report``.
"""

import time
from collections.abc import Callable
from typing import Protocol

from summarize.batch.report import Report

EVERY = 10.0  # seconds between two plain lines


class Watch(Protocol):
    """Somebody who looks on; ``total`` is the number of sources, once somebody has counted them."""

    total: int | None

    def say(self, line: str) -> None:
        """Tell the user something."""

    def see(self, report: Report, name: str) -> None:
        """The outcome of the source ``name`` is in the report."""

    def close(self) -> None:
        """Leave nothing moving."""


class Quiet:
    """Shows no progress."""

    total: int | None = None

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say

    def see(self, report: Report, name: str) -> None:
        """Nothing to show."""

    def close(self) -> None:
        """Nothing moves."""


class Lines(Quiet):
    """Tells the state every so often, in a line of its own."""

    def __init__(self, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic):
        super().__init__(say)
        self._clock = clock
        self._begun = self._last = clock()

    def see(self, report: Report, name: str) -> None:
        """Tell the state if nothing was told for a while."""
        now = self._clock()
        if now - self._last >= EVERY:
            self._last = now
            self.say(f"{report.state(now - self._begun, self.total)}; at {name}")


class Bar:
    """A line at the bottom of the terminal that moves; what is said scrolls above it."""

    def __init__(self, printable: Callable[[str], str]) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

        self.total: int | None = None
        self._printable = printable
        self._begun = time.monotonic()
        self._progress = Progress(
            SpinnerColumn(),
            BarColumn(bar_width=20),
            TextColumn("{task.description}", markup=False),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task("", total=None)
        self._progress.start()

    def say(self, line: str) -> None:
        """Print above the bar."""
        for part in line.splitlines():
            self._progress.console.print(
                f"summarize: {self._printable(part)}", markup=False, highlight=False, soft_wrap=True
            )

    def see(self, report: Report, name: str) -> None:
        """Move the bar."""
        state = report.state(time.monotonic() - self._begun, self.total)
        self._progress.update(
            self._task,
            total=self.total,
            completed=report.total,
            description=self._printable(f"{state}  {name}"),
        )

    def close(self) -> None:
        """Take the bar away."""
        self._progress.stop()
