"""The loop over the sources.

Decides what is told to whom while it runs: summaries to the sink, everything else to ``say``; and
the exit status in the end. Leaves the work itself to ``work``.
"""

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from summarize.batch.sinks import Sink
from summarize.batch.sources import Missing, Source
from summarize.batch.work import Job, Outcome, work
from summarize.errors import Exit, OutputError


@dataclass(slots=True)
class Report:
    """What became of a batch; it knows the exit status."""

    done: int = 0
    failures: list[Exit] = field(default_factory=list)

    @property
    def exit_status(self) -> Exit:
        """DONE, SOME_FAILED, or, where nothing was done, the failures' own status.

        Several failures of different kinds make NOTHING_DONE.
        """
        if not self.failures:
            return Exit.DONE
        if self.done:
            return Exit.SOME_FAILED
        kinds = set(self.failures)
        return kinds.pop() if len(kinds) == 1 else Exit.NOTHING_DONE


def run(
    sources: Iterable[Source | Missing],
    job: Job,
    sink: Sink,
    say: Callable[[str], None],
    *,
    quiet: bool = False,
    debug: bool = False,
) -> Report:
    """Do ``job`` for each of ``sources``; summaries go to ``sink``, all else to ``say``."""
    report = Report()
    try:
        for source in sources:
            outcome = _outcome(source, job, sink)
            if not quiet:
                for note in outcome.notes:
                    say(f"{source.name}: {note}")
            for line in outcome.report:
                say(line)
            if outcome.error is None:
                report.done += 1
            else:
                if debug and outcome.trace:
                    say(outcome.trace)
                say(outcome.error)
                report.failures.append(outcome.exit_status)
        sink.close()
    except BaseException:
        sink.abandon()
        raise
    return report


def _outcome(source: Source | Missing, job: Job, sink: Sink) -> Outcome:
    if isinstance(source, Missing):
        return Outcome(error=str(source.error), exit_status=source.error.exit_status)
    outcome = work(source, job)
    if outcome.error is None:
        try:
            sink.write(source, outcome.text)
        except OutputError as error:
            failed = outcome._replace(error=str(error), exit_status=error.exit_status)
            return failed._replace(trace=traceback.format_exc())
    return outcome
