"""What became of a batch.

Decides the exit status and what is said in the end: how many were done, failed or skipped, how fast,
and the reasons of failures, grouped.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from summarize.batch.work import Outcome
from summarize.errors import Exit

#: So many different reasons are told apart; the manifest has the others.
REASONS = 50
#: So many sources are named for a reason.
NAMED = 3
_IN_BRACKETS = re.compile(r"\s*\(.*")
#: What differs where the reason is the same: "(3 boilerplate, 1 heading)", numbers, quoted names.
_DETAIL = re.compile(r"\s*\(.*|\d+|'[^']*'")


@dataclass(slots=True)
class Report:
    """Counts of outcomes; it knows the exit status."""

    done: int = 0
    failed: int = 0
    skipped: int = 0
    statuses: Counter[Exit] = field(default_factory=Counter)
    reasons: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    """For each group of failures how it is told, and the first sources."""
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """How many sources there were so far."""
        return self.done + self.failed + self.skipped

    @property
    def exit_status(self) -> Exit:
        """DONE, SOME_FAILED, or, where nothing was done, the failures' own status.

        Several failures of different kinds make NOTHING_DONE.
        """
        if not self.failed:
            return Exit.DONE
        if self.done or self.skipped:
            return Exit.SOME_FAILED
        return next(iter(self.statuses)) if len(self.statuses) == 1 else Exit.NOTHING_DONE

    def add(self, name: str, outcome: Outcome) -> int:
        """Count what became of the source ``name``; returns how many failed for that reason."""
        if outcome.error is not None:
            self.failed += 1
            self.statuses[outcome.exit_status] += 1
            return self._group(name, outcome)
        if outcome.skipped:
            self.skipped += 1
        else:
            self.done += 1
        return 0

    def _group(self, name: str, outcome: Outcome) -> int:
        told = outcome.reason(name) or "unknown"
        key = _DETAIL.sub("", told)
        if key not in self.reasons and len(self.reasons) >= REASONS:
            key = told = "other reasons"
        self.counts[key] += 1
        # the first of those that differ in details stands for all
        _, names = self.reasons.setdefault(key, (_IN_BRACKETS.sub("", told).strip(), []))
        if len(names) < NAMED:
            names.append(name)
        return self.counts[key]

    def state(self, seconds: float, total: int | None = None) -> str:
        """One line: counts, rate, and the time left where the ``total`` is known."""
        parts = [f"{self.done:,} done"]
        if self.failed:
            parts.append(f"{self.failed:,} failed")
        if self.skipped:
            parts.append(f"{self.skipped:,} skipped")
        rate = self.total / seconds if seconds > 0 else 0.0
        line = ", ".join(parts)
        if total is not None and rate:
            left = max(0, total - self.total) / rate
            return f"{line} of {total:,} ({rate:,.0f} a second, {clock(left)} left)"
        return f"{line} in {clock(seconds)} ({rate:,.0f} a second)" if seconds >= 1 else line

    def closing(self, seconds: float, where: str = "") -> list[str]:
        """The lines that end a batch: failures by reason, most frequent first, then the counts."""
        lines = []
        for key, count in self.counts.most_common():
            told, names = self.reasons[key]
            more = ", ..." if count > len(names) else ""
            lines.append(f"  {count:,} x {told}: {', '.join(names)}{more}")
        if lines:
            lines.insert(0, f"{self.failed:,} failed:")
        return [*lines, self.state(seconds) + where]


def clock(seconds: float) -> str:
    """A time as ``m:ss`` or ``h:mm:ss``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
